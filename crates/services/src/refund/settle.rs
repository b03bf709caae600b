//! What follows when money has gone back, or will not: once, however often it is heard.

use domain::{
    kernel::{Money, OrderId, RefundId, Timestamp},
    refund::RefundState,
};
use serde_json::json;
use sqlx::Row as _;

use super::{
    RefundFailure,
    cards::{self, Taking},
    deliver::OUTBOX_KIND,
    row::{self, Stored},
    sql, stock,
};
use crate::{
    Shop,
    account::Actor,
    db::{Database, DatabaseError, Transaction, outbox},
    document,
    fulfilment::write as fulfilment,
    gift_card::pay as gift_card,
    inventory::{self, write::Cause},
    ledger::{self, Moved},
    order::{self, event, mail},
    setting::ShopSecret,
};

/// How a refund ended.
#[derive(Clone, Debug)]
pub(super) enum Ending {
    /// It has gone back; the provider's name for it, or empty.
    Done { reference: String },
    /// The provider will not do it.
    Refused { why: String },
}

/// Somebody says that they have sent back what was paid by transfer.
///
/// # Errors
/// A refund that a provider does, or that has ended.
pub async fn sent_by_hand(shop: &Shop, actor: &Actor, refund: RefundId) -> Result<(), RefundFailure> {
    let stored = find(shop, refund).await?.ok_or(RefundFailure::NotFound)?;
    if !row::by_hand(stored.method) || stored.in_money().minor == 0 || !stored.is_open() {
        return Err(RefundFailure::NotByHand);
    }
    end(shop, stored, Ending::Done { reference: String::new() }, &actor.name).await?;
    Ok(())
}

/// The refund with this id.
pub(super) async fn find(shop: &Shop, refund: RefundId) -> Result<Option<Stored>, DatabaseError> {
    let row = sqlx::query(sql::REFUND).bind(refund.0).fetch_optional(shop.database.reader()).await?;
    row.as_ref().map(Stored::from_row).transpose()
}

/// Ends a refund that is open.
pub(super) async fn end(shop: &Shop, refund: Stored, ending: Ending, actor: &str) -> Result<(), DatabaseError> {
    let (database, now, order, restock) = (shop.database.clone(), shop.clock.now(), refund.order, refund.restock);
    let (actor, secret) = (actor.to_owned(), shop.settings.secret.clone());
    shop.database
        .write(move |tx| {
            let (database, refund, ending, actor) = (database.clone(), refund.clone(), ending.clone(), actor.clone());
            let secret = secret.clone();
            Box::pin(async move {
                match ending {
                    Ending::Done { reference } => {
                        done(tx, (&database, &secret), &refund, &reference, (&actor, now)).await
                    }
                    Ending::Refused { why } => refused(tx, &database, &refund, &why, (&actor, now)).await,
                }
            })
        })
        .await?;
    if restock {
        inventory::shelf::refresh_order(shop, order).await;
    }
    Ok(())
}

/// The order first, as everybody does who changes one; then the refund, whose row decides who does the rest.
async fn leave(
    tx: &mut Transaction,
    refund: &Stored,
    state: RefundState,
    reference: &str,
    now: Timestamp,
) -> Result<bool, DatabaseError> {
    sqlx::query(order::sql::TOUCH).bind(refund.order.0).execute(tx.connection()).await?;
    let left = sqlx::query(sql::END).bind(refund.id.0).bind(state.key()).bind(reference.to_owned()).bind(now.0);
    Ok(left.execute(tx.connection()).await?.rows_affected() == 1)
}

async fn done(
    tx: &mut Transaction,
    (database, secret): (&Database, &ShopSecret),
    refund: &Stored,
    reference: &str,
    (actor, now): (&str, Timestamp),
) -> Result<(), DatabaseError> {
    if !leave(tx, refund, RefundState::Done, reference, now).await? {
        return Ok(());
    }
    let order = refund.order;
    off_payment(tx, sql::GONE_BACK, refund, now).await?;
    // Cards before the stock, as whoever orders does: then neither waits for the other.
    if refund.on_cards.minor > 0 {
        let (id, currency) = (refund.id, refund.amount.currency);
        let returning = gift_card::Returning { refund: id, order, currency, secret, actor, now };
        gift_card::give_back(tx, database, returning).await?;
    }
    stock::give_back(tx, database, refund.id, Cause { order, actor, now }).await?;
    let moved = Moved { order, method: refund.method, amount: refund.amount, now };
    ledger::gone_back(tx, database, refund.id, (&refund.rates, refund.on_cards, refund.elsewhere), moved).await?;
    let gone = refund.amount.minor.saturating_sub(refund.elsewhere.minor);
    let text = format!("{} went back to the customer", Money::new(gone, refund.amount.currency));
    note(tx, database, (order, "refunded"), &text, (actor, now)).await?;
    // What goes back of other payments was waiting for this.
    for part in sqlx::query(sql::OPEN_PARTS).bind(refund.id.0).fetch_all(tx.connection()).await? {
        if !row::by_hand(row::method(&part)?) {
            let payload = json!({ "refund": RefundId(part.try_get("id")?) });
            outbox::enqueue(tx, database.next_id(), OUTBOX_KIND, &payload, now).await?;
        }
    }
    if !refund.rates.is_empty() {
        document::enqueue_credit_note(tx, database, refund.id, now).await?;
    }
    fulfilment::close_if_nothing_is_left(tx, database, order, actor, now).await?;
    mail::enqueue_refund(tx, database, order, refund.id, now).await
}

async fn refused(
    tx: &mut Transaction,
    database: &Database,
    refund: &Stored,
    why: &str,
    (actor, now): (&str, Timestamp),
) -> Result<(), DatabaseError> {
    if !leave(tx, refund, RefundState::Refused, "", now).await? {
        return Ok(());
    }
    let order = refund.order;
    off_payment(tx, sql::STAYS, refund, now).await?;
    for part in sqlx::query(sql::END_PARTS).bind(refund.id.0).bind(now.0).fetch_all(tx.connection()).await? {
        let (payment, amount): (i64, i64) = (part.try_get("payment_id")?, part.try_get("amount")?);
        sqlx::query(sql::STAYS).bind(payment).bind(amount).bind(now.0).execute(tx.connection()).await?;
    }
    if refund.on_cards.minor > 0 {
        gift_card::keep(tx, refund.id, now).await?;
    }
    let taking = Taking { refund: refund.id, order, actor, now };
    cards::give_back(tx, database, taking, refund.amount.currency).await?;
    tracing::error!(refund = %refund.id, %order, why, "a refund was refused");
    let text = format!("The refund of {} was refused: {why}", refund.amount);
    note(tx, database, (order, "refund_refused"), &text, (actor, now)).await
}

async fn off_payment(
    tx: &mut Transaction,
    statement: &'static str,
    refund: &Stored,
    now: Timestamp,
) -> Result<(), DatabaseError> {
    let changed = sqlx::query(statement).bind(refund.payment.0).bind(refund.in_money().minor).bind(now.0);
    if changed.execute(tx.connection()).await?.rows_affected() == 1 {
        return Ok(());
    }
    Err(DatabaseError::Corrupt { what: "what is on its way of a payment", value: refund.payment.to_string() })
}

async fn note(
    tx: &mut Transaction,
    database: &Database,
    (order, kind): (OrderId, &'static str),
    text: &str,
    (actor, now): (&str, Timestamp),
) -> Result<(), DatabaseError> {
    event::append(tx, database, event::Event { order, kind, text, actor, now }).await
}
