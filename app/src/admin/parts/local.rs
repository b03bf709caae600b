//! Moments by the clock of the person who looks.

use domain::kernel::Timestamp;
use leptos::prelude::*;

use crate::admin::{
    clock::{machine, moment, whole},
    layout::AdminState,
};

/// A moment in a few words: by the clock of the device as soon as the page is alive, by UTC before. The title tells it in UTC.
#[component]
pub fn Moment(
    /// Which.
    at: Timestamp,
    /// What time it is.
    now: Timestamp,
) -> impl IntoView {
    let state = AdminState::of_frame();
    view! {
        <time datetime=machine(at) title=format!("{} UTC", whole(at))>
            {move || moment(state.here(at), state.here(now))}
        </time>
    }
}
