//! What the islands of a page share in the browser: the cart's count, what was just put into it, and the chosen variant. It ends
//! with the page; the server keeps what must not.

mod leave;
mod message;
mod sent;

pub use leave::{go, hold_links, is_plain_click, say_alive, when_shown_again};
pub use message::{Action, Message, Messages};
pub use sent::Sent;

use core::future::Future;

use domain::cart::view::{CartLineView, CartView};
use futures::channel::oneshot;
use leptos::prelude::*;

/// The shared state; each part is a signal, so that it is cheap to copy.
#[derive(Clone, Copy, Debug)]
pub struct ShopState {
    /// How many items are in the cart, once the browser knows better than the page that it was sent.
    pub cart_count: RwSignal<Option<i64>>,
    pending: StoredValue<Pending>,
    /// The line that was just added, while its confirmation is shown.
    pub just_added: RwSignal<Option<JustAdded>>,
    /// Which variant of the page's product is chosen, once the shopper has chosen another than the page came with.
    pub variant: RwSignal<Option<usize>>,
}

/// Changes of the cart that are on their way to the server, and who waits for their end.
#[derive(Debug, Default)]
struct Pending {
    changes: u32,
    waiting: Vec<oneshot::Sender<()>>,
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
    /// Makes the state known to all islands of the page.
    pub fn provide() {
        provide_context(Self {
            cart_count: RwSignal::new(None),
            pending: StoredValue::new(Pending::default()),
            just_added: RwSignal::new(None),
            variant: RwSignal::new(None),
        });
        Messages::provide();
    }

    /// The state.
    #[must_use]
    pub fn of_page() -> Self {
        expect_context::<Self>()
    }

    /// Sends a change of the cart; nothing leaves the page before it has arrived, see [`Self::settled`].
    pub async fn change<T>(self, answer: impl Future<Output = T>) -> T {
        self.pending.update_value(|pending| pending.changes = pending.changes.saturating_add(1));
        let answer = answer.await;
        self.pending.update_value(|pending| {
            pending.changes = pending.changes.saturating_sub(1);
            if pending.changes == 0 {
                for waiting in pending.waiting.drain(..) {
                    // Whoever waited may be gone.
                    let _ = waiting.send(());
                }
            }
        });
        answer
    }

    /// Whether a change of the cart is on its way to the server.
    #[must_use]
    pub fn is_changing(self) -> bool {
        self.pending.with_value(|pending| pending.changes > 0)
    }

    /// Waits until no change of the cart is on its way any more.
    pub async fn settled(self) {
        let (sender, receiver) = oneshot::channel();
        self.pending.update_value(|pending| {
            if pending.changes > 0 {
                pending.waiting.push(sender);
            }
        });
        // Without a change on its way the sender is gone by now, which ends the waiting, too.
        let _ = receiver.await;
    }

    /// Takes over a cart that the server sent.
    pub fn take_cart(self, cart: &CartView) {
        self.cart_count.set(Some(cart.item_count));
    }
}
