//! The rows of orders: lines, sums, payment, stock, parcel and history.

use domain::{
    inventory::ReservationState,
    kernel::{Destination, Money, OrderId, Quantity},
    order::{OrderNumber, OrderState},
    payment::{PaymentMethod, PaymentState},
    pricing::{Adjustment, AdjustmentKind, LineInput, Priced, price},
    shipping::{Delivery, Parcel, view::ShippingOption},
    tax::{TaxClass, TaxTable},
};

use super::{
    DemoError,
    catalogue::ACTOR,
    history::{Sold, SoldVariant},
    input::{CustomerInput, OrderInput, OutcomeInput},
    rows::{Rows, row},
    sql,
};
use crate::{
    Shop, Snapshot,
    db::Database,
    order::{OrderToken, job::TRANSFER_HOLD},
    setting::ShopSettings,
    shipping::ShippingTerms,
};

const CARRIER: &str = "DHL";
const CUSTOMER: &str = "customer";

/// The rows of some orders, a group a table.
pub(super) struct OrderRows<'a> {
    database: &'a Database,
    settings: &'a ShopSettings,
    shipping: &'a Snapshot<ShippingTerms>,
    taxes: &'a Snapshot<TaxTable>,
    sold: &'a Sold,
    order: Rows,
    line: Rows,
    event: Rows,
    reservation: Rows,
    movement: Rows,
    payment: Rows,
    parcel: Rows,
    parcel_line: Rows,
}

/// What the rows of one order have in common.
#[derive(Clone, Copy)]
struct Frame<'a> {
    id: i64,
    input: &'a OrderInput,
    state: OrderState,
}

impl<'a> OrderRows<'a> {
    /// No rows yet.
    pub fn new(shop: &'a Shop, sold: &'a Sold) -> Self {
        Self {
            database: &shop.database,
            settings: &shop.settings,
            shipping: &shop.shipping,
            taxes: &shop.taxes,
            sold,
            order: Rows::new(sql::ADD_ORDER),
            line: Rows::new(sql::ADD_ORDER_LINE),
            event: Rows::new(sql::ADD_ORDER_EVENT),
            reservation: Rows::new(sql::ADD_RESERVATION),
            movement: Rows::new(sql::ADD_STOCK_MOVE),
            payment: Rows::new(sql::ADD_PAYMENT),
            parcel: Rows::new(sql::ADD_FULFILMENT),
            parcel_line: Rows::new(sql::ADD_FULFILMENT_LINE),
        }
    }

    /// The groups in the order in which they can be written.
    pub fn into_rows(self) -> Vec<Rows> {
        vec![
            self.order,
            self.line,
            self.event,
            self.reservation,
            self.movement,
            self.payment,
            self.parcel,
            self.parcel_line,
        ]
    }

    /// Adds all rows of an order.
    pub fn add(
        &mut self,
        input: &'a OrderInput,
        number: i64,
        (customer, customer_id): (&CustomerInput, i64),
    ) -> Result<(), DemoError> {
        let variants = input.lines.iter().map(|(sku, quantity)| Ok((self.sold.get(sku)?, sku, *quantity)));
        let variants = variants.collect::<Result<Vec<(&SoldVariant, &String, i64)>, DemoError>>()?;
        let (priced, shipping) = self.price(input, &customer.country, &variants)?;
        let frame = Frame { id: self.database.next_id(), input, state: state(&input.outcome) };
        let number = OrderNumber::from_sequence(number);
        self.add_order(frame, &number, (customer, customer_id), &priced, &shipping);
        let mut parcel_lines = Vec::with_capacity(variants.len());
        for (position, ((variant, sku, quantity), line)) in (0_i64..).zip(variants.iter().zip(&priced.lines)) {
            let id = self.database.next_id();
            parcel_lines.push((id, *quantity));
            self.line.add(row![
                id,
                frame.id,
                position,
                variant.id,
                variant.product_id,
                variant.product_title.clone(),
                variant.title.clone(),
                (*sku).clone(),
                variant.image,
                *quantity,
                line.unit_price.minor,
                line.line_total.minor,
                line.tax_rate.millionths(),
            ]);
            self.add_stock(frame, variant, *quantity);
        }
        self.add_payment(frame, &number, priced.totals.total);
        self.add_events(frame);
        self.add_parcel(frame, &parcel_lines);
        Ok(())
    }

    fn price(
        &self,
        input: &OrderInput,
        country: &str,
        variants: &[(&SoldVariant, &String, i64)],
    ) -> Result<(Priced, ShippingOption), DemoError> {
        let currency = self.settings.currency;
        let (home, to) = (self.settings.country.as_str(), Destination::country(country));
        let tax_rate = self.taxes.now().rate(TaxClass::Standard, home, to, input.placed_at.date());
        let mut lines = Vec::with_capacity(variants.len());
        for (variant, sku, quantity) in variants {
            let quantity = Quantity::new(*quantity).map_err(|_| DemoError::Unknown(format!("{quantity} of {sku}")))?;
            lines.push(LineInput {
                unit_price: Money::new(variant.price, currency),
                quantity,
                tax_rate,
                is_reducible: true,
            });
        }
        let goods = price(currency, &lines, &[])?.totals.goods;
        let shipping = self.shipping.now();
        let offers = shipping.table.options(&Delivery {
            home,
            destination: Destination::country(country),
            parcel: Parcel::worth(goods),
            free_from: self.settings.free_shipping_from,
            language: None,
            now: shipping.local(input.placed_at),
        })?;
        let chosen = offers.get(input.shipping).or(offers.first()).cloned();
        let shipping = chosen.ok_or_else(|| DemoError::Unknown(format!("a way of delivery to {country}")))?;
        let fee = Adjustment { kind: AdjustmentKind::Shipping, label: shipping.name.clone(), amount: shipping.price };
        Ok((price(currency, &lines, &[fee])?, shipping))
    }

