//! The checkout: one page, at most eight fields, nothing that leads away.

pub mod api;
mod choices;
mod draft;
mod fields;
mod form;
#[cfg(feature = "ssr")]
mod lines;
#[cfg(feature = "ssr")]
pub mod page;
mod summary;

use domain::checkout::view::CheckoutStart;
use leptos::prelude::*;

use self::{draft::Draft, form::CheckoutPageForm, summary::Summary};
use crate::{
    error::AppError,
    state::{Sent, say_alive, when_shown_again},
    storefront::frame::Mark,
};

/// Where a code is typed in; an empty one takes the discount code away.
const SET_CODE: &str = "/api/checkout/coupon";

stylance::import_style!(pub(in crate::storefront) style, "checkout.module.css");

/// The whole page: what is ordered beside what is asked for it. It is the largest island and on one page only, so it is loaded there.
#[island(lazy)]
pub fn Checkout(
    /// The shop's name.
    shop_name: String,
    /// The checkout as it was when the page was made.
    start: Sent<CheckoutStart>,
    /// What to know before trying again, and whether it is bad news.
    notice: Option<(String, bool)>,
    /// Whether an order that was sent by the browser itself failed.
    came_back: bool,
    /// The lines of what is ordered, and the field for a code.
    children: Children,
) -> impl IntoView {
    let draft = Draft::of(start.0);
    if came_back {
        draft.failure.set(Some(AppError::Failed));
    }
    let is_told = notice.is_some();
    // The order may have been placed since; what was typed is kept by the server.
    Effect::new(move || {
        say_alive();
        when_shown_again(begin_again);
        if is_told {
            draft::show_notice();
        }
    });
    view! {
        <div class=style::page>
            <Summary draft>{children()}</Summary>
            <main id="main" class=style::main>
                <Mark name=shop_name />
                <h1 class=ui::HIDDEN>"Checkout"</h1>
                <CheckoutPageForm draft notice />
            </main>
        </div>
    }
}

/// Shows the page anew. What was typed is kept by the server, and what is ordered is read again.
fn begin_again() {
    let _ = window().location().reload();
}
