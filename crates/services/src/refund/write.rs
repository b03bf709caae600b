//! Agreeing that money goes back.

use domain::{
    kernel::{Money, OrderId, OrderLineId, PaymentId, RefundId, Timestamp},
    payment::PaymentMethod,
    refund::{RefundError, RefundPlan, RefundWays, RefundWish},
};
use serde_json::json;
use sqlx::Row;

use super::{
    RefundFailure,
    cards::{self, Taking},
    deliver::OUTBOX_KIND,
    load::{self, Paid},
    returned,
    row::{self, Payment},
    sql,
};
use crate::{
    Shop,
    account::Actor,
    db::{Database, Transaction, audit, many, outbox, with_rows},
    gift_card::pay as gift_card,
    order::{self, event},
};

/// Characters of a reason at most.
const LONGEST_REASON: usize = 200;

/// What a manager asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RequestRefund {
    /// The order.
    pub order: OrderId,
    /// The version that was seen.
    pub version: i64,
    /// What goes back.
    pub wish: RefundWish,
    /// Whether the items return to the shelf once the money has gone back.
    pub restock: bool,
    /// Why, for the customer; may be empty.
    pub reason: String,
}

/// What all refunds of a transaction share.
#[derive(Clone, Copy)]
pub(super) struct Agreed<'a> {
    pub order: OrderId,
    pub restock: Restock<'a>,
    pub reason: &'a str,
    pub actor: &'a str,
    pub now: Timestamp,
    /// The change that it gives the difference of.
    pub edit: Option<i64>,
}

/// Which items return to the shelf once the money has gone back.
#[derive(Clone, Copy)]
pub(super) enum Restock<'a> {
    None,
    All,
    Lines(&'a [(OrderLineId, i64)]),
}

impl Restock<'_> {
    /// How many of so many items of a line.
    fn of(self, line: OrderLineId, quantity: i64) -> i64 {
        match self {
            Self::None => 0,
            Self::All => quantity,
            Self::Lines(lines) => {
                lines.iter().find(|known| known.0 == line).map_or(0, |known| known.1.clamp(0, quantity))
            }
        }
    }
}

/// Agrees that a part of what was paid goes back. The provider is asked after the commit; what was paid by transfer waits for the
/// person who sends it.
///
/// # Errors
/// An order that has changed or is not paid, a wish for more than is left, a gift card that was spent.
pub async fn request(shop: &Shop, actor: &Actor, request: RequestRefund) -> Result<RefundId, RefundFailure> {
    let reason = request.reason.trim().to_owned();
    if reason.chars().count() > LONGEST_REASON || reason.chars().any(char::is_control) {
        return Err(RefundFailure::Reason { most: LONGEST_REASON });
    }
    let request = RequestRefund { reason, ..request };
    let (database, name, now) = (shop.database.clone(), actor.name.clone(), shop.clock.now());
    shop.database
        .write(move |tx| {
            let (database, name, request) = (database.clone(), name.clone(), request.clone());
            Box::pin(async move {
                lock(tx, request.order, Some(request.version)).await?;
                returned::refuse_awaited(tx, request.order).await?;
                let found = load::refundable(tx.connection(), request.order, now).await?;
                let (payment, refundable) = found.ok_or(RefundFailure::NotPaid)?;
                let plan = refundable.plan(&request.wish)?;
                returned::leave(tx, request.order, &refundable, &request.wish).await?;
                let agreed = Agreed {
                    order: request.order,
                    restock: if request.restock { Restock::All } else { Restock::None },
                    reason: &request.reason,
                    actor: &name,
                    now,
                    edit: None,
                };
                let ways = refundable.ways(plan.total)?;
                let id = insert(tx, &database, agreed, (&payment, &ways), &plan).await?;
                returned::pay_again(tx, request.order, id).await?;
                Ok(id)
            })
        })
        .await
}

/// Agrees that all that is left of a payment goes back which brought another sum than was agreed, or came a second time.
///
/// # Errors
/// A payment that brought nothing of the kind, or of which nothing is left.
pub async fn give_back(
    shop: &Shop,
    actor: &Actor,
    order: OrderId,
    payment: PaymentId,
) -> Result<RefundId, RefundFailure> {
    let (database, name, now) = (shop.database.clone(), actor.name.clone(), shop.clock.now());
    shop.database
        .write(move |tx| {
            let (database, name) = (database.clone(), name.clone());
            Box::pin(async move {
                lock(tx, order, None).await?;
                let wrong = load::wrong(tx.connection(), order).await?;
                let wrong = wrong.into_iter().find(|one| one.id == payment).ok_or(RefundFailure::NotPaid)?;
                let agreed = Agreed { order, restock: Restock::None, reason: "", actor: &name, now, edit: None };
                insert(tx, &database, agreed, (&Paid::alone(wrong), &in_money(wrong.left)), &whole(wrong.left)).await
            })
        })
        .await
}

