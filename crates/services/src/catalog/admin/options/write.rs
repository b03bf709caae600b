//! Brings a product's variants to what its new options make of them.

use std::collections::HashSet;

use domain::{
    catalog::{MOST_COMBINATIONS, OptionEdit, OptionError, OptionPlan, limit::MOST_SKU, rearrange, value_word},
    kernel::ProductId,
};
use sqlx::Row as _;

use super::{
    super::{
        ModelError,
        change::{Desk, index_anew},
    },
    options, sql, variant,
};
use crate::db::{DatabaseError, Transaction};

/// Changes the options and everything that follows.
pub(super) async fn run(
    transaction: &mut Transaction,
    desk: &Desk,
    (id, version): (ProductId, i64),
    edits: &[OptionEdit],
    fill: bool,
) -> Result<(), ModelError> {
    let row = sqlx::query(sql::PRODUCT).bind(id.0).fetch_optional(transaction.connection()).await?;
    let before = options(&row.ok_or(ModelError::NotFound)?)?;
    let rows = sqlx::query(sql::VARIANTS).bind(id.0).fetch_all(transaction.connection()).await?;
    let variants = rows.iter().map(|row| variant(row, &before)).collect::<Result<Vec<_>, _>>()?;
    let refused = |error: OptionError| ModelError::field("options", error.to_string());
    let plan = rearrange(&before, &variants, edits).map_err(refused)?;
    if fill && plan.kept.len().saturating_add(plan.missing.len()) > MOST_COMBINATIONS {
        return Err(refused(OptionError::TooManyVariants(plan.kept.len().saturating_add(plan.missing.len()))));
    }
    let updated = sqlx::query(sql::UPDATE)
        .bind(id.0)
        .bind(version)
        .bind(text(&plan.options))
        .bind(desk.now.0)
        .execute(transaction.connection())
        .await?;
    if updated.rows_affected() == 0 {
        return Err(ModelError::Conflict);
    }
    // New variants take their terms from the first that is sold, so nothing is retired before they are there.
    place(transaction, &plan).await?;
    if fill {
        add_missing(transaction, desk, id, &plan).await?;
    }
    for gone in &plan.retired {
        sqlx::query(sql::RETIRE).bind(gone.0).execute(transaction.connection()).await?;
    }
    Ok(index_anew(transaction, desk, &[id]).await?)
}

fn text(value: &impl serde::Serialize) -> String {
    serde_json::json!(value).to_string()
}

/// Every combination of values has its place, whether there is a variant of it or not.
fn position(plan: &OptionPlan, choice: &[usize]) -> i64 {
    let place = plan
        .options
        .iter()
        .zip(choice)
        .fold(0_usize, |place, (option, chosen)| place.saturating_mul(option.values.len()).saturating_add(*chosen));
    i64::try_from(place).unwrap_or(i64::MAX)
}

async fn place(transaction: &mut Transaction, plan: &OptionPlan) -> Result<(), DatabaseError> {
    for kept in &plan.kept {
        sqlx::query(sql::PLACE)
            .bind(kept.id.0)
            .bind(position(plan, &kept.choice))
            .bind(text(&kept.choice))
            .bind(plan.title(&kept.choice))
            .execute(transaction.connection())
            .await?;
    }
    Ok(())
}

async fn add_missing(
    transaction: &mut Transaction,
    desk: &Desk,
    id: ProductId,
    plan: &OptionPlan,
) -> Result<(), ModelError> {
    let first = sqlx::query(sql::FIRST_SKU).bind(id.0).fetch_optional(transaction.connection()).await?;
    let first: String = first.map(|row| row.try_get(0)).transpose()?.unwrap_or_else(|| format!("NEW-{id}"));
    let base = base(&first, plan);
    let mut given = HashSet::new();
    for choice in &plan.missing {
        let title = plan.title(choice);
        let retired = sqlx::query(sql::RETIRED).bind(id.0).bind(title.clone());
        if let Some(row) = retired.fetch_optional(transaction.connection()).await? {
            let revive = sqlx::query(sql::REVIVE).bind(row.try_get::<i64, _>(0)?).bind(position(plan, choice));
            revive.bind(text(choice)).execute(transaction.connection()).await?;
            continue;
        }
        let new = desk.database.next_id();
        let sku = free_sku(transaction, &base, &title, new, &mut given).await?;
        sqlx::query(sql::ADD)
            .bind(new)
            .bind(id.0)
            .bind(position(plan, choice))
            .bind(sku)
            .bind(title)
            .bind(text(choice))
            .execute(transaction.connection())
            .await?;
    }
    Ok(())
}

/// The part of the first SKU that all share: "MUG" of "MUG-SEA" where sea is one of its values.
fn base(first: &str, plan: &OptionPlan) -> String {
    let own = plan.kept.first().map(|kept| ending(&plan.title(&kept.choice))).unwrap_or_default();
    let without = first.strip_suffix(own.as_str()).map(|base| base.trim_end_matches('-'));
    without.filter(|base| !own.is_empty() && !base.is_empty()).unwrap_or(first).to_owned()
}

/// "S / Sea green" as it stands in a SKU: "S-SEA-GREEN".
fn ending(title: &str) -> String {
    title.split(" / ").map(|value| value_word(value).to_uppercase()).collect::<Vec<_>>().join("-")
}

async fn free_sku(
    transaction: &mut Transaction,
    base: &str,
    title: &str,
    id: i64,
    given: &mut HashSet<String>,
) -> Result<String, DatabaseError> {
    let wanted = format!("{base}-{}", ending(title));
    if wanted.chars().count() <= MOST_SKU && !given.contains(&wanted) {
        let taken = sqlx::query(sql::SKU_TAKEN).bind(wanted.clone()).fetch_optional(transaction.connection()).await?;
        if taken.is_none() {
            given.insert(wanted.clone());
            return Ok(wanted);
        }
    }
    Ok(format!("NEW-{id}"))
}
