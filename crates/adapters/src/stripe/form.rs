//! What is sent: `application/x-www-form-urlencoded`, nested by brackets in the names.

use std::fmt::Write as _;

/// Fields in the order in which they are sent.
#[derive(Clone, Debug, Default)]
pub(super) struct Form(Vec<(String, String)>);

impl Form {
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a field.
    #[must_use]
    pub fn with(mut self, name: &str, value: impl Into<String>) -> Self {
        self.0.push((name.to_owned(), value.into()));
        self
    }

    /// The fields as one text; also the part of an address behind its question mark.
    pub fn encoded(&self) -> String {
        let mut text = String::new();
        for (name, value) in &self.0 {
            if !text.is_empty() {
                text.push('&');
            }
            encode(&mut text, name);
            text.push('=');
            encode(&mut text, value);
        }
        text
    }
}

/// Everything but the letters, digits and signs that are always safe becomes percent signs and digits.
fn encode(text: &mut String, part: &str) {
    for byte in part.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            text.push(char::from(byte));
        } else {
            let _ = write!(text, "%{byte:02X}");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_are_encoded_so_that_nothing_typed_becomes_another_field() {
        let form = Form::new()
            .with("metadata[order]", "M-1001")
            .with("name", "Größe & mehr=100 %+1")
            .with("success_url", "https://shop.example/payments/return?reference={CHECKOUT_SESSION_ID}")
            .with("empty", "");
        assert_eq!(
            form.encoded(),
            "metadata%5Border%5D=M-1001&name=Gr%C3%B6%C3%9Fe%20%26%20mehr%3D100%20%25%2B1\
             &success_url=https%3A%2F%2Fshop.example%2Fpayments%2Freturn%3Freference%3D%7BCHECKOUT_SESSION_ID%7D&empty="
        );
        assert_eq!(Form::new().encoded(), "");
    }
}
