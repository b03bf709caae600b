//! What the browser starts.
#![recursion_limit = "512"]

use wasm_bindgen::prelude::wasm_bindgen;

#[cfg(target_arch = "wasm32")]
#[global_allocator]
static ALLOCATOR: rlsf::SmallGlobalTlsf = rlsf::SmallGlobalTlsf::new();

/// Makes the page that the server rendered come alive. The page's script calls it, and then each island's own function.
#[wasm_bindgen]
pub fn hydrate() {
    app::come_alive();
}
