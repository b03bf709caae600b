//! What products of this shop's own file say of other products: parts of bundles, what goes with a product, collections by hand.
//!
//! A file may name what stands further below, so everything is tried after its batch and what was not found then once more at the
//! end. Invariants: a link is written only where the file says something else than is here; what is named and not here is told, and
//! the next import of the file tries it again.

use std::collections::HashSet;

use domain::{
    catalog::ProductKind,
    importer::report::FailedRow,
    kernel::{ProductId, Quantity},
};
use sqlx::Row as _;

use super::{
    notes::note,
    product::{ImportedLinks, ImportedProduct},
    sql::link as sql,
};
use crate::{
    Shop,
    catalog::admin::{
        goods::{self, sql as goods_sql},
        pick_sql,
    },
    db::{DatabaseError, Transaction},
    exporter::column,
};

/// As many as the editor takes.
const MOST_PARTS: usize = 20;

/// A product and what its file says of others.
#[derive(Clone, Debug)]
pub(super) struct Linked {
    product: ProductId,
    line: u64,
    links: ImportedLinks,
    /// What is here now.
    now: ImportedLinks,
}

impl Linked {
    /// What is to be linked of a product that was written; nothing where its file says what is here.
    pub fn of(product: &ImportedProduct, id: ProductId) -> Option<Self> {
        let now = product.own.as_ref().and_then(|own| own.now.as_ref()).map(|now| now.model.links.clone());
        let (links, now) = (product.model.links.clone(), now.unwrap_or_default());
        (links != now).then_some(Self { product: id, line: product.line, links, now })
    }
}

/// Links as much as is here, and gives back what names something that is not here.
pub(super) async fn settle(shop: &Shop, linked: Vec<Linked>) -> Result<(Vec<Linked>, Vec<FailedRow>), DatabaseError> {
    if linked.is_empty() {
        return Ok((linked, Vec::new()));
    }
    let currency = shop.settings.currency.code().to_owned();
    shop.database
        .write(move |transaction| {
            let (linked, currency) = (linked.clone(), currency.clone());
            Box::pin(async move {
                let (mut open, mut told, mut has_parts) = (Vec::new(), Vec::new(), false);
                for one in linked {
                    let mut missing = Vec::new();
                    if (&one.links.parts, one.links.discount) != (&one.now.parts, one.now.discount) {
                        has_parts = true;
                        parts(transaction, &one, &currency, &mut missing).await?;
                    }
                    if one.links.related != one.now.related {
                        related(transaction, &one, &mut missing).await?;
                    }
                    if one.links.collections != one.now.collections {
                        collections(transaction, &one, &mut missing).await?;
                    }
                    if !missing.is_empty() {
                        open.push(one);
                        told.append(&mut missing);
                    }
                }
                if has_parts {
                    goods::settle(transaction).await?;
                }
                Ok::<_, DatabaseError>((open, told))
            })
        })
        .await
}

/// The parts of a bundle; of another kind of product nothing is a part.
async fn parts(
    transaction: &mut Transaction,
    one: &Linked,
    currency: &str,
    missing: &mut Vec<FailedRow>,
) -> Result<(), DatabaseError> {
    let row = sqlx::query(goods_sql::GOODS).bind(one.product.0).fetch_optional(transaction.connection()).await?;
    let Some(row) = row else { return Ok(()) };
    if goods::kind(row.try_get(0)?)? != ProductKind::Bundle {
        if !one.links.parts.is_empty() {
            missing.push(note(one.line, column::PARTS, "", "only a bundle has parts; they are left out"));
        }
        return Ok(());
    }
    sqlx::query(sql::CLEAR_PARTS).bind(one.product.0).execute(transaction.connection()).await?;
    for (sku, quantity) in one.links.parts.iter().take(MOST_PARTS) {
        let found = sqlx::query(goods_sql::PART_BY_SKU).bind(sku.clone());
        let found = found.fetch_optional(transaction.connection()).await?;
        let Some(found) = found else {
            missing.push(note(one.line, column::PARTS, sku, "there is no variant with this SKU"));
            continue;
        };
        let fits = found.try_get::<i64, _>(1)? != one.product.0
            && found.try_get::<&str, _>(3)? == currency
            && goods::kind(found.try_get(4)?)?.can_be_part()
            && Quantity::new(*quantity).is_ok();
        if !fits {
            missing.push(note(one.line, column::PARTS, sku, "this variant cannot be a part of this bundle"));
            continue;
        }
        let put = sqlx::query(goods_sql::PUT_PART).bind(one.product.0).bind(found.try_get::<i64, _>(0)?);
        put.bind(*quantity).execute(transaction.connection()).await?;
    }
    let discount = sqlx::query(goods_sql::SET_DISCOUNT).bind(one.product.0).bind(one.links.discount);
    discount.execute(transaction.connection()).await?;
    Ok(())
}

async fn related(
    transaction: &mut Transaction,
    one: &Linked,
    missing: &mut Vec<FailedRow>,
) -> Result<(), DatabaseError> {
    sqlx::query(pick_sql::CLEAR_RELATED).bind(one.product.0).execute(transaction.connection()).await?;
    let mut known = HashSet::from([one.product.0]);
    for (position, handle) in (0_i64..).zip(&one.links.related) {
        let found = sqlx::query(sql::PRODUCT_OF_SLUG).bind(handle.clone());
        match found.fetch_optional(transaction.connection()).await? {
            Some(row) => {
                let id: i64 = row.try_get(0)?;
                if known.insert(id) {
                    let add = sqlx::query(pick_sql::ADD_RELATED).bind(one.product.0).bind(id).bind(position);
                    add.execute(transaction.connection()).await?;
                }
            }
            None => missing.push(note(one.line, column::RELATED, handle, "no product has this handle")),
        }
    }
    Ok(())
}

/// Collections by hand: into those that are named, out of the others. Where it stands in one stays.
async fn collections(
    transaction: &mut Transaction,
    one: &Linked,
    missing: &mut Vec<FailedRow>,
) -> Result<(), DatabaseError> {
    let mut wanted = Vec::new();
    for slug in &one.links.collections {
        let found = sqlx::query(sql::COLLECTION_OF_SLUG).bind(slug.clone());
        match found.fetch_optional(transaction.connection()).await? {
            Some(row) => wanted.push(row.try_get::<i64, _>(0)?),
            None => missing.push(note(
                one.line,
                column::COLLECTIONS,
                slug,
                "no collection by hand has this address; make it, and import the file again",
            )),
        }
    }
    let rows = sqlx::query(sql::COLLECTIONS_OF).bind(one.product.0).fetch_all(transaction.connection()).await?;
    let now: Vec<i64> = rows.iter().map(|row| row.try_get(0)).collect::<Result<_, _>>()?;
    for gone in now.iter().filter(|id| !wanted.contains(id)) {
        let leave = sqlx::query(sql::LEAVE_COLLECTION).bind(*gone).bind(one.product.0);
        leave.execute(transaction.connection()).await?;
    }
    for new in wanted.iter().filter(|id| !now.contains(id)) {
        let join = sqlx::query(sql::JOIN_COLLECTION).bind(*new).bind(one.product.0);
        join.execute(transaction.connection()).await?;
    }
    Ok(())
}
