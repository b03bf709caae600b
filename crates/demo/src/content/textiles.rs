//! Kitchen cloths and throws.

use super::{Choice, Draft, picture_seed, turn};
use crate::art::Colour::{Brick, Butter, Cobalt, Forest, Ink, Oat, Ochre, Plum, Rose, Sage, Sky, Teal, Terracotta};
use crate::art::{Cloth, Colour, Ground, PictureSpec, Subject, Throw, View, Weave};

type Row = (&'static str, Weave, &'static [Colour], Colour, &'static str);

const CLOTHS: [Row; 18] = [
    (
        "Kitchen cloth, set of 2",
        Weave::Stripe,
        &[Brick, Cobalt, Forest],
        Oat,
        "One for the glasses, one for everything else.",
    ),
    (
        "Check cloth",
        Weave::Check,
        &[Cobalt, Brick, Forest],
        Oat,
        "The check of every good kitchen, woven a little heavier.",
    ),
    (
        "Leaf cloth",
        Weave::Leaf,
        &[Forest, Terracotta],
        Oat,
        "Printed with the block that also made our wrapping paper.",
    ),
    ("Band cloth", Weave::Band, &[Teal, Ochre], Oat, "Three bands and a lot of calm."),
    ("Waffle cloth", Weave::Waffle, &[Sage, Sky, Rose], Sage, "It drinks four times its weight and dries by noon."),
    ("Herringbone cloth", Weave::Herringbone, &[Ink, Cobalt], Oat, "Woven like a good coat, for plates."),
    ("Glass cloth", Weave::Stripe, &[Sky, Ink], Oat, "Pure linen, so that nothing is left on the rim but light."),
    ("Baker's cloth", Weave::Band, &[Brick, Ink], Oat, "Dough does not stick to it once it has been floured twice."),
    ("Galley cloth", Weave::Check, &[Ink, Teal], Oat, "It hangs by its loop and swings with the ship."),
    ("Olive cloth", Weave::Leaf, &[Sage, Ink], Oat, "A grove on the oven door."),
    ("Sunday cloth", Weave::Check, &[Ochre, Rose], Oat, "For the breakfast that becomes lunch."),
    ("Pinstripe cloth", Weave::Stripe, &[Plum, Forest], Oat, "It has a job in the city and does the dishes at night."),
    ("Heavy waffle towel", Weave::Waffle, &[Ochre, Teal], Ochre, "The one that the baker next door steals."),
    (
        "Fishbone cloth",
        Weave::Herringbone,
        &[Terracotta, Forest],
        Oat,
        "For fish, and for what comes before and after it.",
    ),
    ("Boat cloth", Weave::Band, &[Cobalt, Forest], Oat, "Dries in wind, folds to the size of a sandwich."),
    ("Orchard cloth", Weave::Leaf, &[Plum, Ochre], Oat, "Plum leaves in October, printed in two passes."),
    ("Farmhouse cloth", Weave::Check, &[Brick, Sage], Oat, "Rough for the first wash and yours for ever after."),
    ("Tea cloth", Weave::Stripe, &[Teal, Terracotta], Oat, "Wide enough to wrap a pot in while it steeps."),
];
const THROWS: [Row; 10] = [
    ("Harbour throw", Weave::Check, &[Cobalt, Ink], Oat, "Lambswool in a check as wide as a hand."),
    ("Dune throw", Weave::Band, &[Ochre, Terracotta], Oat, "For the bench by the window, from four in the afternoon."),
    (
        "Fishbone throw",
        Weave::Herringbone,
        &[Ink, Forest],
        Oat,
        "Heavy, dense and dignified; children make caves of it.",
    ),
    ("Fell throw", Weave::Stripe, &[Forest, Plum], Oat, "Colours from a walk that went on for too long."),
    ("Summer throw", Weave::Band, &[Sky, Rose], Oat, "Cotton, light, for evenings that are not quite warm."),
    ("Waffle throw", Weave::Waffle, &[Sage, Butter], Sage, "A whole blanket of small pockets of air."),
    ("Guest throw", Weave::Check, &[Brick, Teal], Oat, "The one you offer, and then miss."),
    ("Reading throw", Weave::Herringbone, &[Cobalt, Plum], Oat, "One and a half chapters wide."),
    ("Deck throw", Weave::Stripe, &[Cobalt, Brick], Oat, "It has been on deck chairs and it has been on decks."),
    ("Winter throw", Weave::Check, &[Ink, Forest], Oat, "Two kilos of wool against February."),
];

const WEAVING: [&str; 4] = [
    "Woven on shuttle looms in a mill of twelve people near Borås. They are slow and loud, and make an edge that cannot fray.",
    "The yarn is dyed before it is woven, so that the colour goes all the way through. Turn it over: it has no wrong side.",
    "Half linen, half cotton: the one dries, the other is soft. Together they get better for about ten years.",
    "The flax grows in Normandy, is spun in Lithuania and woven in Sweden. We would like that to be shorter, and are working on it.",
];
const WASHING: [&str; 3] = [
    "Wash it before first use, at forty degrees. It shrinks by three percent, and we have cut it three percent too large.",
    "Forty degrees on most days, sixty when it has been a long week. No softener: it makes cloth forget how to drink.",
    "Hang it up wet and pull it straight; then you will not need the iron.",
];
const WOOL: [&str; 3] = [
    "Air it instead of washing it. Wool looks after itself, given a balcony and some fog.",
    "Wash by hand, cold, with very little soap, and dry it lying down. Twice a decade is enough.",
    "The fringe is twisted by hand. If a knot opens, make a new one: it is allowed.",
];

/// All cloths and throws.
pub(super) fn drafts(seed: u64) -> Vec<Draft> {
    let cloths = CLOTHS.iter().enumerate().map(|(number, row)| cloth(seed, number, *row));
    let throws = THROWS.iter().enumerate().map(|(number, row)| throw(seed, number, *row));
    cloths.chain(throws).collect()
}

fn cloth(seed: u64, number: usize, row: Row) -> Draft {
    let material = turn(&["Linen and cotton", "Cotton", "Linen and cotton", "Linen"], number);
    let washing = [turn(&WEAVING, number), turn(&WASHING, number / 2)];
    let mut draft = base(("KCL", "kitchen-cloths"), row, material, washing);
    draft.fact = material.to_owned();
    draft.points.push("50 × 70 cm, with a loop to hang it by".to_owned());
    draft.describe("size", "50 × 70 cm");
    draft.describe("care", "60 °C, no softener");
    draft.option("Set", &["Single", "Set of 2", "Set of 4"]);
    let price = 1500 + 100 * (number as i64 % 4);
    for (picture, colour) in row.2.iter().enumerate() {
        for (label, code, count, price) in
            [("Single", "1", 1, price), ("Set of 2", "2", 2, price * 2 - 300), ("Set of 4", "4", 4, price * 4 - 1000)]
        {
            draft.choices.push(choice(*colour, label, code, price, 140 * count, picture));
        }
    }
    let subject = |colour: Colour| {
        Subject::Cloth(Cloth { colour, thread: if row.1 == Weave::Waffle { colour } else { row.3 }, weave: row.1 })
    };
    pictures(&mut draft, picture_seed(seed, "cloth", number), row.2, subject, View::Back, "folded and stacked");
    draft
}

fn throw(seed: u64, number: usize, row: Row) -> Draft {
    let cotton = matches!(row.0, "Summer throw" | "Waffle throw");
    let material = if cotton { "Cotton" } else { "Lambswool" };
    let care = if cotton { turn(&WASHING, number) } else { turn(&WOOL, number) };
    let mut draft = base(("THR", "throws"), row, material, [turn(&WEAVING, number + 1), care]);
    draft.fact = format!("{material}, 130 × 180 cm");
    draft.points.push("Twisted fringe on both ends".to_owned());
    draft.describe("care", if cotton { "40 °C" } else { "Air it, or wash by hand" });
    draft.describe("size", "130 × 180 cm");
    draft.describe("size", "150 × 220 cm");
    draft.option("Size", &["130 × 180 cm", "150 × 220 cm"]);
    let price = if cotton { 6900 } else { 9900 } + 500 * (number as i64 % 3);
    for (picture, colour) in row.2.iter().enumerate() {
        draft.choices.push(choice(*colour, "130 × 180 cm", "130", price, 980, picture));
        draft.choices.push(choice(*colour, "150 × 220 cm", "150", price + 3500, 1450, picture));
    }
    let subject = |colour: Colour| {
        Subject::Throw(Throw { colour, thread: if row.1 == Weave::Waffle { colour } else { row.3 }, weave: row.1 })
    };
    let measures = View::Measures("130 cm".to_owned(), "180 cm".to_owned());
    pictures(&mut draft, picture_seed(seed, "throw", number), row.2, subject, measures, "with its measures");
    draft
}

fn base((stem, category): (&'static str, &'static str), row: Row, material: &str, paragraphs: [&str; 2]) -> Draft {
    let (title, weave, colours, _, summary) = row;
    let mut draft = Draft {
        stem,
        title: title.to_owned(),
        category,
        summary: summary.to_owned(),
        paragraphs: paragraphs.map(str::to_owned).to_vec(),
        points: vec![format!("{material}, yarn-dyed"), "OEKO-TEX tested".to_owned()],
        tags: vec!["towel".to_owned(), "home".to_owned(), material.to_lowercase()],
        ..Draft::default()
    };
    draft.colours(colours);
    draft.describe("material", material);
    draft.describe("pattern", format!("{weave:?}"));
    draft.describe("made-in", "Borås, Sweden");
    draft.colour_option("Colour", colours);
    draft
}

fn choice(colour: Colour, label: &str, code: &str, price: i64, weight: i64, picture: usize) -> Choice {
    Choice {
        values: vec![colour.label().to_owned(), label.to_owned()],
        code: format!("{}-{code}", colour.code()),
        price,
        weight,
        grams: None,
        picture: Some(picture),
    }
}

fn pictures(
    draft: &mut Draft,
    seed: u64,
    colours: &[Colour],
    subject: impl Fn(Colour) -> Subject,
    further: View,
    what: &str,
) {
    let title = draft.title.clone();
    let grounds = [Ground::Butter, Ground::Stone, Ground::Sand, Ground::Sky, Ground::Blush];
    for (place, colour) in colours.iter().enumerate() {
        let ground = grounds.get((place + title.len()) % grounds.len()).copied().unwrap_or_default();
        let spec = PictureSpec { subject: subject(*colour), view: View::Front, ground, seed };
        draft.picture(spec, format!("{title} in {}", colour.label().to_lowercase()));
    }
    let first = colours.first().copied().unwrap_or_default();
    let spec = PictureSpec { subject: subject(first), view: further, ground: Ground::Sand, seed };
    draft.picture(spec, format!("{title}, {what}"));
    let spec = PictureSpec { subject: subject(first), view: View::Detail, ground: Ground::Stone, seed };
    draft.picture(spec, format!("{title}: the weave close by"));
}
