//! The columns of Magento 2's product export.

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

/// Where everything is in this file.
#[derive(Clone, Debug)]
pub(in crate::importer) struct Columns {
    pub sku: Column,
    pub store_view: Column,
    pub kind: Column,
    pub categories: Column,
    pub name: Column,
    pub description: Column,
    pub short_description: Column,
    pub weight: Column,
    pub online: Column,
    pub tax_class: Column,
    pub visibility: Column,
    pub price: PriceColumns,
    pub url_key: Column,
    pub cost: Column,
    pub attributes: Column,
    pub custom_options: Column,
    pub quantity: Column,
    pub in_stock: Column,
    pub manage_stock: Column,
    pub use_config_manage_stock: Column,
    pub backorders: Column,
    pub use_config_backorders: Column,
    pub variations: Column,
    pub variation_labels: Column,
    pub pictures: [(Column, Column); 3],
    pub more_pictures: Column,
    pub more_picture_labels: Column,
    pub length: Column,
    pub width: Column,
    pub height: Column,
    pub customs_code: Column,
    pub origin: Column,
    pub extras: Extras,
}

/// Columns that are read, or that say nothing a shop needs to hear about.
const KNOWN: [&str; 73] = [
    "country_of_manufacture",
    "ts_country_of_origin",
    "ts_hs_code",
    "hs_code",
    "ts_dimensions_length",
    "ts_dimensions_width",
    "ts_dimensions_height",
    "custom_options",
    "sku",
    "store_view_code",
    "attribute_set_code",
    "product_type",
    "categories",
    "product_websites",
    "name",
    "description",
    "short_description",
    "weight",
    "product_online",
    "tax_class_name",
    "visibility",
    "price",
    "special_price",
    "special_price_from_date",
    "special_price_to_date",
    "url_key",
    "save_rewrites_history",
    "cost",
    "additional_attributes",
    "qty",
    "is_in_stock",
    "manage_stock",
    "use_config_manage_stock",
    "allow_backorders",
    "use_config_backorders",
    "configurable_variations",
    "configurable_variation_labels",
    "configurable_variation_prices",
    "base_image",
    "base_image_label",
    "small_image",
    "small_image_label",
    "thumbnail_image",
    "thumbnail_image_label",
    "swatch_image",
    "swatch_image_label",
    "additional_images",
    "additional_image_labels",
    "hide_from_product_page",
    "created_at",
    "updated_at",
    "new_from_date",
    "new_to_date",
    "display_product_options_in",
    "map_enabled",
    "gift_message_available",
    "page_layout",
    "product_options_container",
    "msrp_display_actual_price_type",
    "out_of_stock_qty",
    "is_qty_decimal",
    "min_cart_qty",
    "max_cart_qty",
    "notify_on_stock_below",
    "qty_increments",
    "enable_qty_increments",
    "is_decimal_divided",
    "website_id",
    "deferred_stock_update",
    "related_position",
    "crosssell_position",
    "upsell_position",
    "msrp_price",
];

/// Columns that have no place here.
const LEFT_OUT: [&str; 14] = [
    "meta_title",
    "meta_keywords",
    "meta_description",
    "map_price",
    "related_skus",
    "crosssell_skus",
    "upsell_skus",
    "bundle_price_type",
    "bundle_sku_type",
    "bundle_price_view",
    "bundle_weight_type",
    "bundle_values",
    "bundle_shipment_type",
    "associated_skus",
];
const SILENT_BEGINNINGS: [&str; 2] = ["use_config_", "custom_"];

impl Columns {
    /// Whether this is Magento's header.
    pub fn fit(header: &Header) -> bool {
        let marks =
            ["store_view_code", "attribute_set_code", "product_type", "additional_attributes", "product_online"];
        header.has("sku") && marks.iter().filter(|name| header.has(name)).count() >= 2
    }

    /// The columns of this header.
    pub fn new(header: &Header) -> Result<Self, ImportError> {
        let find = |name: &'static str| Column::find(header, &[name]);
        let picture = |name: &'static str, label: &'static str| (find(name), find(label));
        let columns = Self {
            sku: find("sku"),
            store_view: find("store_view_code"),
            kind: find("product_type"),
            categories: find("categories"),
            name: find("name"),
            description: find("description"),
            short_description: find("short_description"),
            weight: find("weight"),
            online: find("product_online"),
            tax_class: find("tax_class_name"),
            visibility: find("visibility"),
            price: PriceColumns {
                regular: find("price"),
                sale: find("special_price"),
                from: find("special_price_from_date"),
                to: find("special_price_to_date"),
                day: value::date_of_month_first,
            },
            url_key: find("url_key"),
            cost: find("cost"),
            attributes: find("additional_attributes"),
            custom_options: find("custom_options"),
            quantity: find("qty"),
            in_stock: find("is_in_stock"),
            manage_stock: find("manage_stock"),
            use_config_manage_stock: find("use_config_manage_stock"),
            backorders: find("allow_backorders"),
            use_config_backorders: find("use_config_backorders"),
            variations: find("configurable_variations"),
            variation_labels: find("configurable_variation_labels"),
            pictures: [
                picture("base_image", "base_image_label"),
                picture("small_image", "small_image_label"),
                picture("thumbnail_image", "thumbnail_image_label"),
            ],
            more_pictures: find("additional_images"),
            more_picture_labels: find("additional_image_labels"),
            length: find("ts_dimensions_length"),
            width: find("ts_dimensions_width"),
            height: find("ts_dimensions_height"),
            customs_code: Column::find(header, &["ts_hs_code", "hs_code"]),
            origin: Column::find(header, &["country_of_manufacture", "ts_country_of_origin"]),
            extras: extras(header),
        };
        for column in [&columns.sku, &columns.name, &columns.price.regular] {
            if !column.exists() {
                let column = column.name().to_owned();
                return Err(ImportError::MissingColumn { platform: Platform::Magento, column });
            }
        }
        Ok(columns)
    }

    /// What the file says nothing of.
    pub fn unsaid(&self) -> Vec<Unsaid> {
        Unsaid::of(&[
            (Unsaid::Published, self.online.exists()),
            (Unsaid::FormerPrice, self.price.sale.exists()),
            (Unsaid::TaxClass, self.tax_class.exists()),
            (Unsaid::Stock, self.quantity.exists() || self.in_stock.exists() || self.manage_stock.exists()),
        ])
    }
}

fn extras(header: &Header) -> Extras {
    let mut extras = Extras::default();
    for (index, name, plain) in header.columns() {
        let column = Column::at(header, index);
        if LEFT_OUT.contains(&plain.as_str()) {
            extras.left_out.push(column);
        } else if !plain.is_empty()
            && !KNOWN.contains(&plain.as_str())
            && !SILENT_BEGINNINGS.iter().any(|known| plain.starts_with(known))
        {
            extras.attributes.push((column, super::label(name), false));
        }
    }
    extras
}
