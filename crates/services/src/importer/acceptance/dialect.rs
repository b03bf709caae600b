//! The same two products in every dialect: a tee at 12.50, of which there are three, and a mug at 5, of which there is none.

use crate::importer::Platform;

/// A table in one platform's words.
#[derive(Clone)]
pub(super) struct Dialect {
    pub name: &'static str,
    pub platform: Platform,
    pub rows: Vec<Vec<String>>,
}

impl Dialect {
    /// From columns with what they hold for the tee and for the mug.
    fn new(name: &'static str, platform: Platform, columns: &[(&str, &str, &str)]) -> Self {
        let row = |cell: fn(&(&str, &str, &str)) -> String| columns.iter().map(cell).collect();
        let rows = vec![
            row(|(name, ..)| (*name).to_owned()),
            row(|(_, tee, _)| (*tee).to_owned()),
            row(|(.., mug)| (*mug).to_owned()),
        ];
        Self { name, platform, rows }
    }

    /// The table as a text.
    pub fn text(&self, delimiter: &str, line_end: &str) -> String {
        let cell = |cell: &String| {
            let needs_quotes = cell.contains([',', ';', '\t', '"', '\n', '|']);
            if needs_quotes { format!("\"{}\"", cell.replace('"', "\"\"")) } else { cell.clone() }
        };
        let row = |row: &Vec<String>| row.iter().map(cell).collect::<Vec<_>>().join(delimiter);
        self.rows.iter().map(|cells| row(cells) + line_end).collect()
    }

    /// The usual text.
    pub fn csv(&self) -> String {
        self.text(",", "\n")
    }

    /// The same with another cell in the row of the tee.
    pub fn with(&self, column: &str, cell: &str) -> Self {
        let mut changed = self.clone();
        let place = changed.rows[0].iter().position(|name| name == column);
        let place = place.unwrap_or_else(|| panic!("{} has no column {column}", self.name));
        changed.rows[1][place] = cell.to_owned();
        changed
    }

    /// The same with a further column that holds this for the tee.
    pub fn and(&self, column: &str, cell: &str) -> Self {
        let mut changed = self.clone();
        for (row, cell) in changed.rows.iter_mut().zip([column, cell, ""]) {
            row.push(cell.to_owned());
        }
        changed
    }

    /// What the dialect calls its columns of name, price, SKU, stock and description.
    pub fn column(&self, part: Part) -> &'static str {
        let names: [&'static str; 5] = match self.name {
            "shopify g4" => ["Title", "Price", "SKU", "Inventory quantity", "Description"],
            name if name.starts_with("shopify") => {
                ["Title", "Variant Price", "Variant SKU", "Variant Inventory Qty", "Body (HTML)"]
            }
            "woocommerce english" => ["Name", "Regular price", "SKU", "Stock", "Description"],
            "woocommerce german" => ["Name", "Regulärer Preis", "Artikelnummer", "Bestand", "Beschreibung"],
            "woocommerce french" => ["Nom", "Tarif régulier", "UGS", "Stock", "Description"],
            "woocommerce spanish" => ["Nombre", "Precio normal", "SKU", "Inventario", "Descripción"],
            "woocommerce portuguese" => ["Nome", "Preço", "SKU", "Estoque", "Descrição"],
            "woocommerce polish" => ["Nazwa", "Cena", "SKU", "Stan magazynowy", "Opis"],
            "magento" => ["name", "price", "sku", "qty", "description"],
            name if name.starts_with("zencart") => [
                "v_products_name_1",
                "v_products_price",
                "v_products_model",
                "v_products_quantity",
                "v_products_description_1",
            ],
            _ => ["Name", "Price", "SKU", "Stock", "Description"],
        };
        names[part as usize]
    }
}

/// A thing that every dialect has a column for.
#[derive(Clone, Copy)]
pub(super) enum Part {
    Name,
    Price,
    Sku,
    Stock,
    Description,
}

