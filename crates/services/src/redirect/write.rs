//! Making old addresses lead somewhere.

use domain::{
    kernel::{CategoryId, ProductId},
    redirect::{from_typed, is_path},
};
use sqlx::Row as _;

use super::{
    RedirectError,
    read::{self, CATEGORIES, PRODUCTS},
    sql,
};
use crate::{
    Shop,
    account::Actor,
    catalog,
    db::{DatabaseError, Transaction, audit},
};

/// How many steps a redirect may take before it must be a circle.
const MOST_STEPS: usize = 10;

/// Lets an old address lead to a path, both as somebody typed them. Gives the path as it is looked up.
///
/// # Errors
/// What is no path, leads back to itself, or is a page that is there.
pub async fn add(shop: &Shop, actor: &Actor, path: &str, target: &str) -> Result<String, RedirectError> {
    let path = from_typed(path).map_err(RedirectError::Path)?;
    let home = matches!(target.trim(), "/" | "");
    let target = if home { "/".to_owned() } else { from_typed(target).map_err(RedirectError::Target)? };
    if catalog::read::is_page(shop, &path) {
        return Err(RedirectError::IsAPage(path));
    }
    let target = read::moved(shop, &target).await?.unwrap_or(target);
    let (database, actor, now) = (shop.database.clone(), actor.name.clone(), shop.clock.now());
    let written = path.clone();
    shop.database
        .write(move |transaction| {
            let (database, actor) = (database.clone(), actor.clone());
            let (path, target) = (path.clone(), target.clone());
            Box::pin(async move {
                let target = end(transaction, &path, target).await?;
                sqlx::query(sql::ADD)
                    .bind(path.clone())
                    .bind(target.clone())
                    .bind(now.0)
                    .execute(transaction.connection())
                    .await?;
                retarget(transaction, &path, &target).await?;
                let subject = format!("redirect {path}");
                let entry = audit::Entry { actor: &actor, action: "redirect.add", subject: &subject, detail: &target };
                audit::record(transaction, database.next_id(), entry, now).await?;
                Ok::<(), RedirectError>(())
            })
        })
        .await?;
    Ok(written)
}

/// Where a target leads in the end, so that nobody is led twice.
async fn end(transaction: &mut Transaction, path: &str, target: String) -> Result<String, RedirectError> {
    let mut target = target;
    for _ in 0..MOST_STEPS {
        if target == path {
            return Err(RedirectError::Circle);
        }
        let next = sqlx::query(sql::TARGET).bind(target.clone()).fetch_optional(transaction.connection()).await?;
        match next {
            Some(row) => target = row.try_get(0)?,
            None => return Ok(target),
        }
    }
    Err(RedirectError::Circle)
}

async fn retarget(transaction: &mut Transaction, old: &str, new: &str) -> Result<(), DatabaseError> {
    sqlx::query(sql::RETARGET).bind(old.to_owned()).bind(new.to_owned()).execute(transaction.connection()).await?;
    Ok(())
}

/// Forgets an old address. One that is not there is what was wanted.
///
/// # Errors
/// A database that failed.
pub async fn remove(shop: &Shop, actor: &Actor, path: &str) -> Result<(), RedirectError> {
    let (database, actor, path, now) = (shop.database.clone(), actor.name.clone(), path.to_owned(), shop.clock.now());
    shop.database
        .write(move |transaction| {
            let (database, actor, path) = (database.clone(), actor.clone(), path.clone());
            Box::pin(async move {
                let gone = sqlx::query(sql::REMOVE).bind(path.clone()).execute(transaction.connection()).await?;
                if gone.rows_affected() == 0 {
                    return Ok(());
                }
                let subject = format!("redirect {path}");
                let entry = audit::Entry { actor: &actor, action: "redirect.remove", subject: &subject, detail: "" };
                audit::record(transaction, database.next_id(), entry, now).await?;
                Ok::<(), RedirectError>(())
            })
        })
        .await
}

/// The product's old address goes on leading to it. A new one that was another's before is its own now.
///
/// # Errors
/// A database that failed.
pub async fn product_moved(
    transaction: &mut Transaction,
    product: ProductId,
    old: &str,
    new: &str,
) -> Result<(), DatabaseError> {
    let statements = [sql::FORGET_PRODUCT_SLUG, sql::REMEMBER_PRODUCT_SLUG];
    moved(transaction, statements, product.0, (PRODUCTS, old, new)).await
}

/// The category's old address goes on leading to it. A new one that was another's before is its own now.
///
/// # Errors
/// A database that failed.
pub async fn category_moved(
    transaction: &mut Transaction,
    category: CategoryId,
    old: &str,
    new: &str,
) -> Result<(), DatabaseError> {
    let statements = [sql::FORGET_CATEGORY_SLUG, sql::REMEMBER_CATEGORY_SLUG];
    moved(transaction, statements, category.0, (CATEGORIES, old, new)).await
}

/// The addresses of a category that goes lead to the one that takes its place; without one they lead nowhere any more.
///
/// # Errors
/// A database that failed.
pub async fn category_removed(
    transaction: &mut Transaction,
    category: CategoryId,
    slug: &str,
    heir: Option<(CategoryId, &str)>,
) -> Result<(), DatabaseError> {
    let old = format!("{CATEGORIES}{slug}");
    let Some((heir, heirs_slug)) = heir else {
        sqlx::query(sql::FORGET_TARGET).bind(old).execute(transaction.connection()).await?;
        return Ok(());
    };
    let inherit = sqlx::query(sql::INHERIT_CATEGORY_SLUGS).bind(category.0).bind(heir.0);
    inherit.execute(transaction.connection()).await?;
    let remember = sqlx::query(sql::REMEMBER_CATEGORY_SLUG).bind(slug.to_owned()).bind(heir.0);
    remember.execute(transaction.connection()).await?;
    retarget(transaction, &old, &format!("{CATEGORIES}{heirs_slug}")).await
}

async fn moved(
    transaction: &mut Transaction,
    [forget, remember]: [&'static str; 2],
    id: i64,
    (room, old, new): (&str, &str, &str),
) -> Result<(), DatabaseError> {
    if old == new {
        return Ok(());
    }
    sqlx::query(forget).bind(new.to_owned()).execute(transaction.connection()).await?;
    sqlx::query(remember).bind(old.to_owned()).bind(id).execute(transaction.connection()).await?;
    let (old, new) = (format!("{room}{old}"), format!("{room}{new}"));
    sqlx::query(sql::REMOVE).bind(new.clone()).execute(transaction.connection()).await?;
    retarget(transaction, &old, &new).await
}

/// Those of the addresses of another shop that can lead to a path of this one.
pub(crate) fn leading<'p>(old_paths: &'p [String], target: &str) -> impl Iterator<Item = &'p String> {
    old_paths.iter().filter(move |path| is_path(path) && *path != target)
}
