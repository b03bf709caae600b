//! Candles.

use super::{Choice, Draft, picture_seed, turn};
use crate::art::Colour::{Brick, Butter, Cobalt, Forest, Ink, Oat, Ochre, Plum, Rose, Sage, Sky, Teal, Terracotta};
use crate::art::{Candle, Colour, Ground, PictureSpec, Subject, View};

/// Title, words on the label, pots, whether low and wide, scent family, the sentence that is its own.
type Row = (&'static str, &'static str, &'static [Colour], bool, &'static str, &'static str);

const ROWS: [Row; 25] = [
    (
        "Fig and smoke candle",
        "Fig and smoke",
        &[Plum, Forest, Ink],
        false,
        "Woody",
        "A fig tree, and somebody burning leaves two gardens away.",
    ),
    (
        "Sea fennel candle",
        "Sea fennel",
        &[Sage, Sky],
        true,
        "Fresh",
        "Crushed between the fingers on the path to the beach.",
    ),
    (
        "Salt and driftwood candle",
        "Driftwood",
        &[Sky, Oat],
        false,
        "Woody",
        "Grey wood, warm from the sun, with the sea still in it.",
    ),
    ("Tomato leaf candle", "Tomato leaf", &[Forest, Terracotta], true, "Green", "The greenhouse at noon, door shut."),
    (
        "Beeswax and honey candle",
        "Honey",
        &[Ochre, Butter],
        true,
        "Sweet",
        "The hives behind the workshop have a share in this one.",
    ),
    ("Black tea candle", "Black tea", &[Ink, Brick], false, "Smoky", "No. 8 from the tea shelf, as a room."),
    ("Rose hip candle", "Rose hip", &[Rose, Brick], false, "Floral", "Roses that have stopped trying to impress."),
    ("Heather candle", "Heather", &[Plum, Sage], true, "Floral", "August on the heath, dry and humming."),
    (
        "Cedar and ink candle",
        "Cedar and ink",
        &[Ink, Cobalt],
        false,
        "Woody",
        "The press room on a Monday: pencils, ink and good intentions.",
    ),
    (
        "Bergamot candle",
        "Bergamot",
        &[Butter, Forest],
        false,
        "Citrus",
        "Peel first, and then a long cup of something.",
    ),
    ("Linen candle", "Linen", &[Oat, Sky], true, "Fresh", "Sheets on a line, wind from the north-west."),
    ("Pine path candle", "Pine path", &[Forest, Teal], false, "Woody", "Needles underfoot after rain."),
    (
        "Quince candle",
        "Quince",
        &[Ochre, Rose],
        true,
        "Sweet",
        "Two of them in a bowl will scent a house. This does it with none.",
    ),
    ("Mint and basil candle", "Mint and basil", &[Sage, Teal], true, "Green", "For kitchens, against onions."),
    (
        "Winter orange candle",
        "Orange",
        &[Terracotta, Brick],
        false,
        "Citrus",
        "Peel on the stove, snow at the window, nothing to do.",
    ),
    (
        "Lamp black candle",
        "Lamp black",
        &[Ink, Plum],
        false,
        "Smoky",
        "Soot, leather and an old book that somebody has loved.",
    ),
    (
        "Elderflower candle",
        "Elderflower",
        &[Butter, Sage],
        true,
        "Floral",
        "The fortnight in June when everything is forgiven.",
    ),
    ("Tide line candle", "Tide line", &[Cobalt, Sky], false, "Fresh", "Kelp, wet rope, clean cold air."),
    ("Hay loft candle", "Hay loft", &[Ochre, Oat], true, "Green", "Dry grass, warm wood, a cat."),
    (
        "Cardamom candle",
        "Cardamom",
        &[Terracotta, Ochre],
        false,
        "Spicy",
        "The bakery at five, when the buns come out.",
    ),
    (
        "Church candle",
        "Incense",
        &[Oat, Ink],
        false,
        "Smoky",
        "Stone, wax, and the echo of somebody putting down a chair.",
    ),
    ("Juniper candle", "Juniper", &[Teal, Cobalt], true, "Woody", "Berries, gin, a fire that took a while to catch."),
    ("Plum jam candle", "Plum jam", &[Plum, Rose], true, "Sweet", "September on a low flame."),
    (
        "Clove and pear candle",
        "Clove and pear",
        &[Sage, Brick],
        false,
        "Spicy",
        "A pear poached by somebody who knows how.",
    ),
    ("Unscented candle", "Plain", &[Oat, Ink, Forest], false, "Unscented", "Only light. We burn this one at dinner."),
];

const WAX: [&str; 4] = [
    "Rapeseed wax from northern Germany, with a tenth of beeswax so that it burns slowly. Nothing in it comes from oil or from palms.",
    "Poured by hand at sixty-two degrees, in two pours, and left to rest for two weeks before it is let out of the house.",
    "The wick is braided cotton without lead. It bends as it burns, and trims itself, nearly.",
    "The scent is mixed in Grasse after a letter we wrote them. It took eleven tries.",
];
const POT: [&str; 3] = [
    "The pot is our own stoneware. When the candle is done, pour hot water on the rest, lift it out, and keep pencils in it.",
    "It stands in a glazed pot with a ground foot, and leaves no ring. The empty pot comes back to us for a refill at half price, if you like.",
    "The pot is thrown on the same wheel as the mugs and will outlive the candle by a few centuries.",
];
const BURNING: [&str; 3] = [
    "Let it burn until the whole surface is liquid the first time. A candle remembers.",
    "Trim the wick to half a centimetre, keep it out of the draught, and do not leave it alone with children, curtains or poets.",
    "Four hours at a time are enough, for it and for you.",
];

/// All candles.
pub(super) fn drafts(seed: u64) -> Vec<Draft> {
    ROWS.iter().enumerate().map(|(number, row)| draft(seed, number, *row)).collect()
}

fn draft(seed: u64, number: usize, row: Row) -> Draft {
    let (title, word, colours, low, scent, summary) = row;
    let (grams, hours) = if low { (180, 36) } else { (220, 45) };
    let mut draft = Draft {
        stem: "CAN",
        title: title.to_owned(),
        fact: format!("{grams} g, {hours} hours"),
        category: "candles",
        summary: summary.to_owned(),
        paragraphs: vec![
            turn(&WAX, number).to_owned(),
            turn(&POT, number / 4).to_owned(),
            turn(&BURNING, number / 2).to_owned(),
        ],
        points: vec![
            "Rapeseed wax and beeswax, cotton wick".to_owned(),
            format!("Burns for about {hours} hours"),
            "Stoneware pot to keep".to_owned(),
        ],
        tags: vec!["scented".to_owned(), "gift".to_owned(), scent.to_lowercase()],
        ..Draft::default()
    };
    draft.colours(colours);
    draft.describe("scent", scent);
    draft.describe("burn-time", format!("{hours} hours"));
    draft.describe("burn-time", format!("{} hours", hours * 2));
    draft.describe("material", "Rapeseed wax");
    draft.describe("made-in", "Skagen, Denmark");
    draft.colour_option("Pot", colours);
    let sizes = [format!("{grams} g"), format!("{} g", grams * 2)];
    draft.option("Size", &sizes.each_ref().map(String::as_str));
    let price = if low { 2600 } else { 3200 } + 200 * (number as i64 % 2);
    for (picture, colour) in colours.iter().enumerate() {
        for (size, (weight, price)) in sizes.iter().zip([(grams, price), (grams * 2, price * 17 / 10 / 100 * 100)]) {
            draft.choices.push(Choice {
                values: vec![colour.label().to_owned(), size.clone()],
                code: format!("{}-{weight}", colour.code()),
                price,
                weight: weight + 310,
                grams: Some(weight),
                picture: Some(picture),
            });
        }
    }
    pictures(&mut draft, picture_seed(seed, "candle", number), (word, low), colours);
    draft
}

fn pictures(draft: &mut Draft, seed: u64, (word, low): (&str, bool), colours: &[Colour]) {
    let title = draft.title.clone();
    let candle = |colour: Colour, lit: bool| Subject::Candle(Candle { colour, lit, low, name: word.to_owned() });
    for colour in colours {
        let spec = PictureSpec { subject: candle(*colour, true), view: View::Front, ground: colour.ground(), seed };
        draft.picture(spec, format!("{title} burning in a pot of {}", colour.label().to_lowercase()));
    }
    let first = colours.first().copied().unwrap_or_default();
    let spec =
        PictureSpec { subject: candle(first, false), view: View::Shelf(colours.to_vec()), ground: Ground::Stone, seed };
    draft.picture(spec, format!("{title}, not yet lit, on a shelf"));
    let spec = PictureSpec { subject: candle(first, true), view: View::Detail, ground: first.ground(), seed };
    draft.picture(spec, format!("{title}: label and flame close by"));
}
