//! What stands around the grid: tools, conflicts, and the bar that saves.

use leptos::prelude::*;

use super::{
    keys::Desk,
    model::{self, Model},
};
use crate::admin::{
    bulk::style,
    parts::{refusal::Complaint, style as part, words::counted},
};

/// Undo, redo, fill down, columns.
#[component]
pub fn Tools(
    /// The grid.
    desk: Desk,
) -> impl IntoView {
    let steps = move || desk.model.with(Model::steps);
    let range = move || {
        desk.model.with(|model| {
            let (first, last) = model.range();
            let count = (last.0 - first.0 + 1) * (last.1 - first.1 + 1);
            if count == 1 { String::new() } else { format!("{count} cells selected") }
        })
    };
    let act = move |change: fn(&mut Model)| {
        move |_| {
            desk.commit(0, 0);
            desk.model.update(change);
            desk.hold();
        }
    };
    view! {
        <div class=style::toolbar role="toolbar" aria-label="Grid">
            <button
                class=part::button
                title="Undo (Ctrl Z)"
                disabled=move || !steps().0
                on:click=act(|model| _ = model.undo())
            >
                "Undo"
            </button>
            <button
                class=part::button
                title="Redo (Shift Ctrl Z)"
                disabled=move || !steps().1
                on:click=act(|model| _ = model.redo())
            >
                "Redo"
            </button>
            <button class=part::button title="Fill down (Ctrl D)" on:click=act(Model::fill_down)>
                "Fill down"
            </button>
            <button class=part::button popovertarget="grid-columns">
                "Columns"
            </button>
            <div id="grid-columns" popover="auto" class=style::popover role="dialog" aria-label="Columns">
                <div class=style::columnlist>
                    {model::columns()
                        .into_iter()
                        .map(|field| {
                            let shown = move || desk.model.with(|model| model.columns.contains(&field));
                            view! {
                                <label>
                                    <input
                                        class=part::tick
                                        type="checkbox"
                                        prop:checked=shown
                                        on:change=move |_| {
                                            desk.commit(0, 0);
                                            desk.model.update(|model| model.toggle(field));
                                        }
                                    />
                                    {field.label()}
                                </label>
                            }
                        })
                        .collect_view()}
                </div>
            </div>
            <span role="status">{range}</span>
        </div>
    }
}

/// What somebody else has changed meanwhile: both values, and which of them is to stay.
#[component]
pub fn Notes(
    /// The grid.
    desk: Desk,
) -> impl IntoView {
    let failed = move || desk.save.value().get().and_then(Result::err).map(|error| error.to_string());
    view! {
        <Complaint message=Signal::derive(failed) />
        {move || {
            let conflicts = desk.model.with(Model::conflicts);
            (!conflicts.is_empty())
                .then(|| {
                    view! {
                        <div class=part::banner role="alert">
                            <strong>"Nothing was saved: somebody else has changed some of these values."</strong>
                            <ul class=style::notes>
                                {conflicts
                                    .into_iter()
                                    .map(|(cell, name, theirs, mine)| {
                                        let gone = theirs.is_none();
                                        let theirs = theirs.unwrap_or_else(|| "gone".to_owned());
                                        view! {
                                            <li>
                                                <span>{name} ": now “" {theirs} "”, you typed “" {mine} "”"</span>
                                                <button
                                                    class=part::button
                                                    on:click=move |_| desk.model.update(|model| model.settle(cell, false))
                                                >
                                                    "Take theirs"
                                                </button>
                                                {(!gone)
                                                    .then(|| {
                                                        view! {
                                                            <button
                                                                class=part::button
                                                                on:click=move |_| {
                                                                    desk.model.update(|model| model.settle(cell, true));
                                                                }
                                                            >
                                                                "Keep mine"
                                                            </button>
                                                        }
                                                    })}
                                            </li>
                                        }
                                    })
                                    .collect_view()}
                            </ul>
                        </div>
                    }
                })
        }}
    }
}

/// The bar that appears when something is typed: how much, what must be mended, save and discard.
#[component]
pub fn SaveBar(
    /// The grid.
    desk: Desk,
) -> impl IntoView {
    let pending = desk.save.pending();
    let numbers = Memo::new(move |_| desk.model.with(|model| (model.changed_count(), model.errors().len())));
    move || {
        let (changed, errors) = numbers.get();
        (changed > 0).then(|| {
            let words = format!("{} changed", counted(changed, "value"));
            let mend =
                if errors == 1 { "1 needs another look".to_owned() } else { format!("{errors} need another look") };
            view! {
                <div class=style::savebar role="region" aria-label="Unsaved changes">
                    <span role="status">{words}</span>
                    {(errors > 0)
                        .then(|| {
                            view! {
                                <button type="button" on:click=move |_| desk.to_error()>
                                    {mend}
                                </button>
                            }
                        })}
                    <button
                        type="button"
                        on:click=move |_| {
                            desk.cancel();
                            desk.model.update(Model::discard);
                        }
                    >
                        "Discard"
                    </button>
                    <button
                        type="button"
                        class=style::save
                        title="Save products (Ctrl S)"
                        disabled=move || pending.get() || errors != 0
                        on:click=move |_| desk.send()
                    >
                        {move || if pending.get() { "Saving …" } else { "Save products" }}
                    </button>
                </div>
            }
        })
    }
}
