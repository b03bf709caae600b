//! What crosses the wire.

use serde::{Deserialize, Serialize};

use super::Address;
use crate::{
    currency::Worth,
    kernel::{AddressId, CustomerId, CustomerNoteId, Money, Timestamp, country},
    order::{OrderNumber, view::OrderRow},
};

/// The customer who is signed in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CustomerView {
    /// The id.
    pub id: CustomerId,
    /// The proven mail address.
    pub email: String,
    /// The name; may be empty.
    pub full_name: String,
    /// Whether a password is set.
    pub has_password: bool,
    /// Whether this session began with a mailed link.
    pub by_link: bool,
}

/// An address that a customer keeps.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AddressView {
    /// The id.
    pub id: AddressId,
    /// The address.
    pub address: Address,
    /// Whether parcels usually go there.
    pub for_delivery: bool,
    /// Whether bills usually carry it.
    pub for_bills: bool,
}

impl AddressView {
    /// The lines as they stand on a parcel.
    #[must_use]
    pub fn lines(&self) -> Vec<String> {
        let Address { full_name, street, extra, postcode, town, country: code } = &self.address;
        let land = country(code).map_or(code.as_str(), |country| country.name);
        let town = format!("{postcode} {town}");
        let lines = [full_name.as_str(), extra, street, town.trim(), land];
        lines.into_iter().filter(|line| !line.is_empty()).map(str::to_owned).collect()
    }

    /// The same in one line, to choose by.
    #[must_use]
    pub fn words(&self) -> String {
        let Address { full_name, street, postcode, town, .. } = &self.address;
        format!("{full_name}, {street}, {postcode} {town}")
    }
}

/// An order in the customer's list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OwnOrder {
    /// The number.
    pub number: OrderNumber,
    /// When it was placed.
    pub placed_at: Timestamp,
    /// How many items.
    pub item_count: i64,
    /// What was to be paid.
    pub total: Money,
    /// The path of its page.
    pub path: String,
}

/// A customer in the list of the admin.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CustomerRow {
    /// The id.
    pub id: CustomerId,
    /// The mail address.
    pub email: String,
    /// The name; may be empty.
    pub full_name: String,
    /// Since when the shop knows them.
    pub since: Timestamp,
    /// Whether they have an account.
    pub has_account: bool,
    /// How many orders they placed that were not called off.
    pub orders: i64,
    /// What those came to.
    pub spent: Worth,
}

/// A page of customers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CustomerRows {
    /// The rows, newest first.
    pub rows: Vec<CustomerRow>,
    /// The mark after which the next page starts; `None` on the last page.
    pub next: Option<CustomerId>,
}

/// A browser in which a customer is signed in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SignInRow {
    /// When it began.
    pub at: Timestamp,
    /// When it was last used.
    pub seen_at: Timestamp,
    /// Whether a mailed link began it; else a password did.
    pub by_link: bool,
}

/// A note about a customer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NoteRow {
    /// The id.
    pub id: CustomerNoteId,
    /// What was noted.
    pub text: String,
    /// By whom.
    pub actor: String,
    /// When.
    pub at: Timestamp,
}

/// A customer with everything that the shop knows of them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CustomerDetail {
    /// The row of the list.
    pub row: CustomerRow,
    /// The phone number; may be empty.
    pub phone: String,
    /// What another shop noted; may be empty.
    pub imported_note: String,
    /// What another shop called them; may be empty.
    pub tags: String,
    /// Since when there is an account.
    pub account_since: Option<Timestamp>,
    /// Whether a password is set.
    pub has_password: bool,
    /// When they signed in last.
    pub signed_in_at: Option<Timestamp>,
    /// The addresses.
    pub addresses: Vec<AddressView>,
    /// The latest orders.
    pub orders: Vec<OrderRow>,
    /// How many orders there are in all.
    pub all_orders: i64,
    /// The same of the shop that this one moved from.
    pub past_orders: i64,
    /// The browsers in which they are signed in.
    pub sign_ins: Vec<SignInRow>,
    /// The notes, newest first.
    pub notes: Vec<NoteRow>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_told_line_by_line_without_empty_ones() {
        let address = Address {
            full_name: "Maren Holt".to_owned(),
            street: "Elbchaussee 1".to_owned(),
            extra: String::new(),
            postcode: "20354".to_owned(),
            town: "Hamburg".to_owned(),
            country: "DE".to_owned(),
        };
        let view = AddressView { id: AddressId(1), address, for_delivery: true, for_bills: false };
        assert_eq!(view.lines(), ["Maren Holt", "Elbchaussee 1", "20354 Hamburg", "Germany"]);
        assert_eq!(view.words(), "Maren Holt, Elbchaussee 1, 20354 Hamburg");
    }
}
