//! The same for prices without tax: it is added to what is paid for the goods and their delivery, once for each rate.
//!
//! From here on all amounts include it, as everywhere else: what falls on a rate is shared among its lines and the delivery by largest
//! remainder, so that refunds, books and documents need not know how it was priced. What people read is kept beside it as [`NetTotals`].

use super::{
    Adjustment, LineInput, NetTotals, Priced, PricedLine, PricingError, TaxSummary, Totals,
    pipeline::{delivery_weights, gross_by_rate},
    price,
};
use crate::kernel::{Currency, Money, MoneyError};

/// Prices lines and adjustments that are without tax. The tax of each rate is rounded once, on the sum of what is paid.
///
/// # Errors
/// As [`price`].
pub fn price_adding_tax(
    currency: Currency,
    lines: &[LineInput],
    adjustments: &[Adjustment],
) -> Result<Priced, PricingError> {
    add_tax(currency, &price(currency, lines, adjustments)?)
}

/// Adds the tax to what was priced without it.
pub(super) fn add_tax(currency: Currency, net: &Priced) -> Result<Priced, PricingError> {
    let by_rate = gross_by_rate(currency, &net.lines)?;
    let deliveries = net.totals.shipping.allocate(&delivery_weights(&by_rate, &net.lines))?;
    let (mut lines, mut taxes, mut shipping) = (net.lines.clone(), Vec::new(), net.totals.shipping);
    for ((rate, goods), delivery) in by_rate.into_iter().zip(deliveries) {
        let base = goods.plus(delivery)?;
        let tax = rate.on_net(base)?;
        let of_rate: Vec<&mut PricedLine> = lines.iter_mut().filter(|line| line.tax_rate == rate).collect();
        shipping = shipping.plus(share_out(tax, of_rate, delivery)?)?;
        taxes.push(TaxSummary { rate, gross: base.plus(tax)?, tax });
    }
    let goods = Money::sum(currency, lines.iter().map(|line| line.line_total))?;
    let discount = Money::sum(currency, lines.iter().map(|line| line.prorated_discount))?;
    let shipping_discount = in_proportion(net.totals.shipping_discount, (shipping, net.totals.shipping))?;
    let total = goods.plus(discount)?.plus(shipping)?;
    let shown = NetTotals {
        goods: net.totals.goods,
        discount: net.totals.discount,
        shipping: net.totals.shipping,
        shipping_discount: net.totals.shipping_discount,
    };
    let totals = Totals { goods, discount, shipping, shipping_discount, taxes, total, net: Some(shown) };
    Ok(Priced { lines, totals })
}

/// Adds the tax of a rate to its lines, and gives what falls on the delivery. The lines are taken by what they cost, not by their place.
fn share_out(tax: Money, mut lines: Vec<&mut PricedLine>, delivery: Money) -> Result<Money, MoneyError> {
    lines.sort_by_key(|line| (line.line_total.minor, line.prorated_discount.minor));
    let mut weights = Vec::with_capacity(lines.len().saturating_add(1));
    for line in &lines {
        weights.push(line.line_total.plus(line.prorated_discount)?.minor);
    }
    weights.push(delivery.minor);
    let mut shares = tax.allocate(&weights)?.into_iter();
    for (line, share) in lines.into_iter().zip(shares.by_ref()) {
        let paid = line.line_total.plus(line.prorated_discount)?.plus(share)?;
        let off = line.prorated_discount.plus(line.tax_rate.on_net(line.prorated_discount)?)?;
        (line.line_total, line.prorated_discount) = (paid.minus(off)?, off);
    }
    Ok(shares.next().unwrap_or(Money::zero(tax.currency)))
}