/// The four generations of Shopify's header.
fn shopify() -> Vec<Dialect> {
    let variant = [
        ("Option1 Name", "Title", "Title"),
        ("Option1 Value", "Default Title", "Default Title"),
        ("Variant SKU", "T-1", "M-1"),
        ("Variant Grams", "200", "0"),
        ("Variant Inventory Tracker", "shopify", "shopify"),
        ("Variant Inventory Qty", "3", "0"),
        ("Variant Inventory Policy", "deny", "deny"),
        ("Variant Fulfillment Service", "manual", "manual"),
        ("Variant Price", "12.50", "5"),
        ("Variant Compare At Price", "", ""),
        ("Variant Requires Shipping", "true", "true"),
        ("Variant Taxable", "true", "true"),
        ("Variant Barcode", "", ""),
        ("Image Src", "", ""),
        ("Image Position", "", ""),
        ("Image Alt Text", "", ""),
        ("Gift Card", "false", "false"),
        ("SEO Title", "", ""),
        ("SEO Description", "", ""),
        ("Variant Image", "", ""),
        ("Variant Weight Unit", "kg", "kg"),
        ("Variant Tax Code", "", ""),
    ];
    let head = [
        ("Handle", "tee", "mug"),
        ("Title", "Tee", "Mug"),
        ("Body (HTML)", "<p>Soft</p>", ""),
        ("Vendor", "Marram", ""),
    ];
    let shelf = [("Tags", "summer, men", ""), ("Published", "true", "true")];
    let first = [&head[..], &[("Type", "Shirts", "Mugs")], &shelf, &variant].concat();
    let second = [
        &head[..],
        &[("Standardized Product Type", "", ""), ("Custom Product Type", "Shirts", "Mugs")],
        &shelf,
        &variant,
        &[("Cost per item", "4", ""), ("Status", "active", "active")],
    ]
    .concat();
    let third = [
        &head[..],
        &[("Product Category", "Apparel > Shirts", ""), ("Type", "Shirts", "Mugs")],
        &shelf,
        &variant,
        &[
            ("Cost per item", "4", ""),
            ("Included / Germany", "true", "true"),
            ("Price / Germany", "", ""),
            ("Compare At Price / Germany", "", ""),
            ("Status", "active", "active"),
        ],
    ]
    .concat();
    let fourth = [
        ("Title", "Tee", "Mug"),
        ("URL handle", "tee", "mug"),
        ("Description", "<p>Soft</p>", ""),
        ("Vendor", "Marram", ""),
        ("Product category", "", ""),
        ("Type", "Shirts", "Mugs"),
        ("Tags", "summer, men", ""),
        ("Published on online store", "TRUE", "TRUE"),
        ("Status", "Active", "Active"),
        ("SKU", "T-1", "M-1"),
        ("Barcode", "", ""),
        ("Option1 name", "Title", "Title"),
        ("Option1 value", "Default Title", "Default Title"),
        ("Option1 Linked To", "", ""),
        ("Price", "12.50", "5"),
        ("Compare-at price", "", ""),
        ("Cost per item", "", ""),
        ("Charge tax", "TRUE", "TRUE"),
        ("Tax code", "", ""),
        ("Inventory tracker", "shopify", "shopify"),
        ("Inventory quantity", "3", "0"),
        ("Continue selling when out of stock", "DENY", "DENY"),
        ("Weight value (grams)", "200", "0"),
        ("Weight unit for display", "g", "g"),
        ("Requires shipping", "TRUE", "TRUE"),
        ("Fulfillment service", "manual", "manual"),
        ("Product image URL", "", ""),
        ("Image position", "", ""),
        ("Image alt text", "", ""),
        ("Variant image URL", "", ""),
        ("Gift card", "FALSE", "FALSE"),
        ("SEO title", "", ""),
        ("SEO description", "", ""),
    ];
    vec![
        Dialect::new("shopify g1", Platform::Shopify, &first),
        Dialect::new("shopify g2", Platform::Shopify, &second),
        Dialect::new("shopify g3", Platform::Shopify, &third),
        Dialect::new("shopify g4", Platform::Shopify, &fourth),
    ]
}

/// What WooCommerce's exporter writes for the two products, in its order.
const WOOCOMMERCE: [(&str, &str); 39] = [
    ("1", "2"),
    ("simple", "simple"),
    ("T-1", "M-1"),
    ("Tee", "Mug"),
    ("1", "1"),
    ("0", "0"),
    ("visible", "visible"),
    ("", ""),
    ("<p>Soft</p>", ""),
    ("", ""),
    ("", ""),
    ("taxable", "taxable"),
    ("", ""),
    ("1", "0"),
    ("3", "0"),
    ("", ""),
    ("0", "0"),
    ("0", "0"),
    ("0.2", ""),
    ("", ""),
    ("", ""),
    ("", ""),
    ("1", "1"),
    ("", ""),
    ("", ""),
    ("12,50", "5"),
    ("Clothing > Shirts", "Kitchen"),
    ("summer, men", ""),
    ("", ""),
    ("", ""),
    ("", ""),
    ("", ""),
    ("", ""),
    ("", ""),
    ("", ""),
    ("", ""),
    ("", ""),
    ("", ""),
    ("0", "0"),
];

