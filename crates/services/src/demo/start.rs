//! Before the first row and after the last: may this shop be filled, and what is remembered of it.

use domain::kernel::ImageId;
use sqlx::Row as _;

use super::{DemoError, clear, sql};
use crate::{
    db::{Database, DatabaseError},
    media,
};

/// How a shop stands before it is filled.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shelves {
    /// Nothing is for sale: it can be filled.
    Empty,
    /// It was filled before from this very seed with this many products; nothing is to be done.
    Filled,
}

/// Asks whether the shop may be filled from this seed. What a seeding that was cut off has left behind is removed.
///
/// # Errors
/// A shop that has something for sale already.
pub async fn begin(database: &Database, seed: u64, products: usize) -> Result<Shelves, DemoError> {
    let mark = mark(database).await?;
    if mark.as_deref() == Some(finished(seed, products).as_str()) {
        return Ok(Shelves::Filled);
    }
    if mark.is_some_and(|mark| mark.starts_with(STARTED)) {
        clear::clear(database).await?;
    }
    let (products_there, orders) =
        (count(database, sql::PRODUCT_COUNT).await?, count(database, sql::ORDER_COUNT).await?);
    if products_there + orders > 0 {
        return Err(DemoError::NotEmpty { products: products_there, orders });
    }
    set_mark(database, format!("{STARTED} {seed}")).await?;
    Ok(Shelves::Empty)
}

/// Remembers that the shop was filled.
///
/// # Errors
/// A database that failed.
pub async fn finish(database: &Database, seed: u64, products: usize) -> Result<(), DemoError> {
    set_mark(database, finished(seed, products)).await
}

/// The picture with this content, when the library has it already and it need not be made again.
///
/// # Errors
/// A database that failed.
pub async fn known_picture(database: &Database, hash: &str) -> Result<Option<ImageId>, DemoError> {
    let row = sqlx::query(media::sql::BY_HASH).bind(hash.to_owned()).fetch_optional(database.reader()).await?;
    Ok(row.map(|row| row.try_get(0).map(ImageId)).transpose()?)
}

const STARTED: &str = "started";

fn finished(seed: u64, products: usize) -> String {
    format!("filled from seed {seed} with {products} products")
}

pub(super) async fn count(database: &Database, statement: &'static str) -> Result<i64, DemoError> {
    Ok(sqlx::query(statement).fetch_one(database.reader()).await?.try_get(0)?)
}

async fn mark(database: &Database) -> Result<Option<String>, DemoError> {
    let row = sqlx::query(sql::MARK).fetch_optional(database.reader()).await?;
    Ok(row.map(|row| row.try_get(0)).transpose()?)
}

async fn set_mark(database: &Database, mark: String) -> Result<(), DemoError> {
    database
        .write(move |transaction| {
            let mark = mark.clone();
            Box::pin(async move {
                sqlx::query(sql::SET_MARK)
                    .bind(mark)
                    .execute(transaction.connection())
                    .await
                    .map_err(DatabaseError::from)?;
                Ok(())
            })
        })
        .await
}
