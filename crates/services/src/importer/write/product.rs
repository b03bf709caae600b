//! One product: new, changed, or as it was.

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
};
use domain::{
    catalog::view::{OptionValueView, OptionView},
    kernel::ProductId,
};

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
        options(product).into(),
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
        .bind(options(product))
        .bind(desk.now.0)
        .execute(transaction.connection())
        .await?;
    for statement in [sql::CLEAR_CATEGORIES, sql::CLEAR_ATTRIBUTES] {
        sqlx::query(statement).bind(id.0).execute(transaction.connection()).await?;
    }
    classify::put(transaction, desk, id, product).await
}

fn remember(desk: &mut Desk<'_>, id: ProductId, product: &ImportedProduct, digest: &KnownDigest) {
    let row = vec![desk.platform.into(), product.key.as_str().into(), id.0.into(), digest.text().into()];
    desk.pending.key(row);
}

/// The options as the catalogue keeps them.
fn options(product: &ImportedProduct) -> String {
    let views = product.options.iter().map(|option| {
        let has_colours = is_colour_name(&option.name);
        let value = |label: &String| OptionValueView {
            label: label.clone(),
            colour: colour(label).filter(|_| has_colours).map(str::to_owned),
        };
        OptionView { name: option.name.clone(), values: option.values.iter().map(value).collect() }
    });
    serde_json::to_string(&views.collect::<Vec<_>>()).unwrap_or_else(|_| "[]".to_owned())
}
