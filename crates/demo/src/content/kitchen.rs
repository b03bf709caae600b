//! Mugs, cups and bowls: from rows to products.

use super::vessels::{BOWLS, CUPS, MUGS, Row};
use super::{Choice, Draft, picture_seed, turn};
use crate::art::{Colour, Drink, Ground, PictureSpec, Subject, Vessel, View};

const MAKING: [&str; 5] = [
    "Thrown on the wheel in Skagen, trimmed the day after, and left to dry for a week under cloth. Slowness is the trick: clay that dries fast remembers it in the kiln.",
    "We mix two clays, a fine one from Westerwald for the strength and a coarse one from Bornholm for the speckles. The dots are iron. They come through the glaze in the fire, where they like.",
    "Fired twice: once at 960 degrees to make it hard, once at 1,240 to make it last. What comes out of the kiln is stone, near enough.",
    "The first glaze is poured, the second is dipped by hand, upside down, while one counts to three. That is why the line moves.",
    "Each piece passes through four pairs of hands, and the last one runs a finger around the rim. If it catches, it goes back.",
];
const USE: [&str; 4] = [
    "It holds heat without handing it on, and stands flat on tables that are not.",
    "Dishwasher and microwave are no trouble to it, the oven up to 180 degrees is not either. Only sudden changes it takes badly, like most of us.",
    "The foot is ground smooth, so that it leaves no mark on wood.",
    "Small differences in height and colour are not faults. They are how you tell yours from the others.",
];
const GLAZE: [&str; 3] = [
    "Our glazes hold neither lead nor cadmium, and each batch is tested for it.",
    "The glaze is mixed from ash, feldspar and quartz. No lead, no cadmium, nothing that we would not drink from ourselves.",
    "Food-safe and tested according to DIN EN 1388, every batch, with the report on request.",
];

/// All mugs, cups and bowls.
pub(super) fn drafts(seed: u64) -> Vec<Draft> {
    let shelves: [(&'static str, &'static str, &[Row]); 3] =
        [("mugs", "MUG", &MUGS), ("cups", "CUP", &CUPS), ("bowls", "BWL", &BOWLS)];
    let rows = shelves.iter().flat_map(|(category, stem, rows)| rows.iter().map(move |row| (*category, *stem, row)));
    rows.enumerate().map(|(number, (category, stem, row))| draft(seed, number, category, stem, row)).collect()
}

fn draft(seed: u64, number: usize, category: &'static str, stem: &'static str, row: &Row) -> Draft {
    let material = if row.porcelain { "Porcelain" } else { "Stoneware" };
    let holds: Vec<String> = row.volumes.iter().map(|(volume, _)| format!("{volume} ml")).collect();
    let middle = holds.get(holds.len() / 2).cloned().unwrap_or_default();
    let mut draft = Draft {
        stem,
        title: row.title.to_owned(),
        fact: format!("{material}, {middle}"),
        category,
        summary: row.summary.to_owned(),
        paragraphs: vec![
            turn(&MAKING, number).to_owned(),
            turn(&USE, number / 2).to_owned(),
            turn(&GLAZE, number / 3).to_owned(),
        ],
        points: vec![
            format!("{material}, two firings"),
            format!("{} to the brim", holds.join(" or ")),
            "Dishwasher and microwave".to_owned(),
        ],
        tags: vec!["ceramic".to_owned(), "pottery".to_owned(), "tableware".to_owned(), material.to_lowercase()],
        ..Draft::default()
    };
    draft.colours(row.glazes);
    draft.describe("material", material);
    for range in ranges(row.volumes) {
        draft.describe("volume", range);
    }
    draft.describe("holds", format!("{} to the brim", holds.join(" or ")));
    draft.describe("care", "Dishwasher and microwave");
    draft.describe("made-in", "Skagen, Denmark");
    draft.colour_option("Glaze", row.glazes);
    let labels: Vec<&str> = holds.iter().map(String::as_str).collect();
    draft.option("Size", &labels);
    pictures(&mut draft, seed, number, category, row);
    choices(&mut draft, row);
    draft
}

fn ranges(volumes: &[(i64, i64)]) -> Vec<&'static str> {
    let mut ranges: Vec<&'static str> = volumes
        .iter()
        .map(|(volume, _)| match volume {
            ..300 => "Under 300 ml",
            300..=400 => "300 – 400 ml",
            _ => "Over 400 ml",
        })
        .collect();
    ranges.dedup();
    ranges
}

fn choices(draft: &mut Draft, row: &Row) {
    for (picture, glaze) in row.glazes.iter().enumerate() {
        for (volume, price) in row.volumes {
            draft.choices.push(Choice {
                values: vec![glaze.label().to_owned(), format!("{volume} ml")],
                code: format!("{}-{volume}", glaze.code()),
                price: *price,
                weight: 180 + volume * 6 / 10,
                grams: None,
                picture: Some(picture),
            });
        }
    }
}

fn pictures(draft: &mut Draft, seed: u64, number: usize, category: &str, row: &Row) {
    let seed = picture_seed(seed, "vessel", number);
    let title = row.title;
    let filled = if category == "mugs" {
        Some(Drink::Coffee)
    } else if row.summary.contains("tea") {
        Some(Drink::GreenTea)
    } else {
        None
    };
    let vessel = |glaze: Colour, filled: Option<Drink>| {
        Subject::Vessel(Vessel { shape: row.shape, glaze, base: row.base, dip: row.dip, filled })
    };
    for glaze in row.glazes {
        let spec = PictureSpec { subject: vessel(*glaze, filled), view: View::Front, ground: glaze.ground(), seed };
        draft.picture(spec, format!("{title} in {}", glaze.label().to_lowercase()));
    }
    let first = row.glazes.first().copied().unwrap_or_default();
    let family: Vec<Colour> = row.glazes.iter().take(3).copied().collect();
    let spec = PictureSpec { subject: vessel(first, None), view: View::Shelf(family), ground: Ground::Stone, seed };
    draft.picture(spec, format!("{title} in several glazes on a shelf"));
    let across = row.shape.centimetres();
    let view = View::Measures(format!("{} cm", across.0), format!("{} cm", across.1));
    let spec = PictureSpec { subject: vessel(first, None), view, ground: Ground::Blush, seed };
    draft.picture(spec, format!("{title} with its measures: {} cm across, {} cm high", across.0, across.1));
}
