//! What the browser starts.
#![recursion_limit = "512"]

use leptos::prelude::document;
use wasm_bindgen::prelude::wasm_bindgen;

/// Makes the page that the server rendered come alive, once the part of the program that it needs is there.
///
/// Leptos' own `hydrate_lazy` waits at every node of the page instead; the code for that is a quarter of the program.
#[wasm_bindgen]
pub async fn hydrate() {
    app::load_part().await;
    leptos::mount::hydrate_body(app::App);
    // Tests wait for it, and so can styles.
    if let Some(root) = document().document_element() {
        let _ = root.set_attribute("data-alive", "true");
    }
}
