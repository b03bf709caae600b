//! Goods that came.

use std::sync::Arc;

use domain::{
    inventory::MoveReason,
    kernel::{Currency, Money, ProductId, PurchaseOrderId, Timestamp},
    purchase::{PurchaseEvent, ReceiptForm, ReceiptWish, landed, view::PurchaseLine},
};
use sqlx::Row as _;

use super::{
    PurchaseError,
    cost::{self, Came},
    read, sql, step,
    write::note,
};
use crate::{
    Shop,
    account::Actor,
    catalog::job,
    db::{Database, DatabaseError, Transaction},
    inventory::{
        adjust::{self, Why},
        location,
    },
};

/// Writes down what came: stock, average costs and the purchase order, all or nothing. What was written down under the key of the form
/// before is done already, and nothing comes twice.
///
/// # Errors
/// Fields that cannot stay, more than was ordered where nobody said that it is right, a purchase order that is not under way; a database
/// that failed.
pub async fn receive(shop: &Shop, actor: &Actor, id: PurchaseOrderId, form: &ReceiptForm) -> Result<(), PurchaseError> {
    let wish = form.check(shop.settings.currency).map_err(PurchaseError::Fields)?;
    let work = Receive {
        database: shop.database.clone(),
        actor: actor.name.clone(),
        now: shop.clock.now(),
        order: id,
        wish,
        places: form.lines.iter().map(|line| line.line.clone()).collect(),
    };
    let work = Arc::new(work);
    let products = shop
        .database
        .write(move |tx| {
            let work = Arc::clone(&work);
            Box::pin(async move { work.run(tx).await })
        })
        .await?;
    shop.shelf.refresh(&products).await;
    Ok(())
}

/// A receipt, ready to run and to run again.
struct Receive {
    database: Database,
    actor: String,
    now: Timestamp,
    order: PurchaseOrderId,
    wish: ReceiptWish,
    /// The lines in the order of the form, so that a refusal names its field.
    places: Vec<String>,
}

/// A line, and how many of it came.
struct Arrived {
    line: PurchaseLine,
    quantity: i64,
}

impl Receive {
    async fn run(&self, tx: &mut Transaction) -> Result<Vec<ProductId>, PurchaseError> {
        let head = sqlx::query(sql::LOCK).bind(self.order.0).fetch_optional(tx.connection()).await?;
        let head = head.ok_or(PurchaseError::NotFound)?;
        let known = sqlx::query(sql::RECEIPT).bind(self.order.0).bind(self.wish.key.clone());
        if known.fetch_optional(tx.connection()).await?.is_some() {
            return Ok(Vec::new());
        }
        let before = read::state(&head)?;
        if !before.is_open() {
            return Err(step::not_under_way(before));
        }
        let currency = read::currency(&head)?;
        let rows = sqlx::query(sql::LINES).bind(self.order.0).fetch_all(tx.connection()).await?;
        let lines = rows.iter().map(|row| read::line(row, currency)).collect::<Result<Vec<_>, sqlx::Error>>()?;
        let arrived = self.arrived(&lines)?;
        let products = self.take(tx, &arrived, currency).await?;
        let is_whole = lines.iter().all(|line| {
            let came = arrived.iter().find(|arrived| arrived.line.id == line.id).map_or(0, |arrived| arrived.quantity);
            line.received.saturating_add(came) >= line.quantity
        });
        let event = if is_whole { PurchaseEvent::CameWholly } else { PurchaseEvent::CamePartly };
        step::move_on(tx, self.order, (before, before.after(event)?), self.now.0).await?;
        let came: Vec<String> =
            arrived.iter().map(|arrived| format!("{} × {}", arrived.quantity, arrived.line.variant.sku)).collect();
        let detail = format!("{}: {}", head.try_get::<String, _>("number")?, came.join(", "));
        note(tx, &self.database, &self.actor, ("purchase.receive", self.order, &detail), self.now).await?;
        job::enqueue(tx, &self.database, &products, self.now).await?;
        Ok(products)
    }

    /// What came of which line, in the order in which everybody takes the stock of several variants.
    fn arrived(&self, lines: &[PurchaseLine]) -> Result<Vec<Arrived>, PurchaseError> {
        let mut arrived = Vec::new();
        let mut wrong = Vec::new();
        for wanted in &self.wish.lines {
            let Some(line) = lines.iter().find(|line| line.id == wanted.line) else {
                return Err(PurchaseError::Conflict);
            };
            if wanted.quantity > line.missing() && !self.wish.over {
                let place = self.places.iter().position(|place| *place == line.id.to_string()).unwrap_or_default();
                let words = format!(
                    "{} more than the {} that are missing: tick “More than ordered is right” if so many came.",
                    wanted.quantity.saturating_sub(line.missing()),
                    line.missing()
                );
                wrong.push((format!("lines.{place}.quantity"), words));
            }
            arrived.push(Arrived { line: line.clone(), quantity: wanted.quantity });
        }
        arrived.sort_by_key(|arrived| arrived.line.variant.id);
        if wrong.is_empty() { Ok(arrived) } else { Err(PurchaseError::Fields(wrong)) }
    }

    async fn take(
        &self,
        tx: &mut Transaction,
        arrived: &[Arrived],
        currency: Currency,
    ) -> Result<Vec<ProductId>, PurchaseError> {
        let receipt = self.database.next_id();
        sqlx::query(sql::ADD_RECEIPT)
            .bind(receipt)
            .bind(self.order.0)
            .bind(self.wish.key.clone())
            .bind(self.wish.freight)
            .bind(self.actor.clone())
            .bind(self.now.0)
            .execute(tx.connection())
            .await?;
        let goods: Vec<(i64, Money)> =
            arrived.iter().map(|arrived| (arrived.quantity, arrived.line.unit_cost)).collect();
        let shares = landed(Money::new(self.wish.freight, currency), &goods).map_err(beyond)?;
        let mut products = Vec::new();
        for (arrived, share) in arrived.iter().zip(shares) {
            let Arrived { line, quantity } = arrived;
            let came = sqlx::query(sql::RECEIVE).bind(line.id.0).bind(*quantity).bind(i64::from(self.wish.over));
            if came.execute(tx.connection()).await?.rows_affected() == 0 {
                return Err(PurchaseError::Conflict);
            }
            sqlx::query(sql::ADD_RECEIPT_LINE)
                .bind(receipt)
                .bind(line.id.0)
                .bind(*quantity)
                .bind(line.unit_cost.minor)
                .bind(share.minor)
                .execute(tx.connection())
                .await?;
            let whole = line.unit_cost.times(*quantity).and_then(|goods| goods.plus(share)).map_err(beyond)?;
            let came = Came { variant: line.variant.id, quantity: *quantity, cost: whole };
            products.push(cost::average(tx, &self.database, came, &self.actor, self.now).await?);
            let location = location::place(tx, &self.database, line.variant.id, self.wish.location).await?;
            let why = Why { reason: MoveReason::Purchase, subject: receipt, actor: &self.actor, now: self.now };
            if !adjust::shift(tx, &self.database, (line.variant.id, location), *quantity, why).await? {
                return Err(PurchaseError::Conflict);
            }
        }
        products.sort_unstable();
        products.dedup();
        Ok(products)
    }
}

fn beyond(error: domain::kernel::MoneyError) -> PurchaseError {
    DatabaseError::Corrupt { what: "the cost of a receipt", value: error.to_string() }.into()
}
