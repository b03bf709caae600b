//! From what was agreed to what stands on paper: gross amounts are given, net amounts follow.

use super::{Document, DocumentCharge, DocumentKind, DocumentLine, DocumentTax, Party, Seller, TaxCategory};
use crate::{
    kernel::{Date, DateWindow, Language, Money, MoneyError},
    ledger::RateShare,
    payment::PaymentMethod,
    tax::is_member_state,
};

/// A line that is billed, or goes back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BilledLine {
    /// The product.
    pub title: String,
    /// The variant and what else tells it apart.
    pub details: String,
    /// The stock-keeping unit.
    pub sku: String,
    /// How many.
    pub quantity: i64,
    /// With tax, after reductions.
    pub gross: Money,
    /// Its share of a reduction of the whole, with tax, where the document tells of that: zero or more.
    pub reduction: Money,
    /// In basis points.
    pub rate: i64,
    /// Whether it is a gift card.
    pub is_gift_card: bool,
}

/// Everything that a document is made of.
#[derive(Clone, Debug)]
pub struct Billing {
    /// What it is.
    pub kind: DocumentKind,
    /// Its number.
    pub number: String,
    /// When it is issued.
    pub issued_on: Date,
    /// The number of the order.
    pub order_number: String,
    /// When that was placed.
    pub ordered_on: Date,
    /// When it should arrive.
    pub arrives: Option<DateWindow>,
    /// The language of the buyer.
    pub language: Language,
    /// Who sells.
    pub seller: Seller,
    /// Who buys.
    pub buyer: Party,
    /// The lines.
    pub lines: Vec<BilledLine>,
    /// The way of delivery.
    pub shipping_name: String,
    /// What falls on which rate.
    pub rates: Vec<RateShare>,
    /// The discount code; may be empty.
    pub coupon: String,
    /// How it was paid.
    pub method: PaymentMethod,
    /// What of it gift cards paid, or get back; nothing for none.
    pub on_cards: Money,
    /// The invoice that a credit note is about.
    pub refers_to: Option<(String, Date)>,
    /// Why money goes back.
    pub reason: String,
}

/// Why no document can be made.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ComposeError {
    /// An amount that cannot be computed.
    #[error(transparent)]
    Money(#[from] MoneyError),
    /// The lines are not what the rates say.
    #[error("the lines of the rate {rate} add up to {lines}, but its gross is {gross}")]
    Mismatch {
        /// In basis points.
        rate: i64,
        /// The sum of the lines and the delivery.
        lines: Money,
        /// What it should be.
        gross: Money,
    },
}

/// Basis points of the whole.
const WHOLE: i64 = 10_000;

/// Makes the document. The tax of each rate is the one that was agreed; its net is spread over lines and delivery by largest remainder,
/// and a reduction of the whole stands beside them as an allowance of its rate, so that every sum is exact (EN 16931, BR-CO-10,
/// BR-CO-13, BR-S-08).
///
/// # Errors
/// Lines that are not what the rates say, or amounts that overflow.
pub fn compose(billing: Billing) -> Result<Document, ComposeError> {
    let currency = billing.rates.first().map_or(crate::kernel::Currency::EUR, |share| share.tax.currency);
    let lines = billing.lines.iter().map(|line| draft(line, &billing.buyer));
    let mut lines = lines.collect::<Result<Vec<DocumentLine>, MoneyError>>()?;
    let (mut allowances, mut shipping, mut taxes) = (Vec::new(), Vec::new(), Vec::new());
    for share in &billing.rates {
        let zero = Money::zero(currency);
        let cards = RateShare { goods: zero, shipping: zero, tax: zero, ..*share };
        let goods = RateShare { gift_cards: zero, ..*share };
        for (part, is_gift_card) in [(goods, false), (cards, true)] {
            let category = category(part.rate, is_gift_card, &billing.buyer);
            let mut open: Vec<&mut DocumentLine> =
                lines.iter_mut().filter(|line| line.rate == part.rate && line.category == category).collect();
            if part.gross()?.minor == 0 && open.is_empty() {
                continue;
            }
            let mut charge = DocumentCharge { gross: part.shipping, net: zero, rate: part.rate, category };
            let allowance = settle(&part, &mut open, &mut charge, reduction(&billing.lines, &part, is_gift_card)?)?;
            allowances.extend(Some(allowance).filter(|allowance| allowance.gross.minor != 0));
            taxes.push(DocumentTax { rate: part.rate, category, net: part.gross()?.minus(part.tax)?, tax: part.tax });
            if charge.gross.minor != 0 {
                shipping.push(charge);
            }
        }
    }
    // A document has at least one line (EN 16931, BR-16): a delivery that goes back alone is one.
    if lines.is_empty() {
        lines =
            std::mem::take(&mut shipping).into_iter().map(|charge| as_line(charge, &billing.shipping_name)).collect();
    }
    let net = Money::sum(currency, taxes.iter().map(|tax| tax.net))?;
    let tax = Money::sum(currency, taxes.iter().map(|tax| tax.tax))?;
    Ok(Document {
        kind: billing.kind,
        number: billing.number,
        issued_on: billing.issued_on,
        order_number: billing.order_number,
        ordered_on: billing.ordered_on,
        arrives: billing.arrives,
        language: billing.language,
        seller: billing.seller,
        buyer: billing.buyer,
        lines,
        shipping_name: billing.shipping_name,
        shipping,
        allowances,
        coupon: billing.coupon,
        taxes,
        net,
        tax,
        total: net.plus(tax)?,
        method: billing.method,
        on_cards: Some(billing.on_cards).filter(|amount| amount.minor > 0),
        refers_to: billing.refers_to,
        reason: billing.reason,
    })
}

