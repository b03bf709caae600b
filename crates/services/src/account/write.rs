//! Signing in and out, and letting nobody in any more.

use domain::kernel::{Email, StaffId, Timestamp};
use sqlx::Row;

pub use super::invitation::{Welcome, accept_invitation, invite_owner};
use super::{
    AccountError, Actor, LONGEST_PASSWORD, SessionToken,
    attempt::{self, Scopes},
    password,
    read::LIFETIME,
    sql,
};
use crate::{
    Shop,
    db::{Transaction, audit},
};

/// What somebody typed to sign in.
#[derive(Clone)]
pub struct SignIn {
    /// The e-mail address.
    pub email: String,
    /// The password.
    pub password: String,
    /// The network address it comes from.
    pub address: String,
    /// The session that this browser has so far; it ends.
    pub previous: Option<SessionToken>,
}

/// Begins a session for the person with this address and password. The secret is new, whatever the browser had before.
///
/// # Errors
/// [`AccountError::WrongCredentials`], the same for an unknown address, a wrong password and a disabled person;
/// [`AccountError::TooManyAttempts`] and [`AccountError::Busy`].
pub async fn sign_in(shop: &Shop, sign_in: SignIn) -> Result<SessionToken, AccountError> {
    if sign_in.password.chars().count() > LONGEST_PASSWORD {
        return Err(AccountError::WrongCredentials);
    }
    let scopes = Scopes::new("sign_in", &sign_in.email, &sign_in.address);
    count_attempt(shop, &scopes).await?;
    let known = find(shop, &sign_in.email).await?;
    let stored = known.as_ref().map(|person| person.password_hash.clone());
    let opens = password::verify(sign_in.password, stored).await?;
    match known {
        Some(person) if opens => begin(shop, person, scopes, sign_in.previous).await,
        _ => {
            tracing::info!("a sign-in was refused");
            Err(AccountError::WrongCredentials)
        }
    }
}

struct Person {
    id: StaffId,
    name: String,
    password_hash: String,
}

async fn find(shop: &Shop, email: &str) -> Result<Option<Person>, AccountError> {
    // What is no address belongs to nobody; the question is asked all the same, so that it takes as long.
    let email = Email::parse(email).map(String::from).unwrap_or_default();
    let row = sqlx::query(sql::STAFF_BY_EMAIL).bind(email).fetch_optional(shop.database.reader()).await?;
    row.map(|row| {
        Ok(Person {
            id: StaffId(row.try_get("id")?),
            name: row.try_get("full_name")?,
            password_hash: row.try_get("password_hash")?,
        })
    })
    .transpose()
}

async fn count_attempt(shop: &Shop, scopes: &Scopes) -> Result<(), AccountError> {
    let (scopes, now) = (scopes.clone(), shop.clock.now());
    shop.database
        .write(move |tx| {
            let scopes = scopes.clone();
            Box::pin(async move { attempt::count(tx, &scopes, now).await })
        })
        .await
}

async fn begin(
    shop: &Shop,
    person: Person,
    scopes: Scopes,
    previous: Option<SessionToken>,
) -> Result<SessionToken, AccountError> {
    let token = SessionToken::generate();
    let digest = token.digest();
    let ended = previous.map(|token| token.digest());
    let (session, entry, now) = (shop.database.next_id(), shop.database.next_id(), shop.clock.now());
    let (id, name) = (person.id, person.name);
    shop.database
        .write(move |tx| {
            let (scopes, digest, ended, name) = (scopes.clone(), digest.clone(), ended.clone(), name.clone());
            Box::pin(async move {
                if let Some(ended) = ended {
                    sqlx::query(sql::DELETE_SESSION).bind(ended).execute(tx.connection()).await?;
                }
                insert_session(tx, session, digest, id, now).await?;
                attempt::succeed(tx, &scopes, now).await?;
                let subject = format!("staff {id}");
                let done = audit::Entry { actor: &name, action: "account.sign_in", subject: &subject, detail: "" };
                audit::record(tx, entry, done, now).await?;
                Ok::<_, AccountError>(())
            })
        })
        .await?;
    Ok(token)
}

/// Begins a session inside a transaction.
pub(super) async fn insert_session(
    tx: &mut Transaction,
    session: i64,
    digest: String,
    staff: StaffId,
    now: Timestamp,
) -> Result<(), AccountError> {
    sqlx::query(sql::INSERT_SESSION)
        .bind(session)
        .bind(digest)
        .bind(staff.0)
        .bind(now.0)
        .bind(now.plus(LIFETIME).0)
        .execute(tx.connection())
        .await?;
    Ok(())
}

/// Ends a session: its cookie opens nothing any more, wherever a copy of it is.
///
/// # Errors
/// A database that does not answer.
pub async fn sign_out(shop: &Shop, token: &SessionToken) -> Result<(), AccountError> {
    let digest = token.digest();
    shop.database
        .write(move |tx| {
            let digest = digest.clone();
            Box::pin(async move {
                sqlx::query(sql::DELETE_SESSION).bind(digest).execute(tx.connection()).await?;
                Ok(())
            })
        })
        .await
}

/// Lets a person in no more and ends all their sessions.
///
/// # Errors
/// A database that does not answer.
pub async fn disable(shop: &Shop, actor: &Actor, staff: StaffId) -> Result<(), AccountError> {
    let (entry, now, name) = (shop.database.next_id(), shop.clock.now(), actor.name.clone());
    shop.database
        .write(move |tx| {
            let name = name.clone();
            Box::pin(async move {
                sqlx::query(sql::DISABLE_STAFF).bind(staff.0).execute(tx.connection()).await?;
                sqlx::query(sql::DELETE_SESSIONS_OF).bind(staff.0).execute(tx.connection()).await?;
                sqlx::query(sql::DELETE_OPEN_INVITATIONS).bind(staff.0).execute(tx.connection()).await?;
                let subject = format!("staff {staff}");
                let done = audit::Entry { actor: &name, action: "account.disable", subject: &subject, detail: "" };
                audit::record(tx, entry, done, now).await?;
                Ok(())
            })
        })
        .await
}
