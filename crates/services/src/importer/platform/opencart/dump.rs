//! The tables of OpenCart 2 to 4, whatever their prefix.

mod setting;
mod words;

use self::{setting::Settings, words::Words};
use super::{option_kind, tax};
use crate::importer::{
    category::ImportedCategory,
    file::{FileError, Grouped, NamedRow, Table, Tables},
    notes::Notes,
    platform::{
        ReadContext,
        shop::{self, Entry, EntryOption, EntryPicture, EntryValue, Special},
    },
    product::ImportedProduct,
    value,
};

/// The products of a dump with what belongs to them.
pub(in crate::importer) struct Dump {
    products: Table,
    settings: Settings,
    words: Words,
    descriptions: Grouped,
    images: Grouped,
    options: Grouped,
    option_values: Grouped,
    specials: Grouped,
    discounts: Grouped,
    attributes: Grouped,
    categories: Grouped,
    codes: Grouped,
}

/// The prefix of the tables, when they are OpenCart's.
pub(in crate::importer::platform) fn prefix(tables: &Tables) -> Option<String> {
    let found = tables.names().find_map(|name| name.strip_suffix("product_description"));
    found.filter(|prefix| tables.header(&format!("{prefix}product")).is_some()).map(str::to_owned)
}

impl Dump {
    /// The products of the tables with this prefix.
    pub fn new(
        tables: &mut Tables,
        prefix: &str,
        context: ReadContext,
        notes: &mut Notes,
    ) -> Result<Option<Self>, FileError> {
        let name = |table: &str| format!("{prefix}{table}");
        let settings = Settings::read(tables, prefix)?;
        settings.check_currency(context.currency, notes);
        let words = Words::read(tables, prefix, &settings.language)?;
        let mut of_product = |table: &str| tables.grouped(&name(table), "product_id");
        let (descriptions, images, options) =
            (of_product("product_description")?, of_product("product_image")?, of_product("product_option")?);
        let (specials, discounts) = (of_product("product_special")?, of_product("product_discount")?);
        let (attributes, categories, codes) =
            (of_product("product_attribute")?, of_product("product_to_category")?, of_product("product_code")?);
        let option_values = tables.grouped(&name("product_option_value"), "product_option_id")?;
        let Some(mut products) = tables.take(&name("product")) else { return Ok(None) };
        products.rewind()?;
        Ok(Some(Self {
            products,
            settings,
            words,
            descriptions,
            images,
            options,
            option_values,
            specials,
            discounts,
            attributes,
            categories,
            codes,
        }))
    }

    /// The id of the shop's language.
    pub fn language(&self) -> &str {
        &self.settings.language
    }

    /// The categories, once.
    pub fn take_categories(&mut self) -> Vec<ImportedCategory> {
        std::mem::take(&mut self.words.to_import)
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
        let descriptions = self.descriptions.of(&id)?;
        let text = self.settings.in_language(&descriptions);
        let described = |column: &str| text.map_or("", |text| text.get(column)).to_owned();
        let tax_class = row.get("tax_class_id");
        let codes = Codes::read(row, &self.codes.of(&id)?, &self.words);
        let mut attributes = self.attributes(&id)?;
        attributes.extend(codes.part_number.map(|number| ("Manufacturer part number".to_owned(), number)));
        if tax_class != "0" {
            let reason = "prices in OpenCart are without tax; they are taken as they are";
            notes.warn_once(row.line(), "price", row.get("price"), reason);
        }
        Ok(Entry {
            line: row.line(),
            name: described("name"),
            handle: self.words.keyword(&id).to_owned(),
            short_description: String::new(),
            description: described("description"),
            brand: self.words.manufacturers.name(row.get("manufacturer_id")).to_owned(),
            parcel: shop::parcel(
                row,
                ["length", "width", "height"],
                self.words.length_units.name(row.get("length_class_id")),
                notes,
            ),
            unsaid: Vec::new(),
            sku: codes.sku,
            barcode: codes.barcode,
            tags: described("tag"),
            price: row.get("price").to_owned(),
            special: self.special(&id, context, notes)?,
            quantity: row.get("quantity").to_owned(),
            counts_stock: row.get("subtract") != "0",
            weight: row.get("weight").to_owned(),
            weight_unit: self.words.weight_units.name(row.get("weight_class_id")).to_owned(),
            tax_class: tax::class(tax_class, self.words.tax_classes.name(tax_class)),
            published: is_published(row, context, notes),
            is_gift_card: false,
            categories: self.categories(&id)?,
            attributes,
            pictures: self.pictures(row, &id)?,
            options: self.options(&id)?,
            old_paths: super::old_paths(&id, self.words.keyword(&id)),
            key: format!("id:{id}"),
        })
    }

