//! A new product.

use domain::{
    catalog::limit::MOST_TITLE,
    kernel::{ProductId, Slug},
};

use super::{SaveError, sql};
use crate::{
    Shop,
    account::Actor,
    db::{Transaction, audit},
};

/// Makes a hidden product with this name and one variant without a price.
///
/// # Errors
/// A name that is empty or too long; a database that failed.
pub async fn create(shop: &Shop, actor: &Actor, title: &str) -> Result<ProductId, SaveError> {
    let title = title.trim().to_owned();
    if title.is_empty() {
        return Err(SaveError::field("title", "Give the product a name."));
    }
    if title.chars().count() > MOST_TITLE {
        return Err(SaveError::field("title", format!("This is too long; {MOST_TITLE} characters fit.")));
    }
    let id = shop.database.next_id();
    let (database, actor, now) = (shop.database.clone(), actor.name.clone(), shop.clock.now());
    let currency = shop.settings.currency.code().to_owned();
    shop.database
        .write(move |transaction| {
            let (database, actor, title, currency) = (database.clone(), actor.clone(), title.clone(), currency.clone());
            Box::pin(async move {
                let slug = free_slug(transaction, &title, id).await?;
                sqlx::query(sql::ADD)
                    .bind(id)
                    .bind(slug)
                    .bind(title.clone())
                    .bind(now.0)
                    .execute(transaction.connection())
                    .await?;
                sqlx::query(sql::ADD_VARIANT)
                    .bind(database.next_id())
                    .bind(id)
                    .bind(format!("NEW-{id}"))
                    .bind(currency)
                    .execute(transaction.connection())
                    .await?;
                let subject = format!("product {id}");
                let entry = audit::Entry { actor: &actor, action: "product.create", subject: &subject, detail: &title };
                audit::record(transaction, database.next_id(), entry, now).await?;
                Ok::<(), SaveError>(())
            })
        })
        .await?;
    shop.shelf.register().mark(&[ProductId(id)]);
    Ok(ProductId(id))
}

/// The slug of the title; with the id behind it when that one is, or was, in use.
async fn free_slug(transaction: &mut Transaction, title: &str, id: i64) -> Result<String, SaveError> {
    let Some(slug) = Slug::from_title(title) else {
        return Ok(format!("product-{id}"));
    };
    let taken =
        sqlx::query(sql::SLUG_TAKEN).bind(slug.as_str().to_owned()).fetch_optional(transaction.connection()).await?;
    Ok(if taken.is_some() { format!("{}-{id}", slug.as_str()) } else { slug.as_str().to_owned() })
}
