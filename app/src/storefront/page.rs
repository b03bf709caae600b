//! What the pages have in common: they read something, and show it or say why they cannot.

use core::future::Future;

use leptos::prelude::*;
use leptos_router::hooks::{use_params_map, use_query_map};

use super::not_found::ErrorPage;
use crate::error::AppError;

/// The page of what is read, or the page of what went wrong, with its status.
pub fn page_of<T: 'static>(
    reading: impl Future<Output = Result<T, AppError>> + Send + 'static,
    page: impl FnOnce(T) -> AnyView + Send + 'static,
) -> impl IntoView {
    Suspend::new(async move {
        match reading.await {
            Ok(found) => page(found),
            Err(error) => view! { <ErrorPage error /> }.into_any(),
        }
    })
}

/// A part of the page's path: the `slug` in "/products/:slug".
pub fn part_of_path(name: &str) -> String {
    use_params_map().with_untracked(|parts| parts.get(name)).unwrap_or_default()
}

/// Whether a form that was sent by the browser itself led back here because it failed.
pub fn came_back() -> bool {
    use_query_map().with_untracked(|query| query.get_str("problem").is_some())
}
