//! What the manager does with an image of the library: describes it, shows another in its place, removes it, puts it back.

use bytes::Bytes;
use domain::{
    catalog::view::Picture,
    kernel::{ImageId, ProductId, Timestamp},
    media::Focus,
};
use sqlx::Row as _;

use super::{MediaError, sql, write};
use crate::{
    Shop,
    account::Actor,
    catalog::job,
    db::{Database, DatabaseError, Transaction, audit},
};

/// Letters that say what an image shows.
const MOST_WORDS: usize = 200;

/// Takes an image into the library, for later. It has no words until somebody says what it shows.
///
/// # Errors
/// Content that is refused, a store or database that failed.
pub async fn add(shop: &Shop, actor: &Actor, bytes: Bytes, file_name: &str) -> Result<Picture, MediaError> {
    let picture = write::keep_from(shop, bytes, "", write::Origin::File(file_name)).await?;
    let (database, actor, now, id) = (shop.database.clone(), actor.name.clone(), shop.clock.now(), picture.id);
    shop.database
        .write(move |transaction| {
            let (database, actor) = (database.clone(), actor.clone());
            Box::pin(async move {
                let entry = Record { actor: &actor, action: "image.add", id, detail: "" };
                Ok::<_, MediaError>(finish(transaction, &database, &entry, &[], now).await?)
            })
        })
        .await?;
    Ok(picture)
}

/// Says what an image shows: what it brings along to products from now on, and, when asked, what every product that shows it
/// says.
///
/// # Errors
/// [`MediaError::NotFound`], words that are too long, or a database that failed.
pub async fn describe(
    shop: &Shop,
    actor: &Actor,
    id: ImageId,
    words: &str,
    everywhere: bool,
) -> Result<(), MediaError> {
    let words = words.trim().to_owned();
    if words.chars().count() > MOST_WORDS {
        return Err(MediaError::TooManyWords { most: MOST_WORDS });
    }
    let (database, actor, now) = (shop.database.clone(), actor.name.clone(), shop.clock.now());
    let changed = shop
        .database
        .write(move |transaction| {
            let (database, actor, words) = (database.clone(), actor.clone(), words.clone());
            Box::pin(async move {
                let described = sqlx::query(sql::DESCRIBE).bind(id.0).bind(words.clone());
                if described.execute(transaction.connection()).await?.rows_affected() == 0 {
                    return Err(MediaError::NotFound);
                }
                let mut changed = Vec::new();
                if everywhere {
                    changed = products(transaction, id).await?;
                    let everywhere = sqlx::query(sql::DESCRIBE_EVERYWHERE).bind(id.0).bind(words.clone());
                    everywhere.execute(transaction.connection()).await?;
                }
                let entry = Record { actor: &actor, action: "image.describe", id, detail: &words };
                finish(transaction, &database, &entry, &changed, now).await?;
                Ok(changed)
            })
        })
        .await?;
    shop.shelf.refresh(&changed).await;
    Ok(())
}

/// Says which point of an image stays in sight wherever only a part of it is shown.
///
/// # Errors
/// [`MediaError::NotFound`], or a database that failed.
pub async fn set_focus(shop: &Shop, actor: &Actor, id: ImageId, focus: Focus) -> Result<(), MediaError> {
    let (database, actor, now) = (shop.database.clone(), actor.name.clone(), shop.clock.now());
    let (changed, on_categories) = shop
        .database
        .write(move |transaction| {
            let (database, actor) = (database.clone(), actor.clone());
            Box::pin(async move {
                let set = sqlx::query(sql::FOCUS).bind(id.0).bind(focus.text()).execute(transaction.connection());
                if set.await?.rows_affected() == 0 {
                    return Err(MediaError::NotFound);
                }
                let changed = products(transaction, id).await?;
                let categories = sqlx::query(sql::CATEGORIES).bind(id.0).fetch_all(transaction.connection()).await?;
                let detail = focus.text();
                let entry = Record { actor: &actor, action: "image.focus", id, detail: &detail };
                finish(transaction, &database, &entry, &changed, now).await?;
                Ok((changed, !categories.is_empty()))
            })
        })
        .await?;
    show(shop, &changed, on_categories).await
}

/// Lets shoppers see what has changed.
async fn show(shop: &Shop, changed: &[ProductId], on_categories: bool) -> Result<(), MediaError> {
    if on_categories {
        shop.shelf.reload().await?;
    } else {
        shop.shelf.refresh(changed).await;
    }
    Ok(())
}

/// Takes a new image in and shows it wherever the old one was shown; the old one stays in the library, unused. Orders keep
/// the image that they were placed with.
///
/// # Errors
/// Content that is refused, an image that does not exist, a store or database that failed.
pub async fn replace(
    shop: &Shop,
    actor: &Actor,
    id: ImageId,
    bytes: Bytes,
    file_name: &str,
) -> Result<Picture, MediaError> {
    let words = super::read::detail(shop, id).await?.row.picture.alternative_text;
    let picture = write::keep_from(shop, bytes, &words, write::Origin::File(file_name)).await?;
    show_instead(shop, actor, id, picture.id).await?;
    Ok(picture)
}

