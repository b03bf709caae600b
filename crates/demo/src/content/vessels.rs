//! The rows of mugs, cups and bowls.

use crate::art::Colour::{Brick, Butter, Cobalt, Forest, Ink, Oat, Ochre, Plum, Rose, Sage, Sky, Teal, Terracotta};
use crate::art::{Colour, Dip, Shape};

/// One vessel: title, shape, glazes, glaze of the rest, how they meet, volumes in ml with prices, whether porcelain,
/// and the sentence that is its own.
pub(super) struct Row {
    pub title: &'static str,
    pub shape: Shape,
    pub glazes: &'static [Colour],
    pub base: Colour,
    pub dip: Dip,
    pub volumes: &'static [(i64, i64)],
    pub porcelain: bool,
    pub summary: &'static str,
}

const fn row(
    title: &'static str,
    (shape, dip, base): (Shape, Dip, Colour),
    glazes: &'static [Colour],
    volumes: &'static [(i64, i64)],
    porcelain: bool,
    summary: &'static str,
) -> Row {
    Row { title, shape, glazes, base, dip, volumes, porcelain, summary }
}

const MUG: &[(i64, i64)] = &[(250, 2100), (350, 2400), (500, 2800)];
const PAIR: &[(i64, i64)] = &[(350, 2400), (500, 2800)];
const ONE: &[(i64, i64)] = &[(420, 2600)];
const SMALL: &[(i64, i64)] = &[(90, 1600), (140, 1800)];
const FINE: &[(i64, i64)] = &[(280, 2700), (380, 3100)];

/// Mugs.
pub(super) const MUGS: [Row; 20] = [
    row(
        "Tide mug",
        (Shape::ClassicMug, Dip::Wave, Oat),
        &[Terracotta, Cobalt, Forest, Plum],
        MUG,
        false,
        "Dipped by hand, so that the waterline is never twice the same.",
    ),
    row(
        "Harbour mug",
        (Shape::ClassicMug, Dip::Wave, Oat),
        &[Cobalt, Ink, Sky],
        MUG,
        false,
        "Straight, sturdy and blue: the mug that the crew takes first.",
    ),
    row(
        "Fern mug",
        (Shape::WideMug, Dip::Wave, Sage),
        &[Forest, Teal],
        ONE,
        false,
        "Two greens that meet where the tea stands when it is drinkable.",
    ),
    row(
        "Dune mug",
        (Shape::ClassicMug, Dip::Wave, Oat),
        &[Ochre, Terracotta, Butter],
        PAIR,
        false,
        "Sand above, sun below.",
    ),
    row(
        "Dusk mug",
        (Shape::ClassicMug, Dip::Wave, Rose),
        &[Plum, Brick, Ink],
        PAIR,
        false,
        "The sky over the roofs at half past eight.",
    ),
    row(
        "Slate mug",
        (Shape::TallMug, Dip::Foot, Oat),
        &[Ink, Forest, Teal],
        PAIR,
        false,
        "Tall and calm, with only its feet in the dark.",
    ),
    row(
        "Galley mug",
        (Shape::WideMug, Dip::Level, Oat),
        &[Brick, Cobalt, Sage],
        ONE,
        false,
        "Wide enough not to tip when the table does.",
    ),
    row(
        "Printer's mug",
        (Shape::ClassicMug, Dip::Whole, Oat),
        &[Ink, Oat, Sky],
        PAIR,
        false,
        "The colour of the ink, so that the fingerprints do not matter.",
    ),
    row(
        "Tall mug",
        (Shape::TallMug, Dip::Level, Oat),
        &[Teal, Ochre, Rose],
        PAIR,
        false,
        "For people who mean it when they say one cup.",
    ),
    row(
        "Orchard mug",
        (Shape::RoundMug, Dip::Wave, Rose),
        &[Plum, Brick],
        ONE,
        false,
        "Round as a plum, and the same colour when it is ripe.",
    ),
    row(
        "Pebble mug",
        (Shape::RoundMug, Dip::Level, Oat),
        &[Sage, Sky, Butter],
        ONE,
        false,
        "It sits in the hand like something the sea has worked on.",
    ),
    row(
        "Espresso mug",
        (Shape::EspressoMug, Dip::Slant, Oat),
        &[Ochre, Terracotta, Ink, Forest],
        SMALL,
        false,
        "Small, quick, and tilted like the morning.",
    ),
    row(
        "Watch mug",
        (Shape::EspressoMug, Dip::Foot, Oat),
        &[Cobalt, Teal, Plum],
        SMALL,
        false,
        "Made for the four-o'clock watch: strong and short.",
    ),
    row(
        "Band mug",
        (Shape::WideMug, Dip::Band, Rose),
        &[Brick, Ink],
        ONE,
        false,
        "One stripe, drawn on the turning wheel in one breath.",
    ),
    row(
        "Signal mug",
        (Shape::ClassicMug, Dip::Band, Oat),
        &[Terracotta, Cobalt, Forest],
        MUG,
        false,
        "A ring of colour that you can see from the other end of the boat.",
    ),
    row(
        "Skagen porcelain mug",
        (Shape::ClassicMug, Dip::Whole, Oat),
        &[Sky, Rose, Butter],
        FINE,
        true,
        "Thin at the lip and light as an egg.",
    ),
    row("Milk mug", (Shape::WideMug, Dip::Whole, Oat), &[Oat, Sky], FINE, true, "For cocoa, for soup, for both hands."),
    row(
        "Letterpress mug",
        (Shape::TallMug, Dip::Whole, Oat),
        &[Butter, Sage, Ink],
        FINE,
        true,
        "A porcelain cylinder as straight as a column of type.",
    ),
    row(
        "Slip mug",
        (Shape::RoundMug, Dip::Foot, Oat),
        &[Terracotta, Teal, Plum],
        FINE,
        true,
        "Cast thin, dipped once, fired twice.",
    ),
    row(
        "Breakwater mug",
        (Shape::ClassicMug, Dip::Slant, Sky),
        &[Cobalt, Ink, Teal],
        PAIR,
        false,
        "The wave runs up at a slant and stops at the handle.",
    ),
];

