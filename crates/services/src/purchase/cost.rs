//! What one of a variant costs after more came.

use std::collections::BTreeMap;

use domain::{
    catalog::view::Origin,
    kernel::{Money, ProductId, Timestamp, VariantId},
    purchase::AverageCost,
};
use serde_json::{Value, json};
use sqlx::Row as _;

use super::{PurchaseError, sql};
use crate::{
    catalog::history,
    db::{Database, DatabaseError, Transaction},
};

/// Goods that came: of what, how many, and what all of them cost, freight included.
#[derive(Clone, Copy, Debug)]
pub(super) struct Came {
    pub variant: VariantId,
    pub quantity: i64,
    pub cost: Money,
}

/// Moves the average of what a variant costs, before the stock is moved, and writes it on the variant. Where nobody knows what the items
/// cost that are there, they count as much as those that came. Gives the product.
pub(super) async fn average(
    tx: &mut Transaction,
    database: &Database,
    came: Came,
    actor: &str,
    now: Timestamp,
) -> Result<ProductId, PurchaseError> {
    let variant = came.variant;
    let held = sqlx::query(sql::COST).bind(variant.0).fetch_optional(tx.connection()).await?;
    let held = held.ok_or(PurchaseError::NotFound)?;
    let (written, product): (Option<i64>, i64) = (held.try_get("cost")?, held.try_get("product_id")?);
    let known = sqlx::query(sql::AVERAGE).bind(variant.0).fetch_one(tx.connection()).await?;
    let (millionths, carry): (Option<i64>, Option<i64>) = (known.try_get("millionths")?, known.try_get("carry")?);
    let told: Option<i64> = known.try_get("told")?;
    let kept = millionths.zip(carry).map(|(millionths, carry)| AverageCost { millionths, carry });
    let before = match (kept, written) {
        (Some(kept), _) if told == written => Some(kept),
        (_, Some(written)) => AverageCost::of(written),
        (_, None) => None,
    };
    let on_hand = if before.is_some() { known.try_get("on_hand")? } else { 0 };
    let start = before.unwrap_or(AverageCost { millionths: 0, carry: 0 });
    let after = start.received(on_hand, came.quantity, came.cost.minor).ok_or_else(beyond)?;
    sqlx::query(sql::PUT_AVERAGE)
        .bind(variant.0)
        .bind(after.millionths)
        .bind(after.carry)
        .bind(after.minor())
        .bind(now.0)
        .execute(tx.connection())
        .await?;
    if written != Some(after.minor()) {
        write_down(tx, database, (ProductId(product), came), (written, after.minor()), (actor, now)).await?;
    }
    Ok(ProductId(product))
}

fn beyond() -> PurchaseError {
    DatabaseError::Corrupt { what: "the cost of a variant", value: "beyond 64 bits".to_owned() }.into()
}

/// Writes another cost on the variant: a version of its product like any other.
async fn write_down(
    tx: &mut Transaction,
    database: &Database,
    (product, came): (ProductId, Came),
    (before, after): (Option<i64>, i64),
    (actor, now): (&str, Timestamp),
) -> Result<(), PurchaseError> {
    sqlx::query(sql::SET_COST).bind(came.variant.0).bind(after).execute(tx.connection()).await?;
    sqlx::query(sql::NEW_VERSION).bind(product.0).bind(now.0).execute(tx.connection()).await?;
    let money = |minor: i64| json!({ "minor": minor, "currency": came.cost.currency.code() });
    let path = format!("/variants/{}/cost", came.variant);
    let changes = BTreeMap::from([(path, (before.map_or(Value::Null, money), money(after)))]);
    let entry = history::Entry { product, actor, origin: Origin::Purchase, changes: &changes };
    Ok(history::record(tx, database, entry, now).await?)
}
