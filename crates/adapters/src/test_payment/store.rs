//! The provider's memory.

use domain::{
    kernel::{Currency, Money, Timestamp},
    payment::Observed,
};
use services::{
    db::{Database, DatabaseError},
    failpoint,
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

    /// Whether the shop hears of it by itself: what is between the shopper and the bank does not concern it.
    fn is_told(self) -> bool {
        self != Self::Asking
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
        .write_one(move |tx| {
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
    let row = sqlx::query(sql::PAYMENT).bind(reference.to_owned()).fetch_optional(&mut database.quick().await?).await?;
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

/// Something to tell the shop.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Message {
    pub id: String,
    pub reference: String,
}

/// Moves a payment on, writes it into the log, and gives what the shop must hear of it; `None` where that is nothing, or when the
/// payment was finished or there already.
pub(super) async fn move_to(
    database: &Database,
    reference: &str,
    state: State,
    now: Timestamp,
) -> Result<Option<Message>, DatabaseError> {
    let message = Message { id: format!("evt_{:032x}", rand::random::<u128>()), reference: reference.to_owned() };
    let moved = database
        .write(move |tx| {
            let message = message.clone();
            Box::pin(async move {
                let (reference, connection) = (message.reference.clone(), tx.connection());
                let moved =
                    sqlx::query(sql::MOVE).bind(reference.clone()).bind(state.key()).execute(&mut *connection).await?;
                if moved.rows_affected() != 1 {
                    return Ok(None);
                }
                let entry = sqlx::query(sql::LOG).bind(reference.clone()).bind(state.key()).bind(now.0);
                entry.execute(&mut *connection).await?;
                let is_told = state.is_told();
                if is_told {
                    let added = sqlx::query(sql::ADD_MESSAGE).bind(message.id.clone()).bind(reference).bind(now.0);
                    added.execute(&mut *connection).await?;
                }
                failpoint::reach("provider.before_commit");
                Ok::<_, DatabaseError>(is_told.then_some(message))
            })
        })
        .await?;
    failpoint::reach("provider.after_commit");
    Ok(moved)
}

/// Notes that the shop has taken a message.
pub(super) async fn note_delivered(database: &Database, id: &str, now: Timestamp) -> Result<(), DatabaseError> {
    let id = id.to_owned();
    database
        .write_one(move |tx| {
            let id = id.clone();
            Box::pin(async move {
                sqlx::query(sql::DELIVERED).bind(id).bind(now.0).execute(tx.connection()).await?;
                Ok(())
            })
        })
        .await
}

/// What was to be told since then and the shop has not taken.
pub(super) async fn undelivered(database: &Database, since: Timestamp) -> Result<Vec<Message>, DatabaseError> {
    let rows = sqlx::query(sql::UNDELIVERED).bind(since.0).fetch_all(database.reader()).await?;
    rows.iter().map(|row| Ok(Message { id: row.try_get("id")?, reference: row.try_get("reference")? })).collect()
}

/// The payments that were left half-way.
pub(super) async fn processing(database: &Database) -> Result<Vec<String>, DatabaseError> {
    let rows = sqlx::query(sql::PROCESSING).fetch_all(database.reader()).await?;
    rows.iter().map(|row| Ok(row.try_get("reference")?)).collect()
}
