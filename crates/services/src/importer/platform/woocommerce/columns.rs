//! The columns of WooCommerce's header, which the site's language translates.

use crate::importer::{
    ImportError,
    file::Header,
    platform::{
        Platform,
        column::{Column, Extras},
        sale::PriceColumns,
    },
    value,
};

/// The columns of an attribute: what all `Attribute N …` columns of one N are.
#[derive(Clone, Debug)]
pub(in crate::importer) struct AttributeColumns {
    pub name: Column,
    pub values: Column,
    pub visible: Column,
    pub global: Column,
}

/// Where everything is in this file.
#[derive(Clone, Debug)]
pub(in crate::importer) struct Columns {
    pub id: Column,
    pub kind: Column,
    pub sku: Column,
    pub barcode: Column,
    pub name: Column,
    pub published: Column,
    pub visibility: Column,
    pub short_description: Column,
    pub description: Column,
    pub tax_status: Column,
    pub tax_class: Column,
    pub in_stock: Column,
    pub stock: Column,
    pub backorders: Column,
    pub weight: Column,
    pub weight_unit: String,
    pub price: PriceColumns,
    pub cost: Column,
    pub categories: Column,
    pub tags: Column,
    pub brands: Column,
    pub pictures: Column,
    pub parent: Column,
    pub external_url: Column,
    pub attributes: Vec<AttributeColumns>,
    pub extras: Extras,
}

/// One column: its English name and those of other languages, all in lower case.
type Names = &'static [&'static str];

const ID: Names = &["id"];
const KIND: Names = &["type", "typ", "tipo"];
const SKU: Names = &["sku", "artikelnummer", "ugs", "art.-nr."];
const BARCODE: Names =
    &["gtin, upc, ean, or isbn", "gtin, upc, ean oder isbn", "gtin, upc, ean ou isbn", "gtin, upc, ean o isbn"];
const NAME: Names = &["name", "nom", "nombre", "naam", "nome"];
const PUBLISHED: Names = &["published", "veröffentlicht", "publié", "publicado", "gepubliceerd", "pubblicato"];
const VISIBILITY: Names = &[
    "visibility in catalog",
    "sichtbarkeit im katalog",
    "visibilité dans le catalogue",
    "visibilidad en el catálogo",
    "zichtbaarheid in catalogus",
];
const SHORT_DESCRIPTION: Names =
    &["short description", "kurzbeschreibung", "description courte", "descripción corta", "korte beschrijving"];
const DESCRIPTION: Names = &["description", "beschreibung", "descripción", "beschrijving", "descrizione"];
const SALE_FROM: Names = &[
    "date sale price starts",
    "datum, an dem angebotspreis beginnt",
    "date de début de promo",
    "día en que empieza el precio rebajado",
];
const SALE_TO: Names = &[
    "date sale price ends",
    "datum, an dem angebotspreis endet",
    "date de fin de promo",
    "día en que termina el precio rebajado",
];
const TAX_STATUS: Names = &["tax status", "steuerstatus", "état de la tva", "estado del impuesto"];
const TAX_CLASS: Names = &["tax class", "steuerklasse", "classe de tva", "clase de impuesto"];
const IN_STOCK: Names = &["in stock?", "vorrätig?", "en stock ?", "en stock?", "¿en inventario?", "¿existencias?"];
const STOCK: Names = &["stock", "bestand", "lagerbestand", "inventario", "voorraad"];
const BACKORDERS: Names = &[
    "backorders allowed?",
    "lieferrückstände erlaubt?",
    "autoriser les commandes de produits en rupture ?",
    "¿permitir reservas de productos agotados?",
];
const SALE_PRICE: Names = &["sale price", "angebotspreis", "tarif promo", "precio rebajado", "actieprijs"];
const REGULAR_PRICE: Names =
    &["regular price", "regulärer preis", "normaler preis", "tarif régulier", "precio normal", "reguliere prijs"];
const COST: Names = &["cost of goods", "cost"];
const CATEGORIES: Names = &["categories", "kategorien", "catégories", "categorías", "categorieën", "categorie"];
const TAGS: Names = &["tags", "schlagwörter", "étiquettes", "etiquetas"];
const BRANDS: Names = &["brands", "brand", "marken", "marques", "marcas"];
const PICTURES: Names = &["images", "bilder", "imágenes", "afbeeldingen", "immagini"];
const PARENT: Names = &["parent", "übergeordnetes produkt", "übergeordnet", "superior", "hoofd"];
const EXTERNAL_URL: Names = &["external url", "externe url", "url externe", "url externa"];
const WEIGHT_BEGINNINGS: Names = &["weight (", "gewicht (", "poids (", "peso ("];

/// Columns that say nothing a shop needs to hear about.
const SILENT: Names =
    &["is featured?", "position", "allow customer reviews?", "low stock amount", "button text", "sold individually?"];
/// Columns that have no place here.
const LEFT_OUT: Names =
    &["purchase note", "shipping class", "grouped products", "upsells", "cross-sells", "swatches attributes"];
const LEFT_OUT_BEGINNINGS: Names = &["length (", "width (", "height ("];

