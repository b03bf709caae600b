//! The variants as a grid of fields: SKU, price, former price and stock; below each what is needed less often.

use domain::{
    catalog::{CONTENT_UNITS, unit_price},
    tax::TaxClass,
};
use leptos::prelude::*;

use super::{FORM, VariantInput, editor::EditorState, input::field_name, style};
use crate::admin::parts::style as part;

/// The variants.
#[component]
pub fn Variants(
    /// The form.
    editor: EditorState,
) -> impl IntoView {
    let count = editor.saved.with_untracked(|saved| saved.variants.len());
    let options = editor.saved.with_untracked(|saved| format!("/admin/products/{}/options", saved.id));
    let currency = editor.saved.with_untracked(|saved| {
        saved.variants.first().map(|variant| variant.price.currency.code().to_owned()).unwrap_or_default()
    });
    view! {
        <section class=part::card aria-labelledby="variants">
            <div class=part::cardhead>
                <h2 id="variants">"Variants"</h2>
                <span class=part::aside>
                    {currency} ", tax included · "
                    <a href=options>"Edit options"</a>
                </span>
            </div>
            <table class=style::grid>
                <thead>
                    <tr>
                        <th scope="col">"Variant"</th>
                        <th scope="col">"SKU"</th>
                        <th scope="col" class=part::numeric>
                            "Price"
                        </th>
                        <th scope="col" class=part::numeric>
                            "Former price"
                        </th>
                        <th scope="col" class=part::numeric>
                            "Stock"
                        </th>
                    </tr>
                </thead>
                <tbody>{(0..count).map(|place| view! { <Row editor place /> }).collect_view()}</tbody>
            </table>
        </section>
    }
}

#[component]
fn Row(editor: EditorState, place: usize) -> impl IntoView {
    let of_variant = move |read: fn(&super::VariantInput) -> String| {
        Signal::derive(move || {
            editor.saved.with(|saved| {
                saved.variants.get(place).map(|variant| read(&VariantInput::of(variant))).unwrap_or_default()
            })
        })
    };
    let title = editor
        .saved
        .with_untracked(|saved| saved.variants.get(place).map(|variant| variant.title.clone()).unwrap_or_default());
    let title = if title.is_empty() { "Only variant".to_owned() } else { title };
    let further = title.clone();
    let reserved = move || {
        let reserved = editor.saved.with(|saved| saved.variants.get(place).map_or(0, |variant| variant.reserved));
        (reserved > 0).then(|| view! { <small class=part::small>{reserved} " in orders"</small> })
    };
    let hidden = |field: &str| field_name(&format!("variants.{place}.{field}"));
    view! {
        <tr>
            <th scope="row" class=style::variant>
                {title.clone()}
                <input type="hidden" form=FORM name=hidden("id") value=of_variant(|variant| variant.id.to_string()) />
                <input
                    type="hidden"
                    form=FORM
                    name=hidden("seen_on_hand")
                    value=of_variant(|variant| variant.seen_on_hand.to_string())
                />
            </th>
            <Cell editor place field="sku" label="SKU" title=title.clone() value=of_variant(|variant| variant.sku.clone()) />
            <Cell
                editor
                place
                field="price"
                label="Price"
                title=title.clone()
                value=of_variant(|variant| variant.price.clone())
                decimal=true
            />
            <Cell
                editor
                place
                field="compare_at"
                label="Former price"
                title=title.clone()
                value=of_variant(|variant| variant.compare_at.clone())
                decimal=true
            />
            <Cell
                editor
                place
                field="on_hand"
                label="Stock"
                title=title
                value=of_variant(|variant| variant.on_hand.clone())
                whole=true
            >
                {reserved}
            </Cell>
        </tr>
        <tr class=style::more>
            <td colspan="5">
                <details open=move || further_refused(editor, place)>
                    <summary>"Barcode, weight, cost, tax and contents"</summary>
                    <Further editor place title=further />
                </details>
            </td>
        </tr>
    }
}

/// Whether one of the folded fields needs another look.
fn further_refused(editor: EditorState, place: usize) -> bool {
    ["barcode", "weight_grams", "cost", "tax_class", "content_amount", "content_unit"]
        .into_iter()
        .any(|field| editor.refusal_of(&format!("variants.{place}.{field}")).is_some())
}

/// What one weighs and costs, and the number below its bars.
#[component]
fn Further(editor: EditorState, place: usize, title: String) -> impl IntoView {
    let (for_contents, for_tax) = (title.clone(), title.clone());
    let stock = editor.saved.with_untracked(|saved| {
        let variant = saved.variants.get(place).map_or(0, |variant| variant.id.0);
        format!("/admin/stock/variants/{variant}")
    });
    let fields = [("barcode", "Barcode (GTIN)", false), ("weight_grams", "Weight (g)", true), ("cost", "Cost", true)];
    let value = move |field: &'static str| {
        Signal::derive(move || {
            editor.saved.with(|saved| {
                let variant = saved.variants.get(place).map(VariantInput::of);
                variant.map_or_else(String::new, |variant| match field {
                    "barcode" => variant.barcode,
                    "weight_grams" => variant.weight_grams,
                    _ => variant.cost,
                })
            })
        })
    };
    view! {
        <p class=part::small>
            <a href=stock>"Stock, movements and margin"</a>
        </p>
        <div class=style::three>
            {fields
                .into_iter()
                .map(|(field, label, amount)| {
                    let name = field_name(&format!("variants.{place}.{field}"));
                    let refusal = move || editor.refusal_of(&format!("variants.{place}.{field}"));
                    let value = value(field);
                    view! {
                        <div class=part::field>
                            <label for=name.clone()>{label}</label>
                            <input
                                id=name.clone()
                                name=name
                                form=FORM
                                value=move || value.get()
                                inputmode=if amount { "decimal" } else { "numeric" }
                                autocomplete="off"
                                aria-label=format!("{label}: {title}")
                                aria-invalid=move || refusal().is_some().to_string()
                            />
                            {move || refusal().map(|words| view! { <p class=part::complaint>{words}</p> })}
                        </div>
                    }
                })
                .collect_view()}
            <Tax editor place title=for_tax />
            <Contents editor place title=for_contents />
        </div>
    }
}

