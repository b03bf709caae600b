//! What was agreed, for paper.

use domain::{
    catalog::ProductKind,
    customer::Address,
    document::{BilledLine, Billing, Document, DocumentKind, Party, Seller},
    kernel::{Currency, Date, DateWindow, Language, Money, OrderId, OrderLineId, RefundId, Timestamp},
    ledger::{RateShare, SoldLine, shares_by_rate},
    payment::PaymentMethod,
    pricing::TaxSummary,
    shipping::NO_DELIVERY,
};
use sqlx::{Row, any::AnyRow};

use super::{DocumentError, sql};
use crate::{Shop, cart::answers, db::DatabaseError, tax};

fn corrupt(what: &'static str, value: &str) -> DatabaseError {
    DatabaseError::Corrupt { what, value: value.to_owned() }
}

fn json<T: serde::de::DeserializeOwned>(row: &AnyRow, column: &str, what: &'static str) -> Result<T, DatabaseError> {
    let text: String = row.try_get(column)?;
    serde_json::from_str(&text).map_err(|error| corrupt(what, &error.to_string()))
}

/// A line of the order with its id.
struct Known {
    id: OrderLineId,
    /// What it costs as its price is said.
    price: Money,
    line: BilledLine,
}

/// The bill of an order that was paid, without a number, and the revision that it is of.
pub(super) async fn invoice(shop: &Shop, order: OrderId) -> Result<(Billing, i64), DocumentError> {
    let (head, lines) = order_of(shop, order).await?;
    let sold = |known: &Known| {
        let line = &known.line;
        SoldLine { rate: line.rate, gross: line.gross, is_gift_card: line.is_gift_card }
    };
    let sold: Vec<SoldLine> = lines.iter().map(sold).collect();
    let taxes: Vec<TaxSummary> = json(&head, "taxes", "the taxes of an order")?;
    let rates = shares_by_rate(&sold, &taxes).map_err(domain::document::ComposeError::from)?;
    let adds_tax = !head.try_get::<String, _>("net_totals")?.is_empty();
    let billed = |known: Known| BilledLine { net: adds_tax.then_some(known.price), ..known.line };
    let lines = lines.into_iter().map(billed).collect();
    let mut billing = billing(shop, &head, DocumentKind::Invoice, lines, rates)?;
    billing.coupon = head.try_get("coupon_code")?;
    billing.on_cards.minor = head.try_get("on_cards")?;
    Ok((billing, head.try_get("revision")?))
}

/// What a refund takes off the invoice; nothing for money that no invoice was about.
pub(super) async fn credit_note(
    shop: &Shop,
    refund: RefundId,
    invoice: (String, Date),
) -> Result<Option<Billing>, DocumentError> {
    let pool = shop.database.reader();
    let row = sqlx::query(sql::REFUND).bind(refund.0).fetch_optional(pool).await?.ok_or(DocumentError::NotFound)?;
    let rates: Vec<RateShare> = json(&row, "rates", "the rates of a refund")?;
    if rates.is_empty() {
        return Ok(None);
    }
    let (head, known) = order_of(shop, OrderId(row.try_get("order_id")?)).await?;
    let mut lines = Vec::new();
    for part in sqlx::query(sql::REFUND_LINES).bind(refund.0).fetch_all(pool).await? {
        let id = OrderLineId(part.try_get("order_line_id")?);
        let Some(known) = known.iter().find(|known| known.id == id) else { continue };
        let gross = Money::new(part.try_get("amount")?, known.line.gross.currency);
        lines.extend(credited(&known.line, part.try_get("quantity")?, gross)?);
    }
    let mut billing = billing(shop, &head, DocumentKind::CreditNote, lines, rates)?;
    billing.refers_to = Some(invoice);
    billing.reason = row.try_get("reason")?;
    billing.on_cards.minor = row.try_get("on_cards")?;
    Ok(Some(billing))
}

/// What goes back of a line: so many pieces for what they cost, after reductions, and what is given back beside them.
fn credited(line: &BilledLine, quantity: i64, gross: Money) -> Result<Vec<BilledLine>, DocumentError> {
    let line = &BilledLine { reduction: Money::zero(gross.currency), ..line.clone() };
    let whole = || vec![BilledLine { quantity, gross, ..line.clone() }];
    if quantity <= 0 || line.quantity <= 0 {
        return Ok(whole());
    }
    let pieces = line.gross.ratio(quantity, line.quantity).map_err(domain::document::ComposeError::from)?;
    // A cent is what the last of the pieces makes up for.
    if gross.minor.saturating_sub(pieces.minor) <= 1 {
        return Ok(whole());
    }
    let rest = gross.minus(pieces).map_err(domain::document::ComposeError::from)?;
    Ok(vec![
        BilledLine { quantity, gross: pieces, ..line.clone() },
        BilledLine { quantity: 0, gross: rest, ..line.clone() },
    ])
}

