//! The pictures of a product: put on, taken off, put in another order.

use std::sync::Arc;

use bytes::Bytes;
use domain::{
    catalog::view::{Origin, Picture},
    kernel::{ImageId, ProductId, Timestamp},
};
use sqlx::Row as _;

use super::sql;
use crate::{
    Shop,
    account::Actor,
    catalog::{CatalogError, history, job},
    db::{DatabaseError, Transaction, audit},
    media,
};

/// A picture in its place on a product.
#[derive(Clone, Debug)]
struct Placed {
    position: i64,
    image: i64,
    alternative_text: String,
}

/// Puts a picture behind the others. One that is already there stays where it is.
///
/// # Errors
/// Content that is no picture or too large a one; a product that does not exist; a store or database that failed.
pub async fn add_image(
    shop: &Shop,
    actor: &Actor,
    product: ProductId,
    bytes: Bytes,
    file_name: &str,
) -> Result<Picture, CatalogError> {
    let picture = media::write::keep_from(shop, bytes, "", media::write::Origin::File(file_name)).await?;
    let image = picture.id.0;
    // What the library already says of this very image; the name of a file says nothing to anybody.
    let words = media::read::detail(shop, picture.id).await?.row.picture.alternative_text;
    rearrange(shop, actor, product, "product.add_image", move |placed| {
        if placed.iter().all(|placed| placed.image != image) {
            placed.push(Placed { position: -1, image, alternative_text: words.clone() });
        }
    })
    .await?;
    Ok(picture)
}

/// Takes a picture off. Its files stay: other products and old orders may show it.
///
/// # Errors
/// A product that does not exist; a database that failed.
pub async fn remove_image(shop: &Shop, actor: &Actor, product: ProductId, image: ImageId) -> Result<(), CatalogError> {
    rearrange(shop, actor, product, "product.remove_image", move |placed| {
        placed.retain(|placed| placed.image != image.0);
    })
    .await
}

/// Puts a picture at another place, counted from 0; beyond the end is the end.
///
/// # Errors
/// A product that does not exist; a database that failed.
pub async fn move_image(
    shop: &Shop,
    actor: &Actor,
    product: ProductId,
    image: ImageId,
    to: usize,
) -> Result<(), CatalogError> {
    rearrange(shop, actor, product, "product.move_image", move |placed| {
        if let Some(from) = placed.iter().position(|placed| placed.image == image.0) {
            let moved = placed.remove(from);
            placed.insert(to.min(placed.len()), moved);
        }
    })
    .await
}

/// Puts a picture that was taken off back to its place, with its words. One that is there stays as it is.
///
/// # Errors
/// A product or picture that does not exist; a database that failed.
pub async fn restore_image(
    shop: &Shop,
    actor: &Actor,
    product: ProductId,
    image: ImageId,
    to: usize,
    alternative_text: String,
) -> Result<(), CatalogError> {
    rearrange(shop, actor, product, "product.restore_image", move |placed| {
        if placed.iter().all(|placed| placed.image != image.0) {
            let words = alternative_text.clone();
            let restored = Placed { position: -1, image: image.0, alternative_text: words };
            placed.insert(to.min(placed.len()), restored);
        }
    })
    .await
}

/// Shows these pictures in this order, and takes all others off; what is not in the library any more is left out.
///
/// # Errors
/// A product that does not exist; a database that failed.
pub async fn arrange_images(
    shop: &Shop,
    actor: &Actor,
    product: ProductId,
    images: Vec<ImageId>,
    origin: Origin,
) -> Result<(), CatalogError> {
    let mut known = Vec::new();
    for image in images {
        match media::read::detail(shop, image).await {
            Ok(detail) => known.push((image.0, detail.row.picture.alternative_text)),
            Err(media::MediaError::NotFound) => {}
            Err(error) => return Err(error.into()),
        }
    }
    rearrange_as(shop, actor, product, ("product.arrange_images", origin), move |placed| {
        let before = std::mem::take(placed);
        placed.extend(known.iter().map(|(image, words)| {
            let present = before.iter().find(|placed| placed.image == *image).cloned();
            present.unwrap_or_else(|| Placed { position: -1, image: *image, alternative_text: words.clone() })
        }));
    })
    .await
}

