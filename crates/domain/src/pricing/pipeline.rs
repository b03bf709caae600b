//! The arithmetic: from lines and adjustments to totals.

use std::collections::BTreeMap;

use super::{Adjustment, AdjustmentKind, PricedLine, TaxSummary, Totals};
use crate::{
    kernel::{Currency, Money, MoneyError, Quantity},
    tax::TaxPercent,
};

/// What is known of a line before it is priced.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LineInput {
    /// The price of one, tax included.
    pub unit_price: Money,
    /// How many.
    pub quantity: Quantity,
    /// The rate of the tax.
    pub tax_rate: TaxPercent,
    /// Whether reductions make it cheaper. Gift cards are money: none does.
    pub is_reducible: bool,
}

/// Lines with all their prices, and their sums.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Priced {
    /// The lines, in the order in which they were given.
    pub lines: Vec<PricedLine>,
    /// The sums.
    pub totals: Totals,
}

/// Why lines could not be priced.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PricingError {
    /// An amount that cannot be computed.
    #[error(transparent)]
    Money(#[from] MoneyError),
    /// A price or a fee below zero, or a discount above it.
    #[error("an amount has the wrong sign")]
    WrongSign,
}

/// Prices lines and adjustments. Prices include the tax, so the gross is fixed: the tax is rounded once per rate, and the
/// net is gross minus tax. Discounts never exceed the goods that can be reduced, nor those of the delivery its price; the delivery is
/// taxed in proportion to the goods.
///
/// # Errors
/// Amounts that overflow, that are of another currency, or that have the wrong sign.
pub fn price(currency: Currency, lines: &[LineInput], adjustments: &[Adjustment]) -> Result<Priced, PricingError> {
    let mut priced = lines.iter().map(price_line).collect::<Result<Vec<PricedLine>, PricingError>>()?;
    let goods = Money::sum(currency, priced.iter().map(|line| line.line_total))?;
    let weights: Vec<i64> = priced.iter().zip(lines).map(weight).collect();
    let reducible = Money::sum(currency, weights.iter().map(|minor| Money::new(*minor, currency)))?;
    let discount = within(reducible, adjustments, AdjustmentKind::Discount)?;
    spread_discount(discount, &mut priced, &weights)?;
    let before = Money::sum(currency, of_kind(adjustments, AdjustmentKind::Shipping))?;
    if of_kind(adjustments, AdjustmentKind::Shipping).any(|amount| amount.minor < 0) {
        return Err(PricingError::WrongSign);
    }
    let shipping_discount = within(before, adjustments, AdjustmentKind::ShippingDiscount)?;
    let shipping = before.plus(shipping_discount)?;
    let taxes = tax_by_rate(currency, &priced, shipping)?;
    let total = goods.plus(discount)?.plus(shipping)?;
    Ok(Priced {
        lines: priced,
        totals: Totals { goods, discount, shipping, shipping_discount, taxes, total, net: None },
    })
}

/// How much of a line a reduction can take.
fn weight((line, input): (&PricedLine, &LineInput)) -> i64 {
    if input.is_reducible { line.line_total.minor } else { 0 }
}

fn of_kind(adjustments: &[Adjustment], kind: AdjustmentKind) -> impl Iterator<Item = Money> {
    adjustments.iter().filter(move |adjustment| adjustment.kind == kind).map(|adjustment| adjustment.amount)
}

pub(super) fn price_line(line: &LineInput) -> Result<PricedLine, PricingError> {
    if line.unit_price.minor < 0 {
        return Err(PricingError::WrongSign);
    }
    Ok(PricedLine {
        unit_price: line.unit_price,
        quantity: line.quantity.get(),
        line_total: line.unit_price.times(line.quantity.get())?,
        prorated_discount: Money::zero(line.unit_price.currency),
        tax_rate: line.tax_rate,
    })
}

/// The sum of the reductions of a kind, but never more than what they reduce.
fn within(whole: Money, adjustments: &[Adjustment], kind: AdjustmentKind) -> Result<Money, PricingError> {
    if of_kind(adjustments, kind).any(|amount| amount.minor > 0) {
        return Err(PricingError::WrongSign);
    }
    let discount = Money::sum(whole.currency, of_kind(adjustments, kind))?;
    let most = Money::zero(whole.currency).minus(whole)?;
    Ok(Money::new(discount.minor.max(most.minor), whole.currency))
}

/// Gives each line its share. The cents that are left over go by rate and size, not by place: so the order of the lines
/// cannot change a total.
fn spread_discount(discount: Money, lines: &mut [PricedLine], weights: &[i64]) -> Result<(), PricingError> {
    let mut by_size: Vec<(&mut PricedLine, i64)> = lines.iter_mut().zip(weights.iter().copied()).collect();
    by_size.sort_by_key(|(line, weight)| (line.tax_rate, *weight));
    let weights: Vec<i64> = by_size.iter().map(|(_, weight)| *weight).collect();
    for ((line, _), share) in by_size.into_iter().zip(discount.allocate(&weights)?) {
        line.prorated_discount = share;
    }
    Ok(())
}

