//! The shopper's form, as typed and as checked.

use serde::{Deserialize, Serialize};

use crate::{
    customer::Address,
    kernel::{Country, Email, check_postcode, country},
    tax::{VatNumber, VatNumberError},
};

/// The form as it was typed. Every field may hold anything.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct CheckoutForm {
    /// E-mail address.
    pub email: String,
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
    /// A business's number for value added tax.
    pub vat_number: String,
    /// Code of the way of delivery.
    pub shipping: String,
    /// Code of the way of payment.
    pub payment: String,
}

/// A field of the form.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Field {
    /// E-mail address.
    Email,
    /// Country.
    Country,
    /// Whole name.
    FullName,
    /// Postcode.
    Postcode,
    /// Town.
    Town,
    /// Street and number.
    Street,
    /// Company or second line.
    Extra,
    /// A business's number for value added tax.
    VatNumber,
    /// Way of delivery.
    Shipping,
    /// Way of payment.
    Payment,
}

/// What is wrong with a field, in words for the shopper.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FieldError {
    /// The field.
    pub field: Field,
    /// What to do about it.
    pub message: String,
}

/// The form when nothing is wrong with it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CheckedForm {
    /// E-mail address.
    pub email: Email,
    /// Where it goes.
    pub address: Address,
    /// A business's number for value added tax.
    pub vat_number: Option<VatNumber>,
    /// Code of the way of delivery; whether it exists is for the caller to check.
    pub shipping: String,
    /// Code of the way of payment; whether it exists is for the caller to check.
    pub payment: String,
}

const MOST_CHARACTERS: usize = 120;

/// Name and address stand in a mail to somebody who has confirmed nothing: they must not carry a stranger's advertisement.
fn names_a_website(text: &str) -> bool {
    let text = text.to_lowercase();
    ["://", "www.", "http:", "https:"].into_iter().any(|sign| text.contains(sign))
        || text.split_whitespace().any(leads_to_a_page)
}

/// `evil.example/pay`: a name of letters after a dot and before a slash, with something behind it.
fn leads_to_a_page(word: &str) -> bool {
    let Some((host, path)) = word.split_once('/') else { return false };
    let Some((name, ending)) = host.rsplit_once('.') else { return false };
    let is_ending = ending.chars().count() >= 2 && ending.chars().all(char::is_alphabetic);
    !path.is_empty() && name.ends_with(char::is_alphanumeric) && is_ending
}

/// The complaint about a part of an address that names a website.
fn no_website(text: &str) -> Option<String> {
    names_a_website(text).then(|| "Enter this without the address of a website".to_owned())
}

impl CheckoutForm {
    /// The form with this address in it.
    #[must_use]
    pub fn with_address(self, address: &Address) -> Self {
        let Address { full_name, street, extra, postcode, town, country } = address.clone();
        Self { country, full_name, postcode, town, street, extra, ..self }
    }

    /// Whether nobody has typed who it is for or where it goes.
    #[must_use]
    pub fn is_untouched(&self) -> bool {
        [&self.email, &self.full_name, &self.postcode, &self.town, &self.street, &self.extra]
            .into_iter()
            .all(String::is_empty)
    }

    /// What is wrong with one field, if anything.
    #[must_use]
    pub fn check_field(&self, field: Field) -> Option<FieldError> {
        let message = match field {
            Field::Email => {
                Email::parse(&self.email).err().map(|_| "Enter an e-mail address like name@example.org".to_owned())
            }
            Field::Country => country(&self.country).is_none().then(|| "Choose the country of delivery".to_owned()),
            Field::FullName => required(&self.full_name, "Enter the name that is on your door").or_else(|| {
                names_a_website(&self.full_name).then(|| "Enter a name, without the address of a website".to_owned())
            }),
            Field::Town => required(&self.town, "Enter the town").or_else(|| no_website(&self.town)),
            Field::Street => required(&self.street, "Enter street and number").or_else(|| no_website(&self.street)),
            Field::Extra => too_long(&self.extra).or_else(|| no_website(&self.extra)),
            Field::VatNumber => self.vat_number().err().map(|error| format!("A VAT number {error}")),
            Field::Postcode => self.postcode_error(),
            Field::Shipping => self.shipping.trim().is_empty().then(|| "Choose how it should be delivered".to_owned()),
            Field::Payment => self.payment.trim().is_empty().then(|| "Choose how you want to pay".to_owned()),
        };
        message.map(|message| FieldError { field, message })
    }

