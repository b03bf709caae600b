//! Beginning a count.

use domain::{
    inventory::CountScope,
    kernel::{LocationId, StockCountId},
};
use sqlx::Row as _;

use super::{
    super::{InventoryError, location},
    sql,
};
use crate::{Shop, account::Actor, db::audit};

/// Begins a count of what a form names: "all", "category:17", "brand:Dune", in one location or wherever most of each variant lies.
///
/// # Errors
/// A scope that is none; a database that failed.
pub async fn start(
    shop: &Shop,
    actor: &Actor,
    (scope, location): (&str, Option<LocationId>),
) -> Result<StockCountId, InventoryError> {
    let choose = || InventoryError::Refused("choose what is counted".to_owned());
    let scope = CountScope::parse(scope).ok_or_else(choose)?;
    let place = match location {
        None => String::new(),
        Some(location) => format!(" · {}", location::open_name(shop, location).await?.ok_or_else(choose)?),
    };
    let label = match &scope {
        CountScope::All => "Everything".to_owned(),
        CountScope::Brand(name) => name.clone(),
        CountScope::Category(id) => {
            let row = sqlx::query(sql::CATEGORY).bind(*id).fetch_optional(shop.database.reader()).await?;
            row.ok_or_else(choose)?.try_get("name")?
        }
    };
    let label = format!("{label}{place}");
    let id = StockCountId(shop.database.next_id());
    let (database, name, now) = (shop.database.clone(), actor.name.clone(), shop.clock.now());
    shop.database
        .write(move |tx| {
            let (entry_id, name, label) = (database.next_id(), name.clone(), label.clone());
            let (word, key) = scope.key();
            Box::pin(async move {
                sqlx::query(sql::INSERT)
                    .bind(id.0)
                    .bind(word)
                    .bind(key)
                    .bind(label.clone())
                    .bind(name.clone())
                    .bind(now.0)
                    .bind(location.map(|location| location.0))
                    .execute(tx.connection())
                    .await?;
                let subject = format!("count {id}");
                let entry = audit::Entry { actor: &name, action: "count.start", subject: &subject, detail: &label };
                audit::record(tx, entry_id, entry, now).await?;
                Ok(id)
            })
        })
        .await
}
