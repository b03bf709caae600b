//! The tables of Zen Cart, whatever their prefix.

mod options;
mod words;

use self::words::Words;
use super::{GIFT, tax_class};
use crate::importer::{
    category::ImportedCategory,
    file::{FileError, Grouped, NamedRow, Table, Tables},
    notes::Notes,
    platform::{
        ReadContext,
        shop::{self, Entry, EntryPicture, Special},
    },
    product::ImportedProduct,
};

/// The products of a dump with what belongs to them.
pub(in crate::importer) struct Dump {
    products: Table,
    words: Words,
    descriptions: Grouped,
    categories: Grouped,
    attributes: Grouped,
    images: Grouped,
    specials: Grouped,
    discounts: Grouped,
}

/// The prefix of the tables, when they are Zen Cart's.
pub(in crate::importer::platform) fn prefix(tables: &Tables) -> Option<String> {
    let found = tables.names().find_map(|name| name.strip_suffix("products_description"));
    found.filter(|prefix| tables.header(&format!("{prefix}products")).is_some()).map(str::to_owned)
}

impl Dump {
    /// The products of the tables with this prefix.
    pub fn new(tables: &mut Tables, prefix: &str, notes: &mut Notes) -> Result<Option<Self>, FileError> {
        let words = Words::read(tables, prefix)?;
        if let Some(sale) =
            tables.all(&format!("{prefix}salemaker_sales"))?.iter().find(|row| row.get("sale_status") == "1")
        {
            let reason = "sales on whole categories have no place in the shop; they are left out";
            notes.warn(sale.line(), "salemaker_sales", sale.get("sale_name"), reason);
        }
        let mut of_product = |table: &str| tables.grouped(&format!("{prefix}{table}"), "products_id");
        let descriptions = of_product("products_description")?;
        let categories = of_product("products_to_categories")?;
        let attributes = of_product("products_attributes")?;
        let images = of_product("products_additional_images")?;
        let specials = of_product("specials")?;
        let discounts = of_product("products_discount_quantity")?;
        let Some(mut products) = tables.take(&format!("{prefix}products")) else { return Ok(None) };
        products.rewind()?;
        Ok(Some(Self { products, words, descriptions, categories, attributes, images, specials, discounts }))
    }

    /// The id of the shop's language.
    pub fn language(&self) -> &str {
        &self.words.language
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
        let id = row.get("products_id").to_owned();
        let descriptions = self.descriptions.of(&id)?;
        let text = descriptions.iter().find(|row| self.words.speaks(row)).or(descriptions.first());
        let described = |column: &str| text.map_or("", |text| text.get(column)).to_owned();
        if let Some(discount) = self.discounts.of(&id)?.first() {
            let reason = "prices by quantity have no place in the shop; they are left out";
            notes.warn_once(discount.line(), "products_discount_quantity", discount.get("discount_price"), reason);
        }
        if !matches!(row.get("products_weight"), "" | "0" | "0.00" | "0.0000") && self.words.weight_unit.is_none() {
            let reason = "the dump does not say the unit of weights; pounds are taken";
            notes.warn_once(row.line(), "products_weight", row.get("products_weight"), reason);
        }
        let attributes = self.attributes.of(&id)?;
        let class = row.get("products_tax_class_id");
        let is_free = row.get("product_is_free") == "1";
        Ok(Entry {
            line: row.line(),
            key: format!("id:{id}"),
            name: described("products_name"),
            handle: String::new(),
            short_description: String::new(),
            description: described("products_description"),
            brand: self.words.manufacturers.name(row.get("manufacturers_id")).to_owned(),
            sku: row.get("products_model").to_owned(),
            parcel: shop::parcel(
                row,
                ["products_length", "products_width", "products_height"],
                self.words.length_unit.as_deref().unwrap_or(super::LENGTH_UNIT),
                notes,
            ),
            unsaid: Vec::new(),
            barcode: row.first(&["products_upc", "products_ean", "products_isbn"]).to_owned(),
            tags: String::new(),
            price: if is_free { "0".to_owned() } else { row.get("products_price").to_owned() },
            special: if is_free { String::new() } else { self.special(&id, context)? },
            quantity: row.get("products_quantity").to_owned(),
            counts_stock: true,
            weight: row.get("products_weight").to_owned(),
            weight_unit: self.words.weight_unit.clone().unwrap_or_else(|| super::WEIGHT_UNIT.to_owned()),
            tax_class: tax_class(class, self.words.tax_classes.name(class)),
            published: is_published(row, context, notes),
            is_gift_card: row.get("products_model").starts_with(GIFT),
            categories: self.categories(&id, row.get("master_categories_id"))?,
            attributes: options::facts(&attributes, &self.words),
            pictures: self.pictures(row, &id)?,
            options: options::read(&attributes, &self.words, notes),
            old_paths: vec![format!("/index.php?main_page=product_info&products_id={id}")],
        })
    }

    fn special(&mut self, id: &str, context: ReadContext) -> Result<String, FileError> {
        let rows = self.specials.of(id)?;
        let on = rows.iter().filter(|row| row.get("status") == "1");
        let specials = on.map(|row| Special {
            price: row.get("specials_new_products_price").to_owned(),
            from: row.get("specials_date_available").to_owned(),
            to: row.get("expires_date").to_owned(),
            priority: 0,
        });
        Ok(Special::of_today(specials.collect(), context.today))
    }

    /// The category that counts as the product's own goes first.
    fn categories(&mut self, id: &str, main: &str) -> Result<Vec<Vec<String>>, FileError> {
        let rows = self.categories.of(id)?;
        let mut ids: Vec<&str> = rows.iter().map(|row| row.get("categories_id")).collect();
        ids.sort_by_key(|id| *id != main);
        Ok(ids.into_iter().filter_map(|id| self.words.categories.get(id).cloned()).collect())
    }

    fn pictures(&mut self, row: &NamedRow, id: &str) -> Result<Vec<EntryPicture>, FileError> {
        let mut further = self.images.of(id)?;
        further.sort_by_key(|row| row.get("sort_order").parse::<i64>().unwrap_or(0));
        let first = EntryPicture { line: row.line(), source: row.get("products_image").to_owned() };
        let further =
            further.iter().map(|row| EntryPicture { line: row.line(), source: row.get("additional_image").to_owned() });
        Ok(std::iter::once(first).chain(further).collect())
    }
}

fn is_published(row: &NamedRow, context: ReadContext, notes: &mut Notes) -> bool {
    let mut warn = |column: &str, reason: &str| {
        notes.warn(row.line(), column, row.get(column), format!("{reason}; it is imported unpublished"));
        false
    };
    if row.get("product_is_call") == "1" {
        return warn("product_is_call", "the product's price is told by telephone");
    }
    if !shop::is_on(row.get("products_date_available"), "", context.today) {
        return warn("products_date_available", "the product is sold from this day on");
    }
    row.get("products_status") != "0"
}
