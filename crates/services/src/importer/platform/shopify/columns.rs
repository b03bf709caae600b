//! The columns of all four generations of Shopify's header: old and new names of the same thing.

use crate::importer::{
    ImportError,
    file::Header,
    platform::{
        Platform,
        column::{Column, Extras},
    },
    product::Unsaid,
};

/// Where everything is in this file.
#[derive(Clone, Debug)]
pub(in crate::importer) struct Columns {
    pub handle: Column,
    pub title: Column,
    pub description: Column,
    pub vendor: Column,
    pub kind: Column,
    pub taxonomy: Column,
    pub tags: Column,
    pub published: Column,
    pub status: Column,
    pub gift_card: Column,
    pub options: [(Column, Column); 3],
    pub sku: Column,
    pub barcode: Column,
    pub price: Column,
    pub compare_at: Column,
    pub cost: Column,
    pub taxable: Column,
    pub grams: Column,
    pub tracker: Column,
    pub quantity: Column,
    pub policy: Column,
    pub variant_picture: Column,
    pub picture: Column,
    pub picture_position: Column,
    pub alternative_text: Column,
    pub customs_code: Column,
    pub origin: Column,
    pub extras: Extras,
}

/// Columns that are read, or that say nothing a shop needs to hear about.
const KNOWN: [&str; 57] = [
    "handle",
    "url handle",
    "title",
    "body (html)",
    "description",
    "vendor",
    "type",
    "custom product type",
    "product category",
    "standardized product type",
    "standard product type",
    "tags",
    "published",
    "published on online store",
    "status",
    "gift card",
    "option1 name",
    "option1 value",
    "option2 name",
    "option2 value",
    "option3 name",
    "option3 value",
    "option1 linked to",
    "option2 linked to",
    "option3 linked to",
    "variant sku",
    "sku",
    "variant barcode",
    "barcode",
    "variant price",
    "price",
    "variant compare at price",
    "compare-at price",
    "cost per item",
    "variant taxable",
    "charge tax",
    "variant grams",
    "weight value (grams)",
    "variant weight unit",
    "weight unit for display",
    "variant inventory tracker",
    "inventory tracker",
    "variant inventory qty",
    "inventory quantity",
    "variant inventory policy",
    "continue selling when out of stock",
    "variant image",
    "variant image url",
    "image src",
    "product image url",
    "image position",
    "image alt text",
    "variant fulfillment service",
    "fulfillment service",
    "variant requires shipping",
    "requires shipping",
    "product id",
];

/// What exports of other programs and of the inventory call the customs code and the country.
const CUSTOMS_CODE: [&str; 6] = [
    "hs code",
    "variant hs code",
    "variant harmonized system code",
    "harmonized system code",
    "hs tariff code",
    "customs code",
];
const ORIGIN: [&str; 6] = [
    "coo",
    "country of origin",
    "variant country of origin",
    "country code of origin",
    "country/region of origin",
    "variant country code of origin",
];

/// Columns that have no place here.
const LEFT_OUT: [&str; 4] = ["seo title", "seo description", "variant tax code", "tax code"];
const LEFT_OUT_BEGINNINGS: [&str; 4] = ["included /", "price /", "compare at price /", "google shopping /"];

/// Of the columns for Google Shopping, those that tell something about the product.
const GOOGLE: [(&str, &str); 4] = [
    ("google shopping / gender", "Gender"),
    ("google shopping / age group", "Age group"),
    ("google shopping / mpn", "Manufacturer part number"),
    ("google shopping / manufacturer part number (mpn)", "Manufacturer part number"),
];

impl Columns {
    /// Whether this is Shopify's header.
    pub fn fit(header: &Header) -> bool {
        let handle = header.find(&["handle", "url handle"]).is_some();
        handle
            && header.has("title")
            && ["option1 name", "variant price", "body (html)"].iter().any(|name| header.has(name))
    }

    /// The columns of this header.
    pub fn new(header: &Header) -> Result<Self, ImportError> {
        let find = |names: &[&str]| Column::find(header, names);
        let columns = Self {
            handle: find(&["handle", "url handle"]),
            title: find(&["title"]),
            description: find(&["body (html)", "description"]),
            vendor: find(&["vendor"]),
            kind: find(&["type", "custom product type"]),
            taxonomy: find(&["product category", "standardized product type", "standard product type"]),
            tags: find(&["tags"]),
            published: find(&["published", "published on online store"]),
            status: find(&["status"]),
            gift_card: find(&["gift card"]),
            options: [
                (find(&["option1 name"]), find(&["option1 value"])),
                (find(&["option2 name"]), find(&["option2 value"])),
                (find(&["option3 name"]), find(&["option3 value"])),
            ],
            sku: find(&["variant sku", "sku"]),
            barcode: find(&["variant barcode", "barcode"]),
            price: find(&["variant price", "price"]),
            compare_at: find(&["variant compare at price", "compare-at price", "compare at price"]),
            cost: find(&["cost per item"]),
            taxable: find(&["variant taxable", "charge tax"]),
            grams: find(&["variant grams", "weight value (grams)"]),
            tracker: find(&["variant inventory tracker", "inventory tracker"]),
            quantity: find(&["variant inventory qty", "inventory quantity"]),
            policy: find(&["variant inventory policy", "continue selling when out of stock"]),
            variant_picture: find(&["variant image", "variant image url"]),
            picture: find(&["image src", "product image url"]),
            picture_position: find(&["image position"]),
            alternative_text: find(&["image alt text"]),
            customs_code: find(&CUSTOMS_CODE),
            origin: find(&ORIGIN),
            extras: extras(header),
        };
        for column in [&columns.handle, &columns.title, &columns.price] {
            if !column.exists() {
                let column = column.name().to_owned();
                return Err(ImportError::MissingColumn { platform: Platform::Shopify, column });
            }
        }
        Ok(columns)
    }

    /// What the file says nothing of.
    pub fn unsaid(&self) -> Vec<Unsaid> {
        Unsaid::of(&[
            (Unsaid::Published, self.published.exists() || self.status.exists()),
            (Unsaid::FormerPrice, self.compare_at.exists()),
            (Unsaid::TaxClass, self.taxable.exists()),
            (Unsaid::Stock, self.tracker.exists()),
        ])
    }
}

fn extras(header: &Header) -> Extras {
    let mut extras = Extras::default();
    for (index, name, plain) in header.columns() {
        let column = Column::at(header, index);
        if let Some((_, label)) = GOOGLE.iter().find(|(known, _)| *known == plain) {
            extras.attributes.push((column, (*label).to_owned(), false));
        } else if LEFT_OUT.contains(&plain.as_str()) || LEFT_OUT_BEGINNINGS.iter().any(|known| plain.starts_with(known))
        {
            extras.left_out.push(column);
        } else if !plain.is_empty()
            && ![KNOWN.as_slice(), &CUSTOMS_CODE, &ORIGIN].iter().any(|known| known.contains(&plain.as_str()))
        {
            let (label, facet) = metafield(name);
            extras.attributes.push((column, label, facet));
        }
    }
    extras
}

/// Label of `Colour (product.metafields.shopify.color-pattern)`, and whether it is one of Shopify's own attributes, which have
/// a fixed set of values.
fn metafield(name: &str) -> (String, bool) {
    match name.split_once("(product.metafields.") {
        Some((label, rest)) => {
            let key = rest.trim_end_matches(')').rsplit('.').next().unwrap_or_default();
            let label = if label.trim().is_empty() { key } else { label.trim() };
            (label.to_owned(), rest.starts_with("shopify."))
        }
        None => (name.to_owned(), false),
    }
}
