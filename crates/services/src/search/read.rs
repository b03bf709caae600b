//! The search's desk.

use domain::{
    kernel::{CategoryId, ProductId, Timestamp},
    search::{
        Action, key,
        view::{SearchDesk, SearchReport, SearchRuleRow, SearchTermRow, SynonymRow},
    },
};
use sqlx::{Row as _, any::AnyRow};

use super::sql;
use crate::{
    Shop,
    catalog::{self, CatalogError},
    db::DatabaseError,
};

/// The report is of so many days.
const REPORT_DAYS: i64 = 30;
const MOST_TERMS: i64 = 50;

/// The desk, with what a search shows when one is tried.
///
/// # Errors
/// A database or search index that failed.
pub async fn desk(shop: &Shop, text: &str) -> Result<SearchDesk, CatalogError> {
    let text = text.trim();
    let preview = if text.is_empty() { None } else { Some(catalog::read::preview(shop, text).await?) };
    let term = key(text);
    let rules = sqlx::query(sql::RULES).fetch_all(shop.database.reader()).await?;
    let rules: Vec<SearchRuleRow> = rules.iter().filter_map(|row| rule(row).transpose()).collect::<Result<_, _>>()?;
    let is_shown = |rule: &SearchRuleRow| preview.is_none() || rule.term.is_empty() || rule.term == term;
    let synonyms = sqlx::query(sql::SYNONYMS).fetch_all(shop.database.reader()).await?;
    let synonyms: Result<Vec<SynonymRow>, sqlx::Error> =
        synonyms.iter().map(|row| Ok(SynonymRow { id: row.try_get(0)?, words: row.try_get(1)? })).collect();
    Ok(SearchDesk {
        rules: rules.into_iter().filter(is_shown).collect(),
        preview,
        synonyms: synonyms?,
        report: report(shop).await?,
        categories: catalog::read::category_names(shop),
    })
}

fn rule(row: &AnyRow) -> Result<Option<SearchRuleRow>, DatabaseError> {
    let Some(action) = Action::from_key(row.try_get(2)?) else { return Ok(None) };
    Ok(Some(SearchRuleRow {
        id: row.try_get(0)?,
        term: row.try_get(1)?,
        action,
        product: row.try_get::<Option<i64>, _>(3)?.map(ProductId),
        category: row.try_get::<Option<i64>, _>(4)?.map(CategoryId),
        name: row.try_get(5)?,
    }))
}

/// What shoppers searched for in the last 30 days.
///
/// # Errors
/// A database that does not answer.
pub async fn report(shop: &Shop) -> Result<SearchReport, DatabaseError> {
    let since = shop.clock.now().plus(-REPORT_DAYS.saturating_mul(Timestamp::DAY)).0;
    Ok(SearchReport {
        nothing_found: terms(shop, sql::NOTHING_FOUND, since).await?,
        most_searched: terms(shop, sql::MOST_SEARCHED, since).await?,
    })
}

async fn terms(shop: &Shop, statement: &'static str, since: i64) -> Result<Vec<SearchTermRow>, DatabaseError> {
    let rows = sqlx::query(statement).bind(since).bind(MOST_TERMS).fetch_all(shop.database.reader()).await?;
    let term = |row: &AnyRow| {
        Ok(SearchTermRow {
            term: row.try_get(0)?,
            searches: row.try_get(1)?,
            empty: row.try_get(2)?,
            last_day: Timestamp(row.try_get(3)?),
        })
    };
    Ok(rows.iter().map(term).collect::<Result<_, sqlx::Error>>()?)
}