    /// The number for value added tax; `None` where none was typed.
    ///
    /// # Errors
    /// A text that is none.
    pub fn vat_number(&self) -> Result<Option<VatNumber>, VatNumberError> {
        if self.vat_number.trim().is_empty() { Ok(None) } else { VatNumber::parse(&self.vat_number).map(Some) }
    }

    fn postcode_error(&self) -> Option<String> {
        if self.postcode.trim().is_empty() {
            return Some("Enter the postcode".to_owned());
        }
        let error = check_postcode(country(&self.country)?, &self.postcode).err()?;
        let text = error.to_string();
        let mut letters = text.chars();
        letters.next().map(|first| format!("{}{}.", first.to_uppercase(), letters.as_str()))
    }

    /// Checks everything. An order of which nothing is delivered needs neither an address nor a way of delivery: only the
    /// country, for the tax, and the name, for the bill.
    ///
    /// # Errors
    /// Every field that is wrong, in the order of the page.
    pub fn check(&self, is_delivered: bool) -> Result<CheckedForm, Vec<FieldError>> {
        const FIELDS: [Field; 10] = [
            Field::Email,
            Field::Country,
            Field::FullName,
            Field::Postcode,
            Field::Town,
            Field::Street,
            Field::Extra,
            Field::VatNumber,
            Field::Shipping,
            Field::Payment,
        ];
        if !is_delivered {
            return self.check_undelivered();
        }
        let errors: Vec<FieldError> = FIELDS.into_iter().filter_map(|field| self.check_field(field)).collect();
        let (Ok(email), Some(country)) = (Email::parse(&self.email), country(&self.country)) else {
            return Err(errors);
        };
        let Ok(postcode) = check_postcode(country, &self.postcode) else {
            return Err(errors);
        };
        if !errors.is_empty() {
            return Err(errors);
        }
        Ok(self.checked(email, country, postcode))
    }

    fn check_undelivered(&self) -> Result<CheckedForm, Vec<FieldError>> {
        const FIELDS: [Field; 5] = [Field::Email, Field::Country, Field::FullName, Field::VatNumber, Field::Payment];
        let errors: Vec<FieldError> = FIELDS.into_iter().filter_map(|field| self.check_field(field)).collect();
        match (Email::parse(&self.email), country(&self.country)) {
            (Ok(email), Some(country)) if errors.is_empty() => {
                // What was typed for a parcel before is nothing that we need to know now.
                let form = Self {
                    email: self.email.clone(),
                    country: self.country.clone(),
                    full_name: self.full_name.clone(),
                    vat_number: self.vat_number.clone(),
                    payment: self.payment.clone(),
                    ..Self::default()
                };
                Ok(form.checked(email, country, String::new()))
            }
            _ => Err(errors),
        }
    }

    fn checked(&self, email: Email, country: &Country, postcode: String) -> CheckedForm {
        CheckedForm {
            email,
            address: Address {
                full_name: self.full_name.trim().to_owned(),
                street: self.street.trim().to_owned(),
                extra: self.extra.trim().to_owned(),
                postcode,
                town: self.town.trim().to_owned(),
                country: country.code.to_owned(),
            },
            vat_number: self.vat_number().ok().flatten(),
            shipping: self.shipping.trim().to_owned(),
            payment: self.payment.trim().to_owned(),
        }
    }
}

fn required(text: &str, message: &str) -> Option<String> {
    if text.trim().is_empty() { Some(message.to_owned()) } else { too_long(text) }
}

