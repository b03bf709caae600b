//! What a manager types: the same reading for the amount that the button names and for what is done.

use serde::{Deserialize, Serialize};

use super::{RefundError, RefundWish};
use crate::kernel::{Currency, Money, OrderId, OrderLineId};

/// The fields of the form.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RefundForm {
    /// The order.
    pub order: OrderId,
    /// The version that was seen.
    pub version: i64,
    /// A field for each line.
    #[serde(default)]
    pub lines: Vec<RefundFormLine>,
    /// Of the delivery, as an amount.
    #[serde(default)]
    pub shipping: String,
    /// Besides, as an amount.
    #[serde(default)]
    pub besides: String,
    /// Whether the items return to stock.
    #[serde(default)]
    pub restock: bool,
    /// Why.
    #[serde(default)]
    pub reason: String,
}

/// The field of a line.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RefundFormLine {
    /// The line.
    pub line: OrderLineId,
    /// How many items.
    #[serde(default)]
    pub quantity: String,
}

impl RefundForm {
    /// What the fields ask for; an empty one asks for nothing.
    ///
    /// # Errors
    /// A text that is no number or no amount.
    pub fn wish(&self, currency: Currency) -> Result<RefundWish, RefundError> {
        let amount = |text: &str| match text.trim() {
            "" => Ok(0),
            text => Money::parse_decimal(text, currency).map(|amount| amount.minor),
        };
        let mut lines = Vec::new();
        for line in &self.lines {
            let text = line.quantity.trim();
            let quantity: i64 =
                if text.is_empty() { 0 } else { text.parse().map_err(|_| RefundError::NotANumber(text.to_owned()))? };
            if quantity != 0 {
                lines.push((line.line, quantity));
            }
        }
        Ok(RefundWish { lines, shipping: amount(&self.shipping)?, besides: amount(&self.besides)? })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn form(quantity: &str, shipping: &str, besides: &str) -> RefundForm {
        RefundForm {
            order: OrderId(1),
            version: 1,
            lines: vec![RefundFormLine { line: OrderLineId(7), quantity: quantity.to_owned() }],
            shipping: shipping.to_owned(),
            besides: besides.to_owned(),
            restock: false,
            reason: String::new(),
        }
    }

    #[test]
    fn v01_empty_fields_ask_for_nothing_and_what_is_no_number_is_refused_and_not_guessed() {
        assert_eq!(form("", " ", "").wish(Currency::EUR), Ok(RefundWish::default()));
        let wish = form(" 2 ", "4,90", "0.5").wish(Currency::EUR).unwrap();
        assert_eq!((wish.lines, wish.shipping, wish.besides), (vec![(OrderLineId(7), 2)], 490, 50));
        for form in [form("two", "", ""), form("1.5", "", ""), form("", "1e3", ""), form("", "", "NaN")] {
            assert!(form.wish(Currency::EUR).is_err(), "{form:?}");
        }
        let huge = form("99999999999999999999", "", "");
        assert!(matches!(huge.wish(Currency::EUR), Err(RefundError::NotANumber(_))));
    }
}
