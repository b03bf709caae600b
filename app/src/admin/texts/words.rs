//! What attributes and their values are called in a language: said once, it holds for every product.

use domain::{
    catalog::view::{AttributeWords, WordRow},
    kernel::Language,
};
use leptos::{form::ActionForm, prelude::*};

use super::{
    api::{SaveWords, read_words},
    style,
};
use crate::{
    admin::{
        layout::AdminState,
        parts::{refusal::Complaint, style as part},
    },
    data::part_data,
};

/// So many words of an attribute are edited here; more are edited with the products that have them.
const MOST_SHOWN: usize = 500;

/// All attributes, each with a form of its own.
#[component]
pub fn Words(language: Language) -> impl IntoView {
    let state = AdminState::of_frame();
    let action = ServerAction::<SaveWords>::new();
    let data = part_data(move || action.version().get(), move |_| read_words(language));
    Effect::new(move || {
        if action.value().get() == Some(Ok(())) {
            state.say("Words saved");
        }
    });
    let refused = Signal::derive(move || action.value().get().and_then(Result::err).map(|error| error.to_string()));
    view! {
        <Transition>
            {move || Suspend::new(async move {
                let attributes = data.await.unwrap_or_default();
                (!attributes.is_empty())
                    .then(|| {
                        view! {
                            <section class=part::card aria-labelledby="attributes">
                                <div class=part::cardhead>
                                    <h2 id="attributes">"Attributes"</h2>
                                    <span class=part::aside>"Said once, for every product"</span>
                                </div>
                                <Complaint message=refused />
                                <div class=style::attributes>
                                    {attributes
                                        .into_iter()
                                        .map(|attribute| view! { <Attribute attribute language action /> })
                                        .collect_view()}
                                </div>
                            </section>
                        }
                    })
            })}
        </Transition>
    }
}

#[component]
fn Attribute(attribute: AttributeWords, language: Language, action: ServerAction<SaveWords>) -> impl IntoView {
    let missing = attribute.missing();
    let (tone, state) = match missing {
        0 => (part::good, "complete".to_owned()),
        missing => (part::warn, format!("{missing} missing")),
    };
    let AttributeWords { key, label, words } = attribute;
    let of_field = key.clone();
    let one = move |(place, row): (usize, WordRow)| view! { <Word key=of_field.clone() place row language /> };
    view! {
        <details id=format!("attribute-{key}")>
            <summary>
                <strong>{label}</strong>
                <span class=format!("{} {tone}", part::badge)>{state}</span>
            </summary>
            <ActionForm action>
                <input type="hidden" name="language" value=language.code() />
                <ul>{words.into_iter().take(MOST_SHOWN).enumerate().map(one).collect_view()}</ul>
                <button class=part::button disabled=move || action.pending().get()>"Save words"</button>
            </ActionForm>
        </details>
    }
}

#[component]
fn Word(key: String, place: usize, row: WordRow, language: Language) -> impl IntoView {
    let id = format!("{key}-{place}");
    view! {
        <li>
            <label for=id.clone()>{row.word.clone()}</label>
            <input type="hidden" name=format!("words[{place}][word]") value=row.word />
            <input
                class=part::input
                id=id
                name=format!("words[{place}][text]")
                lang=language.code()
                value=row.text
                maxlength="200"
                autocomplete="off"
            />
        </li>
    }
}
