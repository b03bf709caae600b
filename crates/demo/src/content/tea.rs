//! Tea in tins and refill bags: from rows to products.

use super::tea_rows::{Row, SHELVES};
use super::{Choice, Draft, picture_seed, turn};
use crate::art::{Colour, Dip, Drink, Emblem, Ground, PictureSpec, Shape, Subject, Tin, Vessel, View};

const TRADE: [&str; 4] = [
    "We buy it from people whose names we know, pay when it is loaded and not when it is sold, and write the harvest on the bottom of the tin.",
    "The leaves come in chests of twenty kilos and leave in tins of less than a hundred grams. In between, two of us taste every chest, in silence.",
    "It comes from one grower and one season. When it is gone, it is gone, and the next harvest will taste a little different.",
    "Organic, certified DE-ÖKO-006, which says what is not in it. What is in it, you taste.",
];
const BREWING: [&str; 4] = [
    "Take a heaped teaspoon for a large cup and give the leaves room. They will do the rest, twice: the second pot is often the better one.",
    "Use soft water if you can, and let it stop boiling before you pour. Most tea that is called bitter was only scalded.",
    "Two teaspoons for a pot of half a litre. Set a timer; nothing ruins tea like good conversation.",
    "Brew it strong over ice in summer and mild in winter. It takes both.",
];
const TINS: [&str; 3] = [
    "The tin has an inner lid and keeps its tea for eighteen months. The refill comes in a paper bag without plastic, and pours in without spilling, mostly.",
    "Tins are made in the Uckermark and printed here. Wash them, dry them, fill them again: we have some that are on their tenth tea.",
    "When the tin is empty, buy the bag. It is a third cheaper by weight, and the tin is too good to be thrown away.",
];

/// All teas.
pub(super) fn drafts(seed: u64) -> Vec<Draft> {
    let rows =
        SHELVES.iter().flat_map(|(category, emblem, rows)| rows.iter().map(move |row| (*category, *emblem, row)));
    rows.enumerate().map(|(number, (category, emblem, row))| draft(seed, number, category, emblem, row)).collect()
}

fn draft(seed: u64, number: usize, category: &'static str, emblem: Emblem, row: &Row) -> Draft {
    let mut draft = Draft {
        stem: "TEA",
        title: row.title.to_owned(),
        fact: format!("Loose leaf, {}", row.flavour.to_lowercase()),
        category,
        summary: row.summary.to_owned(),
        paragraphs: vec![
            turn(&TRADE, number).to_owned(),
            turn(&BREWING, number / 2).to_owned(),
            turn(&TINS, number / 4).to_owned(),
        ],
        points: vec![
            format!("Steep: {}", row.steep),
            format!("Ingredients: {}", row.ingredients),
            "Loose leaf, in a tin with an inner lid".to_owned(),
        ],
        tags: vec!["loose leaf".to_owned(), "organic".to_owned(), row.word.to_lowercase()],
        ..Draft::default()
    };
    draft.describe("flavour", row.flavour);
    draft.describe("ingredients", row.ingredients);
    draft.describe("steep", row.steep);
    draft.describe("made-in", "Packed in Hamburg, Germany");
    let bag = row.grams * 3;
    let sizes = [format!("Tin, {} g", row.grams), format!("Refill, {} g", row.grams), format!("Refill, {bag} g")];
    draft.option("Size", &sizes.each_ref().map(String::as_str));
    let offers = [
        ("TIN", row.grams, row.price, 110),
        ("REF", row.grams, (row.price - 250).max(490), 15),
        ("BAG", bag, rounded((row.price - 250).max(490) * 27 / 10), 25),
    ];
    for (size, (code, grams, price, packing)) in sizes.into_iter().zip(offers) {
        draft.choices.push(Choice {
            values: vec![size],
            code: code.to_owned(),
            price,
            weight: grams + packing,
            grams: Some(grams),
            picture: Some(0),
        });
    }
    pictures(&mut draft, seed, number, emblem, row);
    draft
}

/// To the next lower price that ends in ninety cents.
fn rounded(price: i64) -> i64 {
    price / 100 * 100 - 10
}

fn pictures(draft: &mut Draft, seed: u64, number: usize, emblem: Emblem, row: &Row) {
    let seed = picture_seed(seed, "tea", number);
    let tin = |name: &str| Subject::Tin(Tin { colour: row.tin, halo: row.halo, name: name.to_owned(), emblem });
    let ground = row.tin.ground();
    let spec = PictureSpec { subject: tin(row.word), view: View::Front, ground, seed };
    draft.picture(spec, format!("Tin of {}", row.title));
    let spec = PictureSpec { subject: tin(""), view: View::Back, ground, seed };
    draft.picture(spec, format!("Open tin from above with the leaves of {}", row.title));
    // A cup of it: teas of one kind share the picture.
    let (drink, glaze) = match emblem {
        Emblem::Leaf => (Drink::GreenTea, Colour::Sage),
        Emblem::Wave => (Drink::BlackTea, Colour::Ink),
        Emblem::Flower => (Drink::HerbalTea, Colour::Sky),
        Emblem::Sun => (Drink::BlackTea, Colour::Terracotta),
    };
    let cup = Vessel { shape: Shape::TeaCup, glaze, base: Colour::Oat, dip: Dip::Wave, filled: Some(drink) };
    let spec = PictureSpec { subject: Subject::Vessel(cup), view: View::Front, ground: Ground::Sand, seed: 0 };
    draft.picture(spec, "A cup of the tea, ready to drink");
}
