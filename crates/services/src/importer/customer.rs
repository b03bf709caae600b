//! A customer as another platform knew them.

use domain::kernel::{Email, Timestamp};
use serde::Serialize;

/// A customer to take over. The address of mails is what makes two of them one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ImportedCustomer {
    /// The key on the other platform.
    pub key: String,
    /// The line of the row.
    #[serde(skip)]
    pub line: u64,
    /// Where mails go.
    pub email: Email,
    /// First and last name.
    pub full_name: String,
    /// The telephone number.
    pub phone: String,
    /// What the other shop noted.
    pub note: String,
    /// The other shop's tags.
    pub tags: Vec<String>,
    /// Whether the other shop might send news.
    pub wants_news: bool,
    /// Since when they are a customer.
    pub since: Option<Timestamp>,
    /// The addresses, the first one first.
    pub addresses: Vec<ImportedAddress>,
}

/// An address of a person.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct ImportedAddress {
    /// First and last name.
    pub full_name: String,
    /// The company.
    pub company: String,
    /// Street and number.
    pub street: String,
    /// A second line.
    pub extra: String,
    /// The postcode.
    pub postcode: String,
    /// The town.
    pub town: String,
    /// Province, state or the like.
    pub region: String,
    /// The code of the country where it is known, else its name.
    pub country: String,
    /// The telephone number.
    pub phone: String,
}

impl ImportedAddress {
    /// Whether it says where somebody lives.
    #[must_use]
    pub fn is_place(&self) -> bool {
        !self.street.is_empty() || !self.town.is_empty() || !self.postcode.is_empty()
    }
}