/// Which of a country's rates of tax it has. A word that came from another shop is offered beside the known ones.
#[component]
fn Tax(editor: EditorState, place: usize, title: String) -> impl IntoView {
    let name = field_name(&format!("variants.{place}.tax_class"));
    let refusal = move || editor.refusal_of(&format!("variants.{place}.tax_class"));
    let class = move || {
        editor
            .saved
            .with(|saved| saved.variants.get(place).map(|variant| variant.tax_class.clone()).unwrap_or_default())
    };
    let brought = untrack(class);
    let brought = TaxClass::ALL.iter().all(|known| known.key() != brought).then_some(brought);
    let known = TaxClass::ALL.into_iter().map(|known| {
        view! { <option value=known.key() selected=move || class() == known.key()>{known.label()}</option> }
    });
    view! {
        <div class=part::field>
            <label for=name.clone()>"Tax class"</label>
            <select
                id=name.clone()
                name=name
                form=FORM
                aria-label=format!("Tax class: {title}")
                aria-invalid=move || refusal().is_some().to_string()
            >
                {known.collect_view()}
                {brought.map(|word| view! { <option value=word.clone() selected>{word.clone()} " (as standard)"</option> })}
            </select>
            {move || refusal().map(|words| view! { <p class=part::complaint>{words}</p> })}
        </div>
    }
}

/// How much is in one: shops must tell the price of a unit of measure of what is sold by weight, volume or length.
#[component]
fn Contents(editor: EditorState, place: usize, title: String) -> impl IntoView {
    let name = |field: &str| field_name(&format!("variants.{place}.{field}"));
    let refusal = move |field: &str| editor.refusal_of(&format!("variants.{place}.{field}"));
    let refused = move || refusal("content_amount").or_else(|| refusal("content_unit"));
    let amount = move || {
        let amount = editor.saved.with(|saved| saved.variants.get(place).and_then(|variant| variant.content_amount));
        amount.map(|amount| amount.to_string()).unwrap_or_default()
    };
    let is_unit = move |unit: &str| {
        editor.saved.with(|saved| saved.variants.get(place).is_some_and(|variant| variant.content_unit == unit))
    };
    let told = move || {
        let price = editor.saved.with(|saved| {
            let variant = saved.variants.get(place)?;
            unit_price(variant.price, variant.content_amount?, &variant.content_unit)
        });
        price.map_or_else(
            || "Empty for what is sold by the piece.".to_owned(),
            |price| format!("Shoppers read {} / {}.", price.price, price.per),
        )
    };
    let units = CONTENT_UNITS.into_iter().map(|unit| {
        view! { <option value=unit selected=move || is_unit(unit)>{unit}</option> }
    });
    view! {
        <div class=part::field>
            <label for=name("content_amount")>"Contents"</label>
            <div class=style::contents>
                <input
                    id=name("content_amount")
                    name=name("content_amount")
                    form=FORM
                    value=amount
                    inputmode="numeric"
                    autocomplete="off"
                    aria-label=format!("Contents: {title}")
                    aria-invalid=move || refused().is_some().to_string()
                />
                <select
                    id=name("content_unit")
                    name=name("content_unit")
                    form=FORM
                    aria-label=format!("Unit of the contents: {title}")
                >
                    {units.collect_view()}
                </select>
            </div>
            <p class=part::hint>{told}</p>
            {move || refused().map(|words| view! { <p class=part::complaint>{words}</p> })}
        </div>
    }
}

#[component]
fn Cell(
    editor: EditorState,
    place: usize,
    field: &'static str,
    label: &'static str,
    title: String,
    value: Signal<String>,
    #[prop(optional)] decimal: bool,
    #[prop(optional)] whole: bool,
    #[prop(optional)] children: Option<Children>,
) -> impl IntoView {
    let path = StoredValue::new(format!("variants.{place}.{field}"));
    let name = field_name(&path.get_value());
    let wrong = StoredValue::new(format!("{name}-wrong"));
    let refusal = move || path.with_value(|path| editor.refusal_of(path));
    let mode = match (decimal, whole) {
        (true, _) => "decimal",
        (_, true) => "numeric",
        _ => "text",
    };
    view! {
        <td class=style::cell data-label=label>
            <input
                class=part::input
                class=(part::numeric, decimal || whole)
                id=name.clone()
                name=name
                form=FORM
                value=move || value.get()
                inputmode=mode
                autocomplete="off"
                aria-label=format!("{label}: {title}")
                aria-invalid=move || refusal().is_some().to_string()
                aria-describedby=move || refusal().map(|_| wrong.get_value())
            />
            {children.map(|children| children())}
            {move || refusal().map(|words| view! { <p class=part::complaint id=wrong.get_value()>{words}</p> })}
        </td>
    }
}
