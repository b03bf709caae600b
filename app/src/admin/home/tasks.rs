//! What needs doing: quiet when there is nothing.

use domain::order::view::{DashboardView, shown_count};
use leptos::prelude::*;

use super::style;

struct Task {
    label: String,
    count: i64,
    /// The count in digits.
    shown: String,
    hint: &'static str,
    href: String,
    urgent: bool,
}

impl Task {
    fn new(label: &str, count: i64, hint: &'static str, href: &str) -> Self {
        let shown = count.to_string();
        Self { label: label.to_owned(), count, shown, hint, href: href.to_owned(), urgent: false }
    }

    /// Orders, which are not counted to the end.
    fn of_orders(label: &str, count: i64, hint: &'static str, href: &str) -> Self {
        Self { shown: shown_count(count), ..Self::new(label, count, hint, href) }
    }
}

/// Counts that lead to the very list behind each; a language in which everything is said is left out.
#[component]
pub fn Tasks(
    /// The figures.
    dashboard: DashboardView,
) -> impl IntoView {
    let urgent = Task::of_orders(
        "Needs review",
        dashboard.needs_review,
        "another amount was paid",
        "/admin/orders?tab=needs-review",
    );
    let tasks = [
        Task::of_orders("Orders to send", dashboard.to_send, "ready to be packed", "/admin/orders?tab=to-send"),
        Task::new(
            "Awaiting transfers",
            dashboard.awaiting_transfer,
            "compare with the bank account",
            "/admin/orders?tab=unpaid",
        ),
        Task { urgent: true, ..urgent },
        Task::new("Returns", dashboard.returns, "to decide, to inspect or to pay back", "/admin/returns"),
        Task::new("Owed", dashboard.owed, "orders wait for goods", "/admin/stock/owed"),
        Task::new("Low on stock", dashboard.low_stock, "few left or sold out", "/admin/stock"),
        Task::new(
            "Incomplete products",
            dashboard.incomplete,
            "words, pictures or codes are missing",
            "/admin/products?complete=no",
        ),
    ];
    let untold = dashboard.untold.into_iter().filter(|(_, count)| *count > 0).map(|(language, count)| {
        let (label, href) =
            (format!("Not in {}", language.name()), format!("/admin/products?untold={}", language.code()));
        Task::new(&label, count, "a name or description is missing", &href)
    });
    let tasks = tasks.into_iter().chain(untold).collect::<Vec<_>>();
    view! {
        <h2 class=crate::admin::parts::style::hidden>"To do"</h2>
        <ul class=style::tasks>{tasks.into_iter().map(task).collect_view()}</ul>
    }
}

fn task(task: Task) -> impl IntoView {
    let waits = task.count > 0;
    let class = match (waits, task.urgent) {
        (false, _) => style::calm,
        (true, false) => style::waits,
        (true, true) => style::urgent,
    };
    view! {
        <li class=class>
            <a href=task.href>
                <span>{task.label}</span>
                <strong>{if waits { task.shown } else { "None".to_owned() }}</strong>
                <small>{waits.then_some(task.hint)}</small>
            </a>
        </li>
    }
}
