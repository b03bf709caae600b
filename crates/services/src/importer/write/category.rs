//! One category with those above it.

use super::{Desk, classify, trace::Trace};
use crate::{
    db::{DatabaseError, Transaction},
    importer::{category::ImportedCategory, sql},
};

/// Makes the category unless it is there, and says what it says about itself where this shop says nothing.
pub(super) async fn apply(
    transaction: &mut Transaction,
    desk: &mut Desk<'_>,
    category: &ImportedCategory,
) -> Result<(), DatabaseError> {
    let Some(id) = classify::category(transaction, desk, &category.path).await? else { return Ok(()) };
    if !category.description.is_empty() {
        let describe = sqlx::query(sql::DESCRIBE_CATEGORY).bind(id).bind(category.description.clone());
        if describe.execute(transaction.connection()).await?.rows_affected() > 0 {
            desk.traces.push(Trace::new("description", id, &category.description));
        }
    }
    if category.old_paths.is_empty() {
        return Ok(());
    }
    let slug: String = sqlx::query_scalar(sql::SLUG_OF_CATEGORY).bind(id).fetch_one(transaction.connection()).await?;
    desk.redirect(&category.old_paths, &format!("/categories/{slug}"));
    Ok(())
}
