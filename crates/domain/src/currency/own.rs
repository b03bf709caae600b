//! A price that a variant has of its own in another currency.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::kernel::{Currency, Money, VariantId};

/// A price, and a former one, in minor units of its currency. It goes before the rate.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct OwnPrice {
    /// What it costs.
    pub price: i64,
    /// What it cost before.
    pub compare_at: Option<i64>,
}

/// What each variant is to cost; `None` for the rate.
pub type WishedPrices = Vec<(VariantId, Option<OwnPrice>)>;

/// The own prices of a product's variants in one currency, as they were typed: by the variant's id; empty for the rate.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct OwnPriceForm {
    /// What each costs.
    pub price: BTreeMap<String, String>,
    /// What each cost before.
    pub compare_at: BTreeMap<String, String>,
}

impl OwnPriceForm {
    /// What was meant, for each variant that stood in the form; `None` for the rate.
    ///
    /// # Errors
    /// The fields that cannot stay, each with what to do.
    pub fn check(&self, currency: Currency) -> Result<WishedPrices, Vec<(String, String)>> {
        let (mut prices, mut wrong) = (Vec::new(), Vec::new());
        for (id, typed) in &self.price {
            let Ok(variant) = id.parse::<i64>() else { continue };
            let former = self.compare_at.get(id).map_or("", |text| text.trim());
            match one(typed.trim(), former, currency) {
                Ok(price) => prices.push((VariantId(variant), price)),
                Err((field, words)) => wrong.push((format!("{field}.{id}"), words)),
            }
        }
        if wrong.is_empty() { Ok(prices) } else { Err(wrong) }
    }
}

fn one(typed: &str, former: &str, currency: Currency) -> Result<Option<OwnPrice>, (&'static str, String)> {
    if typed.is_empty() {
        let is_alone = !former.is_empty();
        return if is_alone { Err(("price", "Write the price, too.".to_owned())) } else { Ok(None) };
    }
    let amount = |text: &str| Money::parse_decimal(text, currency).ok().filter(|money| money.minor >= 0);
    let example = Money::new(1_995, currency).decimal();
    let unreadable = |field| (field, format!("Write an amount in {}, as in {example}.", currency.code()));
    let price = amount(typed).ok_or_else(|| unreadable("price"))?.minor;
    if former.is_empty() {
        return Ok(Some(OwnPrice { price, compare_at: None }));
    }
    let compare_at = amount(former).ok_or_else(|| unreadable("compare_at"))?.minor;
    if compare_at <= price {
        return Err(("compare_at", "The former price is above the price, or there is none.".to_owned()));
    }
    Ok(Some(OwnPrice { price, compare_at: Some(compare_at) }))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn form(rows: &[(&str, &str, &str)]) -> OwnPriceForm {
        let column = |index: usize| {
            let cell = |row: &(&str, &str, &str)| (row.0.to_owned(), [row.1, row.2][index].to_owned());
            rows.iter().map(cell).collect()
        };
        OwnPriceForm { price: column(0), compare_at: column(1) }
    }

    #[test]
    fn own_prices_are_read_in_their_currency_and_an_empty_field_means_the_rate() {
        let dollar = Currency::parse("USD").unwrap();
        let read = form(&[("1", "12.99", ""), ("2", "", ""), ("3", "10", "15,5")]).check(dollar);
        let wanted = vec![
            (VariantId(1), Some(OwnPrice { price: 1_299, compare_at: None })),
            (VariantId(2), None),
            (VariantId(3), Some(OwnPrice { price: 1_000, compare_at: Some(1_550) })),
        ];
        assert_eq!(read, Ok(wanted));
        let yen = Currency::parse("JPY").unwrap();
        let refused = form(&[("1", "12.99", ""), ("2", "-1", ""), ("3", "100", "100"), ("4", "", "5")]).check(yen);
        let fields: Vec<String> = refused.unwrap_err().into_iter().map(|(field, _)| field).collect();
        assert_eq!(fields, ["price.1", "price.2", "compare_at.3", "price.4"]);
    }
}
