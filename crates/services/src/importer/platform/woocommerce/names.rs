//! What WooCommerce calls its columns in the languages of sites. Where an own translation is used, their places tell.

/// One column: its English name and those of other languages, all in lower case.
pub(super) type Names = &'static [&'static str];

pub(super) const ID: Names = &["id"];
pub(super) const KIND: Names = &["type", "typ", "tipo", "тип"];
pub(super) const SKU: Names = &["sku", "artikelnummer", "ugs", "art.-nr.", "cod (sku)", "ref", "ref (sku)", "артикул"];
pub(super) const BARCODE: Names = &[
    "gtin, upc, ean, or isbn",
    "gtin, upc, ean oder isbn",
    "gtin, upc, ean ou isbn",
    "gtin, upc, ean o isbn",
    "gtin, upc, ean, ou isbn",
];
pub(super) const NAME: Names = &["name", "nom", "nombre", "naam", "nome", "имя"];
pub(super) const PUBLISHED: Names =
    &["published", "veröffentlicht", "publié", "publicado", "gepubliceerd", "pubblicato", "опубликован"];
pub(super) const VISIBILITY: Names = &[
    "visibility in catalog",
    "sichtbarkeit im katalog",
    "visibilité dans le catalogue",
    "visibilidad en el catálogo",
    "zichtbaarheid in catalogus",
    "visibilità nel catalogo",
    "visibilidade no catálogo",
    "видимость в каталоге",
];
pub(super) const SHORT_DESCRIPTION: Names = &[
    "short description",
    "kurzbeschreibung",
    "description courte",
    "descripción corta",
    "korte beschrijving",
    "breve descrizione",
    "descrição curta",
    "краткое описание",
];
pub(super) const DESCRIPTION: Names =
    &["description", "beschreibung", "descripción", "beschrijving", "descrizione", "descrição", "описание"];
pub(super) const SALE_FROM: Names = &[
    "date sale price starts",
    "datum, an dem angebotspreis beginnt",
    "date de début de promo",
    "día en que empieza el precio rebajado",
    "data de preço promocional começa em",
];
pub(super) const SALE_TO: Names = &[
    "date sale price ends",
    "datum, an dem angebotspreis endet",
    "date de fin de promo",
    "día en que termina el precio rebajado",
    "data de preço promocional termina em",
];
pub(super) const TAX_STATUS: Names =
    &["tax status", "steuerstatus", "état de la tva", "estado del impuesto", "status do imposto", "статус налога"];
pub(super) const TAX_CLASS: Names =
    &["tax class", "steuerklasse", "classe de tva", "clase de impuesto", "classe de imposto", "налоговый класс"];
pub(super) const IN_STOCK: Names = &[
    "in stock?",
    "vorrätig?",
    "en stock ?",
    "en stock?",
    "¿en inventario?",
    "¿existencias?",
    "em estoque?",
    "op voorraad?",
    "in magazzino?",
    "наличие",
];
pub(super) const STOCK: Names =
    &["stock", "bestand", "lager", "lagerbestand", "inventario", "voorraad", "magazzino", "estoque", "запасы"];
pub(super) const BACKORDERS: Names = &[
    "backorders allowed?",
    "lieferrückstände erlaubt?",
    "lieferrückstande erlaubt?",
    "rückstände erlaubt?",
    "são permitidas encomendas?",
    "nabestellingen toestaan?",
    "autoriser les commandes de produits en rupture ?",
    "¿permitir reservas de productos agotados?",
];
pub(super) const SALE_PRICE: Names = &[
    "sale price",
    "angebotspreis",
    "tarif promo",
    "precio rebajado",
    "actieprijs",
    "prezzo in offerta",
    "preço promocional",
    "акционная цена",
];
pub(super) const REGULAR_PRICE: Names = &[
    "regular price",
    "regulärer preis",
    "normaler preis",
    "tarif régulier",
    "precio normal",
    "reguliere prijs",
    "prezzo di listino",
    "базовая цена",
];
pub(super) const COST: Names = &["cost of goods", "cost"];
pub(super) const CATEGORIES: Names =
    &["categories", "kategorien", "catégories", "categorías", "categorieën", "categorie", "categorias", "категории"];
pub(super) const TAGS: Names = &["tags", "schlagwörter", "étiquettes", "etiquetas", "tag", "метки"];
pub(super) const BRANDS: Names =
    &["brands", "brand", "marken", "marques", "marcas", "merken", "marchi", "marche", "бренды"];
pub(super) const PICTURES: Names =
    &["images", "bilder", "imágenes", "afbeeldingen", "immagini", "immagine", "imagens", "изображения"];
pub(super) const PARENT: Names = &[
    "parent",
    "übergeordnetes produkt",
    "übergeordnet",
    "superior",
    "hoofd",
    "genitore",
    "ascendente",
    "родительский",
];
pub(super) const EXTERNAL_URL: Names =
    &["external url", "externe url", "url externe", "url externa", "url esterno", "внешний url"];
pub(super) const WEIGHT_BEGINNINGS: Names = &["weight (", "gewicht (", "poids (", "peso (", "вес ("];

pub(super) const LENGTH_BEGINNINGS: Names =
    &["length (", "länge (", "longueur (", "longitud (", "lengte (", "lunghezza (", "comprimento (", "длина ("];
pub(super) const WIDTH_BEGINNINGS: Names =
    &["width (", "breite (", "largeur (", "anchura (", "ancho (", "breedte (", "larghezza (", "largura (", "ширина ("];
pub(super) const HEIGHT_BEGINNINGS: Names =
    &["height (", "höhe (", "hauteur (", "altura (", "hoogte (", "altezza (", "высота ("];
/// All measures.
pub(super) const MEASURES: [Names; 4] = [WEIGHT_BEGINNINGS, LENGTH_BEGINNINGS, WIDTH_BEGINNINGS, HEIGHT_BEGINNINGS];

/// Columns that say nothing a shop needs to hear about.
pub(super) const SILENT: Names =
    &["is featured?", "position", "allow customer reviews?", "low stock amount", "button text", "sold individually?"];
/// Columns that have no place here.
pub(super) const LEFT_OUT: Names =
    &["purchase note", "shipping class", "grouped products", "upsells", "cross-sells", "swatches attributes"];

/// The columns with one place each.
pub(super) const KNOWN: [Names; 26] = [
    ID,
    KIND,
    SKU,
    BARCODE,
    NAME,
    PUBLISHED,
    VISIBILITY,
    SHORT_DESCRIPTION,
    DESCRIPTION,
    SALE_FROM,
    SALE_TO,
    TAX_STATUS,
    TAX_CLASS,
    IN_STOCK,
    STOCK,
    BACKORDERS,
    SALE_PRICE,
    REGULAR_PRICE,
    COST,
    CATEGORIES,
    TAGS,
    BRANDS,
    PICTURES,
    PARENT,
    EXTERNAL_URL,
    SILENT,
];
