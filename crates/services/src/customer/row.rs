//! From rows to views.

use std::collections::HashMap;

use domain::{
    currency::Worth,
    customer::{
        Address,
        view::{AddressView, CustomerRow, CustomerView, NoteRow, SignInRow},
    },
    kernel::{AddressId, Currency, CustomerId, CustomerNoteId, Timestamp},
};
use sqlx::{Row as _, any::AnyRow};

use crate::db::DatabaseError;

fn is_set(row: &AnyRow, column: &str) -> Result<bool, sqlx::Error> {
    Ok(row.try_get::<i64, _>(column)? == 1)
}

pub(super) fn customer(row: &AnyRow) -> Result<CustomerView, DatabaseError> {
    Ok(CustomerView {
        id: CustomerId(row.try_get("id")?),
        email: row.try_get("email")?,
        full_name: row.try_get("full_name")?,
        has_password: is_set(row, "has_password")?,
        by_link: is_set(row, "by_link")?,
    })
}

/// The address that stands in a row; without a column for a company.
pub(super) fn plain_address(row: &AnyRow) -> Result<Address, DatabaseError> {
    Ok(Address {
        full_name: row.try_get("full_name")?,
        street: row.try_get("street")?,
        extra: row.try_get("extra")?,
        postcode: row.try_get("postcode")?,
        town: row.try_get("town")?,
        country: row.try_get("country")?,
    })
}

pub(super) fn address(row: &AnyRow) -> Result<AddressView, DatabaseError> {
    let mut address = plain_address(row)?;
    // Another shop may have had a field of its own for it; here both are one line.
    let company: String = row.try_get("company")?;
    let parts = [company.as_str(), address.extra.as_str()];
    address.extra = parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ");
    Ok(AddressView {
        id: AddressId(row.try_get("id")?),
        address,
        for_delivery: is_set(row, "for_delivery")?,
        for_bills: is_set(row, "for_bills")?,
    })
}

pub(super) fn of_list(
    row: &AnyRow,
    spent: &HashMap<i64, Worth>,
    currency: Currency,
) -> Result<CustomerRow, DatabaseError> {
    Ok(CustomerRow {
        id: CustomerId(row.try_get("id")?),
        email: row.try_get("email")?,
        full_name: row.try_get("full_name")?,
        since: Timestamp(row.try_get("created_at")?),
        has_account: is_set(row, "has_account")?,
        orders: row.try_get("orders")?,
        spent: spent.get(&row.try_get::<i64, _>("id")?).cloned().unwrap_or_else(|| Worth::nothing(currency)),
    })
}

pub(super) fn sign_in(row: &AnyRow) -> Result<SignInRow, DatabaseError> {
    Ok(SignInRow {
        at: Timestamp(row.try_get("created_at")?),
        seen_at: Timestamp(row.try_get("seen_at")?),
        by_link: is_set(row, "by_link")?,
    })
}

pub(super) fn note(row: &AnyRow) -> Result<NoteRow, DatabaseError> {
    Ok(NoteRow {
        id: CustomerNoteId(row.try_get("id")?),
        text: row.try_get("text")?,
        actor: row.try_get("actor")?,
        at: Timestamp(row.try_get("created_at")?),
    })
}
