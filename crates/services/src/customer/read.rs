//! Who is signed in, and what belongs to them.

use domain::{
    checkout::CheckoutForm,
    customer::{
        Address,
        view::{AddressView, CustomerView, OwnOrder},
    },
    kernel::{AddressId, Currency, CustomerId, Money, OrderId, Timestamp},
    order::OrderNumber,
};
use sqlx::Row as _;

use super::{CustomerError, CustomerToken, LinkToken, link::SIGN_IN, row, sql};
use crate::{Shop, db::DatabaseError, order::OrderToken};

/// A session that nobody used for so long has ended.
pub(super) const IDLE: i64 = 30 * Timestamp::DAY;
/// For so long after it began, a session by a mailed link stands for the password.
const FRESH_LINK: i64 = 30 * 60 * 1000;
/// No session is older.
pub const LIFETIME: i64 = 90 * Timestamp::DAY;
/// How exactly it is known when a session was last used: a write for every request would be too many.
const SEEN_STEP: i64 = 60 * 60 * 1000;
/// Orders on the page of an account.
const MOST_ORDERS: i64 = 200;

/// The customer behind a session; `None` when it has ended or never was.
///
/// # Errors
/// A database that does not answer.
pub async fn signed_in(shop: &Shop, token: Option<&CustomerToken>) -> Result<Option<CustomerView>, CustomerError> {
    let Some(token) = token else { return Ok(None) };
    let now = shop.clock.now();
    let row = sqlx::query(sql::SESSION)
        .bind(token.digest())
        .bind(now.plus(-IDLE).0)
        .bind(now.0)
        .bind(now.plus(-FRESH_LINK).0)
        .fetch_optional(&mut shop.database.quick().await?)
        .await?;
    let Some(row) = row else { return Ok(None) };
    let (session, seen_at): (i64, i64) = (row.try_get("session_id")?, row.try_get("seen_at")?);
    if seen_at < now.plus(-SEEN_STEP).0 {
        see(shop, session, now).await?;
    }
    Ok(Some(row::customer(&row)?))
}

/// The customer behind a session: the guard at the start of every use case of an account.
///
/// # Errors
/// [`CustomerError::NotSignedIn`].
pub async fn require(shop: &Shop, token: Option<&CustomerToken>) -> Result<CustomerView, CustomerError> {
    signed_in(shop, token).await?.ok_or(CustomerError::NotSignedIn)
}

async fn see(shop: &Shop, session: i64, now: Timestamp) -> Result<(), CustomerError> {
    shop.database
        .write(move |tx| {
            Box::pin(async move {
                sqlx::query(sql::SEE_SESSION).bind(session).bind(now.0).execute(tx.connection()).await?;
                Ok(())
            })
        })
        .await
}

/// The orders of a customer, newest first, each with the path of its page.
///
/// # Errors
/// A database that does not answer.
pub async fn orders(shop: &Shop, customer: CustomerId) -> Result<Vec<OwnOrder>, CustomerError> {
    let rows = sqlx::query(sql::ORDERS).bind(customer.0).bind(MOST_ORDERS).fetch_all(shop.database.reader()).await?;
    let order = |row: &sqlx::any::AnyRow| {
        let (number, code): (String, String) = (row.try_get("number")?, row.try_get("currency")?);
        let currency = Currency::parse(&code);
        let currency = currency.map_err(|_| DatabaseError::Corrupt { what: "a currency", value: code })?;
        let parsed = OrderNumber::parse(&number);
        Ok(OwnOrder {
            number: parsed.ok_or(DatabaseError::Corrupt { what: "an order number", value: number })?,
            placed_at: Timestamp(row.try_get("placed_at")?),
            item_count: row.try_get("item_count")?,
            total: Money::new(row.try_get("total")?, currency),
            path: OrderToken::of(&shop.settings.secret, OrderId(row.try_get("id")?)).path(),
        })
    };
    rows.iter().map(order).collect::<Result<_, DatabaseError>>().map_err(CustomerError::from)
}

/// Whether the order behind a secret link is in the account of who is signed in.
///
/// # Errors
/// A database that does not answer.
pub async fn owns_order(shop: &Shop, token: Option<&CustomerToken>, order: &str) -> Result<bool, CustomerError> {
    let Some(customer) = signed_in(shop, token).await? else { return Ok(false) };
    let Some(order) = OrderToken::parse(order) else { return Ok(false) };
    let row = sqlx::query(sql::OWN_ORDER)
        .bind(order.digest())
        .bind(customer.id.0)
        .fetch_optional(&mut shop.database.quick().await?)
        .await?;
    Ok(row.is_some())
}

