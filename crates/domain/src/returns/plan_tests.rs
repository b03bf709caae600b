use proptest::prelude::*;

use super::*;
use crate::{
    kernel::{Date, OrderLineId},
    order::OrderState,
};

fn day(number: i64) -> Date {
    Date { year: 2026, month: 11, day: 2 }.plus_days(number)
}

/// A thing of which so many were bought and sent.
fn thing(id: i64, quantity: i64, sent: i64) -> ReturnableLine {
    ReturnableLine {
        line: OrderLineId(id),
        name: format!("thing {id}"),
        quantity,
        sent,
        refunded: 0,
        returning: 0,
        returning_unsent: 0,
        is_delivered: true,
        is_made_to_order: false,
        is_gift_card: false,
        is_fetched: false,
    }
}

/// An order of Monday, 2 November, promised for the 5th and sent on the day on which it was placed; it is looked at on day 4.
fn order(lines: Vec<ReturnableLine>, state: OrderState) -> Returnable {
    let last_sent_on = lines.iter().any(|line| line.sent > 0).then_some(day(0));
    Returnable { lines, state, is_cash_due: false, placed_on: day(0), arrives_to: day(3), last_sent_on, today: day(4) }
}

fn wish(lines: &[(i64, i64, Option<ReturnReason>)]) -> ReturnWish {
    let line = |(line, quantity, reason): &(i64, i64, Option<ReturnReason>)| WishedLine {
        line: OrderLineId(*line),
        quantity: *quantity,
        reason: *reason,
    };
    ReturnWish { lines: lines.iter().map(line).collect(), words: String::new() }
}

fn planned(line: i64, quantity: i64, unsent: i64, reason: Option<ReturnReason>) -> PlannedReturnLine {
    PlannedReturnLine { line: OrderLineId(line), quantity, unsent, reason }
}

const DAMAGED: Option<ReturnReason> = Some(ReturnReason::Damaged);
const MIND: Option<ReturnReason> = Some(ReturnReason::ChangedMind);

#[test]
fn what_was_sent_can_be_returned_for_a_reason_and_withdrawn_from_without_one() {
    let order = order(vec![thing(1, 2, 2)], OrderState::Completed);
    assert_eq!(order.plan(ReturnKind::Return, &wish(&[(1, 1, DAMAGED)])), Ok(vec![planned(1, 1, 0, DAMAGED)]));
    assert_eq!(order.plan(ReturnKind::Withdrawal, &wish(&[(1, 2, None)])), Ok(vec![planned(1, 2, 0, None)]));
    let problem = WishProblem::NoReason { line: OrderLineId(1) };
    assert_eq!(order.plan(ReturnKind::Return, &wish(&[(1, 1, None)])), Err(vec![problem]));
}

#[test]
fn before_it_is_sent_it_can_be_withdrawn_from_and_need_not_come_back() {
    let order = order(vec![thing(1, 2, 0), thing(2, 1, 0)], OrderState::Confirmed);
    let partly = order.plan(ReturnKind::Withdrawal, &wish(&[(1, 1, None)]));
    assert_eq!(partly, Ok(vec![planned(1, 1, 1, None)]));
    assert_eq!(order.offer(ReturnKind::Withdrawal).until, None, "there is no last day yet");
    let refused = order.plan(ReturnKind::Return, &wish(&[(1, 1, MIND)]));
    let problem = WishProblem::Line { line: OrderLineId(1), problem: LineProblem::NotSent };
    assert_eq!(refused, Err(vec![problem]));
    assert!(!order.offer(ReturnKind::Return).is_open());
}

#[test]
fn an_order_that_waits_for_cash_is_called_off_until_it_is_sent_and_then_comes_back_like_others() {
    let cash = |sent| Returnable { is_cash_due: true, ..order(vec![thing(1, 2, sent)], OrderState::Confirmed) };
    assert!(cash(0).is_unpaid());
    assert_eq!(cash(0).plan(ReturnKind::Withdrawal, &wish(&[(1, 1, None)])), Err(vec![WishProblem::WholeOnly]));
    assert!(!cash(1).is_unpaid());
    assert!(cash(1).plan(ReturnKind::Withdrawal, &wish(&[(1, 1, None)])).is_ok());
}

#[test]
fn an_order_that_is_not_paid_is_withdrawn_from_as_a_whole_with_nothing_excepted() {
    let made = ReturnableLine { is_made_to_order: true, ..thing(2, 1, 0) };
    let unpaid = order(vec![thing(1, 2, 0), made], OrderState::PendingPayment);
    assert!(unpaid.offer(ReturnKind::Withdrawal).is_whole_only);
    assert_eq!(unpaid.plan(ReturnKind::Withdrawal, &wish(&[(1, 2, None)])), Err(vec![WishProblem::WholeOnly]));
    assert!(unpaid.plan(ReturnKind::Withdrawal, &wish(&[(1, 2, None), (2, 1, None)])).is_ok());
    let off = Returnable { state: OrderState::Cancelled, ..unpaid };
    assert_eq!(off.plan(ReturnKind::Withdrawal, &wish(&[(1, 2, None)])), Err(vec![WishProblem::CalledOff]));
    assert!(!off.offer(ReturnKind::Withdrawal).is_open());
}

