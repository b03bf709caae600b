//! What may be owed of a variant, as the manager says it, and who waits.

use domain::{
    inventory::view::{BackorderRule, OwedRow, WaitingOrder},
    kernel::{Date, OrderId, ProductId, Timestamp, VariantId},
};
use sqlx::{Row as _, any::AnyRow};

use super::admin_sql as sql;
use crate::{
    Shop,
    account::Actor,
    catalog::job,
    db::{DatabaseError, audit},
    inventory::{InventoryError, row},
};

/// The highest limit.
const HIGHEST: i64 = 100_000;

/// What may be owed of a variant and who waits for it; no rule for what is not counted.
pub(crate) async fn of_variant(
    shop: &Shop,
    variant: VariantId,
) -> Result<(Option<BackorderRule>, Vec<WaitingOrder>), InventoryError> {
    let pool = shop.database.reader();
    if sqlx::query(sql::VARIANT).bind(variant.0).fetch_optional(pool).await?.is_none() {
        return Ok((None, Vec::new()));
    }
    let rule = sqlx::query(sql::RULE).bind(variant.0).fetch_optional(pool).await?;
    let rule = rule.as_ref().map(rule_of).transpose()?.unwrap_or_default();
    let rows = sqlx::query(sql::WAITING).bind(variant.0).fetch_all(pool).await?;
    Ok((Some(rule), rows.iter().map(waiting).collect::<Result<_, _>>()?))
}

fn rule_of(row: &AnyRow) -> Result<BackorderRule, sqlx::Error> {
    Ok(BackorderRule {
        most: row.try_get("most")?,
        owed: row.try_get("owed")?,
        expected_on: row.try_get::<Option<i64>, _>("expected_on")?.map(Date::from_days),
    })
}

fn waiting(row: &AnyRow) -> Result<WaitingOrder, sqlx::Error> {
    Ok(WaitingOrder {
        id: OrderId(row.try_get("order_id")?),
        number: row.try_get("number")?,
        customer_name: row.try_get("full_name")?,
        missing: row.try_get("missing")?,
        is_paid: row.try_get::<String, _>("state")? == "due",
        since: Timestamp(row.try_get("created_at")?),
    })
}

/// Every variant of which something is owed, what is expected soonest first.
///
/// # Errors
/// A database that does not answer.
pub async fn owed(shop: &Shop) -> Result<Vec<OwedRow>, InventoryError> {
    let row = |row: &AnyRow| {
        Ok::<_, sqlx::Error>(OwedRow {
            variant: row::variant(row)?,
            rule: rule_of(row)?,
            orders: row.try_get("orders")?,
            since: Timestamp(row.try_get("since")?),
            on_order: row.try_get("on_order")?,
        })
    };
    let rows = sqlx::query(sql::OWED).fetch_all(shop.database.reader()).await?;
    Ok(rows.iter().map(row).collect::<Result<_, _>>()?)
}

/// How many orders wait for goods.
pub(crate) async fn count(shop: &Shop) -> Result<i64, DatabaseError> {
    Ok(sqlx::query(sql::COUNT_OWED).fetch_one(shop.database.reader()).await?.try_get("orders")?)
}

/// Says how many of a variant may be owed, an empty text for none, and when it should come, an empty text for nobody knows. A limit below
/// what is owed already sells no more, and takes nothing back.
///
/// # Errors
/// Texts that are no such number or day, a variant that is not there or not counted; a database that failed.
pub async fn set_rule(
    shop: &Shop,
    actor: &Actor,
    variant: VariantId,
    (most, expected_on): (&str, &str),
) -> Result<(), InventoryError> {
    let today = shop.clock.now().date();
    let (most, expected_on) = checked(most.trim(), expected_on.trim(), today)?;
    let (database, name, now) = (shop.database.clone(), actor.name.clone(), shop.clock.now());
    let product = shop
        .database
        .write(move |tx| {
            let (database, name) = (database.clone(), name.clone());
            Box::pin(async move {
                let row = sqlx::query(sql::VARIANT).bind(variant.0).fetch_optional(tx.connection()).await?;
                let row = row.ok_or(InventoryError::NotFound)?;
                let product = ProductId(row.try_get("product_id")?);
                sqlx::query(sql::SET_RULE)
                    .bind(variant.0)
                    .bind(most)
                    .bind(expected_on.map(Date::days))
                    .execute(tx.connection())
                    .await?;
                let subject = format!("variant {}", row.try_get::<String, _>("sku")?);
                let day = expected_on.map_or_else(|| "no day".to_owned(), Date::iso);
                let detail = format!("at most {most}, {day}");
                let entry =
                    audit::Entry { actor: &name, action: "stock.backorder", subject: &subject, detail: &detail };
                audit::record(tx, database.next_id(), entry, now).await?;
                job::enqueue(tx, &database, &[product], now).await?;
                Ok::<_, InventoryError>(product)
            })
        })
        .await?;
    shop.shelf.refresh(&[product]).await;
    Ok(())
}

fn checked(most: &str, expected_on: &str, today: Date) -> Result<(i64, Option<Date>), InventoryError> {
    let number = if most.is_empty() { Some(0) } else { most.parse().ok() };
    let day = if expected_on.is_empty() { Some(None) } else { Date::parse(expected_on).map(Some) };
    let day = day.filter(|day| day.is_none_or(|day| day >= today && day <= today.plus_days(3_650)));
    match (number.filter(|number| (0..=HIGHEST).contains(number)), day) {
        (Some(number), Some(day)) => Ok((number, day)),
        (number, day) => {
            let words = [
                number.is_none().then_some(("most", "Write a whole number from 0 up; 0 or nothing owes none.")),
                day.is_none().then_some(("expected_on", "Choose a day from today on, or none.")),
            ];
            let words = words.into_iter().flatten();
            Err(InventoryError::Fields(words.map(|(field, words)| (field.to_owned(), words.to_owned())).collect()))
        }
    }
}
