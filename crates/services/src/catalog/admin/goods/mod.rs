//! The kind of a product and what belongs to it: the parts of a bundle, the files of a digital product,
//! the fields of one that is made to order.
//!
//! Each change is saved by itself, beside the form's own save, and leaves its row in the audit. Invariants: a part is a thing that
//! is sold by itself, never a bundle or a gift card, so nothing is ever a part of itself; a bundle whose price follows its parts
//! costs what the domain computes of them, in every variant ([`settle_prices`] runs in the transaction of each change, and as a
//! job for changes that came another way).

mod bundle;
mod fields;
mod files;
mod price;
mod read;
pub mod sql;

use std::sync::Arc;

use domain::{
    catalog::{ProductKind, WHOLE, view::GoodsForm},
    kernel::ProductId,
};
use futures::future::BoxFuture;
use sqlx::Row as _;

pub use bundle::{find_parts, put_part};
pub use fields::{put_field, remove_field};
pub(crate) use files::plain_name;
pub use files::{UploadedFile, add_file, remove_file, set_bounds};
pub(crate) use price::settle;
pub use price::settle_prices;
pub use read::goods;

use super::{SaveError, score, sql as admin_sql};
use crate::{
    Shop,
    account::Actor,
    db::{DatabaseError, Transaction, audit},
};

/// Makes one change of a product's goods, and gives what stands there then.
async fn change(
    shop: &Shop,
    actor: &Actor,
    product: ProductId,
    action: &'static str,
    detail: String,
    work: impl for<'a> Fn(&'a mut Transaction) -> BoxFuture<'a, Result<(), SaveError>> + Send + Sync + 'static,
) -> Result<GoodsForm, SaveError> {
    let (database, actor, now, work) = (shop.database.clone(), actor.name.clone(), shop.clock.now(), Arc::new(work));
    shop.database
        .write(move |transaction| {
            let (database, actor, detail) = (database.clone(), actor.clone(), detail.clone());
            let work = Arc::clone(&work);
            Box::pin(async move {
                let touched =
                    sqlx::query(admin_sql::TOUCH).bind(product.0).bind(now.0).execute(transaction.connection()).await?;
                if touched.rows_affected() == 0 {
                    return Err(SaveError::NotFound);
                }
                work(transaction).await?;
                settle(transaction).await?;
                let subject = format!("product {product}");
                let entry = audit::Entry { actor: &actor, action, subject: &subject, detail: &detail };
                Ok::<(), SaveError>(audit::record(transaction, database.next_id(), entry, now).await?)
            })
        })
        .await?;
    shop.shelf.refresh(&[product]).await;
    score::tell(shop, std::iter::once(product)).await?;
    Ok(goods(shop, product).await?)
}

/// Makes a product one of another kind. What belonged to the kind before stays beside it, in case it was a mistake.
///
/// # Errors
/// A part of a bundle that would be none any more; a product that does not exist; a database that failed.
pub async fn set_kind(
    shop: &Shop,
    actor: &Actor,
    product: ProductId,
    kind: ProductKind,
) -> Result<GoodsForm, SaveError> {
    change(shop, actor, product, "product.set_kind", kind.key().to_owned(), move |transaction| {
        Box::pin(async move {
            let is_part = sqlx::query(sql::IS_PART).bind(product.0).fetch_optional(transaction.connection()).await?;
            if let Some(row) = is_part.filter(|_| !kind.can_be_part()) {
                let bundle: String = row.try_get(0)?;
                return Err(SaveError::field(
                    "kind",
                    format!("It is a part of the bundle “{bundle}”. Take it out there first."),
                ));
            }
            sqlx::query(sql::SET_KIND).bind(product.0).bind(kind.key()).execute(transaction.connection()).await?;
            Ok(())
        })
    })
    .await
}

/// Lets the price of a bundle follow its parts, this many basis points below them; `None` gives it a price of its own again.
///
/// # Errors
/// A discount that is none; a product that does not exist; a database that failed.
pub async fn set_discount(
    shop: &Shop,
    actor: &Actor,
    product: ProductId,
    discount: Option<i64>,
) -> Result<GoodsForm, SaveError> {
    if discount.is_some_and(|discount| !(0..=WHOLE).contains(&discount)) {
        return Err(SaveError::field("discount", "Write a percentage from 0 to 100."));
    }
    let detail = discount.map(|discount| discount.to_string()).unwrap_or_default();
    change(shop, actor, product, "product.set_discount", detail, move |transaction| {
        Box::pin(async move {
            sqlx::query(sql::SET_DISCOUNT).bind(product.0).bind(discount).execute(transaction.connection()).await?;
            Ok(())
        })
    })
    .await
}

/// The kind of a product that the database knows.
pub(crate) fn kind(key: &str) -> Result<ProductKind, DatabaseError> {
    ProductKind::from_key(key)
        .ok_or_else(|| DatabaseError::Corrupt { what: "kind of a product", value: key.to_owned() })
}
