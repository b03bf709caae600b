//! The way back that a message offers.

use domain::kernel::ProductChangeId;
use leptos::{prelude::*, task::spawn_local};

use super::api::undo_change;
use crate::admin::layout::AdminState;

/// Says what was done and offers to take it back; `again` reads anew what the page shows, as long as the page is there.
pub fn offer(state: AdminState, words: &str, change: ProductChangeId, again: Callback<()>) {
    let undo = state.lasting_undo(move || {
        spawn_local(async move {
            match undo_change(change).await {
                Ok(()) => state.say("Change undone"),
                Err(error) => state.say(&error.to_string()),
            }
            let _ = again.try_run(());
        });
    });
    state.say_with_undo(words, undo);
}
