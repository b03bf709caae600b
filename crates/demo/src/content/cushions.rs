//! Cushions.

use super::{Choice, Draft, picture_seed, turn};
use crate::art::Colour::{Brick, Butter, Cobalt, Forest, Ink, Oat, Ochre, Plum, Rose, Sage, Sky, Teal, Terracotta};
use crate::art::{Colour, Cushion, Ground, Pattern, PictureSpec, Subject, View};

type Row = (&'static str, Pattern, &'static [Colour], Colour, bool, &'static str);

const ROWS: [Row; 12] = [
    ("Arc cushion", Pattern::Arcs, &[Terracotta, Cobalt], Oat, false, "The notebook's pattern, grown up and sat upon."),
    ("Leaf cushion", Pattern::Leaves, &[Sage, Forest], Forest, true, "A long hedge for a short sofa."),
    (
        "Plain cushion",
        Pattern::Plain,
        &[Ochre, Ink, Sage],
        Ink,
        false,
        "One colour and a line of piping: nothing to argue with.",
    ),
    ("Moon cushion", Pattern::Moons, &[Cobalt, Plum], Oat, true, "Full, half, new, and one that we made up."),
    ("Ripple cushion", Pattern::Ripples, &[Teal, Rose], Oat, false, "It looks restless and is anything but."),
    (
        "Grid cushion",
        Pattern::Grid,
        &[Forest, Brick],
        Butter,
        false,
        "Straight lines that go soft when you lean on them.",
    ),
    ("Scale cushion", Pattern::Scales, &[Teal, Plum], Oat, true, "For mermaids, and for people with long backs."),
    (
        "Dot cushion",
        Pattern::Dots,
        &[Rose, Butter],
        Terracotta,
        false,
        "Hand-printed: some of the dots are a little late.",
    ),
    ("Step cushion", Pattern::Steps, &[Ink, Sky], Oat, false, "Nine o'clock, ten o'clock, bed."),
    (
        "Line cushion",
        Pattern::Lines,
        &[Plum, Cobalt],
        Rose,
        true,
        "Ruled like the notebooks, and as good to rest a hand on.",
    ),
    (
        "Bench cushion",
        Pattern::Plain,
        &[Terracotta, Teal],
        Oat,
        true,
        "Made for the bench on the quay, taken by everybody else.",
    ),
    ("Window cushion", Pattern::Arcs, &[Sage, Brick], Oat, false, "It stops the draught and gives the cat a view."),
];

const SEWING: [&str; 4] = [
    "The cover is half linen, printed with pigments that stay, and sewn in a workshop in Flensburg. The zip hides under the piping, where nobody finds it.",
    "Two hundred and eighty grams of linen and cotton to the square metre: it takes a film evening, a nap and a quarrel.",
    "The piping is cut on the bias and sewn in one turn. You can tell by the corners.",
    "We print the cloth before we cut it, so that the pattern runs on around the edge.",
];
const FILLING: [&str; 3] = [
    "The filling is feathers from ducks that were eaten, washed and dried in Bavaria. Shake it and it is new.",
    "With or without filling: the pad is made of kapok, which grows on trees and weighs nothing.",
    "Take the pad one size larger than the cover if you like them firm. Ours is.",
];

/// All cushions.
pub(super) fn drafts(seed: u64) -> Vec<Draft> {
    ROWS.iter().enumerate().map(|(number, row)| draft(seed, number, *row)).collect()
}

fn draft(seed: u64, number: usize, row: Row) -> Draft {
    let (title, pattern, colours, piping, wide, summary) = row;
    let size = if wide { "40 × 60 cm" } else { "50 × 50 cm" };
    let mut draft = Draft {
        stem: "CUS",
        title: title.to_owned(),
        fact: format!("Linen and cotton, {size}"),
        category: "cushions",
        summary: summary.to_owned(),
        paragraphs: vec![turn(&SEWING, number).to_owned(), turn(&FILLING, number / 4).to_owned()],
        points: vec![format!("{size}, hidden zip"), "Cover washable at 40 °C".to_owned(), "OEKO-TEX tested".to_owned()],
        tags: vec!["pillow".to_owned(), "home".to_owned(), "sofa".to_owned()],
        ..Draft::default()
    };
    draft.colours(colours);
    draft.describe("material", "Linen and cotton");
    draft.describe("size", size);
    draft.describe("pattern", format!("{pattern:?}"));
    draft.describe("care", "Cover at 40 °C");
    draft.describe("made-in", "Flensburg, Germany");
    draft.colour_option("Colour", colours);
    draft.option("Filling", &["Cover only", "With filling"]);
    let price = if wide { 3400 } else { 3600 } + 200 * (number as i64 % 3);
    for (picture, colour) in colours.iter().enumerate() {
        for (label, code, more, weight) in [("Cover only", "COV", 0, 260), ("With filling", "PAD", 1400, 780)] {
            draft.choices.push(Choice {
                values: vec![colour.label().to_owned(), label.to_owned()],
                code: format!("{}-{code}", colour.code()),
                price: price + more,
                weight,
                grams: None,
                picture: Some(picture),
            });
        }
    }
    let subject = |colour: Colour| Subject::Cushion(Cushion { colour, piping, pattern, wide });
    let seed = picture_seed(seed, "cushion", number);
    for colour in colours {
        let spec = PictureSpec { subject: subject(*colour), view: View::Front, ground: colour.ground(), seed };
        draft.picture(spec, format!("{title} in {}", colour.label().to_lowercase()));
    }
    let first = colours.first().copied().unwrap_or_default();
    let (across, up) = size.trim_end_matches(" cm").split_once(" × ").unwrap_or_default();
    let view = if wide {
        View::Measures(format!("{up} cm"), format!("{across} cm"))
    } else {
        View::Measures(format!("{across} cm"), format!("{up} cm"))
    };
    draft.picture(
        PictureSpec { subject: subject(first), view, ground: Ground::Stone, seed },
        format!("{title} with its measures"),
    );
    let spec = PictureSpec { subject: subject(first), view: View::Detail, ground: Ground::Sand, seed };
    draft.picture(spec, format!("{title}: cloth and piping close by"));
    draft
}
