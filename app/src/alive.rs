//! How a page comes alive in the browser.

use std::time::Duration;

use leptos::{mount::hydrate_islands, prelude::*};

use crate::{
    admin,
    routes::is_admin,
    state::{ShopState, hold_links, say_alive},
    storefront::checkout,
};

/// Makes the page that the server rendered come alive: the admin as a whole, once its part of the program is there; of the
/// storefront the islands, which the script that called this goes through next. So it must not wait for anything first.
pub fn come_alive() {
    let path = window().location().pathname().unwrap_or_default();
    if is_admin(&path) {
        wasm_bindgen_futures::spawn_local(async {
            admin::start().await;
            say_alive();
        });
        return;
    }
    hydrate_islands();
    ShopState::provide();
    hold_links(ShopState::of_page());
    // The islands come alive before the browser does anything else; the checkout's is loaded first, and says it itself.
    if path != checkout::PATH {
        drop(set_timeout(say_alive, Duration::ZERO));
    }
}
