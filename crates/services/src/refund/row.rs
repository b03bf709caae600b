//! From rows to what they say.

use domain::{
    kernel::{Currency, Money, OrderId, PaymentId, RefundId},
    ledger::RateShare,
    payment::PaymentMethod,
    refund::RefundState,
};
use sqlx::{Row, any::AnyRow};

use crate::db::DatabaseError;

fn corrupt(what: &'static str, value: &str) -> DatabaseError {
    DatabaseError::Corrupt { what, value: value.to_owned() }
}

pub(super) fn currency(row: &AnyRow) -> Result<Currency, DatabaseError> {
    let code: String = row.try_get("currency")?;
    Currency::parse(&code).map_err(|_| corrupt("a currency", &code))
}

pub(super) fn method(row: &AnyRow) -> Result<PaymentMethod, DatabaseError> {
    let word: String = row.try_get("method")?;
    PaymentMethod::from_key(&word).ok_or_else(|| corrupt("a way of payment", &word))
}

pub(super) fn state(row: &AnyRow) -> Result<RefundState, DatabaseError> {
    let word: String = row.try_get("state")?;
    RefundState::from_key(&word).ok_or_else(|| corrupt("the state of a refund", &word))
}

pub(super) fn rates(row: &AnyRow) -> Result<Vec<RateShare>, DatabaseError> {
    let text: String = row.try_get("rates")?;
    serde_json::from_str(&text).map_err(|_| corrupt("the rates of a refund", &text))
}

/// A payment of which something is left.
#[derive(Clone, Copy, Debug)]
pub(super) struct Payment {
    pub id: PaymentId,
    pub method: PaymentMethod,
    pub left: Money,
}

impl Payment {
    pub fn from_row(row: &AnyRow) -> Result<Self, DatabaseError> {
        Ok(Self {
            id: PaymentId(row.try_get("id")?),
            method: method(row)?,
            left: Money::new(row.try_get("amount_left")?, currency(row)?),
        })
    }
}

/// A refund as it was written.
#[derive(Clone, Debug)]
pub(super) struct Stored {
    pub id: RefundId,
    pub order: OrderId,
    pub payment: PaymentId,
    pub method: PaymentMethod,
    pub state: RefundState,
    pub amount: Money,
    /// What of it goes back onto gift cards.
    pub on_cards: Money,
    /// What of it its parts give back, of other payments.
    pub elsewhere: Money,
    pub rates: Vec<RateShare>,
    pub restock: bool,
    /// The provider's name for the payment.
    pub reference: String,
}

impl Stored {
    pub fn from_row(row: &AnyRow) -> Result<Self, DatabaseError> {
        Ok(Self {
            id: RefundId(row.try_get("id")?),
            order: OrderId(row.try_get("order_id")?),
            payment: PaymentId(row.try_get("payment_id")?),
            method: method(row)?,
            state: state(row)?,
            amount: Money::new(row.try_get("amount")?, currency(row)?),
            on_cards: Money::new(row.try_get("on_cards")?, currency(row)?),
            elsewhere: Money::new(row.try_get("elsewhere")?, currency(row)?),
            rates: rates(row)?,
            restock: row.try_get::<i64, _>("restock")? == 1,
            reference: row.try_get("reference")?,
        })
    }

    /// What of it goes back to where it was paid from.
    pub fn in_money(&self) -> Money {
        let beside = self.on_cards.minor.saturating_add(self.elsewhere.minor);
        Money::new(self.amount.minor.saturating_sub(beside), self.amount.currency)
    }

    /// Whether it has not ended.
    pub fn is_open(&self) -> bool {
        matches!(self.state, RefundState::Pending | RefundState::Unknown)
    }
}

/// Whether a person sends back what was paid in this way.
pub(crate) fn by_hand(method: PaymentMethod) -> bool {
    method.is_by_hand()
}
