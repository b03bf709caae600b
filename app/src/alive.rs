//! How a page comes alive in the browser.

use std::time::Duration;

use leptos::{mount::hydrate_islands, prelude::*};

use crate::{
    admin,
    routes::is_admin,
    state::{ShopState, hold_links, say_alive},
};

/// The link of a page whose island is loaded on it alone.
const LOADED_FIRST: &str = "link[href*='/split_']";

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
    // The islands come alive before the browser does anything else; one that is loaded first says it itself.
    if document().query_selector(LOADED_FIRST).ok().flatten().is_none() {
        drop(set_timeout(say_alive, Duration::ZERO));
    }
}
