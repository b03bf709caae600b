//! The payment that a confirmation is about, with its order, as they were seen.

use domain::{
    kernel::{Currency, Money, OrderId, PaymentId},
    order::OrderState,
    payment::{Observed, PaymentMethod, PaymentState},
};
use sqlx::{Row, any::AnyRow};

use crate::{db::DatabaseError, port::Observation};

/// A payment and its order.
#[derive(Clone, Debug)]
pub(super) struct Subject {
    pub payment: PaymentId,
    pub version: i64,
    pub state: PaymentState,
    pub method: PaymentMethod,
    pub amount: Money,
    pub order: OrderId,
    pub order_version: i64,
    pub order_state: OrderState,
    pub number: String,
    /// What gift cards pay of the order, in minor units; the payment is about the rest.
    pub on_cards: i64,
    /// What the order costs now, in minor units.
    pub total: i64,
    /// What a change made it cost more, and has not come.
    pub awaited: i64,
    /// Whether the payment is about that.
    pub is_difference: bool,
}

impl Subject {
    pub fn from_row(row: &AnyRow) -> Result<Self, DatabaseError> {
        let (state, method): (String, String) = (row.try_get("state")?, row.try_get("method")?);
        let order_state: String = row.try_get("order_state")?;
        let currency: String = row.try_get("currency")?;
        let corrupt = |what: &'static str, value: &str| DatabaseError::Corrupt { what, value: value.to_owned() };
        Ok(Self {
            payment: PaymentId(row.try_get("payment_id")?),
            version: row.try_get("version")?,
            state: PaymentState::from_key(&state).ok_or_else(|| corrupt("the state of a payment", &state))?,
            method: PaymentMethod::from_key(&method).ok_or_else(|| corrupt("a way of payment", &method))?,
            amount: Money::new(
                row.try_get("amount")?,
                Currency::parse(&currency).map_err(|_| corrupt("a currency", &currency))?,
            ),
            order: OrderId(row.try_get("order_id")?),
            order_version: row.try_get("order_version")?,
            order_state: OrderState::from_key(&order_state)
                .ok_or_else(|| corrupt("the state of an order", &order_state))?,
            number: row.try_get("number")?,
            on_cards: row.try_get("on_cards")?,
            total: row.try_get("total")?,
            awaited: row.try_get("awaited")?,
            is_difference: row.try_get::<i64, _>("is_difference")? == 1,
        })
    }

    /// Whether it is about what the order costs now, beside what gift cards pay: an order may have been changed since it was begun.
    pub fn is_current(&self) -> bool {
        !self.is_difference && self.amount.minor.checked_add(self.on_cards) == Some(self.total)
    }

    /// What the provider says, with our own judgement of whether it is what was agreed: amount, currency and order.
    pub fn judge(&self, observation: &Observation) -> Observed {
        match observation.observed {
            Observed::Captured { .. } => Observed::Captured {
                as_agreed: observation.amount == self.amount && observation.order_number == self.number,
            },
            other => other,
        }
    }
}
