//! Writing the order down: who, what, where to, how paid.

use domain::{
    catalog::personalisation::AnswerValue,
    gift_card::Coverage,
    kernel::{CartId, CustomerId, Money, OrderId, OrderLineId, PaymentId, Timestamp},
    order::{OrderNumber, OrderState},
    payment::PaymentMethod,
    pricing::Priced,
    shipping::view::ShippingOption,
};
use sqlx::Row;

use super::place::Placing;
use crate::{
    cart::{StoredLine, attached},
    customer::{address, sql as customer_sql},
    db::{DatabaseError, Transaction, many, with_rows},
    inventory::write::{self as inventory, Cause, Taken},
    order::{FIRST_NUMBER, Held, OrderToken, SERIES, event, job::TRANSFER_HOLD, mail, promise, sql},
    payment::{self, NewPayment},
};

/// An order that is about to be written.
pub(super) struct NewOrder {
    pub id: OrderId,
    pub cart: CartId,
    pub lines: Vec<StoredLine>,
    pub priced: Priced,
    /// What gift cards pay, and what is left to pay.
    pub coverage: Coverage,
    pub shipping: ShippingOption,
    /// The revision of the table of delivery that it was priced by.
    pub shipping_revision: i64,
    /// The revision of the rates of tax that it was priced by.
    pub tax_revision: i64,
    /// Whether the number for value added tax takes the tax out.
    pub is_without_tax: bool,
    /// The discount code that takes something off; empty without one.
    pub coupon: String,
    pub taken: Taken,
}

const ACTOR: &str = "customer";
const MINUTE: i64 = 60_000;

/// Writes the order with its lines, holds, payment and first event.
pub(super) async fn insert(
    tx: &mut Transaction,
    placing: &Placing,
    order: &NewOrder,
) -> Result<PaymentId, DatabaseError> {
    let (database, now) = (&placing.shop.database, placing.now);
    let customer = customer(tx, placing).await?;
    let number = match placing.number.as_ref().map(Held::number) {
        Some(number) => OrderNumber::from_sequence(number),
        None => next_number(tx).await?,
    };
    insert_row(tx, placing, order, customer, &number).await?;
    let ids = insert_lines(tx, placing, order).await?;
    insert_parts(tx, order, &ids).await?;
    attached::note_ordered(tx, attached_keys(order)).await?;
    let cause = Cause { order: order.id, actor: ACTOR, now };
    inventory::note_held(tx, database, &order.taken, cause, hold_until(placing)).await?;
    let new = NewPayment {
        order: order.id,
        method: placing.method,
        amount: order.coverage.due,
        reference: number.to_string(),
        is_difference: false,
    };
    let payment = payment::insert(tx, database, &new, now).await?;
    let text = placing.draft.as_ref().map(|draft| format!("Order placed by the link of draft {}", draft.number));
    let text = text.as_deref().unwrap_or("Order placed");
    let placed = event::Event { order: order.id, kind: "placed", text, actor: ACTOR, now };
    event::append(tx, database, placed).await?;
    // An order of which nothing is left to pay waits for no money, and is settled by who places it.
    if new.amount.minor > 0 {
        match placing.method {
            PaymentMethod::Transfer => mail::enqueue(tx, database, mail::Kind::OrderPlaced, order.id, now).await?,
            PaymentMethod::CashOnDelivery => promise::keep(tx, database, order.id, now).await?,
            PaymentMethod::Test | PaymentMethod::Stripe => {}
        }
    }
    Ok(payment)
}

/// Until when the stock is held.
fn hold_until(placing: &Placing) -> Timestamp {
    let hold = match placing.method {
        PaymentMethod::Transfer | PaymentMethod::CashOnDelivery => TRANSFER_HOLD,
        PaymentMethod::Test | PaymentMethod::Stripe => placing.shop.settings.hold_minutes.saturating_mul(MINUTE),
    };
    placing.now.plus(hold)
}

