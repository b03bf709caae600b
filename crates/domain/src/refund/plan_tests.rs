use proptest::prelude::*;

use super::*;
use crate::{
    gift_card::CardKind,
    kernel::{Currency, PaymentPartId, Quantity},
    ledger::{SoldLine, shares_by_rate},
    pricing::{Adjustment, AdjustmentKind, LineInput, price},
};

fn euro(minor: i64) -> Money {
    Money::new(minor, Currency::EUR)
}

/// Unit price, quantity, rate, whether it is a gift card.
type Line = (i64, i64, i64, bool);

/// An order of these lines that was paid.
fn order(lines: &[Line], discount: i64, shipping: i64) -> Refundable {
    let rate = |line: &Line| TaxPercent::from_basis_points(if line.3 { 0 } else { line.2 }).unwrap();
    let inputs: Vec<LineInput> = lines
        .iter()
        .map(|line| LineInput {
            unit_price: euro(line.0),
            quantity: Quantity::new(line.1).unwrap(),
            tax_rate: rate(line),
            is_reducible: !line.3,
        })
        .collect();
    let adjustment = |kind, minor| Adjustment { kind, label: String::new(), amount: euro(minor) };
    let adjustments = [adjustment(AdjustmentKind::Discount, -discount), adjustment(AdjustmentKind::Shipping, shipping)];
    let priced = price(Currency::EUR, &inputs, &adjustments).unwrap();
    let refundable = |(id, (line, input)): (i64, (&crate::pricing::PricedLine, &Line))| RefundableLine {
        line: OrderLineId(id),
        is_gift_card: input.3,
        quantity: line.quantity,
        quantity_refunded: 0,
        gross: line.line_total.plus(line.prorated_discount).unwrap(),
        refunded: euro(0),
        rate: line.tax_rate,
        first: None,
    };
    let known: Vec<RefundableLine> = (1_i64..).zip(priced.lines.iter().zip(lines)).map(refundable).collect();
    let sold: Vec<SoldLine> = known
        .iter()
        .map(|line| SoldLine { rate: line.rate, gross: line.gross, is_gift_card: line.is_gift_card })
        .collect();
    Refundable {
        lines: known,
        shipping: priced.totals.shipping,
        shipping_refunded: euro(0),
        rates: shares_by_rate(&sold, &priced.totals.taxes).unwrap(),
        rates_refunded: Vec::new(),
        left: priced.totals.total,
        cards: Vec::new(),
    }
}

/// The same order after this went back.
fn after(mut order: Refundable, plan: &RefundPlan) -> Refundable {
    for planned in &plan.lines {
        let line = order.lines.iter_mut().find(|line| line.line == planned.line).unwrap();
        line.quantity_refunded += planned.quantity;
        line.refunded.minor += planned.amount.minor;
    }
    order.shipping_refunded.minor += plan.shipping.minor;
    order.left.minor -= plan.total.minor;
    for share in &plan.rates {
        match order.rates_refunded.iter_mut().find(|gone| gone.rate == share.rate) {
            Some(gone) => {
                gone.goods.minor += share.goods.minor;
                gone.gift_cards.minor += share.gift_cards.minor;
                gone.shipping.minor += share.shipping.minor;
                gone.tax.minor += share.tax.minor;
            }
            None => order.rates_refunded.push(*share),
        }
    }
    order
}

fn wish(lines: &[(i64, i64)], shipping: i64, besides: i64) -> RefundWish {
    let lines = lines.iter().map(|(line, quantity)| (OrderLineId(*line), *quantity)).collect();
    RefundWish { lines, shipping, besides }
}

#[test]
fn one_mug_of_two_goes_back_with_its_share_of_the_tax() {
    let order = order(&[(2_400, 2, 1900, false)], 0, 490);
    let plan = order.plan(&wish(&[(1, 1)], 0, 0)).unwrap();
    assert_eq!((plan.total, plan.rates[0].tax), (euro(2_400), euro(383)));
    let rest = after(order, &plan);
    let plan = rest.plan(&rest.everything()).unwrap();
    assert_eq!((plan.total, plan.rates[0].tax, plan.rates[0].shipping), (euro(2_890), euro(462), euro(490)));
}

