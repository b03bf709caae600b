//! Addresses and codes that nobody else has.

use std::collections::{HashMap, HashSet};

use domain::{
    catalog::{limit::MOST_SKU, value_word},
    kernel::{ProductId, Slug},
};
use sqlx::Row as _;

use super::Desk;
use crate::{
    catalog::admin::sql as catalog_sql,
    db::{DatabaseError, Transaction, many, with_list},
    importer::{
        product::{ImportedProduct, ImportedVariant},
        sql,
    },
};

/// So often a number is put behind a word before the id is.
const TRIES: u32 = 50;
/// So many SKUs are looked for at once.
const LIST: usize = 200;

/// The slug of a text; where no letter of it has a plain form, of a fallback.
pub(super) fn word(text: &str, fallback: &str) -> String {
    Slug::from_title(text).map_or_else(|| fallback.to_owned(), String::from)
}

/// The product's old handle as a word, or its title's.
fn base_slug(product: &ImportedProduct) -> String {
    word(&product.handle, &word(&product.title, "product"))
}

/// Which of the words that products would like to have in their addresses are free, and which are taken.
pub(super) async fn look_up<'p>(
    transaction: &mut Transaction,
    products: impl Iterator<Item = &'p ImportedProduct>,
) -> Result<(HashSet<String>, HashSet<String>), DatabaseError> {
    let mut free: HashSet<String> = products.map(base_slug).collect();
    let wanted: Vec<String> = free.iter().cloned().collect();
    let mut taken = HashSet::new();
    for slugs in wanted.chunks(LIST) {
        for statement in [sql::TAKEN_SLUGS, sql::TAKEN_OLD_SLUGS] {
            let statement = with_list(statement, 1, slugs.len());
            let query = slugs.iter().fold(many(statement), |query, slug| query.bind(slug.clone()));
            for row in query.fetch_all(transaction.connection()).await? {
                let slug: String = row.try_get(0)?;
                free.remove(&slug);
                taken.insert(slug);
            }
        }
    }
    Ok((free, taken))
}

/// The product's old handle as its slug, or its title's, with a number behind it when it is taken.
pub(super) async fn free_product_slug(
    transaction: &mut Transaction,
    desk: &mut Desk<'_>,
    product: &ImportedProduct,
    id: ProductId,
) -> Result<String, DatabaseError> {
    let base = base_slug(product);
    for slug in numbered(&base) {
        if desk.found.slugs.contains(&slug) || desk.taken.contains(&slug) {
            continue;
        }
        if slug == base && desk.free.contains(&slug) {
            desk.found.slugs.insert(slug.clone());
            return Ok(slug);
        }
        let taken =
            sqlx::query(catalog_sql::SLUG_TAKEN).bind(slug.clone()).fetch_optional(transaction.connection()).await?;
        if taken.is_none() {
            desk.found.slugs.insert(slug.clone());
            return Ok(slug);
        }
    }
    Ok(format!("{base}-{id}"))
}

/// A slug for a category: its name's, or its parent's and its name's.
pub(super) async fn free_category_slug(
    transaction: &mut Transaction,
    path: &[String],
    id: i64,
) -> Result<String, DatabaseError> {
    let name = path.last().map_or("", String::as_str);
    let base = value_word(name);
    let with_parent = path.iter().rev().nth(1).map(|parent| format!("{}-{base}", value_word(parent)));
    for slug in std::iter::once(base.clone()).chain(with_parent).chain(numbered(&base).skip(1)) {
        let taken = sqlx::query(sql::CATEGORY_SLUG).bind(slug.clone()).fetch_optional(transaction.connection()).await?;
        if taken.is_none() {
            return Ok(slug);
        }
    }
    Ok(format!("{base}-{id}"))
}

/// A SKU for a variant that has none, made of its product's handle and its option values.
pub(super) async fn free_sku(
    transaction: &mut Transaction,
    product: &ImportedProduct,
    variant: &ImportedVariant,
    id: i64,
    taken: &HashSet<String>,
    desk: &mut Desk<'_>,
) -> Result<String, DatabaseError> {
    let words = format!("{} {}", product.handle, product.variant_title(variant));
    let mut base = word(&words, &word(&product.title, "product")).to_uppercase();
    base.truncate(MOST_SKU - 4);
    for sku in numbered(base.trim_end_matches('-')) {
        if taken.contains(&sku) || desk.found.skus.contains(&sku) {
            continue;
        }
        if sku_owner(transaction, &sku).await?.is_none() {
            desk.found.skus.insert(sku.clone());
            return Ok(sku);
        }
    }
    Ok(format!("V{id}"))
}

/// The variants that have any of the products' SKUs.
pub(super) async fn sku_owners<'p>(
    transaction: &mut Transaction,
    products: impl Iterator<Item = &'p ImportedProduct>,
) -> Result<HashMap<String, i64>, DatabaseError> {
    let variants = products.flat_map(|product| &product.variants);
    let skus: Vec<&str> = variants.map(|variant| variant.sku.as_str()).filter(|sku| !sku.is_empty()).collect();
    let mut owners = HashMap::new();
    for skus in skus.chunks(LIST) {
        let mut query = many(with_list(sql::SKU_OWNERS, 1, skus.len()));
        for sku in skus {
            query = query.bind((*sku).to_owned());
        }
        for row in query.fetch_all(transaction.connection()).await? {
            owners.insert(row.try_get(0)?, row.try_get(1)?);
        }
    }
    Ok(owners)
}

/// The variant that has this SKU.
async fn sku_owner(transaction: &mut Transaction, sku: &str) -> Result<Option<i64>, DatabaseError> {
    let row = sqlx::query(sql::SKU_OWNER).bind(sku.to_owned()).fetch_optional(transaction.connection()).await?;
    Ok(row.map(|row| row.try_get(0)).transpose()?)
}

/// "tee", "tee-2", "tee-3" …
fn numbered(base: &str) -> impl Iterator<Item = String> {
    let base = base.to_owned();
    (1..=TRIES).map(move |number| if number == 1 { base.clone() } else { format!("{base}-{number}") })
}
