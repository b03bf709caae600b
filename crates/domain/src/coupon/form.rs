//! What a manager types in.

use serde::{Deserialize, Serialize};

use super::{Benefit, Coupon, CouponCode};
use crate::kernel::{Currency, Date, Money, Timestamp};

/// Orders that may use a coupon at most, where there is a bound.
const MOST: i64 = 1_000_000_000;

/// The fields of a coupon, as they were typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct CouponForm {
    /// The code.
    pub code: String,
    /// What it gives: the word of a [`Benefit`].
    pub kind: String,
    /// Percent, or an amount as in "12.50".
    pub value: String,
    /// What the goods must be worth; empty for anything.
    pub least: String,
    /// The first day, as "2026-12-01"; empty for at once.
    pub valid_from: String,
    /// The last day; empty for ever.
    pub valid_until: String,
    /// How many orders may use it; empty for any number.
    pub most_uses: String,
    /// How many orders of one customer may; empty for any number.
    pub most_per_customer: String,
}

impl CouponForm {
    /// The fields of a coupon.
    #[must_use]
    pub fn of(coupon: &Coupon) -> Self {
        let number = |number: Option<i64>| number.map(|number| number.to_string()).unwrap_or_default();
        let value = match coupon.benefit {
            Benefit::Percent(percent) => percent.to_string(),
            Benefit::Amount(amount) => amount.decimal(),
            Benefit::FreeShipping => String::new(),
        };
        Self {
            code: coupon.code.as_str().to_owned(),
            kind: coupon.benefit.key().to_owned(),
            value,
            least: if coupon.least.minor == 0 { String::new() } else { coupon.least.decimal() },
            valid_from: coupon.valid_from.map(|from| from.date().iso()).unwrap_or_default(),
            valid_until: coupon.valid_until.map(|until| until.plus(-1).date().iso()).unwrap_or_default(),
            most_uses: number(coupon.most_uses),
            most_per_customer: number(coupon.most_per_customer),
        }
    }

    /// The coupon that was meant: one that nobody has used.
    ///
    /// # Errors
    /// The fields that cannot stay, each with what to do.
    pub fn check(&self, currency: Currency) -> Result<Coupon, Vec<(String, String)>> {
        let mut wrong: Vec<(String, String)> = Vec::new();
        let mut refuse = |field: &str, words: &str| wrong.push((field.to_owned(), words.to_owned()));
        let code = CouponCode::parse(&self.code);
        if code.is_none() {
            refuse("code", "Write 1 to 32 letters, digits and dashes, as in WELCOME10.");
        }
        let benefit = self.benefit(currency);
        if let Err((field, words)) = benefit {
            refuse(field, words);
        }
        let least = match self.least.trim() {
            "" => Ok(Money::zero(currency)),
            text => Money::parse_decimal(text, currency),
        };
        if !least.as_ref().is_ok_and(|least| least.minor >= 0) {
            refuse("least", "Write an amount as in 40.00, or nothing.");
        }
        let from = day(&self.valid_from);
        let until = day(&self.valid_until);
        if from.is_none() {
            refuse("valid_from", "Write a day as in 2026-12-01, or nothing.");
        }
        match (from, until) {
            (_, None) => refuse("valid_until", "Write a day as in 2026-12-24, or nothing."),
            (Some(Some(from)), Some(Some(until))) if until < from => {
                refuse("valid_until", "The last day lies before the first.");
            }
            _ => {}
        }
        let (most_uses, most_per_customer) = (count(&self.most_uses), count(&self.most_per_customer));
        for (field, number) in [("most_uses", most_uses), ("most_per_customer", most_per_customer)] {
            if number.is_none() {
                refuse(field, "Write a whole number from 1 on, or nothing.");
            }
        }
        let start = |date: Date| Timestamp(date.days().saturating_mul(Timestamp::DAY));
        match (code, benefit, least, from, until, most_uses, most_per_customer) {
            (Some(code), Ok(benefit), Ok(least), Some(from), Some(until), Some(most_uses), Some(most_per_customer))
                if wrong.is_empty() =>
            {
                Ok(Coupon {
                    code,
                    benefit,
                    least,
                    valid_from: from.map(start),
                    valid_until: until.map(|until| start(until.plus_days(1))),
                    most_uses,
                    most_per_customer,
                    used: 0,
                    is_active: true,
                })
            }
            _ => Err(wrong),
        }
    }

