//! A category's place among its siblings, and the buttons that change it: plain forms, so that they work without a script.

use domain::catalog::view::CategoryRow;
use leptos::{form::ActionForm, prelude::*};

use super::{api::MoveCategory, style};
use crate::admin::parts::{
    icon::{Drawing, Icon},
    style as part,
};

/// Up and down.
#[component]
pub fn Steps(
    /// The category.
    row: CategoryRow,
    /// What moves it.
    action: ServerAction<MoveCategory>,
) -> impl IntoView {
    let CategoryRow { id, name, place, siblings, .. } = row;
    let step = |earlier: bool| {
        let name = name.clone();
        let (icon, words, off) =
            if earlier { (Icon::Up, "Up", place <= 1) } else { (Icon::Down, "Down", place >= siblings) };
        view! {
            <ActionForm action>
                <input type="hidden" name="category" value=id.to_string() />
                <input type="hidden" name="earlier" value=earlier.to_string() />
                <button class=format!("{} {}", part::button, part::icon) title=words disabled=off>
                    <Drawing icon />
                    <span class=part::hidden>{words} ": " {name}</span>
                </button>
            </ActionForm>
        }
    };
    view! { <span class=style::steps>{step(true)} {step(false)}</span> }.into_any()
}
