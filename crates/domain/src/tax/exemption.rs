//! Who buys without tax: a business in another member state, whose number for value added tax was checked.
//!
//! Goods that are brought there are an intra-Community supply (Directive 2006/112/EC, Article 138); for what is not brought, such as a
//! download, the customer owes the tax (Article 196). Within the shop's own country the tax stays, as it does for what is fetched there.

use serde::{Deserialize, Serialize};

use super::{VatNumber, is_member_state};
use crate::kernel::Timestamp;

const HOUR: i64 = 60 * 60 * 1_000;
/// How long it counts that a number is known, and that it is not: whoever gets one today should not wait until tomorrow.
const KNOWN: i64 = 24 * HOUR;
const NOT_KNOWN: i64 = HOUR;

/// What is known of a number.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct VatCheck {
    /// The number.
    pub number: VatNumber,
    /// Whether it was given to somebody and may be used for trade within the European Union.
    pub is_valid: bool,
    /// Whose it is, where the member state says so; may be empty.
    pub name: String,
    /// The number of the inquiry, which proves it; may be empty.
    pub inquiry: String,
    /// When it was asked.
    pub checked_at: Timestamp,
}

impl VatCheck {
    /// Whether the answer still counts.
    #[must_use]
    pub fn is_fresh(&self, now: Timestamp) -> bool {
        // A clock that was set back makes no answer older than it is.
        let lasts = if self.is_valid { KNOWN } else { NOT_KNOWN };
        now.0.saturating_sub(self.checked_at.0).saturating_abs() < lasts
    }
}

/// How it stands with a number that was typed at the checkout.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum VatStanding {
    /// It takes the tax out.
    Exempt,
    /// Nothing follows from it where this goes.
    NotNeeded,
    /// The member state does not know it.
    Unknown,
    /// Nobody could be asked: the tax stays for now.
    Unchecked,
}

/// A number that somebody typed, with what is known of it; nothing where nobody could be asked yet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VatClaim {
    /// The number.
    pub number: VatNumber,
    /// The answer.
    pub check: Option<VatCheck>,
}

impl VatClaim {
    /// Whether something follows from the number, if it is valid, for a sale of a shop in `home` that goes to `country`.
    #[must_use]
    pub fn matters(&self, home: &str, country: &str) -> bool {
        let is_abroad = is_member_state(home) && is_member_state(country) && country != home;
        is_abroad && self.number.country() != home
    }

    /// How it stands with the number at a moment.
    #[must_use]
    pub fn standing(&self, home: &str, country: &str, now: Timestamp) -> VatStanding {
        match self.check.as_ref().filter(|check| check.is_fresh(now)) {
            _ if !self.matters(home, country) => VatStanding::NotNeeded,
            None => VatStanding::Unchecked,
            Some(check) if check.is_valid => VatStanding::Exempt,
            Some(_) => VatStanding::Unknown,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: Timestamp = Timestamp(1_800_000_000_000);

    fn claim(text: &str, is_valid: bool, checked_at: i64) -> VatClaim {
        let number = VatNumber::parse(text).unwrap();
        let (name, inquiry) = (String::new(), String::new());
        let check = VatCheck { number: number.clone(), is_valid, name, inquiry, checked_at: Timestamp(checked_at) };
        VatClaim { number, check: Some(check) }
    }

    #[test]
    fn only_trade_between_two_member_states_is_without_tax() {
        for (home, country, text, expected) in [
            ("DE", "FR", "FR40303265045", VatStanding::Exempt),
            // Brought to France for a business of Italy.
            ("DE", "FR", "IT00743110157", VatStanding::Exempt),
            ("DE", "GR", "EL094259216", VatStanding::Exempt),
            ("DE", "DE", "FR40303265045", VatStanding::NotNeeded),
            // Its own member state gave the number: no trade with another.
            ("DE", "FR", "DE123456789", VatStanding::NotNeeded),
            ("DE", "CH", "FR40303265045", VatStanding::NotNeeded),
            ("CH", "FR", "FR40303265045", VatStanding::NotNeeded),
            ("DE", "XX", "FR40303265045", VatStanding::NotNeeded),
        ] {
            assert_eq!(claim(text, true, NOW.0).standing(home, country, NOW), expected, "{home} {country} {text}");
        }
    }

    #[test]
    fn a_number_takes_no_tax_out_before_it_is_known_to_be_valid() {
        let unknown = claim("FR40303265045", false, NOW.0);
        assert_eq!(unknown.standing("DE", "FR", NOW), VatStanding::Unknown);
        let unchecked = VatClaim { check: None, ..unknown };
        assert_eq!(unchecked.standing("DE", "FR", NOW), VatStanding::Unchecked);
    }

    #[test]
    fn f42_an_answer_counts_for_its_time_whichever_way_the_clock_jumps() {
        let standing = |is_valid, at| claim("FR40303265045", is_valid, at).standing("DE", "FR", NOW);
        for (before, valid, unknown) in [
            (0, VatStanding::Exempt, VatStanding::Unknown),
            (HOUR - 1, VatStanding::Exempt, VatStanding::Unknown),
            (HOUR, VatStanding::Exempt, VatStanding::Unchecked),
            (24 * HOUR - 1, VatStanding::Exempt, VatStanding::Unchecked),
            (24 * HOUR, VatStanding::Unchecked, VatStanding::Unchecked),
            (-24 * HOUR, VatStanding::Unchecked, VatStanding::Unchecked),
        ] {
            assert_eq!((standing(true, NOW.0 - before), standing(false, NOW.0 - before)), (valid, unknown), "{before}");
        }
        assert_eq!(standing(true, i64::MIN), VatStanding::Unchecked);
    }
}
