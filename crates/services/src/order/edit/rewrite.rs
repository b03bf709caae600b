//! Writing a changed order down: its lines and its sums, and what they were.

use domain::{kernel::OrderId, order::edit::EditError, pricing::PricedLine};
use serde_json::json;
use sqlx::Row as _;

use super::{
    plan::{KeptRow, Plan},
    sql,
    standing::{Addition, Standing},
    write::By,
};
use crate::{
    db::{Database, Transaction, many, with_rows},
    order::{self, OrderError},
};

/// What of an order's money is not in its prices.
#[derive(Clone, Copy)]
pub(super) struct Sums {
    pub on_cards: i64,
    pub awaited: i64,
}

/// Writes the lines and the sums, and remembers what they were.
pub(super) async fn rewrite(
    tx: &mut Transaction,
    database: &Database,
    (before, plan): (&Standing, &Plan),
    sums: Sums,
    (id, by): (i64, By<'_>),
) -> Result<(), OrderError> {
    let removed = before.lines.iter().filter(|line| !plan.kept.iter().any(|kept| kept.id == line.id));
    for line in removed {
        sqlx::query(sql::REMOVE_PARTS).bind(line.id.0).execute(tx.connection()).await?;
        let gone = sqlx::query(sql::REMOVE_LINE).bind(line.id.0).execute(tx.connection()).await?;
        if gone.rows_affected() != 1 {
            return Err(EditError::Kept(line.title.clone()).into());
        }
    }
    for (kept, priced) in plan.kept.iter().zip(&plan.priced.lines) {
        set_line(tx, kept, priced).await?;
    }
    let added: Vec<(&Addition, &PricedLine)> =
        plan.added.iter().zip(plan.priced.lines.iter().skip(plan.kept.len())).collect();
    insert_lines(tx, database, before.order, &added).await?;
    rewrite_order(tx, before.order, plan, sums).await?;
    let after = json!({ "lines": plan.lines_for_history(before), "totals": plan.priced.totals });
    remember(tx, before, (id, &after.to_string(), plan.difference.minor), by).await
}

async fn set_line(tx: &mut Transaction, kept: &KeptRow, priced: &PricedLine) -> Result<(), OrderError> {
    let added_tax = added_tax(priced)?;
    let apart = kept.reduction.apart(priced.prorated_discount).map_err(|error| EditError::Field(error.to_string()))?;
    sqlx::query(sql::SET_LINE)
        .bind(kept.id.0)
        .bind(priced.quantity)
        .bind(priced.line_total.minor.saturating_sub(added_tax))
        .bind(priced.prorated_discount.minor)
        .bind(priced.tax_rate.millionths())
        .bind(added_tax)
        .bind(apart.map(|(items, _)| items))
        .bind(apart.map(|(_, first)| first.minor))
        .execute(tx.connection())
        .await?;
    Ok(())
}

fn added_tax(priced: &PricedLine) -> Result<i64, OrderError> {
    Ok(priced.added_tax().map_err(|error| EditError::Field(error.to_string()))?.minor)
}

async fn insert_lines(
    tx: &mut Transaction,
    database: &Database,
    order: OrderId,
    added: &[(&Addition, &PricedLine)],
) -> Result<(), OrderError> {
    if added.is_empty() {
        return Ok(());
    }
    let row = sqlx::query(sql::LAST_POSITION).bind(order.0).fetch_one(tx.connection()).await?;
    let last: i64 = row.try_get("position")?;
    let mut query = many(with_rows(order::sql::INSERT_LINES, 17, added.len()));
    for (place, (line, priced)) in (1_i64..).zip(added) {
        let added_tax = added_tax(priced)?;
        query = query
            .bind(database.next_id())
            .bind(order.0)
            .bind(last.saturating_add(place))
            .bind(line.variant.0)
            .bind(line.product.0)
            .bind(line.title.clone())
            .bind(line.variant_title.clone())
            .bind(line.sku.clone())
            .bind(line.image.map(|image| image.0))
            .bind(priced.quantity)
            .bind(priced.unit_price.minor)
            .bind(priced.line_total.minor.saturating_sub(added_tax))
            .bind(priced.prorated_discount.minor)
            .bind(priced.tax_rate.millionths())
            .bind(domain::catalog::ProductKind::Simple.key())
            .bind("[]")
            .bind(added_tax);
    }
    query.execute(tx.connection()).await?;
    Ok(())
}

async fn rewrite_order(tx: &mut Transaction, order: OrderId, plan: &Plan, sums: Sums) -> Result<(), OrderError> {
    let (address, totals) = (&plan.address, &plan.priced.totals);
    let encode = |error| sqlx::Error::Encode(Box::new(error));
    let taxes = serde_json::to_string(&totals.taxes).map_err(encode)?;
    let net = totals.net.as_ref().map(serde_json::to_string).transpose().map_err(encode)?.unwrap_or_default();
    let items = plan.priced.lines.iter().fold(0_i64, |sum, line| sum.saturating_add(line.quantity));
    sqlx::query(sql::REWRITE)
        .bind(order.0)
        .bind(plan.email.clone())
        .bind(address.full_name.clone())
        .bind(address.street.clone())
        .bind(address.extra.clone())
        .bind(address.postcode.clone())
        .bind(address.town.clone())
        .bind(address.country.clone())
        .bind(plan.shipping_code.clone())
        .bind(plan.shipping_name.clone())
        .bind(plan.arrives.from.days())
        .bind(plan.arrives.to.days())
        .bind(totals.goods.minor)
        .bind(totals.discount.minor)
        .bind(totals.shipping.minor)
        .bind(totals.tax().minor)
        .bind(taxes)
        .bind(totals.total.minor)
        .bind(items)
        .bind(totals.shipping_discount.minor)
        .bind(net)
        .bind(sums.on_cards)
        .bind(sums.awaited)
        .execute(tx.connection())
        .await?;
    Ok(())
}

async fn remember(
    tx: &mut Transaction,
    before: &Standing,
    (id, after, difference): (i64, &str, i64),
    by: By<'_>,
) -> Result<(), OrderError> {
    let was = json!({ "lines": before.lines_for_history(), "totals": before.totals });
    sqlx::query(sql::INSERT)
        .bind(id)
        .bind(before.order.0)
        .bind(before.revision.saturating_add(1))
        .bind(was.to_string())
        .bind(after.to_owned())
        .bind(difference)
        .bind(by.reason.to_owned())
        .bind(by.actor.to_owned())
        .bind(by.now.0)
        .execute(tx.connection())
        .await?;
    Ok(())
}
