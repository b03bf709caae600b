//! What the fields for carriers and customs hold, as text.

use domain::catalog::view::ParcelForm;
use serde::{Deserialize, Serialize};

/// Sizes and codes as their fields hold them.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ParcelInput {
    /// The longest side in millimetres.
    #[serde(default)]
    pub length_mm: String,
    /// The second side.
    #[serde(default)]
    pub width_mm: String,
    /// The third side.
    #[serde(default)]
    pub height_mm: String,
    /// The code of the Harmonized System.
    #[serde(default)]
    pub customs_code: String,
    /// The two letters of the country of origin.
    #[serde(default)]
    pub origin_country: String,
}

impl ParcelInput {
    /// The fields as a saved product fills them.
    #[must_use]
    pub fn of(form: &ParcelForm) -> Self {
        let side = |side: Option<i64>| side.map(|side| side.to_string()).unwrap_or_default();
        Self {
            length_mm: side(form.length_mm),
            width_mm: side(form.width_mm),
            height_mm: side(form.height_mm),
            customs_code: form.customs_code.clone(),
            origin_country: form.origin_country.clone(),
        }
    }

    /// Writes the fields over a product's, and says which cannot be read. Blanks and points in a customs code are left out, as
    /// it is printed in groups.
    pub fn write_over(self, form: &mut ParcelForm) -> Vec<(&'static str, String)> {
        let mut wrong = Vec::new();
        let mut side = |field: &'static str, text: &str, side: &mut Option<i64>| match text.trim() {
            "" => *side = None,
            text => match text.parse() {
                Ok(millimetres) => *side = Some(millimetres),
                Err(_) => wrong.push((field, "Write whole millimetres, or leave it empty.".to_owned())),
            },
        };
        side("length_mm", &self.length_mm, &mut form.length_mm);
        side("width_mm", &self.width_mm, &mut form.width_mm);
        side("height_mm", &self.height_mm, &mut form.height_mm);
        form.customs_code = self.customs_code.chars().filter(|letter| !matches!(letter, ' ' | '.')).collect();
        form.origin_country = self.origin_country.trim().to_ascii_uppercase();
        wrong
    }

    /// Every field with its path, its words and its text.
    #[must_use]
    pub fn fields(&self) -> Vec<(String, String, String)> {
        [
            ("length_mm", "Length", &self.length_mm),
            ("width_mm", "Width", &self.width_mm),
            ("height_mm", "Height", &self.height_mm),
            ("customs_code", "Customs code", &self.customs_code),
            ("origin_country", "Country of origin", &self.origin_country),
        ]
        .into_iter()
        .map(|(field, label, text)| (format!("parcel.{field}"), label.to_owned(), text.clone()))
        .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_read_as_they_are_printed() {
        let input = ParcelInput {
            length_mm: " 120 ".to_owned(),
            customs_code: "6912.00 23".to_owned(),
            origin_country: "pt".to_owned(),
            width_mm: "wide".to_owned(),
            ..ParcelInput::default()
        };
        let mut form = ParcelForm::default();
        assert_eq!(input.write_over(&mut form).into_iter().map(|(field, _)| field).collect::<Vec<_>>(), ["width_mm"]);
        assert_eq!(
            (form.length_mm, form.customs_code.as_str(), form.origin_country.as_str()),
            (Some(120), "69120023", "PT")
        );
    }
}
