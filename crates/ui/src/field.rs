//! A labelled field that says whether it is required and what is wrong with it.

use leptos::prelude::*;

use crate::{style, typed::keep_typed};

/// Whether a field must be filled.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Need {
    /// It must.
    Required,
    /// It may.
    Optional,
}

impl Need {
    fn words(self) -> &'static str {
        match self {
            Self::Required => "required",
            Self::Optional => "optional",
        }
    }
}

/// Any control with its label above and what is wrong with it below. The control's id is the name.
#[component]
pub fn Labelled(
    /// The control's id.
    name: &'static str,
    /// The words above it.
    label: &'static str,
    /// Whether it must be filled.
    need: Need,
    /// What is wrong with it.
    #[prop(into)]
    error: Signal<Option<String>>,
    /// The control.
    children: Children,
) -> impl IntoView {
    let error_id = format!("{name}-error");
    view! {
        <div class=style::field>
            <label class=style::top for=name>
                <span class=style::label>{label}</span>
                <span class=style::need>{need.words()}</span>
            </label>
            {children()}
            {move || error.get().map(|message| view! { <p class=style::error id=error_id.clone()>{message}</p> })}
        </div>
    }
}

/// A field of one line. It checks when it is left, never while one types.
#[component]
pub fn Field(
    /// The name in the form; also its id.
    name: &'static str,
    /// The words above it.
    label: &'static str,
    /// Whether it must be filled.
    need: Need,
    /// What stands in it.
    value: RwSignal<String>,
    /// What is wrong with it.
    #[prop(into)]
    error: Signal<Option<String>>,
    /// What the browser may fill in.
    autocomplete: &'static str,
    /// `text`, `email`, `password` …
    #[prop(default = "text")]
    kind: &'static str,
    /// Which keyboard a phone shows.
    #[prop(default = "text")]
    inputmode: &'static str,
    /// Whether words begin with a capital letter.
    #[prop(default = "none")]
    autocapitalize: &'static str,
    /// A line below it.
    #[prop(optional)]
    hint: Option<&'static str>,
    /// Called when it is left.
    #[prop(optional, into)]
    on_leave: Option<Callback<()>>,
) -> impl IntoView {
    let field = NodeRef::new();
    keep_typed(field, move || value.get(), "input");
    let described_by = format!("{name}-error");
    view! {
        <Labelled name label need error>
            <input
                node_ref=field
                class=style::control
                id=name
                name=name
                type=kind
                inputmode=inputmode
                autocomplete=autocomplete
                autocapitalize=autocapitalize
                spellcheck="false"
                required=need == Need::Required
                value=value.get_untracked()
                aria-invalid=move || error.with(Option::is_some).then_some("true")
                aria-describedby=move || error.with(Option::is_some).then(|| described_by.clone())
                on:input=move |event| value.set(event_target_value(&event))
                on:blur=move |_| {
                    if let Some(leave) = on_leave {
                        leave.run(());
                    }
                }
            />
            {hint.map(|hint| view! { <p class=style::hint>{hint}</p> })}
        </Labelled>
    }
}
