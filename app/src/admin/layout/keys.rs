//! Keys that work on every page of the admin: Ctrl or ⌘ + K, two-key go-to, `?`. They never fire while somebody types.

use leptos::{ev, prelude::*, wasm_bindgen::JsCast, web_sys};
use leptos_router::hooks::use_navigate;

use super::AdminState;
use crate::admin::area::Area;

/// How long the second key of a go-to may take, in milliseconds.
const PATIENCE: f64 = 1200.0;

/// Listens until the frame goes.
pub fn listen(state: AdminState, palette: RwSignal<bool>, help: RwSignal<bool>) {
    let navigate = StoredValue::new(use_navigate());
    let go_pressed = StoredValue::new(None::<f64>);
    Effect::new(move || {
        let listener = window_event_listener(ev::keydown, move |event| {
            let key = event.key();
            if (event.ctrl_key() || event.meta_key()) && key.eq_ignore_ascii_case("k") {
                event.prevent_default();
                palette.set(true);
                return;
            }
            if event.ctrl_key() || event.meta_key() || event.alt_key() || is_typing(&event) {
                return;
            }
            let go = go_pressed.get_value().is_some_and(|at| event.time_stamp() - at < PATIENCE);
            go_pressed.set_value(None);
            match key.as_str() {
                "?" => help.set(true),
                "g" if !go => go_pressed.set_value(Some(event.time_stamp())),
                _ if go => {
                    if let Some(area) = Area::ALL.into_iter().find(|area| area.key().eq_ignore_ascii_case(&key)) {
                        event.prevent_default();
                        if !state.may_leave() {
                            return;
                        }
                        navigate.with_value(|navigate| navigate(area.path(), Default::default()));
                    }
                }
                _ => {}
            }
        });
        on_cleanup(move || listener.remove());
    });
}

fn is_typing(event: &web_sys::KeyboardEvent) -> bool {
    let element = event.target().and_then(|target| target.dyn_into::<web_sys::HtmlElement>().ok());
    element.is_some_and(|element| {
        matches!(element.tag_name().as_str(), "INPUT" | "TEXTAREA" | "SELECT")
            || element.is_content_editable()
            || element.closest("[role=grid]").is_ok_and(|grid| grid.is_some())
    })
}
