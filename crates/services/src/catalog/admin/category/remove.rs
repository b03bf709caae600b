//! A category that goes: what was in it and below it stays.

use std::collections::BTreeMap;

use domain::{
    catalog::{Condition, view::Origin},
    kernel::{CategoryId, ProductId},
};
use serde_json::json;
use sqlx::Row as _;

use super::{
    super::{
        ModelError,
        change::{Desk, change, index_below},
        collection,
    },
    sql,
    tree::{Category, Known},
};
use crate::{
    Shop,
    account::Actor,
    catalog::history,
    db::{DatabaseError, Transaction},
    redirect,
};

/// Removes a category. What stands below it takes its place, its products move up to the category above it, and its addresses lead
/// there. At the top there is nothing above: then products are in their other categories only.
///
/// # Errors
/// A category that does not exist, or that the rule of a collection asks for; a database that failed.
pub async fn remove(shop: &Shop, actor: &Actor, id: CategoryId) -> Result<(), ModelError> {
    let name = actor.name.clone();
    let products = change(shop, actor, ("category.remove", format!("category {id}")), move |transaction, desk| {
        let name = name.clone();
        Box::pin(async move { write(transaction, &desk, &name, id).await })
    })
    .await?;
    shop.shelf.refresh_frame().await;
    shop.shelf.refresh(&products).await;
    Ok(shop.shelf.texts().reload(&shop.database).await?)
}

/// Gives the products that were in it.
async fn write(
    transaction: &mut Transaction,
    desk: &Desk,
    actor: &str,
    id: CategoryId,
) -> Result<Vec<ProductId>, ModelError> {
    let known = Known::hold(transaction).await?;
    let gone = known.get(id).ok_or(ModelError::NotFound)?;
    refuse_when_asked_for(transaction, gone).await?;
    let parent = known.tree.parent(id);
    let below = known.products_below(transaction, id).await?;
    let products = move_products(transaction, desk, actor, (id, parent)).await?;
    known.arrange(transaction, parent, &known.tree.without(id)).await?;
    let heir = parent.and_then(|parent| known.get(parent)).map(|parent| (parent.id, parent.slug.as_str()));
    redirect::write::category_removed(transaction, id, &gone.slug, heir).await?;
    sqlx::query(sql::REMOVE).bind(id.0).execute(transaction.connection()).await?;
    index_below(transaction, desk, &below).await?;
    Ok(products)
}

/// A collection would lose what its rule finds.
async fn refuse_when_asked_for(transaction: &mut Transaction, gone: &Category) -> Result<(), ModelError> {
    for row in sqlx::query(sql::RULES).fetch_all(transaction.connection()).await? {
        let rule = collection::rule(row.try_get(1)?)?;
        if rule.conditions.contains(&Condition::Category(gone.id)) {
            let (collection, name): (String, _) = (row.try_get(0)?, &gone.name);
            let words = format!("The rule of the collection “{collection}” asks for “{name}”. Change that rule first.");
            return Err(ModelError::InUse(words));
        }
    }
    Ok(())
}

async fn move_products(
    transaction: &mut Transaction,
    desk: &Desk,
    actor: &str,
    (id, parent): (CategoryId, Option<CategoryId>),
) -> Result<Vec<ProductId>, DatabaseError> {
    let mut shelved: BTreeMap<ProductId, Vec<CategoryId>> = BTreeMap::new();
    for row in sqlx::query(sql::SHELVED).bind(id.0).fetch_all(transaction.connection()).await? {
        shelved.entry(ProductId(row.try_get(0)?)).or_default().push(CategoryId(row.try_get(1)?));
    }
    sqlx::query(sql::TOUCH_PRODUCTS).bind(id.0).bind(desk.now.0).execute(transaction.connection()).await?;
    if let Some(parent) = parent {
        sqlx::query(sql::COPY_PRODUCTS).bind(id.0).bind(parent.0).execute(transaction.connection()).await?;
    }
    sqlx::query(sql::EMPTY).bind(id.0).execute(transaction.connection()).await?;
    for (product, before) in &shelved {
        let heir = parent.filter(|parent| !before.contains(parent));
        let now = |category: &CategoryId| if *category == id { heir } else { Some(*category) };
        let after: Vec<CategoryId> = before.iter().filter_map(now).collect();
        let changes = history::change("/categories", json!(before), json!(after));
        let entry = history::Entry { product: *product, actor, origin: Origin::Bulk, changes: &changes };
        history::record(transaction, &desk.database, entry, desk.now).await?;
    }
    Ok(shelved.into_keys().collect())
}
