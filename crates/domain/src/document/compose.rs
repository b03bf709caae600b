//! From what was agreed to what stands on paper: gross amounts are given, net amounts follow.

use super::{Document, DocumentCharge, DocumentKind, DocumentLine, DocumentTax, Party, Seller, TaxCategory};
use crate::{
    kernel::{Date, DateWindow, Language, Money, MoneyError},
    ledger::RateShare,
    payment::PaymentMethod,
    tax::{TaxPercent, is_member_state},
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
    /// Without tax and before reductions, where its price is without tax.
    pub net: Option<Money>,
    /// The rate.
    pub rate: TaxPercent,
    /// Whether it is a gift card.
    pub is_gift_card: bool,
    /// Whether a parcel brings it.
    pub is_delivered: bool,
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
    /// Whether the buyer's number takes the tax out.
    pub is_without_tax: bool,
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
    #[error("the lines of the rate {rate} % add up to {lines}, but its gross is {gross}")]
    Mismatch {
        /// The rate.
        rate: TaxPercent,
        /// The sum of the lines and the delivery.
        lines: Money,
        /// What it should be.
        gross: Money,
    },
}

/// Makes the document. The tax of each rate is the one that was agreed; its net is spread over lines and delivery by largest remainder,
/// and a reduction of the whole stands beside them as an allowance of its rate, so that every sum is exact (EN 16931, BR-CO-10,
/// BR-CO-13, BR-S-08).
///
/// # Errors
/// Lines that are not what the rates say, or amounts that overflow.
pub fn compose(billing: Billing) -> Result<Document, ComposeError> {
    let currency = billing.rates.first().map_or(crate::kernel::Currency::EUR, |share| share.tax.currency);
    let lines = billing.lines.iter().map(|line| draft(line, category(&billing, line)));
    let mut lines = lines.collect::<Result<Vec<DocumentLine>, MoneyError>>()?;
    let has_nets = !billing.lines.is_empty() && billing.lines.iter().all(|line| line.net.is_some());
    let (mut allowances, mut shipping, mut taxes) = (Vec::new(), Vec::new(), Vec::new());
    for share in &billing.rates {
        for (part, category) in parts(&billing, share)? {
            let mut open: Vec<&mut DocumentLine> =
                lines.iter_mut().filter(|line| line.rate == part.rate && line.category == category).collect();
            if part.gross()?.minor == 0 && open.is_empty() {
                continue;
            }
            let mut charge =
                DocumentCharge { gross: part.shipping, net: Money::zero(currency), rate: part.rate, category };
            let reduction = of_part(&billing, (part.rate, category), |line| line.reduction)?;
            check_sum(&part, &open, reduction)?;
            let allowance = if has_nets {
                rest(&part, &open, &mut charge, reduction)?
            } else {
                settle(&part, &mut open, &mut charge, reduction)?
            };
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
        shows_net: has_nets,
        is_cancellation: false,
    })
}

/// The parts of a rate, each with the reason for it: goods and delivery, and gift cards. What is sold without tax falls apart into what is
/// brought to another member state, with its delivery, and what is not brought.
fn parts(billing: &Billing, share: &RateShare) -> Result<Vec<(RateShare, TaxCategory)>, MoneyError> {
    let zero = Money::zero(share.tax.currency);
    let cards = (RateShare { goods: zero, shipping: zero, tax: zero, ..*share }, TaxCategory::Voucher);
    let goods = RateShare { gift_cards: zero, ..*share };
    if share.rate > TaxPercent::ZERO || !billing.is_without_tax {
        return Ok(vec![(goods, category_of(billing, share.rate, true)), cards]);
    }
    let brought = of_part(billing, (share.rate, TaxCategory::IntraCommunity), |line| line.gross)?;
    let rest = RateShare { goods: share.goods.minus(brought)?, shipping: zero, ..goods };
    let brought = RateShare { goods: brought, ..goods };
    Ok(vec![(brought, TaxCategory::IntraCommunity), (rest, TaxCategory::ReverseCharge), cards])
}

/// A sum over the lines of a rate and a reason for it.
fn of_part(
    billing: &Billing,
    (rate, why): (TaxPercent, TaxCategory),
    amount: fn(&BilledLine) -> Money,
) -> Result<Money, MoneyError> {
    let currency = billing.rates.first().map_or(crate::kernel::Currency::EUR, |share| share.tax.currency);
    let lines = billing.lines.iter().filter(|line| line.rate == rate && category(billing, line) == why);
    Money::sum(currency, lines.map(amount))
}

/// Whether lines, delivery and reduction are what was agreed for a rate.
fn check_sum(part: &RateShare, lines: &[&mut DocumentLine], reduction: Money) -> Result<(), ComposeError> {
    let gross = part.gross()?;
    let whole = Money::sum(gross.currency, lines.iter().map(|line| line.gross))?.plus(part.shipping)?;
    let sum = whole.minus(reduction)?;
    if sum == gross { Ok(()) } else { Err(ComposeError::Mismatch { rate: part.rate, lines: sum, gross }) }
}

/// Where prices are without tax the nets of the lines are agreed. What is left of the net is that of the delivery; with a reduction, the
/// delivery has what follows from the rate, and the reduction what is left.
fn rest(
    part: &RateShare,
    lines: &[&mut DocumentLine],
    charge: &mut DocumentCharge,
    reduction: Money,
) -> Result<DocumentCharge, ComposeError> {
    let net = part.gross()?.minus(part.tax)?;
    let of_lines = Money::sum(net.currency, lines.iter().map(|line| line.net))?;
    charge.net = if reduction.minor == 0 { net.minus(of_lines)? } else { part.rate.net_of(charge.gross)? };
    let off = of_lines.plus(charge.net)?.minus(net)?;
    Ok(DocumentCharge { gross: reduction, net: off, ..charge.clone() })
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
    let off = if gross.minor > 0 { reduction.ratio(net.minor, gross.minor)? } else { part.rate.net_of(reduction)? };
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
fn draft(line: &BilledLine, category: TaxCategory) -> Result<DocumentLine, MoneyError> {
    Ok(DocumentLine {
        title: line.title.clone(),
        details: line.details.clone(),
        sku: line.sku.clone(),
        quantity: line.quantity,
        gross: line.gross.plus(line.reduction)?,
        net: line.net.unwrap_or(Money::zero(line.gross.currency)),
        rate: line.rate,
        category,
    })
}

fn as_line(charge: DocumentCharge, title: &str) -> DocumentLine {
    let DocumentCharge { gross, net, rate, category } = charge;
    let (details, sku) = (String::new(), String::new());
    DocumentLine { title: title.to_owned(), details, sku, quantity: 1, gross, net, rate, category }
}

fn category(billing: &Billing, line: &BilledLine) -> TaxCategory {
    if line.is_gift_card { TaxCategory::Voucher } else { category_of(billing, line.rate, line.is_delivered) }
}

fn category_of(billing: &Billing, rate: TaxPercent, is_delivered: bool) -> TaxCategory {
    if rate > TaxPercent::ZERO {
        TaxCategory::Standard
    } else if billing.is_without_tax {
        if is_delivered { TaxCategory::IntraCommunity } else { TaxCategory::ReverseCharge }
    } else if is_member_state(&billing.buyer.address.country) {
        TaxCategory::Zero
    } else if billing.seller.vat_id.is_empty() {
        TaxCategory::ExportWithoutNumber
    } else {
        TaxCategory::Export
    }
}

#[cfg(test)]
#[path = "compose_tests.rs"]
mod tests;