/// A part of an amount that has become another one.
fn in_proportion(part: Money, (now, before): (Money, Money)) -> Result<Money, MoneyError> {
    if before.minor == 0 { Ok(part) } else { part.ratio(now.minor, before.minor) }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::{kernel::Quantity, pricing::AdjustmentKind, tax::TaxPercent};

    fn dollars(minor: i64) -> Money {
        Money::new(minor, Currency::EUR)
    }

    fn line(unit_price: i64, quantity: i64, tax_rate: i64) -> LineInput {
        let quantity = Quantity::new(quantity).unwrap();
        let tax_rate = TaxPercent::from_basis_points(tax_rate).unwrap();
        LineInput { unit_price: dollars(unit_price), quantity, tax_rate, is_reducible: true }
    }

    fn priced(lines: &[LineInput], discount: i64, shipping: i64, off_shipping: i64) -> Priced {
        let kinds = [
            (AdjustmentKind::Discount, -discount),
            (AdjustmentKind::Shipping, shipping),
            (AdjustmentKind::ShippingDiscount, -off_shipping),
        ];
        let given = kinds.map(|(kind, minor)| Adjustment { kind, label: String::new(), amount: dollars(minor) });
        price_adding_tax(Currency::EUR, lines, &given).unwrap()
    }

    #[test]
    fn known_carts_have_known_totals_with_their_tax_added() {
        // unit price, quantity, rate | discount, shipping | tax, total
        type Row = (&'static [(i64, i64, i64)], i64, i64, i64, i64);
        let table: [Row; 6] = [
            (&[(1_000, 1, 825)], 0, 0, 83, 1_083),
            // Three times 8.25 %, rounded once: not three times 0.83.
            (&[(1_000, 3, 825)], 0, 0, 248, 3_248),
            (&[(2_400, 2, 1900)], 0, 490, 1_005, 6_295),
            (&[(1_000, 1, 825), (1_000, 1, 0)], 0, 500, 103, 2_603),
            (&[(1_000, 1, 1000)], 600, 0, 40, 440),
            (&[(500, 1, 1000)], 9_000, 490, 49, 539),
        ];
        for (lines, discount, shipping, tax, total) in table {
            let lines: Vec<LineInput> = lines.iter().map(|(price, count, rate)| line(*price, *count, *rate)).collect();
            let totals = priced(&lines, discount, shipping, 0).totals;
            assert_eq!((totals.tax().minor, totals.total.minor), (tax, total), "{lines:?}");
        }
    }

    #[test]
    fn the_sales_tax_of_new_york_is_added_to_the_cent() {
        let rate = |percent| TaxPercent::parse(percent).unwrap();
        let priced = priced(&[LineInput { tax_rate: rate("8.875"), ..line(20_000, 2, 0) }], 0, 0, 0);
        assert_eq!((priced.totals.tax().minor, priced.totals.total.minor), (3_550, 43_550));
        assert_eq!(priced.totals.taxes[0].rate.to_string(), "8.875");
    }

    #[test]
    fn what_people_read_is_without_tax_and_what_is_kept_is_with_it() {
        let priced = priced(&[line(1_000, 2, 1000)], 500, 400, 100);
        let shown = priced.totals.net.clone().unwrap();
        assert_eq!(
            [shown.goods, shown.discount, shown.shipping, shown.shipping_discount].map(|money| money.minor),
            [2_000, -500, 300, -100]
        );
        let totals = &priced.totals;
        assert_eq!(
            [totals.goods, totals.discount, totals.shipping, totals.shipping_discount].map(|money| money.minor),
            [2_200, -550, 330, -110]
        );
        assert_eq!((totals.total.minor, priced.lines[0].unit_price.minor), (1_980, 1_000));
        let read = totals.shown();
        assert_eq!(
            [read.goods, read.discount, read.shipping_before, read.shipping_discount].map(|money| money.minor),
            [2_000, -500, 400, -100]
        );
    }

    #[test]
    fn f15_amounts_beyond_64_bits_are_an_error_and_never_wrap() {
        let huge = line(i64::MAX - 1, 1, 1900);
        assert_eq!(price_adding_tax(Currency::EUR, &[huge], &[]), Err(PricingError::Money(MoneyError::Overflow)));
    }

    proptest! {
        #[test]
        fn r30_the_parts_add_up_to_the_total_and_the_tax_is_rounded_once_for_each_rate(
            lines in prop::collection::vec((0_i64..1_000_000, 1_i64..=99, prop::sample::select(vec!["0", "6.25", "8.875", "7.8125"])), 1..8),
            discount in 0_i64..2_000_000, shipping in 0_i64..5_000, off in 0_i64..6_000, turn in 0_usize..8,
        ) {
            let rated = |(price, count, rate): &(i64, i64, &str)| LineInput { tax_rate: TaxPercent::parse(rate).unwrap(), ..line(*price, *count, 0) };
            let mut lines: Vec<LineInput> = lines.iter().map(rated).collect();
            let all = priced(&lines, discount, shipping, off);
            let totals = &all.totals;
            let sum = |part: fn(&PricedLine) -> i64| all.lines.iter().map(part).sum::<i64>();
            prop_assert_eq!(sum(|line| line.line_total.minor), totals.goods.minor);
            prop_assert_eq!(sum(|line| line.prorated_discount.minor), totals.discount.minor);
            prop_assert_eq!(totals.goods.minor + totals.discount.minor + totals.shipping.minor, totals.total.minor);
            prop_assert_eq!(totals.taxes.iter().map(|tax| tax.gross.minor).sum::<i64>(), totals.total.minor);
            let shown = totals.net.clone().unwrap();
            prop_assert_eq!(shown.goods.minor + shown.discount.minor + shown.shipping.minor + totals.tax().minor, totals.total.minor);
            for tax in &totals.taxes {
                let base = tax.gross.minor - tax.tax.minor;
                prop_assert_eq!(tax.rate.on_net(dollars(base)).unwrap(), tax.tax);
            }
            prop_assert!(all.lines.iter().all(|line| line.line_total.minor + line.prorated_discount.minor >= 0));
            prop_assert!(totals.shipping.minor >= 0 && totals.shipping_before().minor >= totals.shipping.minor);
            let places = turn % lines.len();
            lines.rotate_left(places);
            lines.reverse();
            prop_assert_eq!(&priced(&lines, discount, shipping, off).totals, totals);
        }
    }
}
