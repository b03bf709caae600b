//! What the ids of a dump stand for.

use std::collections::HashMap;

use crate::importer::{
    category::ImportedCategory,
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
    pub length_units: Dictionary,
    pub tax_classes: Dictionary,
    pub identifiers: Dictionary,
    /// The path of each category.
    pub categories: HashMap<String, Vec<String>>,
    /// The categories themselves.
    pub to_import: Vec<ImportedCategory>,
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
        let texts = rows("category_description")?;
        let category_names = names(&texts, "category_id", "name");
        let descriptions = descriptions(&texts, language);
        let keywords = [rows("seo_url")?, rows("url_alias")?].concat();
        let of_categories = keywords_of(&keywords, "category_id", language);
        let tree = categories.iter().map(|row| {
            let id = row.get("category_id");
            let word = of_categories.get(id).map(|word| format!("/{word}"));
            let category = Category {
                line: row.line(),
                parent: row.get("parent_id").to_owned(),
                name: category_names.name(id).to_owned(),
                order: row.get("sort_order").parse().unwrap_or(0),
                description: descriptions.get(id).cloned().unwrap_or_default(),
                old_paths: word.into_iter().chain([format!("/index.php?route=product/category&path={id}")]).collect(),
            };
            (id.to_owned(), category)
        });
        let tree: HashMap<String, Category> = tree.collect();
        Ok(Self {
            manufacturers: names(&rows("manufacturer")?, "manufacturer_id", "name"),
            attributes: names(&rows("attribute_description")?, "attribute_id", "name"),
            options: names(&rows("option_description")?, "option_id", "name"),
            option_types: names(&options, "option_id", "type"),
            option_values: names(&rows("option_value_description")?, "option_value_id", "name"),
            weight_units: names(&rows("weight_class_description")?, "weight_class_id", "unit"),
            length_units: names(&rows("length_class_description")?, "length_class_id", "unit"),
            tax_classes: names(&rows("tax_class")?, "tax_class_id", "title"),
            identifiers: names(&rows("identifier")?, "identifier_id", "code"),
            categories: shop::paths(&tree),
            to_import: shop::categories(&tree),
            keywords: keywords_of(&keywords, "product_id", language),
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

/// What categories say about themselves, as HTML.
fn descriptions(rows: &[NamedRow], language: &str) -> HashMap<String, String> {
    let own =
        rows.iter().filter(|row| matches!(row.get("language_id"), "" | "0") || row.get("language_id") == language);
    own.map(|row| (row.get("category_id").to_owned(), row.get("description").to_owned())).collect()
}

fn order(rows: &[NamedRow], id: &str) -> HashMap<String, i64> {
    rows.iter().map(|row| (row.get(id).to_owned(), row.get("sort_order").parse().unwrap_or(0))).collect()
}

/// The keywords of products or categories: `query` is "product_id=42" up to version 3, `key` and `value` say it in version 4.
fn keywords_of(rows: &[NamedRow], name: &str, language: &str) -> HashMap<String, String> {
    let mut found = HashMap::new();
    for row in rows {
        let id = match row.get("query").split_once('=') {
            Some((key, id)) if key == name => id,
            _ if row.get("key") == name => row.get("value"),
            _ => continue,
        };
        let is_wanted = matches!(row.get("language_id"), "" | "0") || row.get("language_id") == language;
        if is_wanted || !found.contains_key(id) {
            found.insert(id.to_owned(), row.get("keyword").to_owned());
        }
    }
    found
}
