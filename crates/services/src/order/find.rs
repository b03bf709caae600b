//! Finding a customer by name or mail address.

use domain::{kernel::CustomerId, order::view::FoundCustomer};
use sqlx::Row as _;

use super::sql;
use crate::{
    Shop,
    db::{DatabaseError, contains_pattern},
};

/// Customers with these letters in their name or mail address, the latest first.
///
/// # Errors
/// A database that does not answer.
pub async fn customers(shop: &Shop, text: &str, most: usize) -> Result<Vec<FoundCustomer>, DatabaseError> {
    let text = text.trim();
    if text.is_empty() {
        return Ok(Vec::new());
    }
    let rows = sqlx::query(sql::FIND_CUSTOMERS)
        .bind(contains_pattern(&text.to_lowercase()))
        .bind(i64::try_from(most).unwrap_or(i64::MAX))
        .fetch_all(shop.database.reader())
        .await?;
    let customer = |row: &sqlx::any::AnyRow| {
        Ok(FoundCustomer {
            id: CustomerId(row.try_get(3)?),
            email: row.try_get(0)?,
            full_name: row.try_get(1)?,
            orders: row.try_get(2)?,
        })
    };
    Ok(rows.iter().map(customer).collect::<Result<_, sqlx::Error>>()?)
}