/// The addresses of a customer, the usual ones first.
///
/// # Errors
/// A database that does not answer.
pub async fn addresses(shop: &Shop, customer: CustomerId) -> Result<Vec<AddressView>, CustomerError> {
    let rows = sqlx::query(sql::ADDRESSES).bind(customer.0).fetch_all(shop.database.reader()).await?;
    Ok(rows.iter().map(row::address).collect::<Result<_, _>>()?)
}

/// One address of a customer.
///
/// # Errors
/// [`CustomerError::NotFound`] for one that is not there, or somebody else's.
pub async fn address(shop: &Shop, customer: CustomerId, address: AddressId) -> Result<AddressView, CustomerError> {
    let row = sqlx::query(sql::ADDRESS).bind(address.0).bind(customer.0).fetch_optional(shop.database.reader()).await?;
    Ok(row::address(&row.ok_or(CustomerError::NotFound)?)?)
}

/// What a mailed link opens.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OpenLink {
    /// The address that it went to.
    pub email: String,
    /// What is kept of the order that it came with.
    pub keeps: Option<Address>,
}

/// The link to sign in with this secret; `None` when it opens nothing any more. Looking at it does not use it: mail programs look, too.
///
/// # Errors
/// A database that does not answer.
pub async fn link(shop: &Shop, token: &LinkToken) -> Result<Option<OpenLink>, CustomerError> {
    let row = sqlx::query(sql::OPEN_LINK)
        .bind(token.digest())
        .bind(shop.clock.now().0)
        .bind(SIGN_IN)
        .fetch_optional(shop.database.reader())
        .await?;
    let Some(row) = row else { return Ok(None) };
    let (customer, order): (i64, Option<i64>) = (row.try_get("customer_id")?, row.try_get("order_id")?);
    let keeps = match order {
        Some(order) if addresses(shop, CustomerId(customer)).await?.is_empty() => {
            let row = sqlx::query(sql::ORDER).bind(order).fetch_one(shop.database.reader()).await?;
            Some(row::plain_address(&row)?)
        }
        _ => None,
    };
    Ok(Some(OpenLink { email: row.try_get("email")?, keeps }))
}

/// Where the new address of a customer is confirmed: the address, when the link is theirs and still opens.
///
/// # Errors
/// A database that does not answer.
pub async fn email_link(shop: &Shop, customer: CustomerId, token: &LinkToken) -> Result<Option<String>, CustomerError> {
    let row = sqlx::query(sql::OPEN_LINK)
        .bind(token.digest())
        .bind(shop.clock.now().0)
        .bind(super::link::EMAIL)
        .fetch_optional(shop.database.reader())
        .await?;
    let Some(row) = row.filter(|row| row.try_get::<i64, _>("customer_id").is_ok_and(|id| id == customer.0)) else {
        return Ok(None);
    };
    Ok(Some(row.try_get("email")?))
}

/// What the checkout begins with for a customer who is signed in.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Known {
    /// E-mail, name, the usual address and how the last order came and was paid.
    pub form: CheckoutForm,
    /// The addresses to choose from.
    pub saved: Vec<AddressView>,
}

/// What the checkout begins with; `is_delivered` says whether the address for parcels or the one for bills is wanted.
///
/// # Errors
/// A database that does not answer.
pub async fn known(shop: &Shop, customer: &CustomerView, is_delivered: bool) -> Result<Known, CustomerError> {
    let addresses = addresses(shop, customer.id).await?;
    let usual = addresses.iter().find(|view| if is_delivered { view.for_delivery } else { view.for_bills });
    let usual = usual.or(addresses.first()).map(|view| view.address.clone());
    let last = sqlx::query(sql::LAST_CHOICES).bind(customer.id.0).fetch_optional(shop.database.reader()).await?;
    let mut form = CheckoutForm { full_name: customer.full_name.clone(), ..CheckoutForm::default() };
    if let Some(address) = usual {
        form = form.with_address(&address);
    }
    if let Some(last) = last {
        form.shipping = last.try_get("shipping")?;
        form.payment = last.try_get("payment")?;
    }
    form.email.clone_from(&customer.email);
    Ok(Known { form, saved: addresses })
}
