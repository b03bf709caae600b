//! Revenue, orders and the average order of 30 days, against the 30 days before.

use domain::{
    kernel::{Money, Timestamp},
    order::view::DashboardView,
};
use leptos::prelude::*;

use super::{chart::sparkline, style};
use crate::admin::clock::short_day;

/// Three figures with their change.
#[component]
pub fn Figures(
    /// The figures.
    dashboard: DashboardView,
    /// When they were read.
    now: Timestamp,
) -> impl IntoView {
    let revenue = sum(&dashboard.revenue_by_day);
    let before = sum(&dashboard.revenue_before);
    let from = dashboard.revenue_by_day.first().map_or(now, |day| day.0);
    let average_now = average(revenue, dashboard.orders);
    let average_before = average(before, dashboard.orders_before);
    let sums = dashboard.revenue_beside.iter().map(Money::to_string).collect::<Vec<_>>().join(" and ");
    let beside = (!sums.is_empty()).then(|| {
        view! { <p class=style::period>{format!("Not in these sums, for want of a rate: {sums} of the last 60 days")}</p> }
    });
    let days = dashboard.revenue_by_day.iter().map(|day| day.1.minor).collect::<Vec<_>>();
    view! {
        <p class=style::period>{short_day(from)} " – " {short_day(now)} ", against the 30 days before"</p>
        {beside}
        <div class=style::figures>
            <section class=style::figure>
                <h3>"Revenue"</h3>
                <strong>{money(&dashboard, revenue)}</strong>
                <Change now=revenue before />
                {sparkline(&days)}
            </section>
            <section class=style::figure>
                <h3>"Orders"</h3>
                <strong>{dashboard.orders}</strong>
                <Change now=dashboard.orders before=dashboard.orders_before />
            </section>
            <section class=style::figure>
                <h3>"Average order"</h3>
                <strong>{money(&dashboard, average_now)}</strong>
                <Change now=average_now before=average_before />
            </section>
        </div>
    }
}

fn sum(days: &[(Timestamp, Money)]) -> i64 {
    days.iter().fold(0_i64, |sum, day| sum.saturating_add(day.1.minor))
}

fn average(revenue: i64, orders: i64) -> i64 {
    revenue.checked_div(orders).unwrap_or(0)
}

fn money(dashboard: &DashboardView, minor: i64) -> String {
    let currency = dashboard.revenue_by_day.first().map(|day| day.1.currency);
    currency.map(|currency| Money::new(minor, currency).to_string()).unwrap_or_default()
}

/// "+12.4 %", or nothing to compare with.
#[component]
fn Change(now: i64, before: i64) -> impl IntoView {
    match permille(now, before) {
        None => view! { <small>"nothing before to compare with"</small> }.into_any(),
        Some(permille) => {
            let class = if permille < 0 { style::worse } else { style::better };
            view! {
                <small>
                    <span class=class>{signed_percent(permille)}</span>
                    " than before"
                </small>
            }
            .into_any()
        }
    }
}

fn permille(now: i64, before: i64) -> Option<i64> {
    let difference = now.checked_sub(before)?.checked_mul(1000)?;
    (before > 0).then(|| difference / before)
}

fn signed_percent(permille: i64) -> String {
    let sign = if permille < 0 { "−" } else { "+" };
    let size = permille.unsigned_abs();
    format!("{sign}{}.{} %", size / 10, size % 10)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_change_has_a_sign_and_one_decimal_and_is_silent_without_a_past() {
        assert_eq!(permille(1124, 1000).map(signed_percent).as_deref(), Some("+12.4 %"));
        assert_eq!(permille(1000, 3000).map(signed_percent).as_deref(), Some("−66.6 %"));
        assert_eq!(permille(5, 0), None);
    }
}
