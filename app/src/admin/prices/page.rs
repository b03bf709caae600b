//! The page with a product's prices in other currencies.

use domain::{
    currency::{
        Selling,
        view::{ProductPrices, VariantPrices},
    },
    kernel::{Currency, Money, ProductId},
};
use leptos::{form::ActionForm, prelude::*};

use super::{
    api::{SavePrices, read_prices},
    style,
};
use crate::{
    admin::{
        layout::AdminState,
        parts::{
            form::{FormState, last_sent},
            leave, record,
            refusal::{Complaint, Refusal},
            skeleton::RecordSkeleton,
            style as part,
        },
    },
    data::part_data,
};

const ROOT: &str = "own";

/// The prices of one product.
#[component]
pub fn PricesPage(
    /// Which.
    id: ProductId,
) -> impl IntoView {
    let told = AdminState::of_frame();
    let save = ServerAction::<SavePrices>::new();
    let form = FormState::new(ROOT, move || save.value().get());
    let typed = leave::typed(told);
    let saved = RwSignal::new(0_u32);
    form.on_saved(move || {
        typed.set(Vec::new());
        told.say("Prices saved");
        saved.update(|saved| *saved = saved.wrapping_add(1));
    });
    let data = part_data(move || saved.get(), move |_| read_prices(id));
    view! {
        <div on:input=move |_| typed.set(vec!["prices"])>
            <Transition fallback=RecordSkeleton>
                {move || Suspend::new(async move {
                    match data.await {
                        Ok(prices) => view! { <Prices id prices form save /> }.into_any(),
                        Err(error) => view! { <Refusal error /> }.into_any(),
                    }
                })}
            </Transition>
        </div>
    }
}

#[component]
fn Prices(id: ProductId, prices: ProductPrices, form: FormState, save: ServerAction<SavePrices>) -> impl IntoView {
    let ProductPrices { title, currencies, variants } = prices;
    let head = view! {
        <nav class=record::path aria-label="Path">
            <a href="/admin/products">"Products"</a>
            " / "
            <a href=format!("/admin/products/{id}")>{title}</a>
            " /"
        </nav>
        <header class=part::titlerow>
            <h1 class=part::title>"Prices in other currencies"</h1>
        </header>
        <p class=record::lead>
            "An empty field follows the rate, as it stands there in grey. A price of its own goes before the rate; without a former price of its own it is not reduced."
        </p>
    };
    let failed = Signal::derive(move || form.failure());
    let sent = last_sent(save);
    if currencies.is_empty() {
        return view! {
            {head}
            <section class=format!("{} {}", part::card, part::empty)>
                <h2>"You sell in one currency"</h2>
                <p>"Add another one, and what this product costs in it stands here."</p>
                <a class=part::button href="/admin/currencies">"Currencies"</a>
            </section>
        }
        .into_any();
    }
    let card = |selling: Selling| {
        let code = selling.currency.code().to_owned();
        let heading = format!("prices-{code}");
        let labelled = heading.clone();
        let rows = variants.iter().map(|variant| row(variant, &selling, (form, sent))).collect_view();
        view! {
            <section class=part::card aria-labelledby=labelled>
                <div class=part::cardhead>
                    <h2 id=heading>{code.clone()}</h2>
                    <span class=part::aside>{format!("1 {} = {} {code}", selling.base.code(), selling.rate)}</span>
                </div>
                <ActionForm action=save>
                    <input type="hidden" name="product" value=id.to_string() />
                    <input type="hidden" name="code" value=code.clone() />
                    <div class=style::scroll>
                        <table class=record::table>
                            <thead>
                                <tr>
                                    <th scope="col">"Variant"</th>
                                    <th scope="col" class=record::number>{selling.base.code().to_owned()}</th>
                                    <th scope="col" class=record::number>"Price"</th>
                                    <th scope="col" class=record::number>"Before"</th>
                                </tr>
                            </thead>
                            <tbody>{rows}</tbody>
                        </table>
                    </div>
                    <div class=record::block>
                        <button class=part::button disabled=move || save.pending().get()>{format!("Save prices in {code}")}</button>
                    </div>
                </ActionForm>
            </section>
        }
    };
    let cards = currencies.into_iter().map(card).collect_view();
    view! {
        {head}
        <Complaint message=failed />
        <div class=format!("{} {}", record::main, record::narrow)>{cards}</div>
    }
    .into_any()
}

fn row(variant: &VariantPrices, selling: &Selling, state: State) -> impl IntoView + use<> {
    let own = variant.own_in(selling.currency);
    let decimal = |minor: i64| Money::new(minor, selling.currency).decimal();
    let by_rate = selling.price(None, (variant.price, variant.compare_at)).ok();
    let name = if variant.title.is_empty() { variant.sku.clone() } else { variant.title.clone() };
    let code = selling.currency.code();
    let price = Field {
        currency: selling.currency,
        path: format!("price.{}", variant.id),
        label: format!("Price of {name} in {code}"),
        value: own.map(|own| decimal(own.price)).unwrap_or_default(),
        by_rate: by_rate.map(|(price, _)| price.decimal()).unwrap_or_default(),
    };
    let former = Field {
        currency: selling.currency,
        path: format!("compare_at.{}", variant.id),
        label: format!("Former price of {name} in {code}"),
        value: own.and_then(|own| own.compare_at).map(decimal).unwrap_or_default(),
        by_rate: by_rate.and_then(|(_, former)| former).map(Money::decimal).unwrap_or_default(),
    };
    view! {
        <tr>
            <td>{name.clone()}</td>
            <td class=record::number>{variant.price.decimal()}</td>
            <td class=record::number data-label="Price">{price.view(state)}</td>
            <td class=record::number data-label="Before">{former.view(state)}</td>
        </tr>
    }
}

/// The answers to the forms, and which form was sent last.
type State = (FormState, StoredValue<Option<SavePrices>>);

/// A field of the table.
struct Field {
    currency: Currency,
    path: String,
    label: String,
    value: String,
    /// What stands there by the rate.
    by_rate: String,
}

impl Field {
    fn view(self, (form, sent): State) -> impl IntoView + use<> {
        let Self { currency, path, label, value, by_rate } = self;
        let name = form.name(&path);
        let path = StoredValue::new(path);
        let is_sent = move || sent.with_value(|sent| sent.as_ref().is_some_and(|sent| sent.code == currency.code()));
        let refusal = move || path.with_value(|path| form.refusal_of(path)).filter(|_| is_sent());
        view! {
            <input
                class=part::input
                name=name
                value=value
                placeholder=by_rate
                aria-label=label
                inputmode="decimal"
                autocomplete="off"
                maxlength="30"
                aria-invalid=move || refusal().is_some().to_string()
            />
            {move || refusal().map(|words| view! { <p class=part::complaint>{words}</p> })}
        }
    }
}
