//! What was typed or chosen before the page came alive.

use leptos::{html, prelude::*, web_sys};

/// Ties a field to a signal in both directions, like `prop:value`, but keeps what a fast person typed, or the browser filled
/// in, before the program was there: the field's `event` is sent once more. `prop:value` would wipe it out.
pub fn keep_typed(field: NodeRef<html::Input>, value: impl Fn() -> String + 'static, event: &'static str) {
    Effect::new(move |was_there: Option<bool>| {
        let text = value();
        let Some(field) = field.get() else { return false };
        if field.value() != text {
            if was_there == Some(true) {
                field.set_value(&text);
            } else {
                send_again(&field, event);
            }
        }
        true
    });
}

/// Sends an event that came before anybody listened.
pub fn send_again(control: &web_sys::EventTarget, event: &str) {
    if let Ok(event) = web_sys::Event::new(event) {
        let _ = untrack(|| control.dispatch_event(&event));
    }
}
