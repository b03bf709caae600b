//! What a column of any table can hold, and the names that people give it in English, German, French and Spanish.

use crate::exporter::column::text_of;

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(in crate::importer) enum Field {
    Handle,
    Title,
    Description,
    ShortDescription,
    Brand,
    Tags,
    Category,
    Sku,
    Barcode,
    Price,
    SalePrice,
    CompareAt,
    Cost,
    Quantity,
    Weight,
    WeightUnit,
    Image,
    Published,
    TaxClass,
    Length,
    Width,
    Height,
    CustomsCode,
    Origin,
    ContentAmount,
    ContentUnit,
    /// Which attributes it has here; what files call "type" is a category.
    ProductType,
    /// A text in another language: "title:de".
    Text,
    OptionName,
    OptionValue,
    /// What variants of one product may differ in: a size, a colour.
    Option,
    Attribute,
    Ignored,
}

/// Every field with its name for `--map` and the names of columns that mean it, as [`plain`] writes them.
const NAMES: [(Field, &str, &str); 33] = [
    (
        Field::Handle,
        "handle",
        "handle, url handle, slug, item group id, group id, product group, parent, parent sku, parent id, variant group, \
         vaterartikel, artikelgruppe, groupe, produit parent, grupo, producto padre",
    ),
    (
        Field::Title,
        "title",
        "title, name, product name, product title, item name, product, item, titel, bezeichnung, artikelbezeichnung, \
         artikelname, artikel, produktname, produkt, nom, nom du produit, titre, produit, désignation, libellé, nombre, \
         nombre del producto, título, titulo, producto, denominación",
    ),
    (
        Field::Description,
        "description",
        "description, body, body html, long description, product description, beschreibung, produktbeschreibung, \
         artikelbeschreibung, langbeschreibung, langtext, description longue, description du produit, descripción, \
         descripcion, descripción larga, descripción del producto",
    ),
    (
        Field::ShortDescription,
        "short-description",
        "short description, summary, excerpt, kurzbeschreibung, kurztext, description courte, résumé, descripción corta, \
         resumen",
    ),
    (Field::Brand, "brand", "brand, vendor, manufacturer, marke, hersteller, marque, fabricant, marca, fabricante"),
    (
        Field::Tags,
        "tags",
        "tags, tag, keywords, schlagwörter, schlagworte, stichwörter, mots clés, étiquettes, etiquetas, palabras clave",
    ),
    (
        Field::Category,
        "category",
        "category, categories, product type, product category, type, kategorie, kategorien, warengruppe, produkttyp, \
         catégorie, catégories, categorie, rubrique, categoría, categorías, categoria, categorias",
    ),
    (
        Field::Sku,
        "sku",
        "sku, variant sku, item number, item no, article number, product number, product code, model, id, artikelnummer, \
         artikel nr, art nr, artikelnr, bestellnummer, référence, reference, réf, ref, code article, ugs, referencia, \
         código, codigo",
    ),
    (
        Field::Barcode,
        "barcode",
        "barcode, gtin, ean, ean13, upc, isbn, gtin ean, ean code, strichcode, code barres, code barre, code à barres, \
         código de barras, codigo de barras",
    ),
    (
        Field::Price,
        "price",
        "price, regular price, selling price, retail price, unit price, preis, verkaufspreis, vk, vk preis, bruttopreis, \
         preis brutto, prix, prix de vente, prix ttc, tarif, precio, precio de venta, pvp",
    ),
    (
        Field::SalePrice,
        "sale-price",
        "sale price, special price, offer price, aktionspreis, angebotspreis, sonderpreis, prix promo, prix soldé, prix \
         promotionnel, precio rebajado, precio oferta, precio de oferta",
    ),
    (
        Field::CompareAt,
        "compare-at-price",
        "compare at price, compare at, rrp, msrp, list price, old price, was price, original price, uvp, streichpreis, \
         alter preis, listenpreis, prix barré, ancien prix, prix conseillé, precio anterior, precio recomendado",
    ),
    (
        Field::Cost,
        "cost",
        "cost, cost price, cost per item, purchase price, wholesale price, einkaufspreis, ek, ek preis, prix d'achat, \
         coût, coste, costo, precio de compra",
    ),
    (
        Field::Quantity,
        "quantity",
        "quantity, qty, stock, inventory, stock quantity, inventory quantity, inventory count, stock on hand, on hand, \
         bestand, lagerbestand, menge, lager, quantité, quantite, en stock, cantidad, existencias, inventario",
    ),
    (Field::Weight, "weight", "weight, shipping weight, grams, gewicht, gramm, poids, grammes, peso, gramos"),
    (Field::WeightUnit, "weight-unit", "weight unit, gewichtseinheit, unité de poids, unidad de peso"),
    (
        Field::Image,
        "image",
        "image, images, image url, image urls, image src, image link, additional image link, additional images, picture, \
         pictures, picture url, photo, photos, bild, bilder, bild url, bilder url, foto, fotos, imagen, imágenes, \
         imagenes",
    ),
    (
        Field::Published,
        "published",
        "published, status, active, visible, enabled, online, veröffentlicht, aktiv, sichtbar, publié, actif, statut, \
         publicado, activo, estado",
    ),
    (
        Field::TaxClass,
        "tax-class",
        "tax class, tax category, steuerklasse, classe de taxe, classe de tva, clase de impuesto",
    ),
    (Field::Length, "length", "length, parcel length, package length, länge, laenge, longueur, longitud, largo"),
    (Field::Width, "width", "width, parcel width, package width, breite, largeur, anchura, ancho"),
    (Field::Height, "height", "height, parcel height, package height, höhe, hoehe, hauteur, altura, alto"),
    (
        Field::CustomsCode,
        "customs-code",
        "customs code, hs code, hs tariff code, harmonized system code, tariff number, commodity code, zolltarifnummer, \
         warennummer, code douanier, code sh, código arancelario, código hs",
    ),
    (
        Field::Origin,
        "origin-country",
        "country of origin, origin, origin country, country of manufacture, ursprungsland, herkunftsland, pays d'origine, \
         país de origen",
    ),
    (
        Field::ContentAmount,
        "content-amount",
        "content amount, unit pricing measure, net content, inhalt, grundpreismenge",
    ),
    (Field::ContentUnit, "content-unit", "content unit, inhaltseinheit, grundpreiseinheit"),
    (Field::ProductType, "product-type", ""),
    (Field::Text, "text", ""),
    (Field::OptionName, "option-name", "option name"),
    (Field::OptionValue, "option-value", "option value, option"),
    (
        Field::Option,
        "option",
        "size, color, colour, material, style, variant, variant title, farbe, größe, grösse, groesse, ausführung, \
         variante, couleur, taille, matière, talla, tamaño, estilo",
    ),
    (Field::Attribute, "attribute", ""),
    (
        Field::Ignored,
        "ignore",
        "link, availability, condition, currency, währung, devise, moneda, position, sort order",
    ),
];