    fn benefit(&self, currency: Currency) -> Result<Benefit, (&'static str, &'static str)> {
        let value = self.value.trim();
        match self.kind.as_str() {
            "percent" => {
                let percent = value.trim_end_matches('%').trim_end().parse().ok();
                let percent = percent.filter(|percent| (1..=100).contains(percent));
                percent.map(Benefit::Percent).ok_or(("value", "Write a whole number from 1 to 100."))
            }
            "amount" => {
                let amount = Money::parse_decimal(value, currency).ok().filter(|amount| amount.minor > 0);
                amount.map(Benefit::Amount).ok_or(("value", "Write an amount as in 5.00."))
            }
            "free_shipping" => Ok(Benefit::FreeShipping),
            _ => Err(("kind", "Choose what the code gives.")),
        }
    }
}

/// A number of orders; `Some(None)` for none that was written, `None` for what is no number.
#[allow(clippy::option_option, reason = "a field that is empty and one that is wrong are different things")]
fn count(text: &str) -> Option<Option<i64>> {
    match text.trim() {
        "" => Some(None),
        text => text.parse().ok().filter(|number| (1..=MOST).contains(number)).map(Some),
    }
}

/// A day; as [`count`].
#[allow(clippy::option_option, reason = "a field that is empty and one that is wrong are different things")]
fn day(text: &str) -> Option<Option<Date>> {
    let text = text.trim();
    if text.is_empty() {
        return Some(None);
    }
    Date::parse(text).map(Some)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn form() -> CouponForm {
        CouponForm {
            code: " spring-10 ".to_owned(),
            kind: "percent".to_owned(),
            value: "10 %".to_owned(),
            least: "40".to_owned(),
            valid_from: "2026-12-01".to_owned(),
            valid_until: "2026-12-24".to_owned(),
            most_uses: "100".to_owned(),
            most_per_customer: "1".to_owned(),
        }
    }

    #[test]
    fn what_was_typed_becomes_a_coupon_and_its_fields_again() {
        let coupon = form().check(Currency::EUR).unwrap();
        assert_eq!((coupon.code.as_str(), coupon.benefit), ("SPRING-10", Benefit::Percent(10)));
        assert_eq!((coupon.least.minor, coupon.most_uses, coupon.most_per_customer), (4_000, Some(100), Some(1)));
        let days = coupon.valid_until.unwrap().0 - coupon.valid_from.unwrap().0;
        assert_eq!(days, 24 * Timestamp::DAY, "the last day counts");
        let again = CouponForm::of(&coupon);
        assert_eq!((again.valid_from.as_str(), again.valid_until.as_str()), ("2026-12-01", "2026-12-24"));
        assert_eq!(again.check(Currency::EUR), Ok(coupon));
        let plain = CouponForm { code: "x".into(), kind: "free_shipping".into(), ..CouponForm::default() };
        let coupon = plain.check(Currency::EUR).unwrap();
        assert_eq!((coupon.benefit, coupon.most_uses, coupon.valid_until), (Benefit::FreeShipping, None, None));
    }

    #[test]
    fn each_field_that_cannot_stay_is_named() {
        let wrong = |change: fn(&mut CouponForm)| {
            let mut form = form();
            change(&mut form);
            let fields = form.check(Currency::EUR).unwrap_err();
            fields.into_iter().map(|(field, _)| field).collect::<Vec<_>>().join(" ")
        };
        assert_eq!(wrong(|form| form.code = "10 off".into()), "code");
        assert_eq!(wrong(|form| form.kind = "gift".into()), "kind");
        for value in ["", "0", "101", "2.5", "-5", "ten"] {
            let mut form = form();
            form.value = value.to_owned();
            assert_eq!(form.check(Currency::EUR).unwrap_err()[0].0, "value", "{value}");
        }
        assert_eq!(wrong(|form| (form.kind, form.value) = ("amount".into(), "0".into())), "value");
        assert_eq!(wrong(|form| form.least = "-1".into()), "least");
        assert_eq!(wrong(|form| form.valid_from = "2026-02-30".into()), "valid_from");
        assert_eq!(wrong(|form| form.valid_until = "2026-11-30".into()), "valid_until");
        assert_eq!(wrong(|form| form.valid_until = "24.12.".into()), "valid_until");
        assert_eq!(
            wrong(|form| (form.most_uses, form.most_per_customer) = ("0".into(), "x".into())),
            "most_uses most_per_customer"
        );
    }
}
