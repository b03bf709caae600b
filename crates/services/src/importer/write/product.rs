//! One product: new, changed, or as it was.

use std::collections::HashMap;

use super::{
    Change, Desk, KnownDigest, Written, classify, slug,
    variant::{self, Before},
};
use crate::{
    db::{DatabaseError, Transaction},
    importer::{
        colour::{colour, is_colour_name},
        product::ImportedProduct,
        sql,
    },
    redirect,
};
use domain::{
    catalog::view::{OptionValueView, OptionView},
    kernel::{ProductId, Slug},
};
use sqlx::Row as _;

/// The product as it is in the shop, when the file says nothing new of it.
pub(super) fn unchanged(desk: &Desk<'_>, product: &ImportedProduct) -> Option<Written> {
    let (id, before) = desk.known.get(&product.key)?;
    let is_same = before.says_the_same(desk.digests.get(&product.key)?);
    is_same.then(|| Written { id: *id, change: Change::Unchanged, digest: before.clone(), warnings: Vec::new() })
}

/// Brings the shop's product to what the file says.
pub(super) async fn apply(
    transaction: &mut Transaction,
    desk: &mut Desk<'_>,
    product: &ImportedProduct,
) -> Result<Written, DatabaseError> {
    let digest = desk.digests.get(&product.key).cloned().unwrap_or_else(|| KnownDigest::of(product));
    let known = desk.known.get(&product.key).cloned();
    let Some((id, before)) = known else { return add(transaction, desk, product, digest).await };
    let mut warnings = Vec::new();
    if before.content == digest.content {
        // What the manager changed here meanwhile stays: the file says nothing new of it.
        variant::correct_stock(transaction, desk, id, product, &mut warnings).await?;
        let digest = KnownDigest { missing_pictures: before.missing_pictures, ..digest };
        remember(desk, id, product, &digest);
        return Ok(Written { id, change: Change::Changed, digest, warnings });
    }
    update(transaction, desk, id, product).await?;
    if product.own.is_some() {
        rename(transaction, id, product).await?;
    }
    let stock = if before.stock == digest.stock { Before::SameStock } else { Before::OtherStock };
    variant::bring(transaction, desk, id, product, stock, &mut warnings).await?;
    remember(desk, id, product, &digest);
    Ok(Written { id, change: Change::Changed, digest, warnings })
}

async fn add(
    transaction: &mut Transaction,
    desk: &mut Desk<'_>,
    product: &ImportedProduct,
    digest: KnownDigest,
) -> Result<Written, DatabaseError> {
    let id = ProductId(desk.database.next_id());
    let slug = slug::free_product_slug(transaction, desk, product, id).await?;
    desk.pending.product(vec![
        id.0.into(),
        slug.as_str().into(),
        product.title.as_str().into(),
        product.fact.as_str().into(),
        product.description_html.as_str().into(),
        product.brand.as_str().into(),
        product.tags.join(", ").into(),
        i64::from(product.published).into(),
        product.kind.key().into(),
        options(product, &HashMap::new()).into(),
        desk.now.0.into(),
        desk.now.0.into(),
    ]);
    desk.redirect(&product.old_paths, &format!("/products/{slug}"));
    classify::put(transaction, desk, id, product).await?;
    let mut warnings = Vec::new();
    variant::bring(transaction, desk, id, product, Before::None, &mut warnings).await?;
    remember(desk, id, product, &digest);
    Ok(Written { id, change: Change::New, digest, warnings })
}

async fn update(
    transaction: &mut Transaction,
    desk: &mut Desk<'_>,
    id: ProductId,
    product: &ImportedProduct,
) -> Result<(), DatabaseError> {
    sqlx::query(sql::UPDATE_PRODUCT)
        .bind(id.0)
        .bind(product.title.clone())
        .bind(product.fact.clone())
        .bind(product.description_html.clone())
        .bind(product.brand.clone())
        .bind(product.tags.join(", "))
        .bind(i64::from(product.published))
        .bind(options(product, &colours(transaction, id).await?))
        .bind(desk.now.0)
        .execute(transaction.connection())
        .await?;
    let own = product.own.as_ref().and_then(|own| own.now.as_ref());
    if own.is_some_and(|now| now.is_shelved_the_same) {
        return Ok(());
    }
    for statement in [sql::CLEAR_CATEGORIES, sql::CLEAR_ATTRIBUTES] {
        sqlx::query(statement).bind(id.0).execute(transaction.connection()).await?;
    }
    classify::put(transaction, desk, id, product).await
}

fn remember(desk: &mut Desk<'_>, id: ProductId, product: &ImportedProduct, digest: &KnownDigest) {
    let row = vec![desk.platform.into(), product.key.as_str().into(), id.0.into(), digest.text().into()];
    desk.pending.key(row);
}

/// The address that the file says, when it is one. The old one leads to it.
async fn rename(transaction: &mut Transaction, id: ProductId, product: &ImportedProduct) -> Result<(), DatabaseError> {
    let Ok(slug) = Slug::parse(&product.handle) else { return Ok(()) };
    let row = sqlx::query(sql::SLUG).bind(id.0).fetch_one(transaction.connection()).await?;
    let old: String = row.try_get(0)?;
    if old == slug.as_str() {
        return Ok(());
    }
    let new = slug.as_str().to_owned();
    sqlx::query(sql::RENAME).bind(id.0).bind(new.clone()).execute(transaction.connection()).await?;
    redirect::write::product_moved(transaction, id, &old, &new).await
}

/// The colours that the product's option values have, by option and value.
async fn colours(
    transaction: &mut Transaction,
    id: ProductId,
) -> Result<HashMap<(String, String), String>, DatabaseError> {
    let row = sqlx::query(sql::OPTIONS).bind(id.0).fetch_optional(transaction.connection()).await?;
    let Some(row) = row else { return Ok(HashMap::new()) };
    let options: Vec<OptionView> = serde_json::from_str(row.try_get(0)?).unwrap_or_default();
    let values = options.into_iter().flat_map(|option| {
        let coloured = option.values.into_iter().filter_map(|value| Some((value.label, value.colour?)));
        coloured.map(move |(label, colour)| ((option.name.clone(), label), colour)).collect::<Vec<_>>()
    });
    Ok(values.collect())
}

/// The options as the catalogue keeps them; values keep the colours that they have.
fn options(product: &ImportedProduct, known: &HashMap<(String, String), String>) -> String {
    let views = product.options.iter().map(|option| {
        let has_colours = is_colour_name(&option.name);
        let value = |label: &String| OptionValueView {
            label: label.clone(),
            colour: known
                .get(&(option.name.clone(), label.clone()))
                .cloned()
                .or_else(|| colour(label).filter(|_| has_colours).map(str::to_owned)),
        };
        OptionView { name: option.name.clone(), values: option.values.iter().map(value).collect() }
    });
    serde_json::to_string(&views.collect::<Vec<_>>()).unwrap_or_else(|_| "[]".to_owned())
}
