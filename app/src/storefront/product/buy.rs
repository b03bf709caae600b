//! What stays in sight: price, options, quantity, button, promises.

use domain::{
    catalog::{
        ProductKind,
        personalisation::PersonalisationField,
        view::{OptionView, StockView, VariantView},
    },
    inventory::Later,
};
use leptos::{ev, prelude::*, task::spawn_local, wasm_bindgen::JsValue};
use serde::{Deserialize, Serialize};
use ui::{Button, Icon, IconName, Stepper};

use super::{
    choice, gallery,
    instant::Instant,
    options::Options,
    personalise::{self, Personalise},
    style,
};
use crate::{
    ask,
    state::{JustAdded, Sent, ShopState, say_alive},
    storefront::{cart::api::AddToCart, parts::unit_price_words},
};

/// What there is to buy.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ToBuy {
    /// The readable part of the product's address.
    pub slug: String,
    /// The options.
    pub options: Vec<OptionView>,
    /// The variants.
    pub variants: Vec<VariantView>,
    /// The kind: what is no thing is there at once.
    pub kind: ProductKind,
    /// What the price says about tax and delivery.
    pub tax: String,
    /// What has to be filled in before.
    pub fields: Vec<PersonalisationField>,
    /// When it arrives, in words.
    pub arrives: String,
    /// Until when it must be ordered for that, in words.
    pub deadline: String,
    /// How many pictures there are.
    pub pictures: usize,
    /// The variant that the page came with.
    pub start: usize,
    /// Why an addition that was sent by the browser itself failed.
    pub problem: Option<String>,
    /// How many of each variant can be added.
    pub rooms: Vec<i64>,
}

/// The product, and which of its variants is chosen.
#[derive(Clone, Copy)]
pub(super) struct Chosen {
    pub product: StoredValue<ToBuy>,
    pub index: Memo<usize>,
    pub state: ShopState,
    /// How many of each variant can be added.
    rooms: RwSignal<Vec<i64>>,
}

impl Chosen {
    fn of(product: ToBuy) -> Self {
        let state = ShopState::of_page();
        let start = product.start;
        let index = Memo::new(move |_| state.variant.get().unwrap_or(start));
        let rooms = RwSignal::new(product.rooms.clone());
        Self { product: StoredValue::new(product), index, state, rooms }
    }

    /// Chooses another variant: the page stays, and its address names what it shows now.
    pub fn choose(self, variant: usize, address: &str) {
        self.state.variant.set(Some(variant));
        if let Ok(history) = window().history() {
            // A browser that refuses still shows the variant.
            let _ = history.replace_state_with_url(&JsValue::NULL, "", Some(address));
        }
    }

    /// The places of the pictures that the chosen variant shows.
    fn pictures(self) -> Vec<usize> {
        let index = self.index.get();
        self.product.with_value(|product| {
            let by_variant: Vec<Option<usize>> = product.variants.iter().map(|variant| variant.picture).collect();
            choice::pictures(product.pictures, &by_variant, index)
        })
    }

    /// Reads the chosen variant; `None` for a product without any.
    pub fn read<T>(self, read: impl FnOnce(&VariantView) -> T) -> Option<T> {
        let index = self.index.get();
        self.product.with_value(|product| product.variants.get(index).map(read))
    }
}

/// Price, options, the form, and what the shop promises.
#[island(lazy)]
pub fn Buy(
    /// What there is to buy.
    of: Sent<ToBuy>,
) -> impl IntoView {
    let (tax, kind) = (of.0.tax.clone(), of.0.kind);
    let chosen = Chosen::of(of.0);
    Effect::new(say_alive);
    Effect::new(move || {
        gallery::show(&chosen.pictures());
    });
    view! {
        {move || chosen.read(price)}
        <p class=style::tax>{tax}</p>
        <Options chosen />
        <AddForm chosen />
        {if kind.is_delivered() {
            view! { <Promises chosen /> }.into_any()
        } else {
            view! { <Instant chosen kind /> }.into_any()
        }}
    }
}

fn price(variant: &VariantView) -> impl IntoView + use<> {
    let former = variant.compare_at.filter(|former| former.minor > variant.price.minor);
    view! {
        <p class=style::price>
            {former.map(|former| view! {
                <s><span class=ui::HIDDEN>"Formerly "</span>{former.to_string()}</s>
            })}
            <span class=if former.is_some() { style::reduced } else { style::now }>{variant.price.to_string()}</span>
            {variant.unit_price.as_ref().map(|unit| view! { <small>{unit_price_words(unit)}</small> })}
        </p>
    }
}

