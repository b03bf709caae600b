//! What categories, collections and brands say in a language.

use domain::{
    catalog::view::{TextField, TextRow, TextThing, ThingTexts},
    kernel::Language,
};
use leptos::{form::ActionForm, prelude::*};

use super::{
    api::{SaveThingTexts, read_things},
    style,
};
use crate::{
    admin::{
        layout::AdminState,
        parts::{refusal::Complaint, style as part},
    },
    data::part_data,
};

/// A kind of things: its heading, its word in anchors, and the words of its button.
type Kind = (&'static str, &'static str, &'static str);
const CATEGORIES: Kind = ("Categories", "categories", "Save category");
const COLLECTIONS: Kind = ("Collections", "collections", "Save collection");
const BRANDS: Kind = ("Brands", "brands", "Save brand");

fn kind_of(thing: TextThing) -> Kind {
    match thing {
        TextThing::Category(_) => CATEGORIES,
        TextThing::Collection(_) => COLLECTIONS,
        TextThing::Brand(_) => BRANDS,
    }
}

/// All of them by kind, each with a form of its own. A kind of which there is none is left out.
#[component]
pub fn Things(language: Language) -> impl IntoView {
    let state = AdminState::of_frame();
    let action = ServerAction::<SaveThingTexts>::new();
    let data = part_data(move || action.version().get(), move |_| read_things(language));
    Effect::new(move || {
        if action.value().get() == Some(Ok(())) {
            state.say("Texts saved");
        }
    });
    let refused = Signal::derive(move || action.value().get().and_then(Result::err).map(|error| error.to_string()));
    view! {
        <Complaint message=refused />
        <Transition>
            {move || Suspend::new(async move {
                let things = data.await.unwrap_or_default();
                let of = |kind: Kind| {
                    let own = things.iter().filter(|one| kind_of(one.thing) == kind).cloned().collect::<Vec<_>>();
                    (!own.is_empty()).then(|| view! { <Section kind things=own language action /> })
                };
                [CATEGORIES, COLLECTIONS, BRANDS].map(of).collect_view()
            })}
        </Transition>
    }
}

#[component]
fn Section(
    kind: Kind,
    things: Vec<ThingTexts>,
    language: Language,
    action: ServerAction<SaveThingTexts>,
) -> impl IntoView {
    let (heading, id, button) = kind;
    view! {
        <section class=part::card aria-labelledby=id>
            <div class=part::cardhead>
                <h2 id=id>{heading}</h2>
            </div>
            <ul class=style::things>
                {things.into_iter().map(|thing| view! { <Row thing language action button /> }).collect_view()}
            </ul>
        </section>
    }
}

#[component]
fn Row(
    thing: ThingTexts,
    language: Language,
    action: ServerAction<SaveThingTexts>,
    button: &'static str,
) -> impl IntoView {
    let ThingTexts { thing, name, texts } = thing;
    let description = texts.iter().find(|row| row.field == TextField::Description).map(|row| row.source.clone());
    let (meta, plain): (Vec<TextRow>, Vec<TextRow>) = texts.into_iter().partition(|row| row.field.is_meta());
    let is_said = meta.iter().any(|row| !row.text.is_empty());
    let fields =
        move |rows: Vec<TextRow>| rows.into_iter().map(|row| view! { <Field thing row language /> }).collect_view();
    view! {
        <li id=thing.key()>
            <div class=style::source>
                <strong>{name}</strong>
                <p>{description}</p>
            </div>
            <ActionForm action>
                <input type="hidden" name="thing" value=thing.key() />
                <input type="hidden" name="language" value=language.code() />
                {fields(plain)}
                {(!meta.is_empty())
                    .then(|| {
                        view! {
                            <details class=style::meta open=is_said>
                                <summary>"For search engines"</summary>
                                {fields(meta)}
                            </details>
                        }
                    })}
                <button class=part::button disabled=move || action.pending().get()>
                    {button}
                </button>
            </ActionForm>
        </li>
    }
}

#[component]
fn Field(thing: TextThing, row: TextRow, language: Language) -> impl IntoView {
    let id = format!("{}-{}", thing.key(), row.field.key());
    let name = format!("texts[{}]", row.field.key());
    let most = row.field.most_letters().min(10_000).to_string();
    let is_long = matches!(row.field, TextField::Description | TextField::MetaDescription);
    // The source of what stands beside it is told there; of texts for search engines nowhere else.
    let source =
        (row.field.is_meta() && !row.source.is_empty()).then(|| view! { <p class=part::hint>{row.source}</p> });
    let field = if is_long {
        view! {
            <textarea id=id.clone() name=name lang=language.code() maxlength=most rows="2">
                {row.text}
            </textarea>
        }
        .into_any()
    } else {
        view! { <input id=id.clone() name=name lang=language.code() value=row.text maxlength=most autocomplete="off" /> }
            .into_any()
    };
    view! {
        <div class=part::field>
            <label for=id>{row.field.label()}</label>
            {field}
            {source}
        </div>
    }
}
