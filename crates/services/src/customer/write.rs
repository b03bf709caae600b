//! Signing in and out, and what customers change about themselves.

use domain::{
    customer::{check_name, view::CustomerView},
    kernel::{CustomerId, Email, Timestamp},
};
use serde_json::json;
use sqlx::Row as _;

use super::{
    CustomerError, CustomerToken, LinkToken,
    link::{self, EMAIL},
    mail::{self, Notice},
    read::LIFETIME,
    sql,
};
use crate::{
    Shop,
    account::{
        LONGEST_PASSWORD,
        attempt::{self, Scopes},
        password,
    },
    db::{Transaction, audit, outbox},
    draft,
};

/// Tries at passwords of customers are counted apart from those of the people of the shop.
const REALM: &str = "customer";

/// What a customer typed to sign in.
#[derive(Clone)]
pub struct SignIn {
    /// The e-mail address.
    pub email: String,
    /// The password.
    pub password: String,
    /// The network address it comes from.
    pub address: String,
    /// The session that this browser has so far; it ends.
    pub previous: Option<CustomerToken>,
}

/// Begins a session for the account with this address and password. The secret is new, whatever the browser had before.
///
/// # Errors
/// [`CustomerError::WrongCredentials`], the same for an unknown address, a wrong password and an account without one;
/// [`CustomerError::TooMany`].
pub async fn sign_in(shop: &Shop, sign_in: SignIn) -> Result<CustomerToken, CustomerError> {
    if sign_in.password.chars().count() > LONGEST_PASSWORD {
        return Err(CustomerError::WrongCredentials);
    }
    let scopes = Scopes::new(REALM, &sign_in.email, &sign_in.address);
    count(shop, &scopes).await?;
    // What is no address belongs to nobody; the question is asked all the same, so that it takes as long.
    let email = Email::parse(&sign_in.email).map(String::from).unwrap_or_default();
    let row = sqlx::query(sql::WITH_PASSWORD).bind(email).fetch_optional(shop.database.reader()).await?;
    let stored: Option<String> = row.as_ref().map(|row| row.try_get("password_hash")).transpose()?;
    let opens = password::verify(sign_in.password, stored.clone()).await?;
    match row {
        Some(row) if opens => {
            let customer = (CustomerId(row.try_get("id")?), stored.unwrap_or_default());
            begin(shop, customer, scopes, sign_in.previous).await
        }
        _ => {
            tracing::info!("a customer's sign-in was refused");
            Err(CustomerError::WrongCredentials)
        }
    }
}

async fn count(shop: &Shop, scopes: &Scopes) -> Result<(), CustomerError> {
    let (scopes, now) = (scopes.clone(), shop.clock.now());
    shop.database
        .write(move |tx| {
            let scopes = scopes.clone();
            Box::pin(async move { Ok(attempt::count(tx, &scopes, now).await?) })
        })
        .await
}

async fn begin(
    shop: &Shop,
    (customer, hash): (CustomerId, String),
    scopes: Scopes,
    previous: Option<CustomerToken>,
) -> Result<CustomerToken, CustomerError> {
    let token = CustomerToken::generate();
    let (digest, ended) = (token.digest(), previous.map(|token| token.digest()));
    let (owned, now) = (shop.clone(), shop.clock.now());
    shop.database
        .write(move |tx| {
            let (shop, scopes, digest, ended) = (owned.clone(), scopes.clone(), digest.clone(), ended.clone());
            let hash = hash.clone();
            Box::pin(async move {
                if let Some(ended) = ended {
                    sqlx::query(sql::DELETE_SESSION).bind(ended).execute(tx.connection()).await?;
                }
                // A password that was changed since it was checked opens nothing.
                let seen = sqlx::query(sql::SEEN).bind(customer.0).bind(now.0).bind(hash);
                if seen.execute(tx.connection()).await?.rows_affected() == 0 {
                    return Err(CustomerError::WrongCredentials);
                }
                insert_session(tx, &shop, digest, customer, false, now).await?;
                attempt::succeed(tx, &scopes, now).await?;
                note(tx, &shop, customer, "customer.sign_in", "password", now).await
            })
        })
        .await?;
    Ok(token)
}

/// Begins a session inside a transaction.
pub(super) async fn insert_session(
    tx: &mut Transaction,
    shop: &Shop,
    digest: String,
    customer: CustomerId,
    by_link: bool,
    now: Timestamp,
) -> Result<(), CustomerError> {
    sqlx::query(sql::INSERT_SESSION)
        .bind(shop.database.next_id())
        .bind(digest)
        .bind(customer.0)
        .bind(i64::from(by_link))
        .bind(now.0)
        .bind(now.plus(LIFETIME).0)
        .execute(tx.connection())
        .await?;
    Ok(())
}

