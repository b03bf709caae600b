//! What happened to an order, day by day, with room for a note.

use domain::{
    kernel::{OrderId, Timestamp},
    order::view::TimelineEntry,
};
use leptos::{form::ActionForm, html, prelude::*};

use super::{actions::OrderActions, style};
use crate::admin::{
    clock::{day, machine, time_of_day, whole},
    layout::AdminState,
    parts::style as part,
};

/// The history, newest first.
#[component]
pub fn Timeline(
    /// The order.
    id: OrderId,
    /// What happened.
    entries: Vec<TimelineEntry>,
    /// When it was read.
    now: Timestamp,
    /// The changes.
    actions: OrderActions,
) -> impl IntoView {
    let state = AdminState::of_frame();
    let days = move || {
        by_day(&entries, now, |at| state.here(at))
            .into_iter()
            .map(|(day, entries)| {
                view! {
                    <h3 class=style::day>{day}</h3>
                    <ol class=style::entries>
                        {entries.into_iter().map(|entry| view! { <Entry entry state /> }).collect_view()}
                    </ol>
                }
            })
            .collect_view()
    };
    view! {
        <section class=part::card aria-labelledby="timeline">
            <div class=part::cardhead>
                <h2 id="timeline">"Timeline"</h2>
            </div>
            <Note id actions />
            {days}
        </section>
    }
}

#[component]
fn Entry(entry: TimelineEntry, state: AdminState) -> impl IntoView {
    view! {
        <li class=style::entry>
            <span>
                {entry.text} " "
                <span class=part::aside>"by " {entry.actor}</span>
            </span>
            <time class=part::aside datetime=machine(entry.at) title=format!("{} UTC", whole(entry.at))>
                {move || time_of_day(state.here(entry.at))}
            </time>
        </li>
    }
}

#[component]
fn Note(id: OrderId, actions: OrderActions) -> impl IntoView {
    let field = NodeRef::<html::Input>::new();
    let action = actions.note;
    Effect::new(move || {
        if matches!(action.value().get(), Some(Ok(())))
            && let Some(field) = field.get()
        {
            field.set_value("");
        }
    });
    view! {
        <ActionForm action attr:class=style::note>
            <input type="hidden" name="order" value=id.to_string() />
            <input
                class=part::input
                node_ref=field
                name="text"
                aria-label="Note"
                placeholder="Add a note for yourself and your team"
                maxlength="500"
                required
                autocomplete="off"
            />
            <button class=part::button disabled=move || action.pending().get()>
                "Add note"
            </button>
        </ActionForm>
    }
}

/// By the days of a clock.
fn by_day(
    entries: &[TimelineEntry],
    now: Timestamp,
    clock: impl Fn(Timestamp) -> Timestamp,
) -> Vec<(String, Vec<TimelineEntry>)> {
    let mut days: Vec<(String, Vec<TimelineEntry>)> = Vec::new();
    for entry in entries {
        let name = day(clock(entry.at), clock(now));
        match days.last_mut() {
            Some((last, entries)) if *last == name => entries.push(entry.clone()),
            _ => days.push((name, vec![entry.clone()])),
        }
    }
    days
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_happened_on_one_day_stands_under_one_heading() {
        let now = Timestamp(100 * Timestamp::DAY);
        let entry = |at: Timestamp| TimelineEntry { text: String::new(), actor: String::new(), at };
        let entries = vec![entry(now), entry(now), entry(now.plus(-Timestamp::DAY))];
        let days = |clock: fn(Timestamp) -> Timestamp| -> Vec<(String, usize)> {
            by_day(&entries, now, clock).into_iter().map(|(day, entries)| (day, entries.len())).collect()
        };
        assert_eq!(days(|at| at), [("Today".to_owned(), 2), ("Yesterday".to_owned(), 1)]);
        let west = |at: Timestamp| if at.0 % (2 * Timestamp::DAY) == 0 { at.plus(-Timestamp::DAY) } else { at };
        assert_eq!(days(west), [("Today".to_owned(), 3)], "where it is still the day before");
    }
}