async fn rearrange(
    shop: &Shop,
    actor: &Actor,
    product: ProductId,
    action: &'static str,
    change: impl Fn(&mut Vec<Placed>) + Send + Sync + 'static,
) -> Result<(), CatalogError> {
    rearrange_as(shop, actor, product, (action, Origin::Editor), change).await
}

async fn rearrange_as(
    shop: &Shop,
    actor: &Actor,
    product: ProductId,
    (action, origin): (&'static str, Origin),
    change: impl Fn(&mut Vec<Placed>) + Send + Sync + 'static,
) -> Result<(), CatalogError> {
    let (database, actor, now, change) =
        (shop.database.clone(), actor.name.clone(), shop.clock.now(), Arc::new(change));
    shop.database
        .write(move |transaction| {
            let (database, actor, change) = (database.clone(), actor.clone(), Arc::clone(&change));
            Box::pin(async move {
                touch(transaction, product, now).await?;
                let mut placed = read(transaction, product).await?;
                let before = ids(&placed);
                change(&mut placed);
                write(transaction, product, &placed).await?;
                let subject = format!("product {product}");
                let entry = audit::Entry { actor: &actor, action, subject: &subject, detail: "" };
                audit::record(transaction, database.next_id(), entry, now).await?;
                let changes = history::change("/pictures", before, ids(&placed));
                let entry = history::Entry { product, actor: &actor, origin, changes: &changes };
                history::record(transaction, &database, entry, now).await?;
                job::enqueue(transaction, &database, &[product], now).await?;
                Ok::<(), CatalogError>(())
            })
        })
        .await?;
    shop.shelf.refresh(&[product]).await;
    Ok(())
}

fn ids(placed: &[Placed]) -> Vec<i64> {
    placed.iter().map(|placed| placed.image).collect()
}

async fn touch(transaction: &mut Transaction, product: ProductId, now: Timestamp) -> Result<(), CatalogError> {
    let touched = sqlx::query(sql::TOUCH).bind(product.0).bind(now.0).execute(transaction.connection()).await?;
    if touched.rows_affected() == 0 { Err(CatalogError::NotFound) } else { Ok(()) }
}

async fn read(transaction: &mut Transaction, product: ProductId) -> Result<Vec<Placed>, DatabaseError> {
    let rows = sqlx::query(sql::PICTURES).bind(product.0).fetch_all(transaction.connection()).await?;
    rows.iter()
        .map(|row| Ok(Placed { position: row.try_get(0)?, image: row.try_get(1)?, alternative_text: row.try_get(2)? }))
        .collect()
}

/// Writes the pictures in their new order; variants go on pointing at the picture that they pointed at.
async fn write(transaction: &mut Transaction, product: ProductId, placed: &[Placed]) -> Result<(), DatabaseError> {
    sqlx::query(sql::CLEAR_PICTURES).bind(product.0).execute(transaction.connection()).await?;
    for (picture, position) in placed.iter().zip(0_i64..) {
        sqlx::query(sql::ADD_PICTURE)
            .bind(product.0)
            .bind(position)
            .bind(picture.image)
            .bind(picture.alternative_text.clone())
            .execute(transaction.connection())
            .await?;
    }
    let variants = sqlx::query(sql::VARIANT_PICTURES).bind(product.0).fetch_all(transaction.connection()).await?;
    for variant in variants {
        let (id, old): (i64, i64) = (variant.try_get(0)?, variant.try_get(1)?);
        let new = placed.iter().zip(0_i64..).find(|(picture, _)| picture.position == old).map(|(_, new)| new);
        if new != Some(old) {
            sqlx::query(sql::SET_VARIANT_PICTURE).bind(id).bind(new).execute(transaction.connection()).await?;
        }
    }
    Ok(())
}
