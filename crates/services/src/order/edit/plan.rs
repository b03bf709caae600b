//! What a change comes to, by what is known of the order and of the shop now. Nothing is read and nothing written here.

use domain::{
    catalog::ProductKind,
    customer::{Address, AddressForm},
    kernel::{DateWindow, Destination, Email, Money, MoneyError, OrderLineId, Quantity},
    order::{
        LineReduction,
        edit::{EditError, EditPreview, EditedLineView, EditedShipping, OrderEdit, Settlement},
    },
    pricing::{Kept, KeptLine, LineInput, Priced, price_kept, without_tax},
    shipping::{Delivery, NO_DELIVERY, Parcel, no_delivery, view::ShippingOption},
    tax::{TaxClass, TaxPercent},
};

use super::standing::{Addition, Standing, StandingLine};
use crate::{Shop, order::OrderError, pricing::rate_at, shipping::ShippingTerms};

/// A line that stays.
#[derive(Clone, Copy, Debug)]
pub(super) struct KeptRow {
    pub id: OrderLineId,
    pub quantity: i64,
    /// What it keeps of its reduction.
    pub reduction: LineReduction,
}

/// What an order becomes.
#[derive(Clone, Debug)]
pub(super) struct Plan {
    /// Its lines, those that stay before those that are added, and its sums.
    pub priced: Priced,
    pub kept: Vec<KeptRow>,
    pub added: Vec<Addition>,
    pub email: String,
    pub address: Address,
    pub shipping_code: String,
    pub shipping_name: String,
    pub arrives: DateWindow,
    pub options: Vec<ShippingOption>,
    /// What it costs more.
    pub difference: Money,
}

/// How a changed order is delivered, priced in the sense of its prices.
struct Chosen {
    code: String,
    name: String,
    arrives: DateWindow,
    price: Money,
    discount: Money,
}

fn beyond(error: impl std::fmt::Display) -> OrderError {
    EditError::Field(error.to_string()).into()
}

/// Makes the plan.
pub(super) fn plan(
    shop: &Shop,
    standing: &Standing,
    edit: &OrderEdit,
    added: Vec<Addition>,
) -> Result<Plan, OrderError> {
    let email = Email::parse(&edit.email).map_err(|_| EditError::Field("Enter an e-mail address".to_owned()))?;
    let address = address(standing, &edit.address)?;
    if standing.is_exempt && address.country != standing.address.country {
        return Err(EditError::VatCountry.into());
    }
    if !added.is_empty() && shop.taxes.now().settings.adds_tax != standing.adds_tax() {
        return Err(EditError::TaxMode.into());
    }
    let quantities = quantities(standing, edit)?;
    if added.is_empty() && quantities.iter().all(|(_, quantity)| *quantity == 0) {
        return Err(EditError::Nothing.into());
    }
    let terms = shop.shipping.now();
    let parcel = parcel(standing, &quantities, &added).map_err(beyond)?;
    let is_delivered =
        !added.is_empty() || quantities.iter().any(|(line, quantity)| line.is_delivered && *quantity > 0);
    let delivery = Delivery {
        home: &shop.settings.country,
        destination: address.destination(),
        parcel,
        free_from: shop.settings.free_shipping_from,
        language: shop.language(),
        now: terms.local(shop.clock.now()),
    };
    let options = if is_delivered { terms.table.options(&delivery).map_err(beyond)? } else { Vec::new() };
    let was = Delivery { destination: standing.address.destination(), ..delivery };
    let is_fetched = terms.table.is_pickup(&was, &standing.shipping_code);
    let was = if is_fetched { Destination::country(&shop.settings.country) } else { was.destination };
    let sale = Sale { shop, standing, terms: &terms, address: &address, was };
    let chosen = sale.delivery(edit, &delivery, (&options, is_delivered))?;
    let sold_to = sale.sold_to(&delivery, &chosen.code);
    let mut lines = Vec::new();
    for (line, quantity) in &quantities {
        if *quantity > 0 {
            lines.push(sale.kept(line, *quantity, sold_to)?);
        }
    }
    for addition in &added {
        lines.push(sale.added(addition, sold_to)?);
    }
    let kept = quantities.iter().filter(|(_, quantity)| *quantity > 0);
    let kept = kept.map(|(line, quantity)| {
        let reduction = line.reduction.kept(*quantity).map_err(beyond)?;
        Ok::<_, OrderError>(KeptRow { id: line.id, quantity: *quantity, reduction })
    });
    let kept = kept.collect::<Result<Vec<KeptRow>, OrderError>>()?;
    let adds_tax = standing.adds_tax();
    let all = Kept { lines, shipping: chosen.price, shipping_discount: chosen.discount, adds_tax };
    let priced = price_kept(standing.currency, &all).map_err(beyond)?;
    let total = priced.totals.total;
    if !standing.is_paid && total.minor < standing.on_cards.minor {
        return Err(EditError::BelowCards(standing.on_cards).into());
    }
    let difference = total.minus(standing.totals.total).map_err(beyond)?;
    Ok(Plan {
        priced,
        kept,
        added,
        email: email.as_str().to_owned(),
        address,
        shipping_code: chosen.code,
        shipping_name: chosen.name,
        arrives: chosen.arrives,
        options,
        difference,
    })
}

