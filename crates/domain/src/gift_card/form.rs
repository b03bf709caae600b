//! What a manager types: giving store credit, and adding to a card or taking off it.

use serde::{Deserialize, Serialize};

use crate::kernel::{Currency, Date, Email, Money, OrderId, Timestamp};

/// Characters of a reason at most.
const LONGEST_REASON: usize = 200;
/// Minor units that a person may give or move at once: more is a slip of the hand.
const MOST: i64 = 10_000_000;

/// The fields for store credit.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct CreditForm {
    /// Whose it is.
    #[serde(default)]
    pub email: String,
    /// As an amount.
    #[serde(default)]
    pub amount: String,
    /// Why.
    #[serde(default)]
    pub reason: String,
    /// The last day on which it can be spent; empty for ever.
    #[serde(default)]
    pub until: String,
    /// The order that it is given for.
    #[serde(default)]
    pub order: Option<OrderId>,
}

/// Store credit that can be given.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Grant {
    /// Whose it is.
    pub email: Email,
    /// How much.
    pub amount: Money,
    /// Why.
    pub reason: String,
    /// The moment from which it cannot be spent any more.
    pub expires_at: Option<Timestamp>,
    /// The order that it is given for.
    pub order: Option<OrderId>,
}

impl CreditForm {
    /// Reads the fields.
    ///
    /// # Errors
    /// Each field that cannot stay, with what to do.
    pub fn check(&self, currency: Currency, today: Date) -> Result<Grant, Vec<(String, String)>> {
        let (email, amount) = (Email::parse(&self.email).ok(), amount(&self.amount, currency));
        let (reason, until) = (reason(&self.reason), until(&self.until, today));
        let mut wrong = Vec::new();
        let mut say = |field: &str, words: &str| wrong.push((field.to_owned(), words.to_owned()));
        if email.is_none() {
            say("email", "Enter the customer's e-mail address.");
        }
        if let Err(words) = &amount {
            say("amount", words);
        }
        if let Err(words) = &reason {
            say("reason", words);
        }
        if let Err(words) = &until {
            say("until", words);
        }
        match (email, amount, reason, until) {
            (Some(email), Ok(amount), Ok(reason), Ok(expires_at)) => {
                Ok(Grant { email, amount, reason, expires_at, order: self.order })
            }
            _ => Err(wrong),
        }
    }
}

/// The fields for a change of a card's balance.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct AdjustForm {
    /// As an amount.
    #[serde(default)]
    pub amount: String,
    /// Whether it is taken off.
    #[serde(default)]
    pub take: bool,
    /// Why.
    #[serde(default)]
    pub reason: String,
}

/// A change that can be made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Adjustment {
    /// Below zero where it is taken off.
    pub amount: Money,
    /// Why.
    pub reason: String,
}

impl AdjustForm {
    /// Reads the fields.
    ///
    /// # Errors
    /// Each field that cannot stay, with what to do.
    pub fn check(&self, currency: Currency) -> Result<Adjustment, Vec<(String, String)>> {
        match (amount(&self.amount, currency), reason(&self.reason)) {
            (Ok(amount), Ok(reason)) => {
                let minor = if self.take { amount.minor.saturating_neg() } else { amount.minor };
                Ok(Adjustment { amount: Money::new(minor, currency), reason })
            }
            (amount, reason) => {
                let wrong = [("amount", amount.err()), ("reason", reason.err())];
                let wrong = wrong.into_iter().filter_map(|(field, words)| Some((field.to_owned(), words?.to_owned())));
                Err(wrong.collect())
            }
        }
    }
}

fn amount(text: &str, currency: Currency) -> Result<Money, &'static str> {
    match Money::parse_decimal(text.trim(), currency) {
        Ok(amount) if amount.minor > MOST => Err("That is more than can be given at once."),
        Ok(amount) if amount.minor > 0 => Ok(amount),
        Ok(_) | Err(_) => Err("Write the amount as in 12.50."),
    }
}

fn reason(text: &str) -> Result<String, &'static str> {
    let text = text.trim();
    if text.is_empty() {
        Err("Say why: whoever looks later wants to know.")
    } else if text.chars().count() > LONGEST_REASON || text.chars().any(char::is_control) {
        Err("A reason has at most 200 characters on one line.")
    } else {
        Ok(text.to_owned())
    }
}

/// The moment after the last day.
fn until(text: &str, today: Date) -> Result<Option<Timestamp>, &'static str> {
    if text.trim().is_empty() {
        return Ok(None);
    }
    match Date::parse(text.trim()) {
        Some(day) if day.days() >= today.days() => {
            Ok(Some(Timestamp(day.days().saturating_add(1).saturating_mul(Timestamp::DAY))))
        }
        Some(_) => Err("Choose a day that is still to come."),
        None => Err("Write the day as in 2027-12-31."),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TODAY: Date = Date { year: 2026, month: 11, day: 27 };

    fn form() -> CreditForm {
        CreditForm {
            email: " Ida@Example.org".to_owned(),
            amount: "12,50".to_owned(),
            reason: " A late parcel ".to_owned(),
            ..CreditForm::default()
        }
    }

    #[test]
    fn credit_needs_an_address_an_amount_and_a_reason() {
        let grant = form().check(Currency::EUR, TODAY).unwrap();
        assert_eq!(
            (grant.email.as_str(), grant.amount.minor, grant.reason.as_str()),
            ("ida@example.org", 1_250, "A late parcel")
        );
        let wrong = CreditForm::default().check(Currency::EUR, TODAY).unwrap_err();
        assert_eq!(wrong.iter().map(|(field, _)| field.as_str()).collect::<Vec<_>>(), ["email", "amount", "reason"]);
    }

    #[test]
    fn v01_amounts_that_are_none_are_refused() {
        for amount in ["", "0", "-1", "1e3", "NaN", "9223372036854775807", "100000.01"] {
            let typed = CreditForm { amount: amount.to_owned(), ..form() };
            assert_eq!(typed.check(Currency::EUR, TODAY).unwrap_err()[0].0, "amount", "{amount}");
            let typed = AdjustForm { amount: amount.to_owned(), take: true, reason: "x".to_owned() };
            assert_eq!(typed.check(Currency::EUR).unwrap_err()[0].0, "amount", "{amount}");
        }
        let taken = AdjustForm { amount: "2".to_owned(), take: true, reason: "A slip".to_owned() };
        assert_eq!(taken.check(Currency::EUR).unwrap().amount.minor, -200);
    }

    #[test]
    fn credit_lasts_through_its_last_day() {
        let of = |until: &str| CreditForm { until: until.to_owned(), ..form() }.check(Currency::EUR, TODAY);
        assert_eq!(of("2026-11-27").unwrap().expires_at.unwrap().date(), Date { day: 28, ..TODAY });
        assert_eq!(of("2026-11-26").unwrap_err()[0].0, "until");
        assert_eq!(of("soon").unwrap_err()[0].0, "until");
    }
}
