//! What a cart costs where it goes: its lines, the tax of the country, the ways of delivery.
//!
//! Not here: the arithmetic (domain). Prices come from the database at the moment of asking; a browser never names one. The table of
//! delivery and the rates of tax are taken out of memory once for a quote, which has their revisions: all of a quote is of the same. The
//! currency and its rate are those of the shop as it was handed in: lines, delivery and reductions are told in it alone.

use domain::{
    catalog::ProductKind,
    coupon::{CouponProblem, TypedCoupon},
    currency::Selling,
    kernel::{Currency, Date, Destination, Money, MoneyError, Quantity, Timestamp},
    pricing::{Adjustment, AdjustmentKind, LineInput, Priced, PricingError, price, price_adding_tax, without_tax},
    shipping::{Delivery, Parcel, no_delivery, view::ShippingOption},
    tax::{TaxClass, TaxPercent, TaxTable, VatClaim, VatStanding},
};

use crate::{Shop, tax::service};

/// What is priced.
#[derive(Clone, Copy, Debug)]
pub struct Question<'a> {
    /// The lines.
    pub lines: &'a [QuestionLine],
    /// Where it goes.
    pub destination: Destination<'a>,
    /// The way of delivery; the usual one when this is none of the country's.
    pub shipping: &'a str,
    /// What the shop has agreed about the delivery.
    pub agreed: Option<&'a AgreedDelivery>,
    /// The discount code that was typed in.
    pub coupon: Option<&'a TypedCoupon>,
    /// The number for value added tax that was typed in.
    pub vat: Option<&'a VatClaim>,
    /// When.
    pub now: Timestamp,
}

/// A way of delivery that was agreed for a place: in all of that zone it is the only one. Elsewhere a way with the same code is another
/// one, and costs more for an island of the same country.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AgreedDelivery {
    /// The code of the country.
    pub country: String,
    /// The postcode; empty for what most of the country has.
    pub postcode: String,
    /// The code of the way.
    pub code: String,
    /// What it was agreed to cost; `None` for what the table says.
    pub price: Option<Money>,
}

impl AgreedDelivery {
    fn destination(&self) -> Destination<'_> {
        Destination { country: &self.country, postcode: &self.postcode }
    }
}

/// A line that is priced.
#[derive(Clone, Copy, Debug)]
pub struct QuestionLine {
    /// The price of one.
    pub unit_price: Money,
    /// How many.
    pub quantity: Quantity,
    /// The kind of what is bought. A gift card is money until it is spent, so no tax is due yet (Directive 2006/112/EC, Article
    /// 30b).
    pub kind: ProductKind,
    /// Which of the country's rates it has.
    pub tax_class: TaxClass,
    /// Whether a parcel brings it.
    pub is_delivered: bool,
    /// What one weighs; 0 when nobody knows.
    pub grams: i64,
    /// Its longest side; 0 when nobody knows.
    pub longest_mm: i64,
}

/// What it costs.
#[derive(Clone, Debug)]
pub struct Quote {
    /// Lines and sums.
    pub priced: Priced,
    /// The ways of delivery to there; none when the shop does not deliver this there, and when nothing is delivered.
    pub options: Vec<ShippingOption>,
    /// The one that the sums contain; `None` for an empty cart, and where the shop does not deliver.
    pub chosen: Option<ShippingOption>,
    /// Whether the chosen one is the one that was asked for.
    pub is_as_asked: bool,
    /// The revision of the table of delivery that it was reckoned by.
    pub shipping_revision: i64,
    /// The revision of the rates of tax that it was reckoned by.
    pub tax_revision: i64,
    /// What is missing for free delivery; `None` when there is no such offer there or it is reached.
    pub missing_for_free: Option<Money>,
    /// Why the discount code takes nothing off; `None` when it does, and without one.
    pub coupon_problem: Option<CouponProblem>,
    /// How it stands with the number for value added tax; `None` without one.
    pub vat: Option<VatStanding>,
}

