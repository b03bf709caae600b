//! What needs doing: quiet when there is nothing.

use domain::order::view::DashboardView;
use leptos::prelude::*;

use super::style;

struct Task {
    label: &'static str,
    count: i64,
    hint: &'static str,
    href: &'static str,
    urgent: bool,
}

/// Five counts that lead to the very list behind each.
#[component]
pub fn Tasks(
    /// The figures.
    dashboard: DashboardView,
) -> impl IntoView {
    let tasks = [
        Task {
            label: "Orders to send",
            count: dashboard.to_send,
            hint: "paid and waiting",
            href: "/admin/orders?tab=to-send",
            urgent: false,
        },
        Task {
            label: "Awaiting transfers",
            count: dashboard.awaiting_transfer,
            hint: "compare with the bank account",
            href: "/admin/orders?tab=unpaid",
            urgent: false,
        },
        Task {
            label: "Needs review",
            count: dashboard.needs_review,
            hint: "another amount was paid",
            href: "/admin/orders?tab=needs-review",
            urgent: true,
        },
        Task {
            label: "Low on stock",
            count: dashboard.low_stock,
            hint: "few left or sold out",
            href: "/admin/products?stock=low",
            urgent: false,
        },
        Task {
            label: "Incomplete products",
            count: dashboard.incomplete,
            hint: "words, pictures or codes are missing",
            href: "/admin/products?complete=no",
            urgent: false,
        },
    ];
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
                <strong>{if waits { task.count.to_string() } else { "None".to_owned() }}</strong>
                <small>{waits.then_some(task.hint)}</small>
            </a>
        </li>
    }
}