/// Remembers what a customer did, without a word of who it is.
async fn note(
    tx: &mut Transaction,
    shop: &Shop,
    customer: CustomerId,
    action: &str,
    detail: &str,
    now: Timestamp,
) -> Result<(), CustomerError> {
    let subject = format!("customer {customer}");
    let done = audit::Entry { actor: "customer", action, subject: &subject, detail };
    Ok(audit::record(tx, shop.database.next_id(), done, now).await?)
}

/// Ends a session: its cookie opens nothing any more, wherever a copy of it is.
///
/// # Errors
/// A database that does not answer.
pub async fn sign_out(shop: &Shop, token: &CustomerToken) -> Result<(), CustomerError> {
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

/// Ends every session of a customer, and takes back the links that were mailed.
///
/// # Errors
/// A database that does not answer.
pub async fn sign_out_everywhere(shop: &Shop, customer: CustomerId) -> Result<(), CustomerError> {
    shop.database
        .write(move |tx| {
            Box::pin(async move {
                sqlx::query(sql::DELETE_SESSIONS_OF).bind(customer.0).execute(tx.connection()).await?;
                sqlx::query(sql::DELETE_LINKS_OF).bind(customer.0).execute(tx.connection()).await?;
                Ok(())
            })
        })
        .await
}

/// Sets the name.
///
/// # Errors
/// [`CustomerError::Name`].
pub async fn set_name(shop: &Shop, customer: CustomerId, name: &str) -> Result<(), CustomerError> {
    let name = check_name(name).ok_or(CustomerError::Name)?;
    shop.database
        .write(move |tx| {
            let name = name.clone();
            Box::pin(async move {
                sqlx::query(sql::SET_NAME).bind(customer.0).bind(name).execute(tx.connection()).await?;
                Ok(())
            })
        })
        .await
}

/// A new password, as it was typed.
#[derive(Clone)]
pub struct NewPassword {
    /// The one so far; not asked of an account without one, and of somebody who came by a mailed link.
    pub current: String,
    /// The new one.
    pub password: String,
    /// The network address it comes from.
    pub address: String,
}

/// Sets the password. Every session ends and this browser gets a new one; the customer is told by mail.
///
/// # Errors
/// [`CustomerError::WrongPassword`], [`CustomerError::TooMany`], or a password that cannot be taken.
pub async fn set_password(
    shop: &Shop,
    customer: &CustomerView,
    typed: NewPassword,
) -> Result<CustomerToken, CustomerError> {
    check_current(shop, customer, (&typed.current, &typed.address)).await?;
    password::check(&typed.password, &customer.email)?;
    let hash = password::hash(typed.password).await?;
    let told = mail::notice(Notice::Password, &customer.email, link::language(shop));
    change(shop, customer.id, Some(told), move |tx, id| {
        let hash = hash.clone();
        Box::pin(async move {
            sqlx::query(sql::SET_PASSWORD).bind(id.0).bind(hash).execute(tx.connection()).await?;
            Ok(())
        })
    })
    .await
}

/// Asks for the password so far, where there is one. Whoever came by a mailed link has proven more than it would.
async fn check_current(
    shop: &Shop,
    customer: &CustomerView,
    (current, address): (&str, &str),
) -> Result<(), CustomerError> {
    if !customer.has_password || customer.by_link {
        return Ok(());
    }
    if current.chars().count() > LONGEST_PASSWORD {
        return Err(CustomerError::WrongPassword);
    }
    count(shop, &Scopes::new(REALM, &customer.email, address)).await?;
    let row = sqlx::query(sql::PASSWORD).bind(customer.id.0).fetch_one(shop.database.reader()).await?;
    let opens = password::verify(current.to_owned(), Some(row.try_get("password_hash")?)).await?;
    if opens { Ok(()) } else { Err(CustomerError::WrongPassword) }
}

type Work<'t> = std::pin::Pin<Box<dyn Future<Output = Result<(), CustomerError>> + Send + 't>>;

/// Changes what opens an account: every session ends, the links too, and this browser gets a new session.
async fn change<F>(
    shop: &Shop,
    customer: CustomerId,
    told: Option<serde_json::Value>,
    work: F,
) -> Result<CustomerToken, CustomerError>
where
    F: for<'t> Fn(&'t mut Transaction, CustomerId) -> Work<'t> + Clone + Send + Sync + 'static,
{
    let token = CustomerToken::generate();
    let (digest, owned, now) = (token.digest(), shop.clone(), shop.clock.now());
    shop.database
        .write(move |tx| {
            let (shop, digest, told, work) = (owned.clone(), digest.clone(), told.clone(), work.clone());
            Box::pin(async move {
                work(tx, customer).await?;
                sqlx::query(sql::DELETE_SESSIONS_OF).bind(customer.0).execute(tx.connection()).await?;
                sqlx::query(sql::DELETE_LINKS_OF).bind(customer.0).execute(tx.connection()).await?;
                insert_session(tx, &shop, digest, customer, false, now).await?;
                if let Some(told) = told {
                    outbox::enqueue(tx, shop.database.next_id(), mail::OUTBOX_KIND, &told, now).await?;
                }
                note(tx, &shop, customer, "customer.change", "", now).await
            })
        })
        .await?;
    Ok(token)
}

