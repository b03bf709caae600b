//! Who is signed in, and whether they may.

use domain::{
    account::{Permission, Role, view::StaffView},
    kernel::{StaffId, Timestamp},
};
use sqlx::{Row, any::AnyRow};

use super::{AccountError, Actor, InvitationToken, SessionToken, sql};
use crate::{Shop, db::DatabaseError};

/// A session that nobody used for so long has ended.
pub(super) const IDLE: i64 = 12 * 60 * 60 * 1000;
/// No session is older.
pub const LIFETIME: i64 = 14 * Timestamp::DAY;
/// How exactly it is known when a session was last used: a write for every request would be too many.
const SEEN_STEP: i64 = 5 * 60 * 1000;

/// The person behind a session; `None` when it has ended or never was.
///
/// # Errors
/// A database that does not answer.
pub async fn staff(shop: &Shop, token: Option<&SessionToken>) -> Result<Option<StaffView>, AccountError> {
    let Some(token) = token else { return Ok(None) };
    let now = shop.clock.now();
    let row = sqlx::query(sql::SESSION)
        .bind(token.digest())
        .bind(now.plus(-IDLE).0)
        .bind(now.0)
        .fetch_optional(shop.database.reader())
        .await?;
    let Some(row) = row else { return Ok(None) };
    let (session, seen_at): (i64, i64) = (row.try_get("session_id")?, row.try_get("seen_at")?);
    if seen_at < now.plus(-SEEN_STEP).0 {
        see(shop, session, now).await?;
    }
    Ok(Some(view(&row, "staff_id")?))
}

async fn see(shop: &Shop, session: i64, now: Timestamp) -> Result<(), AccountError> {
    shop.database
        .write(move |tx| {
            Box::pin(async move {
                sqlx::query(sql::SEE_SESSION).bind(session).bind(now.0).execute(tx.connection()).await?;
                Ok(())
            })
        })
        .await
}

/// The person behind the session, if they have the right: the guard at the start of every use case of the admin.
///
/// # Errors
/// [`AccountError::NotSignedIn`] and [`AccountError::NotAllowed`].
pub async fn require(shop: &Shop, token: Option<&SessionToken>, permission: Permission) -> Result<Actor, AccountError> {
    let staff = staff(shop, token).await?.ok_or(AccountError::NotSignedIn)?;
    if !staff.role.may(permission) {
        return Err(AccountError::NotAllowed { permission });
    }
    Ok(Actor { staff: Some(staff.id), name: staff.name })
}

/// Somebody who was invited.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Person {
    /// What they sign in with and what they may do; the address is none before they have answered.
    pub staff: StaffView,
    /// Whether they may still sign in.
    pub active: bool,
}

/// Everybody who was ever invited, in that order.
///
/// # Errors
/// A database that does not answer.
pub async fn everybody(shop: &Shop) -> Result<Vec<Person>, AccountError> {
    let rows = sqlx::query(sql::EVERYBODY).fetch_all(shop.database.reader()).await?;
    rows.iter()
        .map(|row| Ok(Person { staff: view(row, "id")?, active: row.try_get::<i64, _>("active")? == 1 }))
        .collect()
}

fn view(row: &AnyRow, id: &str) -> Result<StaffView, AccountError> {
    let role: String = row.try_get("role")?;
    Ok(StaffView {
        id: StaffId(row.try_get(id)?),
        name: row.try_get("full_name")?,
        email: row.try_get("email")?,
        role: Role::from_key(&role).ok_or(DatabaseError::Corrupt { what: "role", value: role })?,
    })
}

/// Whether an owner can sign in; until then the shop belongs to whoever has the invitation.
///
/// # Errors
/// A database that does not answer.
pub async fn has_owner(shop: &Shop) -> Result<bool, AccountError> {
    let owners: i64 = sqlx::query(sql::COUNT_OWNERS).fetch_one(shop.database.reader()).await?.try_get("owners")?;
    Ok(owners > 0)
}

/// Whether an invitation can still be used.
///
/// # Errors
/// A database that does not answer.
pub async fn invitation_is_open(shop: &Shop, token: &InvitationToken) -> Result<bool, AccountError> {
    let row = sqlx::query(sql::OPEN_INVITATION)
        .bind(token.digest())
        .bind(shop.clock.now().0)
        .fetch_optional(shop.database.reader())
        .await?;
    Ok(row.is_some())
}
