//! What a product form must be like before it is saved.

use std::collections::HashSet;

use domain::{
    catalog::view::{ProductForm, VariantForm},
    kernel::{Currency, Money, Sku},
};

use super::SaveError;

const MOST_TITLE: usize = 200;
const MOST_BRAND: usize = 100;
const MOST_DESCRIPTION: usize = 60_000;
/// In minor units.
const MOST_PRICE: i64 = 10_000_000_000;
const MOST_STOCK: i64 = 1_000_000_000;

/// Collects everything that is wrong, by field.
pub(super) fn check(form: &ProductForm, currency: Currency) -> Result<(), SaveError> {
    let mut wrong = Vec::new();
    text(&mut wrong, "title", &form.title, 1, MOST_TITLE);
    text(&mut wrong, "brand", &form.brand, 0, MOST_BRAND);
    text(&mut wrong, "description_html", &form.description_html, 0, MOST_DESCRIPTION);
    let mut skus = HashSet::new();
    for (place, variant) in form.variants.iter().enumerate() {
        let mut say = |field: &str, message: String| wrong.push((format!("variants.{place}.{field}"), message));
        check_variant(variant, currency, &mut say);
        if !skus.insert(variant.sku.trim()) {
            say("sku", "Another variant has this SKU.".to_owned());
        }
    }
    if wrong.is_empty() { Ok(()) } else { Err(SaveError::Fields(wrong)) }
}

fn text(wrong: &mut Vec<(String, String)>, field: &str, text: &str, least: usize, most: usize) {
    let length = text.trim().chars().count();
    if length < least {
        wrong.push((field.to_owned(), "This cannot be empty.".to_owned()));
    } else if length > most {
        wrong.push((field.to_owned(), format!("This has {length} characters; {most} fit.")));
    }
}

fn check_variant(variant: &VariantForm, currency: Currency, say: &mut impl FnMut(&str, String)) {
    if let Err(error) = Sku::parse(&variant.sku) {
        say("sku", format!("This cannot be a SKU: {error}."));
    }
    if let Some(message) = wrong_price(variant.price, currency) {
        say("price", message);
    }
    if let Some(former) = variant.compare_at {
        if let Some(message) = wrong_price(former, currency) {
            say("compare_at", message);
        } else if former.minor <= variant.price.minor {
            say("compare_at", "The former price must be higher than the price; leave it empty otherwise.".to_owned());
        }
    }
    if !(0..=MOST_STOCK).contains(&variant.on_hand) || !(0..=MOST_STOCK).contains(&variant.seen_on_hand) {
        say("on_hand", "Stock is a whole number from 0 up.".to_owned());
    }
}

fn wrong_price(price: Money, currency: Currency) -> Option<String> {
    if price.currency != currency {
        Some(format!("Prices of this shop are in {}.", currency.code()))
    } else if !(0..=MOST_PRICE).contains(&price.minor) {
        Some("A price is 0 or more, and not that high.".to_owned())
    } else {
        None
    }
}
