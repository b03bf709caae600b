//! Comparing what clients were told with what stands in the database (I-15).

use std::collections::{HashMap, HashSet};

use serde_json::Value;

use super::promise::{Promise, Told};

/// An order as it was exported.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Exported {
    number: String,
    total: i64,
    state: String,
}

/// What was told otherwise than it is. The orders of `changed` addresses may cost something else: a manager changed them, or tried to.
pub fn compare(promises: &[Promise], changed: &HashSet<String>, rows: &[Value]) -> Vec<String> {
    let mut orders: HashMap<String, Vec<Exported>> = HashMap::new();
    for row in rows {
        if let Some((email, order)) = read(row) {
            orders.entry(email).or_default().push(order);
        }
    }
    promises
        .iter()
        .filter_map(|promise| {
            let orders = orders.get(&promise.email).map_or(&[][..], Vec::as_slice);
            fault(promise, changed.contains(&promise.email), orders)
        })
        .collect()
}

/// The first row of an order: only that one says to whom it belongs.
fn read(row: &Value) -> Option<(String, Exported)> {
    let text = |name: &str| row.get(name).and_then(Value::as_str);
    let total = row.get("Total")?;
    let total = total.as_str().map_or_else(|| total.to_string(), str::to_owned);
    let order = Exported { number: text("Order")?.to_owned(), total: minor(&total)?, state: text("State")?.to_owned() };
    Some((text("Email")?.to_owned(), order))
}

/// "12.30", "12.3" or "12" in cents.
fn minor(decimal: &str) -> Option<i64> {
    let (whole, part) = decimal.split_once('.').unwrap_or((decimal, ""));
    let cents = format!("{part:0<2}");
    whole.parse::<i64>().ok()?.checked_mul(100)?.checked_add(cents.get(..2)?.parse().ok()?)
}

fn fault(promise: &Promise, is_changed: bool, orders: &[Exported]) -> Option<String> {
    let Promise { email, total, number, is_paid, .. } = promise;
    let wrong = |what: String| Some(format!("I-15 {email}: {what}"));
    match (promise.told, orders) {
        (Told::Placed, [order]) if order.total != *total && !is_changed => {
            wrong(format!("told {total}, and {} costs {}", order.number, order.total))
        }
        (Told::Placed, [order]) if number.as_ref().is_some_and(|number| *number != order.number) => {
            wrong(format!("told {number:?}, and it is {}", order.number))
        }
        (Told::Placed, [order]) if *is_paid && order.state == "pending_payment" => {
            wrong(format!("paid, and {} waits for money", order.number))
        }
        (Told::Placed, [_]) | (Told::Refused | Told::Nothing, []) | (Told::Nothing, [_]) => None,
        (Told::Placed, []) => wrong("told that the order stands, and there is none".to_owned()),
        (Told::Refused, _) => wrong(format!("refused, and {orders:?} stands")),
        (_, _) => wrong(format!("one cart, and {} orders", orders.len())),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn promise(told: Told) -> Promise {
        Promise {
            email: "a@example.org".to_owned(),
            cookie: String::new(),
            fields: Vec::new(),
            total: 1_230,
            told,
            continue_at: None,
            is_paid: false,
            page: None,
            number: Some("M-10017".to_owned()),
        }
    }

    fn order(number: &str, total: Value, state: &str) -> Value {
        json!({ "Order": number, "Email": "a@example.org", "Total": total, "State": state })
    }

    #[test]
    fn what_was_told_and_stands_is_no_fault() {
        let second_line = json!({ "Order": "M-10017", "Line SKU": "x" });
        let rows = [order("M-10017", json!(12.3), "confirmed"), second_line];
        let unchanged = HashSet::new();
        assert_eq!(compare(&[promise(Told::Placed), promise(Told::Nothing)], &unchanged, &rows), Vec::<String>::new());
        assert_eq!(compare(&[promise(Told::Refused), promise(Told::Nothing)], &unchanged, &[]), Vec::<String>::new());
    }

    #[test]
    fn an_order_that_a_manager_changed_may_cost_something_else_and_must_stand_all_the_same() {
        let changed = HashSet::from(["a@example.org".to_owned()]);
        let dearer = order("M-10017", json!("19.90"), "confirmed");
        assert_eq!(compare(&[promise(Told::Placed)], &changed, &[dearer]), Vec::<String>::new());
        assert_eq!(compare(&[promise(Told::Placed)], &changed, &[]).len(), 1);
    }

    #[test]
    fn every_broken_promise_is_found() {
        let stands = order("M-10017", json!("12.30"), "pending_payment");
        let cases = [
            (promise(Told::Placed), vec![]),
            (promise(Told::Refused), vec![stands.clone()]),
            (promise(Told::Placed), vec![order("M-10017", json!("12.31"), "confirmed")]),
            (promise(Told::Placed), vec![order("M-10025", json!("12.30"), "confirmed")]),
            (promise(Told::Placed), vec![stands.clone(), stands.clone()]),
            (promise(Told::Nothing), vec![stands.clone(), stands.clone()]),
            (Promise { is_paid: true, ..promise(Told::Placed) }, vec![stands]),
        ];
        for (promise, rows) in cases {
            let unchanged = HashSet::new();
            assert_eq!(compare(std::slice::from_ref(&promise), &unchanged, &rows).len(), 1, "{promise:?} {rows:?}");
        }
    }
}
