//! Whether shoppers see the product, from when on, and what else keeps them from buying it.

use domain::catalog::{Obstacle, ShopAbility, obstacles, view::ProductForm};
use leptos::prelude::*;

use super::{FORM, editor::EditorState, field::Field, input::field_name, publish_input, style};
use crate::admin::parts::{
    badge::{Badge, Tone},
    style as part,
};

/// The card of what belongs to the kind of the product: no field of the form.
const GOODS: &str = "goods";

/// The card of publication.
#[component]
pub fn Publication(
    /// The form.
    editor: EditorState,
) -> impl IntoView {
    let publish_at = Signal::derive(move || {
        editor.saved.with(|saved| saved.publish_at.map(publish_input::write).unwrap_or_default())
    });
    let state = move || {
        let (tone, label) = editor.saved.with(state_of);
        view! { <Badge tone label /> }
    };
    view! {
        <section class=format!("{} {}", part::card, style::block)>
            <label class=style::tick>
                <input
                    type="checkbox"
                    id=field_name("published")
                    name=field_name("published")
                    form=FORM
                    value="true"
                    checked=move || editor.saved.with(|saved| saved.published)
                />
                <span>
                    <strong>"Published" {state}</strong>
                    <small class=part::small>"Shoppers see it and can buy it."</small>
                </span>
            </label>
            <div class=style::later>
                <Field
                    editor
                    path="publish_at"
                    label="Publish by itself on"
                    value=publish_at
                    kind="datetime-local"
                    hint="Day and time in UTC. It appears in the shop within seconds; leave it empty to publish by hand."
                />
            </div>
            <Doctor editor />
        </section>
    }
}

fn state_of(saved: &ProductForm) -> (Tone, &'static str) {
    match saved.publish_at {
        _ if saved.published => (Tone::Good, "In the shop"),
        Some(_) => (Tone::Info, "Scheduled"),
        None => (Tone::Neutral, "Draft"),
    }
}

/// Why customers cannot buy it, each reason with the way to its cure; one calm line when they can.
#[component]
fn Doctor(editor: EditorState) -> impl IntoView {
    let shop = editor
        .choices
        .with_value(|choices| ShopAbility { delivers: choices.delivers, takes_payment: choices.takes_payment });
    move || {
        let found = editor.saved.with(|saved| obstacles(saved, shop));
        let shown = editor.saved.with(|saved| saved.published.then(|| format!("/products/{}", saved.slug)));
        let stopped = found.iter().any(|obstacle| obstacle.stops_buying());
        let question = if stopped { "Why can’t customers buy this?" } else { "Customers can buy this" };
        view! {
            <div class=style::doctor>
                <strong>{question}</strong>
                <ul>{found.into_iter().map(|obstacle| reason(editor, obstacle)).collect_view()}</ul>
                {shown
                    .map(|href| {
                        view! {
                            <a href=href rel="external">
                                "See it as a shopper"
                            </a>
                        }
                    })}
            </div>
        }
    }
}

fn reason(editor: EditorState, obstacle: Obstacle) -> impl IntoView {
    let (words, cure) = match obstacle {
        Obstacle::NotPublished => ("It is not published.".to_owned(), Some(("Publish it", "published".to_owned()))),
        Obstacle::Scheduled(moment) => (
            format!("It appears on {}.", publish_input::write(moment).replace('T', " at ")),
            Some(("Change the day", "publish_at".to_owned())),
        ),
        Obstacle::NoVariant => ("It has no variant that is for sale.".to_owned(), None),
        Obstacle::NoPrice => {
            ("A variant costs nothing.".to_owned(), Some(("Set the price", variant_path(editor, "price"))))
        }
        Obstacle::NoStock => {
            ("Nothing of it is in stock.".to_owned(), Some(("Count the stock", variant_path(editor, "on_hand"))))
        }
        Obstacle::NoParts => {
            ("It is a bundle, but nothing is in it.".to_owned(), Some(("Add its parts", GOODS.to_owned())))
        }
        Obstacle::PartMissing => {
            ("A part of the bundle is missing.".to_owned(), Some(("Look at its parts", GOODS.to_owned())))
        }
        Obstacle::NoFiles => {
            ("A variant has no file: its buyers would get nothing.".to_owned(), Some(("Add a file", GOODS.to_owned())))
        }
        Obstacle::NoCategory => (
            "It is in no category: only search and links lead to it.".to_owned(),
            Some(("Choose a category", "categories".to_owned())),
        ),
        Obstacle::NoDelivery => ("The shop delivers nowhere. Set its country in the configuration.".to_owned(), None),
        Obstacle::NoPayment => ("The shop takes no payment. Set one up in the configuration.".to_owned(), None),
    };
    view! {
        <li>
            {words}
            {cure
                .map(|(label, path)| {
                    view! {
                        " "
                        <a href=format!("#{}", if path == GOODS { path } else { field_name(&path) }) rel="external">
                            {label}
                        </a>
                    }
                })}
        </li>
    }
}

/// The field of the first variant that needs it.
fn variant_path(editor: EditorState, field: &str) -> String {
    let place = editor.saved.with_untracked(|saved| {
        saved.variants.iter().position(|variant| match field {
            "price" => variant.price.minor == 0,
            _ => variant.on_hand <= variant.reserved,
        })
    });
    format!("variants.{}.{field}", place.unwrap_or(0))
}