/// Agrees that all that is left of everything that was paid for an order goes back, because it is called off; the caller has
/// locked the order. Gift cards that were spent are kept by their owners, and so is what was paid for them. Gives the refund of what
/// was paid as agreed.
pub(crate) async fn give_back_rest(
    tx: &mut Transaction,
    database: &Database,
    order: OrderId,
    actor: &str,
    now: Timestamp,
) -> Result<Option<RefundId>, RefundFailure> {
    let agreed = Agreed { order, restock: Restock::None, reason: "", actor, now, edit: None };
    let mut refund = None;
    if let Some((payment, refundable)) = load::refundable(tx.connection(), order, now).await? {
        let mut kept: Vec<OrderLineId> = Vec::new();
        for line in refundable.lines.iter().filter(|line| line.is_gift_card) {
            if cards::unspent(tx, line.line).await? < line.quantity_left() {
                kept.push(line.line);
            }
        }
        match refundable.plan(&refundable.everything_but(&kept)) {
            Ok(plan) => {
                let ways = refundable.ways(plan.total)?;
                refund = Some(insert(tx, database, agreed, (&payment, &ways), &plan).await?);
            }
            Err(RefundError::Nothing) => {}
            Err(refused) => return Err(refused.into()),
        }
    }
    for wrong in load::wrong(tx.connection(), order).await? {
        insert(tx, database, agreed, (&Paid::alone(wrong), &in_money(wrong.left)), &whole(wrong.left)).await?;
    }
    Ok(refund)
}

/// Money that belongs to no line.
pub(super) fn whole(amount: Money) -> RefundPlan {
    RefundPlan { lines: Vec::new(), shipping: Money::zero(amount.currency), rates: Vec::new(), total: amount }
}

/// No card has paid any of it.
fn in_money(amount: Money) -> RefundWays {
    RefundWays { money: amount, cards: Vec::new() }
}

/// Locks an order that is as it was seen, or as it is.
pub(super) async fn lock(tx: &mut Transaction, order: OrderId, version: Option<i64>) -> Result<(), RefundFailure> {
    let row = sqlx::query(order::sql::STATE).bind(order.0).fetch_optional(tx.connection()).await?;
    let row = row.ok_or(RefundFailure::NotFound)?;
    let changed = sqlx::query(order::sql::SET_STATE)
        .bind(order.0)
        .bind(version.map_or_else(|| row.try_get("version"), Ok)?)
        .bind(row.try_get::<String, _>("state")?)
        .execute(tx.connection())
        .await?;
    if changed.rows_affected() == 1 { Ok(()) } else { Err(RefundFailure::Conflict) }
}

/// Takes the money off the payment and off what cards paid, and writes the refund down.
pub(super) async fn insert(
    tx: &mut Transaction,
    database: &Database,
    agreed: Agreed<'_>,
    (paid, ways): (&Paid, &RefundWays),
    plan: &RefundPlan,
) -> Result<RefundId, RefundFailure> {
    let payment = paid.main;
    let (money, others) = paid.shares(ways.money);
    hold(tx, payment, money, agreed.now).await?;
    let elsewhere = ways.money.minus(money).map_err(RefundError::from)?;
    let id = RefundId(database.next_id());
    sqlx::query(sql::INSERT)
        .bind(id.0)
        .bind(agreed.order.0)
        .bind(payment.id.0)
        .bind(plan.total.minor)
        .bind(plan.total.currency.code().to_owned())
        .bind(plan.shipping.minor)
        .bind(json!(plan.rates).to_string())
        .bind(i64::from(plan.lines.iter().any(|line| agreed.restock.of(line.line, line.quantity) > 0)))
        .bind(agreed.reason.to_owned())
        .bind(agreed.actor.to_owned())
        .bind(agreed.now.0)
        .bind(plan.total.minor.saturating_sub(ways.money.minor))
        .bind(elsewhere.minor)
        .bind(agreed.edit)
        .bind(None::<i64>)
        .execute(tx.connection())
        .await?;
    if !gift_card::hold(tx, id, &ways.cards, agreed.now).await? {
        return Err(RefundFailure::Conflict);
    }
    insert_lines(tx, id, plan, agreed.restock).await?;
    take_cards(tx, database, id, agreed, plan).await?;
    // What goes back onto cards alone waits for nobody.
    if !row::by_hand(payment.method) || money.minor == 0 {
        outbox::enqueue(tx, database.next_id(), OUTBOX_KIND, &json!({ "refund": id }), agreed.now).await?;
    }
    for (other, share) in others {
        insert_part(tx, database, agreed, (id, other), share).await?;
    }
    tell(tx, database, agreed, (plan.total, ways.money), payment.method).await?;
    Ok(id)
}

