//! What a change made an order cost more: taken back, or seen on the account.

use domain::{
    kernel::{Money, OrderId, PaymentId, Timestamp},
    order::{LineReduction, edit::EditError},
    payment::{PaymentMethod, PaymentState},
    pricing::{Priced, PricedLine, take_off},
};

use super::{
    plan::{self, Plan},
    rewrite::{Sums, rewrite},
    standing::{self, Standing},
    write::{By, ask, lock, note},
};
use crate::{
    Shop,
    account::Actor,
    db::{Database, Transaction},
    document, ledger,
    order::{self, OrderError, mail},
    payment::{self, PaymentError},
};

/// Takes back what a change made an order cost more: it is reduced by that, and can be sent.
///
/// # Errors
/// An order that has changed since it was seen, of which nothing is awaited, or whose difference is being paid.
pub async fn take_back(shop: &Shop, actor: &Actor, order: OrderId, version: i64) -> Result<(), OrderError> {
    let (database, name, now) = (shop.database.clone(), actor.name.clone(), shop.clock.now());
    shop.database
        .write(move |tx| {
            let (database, name) = (database.clone(), name.clone());
            Box::pin(async move {
                lock(tx, order, version).await?;
                let in_flight =
                    sqlx::query(order::sql::IN_FLIGHT).bind(order.0).fetch_optional(tx.connection()).await?;
                if in_flight.is_some() {
                    return Err(EditError::UnderWay.into());
                }
                let revision = waive(tx, &database, order, (&name, now)).await?;
                order::cancel_payments(tx, &database, order, PaymentId(0), now).await?;
                document::enqueue_invoice(tx, &database, order, now).await?;
                Ok(mail::enqueue_change(tx, &database, (order, revision), "", now).await?)
            })
        })
        .await
}

/// Reduces an order by what is awaited of it, in the transaction of who has locked it; gives its revision. The payment of the difference
/// is the caller's.
pub(crate) async fn waive(
    tx: &mut Transaction,
    database: &Database,
    order: OrderId,
    (actor, now): (&str, Timestamp),
) -> Result<i64, OrderError> {
    let before = standing::standing(tx.connection(), order).await?;
    if before.awaited.minor == 0 {
        return Err(EditError::NothingAwaited.into());
    }
    let wrong = |error: domain::pricing::PricingError| EditError::Field(error.to_string());
    let priced = take_off(&before.priced(), before.awaited).map_err(wrong)?;
    let (id, by) = (database.next_id(), By { actor, reason: "", now });
    let sold = ledger::sold(tx, order).await?;
    let plan = before.as_plan(priced);
    rewrite(tx, database, (&before, &plan), Sums { on_cards: before.on_cards.minor, awaited: 0 }, (id, by)).await?;
    ledger::edited(tx, database, (id, order), &sold, now).await?;
    let text = format!("The difference of {} was taken back", before.awaited);
    note(tx, database, (order, "difference_waived", "order.take_back_difference"), &text, by).await?;
    Ok(before.revision.saturating_add(1))
}

/// Somebody has seen the money of a difference, on the account or in cash, however it was to be paid.
///
/// # Errors
/// An order of which nothing is awaited, or whose difference is being paid.
pub async fn received(shop: &Shop, actor: &Actor, order: OrderId, version: i64) -> Result<(), PaymentError> {
    let (database, now) = (shop.database.clone(), shop.clock.now());
    shop.database
        .write(move |tx| {
            let database = database.clone();
            Box::pin(async move {
                lock(tx, order, version).await?;
                let before = standing::standing(tx.connection(), order).await?;
                let in_flight =
                    sqlx::query(order::sql::IN_FLIGHT).bind(order.0).fetch_optional(tx.connection()).await?;
                if in_flight.is_some() {
                    return Err(OrderError::from(EditError::UnderWay));
                }
                if before.awaited.minor == 0 {
                    return Err(EditError::NothingAwaited.into());
                }
                order::cancel_payments(tx, &database, order, PaymentId(0), now).await?;
                ask(tx, &database, &before, (PaymentMethod::Transfer, before.awaited, true), now).await?;
                Ok::<_, OrderError>(())
            })
        })
        .await
        .map_err(PaymentError::Order)?;
    let confirmed = payment::write::confirm_by_hand(shop, actor, order).await?;
    if confirmed.state == PaymentState::Captured { Ok(()) } else { Err(PaymentError::Conflict) }
}

impl Standing {
    /// Its lines and sums as they are priced.
    fn priced(&self) -> Priced {
        let line = |line: &standing::StandingLine| PricedLine {
            unit_price: line.unit_price,
            quantity: line.quantity,
            line_total: Money::new(line.line_total.minor.saturating_add(line.added_tax.minor), self.currency),
            prorated_discount: line.reduction.amount,
            tax_rate: line.tax_rate,
        };
        Priced { lines: self.lines.iter().map(line).collect(), totals: self.totals.clone() }
    }

    /// The same order at other prices.
    fn as_plan(&self, priced: Priced) -> Plan {
        // What was agreed for the first items stays as it is: what is taken off besides is of those that came later.
        let kept = |(line, priced): (&standing::StandingLine, &PricedLine)| {
            let reduction = LineReduction { amount: priced.prorated_discount, ..line.reduction };
            let is_of_all = reduction.items >= reduction.quantity;
            let first = if is_of_all { reduction.amount } else { reduction.first };
            plan::KeptRow { id: line.id, quantity: line.quantity, reduction: LineReduction { first, ..reduction } }
        };
        Plan {
            difference: Money::new(self.awaited.minor.saturating_neg(), self.currency),
            kept: self.lines.iter().zip(&priced.lines).map(kept).collect(),
            priced,
            added: Vec::new(),
            email: self.email.clone(),
            address: self.address.clone(),
            shipping_code: self.shipping_code.clone(),
            shipping_name: self.shipping_name.clone(),
            arrives: self.arrives,
            options: Vec::new(),
        }
    }
}