/// Who pays on arrival is trusted: such an order waits for nothing. One of which nothing is due is settled by who places it.
fn first_state(method: PaymentMethod, due: Money) -> OrderState {
    let is_promised = method.is_paid_on_arrival() && due.minor > 0;
    if is_promised { OrderState::Confirmed } else { OrderState::PendingPayment }
}

/// Whose order it is: the customer who is signed in, and else the one with the address that was typed. That signs nobody in.
async fn customer(tx: &mut Transaction, placing: &Placing) -> Result<CustomerId, DatabaseError> {
    if let Some(known) = placing.customer
        && is_open(tx, known).await?
    {
        if placing.saves_address {
            address::keep(tx, &placing.shop.database, known, &placing.form.address).await?;
        }
        return Ok(known);
    }
    let row = sqlx::query(sql::CUSTOMER)
        .bind(placing.shop.database.next_id())
        .bind(placing.form.email.as_str().to_owned())
        .bind(placing.form.address.full_name.clone())
        .bind(placing.now.0)
        .fetch_one(tx.connection())
        .await?;
    Ok(CustomerId(row.try_get("id")?))
}

/// Whether the account is still there; its row stays as it is until the end of the transaction.
async fn is_open(tx: &mut Transaction, customer: CustomerId) -> Result<bool, DatabaseError> {
    let held = sqlx::query(customer_sql::HOLD).bind(customer.0).execute(tx.connection()).await?;
    Ok(held.rows_affected() == 1)
}

/// The next number. Its row is locked from here to the end of the transaction, so it is taken late.
async fn next_number(tx: &mut Transaction) -> Result<OrderNumber, DatabaseError> {
    let row = sqlx::query(sql::NEXT_NUMBER).bind(SERIES).bind(FIRST_NUMBER).fetch_one(tx.connection()).await?;
    Ok(OrderNumber::from_sequence(row.try_get("number")?))
}

async fn insert_row(
    tx: &mut Transaction,
    placing: &Placing,
    order: &NewOrder,
    customer: CustomerId,
    number: &OrderNumber,
) -> Result<(), DatabaseError> {
    let (address, totals) = (placing.form.address.clone(), &order.priced.totals);
    let item_count: i64 = order.lines.iter().map(|line| line.quantity.get()).sum();
    let vat_number = placing.vat.as_ref().map(|claim| claim.number.to_string()).unwrap_or_default();
    let proof = placing.vat.as_ref().and_then(|claim| claim.check.clone()).filter(|_| order.is_without_tax);
    let checked_at = proof.as_ref().map_or(0, |proof| proof.checked_at.0);
    let (vat_name, inquiry) = proof.map(|proof| (proof.name, proof.inquiry)).unwrap_or_default();
    let net_totals = totals.net.as_ref().map(serde_json::to_string).transpose();
    let net_totals = net_totals.map_err(|error| sqlx::Error::Encode(Box::new(error)))?.unwrap_or_default();
    let taxes = serde_json::to_string(&totals.taxes).map_err(|error| sqlx::Error::Encode(Box::new(error)))?;
    sqlx::query(sql::INSERT_ORDER)
        .bind(order.id.0)
        .bind(number.to_string())
        .bind(OrderToken::of(&placing.shop.settings.secret, order.id).digest())
        .bind(order.cart.0)
        .bind(customer.0)
        .bind(first_state(placing.method, order.coverage.due).key())
        .bind(placing.form.email.as_str().to_owned())
        .bind(address.full_name)
        .bind(address.street)
        .bind(address.extra)
        .bind(address.postcode)
        .bind(address.town)
        .bind(address.country)
        .bind(order.shipping.code.clone())
        .bind(order.shipping.name.clone())
        .bind(order.shipping.arrives.from.days())
        .bind(order.shipping.arrives.to.days())
        .bind(totals.total.currency.code().to_owned())
        .bind(totals.goods.minor)
        .bind(totals.discount.minor)
        .bind(totals.shipping.minor)
        .bind(totals.tax().minor)
        .bind(taxes)
        .bind(totals.total.minor)
        .bind(item_count)
        .bind(placing.now.0)
        .bind(placing.shop.language().map(|language| language.code().to_owned()).unwrap_or_default())
        .bind(order.coupon.clone())
        .bind(totals.shipping_discount.minor)
        .bind(order.shipping_revision)
        .bind(order.tax_revision)
        .bind(vat_number)
        .bind(vat_name)
        .bind(inquiry)
        .bind(checked_at)
        .bind(net_totals)
        .bind(totals.total.minor.saturating_sub(order.coverage.due.minor))
        .execute(tx.connection())
        .await?;
    Ok(())
}