/// The columns with one place each.
const KNOWN: [Names; 26] = [
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

impl Columns {
    /// Whether this is WooCommerce's header.
    pub fn fit(header: &Header) -> bool {
        let has = |names: Names| header.find(names).is_some();
        has(KIND) && has(NAME) && has(REGULAR_PRICE)
    }

    /// The columns of this header.
    pub fn new(header: &Header) -> Result<Self, ImportError> {
        let find = |names: Names| Column::find(header, names);
        for names in [NAME, REGULAR_PRICE] {
            let column = find(names);
            if !column.exists() {
                let column = column.name().to_owned();
                return Err(ImportError::MissingColumn { platform: Platform::WooCommerce, column });
            }
        }
        let (weight, weight_unit) = weight(header);
        Ok(Self {
            id: find(ID),
            kind: find(KIND),
            sku: find(SKU),
            barcode: find(BARCODE),
            name: find(NAME),
            published: find(PUBLISHED),
            visibility: find(VISIBILITY),
            short_description: find(SHORT_DESCRIPTION),
            description: find(DESCRIPTION),
            tax_status: find(TAX_STATUS),
            tax_class: find(TAX_CLASS),
            in_stock: find(IN_STOCK),
            stock: find(STOCK),
            backorders: find(BACKORDERS),
            weight,
            weight_unit,
            price: PriceColumns {
                regular: find(REGULAR_PRICE),
                sale: find(SALE_PRICE),
                from: find(SALE_FROM),
                to: find(SALE_TO),
                day: value::date,
            },
            cost: find(COST),
            categories: find(CATEGORIES),
            tags: find(TAGS),
            brands: find(BRANDS),
            pictures: find(PICTURES),
            parent: find(PARENT),
            external_url: find(EXTERNAL_URL),
            attributes: attributes(header),
            extras: extras(header),
        })
    }
}

/// The column of the weight, with the unit that its name tells.
fn weight(header: &Header) -> (Column, String) {
    let found = header.columns().find(|(_, _, plain)| WEIGHT_BEGINNINGS.iter().any(|known| plain.starts_with(known)));
    found.map_or_else(Default::default, |(index, _, plain)| {
        let unit = plain.split_once('(').map_or("", |(_, rest)| rest.trim_end_matches(')'));
        (Column::at(header, index), unit.to_owned())
    })
}

/// The number N of an attribute's column and what of it the column holds, in any of the languages:
/// "Attribute 1 value(s)", "Attribut 1 Wert(e)", "Nom de l'attribut 1", "Nombre del atributo 1".
fn attribute_column(plain: &str) -> Option<(u32, &'static str)> {
    if !plain.contains("attribut") && !plain.contains("atributo") && !plain.contains("attribuut") {
        return None;
    }
    let number = plain.split_whitespace().find_map(|word| word.parse().ok())?;
    let parts: [(&str, &[&str]); 5] = [
        ("values", &["value", "wert", "valeur", "valor", "waarde"]),
        ("visible", &["visible", "sichtbar", "zichtbaar"]),
        ("global", &["global", "globaal"]),
        ("default", &["default", "standard", "par défaut", "por defecto"]),
        ("name", &["name", "nom", "naam"]),
    ];
    parts.iter().find(|(_, words)| words.iter().any(|word| plain.contains(word))).map(|(part, _)| (number, *part))
}

fn attributes(header: &Header) -> Vec<AttributeColumns> {
    let mut found: Vec<(u32, &'static str, usize)> = header
        .columns()
        .filter_map(|(index, _, plain)| attribute_column(&plain).map(|(number, part)| (number, part, index)))
        .collect();
    found.sort_unstable();
    let mut numbers: Vec<u32> = found.iter().map(|(number, ..)| *number).collect();
    numbers.dedup();
    let part = |number: u32, wanted: &str| {
        let found = found.iter().find(|(known, part, _)| *known == number && *part == wanted);
        found.map_or_else(Column::default, |(.., index)| Column::at(header, *index))
    };
    let all = numbers.into_iter().map(|number| AttributeColumns {
        name: part(number, "name"),
        values: part(number, "values"),
        visible: part(number, "visible"),
        global: part(number, "global"),
    });
    all.filter(|columns| columns.name.exists() && columns.values.exists()).collect()
}

fn extras(header: &Header) -> Extras {
    let mut extras = Extras::default();
    for (index, name, plain) in header.columns() {
        let known = KNOWN.iter().any(|names| names.contains(&plain.as_str()))
            || WEIGHT_BEGINNINGS.iter().any(|known| plain.starts_with(known))
            || attribute_column(&plain).is_some()
            // What a download is, its product's type tells already.
            || plain.starts_with("download ")
            // WordPress hides what begins with a line.
            || plain.starts_with("meta: _");
        if known || plain.is_empty() {
            continue;
        }
        let column = Column::at(header, index);
        let is_left_out =
            LEFT_OUT.contains(&plain.as_str()) || LEFT_OUT_BEGINNINGS.iter().any(|known| plain.starts_with(known));
        if is_left_out {
            extras.left_out.push(column);
        } else {
            let label = name.strip_prefix("Meta:").unwrap_or(name).trim().to_owned();
            extras.attributes.push((column, label, false));
        }
    }
    extras
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_of_attributes_are_found_in_every_language() {
        for (name, part) in [
            ("attribute 1 name", (1, "name")),
            ("attribute 12 value(s)", (12, "values")),
            ("attribut 2 wert(e)", (2, "values")),
            ("attribut 2 sichtbar", (2, "visible")),
            ("nom de l'attribut 3", (3, "name")),
            ("valeur(s) de l'attribut 3", (3, "values")),
            ("attribute 1 default", (1, "default")),
        ] {
            assert_eq!(attribute_column(name), Some(part), "{name}");
        }
        assert_eq!(attribute_column("name"), None);
    }
}
