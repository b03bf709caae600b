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
    /// The id of the shop's language.
    pub language: String,
    /// The unit of weights, when the dump says it.
    pub weight_unit: Option<String>,
    /// The unit of lengths, when the dump says it.
    pub length_unit: Option<String>,
    pub manufacturers: Dictionary,
    pub options: Dictionary,
    pub option_types: Dictionary,
    pub option_values: Dictionary,
    pub tax_classes: Dictionary,
    /// The path of each category.
    pub categories: HashMap<String, Vec<String>>,
    /// The categories themselves.
    pub to_import: Vec<ImportedCategory>,
    option_order: HashMap<String, i64>,
}

impl Words {
    /// Reads all small tables.
    pub fn read(tables: &mut Tables, prefix: &str) -> Result<Self, FileError> {
        let mut rows = |table: &str| tables.all(&format!("{prefix}{table}"));
        let configuration = rows("configuration")?;
        let setting = |key: &str| {
            let row = configuration.iter().find(|row| row.get("configuration_key") == key);
            row.map(|row| row.get("configuration_value")).filter(|value| !value.is_empty())
        };
        let language = language(&rows("languages")?, setting("DEFAULT_LANGUAGE"));
        let names = |rows: &[NamedRow], id: &str, name: &str| Dictionary::new(rows, id, name, &language);
        let options = rows("products_options")?;
        let order = |row: &NamedRow| row.get("products_options_sort_order").parse().unwrap_or(0);
        let texts = rows("categories_description")?;
        let category_names = names(&texts, "categories_id", "categories_name");
        let own = texts.iter().filter(|row| row.get("language_id") == language);
        let descriptions: HashMap<&str, &str> =
            own.map(|row| (row.get("categories_id"), row.get("categories_description"))).collect();
        let categories = rows("categories")?;
        let tree = categories.iter().map(|row| {
            let id = row.get("categories_id");
            let category = Category {
                line: row.line(),
                parent: row.get("parent_id").to_owned(),
                name: category_names.name(id).to_owned(),
                order: row.get("sort_order").parse().unwrap_or(0),
                description: descriptions.get(id).copied().unwrap_or_default().to_owned(),
                old_paths: vec![format!("/index.php?main_page=index&cPath={id}")],
            };
            (id.to_owned(), category)
        });
        let tree: HashMap<String, Category> = tree.collect();
        Ok(Self {
            weight_unit: setting("SHIPPING_WEIGHT_UNITS").map(str::to_owned),
            length_unit: setting("SHIPPING_DIMENSION_UNITS").map(str::to_owned),
            manufacturers: names(&rows("manufacturers")?, "manufacturers_id", "manufacturers_name"),
            option_types: names(&options, "products_options_id", "products_options_type"),
            option_values: names(
                &rows("products_options_values")?,
                "products_options_values_id",
                "products_options_values_name",
            ),
            tax_classes: names(&rows("tax_class")?, "tax_class_id", "tax_class_title"),
            categories: shop::paths(&tree),
            to_import: shop::categories(&tree),
            option_order: options.iter().map(|row| (row.get("products_options_id").to_owned(), order(row))).collect(),
            options: names(&options, "products_options_id", "products_options_name"),
            language,
        })
    }

    /// Whether a row is in the shop's language.
    pub fn speaks(&self, row: &NamedRow) -> bool {
        row.get("language_id") == self.language
    }

    /// Where an option stands among others.
    pub fn option_order(&self, id: &str) -> i64 {
        self.option_order.get(id).copied().unwrap_or(0)
    }
}

/// The language with the code of the settings, else the first.
fn language(rows: &[NamedRow], code: Option<&str>) -> String {
    let order = |row: &&NamedRow| row.get("sort_order").parse::<i64>().unwrap_or(i64::MAX);
    let found = rows.iter().find(|row| Some(row.get("code")) == code).or_else(|| rows.iter().min_by_key(order));
    found.map_or("1", |row| row.get("languages_id")).to_owned()
}
