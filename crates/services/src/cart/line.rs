//! A line as the database keeps it, beside what is known of its variant now.

use domain::{
    cart::view::{CartLineView, LineProblem},
    catalog::view::Picture,
    kernel::{CartLineId, Currency, ImageId, Money, ProductId, Quantity, VariantId},
    pricing::PricingError,
};
use sqlx::{Row, any::AnyRow};

use crate::db::DatabaseError;

/// A line of a cart.
#[derive(Clone, Debug)]
pub(crate) struct StoredLine {
    pub id: CartLineId,
    pub variant: VariantId,
    pub product: ProductId,
    pub product_slug: String,
    pub title: String,
    pub variant_title: String,
    pub sku: String,
    pub picture: Option<Picture>,
    pub quantity: Quantity,
    pub unit_price: Money,
    pub track_stock: bool,
    sellable: bool,
    available: i64,
}

impl StoredLine {
    pub fn from_row(row: &AnyRow, currency: Currency) -> Result<Self, DatabaseError> {
        let quantity: i64 = row.try_get("quantity")?;
        let corrupt = |_| DatabaseError::Corrupt { what: "a quantity", value: quantity.to_string() };
        Ok(Self {
            id: CartLineId(row.try_get("id")?),
            variant: VariantId(row.try_get("variant_id")?),
            product: ProductId(row.try_get("product_id")?),
            product_slug: row.try_get("slug")?,
            title: row.try_get("title")?,
            variant_title: row.try_get::<String, _>("variant_title")?.replace(" / ", ", "),
            sku: row.try_get("sku")?,
            picture: picture(row)?,
            quantity: Quantity::new(quantity).map_err(corrupt)?,
            unit_price: Money::new(row.try_get("price")?, currency),
            track_stock: row.try_get::<i64, _>("track_stock")? == 1,
            sellable: row.try_get::<i64, _>("sellable")? == 1,
            available: row.try_get("available")?,
        })
    }

    /// What stands in the way of ordering it.
    pub fn problem(&self) -> Option<LineProblem> {
        if !self.sellable {
            Some(LineProblem::Unavailable)
        } else if !self.track_stock || self.available >= self.quantity.get() {
            None
        } else if self.available <= 0 {
            Some(LineProblem::SoldOut)
        } else {
            Some(LineProblem::OnlyLeft(self.available))
        }
    }

    /// Whether it counts in the sums: what cannot be had at all costs nothing.
    pub fn is_priced(&self) -> bool {
        !matches!(self.problem(), Some(LineProblem::Unavailable | LineProblem::SoldOut))
    }

    pub fn into_view(self) -> Result<CartLineView, PricingError> {
        let problem = self.problem();
        Ok(CartLineView {
            id: self.id,
            variant: self.variant,
            product_slug: self.product_slug,
            title: self.title,
            variant_title: self.variant_title,
            sku: self.sku,
            picture: self.picture,
            quantity: self.quantity,
            unit_price: self.unit_price,
            line_total: self.unit_price.times(self.quantity.get())?,
            problem,
        })
    }
}

/// The picture in the columns that begin with `image_`, when there is one.
pub(crate) fn picture(row: &AnyRow) -> Result<Option<Picture>, DatabaseError> {
    let Some(id) = row.try_get::<Option<i64>, _>("image_id")? else {
        return Ok(None);
    };
    let number = |value: i64| u32::try_from(value).unwrap_or_default();
    let widths: String = row.try_get("image_widths")?;
    let widths = widths.trim_matches(['[', ']']).split(',').filter_map(|width| width.trim().parse().ok()).collect();
    Ok(Some(Picture {
        id: ImageId(id),
        hash: row.try_get("image_hash")?,
        width: number(row.try_get("image_width")?),
        height: number(row.try_get("image_height")?),
        widths,
        alternative_text: row.try_get::<Option<String>, _>("image_text")?.unwrap_or_default(),
        placeholder: row.try_get("image_placeholder")?,
    }))
}
