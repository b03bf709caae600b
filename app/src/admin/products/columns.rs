//! Which columns stand in which order, and how dense the rows are. Every press changes the list at once, and is remembered.

use leptos::{form::ActionForm, prelude::*};

use super::{Look, api::KeepLook, look, style};
use crate::admin::parts::{
    icon::{Drawing, Icon},
    style as part,
};

/// The button and the sheet behind it.
#[component]
pub fn Columns(
    /// How the list looks now.
    look: Look,
    /// Keeps another look.
    action: ServerAction<KeepLook>,
) -> impl IntoView {
    let all = look.all();
    let order = look::write_columns(&all);
    let rows = all
        .into_iter()
        .enumerate()
        .map(|(place, column)| {
            let shown = look.columns.contains(&column);
            view! {
                <li>
                    <label>
                        <input type="checkbox" name="shown[]" value=column.key() checked=shown />
                        {column.label()}
                    </label>
                    {(place > 0)
                        .then(|| {
                            view! {
                                <button
                                    class=format!("{} {}", part::quiet, part::icon)
                                    name="up"
                                    value=column.key()
                                    aria-label=format!("Move {} up", column.label())
                                >
                                    <Drawing icon=Icon::Up />
                                </button>
                            }
                        })}
                </li>
            }
        })
        .collect_view();
    view! {
        <div class=style::menu>
            <button type="button" class=part::button popovertarget="columns">
                "Columns"
            </button>
            <div id="columns" popover="auto" class=style::filters role="dialog" aria-label="Columns">
                <ActionForm action attr:class=style::filterform>
                    <input type="hidden" name="order" value=order />
                    <ol class=style::columns>{rows}</ol>
                    <label>
                        <input type="checkbox" name="compact" value="true" checked=look.compact />
                        "Compact rows"
                    </label>
                    <div class=style::rest>
                        <button class=part::primary>"Show columns"</button>
                        <button class=part::quiet name="reset" value="true">
                            "Reset to default"
                        </button>
                    </div>
                </ActionForm>
            </div>
        </div>
    }
}