#[test]
fn what_is_excepted_is_told_with_its_reason() {
    let made = ReturnableLine { is_made_to_order: true, ..thing(1, 1, 1) };
    let file = ReturnableLine { is_delivered: false, ..thing(2, 1, 1) };
    let fetched = ReturnableLine { is_fetched: true, line: OrderLineId(3), ..file.clone() };
    let card = ReturnableLine { is_gift_card: true, line: OrderLineId(4), ..file.clone() };
    let order = order(vec![made, file, fetched, card], OrderState::Completed);
    let told = |kind| order.offer(kind).lines.into_iter().map(|line| line.problem).collect::<Vec<_>>();
    let withdrawal = [Some(LineProblem::MadeToOrder), None, Some(LineProblem::Fetched), Some(LineProblem::GiftCard)];
    assert_eq!(told(ReturnKind::Withdrawal), withdrawal);
    let nothing = Some(LineProblem::NothingToSend);
    assert_eq!(told(ReturnKind::Return), [None, nothing, nothing, Some(LineProblem::GiftCard)]);
    let faults = order.plan(ReturnKind::Return, &wish(&[(1, 1, MIND)]));
    assert_eq!(faults, Err(vec![WishProblem::FaultsOnly { line: OrderLineId(1) }]));
    assert!(order.plan(ReturnKind::Return, &wish(&[(1, 1, DAMAGED)])).is_ok());
}

#[test]
fn when_the_time_is_over_it_is_said_since_when() {
    // Came on the 5th of November: the last days are Thursday, 19 November, and Monday, 7 December; a withdrawal is accepted for a week
    // more.
    let mut order = order(vec![thing(1, 1, 1)], OrderState::Completed);
    for (today, withdrawal, returned) in
        [(24, None, None), (25, Some(day(17)), None), (35, Some(day(17)), None), (36, Some(day(17)), Some(day(35)))]
    {
        order.today = day(today);
        let over = |kind| match order.most(kind, &order.lines[0]) {
            Err(LineProblem::Over { until }) => Some(until),
            _ => None,
        };
        assert_eq!((over(ReturnKind::Withdrawal), over(ReturnKind::Return)), (withdrawal, returned), "day {today}");
    }
}

#[test]
fn what_is_in_a_return_or_paid_back_is_not_offered_again() {
    // bought, sent, refunded, in returns, of those unsent | can be returned, can be withdrawn from
    for (quantity, sent, refunded, returning, unsent, returned, withdrawn) in [
        (3, 3, 0, 0, 0, 3, 3),
        (3, 3, 1, 1, 0, 1, 1),
        (3, 2, 1, 0, 0, 2, 2), // paid back before the rest was sent
        (3, 2, 1, 1, 0, 1, 1),
        (3, 0, 0, 1, 1, 0, 2),
        (3, 3, 3, 0, 0, 0, 0),
        (3, 3, 0, 3, 0, 0, 0),
    ] {
        let line = ReturnableLine { refunded, returning, returning_unsent: unsent, ..thing(1, quantity, sent) };
        let order = order(vec![line], OrderState::Confirmed);
        let most = |kind| order.most(kind, &order.lines[0]).unwrap_or(0);
        let told = (most(ReturnKind::Return), most(ReturnKind::Withdrawal));
        assert_eq!(told, (returned, withdrawn), "{quantity} {sent} {refunded} {returning}");
    }
}

#[test]
fn f15_numbers_that_are_none_of_the_lines_are_refused() {
    let order = order(vec![thing(1, 2, 2)], OrderState::Completed);
    let too_many = WishProblem::TooMany { line: OrderLineId(1), most: 2 };
    for quantity in [3, -1, i64::MAX] {
        let refused = order.plan(ReturnKind::Withdrawal, &wish(&[(1, quantity, None)]));
        assert_eq!(refused, Err(vec![too_many.clone()]), "{quantity}");
    }
    let twice = order.plan(ReturnKind::Withdrawal, &wish(&[(1, i64::MAX, None), (1, i64::MAX, None)]));
    assert_eq!(twice, Err(vec![too_many]));
    assert_eq!(order.plan(ReturnKind::Withdrawal, &wish(&[(9, 1, None)])), Err(vec![WishProblem::UnknownLine]));
    assert_eq!(order.plan(ReturnKind::Withdrawal, &wish(&[])), Err(vec![WishProblem::Nothing]));
}

fn any_line() -> impl Strategy<Value = ReturnableLine> {
    (1_i64..6, 0_i64..6, 0_i64..6, any::<(bool, bool)>()).prop_map(|(quantity, sent, refunded, (made, fetched))| {
        let refunded = refunded.min(quantity);
        let sent = sent.min(quantity);
        ReturnableLine { refunded, is_made_to_order: made, is_fetched: fetched, ..thing(1, quantity, sent) }
    })
}

proptest! {
    #[test]
    fn however_returns_follow_each_other_no_more_is_spoken_for_than_was_bought_and_no_more_comes_than_was_sent(
        line in any_line(), steps in prop::collection::vec((any::<bool>(), 1_i64..6), 0..8),
    ) {
        let mut order = order(vec![line], OrderState::Confirmed);
        for (is_withdrawal, quantity) in steps {
            let kind = if is_withdrawal { ReturnKind::Withdrawal } else { ReturnKind::Return };
            let Ok(lines) = order.plan(kind, &wish(&[(1, quantity, DAMAGED)])) else { continue };
            prop_assert_eq!(lines.len(), 1);
            order.lines[0].returning += lines[0].quantity;
            order.lines[0].returning_unsent += lines[0].unsent;
            let line = &order.lines[0];
            prop_assert!(line.returning + line.refunded <= line.quantity);
            prop_assert!(line.returning - line.returning_unsent <= line.sent);
            prop_assert!(lines[0].unsent >= 0 && lines[0].unsent <= lines[0].quantity);
        }
    }
}
