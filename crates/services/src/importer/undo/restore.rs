//! Bringing one product back to what it was.

use domain::kernel::{ProductId, Timestamp};
use sqlx::Row as _;

use super::{
    snapshot::{After, LinksSnapshot, ModelSnapshot, Snapshot, VariantSnapshot},
    sql,
};
use crate::{
    catalog::{
        admin::{goods::sql as goods_sql, pick_sql, sql as catalog_sql},
        texts::sql as text_sql,
    },
    db::{Database, DatabaseError, Transaction},
    importer::sql::{self as importer_sql, link as link_sql},
    inventory::cover,
    redirect,
};

const REASON: &str = "import undone";

/// Deletes a product that came with the import, or hides it when orders or offers know it; says which.
pub(super) async fn remove(
    transaction: &mut Transaction,
    id: ProductId,
    now: Timestamp,
) -> Result<Option<&'static str>, DatabaseError> {
    let row = sqlx::query(sql::IS_KNOWN).bind(id.0).fetch_one(transaction.connection()).await?;
    if row.try_get::<i64, _>(0)? > 0 {
        sqlx::query(sql::HIDE).bind(id.0).bind(now.0).execute(transaction.connection()).await?;
        return Ok(Some("orders or offers know it; it is hidden instead of deleted"));
    }
    for statement in [
        sql::DELETE_REDIRECTS,
        sql::DELETE_CART_LINES,
        sql::DELETE_MOVES,
        sql::DELETE_STOCK,
        sql::DELETE_VARIANTS,
        sql::DELETE_PRODUCT,
    ] {
        sqlx::query(statement).bind(id.0).execute(transaction.connection()).await?;
    }
    Ok(None)
}

/// Brings a product back to a snapshot. Stock goes back by what the import moved, never to a number: things were sold since.
pub(super) async fn restore(
    transaction: &mut Transaction,
    database: &Database,
    id: ProductId,
    before: &Snapshot,
    after: &After,
    now: Timestamp,
) -> Result<(), DatabaseError> {
    sqlx::query(importer_sql::UPDATE_PRODUCT)
        .bind(id.0)
        .bind(before.title.clone())
        .bind(before.fact.clone())
        .bind(before.description_html.clone())
        .bind(before.brand.clone())
        .bind(before.tags.clone())
        .bind(before.published)
        .bind(before.options.clone())
        .bind(now.0)
        .execute(transaction.connection())
        .await?;
    if let Some(parcel) = &before.parcel {
        sqlx::query(importer_sql::SET_PARCEL)
            .bind(id.0)
            .bind(parcel.length_mm)
            .bind(parcel.width_mm)
            .bind(parcel.height_mm)
            .bind(parcel.customs_code.clone())
            .bind(parcel.origin_country.clone())
            .execute(transaction.connection())
            .await?;
    }
    if let Some(model) = &before.model {
        model_back(transaction, id, model).await?;
    }
    if let Some(links) = &before.links {
        links_back(transaction, id, links).await?;
    }
    rename(transaction, id, before).await?;
    places(transaction, id, before).await?;
    sqlx::query(sql::FREE_SKUS).bind(id.0).execute(transaction.connection()).await?;
    for variant in &before.variants {
        put_variant(transaction, variant).await?;
    }
    for (variant, on_hand) in &after.on_hand {
        let known = before.variants.iter().find(|known| known.id == *variant);
        if known.is_none() {
            sqlx::query(importer_sql::RETIRE_VARIANT).bind(*variant).execute(transaction.connection()).await?;
        }
        let came = on_hand.saturating_sub(known.map_or(0, |known| known.on_hand));
        move_stock(transaction, database, *variant, came.saturating_neg(), now).await?;
    }
    for (platform, key, digest) in &before.keys {
        sqlx::query(importer_sql::REMEMBER_KEY)
            .bind(platform.clone())
            .bind(key.clone())
            .bind(id.0)
            .bind(digest.clone())
            .execute(transaction.connection())
            .await?;
    }
    Ok(())
}

/// The type of before, its moment, and the texts in further languages.
async fn model_back(transaction: &mut Transaction, id: ProductId, model: &ModelSnapshot) -> Result<(), DatabaseError> {
    let set = sqlx::query(importer_sql::SET_MODEL).bind(id.0).bind(model.type_id).bind(model.publish_at);
    set.execute(transaction.connection()).await?;
    sqlx::query(sql::CLEAR_TEXTS).bind(id.0).execute(transaction.connection()).await?;
    for (language, field, text, updated_at) in &model.texts {
        sqlx::query(text_sql::SAY)
            .bind(id.0)
            .bind(language.clone())
            .bind(field.clone())
            .bind(text.clone())
            .bind(*updated_at)
            .execute(transaction.connection())
            .await?;
    }
    Ok(())
}

