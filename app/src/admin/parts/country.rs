//! A list of all countries to choose from.

use domain::kernel::WORLD;
use leptos::prelude::*;

/// The options, the chosen one marked. A code that no country has stays what it is.
#[component]
pub fn CountryOptions(
    /// The code that is chosen; empty for none.
    #[prop(into)]
    chosen: Signal<String>,
) -> impl IntoView {
    let unknown = move || {
        let code = chosen.get();
        let is_known = code.is_empty() || WORLD.iter().any(|(known, _)| *known == code);
        (!is_known).then(|| view! { <option value=code.clone() selected=true>{code.clone()}</option> })
    };
    view! {
        <option value="" selected=move || chosen.with(String::is_empty)>"Not said"</option>
        {WORLD
            .into_iter()
            .map(|(code, name)| {
                view! { <option value=code selected=move || chosen.with(|chosen| chosen == code)>{name}</option> }
            })
            .collect_view()}
        {unknown}
    }
    .into_any()
}
