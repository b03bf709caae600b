//! One customer: those with the same address for mails are one, and what this shop knows of them stays.

use domain::kernel::CustomerId;
use sqlx::Row as _;

use super::{Change, Desk, record};
use crate::{
    db::{DatabaseError, Transaction},
    importer::{
        customer::{ImportedAddress, ImportedCustomer},
        imported::record_digest,
        sql::record as sql,
        undo::{self, Before},
    },
};

const KIND: &str = "customer";

/// Brings the shop's customer to what the file says.
pub(super) async fn apply(
    transaction: &mut Transaction,
    desk: &mut Desk<'_>,
    customer: &ImportedCustomer,
) -> Result<Change, DatabaseError> {
    let digest = record_digest(customer);
    let known = record::known(transaction, desk, KIND, &customer.key).await?;
    if known.as_ref().is_some_and(|known| known.digest == digest) {
        return Ok(Change::Unchanged);
    }
    let here = find(transaction, customer.email.as_str()).await?;
    let change = if here.is_some() { Change::Changed } else { Change::New };
    let id = match here {
        Some(id) => {
            let before = undo::customer(transaction, id.0).await?.map(Before::Customer);
            desk.replaced(KIND, id.0, customer.email.as_str(), before);
            fill(transaction, id, customer).await?;
            id
        }
        None => add(transaction, desk, customer).await?,
    };
    for address in &customer.addresses {
        add_address(transaction, desk, id, address).await?;
    }
    record::remember(transaction, desk, KIND, &customer.key, id.0, &digest).await?;
    Ok(change)
}

/// The customer with an address for mails.
pub(super) async fn find(transaction: &mut Transaction, email: &str) -> Result<Option<CustomerId>, DatabaseError> {
    let row = sqlx::query(sql::CUSTOMER).bind(email.to_owned()).fetch_optional(transaction.connection()).await?;
    Ok(row.map(|row| row.try_get(0).map(CustomerId)).transpose()?)
}

async fn add(
    transaction: &mut Transaction,
    desk: &mut Desk<'_>,
    customer: &ImportedCustomer,
) -> Result<CustomerId, DatabaseError> {
    let id = CustomerId(desk.database.next_id());
    sqlx::query(sql::ADD_CUSTOMER)
        .bind(id.0)
        .bind(customer.email.as_str().to_owned())
        .bind(customer.full_name.clone())
        .bind(customer.since.unwrap_or(desk.now).0)
        .bind(customer.phone.clone())
        .bind(customer.note.clone())
        .bind(customer.tags.join(", "))
        .bind(i64::from(customer.wants_news))
        .execute(transaction.connection())
        .await?;
    Ok(id)
}

async fn fill(transaction: &mut Transaction, id: CustomerId, customer: &ImportedCustomer) -> Result<(), DatabaseError> {
    sqlx::query(sql::FILL_CUSTOMER)
        .bind(id.0)
        .bind(customer.full_name.clone())
        .bind(customer.phone.clone())
        .bind(customer.note.clone())
        .bind(customer.tags.join(", "))
        .bind(i64::from(customer.wants_news))
        .execute(transaction.connection())
        .await?;
    Ok(())
}

async fn add_address(
    transaction: &mut Transaction,
    desk: &mut Desk<'_>,
    customer: CustomerId,
    address: &ImportedAddress,
) -> Result<(), DatabaseError> {
    sqlx::query(sql::ADD_ADDRESS)
        .bind(desk.database.next_id())
        .bind(customer.0)
        .bind(address.full_name.clone())
        .bind(address.company.clone())
        .bind(address.street.clone())
        .bind(address.extra.clone())
        .bind(address.postcode.clone())
        .bind(address.town.clone())
        .bind(address.region.clone())
        .bind(address.country.clone())
        .bind(address.phone.clone())
        .execute(transaction.connection())
        .await?;
    Ok(())
}