impl Plan {
    /// Whether it changes anything.
    pub fn changes(&self, standing: &Standing) -> bool {
        let is_same =
            |kept: &KeptRow| standing.lines.iter().any(|line| line.id == kept.id && line.quantity == kept.quantity);
        !(self.added.is_empty()
            && self.kept.len() == standing.lines.len()
            && self.kept.iter().all(is_same)
            && self.email == standing.email
            && self.address == standing.address
            && self.shipping_code == standing.shipping_code
            && self.priced.totals == standing.totals)
    }

    /// What people see of it before they agree.
    pub fn preview(self, standing: &Standing) -> EditPreview {
        let mut lines = Vec::new();
        for line in &standing.lines {
            let place = self.kept.iter().position(|kept| kept.id == line.id);
            let priced = place.and_then(|place| self.priced.lines.get(place));
            lines.push(EditedLineView {
                line: Some(line.id),
                title: line.title.clone(),
                before: line.quantity,
                after: priced.map_or(0, |priced| priced.quantity),
                unit_price: line.unit_price,
                line_total: priced.map_or(Money::zero(standing.currency), |priced| priced.line_total),
            });
        }
        for (added, priced) in self.added.iter().zip(self.priced.lines.iter().skip(self.kept.len())) {
            lines.push(EditedLineView {
                line: None,
                title: domain::catalog::full_name(&added.title, &added.variant_title),
                before: 0,
                after: priced.quantity,
                unit_price: priced.unit_price,
                line_total: priced.line_total,
            });
        }
        EditPreview {
            lines,
            before: standing.totals.clone(),
            settlement: Settlement::of(self.difference, standing.is_paid),
            after: self.priced.totals,
            difference: self.difference,
            coupon: standing.coupon.clone(),
            options: self.options,
            shipping_name: self.shipping_name,
        }
    }
}

/// An address that was not touched stays as it is, whatever its country asks for by now.
fn address(standing: &Standing, form: &AddressForm) -> Result<Address, EditError> {
    if *form == AddressForm::from(standing.address.clone()) {
        return Ok(standing.address.clone());
    }
    form.check().map_err(|errors| {
        EditError::Field(errors.into_iter().map(|error| error.message).collect::<Vec<_>>().join(". "))
    })
}

/// How many of each line there are to be.
fn quantities<'a>(standing: &'a Standing, edit: &OrderEdit) -> Result<Vec<(&'a StandingLine, i64)>, EditError> {
    if edit.lines.iter().any(|(id, _)| !standing.lines.iter().any(|line| line.id == *id)) {
        return Err(EditError::Field("a line is none of this order's".to_owned()));
    }
    let asked = |line: &StandingLine| edit.lines.iter().find(|(id, _)| *id == line.id).map(|(_, quantity)| *quantity);
    Ok(standing.lines.iter().map(|line| (line, asked(line).unwrap_or(line.quantity))).collect())
}

/// What is delivered, as a parcel.
fn parcel(standing: &Standing, lines: &[(&StandingLine, i64)], added: &[Addition]) -> Result<Parcel, MoneyError> {
    let kept = lines.iter().map(|(line, quantity)| {
        let is_in = line.is_delivered && *quantity > 0;
        (line.unit_price, *quantity, is_in.then_some((line.grams, line.longest_mm)))
    });
    let added = added.iter().map(|line| (line.unit_price, line.quantity.get(), Some((line.grams, line.longest_mm))));
    let mut parcel = Parcel::sold(Money::zero(standing.currency), standing.selling);
    for (price, quantity, measures) in kept.chain(added) {
        parcel.goods = parcel.goods.plus(price.times(quantity)?)?;
        if let Some((grams, longest_mm)) = measures {
            let grams = grams.checked_mul(quantity).ok_or(MoneyError::Overflow)?;
            parcel.grams = parcel.grams.checked_add(grams).ok_or(MoneyError::Overflow)?;
            parcel.longest_mm = parcel.longest_mm.max(longest_mm);
        }
    }
    Ok(parcel)
}

/// A sale that was agreed, at its new place.
struct Sale<'a> {
    shop: &'a Shop,
    standing: &'a Standing,
    terms: &'a ShippingTerms,
    address: &'a Address,
    /// Where it was sold before.
    was: Destination<'a>,
}

