//! The workbook of the Export/Import tool: sheets that hold names where the tables hold ids, one column a language.

use std::collections::HashMap;

use super::{option_kind, tax};
use crate::importer::{
    category::ImportedCategory,
    file::{FileError, Grouped, Header, NamedRow, Table, Tables},
    notes::Notes,
    platform::{
        ReadContext,
        shop::{self, Category, Dictionary, Entry, EntryOption, EntryPicture, EntryValue, Special},
    },
    product::ImportedProduct,
    value,
};

/// The group of customers that every shop begins with.
const FIRST_GROUP: &str = "Default";

/// The products of a workbook with what belongs to them.
pub(in crate::importer) struct Sheets {
    products: Table,
    /// The language that is read, as the columns write it: "(en-gb)".
    language: String,
    categories: HashMap<String, Vec<String>>,
    to_import: Vec<ImportedCategory>,
    keywords: Dictionary,
    options: Dictionary,
    option_types: HashMap<String, String>,
    option_values: Dictionary,
    attributes: Dictionary,
    images: Grouped,
    specials: Grouped,
    product_options: Grouped,
    product_option_values: Grouped,
    product_attributes: Grouped,
}

impl Sheets {
    /// The products of these sheets; `None` when they are not the tool's.
    pub fn new(tables: &mut Tables, notes: &mut Notes) -> Result<Option<Self>, FileError> {
        let fits = tables.header("products").is_some_and(|header| header.has("product_id") && header.has("model"));
        let Some(mut products) = tables.take("products").filter(|_| fits) else { return Ok(None) };
        products.rewind()?;
        let language = language(&products.header, notes);
        let names =
            |rows: &[NamedRow], id: &str, name: &str| Dictionary::new(rows, id, &format!("{name}{language}"), "");
        let option_rows = tables.all("options")?;
        let type_of = |row: &NamedRow| {
            let name = row.get(&format!("name{language}")).to_owned();
            [(name, row.get("type").to_owned()), (row.get("option_id").to_owned(), row.get("type").to_owned())]
        };
        let categories = tables.all("categories")?;
        let tree = categories.iter().map(|row| {
            let id = row.get("category_id");
            let category = Category {
                line: row.line(),
                parent: row.get("parent_id").to_owned(),
                name: value::clean_line(row.get(&format!("name{language}"))),
                order: row.get("sort_order").parse().unwrap_or(0),
                description: row.get(&format!("description{language}")).to_owned(),
                old_paths: vec![format!("/index.php?route=product/category&path={id}")],
            };
            (id.to_owned(), category)
        });
        let tree: HashMap<String, Category> = tree.collect();
        Ok(Some(Self {
            categories: shop::paths(&tree),
            to_import: shop::categories(&tree),
            keywords: names(&tables.all("productseokeywords")?, "product_id", "keyword"),
            options: names(&option_rows, "option_id", "name"),
            option_types: option_rows.iter().flat_map(type_of).collect(),
            option_values: names(&tables.all("optionvalues")?, "option_value_id", "name"),
            attributes: names(&tables.all("attributes")?, "attribute_id", "name"),
            images: tables.grouped("additionalimages", "product_id")?,
            specials: tables.grouped("specials", "product_id")?,
            product_options: tables.grouped("productoptions", "product_id")?,
            product_option_values: tables.grouped("productoptionvalues", "product_id")?,
            product_attributes: tables.grouped("productattributes", "product_id")?,
            products,
            language,
        }))
    }

    /// The categories, once.
    pub fn take_categories(&mut self) -> Vec<ImportedCategory> {
        std::mem::take(&mut self.to_import)
    }

    /// How many products there are.
    pub fn count(&self) -> usize {
        self.products.rows()
    }

    /// The next product; `Some(None)` when it is not taken over, which is noted.
    pub fn next(
        &mut self,
        context: ReadContext,
        notes: &mut Notes,
    ) -> Result<Option<Option<ImportedProduct>>, FileError> {
        let Some(row) = self.products.next_named()? else { return Ok(None) };
        let entry = self.entry(&row, context, notes)?;
        Ok(Some(shop::assemble(&entry, context, notes)))
    }

