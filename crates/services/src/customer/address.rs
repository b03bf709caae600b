//! The addresses that customers keep. Every statement names the owner beside the address: somebody else's is not there.

use domain::{
    customer::{Address, AddressForm, MOST_ADDRESSES},
    kernel::{AddressId, CustomerId},
};
use sqlx::Row as _;

use super::{CustomerError, sql};
use crate::{
    Shop,
    db::{Database, DatabaseError, Transaction},
};

/// What an address is usually for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Use {
    /// Parcels go there.
    Delivery,
    /// Bills carry it.
    Bills,
}

/// Keeps a further address, or changes one.
///
/// # Errors
/// [`CustomerError::Fields`], [`CustomerError::TooManyAddresses`], and [`CustomerError::NotFound`] for somebody else's.
pub async fn save(
    shop: &Shop,
    customer: CustomerId,
    id: Option<AddressId>,
    form: &AddressForm,
) -> Result<(), CustomerError> {
    let address = form.check().map_err(CustomerError::Fields)?;
    let database = shop.database.clone();
    shop.database
        .write(move |tx| {
            let (database, address) = (database.clone(), address.clone());
            Box::pin(async move {
                match id {
                    Some(id) => change(tx, customer, id, address).await,
                    None => {
                        let held = sqlx::query(sql::HOLD).bind(customer.0).execute(tx.connection()).await?;
                        if held.rows_affected() == 0 {
                            return Err(CustomerError::NotSignedIn);
                        }
                        if count(tx, customer).await? >= MOST_ADDRESSES {
                            return Err(CustomerError::TooManyAddresses);
                        }
                        Ok(keep(tx, &database, customer, &address).await?)
                    }
                }
            })
        })
        .await
}

async fn change(
    tx: &mut Transaction,
    customer: CustomerId,
    id: AddressId,
    address: Address,
) -> Result<(), CustomerError> {
    let changed = sqlx::query(sql::UPDATE_ADDRESS)
        .bind(id.0)
        .bind(customer.0)
        .bind(address.full_name)
        .bind(address.street)
        .bind(address.extra)
        .bind(address.postcode)
        .bind(address.town)
        .bind(address.country)
        .execute(tx.connection())
        .await?;
    if changed.rows_affected() == 0 { Err(CustomerError::NotFound) } else { Ok(()) }
}

/// How many addresses a customer keeps.
pub(super) async fn count(tx: &mut Transaction, customer: CustomerId) -> Result<i64, DatabaseError> {
    let row = sqlx::query(sql::COUNT_ADDRESSES).bind(customer.0).fetch_one(tx.connection()).await?;
    Ok(row.try_get("addresses")?)
}

/// Keeps an address unless it is known, or as many are kept as fit. The first one is the usual one. What nothing is delivered to is none.
pub(crate) async fn keep(
    tx: &mut Transaction,
    database: &Database,
    customer: CustomerId,
    address: &Address,
) -> Result<(), DatabaseError> {
    let kept = count(tx, customer).await?;
    if kept >= MOST_ADDRESSES || address.street.is_empty() {
        return Ok(());
    }
    let address = address.clone();
    sqlx::query(sql::INSERT_ADDRESS)
        .bind(database.next_id())
        .bind(customer.0)
        .bind(address.full_name)
        .bind(address.street)
        .bind(address.extra)
        .bind(address.postcode)
        .bind(address.town)
        .bind(address.country)
        .bind(i64::from(kept == 0))
        .execute(tx.connection())
        .await?;
    Ok(())
}

/// Deletes an address.
///
/// # Errors
/// [`CustomerError::NotFound`] for one that is not there, or somebody else's.
pub async fn delete(shop: &Shop, customer: CustomerId, id: AddressId) -> Result<(), CustomerError> {
    shop.database
        .write(move |tx| {
            Box::pin(async move {
                let gone =
                    sqlx::query(sql::DELETE_ADDRESS).bind(id.0).bind(customer.0).execute(tx.connection()).await?;
                if gone.rows_affected() == 0 { Err(CustomerError::NotFound) } else { Ok(()) }
            })
        })
        .await
}

/// Makes an address the usual one.
///
/// # Errors
/// As [`delete`].
pub async fn set_usual(shop: &Shop, customer: CustomerId, id: AddressId, of: Use) -> Result<(), CustomerError> {
    let (none, one) = match of {
        Use::Delivery => (sql::NONE_FOR_DELIVERY, sql::FOR_DELIVERY),
        Use::Bills => (sql::NONE_FOR_BILLS, sql::FOR_BILLS),
    };
    shop.database
        .write(move |tx| {
            Box::pin(async move {
                sqlx::query(none).bind(customer.0).execute(tx.connection()).await?;
                let chosen = sqlx::query(one).bind(id.0).bind(customer.0).execute(tx.connection()).await?;
                if chosen.rows_affected() == 0 { Err(CustomerError::NotFound) } else { Ok(()) }
            })
        })
        .await
}