    fn add_order(
        &mut self,
        frame: Frame<'_>,
        number: &OrderNumber,
        (customer, customer_id): (&CustomerInput, i64),
        priced: &Priced,
        shipping: &ShippingOption,
    ) {
        let totals = &priced.totals;
        let token = OrderToken::of(&self.settings.secret, OrderId(frame.id));
        let items: i64 = priced.lines.iter().map(|line| line.quantity).sum();
        self.order.add(row![
            frame.id,
            number.as_str().to_owned(),
            token.digest(),
            customer_id,
            frame.state.key(),
            customer.email.clone(),
            customer.full_name.clone(),
            customer.street.clone(),
            customer.postcode.clone(),
            customer.town.clone(),
            customer.country.clone(),
            shipping.code.clone(),
            shipping.name.clone(),
            shipping.arrives.from.days(),
            shipping.arrives.to.days(),
            self.settings.currency.code().to_owned(),
            totals.goods.minor,
            totals.shipping.minor,
            totals.tax().minor,
            serde_json::json!(totals.taxes).to_string(),
            totals.total.minor,
            items,
            frame.input.placed_at.0,
        ]);
    }

    /// The hold on the stock, what became of it, and the movements that it left in the ledger.
    fn add_stock(&mut self, frame: Frame<'_>, variant: &SoldVariant, quantity: i64) {
        let placed = frame.input.placed_at;
        let (state, left) = match &frame.input.outcome {
            OutcomeInput::Sent { paid_at, .. } | OutcomeInput::Paid { paid_at } => {
                (ReservationState::Committed, Some((-quantity, "sold", *paid_at)))
            }
            OutcomeInput::Cancelled { at } => (ReservationState::Released, Some((0, "released", *at))),
            OutcomeInput::Awaiting => (ReservationState::Held, None),
        };
        let reservation = self.database.next_id();
        let until = placed.plus(TRANSFER_HOLD).0;
        self.reservation.add(row![reservation, frame.id, variant.id, variant.location, quantity, state.key(), until]);
        let held = (0, quantity, "held", placed);
        let movements = left.map(|(on_hand, reason, at)| (on_hand, -quantity, reason, at));
        for (on_hand, reserved, reason, at) in [Some(held), movements].into_iter().flatten() {
            let id = self.database.next_id();
            self.movement.add(row![id, variant.id, variant.location, on_hand, reserved, reason, frame.id, ACTOR, at.0]);
        }
    }

    fn add_payment(&mut self, frame: Frame<'_>, number: &OrderNumber, total: Money) {
        let (state, captured, at) = match &frame.input.outcome {
            OutcomeInput::Sent { paid_at, .. } | OutcomeInput::Paid { paid_at } => {
                (PaymentState::Captured, total.minor, *paid_at)
            }
            OutcomeInput::Awaiting => (PaymentState::Pending, 0, frame.input.placed_at),
            OutcomeInput::Cancelled { at } => (PaymentState::Cancelled, 0, *at),
        };
        let id = self.database.next_id();
        self.payment.add(row![
            id,
            frame.id,
            frame.input.method.key(),
            state.key(),
            total.minor,
            captured,
            total.currency.code().to_owned(),
            number.as_str().to_owned(),
            frame.input.placed_at.0,
            at.0,
        ]);
    }

    fn add_events(&mut self, frame: Frame<'_>) {
        let placed = ("placed", "Order placed", CUSTOMER, frame.input.placed_at);
        let paid_by = match frame.input.method {
            PaymentMethod::Transfer | PaymentMethod::CashOnDelivery => ACTOR,
            PaymentMethod::Test | PaymentMethod::Stripe => "payment provider",
        };
        let mut events = vec![placed];
        let sent: String;
        match &frame.input.outcome {
            OutcomeInput::Sent { paid_at, sent_at, tracking_number } => {
                sent = format!("Sent with {CARRIER}, {tracking_number}");
                events.push(("paid", "Payment received", paid_by, *paid_at));
                events.push(("sent", &sent, ACTOR, *sent_at));
            }
            OutcomeInput::Paid { paid_at } => events.push(("paid", "Payment received", paid_by, *paid_at)),
            OutcomeInput::Cancelled { at } => events.push(("cancelled", "Order cancelled", ACTOR, *at)),
            OutcomeInput::Awaiting => {}
        }
        for (sequence, (kind, text, actor, at)) in (1_i64..).zip(events) {
            let id = self.database.next_id();
            self.event.add(row![id, frame.id, sequence, kind, text.to_owned(), actor, at.0]);
        }
    }

    fn add_parcel(&mut self, frame: Frame<'_>, lines: &[(i64, i64)]) {
        let OutcomeInput::Sent { sent_at, tracking_number, .. } = &frame.input.outcome else { return };
        let id = self.database.next_id();
        self.parcel.add(row![id, frame.id, CARRIER, tracking_number.clone(), sent_at.0]);
        for (line, quantity) in lines {
            self.parcel_line.add(row![id, *line, *quantity]);
        }
    }
}

fn state(outcome: &OutcomeInput) -> OrderState {
    match outcome {
        OutcomeInput::Sent { .. } => OrderState::Completed,
        OutcomeInput::Paid { .. } => OrderState::Confirmed,
        OutcomeInput::Awaiting => OrderState::PendingPayment,
        OutcomeInput::Cancelled { .. } => OrderState::Cancelled,
    }
}
