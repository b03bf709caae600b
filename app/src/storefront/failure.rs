//! Turns the rooms' errors into the one that crosses the wire. What is private is logged once and stays here.

use std::fmt::Display;

use services::{
    cart::CartError,
    catalog::CatalogError,
    checkout::CheckoutError,
    customer::CustomerError,
    db::{DatabaseError, WriteError},
    draft::DraftError,
    order::OrderError,
    payment::PaymentError,
    returns::ReturnFailure,
};

use crate::{context, error::AppError};

/// What a page tells about the catalogue.
pub fn catalog(error: CatalogError) -> AppError {
    match error {
        CatalogError::NotFound => AppError::NotFound,
        other => failed(other),
    }
}

/// What a page tells about the cart.
pub fn cart(error: CartError) -> AppError {
    match error {
        CartError::NotForSale
        | CartError::SoldOut
        | CartError::NoMore { .. }
        | CartError::Full { .. }
        | CartError::Quantity(_) => AppError::Invalid(sentence(&error)),
        CartError::Personalisation(words) => AppError::Invalid(words.join(" ")),
        CartError::UnknownLine | CartError::UnknownCart => AppError::NotFound,
        other => failed(other),
    }
}

/// What a page tells about the checkout.
pub fn checkout(error: CheckoutError) -> AppError {
    match error {
        CheckoutError::Cart(error) => cart(error),
        other => failed(other),
    }
}

/// What a page tells about an offer.
pub fn draft(error: DraftError) -> AppError {
    match error {
        DraftError::NotFound => AppError::NotFound,
        DraftError::Checkout(error) => checkout(error),
        DraftError::Order(error) => order(error),
        DraftError::Payment(error) => payment(error),
        other => failed(other),
    }
}

/// What a page tells about an order.
pub fn order(error: OrderError) -> AppError {
    match error {
        OrderError::NotFound => AppError::NotFound,
        other => failed(other),
    }
}

/// What a page tells about paying.
pub fn payment(error: PaymentError) -> AppError {
    match error {
        PaymentError::Order(error) => order(error),
        PaymentError::UnknownReference => AppError::NotFound,
        PaymentError::Conflict => AppError::Conflict,
        PaymentError::NotOffered
        | PaymentError::NotPayable
        | PaymentError::UnderWay
        | PaymentError::TooManyUnpaid
        | PaymentError::TooMuchUnpaid => AppError::Invalid(sentence(&error)),
        other => failed(other),
    }
}

/// What a page tells about a return. What was chosen and does not fit is told by its own page.
pub fn returns(error: ReturnFailure) -> AppError {
    match error {
        ReturnFailure::NotFound => AppError::NotFound,
        ReturnFailure::Conflict | ReturnFailure::Transition(_) => AppError::Conflict,
        ReturnFailure::Refused(_) | ReturnFailure::NoKey | ReturnFailure::PaymentUnderWay => {
            AppError::Invalid(sentence(&error))
        }
        other => failed(other),
    }
}

/// What a page tells about an account.
pub fn customer(error: CustomerError) -> AppError {
    match error {
        CustomerError::NotSignedIn => AppError::NotSignedIn,
        CustomerError::NotFound => AppError::NotFound,
        CustomerError::TooMany => AppError::TooMany,
        CustomerError::Order(error) => order(error),
        CustomerError::Hashing(_) | CustomerError::Data(_) | CustomerError::Database(_) => failed(error),
        refused => AppError::Invalid(sentence(&refused)),
    }
}

/// A database that is busy will do it in a moment; everything else is logged.
fn failed(error: impl WriteError + Display) -> AppError {
    if matches!(error.database(), Some(DatabaseError::Busy)) { AppError::Busy } else { context::failed(error) }
}

/// With a capital letter and a full stop.
fn sentence(error: &impl Display) -> String {
    let text = error.to_string();
    let mut letters = text.chars();
    letters.next().map(|first| format!("{}{}.", first.to_uppercase(), letters.as_str())).unwrap_or_default()
}
