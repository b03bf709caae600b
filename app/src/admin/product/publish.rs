//! Whether shoppers see the product, from when on, and what else keeps them from buying it.

use domain::{
    catalog::{Obstacle, ShopAbility, obstacles, view::ProductForm},
    kernel::Timestamp,
};
use leptos::prelude::*;

use super::{FORM, editor::EditorState, field::Field, input::field_name, publish_input, style};
use crate::admin::{
    clock::whole,
    layout::AdminState,
    parts::{badge::Tone, style as part},
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
    let state = AdminState::of_frame();
    let told = move || {
        let saved = editor.saved.with(|saved| (saved.published, saved.publish_at));
        let typed = editor.publication.get().map_or(saved, |(published, moment)| {
            // What cannot be read yet changes nothing.
            (published, publish_input::read(&moment).unwrap_or(saved.1))
        });
        outlook(saved, typed, |at| words_of(at, state.here(at)))
    };
    view! {
        <section class=format!("{} {} {}", part::card, style::block, style::publication)>
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
                    <strong>"Published"</strong>
                    <small class=part::small>{told}</small>
                </span>
            </label>
            <div class=style::later>
                <Field
                    editor
                    path="publish_at"
                    label="Publish by itself on"
                    value=publish_at
                    kind="datetime-local"
                    hint="Day and time in UTC; empty to publish by hand."
                />
            </div>
            <Doctor editor />
        </section>
    }
}

/// What shoppers see now, and when that changes. Both are whether it is published, and when it is by itself.
fn outlook(
    saved: (bool, Option<Timestamp>),
    typed: (bool, Option<Timestamp>),
    words: impl Fn(Timestamp) -> String,
) -> String {
    match (saved.0, typed.0) {
        (true, true) => "Shoppers see it now.".to_owned(),
        (false, true) => "Shoppers do not see it yet. Once you save, they do.".to_owned(),
        (true, false) => match typed.1 {
            None => "Shoppers see it now. Once you save, they no longer do.".to_owned(),
            Some(at) => format!("Shoppers see it now. Once you save, they do not before {}.", words(at)),
        },
        (false, false) => match typed.1 {
            Some(at) if saved.1 == typed.1 => format!("Shoppers see it from {} on.", words(at)),
            Some(at) => format!("Shoppers do not see it yet. Once you save, they do from {} on.", words(at)),
            None if saved.1.is_some() => "Shoppers will see it soon. Once you save, it stays a draft.".to_owned(),
            None => "A draft: shoppers do not see it.".to_owned(),
        },
    }
}

/// "1 Dec 2026, 08:00 UTC", and what that is by the clock here where it differs.
fn words_of(at: Timestamp, here: Timestamp) -> String {
    if at == here { format!("{} UTC", whole(at)) } else { format!("{} UTC ({} here)", whole(at), whole(here)) }
}

/// Its state in a word.
pub(super) fn state_of(saved: &ProductForm) -> (Tone, &'static str) {
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
        Obstacle::Scheduled(_) => {
            ("It is not published yet.".to_owned(), Some(("Change the day", "publish_at".to_owned())))
        }
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_line_says_what_shoppers_see_and_what_saving_changes() {
        let (day, later) = (Some(Timestamp(1_796_112_000_000)), Some(Timestamp(1_796_198_400_000)));
        let told = |saved, typed| outlook(saved, typed, |at| words_of(at, at));
        for (saved, typed, words) in [
            ((true, None), (true, None), "Shoppers see it now."),
            ((false, None), (true, None), "Shoppers do not see it yet. Once you save, they do."),
            ((false, day), (true, day), "Shoppers do not see it yet. Once you save, they do."),
            ((true, None), (false, None), "Shoppers see it now. Once you save, they no longer do."),
            ((false, None), (false, None), "A draft: shoppers do not see it."),
            ((false, day), (false, day), "Shoppers see it from 1 Dec 2026, 08:00 UTC on."),
            (
                (false, day),
                (false, later),
                "Shoppers do not see it yet. Once you save, they do from 2 Dec 2026, 08:00 UTC on.",
            ),
            ((false, day), (false, None), "Shoppers will see it soon. Once you save, it stays a draft."),
        ] {
            assert_eq!(told(saved, typed), words);
        }
        let hour = 3_600_000;
        assert_eq!(
            words_of(Timestamp(1_796_112_000_000), Timestamp(1_796_112_000_000 + hour)),
            "1 Dec 2026, 08:00 UTC (1 Dec 2026, 09:00 here)"
        );
    }
}
