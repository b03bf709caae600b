//! The ways of payment that the shop offers.

use domain::{
    kernel::Currency,
    payment::{PaymentMethod, view::PaymentOption},
};

use crate::Shop;

/// The ways of payment, the usual one first. `all_for_cash` says whether everything can be paid to whoever brings it: it is in a parcel,
/// and somebody else will want it when nobody pays, so nothing of it is made to order.
pub(crate) fn options(shop: &Shop, all_for_cash: bool) -> Vec<PaymentOption> {
    options_in(shop, shop.selling().currency, all_for_cash)
}

/// The ways to pay an order in this currency.
pub(crate) fn options_in(shop: &Shop, currency: Currency, all_for_cash: bool) -> Vec<PaymentOption> {
    let is_offered = |method: &PaymentMethod| is_offered_in(shop, *method, currency, all_for_cash);
    PaymentMethod::ALL.into_iter().filter(is_offered).map(option).collect()
}

/// The way of payment with this word, when the shop offers it.
pub(crate) fn offered(shop: &Shop, key: &str, all_for_cash: bool) -> Option<PaymentMethod> {
    PaymentMethod::from_key(key).filter(|method| is_offered(shop, *method, all_for_cash))
}

/// Whether the shop offers it for what is paid in the currency of this shop.
fn is_offered(shop: &Shop, method: PaymentMethod, all_for_cash: bool) -> bool {
    is_offered_in(shop, method, shop.selling().currency, all_for_cash)
}

/// Whether the shop offers it for what is paid in this currency. Its account, and whoever brings parcels, know the shop's own alone.
pub(crate) fn is_offered_in(shop: &Shop, method: PaymentMethod, currency: Currency, all_for_cash: bool) -> bool {
    let is_own = currency == shop.settings.currency;
    match method {
        PaymentMethod::Transfer => is_own && shop.settings.transfer.is_some(),
        PaymentMethod::CashOnDelivery => is_own && shop.settings.cash_on_delivery && all_for_cash,
        PaymentMethod::Test | PaymentMethod::Stripe => shop.providers.get(method).is_some(),
    }
}

fn option(method: PaymentMethod) -> PaymentOption {
    let hint = match method {
        PaymentMethod::Test | PaymentMethod::Stripe => "You finish on the payment page",
        PaymentMethod::CashOnDelivery => "You pay when the parcel is handed to you",
        PaymentMethod::Transfer => "We send your order when the money is there",
    };
    PaymentOption { method, name: method.label().to_owned(), hint: hint.to_owned() }
}
