//! The prices of an order that is changed: what was agreed stays agreed.
//!
//! Each line keeps the reduction that it was given, so nothing is spread anew: who gives up an item gives up its share of the reduction,
//! as if it were paid back, and what is added is reduced by nothing. Delivery and its reduction are given. The tax is rounded once for each
//! rate, as everywhere.

use super::{
    LineInput, NetTotals, Priced, PricedLine, PricingError, Totals,
    added::add_tax,
    pipeline::{price_line, tax_by_rate},
};
use crate::kernel::{Currency, Money};

/// A line with the reduction that it keeps.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct KeptLine {
    /// What it costs before.
    pub input: LineInput,
    /// What is taken off all of it, zero or less, in the sense of its price: without tax where prices are.
    pub reduction: Money,
}

/// Everything that a changed order is priced from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Kept {
    /// The lines.
    pub lines: Vec<KeptLine>,
    /// The delivery, before its reduction, in the sense of the prices.
    pub shipping: Money,
    /// What is taken off the delivery, zero or less; never more than all of it.
    pub shipping_discount: Money,
    /// Whether the tax is added to the prices.
    pub adds_tax: bool,
}

/// Prices a changed order.
///
/// # Errors
/// Amounts that overflow, that are of another currency, or that have the wrong sign.
pub fn price_kept(currency: Currency, kept: &Kept) -> Result<Priced, PricingError> {
    let lines = kept.lines.iter().map(price_kept_line).collect::<Result<Vec<PricedLine>, PricingError>>()?;
    if kept.shipping.minor < 0 || kept.shipping_discount.minor > 0 {
        return Err(PricingError::WrongSign);
    }
    let most = kept.shipping.minor.saturating_neg();
    let shipping_discount = Money::new(kept.shipping_discount.minor.max(most), currency);
    let shipping = kept.shipping.plus(shipping_discount)?;
    let goods = Money::sum(currency, lines.iter().map(|line| line.line_total))?;
    let discount = Money::sum(currency, lines.iter().map(|line| line.prorated_discount))?;
    let taxes = tax_by_rate(currency, &lines, shipping)?;
    let total = goods.plus(discount)?.plus(shipping)?;
    let totals = Totals { goods, discount, shipping, shipping_discount, taxes, total, net: None };
    let priced = Priced { lines, totals };
    if kept.adds_tax { add_tax(currency, &priced) } else { Ok(priced) }
}

fn price_kept_line(line: &KeptLine) -> Result<PricedLine, PricingError> {
    if line.reduction.minor > 0 {
        return Err(PricingError::WrongSign);
    }
    let priced = price_line(&line.input)?;
    let most = priced.line_total.minor.saturating_neg();
    Ok(PricedLine {
        prorated_discount: Money::new(line.reduction.minor.max(most), priced.line_total.currency),
        ..priced
    })
}

/// The same with so much less to pay, tax included: it is spread over what is paid for the lines and the delivery by largest remainder.
///
/// # Errors
/// More than is paid, less than nothing, amounts that overflow.
pub fn take_off(priced: &Priced, amount: Money) -> Result<Priced, PricingError> {
    let (currency, before) = (amount.currency, &priced.totals);
    if amount.minor < 0 || amount.minor > before.total.minor {
        return Err(PricingError::WrongSign);
    }
    let mut weights = Vec::with_capacity(priced.lines.len().saturating_add(1));
    for line in &priced.lines {
        weights.push(line.line_total.plus(line.prorated_discount)?.minor);
    }
    weights.push(before.shipping.minor);
    let mut shares = amount.allocate(&weights)?.into_iter();
    let mut lines = priced.lines.clone();
    for (line, share) in lines.iter_mut().zip(shares.by_ref()) {
        line.prorated_discount = line.prorated_discount.minus(share)?;
    }
    let off_shipping = shares.next().unwrap_or(Money::zero(currency));
    let shipping = before.shipping.minus(off_shipping)?;
    let shipping_discount = before.shipping_discount.minus(off_shipping)?;
    let discount = Money::sum(currency, lines.iter().map(|line| line.prorated_discount))?;
    let total = before.total.minus(amount)?;
    let taxes = tax_by_rate(currency, &lines, shipping)?;
    let mut totals = Totals { goods: before.goods, discount, shipping, shipping_discount, taxes, total, net: None };
    if let Some(net) = &before.net {
        // What is read without tax must come to the same total: the goods stay, the delivery loses its share, the rest is the reduction's.
        let off = without(off_shipping, before.shipping, net.shipping)?;
        let net_shipping = net.shipping.minus(off)?;
        let rest = total.minus(totals.tax())?.minus(net.goods)?.minus(net_shipping)?;
        totals.net = Some(NetTotals {
            goods: net.goods,
            discount: rest,
            shipping: net_shipping,
            shipping_discount: net.shipping_discount.minus(off)?,
        });
    }
    Ok(Priced { lines, totals })
}

/// What of an amount is without tax, in the proportion of the whole.
fn without(part: Money, whole: Money, net: Money) -> Result<Money, PricingError> {
    if whole.minor == 0 { Ok(part) } else { Ok(part.ratio(net.minor, whole.minor)?) }
}

#[cfg(test)]
#[path = "kept_tests.rs"]
mod tests;
