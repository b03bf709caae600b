//! The CSV of Easy Populate: a row is a product by its model; the same model again puts it into a further category.

use crate::importer::{
    ImportError,
    file::{Header, Row},
    group::Membership,
    notes::Notes,
    platform::{
        Platform, ReadContext,
        column::Column,
        shop::{self, Entry, EntryPicture, Special},
    },
    product::ImportedProduct,
    value,
};

use super::{GIFT, WEIGHT_UNIT, tax_class};

/// A row with this status asks for the product to be deleted.
const DELETED: &str = "9";

/// Where everything is in this file.
#[derive(Clone, Debug)]
pub(in crate::importer) struct Columns {
    model: Column,
    name: Column,
    description: Column,
    short_description: Column,
    image: Column,
    price: Column,
    special: Column,
    special_from: Column,
    special_to: Column,
    weight: Column,
    is_call: Column,
    available: Column,
    quantity: Column,
    manufacturer: Column,
    category: Column,
    tax_class: Column,
    status: Column,
    barcode: Column,
}

impl Columns {
    /// Whether this is Easy Populate's header.
    pub fn fit(header: &Header) -> bool {
        header.has("v_products_model")
    }

    /// The columns of this header, in its first language.
    pub fn new(header: &Header) -> Result<Self, ImportError> {
        let find = |name: &'static str| Column::find(header, &[name]);
        let language = header
            .columns()
            .find_map(|(_, _, plain)| plain.strip_prefix("v_products_name_").map(str::to_owned))
            .unwrap_or_else(|| "1".to_owned());
        let in_language = |name: &str| Column::find(header, &[format!("{name}_{language}").as_str()]);
        let columns = Self {
            model: find("v_products_model"),
            name: in_language("v_products_name"),
            description: in_language("v_products_description"),
            short_description: in_language("v_products_short_desc"),
            image: find("v_products_image"),
            price: find("v_products_price"),
            special: find("v_specials_price"),
            special_from: find("v_specials_date_avail"),
            special_to: find("v_specials_expires_date"),
            weight: find("v_products_weight"),
            is_call: find("v_product_is_call"),
            available: find("v_date_avail"),
            quantity: find("v_products_quantity"),
            manufacturer: find("v_manufacturers_name"),
            category: in_language("v_categories_name"),
            tax_class: find("v_tax_class_title"),
            status: find("v_status"),
            barcode: find("v_products_upc"),
        };
        for column in [&columns.name, &columns.price] {
            if !column.exists() {
                let column = column.name().to_owned();
                return Err(ImportError::MissingColumn { platform: Platform::ZenCart, column });
            }
        }
        Ok(columns)
    }

    /// Rows of the same model belong together.
    pub fn membership(&self, row: &Row) -> Membership {
        match self.model.raw(row) {
            "" => Membership::None("the row has no model"),
            model => Membership::Together(model.to_lowercase()),
        }
    }

    /// The product of these rows: the last one counts, and all name categories.
    pub fn read(&self, rows: &[Row], context: ReadContext, notes: &mut Notes) -> Option<ImportedProduct> {
        let row = rows.last()?;
        if self.status.raw(row) == DELETED {
            let reason = "the row asks for the product to be deleted; an import deletes nothing";
            notes.fail(row.line(), self.status.name(), DELETED, reason);
            return None;
        }
        let mut categories: Vec<Vec<String>> = Vec::new();
        for row in rows {
            let path = self.category.raw(row).split('^').map(value::clean_line).filter(|step| !step.is_empty());
            let path: Vec<String> = path.collect();
            if !path.is_empty() && !categories.contains(&path) {
                categories.push(path);
            }
        }
        shop::assemble(&Entry { categories, ..self.entry(row, context, notes) }, context, notes)
    }

    fn entry(&self, row: &Row, context: ReadContext, notes: &mut Notes) -> Entry {
        let text = |column: &Column| column.raw(row).to_owned();
        let special = Special {
            // Nothing and zero both mean that the price is not reduced.
            price: Some(text(&self.special))
                .filter(|price| price.contains(|digit: char| matches!(digit, '1'..='9')))
                .unwrap_or_default(),
            from: text(&self.special_from),
            to: text(&self.special_to),
            priority: 0,
        };
        let class = self.tax_class.raw(row);
        if !self.weight.raw(row).is_empty() {
            let reason = "the file does not say the unit of weights; pounds are taken";
            notes.warn_once(row.line(), self.weight.name(), self.weight.raw(row), reason);
        }
        Entry {
            line: row.line(),
            key: format!("model:{}", self.model.raw(row).to_lowercase()),
            name: text(&self.name),
            short_description: text(&self.short_description),
            description: text(&self.description),
            brand: text(&self.manufacturer),
            sku: text(&self.model),
            barcode: text(&self.barcode),
            price: text(&self.price),
            special: Special::of_today(vec![special], context.today),
            quantity: text(&self.quantity),
            counts_stock: true,
            weight: text(&self.weight),
            weight_unit: WEIGHT_UNIT.to_owned(),
            tax_class: tax_class(class, class),
            published: self.is_published(row, context),
            pictures: vec![EntryPicture { line: row.line(), source: text(&self.image) }],
            ..Entry::default()
        }
    }

    fn is_published(&self, row: &Row, context: ReadContext) -> bool {
        self.status.flag(row) != Some(false)
            && self.is_call.flag(row) != Some(true)
            && !self.model.raw(row).starts_with(GIFT)
            && shop::is_on(self.available.raw(row), "", context.today)
    }
}
