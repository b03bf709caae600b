//! Buttons, and links that look like them.

use leptos::prelude::*;

use crate::style;

/// How loud a button is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ButtonKind {
    /// The one thing to do here.
    #[default]
    Primary,
    /// One of several.
    Quiet,
    /// On a dark ground.
    Light,
}

impl ButtonKind {
    fn class(self) -> &'static str {
        match self {
            Self::Primary => style::primary,
            Self::Quiet => style::quiet,
            Self::Light => style::light,
        }
    }
}

fn classes(kind: ButtonKind, wide: bool) -> String {
    let size = if wide { format!(" {} {}", style::wide, style::tall) } else { String::new() };
    format!("{} {}{size}", style::button, kind.class())
}

/// A button that sends its form.
#[component]
pub fn Button(
    /// How loud it is.
    #[prop(optional)]
    kind: ButtonKind,
    /// Whether it fills its column.
    #[prop(optional)]
    wide: bool,
    /// Whether it cannot be pressed now.
    #[prop(optional, into)]
    disabled: Signal<bool>,
    /// The words: verb and noun.
    children: Children,
) -> impl IntoView {
    view! {
        <button type="submit" class=classes(kind, wide) disabled=disabled>
            {children()}
        </button>
    }
}

/// A link that looks like a button.
#[component]
pub fn LinkButton(
    /// Where it leads.
    #[prop(into)]
    href: String,
    /// How loud it is.
    #[prop(optional)]
    kind: ButtonKind,
    /// Whether it fills its column.
    #[prop(optional)]
    wide: bool,
    /// The words.
    children: Children,
) -> impl IntoView {
    view! {
        <a class=classes(kind, wide) href=href>
            {children()}
        </a>
    }
}