const CUP: &[(i64, i64)] = &[(180, 1900), (240, 2200)];
const TEA_CUP: &[(i64, i64)] = &[(160, 2200)];

/// Cups without a handle.
pub(super) const CUPS: [Row; 10] = [
    row(
        "Tumbler",
        (Shape::Tumbler, Dip::Level, Sky),
        &[Teal, Cobalt, Ink],
        CUP,
        false,
        "Water, wine or a toothbrush: it has no opinion.",
    ),
    row(
        "Quay tumbler",
        (Shape::Tumbler, Dip::Slant, Oat),
        &[Terracotta, Forest, Ochre],
        CUP,
        false,
        "Stacks, travels, forgives.",
    ),
    row(
        "Morning beaker",
        (Shape::Beaker, Dip::Band, Oat),
        &[Sage, Rose, Sky],
        CUP,
        false,
        "A soft belly and a quiet stripe, for the first half hour.",
    ),
    row(
        "Flat white beaker",
        (Shape::Beaker, Dip::Wave, Oat),
        &[Ink, Brick],
        CUP,
        false,
        "Exactly as large as the drink it is named after.",
    ),
    row(
        "Sencha cup",
        (Shape::TeaCup, Dip::Wave, Oat),
        &[Forest, Sage],
        TEA_CUP,
        true,
        "Wide above, so that the tea cools before you grow impatient.",
    ),
    row(
        "Evening cup",
        (Shape::TeaCup, Dip::Whole, Oat),
        &[Plum, Ink, Rose],
        TEA_CUP,
        true,
        "Dark inside and out; the tea looks like lamplight in it.",
    ),
    row(
        "Shore cup",
        (Shape::TeaCup, Dip::Foot, Oat),
        &[Terracotta, Cobalt, Teal],
        TEA_CUP,
        false,
        "It stands with one foot in the water.",
    ),
    row(
        "Carafe cup",
        (Shape::Tumbler, Dip::Whole, Oat),
        &[Oat, Butter, Sky],
        CUP,
        true,
        "It fits upside down on any carafe, and looks as if it had been asked to.",
    ),
    row(
        "Deck beaker",
        (Shape::Beaker, Dip::Foot, Sky),
        &[Cobalt, Forest],
        CUP,
        false,
        "Low and heavy at the foot, for tables that move.",
    ),
    row(
        "Potter's cup",
        (Shape::Beaker, Dip::Level, Oat),
        &[Ochre, Plum, Teal],
        CUP,
        false,
        "The shape that hands make when nobody tells them what to make.",
    ),
];

const BOWL: &[(i64, i64)] = &[(600, 2900), (900, 3600)];
const DEEP: &[(i64, i64)] = &[(750, 3200)];
const DISH: &[(i64, i64)] = &[(200, 1500), (300, 1800)];

/// Bowls.
pub(super) const BOWLS: [Row; 8] = [
    row(
        "Wave bowl",
        (Shape::Bowl, Dip::Wave, Oat),
        &[Cobalt, Teal, Terracotta],
        BOWL,
        false,
        "Salad for two, or cherries for one.",
    ),
    row(
        "Ink bowl",
        (Shape::Bowl, Dip::Whole, Oat),
        &[Ink, Forest],
        BOWL,
        false,
        "Everything looks better against it, also leftovers.",
    ),
    row(
        "Porridge bowl",
        (Shape::DeepBowl, Dip::Level, Oat),
        &[Forest, Ochre, Sky],
        DEEP,
        false,
        "Steep sides, so that the spoon gets the last of it.",
    ),
    row(
        "Soup bowl",
        (Shape::DeepBowl, Dip::Wave, Rose),
        &[Brick, Plum],
        DEEP,
        false,
        "It keeps warm for as long as a story takes.",
    ),
    row(
        "Salt dish",
        (Shape::SmallBowl, Dip::Foot, Oat),
        &[Butter, Sage, Terracotta],
        DISH,
        false,
        "Salt by the stove, rings by the sink.",
    ),
    row(
        "Olive dish",
        (Shape::SmallBowl, Dip::Whole, Oat),
        &[Sage, Sky, Ink],
        DISH,
        true,
        "One for the olives, one for the stones.",
    ),
    row(
        "Breakfast bowl",
        (Shape::DeepBowl, Dip::Band, Oat),
        &[Cobalt, Terracotta],
        DEEP,
        true,
        "Yoghurt, fruit, the news: in that order.",
    ),
    row(
        "Fruit bowl",
        (Shape::Bowl, Dip::Level, Sage),
        &[Forest, Plum, Ochre],
        BOWL,
        false,
        "Large enough for six pears and an onion that has lost its way.",
    ),
];
