//! Words that mean the same.

use domain::search::view::SynonymRow;
use leptos::{form::ActionForm, html, prelude::*};

use super::{
    page::{Actions, empty_once_added, refused},
    style,
};
use crate::admin::parts::{refusal::Complaint, style as part};

/// All groups, and a form for another.
#[component]
pub(super) fn Synonyms(
    /// The groups.
    synonyms: Vec<SynonymRow>,
    /// What can be done.
    actions: Actions,
) -> impl IntoView {
    let rows = synonyms
        .into_iter()
        .map(|row| {
            let label = format!("Remove {}", row.words);
            view! {
                <li class=style::rule>
                    <span class=style::subject>{row.words}</span>
                    <ActionForm action=actions.remove_synonym>
                        <input type="hidden" name="synonym" value=row.id.to_string() />
                        <button class=part::quiet aria-label=label>"Remove"</button>
                    </ActionForm>
                </li>
            }
        })
        .collect_view();
    let wrong = Signal::derive(move || refused(actions.add_synonym.value().get()));
    let form = NodeRef::<html::Form>::new();
    let is_added = move || actions.add_synonym.value().get().is_some_and(|answer| answer.is_ok());
    empty_once_added(form, Signal::derive(is_added));
    view! {
        <section class=part::card aria-labelledby="synonyms">
            <div class=part::cardhead>
                <h2 id="synonyms">"Words that mean the same"</h2>
            </div>
            <div class=style::block>
                <ul class=style::rules>{rows}</ul>
                <ActionForm action=actions.add_synonym node_ref=form attr:class=style::add>
                    <div class=part::field>
                        <label for="synonym-words">"Words, with commas between"</label>
                        <input
                            id="synonym-words"
                            name="words"
                            required
                            maxlength="500"
                            placeholder="mug, cup, beaker"
                            autocomplete="off"
                            aria-invalid=move || wrong.with(Option::is_some).to_string()
                        />
                        <Complaint message=wrong />
                    </div>
                    <button class=part::button disabled=move || actions.add_synonym.pending().get()>"Add words"</button>
                </ActionForm>
            </div>
        </section>
    }
}