#[component]
fn AddForm(chosen: Chosen) -> impl IntoView {
    let quantity = RwSignal::new(1_i64);
    let busy = RwSignal::new(false);
    let problem = RwSignal::new(chosen.product.with_value(|product| product.problem.clone()));
    let rooms = chosen.rooms;
    let room = Signal::derive(move || {
        let index = chosen.index.get();
        rooms.with(|rooms| rooms.get(index).copied().unwrap_or(1))
    });
    let sku = move || chosen.read(|variant| variant.sku.clone()).unwrap_or_default();
    let sold_out = Memo::new(move |_| chosen.read(|variant| variant.stock == StockView::SoldOut).unwrap_or(true));
    let is_shut = Memo::new(move |_| sold_out.get() || room.get() <= 0);
    let state = chosen.state;
    let (fields, slug) = chosen.product.with_value(|product| (product.fields.clone(), product.slug.clone()));
    let sends_files = personalise::has_files(&fields);
    let asked = StoredValue::new(fields.clone());
    let add = move |event: ev::SubmitEvent| {
        event.prevent_default();
        let Some(data) = personalise::form_data(event.target()).filter(|_| !busy.get_untracked()) else {
            return;
        };
        busy.set(true);
        problem.set(None);
        let (sku, count, index) = (untrack(sku), quantity.get_untracked(), chosen.index.get_untracked());
        let fields = asked.get_value();
        let texts = personalise::texts(&data, &fields);
        let before = state.cart_count.get_untracked();
        state.cart_count.set(before.map(|before| before.saturating_add(count)));
        spawn_local(async move {
            let adding = async {
                if sends_files {
                    personalise::send(&data, &fields).await
                } else {
                    let (sku, personalisation) = (sku.clone(), texts.clone());
                    ask::post(AddToCart { sku, quantity: count, personalisation, added_at: 0 }).await
                }
            };
            match state.change(adding).await {
                Ok(cart) => {
                    state.take_cart(&cart);
                    let line = personalise::line_of(&cart, &sku, &texts).cloned();
                    if let Some(line) = line {
                        rooms.update(|rooms| {
                            if let Some(room) = rooms.get_mut(index) {
                                *room = line.most.saturating_sub(line.quantity.get());
                            }
                        });
                        state.just_added.set(Some(JustAdded { line, cart }));
                    }
                    quantity.set(1);
                }
                Err(error) => {
                    state.cart_count.set(before);
                    problem.set(Some(error.to_string()));
                }
            }
            busy.set(false);
        });
    };
    view! {
        <form
            class=style::add
            action=if sends_files { personalise::ADDRESS } else { "/api/cart/add" }
            method="post"
            enctype=sends_files.then_some("multipart/form-data")
            on:submit=add
        >
            <input type="hidden" name="sku" value=sku />
            {sends_files.then(|| view! { <input type="hidden" name="back" value=slug /> })}
            <Personalise fields />
            <Stepper name="quantity" label="Quantity" value=quantity most=room />
            <Button wide=true disabled=is_shut>
                {move || match (sold_out.get(), is_shut.get()) {
                    (true, _) => "Sold out",
                    (_, true) => "All in your bag",
                    _ => "Add to bag",
                }}
            </Button>
        </form>
        <p class=style::problem role="alert">{move || problem.get()}</p>
    }
    .into_any()
}

/// Whether it is there, and when it arrives.
#[component]
fn Promises(chosen: Chosen) -> impl IntoView {
    let (arrives, deadline) = chosen.product.with_value(|product| (product.arrives.clone(), product.deadline.clone()));
    let stock = move || match chosen.read(|variant| variant.stock) {
        Some(StockView::InStock) => (style::good, "In stock.".to_owned()),
        Some(StockView::Low(left)) => (style::few, format!("Only {left} left.")),
        Some(StockView::Later(day)) => {
            let quantity = 1;
            (style::later, format!("{}.", Later { quantity, expected_on: day }.words(quantity, None)))
        }
        Some(StockView::SoldOut) | None => (style::few, "Sold out.".to_owned()),
    };
    let is_there = Memo::new(move |_| {
        chosen.read(|variant| matches!(variant.stock, StockView::InStock | StockView::Low(_))).unwrap_or(false)
    });
    let elsewhere = move || match chosen.read(|variant| variant.stock) {
        Some(StockView::Later(_)) => "you can order it now",
        _ => "look at the other variants",
    };
    view! {
        <ul class=style::promises>
            <li>
                <Icon name=IconName::Delivery />
                <p>
                    {move || {
                        let (class, words) = stock();
                        view! { <strong class=class>{words}</strong> }
                    }}
                    " "
                    {move || is_there.get().then(|| arrives.clone())}
                    <span>{move || if is_there.get() { deadline.clone() } else { elsewhere().to_owned() }}</span>
                </p>
            </li>
        </ul>
    }
    .into_any()
}
