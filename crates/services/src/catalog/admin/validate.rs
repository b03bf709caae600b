//! What a product form must be like before it is saved.

use std::collections::HashSet;

use domain::{
    catalog::{
        CONTENT_UNITS, check_barcode,
        limit::{MOST_BRAND, MOST_DESCRIPTION, MOST_PRICE, MOST_STOCK, MOST_TAGS, MOST_TITLE, MOST_WEIGHT},
        view::{ParcelForm, ProductForm, VariantForm},
    },
    kernel::{Currency, Money, Sku},
    tax::TaxClass,
};

use super::SaveError;

/// A hundred metres.
const MOST_LENGTH: i64 = 100_000;
/// As much in its unit.
const MOST_CONTENT: i64 = 100_000_000;

/// Collects everything that is wrong, by field. A barcode that is not a GTIN may stay where it was, as other shops have brought
/// some, but does not come in anew.
pub(super) fn check(form: &ProductForm, before: &ProductForm, currency: Currency) -> Result<(), SaveError> {
    let mut wrong = Vec::new();
    text(&mut wrong, "title", &form.title, 1, MOST_TITLE);
    text(&mut wrong, "brand", &form.brand, 0, MOST_BRAND);
    text(&mut wrong, "description_html", &form.description_html, 0, MOST_DESCRIPTION);
    text(&mut wrong, "tags", &form.tags, 0, MOST_TAGS);
    check_parcel(&mut wrong, &form.parcel);
    let mut skus = HashSet::new();
    for (place, variant) in form.variants.iter().enumerate() {
        let mut say = |field: &str, message: String| wrong.push((format!("variants.{place}.{field}"), message));
        check_variant(variant, currency, &mut say);
        let old = before.variants.iter().find(|old| old.id == variant.id);
        check_barcode_anew(variant, old, &mut say);
        check_tax_class(variant, old, &mut say);
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

fn check_parcel(wrong: &mut Vec<(String, String)>, parcel: &ParcelForm) {
    let sides = [("length_mm", parcel.length_mm), ("width_mm", parcel.width_mm), ("height_mm", parcel.height_mm)];
    for (field, _) in sides.into_iter().filter(|(_, side)| side.is_some_and(|side| !(1..=MOST_LENGTH).contains(&side)))
    {
        wrong.push((format!("parcel.{field}"), "Write millimetres from 1 up, or leave it empty.".to_owned()));
    }
    let code = &parcel.customs_code;
    let is_code = matches!(code.len(), 6..=10) && code.bytes().all(|byte| byte.is_ascii_digit());
    if !code.is_empty() && !is_code {
        wrong.push(("parcel.customs_code".to_owned(), "A customs code has 6 to 10 digits.".to_owned()));
    }
    let country = &parcel.origin_country;
    let is_country = country.len() == 2 && country.bytes().all(|byte| byte.is_ascii_uppercase());
    if !country.is_empty() && !is_country {
        wrong.push(("parcel.origin_country".to_owned(), "Write the country's two letters, as in PT.".to_owned()));
    }
}

fn check_barcode_anew(variant: &VariantForm, old: Option<&VariantForm>, say: &mut impl FnMut(&str, String)) {
    let barcode = variant.barcode.trim();
    if barcode.is_empty() || old.is_some_and(|old| old.barcode.trim() == barcode) {
        return;
    }
    if let Err(error) = check_barcode(barcode) {
        say("barcode", format!("Look at the barcode again: {error}."));
    }
}

/// A word that another shop has brought may stay where it was; it counts as the standard rate.
fn check_tax_class(variant: &VariantForm, old: Option<&VariantForm>, say: &mut impl FnMut(&str, String)) {
    let is_known = TaxClass::ALL.iter().any(|class| class.key() == variant.tax_class);
    if !is_known && old.is_none_or(|old| old.tax_class != variant.tax_class) {
        say("tax_class", "Choose a tax class.".to_owned());
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
    if let Some(message) = variant.cost.and_then(|cost| wrong_price(cost, currency)) {
        say("cost", message);
    }
    if !(0..=MOST_WEIGHT).contains(&variant.weight_grams) {
        say("weight_grams", "Write whole grams from 0 up.".to_owned());
    }
    if let Some(amount) = variant.content_amount {
        if !(1..=MOST_CONTENT).contains(&amount) {
            say("content_amount", "Write a whole number from 1 up, or leave it empty.".to_owned());
        }
        if !CONTENT_UNITS.contains(&variant.content_unit.as_str()) {
            say("content_unit", "Choose the unit of the contents.".to_owned());
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