/// What was taken off the lines of a rate.
fn reduction(lines: &[BilledLine], part: &RateShare, is_gift_card: bool) -> Result<Money, MoneyError> {
    let of_part = lines.iter().filter(|line| line.rate == part.rate && line.is_gift_card == is_gift_card);
    Money::sum(part.tax.currency, of_part.map(|line| line.reduction))
}

/// Gives each line of a rate, and the delivery, its part of the net, and makes the allowance of what was taken off them. Its net is in
/// proportion to what is left; where nothing is left, it is worked out of the rate.
fn settle(
    part: &RateShare,
    lines: &mut [&mut DocumentLine],
    charge: &mut DocumentCharge,
    reduction: Money,
) -> Result<DocumentCharge, ComposeError> {
    let (gross, net) = (part.gross()?, part.gross()?.minus(part.tax)?);
    let whole = Money::sum(gross.currency, lines.iter().map(|line| line.gross))?.plus(charge.gross)?;
    let sum = whole.minus(reduction)?;
    if sum != gross {
        return Err(ComposeError::Mismatch { rate: part.rate, lines: sum, gross });
    }
    let off = if gross.minor > 0 {
        reduction.ratio(net.minor, gross.minor)?
    } else {
        reduction.ratio(WHOLE, WHOLE.checked_add(part.rate).ok_or(MoneyError::Overflow)?)?
    };
    let mut weights: Vec<i64> = lines.iter().map(|line| line.gross.minor).collect();
    weights.push(charge.gross.minor);
    let mut nets = net.plus(off)?.allocate(&weights)?.into_iter();
    for (line, net) in lines.iter_mut().zip(nets.by_ref()) {
        line.net = net;
    }
    charge.net = nets.next().unwrap_or(charge.net);
    Ok(DocumentCharge { gross: reduction, net: off, ..charge.clone() })
}

/// A line as it stands before what is taken off the whole.
fn draft(line: &BilledLine, buyer: &Party) -> Result<DocumentLine, MoneyError> {
    Ok(DocumentLine {
        title: line.title.clone(),
        details: line.details.clone(),
        sku: line.sku.clone(),
        quantity: line.quantity,
        gross: line.gross.plus(line.reduction)?,
        net: Money::zero(line.gross.currency),
        rate: line.rate,
        category: category(line.rate, line.is_gift_card, buyer),
    })
}

fn as_line(charge: DocumentCharge, title: &str) -> DocumentLine {
    let DocumentCharge { gross, net, rate, category } = charge;
    let (details, sku) = (String::new(), String::new());
    DocumentLine { title: title.to_owned(), details, sku, quantity: 1, gross, net, rate, category }
}

fn category(rate: i64, is_gift_card: bool, buyer: &Party) -> TaxCategory {
    match (rate, is_gift_card) {
        (_, true) => TaxCategory::Voucher,
        (1.., _) => TaxCategory::Standard,
        _ if is_member_state(&buyer.address.country) => TaxCategory::Zero,
        _ => TaxCategory::Export,
    }
}

#[cfg(test)]
#[path = "compose_tests.rs"]
mod tests;
