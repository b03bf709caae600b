//! The accounts of the books.

use crate::{payment::PaymentMethod, tax::TaxPercent};

/// Where money lies or comes from.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Account {
    /// What a provider, or the bank, holds for the shop.
    Clearing(PaymentMethod),
    /// What was sold, without tax.
    Revenue,
    /// Delivery that was paid for, without tax.
    Shipping,
    /// Tax that is owed to a country.
    VatPayable {
        /// ISO 3166-1 alpha-2.
        country: String,
        /// The rate.
        rate: TaxPercent,
    },
    /// What gift cards hold: money that was paid and not spent yet.
    GiftCards,
    /// Money that came and must go back.
    OwedToCustomers,
    /// What gift cards paid for at a till: its sales are in books of their own.
    Till,
    /// What payment providers keep for their work.
    Fees,
    /// The bank account of the shop.
    Bank,
    /// What the shop gave away as store credit, or took back of it.
    Goodwill,
}

const VAT: &str = "vat_payable";

impl Account {
    /// The word in the database.
    #[must_use]
    pub fn key(&self) -> String {
        match self {
            Self::Clearing(method) => format!("clearing:{}", method.key()),
            Self::Revenue => "revenue".to_owned(),
            Self::Shipping => "shipping".to_owned(),
            Self::VatPayable { country, rate } => format!("{VAT}:{country}:{}", rate_key(*rate)),
            Self::GiftCards => "gift_cards".to_owned(),
            Self::OwedToCustomers => "owed_to_customers".to_owned(),
            Self::Till => "till".to_owned(),
            Self::Fees => "fees".to_owned(),
            Self::Bank => "bank".to_owned(),
            Self::Goodwill => "goodwill".to_owned(),
        }
    }

    /// The account with this word.
    #[must_use]
    pub fn from_key(key: &str) -> Option<Self> {
        let mut parts = key.split(':');
        let account = match (parts.next()?, parts.next(), parts.next()) {
            ("clearing", Some(method), None) => Self::Clearing(PaymentMethod::from_key(method)?),
            ("revenue", None, None) => Self::Revenue,
            ("shipping", None, None) => Self::Shipping,
            (VAT, Some(country), Some(rate)) => Self::VatPayable { country: country.to_owned(), rate: rate_of(rate)? },
            ("gift_cards", None, None) => Self::GiftCards,
            ("owed_to_customers", None, None) => Self::OwedToCustomers,
            ("till", None, None) => Self::Till,
            ("fees", None, None) => Self::Fees,
            ("bank", None, None) => Self::Bank,
            ("goodwill", None, None) => Self::Goodwill,
            _ => return None,
        };
        parts.next().is_none().then_some(account)
    }

    /// Whether what it holds was earned by an order, and is owed back when the order is called off. Gift cards are not: what they
    /// hold is owed to whoever has their codes, until it is taken off them.
    #[must_use]
    pub fn is_earned(&self) -> bool {
        matches!(self, Self::Revenue | Self::Shipping | Self::VatPayable { .. })
    }
}

/// A rate in the word of an account. Whole basis points are written as ever, so that the rows of before and those to come are of one
/// account; finer ones in percent, which have a point.
fn rate_key(rate: TaxPercent) -> String {
    rate.basis_points().map_or_else(|| rate.to_string(), |points| points.to_string())
}

fn rate_of(key: &str) -> Option<TaxPercent> {
    match key.contains('.') {
        true => TaxPercent::parse(key).ok(),
        false => key.parse().ok().and_then(|points| TaxPercent::from_basis_points(points).ok()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_account_is_read_back_from_its_word() {
        let vat =
            |percent: &str| Account::VatPayable { country: "FI".to_owned(), rate: TaxPercent::parse(percent).unwrap() };
        let clearing = PaymentMethod::ALL.map(Account::Clearing);
        let others = [
            Account::Revenue,
            Account::Shipping,
            vat("25.5"),
            vat("8.875"),
            Account::GiftCards,
            Account::OwedToCustomers,
            Account::Till,
            Account::Fees,
            Account::Bank,
            Account::Goodwill,
        ];
        for account in clearing.into_iter().chain(others) {
            assert_eq!(Account::from_key(&account.key()), Some(account));
        }
        for word in ["", "clearing", "clearing:cash", "vat_payable:DE", "vat_payable:DE:x", "revenue:1", "till:1:2:3"] {
            assert_eq!(Account::from_key(word), None, "{word}");
        }
    }
}