fn woocommerce() -> Vec<Dialect> {
    let of = |name: &'static str, header: &'static str| {
        let columns: Vec<&str> = header.split('|').collect();
        assert_eq!(columns.len(), WOOCOMMERCE.len(), "{name}");
        let columns: Vec<(&str, &str, &str)> =
            columns.iter().zip(WOOCOMMERCE).map(|(column, (tee, mug))| (*column, tee, mug)).collect();
        Dialect::new(name, Platform::WooCommerce, &columns)
    };
    vec![
        of(
            "woocommerce english",
            "ID|Type|SKU|Name|Published|Is featured?|Visibility in catalog|Short description|Description|Date sale price starts|\
Date sale price ends|Tax status|Tax class|In stock?|Stock|Low stock amount|Backorders allowed?|Sold individually?|Weight (kg)|\
Length (cm)|Width (cm)|Height (cm)|Allow customer reviews?|Purchase note|Sale price|Regular price|Categories|Tags|Shipping class|\
Images|Download limit|Download expiry days|Parent|Grouped products|Upsells|Cross-sells|External URL|Button text|Position",
        ),
        of(
            "woocommerce german",
            "ID|Typ|Artikelnummer|Name|Veröffentlicht|Ist hervorgehoben?|Sichtbarkeit im Katalog|Kurzbeschreibung|Beschreibung|\
Datum, an dem Angebotspreis beginnt|Datum, an dem Angebotspreis endet|Steuerstatus|Steuerklasse|Vorrätig?|Bestand|\
Geringe Lagermenge|Lieferrückstande erlaubt?|Nur einzeln verkaufen?|Gewicht (kg)|Länge (cm)|Breite (cm)|Höhe (cm)|\
Kundenrezensionen erlauben?|Hinweis zum Kauf|Angebotspreis|Regulärer Preis|Kategorien|Schlagwörter|Versandklasse|Bilder|\
Downloadlimit|Ablauftage des Downloads|Übergeordnetes Produkt|Gruppierte Produkte|Zusatzverkäufe|Cross-Sells (Querverkäufe)|\
Externe URL|Button-Text|Position",
        ),
        of(
            "woocommerce french",
            "ID|Type|UGS|Nom|Publié|Mis en avant ?|Visibilité dans le catalogue|Description courte|Description|Date de début de promo|\
Date de fin de promo|État de la TVA|Classe de TVA|En stock ?|Stock|Montant de stock faible|\
Autoriser les commandes de produits en rupture ?|Vendre individuellement ?|Poids (kg)|Longueur (cm)|Largeur (cm)|Hauteur (cm)|\
Autoriser les avis clients ?|Note de commande|Tarif promo|Tarif régulier|Catégories|Étiquettes|Classe d’expédition|Images|\
Limite de téléchargement|Jours d’expiration du téléchargement|Parent|Groupes de produits|Produits suggérés|Ventes croisées|\
URL externe|Libellé du bouton|Position",
        ),
        of(
            "woocommerce spanish",
            "ID|Tipo|SKU|Nombre|Publicado|¿Está destacado?|Visibilidad en el catálogo|Descripción corta|Descripción|\
Día en que empieza el precio rebajado|Día en que termina el precio rebajado|Estado del impuesto|Clase de impuesto|¿Existencias?|\
Inventario|Cantidad de bajo inventario|¿Permitir reservas de productos agotados?|¿Vendido individualmente?|Peso (kg)|\
Longitud (cm)|Anchura (cm)|Altura (cm)|¿Permitir valoraciones de clientes?|Nota de compra|Precio rebajado|Precio normal|\
Categorías|Etiquetas|Clase de envío|Imágenes|Límite de descargas|Días de caducidad de la descarga|Superior|\
Productos agrupados|Ventas dirigidas|Ventas cruzadas|URL externa|Texto del botón|Posición",
        ),
        of(
            "woocommerce portuguese",
            "ID|Tipo|SKU|Nome|Publicado|Em destaque?|Visibilidade no catálogo|Descrição curta|Descrição|\
Data de preço promocional começa em|Data de preço promocional termina em|Status do imposto|Classe de imposto|Em estoque?|Estoque|\
Quantidade baixa de estoque|São permitidas encomendas?|Vendido individualmente?|Peso (kg)|Comprimento (cm)|Largura (cm)|\
Altura (cm)|Permitir avaliações de clientes?|Nota da compra|Preço promocional|Preço|Categorias|Tags|Classe de entrega|Imagens|\
Limite de downloads|Dias para expirar o download|Ascendente|Grupo de produtos|Aumenta vendas|Venda cruzada|URL externa|\
Texto do botão|Posição",
        ),
        // Of this language no word is known: the places tell.
        of(
            "woocommerce polish",
            "ID|Rodzaj|SKU|Nazwa|Opublikowano|Czy polecany?|Widoczność w katalogu|Krótki opis|Opis|Data rozpoczęcia promocji|\
Data zakończenia promocji|Status podatku|Klasa podatkowa|Na stanie?|Stan magazynowy|Niski stan magazynowy|Zamówienia oczekujące?|\
Sprzedawane pojedynczo?|Waga (kg)|Długość (cm)|Szerokość (cm)|Wysokość (cm)|Pozwolić na opinie klientów?|Notatka|\
Cena promocyjna|Cena|Kategorie|Znaczniki|Klasa wysyłkowa|Obrazki|Limit pobrań|Wygaśnięcie|Rodzic|Zgrupowane produkty|\
Up-sell|Cross-sell|Zewnętrzny URL|Tekst|Pozycja",
        ),
    ]
}

