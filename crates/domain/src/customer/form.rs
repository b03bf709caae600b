//! What customers type about themselves.

use serde::{Deserialize, Serialize};

use super::{Address, view::AddressView};
use crate::{
    checkout::{CheckoutForm, Field, FieldError},
    kernel::{check_postcode, country},
};

/// Addresses that a customer keeps at most.
pub const MOST_ADDRESSES: i64 = 20;
/// Characters of a note about a customer at most.
pub const LONGEST_NOTE: usize = 2_000;

/// An address as it was typed. Every field may hold anything.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct AddressForm {
    /// Country code.
    pub country: String,
    /// Whole name.
    pub full_name: String,
    /// Postcode.
    pub postcode: String,
    /// Town.
    pub town: String,
    /// Street and number.
    pub street: String,
    /// Company or second line.
    pub extra: String,
}

impl AddressForm {
    /// The fields of an address that is kept.
    #[must_use]
    pub fn of(view: &AddressView) -> Self {
        Self::from(view.address.clone())
    }

    /// Checks every field, by the same rules as the checkout.
    ///
    /// # Errors
    /// Every field that is wrong, in the order of the page.
    pub fn check(&self) -> Result<Address, Vec<FieldError>> {
        const FIELDS: [Field; 6] =
            [Field::Country, Field::FullName, Field::Postcode, Field::Town, Field::Street, Field::Extra];
        let form = self.as_checkout();
        let errors: Vec<FieldError> = FIELDS.into_iter().filter_map(|field| form.check_field(field)).collect();
        let Some(country) = country(&self.country).filter(|_| errors.is_empty()) else { return Err(errors) };
        let Ok(postcode) = check_postcode(country, &self.postcode) else { return Err(errors) };
        Ok(Address {
            full_name: self.full_name.trim().to_owned(),
            street: self.street.trim().to_owned(),
            extra: self.extra.trim().to_owned(),
            postcode,
            town: self.town.trim().to_owned(),
            country: country.code.to_owned(),
        })
    }

    fn as_checkout(&self) -> CheckoutForm {
        CheckoutForm {
            country: self.country.clone(),
            full_name: self.full_name.clone(),
            postcode: self.postcode.clone(),
            town: self.town.clone(),
            street: self.street.clone(),
            extra: self.extra.clone(),
            ..CheckoutForm::default()
        }
    }
}

impl From<Address> for AddressForm {
    fn from(address: Address) -> Self {
        let Address { full_name, street, extra, postcode, town, country } = address;
        Self { country, full_name, postcode, town, street, extra }
    }
}

/// The name as it is kept; `None` for one that the checkout would not take either.
#[must_use]
pub fn check_name(name: &str) -> Option<String> {
    let form = CheckoutForm { full_name: name.to_owned(), ..CheckoutForm::default() };
    form.check_field(Field::FullName).is_none().then(|| name.trim().to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn form() -> AddressForm {
        AddressForm {
            country: "nl".to_owned(),
            full_name: " Maren Holt ".to_owned(),
            postcode: "1012ab".to_owned(),
            town: "Amsterdam".to_owned(),
            street: "Damrak 1".to_owned(),
            extra: String::new(),
        }
    }

    #[test]
    fn an_address_is_kept_as_its_country_writes_it() {
        let address = form().check().unwrap();
        assert_eq!((address.postcode.as_str(), address.country.as_str()), ("1012 AB", "NL"));
        assert_eq!(address.full_name, "Maren Holt");
        assert_eq!(AddressForm::from(address.clone()).check(), Ok(address));
    }

    #[test]
    fn every_field_that_is_wrong_is_told_at_once_as_at_the_checkout() {
        let fields = |form: AddressForm| -> Vec<Field> {
            form.check().unwrap_err().into_iter().map(|error| error.field).collect()
        };
        let empty = [Field::Country, Field::FullName, Field::Town, Field::Street];
        assert!(empty.iter().all(|field| fields(AddressForm::default()).contains(field)));
        assert_eq!(fields(AddressForm { postcode: "1".to_owned(), ..form() }), [Field::Postcode]);
        assert_eq!(fields(AddressForm { street: "https://evil.example".to_owned(), ..form() }), [Field::Street]);
    }

    #[test]
    fn a_name_is_one_that_an_order_could_carry() {
        assert_eq!(check_name(" Maren Holt ").as_deref(), Some("Maren Holt"));
        for name in ["", "  ", "a\nb", "www.evil.example", &"x".repeat(200)] {
            assert_eq!(check_name(name), None, "{name:?}");
        }
    }
}
