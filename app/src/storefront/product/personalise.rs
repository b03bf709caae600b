//! What shoppers fill in before a product that is made to order goes into their bag: plain fields of the form, which the server
//! checks. A form with files is no server function's: it goes to an address of its own, by a script or by the browser itself.

use std::collections::BTreeMap;

use domain::{
    cart::view::{CartLineView, CartView},
    catalog::personalisation::{AnswerValue, FieldKind, MOST_FILE_BYTES, PersonalisationField, TOO_LARGE, field_key},
};
use leptos::{
    prelude::*,
    wasm_bindgen::JsCast as _,
    web_sys::{EventTarget, File, FormData, HtmlFormElement},
};
use ui::{CONTROL, HIDDEN};

use super::style;
use crate::{ask, error::AppError};

/// Where a form with files goes.
pub const ADDRESS: &str = "/cart/personalised";
/// A longer text gets more than one line.
const LONG: i64 = 80;

/// The fields; nothing for a product without any.
#[component]
pub fn Personalise(
    /// The fields of the product.
    fields: Vec<PersonalisationField>,
) -> impl IntoView {
    (!fields.is_empty()).then(|| {
        view! { <div class=style::personal>{fields.into_iter().map(|field| view! { <One field /> }).collect_view()}</div> }
    })
}

#[component]
fn One(field: PersonalisationField) -> impl IntoView {
    let name = field.name();
    let most = field.most_characters.to_string();
    let required = field.is_required;
    let costs = (field.surcharge.minor > 0).then(|| format!("+ {}", field.surcharge));
    let note = note(&field);
    let control = match field.kind {
        FieldKind::File => {
            let accept = field.file_types.iter().map(|one| format!(".{one}")).collect::<Vec<_>>().join(",");
            view! { <input class=style::attach id=name.clone() type="file" name=name.clone() accept=accept required=required /> }
                .into_any()
        }
        FieldKind::Text if field.most_characters > LONG => {
            view! { <textarea class=CONTROL id=name.clone() name=name.clone() maxlength=most rows="3" required=required></textarea> }
                .into_any()
        }
        kind => {
            let kind = if kind == FieldKind::Email { "email" } else { "text" };
            view! {
                <input
                    class=CONTROL
                    id=name.clone()
                    type=kind
                    name=name.clone()
                    maxlength=most
                    required=required
                    autocomplete="off"
                    spellcheck="false"
                />
            }
            .into_any()
        }
    };
    view! {
        <p>
            <label for=name>
                <span>{field.label}</span>
                {costs.map(|costs| view! { <strong><span class=HIDDEN>"costs "</span>{costs}</strong> })}
                <small>{note}</small>
            </label>
            {control}
        </p>
    }
}

/// Whether it must be filled in, and how much fits.
fn note(field: &PersonalisationField) -> String {
    let need = if field.is_required { "required" } else { "optional" };
    match field.kind {
        FieldKind::Text => format!("{need} · up to {} characters", field.most_characters),
        FieldKind::File => format!("{need} · {}, up to 10 MB", field.file_types.join(", ")),
        FieldKind::Email => need.to_owned(),
    }
}

/// Whether a file can be attached.
pub fn has_files(fields: &[PersonalisationField]) -> bool {
    fields.iter().any(|field| field.kind == FieldKind::File)
}

/// What stands in a form.
pub fn form_data(form: Option<EventTarget>) -> Option<FormData> {
    FormData::new_with_form(&form?.dyn_into::<HtmlFormElement>().ok()?).ok()
}

/// The texts that stand in the fields.
pub fn texts(data: &FormData, fields: &[PersonalisationField]) -> BTreeMap<String, String> {
    let text = |field: &PersonalisationField| Some((field_key(field.id), data.get(&field.name()).as_string()?));
    fields.iter().filter_map(text).collect()
}

/// Sends a form with files, and gives the bag as it stands then. What is too large is not sent at all.
pub async fn send(data: &FormData, fields: &[PersonalisationField]) -> Result<CartView, AppError> {
    let is_large = |file: File| file.size() > f64::from(MOST_FILE_BYTES);
    if fields.iter().any(|field| data.get(&field.name()).dyn_into().is_ok_and(is_large)) {
        return Err(AppError::Invalid(TOO_LARGE.to_owned()));
    }
    ask::send(ADDRESS, data).await
}

/// The line of a bag into which these texts went; the newest, where only files make the difference.
pub fn line_of<'a>(cart: &'a CartView, sku: &str, texts: &BTreeMap<String, String>) -> Option<&'a CartLineView> {
    let lines = || cart.lines.iter().rev().filter(|line| line.sku == sku);
    lines().find(|line| has_texts(line, texts)).or_else(|| lines().next())
}

fn has_texts(line: &CartLineView, texts: &BTreeMap<String, String>) -> bool {
    let mut kept = line.answers.iter().filter_map(|answer| match &answer.value {
        AnswerValue::Text(text) => Some((field_key(answer.field), text)),
        AnswerValue::File { .. } => None,
    });
    let given = texts.values().filter(|text| !text.trim().is_empty()).count();
    kept.clone().count() == given
        && kept.all(|(key, text)| texts.get(&key).is_some_and(|typed| typed.trim().replace("\r\n", "\n") == *text))
}