fn magento() -> Dialect {
    Dialect::new(
        "magento",
        Platform::Magento,
        &[
            ("sku", "T-1", "M-1"),
            ("store_view_code", "", ""),
            ("attribute_set_code", "Default", "Default"),
            ("product_type", "simple", "simple"),
            ("categories", "Default Category/Clothing/Shirts", "Default Category/Kitchen"),
            ("product_websites", "base", "base"),
            ("name", "Tee", "Mug"),
            ("description", "<p>Soft</p>", ""),
            ("short_description", "", ""),
            ("weight", "0.2", ""),
            ("product_online", "1", "1"),
            ("tax_class_name", "Taxable Goods", "Taxable Goods"),
            ("visibility", "Catalog, Search", "Catalog, Search"),
            ("price", "12.5000", "5.0000"),
            ("special_price", "", ""),
            ("special_price_from_date", "", ""),
            ("special_price_to_date", "", ""),
            ("url_key", "tee", "mug"),
            ("base_image", "", ""),
            ("additional_images", "", ""),
            ("additional_attributes", "has_options=0,material=Wool", ""),
            ("qty", "3.0000", "0.0000"),
            ("is_in_stock", "1", "0"),
            ("manage_stock", "1", "1"),
        ],
    )
}

fn zencart() -> Vec<Dialect> {
    let core = [
        ("v_products_model", "T-1", "M-1"),
        ("v_products_type", "1", "1"),
        ("v_products_image", "", ""),
        ("v_products_name_1", "Tee", "Mug"),
        ("v_products_description_1", "<p>Soft</p>", ""),
        ("v_products_url_1", "", ""),
        ("v_specials_price", "", ""),
        ("v_specials_date_avail", "", ""),
        ("v_specials_expires_date", "", ""),
        ("v_products_price", "12.5000", "5.0000"),
        ("v_products_weight", "0.2", "0"),
        ("v_product_is_call", "0", "0"),
        ("v_date_avail", "0001-01-01 00:00:00", ""),
        ("v_date_added", "2020-01-01 10:00:00", ""),
        ("v_products_quantity", "3", "0"),
        ("v_manufacturers_name", "Marram", ""),
    ];
    let end = [("v_tax_class_title", "Taxable Goods", "Taxable Goods"), ("v_status", "1", "1")];
    let fourth = [&core[..], &[("v_categories_name_1", "Clothing^Shirts", "Kitchen")], &end].concat();
    let third = [
        &core[..],
        &[("v_categories_name_1", "Clothing", "Kitchen"), ("v_categories_name_2", "Shirts", "")],
        &end,
        &[("EOREOR", "EOREOR", "EOREOR")],
    ]
    .concat();
    vec![
        Dialect::new("zencart easy populate 4", Platform::ZenCart, &fourth),
        Dialect::new("zencart easy populate 3", Platform::ZenCart, &third),
    ]
}

fn table() -> Dialect {
    Dialect::new(
        "table",
        Platform::Table,
        &[
            ("SKU", "T-1", "M-1"),
            ("Name", "Tee", "Mug"),
            ("Description", "<p>Soft</p>", ""),
            ("Price", "12.50", "5"),
            ("Stock", "3", "0"),
            ("Category", "Clothing > Shirts", "Kitchen"),
            ("Tags", "summer, men", ""),
            ("Image", "", ""),
        ],
    )
}

/// Every dialect that is a table of text.
pub(super) fn all() -> Vec<Dialect> {
    let mut all = shopify();
    all.extend(woocommerce());
    all.push(magento());
    all.extend(zencart());
    all.push(table());
    all
}

/// Those of one platform.
pub(super) fn of(platform: Platform) -> Vec<Dialect> {
    all().into_iter().filter(|dialect| dialect.platform == platform).collect()
}