/// Prices a cart.
///
/// # Errors
/// Amounts that overflow or are of another currency.
pub fn quote(shop: &Shop, question: &Question<'_>) -> Result<Quote, PricingError> {
    let (settings, shipping) = (&shop.settings, shop.shipping.now());
    let selling = shop.selling();
    let currency = selling.currency;
    let delivery = Delivery {
        home: &settings.country,
        destination: question.destination,
        parcel: parcel(selling, question.lines)?,
        free_from: settings.free_shipping_from,
        language: shop.language(),
        now: shipping.local(question.now),
    };
    let is_delivered = question.lines.is_empty() || question.lines.iter().any(|line| line.is_delivered);
    let options = if is_delivered { shipping.table.options(&delivery)? } else { Vec::new() };
    let is_there = |agreed: &&AgreedDelivery| {
        let agreed = Delivery { destination: agreed.destination(), ..delivery };
        let zone = |delivery: &Delivery<'_>| shipping.table.zone(delivery).map(|zone| zone.id);
        agreed.destination.country == question.destination.country && zone(&agreed) == zone(&delivery)
    };
    let options = as_agreed(options, question.agreed.filter(is_there));
    let asked = options.iter().find(|option| option.code == question.shipping);
    let is_as_asked = asked.is_some() || !is_delivered;
    let chosen = match asked.or(options.first()) {
        _ if question.lines.is_empty() => None,
        None if !is_delivered => Some(no_delivery(currency, delivery.now)),
        option => option.cloned(),
    };
    let taxes = shop.taxes.now();
    let is_fetched = chosen.as_ref().is_some_and(|option| shipping.table.is_pickup(&delivery, &option.code));
    // What is fetched is sold where it is fetched (Directive 2006/112/EC, Article 31).
    let sold_to = if is_fetched { Destination::country(&settings.country) } else { question.destination };
    let today = (delivery.now.date(), question.now);
    let rates = TaxClass::ALL.map(|class| (class, rate_by(shop, &taxes, (class, sold_to), today)));
    let lines = line_inputs(question.lines, &rates);
    let mut adjustments: Vec<Adjustment> = chosen
        .iter()
        .map(|option| Adjustment { kind: AdjustmentKind::Shipping, label: option.name.clone(), amount: option.price })
        .collect();
    let coupon_problem = match question.coupon {
        None => None,
        Some(coupon) => {
            let coupon = coupon.sold_in(&selling)?;
            let shipping = chosen.as_ref().map_or(Money::zero(currency), |option| option.price);
            let effect = coupon.effect(reducible(currency, &lines)?, shipping, question.now)?;
            effect.map(|adjustment| adjustments.push(adjustment)).err()
        }
    };
    let missing_for_free =
        shipping.table.missing_for_free(&delivery)?.filter(|missing| is_delivered && missing.minor > 0);
    let (shipping_revision, tax_revision) = (shipping.table.revision, taxes.revision);
    let standing = |claim: &VatClaim| claim.standing(&settings.country, sold_to.country, question.now);
    let vat = question.vat.map(standing);
    let priced = match (taxes.settings.adds_tax, vat == Some(VatStanding::Exempt)) {
        (false, false) => price(currency, &lines, &adjustments)?,
        (false, true) => {
            let (lines, adjustments) = without_tax(currency, &lines, &adjustments)?;
            price(currency, &lines, &adjustments)?
        }
        (true, false) => price_adding_tax(currency, &lines, &adjustments)?,
        (true, true) => {
            let lines: Vec<LineInput> =
                lines.iter().map(|line| LineInput { tax_rate: TaxPercent::ZERO, ..*line }).collect();
            price_adding_tax(currency, &lines, &adjustments)?
        }
    };
    Ok(Quote {
        priced,
        options,
        chosen,
        is_as_asked,
        shipping_revision,
        tax_revision,
        missing_for_free,
        coupon_problem,
        vat,
    })
}

/// The ways of delivery, where one of them was agreed that alone.
fn as_agreed(options: Vec<ShippingOption>, agreed: Option<&AgreedDelivery>) -> Vec<ShippingOption> {
    let Some(agreed) = agreed else { return options };
    match options.iter().find(|option| option.code == agreed.code) {
        Some(option) => vec![ShippingOption { price: agreed.price.unwrap_or(option.price), ..option.clone() }],
        None => options,
    }
}

/// What a discount code can make cheaper.
fn reducible(currency: Currency, lines: &[LineInput]) -> Result<Money, MoneyError> {
    let lines = lines.iter().filter(|line| line.is_reducible);
    lines.into_iter().try_fold(Money::zero(currency), |sum, line| sum.plus(line.unit_price.times(line.quantity.get())?))
}

/// The rate of a class at a place on a day: what the tax service has said of it, else by the shop's own rates.
pub(crate) fn rate_at(shop: &Shop, class: TaxClass, sold_to: Destination<'_>, day: (Date, Timestamp)) -> TaxPercent {
    rate_by(shop, &shop.taxes.now(), (class, sold_to), day)
}

fn rate_by(
    shop: &Shop,
    taxes: &TaxTable,
    (class, sold_to): (TaxClass, Destination<'_>),
    (day, now): (Date, Timestamp),
) -> TaxPercent {
    let home = &shop.settings.country;
    match (service::known(shop, sold_to, now), taxes.taxed_at(home, sold_to)) {
        (Some(told), Some(_)) => told.rate(class),
        _ => taxes.rate(class, home, sold_to, day),
    }
}

/// What the lines cost, each with the rate of its class.
fn line_inputs(lines: &[QuestionLine], rates: &[(TaxClass, TaxPercent)]) -> Vec<LineInput> {
    let rate = |class| rates.iter().find(|known| known.0 == class).map_or(TaxPercent::ZERO, |known| known.1);
    let line = |line: &QuestionLine| LineInput {
        unit_price: line.unit_price,
        quantity: line.quantity,
        tax_rate: match line.kind {
            ProductKind::GiftCard => TaxPercent::ZERO,
            _ => rate(line.tax_class),
        },
        is_reducible: line.kind != ProductKind::GiftCard,
    };
    lines.iter().map(line).collect()
}

/// What all lines are worth, and what those weigh and measure that a parcel brings.
fn parcel(selling: Selling, lines: &[QuestionLine]) -> Result<Parcel, MoneyError> {
    let mut parcel = Parcel::sold(Money::zero(selling.currency), selling);
    for line in lines {
        parcel.goods = parcel.goods.plus(line.unit_price.times(line.quantity.get())?)?;
        if line.is_delivered {
            let grams = line.grams.checked_mul(line.quantity.get()).ok_or(MoneyError::Overflow)?;
            parcel.grams = parcel.grams.checked_add(grams).ok_or(MoneyError::Overflow)?;
            parcel.longest_mm = parcel.longest_mm.max(line.longest_mm);
        }
    }
    Ok(parcel)
}