/// Takes what is to go back off what is left of a payment.
async fn hold(tx: &mut Transaction, payment: Payment, amount: Money, now: Timestamp) -> Result<(), RefundFailure> {
    let held = sqlx::query(sql::HOLD).bind(payment.id.0).bind(amount.minor).bind(now.0);
    if held.execute(tx.connection()).await?.rows_affected() == 1 {
        return Ok(());
    }
    Err(RefundError::TooMuch { left: payment.left }.into())
}

/// The part of a refund that goes back of another payment. It waits for the refund that it is a part of.
async fn insert_part(
    tx: &mut Transaction,
    database: &Database,
    agreed: Agreed<'_>,
    (main, payment): (RefundId, Payment),
    amount: Money,
) -> Result<(), RefundFailure> {
    hold(tx, payment, amount, agreed.now).await?;
    sqlx::query(sql::INSERT)
        .bind(database.next_id())
        .bind(agreed.order.0)
        .bind(payment.id.0)
        .bind(amount.minor)
        .bind(amount.currency.code().to_owned())
        .bind(0_i64)
        .bind("[]")
        .bind(0_i64)
        .bind(agreed.reason.to_owned())
        .bind(agreed.actor.to_owned())
        .bind(agreed.now.0)
        .bind(0_i64)
        .bind(0_i64)
        .bind(None::<i64>)
        .bind(main.0)
        .execute(tx.connection())
        .await?;
    Ok(())
}

async fn insert_lines(
    tx: &mut Transaction,
    id: RefundId,
    plan: &RefundPlan,
    restock: Restock<'_>,
) -> Result<(), RefundFailure> {
    if plan.lines.is_empty() {
        return Ok(());
    }
    let statement = with_rows(sql::INSERT_LINES, 5, plan.lines.len());
    let query = plan.lines.iter().fold(many(statement), |query, line| {
        let back = restock.of(line.line, line.quantity);
        query.bind(id.0).bind(line.line.0).bind(line.quantity).bind(line.amount.minor).bind(back)
    });
    query.execute(tx.connection()).await?;
    Ok(())
}

async fn take_cards(
    tx: &mut Transaction,
    database: &Database,
    refund: RefundId,
    agreed: Agreed<'_>,
    plan: &RefundPlan,
) -> Result<(), RefundFailure> {
    if plan.rates.iter().all(|share| share.gift_cards.minor == 0) {
        return Ok(());
    }
    let found = load::refundable(tx.connection(), agreed.order, agreed.now).await?;
    let lines = found.map(|found| found.1.lines).unwrap_or_default();
    let taking = Taking { refund, order: agreed.order, actor: agreed.actor, now: agreed.now };
    for line in plan.lines.iter().filter(|line| line.quantity > 0) {
        if lines.iter().any(|known| known.line == line.line && known.is_gift_card) {
            cards::take(tx, database, taking, line.line, (line.quantity, line.amount)).await?;
        }
    }
    Ok(())
}

async fn tell(
    tx: &mut Transaction,
    database: &Database,
    agreed: Agreed<'_>,
    (amount, money): (Money, Money),
    method: PaymentMethod,
) -> Result<(), RefundFailure> {
    let why = if agreed.reason.is_empty() { String::new() } else { format!(": {}", agreed.reason) };
    let how = match method {
        _ if money.minor == 0 && amount.minor > 0 => ", onto gift cards",
        PaymentMethod::Transfer => ", to be sent by bank transfer",
        PaymentMethod::CashOnDelivery => ", to be sent by hand",
        PaymentMethod::Test | PaymentMethod::Stripe => "",
    };
    let on_cards = Money::new(amount.minor.saturating_sub(money.minor), amount.currency);
    let part = if on_cards.minor > 0 && money.minor > 0 {
        format!(", {on_cards} of it onto gift cards")
    } else {
        String::new()
    };
    let text = format!("Refund of {amount}{part}{how}{why}");
    let (order, actor, now) = (agreed.order, agreed.actor, agreed.now);
    event::append(tx, database, event::Event { order, kind: "refund_agreed", text: &text, actor, now }).await?;
    let subject = format!("order {order}");
    let entry = audit::Entry { actor, action: "order.refund", subject: &subject, detail: &text };
    Ok(audit::record(tx, database.next_id(), entry, now).await?)
}
