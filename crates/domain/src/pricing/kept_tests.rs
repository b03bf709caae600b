use proptest::prelude::*;

use super::*;
use crate::{
    kernel::Quantity,
    pricing::{Adjustment, AdjustmentKind, price, price_adding_tax},
    tax::TaxPercent,
};

fn euro(minor: i64) -> Money {
    Money::new(minor, Currency::EUR)
}

fn input(unit_price: i64, quantity: i64, tax_rate: i64) -> LineInput {
    let tax_rate = TaxPercent::from_basis_points(tax_rate).unwrap();
    LineInput { unit_price: euro(unit_price), quantity: Quantity::new(quantity).unwrap(), tax_rate, is_reducible: true }
}

/// What an order keeps that was priced like this.
fn kept_of(priced: &Priced, inputs: &[LineInput], adds_tax: bool) -> Kept {
    let reduction = |line: &PricedLine| {
        if adds_tax { line.tax_rate.without(line.prorated_discount).unwrap() } else { line.prorated_discount }
    };
    let shown = priced.totals.shown();
    let lines = priced.lines.iter().zip(inputs);
    Kept {
        lines: lines.map(|(line, input)| KeptLine { input: *input, reduction: reduction(line) }).collect(),
        shipping: shown.shipping_before,
        shipping_discount: shown.shipping_discount,
        adds_tax,
    }
}

fn adjustments(discount: i64, shipping: i64, off: i64) -> [Adjustment; 3] {
    [
        (AdjustmentKind::Discount, -discount),
        (AdjustmentKind::Shipping, shipping),
        (AdjustmentKind::ShippingDiscount, -off),
    ]
    .map(|(kind, minor)| Adjustment { kind, label: String::new(), amount: euro(minor) })
}

fn adds_up(priced: &Priced) {
    let totals = &priced.totals;
    let sum = |part: fn(&PricedLine) -> i64| priced.lines.iter().map(part).sum::<i64>();
    assert_eq!(sum(|line| line.line_total.minor), totals.goods.minor);
    assert_eq!(sum(|line| line.prorated_discount.minor), totals.discount.minor);
    assert_eq!(totals.goods.minor + totals.discount.minor + totals.shipping.minor, totals.total.minor);
    assert_eq!(totals.taxes.iter().map(|tax| tax.gross.minor).sum::<i64>(), totals.total.minor);
    assert!(totals.total.minor >= 0 && totals.tax().minor <= totals.total.minor);
    assert!(priced.lines.iter().all(|line| line.line_total.minor + line.prorated_discount.minor >= 0));
    let shown = totals.shown();
    let net = shown.goods.minor + shown.discount.minor + shown.shipping_before.minor + shown.shipping_discount.minor;
    assert_eq!(net + shown.added_tax.map_or(0, |tax| tax.minor), totals.total.minor);
}

#[test]
fn a_line_that_was_added_is_reduced_by_nothing_and_one_that_went_takes_its_share_with_it() {
    let inputs = [input(1_000, 2, 1900), input(500, 2, 1900)];
    let before = price(Currency::EUR, &inputs, &adjustments(300, 490, 0)).unwrap();
    let mut kept = kept_of(&before, &inputs, false);
    assert_eq!(kept.lines[0].reduction, euro(-200));
    kept.lines.remove(1);
    kept.lines.push(KeptLine { input: input(700, 1, 1900), reduction: euro(0) });
    let after = price_kept(Currency::EUR, &kept).unwrap();
    assert_eq!((after.totals.goods, after.totals.discount, after.totals.total), (euro(2_700), euro(-200), euro(2_990)));
    adds_up(&after);
}

#[test]
fn delivery_is_never_reduced_by_more_than_it_costs() {
    let kept = Kept {
        lines: vec![KeptLine { input: input(1_000, 1, 1900), reduction: euro(-5_000) }],
        shipping: euro(300),
        shipping_discount: euro(-490),
        adds_tax: false,
    };
    let priced = price_kept(Currency::EUR, &kept).unwrap();
    assert_eq!((priced.totals.shipping, priced.totals.total), (euro(0), euro(0)));
    let dearer = Kept { shipping_discount: euro(1), ..kept };
    assert_eq!(price_kept(Currency::EUR, &dearer), Err(PricingError::WrongSign));
}

proptest! {
    #[test]
    fn r29_r30_a_change_that_changes_nothing_costs_nothing_with_and_without_tax_in_the_prices(
        lines in prop::collection::vec((0_i64..1_000_000, 1_i64..=99, prop::sample::select(vec![0_i64, 700, 825, 1900])), 1..8),
        discount in 0_i64..2_000_000, shipping in 0_i64..5_000, off in 0_i64..6_000, adds_tax in any::<bool>(),
    ) {
        let inputs: Vec<LineInput> = lines.iter().map(|(price, count, rate)| input(*price, *count, *rate)).collect();
        let given = adjustments(discount, shipping, off);
        let before = if adds_tax { price_adding_tax(Currency::EUR, &inputs, &given) } else { price(Currency::EUR, &inputs, &given) }.unwrap();
        let after = price_kept(Currency::EUR, &kept_of(&before, &inputs, adds_tax)).unwrap();
        adds_up(&after);
        prop_assert_eq!(after.totals, before.totals);
    }

    #[test]
    fn r30_what_is_left_after_something_is_taken_off_adds_up_to_the_cent(
        lines in prop::collection::vec((0_i64..1_000_000, 1_i64..=99, prop::sample::select(vec![0_i64, 700, 825, 1900])), 1..8),
        shipping in 0_i64..5_000, percent in 0_i64..=100, adds_tax in any::<bool>(),
    ) {
        let inputs: Vec<LineInput> = lines.iter().map(|(price, count, rate)| input(*price, *count, *rate)).collect();
        let given = adjustments(0, shipping, 0);
        let before = if adds_tax { price_adding_tax(Currency::EUR, &inputs, &given) } else { price(Currency::EUR, &inputs, &given) }.unwrap();
        let amount = euro(before.totals.total.minor * percent / 100);
        let after = take_off(&before, amount).unwrap();
        adds_up(&after);
        prop_assert_eq!(after.totals.total.minor, before.totals.total.minor - amount.minor);
        prop_assert!(take_off(&before, euro(before.totals.total.minor + 1)).is_err());
    }
}
