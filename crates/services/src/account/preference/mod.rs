//! What a person keeps for their lists: views by name, and how a list looks. Nobody sees or changes another person's.

pub mod sql;

use domain::{
    account::view::SavedView,
    kernel::{SavedViewId, StaffId},
};
use sqlx::{Any, Row as _, any::AnyArguments, query::Query};

use super::AccountError;
use crate::{Shop, db::DatabaseError};

/// So many views a person keeps of a list.
const MOST_VIEWS: usize = 30;
const MOST_NAME: usize = 60;
const MOST_TEXT: usize = 2_000;

/// What the person keeps under this name; empty when nothing.
///
/// # Errors
/// A database that failed.
pub async fn read(shop: &Shop, staff: StaffId, name: &str) -> Result<String, AccountError> {
    let query = sqlx::query(sql::READ).bind(staff.0).bind(name.to_owned());
    let row = query.fetch_optional(shop.database.reader()).await.map_err(DatabaseError::from)?;
    Ok(row.map(|row| row.try_get(0)).transpose().map_err(DatabaseError::from)?.unwrap_or_default())
}

/// Keeps something under a name.
///
/// # Errors
/// Something that is too long; a database that failed.
pub async fn keep(shop: &Shop, staff: StaffId, name: &str, value: &str) -> Result<(), AccountError> {
    if value.len() > MOST_TEXT {
        return Err(AccountError::TooLong { most: MOST_TEXT });
    }
    let (name, value) = (name.to_owned(), value.to_owned());
    change(shop, move || sqlx::query(sql::KEEP).bind(staff.0).bind(name.clone()).bind(value.clone())).await.map(|_| ())
}

/// The views that a person keeps of a list, oldest first.
///
/// # Errors
/// A database that failed.
pub async fn views(shop: &Shop, staff: StaffId, list: &str) -> Result<Vec<SavedView>, AccountError> {
    let query = sqlx::query(sql::VIEWS).bind(staff.0).bind(list.to_owned());
    let rows = query.fetch_all(shop.database.reader()).await.map_err(DatabaseError::from)?;
    let view = |row: &sqlx::any::AnyRow| {
        Ok(SavedView { id: SavedViewId(row.try_get(0)?), name: row.try_get(1)?, query: row.try_get(2)? })
    };
    Ok(rows.iter().map(view).collect::<Result<_, DatabaseError>>()?)
}

/// Keeps a view of a list under a name that the person does not use yet.
///
/// # Errors
/// A name that is empty, too long or in use; too many views; a database that failed.
pub async fn add_view(
    shop: &Shop,
    staff: StaffId,
    list: &str,
    name: &str,
    query: &str,
) -> Result<SavedViewId, AccountError> {
    let name = checked_name(name)?;
    if query.len() > MOST_TEXT {
        return Err(AccountError::TooLong { most: MOST_TEXT });
    }
    if views(shop, staff, list).await?.len() >= MOST_VIEWS {
        return Err(AccountError::TooManyViews { most: MOST_VIEWS });
    }
    let id = shop.database.next_id();
    let (list, query, now) = (list.to_owned(), query.to_owned(), shop.clock.now());
    let add = move || {
        sqlx::query(sql::ADD_VIEW)
            .bind(id)
            .bind(staff.0)
            .bind(list.clone())
            .bind(name.clone())
            .bind(query.clone())
            .bind(now.0)
    };
    change(shop, add).await?;
    Ok(SavedViewId(id))
}

/// Changes what a view shows.
///
/// # Errors
/// A view that is not there; a database that failed.
pub async fn set_view(shop: &Shop, staff: StaffId, id: SavedViewId, query: &str) -> Result<(), AccountError> {
    if query.len() > MOST_TEXT {
        return Err(AccountError::TooLong { most: MOST_TEXT });
    }
    let query = query.to_owned();
    there(change(shop, move || sqlx::query(sql::SET_VIEW).bind(id.0).bind(staff.0).bind(query.clone())).await?)
}

/// Gives a view another name.
///
/// # Errors
/// A name that cannot be taken; a view that is not there; a database that failed.
pub async fn rename_view(shop: &Shop, staff: StaffId, id: SavedViewId, name: &str) -> Result<(), AccountError> {
    let name = checked_name(name)?;
    let rename = move || sqlx::query(sql::RENAME_VIEW).bind(id.0).bind(staff.0).bind(name.clone());
    there(change(shop, rename).await?)
}

/// Forgets a view. One that is gone already is no error.
///
/// # Errors
/// A database that failed.
pub async fn delete_view(shop: &Shop, staff: StaffId, id: SavedViewId) -> Result<(), AccountError> {
    change(shop, move || sqlx::query(sql::DELETE_VIEW).bind(id.0).bind(staff.0)).await.map(|_| ())
}

async fn change(
    shop: &Shop,
    query: impl Fn() -> Query<'static, Any, AnyArguments> + Send + Sync + 'static,
) -> Result<u64, AccountError> {
    let changed = shop.database.write(move |tx| {
        let query = query();
        Box::pin(async move { Ok::<_, DatabaseError>(query.execute(tx.connection()).await?.rows_affected()) })
    });
    Ok(changed.await?)
}

fn there(changed: u64) -> Result<(), AccountError> {
    if changed == 0 { Err(AccountError::NoSuchView) } else { Ok(()) }
}

fn checked_name(name: &str) -> Result<String, AccountError> {
    let name = name.trim();
    if name.is_empty() || name.chars().count() > MOST_NAME {
        return Err(AccountError::ViewName { most: MOST_NAME });
    }
    Ok(name.to_owned())
}
