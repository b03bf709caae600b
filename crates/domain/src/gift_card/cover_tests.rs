use proptest::prelude::*;

use super::*;

const NOW: Timestamp = Timestamp(1_000_000);

fn euro(minor: i64) -> Money {
    Money::new(minor, Currency::EUR)
}

fn card(id: i64, balance: i64) -> PayingCard {
    PayingCard {
        id: GiftCardId(id),
        kind: CardKind::Card,
        last_four: format!("{id:04}"),
        balance: euro(balance),
        is_active: true,
        expires_at: None,
        owner: "ida@example.org".to_owned(),
    }
}

fn amounts(coverage: &Coverage) -> Vec<i64> {
    coverage.parts.iter().map(|part| part.amount.minor).collect()
}

#[test]
fn cards_pay_one_after_the_other_and_the_rest_is_due() {
    let cards = [card(1, 2_000), card(2, 500), card(3, 9_000)];
    let partly = cover((euro(2_200), euro(0)), &cards, "", NOW).unwrap();
    assert_eq!((amounts(&partly), partly.due), (vec![2_000, 200, 0], euro(0)));
    assert_eq!(partly.paying().count(), 2);
    let all = cover((euro(20_000), euro(0)), &cards, "", NOW).unwrap();
    assert_eq!((amounts(&all), all.due, all.on_cards()), (vec![2_000, 500, 9_000], euro(8_500), Ok(euro(11_500))));
    assert_eq!(amounts(&cover((euro(20_000), euro(0)), &[card(1, 700), card(1, 700)], "", NOW).unwrap()), [700]);
}

#[test]
fn no_card_pays_for_a_card_that_is_bought() {
    let cards = [card(1, 2_000), card(2, 9_000)];
    let mixed = cover((euro(7_500), euro(5_000)), &cards, "", NOW).unwrap();
    assert_eq!((amounts(&mixed), mixed.due), (vec![2_000, 500], euro(5_000)));
    let alone = cover((euro(5_000), euro(5_000)), &cards, "", NOW).unwrap();
    assert_eq!((amounts(&alone), alone.due), (vec![0, 0], euro(5_000)));
    assert_eq!(alone.parts[0].problem, Some(CardProblem::OnlyCards));
}

#[test]
fn f16_an_order_that_costs_nothing_takes_nothing_off_a_card() {
    let coverage = cover((euro(0), euro(0)), &[card(1, 2_000)], "", NOW).unwrap();
    assert_eq!((amounts(&coverage), coverage.due, coverage.parts[0].problem), (vec![0], euro(0), None));
}

#[test]
fn each_reason_for_which_a_card_pays_nothing_has_its_word() {
    let dollars = Money::new(2_000, Currency::parse("USD").unwrap());
    let credit = PayingCard { kind: CardKind::Credit, ..card(5, 2_000) };
    let cases = [
        (PayingCard { is_active: false, ..card(1, 2_000) }, Some(CardProblem::OutOfUse)),
        (PayingCard { expires_at: Some(NOW), ..card(2, 2_000) }, Some(CardProblem::Expired)),
        (PayingCard { expires_at: Some(NOW.plus(1)), ..card(2, 2_000) }, None),
        (PayingCard { balance: dollars, ..card(3, 0) }, Some(CardProblem::OtherCurrency)),
        (card(4, 0), Some(CardProblem::Empty)),
        (credit, Some(CardProblem::OtherAddress)),
    ];
    for (card, problem) in cases {
        let coverage = cover((euro(2_500), euro(0)), std::slice::from_ref(&card), "maren@example.org", NOW).unwrap();
        assert_eq!(coverage.parts[0].problem, problem, "{card:?}");
        assert_eq!(coverage.due.minor == 2_500, problem.is_some(), "{card:?}");
        assert!(problem.is_none_or(|problem| problem.words().ends_with('.')));
    }
}

#[test]
fn credit_pays_for_orders_of_its_own_address_and_before_one_was_typed() {
    let credit = PayingCard { kind: CardKind::Credit, ..card(5, 2_000) };
    for (email, due) in [("ida@example.org", 500), ("", 500), ("idA@example.org", 2_500)] {
        assert_eq!(
            cover((euro(2_500), euro(0)), std::slice::from_ref(&credit), email, NOW).unwrap().due,
            euro(due),
            "{email}"
        );
    }
    assert_eq!(card_name(CardKind::Credit, "1234"), "Store credit ••••1234");
    for kind in CardKind::ALL {
        assert_eq!(CardKind::from_key(kind.key()), Some(kind));
    }
}

fn any_card(id: i64) -> impl Strategy<Value = PayingCard> {
    let ends = prop_oneof![Just(None), Just(Some(Timestamp(1))), Just(Some(NOW.plus(5)))];
    (-5_i64..1_000_000, any::<bool>(), ends, any::<bool>()).prop_map(move |(balance, is_active, expires_at, credit)| {
        let kind = if credit { CardKind::Credit } else { CardKind::Card };
        PayingCard { is_active, expires_at, kind, ..card(id, balance) }
    })
}

fn any_cards() -> impl Strategy<Value = Vec<PayingCard>> {
    (any_card(1), any_card(2), any_card(3), any_card(4), 0_usize..5).prop_map(|(a, b, c, d, count)| {
        let mut cards = vec![a, b, c, d];
        cards.truncate(count);
        cards
    })
}

proptest! {
    #[test]
    fn r16_parts_and_rest_are_the_total_and_no_card_pays_more_than_it_holds(total in 0_i64..2_000_000, cards in any_cards()) {
        let coverage = cover((euro(total), euro(0)), &cards, "maren@example.org", NOW).unwrap();
        prop_assert_eq!(coverage.on_cards().unwrap().plus(coverage.due).unwrap(), euro(total));
        prop_assert!(coverage.due.minor >= 0);
        for (part, card) in coverage.parts.iter().zip(&cards) {
            prop_assert!(part.amount.minor >= 0 && part.amount.minor <= card.balance.minor.max(0));
            prop_assert!(part.problem.is_none() || part.amount.minor == 0);
        }
    }

    #[test]
    fn r16_what_is_due_does_not_depend_on_the_order_of_the_cards(
        total in 0_i64..2_000_000, cards in any_cards(), turn in 0_usize..5,
    ) {
        let mut others = cards.clone();
        others.reverse();
        if !others.is_empty() {
            let places = others.len();
            others.rotate_left(turn % places);
        }
        let (one, two) = (cover((euro(total), euro(0)), &cards, "", NOW).unwrap(), cover((euro(total), euro(0)), &others, "", NOW).unwrap());
        prop_assert_eq!(one.due, two.due);
        prop_assert_eq!(one.on_cards(), two.on_cards());
    }

    #[test]
    fn v01_no_total_however_large_or_small_makes_it_fail_or_go_below_nothing(total in any::<i64>(), cards in any_cards()) {
        let coverage = cover((euro(total), euro(0)), &cards, "", NOW).unwrap();
        prop_assert!(coverage.parts.iter().all(|part| part.amount.minor >= 0));
        prop_assert!(coverage.due.minor >= 0 || coverage.due.minor == total);
    }
}