/// Another mail address, as it was typed.
#[derive(Clone)]
pub struct NewEmail {
    /// The password so far; not asked of an account without one, and of somebody who came by a mailed link.
    pub current: String,
    /// The new address.
    pub email: String,
    /// The network address it comes from.
    pub address: String,
}

/// Asks for another mail address: a link goes to the new one, a notice to the old one, and nothing changes before the link is used.
///
/// # Errors
/// [`CustomerError::Email`], [`CustomerError::WrongPassword`] and [`CustomerError::TooMany`].
pub async fn ask_email(shop: &Shop, customer: &CustomerView, typed: NewEmail) -> Result<(), CustomerError> {
    let email = String::from(Email::parse(&typed.email).map_err(|_| CustomerError::Email)?);
    check_current(shop, customer, (&typed.current, &typed.address)).await?;
    let language = link::language(shop);
    let asked = json!({ "mail": "email", "customer": customer.id, "email": email, "language": language.code() });
    let told = mail::notice(Notice::EmailWanted, &customer.email, language);
    let (ids, now) = ([shop.database.next_id(), shop.database.next_id()], shop.clock.now());
    let from = attempt::network(&typed.address);
    shop.database
        .write(move |tx| {
            let (email, from, payloads) = (email.clone(), from.clone(), [asked.clone(), told.clone()]);
            Box::pin(async move {
                link::count(tx, &email, &from, now).await?;
                for (id, payload) in ids.into_iter().zip(&payloads) {
                    outbox::enqueue(tx, id, mail::OUTBOX_KIND, payload, now).await?;
                }
                Ok(())
            })
        })
        .await
}

/// Uses the link to another address. It is not enough alone: a stranger's mailbox opens no account. The orders that were placed with the
/// new address without an account are in the account from now on.
///
/// # Errors
/// [`CustomerError::LinkOver`], also for the link of another customer; [`CustomerError::EmailTaken`].
pub async fn confirm_email(
    shop: &Shop,
    customer: &CustomerView,
    token: &LinkToken,
) -> Result<CustomerToken, CustomerError> {
    let (digest, now) = (token.digest(), shop.clock.now());
    let told = mail::notice(Notice::EmailChanged, &customer.email, link::language(shop));
    change(shop, customer.id, Some(told), move |tx, id| {
        let digest = digest.clone();
        Box::pin(async move {
            let used =
                sqlx::query(sql::USE_LINK).bind(digest).bind(now.0).bind(EMAIL).fetch_optional(tx.connection()).await?;
            let used = used.filter(|row| row.try_get::<i64, _>("customer_id").is_ok_and(|owner| owner == id.0));
            let email: String = used.ok_or(CustomerError::LinkOver)?.try_get("email")?;
            take_over(tx, &email, id).await?;
            // While the old address still stands there: offers are a customer's by their address.
            sqlx::query(draft::sql::MOVE).bind(id.0).bind(email.clone()).execute(tx.connection()).await?;
            sqlx::query(sql::SET_EMAIL).bind(id.0).bind(email).execute(tx.connection()).await?;
            Ok(())
        })
    })
    .await
}

/// What hangs on a customer without an account who has this address comes to the one who has proven it.
async fn take_over(tx: &mut Transaction, email: &str, customer: CustomerId) -> Result<(), CustomerError> {
    let Some(row) = sqlx::query(sql::BY_EMAIL).bind(email.to_owned()).fetch_optional(tx.connection()).await? else {
        return Ok(());
    };
    let other: i64 = row.try_get("id")?;
    if other == customer.0 {
        return Ok(());
    }
    if row.try_get::<Option<i64>, _>("account_since")?.is_some() {
        return Err(CustomerError::EmailTaken);
    }
    for statement in [sql::MOVE_ORDERS, sql::MOVE_PAST_ORDERS, sql::MOVE_NOTES] {
        sqlx::query(statement).bind(other).bind(customer.0).execute(tx.connection()).await?;
    }
    sqlx::query(sql::DELETE).bind(other).execute(tx.connection()).await?;
    Ok(())
}
