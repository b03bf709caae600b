//! Lines drawn as SVG, on the server as in the browser. Labels are HTML, so that a phone shows them at full size.

use domain::kernel::{Money, Timestamp};
use leptos::prelude::*;

use super::style;
use crate::admin::{clock::short_day, parts::style as part};

/// The chart's height in its own units; a day is ten wide.
const HEIGHT: i64 = 200;
const DAY_WIDTH: usize = 10;

/// Revenue of each day, the days before dashed, with the same as a table.
#[component]
pub fn RevenueChart(
    /// The last days, oldest first.
    days: Vec<(Timestamp, Money)>,
    /// As many days before.
    before: Vec<(Timestamp, Money)>,
) -> impl IntoView {
    let amounts: Vec<i64> = days.iter().map(|day| day.1.minor).collect();
    let earlier: Vec<i64> = before.iter().map(|day| day.1.minor).collect();
    let highest = amounts.iter().chain(&earlier).copied().max().unwrap_or(0);
    let step = grid_step(highest, days.first().map_or(100, |day| 10_i64.saturating_pow(day.1.currency.exponent())));
    let top = step.saturating_mul(4);
    let currency = days.first().map(|day| day.1.currency);
    let scale = (0..=4_i64)
        .rev()
        .filter_map(|line| currency.map(|currency| short_money(Money::new(step.saturating_mul(line), currency))));
    let width = amounts.len().saturating_sub(1).max(1) * DAY_WIDTH;
    let line = points(&amounts, top);
    let area = format!("0,{HEIGHT} {line} {width},{HEIGHT}");
    let labels = days.iter().map(|day| short_day(day.0)).collect::<Vec<_>>();
    view! {
        <section class=format!("{} {}", part::card, style::chartcard) aria-labelledby="revenue-by-day">
            <div class=part::cardhead>
                <h2 id="revenue-by-day">"Revenue by day"</h2>
                <p class=style::legend>
                    <span class=style::now>"these 30 days"</span>
                    <span class=style::before>"before"</span>
                </p>
            </div>
            <div class=style::chart aria-hidden="true">
                <ol class=style::scale>{scale.map(|label| view! { <li>{label}</li> }).collect_view()}</ol>
                <svg
                    class=style::lines
                    viewBox=format!("0 0 {width} {HEIGHT}")
                    preserveAspectRatio="none"
                    width="100%"
                    height="200"
                >
                    {(0..=4_i64)
                        .map(|line| {
                            let y = HEIGHT * line / 4;
                            view! { <line class=style::grid x1="0" x2=width y1=y y2=y></line> }
                        })
                        .collect_view()}
                    <polygon class=style::area points=area></polygon>
                    <polyline class=style::past points=points(&earlier, top)></polyline>
                    <polyline class=style::present points=line></polyline>
                    {hover(&days, &before)}
                </svg>
                <ol class=style::days>
                    {labels
                        .iter()
                        .step_by(7)
                        .map(|label| view! { <li>{label.clone()}</li> })
                        .collect_view()}
                </ol>
            </div>
            <details class=style::twin>
                <summary>"Table"</summary>
                <table>
                    <thead>
                        <tr>
                            <th scope="col">"Day"</th>
                            <th scope="col" class=part::numeric>
                                "Revenue"
                            </th>
                            <th scope="col" class=part::numeric>
                                "30 days before"
                            </th>
                        </tr>
                    </thead>
                    <tbody>
                        {days
                            .iter()
                            .enumerate()
                            .map(|(index, day)| {
                                let past = before.get(index).map(|past| past.1.to_string());
                                view! {
                                    <tr>
                                        <th scope="row">{short_day(day.0)}</th>
                                        <td class=part::numeric>{day.1.to_string()}</td>
                                        <td class=part::numeric>{past}</td>
                                    </tr>
                                }
                            })
                            .collect_view()}
                    </tbody>
                </table>
            </details>
        </section>
    }
}

