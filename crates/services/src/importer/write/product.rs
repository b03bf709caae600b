//! One product: new, changed, or as it was.

use std::collections::HashMap;

use super::{
    Change, Desk, KnownDigest, Written, classify,
    keep::{self, Here},
    model, slug,
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
    let (complete, here) = keep::complete(transaction, id, product).await?;
    let product = &complete;
    update(transaction, desk, id, product, &here).await?;
    if !keeps_categories(product, before.categories == digest.categories) {
        sqlx::query(sql::CLEAR_CATEGORIES).bind(id.0).execute(transaction.connection()).await?;
        classify::place(transaction, desk, id, product).await?;
    }
    let said = classify::said(product, &here.options);
    classify::describe(transaction, desk, (id, product.line, false), &said, &mut warnings).await?;
    model::change(transaction, desk, id, product).await?;
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
    let type_id = model::type_id(transaction, desk, product).await?;
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
        product.parcel.length_mm.into(),
        product.parcel.width_mm.into(),
        product.parcel.height_mm.into(),
        product.parcel.customs_code.as_str().into(),
        product.parcel.origin_country.as_str().into(),
        type_id.into(),
        product.model.publish_at.filter(|_| !product.published).into(),
    ]);
    for text in &product.model.texts {
        let (language, field, said) = (text.language, text.field, text.text.as_str());
        desk.pending.text(vec![id.0.into(), language.into(), field.into(), said.into(), desk.now.0.into()]);
    }
    desk.redirect(&product.old_paths, &format!("/products/{slug}"));
    classify::place(transaction, desk, id, product).await?;
    let mut warnings = Vec::new();
    let said = classify::said(product, &[]);
    classify::describe(transaction, desk, (id, product.line, true), &said, &mut warnings).await?;
    variant::bring(transaction, desk, id, product, Before::None, &mut warnings).await?;
    remember(desk, id, product, &digest);
    Ok(Written { id, change: Change::New, digest, warnings })
}

async fn update(
    transaction: &mut Transaction,
    desk: &Desk<'_>,
    id: ProductId,
    product: &ImportedProduct,
    here: &Here,
) -> Result<(), DatabaseError> {
    sqlx::query(sql::UPDATE_PRODUCT)
        .bind(id.0)
        .bind(product.title.clone())
        .bind(product.fact.clone())
        .bind(product.description_html.clone())
        .bind(product.brand.clone())
        .bind(product.tags.join(", "))
        .bind(i64::from(product.published))
        .bind(options(product, &colours(&here.options)))
        .bind(desk.now.0)
        .execute(transaction.connection())
        .await?;
    if here.parcel != product.parcel {
        let parcel = &product.parcel;
        sqlx::query(sql::SET_PARCEL)
            .bind(id.0)
            .bind(parcel.length_mm)
            .bind(parcel.width_mm)
            .bind(parcel.height_mm)
            .bind(parcel.customs_code.clone())
            .bind(parcel.origin_country.clone())
            .execute(transaction.connection())
            .await?;
    }
    Ok(())
}

/// Whether the file says nothing new of the categories: then those that the manager chose stay.
fn keeps_categories(product: &ImportedProduct, is_known: bool) -> bool {
    match &product.own {
        Some(own) => own.now.as_ref().is_some_and(|now| now.has_same_categories),
        None => is_known || product.categories.is_empty(),
    }
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

/// The colours that the product's option values have, or have not, by option and value.
fn colours(options: &[OptionView]) -> HashMap<(String, String), Option<String>> {
    let values = options.iter().flat_map(|option| {
        option.values.iter().map(|value| ((option.name.clone(), value.label.clone()), value.colour.clone()))
    });
    values.collect()
}

/// The options as the catalogue keeps them; values keep the colours that they have.
fn options(product: &ImportedProduct, known: &HashMap<(String, String), Option<String>>) -> String {
    let views = product.options.iter().map(|option| {
        let has_colours = is_colour_name(&option.name);
        let value = |label: &String| OptionValueView {
            label: label.clone(),
            colour: known
                .get(&(option.name.clone(), label.clone()))
                .cloned()
                .unwrap_or_else(|| colour(label).filter(|_| has_colours).map(str::to_owned)),
        };
        OptionView { name: option.name.clone(), values: option.values.iter().map(value).collect() }
    });
    serde_json::to_string(&views.collect::<Vec<_>>()).unwrap_or_else(|_| "[]".to_owned())
}
