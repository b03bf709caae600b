//! What is typed, what is wrong with it, and what the server says it costs.

use core::future::Future;
use std::time::Duration;

use domain::checkout::{
    CheckoutForm, Field,
    view::{CheckoutStart, CheckoutSums, PlaceOrderOutcome},
};
use leptos::{
    ev::SubmitEvent,
    prelude::*,
    task::spawn_local,
    wasm_bindgen::JsCast as _,
    web_sys::{HtmlFormElement, HtmlSelectElement},
};

use super::{
    api::{PlaceOrder, Remember},
    begin_again,
};
use crate::{ask, error::AppError, state::go};

/// What says that the address is kept for next time.
const KEEPS: &str = "[name=save_address]:checked";

/// The form on the page.
#[derive(Clone, Copy)]
pub struct Draft {
    /// What the page came with.
    pub start: StoredValue<CheckoutStart>,
    /// Ways of delivery and sums, as the server last said.
    pub sums: RwSignal<CheckoutSums>,
    /// E-mail address.
    pub email: RwSignal<String>,
    /// Country code.
    pub country: RwSignal<String>,
    /// Whole name.
    pub full_name: RwSignal<String>,
    /// Postcode.
    pub postcode: RwSignal<String>,
    /// Town.
    pub town: RwSignal<String>,
    /// Street and number.
    pub street: RwSignal<String>,
    /// Company or second line.
    pub extra: RwSignal<String>,
    /// A business's number for value added tax.
    pub vat_number: RwSignal<String>,
    /// Code of the way of delivery.
    pub shipping: RwSignal<String>,
    /// Code of the way of payment.
    pub payment: RwSignal<String>,
    /// Whether the order is being placed.
    pub placing: RwSignal<bool>,
    /// Whether new sums are awaited.
    pub counting: RwSignal<bool>,
    /// A failure that belongs to no field.
    pub failure: RwSignal<Option<AppError>>,
    /// Fields that were wrong when they were left.
    flagged: RwSignal<Vec<Field>>,
    latest: StoredValue<u32>,
    /// The address that was taken last.
    taken: StoredValue<String>,
    /// Whether a finger or a mouse button is down, and the fields that were left since.
    pressing: StoredValue<bool>,
    left_meanwhile: StoredValue<Vec<Field>>,
}

impl Draft {
    /// Begins with what the server remembers.
    pub fn of(start: CheckoutStart) -> Self {
        let form = start.form.clone();
        let flagged = start.errors.iter().map(|error| error.field).collect();
        Self {
            sums: RwSignal::new(start.sums.clone()),
            start: StoredValue::new(start),
            email: RwSignal::new(form.email),
            country: RwSignal::new(form.country),
            full_name: RwSignal::new(form.full_name),
            postcode: RwSignal::new(form.postcode),
            town: RwSignal::new(form.town),
            street: RwSignal::new(form.street),
            extra: RwSignal::new(form.extra),
            vat_number: RwSignal::new(form.vat_number),
            shipping: RwSignal::new(form.shipping),
            payment: RwSignal::new(form.payment),
            placing: RwSignal::new(false),
            counting: RwSignal::new(false),
            failure: RwSignal::new(None),
            flagged: RwSignal::new(flagged),
            latest: StoredValue::new(0),
            taken: StoredValue::default(),
            pressing: StoredValue::new(false),
            left_meanwhile: StoredValue::new(Vec::new()),
        }
    }

    /// Whether anything of the order is delivered.
    pub fn is_delivered(self) -> bool {
        self.start.with_value(|start| start.is_delivered)
    }

    /// Whether a number for value added tax may be named.
    pub fn asks_vat_number(self) -> bool {
        self.start.with_value(|start| start.asks_vat_number)
    }

    /// What is typed now.
    pub fn form(self) -> CheckoutForm {
        CheckoutForm {
            email: self.email.get(),
            country: self.country.get(),
            full_name: self.full_name.get(),
            postcode: self.postcode.get(),
            town: self.town.get(),
            street: self.street.get(),
            extra: self.extra.get(),
            vat_number: self.vat_number.get(),
            shipping: self.shipping.get(),
            payment: self.payment.get(),
        }
    }

    /// What to say below a field. It is said when the field was wrong on leaving, and goes as soon as it is right.
    pub fn error(self, field: Field) -> Signal<Option<String>> {
        Signal::derive(move || {
            if !self.flagged.with(|flagged| flagged.contains(&field)) {
                return None;
            }
            self.form().check_field(field).map(|error| error.message)
        })
    }

    /// Whether a customer with an account orders.
    pub fn is_known(self) -> bool {
        self.start.with_value(|start| start.is_known)
    }

    /// Takes the address that the customer has chosen above the form, once.
    pub fn take_address(self) {
        let list = document().get_element_by_id("saved").and_then(|list| list.dyn_into::<HtmlSelectElement>().ok());
        let id = list.map(|list| list.value()).unwrap_or_default();
        if self.taken.with_value(|taken| *taken == id) {
            return;
        }
        let chosen = self.start.with_value(|start| {
            start.saved.iter().find(|(saved, _)| saved.to_string() == id).map(|(_, form)| form.clone())
        });
        self.taken.set_value(id);
        let Some(form) = chosen else { return };
        // The list of countries is no field that follows.
        let countries = document().get_element_by_id(control(Field::Country));
        if let Some(countries) = countries.and_then(|list| list.dyn_into::<HtmlSelectElement>().ok()) {
            countries.set_value(&form.country);
        }
        self.country.set(form.country);
        self.full_name.set(form.full_name);
        self.postcode.set(form.postcode);
        self.town.set(form.town);
        self.street.set(form.street);
        self.extra.set(form.extra);
        self.flagged.set(Vec::new());
        self.remember();
    }

