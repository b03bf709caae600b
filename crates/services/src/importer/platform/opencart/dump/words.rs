//! What the ids of a dump stand for.

use std::collections::HashMap;

use crate::importer::{
    file::{FileError, NamedRow, Tables},
    platform::shop::{self, Category, Dictionary},
};

/// Names and places by their ids.
#[derive(Debug, Default)]
pub(super) struct Words {
    pub manufacturers: Dictionary,
    pub attributes: Dictionary,
    pub options: Dictionary,
    pub option_types: Dictionary,
    pub option_values: Dictionary,
    pub weight_units: Dictionary,
    pub tax_classes: Dictionary,
    pub identifiers: Dictionary,
    /// The path of each category.
    pub categories: HashMap<String, Vec<String>>,
    keywords: HashMap<String, String>,
    option_order: HashMap<String, i64>,
    option_value_order: HashMap<String, i64>,
}

impl Words {
    /// Reads all small tables.
    pub fn read(tables: &mut Tables, prefix: &str, language: &str) -> Result<Self, FileError> {
        let mut rows = |table: &str| tables.all(&format!("{prefix}{table}"));
        let options = rows("option")?;
        let option_values = rows("option_value")?;
        let names = |rows: &[NamedRow], id: &str, name: &str| Dictionary::new(rows, id, name, language);
        let categories = rows("category")?;
        let category_names = names(&rows("category_description")?, "category_id", "name");
        let tree = categories.iter().map(|row| {
            let id = row.get("category_id");
            let name = category_names.name(id).to_owned();
            (id.to_owned(), Category { parent: row.get("parent_id").to_owned(), name })
        });
        Ok(Self {
            manufacturers: names(&rows("manufacturer")?, "manufacturer_id", "name"),
            attributes: names(&rows("attribute_description")?, "attribute_id", "name"),
            options: names(&rows("option_description")?, "option_id", "name"),
            option_types: names(&options, "option_id", "type"),
            option_values: names(&rows("option_value_description")?, "option_value_id", "name"),
            weight_units: names(&rows("weight_class_description")?, "weight_class_id", "unit"),
            tax_classes: names(&rows("tax_class")?, "tax_class_id", "title"),
            identifiers: names(&rows("identifier")?, "identifier_id", "code"),
            categories: shop::paths(&tree.collect()),
            keywords: keywords(&[rows("seo_url")?, rows("url_alias")?].concat(), language),
            option_order: order(&options, "option_id"),
            option_value_order: order(&option_values, "option_value_id"),
        })
    }

    /// The word in the address of a product.
    pub fn keyword(&self, product: &str) -> &str {
        self.keywords.get(product).map_or("", String::as_str)
    }

    /// Where an option stands among others.
    pub fn option_order(&self, id: &str) -> i64 {
        self.option_order.get(id).copied().unwrap_or(0)
    }

    /// Where a value stands among others.
    pub fn option_value_order(&self, id: &str) -> i64 {
        self.option_value_order.get(id).copied().unwrap_or(0)
    }
}

fn order(rows: &[NamedRow], id: &str) -> HashMap<String, i64> {
    rows.iter().map(|row| (row.get(id).to_owned(), row.get("sort_order").parse().unwrap_or(0))).collect()
}

/// The keywords of products: `query` is "product_id=42" up to version 3, `key` and `value` say it in version 4.
fn keywords(rows: &[NamedRow], language: &str) -> HashMap<String, String> {
    let mut found = HashMap::new();
    for row in rows {
        let id = match row.get("query").split_once('=') {
            Some(("product_id", id)) => id,
            _ if row.get("key") == "product_id" => row.get("value"),
            _ => continue,
        };
        let is_wanted = matches!(row.get("language_id"), "" | "0") || row.get("language_id") == language;
        if is_wanted || !found.contains_key(id) {
            found.insert(id.to_owned(), row.get("keyword").to_owned());
        }
    }
    found
}
