//! What the form of a field that shoppers fill in holds, as text.

use domain::{
    catalog::personalisation::{FieldKind, PersonalisationField},
    kernel::{Currency, Money, PersonalisationFieldId},
};
use serde::{Deserialize, Serialize};

use crate::error::AppError;

/// A field as its form holds it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FieldInput {
    /// Which one; 0 for none yet.
    pub id: PersonalisationFieldId,
    /// The words before it.
    pub label: String,
    /// What an answer is.
    pub kind: String,
    /// A box that is not ticked sends nothing.
    #[serde(default)]
    pub required: bool,
    /// How many characters a text may have.
    #[serde(default)]
    pub most_characters: String,
    /// The endings of files, with commas or blanks between.
    #[serde(default)]
    pub file_types: String,
    /// What one item costs more; empty for nothing.
    #[serde(default)]
    pub surcharge: String,
}

impl FieldInput {
    /// Reads the texts.
    ///
    /// # Errors
    /// What cannot be read, in words.
    pub fn read(self, currency: Currency) -> Result<PersonalisationField, AppError> {
        let refuse = |words: &str| AppError::Invalid(words.to_owned());
        let kind = FieldKind::from_key(&self.kind).ok_or(AppError::NotFound)?;
        let most = self.most_characters.trim();
        let surcharge = match self.surcharge.trim() {
            "" => Money::zero(currency),
            text => Money::parse_decimal(text, currency)
                .map_err(|_| refuse("Write the surcharge as an amount, as in 5.00, or leave it empty."))?,
        };
        let most_characters = match kind {
            FieldKind::Text => most.parse().map_err(|_| refuse("Write how many characters a text may have."))?,
            FieldKind::File | FieldKind::Email => 0,
        };
        let endings = self.file_types.split([',', ' ', ';']).map(str::trim).filter(|one| !one.is_empty());
        Ok(PersonalisationField {
            id: self.id,
            kind,
            label: self.label.clone(),
            is_required: self.required,
            most_characters,
            file_types: endings.map(str::to_owned).collect(),
            surcharge,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_field_is_read_from_its_form() {
        let input = FieldInput {
            id: PersonalisationFieldId(0),
            label: "Picture".to_owned(),
            kind: "file".to_owned(),
            required: true,
            most_characters: "many".to_owned(),
            file_types: ".png, jpg;pdf".to_owned(),
            surcharge: "2,50".to_owned(),
        };
        let field = input.clone().read(Currency::EUR).unwrap();
        assert_eq!((field.surcharge.minor, field.file_types.len()), (250, 3));
        let text = FieldInput { kind: "text".to_owned(), ..input.clone() };
        assert!(text.read(Currency::EUR).is_err(), "a text needs a number");
        let dear = FieldInput { surcharge: "cheap".to_owned(), ..input };
        assert!(dear.read(Currency::EUR).is_err());
    }
}