/// Shows another image of the library wherever this one is shown.
///
/// # Errors
/// An image that does not exist, or a database that failed.
pub async fn show_instead(shop: &Shop, actor: &Actor, id: ImageId, instead: ImageId) -> Result<(), MediaError> {
    let (database, actor, now) = (shop.database.clone(), actor.name.clone(), shop.clock.now());
    let (changed, on_categories) = shop
        .database
        .write(move |transaction| {
            let (database, actor) = (database.clone(), actor.clone());
            Box::pin(async move {
                let known = sqlx::query(sql::STANDING).bind(instead.0).fetch_optional(transaction.connection()).await?;
                if known.is_none() {
                    return Err(MediaError::NotFound);
                }
                let changed = products(transaction, id).await?;
                let on_products = sqlx::query(sql::REPLACE_ON_PRODUCTS).bind(id.0).bind(instead.0);
                on_products.execute(transaction.connection()).await?;
                let on_categories = sqlx::query(sql::REPLACE_ON_CATEGORIES).bind(id.0).bind(instead.0);
                let on_categories = on_categories.execute(transaction.connection()).await?.rows_affected();
                sqlx::query(sql::RESTORE).bind(instead.0).execute(transaction.connection()).await?;
                let detail = format!("image {instead}");
                let entry = Record { actor: &actor, action: "image.replace", id, detail: &detail };
                finish(transaction, &database, &entry, &changed, now).await?;
                Ok((changed, on_categories > 0))
            })
        })
        .await?;
    show(shop, &changed, on_categories).await
}

/// Takes an image that no page shows out of sight. It can be put back until the day it is deleted.
///
/// # Errors
/// [`MediaError::InUse`], an image that does not exist, or a database that failed.
pub async fn remove(shop: &Shop, actor: &Actor, id: ImageId) -> Result<(), MediaError> {
    let detail = super::read::detail(shop, id).await?;
    let (database, actor, now) = (shop.database.clone(), actor.name.clone(), shop.clock.now());
    shop.database
        .write(move |transaction| {
            let (database, actor, uses) = (database.clone(), actor.clone(), detail.row.uses);
            Box::pin(async move {
                let removed = sqlx::query(sql::REMOVE).bind(id.0).bind(now.0).execute(transaction.connection()).await?;
                if removed.rows_affected() == 0 {
                    return if uses > 0 { Err(MediaError::InUse { uses }) } else { Ok(()) };
                }
                let entry = Record { actor: &actor, action: "image.remove", id, detail: "" };
                Ok(finish(transaction, &database, &entry, &[], now).await?)
            })
        })
        .await
}

/// Puts an image back.
///
/// # Errors
/// An image that was deleted meanwhile, or a database that failed.
pub async fn restore(shop: &Shop, actor: &Actor, id: ImageId) -> Result<(), MediaError> {
    let (database, actor, now) = (shop.database.clone(), actor.name.clone(), shop.clock.now());
    shop.database
        .write(move |transaction| {
            let (database, actor) = (database.clone(), actor.clone());
            Box::pin(async move {
                let restored = sqlx::query(sql::RESTORE).bind(id.0).execute(transaction.connection()).await?;
                if restored.rows_affected() == 0 {
                    return Err(MediaError::NotFound);
                }
                let entry = Record { actor: &actor, action: "image.restore", id, detail: "" };
                Ok(finish(transaction, &database, &entry, &[], now).await?)
            })
        })
        .await
}

struct Record<'a> {
    actor: &'a str,
    action: &'static str,
    id: ImageId,
    detail: &'a str,
}

/// Which products show an image, each once.
async fn products(transaction: &mut Transaction, id: ImageId) -> Result<Vec<ProductId>, DatabaseError> {
    let rows = sqlx::query(sql::PRODUCTS).bind(id.0).fetch_all(transaction.connection()).await?;
    let mut products: Vec<ProductId> =
        rows.iter().map(|row| row.try_get(0).map(ProductId)).collect::<Result<_, _>>()?;
    products.dedup();
    Ok(products)
}

async fn finish(
    transaction: &mut Transaction,
    database: &Database,
    record: &Record<'_>,
    changed: &[ProductId],
    now: Timestamp,
) -> Result<(), DatabaseError> {
    for product in changed {
        sqlx::query(sql::TOUCH_PRODUCT).bind(product.0).bind(now.0).execute(transaction.connection()).await?;
    }
    if !changed.is_empty() {
        job::enqueue(transaction, database, changed, now).await?;
    }
    let subject = format!("image {}", record.id);
    let entry = audit::Entry { actor: record.actor, action: record.action, subject: &subject, detail: record.detail };
    audit::record(transaction, database.next_id(), entry, now).await
}
