//! What all pages of the storefront share in the browser: the cart's count, and what was just put into it.

mod message;

pub use message::{Action, Message, Messages};

use core::future::Future;

use domain::cart::view::{CartLineView, CartView};
use leptos::prelude::*;

/// The shared state; each part is a signal, so that it is cheap to copy.
#[derive(Clone, Copy, Debug)]
pub struct ShopState {
    /// How many items are in the cart, once the browser knows better than the page that it was sent.
    pub cart_count: RwSignal<Option<i64>>,
    pending: RwSignal<u32>,
    /// The line that was just added, while its confirmation is shown.
    pub just_added: RwSignal<Option<JustAdded>>,
    /// What the search field holds.
    pub search_text: RwSignal<String>,
}

/// A line that was just added to the cart.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct JustAdded {
    /// The line as it stands now.
    pub line: CartLineView,
    /// The cart.
    pub cart: CartView,
}

impl ShopState {
    /// Makes the state known to all pages.
    pub fn provide() {
        provide_context(Self {
            cart_count: RwSignal::new(None),
            pending: RwSignal::new(0),
            just_added: RwSignal::new(None),
            search_text: RwSignal::new(String::new()),
        });
        Messages::provide();
    }

    /// The state.
    #[must_use]
    pub fn of_page() -> Self {
        expect_context::<Self>()
    }

    /// Sends a change of the cart; pages that show the cart wait for it, see [`Self::unsettled`].
    pub async fn change<T>(self, answer: impl Future<Output = T>) -> T {
        self.pending.update(|pending| *pending = pending.saturating_add(1));
        let answer = answer.await;
        self.pending.update(|pending| *pending = pending.saturating_sub(1));
        answer
    }

    /// Whether changes of the cart are still on their way, on a page that was opened meanwhile. Once settled it stays settled.
    pub fn unsettled(self) -> Memo<bool> {
        Memo::new(move |was: Option<&bool>| was != Some(&false) && self.pending.get() > 0)
    }

    /// Takes over a cart that the server sent.
    pub fn take_cart(self, cart: &CartView) {
        self.cart_count.set(Some(cart.item_count));
    }
}
