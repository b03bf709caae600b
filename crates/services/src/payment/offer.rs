//! The ways of payment that the shop offers.

use domain::payment::{PaymentMethod, view::PaymentOption};

use crate::Shop;

/// The ways of payment, the usual one first.
pub(crate) fn options(shop: &Shop) -> Vec<PaymentOption> {
    PaymentMethod::ALL.into_iter().filter(|method| is_offered(shop, *method)).map(option).collect()
}

/// The way of payment with this word, when the shop offers it.
pub(crate) fn offered(shop: &Shop, key: &str) -> Option<PaymentMethod> {
    PaymentMethod::from_key(key).filter(|method| is_offered(shop, *method))
}

/// Whether the shop offers it.
pub(super) fn is_offered(shop: &Shop, method: PaymentMethod) -> bool {
    match method {
        PaymentMethod::Transfer => shop.settings.transfer.is_some(),
        PaymentMethod::Test => shop.providers.get(method).is_some(),
    }
}

fn option(method: PaymentMethod) -> PaymentOption {
    let hint = match method {
        PaymentMethod::Test => "You finish on the payment page",
        PaymentMethod::Transfer => "We send your order when the money is there",
    };
    PaymentOption { method, name: method.label().to_owned(), hint: hint.to_owned() }
}