/// Takes all of an invoice back that is not what the order is any more.
pub(super) fn cancellation(row: &AnyRow, reason: &str) -> Result<Document, DocumentError> {
    let invoice: Document = json(row, "content", "a document")?;
    let issued = Timestamp(row.try_get("issued_at")?).date();
    Ok(invoice.cancelled(issued, reason))
}

/// The order that a refund is of.
pub(super) async fn order_of_refund(shop: &Shop, refund: RefundId) -> Result<OrderId, DocumentError> {
    let row = sqlx::query(sql::REFUND).bind(refund.0).fetch_optional(shop.database.reader()).await?;
    Ok(OrderId(row.ok_or(DocumentError::NotFound)?.try_get("order_id")?))
}

async fn order_of(shop: &Shop, order: OrderId) -> Result<(AnyRow, Vec<Known>), DocumentError> {
    let pool = shop.database.reader();
    let head = sqlx::query(sql::ORDER).bind(order.0).fetch_optional(pool).await?.ok_or(DocumentError::NotPaid)?;
    let lines = sqlx::query(sql::LINES).bind(order.0).fetch_all(pool).await?;
    let currency = currency(&head)?;
    let lines = lines.iter().map(|row| line(row, currency)).collect::<Result<Vec<_>, _>>()?;
    Ok((head, lines))
}

fn currency(row: &AnyRow) -> Result<Currency, DatabaseError> {
    let code: String = row.try_get("currency")?;
    Currency::parse(&code).map_err(|_| corrupt("a currency", &code))
}

fn line(row: &AnyRow, currency: Currency) -> Result<Known, DatabaseError> {
    let variant: String = row.try_get("variant_title")?;
    let told = answers(row)?.into_iter().map(|answer| answer.told());
    let details: Vec<String> = Some(variant).filter(|variant| !variant.is_empty()).into_iter().chain(told).collect();
    Ok(Known {
        id: OrderLineId(row.try_get("id")?),
        price: Money::new(row.try_get("price")?, currency),
        line: BilledLine {
            net: None,
            title: row.try_get("title")?,
            details: details.join(", "),
            sku: row.try_get("sku")?,
            quantity: row.try_get("quantity")?,
            gross: Money::new(row.try_get("gross")?, currency),
            reduction: Money::new(row.try_get("reduction")?, currency),
            rate: tax::percent(row, "tax_rate")?,
            is_gift_card: row.try_get::<String, _>("kind")? == ProductKind::GiftCard.key(),
            is_delivered: row.try_get::<i64, _>("is_delivered")? == 1,
        },
    })
}

fn billing(
    shop: &Shop,
    head: &AnyRow,
    kind: DocumentKind,
    lines: Vec<BilledLine>,
    rates: Vec<RateShare>,
) -> Result<Billing, DocumentError> {
    let seller: Seller = shop.settings.seller.clone().ok_or(DocumentError::NoSeller)?;
    let method: String = head.try_get("method")?;
    let language = language(shop, &head.try_get::<String, _>("language")?, &head.try_get::<String, _>("country")?);
    let arrives = DateWindow {
        from: Date::from_days(head.try_get("arrives_from")?),
        to: Date::from_days(head.try_get("arrives_to")?),
    };
    let is_delivered = head.try_get::<String, _>("shipping_code")? != NO_DELIVERY;
    Ok(Billing {
        kind,
        number: String::new(),
        issued_on: shop.clock.now().date(),
        order_number: head.try_get("number")?,
        ordered_on: Timestamp(head.try_get("placed_at")?).date(),
        arrives: is_delivered.then_some(arrives),
        language,
        seller,
        buyer: Party {
            address: Address {
                full_name: head.try_get("full_name")?,
                street: head.try_get("street")?,
                extra: head.try_get("extra")?,
                postcode: head.try_get("postcode")?,
                town: head.try_get("town")?,
                country: head.try_get("country")?,
            },
            email: head.try_get("email")?,
            vat_id: head.try_get("vat_number")?,
        },
        is_without_tax: head.try_get::<i64, _>("vat_checked_at")? > 0,
        lines,
        shipping_name: head.try_get("shipping_name")?,
        rates,
        coupon: String::new(),
        on_cards: Money::zero(currency(head)?),
        method: PaymentMethod::from_key(&method).ok_or_else(|| corrupt("a way of payment", &method))?,
        refers_to: None,
        reason: String::new(),
    })
}

/// The language in which the shopper read the shop. The checkout is told in the shop's own only, so where nothing is known, whoever
/// lives where German is spoken gets German words, if the shop has any.
pub(super) fn language(shop: &Shop, read: &str, country: &str) -> Language {
    let settings = &shop.settings;
    let german = Language::parse("de").filter(|german| {
        matches!(country, "DE" | "AT" | "LI") && (settings.languages.contains(german) || settings.language == *german)
    });
    Language::parse(read).or(german).unwrap_or(settings.language)
}
