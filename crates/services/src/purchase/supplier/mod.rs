//! Suppliers: of whom the shop buys.

pub mod sql;

use domain::{
    kernel::SupplierId,
    purchase::{SupplierForm, view::SupplierRow},
};
use sqlx::{AssertSqlSafe, Row as _, any::AnyRow};

use super::PurchaseError;
use crate::{
    Shop,
    account::Actor,
    db::{Filter, audit},
};

/// The most suppliers that are listed.
const MOST: i64 = 500;

/// All of them, by name.
///
/// # Errors
/// A database that does not answer.
pub async fn list(shop: &Shop) -> Result<Vec<SupplierRow>, PurchaseError> {
    rows(shop, &Filter::new()).await
}

/// One of them.
///
/// # Errors
/// [`PurchaseError::NotFound`], or a database that does not answer.
pub async fn one(shop: &Shop, id: SupplierId) -> Result<SupplierRow, PurchaseError> {
    let mut filter = Filter::new();
    filter.integer("s.id = ?", id.0);
    rows(shop, &filter).await?.pop().ok_or(PurchaseError::NotFound)
}

async fn rows(shop: &Shop, filter: &Filter) -> Result<Vec<SupplierRow>, PurchaseError> {
    let limit = filter.next_placeholder(0);
    let statement = format!("{}{} ORDER BY s.name LIMIT {limit}", sql::ROWS, filter.clause());
    let query = filter.bind(sqlx::query(AssertSqlSafe(statement))).bind(MOST);
    let rows = query.fetch_all(shop.database.reader()).await?;
    Ok(rows.iter().map(row).collect::<Result<_, sqlx::Error>>()?)
}

fn row(row: &AnyRow) -> Result<SupplierRow, sqlx::Error> {
    Ok(SupplierRow {
        id: SupplierId(row.try_get("id")?),
        version: row.try_get("version")?,
        name: row.try_get("name")?,
        email: row.try_get("email")?,
        lead_days: row.try_get("lead_days")?,
        note: row.try_get("note")?,
        open: row.try_get("open_orders")?,
        orders: row.try_get("orders")?,
    })
}

/// Makes a supplier.
///
/// # Errors
/// Fields that cannot stay, a name that another has; a database that failed.
pub async fn create(shop: &Shop, actor: &Actor, form: &SupplierForm) -> Result<SupplierId, PurchaseError> {
    let draft = form.check().map_err(PurchaseError::Fields)?;
    let id = SupplierId(shop.database.next_id());
    let (database, name, now) = (shop.database.clone(), actor.name.clone(), shop.clock.now());
    let currency = shop.settings.currency.code().to_owned();
    shop.database
        .write(move |tx| {
            let (entry_id, name, draft, currency) = (database.next_id(), name.clone(), draft.clone(), currency.clone());
            Box::pin(async move {
                let added = sqlx::query(sql::INSERT)
                    .bind(id.0)
                    .bind(draft.name.clone())
                    .bind(draft.email)
                    .bind(currency)
                    .bind(draft.lead_days)
                    .bind(draft.note)
                    .bind(now.0)
                    .execute(tx.connection())
                    .await?;
                if added.rows_affected() == 0 {
                    return Err(PurchaseError::field("name", "Another supplier has this name."));
                }
                let subject = format!("supplier {id}");
                let entry =
                    audit::Entry { actor: &name, action: "supplier.create", subject: &subject, detail: &draft.name };
                audit::record(tx, entry_id, entry, now).await?;
                Ok(id)
            })
        })
        .await
}

/// Changes a supplier.
///
/// # Errors
/// As [`create`], one that is gone, and somebody who was faster.
pub async fn save(
    shop: &Shop,
    actor: &Actor,
    id: SupplierId,
    version: i64,
    form: &SupplierForm,
) -> Result<(), PurchaseError> {
    let draft = form.check().map_err(PurchaseError::Fields)?;
    let (database, name, now) = (shop.database.clone(), actor.name.clone(), shop.clock.now());
    shop.database
        .write(move |tx| {
            let (entry_id, name, draft) = (database.next_id(), name.clone(), draft.clone());
            Box::pin(async move {
                let saved = sqlx::query(sql::SAVE)
                    .bind(id.0)
                    .bind(version)
                    .bind(draft.name.clone())
                    .bind(draft.email)
                    .bind(draft.lead_days)
                    .bind(draft.note)
                    .bind(now.0)
                    .execute(tx.connection())
                    .await;
                let saved = saved.map_err(|error| match crate::db::DatabaseError::from(error) {
                    error if error.constraint() == Some("supplier_name_unique") => {
                        PurchaseError::field("name", "Another supplier has this name.")
                    }
                    error => error.into(),
                })?;
                if saved.rows_affected() == 0 {
                    let row = sqlx::query(sql::EXISTS).bind(id.0).fetch_optional(tx.connection()).await?;
                    return Err(if row.is_some() { PurchaseError::Conflict } else { PurchaseError::NotFound });
                }
                let subject = format!("supplier {id}");
                let entry =
                    audit::Entry { actor: &name, action: "supplier.save", subject: &subject, detail: &draft.name };
                Ok(audit::record(tx, entry_id, entry, now).await?)
            })
        })
        .await
}

/// Deletes a supplier that no purchase order names. One that is not there is what was wanted.
///
/// # Errors
/// A supplier that is named; a database that failed.
pub async fn delete(shop: &Shop, actor: &Actor, id: SupplierId) -> Result<(), PurchaseError> {
    let (database, name, now) = (shop.database.clone(), actor.name.clone(), shop.clock.now());
    shop.database
        .write(move |tx| {
            let (entry_id, name) = (database.next_id(), name.clone());
            Box::pin(async move {
                let row = sqlx::query(sql::EXISTS).bind(id.0).fetch_optional(tx.connection()).await?;
                let Some(row) = row else { return Ok(()) };
                if sqlx::query(sql::DELETE).bind(id.0).execute(tx.connection()).await?.rows_affected() == 0 {
                    return Err(PurchaseError::IsNamed);
                }
                let (subject, detail): (String, String) = (format!("supplier {id}"), row.try_get("name")?);
                let entry =
                    audit::Entry { actor: &name, action: "supplier.delete", subject: &subject, detail: &detail };
                Ok(audit::record(tx, entry_id, entry, now).await?)
            })
        })
        .await
}
