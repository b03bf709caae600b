//! Changing the cart without leaving the page: shown at once, corrected by the server's answer.

use core::future::Future;
use std::{collections::BTreeMap, sync::Arc};

use domain::{
    cart::view::{CartLineView, CartView},
    catalog::personalisation::{Answer, AnswerValue, field_key},
    kernel::{CartLineId, Quantity},
};
use leptos::{prelude::*, task::spawn_local};

use super::{
    api::{AddToCart, ReadCart, RemoveCard, RemoveLine, SetCoupon, SetQuantity},
    codes::CodeChange,
};
use crate::{
    ask,
    error::AppError,
    state::{Action, Messages, ShopState},
};

/// The cart on the page and the changes to it.
#[derive(Clone, Copy)]
pub struct CartChange {
    /// The cart as the shopper sees it.
    pub cart: RwSignal<CartView>,
    /// Whether an answer is awaited.
    pub busy: RwSignal<bool>,
    /// What went wrong last.
    pub problem: RwSignal<Option<String>>,
    /// The code that was typed in last.
    pub typed: StoredValue<String>,
    latest: StoredValue<u32>,
    state: ShopState,
    messages: Messages,
}

impl CartChange {
    /// Begins with the cart that the server sent.
    pub fn of(cart: CartView) -> Self {
        Self {
            cart: RwSignal::new(cart),
            busy: RwSignal::new(false),
            problem: RwSignal::new(None),
            typed: StoredValue::default(),
            latest: StoredValue::new(0),
            state: ShopState::of_page(),
            messages: Messages::of_page(),
        }
    }

    /// Shows the new number at once and tells the server.
    pub fn set_quantity(self, line: CartLineId, quantity: i64) {
        let Ok(quantity) = Quantity::new(quantity) else {
            return;
        };
        let before = self.cart.get_untracked();
        self.cart.update(|cart| {
            if let Some(line) = cart.lines.iter_mut().find(|found| found.id == line) {
                line.quantity = quantity;
            }
        });
        self.follow(before, ask::post(SetQuantity { line, quantity: quantity.get() }));
    }

    /// Takes the line away at once, tells the server, and offers to undo it.
    pub fn remove(self, line: &CartLineView) {
        let before = self.cart.get_untracked();
        self.cart.update(|cart| cart.lines.retain(|found| found.id != line.id));
        self.follow(before, ask::post(RemoveLine { line: line.id }));
        let (sku, quantity, added_at) = (line.sku.clone(), line.quantity.get(), line.added_at.0);
        // A file that was attached cannot be sent a second time.
        let undo = words(&line.answers).map(|answers| {
            let undo: Action = Arc::new(move || {
                let add = AddToCart { sku: sku.clone(), quantity, personalisation: answers.clone(), added_at };
                self.follow(self.cart.get_untracked(), ask::post(add));
            });
            ("Undo", undo)
        });
        self.messages.say(format!("{} removed", line.title), undo);
    }

    /// Types a code in or takes one away.
    pub fn change_code(self, change: CodeChange) {
        let before = self.cart.get_untracked();
        match change {
            CodeChange::Set(code) => {
                self.typed.set_value(code.clone());
                self.follow(before, ask::post(SetCoupon { code }));
            }
            CodeChange::RemoveCard(last_four) => self.follow(before, ask::post(RemoveCard { last_four })),
        }
    }

    /// Reads the cart again: it may have been changed on another page.
    pub async fn read_again(self) {
        self.state.settled().await;
        let number = self.latest.get_value();
        if let Ok(cart) = ask::post(ReadCart {}).await
            && self.latest.get_value() == number
        {
            self.cart.set(cart);
        }
    }

    /// Takes over the answer, unless a later change was made meanwhile; goes back to `before` when it failed.
    fn follow(self, before: CartView, answer: impl Future<Output = Result<CartView, AppError>> + 'static) {
        let number = self.latest.get_value().wrapping_add(1);
        self.latest.set_value(number);
        self.busy.set(true);
        self.problem.set(None);
        spawn_local(async move {
            let answer = self.state.change(answer).await;
            if self.latest.get_value() != number {
                return;
            }
            match answer {
                Ok(cart) => {
                    self.state.take_cart(&cart);
                    self.cart.set(cart);
                }
                Err(error) => {
                    self.cart.set(before);
                    // The line was taken out on another page.
                    if error == AppError::NotFound {
                        self.read_again().await;
                    }
                    self.problem.set(Some(error.to_string()));
                }
            }
            self.busy.set(false);
        });
    }
}

/// The answers as a form sends them; none when one is a file.
fn words(answers: &[Answer]) -> Option<BTreeMap<String, String>> {
    answers
        .iter()
        .map(|answer| match &answer.value {
            AnswerValue::Text(text) => Some((field_key(answer.field), text.clone())),
            AnswerValue::File { .. } => None,
        })
        .collect()
}
