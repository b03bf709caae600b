//! Where a page lies in the catalogue.

use domain::catalog::view::CategoryLink;
use leptos::prelude::*;

use super::style;

/// "Home / Kitchen / Mugs".
#[component]
pub fn Breadcrumb(
    /// From the root to the category.
    path: Vec<CategoryLink>,
    /// The page itself, when it is no category.
    #[prop(optional, into)]
    here: Option<String>,
) -> impl IntoView {
    let last = if here.is_some() { path.len() } else { path.len().saturating_sub(1) };
    view! {
        <nav class=style::breadcrumb aria-label="Breadcrumb">
            <ol>
                <li><a href="/">"Home"</a></li>
                {path
                    .into_iter()
                    .enumerate()
                    .map(|(index, category)| {
                        if index < last {
                            view! { <li><a href=format!("/categories/{}", category.slug)>{category.name}</a></li> }.into_any()
                        } else {
                            view! { <li aria-current="page">{category.name}</li> }.into_any()
                        }
                    })
                    .collect_view()}
                {here.map(|here| view! { <li aria-current="page">{here}</li> })}
            </ol>
        </nav>
    }
    .into_any()
}
