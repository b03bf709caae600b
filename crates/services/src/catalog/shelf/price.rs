//! Price ranges to choose from: cut at round amounts where the prices of a list fall apart about evenly.

use domain::kernel::{Currency, Money};

use super::{bits::Bits, entry::Entry};

/// Round amounts at which ranges may be cut, in whole units of the currency.
const STEPS: [i64; 34] = [
    5, 10, 15, 20, 30, 40, 50, 75, 100, 150, 200, 300, 400, 500, 750, 1_000, 1_500, 2_000, 3_000, 5_000, 7_500, 10_000,
    // For yen, won and the like.
    15_000, 20_000, 30_000, 50_000, 75_000, 100_000, 150_000, 200_000, 300_000, 500_000, 750_000, 1_000_000,
];
const MOST_RANGES: u32 = 5;

/// For each step, which products cost less.
#[derive(Clone, Debug, Default)]
pub(super) struct PriceSteps {
    currency: Option<Currency>,
    below: Vec<(i64, Bits)>,
}

/// From `from` on and below `to`, in whole units of the currency.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Range {
    from: Option<i64>,
    to: Option<i64>,
}

impl Range {
    /// The word in the address: `20-30`, `0-20`, `100-`.
    pub fn key(self) -> String {
        let to = self.to.map(|to| to.to_string()).unwrap_or_default();
        format!("{}-{to}", self.from.unwrap_or(0))
    }

    /// Reads the word in the address; only ranges between known steps are understood.
    pub fn parse(key: &str) -> Option<Self> {
        let (from, to) = key.split_once('-')?;
        let known = |text: &str| text.parse::<i64>().ok().filter(|amount| STEPS.contains(amount));
        let from = if from == "0" { None } else { Some(known(from)?) };
        let to = if to.is_empty() { None } else { Some(known(to)?) };
        let rises = from.zip(to).is_none_or(|(from, to)| from < to);
        ((from.is_some() || to.is_some()) && rises).then_some(Self { from, to })
    }

    /// The words on the screen: "Under €20", "€20–€30", "€100 and more".
    pub fn label(self, currency: Currency) -> String {
        let amount = |units: i64| whole(units, currency);
        match (self.from, self.to) {
            (None, Some(to)) => format!("Under {}", amount(to)),
            (Some(from), Some(to)) => format!("{}–{}", amount(from), amount(to)),
            (Some(from), None) => format!("{} and more", amount(from)),
            (None, None) => "All".to_owned(),
        }
    }
}

fn minor(units: i64, currency: Currency) -> i64 {
    units.saturating_mul(10_i64.saturating_pow(currency.exponent()))
}

/// "€20", without decimals.
fn whole(units: i64, currency: Currency) -> String {
    let text = Money::new(minor(units, currency), currency).to_string();
    text.split_once('.').map(|(whole, _)| whole.to_owned()).unwrap_or(text)
}

impl PriceSteps {
    /// Sorts the entries in, each by its lowest price.
    pub fn new<'a>(size: usize, entries: impl Iterator<Item = &'a Entry> + Clone) -> Self {
        let currency = entries.clone().next().map(|entry| entry.tile.price.from.currency);
        let Some(known) = currency else {
            return Self::default();
        };
        let prices: Vec<i64> = entries.map(|entry| entry.tile.price.from.minor).collect();
        let below = STEPS
            .into_iter()
            .map(|step| {
                let limit = minor(step, known);
                let cheaper = prices.iter().zip(0_u32..).filter(|(price, _)| **price < limit);
                (step, Bits::of(size, cheaper.map(|(_, position)| position)))
            })
            .collect();
        Self { currency, below }
    }

    /// The currency of all prices; `None` when there are none.
    pub fn currency(&self) -> Option<Currency> {
        self.currency
    }

    fn below(&self, step: i64) -> Option<&Bits> {
        self.below.iter().find(|(known, _)| *known == step).map(|(_, bits)| bits)
    }

    /// Which products of the list have a price in the range.
    pub fn members(&self, range: Range, list: &Bits) -> Bits {
        let mut members = list.clone();
        if let Some(bits) = range.to.and_then(|to| self.below(to)) {
            members.keep(bits);
        }
        if let Some(bits) = range.from.and_then(|from| self.below(from)) {
            members.remove(bits);
        }
        members
    }

    /// The ranges that suit the list: at most five, each with something in it.
    pub fn ranges(&self, list: &Bits) -> Vec<Range> {
        let total = list.count();
        let wanted = total.div_ceil(MOST_RANGES).max(1);
        let mut ranges = Vec::new();
        let (mut from, mut counted) = (None, 0);
        for (step, bits) in &self.below {
            let below = list.count_common(bits);
            let rest = total.saturating_sub(below);
            // The last cut stands only where enough is left above it.
            if below.saturating_sub(counted) >= wanted && rest >= wanted.div_ceil(2) {
                ranges.push(Range { from, to: Some(*step) });
                (from, counted) = (Some(*step), below);
            }
        }
        if !ranges.is_empty() {
            ranges.push(Range { from, to: None });
        }
        ranges
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranges_are_read_and_written_the_same_way() {
        for (key, label) in [("0-20", "Under €20"), ("20-30", "€20–€30"), ("1000-", "€1,000 and more")] {
            let range = Range::parse(key).unwrap();
            assert_eq!((range.key().as_str(), range.label(Currency::EUR).as_str()), (key, label));
        }
        for key in ["", "-", "0-", "30-20", "20-20", "17-30", "a-b", "-5--1", "99999999999999999999-"] {
            assert_eq!(Range::parse(key), None, "{key}");
        }
    }
}