/// The lines as they are agreed: names, prices and rates never change afterwards.
async fn insert_lines(
    tx: &mut Transaction,
    placing: &Placing,
    order: &NewOrder,
) -> Result<Vec<OrderLineId>, DatabaseError> {
    let ids: Vec<OrderLineId> = order.lines.iter().map(|_| OrderLineId(placing.shop.database.next_id())).collect();
    let statement = with_rows(sql::INSERT_LINES, 17, order.lines.len());
    let mut query = many(statement);
    for ((position, id), (line, priced)) in (1_i64..).zip(&ids).zip(order.lines.iter().zip(&order.priced.lines)) {
        let added_tax = priced
            .added_tax()
            .map_err(|error| DatabaseError::Corrupt { what: "the price of a line", value: error.to_string() })?;
        query = query
            .bind(id.0)
            .bind(order.id.0)
            .bind(position)
            .bind(line.variant.0)
            .bind(line.product.0)
            .bind(line.title.clone())
            .bind(line.variant_title.clone())
            .bind(line.sku.clone())
            .bind(line.picture.as_ref().map(|picture| picture.id.0))
            .bind(priced.quantity)
            .bind(priced.unit_price.minor)
            .bind(priced.line_total.minor.saturating_sub(added_tax.minor))
            .bind(priced.prorated_discount.minor)
            .bind(priced.tax_rate.millionths())
            .bind(line.kind.key())
            .bind(personalisation(line)?)
            .bind(added_tax.minor);
    }
    query.execute(tx.connection()).await?;
    Ok(ids)
}

fn personalisation(line: &StoredLine) -> Result<String, DatabaseError> {
    serde_json::to_string(&line.answers).map_err(|error| sqlx::Error::Encode(Box::new(error)).into())
}

/// The files that shoppers attached to the lines.
fn attached_keys(order: &NewOrder) -> Vec<String> {
    let answers = order.lines.iter().flat_map(|line| &line.answers);
    answers
        .filter_map(|answer| match &answer.value {
            AnswerValue::File { key, .. } => Some(key.clone()),
            AnswerValue::Text(_) => None,
        })
        .collect()
}

/// What the bundles are made of, as it is agreed.
async fn insert_parts(tx: &mut Transaction, order: &NewOrder, ids: &[OrderLineId]) -> Result<(), DatabaseError> {
    let parts =
        order.lines.iter().zip(ids).flat_map(|(line, id)| (1_i64..).zip(&line.parts).map(move |part| (id, part)));
    let parts: Vec<_> = parts.collect();
    if parts.is_empty() {
        return Ok(());
    }
    let statement = with_rows(sql::INSERT_PARTS, 8, parts.len());
    let query = parts.into_iter().fold(many(statement), |query, (id, (position, part))| {
        query
            .bind(id.0)
            .bind(position)
            .bind(part.variant.0)
            .bind(part.kind.key())
            .bind(part.view.title.clone())
            .bind(part.view.variant_title.clone())
            .bind(part.view.sku.clone())
            .bind(part.view.quantity)
    });
    query.execute(tx.connection()).await?;
    Ok(())
}
