//! Waiting for the payment provider.

use std::time::Duration;

use domain::payment::PaymentState;
use leptos::{prelude::*, task::spawn_local};

use super::api::ReadPayment;
use crate::{ask, state::say_alive};

/// The time between two questions, while somebody looks.
const PAUSE: Duration = Duration::from_secs(2);

/// Shows the page anew once it is known whether the payment came.
#[island(lazy)]
pub fn Watch(
    /// The secret of the order's link.
    token: String,
) -> impl IntoView {
    Effect::new(move || {
        say_alive();
        let token = token.clone();
        drop(set_interval(move || look(token.clone()), PAUSE));
    });
    view! { <span hidden></span> }
}

fn look(token: String) {
    if document().hidden() {
        return;
    }
    spawn_local(async move {
        if matches!(ask::post(ReadPayment { token }).await, Ok(state) if state != PaymentState::Unknown) {
            let _ = window().location().reload();
        }
    });
}
