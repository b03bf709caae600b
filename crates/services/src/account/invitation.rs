//! One-time links with which a person says who they are and sets a password.

use domain::{
    account::Role,
    kernel::{Email, StaffId, Timestamp},
};
use sqlx::Row;

use super::{AccountError, InvitationToken, SessionToken, password, read, sql, write::insert_session};
use crate::{
    Shop,
    db::{Transaction, audit},
};

/// How long a link opens.
const LIFETIME: i64 = 7 * Timestamp::DAY;
/// Characters of a name at most.
const LONGEST_NAME: usize = 100;

/// Invites an owner and gives the path of the link. A link for an owner who has not answered replaces the earlier ones.
///
/// # Errors
/// A database that does not answer.
pub async fn invite_owner(shop: &Shop) -> Result<String, AccountError> {
    let token = InvitationToken::generate();
    let digest = token.digest();
    let (new_id, entry, now) = (shop.database.next_id(), shop.database.next_id(), shop.clock.now());
    shop.database
        .write(move |tx| {
            let digest = digest.clone();
            Box::pin(async move {
                let staff = invited_owner(tx, new_id, now).await?;
                sqlx::query(sql::DELETE_OPEN_INVITATIONS).bind(staff.0).execute(tx.connection()).await?;
                sqlx::query(sql::INSERT_INVITATION)
                    .bind(digest)
                    .bind(staff.0)
                    .bind(now.plus(LIFETIME).0)
                    .execute(tx.connection())
                    .await?;
                let subject = format!("staff {staff}");
                let done = audit::Entry { actor: "shop", action: "account.invite", subject: &subject, detail: "owner" };
                audit::record(tx, entry, done, now).await?;
                Ok::<_, AccountError>(())
            })
        })
        .await?;
    Ok(format!("/admin/welcome/{}", token.reveal()))
}

async fn invited_owner(tx: &mut Transaction, new_id: i64, now: Timestamp) -> Result<StaffId, AccountError> {
    if let Some(row) = sqlx::query(sql::INVITED_OWNER).fetch_optional(tx.connection()).await? {
        return Ok(StaffId(row.try_get("id")?));
    }
    sqlx::query(sql::INSERT_STAFF)
        .bind(new_id)
        // Nobody can sign in with it: it is no address.
        .bind(format!("invited-{new_id}"))
        .bind("")
        .bind(Role::Owner.key())
        .bind(now.0)
        .execute(tx.connection())
        .await?;
    Ok(StaffId(new_id))
}

/// What an invited person types.
#[derive(Clone)]
pub struct Welcome {
    /// The secret of the link.
    pub token: String,
    /// The name that histories show.
    pub name: String,
    /// The e-mail address to sign in with.
    pub email: String,
    /// The password.
    pub password: String,
}

/// Sets name, address and password of an invited person and signs them in. Sessions that the person had before end.
///
/// # Errors
/// [`AccountError::InvitationInvalid`], or a field that cannot be taken; the link stays usable then.
pub async fn accept_invitation(shop: &Shop, welcome: Welcome) -> Result<SessionToken, AccountError> {
    let invitation = InvitationToken::parse(&welcome.token).ok_or(AccountError::InvitationInvalid)?;
    if !read::invitation_is_open(shop, &invitation).await? {
        return Err(AccountError::InvitationInvalid);
    }
    let name = check_name(&welcome.name)?;
    let email = String::from(Email::parse(&welcome.email).map_err(AccountError::Email)?);
    password::check(&welcome.password, &email)?;
    let password_hash = password::hash(welcome.password).await?;

    let token = SessionToken::generate();
    let accepted = Accepted { invitation: invitation.digest(), session: token.digest(), name, email, password_hash };
    let (session, entry, now) = (shop.database.next_id(), shop.database.next_id(), shop.clock.now());
    shop.database
        .write(move |tx| {
            let accepted = accepted.clone();
            Box::pin(async move { accept(tx, accepted, session, entry, now).await })
        })
        .await?;
    Ok(token)
}

#[derive(Clone)]
struct Accepted {
    invitation: String,
    session: String,
    name: String,
    email: String,
    password_hash: String,
}

async fn accept(
    tx: &mut Transaction,
    accepted: Accepted,
    session: i64,
    entry: i64,
    now: Timestamp,
) -> Result<(), AccountError> {
    let used =
        sqlx::query(sql::USE_INVITATION).bind(accepted.invitation).bind(now.0).fetch_optional(tx.connection()).await?;
    let staff = StaffId(used.ok_or(AccountError::InvitationInvalid)?.try_get("staff_id")?);
    let changed = sqlx::query(sql::WELCOME_STAFF)
        .bind(staff.0)
        .bind(accepted.name.clone())
        .bind(accepted.email)
        .bind(accepted.password_hash)
        .execute(tx.connection())
        .await?;
    if changed.rows_affected() == 0 {
        return Err(AccountError::InvitationInvalid);
    }
    sqlx::query(sql::DELETE_SESSIONS_OF).bind(staff.0).execute(tx.connection()).await?;
    insert_session(tx, session, accepted.session, staff, now).await?;
    let subject = format!("staff {staff}");
    let done = audit::Entry { actor: &accepted.name, action: "account.welcome", subject: &subject, detail: "" };
    audit::record(tx, entry, done, now).await?;
    Ok(())
}

fn check_name(name: &str) -> Result<String, AccountError> {
    let name = name.trim();
    let fits = !name.is_empty() && name.chars().count() <= LONGEST_NAME && !name.chars().any(char::is_control);
    fits.then(|| name.to_owned()).ok_or(AccountError::Name)
}