/// What is paid for the goods of each rate.
pub(super) fn gross_by_rate(
    currency: Currency,
    lines: &[PricedLine],
) -> Result<BTreeMap<TaxPercent, Money>, MoneyError> {
    let mut gross_by_rate: BTreeMap<TaxPercent, Money> = BTreeMap::new();
    for line in lines {
        let gross = gross_by_rate.entry(line.tax_rate).or_insert(Money::zero(currency));
        *gross = gross.plus(line.line_total)?.plus(line.prorated_discount)?;
    }
    Ok(gross_by_rate)
}

pub(super) fn tax_by_rate(
    currency: Currency,
    lines: &[PricedLine],
    shipping: Money,
) -> Result<Vec<TaxSummary>, PricingError> {
    let gross_by_rate = gross_by_rate(currency, lines)?;
    let shares = shipping.allocate(&delivery_weights(&gross_by_rate, lines))?;
    gross_by_rate
        .into_iter()
        .zip(shares)
        .map(|((rate, goods), share)| {
            let gross = goods.plus(share)?;
            Ok(TaxSummary { rate, gross, tax: rate.in_gross(gross)? })
        })
        .collect()
}

/// By what the delivery is shared among the rates: what is paid for the goods, or, where nothing is, what they are worth.
pub(super) fn delivery_weights(gross_by_rate: &BTreeMap<TaxPercent, Money>, lines: &[PricedLine]) -> Vec<i64> {
    if gross_by_rate.values().any(|gross| gross.minor > 0) {
        return gross_by_rate.values().map(|gross| gross.minor).collect();
    }
    let worth = |rate: &TaxPercent| {
        let of_rate = lines.iter().filter(|line| line.tax_rate == *rate);
        of_rate.fold(0_i64, |sum, line| sum.saturating_add(line.line_total.minor))
    };
    gross_by_rate.keys().map(worth).collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn euro(minor: i64) -> Money {
        Money::new(minor, Currency::EUR)
    }

    fn line(unit_price: i64, quantity: i64, tax_rate: i64) -> LineInput {
        LineInput {
            unit_price: euro(unit_price),
            quantity: Quantity::new(quantity).unwrap(),
            tax_rate: TaxPercent::from_basis_points(tax_rate).unwrap(),
            is_reducible: true,
        }
    }

    fn adjustment(kind: AdjustmentKind, minor: i64) -> Adjustment {
        Adjustment { kind, label: String::new(), amount: euro(minor) }
    }

    #[test]
    fn known_carts_have_known_totals() {
        // unit price, quantity, rate | discount, shipping | total, tax of each rate
        type Row = (&'static [(i64, i64, i64)], i64, i64, i64, &'static [i64]);
        let table: [Row; 6] = [
            (&[(2400, 2, 1900)], 0, 490, 5290, &[845]),
            (&[(299, 1, 400)], 0, 0, 299, &[12]),
            (&[(1000, 1, 1900), (1000, 1, 700)], 0, 0, 2000, &[65, 160]),
            (&[(1000, 1, 1900), (1000, 1, 700)], -101, 490, 2389, &[78, 191]),
            (&[(500, 1, 1900)], -9000, 490, 490, &[78]),
            (&[(1234, 3, 0)], 0, 990, 4692, &[0]),
        ];
        for (lines, discount, shipping, total, taxes) in table {
            let inputs: Vec<LineInput> = lines.iter().map(|(price, count, rate)| line(*price, *count, *rate)).collect();
            let adjustments =
                [adjustment(AdjustmentKind::Discount, discount), adjustment(AdjustmentKind::Shipping, shipping)];
            let priced = price(Currency::EUR, &inputs, &adjustments).unwrap();
            assert_eq!(priced.totals.total, euro(total), "{lines:?}");
            let actual: Vec<i64> = priced.totals.taxes.iter().map(|tax| tax.tax.minor).collect();
            assert_eq!(actual, taxes, "{lines:?}");
        }
    }

    #[test]
    fn f16_goods_that_cost_nothing_leave_their_delivery_taxed_by_what_they_are_worth() {
        let adjustments = [adjustment(AdjustmentKind::Discount, -9_000), adjustment(AdjustmentKind::Shipping, 490)];
        let priced = price(Currency::EUR, &[line(3_000, 1, 1900), line(1_000, 1, 700)], &adjustments).unwrap();
        let shares = priced.totals.taxes.iter().map(|tax| (tax.rate.to_string(), tax.gross.minor));
        let expected = vec![("7".to_owned(), 123), ("19".to_owned(), 367)];
        assert_eq!((priced.totals.total, shares.collect::<Vec<_>>()), (euro(490), expected));
    }

    #[test]
    fn f16_a_reduction_of_the_delivery_takes_all_of_it_at_most() {
        let adjustments =
            [adjustment(AdjustmentKind::Shipping, 490), adjustment(AdjustmentKind::ShippingDiscount, -9_000)];
        let totals = price(Currency::EUR, &[line(500, 1, 1900)], &adjustments).unwrap().totals;
        assert_eq!((totals.total, totals.shipping, totals.shipping_discount), (euro(500), euro(0), euro(-490)));
        assert_eq!((totals.shipping_before(), totals.tax()), (euro(490), euro(80)));
        let dearer = [adjustment(AdjustmentKind::ShippingDiscount, 1)];
        assert_eq!(price(Currency::EUR, &[line(1, 1, 0)], &dearer), Err(PricingError::WrongSign));
    }

    #[test]
    fn f15_amounts_beyond_64_bits_are_an_error_and_never_wrap() {
        let huge = line(i64::MAX / 2, 3, 1900);
        assert_eq!(price(Currency::EUR, &[huge], &[]), Err(PricingError::Money(MoneyError::Overflow)));
        let large = line(i64::MAX / 3, 2, 1900);
        assert_eq!(price(Currency::EUR, &[large, large], &[]), Err(PricingError::Money(MoneyError::Overflow)));
    }

    #[test]
    fn v01_negative_prices_and_fees_are_refused() {
        assert_eq!(price(Currency::EUR, &[line(-1, 1, 1900)], &[]), Err(PricingError::WrongSign));
        let fee = adjustment(AdjustmentKind::Shipping, -1);
        assert_eq!(price(Currency::EUR, &[line(1, 1, 1900)], &[fee]), Err(PricingError::WrongSign));
        let gift = adjustment(AdjustmentKind::Discount, 1);
        assert_eq!(price(Currency::EUR, &[line(1, 1, 1900)], &[gift]), Err(PricingError::WrongSign));
    }

    fn any_line() -> impl Strategy<Value = LineInput> {
        (0_i64..1_000_000, 1_i64..=999, prop::sample::select(vec!["0", "7", "19", "25.5", "8.875", "7.8125"])).prop_map(
            |(unit_price, quantity, rate)| LineInput {
                tax_rate: TaxPercent::parse(rate).unwrap(),
                ..line(unit_price, quantity, 0)
            },
        )
    }

    proptest! {
        #[test]
        fn r30_the_parts_add_up_to_the_total_to_the_cent(
            lines in prop::collection::vec(any_line(), 1..12), discount in 0_i64..2_000_000, shipping in 0_i64..5_000,
        ) {
            let adjustments =
                [adjustment(AdjustmentKind::Discount, -discount), adjustment(AdjustmentKind::Shipping, shipping)];
            let priced = price(Currency::EUR, &lines, &adjustments).unwrap();
            let totals = &priced.totals;
            let line_sum: i64 = priced.lines.iter().map(|line| line.line_total.minor).sum();
            let share_sum: i64 = priced.lines.iter().map(|line| line.prorated_discount.minor).sum();
            let gross_sum: i64 = totals.taxes.iter().map(|tax| tax.gross.minor).sum();
            prop_assert_eq!(line_sum, totals.goods.minor);
            prop_assert_eq!(share_sum, totals.discount.minor);
            prop_assert_eq!(line_sum + share_sum + shipping, totals.total.minor);
            prop_assert_eq!(gross_sum, totals.total.minor);
            prop_assert!(totals.total.minor >= 0 && totals.tax().minor <= totals.total.minor);
            prop_assert!(priced.lines.iter().all(|line| line.line_total.minor + line.prorated_discount.minor >= 0));
        }

        #[test]
        fn the_order_of_the_lines_is_irrelevant(
            lines in prop::collection::vec(any_line(), 1..8), discount in 0_i64..100_000, turn in 0_usize..8,
        ) {
            let adjustments =
                [adjustment(AdjustmentKind::Discount, -discount), adjustment(AdjustmentKind::Shipping, 490)];
            let mut turned = lines.clone();
            let places = turn % turned.len();
            turned.rotate_left(places);
            turned.reverse();
            let totals = |lines: &[LineInput]| price(Currency::EUR, lines, &adjustments).unwrap().totals;
            prop_assert_eq!(totals(&lines), totals(&turned));
        }

        #[test]
        fn one_line_of_five_costs_what_two_and_three_cost(unit_price in 0_i64..1_000_000) {
            let whole = price(Currency::EUR, &[line(unit_price, 5, 1900)], &[]).unwrap().totals;
            let parts = price(Currency::EUR, &[line(unit_price, 2, 1900), line(unit_price, 3, 1900)], &[]).unwrap().totals;
            prop_assert_eq!(whole, parts);
        }
    }
}
