//! How a page comes alive in the browser.

use std::time::Duration;

use leptos::{mount::hydrate_islands, prelude::*};

use crate::{
    admin,
    routes::is_admin,
    state::{ShopState, hold_links},
};

/// Makes the page that the server rendered come alive: the admin as a whole, once its part of the program is there; of the
/// storefront the islands, which the script that called this goes through next. So it must not wait for anything first.
pub fn come_alive() {
    if is_admin(&window().location().pathname().unwrap_or_default()) {
        wasm_bindgen_futures::spawn_local(async {
            admin::start().await;
            say_so();
        });
        return;
    }
    hydrate_islands();
    ShopState::provide();
    hold_links(ShopState::of_page());
    // The islands come alive before the browser does anything else.
    drop(set_timeout(say_so, Duration::ZERO));
}

/// Tests wait for it, and so can styles.
fn say_so() {
    if let Some(root) = document().document_element() {
        let _ = root.set_attribute("data-alive", "true");
    }
}
