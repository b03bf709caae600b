//! Files that shoppers attach to what is made to order.
//!
//! A file is kept before its line is written. One that no order has is forgotten after a while, when no cart has it either.

use std::path::Path;

use domain::{
    catalog::personalisation::{AnswerValue, looks_like},
    kernel::Timestamp,
};
use sqlx::Row as _;

use super::{CartError, sql};
use crate::{
    Shop,
    catalog::admin::goods::plain_name,
    db::{DatabaseError, Transaction},
    port::FilesError,
    setting::random_token,
};

/// So many files are taken in an hour, by all shoppers together: who wants to fill the disk gets no further.
const MOST_IN_AN_HOUR: i64 = 300;
const HOUR: i64 = 3_600_000;

/// A file that a shopper attached, as it came in.
#[derive(Clone, Copy, Debug)]
pub struct Upload<'a> {
    /// The name that it had.
    pub name: &'a str,
    /// Where it lies; it stays there.
    pub path: &'a Path,
    /// How large it is.
    pub bytes: u64,
    /// Its first bytes.
    pub head: &'a [u8],
}

/// Keeps a file, and gives the answer that names it.
///
/// # Errors
/// A file that is not what its name says, too many files at once; a file store or database that failed.
pub async fn keep(shop: &Shop, upload: Upload<'_>) -> Result<AnswerValue, CartError> {
    let refuse = |words: String| CartError::Personalisation(vec![words]);
    let name = plain_name(upload.name).ok_or_else(|| refuse("The file needs a name.".to_owned()))?;
    let ending = name.rsplit_once('.').map(|(_, ending)| ending.to_lowercase()).unwrap_or_default();
    if upload.bytes == 0 || !looks_like(&ending, upload.head) {
        return Err(refuse(format!("“{name}” is empty or not what its name says.")));
    }
    let now = shop.clock.now();
    let recent = sqlx::query(sql::COUNT_ATTACHED).bind(now.plus(-HOUR).0).fetch_one(shop.database.reader()).await?;
    if recent.try_get::<i64, _>(0)? >= MOST_IN_AN_HOUR {
        return Err(refuse("Too many files have come in at once. Try again in a while.".to_owned()));
    }
    let key = format!("attached-{}", random_token());
    shop.files.put_file(&key, upload.path).await?;
    let bytes = i64::try_from(upload.bytes).unwrap_or(i64::MAX);
    let (row_key, row_name) = (key.clone(), name.clone());
    let noted = shop
        .database
        .write(move |tx| {
            let (key, name) = (row_key.clone(), row_name.clone());
            Box::pin(async move {
                sqlx::query(sql::ADD_ATTACHED)
                    .bind(key)
                    .bind(name)
                    .bind(bytes)
                    .bind(now.0)
                    .execute(tx.connection())
                    .await?;
                Ok::<(), CartError>(())
            })
        })
        .await;
    if let Err(error) = noted {
        // Nobody knows its key: the error that counts is the first one.
        let _ = shop.files.remove(&key).await;
        return Err(error);
    }
    Ok(AnswerValue::File { key, name })
}

/// An order has these files: they stay.
pub(crate) async fn note_ordered(tx: &mut Transaction, keys: Vec<String>) -> Result<(), DatabaseError> {
    for key in keys {
        sqlx::query(sql::ATTACHED_ORDERED).bind(key).execute(tx.connection()).await?;
    }
    Ok(())
}

/// A file that was attached, with its name: for the people of the shop.
///
/// # Errors
/// A database that does not answer.
pub async fn name_of(shop: &Shop, key: &str) -> Result<Option<(String, u64)>, DatabaseError> {
    let row = sqlx::query(sql::ATTACHED).bind(key.to_owned()).fetch_optional(shop.database.reader()).await?;
    row.map(|row| Ok((row.try_get(0)?, u64::try_from(row.try_get::<i64, _>(1)?).unwrap_or(0)))).transpose()
}

/// Deletes files that are older than `days` days and that neither an order nor a cart has; says how many.
///
/// # Errors
/// A file store or database that failed.
pub async fn forget_old(shop: &Shop, days: i64) -> Result<usize, CartError> {
    let before = shop.clock.now().plus(Timestamp::DAY.saturating_mul(-days));
    let rows = sqlx::query(sql::OLD_ATTACHED).bind(before.0).fetch_all(shop.database.reader()).await?;
    for row in &rows {
        let key: String = row.try_get(0)?;
        shop.files.remove(&key).await?;
        shop.database
            .write(move |tx| {
                let key = key.clone();
                Box::pin(async move {
                    sqlx::query(sql::FORGET_ATTACHED).bind(key).execute(tx.connection()).await?;
                    Ok::<(), CartError>(())
                })
            })
            .await?;
    }
    Ok(rows.len())
}

impl From<FilesError> for CartError {
    fn from(error: FilesError) -> Self {
        Self::Files(error)
    }
}
