//! Names the parts of the program that an island is loaded from, on the server: the browser fetches them beside the main part instead
//! of learning of them one after the other.

use leptos::{WasmSplitManifest, prelude::*};
use leptos_meta::Link;

/// The links in the page's head. An island that is loaded so says itself that the page is alive (`alive.rs`).
#[component]
pub fn FetchAhead(
    /// The island, as its function is called with small letters.
    island: &'static str,
) -> impl IntoView {
    let manifest = use_context::<WasmSplitManifest>();
    let files = manifest.and_then(|manifest| {
        let known = manifest.0.try_read_value()?;
        let (folder, parts, _) = &*known;
        let beginning = format!("{island}_loader_");
        let (_, files) = parts.iter().find(|(name, _)| name.starts_with(&beginning))?;
        Some(files.iter().map(|file| format!("{folder}/{file}.wasm")).collect::<Vec<String>>())
    });
    files
        .unwrap_or_default()
        .into_iter()
        .map(|address| {
            view! {
                <Link
                    rel="preload"
                    href=address
                    as_="fetch"
                    type_="application/wasm"
                    crossorigin="anonymous"
                    fetchpriority="low"
                />
            }
        })
        .collect_view()
}
