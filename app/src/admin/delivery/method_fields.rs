//! The fields of a way of delivery.

use domain::{
    kernel::Money,
    shipping::{MethodForm, TierForm, view::ShippingDesk},
};
use leptos::prelude::*;

use super::style;
use crate::admin::parts::{
    form::{Choice, FormState, TextField, Tick},
    record,
};

/// The first part of the fields' names.
pub const ROOT: &str = "method";

/// So many lines of prices there are at least.
const LINES: usize = 4;

/// What the fields must know of the shop.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct About {
    /// Code and name of the further languages.
    languages: Vec<(String, String)>,
    /// The value of the goods from which delivery is free by the shop's settings.
    free_from: Option<Money>,
}

impl About {
    /// What a desk says.
    pub fn of(desk: &ShippingDesk) -> Self {
        let languages = desk.languages.iter().map(|language| (language.code().to_owned(), language.name().to_owned()));
        Self { languages: languages.collect(), free_from: desk.free_from }
    }
}

/// Everything of a way but its code.
#[component]
pub fn MethodFields(
    /// The form.
    form: FormState,
    /// What stands in the fields.
    method: MethodForm,
    /// What they must know of the shop.
    about: About,
) -> impl IntoView {
    let names = about.languages.into_iter().map(|(code, language)| {
        let value = method.names.get(&code).cloned().unwrap_or_default();
        let label = format!("Name in {language}");
        view! { <TextField form path=format!("names.{code}") label value hint="Empty for the same name." /> }
    });
    let kinds = vec![("delivery", "It is brought".to_owned()), ("pickup", "The shopper fetches it".to_owned())];
    view! {
        <TextField form path="name" label="Name" value=method.name required=true hint="Shoppers read it." />
        {names.collect_view()}
        <div class=record::two>
            <Choice form path="kind" label="How" options=kinds chosen=method.kind />
            <TextField
                form
                path="position"
                label="Place in its zone"
                value=method.position
                keys="numeric"
                hint="1 stands first and is chosen beforehand."
            />
        </div>
        <Prices form basis=method.basis tiers=method.tiers />
        <Free form free=method.free amount=method.free_from setting=about.free_from />
        <div class=record::two>
            <TextField
                form
                path="most_kilograms"
                label="Carries at most, in kilograms"
                value=method.most_kilograms
                keys="decimal"
                hint="All things of an order together. Empty for anything."
            />
            <TextField
                form
                path="longest_centimetres"
                label="Longest side, in centimetres"
                value=method.longest_centimetres
                keys="decimal"
                hint="Of each thing. Empty for anything."
            />
        </div>
        <div class=record::two>
            <TextField form path="days_least" label="Fewest working days" value=method.days_least keys="numeric" />
            <TextField
                form
                path="days_most"
                label="Most working days"
                value=method.days_most
                keys="numeric"
                hint="From the day on which it leaves you."
            />
        </div>
        <Tick form path="active" label="Shoppers can choose it" checked=method.active />
    }
    .into_any()
}

#[component]
fn Prices(form: FormState, basis: String, tiers: Vec<TierForm>) -> impl IntoView {
    let bases = vec![
        ("flat", "Nothing: one price".to_owned()),
        ("weight", "The weight, in kilograms".to_owned()),
        ("goods", "The value of the goods".to_owned()),
    ];
    let count = tiers.len().saturating_add(2).max(LINES);
    let lines = tiers.into_iter().chain(std::iter::repeat_with(TierForm::default)).take(count).enumerate();
    let lines = lines
        .map(|(index, tier)| {
            let class = if index == 0 { record::two.to_owned() } else { format!("{} {}", record::two, style::more) };
            let step = if index == 0 { "From nothing on" } else { "Over kilograms, or from a value of" };
            view! {
                <div class=class>
                    <div class=style::step>
                        <TextField form path=format!("tiers.{index}.step") label=step value=tier.step keys="decimal" />
                    </div>
                    <TextField form path=format!("tiers.{index}.price") label="Price" value=tier.price keys="decimal" />
                </div>
            }
        })
        .collect_view();
    view! {
        <div class=format!("{} {}", style::group, style::prices)>
            <Choice form path="basis" label="The price depends on" options=bases chosen=basis />
            <div class=style::tiers>{lines}</div>
        </div>
    }
    .into_any()
}

#[component]
fn Free(form: FormState, free: String, amount: String, setting: Option<Money>) -> impl IntoView {
    let setting = match setting {
        Some(from) => format!("From {from} on, by the shop's settings"),
        None => "By the shop's settings, which name no amount".to_owned(),
    };
    let options = vec![("never", "Never".to_owned()), ("setting", setting), ("amount", "From an amount on".to_owned())];
    view! {
        <div class=format!("{} {}", record::two, style::free)>
            <Choice form path="free" label="Free" options chosen=free />
            <div class=style::ofamount>
                <TextField form path="free_from" label="From goods of" value=amount keys="decimal" />
            </div>
        </div>
    }
    .into_any()
}
