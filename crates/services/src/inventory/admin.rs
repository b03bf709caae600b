//! The desks of stock: what moved, what is low, and from how many on down it is.

use domain::{
    inventory::{
        MoveReason, code_forms, days_left, suggested,
        view::{LowRow, LowStockDesk, MoveSubject, MovementPage, MovementRow, StockedVariant, VariantStock},
    },
    kernel::{Currency, Destination, Money, OrderId, PurchaseOrderId, StockCountId, Timestamp, VariantId},
    purchase::AverageCost,
    tax::{TaxClass, TaxPercent},
};
use sqlx::{Row as _, any::AnyRow};

use super::{InventoryError, admin_sql as sql, location, owed, row};
use crate::{
    Shop,
    account::Actor,
    db::{Connection, DatabaseError, audit},
};

/// Rows of a page of movements.
const PAGE: i64 = 50;
/// The most low variants that are shown.
const MOST_LOW: i64 = 500;
const DAYS: i64 = 30;
/// The highest threshold.
const HIGHEST: i64 = 1_000_000;

/// Every variant that is low, those that last shortest first.
///
/// # Errors
/// A database that does not answer.
pub async fn low(shop: &Shop) -> Result<LowStockDesk, InventoryError> {
    let since = shop.clock.now().plus(Timestamp::DAY.saturating_mul(-DAYS));
    let query = sqlx::query(sql::LOW).bind(shop.settings.low_stock).bind(since.0).bind(MOST_LOW + 1);
    let rows = query.fetch_all(shop.database.reader()).await?;
    let most = usize::try_from(MOST_LOW).unwrap_or(usize::MAX);
    let has_more = rows.len() > most;
    let mut rows = rows.iter().take(most).map(low_row).collect::<Result<Vec<LowRow>, DatabaseError>>()?;
    rows.sort_by_key(|row| (row.days_left.unwrap_or(i64::MAX), row.available));
    Ok(LowStockDesk { rows, has_more, shop_low_stock: shop.settings.low_stock })
}

/// How many variants are low.
pub(crate) async fn count_low(shop: &Shop) -> Result<i64, DatabaseError> {
    let query = sqlx::query(sql::COUNT_LOW).bind(shop.settings.low_stock);
    Ok(query.fetch_one(shop.database.reader()).await?.try_get("variants")?)
}

fn low_row(row: &AnyRow) -> Result<LowRow, DatabaseError> {
    let (on_hand, reserved): (i64, i64) = (row.try_get("on_hand")?, row.try_get("reserved")?);
    let (on_order, sold): (i64, i64) = (row.try_get("on_order")?, row.try_get("sold")?);
    let (available, low_stock) = (on_hand.saturating_sub(reserved), row.try_get("low_stock")?);
    Ok(LowRow {
        variant: row::variant(row)?,
        on_hand,
        reserved,
        available,
        on_order,
        sold: sold.max(0),
        days_left: days_left(available, sold),
        low_stock,
        suggested: suggested(low_stock, available, on_order, sold),
    })
}

/// What there is of a variant, and a page of its movements.
///
/// # Errors
/// [`InventoryError::NotFound`], or a database that does not answer.
pub async fn movements(shop: &Shop, variant: VariantId, after: Option<i64>) -> Result<MovementPage, InventoryError> {
    let pool = shop.database.reader();
    let stock = sqlx::query(sql::STOCK).bind(variant.0).fetch_optional(pool).await?.ok_or(InventoryError::NotFound)?;
    let stock = stock_of(shop, &stock)?;
    let locations = location::of_variant(shop, variant).await?;
    let key = shop.database.next_id().to_string();
    let (backorder, waiting) = owed::admin::of_variant(shop, variant).await?;
    let query = sqlx::query(sql::MOVES).bind(variant.0).bind(after.unwrap_or(0)).bind(PAGE + 1);
    let mut rows = query.fetch_all(pool).await?;
    let page = usize::try_from(PAGE).unwrap_or(usize::MAX);
    let has_more = rows.len() > page;
    rows.truncate(page);
    let rows = rows.iter().map(movement).collect::<Result<Vec<MovementRow>, DatabaseError>>()?;
    Ok(MovementPage {
        stock,
        locations,
        key,
        backorder,
        waiting,
        next: rows.last().map(|row| row.id).filter(|_| has_more),
        rows,
    })
}

fn stock_of(shop: &Shop, row: &AnyRow) -> Result<VariantStock, DatabaseError> {
    let code: String = row.try_get("currency")?;
    let currency = Currency::parse(&code).map_err(|_| DatabaseError::Corrupt { what: "a currency", value: code })?;
    let money = |minor: i64| Money::new(minor, currency);
    let on_hand: i64 = row.try_get("on_hand")?;
    let cost: Option<i64> = row.try_get("cost")?;
    let average = average(row)?;
    let class = TaxClass::of(&row.try_get::<String, _>("tax_class")?);
    let home = &shop.settings.country;
    let taxes = shop.taxes.now();
    // Prices to which the tax is added have none in them.
    let rate = if taxes.settings.adds_tax {
        TaxPercent::ZERO
    } else {
        taxes.rate(class, home, Destination::country(home), shop.clock.now().date())
    };
    Ok(VariantStock {
        variant: row::variant(row)?,
        on_hand,
        reserved: row.try_get("reserved")?,
        on_order: row.try_get("on_order")?,
        low_stock: row.try_get("low_stock")?,
        shop_low_stock: shop.settings.low_stock,
        cost: cost.map(money),
        is_average: average.is_some(),
        value: average.or_else(|| cost.and_then(AverageCost::of)).and_then(|average| average.worth(on_hand)).map(money),
        margin: cost.and_then(|cost| margin(money(row.try_get("price").ok()?), rate, money(cost))),
    })
}

