//! Asks once before unsaved changes are left behind.

use leptos::{
    ev,
    prelude::*,
    wasm_bindgen::{JsCast, closure::Closure},
    web_sys,
};

use crate::admin::layout::AdminState;

/// What of a page with one form is typed and not saved: filled when somebody types, emptied by the page when it was saved.
#[must_use]
pub fn typed(state: AdminState) -> RwSignal<Vec<&'static str>> {
    let unsaved = RwSignal::new(Vec::new());
    ask_before(state, unsaved);
    unsaved
}

/// Watches links, keys and the window while there is something unsaved.
pub fn ask_before(state: AdminState, unsaved: RwSignal<Vec<&'static str>>) {
    Effect::new(move || state.unsaved.set(!unsaved.with(Vec::is_empty)));
    on_cleanup(move || {
        let _ = state.unsaved.try_set(false);
    });
    Effect::new(move || {
        let closing = window_event_listener(ev::beforeunload, move |event| {
            if state.unsaved.get_untracked() {
                event.prevent_default();
            }
        });
        on_cleanup(move || closing.remove());
        watch_links(state);
    });
}

/// Sees a click before the router does.
fn watch_links(state: AdminState) {
    let look = Closure::<dyn Fn(web_sys::MouseEvent)>::new(move |event: web_sys::MouseEvent| {
        let element = event.target().and_then(|target| target.dyn_into::<web_sys::Element>().ok());
        let link = element.and_then(|element| element.closest("a[href]").ok().flatten());
        let leaves = link.is_some_and(|link| link.get_attribute("href").is_some_and(|href| !href.starts_with('#')));
        if leaves && !state.may_leave() {
            event.prevent_default();
            event.stop_propagation();
        }
    });
    let document = document();
    let _ = document.add_event_listener_with_callback_and_bool("click", look.as_ref().unchecked_ref(), true);
    let look = StoredValue::new_local(look);
    on_cleanup(move || {
        look.try_with_value(|look| {
            document.remove_event_listener_with_callback_and_bool("click", look.as_ref().unchecked_ref(), true)
        });
    });
}
