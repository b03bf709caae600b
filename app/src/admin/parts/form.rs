//! Fields of the manager's smaller forms, each with what is wrong with it beside it; the product's form has its own.

use leptos::{html, prelude::*, server_fn::ServerFn};
use serde::{Deserialize, Serialize};

use super::{style, wrong};
use crate::error::AppError;

/// What became of a form.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Outcome {
    /// It was saved.
    Saved,
    /// Fields, by path, that cannot stay, with what to do.
    Refused(Vec<(String, String)>),
    /// Somebody else saved in the meantime.
    Conflict,
}

/// The answer to a form, as its fields ask for it.
#[derive(Clone, Copy)]
pub struct FormState {
    /// The first part of the fields' names.
    root: &'static str,
    answer: Signal<Option<Result<Outcome, AppError>>>,
}

impl FormState {
    /// The state of a form whose fields are called `root[…]`. Whenever it is refused, its first wrong field gets the keys.
    #[must_use]
    pub fn new(
        root: &'static str,
        answer: impl Fn() -> Option<Result<Outcome, AppError>> + Send + Sync + 'static,
    ) -> Self {
        let answer = Signal::derive(answer);
        Effect::new(move || {
            if matches!(answer.get(), Some(Ok(Outcome::Refused(_)))) {
                wrong::to_first();
            }
        });
        Self { root, answer }
    }

    /// The name of a field: `manufacturer.email` is `brand[manufacturer][email]`.
    #[must_use]
    pub fn name(self, path: &str) -> String {
        path.split('.').fold(self.root.to_owned(), |name, part| format!("{name}[{part}]"))
    }

    /// Why a field was refused.
    #[must_use]
    pub fn refusal_of(self, path: &str) -> Option<String> {
        self.answer.with(|answer| match answer {
            Some(Ok(Outcome::Refused(fields))) => {
                fields.iter().find(|(field, _)| field == path).map(|(_, words)| words.clone())
            }
            _ => None,
        })
    }

    /// Why the whole was refused; of fields, how many need another look.
    #[must_use]
    pub fn failure(self) -> Option<String> {
        match self.answer.get()? {
            Ok(Outcome::Saved) => None,
            Ok(Outcome::Refused(fields)) if fields.len() == 1 => Some("One field needs another look.".to_owned()),
            Ok(Outcome::Refused(fields)) => Some(format!("{} fields need another look.", fields.len())),
            Ok(Outcome::Conflict) => Some(AppError::Conflict.to_string()),
            Err(error) => Some(error.to_string()),
        }
    }

    /// Tells once of each save.
    pub fn on_saved(self, told: impl Fn() + 'static) {
        Effect::new(move || {
            if self.answer.get() == Some(Ok(Outcome::Saved)) {
                told();
            }
        });
    }
}

/// The form element of what was read anew. After a save it shows what was read, where somebody has typed before; on a page that has just
/// come, what was typed meanwhile stays.
pub fn renewed(is_after_save: bool) -> NodeRef<html::Form> {
    let element = NodeRef::<html::Form>::new();
    Effect::new(move || {
        if is_after_save && let Some(element) = element.get() {
            element.reset();
        }
    });
    element
}

/// A field with its label, its text and, below it, what is wrong with it.
#[component]
pub fn TextField(
    /// The form.
    form: FormState,
    /// The field's path.
    #[prop(into)]
    path: String,
    /// Its words.
    #[prop(into)]
    label: String,
    /// What stands in it.
    #[prop(into)]
    value: String,
    /// Whether it has to be filled.
    #[prop(optional)]
    required: bool,
    /// A line of help.
    #[prop(optional)]
    hint: &'static str,
    /// The keyboard, as HTML names it.
    #[prop(default = "text")]
    keys: &'static str,
    /// The id of a list of suggestions.
    #[prop(optional)]
    list: Option<&'static str>,
    /// How many lines it has; 0 for a field of one line.
    #[prop(optional)]
    lines: u8,
) -> impl IntoView {
    let name = form.name(&path);
    let path = StoredValue::new(path);
    let refusal = move || path.with_value(|path| form.refusal_of(path));
    let told = StoredValue::new(format!("{name}-wrong"));
    let described = move || refusal().map(|_| told.get_value());
    let field = if lines == 0 {
        view! {
            <input
                id=name.clone()
                name=name.clone()
                value=value
                inputmode=keys
                list=list
                required=required
                maxlength="1000"
                autocomplete="off"
                aria-invalid=move || refusal().is_some().to_string()
                aria-describedby=described
            />
        }
        .into_any()
    } else {
        view! {
            <textarea
                id=name.clone()
                name=name.clone()
                rows=lines.to_string()
                required=required
                aria-invalid=move || refusal().is_some().to_string()
                aria-describedby=described
            >
                {value}
            </textarea>
        }
        .into_any()
    };
    view! {
        <div class=style::field>
            <label for=name>{label}</label>
            {field}
            {(!hint.is_empty()).then(|| view! { <p class=style::hint>{hint}</p> })}
            {move || refusal().map(|words| view! { <p class=style::complaint id=told.get_value()>{words}</p> })}
        </div>
    }
    .into_any()
}

/// A box to tick; one that is not ticked sends nothing.
#[component]
pub fn Tick(
    /// The form.
    form: FormState,
    /// The field's path.
    path: &'static str,
    /// Its words.
    label: &'static str,
    /// Whether it is ticked.
    checked: bool,
) -> impl IntoView {
    view! {
        <label class=super::record::tick>
            <input type="checkbox" name=form.name(path) value="true" checked=checked />
            {label}
        </label>
    }
}

/// A choice with its words.
#[component]
pub fn Choice(
    /// The form.
    form: FormState,
    /// The field's path.
    path: &'static str,
    /// Its words.
    label: &'static str,
    /// Key and words of each.
    options: Vec<(&'static str, String)>,
    /// The key that is chosen.
    chosen: String,
) -> impl IntoView {
    let name = form.name(path);
    let told = StoredValue::new(format!("{name}-wrong"));
    let refusal = move || form.refusal_of(path);
    let options = options
        .into_iter()
        .map(|(key, words)| view! { <option value=key selected=key == chosen>{words}</option> })
        .collect_view();
    view! {
        <div class=style::field>
            <label for=name.clone()>{label}</label>
            <select
                id=name.clone()
                name=name
                autocomplete="off"
                aria-invalid=move || refusal().is_some().to_string()
                aria-describedby=move || refusal().map(|_| told.get_value())
            >
                {options}
            </select>
            {move || refusal().map(|words| view! { <p class=style::complaint id=told.get_value()>{words}</p> })}
        </div>
    }
    .into_any()
}

/// What is wrong with a group of boxes.
#[component]
pub fn Told(
    /// The form.
    form: FormState,
    /// The group's path.
    path: &'static str,
) -> impl IntoView {
    move || form.refusal_of(path).map(|words| view! { <p class=style::complaint role="alert">{words}</p> })
}

/// What an action was sent with last: the action itself forgets it as soon as the answer is there.
#[must_use]
pub fn last_sent<S>(action: ServerAction<S>) -> StoredValue<Option<S>>
where
    S: ServerFn + Clone + Send + Sync + 'static,
    S::Output: Send + Sync + 'static,
    S::Error: Send + Sync + 'static,
{
    let sent = StoredValue::new(None);
    Effect::new(move || {
        if let Some(input) = action.input().get() {
            sent.set_value(Some(input));
        }
    });
    sent
}
