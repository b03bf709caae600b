//! The CSV of Easy Populate: a row is a product by its model; the same model again puts it into a further category.

use crate::importer::{
    ImportError,
    file::{Header, Row},
    group::Membership,
    notes::Notes,
    platform::{
        Platform, ReadContext,
        column::{Column, Extras},
        shop::{self, Entry, EntryPicture, Special},
    },
    product::{ImportedParcel, ImportedProduct, Unsaid},
    value,
};

use super::{GIFT, LENGTH_UNIT, WEIGHT_UNIT, tax_class};

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
    /// One of whole paths, or one for each level of the tree.
    categories: Vec<Column>,
    tax_class: Column,
    status: Column,
    barcode: Column,
    sides: [Column; 3],
    extras: Extras,
}

/// Columns that are read, or that say nothing a shop needs to hear about, without the number or word of their language.
const KNOWN: [&str; 31] = [
    "v_products_model",
    "v_products_id",
    "v_products_type",
    "v_products_name",
    "v_products_description",
    "v_products_short_desc",
    "v_products_image",
    "v_products_price",
    "v_specials_price",
    "v_specials_date_avail",
    "v_specials_expires_date",
    "v_products_weight",
    "v_product_is_call",
    "v_date_avail",
    "v_date_added",
    "v_products_quantity",
    "v_manufacturers_name",
    "v_categories_name",
    "v_tax_class_title",
    "v_status",
    "v_products_upc",
    "v_products_sort_order",
    "v_products_priced_by_attribute",
    "v_last_modified",
    "v_metatags_products_name_status",
    "v_metatags_title_status",
    "v_metatags_model_status",
    "v_metatags_price_status",
    "v_metatags_title_tagline_status",
    "v_products_discount_type",
    "eoreor",
];
/// Fields that many shops add for their carriers.
const SIDES: [&str; 3] = ["v_products_length", "v_products_width", "v_products_height"];
/// Columns that have no place here, by their beginnings.
const LEFT_OUT: [&str; 13] = [
    "v_products_url",
    "v_products_price_uom",
    "v_products_gpc",
    "v_products_msrp",
    "v_map_",
    "v_products_group_",
    "v_products_quantity_order_",
    "v_product_is_always_free_shipping",
    "v_metatags_title",
    "v_metatags_keywords",
    "v_metatags_description",
    "v_discount_",
    "v_products_discount_",
];

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
            categories: categories(header, &language),
            tax_class: find("v_tax_class_title"),
            status: find("v_status"),
            barcode: find("v_products_upc"),
            sides: SIDES.map(find),
            extras: extras(header),
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
            let cells = self.categories.iter().flat_map(|column| column.raw(row).split('^'));
            let path: Vec<String> = cells.map(value::clean_line).filter(|step| !step.is_empty()).collect();
            if !path.is_empty() && !categories.contains(&path) {
                categories.push(path);
            }
        }
        self.extras.warn(row, notes);
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
            parcel: self.parcel(row, notes),
            unsaid: Unsaid::of(&[
                (Unsaid::Published, self.status.exists()),
                (Unsaid::FormerPrice, self.special.exists()),
                (Unsaid::TaxClass, self.tax_class.exists()),
                (Unsaid::Stock, self.quantity.exists()),
            ]),
            price: text(&self.price),
            special: Special::of_today(vec![special], context.today),
            quantity: text(&self.quantity),
            counts_stock: true,
            weight: text(&self.weight),
            weight_unit: WEIGHT_UNIT.to_owned(),
            tax_class: tax_class(class, class),
            published: self.is_published(row, context),
            is_gift_card: self.model.raw(row).starts_with(GIFT),
            attributes: self.attributes(row),
            pictures: vec![EntryPicture { line: row.line(), source: text(&self.image) }],
            ..Entry::default()
        }
    }

    fn parcel(&self, row: &Row, notes: &mut Notes) -> ImportedParcel {
        let [length_mm, width_mm, height_mm] =
            self.sides.each_ref().map(|side| side.millimetres(row, LENGTH_UNIT, notes));
        if length_mm.or(width_mm).or(height_mm).is_some() {
            let reason = "the file does not say the unit of lengths; inches are taken";
            notes.warn_once(row.line(), "v_products_length", "", reason);
        }
        ImportedParcel { length_mm, width_mm, height_mm, ..ImportedParcel::default() }
    }

    fn attributes(&self, row: &Row) -> Vec<(String, String)> {
        let kept = self.extras.attributes.iter();
        kept.map(|(column, label, _)| (label.clone(), column.raw(row).to_owned())).collect()
    }

    fn is_published(&self, row: &Row, context: ReadContext) -> bool {
        self.status.flag(row) != Some(false)
            && self.is_call.flag(row) != Some(true)
            && shop::is_on(self.available.raw(row), "", context.today)
    }
}

/// The columns of categories: in newer files one of whole paths for each language, in older ones one for each level.
fn categories(header: &Header, language: &str) -> Vec<Column> {
    let numbered = |beginning: &str| -> Vec<(u32, usize)> {
        let found = header
            .columns()
            .filter_map(|(index, _, plain)| Some((plain.strip_prefix(beginning)?.parse().ok()?, index)));
        found.collect()
    };
    let mut levels = numbered("v_categories_name_");
    if levels.len() > numbered("v_products_name_").len() {
        levels.sort_unstable();
        return levels.into_iter().map(|(_, index)| Column::at(header, index)).collect();
    }
    vec![Column::find(header, &[format!("v_categories_name_{language}").as_str()])]
}

fn extras(header: &Header) -> Extras {
    let mut extras = Extras::default();
    for (index, _, plain) in header.columns().filter(|(_, _, plain)| !plain.is_empty()) {
        let without_language = plain.rsplit_once('_').map_or("", |(name, _)| name);
        if [KNOWN.as_slice(), &SIDES].iter().any(|known| known.contains(&plain.as_str()))
            || KNOWN.contains(&without_language)
        {
            continue;
        }
        let column = Column::at(header, index);
        if LEFT_OUT.iter().any(|beginning| plain.starts_with(beginning)) {
            extras.left_out.push(column);
        } else {
            let own = plain.trim_start_matches("v_").trim_start_matches("products_").replace('_', " ");
            let mut letters = own.chars();
            let label = letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default();
            extras.attributes.push((column, label, false));
        }
    }
    extras
}