    fn entry(&mut self, row: &NamedRow, context: ReadContext, notes: &mut Notes) -> Result<Entry, FileError> {
        let id = row.get("product_id").to_owned();
        let text = |column: &str| row.get(&format!("{column}{}", self.language)).to_owned();
        let handle = self.keywords.name(&id);
        let tax_class = row.get("tax_class_id");
        if tax_class != "0" {
            let reason = "prices in OpenCart are without tax; they are taken as they are";
            notes.warn_once(row.line(), "price", row.get("price"), reason);
        }
        let mut entry = Entry {
            line: row.line(),
            key: format!("id:{id}"),
            name: text("name"),
            handle: if handle.is_empty() { row.get("seo_keyword").to_owned() } else { handle.to_owned() },
            short_description: String::new(),
            description: text("description"),
            brand: row.get("manufacturer").to_owned(),
            parcel: shop::parcel(row, ["length", "width", "height"], row.get("length_unit"), notes),
            unsaid: Vec::new(),
            sku: row.first(&["sku", "model"]).to_owned(),
            barcode: row.first(&["ean", "upc", "jan", "isbn"]).to_owned(),
            tags: text("tags"),
            price: row.get("price").to_owned(),
            special: String::new(),
            quantity: row.get("quantity").to_owned(),
            counts_stock: !is_no(row.get("subtract")),
            weight: row.get("weight").to_owned(),
            weight_unit: row.get("weight_unit").to_owned(),
            tax_class: tax::class(tax_class, ""),
            published: !is_no(row.get("status")) && shop::is_on(row.get("date_available"), "", context.today),
            is_gift_card: false,
            categories: self.categories_of(row.get("categories")),
            attributes: Vec::new(),
            pictures: Vec::new(),
            options: Vec::new(),
            old_paths: Vec::new(),
        };
        entry.old_paths = super::old_paths(&id, &entry.handle);
        entry.special = self.special(&id, context)?;
        entry.attributes = self.attributes(&id)?;
        if !row.get("mpn").is_empty() {
            entry.attributes.push(("Manufacturer part number".to_owned(), row.get("mpn").to_owned()));
        }
        entry.pictures = self.pictures(row, &id)?;
        entry.options = self.options(&id)?;
        Ok(entry)
    }

    fn categories_of(&self, ids: &str) -> Vec<Vec<String>> {
        ids.split(',').filter_map(|id| self.categories.get(id.trim()).cloned()).collect()
    }

    fn special(&mut self, id: &str, context: ReadContext) -> Result<String, FileError> {
        let rows = self.specials.of(id)?;
        let own = rows.iter().filter(|row| matches!(row.get("customer_group"), "" | FIRST_GROUP));
        let specials = own.map(|row| Special {
            price: row.get("price").to_owned(),
            from: row.get("date_start").to_owned(),
            to: row.get("date_end").to_owned(),
            priority: row.get("priority").parse().unwrap_or(0),
        });
        Ok(Special::of_today(specials.collect(), context.today))
    }

    fn attributes(&mut self, id: &str) -> Result<Vec<(String, String)>, FileError> {
        let rows = self.product_attributes.of(id)?;
        let attribute = |row: &NamedRow| {
            let name = named(row, "attribute", &self.attributes);
            (name, row.get(&format!("text{}", self.language)).to_owned())
        };
        Ok(rows.iter().map(attribute).collect())
    }

    fn pictures(&mut self, row: &NamedRow, id: &str) -> Result<Vec<EntryPicture>, FileError> {
        let mut further = self.images.of(id)?;
        further.sort_by_key(|row| row.get("sort_order").parse::<i64>().unwrap_or(0));
        let first = EntryPicture { line: row.line(), source: row.get("image_name").to_owned() };
        let further = further.iter().map(|row| EntryPicture { line: row.line(), source: row.get("image").to_owned() });
        Ok(std::iter::once(first).chain(further).collect())
    }

    fn options(&mut self, id: &str) -> Result<Vec<EntryOption>, FileError> {
        let (rows, values) = (self.product_options.of(id)?, self.product_option_values.of(id)?);
        let option = |row: &NamedRow| {
            let name = named(row, "option", &self.options);
            let own = values.iter().filter(|value| named(value, "option", &self.options) == name);
            EntryOption {
                line: row.line(),
                kind: option_kind(self.option_types.get(&name).map_or("select", String::as_str)),
                required: !is_no(row.get("required")),
                values: own.map(|value| self.option_value(value)).collect(),
                name,
            }
        };
        Ok(rows.iter().map(option).collect())
    }

    fn option_value(&self, row: &NamedRow) -> EntryValue {
        EntryValue {
            line: row.line(),
            name: named(row, "option_value", &self.option_values),
            price: row.get("price").to_owned(),
            is_cheaper: row.get("price_prefix") == "-",
            quantity: (!is_no(row.get("subtract"))).then(|| row.get("quantity").to_owned()),
            weight: row.get("weight").to_owned(),
            is_lighter: row.get("weight_prefix") == "-",
            picture: String::new(),
        }
    }
}

/// A name that stands there itself, or behind its id: the tool can be set to either.
fn named(row: &NamedRow, column: &str, names: &Dictionary) -> String {
    let own = row.get(column);
    if own.is_empty() { names.name(row.get(&format!("{column}_id"))).to_owned() } else { own.to_owned() }
}

fn is_no(cell: &str) -> bool {
    matches!(cell.to_lowercase().as_str(), "0" | "no" | "false")
}

/// The first language of the columns; the others are told.
fn language(header: &Header, notes: &mut Notes) -> String {
    let languages: Vec<String> = header
        .columns()
        .filter_map(|(_, _, plain)| plain.strip_prefix("name(").map(|rest| format!("({rest}")))
        .collect();
    for other in languages.iter().skip(1) {
        let reason = "the texts of this language are left out: the shop speaks one language";
        notes.warn_once(1, "name", other, reason);
    }
    languages.into_iter().next().unwrap_or_default()
}
