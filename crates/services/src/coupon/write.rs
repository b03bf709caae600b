//! Making, changing, switching off and deleting coupons.

use domain::{
    coupon::{Coupon, CouponForm},
    kernel::{CouponId, Timestamp},
};
use sqlx::Row as _;

use super::{CouponError, sql};
use crate::{
    Shop,
    account::Actor,
    db::{Database, Transaction, audit},
};

/// Makes a coupon.
///
/// # Errors
/// Fields that cannot stay, a code that another coupon has; a database that failed.
pub async fn create(shop: &Shop, actor: &Actor, form: &CouponForm) -> Result<CouponId, CouponError> {
    let coupon = form.check(shop.settings.currency).map_err(CouponError::Fields)?;
    let id = CouponId(shop.database.next_id());
    let (database, name, now) = (shop.database.clone(), actor.name.clone(), shop.clock.now());
    shop.database
        .write(move |tx| {
            let (database, name, coupon) = (database.clone(), name.clone(), coupon.clone());
            Box::pin(async move {
                if !insert(tx, id, &coupon, now).await? {
                    return Err(CouponError::field("code", "Another coupon has this code."));
                }
                let detail = detail(&coupon);
                note(tx, &database, &name, ("coupon.create", id, &detail), now).await?;
                Ok(id)
            })
        })
        .await
}

/// Writes a coupon down; false when its code is taken.
async fn insert(tx: &mut Transaction, id: CouponId, coupon: &Coupon, now: Timestamp) -> Result<bool, CouponError> {
    let added = sqlx::query(sql::INSERT)
        .bind(id.0)
        .bind(coupon.code.as_str().to_owned())
        .bind(coupon.benefit.key())
        .bind(coupon.benefit.number())
        .bind(coupon.least.currency.code().to_owned())
        .bind(coupon.least.minor)
        .bind(coupon.valid_from.map(|from| from.0))
        .bind(coupon.valid_until.map(|until| until.0))
        .bind(coupon.most_uses)
        .bind(coupon.most_per_customer)
        .bind(now.0)
        .execute(tx.connection())
        .await?;
    Ok(added.rows_affected() == 1)
}

/// Changes everything of a coupon but its code, which people know.
///
/// # Errors
/// Fields that cannot stay, fewer uses than there are already, somebody who was faster; a database that failed.
pub async fn save(
    shop: &Shop,
    actor: &Actor,
    id: CouponId,
    version: i64,
    form: &CouponForm,
) -> Result<(), CouponError> {
    let coupon = form.check(shop.settings.currency).map_err(CouponError::Fields)?;
    let (database, name, now) = (shop.database.clone(), actor.name.clone(), shop.clock.now());
    shop.database
        .write(move |tx| {
            let (database, name, coupon) = (database.clone(), name.clone(), coupon.clone());
            Box::pin(async move {
                let row = sqlx::query(sql::LOCK).bind(id.0).fetch_optional(tx.connection()).await?;
                let row = row.ok_or(CouponError::NotFound)?;
                if row.try_get::<i64, _>("version")? != version
                    || row.try_get::<String, _>("code")? != coupon.code.as_str()
                {
                    return Err(CouponError::Conflict);
                }
                let used: i64 = row.try_get("used")?;
                if coupon.most_uses.is_some_and(|most| most < used) {
                    return Err(CouponError::field("most_uses", &format!("{used} orders use it already.")));
                }
                update(tx, id, &coupon, now).await?;
                note(tx, &database, &name, ("coupon.save", id, &detail(&coupon)), now).await
            })
        })
        .await
}

async fn update(tx: &mut Transaction, id: CouponId, coupon: &Coupon, now: Timestamp) -> Result<(), CouponError> {
    sqlx::query(sql::SAVE)
        .bind(id.0)
        .bind(coupon.benefit.key())
        .bind(coupon.benefit.number())
        .bind(coupon.least.currency.code().to_owned())
        .bind(coupon.least.minor)
        .bind(coupon.valid_from.map(|from| from.0))
        .bind(coupon.valid_until.map(|until| until.0))
        .bind(coupon.most_uses)
        .bind(coupon.most_per_customer)
        .bind(now.0)
        .execute(tx.connection())
        .await?;
    Ok(())
}

/// Switches a coupon off, or on again. Saying what is already so changes nothing. Orders that use it keep what it took off.
///
/// # Errors
/// A database that failed.
pub async fn set_active(shop: &Shop, actor: &Actor, id: CouponId, active: bool) -> Result<(), CouponError> {
    let (database, name, now) = (shop.database.clone(), actor.name.clone(), shop.clock.now());
    shop.database
        .write(move |tx| {
            let (database, name) = (database.clone(), name.clone());
            Box::pin(async move {
                let set = sqlx::query(sql::SET_ACTIVE).bind(id.0).bind(i64::from(active)).bind(now.0);
                if set.execute(tx.connection()).await?.rows_affected() == 0 {
                    return Ok(());
                }
                let action = if active { "coupon.enable" } else { "coupon.disable" };
                note(tx, &database, &name, (action, id, ""), now).await
            })
        })
        .await
}

/// Deletes a coupon that no order ever used. One that is not there is what was wanted.
///
/// # Errors
/// A coupon that was used; a database that failed.
pub async fn delete(shop: &Shop, actor: &Actor, id: CouponId) -> Result<(), CouponError> {
    let (database, name, now) = (shop.database.clone(), actor.name.clone(), shop.clock.now());
    shop.database
        .write(move |tx| {
            let (database, name) = (database.clone(), name.clone());
            Box::pin(async move {
                // Whoever is about to claim it has the row, or finds none.
                let row = sqlx::query(sql::LOCK).bind(id.0).fetch_optional(tx.connection()).await?;
                let Some(row) = row else { return Ok(()) };
                if sqlx::query(sql::DELETE).bind(id.0).execute(tx.connection()).await?.rows_affected() == 0 {
                    return Err(CouponError::WasUsed);
                }
                let code: String = row.try_get("code")?;
                note(tx, &database, &name, ("coupon.delete", id, &code), now).await
            })
        })
        .await
}

/// What the log of changes says of a coupon.
fn detail(coupon: &Coupon) -> String {
    format!("{}: {}", coupon.code.as_str(), coupon.benefit.words())
}

async fn note(
    tx: &mut Transaction,
    database: &Database,
    actor: &str,
    (action, coupon, detail): (&str, CouponId, &str),
    now: Timestamp,
) -> Result<(), CouponError> {
    let subject = format!("coupon {coupon}");
    let entry = audit::Entry { actor, action, subject: &subject, detail };
    Ok(audit::record(tx, database.next_id(), entry, now).await?)
}