/// A column over each day that tells its figures.
fn hover(days: &[(Timestamp, Money)], before: &[(Timestamp, Money)]) -> impl IntoView + use<> {
    days.iter()
        .enumerate()
        .map(|(index, day)| {
            let past = before.get(index).map(|past| format!(" · before {}", past.1)).unwrap_or_default();
            let words = format!("{}: {}{past}", short_day(day.0), day.1);
            let x = (index * DAY_WIDTH).saturating_sub(DAY_WIDTH / 2);
            view! {
                <rect class=style::column x=x y="0" width=DAY_WIDTH height=HEIGHT>
                    <title>{words}</title>
                </rect>
            }
        })
        .collect_view()
}

/// A line without axes.
pub fn sparkline(amounts: &[i64]) -> impl IntoView + use<> {
    let top = amounts.iter().copied().max().unwrap_or(0).max(1);
    let width = amounts.len().saturating_sub(1).max(1) * DAY_WIDTH;
    view! {
        <svg
            class=style::spark
            viewBox=format!("0 -8 {width} {}", HEIGHT + 16)
            preserveAspectRatio="none"
            width="100%"
            height="34"
            aria-hidden="true"
        >
            <polyline class=style::present points=points(amounts, top)></polyline>
        </svg>
    }
}

fn points(amounts: &[i64], top: i64) -> String {
    let place = |(index, amount): (usize, &i64)| {
        let height = i128::from((*amount).max(0)) * i128::from(HEIGHT) / i128::from(top.max(1));
        format!("{},{}", index * DAY_WIDTH, i128::from(HEIGHT) - height)
    };
    amounts.iter().enumerate().map(place).collect::<Vec<_>>().join(" ")
}

/// The round amount between two lines of the grid, so that four of them hold the highest.
fn grid_step(highest: i64, unit: i64) -> i64 {
    let mut decade = unit.max(1);
    loop {
        for factor in [1, 2, 5] {
            let step = decade.saturating_mul(factor);
            if step.saturating_mul(4) >= highest {
                return step;
            }
        }
        decade = decade.saturating_mul(10);
    }
}

/// "€1.5k", "€800".
fn short_money(amount: Money) -> String {
    let unit = 10_i64.saturating_pow(amount.currency.exponent()).max(1);
    let whole = amount.minor / unit;
    let plain = Money::new(whole.saturating_mul(unit), amount.currency).to_string();
    let plain = plain.split('.').next().unwrap_or_default().to_owned();
    if whole < 1000 {
        return plain;
    }
    let thousands = Money::new((whole / 1000).saturating_mul(unit), amount.currency).to_string();
    let tenth = whole % 1000 / 100;
    let thousands = thousands.split('.').next().unwrap_or_default();
    if tenth == 0 { format!("{thousands}k") } else { format!("{thousands}.{tenth}k") }
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::kernel::Currency;

    #[test]
    fn the_grid_is_round_and_holds_the_highest_day() {
        assert_eq!(grid_step(158_000, 100), 50_000);
        assert_eq!(grid_step(0, 100), 100);
        assert_eq!(grid_step(400, 100), 100);
        assert_eq!(grid_step(401, 100), 200);
        assert!(grid_step(i64::MAX, 100) > 0);
    }

    #[test]
    fn amounts_on_the_axis_are_short() {
        let short = |minor| short_money(Money::new(minor, Currency::EUR));
        assert_eq!([short(0), short(80_000), short(150_000), short(200_000)], ["€0", "€800", "€1.5k", "€2k"]);
    }

    #[test]
    fn a_chart_of_no_one_or_many_days_can_be_drawn() {
        assert_eq!(points(&[], 0), "");
        assert_eq!(points(&[5], 5), "0,0");
        assert_eq!(points(&[0, 10, 5], 10), "0,200 10,0 20,100");
        assert_eq!(points(&[i64::MAX], 1).split(',').count(), 2);
    }
}