#[test]
fn an_amount_besides_is_spread_over_the_goods_and_never_over_gift_cards() {
    let order = order(&[(1_000, 1, 1900, false), (500, 1, 700, false), (5_000, 1, 0, true)], 0, 0);
    let plan = order.plan(&wish(&[], 0, 301)).unwrap();
    let parts: Vec<(i64, i64)> = plan.lines.iter().map(|line| (line.line.0, line.amount.minor)).collect();
    assert_eq!(parts, [(1, 201), (2, 100)]);
    assert_eq!(order.plan(&wish(&[], 0, 1_501)), Err(RefundError::TooMuch { left: euro(1_500) }));
}

#[test]
fn f17_what_is_more_than_is_left_is_refused_whatever_it_is_of() {
    let order = order(&[(2_400, 2, 1900, false)], 0, 490);
    for (wish, refused) in [
        (wish(&[], 0, 0), RefundError::Nothing),
        (wish(&[(1, 3)], 0, 0), RefundError::TooMany { left: 2 }),
        (wish(&[(1, 1), (1, 2)], 0, 0), RefundError::TooMany { left: 2 }),
        (wish(&[(1, -1)], 0, 0), RefundError::TooMany { left: 2 }),
        (wish(&[(1, i64::MAX), (1, i64::MAX)], 0, 0), RefundError::TooMany { left: 2 }),
        (wish(&[(9, 1)], 0, 0), RefundError::UnknownLine),
        (wish(&[], 491, 0), RefundError::TooMuch { left: euro(490) }),
        (wish(&[], -1, 0), RefundError::Negative),
        (wish(&[], 0, -1), RefundError::Negative),
        (wish(&[], i64::MAX, 0), RefundError::TooMuch { left: euro(490) }),
        (wish(&[], 0, i64::MAX), RefundError::TooMuch { left: euro(4_800) }),
    ] {
        assert_eq!(order.plan(&wish), Err(refused), "{wish:?}");
    }
    let short = Refundable { left: euro(1_000), ..order };
    assert_eq!(short.plan(&wish(&[(1, 1)], 0, 0)), Err(RefundError::TooMuch { left: euro(1_000) }));
}

fn any_line() -> impl Strategy<Value = Line> {
    (0_i64..50_000, 1_i64..=12, prop::sample::select(vec![0_i64, 700, 1900, 2550]), prop::bool::weighted(0.2))
}

/// Of each line, the delivery and the goods: which part of what is left, in per cent.
type Step = (Vec<i64>, i64, i64);

