//! One category with those above it.

use super::{Desk, classify};
use crate::{
    db::{DatabaseError, Transaction},
    importer::{category::ImportedCategory, redirect, sql},
};

/// Makes the category unless it is there, and says what it says about itself where this shop says nothing.
pub(super) async fn apply(
    transaction: &mut Transaction,
    desk: &mut Desk<'_>,
    category: &ImportedCategory,
) -> Result<(), DatabaseError> {
    let Some(id) = classify::category(transaction, desk, &category.path).await? else { return Ok(()) };
    let slug: Option<String> = sqlx::query_scalar(sql::DESCRIBE_CATEGORY)
        .bind(id)
        .bind(category.description.clone())
        .fetch_optional(transaction.connection())
        .await?;
    match slug {
        Some(slug) => redirect::add(transaction, &category.old_paths, &format!("/categories/{slug}"), desk.now).await,
        None => Ok(()),
    }
}
