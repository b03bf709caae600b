//! The currency in which prices are shown.

use domain::currency::view::CurrencyChoice;
use leptos::prelude::*;

use super::style;

/// A form by itself with a button for each currency; nothing in a shop with one. The page comes again with its prices, and the bag too.
#[component]
pub fn Currencies(
    /// What can be chosen.
    choices: Vec<CurrencyChoice>,
) -> impl IntoView {
    let one = |choice: CurrencyChoice| {
        let CurrencyChoice { code, is_current } = choice;
        let value = code.clone();
        view! {
            <button name="currency" value=value aria-current=is_current.then_some("true")>
                {code}
            </button>
        }
    };
    (!choices.is_empty())
        .then(|| {
            view! {
                <form action="/api/currency/set" method="post" class=style::theme>
                    <span>"Prices in"</span>
                    {choices.into_iter().map(one).collect_view()}
                </form>
            }
        })
        .into_any()
}
