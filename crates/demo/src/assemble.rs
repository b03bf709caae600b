//! Gives drafts what needs the whole shop: addresses, numbers, stock, age, and what goes together.

use crate::content::attributes::ATTRIBUTES;
use crate::content::categories::CATEGORIES;
use crate::content::{self, Choice, Draft};
use crate::model::{DemoProduct, DemoShop, DemoVariant};
use crate::rng::Rng;
use crate::text::{gtin, slug};
use std::collections::{BTreeMap, BTreeSet};

/// The demo shop of a seed.
pub fn shop(seed: u64) -> DemoShop {
    let drafts = content::drafts(seed);
    let mut products: Vec<DemoProduct> =
        drafts.into_iter().enumerate().map(|(number, draft)| product(seed, number, draft)).collect();
    relate(&mut products, seed);
    DemoShop { seed, categories: CATEGORIES.to_vec(), attributes: ATTRIBUTES.to_vec(), products }
}

fn product(seed: u64, number: usize, draft: Draft) -> DemoProduct {
    let mut rng = Rng::for_part(seed, &draft.title);
    let popularity = popularity(&mut rng);
    // About one in fourteen is new; the others came in over two and a half years.
    let age_days = if rng.chance(7) { rng.range(1, 13) } else { rng.range(20, 900) };
    let reduced = rng.chance(9) && age_days > 60;
    let gone = rng.chance(2);
    let variants: Vec<DemoVariant> = draft
        .choices
        .iter()
        .enumerate()
        .map(|(place, choice)| variant(&mut rng, &draft, (number, place), choice, (reduced, gone)))
        .collect();
    DemoProduct {
        slug: slug(&draft.title),
        description_html: html(&draft),
        title: draft.title,
        fact: draft.fact,
        summary: draft.summary,
        category: draft.category,
        attributes: draft.attributes,
        options: draft.options,
        variants,
        pictures: draft.pictures,
        tags: each_once(draft.tags),
        age_days: u32::try_from(age_days).unwrap_or_default(),
        popularity,
        related: Vec::new(),
    }
}

fn each_once(tags: Vec<String>) -> Vec<String> {
    let mut seen = BTreeSet::new();
    tags.into_iter().filter(|tag| seen.insert(tag.clone())).collect()
}

/// Few are loved much, many a little.
fn popularity(rng: &mut Rng) -> u32 {
    let share = rng.unit();
    (share * share * share * 900.0) as u32 + 5
}

fn variant(
    rng: &mut Rng,
    draft: &Draft,
    (number, place): (usize, usize),
    choice: &Choice,
    (reduced, gone): (bool, bool),
) -> DemoVariant {
    let (price, compare_at) =
        if reduced { (choice.price * 8 / 10 / 10 * 10, Some(choice.price)) } else { (choice.price, None) };
    let stock = match rng.below(100) {
        _ if gone => 0,
        0..=5 => 0,
        6..=15 => rng.range(1, 5),
        16..=90 => rng.range(12, 90),
        _ => rng.range(90, 260),
    };
    DemoVariant {
        sku: format!("{}-{:03}-{}", draft.stem, number + 1, choice.code),
        gtin: gtin((number as u64 + 1) * 100 + place as u64),
        choice: choice.values.clone(),
        price,
        compare_at,
        // Tax out, then between a third and a half for what it costs to make.
        cost: choice.price * 100 / 119 * rng.range(33, 48) / 100,
        stock,
        weight_grams: choice.weight,
        content_grams: choice.grams,
        picture: choice.picture,
    }
}

fn html(draft: &Draft) -> String {
    let mut html = format!("<p>{}</p>", draft.summary);
    for paragraph in &draft.paragraphs {
        html.push_str(&format!("<p>{paragraph}</p>"));
    }
    html.push_str("<ul>");
    for point in &draft.points {
        html.push_str(&format!("<li>{point}</li>"));
    }
    html.push_str("</ul>");
    html
}

/// Each product points at three of its shelf and one from elsewhere.
fn relate(products: &mut [DemoProduct], seed: u64) {
    let mut shelves: BTreeMap<&'static str, Vec<String>> = BTreeMap::new();
    for product in products.iter() {
        shelves.entry(product.category).or_default().push(product.slug.clone());
    }
    let all: Vec<String> = products.iter().map(|product| product.slug.clone()).collect();
    for product in products.iter_mut() {
        let mut rng = Rng::for_part(seed, &product.slug);
        let shelf = shelves.get(product.category).map(Vec::as_slice).unwrap_or_default();
        let start = shelf.iter().position(|slug| *slug == product.slug).unwrap_or_default();
        let mut related: Vec<String> = shelf.iter().cycle().skip(start + 1).take(3).cloned().collect();
        related.extend(all.get(rng.below(all.len())).cloned());
        related.retain(|slug| *slug != product.slug);
        let mut seen = std::collections::BTreeSet::new();
        related.retain(|slug| seen.insert(slug.clone()));
        product.related = related;
    }
}
