//! Entries that add up to nothing.

use std::collections::BTreeMap;

use super::{Account, RateShare};
use crate::kernel::{Currency, Money, MoneyError};

/// One side of a movement.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Where.
    pub account: Account,
    /// A debit is positive, a credit negative; never zero.
    pub amount: Money,
}

/// A movement of money. It can only be made balanced.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Posting {
    currency: Currency,
    entries: Vec<Entry>,
}

impl Posting {
    /// Credits each part to its account and debits `account` with their sum.
    ///
    /// # Errors
    /// A sum beyond 64 bits, or two currencies.
    pub fn debit(account: Account, currency: Currency, credits: Vec<(Account, Money)>) -> Result<Self, MoneyError> {
        let whole = Money::sum(currency, credits.iter().map(|credit| credit.1))?;
        let mut sums = BTreeMap::from([(account, whole)]);
        for (account, amount) in credits {
            let sum = sums.entry(account).or_insert(Money::zero(currency));
            *sum = sum.minus(amount)?;
        }
        let entries = sums.into_iter().map(|(account, amount)| Entry { account, amount });
        Ok(Self { currency, entries: entries.filter(|entry| entry.amount.minor != 0).collect() })
    }

    /// The posting of a sale: money comes to `account`, and its parts are revenue, delivery, tax and gift cards.
    ///
    /// # Errors
    /// A sum beyond 64 bits, or two currencies.
    pub fn sale(account: Account, currency: Currency, country: &str, shares: &[RateShare]) -> Result<Self, MoneyError> {
        let mut credits = Vec::new();
        for share in shares {
            let shipping = share.rate.without(share.shipping)?;
            let net = share.goods.plus(share.shipping)?.minus(share.tax)?;
            credits.push((Account::Revenue, net.minus(shipping)?));
            credits.push((Account::Shipping, shipping));
            credits.push((Account::GiftCards, share.gift_cards));
            credits.push((Account::VatPayable { country: country.to_owned(), rate: share.rate }, share.tax));
        }
        Self::debit(account, currency, credits)
    }

    /// The same movement, of which so much was debited to another account: an order that was paid in several ways.
    ///
    /// # Errors
    /// A sum beyond 64 bits, or another currency.
    pub fn partly(self, from: Account, to: Account, amount: Money) -> Result<Self, MoneyError> {
        let mut sums: BTreeMap<Account, Money> =
            self.entries.into_iter().map(|entry| (entry.account, entry.amount)).collect();
        let zero = Money::zero(self.currency);
        let debited = sums.entry(from).or_insert(zero);
        *debited = debited.minus(amount)?;
        let debited = sums.entry(to).or_insert(zero);
        *debited = debited.plus(amount)?;
        let entries = sums.into_iter().map(|(account, amount)| Entry { account, amount });
        Ok(Self { currency: self.currency, entries: entries.filter(|entry| entry.amount.minor != 0).collect() })
    }

    /// Both movements as one.
    ///
    /// # Errors
    /// A sum beyond 64 bits, or two currencies.
    pub fn with(self, other: Self) -> Result<Self, MoneyError> {
        let mut sums: BTreeMap<Account, Money> = BTreeMap::new();
        for entry in self.entries.into_iter().chain(other.entries) {
            let sum = sums.entry(entry.account).or_insert(Money::zero(self.currency));
            *sum = sum.plus(entry.amount)?;
        }
        let entries = sums.into_iter().map(|(account, amount)| Entry { account, amount });
        Ok(Self { currency: self.currency, entries: entries.filter(|entry| entry.amount.minor != 0).collect() })
    }

    /// The opposite movement.
    ///
    /// # Errors
    /// An amount that has no opposite in 64 bits.
    pub fn reversed(self) -> Result<Self, MoneyError> {
        let zero = Money::zero(self.currency);
        let turn = |entry: Entry| Ok(Entry { amount: zero.minus(entry.amount)?, account: entry.account });
        Ok(Self { currency: self.currency, entries: self.entries.into_iter().map(turn).collect::<Result<_, _>>()? })
    }

