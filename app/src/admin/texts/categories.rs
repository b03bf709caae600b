//! What categories are called in a language.

use domain::{catalog::view::CategoryTextRow, kernel::Language};
use leptos::{form::ActionForm, prelude::*};

use super::{
    api::{SaveCategoryTexts, category_texts},
    style,
};
use crate::{
    admin::{
        layout::AdminState,
        parts::{refusal::Complaint, style as part},
    },
    data::part_data,
};

/// All categories, each with a form of its own.
#[component]
pub fn Categories(language: Language) -> impl IntoView {
    let state = AdminState::of_frame();
    let action = ServerAction::<SaveCategoryTexts>::new();
    let data = part_data(move || action.version().get(), move |_| category_texts(language));
    Effect::new(move || {
        if action.value().get() == Some(Ok(())) {
            state.say("Category saved");
        }
    });
    let refused = Signal::derive(move || action.value().get().and_then(Result::err).map(|error| error.to_string()));
    view! {
        <section class=part::card aria-labelledby="categories">
            <div class=part::cardhead>
                <h2 id="categories">"Categories"</h2>
            </div>
            <Complaint message=refused />
            <Transition>
                {move || Suspend::new(async move {
                    let rows = data.await.unwrap_or_default();
                    view! {
                        <ul class=style::categories>
                            {rows.into_iter().map(|row| view! { <Row row language action /> }).collect_view()}
                        </ul>
                    }
                })}
            </Transition>
        </section>
    }
}

#[component]
fn Row(row: CategoryTextRow, language: Language, action: ServerAction<SaveCategoryTexts>) -> impl IntoView {
    let id = format!("category-{}", row.category);
    let (name_id, text_id) = (format!("name-{}", row.category), format!("text-{}", row.category));
    view! {
        <li id=id>
            <div class=style::source>
                <strong>{row.name}</strong>
                <p>{row.description}</p>
            </div>
            <ActionForm action>
                <input type="hidden" name="category" value=row.category.to_string() />
                <input type="hidden" name="language" value=language.code() />
                <div class=part::field>
                    <label for=name_id.clone()>"Name"</label>
                    <input id=name_id name="name" lang=language.code() value=row.said_name maxlength="200" autocomplete="off" />
                </div>
                <div class=part::field>
                    <label for=text_id.clone()>"Description"</label>
                    <textarea id=text_id name="description" lang=language.code() maxlength="2000" rows="2">
                        {row.said_description}
                    </textarea>
                </div>
                <button class=part::button disabled=move || action.pending().get()>"Save category"</button>
            </ActionForm>
        </li>
    }
}
