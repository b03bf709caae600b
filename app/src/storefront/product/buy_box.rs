//! Price, choice, quantity, button, promises and details.

use domain::catalog::view::{ProductPageView, StockView, VariantView};
use leptos::prelude::*;
use ui::{Icon, IconName};

use super::{api::ProductData, choice::variant_with, style};
use crate::storefront::cart::AddToCartForm;

/// The column beside the pictures.
#[component]
pub fn BuyBox(
    /// The page.
    data: ProductData,
    /// The index of the chosen variant.
    chosen: Memo<usize>,
) -> impl IntoView {
    let product = StoredValue::new(data.product.clone());
    let variant = Memo::new(move |_| product.with_value(|product| product.variants.get(chosen.get()).cloned()));
    let delivery = delivery_words(&data);
    view! {
        <div class=style::column>
            <h1>{data.product.title.clone()}</h1>
            <p class=style::fact>{data.product.fact.clone()}</p>
            {move || variant.get().map(|variant| price(&variant, &delivery))}
            <Options product chosen />
            <AddToCartForm variant />
            {move || variant.get().map(|variant| promises(&variant, &data))}
            {product.with_value(details)}
        </div>
    }
    .into_any()
}

fn delivery_words(data: &ProductData) -> String {
    let price = data
        .delivery
        .map(|price| if price.minor == 0 { "free delivery".to_owned() } else { format!("delivery {price}") });
    let free = data.free_from.map(|from| format!("free from {from}"));
    [Some("includes VAT".to_owned()), price, free].into_iter().flatten().collect::<Vec<_>>().join(" · ").replacen(
        " · free from",
        ", free from",
        1,
    )
}

fn price(variant: &VariantView, delivery: &str) -> AnyView {
    let former = variant.compare_at.filter(|former| former.minor > variant.price.minor);
    let unit_price = variant.unit_price.as_ref().map(|unit| format!("{} per {} · ", unit.price, unit.per));
    view! {
        <div class=style::price>
            <p>
                {former.map(|former| view! { <s><span class=ui::HIDDEN>"Formerly "</span>{former.to_string()}</s> })}
                <strong class=if former.is_some() { style::reduced } else { style::plain }>{variant.price.to_string()}</strong>
            </p>
            <small>{unit_price}{delivery.to_owned()}</small>
        </div>
    }
    .into_any()
}

#[component]
fn Options(product: StoredValue<ProductPageView>, chosen: Memo<usize>) -> impl IntoView {
    let options = product.with_value(|product| product.options.clone());
    options
        .into_iter()
        .enumerate()
        .map(|(index, option)| {
            let current = move || {
                product.with_value(|product| {
                    product.variants.get(chosen.get()).and_then(|variant| variant.choice.get(index).copied())
                })
            };
            let labels: Vec<String> = option.values.iter().map(|value| value.label.clone()).collect();
            let label = move || current().and_then(|value| labels.get(value).cloned());
            let values = option
                .values
                .into_iter()
                .enumerate()
                .map(|(value_index, value)| {
                    let leads_to = move || {
                        product.with_value(|product| {
                            variant_with(product, chosen.get(), index, value_index).map(|variant| {
                                let sold_out = variant.stock == StockView::SoldOut;
                                (
                                    format!("/products/{}?variant={}", product.slug, variant.sku.replace(' ', "+")),
                                    sold_out,
                                )
                            })
                        })
                    };
                    let sold_out = move || leads_to().is_none_or(|(_, sold_out)| sold_out);
                    let is_colour = value.colour.is_some();
                    let words = value.label.clone();
                    view! {
                        <li>
                            <a
                                class=if is_colour { style::swatch } else { style::value }
                                class=(style::sold_out, sold_out)
                                href=move || leads_to().map(|(href, _)| href)
                                aria-current=move || (current() == Some(value_index)).then_some("true")
                                aria-label=move || if sold_out() { format!("{words}, sold out") } else { words.clone() }
                                data-noscroll=""
                                rel="nofollow"
                            >
                                {match value.colour {
                                    Some(colour) => view! {
                                        <svg viewBox="0 0 40 40" aria-hidden="true">
                                            <circle cx="20" cy="20" r="18" fill=format!("#{colour}")></circle>
                                        </svg>
                                    }.into_any(),
                                    None => value.label.into_any(),
                                }}
                            </a>
                        </li>
                    }
                })
                .collect_view();
            view! {
                <div class=style::option role="group" aria-label=option.name.clone()>
                    <p><strong>{option.name.clone()}</strong> " " {label}</p>
                    <ul>{values}</ul>
                </div>
            }
        })
        .collect_view()
        .into_any()
}

fn promises(variant: &VariantView, data: &ProductData) -> AnyView {
    let stock = match variant.stock {
        StockView::InStock => Some((style::good, "In stock.".to_owned())),
        StockView::Low(left) => Some((style::low, format!("Only {left} left."))),
        StockView::SoldOut => None,
    };
    let arrival = stock.and_then(|stock| data.arrives.map(|arrives| (stock, arrives.to_string())));
    let made =
        data.product.details.iter().find(|(label, _)| label == "Made in").map(|(_, place)| format!("Made in {place}"));
    view! {
        <ul class=style::promises>
            {arrival.map(|((class, words), arrives)| view! {
                <li>
                    <Icon name=IconName::Delivery />
                    <p><strong class=class>{words}</strong> {format!(" Arrives {arrives}")}<span>"when ordered before 14:00"</span></p>
                </li>
            })}
            <li>
                <Icon name=IconName::Return />
                <p>"30 days to return it"<span>"no reason needed"</span></p>
            </li>
            {made.map(|made| view! {
                <li><Icon name=IconName::Leaf /><p>{made}<span>{data.product.brand.clone()}</span></p></li>
            })}
        </ul>
    }
    .into_any()
}

fn details(product: &ProductPageView) -> AnyView {
    let rows = product
        .details
        .iter()
        .map(|(label, value)| view! { <tr><th scope="row">{label.clone()}</th><td>{value.clone()}</td></tr> })
        .collect_view();
    view! {
        <div class=style::details>
            <details open=true>
                <summary><h2>"About it"</h2></summary>
                <div class=style::text inner_html=product.description_html.clone()></div>
            </details>
            <details open=true>
                <summary><h2>"Details"</h2></summary>
                <table><tbody>{rows}</tbody></table>
            </details>
            <details>
                <summary><h2>"Delivery and returns"</h2></summary>
                <div class=style::text>
                    <p>"What is ordered before 14:00 on a working day leaves on the same day. The checkout names the day of arrival for every way of delivery before you pay."</p>
                    <p>"You have 30 days to send it back, for any reason. Write to us with the number of your order."</p>
                </div>
            </details>
        </div>
    }
    .into_any()
}