impl<'a> Sale<'a> {
    /// Where it is sold: what is fetched is sold where it is fetched.
    fn sold_to(&self, delivery: &Delivery<'_>, code: &str) -> Destination<'a> {
        if self.terms.table.is_pickup(delivery, code) {
            Destination::country(&self.shop.settings.country)
        } else {
            self.address.destination()
        }
    }

    /// The rate of a class on the day of the order.
    fn rate(&self, class: TaxClass, sold_to: Destination<'_>) -> TaxPercent {
        let day = self.terms.local(self.standing.placed_at).date();
        if self.standing.is_exempt {
            TaxPercent::ZERO
        } else {
            rate_at(self.shop, class, sold_to, (day, self.shop.clock.now()))
        }
    }

    fn kept(&self, line: &StandingLine, quantity: i64, sold_to: Destination<'_>) -> Result<KeptLine, OrderError> {
        let rate = match (line.kind, line.tax_class) {
            (ProductKind::GiftCard, _) => TaxPercent::ZERO,
            (_, Some(class)) if sold_to != self.was => self.rate(class, sold_to),
            // Goods that are gone, and goods that go where they went.
            _ => line.tax_rate,
        };
        let reduction = line.reduction.kept(quantity).map_err(beyond)?.amount;
        let reduction =
            if self.standing.adds_tax() { line.tax_rate.without(reduction).map_err(beyond)? } else { reduction };
        let input = LineInput {
            unit_price: line.unit_price,
            quantity: Quantity::new(quantity).map_err(beyond)?,
            tax_rate: rate,
            is_reducible: line.kind != ProductKind::GiftCard,
        };
        Ok(KeptLine { input, reduction })
    }

    /// What is added costs what it costs today, without the tax where the buyer owes that.
    fn added(&self, addition: &Addition, sold_to: Destination<'_>) -> Result<KeptLine, OrderError> {
        let day = self.terms.local(self.standing.placed_at).date();
        let input = LineInput {
            unit_price: addition.unit_price,
            quantity: addition.quantity,
            tax_rate: rate_at(self.shop, addition.tax_class, sold_to, (day, self.shop.clock.now())),
            is_reducible: true,
        };
        let input = match (self.standing.is_exempt, self.standing.adds_tax()) {
            (false, _) => input,
            (true, true) => LineInput { tax_rate: TaxPercent::ZERO, ..input },
            (true, false) => {
                let (net, _) = without_tax(self.standing.currency, &[input], &[]).map_err(beyond)?;
                net.first().copied().unwrap_or(input)
            }
        };
        Ok(KeptLine { input, reduction: Money::zero(self.standing.currency) })
    }

    fn delivery(
        &self,
        edit: &OrderEdit,
        delivery: &Delivery<'_>,
        (options, is_delivered): (&[ShippingOption], bool),
    ) -> Result<Chosen, OrderError> {
        let (standing, zero) = (self.standing, Money::zero(self.standing.currency));
        if !is_delivered {
            let none = no_delivery(standing.currency, delivery.now);
            return Ok(Chosen { code: none.code, name: none.name, arrives: none.arrives, price: zero, discount: zero });
        }
        let shown = standing.totals.shown();
        let as_it_was = |price: Money, discount: Money| Chosen {
            code: standing.shipping_code.clone(),
            name: standing.shipping_name.clone(),
            arrives: standing.arrives,
            price,
            discount,
        };
        let goes_there = standing.shipping_code != NO_DELIVERY
            && (self.address.country == standing.address.country
                || options.iter().any(|option| option.code == standing.shipping_code));
        match &edit.shipping {
            EditedShipping::Kept if goes_there => Ok(as_it_was(shown.shipping_before, shown.shipping_discount)),
            EditedShipping::Price(price) if goes_there => Ok(as_it_was(*price, zero)),
            EditedShipping::Way(code) => {
                let option = options.iter().find(|option| option.code == *code).ok_or(EditError::Shipping)?;
                let price = self.price_of(option, delivery).map_err(beyond)?;
                Ok(Chosen {
                    code: option.code.clone(),
                    name: option.name.clone(),
                    arrives: option.arrives,
                    price,
                    discount: shown.shipping_discount,
                })
            }
            EditedShipping::Kept | EditedShipping::Price(_) => Err(EditError::Shipping.into()),
        }
    }

    /// What a way of delivery costs, without the tax where the buyer owes that.
    fn price_of(&self, option: &ShippingOption, delivery: &Delivery<'_>) -> Result<Money, MoneyError> {
        if !self.standing.is_exempt || self.standing.adds_tax() {
            return Ok(option.price);
        }
        let day = self.terms.local(self.standing.placed_at).date();
        let sold_to = self.sold_to(delivery, &option.code);
        rate_at(self.shop, TaxClass::default(), sold_to, (day, self.shop.clock.now())).without(option.price)
    }
}