impl Field {
    /// The field of this name for `--map`.
    pub fn parse(name: &str) -> Option<Self> {
        NAMES.iter().find(|(_, known, _)| *known == name.to_lowercase()).map(|(field, ..)| *field)
    }

    /// Its name for `--map`.
    pub fn name(self) -> &'static str {
        NAMES.iter().find(|(field, ..)| *field == self).map_or("attribute", |(_, name, _)| name)
    }

    /// The names of all fields for `--map`.
    pub fn names() -> impl Iterator<Item = &'static str> {
        NAMES.iter().map(|(_, name, _)| *name)
    }

    /// What a column of this name holds, and the number in its name: "Image 2", "option1_value".
    pub fn guess(column: &str) -> Option<(Self, u32)> {
        if text_of(column).is_some() {
            return Some((Self::Text, 0));
        }
        let (words, number) = without_number(&plain(column));
        let found =
            NAMES.iter().filter(|_| !words.is_empty()).find(|(.., names)| names.split(", ").any(|name| name == words));
        found.map(|(field, ..)| (*field, number))
    }
}

/// A name of a column as it is compared: lower case, blanks for marks, without what stands in brackets.
fn plain(name: &str) -> String {
    let before = name.split(['(', '[']).next().unwrap_or_default();
    let spaced: String = before
        .chars()
        .map(|character| if matches!(character, '_' | '-' | '.' | '/' | ':' | '#') { ' ' } else { character })
        .collect();
    spaced.to_lowercase().split_whitespace().collect::<Vec<_>>().join(" ")
}

/// "option1 value" is "option value" and 1.
fn without_number(name: &str) -> (String, u32) {
    if name == "ean13" {
        return (name.to_owned(), 0);
    }
    let digits: String = name.chars().filter(char::is_ascii_digit).collect();
    let bare: String = name.chars().filter(|character| !character.is_ascii_digit()).collect();
    (bare.split_whitespace().collect::<Vec<_>>().join(" "), digits.parse().unwrap_or(0))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_guessed_in_four_languages() {
        for (column, field) in [
            ("Artikelbezeichnung", Field::Title),
            ("Art.-Nr.", Field::Sku),
            ("Preis (EUR)", Field::Price),
            ("Lagerbestand", Field::Quantity),
            ("Désignation", Field::Title),
            ("Prix de vente", Field::Price),
            ("Precio de venta", Field::Price),
            ("item_group_id", Field::Handle),
            ("Image 2", Field::Image),
            ("image1_src", Field::Image),
            ("EAN13", Field::Barcode),
            ("compare_at_price", Field::CompareAt),
        ] {
            assert_eq!(Field::guess(column).map(|(field, _)| field), Some(field), "{column}");
        }
        assert_eq!(Field::guess("option2_value"), Some((Field::OptionValue, 2)));
        assert_eq!(Field::guess("Washing instructions"), None);
    }

    #[test]
    fn every_name_is_one_field_s_alone_and_is_found_by_itself() {
        for (field, name, synonyms) in NAMES {
            assert_eq!(Field::parse(name), Some(field));
            for synonym in synonyms.split(", ").filter(|synonym| !synonym.is_empty()) {
                assert_eq!(Field::guess(synonym).map(|(field, _)| field), Some(field), "{synonym}");
            }
        }
    }
}
