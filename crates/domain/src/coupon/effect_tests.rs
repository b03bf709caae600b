use proptest::prelude::*;

use super::*;
use crate::{
    coupon::CouponCode,
    kernel::{Currency, Quantity},
    pricing::{LineInput, price},
    tax::TaxPercent,
};

const NOW: Timestamp = Timestamp(1_795_428_000_000);
const DAY: i64 = Timestamp::DAY;

fn euro(minor: i64) -> Money {
    Money::new(minor, Currency::EUR)
}

fn typed(benefit: Benefit) -> TypedCoupon {
    let code = CouponCode::parse("code").unwrap();
    let coupon = Coupon {
        code,
        benefit,
        least: euro(0),
        valid_from: None,
        valid_until: None,
        most_uses: None,
        most_per_customer: None,
        used: 0,
        is_active: true,
    };
    TypedCoupon { typed: "CODE".to_owned(), coupon: Some(coupon), used_by_customer: 0 }
}

fn with(change: fn(&mut Coupon)) -> TypedCoupon {
    let mut typed = typed(Benefit::Percent(10));
    change(typed.coupon.as_mut().unwrap());
    typed
}

#[test]
fn a_code_takes_off_what_it_says_and_never_more_than_there_is() {
    let table = [
        (Benefit::Percent(10), 4_800, 490, AdjustmentKind::Discount, -480),
        (Benefit::Percent(33), 999, 0, AdjustmentKind::Discount, -330),
        (Benefit::Percent(100), 4_800, 490, AdjustmentKind::Discount, -4_800),
        (Benefit::Amount(euro(500)), 4_800, 490, AdjustmentKind::Discount, -500),
        (Benefit::Amount(euro(9_999)), 4_800, 490, AdjustmentKind::Discount, -4_800),
        (Benefit::FreeShipping, 4_800, 490, AdjustmentKind::ShippingDiscount, -490),
    ];
    for (benefit, goods, shipping, kind, off) in table {
        let effect = typed(benefit).effect(euro(goods), euro(shipping), NOW).unwrap().unwrap();
        assert_eq!((effect.kind, effect.amount), (kind, euro(off)), "{benefit:?}");
    }
}

#[test]
fn what_stands_in_the_way_of_a_code_is_told_by_its_kind() {
    let unknown = TypedCoupon { typed: "X".to_owned(), coupon: None, used_by_customer: 0 };
    let mut often = with(|coupon| coupon.most_per_customer = Some(2));
    often.used_by_customer = 2;
    let table = [
        (unknown, CouponProblem::Unknown),
        (with(|coupon| coupon.is_active = false), CouponProblem::Over),
        (with(|coupon| coupon.valid_until = Some(NOW)), CouponProblem::Over),
        (with(|coupon| coupon.valid_from = Some(NOW.plus(DAY))), CouponProblem::NotYet(NOW.plus(DAY).date())),
        (with(|coupon| (coupon.most_uses, coupon.used) = (Some(3), 3)), CouponProblem::UsedUp),
        (often, CouponProblem::UsedByYou),
        (with(|coupon| coupon.least = euro(4_801)), CouponProblem::Missing(euro(1))),
    ];
    for (typed, problem) in table {
        assert_eq!(typed.effect(euro(4_800), euro(490), NOW), Ok(Err(problem)), "{}", problem.words("X"));
    }
    let nothing = typed(Benefit::FreeShipping).effect(euro(4_800), euro(0), NOW);
    assert_eq!(nothing, Ok(Err(CouponProblem::Nothing)), "delivery that is free already wastes no code");
    let nothing = typed(Benefit::Percent(10)).effect(euro(0), euro(490), NOW);
    assert_eq!(nothing, Ok(Err(CouponProblem::Nothing)));
    let open = with(|coupon| (coupon.valid_from, coupon.valid_until) = (Some(NOW), Some(NOW.plus(1))));
    assert!(open.effect(euro(100), euro(0), NOW).unwrap().is_ok(), "the bounds are part of its time");
}

#[test]
fn the_words_say_what_is_missing() {
    assert_eq!(CouponProblem::Missing(euro(750)).words("X"), "For “X” you need goods for €7.50 more.");
}

