//! How complete the product is, and the way to each thing that is missing.

use domain::catalog::{Gap, completeness, view::ProductForm};
use leptos::prelude::*;

use super::{
    attribute_input::attribute_path,
    editor::EditorState,
    input::{field_name, picture_key},
    style,
};
use crate::admin::parts::style as part;

/// The card of completeness.
#[component]
pub fn Readiness(
    /// The form.
    editor: EditorState,
) -> impl IntoView {
    move || {
        let (told, missing) = editor.saved.with(|saved| {
            let told = completeness(saved);
            let missing: Vec<Missing> = told.missing.iter().flat_map(|gap| Missing::of(*gap, saved)).collect();
            (told, missing)
        });
        let score = told.score;
        view! {
            <section class=format!("{} {}", part::card, style::block) aria-labelledby="readiness">
                <div class=style::score>
                    <h2 id="readiness">"Completeness"</h2>
                    <strong>{score} " %"</strong>
                </div>
                <progress class=style::meter max="100" value=score.to_string() aria-labelledby="readiness"></progress>
                {if missing.is_empty() {
                    view! { <p class=part::hint>"Nothing is missing."</p> }.into_any()
                } else {
                    view! {
                        <ul class=style::gaps>
                            {missing
                                .into_iter()
                                .map(|missing| {
                                    view! {
                                        <li>
                                            <a href=missing.href rel="external">
                                                {missing.advice}
                                            </a>
                                            {missing
                                                .weight
                                                .map(|weight| view! { <span class=part::small>"+" {weight}</span> })}
                                        </li>
                                    }
                                })
                                .collect_view()}
                        </ul>
                    }
                        .into_any()
                }}
            </section>
        }
    }
}

/// Something that is missing, and the way to where it is mended.
struct Missing {
    advice: String,
    href: String,
    /// What it counts; of several that count together, the first says it.
    weight: Option<u8>,
}

impl Missing {
    /// One for each gap; of attributes one for each that is missing.
    fn of(gap: Gap, form: &ProductForm) -> Vec<Self> {
        if gap != Gap::Attributes {
            let href = match gap {
                Gap::Safety if !form.brand.trim().is_empty() => "/admin/brands".to_owned(),
                gap => format!("#{}", target(gap, form)),
            };
            return vec![Self { advice: advice(gap).to_owned(), href, weight: Some(gap.weight()) }];
        }
        let missing = form.attributes.iter().filter(|field| field.required && field.values.is_empty());
        let told = missing.enumerate().map(|(place, field)| Self {
            advice: format!("Fill in “{}”", field.definition.label),
            href: format!("#{}", field_name(&attribute_path(&field.definition.key))),
            weight: (place == 0).then_some(gap.weight()),
        });
        told.collect()
    }
}

fn advice(gap: Gap) -> &'static str {
    match gap {
        Gap::Title => "Give it a name",
        Gap::Description => "Describe it in 150 characters or more",
        Gap::Picture => "Add a picture",
        Gap::AlternativeText => "Say what each picture shows",
        Gap::Price => "Set every price",
        Gap::Category => "Choose a category",
        Gap::Brand => "Name the brand",
        Gap::Barcode => "Add every barcode",
        Gap::Weight => "Weigh every variant",
        Gap::Cost => "Note what it costs you",
        Gap::Origin => "Name the country of origin",
        Gap::Attributes => "Fill in what its type requires",
        Gap::Safety => "Name who answers for its safety",
    }
}

/// The id of the place where it is mended.
fn target(gap: Gap, form: &ProductForm) -> String {
    let variant = |field: &str, lacks: fn(&domain::catalog::view::VariantForm) -> bool| {
        let place = form.variants.iter().position(lacks).unwrap_or(0);
        field_name(&format!("variants.{place}.{field}"))
    };
    match gap {
        Gap::Title => field_name("title"),
        Gap::Description => field_name("description_html"),
        Gap::Picture => "pictures".to_owned(),
        Gap::AlternativeText => {
            form.pictures.iter().find(|picture| picture.alternative_text.trim().is_empty()).map_or_else(
                || "pictures".to_owned(),
                |picture| field_name(&format!("alternative_texts.{}", picture_key(picture.id))),
            )
        }
        Gap::Price => variant("price", |variant| variant.price.minor == 0),
        Gap::Category => field_name("categories"),
        Gap::Brand | Gap::Safety => field_name("brand"),
        Gap::Attributes => "attributes".to_owned(),
        Gap::Barcode => variant("barcode", |variant| variant.barcode.is_empty()),
        Gap::Weight => variant("weight_grams", |variant| variant.weight_grams == 0),
        Gap::Cost => variant("cost", |variant| variant.cost.is_none()),
        Gap::Origin => field_name("parcel.origin_country"),
    }
}