    /// Called when a field is left: checks it and keeps what was typed.
    pub fn leave(self, field: Field) {
        if self.pressing.get_value() {
            self.left_meanwhile.update_value(|fields| fields.push(field));
        } else {
            self.flag(field);
        }
        self.remember();
    }

    /// A press has begun. What it makes one leave is checked when it has ended: a message that appears in the middle of it
    /// would push away what is being pressed.
    pub fn press(self) {
        self.pressing.set_value(true);
    }

    /// The press has ended, and its click is about to come.
    pub fn release(self) {
        let after_the_click = move || {
            if self.pressing.try_set_value(false).is_none() {
                for field in self.left_meanwhile.try_update_value(std::mem::take).unwrap_or_default() {
                    self.flag(field);
                }
            }
        };
        drop(set_timeout(after_the_click, Duration::from_millis(30)));
    }

    fn flag(self, field: Field) {
        let is_wrong = untrack(|| self.form()).check_field(field).is_some();
        self.flagged.update(|flagged| {
            flagged.retain(|other| *other != field);
            if is_wrong {
                flagged.push(field);
            }
        });
    }

    /// Keeps the draft on the server and takes over sums and ways of delivery; a late answer is thrown away.
    pub fn remember(self) {
        let form = untrack(|| self.form());
        self.follow(ask::post(Remember { form }));
    }

    /// Sends a form that stands beside this one, after what was typed is kept: the page that comes shows it again.
    pub fn keep_and_send(self, event: &SubmitEvent) {
        let Some(form) = event.target().and_then(|form| form.dyn_into::<HtmlFormElement>().ok()) else { return };
        event.prevent_default();
        let typed = untrack(|| self.form());
        spawn_local(async move {
            let _ = ask::post(Remember { form: typed }).await;
            let _ = form.submit();
        });
    }

    /// Takes over the sums that are answered, unless a later question was asked meanwhile.
    fn follow(self, answer: impl Future<Output = Result<CheckoutSums, AppError>> + 'static) {
        let number = self.latest.get_value().wrapping_add(1);
        self.latest.set_value(number);
        self.counting.set(true);
        spawn_local(async move {
            let answer = answer.await;
            if self.latest.try_get_value() != Some(number) {
                return;
            }
            // What is not kept now is kept at the next field or when the order is placed: no reason to disturb.
            if let Ok(sums) = answer {
                self.take(sums);
            }
            self.counting.set(false);
        });
    }

    fn take(self, sums: CheckoutSums) {
        // Something became dearer or scarce meanwhile, or a code holds no longer: lines and field must say so as well.
        if self.sums.with_untracked(|known| (known.lines, &known.typed) != (sums.lines, &sums.typed)) {
            begin_again();
            return;
        }
        if self.shipping.with_untracked(|shipping| *shipping != sums.shipping) {
            self.shipping.set(sums.shipping.clone());
        }
        self.sums.set(sums);
    }

    /// Places the order, once; says what is in the way otherwise.
    pub fn place(self) {
        if self.placing.get_untracked() {
            return;
        }
        let form = untrack(|| self.form());
        if let Err(errors) = form.check(self.is_delivered()) {
            self.flagged.set(errors.iter().map(|error| error.field).collect());
            focus(errors.first().map(|error| error.field));
            return;
        }
        let save_address = document().query_selector(KEEPS).ok().flatten().is_some();
        self.placing.set(true);
        self.failure.set(None);
        let idempotency_key = self.start.with_value(|start| start.idempotency_key.clone());
        let (total, due) = self.sums.with_untracked(|sums| (sums.totals.total, sums.due.minor));
        let (seen_total, seen_currency) = (total.minor, Some(total.currency.code().to_owned()));
        // A draft that is still on its way must not come after the order.
        self.latest.update_value(|latest| *latest = latest.wrapping_add(1));
        spawn_local(async move {
            let order =
                PlaceOrder { form, idempotency_key, seen_total, save_address, seen_due: Some(due), seen_currency };
            match ask::post(order).await {
                // The button stays busy until the next page is there.
                Ok(PlaceOrderOutcome::Placed { continue_at }) => go(&continue_at),
                Ok(PlaceOrderOutcome::EmptyCart) => go("/cart"),
                Ok(PlaceOrderOutcome::Invalid(errors)) => {
                    focus(errors.first().map(|error| error.field));
                    self.flagged.set(errors.into_iter().map(|error| error.field).collect());
                    self.placing.set(false);
                }
                // The page that comes says why.
                Ok(PlaceOrderOutcome::Refused(_)) => begin_again(),
                Err(error) => {
                    self.failure.set(Some(error));
                    self.placing.set(false);
                    show_notice();
                }
            }
        });
    }
}

/// Shows the beginning of the form, where notices stand.
pub fn show_notice() {
    if let Some(form) = document().get_element_by_id("checkout") {
        form.scroll_into_view();
    }
}

/// The control of a field.
pub fn control(field: Field) -> &'static str {
    match field {
        Field::Email => "email",
        Field::Country => "country",
        Field::FullName => "full_name",
        Field::Postcode => "postcode",
        Field::Town => "town",
        Field::Street => "street",
        Field::Extra => "extra",
        Field::VatNumber => "vat_number",
        Field::Shipping => "shipping",
        Field::Payment => "payment",
    }
}

fn focus(field: Option<Field>) {
    let found = field.and_then(|field| document().get_element_by_id(control(field)));
    if let Some(element) = found.and_then(|element| element.dyn_into::<web_sys::HtmlElement>().ok()) {
        let _ = element.focus();
    }
}
