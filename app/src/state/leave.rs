//! Leaving a page, and coming back to it.

use leptos::{
    ev,
    prelude::*,
    task::spawn_local,
    wasm_bindgen::{JsCast as _, JsValue},
    web_sys::{self, js_sys::Reflect},
};

use super::ShopState;

/// A page that is left takes its requests with it: what leads away while a change of the cart is on its way waits for it, so that
/// the change is kept and the next page shows it.
pub fn hold_links(state: ShopState) {
    drop(window_event_listener(ev::click, move |event| {
        let address = link(&event).filter(|_| state.is_changing() && is_plain_click(&event));
        if let Some(address) = address {
            event.prevent_default();
            after(state, move || go(&address));
        }
    }));
    drop(window_event_listener(ev::submit, move |event| {
        let form = event.target().and_then(|target| target.dyn_into::<web_sys::HtmlFormElement>().ok());
        let held = form.filter(|_| state.is_changing() && !event.default_prevented());
        if let Some(form) = held {
            event.prevent_default();
            after(state, move || drop(form.submit()));
        }
    }));
}

/// Goes on when the changes have arrived; the pointer says that something is being waited for.
fn after(state: ShopState, go_on: impl FnOnce() + 'static) {
    let root = document().document_element();
    if let Some(root) = &root {
        let _ = root.set_attribute("data-waiting", "true");
    }
    spawn_local(async move {
        state.settled().await;
        if let Some(root) = root {
            let _ = root.remove_attribute("data-waiting");
        }
        go_on();
    });
}

/// Where the link leads that was clicked; none when it stays on this page or opens another window.
fn link(event: &ev::MouseEvent) -> Option<String> {
    let link = event.target()?.dyn_into::<web_sys::Element>().ok()?.closest("a[href]").ok()??;
    let stays = link.get_attribute("href").is_some_and(|address| address.starts_with('#'));
    let link = link.dyn_into::<web_sys::HtmlAnchorElement>().ok()?;
    (!stays && link.target().is_empty()).then(|| link.href())
}

/// Whether a click means this page: no other window, nothing that somebody else has dealt with.
#[must_use]
pub fn is_plain_click(event: &ev::MouseEvent) -> bool {
    let with_key = event.meta_key() || event.alt_key() || event.ctrl_key() || event.shift_key();
    event.button() == 0 && !with_key && !event.default_prevented()
}

/// Leaves this page.
pub fn go(address: &str) {
    let _ = window().location().set_href(address);
}

/// Marks the page as alive. Tests wait for it, and so can styles.
pub fn say_alive() {
    if let Some(root) = document().document_element() {
        let _ = root.set_attribute("data-alive", "true");
    }
}

/// Calls this when the page is shown that was made a while ago: fetched before it was asked for, or left and opened again.
pub fn when_shown_again(call: impl Fn() + 'static) {
    if may_be_old().unwrap_or(false) {
        call();
    }
    drop(window_event_listener_untyped("pageshow", move |event| {
        if event.dyn_ref::<web_sys::PageTransitionEvent>().is_some_and(web_sys::PageTransitionEvent::persisted) {
            call();
        }
    }));
}

fn may_be_old() -> Option<bool> {
    let navigation = window().performance()?.get_entries_by_type("navigation").get(0);
    let says = |property: &str, word: &str| {
        let value = Reflect::get(&navigation, &JsValue::from_str(property)).ok().and_then(|value| value.as_string());
        value.is_some_and(|value| value == word)
    };
    Some(says("deliveryType", "navigational-prefetch") || says("type", "back_forward"))
}