/// The parts of before, what went with the product, and its collections.
async fn links_back(transaction: &mut Transaction, id: ProductId, links: &LinksSnapshot) -> Result<(), DatabaseError> {
    for statement in [link_sql::CLEAR_PARTS, pick_sql::CLEAR_RELATED, sql::LEAVE_COLLECTIONS] {
        sqlx::query(statement).bind(id.0).execute(transaction.connection()).await?;
    }
    let discount = sqlx::query(goods_sql::SET_DISCOUNT).bind(id.0).bind(links.discount);
    discount.execute(transaction.connection()).await?;
    for (variant, quantity, position) in &links.parts {
        let put = sqlx::query(sql::PUT_PART).bind(id.0).bind(*variant).bind(*quantity).bind(*position);
        put.execute(transaction.connection()).await?;
    }
    for (related, position) in &links.related {
        let add = sqlx::query(pick_sql::ADD_RELATED).bind(id.0).bind(*related).bind(*position);
        add.execute(transaction.connection()).await?;
    }
    for (collection, position) in &links.collections {
        let put = sqlx::query(sql::PUT_IN_COLLECTION).bind(*collection).bind(id.0).bind(*position);
        put.execute(transaction.connection()).await?;
    }
    Ok(())
}

/// The address of before. The one that the import made is forgotten.
async fn rename(transaction: &mut Transaction, id: ProductId, before: &Snapshot) -> Result<(), DatabaseError> {
    let row = sqlx::query(importer_sql::SLUG).bind(id.0).fetch_one(transaction.connection()).await?;
    let made: String = row.try_get(0)?;
    let Some(slug) = before.slug.as_ref().filter(|slug| **slug != made) else { return Ok(()) };
    sqlx::query(importer_sql::RENAME).bind(id.0).bind(slug.clone()).execute(transaction.connection()).await?;
    redirect::write::product_moved(transaction, id, &made, slug).await?;
    sqlx::query(redirect::sql::FORGET_PRODUCT_SLUG).bind(made).execute(transaction.connection()).await?;
    Ok(())
}

/// Categories, attributes and pictures.
async fn places(transaction: &mut Transaction, id: ProductId, before: &Snapshot) -> Result<(), DatabaseError> {
    for statement in [importer_sql::CLEAR_CATEGORIES, importer_sql::CLEAR_ATTRIBUTES, catalog_sql::CLEAR_PICTURES] {
        sqlx::query(statement).bind(id.0).execute(transaction.connection()).await?;
    }
    for (category, position) in &before.categories {
        let add = sqlx::query(sql::PUT_CATEGORY).bind(id.0).bind(*category).bind(*position);
        add.execute(transaction.connection()).await?;
    }
    for attribute in &before.attributes {
        sqlx::query(sql::PUT_ATTRIBUTE)
            .bind(id.0)
            .bind(attribute.key.clone())
            .bind(attribute.value.clone())
            .bind(attribute.label.clone())
            .bind(attribute.colour.clone())
            .bind(attribute.position)
            .bind(attribute.html.clone())
            .execute(transaction.connection())
            .await?;
    }
    for (position, image, words) in &before.pictures {
        let add = sqlx::query(catalog_sql::ADD_PICTURE).bind(id.0).bind(*position).bind(*image).bind(words.clone());
        add.execute(transaction.connection()).await?;
    }
    Ok(())
}

async fn put_variant(transaction: &mut Transaction, variant: &VariantSnapshot) -> Result<(), DatabaseError> {
    sqlx::query(sql::PUT_VARIANT)
        .bind(variant.id)
        .bind(variant.position)
        .bind(variant.sku.clone())
        .bind(variant.title.clone())
        .bind(variant.choice.clone())
        .bind(variant.price)
        .bind(variant.compare_at)
        .bind(variant.cost)
        .bind(variant.currency.clone())
        .bind(variant.tax_class.clone())
        .bind(variant.barcode.clone())
        .bind(variant.weight_grams)
        .bind(variant.image_position)
        .bind(variant.track_stock)
        .bind(variant.active)
        .execute(transaction.connection())
        .await?;
    if let Some((amount, unit)) = &variant.content {
        let put = sqlx::query(sql::PUT_CONTENT).bind(variant.id).bind(*amount).bind(unit.clone());
        put.execute(transaction.connection()).await?;
    }
    Ok(())
}

/// Moves stock by a difference, as far as it is not held for orders.
async fn move_stock(
    transaction: &mut Transaction,
    database: &Database,
    variant: i64,
    difference: i64,
    now: Timestamp,
) -> Result<(), DatabaseError> {
    if difference == 0 {
        return Ok(());
    }
    let row = sqlx::query(importer_sql::STOCK).bind(variant).fetch_optional(transaction.connection()).await?;
    let Some(row) = row else { return Ok(()) };
    let location: i64 = row.try_get(0)?;
    let is_awaited = difference > 0 && cover::expect(transaction, variant).await?;
    let moved = sqlx::query(catalog_sql::MOVE_STOCK).bind(variant).bind(location).bind(difference);
    if moved.execute(transaction.connection()).await?.rows_affected() == 0 {
        return Ok(());
    }
    sqlx::query(catalog_sql::ADD_STOCK_MOVE)
        .bind(database.next_id())
        .bind(variant)
        .bind(location)
        .bind(difference)
        .bind(REASON)
        .bind("import")
        .bind(now.0)
        .execute(transaction.connection())
        .await?;
    if is_awaited {
        cover::cover(transaction, database, variant, cover::By { actor: "import", now }).await?;
    }
    Ok(())
}
