//! What became of an action, said where it was asked for.

use leptos::{prelude::*, server_fn::ServerFn};

use crate::{admin::layout::AdminState, error::AppError};

/// Says `words` when `action` worked, and keeps what went wrong in `failed` until one works.
pub fn announce<Asked>(
    state: AdminState,
    action: ServerAction<Asked>,
    failed: RwSignal<Option<String>>,
    words: &'static str,
) where
    Asked: ServerFn<Output = (), Error = AppError> + Clone + Send + Sync + 'static,
{
    let value = action.value();
    Effect::new(move || match value.get() {
        Some(Ok(())) => {
            failed.set(None);
            state.say(words);
        }
        Some(Err(error)) => failed.set(Some(error.to_string())),
        None => {}
    });
}
