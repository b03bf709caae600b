//! Why a page cannot be shown, and what helps.

use leptos::prelude::*;

use super::style;
use crate::error::AppError;

/// A page that could not be shown.
#[component]
pub fn Refusal(
    /// Why.
    error: AppError,
) -> impl IntoView {
    let (title, help) = match &error {
        AppError::NotSignedIn => ("Sign in to see this page", ("Sign in", "/admin/sign-in")),
        AppError::Forbidden(_) => ("You may not see this page", ("Home", "/admin")),
        AppError::NotFound => ("There is nothing here", ("Home", "/admin")),
        _ => ("This page could not be shown", ("Try again", "")),
    };
    if matches!(error, AppError::Unreachable) {
        Effect::new(|| {
            let back = window_event_listener_untyped("online", |_| {
                let _ = window().location().reload();
            });
            on_cleanup(move || back.remove());
        });
    }
    view! {
        <section class=style::empty>
            <h1>{title}</h1>
            <p role="alert">{error.to_string()}</p>
            <a class=style::button href=help.1 rel=help.1.is_empty().then_some("external")>
                {help.0}
            </a>
        </section>
    }
}

/// Why something was not done, in the place where it was asked for.
#[component]
pub fn Complaint(
    /// What went wrong, if anything.
    #[prop(into)]
    message: Signal<Option<String>>,
) -> impl IntoView {
    move || {
        message.get().map(|message| {
            view! {
                <p class=style::complaint role="alert">
                    {message}
                </p>
            }
        })
    }
}
