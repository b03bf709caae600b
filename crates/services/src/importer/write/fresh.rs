//! New variants with their stock.

use domain::kernel::ProductId;

use super::{ACTOR, Desk, stock, variant::choice};
use crate::{
    db::{DatabaseError, Transaction},
    importer::product::{ImportedProduct, ImportedVariant},
};

/// A variant that is to be added.
pub(super) struct Fresh<'p> {
    pub id: i64,
    pub position: i64,
    pub sku: String,
    pub variant: &'p ImportedVariant,
}

/// Adds variants of a product with their stock, counted into the ledger.
pub(super) async fn add(
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
    for row in fresh {
        let variant = row.variant;
        desk.pending.variant(vec![
            row.id.into(),
            product_id.0.into(),
            row.position.into(),
            row.sku.as_str().into(),
            product.variant_title(variant).into(),
            choice(variant).into(),
            variant.price.minor.into(),
            variant.compare_at.map(|money| money.minor).into(),
            variant.cost.map(|money| money.minor).into(),
            variant.price.currency.code().into(),
            variant.tax_class.into(),
            variant.barcode.as_str().into(),
            variant.weight_grams.into(),
            i64::from(variant.track_stock).into(),
            variant.content.as_ref().map(|(amount, _)| *amount).into(),
            variant.content.as_ref().map_or("", |(_, unit)| unit.as_str()).into(),
        ]);
        let on_hand = variant.on_hand.unwrap_or(0);
        desk.pending.stock(vec![row.id.into(), location.into(), on_hand.into()]);
        if on_hand > 0 {
            let id = desk.database.next_id();
            desk.pending.stock_move(vec![
                id.into(),
                row.id.into(),
                location.into(),
                on_hand.into(),
                0.into(),
                stock::REASON.into(),
                ACTOR.into(),
                desk.now.0.into(),
            ]);
        }
    }
    Ok(())
}
