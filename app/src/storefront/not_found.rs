//! The page for an address that leads nowhere.

use leptos::prelude::*;
use leptos_meta::Title;
use ui::{LinkButton, PAGE};

use super::parts::style;
use crate::{context, error::AppError};

/// Says so, with the right status, and offers ways on.
#[component]
pub fn NotFoundPage() -> impl IntoView {
    context::set_status(404);
    view! {
        <Title text="Not found" />
        <main id="main" class=format!("{PAGE} {}", style::empty)>
            <h1>"This page is not here"</h1>
            <p>"It may have moved, or the address has a typing error."</p>
            <form action="/search" method="get" role="search" class=style::empty_search>
                <input type="search" name="q" aria-label="Search the shop" placeholder="Search the shop" />
            </form>
            <LinkButton href="/">"Go to the shop"</LinkButton>
        </main>
    }
}

/// Says that something did not work, in words that the error brings.
#[component]
pub fn ErrorPage(
    /// What went wrong.
    error: AppError,
) -> impl IntoView {
    if error == AppError::NotFound {
        return view! { <NotFoundPage /> }.into_any();
    }
    context::set_status(error.status());
    view! {
        <Title text="Something went wrong" />
        <main id="main" class=format!("{PAGE} {}", style::empty)>
            <h1>"That did not work"</h1>
            <p>{error.to_string()}</p>
            <LinkButton href="/">"Go to the shop"</LinkButton>
        </main>
    }
    .into_any()
}
