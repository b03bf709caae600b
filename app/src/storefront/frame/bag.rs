//! The link to the bag, with the number of things in it.

use leptos::{prelude::*, task::spawn_local};
use ui::{Icon, IconName};

use super::{api::CountItems, style};
use crate::{
    ask,
    state::{ShopState, when_shown_again},
};

/// The link. The page brings the number; changes on the page move it, and a page that is shown again asks for it.
#[island]
pub fn BagLink(
    /// How many things were in the bag when the page was made.
    count: i64,
) -> impl IntoView {
    let state = ShopState::of_page();
    let count = move || state.cart_count.get().unwrap_or(count);
    Effect::new(move || when_shown_again(move || ask_again(state)));
    view! {
        <a class=style::cart href="/cart" aria-label=move || bag_words(count())>
            <Icon name=IconName::Bag />
            {move || (count() > 0).then(|| view! { <span class=style::count>{count()}</span> })}
        </a>
    }
}

fn ask_again(state: ShopState) {
    spawn_local(async move {
        if let Ok(count) = ask::post(CountItems {}).await {
            state.cart_count.set(Some(count));
        }
    });
}

fn bag_words(count: i64) -> String {
    if count == 1 { "Bag, 1 item".to_owned() } else { format!("Bag, {count} items") }
}
