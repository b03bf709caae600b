//! Erasing a customer: everything goes that the law does not want kept. Orders and bills stay as they were agreed.

use domain::kernel::CustomerId;

use super::{CustomerError, sql};
use crate::{
    Shop,
    db::{Transaction, audit},
    draft,
};

/// What is deleted before the row of the customer is emptied.
const GOES: [&str; 7] = [
    draft::sql::FORGET_TYPED,
    draft::sql::FORGET_CUSTOMER,
    sql::DELETE_SESSIONS_OF,
    sql::DELETE_LINKS_OF,
    sql::DELETE_ADDRESSES_OF,
    sql::DELETE_NOTES_OF,
    sql::DELETE_TRACES,
];

/// The customer deletes the account: name, password, addresses, notes, links and every session.
///
/// # Errors
/// A database that does not answer.
pub async fn delete_own(shop: &Shop, customer: CustomerId) -> Result<(), CustomerError> {
    erase(shop, customer, "customer").await
}

/// Erases a customer on behalf of somebody.
pub(super) async fn erase(shop: &Shop, customer: CustomerId, actor: &str) -> Result<(), CustomerError> {
    let (entry, now, actor) = (shop.database.next_id(), shop.clock.now(), actor.to_owned());
    shop.database
        .write(move |tx| {
            let actor = actor.clone();
            Box::pin(async move {
                empty(tx, customer).await?;
                let subject = format!("customer {customer}");
                let done = audit::Entry { actor: &actor, action: "customer.erase", subject: &subject, detail: "" };
                audit::record(tx, entry, done, now).await?;
                Ok(())
            })
        })
        .await
}

async fn empty(tx: &mut Transaction, customer: CustomerId) -> Result<(), CustomerError> {
    let emptied = sqlx::query(sql::ERASE).bind(customer.0).execute(tx.connection()).await?;
    if emptied.rows_affected() == 0 {
        return Err(CustomerError::NotFound);
    }
    for statement in GOES {
        sqlx::query(statement).bind(customer.0).execute(tx.connection()).await?;
    }
    sqlx::query(sql::DELETE).bind(customer.0).execute(tx.connection()).await?;
    Ok(())
}
