//! The parts of the bundles in a cart.

use std::collections::HashMap;

use domain::{
    catalog::{ProductKind, view::PartView},
    inventory::Need,
    kernel::{CartId, CartLineId, ProductId, VariantId},
};
use sqlx::{Row, any::AnyRow};

use super::{line, sql};
use crate::{
    catalog::admin::goods,
    db::{Connection, DatabaseError},
};

/// A part of a bundle as it stands in the catalogue now.
#[derive(Clone, Debug)]
pub(crate) struct StoredPart {
    pub variant: VariantId,
    pub product: ProductId,
    pub kind: ProductKind,
    pub view: PartView,
    /// What one weighs; 0 when nobody knows.
    pub grams: i64,
    /// Its longest side; 0 when nobody knows.
    pub longest_mm: i64,
    is_counted: bool,
    /// How many are there.
    on_shelf: i64,
    /// How many more may be owed.
    room: i64,
}

impl StoredPart {
    fn from_row(row: &AnyRow) -> Result<Self, DatabaseError> {
        Ok(Self {
            variant: VariantId(row.try_get("variant_id")?),
            product: ProductId(row.try_get("product_id")?),
            kind: goods::kind(row.try_get("kind")?)?,
            view: PartView {
                slug: row.try_get("slug")?,
                title: row.try_get("title")?,
                variant_title: row.try_get::<String, _>("variant_title")?.replace(" / ", ", "),
                sku: row.try_get("sku")?,
                quantity: row.try_get("quantity")?,
            },
            grams: row.try_get("grams")?,
            longest_mm: line::longest(row)?,
            is_counted: row.try_get::<i64, _>("is_counted")? == 1,
            on_shelf: row.try_get("on_shelf")?,
            room: row.try_get("room")?,
        })
    }

    /// What one bundle takes out of the stock of it, if that is counted.
    pub fn need(&self) -> Option<Need> {
        let free = self.on_shelf.saturating_add(self.room);
        self.is_counted.then_some(Need { variant: self.variant, each: self.view.quantity, free })
    }

    /// What one bundle takes out of that which is there.
    pub fn need_on_shelf(&self) -> Option<Need> {
        self.need().map(|need| Need { free: self.on_shelf, ..need })
    }
}

/// The parts of the bundles of a cart, by line.
pub(super) async fn of_cart(
    connection: &mut Connection,
    cart: CartId,
) -> Result<HashMap<CartLineId, Vec<StoredPart>>, DatabaseError> {
    let rows = sqlx::query(sql::PARTS).bind(cart.0).fetch_all(connection).await?;
    let mut parts: HashMap<CartLineId, Vec<StoredPart>> = HashMap::new();
    for row in &rows {
        parts.entry(CartLineId(row.try_get("line_id")?)).or_default().push(StoredPart::from_row(row)?);
    }
    Ok(parts)
}
