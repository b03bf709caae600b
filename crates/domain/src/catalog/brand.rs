//! Brands, and what the law wants to be told about who made a thing: Regulation (EU) 2023/988 on general product safety.

use serde::{Deserialize, Serialize};

use crate::{kernel::BrandId, tax::is_member_state};

/// Somebody who can be written to.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Contact {
    /// The name of a company or person.
    pub name: String,
    /// The postal address.
    pub address: String,
    /// The e-mail address, or the address of a form.
    pub email: String,
}

impl Contact {
    /// Whether nothing is known.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.name.is_empty() && self.address.is_empty() && self.email.is_empty()
    }

    /// Whether all is known that Article 19 asks: name, postal and electronic address.
    #[must_use]
    pub fn is_complete(&self) -> bool {
        [&self.name, &self.address, &self.email].into_iter().all(|part| !part.trim().is_empty())
    }
}

/// A brand as the manager edits it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BrandForm {
    /// The id.
    pub id: BrandId,
    /// Counts the changes: a save with an old one is a conflict.
    pub version: i64,
    /// The name, as it stands on products.
    pub name: String,
    /// What it is, for shoppers; may be empty.
    pub description: String,
    /// Who makes what is sold under it.
    pub manufacturer: Contact,
    /// Where the manufacturer is: ISO 3166-1 alpha-2, or empty.
    pub country: String,
    /// Who answers for it in the European Union, when the manufacturer is elsewhere.
    pub responsible: Contact,
    /// How many products have it.
    pub products: i64,
}

/// Whether shoppers are told who made a product.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum SafetyState {
    /// Nobody asks: the shop does not sell from the European Union.
    #[default]
    NotAsked,
    /// Something is missing.
    Missing,
    /// All is there.
    Told,
}

/// Whether what is known of a maker is enough. A manufacturer in the European Union answers for itself; for any other somebody in
/// the Union must (Article 16). One whose country is not known counts as elsewhere.
#[must_use]
pub fn is_safety_told(manufacturer: &Contact, country: &str, responsible: &Contact) -> bool {
    manufacturer.is_complete() && (is_member_state(country) || responsible.is_complete())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn contact(email: &str) -> Contact {
        Contact { name: "Marram".to_owned(), address: "Hafen 1, Husum".to_owned(), email: email.to_owned() }
    }

    #[test]
    fn a_maker_in_the_union_answers_for_itself_and_any_other_needs_somebody_there() {
        let (whole, none) = (contact("hello@marram.example"), Contact::default());
        assert!(is_safety_told(&whole, "DE", &none));
        assert!(!is_safety_told(&whole, "CN", &none));
        assert!(is_safety_told(&whole, "CN", &whole));
        assert!(!is_safety_told(&whole, "", &none), "an unknown country is no member state");
        assert!(!is_safety_told(&contact(" "), "DE", &whole), "an address without e-mail is not enough");
        assert!(!is_safety_told(&none, "CN", &whole));
    }
}
