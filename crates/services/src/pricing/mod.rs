//! What a cart costs where it goes: its lines, the tax of the country, the ways of delivery.
//!
//! Not here: the arithmetic (domain). Prices come from the database at the moment of asking; a browser never names one.

use domain::{
    kernel::{Currency, Money, MoneyError, Quantity, Timestamp},
    pricing::{Adjustment, AdjustmentKind, LineInput, Priced, PricingError, price},
    shipping::{self, Delivery, view::ShippingOption},
    tax::standard_rate,
};

use crate::setting::ShopSettings;

/// What is priced.
#[derive(Clone, Copy, Debug)]
pub struct Question<'a> {
    /// Price of one and how many, for each line.
    pub lines: &'a [(Money, Quantity)],
    /// Where it goes.
    pub country: &'a str,
    /// The way of delivery; the usual one when this is none of the country's.
    pub shipping: &'a str,
    /// When.
    pub now: Timestamp,
}

/// What it costs.
#[derive(Clone, Debug)]
pub struct Quote {
    /// Lines and sums.
    pub priced: Priced,
    /// The ways of delivery to that country.
    pub options: Vec<ShippingOption>,
    /// The one that the sums contain; `None` when nothing is delivered.
    pub chosen: Option<ShippingOption>,
    /// Whether the chosen one is the one that was asked for.
    pub is_as_asked: bool,
    /// What is missing for free delivery; `None` when there is no such offer there or it is reached.
    pub missing_for_free: Option<Money>,
}

/// Prices a cart.
///
/// # Errors
/// Amounts that overflow or are of another currency.
pub fn quote(settings: &ShopSettings, question: &Question<'_>) -> Result<Quote, PricingError> {
    let currency = settings.currency;
    let lines = line_inputs(question);
    let goods = goods(currency, question.lines)?;
    let delivery = Delivery {
        home: &settings.country,
        country: question.country,
        goods,
        free_from: settings.free_shipping_from,
        now: question.now,
    };
    let options = shipping::options(&delivery)?;
    let asked = options.iter().find(|option| option.code == question.shipping);
    let is_as_asked = asked.is_some();
    let chosen = if lines.is_empty() { None } else { asked.or(options.first()).cloned() };
    let adjustments: Vec<Adjustment> = chosen
        .iter()
        .map(|option| Adjustment { kind: AdjustmentKind::Shipping, label: option.name.clone(), amount: option.price })
        .collect();
    let missing_for_free = shipping::missing_for_free(&delivery)?.filter(|missing| missing.minor > 0);
    Ok(Quote { priced: price(currency, &lines, &adjustments)?, options, chosen, is_as_asked, missing_for_free })
}

fn line_inputs(question: &Question<'_>) -> Vec<LineInput> {
    let tax_rate = standard_rate(question.country, question.now.date());
    let line = |(unit_price, quantity): &(Money, Quantity)| LineInput {
        unit_price: *unit_price,
        quantity: *quantity,
        tax_rate,
    };
    question.lines.iter().map(line).collect()
}

fn goods(currency: Currency, lines: &[(Money, Quantity)]) -> Result<Money, MoneyError> {
    lines
        .iter()
        .try_fold(Money::zero(currency), |sum, (unit_price, quantity)| sum.plus(unit_price.times(quantity.get())?))
}
