//! What was typed or chosen before the page came alive.

use leptos::{html, prelude::*, web_sys};

/// Marks a field that a signal follows already.
const TIED: &str = "data-tied";

/// Ties a field to a signal in both directions, like `prop:value`, but keeps what a fast person typed, or the browser filled
/// in, before the program was there: the field's `event` is sent once more. `prop:value` would wipe it out.
pub fn keep_typed(field: NodeRef<html::Input>, value: impl Fn() -> String + 'static, event: &'static str) {
    Effect::new(move |_| {
        let text = value();
        let Some(field) = field.get() else { return };
        // A list that is shown anew may give this field to another line: what stands in it then was not typed for this one.
        let is_new = !field.has_attribute(TIED);
        let _ = field.set_attribute(TIED, "");
        if field.value() != text {
            if is_new {
                send_again(&field, event);
            } else {
                field.set_value(&text);
            }
        }
    });
}

/// Sends an event that came before anybody listened.
pub fn send_again(control: &web_sys::EventTarget, event: &str) {
    if let Ok(event) = web_sys::Event::new(event) {
        let _ = untrack(|| control.dispatch_event(&event));
    }
}
