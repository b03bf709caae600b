//! The provider's memory.

use domain::{
    kernel::{Currency, Money, Timestamp},
    payment::Observed,
};
use services::{
    db::{Database, DatabaseError},
    port::StartPayment,
};
use sqlx::Row;

use super::sql;

/// Where a payment stands at the provider.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum State {
    Open,
    Declined,
    Asking,
    Processing,
    Captured,
    Cancelled,
}

impl State {
    const ALL: [Self; 6] =
        [Self::Open, Self::Declined, Self::Asking, Self::Processing, Self::Captured, Self::Cancelled];

    fn key(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Declined => "declined",
            Self::Asking => "asking",
            Self::Processing => "processing",
            Self::Captured => "captured",
            Self::Cancelled => "cancelled",
        }
    }

    /// What it says to the shop.
    pub fn observed(self) -> Observed {
        match self {
            Self::Open | Self::Asking => Observed::Open,
            Self::Declined => Observed::Declined,
            Self::Processing => Observed::Processing,
            Self::Captured => Observed::Captured { as_agreed: true },
            Self::Cancelled => Observed::Cancelled,
        }
    }
}

/// A payment at the provider.
#[derive(Clone, Debug)]
pub(super) struct Stored {
    pub reference: String,
    pub order_number: String,
    pub amount: Money,
    pub state: State,
    pub return_to: String,
}

/// Begins a payment and gives its reference; the same for the same attempt.
pub(super) async fn begin(
    database: &Database,
    reference: String,
    request: StartPayment,
    now: Timestamp,
) -> Result<String, DatabaseError> {
    database
        .write(move |tx| {
            let (reference, request) = (reference.clone(), request.clone());
            Box::pin(async move {
                let row = sqlx::query(sql::INSERT)
                    .bind(reference)
                    .bind(request.attempt.to_string())
                    .bind(request.order_number)
                    .bind(request.amount.minor)
                    .bind(request.amount.currency.code().to_owned())
                    .bind(request.return_to)
                    .bind(now.0)
                    .fetch_one(tx.connection())
                    .await?;
                Ok(row.try_get("reference")?)
            })
        })
        .await
}

/// The payment under a reference.
pub(super) async fn find(database: &Database, reference: &str) -> Result<Option<Stored>, DatabaseError> {
    let row = sqlx::query(sql::PAYMENT).bind(reference.to_owned()).fetch_optional(database.reader()).await?;
    let Some(row) = row else {
        return Ok(None);
    };
    let (state, currency): (String, String) = (row.try_get("state")?, row.try_get("currency")?);
    let corrupt = |what: &'static str, value: &str| DatabaseError::Corrupt { what, value: value.to_owned() };
    Ok(Some(Stored {
        reference: row.try_get("reference")?,
        order_number: row.try_get("order_number")?,
        amount: Money::new(
            row.try_get("amount")?,
            Currency::parse(&currency).map_err(|_| corrupt("a currency", &currency))?,
        ),
        state: State::ALL
            .into_iter()
            .find(|known| known.key() == state)
            .ok_or_else(|| corrupt("the state of a test payment", &state))?,
        return_to: row.try_get("return_to")?,
    }))
}

/// Moves a payment on; `false` when it was finished or there already.
pub(super) async fn move_to(database: &Database, reference: &str, state: State) -> Result<bool, DatabaseError> {
    let reference = reference.to_owned();
    database
        .write(move |tx| {
            let reference = reference.clone();
            Box::pin(async move {
                let moved = sqlx::query(sql::MOVE).bind(reference).bind(state.key()).execute(tx.connection()).await?;
                Ok(moved.rows_affected() == 1)
            })
        })
        .await
}

/// The payments that were left half-way.
pub(super) async fn processing(database: &Database) -> Result<Vec<String>, DatabaseError> {
    let rows = sqlx::query(sql::PROCESSING).fetch_all(database.reader()).await?;
    rows.iter().map(|row| Ok(row.try_get("reference")?)).collect()
}
