//! The same sale without its tax: what a business pays that owes the tax itself.
//!
//! Prices include the tax of the place of delivery, so what such a business pays is what would be left of them. Each price of one piece
//! loses its tax first, and lines are made of those prices: so a line of five costs five times what one costs.

use super::{
    Adjustment, AdjustmentKind, LineInput, PricingError,
    pipeline::{delivery_weights, gross_by_rate},
    price,
};
use crate::{
    kernel::{Currency, Money},
    tax::TaxPercent,
};

/// Lines and adjustments without tax: each line at its net price and at a rate of nothing, delivery and reductions by what falls on each
/// rate of the lines. Reductions of one kind become one.
///
/// # Errors
/// As [`price`].
pub fn without_tax(
    currency: Currency,
    lines: &[LineInput],
    adjustments: &[Adjustment],
) -> Result<(Vec<LineInput>, Vec<Adjustment>), PricingError> {
    let gross = price(currency, lines, adjustments)?;
    let by_rate = gross_by_rate(currency, &gross.lines)?;
    let (rates, weights) = (by_rate.keys(), delivery_weights(&by_rate, &gross.lines));
    let of_delivery = |amount: Money| {
        let shares = amount.allocate(&weights)?.into_iter().zip(rates.clone());
        Money::sum(currency, shares.map(|(share, rate)| rate.without(share)).collect::<Result<Vec<_>, _>>()?)
    };
    let shares = gross.lines.iter().map(|line| line.tax_rate.without(line.prorated_discount));
    let amounts = [
        (AdjustmentKind::Discount, Money::sum(currency, shares.collect::<Result<Vec<_>, _>>()?)?),
        (AdjustmentKind::Shipping, of_delivery(gross.totals.shipping_before())?),
        (AdjustmentKind::ShippingDiscount, of_delivery(gross.totals.shipping_discount)?),
    ];
    let adjustments = amounts.into_iter().filter(|(_, amount)| amount.minor != 0);
    let adjustments = adjustments.map(|(kind, amount)| Adjustment { kind, label: String::new(), amount });
    let net = |line: &LineInput| -> Result<LineInput, PricingError> {
        Ok(LineInput { unit_price: line.tax_rate.without(line.unit_price)?, tax_rate: TaxPercent::ZERO, ..*line })
    };
    Ok((lines.iter().map(net).collect::<Result<Vec<_>, _>>()?, adjustments.collect()))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::{kernel::Quantity, pricing::Priced};

    fn euro(minor: i64) -> Money {
        Money::new(minor, Currency::EUR)
    }

    fn line(unit_price: i64, quantity: i64, tax_rate: i64) -> LineInput {
        let quantity = Quantity::new(quantity).unwrap();
        let tax_rate = TaxPercent::from_basis_points(tax_rate).unwrap();
        LineInput { unit_price: euro(unit_price), quantity, tax_rate, is_reducible: true }
    }

    fn adjustments(discount: i64, shipping: i64) -> [Adjustment; 2] {
        [(AdjustmentKind::Discount, -discount), (AdjustmentKind::Shipping, shipping)].map(|(kind, minor)| Adjustment {
            kind,
            label: String::new(),
            amount: euro(minor),
        })
    }

    fn net(lines: &[LineInput], adjustments: &[Adjustment]) -> Priced {
        let (lines, adjustments) = without_tax(Currency::EUR, lines, adjustments).unwrap();
        price(Currency::EUR, &lines, &adjustments).unwrap()
    }

    #[test]
    fn known_carts_have_known_totals_without_tax() {
        // unit price, quantity, rate | discount, shipping | net goods, discount, shipping, total
        type Row = (&'static [(i64, i64, i64)], i64, i64, [i64; 4]);
        let table: [Row; 5] = [
            (&[(2400, 2, 2000)], 0, 490, [4000, 0, 408, 4408]),
            (&[(119, 5, 1900)], 0, 0, [500, 0, 0, 500]),
            (&[(1190, 1, 1900), (1070, 1, 700)], 0, 0, [2000, 0, 0, 2000]),
            (&[(1200, 1, 2000)], 600, 0, [1000, -500, 0, 500]),
            // A gift card has no tax to lose.
            (&[(5000, 1, 0)], 0, 0, [5000, 0, 0, 5000]),
        ];
        for (lines, discount, shipping, expected) in table {
            let lines: Vec<LineInput> = lines.iter().map(|(price, count, rate)| line(*price, *count, *rate)).collect();
            let totals = net(&lines, &adjustments(discount, shipping)).totals;
            let actual = [totals.goods, totals.discount, totals.shipping, totals.total].map(|amount| amount.minor);
            assert_eq!(actual, expected, "{lines:?}");
            assert_eq!(totals.tax().minor, 0);
        }
    }

    #[test]
    fn delivery_that_is_reduced_to_nothing_costs_nothing() {
        let kinds = [(AdjustmentKind::Shipping, 490), (AdjustmentKind::ShippingDiscount, -490)];
        let both = kinds.map(|(kind, minor)| Adjustment { kind, label: String::new(), amount: euro(minor) });
        let totals = net(&[line(1200, 1, 2000)], &both).totals;
        assert_eq!((totals.shipping, totals.shipping_before(), totals.total), (euro(0), euro(408), euro(1000)));
    }

    #[test]
    fn f15_amounts_beyond_64_bits_are_an_error() {
        assert!(without_tax(Currency::EUR, &[line(i64::MAX / 2, 3, 1900)], &[]).is_err());
    }

    proptest! {
        #[test]
        fn r30_what_is_left_and_the_tax_are_what_was_asked_for_but_for_half_a_cent_of_each_piece(
            lines in prop::collection::vec((0_i64..1_000_000, 1_i64..=20, prop::sample::select(vec![0_i64, 700, 1900, 2550])), 1..8),
            discount in 0_i64..2_000_000, shipping in 0_i64..5_000,
        ) {
            let lines: Vec<LineInput> = lines.iter().map(|(price, count, rate)| line(*price, *count, *rate)).collect();
            let given = adjustments(discount, shipping);
            let gross = price(Currency::EUR, &lines, &given).unwrap();
            let left = net(&lines, &given);
            let pieces: i64 = lines.iter().map(|line| line.quantity.get()).sum();
            let roundings = pieces + 3 * i64::try_from(lines.len()).unwrap() + 4;
            let expected = gross.totals.total.minor - gross.totals.tax().minor;
            prop_assert!((left.totals.total.minor - expected).abs() <= roundings, "{} {expected}", left.totals.total.minor);
            prop_assert!(left.totals.total.minor >= 0 && left.totals.total.minor <= gross.totals.total.minor + roundings);
            prop_assert_eq!(left.totals.tax().minor, 0);
        }
    }
}
