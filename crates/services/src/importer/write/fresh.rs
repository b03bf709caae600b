//! New variants with their stock: all of a product in three statements.

use domain::kernel::ProductId;
use sqlx::AssertSqlSafe;

use super::{ACTOR, Desk, stock, variant::choice};
use crate::{
    db::{DatabaseError, Transaction, with_rows},
    importer::{
        product::{ImportedProduct, ImportedVariant},
        sql,
    },
};

/// So many rows are written by one statement: databases take no more than so many values.
const ROWS: usize = 500;

/// A variant that is to be added.
pub(super) struct Fresh<'p> {
    pub id: i64,
    pub position: i64,
    pub sku: String,
    pub variant: &'p ImportedVariant,
}

/// Adds variants of a product with their stock, counted into the ledger.
pub(super) async fn insert(
    transaction: &mut Transaction,
    desk: &mut Desk<'_>,
    product_id: ProductId,
    product: &ImportedProduct,
    fresh: &[Fresh<'_>],
) -> Result<(), DatabaseError> {
    if fresh.is_empty() {
        return Ok(());
    }
    let location = stock::location(transaction, desk).await?;
    for rows in fresh.chunks(ROWS) {
        variants(transaction, product_id, product, rows).await?;
        places(transaction, location, rows).await?;
        let counted: Vec<(i64, i64)> =
            rows.iter().filter_map(|row| Some((row.id, row.variant.on_hand.filter(|on_hand| *on_hand > 0)?))).collect();
        if !counted.is_empty() {
            moves(transaction, desk, location, &counted).await?;
        }
    }
    Ok(())
}

async fn variants(
    transaction: &mut Transaction,
    product_id: ProductId,
    product: &ImportedProduct,
    rows: &[Fresh<'_>],
) -> Result<(), DatabaseError> {
    let mut query = sqlx::query(AssertSqlSafe(with_rows(sql::ADD_VARIANTS, 14, rows.len())));
    for row in rows {
        let variant = row.variant;
        query = query
            .bind(row.id)
            .bind(product_id.0)
            .bind(row.position)
            .bind(row.sku.clone())
            .bind(product.variant_title(variant))
            .bind(choice(variant))
            .bind(variant.price.minor)
            .bind(variant.compare_at.map(|money| money.minor))
            .bind(variant.cost.map(|money| money.minor))
            .bind(variant.price.currency.code().to_owned())
            .bind(variant.tax_class)
            .bind(variant.barcode.clone())
            .bind(variant.weight_grams)
            .bind(i64::from(variant.track_stock));
    }
    query.execute(transaction.connection()).await?;
    Ok(())
}

async fn places(transaction: &mut Transaction, location: i64, rows: &[Fresh<'_>]) -> Result<(), DatabaseError> {
    let mut query = sqlx::query(AssertSqlSafe(with_rows(sql::ADD_STOCKS, 3, rows.len())));
    for row in rows {
        query = query.bind(row.id).bind(location).bind(row.variant.on_hand.unwrap_or(0));
    }
    query.execute(transaction.connection()).await?;
    Ok(())
}

/// Entries of the ledger: variant and number of items.
async fn moves(
    transaction: &mut Transaction,
    desk: &mut Desk<'_>,
    location: i64,
    counted: &[(i64, i64)],
) -> Result<(), DatabaseError> {
    let mut query = sqlx::query(AssertSqlSafe(with_rows(sql::ADD_STOCK_MOVES, 8, counted.len())));
    for (variant, on_hand) in counted {
        query = query
            .bind(desk.database.next_id())
            .bind(*variant)
            .bind(location)
            .bind(*on_hand)
            .bind(0_i64)
            .bind(stock::REASON)
            .bind(ACTOR)
            .bind(desk.now.0);
    }
    query.execute(transaction.connection()).await?;
    Ok(())
}
