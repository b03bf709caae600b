//! Giving money back: once for a key, and never more than was taken.

use domain::kernel::Timestamp;
use services::{
    db::{Database, DatabaseError, WriteError},
    port::{ProviderError, RefundPayment},
};
use sqlx::Row;

use super::sql;

/// Why nothing was given back.
#[derive(Debug)]
enum Refusal {
    Refused(&'static str),
    Failed(DatabaseError),
}

impl<E: Into<DatabaseError>> From<E> for Refusal {
    fn from(error: E) -> Self {
        Self::Failed(error.into())
    }
}

impl WriteError for Refusal {
    fn database(&self) -> Option<&DatabaseError> {
        match self {
            Self::Failed(error) => Some(error),
            Self::Refused(_) => None,
        }
    }
}

/// Gives money back and says its name for that; the same for the same key.
pub(super) async fn give_back(
    database: &Database,
    request: RefundPayment,
    now: Timestamp,
) -> Result<String, ProviderError> {
    let fresh = format!("tr_{:032x}", rand::random::<u128>());
    let done = database
        .write(move |tx| {
            let (request, fresh) = (request.clone(), fresh.clone());
            Box::pin(async move {
                let key = request.refund.to_string();
                let known = sqlx::query(sql::REFUND).bind(key.clone()).fetch_optional(tx.connection()).await?;
                if let Some(row) = known {
                    let is_same = row.try_get::<String, _>("payment_reference")? == request.reference
                        && row.try_get::<i64, _>("amount")? == request.amount.minor;
                    return if is_same {
                        Ok(row.try_get("reference")?)
                    } else {
                        Err(Refusal::Refused("another refund has this key"))
                    };
                }
                let taken = sqlx::query(sql::GIVE_BACK)
                    .bind(request.reference.clone())
                    .bind(request.amount.minor)
                    .bind(request.amount.currency.code().to_owned())
                    .execute(tx.connection())
                    .await?;
                if taken.rows_affected() != 1 {
                    return Err(Refusal::Refused("there is no such payment, or not that much is left of it"));
                }
                sqlx::query(sql::INSERT_REFUND)
                    .bind(fresh.clone())
                    .bind(key)
                    .bind(request.reference)
                    .bind(request.amount.minor)
                    .bind(now.0)
                    .execute(tx.connection())
                    .await?;
                Ok(fresh)
            })
        })
        .await;
    done.map_err(|refusal| match refusal {
        Refusal::Refused(why) => ProviderError::Refused(why.to_owned()),
        Refusal::Failed(error) => ProviderError::Unknown(error.to_string()),
    })
}