    /// The entries; they add up to nothing.
    #[must_use]
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// The currency of all of them.
    #[must_use]
    pub fn currency(&self) -> Currency {
        self.currency
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::{
        kernel::Quantity,
        ledger::{SoldLine, shares_by_rate},
        payment::PaymentMethod,
        pricing::{Adjustment, AdjustmentKind, LineInput, price},
        tax::TaxPercent,
    };

    fn euro(minor: i64) -> Money {
        Money::new(minor, Currency::EUR)
    }

    fn sum(posting: &Posting) -> i128 {
        posting.entries().iter().map(|entry| i128::from(entry.amount.minor)).sum()
    }

    fn of(posting: &Posting, account: &Account) -> i64 {
        posting.entries().iter().find(|entry| entry.account == *account).map_or(0, |entry| entry.amount.minor)
    }

    #[test]
    fn a_sale_of_a_mug_and_a_gift_card_is_revenue_delivery_tax_and_a_debt() {
        let shares = [
            RateShare {
                rate: TaxPercent::ZERO,
                goods: euro(0),
                gift_cards: euro(5_000),
                shipping: euro(0),
                tax: euro(0),
            },
            RateShare {
                rate: TaxPercent::of_basis_points(1900),
                goods: euro(2_400),
                gift_cards: euro(0),
                shipping: euro(490),
                tax: euro(461),
            },
        ];
        let clearing = Account::Clearing(PaymentMethod::Test);
        let posting = Posting::sale(clearing.clone(), Currency::EUR, "DE", &shares).unwrap();
        let vat = Account::VatPayable { country: "DE".to_owned(), rate: TaxPercent::of_basis_points(1900) };
        let accounts = [clearing, Account::Revenue, Account::Shipping, vat, Account::GiftCards];
        assert_eq!(accounts.map(|account| of(&posting, &account)), [7_890, -2_017, -412, -461, -5_000]);
        assert_eq!(posting.entries().len(), 5, "nothing is written of nothing");
    }

    #[test]
    fn a_sale_that_a_gift_card_paid_in_part_debits_both_and_earns_the_same() {
        let shares = [RateShare {
            rate: TaxPercent::of_basis_points(1900),
            goods: euro(2_400),
            gift_cards: euro(0),
            shipping: euro(490),
            tax: euro(461),
        }];
        let clearing = Account::Clearing(PaymentMethod::Test);
        let whole = Posting::sale(clearing.clone(), Currency::EUR, "DE", &shares).unwrap();
        let partly = whole.clone().partly(clearing.clone(), Account::OwedToCustomers, euro(2_000)).unwrap();
        assert_eq!((of(&partly, &clearing), of(&partly, &Account::OwedToCustomers)), (890, 2_000));
        assert_eq!(of(&partly, &Account::Revenue), of(&whole, &Account::Revenue));
        let wholly = whole.partly(clearing.clone(), Account::OwedToCustomers, euro(2_890)).unwrap();
        assert_eq!((of(&wholly, &clearing), sum(&wholly)), (0, 0));
    }

    #[test]
    fn f15_a_posting_beyond_64_bits_is_an_error_and_never_wraps() {
        let parts = vec![(Account::Revenue, euro(i64::MAX)), (Account::Shipping, euro(1))];
        assert_eq!(Posting::debit(Account::Till, Currency::EUR, parts), Err(MoneyError::Overflow));
        let dollar = Money::new(1, Currency::parse("USD").unwrap());
        assert!(Posting::debit(Account::Till, Currency::EUR, vec![(Account::Revenue, dollar)]).is_err());
    }

    fn account(index: usize) -> Account {
        match index % 4 {
            0 => Account::Revenue,
            1 => Account::OwedToCustomers,
            2 => Account::VatPayable { country: "DE".to_owned(), rate: TaxPercent::of_basis_points(1900) },
            _ => Account::Till,
        }
    }

    proptest! {
        #[test]
        fn i07_whatever_is_posted_adds_up_to_nothing(
            parts in prop::collection::vec((0_usize..4, -1_000_000_000_i64..1_000_000_000), 0..12), whole in 0_usize..4,
            other in 0_usize..4, share in -1_000_000_i64..1_000_000,
        ) {
            let credits = parts.iter().map(|(index, minor)| (account(*index), euro(*minor))).collect();
            let posting = Posting::debit(account(whole), Currency::EUR, credits).unwrap();
            prop_assert_eq!(sum(&posting), 0);
            prop_assert_eq!(sum(&posting.clone().reversed().unwrap()), 0);
            let split = posting.clone().partly(account(whole), account(other), euro(share)).unwrap();
            prop_assert_eq!(sum(&split), 0);
            prop_assert!(split.entries().iter().all(|entry| entry.amount.minor != 0));
            prop_assert!(posting.entries().iter().all(|entry| entry.amount.minor != 0));
        }

        #[test]
        fn i07_the_posting_of_any_priced_cart_brings_its_total_and_owes_its_tax(
            lines in prop::collection::vec((0_i64..100_000, 1_i64..50, prop::sample::select(vec!["0", "7", "19", "25.5", "8.875"]), any::<bool>()), 1..8),
            discount in 0_i64..50_000, shipping in 0_i64..5_000,
        ) {
            let inputs: Vec<LineInput> = lines.iter().map(|line| LineInput {
                unit_price: euro(line.0),
                quantity: Quantity::new(line.1).unwrap(),
                tax_rate: TaxPercent::parse(if line.3 { "0" } else { line.2 }).unwrap(),
                is_reducible: !line.3,
            }).collect();
            let adjustment = |kind, minor| Adjustment { kind, label: String::new(), amount: euro(minor) };
            let priced = price(Currency::EUR, &inputs, &[
                adjustment(AdjustmentKind::Discount, -discount), adjustment(AdjustmentKind::Shipping, shipping),
            ]).unwrap();
            let sold: Vec<SoldLine> = priced.lines.iter().zip(&lines).map(|(line, input)| SoldLine {
                rate: line.tax_rate,
                gross: line.line_total.plus(line.prorated_discount).unwrap(),
                is_gift_card: input.3,
            }).collect();
            let shares = shares_by_rate(&sold, &priced.totals.taxes).unwrap();
            let posting = Posting::sale(Account::Till, Currency::EUR, "DE", &shares).unwrap();
            let vat: i64 = posting.entries().iter()
                .filter(|entry| matches!(entry.account, Account::VatPayable { .. }))
                .map(|entry| entry.amount.minor).sum();
            prop_assert_eq!(sum(&posting), 0);
            prop_assert_eq!(of(&posting, &Account::Till), priced.totals.total.minor);
            prop_assert_eq!(vat, -priced.totals.tax().minor);
        }
    }
}
