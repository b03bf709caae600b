//! The title of a page of the storefront.

use leptos::prelude::*;
use leptos_meta::Title;

/// The words in the browser's tab. Leptos writes a title into the page as it is; what came from a shopper's search or a
/// product's name must not become markup there.
#[component]
pub fn PageTitle(
    /// The words.
    #[prop(into)]
    text: String,
) -> impl IntoView {
    view! { <Title text=for_head(&text) /> }
}

/// The words as they stand in the page's head: as text, not as markup.
#[must_use]
pub fn for_head(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

#[cfg(test)]
mod tests {
    use super::for_head;

    #[test]
    fn no_title_is_markup() {
        assert_eq!(for_head("</title><b>&"), "&lt;/title&gt;&lt;b&gt;&amp;");
    }
}