    fn attributes(&mut self, id: &str) -> Result<Vec<(String, String)>, FileError> {
        let rows = self.attributes.of(id)?;
        let own = rows.iter().filter(|row| self.settings.speaks(row));
        let name = |row: &NamedRow| self.words.attributes.name(row.get("attribute_id")).to_owned();
        Ok(own.map(|row| (name(row), row.get("text").to_owned())).collect())
    }

    /// The reduced price of today for everybody. In version 4 it stands among the discounts.
    fn special(&mut self, id: &str, context: ReadContext, notes: &mut Notes) -> Result<String, FileError> {
        let mut rows = self.specials.of(id)?;
        for row in self.discounts.of(id)? {
            if row.get("special") == "1" || row.get("type") == "S" {
                rows.push(row);
            } else {
                let reason = "prices by quantity have no place in the shop; they are left out";
                notes.warn_once(row.line(), "product_discount", row.get("price"), reason);
            }
        }
        let own = rows.iter().filter(|row| self.settings.is_for_everybody(row.get("customer_group_id")));
        let specials = own.map(|row| Special {
            price: row.get("price").to_owned(),
            from: row.get("date_start").to_owned(),
            to: row.get("date_end").to_owned(),
            priority: row.get("priority").parse().unwrap_or(0),
        });
        Ok(Special::of_today(specials.collect(), context.today))
    }

    fn categories(&mut self, id: &str) -> Result<Vec<Vec<String>>, FileError> {
        let rows = self.categories.of(id)?;
        Ok(rows.iter().filter_map(|row| self.words.categories.get(row.get("category_id")).cloned()).collect())
    }

    fn pictures(&mut self, row: &NamedRow, id: &str) -> Result<Vec<EntryPicture>, FileError> {
        let mut further = self.images.of(id)?;
        further.sort_by_key(|row| row.get("sort_order").parse::<i64>().unwrap_or(0));
        let all = std::iter::once(row).chain(&further);
        Ok(all.map(|row| EntryPicture { line: row.line(), source: row.get("image").to_owned() }).collect())
    }

    fn options(&mut self, id: &str) -> Result<Vec<EntryOption>, FileError> {
        let mut rows = self.options.of(id)?;
        rows.sort_by_key(|row| self.words.option_order(row.get("option_id")));
        let mut options = Vec::with_capacity(rows.len());
        for row in rows {
            let mut values = self.option_values.of(row.get("product_option_id"))?;
            values.sort_by_key(|value| self.words.option_value_order(value.get("option_value_id")));
            options.push(EntryOption {
                line: row.line(),
                name: self.words.options.name(row.get("option_id")).to_owned(),
                kind: option_kind(self.words.option_types.name(row.get("option_id"))),
                required: row.get("required") == "1",
                values: values.iter().map(|value| self.option_value(value)).collect(),
            });
        }
        Ok(options)
    }

    fn option_value(&self, row: &NamedRow) -> EntryValue {
        EntryValue {
            line: row.line(),
            name: self.words.option_values.name(row.get("option_value_id")).to_owned(),
            price: row.get("price").to_owned(),
            is_cheaper: row.get("price_prefix") == "-",
            quantity: (row.get("subtract") == "1").then(|| row.get("quantity").to_owned()),
            weight: row.get("weight").to_owned(),
            is_lighter: row.get("weight_prefix") == "-",
            picture: String::new(),
        }
    }
}

/// What a product is known by. Up to version 4.1 each code has its column, later its row.
struct Codes {
    sku: String,
    barcode: String,
    part_number: Option<String>,
}

impl Codes {
    fn read(row: &NamedRow, rows: &[NamedRow], words: &Words) -> Self {
        let code = |names: &[&str]| {
            let own = row.first(names);
            let among = || {
                let is_named = |row: &&NamedRow| {
                    let kind = row.first(&["code", "identifier_id"]);
                    let kind =
                        if words.identifiers.name(kind).is_empty() { kind } else { words.identifiers.name(kind) };
                    names.iter().any(|name| name.eq_ignore_ascii_case(kind))
                };
                rows.iter().find(is_named).map_or("", |row| row.get("value"))
            };
            if own.is_empty() { among().to_owned() } else { own.to_owned() }
        };
        let sku = code(&["sku"]);
        Self {
            sku: if sku.is_empty() { row.get("model").to_owned() } else { sku },
            barcode: code(&["ean", "upc", "jan", "isbn"]),
            part_number: Some(value::clean_line(&code(&["mpn"]))).filter(|number| !number.is_empty()),
        }
    }
}

fn is_published(row: &NamedRow, context: ReadContext, notes: &mut Notes) -> bool {
    let available = row.get("date_available");
    if !shop::is_on(available, "", context.today) {
        let reason = "the product is sold from this day on; until then it is imported unpublished";
        notes.warn(row.line(), "date_available", available, reason);
        return false;
    }
    row.get("status") != "0"
}
