//! What an import changed beside products, customers and orders: redirects, categories and their texts, attributes, the place
//! where stock lies, pictures.

use std::collections::HashMap;

use domain::kernel::{ImageId, ImportRunId, Timestamp};
use sqlx::Row as _;

use super::{raw, sql};
use crate::{
    Shop,
    db::{DatabaseError, Transaction, many, with_rows},
    importer::{sql as importer_sql, write::Trace},
    media,
};

/// So many are remembered by one statement.
const CHUNK: usize = 80;

/// Remembers what a batch changed; `redirects` says where old addresses led to before.
pub(in crate::importer) async fn keep(
    transaction: &mut Transaction,
    run: ImportRunId,
    traces: &[Trace],
    redirects: &HashMap<String, String>,
) -> Result<(), DatabaseError> {
    // The last word on a thing counts, and one statement must not touch a row twice.
    let mut kept: HashMap<(&'static str, &str), &Trace> = HashMap::new();
    for trace in traces {
        kept.insert((trace.kind, trace.name.as_str()), trace);
    }
    let mut kept: Vec<&Trace> = kept.into_values().collect();
    kept.sort_by(|left, right| (left.kind, &left.name).cmp(&(right.kind, &right.name)));
    for traces in kept.chunks(CHUNK) {
        let mut statement = with_rows(sql::TRACE, 5, traces.len());
        statement.push_str(sql::TRACE_AGAIN);
        let mut query = many(statement);
        for trace in traces {
            let before = redirects.get(&trace.name).filter(|_| trace.kind == "redirect");
            query = query
                .bind(run.0)
                .bind(trace.kind)
                .bind(trace.name.clone())
                .bind(before.cloned().unwrap_or_default())
                .bind(trace.after.clone());
        }
        query.execute(transaction.connection()).await?;
    }
    Ok(())
}

/// Takes back what is left of an import when its products, customers and orders are dealt with.
pub(in crate::importer) async fn take_back(shop: &Shop, run: ImportRunId) -> Result<(), DatabaseError> {
    let now = shop.clock.now();
    let pictures = shop
        .database
        .write(move |transaction| {
            Box::pin(async move {
                for statement in [sql::DELETE_TRACED_REDIRECTS, sql::CLEAR_DESCRIPTIONS] {
                    sqlx::query(statement).bind(run.0).execute(transaction.connection()).await?;
                }
                lead_back(transaction, run, now).await?;
                // Children go first: a parent is empty when they are gone.
                while swept(transaction, sql::DELETE_CATEGORIES, run).await? > 0 {}
                for statement in [sql::DELETE_TYPES, sql::DELETE_ATTRIBUTES, sql::DELETE_LOCATIONS] {
                    swept(transaction, statement, run).await?;
                }
                sqlx::query(sql::DELETE_DEAD_REDIRECTS).execute(transaction.connection()).await?;
                let pictures = sqlx::query(sql::PICTURES).bind(run.0).fetch_all(transaction.connection()).await?;
                let pictures: Vec<i64> = pictures.iter().map(|row| row.try_get(0)).collect::<Result<_, _>>()?;
                sqlx::query(sql::FORGET_TRACES).bind(run.0).execute(transaction.connection()).await?;
                Ok::<_, DatabaseError>(pictures)
            })
        })
        .await?;
    put_away(shop, pictures, now).await?;
    shop.shelf.reload().await
}

/// Addresses that led elsewhere before lead there again.
async fn lead_back(transaction: &mut Transaction, run: ImportRunId, now: Timestamp) -> Result<(), DatabaseError> {
    sqlx::query(sql::LEAD_BACK).bind(run.0).bind(now.0).execute(transaction.connection()).await?;
    Ok(())
}

/// Deletes what nothing uses any more; what something else refers to stays whole.
async fn swept(transaction: &mut Transaction, statement: &'static str, run: ImportRunId) -> Result<u64, DatabaseError> {
    raw(transaction, importer_sql::BEGIN_PRODUCT).await?;
    let deleted = match sqlx::query(statement).bind(run.0).execute(transaction.connection()).await {
        Ok(deleted) => deleted.rows_affected(),
        Err(error) => {
            let error = DatabaseError::from(error);
            if error.is_transient() {
                return Err(error);
            }
            raw(transaction, importer_sql::UNDO_PRODUCT).await?;
            0
        }
    };
    raw(transaction, importer_sql::KEEP_PRODUCT).await?;
    Ok(deleted)
}

/// Pictures that came with the import and that no page shows are put away, from where the manager can take them back.
async fn put_away(shop: &Shop, pictures: Vec<i64>, now: Timestamp) -> Result<(), DatabaseError> {
    for pictures in pictures.chunks(CHUNK) {
        let pictures: Vec<ImageId> = pictures.iter().copied().map(ImageId).collect();
        shop.database
            .write(move |transaction| {
                let pictures = pictures.clone();
                Box::pin(async move {
                    for picture in pictures {
                        let remove = sqlx::query(media::sql::REMOVE).bind(picture.0).bind(now.0);
                        remove.execute(transaction.connection()).await?;
                    }
                    Ok::<_, DatabaseError>(())
                })
            })
            .await?;
    }
    Ok(())
}