fn too_long(text: &str) -> Option<String> {
    if text.chars().any(char::is_control) {
        return Some("Use one line without control characters".to_owned());
    }
    (text.trim().chars().count() > MOST_CHARACTERS).then(|| format!("Use at most {MOST_CHARACTERS} characters"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn form() -> CheckoutForm {
        CheckoutForm {
            email: "Maren.Holt@example.org".to_owned(),
            country: "DE".to_owned(),
            full_name: "Maren Holt".to_owned(),
            postcode: "20354".to_owned(),
            town: "Hamburg".to_owned(),
            street: "Große Elbstraße 14".to_owned(),
            extra: String::new(),
            vat_number: String::new(),
            shipping: "parcel".to_owned(),
            payment: "transfer".to_owned(),
        }
    }

    #[test]
    fn a_complete_form_becomes_an_address() {
        let checked = form().check(true).unwrap();
        assert_eq!(checked.email.as_str(), "maren.holt@example.org");
        assert_eq!(checked.address.town, "Hamburg");
    }

    #[test]
    fn every_wrong_field_is_told_at_once_in_the_order_of_the_page() {
        let wrong =
            CheckoutForm { email: "maren".to_owned(), postcode: "2035".to_owned(), street: " ".to_owned(), ..form() };
        let errors = wrong.check(true).unwrap_err();
        let fields: Vec<Field> = errors.iter().map(|error| error.field).collect();
        assert_eq!(fields, [Field::Email, Field::Postcode, Field::Street]);
        assert_eq!(errors[1].message, "The postcode for Germany has 5 digits, you typed 4.");
    }

    #[test]
    fn an_empty_form_names_every_required_field() {
        assert_eq!(CheckoutForm::default().check(true).unwrap_err().len(), 8);
    }

    #[test]
    fn files_need_a_name_and_a_country_but_no_address() {
        let form =
            CheckoutForm { postcode: "nonsense".to_owned(), street: String::new(), shipping: String::new(), ..form() };
        assert_eq!(form.check(true).unwrap_err().len(), 3);
        let checked = form.check(false).unwrap();
        assert_eq!((checked.address.country.as_str(), checked.address.postcode.as_str()), ("DE", ""));
        let fields: Vec<Field> =
            CheckoutForm::default().check(false).unwrap_err().iter().map(|error| error.field).collect();
        assert_eq!(fields, [Field::Email, Field::Country, Field::FullName, Field::Payment]);
    }

    #[test]
    fn a_number_for_value_added_tax_is_read_or_told_what_it_looks_like() {
        let with = |number: &str| CheckoutForm { vat_number: number.to_owned(), ..form() };
        let number =
            |form: CheckoutForm, is_delivered| form.check(is_delivered).unwrap().vat_number.map(|n| n.to_string());
        assert_eq!(number(with(" "), true), None);
        assert_eq!(number(with("fr 40 303265045"), true).as_deref(), Some("FR40303265045"));
        assert_eq!(number(with("fr 40 303265045"), false).as_deref(), Some("FR40303265045"));
        let error = with("ATU123").check(true).unwrap_err().remove(0);
        let expected = "A VAT number of that country looks like ATU23456789";
        assert_eq!((error.field, error.message.as_str()), (Field::VatNumber, expected));
        assert_eq!(with("303265045").check(false).unwrap_err().len(), 1);
    }

    #[test]
    fn a_name_carries_no_address_of_a_website() {
        for name in ["You won https://evil.example/win", "WWW.evil.example"] {
            let form = CheckoutForm { full_name: name.to_owned(), ..CheckoutForm::default() };
            let error = form.check_field(Field::FullName).unwrap();
            assert_eq!(error.message, "Enter a name, without the address of a website");
        }
    }

    #[test]
    fn an_address_carries_no_address_of_a_website_either() {
        for advertisement in
            ["https://evil.example", "Pay at evil.example/pay", "shop.evil.example/x?y", "www.evil.example"]
        {
            let form = CheckoutForm {
                full_name: advertisement.to_owned(),
                town: advertisement.to_owned(),
                street: advertisement.to_owned(),
                extra: advertisement.to_owned(),
                ..form()
            };
            let fields: Vec<Field> = form.check(true).unwrap_err().iter().map(|error| error.field).collect();
            assert_eq!(fields, [Field::FullName, Field::Town, Field::Street, Field::Extra], "{advertisement}");
        }
        for honest in [
            "Str. 12/3",
            "Hauptstr.5/II",
            "c/o Dr. Holt",
            "St. Pauli/Hafen",
            "Nr.3a/b",
            "z.Hd./Frau Holt",
            "A.B/2",
            "Frankfurt a.M./Höchst",
        ] {
            let form = CheckoutForm { street: honest.to_owned(), extra: honest.to_owned(), ..form() };
            assert!(form.check(true).is_ok(), "{honest}");
        }
    }
}
