//! What the browser starts.
#![recursion_limit = "512"]

use wasm_bindgen::prelude::wasm_bindgen;

/// Makes the page that the server rendered come alive. The page's script calls it, and then each island's own function.
#[wasm_bindgen]
pub fn hydrate() {
    app::come_alive();
}