/// The average of what came, unless somebody wrote another cost since.
pub(crate) fn average(row: &AnyRow) -> Result<Option<AverageCost>, sqlx::Error> {
    let (millionths, carry): (Option<i64>, Option<i64>) = (row.try_get("millionths")?, row.try_get("carry")?);
    let (told, cost): (Option<i64>, Option<i64>) = (row.try_get("told")?, row.try_get("cost")?);
    let average = millionths.zip(carry).map(|(millionths, carry)| AverageCost { millionths, carry });
    Ok(average.filter(|_| told == cost))
}

/// What is left of a price with tax, and its share of the price without in hundredths of a percent.
fn margin(price: Money, rate: TaxPercent, cost: Money) -> Option<(Money, i64)> {
    let net = rate.without(price).ok()?;
    let left = net.minus(cost).ok()?;
    let share = if net.minor > 0 { left.minor.checked_mul(10_000)?.checked_div(net.minor)? } else { 0 };
    Some((left, share))
}

fn movement(row: &AnyRow) -> Result<MovementRow, DatabaseError> {
    let named = |id: &str, name: &str| -> Result<Option<(i64, String)>, sqlx::Error> {
        let (id, name): (Option<i64>, Option<String>) = (row.try_get(id)?, row.try_get(name)?);
        Ok(id.zip(name))
    };
    let order = named("order_id", "order_number")?;
    let purchase = named("purchase_id", "purchase_number")?;
    let count = named("count_id", "count_label")?;
    let subject = order
        .map(|(id, number)| MoveSubject::Order(OrderId(id), number))
        .or_else(|| purchase.map(|(id, number)| MoveSubject::Purchase(PurchaseOrderId(id), number)))
        .or_else(|| count.map(|(id, label)| MoveSubject::Count(StockCountId(id), label)));
    let reason: String = row.try_get("reason")?;
    Ok(MovementRow {
        id: row.try_get("id")?,
        at: Timestamp(row.try_get("created_at")?),
        actor: row.try_get("actor")?,
        reason: MoveReason::from_key(&reason).map_or(reason, |known| known.label().to_owned()),
        subject,
        place: row.try_get("place")?,
        change: row.try_get("delta_on_hand")?,
        held: row.try_get("delta_reserved")?,
        on_hand: row.try_get("after_it")?,
    })
}

/// Says from how many on down a variant is low; an empty text for the number of the whole shop.
///
/// # Errors
/// A text that is no such number, a variant that is not there; a database that failed.
pub async fn set_low_stock(shop: &Shop, actor: &Actor, variant: VariantId, typed: &str) -> Result<(), InventoryError> {
    let low_stock: Option<i64> = match typed.trim() {
        "" => None,
        text => Some(text.parse().ok().filter(|number| (0..=HIGHEST).contains(number)).ok_or_else(|| {
            InventoryError::field("low_stock", "Write a whole number from 0 up, or nothing for the shop's.")
        })?),
    };
    let (database, name, now) = (shop.database.clone(), actor.name.clone(), shop.clock.now());
    shop.database
        .write(move |tx| {
            let (id, name) = (database.next_id(), name.clone());
            Box::pin(async move {
                let row = sqlx::query(sql::SET_LOW).bind(variant.0).bind(low_stock);
                let row = row.fetch_optional(tx.connection()).await?.ok_or(InventoryError::NotFound)?;
                let sku: String = row.try_get("sku")?;
                let (subject, detail) = (
                    format!("variant {sku}"),
                    low_stock.map_or_else(|| "as the shop".to_owned(), |number| number.to_string()),
                );
                let entry = audit::Entry { actor: &name, action: "stock.low", subject: &subject, detail: &detail };
                Ok(audit::record(tx, id, entry, now).await?)
            })
        })
        .await
}

/// The one variant with a code, and what one costs.
///
/// # Errors
/// A sentence that says why it is none: nobody has it, several have it, or it is not counted; a database that failed.
pub(crate) async fn by_code(
    connection: &mut Connection,
    code: &str,
) -> Result<(StockedVariant, Option<i64>), InventoryError> {
    let [code, twelve, thirteen, fourteen] = code_forms(code);
    let query = sqlx::query(sql::BY_CODE).bind(code.clone()).bind(twelve).bind(thirteen).bind(fourteen);
    let rows = query.fetch_all(connection).await?;
    let Some(row) = rows.first() else {
        return Err(InventoryError::Refused(format!("No variant has the code “{code}”.")));
    };
    if row.try_get::<String, _>("sku")? != code && rows.len() > 1 {
        return Err(InventoryError::Refused(format!(
            "Several variants have the barcode {code}: type the SKU instead."
        )));
    }
    if row.try_get::<i64, _>("track_stock")? == 0 {
        return Err(InventoryError::Refused(format!("The stock of “{code}” is not counted.")));
    }
    Ok((row::variant(row)?, row.try_get("cost")?))
}