proptest! {
    #[test]
    fn f17_a_refund_of_everything_is_the_total_with_all_of_its_tax(
        lines in prop::collection::vec(any_line(), 1..8), discount in 0_i64..50_000, shipping in 0_i64..3_000,
    ) {
        let order = order(&lines, discount, shipping);
        prop_assume!(order.left.minor > 0);
        let plan = order.plan(&order.everything()).unwrap();
        prop_assert_eq!(plan.total, order.left);
        let taxed: Vec<_> = order.rates.iter().filter(|share| share.gross().unwrap().minor > 0).copied().collect();
        prop_assert_eq!(plan.rates, taxed);
    }

    #[test]
    fn f17_any_partial_refunds_stay_within_line_delivery_and_tax_and_end_at_nothing(
        lines in prop::collection::vec(any_line(), 1..6), discount in 0_i64..20_000, shipping in 0_i64..3_000,
        steps in prop::collection::vec((prop::collection::vec(0_i64..=100, 6), 0_i64..=100, 0_i64..=40), 0..6),
    ) {
        let whole = order(&lines, discount, shipping);
        let mut order = whole.clone();
        let steps: Vec<Step> = steps;
        for (parts, of_shipping, of_goods) in steps {
            let items = order.lines.iter().zip(parts).map(|(line, part)| (line.line, line.quantity_left() * part / 100));
            let mut asked = RefundWish { lines: items.collect(), ..RefundWish::default() };
            asked.shipping = (order.shipping.minor - order.shipping_refunded.minor) * of_shipping / 100;
            let goods: i64 = order.lines.iter().zip(&asked.lines).filter(|(line, _)| !line.is_gift_card)
                .map(|(line, (_, quantity))| line.left() - line.worth(*quantity).unwrap()).sum();
            asked.besides = goods * of_goods / 100;
            match order.plan(&asked) {
                Ok(plan) => {
                    let gross: i64 = plan.rates.iter().map(|share| share.gross().unwrap().minor).sum();
                    prop_assert_eq!(gross, plan.total.minor, "the rates add up to the whole");
                    prop_assert!(plan.rates.iter().all(|share| share.tax.minor >= 0));
                    order = after(order, &plan);
                }
                Err(refused) => prop_assert_eq!(refused, RefundError::Nothing),
            }
            for line in &order.lines {
                prop_assert!(line.left() >= 0 && line.quantity_left() >= 0);
            }
            for gone in &order.rates_refunded {
                let paid = whole.rates.iter().find(|share| share.rate == gone.rate).unwrap();
                prop_assert!(gone.tax.minor <= paid.tax.minor && gone.shipping.minor <= paid.shipping.minor);
                prop_assert!(gone.goods.minor <= paid.goods.minor && gone.gift_cards.minor <= paid.gift_cards.minor);
            }
        }
        if order.left.minor > 0 {
            let plan = order.plan(&order.everything()).unwrap();
            order = after(order, &plan);
        }
        prop_assert_eq!(order.left.minor, 0);
        for share in whole.rates.iter().filter(|share| share.gross().unwrap().minor > 0) {
            prop_assert!(order.rates_refunded.contains(share), "nothing of any rate is left");
        }
    }
}

fn card(part: i64, left: i64) -> RefundableCard {
    let (kind, last_four) = (CardKind::Card, "1234".to_owned());
    RefundableCard { part: PaymentPartId(part), kind, last_four, left: euro(left), is_closed: false }
}

#[test]
fn money_goes_back_to_where_it_came_from_before_anything_goes_back_onto_cards() {
    let mut order = order(&[(2_400, 2, 1900, false)], 0, 490);
    order.cards = vec![card(1, 1_000), card(2, 2_000)];
    let ways = order.ways(euro(2_290)).unwrap();
    assert_eq!((ways.money, ways.cards), (euro(2_290), Vec::new()), "so much was paid in money");
    let ways = order.ways(euro(2_400)).unwrap();
    assert_eq!((ways.money, ways.cards), (euro(2_290), vec![(PaymentPartId(2), euro(110))]), "the last card first");
    let ways = order.ways(order.left).unwrap();
    assert_eq!(ways.cards, [(PaymentPartId(2), euro(2_000)), (PaymentPartId(1), euro(1_000))]);
    assert!(order.ways(euro(5_291)).is_err());
}

proptest! {
    #[test]
    fn r16_no_means_gets_back_more_than_it_paid_and_all_of_it_goes_somewhere(
        cards in prop::collection::vec(0_i64..3_000, 0..4), money in 0_i64..5_000, asked in 1_i64..20_000,
    ) {
        let mut order = order(&[(2_400, 2, 1900, false)], 0, 490);
        order.cards = (1_i64..).zip(&cards).map(|(part, left)| card(part, *left)).collect();
        order.left = euro(money + cards.iter().sum::<i64>());
        match order.ways(euro(asked)) {
            Ok(ways) => {
                let back: i64 = ways.cards.iter().map(|(_, amount)| amount.minor).sum();
                prop_assert_eq!(back + ways.money.minor, asked);
                prop_assert!(ways.money.minor <= money);
                prop_assert!(back == 0 || ways.money.minor == money, "cards come after the money");
                for (part, amount) in ways.cards {
                    prop_assert!(amount.minor > 0 && amount.minor <= cards[usize::try_from(part.0 - 1).unwrap()]);
                }
            }
            Err(_) => prop_assert!(asked > order.left.minor),
        }
    }
}
