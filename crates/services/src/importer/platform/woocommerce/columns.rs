//! The columns of WooCommerce's header, which the site's language translates: by their names, else by their places.

use super::{
    names::{
        BACKORDERS, BARCODE, BRANDS, CATEGORIES, COST, DESCRIPTION, EXTERNAL_URL, HEIGHT_BEGINNINGS, ID, IN_STOCK,
        KIND, KNOWN, LEFT_OUT, LENGTH_BEGINNINGS, MEASURES, NAME, Names, PARENT, PICTURES, PUBLISHED, REGULAR_PRICE,
        SALE_FROM, SALE_PRICE, SALE_TO, SHORT_DESCRIPTION, SKU, STOCK, TAGS, TAX_CLASS, TAX_STATUS, VISIBILITY,
        WEIGHT_BEGINNINGS, WIDTH_BEGINNINGS,
    },
    places::Places,
};
use crate::importer::{
    ImportError,
    file::Header,
    platform::{
        Platform,
        column::{Column, Extras},
        sale::PriceColumns,
    },
    product::Unsaid,
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
    /// Length, width and height, each with its unit.
    pub sides: [(Column, String); 3],
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

impl Columns {
    /// Whether this is WooCommerce's header.
    pub fn fit(header: &Header) -> bool {
        let has = |names: Names| header.find(names).is_some();
        (has(KIND) && has(NAME) && has(REGULAR_PRICE)) || Places::find(header).is_some()
    }

    /// The columns of this header.
    pub fn new(header: &Header) -> Result<Self, ImportError> {
        let places = Places::find(header);
        let find = |names: Names| {
            let named = Column::find(header, names);
            match places.as_ref().and_then(|places| places.of(names)) {
                Some(place) if !named.exists() => Column::at(header, place),
                _ => named,
            }
        };
        for names in [NAME, REGULAR_PRICE] {
            let column = find(names);
            if !column.exists() {
                let column = column.name().to_owned();
                return Err(ImportError::MissingColumn { platform: Platform::WooCommerce, column });
            }
        }
        let (weight, weight_unit) = measure(header, WEIGHT_BEGINNINGS, places.as_ref().map(Places::weight));
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
            sides: [(LENGTH_BEGINNINGS, 1), (WIDTH_BEGINNINGS, 2), (HEIGHT_BEGINNINGS, 3)]
                .map(|(names, behind)| measure(header, names, places.as_ref().map(|places| places.weight() + behind))),
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

    /// What the file says nothing of.
    pub fn unsaid(&self) -> Vec<Unsaid> {
        Unsaid::of(&[
            (Unsaid::Published, self.published.exists()),
            (Unsaid::FormerPrice, self.price.sale.exists()),
            (Unsaid::TaxClass, self.tax_class.exists() || self.tax_status.exists()),
            (Unsaid::Stock, self.stock.exists() || self.in_stock.exists()),
        ])
    }
}

/// The column of a measure, with the unit that its name tells.
fn measure(header: &Header, beginnings: Names, place: Option<usize>) -> (Column, String) {
    let named = |plain: &str| beginnings.iter().any(|known| plain.starts_with(known));
    let found = header
        .columns()
        .find(|(_, _, plain)| named(plain))
        .or_else(|| header.columns().find(|(index, ..)| place == Some(*index)));
    found.map_or_else(Default::default, |(index, _, plain)| {
        let unit = plain.split_once('(').map_or("", |(_, rest)| rest.trim_end_matches(')'));
        (Column::at(header, index), unit.to_owned())
    })
}

/// The number N of an attribute's column and what of it the column holds, in any of the languages:
/// "Attribute 1 value(s)", "Attribut 1 Wert(e)", "Nom de l'attribut 1", "Nombre del atributo 1".
fn attribute_column(plain: &str) -> Option<(u32, &'static str)> {
    if !["attribut", "atributo", "attribuut", "атрибут", "аттрибут"].iter().any(|word| plain.contains(word))
    {
        return None;
    }
    let number = plain.split_whitespace().find_map(|word| word.parse().ok())?;
    let parts: [(&str, &[&str]); 5] = [
        ("values", &["value", "wert", "valeur", "valor", "waarde", "значени"]),
        ("visible", &["visible", "sichtbar", "zichtbaar", "visibil", "visív", "видимост"]),
        ("global", &["global", "globaal", "глобальн"]),
        ("default", &["default", "standard", "par défaut", "por defecto", "predefinito", "padrão", "по умолчанию"]),
        ("name", &["name", "nom", "naam", "имя", "название"]),
    ];
    parts.iter().find(|(_, words)| words.iter().any(|word| plain.contains(word))).map(|(part, _)| (number, *part))
}

fn attributes(header: &Header) -> Vec<AttributeColumns> {
    let mut found: Vec<(u32, &'static str, usize)> = header
        .columns()
        .filter_map(|(index, _, plain)| attribute_column(&plain).map(|(number, part)| (number, part, index)))
        .collect();
    if found.is_empty() {
        found = Places::attributes(header);
    }
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
    let places = Places::find(header);
    for (index, name, plain) in header.columns() {
        if let Some(places) = places.filter(|places| places.covers(index)) {
            if places.leaves_out(index) {
                extras.left_out.push(Column::at(header, index));
            }
            continue;
        }
        let known = KNOWN.iter().any(|names| names.contains(&plain.as_str()))
            || MEASURES.iter().any(|names| names.iter().any(|known| plain.starts_with(known)))
            || attribute_column(&plain).is_some()
            // What a download is, its product's type tells already.
            || plain.starts_with("download ")
            // WordPress hides what begins with a line.
            || plain.starts_with("meta: _");
        if known || plain.is_empty() {
            continue;
        }
        let column = Column::at(header, index);
        if LEFT_OUT.contains(&plain.as_str()) {
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
            ("nome do atributo 1", (1, "name")),
            ("valores do atributo 1", (1, "values")),
            ("visibilidade do atributo 1", (1, "visible")),
            ("значение(-я) аттрибута(-ов) 2", (2, "values")),
        ] {
            assert_eq!(attribute_column(name), Some(part), "{name}");
        }
        assert_eq!(attribute_column("name"), None);
    }
}