fn any_line() -> impl Strategy<Value = LineInput> {
    let rates = prop::sample::select(vec![0, 700, 1900, 2550]).prop_map(TaxPercent::of_basis_points);
    (0_i64..100_000, 1_i64..=99, rates, prop::bool::weighted(0.8)).prop_map(|(price, count, tax_rate, is_reducible)| {
        LineInput { unit_price: euro(price), quantity: Quantity::new(count).unwrap(), tax_rate, is_reducible }
    })
}

fn any_benefit() -> impl Strategy<Value = Benefit> {
    prop_oneof![
        (1_i64..=100).prop_map(Benefit::Percent),
        (1_i64..200_000).prop_map(|minor| Benefit::Amount(euro(minor))),
        Just(Benefit::FreeShipping),
    ]
}

proptest! {
    #[test]
    fn f16_no_code_makes_a_total_negative_and_its_shares_are_what_it_takes_off(
        lines in prop::collection::vec(any_line(), 1..10), benefit in any_benefit(), shipping in 0_i64..2_000, turn in 0_usize..10,
    ) {
        let goods: i64 = lines.iter().filter(|line| line.is_reducible).map(|line| line.unit_price.minor * line.quantity.get()).sum();
        let effect = typed(benefit).effect(euro(goods), euro(shipping), NOW).unwrap();
        let delivery = Adjustment { kind: AdjustmentKind::Shipping, label: String::new(), amount: euro(shipping) };
        let adjustments: Vec<Adjustment> = std::iter::once(delivery).chain(effect.ok()).collect();
        let priced = price(Currency::EUR, &lines, &adjustments).unwrap();
        let totals = &priced.totals;
        let shares: i64 = priced.lines.iter().map(|line| line.prorated_discount.minor).sum();
        prop_assert_eq!(shares, totals.discount.minor, "the parts are the whole");
        prop_assert!(totals.total.minor >= 0 && totals.shipping.minor >= 0);
        prop_assert_eq!(totals.shipping_before().minor, shipping);
        let whole: i64 = priced.lines.iter().map(|line| line.line_total.minor).sum::<i64>() + shipping;
        prop_assert_eq!(totals.total.minor, whole + totals.discount.minor + totals.shipping_discount.minor);
        prop_assert_eq!(totals.taxes.iter().map(|tax| tax.gross.minor).sum::<i64>(), totals.total.minor);
        for (line, input) in priced.lines.iter().zip(&lines) {
            prop_assert!(line.line_total.minor + line.prorated_discount.minor >= 0);
            prop_assert!(input.is_reducible || line.prorated_discount.minor == 0, "a gift card is money");
        }
        let mut turned = lines.clone();
        let places = turn % turned.len();
        turned.rotate_left(places);
        prop_assert_eq!(&price(Currency::EUR, &turned, &adjustments).unwrap().totals, totals, "the order of lines is irrelevant");
    }
}

#[test]
fn in_another_currency_amount_and_least_value_are_converted() {
    use crate::currency::{Rate, Rounding, Selling};
    let yen = Currency::parse("JPY").unwrap();
    let rate = Rate::parse("163.52").unwrap();
    let selling = Selling { base: Currency::EUR, currency: yen, rate, rounding: Rounding::Tens, revision: 1 };
    let mut coupon = typed(Benefit::Amount(euro(500)));
    coupon.coupon.as_mut().unwrap().least = euro(2_000);
    let there = coupon.sold_in(&selling).unwrap();
    let goods = |minor| there.effect(Money::new(minor, yen), Money::zero(yen), NOW).unwrap();
    assert_eq!(goods(3_269), Err(CouponProblem::Missing(Money::new(1, yen))));
    assert_eq!(goods(3_270).unwrap().amount, Money::new(-820, yen));
    let base = Selling::base(Currency::EUR, 1);
    assert_eq!(coupon.sold_in(&base), Ok(coupon.clone()));
    // Of a currency that the shop sold in before: nobody knows what it is worth.
    coupon.coupon.as_mut().unwrap().least = Money::new(0, Currency::parse("GBP").unwrap());
    let there = coupon.sold_in(&selling).unwrap();
    assert_eq!(there.effect(Money::new(5_000, yen), Money::zero(yen), NOW).unwrap(), Err(CouponProblem::Over));
}
