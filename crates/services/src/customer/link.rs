//! Links that are mailed: what proves an address, opens an account and signs in.
//!
//! Asking for one says nothing: the row in the outbox is the same whether or not the shop knows the address, and only who delivers it
//! looks. The secret is made then, so that it stands nowhere but in the mail.

use domain::{
    customer::Address,
    kernel::{CustomerId, Email, Language, OrderId, Timestamp},
};
use serde_json::json;
use sqlx::Row as _;

use super::{CustomerError, CustomerToken, LinkToken, address, mail, row, sql, write::insert_session};
use crate::{
    Shop,
    account::attempt::{network, tally},
    db::{Transaction, audit, outbox},
    order::{OrderError, read::id_by_token},
    setting::digest,
};

/// The purpose of a link that signs in.
pub(super) const SIGN_IN: &str = "sign_in";
/// The purpose of a link that proves another address.
pub(super) const EMAIL: &str = "email";
/// How long a link opens.
pub(super) const LINK_LIFETIME: i64 = 60 * 60 * 1000;

/// The period in which links are counted.
const WINDOW: i64 = 15 * 60 * 1000;
/// Links to one address that are asked for from one network.
const PER_PAIR: i64 = 5;
/// Links to one address from everywhere: a mailbox is not filled up.
const PER_EMAIL: i64 = 15;
/// Links that one network asks for.
const PER_NETWORK: i64 = 40;

/// Where a page goes on after signing in: words, never addresses, so that nobody is led elsewhere.
#[must_use]
pub fn next_path(next: &str) -> &'static str {
    if next == "checkout" { "/checkout" } else { "/account" }
}

/// Asks for a link to sign in. The answer is the same whether or not there is such a customer.
///
/// # Errors
/// [`CustomerError::Email`] and [`CustomerError::TooMany`], which depend on what was typed alone.
pub async fn ask(shop: &Shop, email: &str, next: &str, from: &str) -> Result<(), CustomerError> {
    let email = String::from(Email::parse(email).map_err(|_| CustomerError::Email)?);
    let next = if next_path(next) == "/checkout" { "checkout" } else { "" };
    let payload = json!({ "mail": "link", "email": email, "next": next, "language": language(shop).code() });
    enqueue(shop, email, from, payload).await
}

/// Asks for the link with which the shopper of an order opens an account. The page of the order says the same to everybody who has its
/// link.
///
/// # Errors
/// [`CustomerError::NotFound`] for a link to no order, and as [`ask`].
pub async fn offer(shop: &Shop, token: &str, from: &str) -> Result<(), CustomerError> {
    let order = id_by_token(shop, token).await.map_err(|error| match error {
        OrderError::NotFound => CustomerError::NotFound,
        error => CustomerError::Order(error),
    })?;
    let row = sqlx::query(sql::ORDER).bind(order.0).fetch_one(&mut shop.database.quick().await?).await?;
    let payload = json!({ "mail": "offer", "order": order, "language": language(shop).code() });
    enqueue(shop, row.try_get("email")?, from, payload).await
}

pub(super) fn language(shop: &Shop) -> Language {
    shop.language().unwrap_or(shop.settings.language)
}

async fn enqueue(shop: &Shop, email: String, from: &str, payload: serde_json::Value) -> Result<(), CustomerError> {
    let (id, now, from) = (shop.database.next_id(), shop.clock.now(), network(from));
    shop.database
        .write(move |tx| {
            let (email, from, payload) = (email.clone(), from.clone(), payload.clone());
            Box::pin(async move {
                count(tx, &email, &from, now).await?;
                outbox::enqueue(tx, id, mail::OUTBOX_KIND, &payload, now).await?;
                Ok::<_, CustomerError>(())
            })
        })
        .await
}

/// Counts a mail to an address that somebody asks for, and says when it was one too many.
pub(super) async fn count(tx: &mut Transaction, email: &str, from: &str, now: Timestamp) -> Result<(), CustomerError> {
    let email = digest(email);
    let scopes = [
        (format!("customer_link/pair/{}", digest(&format!("{email}\n{from}"))), PER_PAIR),
        (format!("customer_link/network/{}", digest(from)), PER_NETWORK),
        (format!("customer_link/email/{email}"), PER_EMAIL),
    ];
    for (scope, most) in scopes {
        let (asked, _) = tally(tx, &scope, WINDOW, now).await?;
        if asked > most {
            return Err(CustomerError::TooMany);
        }
    }
    Ok(())
}

/// Uses a link: the address is proven, its account is open, and this browser is signed in. The secret of the session is new, whatever the
/// browser had before.
///
/// # Errors
/// [`CustomerError::LinkOver`].
pub async fn enter(
    shop: &Shop,
    token: &LinkToken,
    previous: Option<CustomerToken>,
) -> Result<CustomerToken, CustomerError> {
    let session = CustomerToken::generate();
    let digests = (token.digest(), session.digest(), previous.map(|previous| previous.digest()));
    let (shop, now) = (shop.clone(), shop.clock.now());
    let database = shop.database.clone();
    database
        .write(move |tx| {
            let (shop, (link, session, previous)) = (shop.clone(), digests.clone());
            Box::pin(async move {
                let customer = prove(tx, &shop, link, now).await?;
                if let Some(previous) = previous {
                    sqlx::query(sql::DELETE_SESSION).bind(previous).execute(tx.connection()).await?;
                }
                insert_session(tx, &shop, session, customer, true, now).await
            })
        })
        .await?;
    Ok(session)
}

async fn prove(tx: &mut Transaction, shop: &Shop, link: String, now: Timestamp) -> Result<CustomerId, CustomerError> {
    let used = sqlx::query(sql::USE_LINK).bind(link).bind(now.0).bind(SIGN_IN).fetch_optional(tx.connection()).await?;
    let used = used.ok_or(CustomerError::LinkOver)?;
    let customer = CustomerId(used.try_get("customer_id")?);
    let opened = sqlx::query(sql::OPEN_ACCOUNT)
        .bind(customer.0)
        .bind(used.try_get::<String, _>("email")?)
        .bind(now.0)
        .execute(tx.connection())
        .await?;
    // Whoever has another address since has proven that one.
    if opened.rows_affected() == 0 {
        return Err(CustomerError::LinkOver);
    }
    if let Some(order) = used.try_get::<Option<i64>, _>("order_id")? {
        keep_details(tx, shop, customer, OrderId(order)).await?;
    }
    let subject = format!("customer {customer}");
    let done = audit::Entry { actor: "customer", action: "customer.sign_in", subject: &subject, detail: "link" };
    audit::record(tx, shop.database.next_id(), done, now).await?;
    Ok(customer)
}

/// Keeps name and address of an order for next time, where nothing is known yet.
async fn keep_details(
    tx: &mut Transaction,
    shop: &Shop,
    customer: CustomerId,
    order: OrderId,
) -> Result<(), CustomerError> {
    let row = sqlx::query(sql::ORDER).bind(order.0).fetch_one(tx.connection()).await?;
    let typed: Address = row::plain_address(&row)?;
    sqlx::query(sql::FILL_NAME).bind(customer.0).bind(typed.full_name.clone()).execute(tx.connection()).await?;
    let is_first = address::count(tx, customer).await? == 0;
    if is_first {
        address::keep(tx, &shop.database, customer, &typed).await?;
    }
    Ok(())
}
