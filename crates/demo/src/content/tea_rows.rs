//! The rows of teas.

use crate::art::Colour::{Brick, Butter, Cobalt, Forest, Ink, Oat, Ochre, Plum, Rose, Sage, Sky, Teal, Terracotta};
use crate::art::{Colour, Emblem};

/// One tea: title, the word on the tin, tin and halo, grams in the small tin, its price, flavour, ingredients, steeping,
/// and the sentence that is its own.
pub(super) struct Row {
    pub title: &'static str,
    pub word: &'static str,
    pub tin: Colour,
    pub halo: Colour,
    pub grams: i64,
    pub price: i64,
    pub flavour: &'static str,
    pub ingredients: &'static str,
    pub steep: &'static str,
    pub summary: &'static str,
}

const fn row(
    (title, word): (&'static str, &'static str),
    (tin, halo): (Colour, Colour),
    (grams, price): (i64, i64),
    (flavour, ingredients, steep): (&'static str, &'static str, &'static str),
    summary: &'static str,
) -> Row {
    Row { title, word, tin, halo, grams, price, flavour, ingredients, steep, summary }
}

const GREEN_STEEP: &str = "70 °C, 2 minutes";
const BLACK_STEEP: &str = "95 °C, 3 – 4 minutes";
const HERBAL_STEEP: &str = "100 °C, 7 minutes";

/// A shelf of teas: category, emblem, rows.
pub(super) type Shelf = (&'static str, Emblem, &'static [Row]);

/// All teas.
pub(super) const SHELVES: [Shelf; 4] = [
    ("green-tea", Emblem::Leaf, &GREEN),
    ("black-tea", Emblem::Wave, &BLACK),
    ("herbal-tea", Emblem::Flower, &HERBAL),
    ("rooibos", Emblem::Sun, &ROOIBOS),
];

const GREEN: [Row; 8] = [
    row(
        ("No. 4, Green sencha", "No. 4"),
        (Forest, Butter),
        (80, 1450),
        ("Fresh", "Green tea", GREEN_STEEP),
        "First spring leaves from Shizuoka, steamed within the hour.",
    ),
    row(
        ("No. 6, Jasmine pearls", "Jasmine"),
        (Sage, Butter),
        (80, 1850),
        ("Floral", "Green tea, jasmine blossom", GREEN_STEEP),
        "Rolled by hand and laid among blossoms for six nights.",
    ),
    row(
        ("No. 7, Genmaicha", "Genmaicha"),
        (Ochre, Forest),
        (90, 1250),
        ("Nutty", "Green tea, roasted rice", "80 °C, 2 minutes"),
        "Sencha with roasted rice: popcorn for grown-ups.",
    ),
    row(
        ("No. 9, Gunpowder mint", "Mint"),
        (Teal, Sage),
        (90, 1150),
        ("Fresh", "Green tea, spearmint", "80 °C, 3 minutes"),
        "Strong, green and with a handful of mint, as they pour it in Tangier.",
    ),
    row(
        ("No. 11, Dragon well", "Longjing"),
        (Sage, Forest),
        (60, 2100),
        ("Nutty", "Green tea", "75 °C, 2 minutes"),
        "Flat leaves, pan-fired, sweet as chestnuts.",
    ),
    row(
        ("No. 12, Hojicha", "Hojicha"),
        (Terracotta, Butter),
        (80, 1290),
        ("Toasty", "Roasted green tea", "90 °C, 1 minute"),
        "Green tea that has seen the fire: brown, mild, good after dinner.",
    ),
    row(
        ("No. 14, Kabusecha", "No. 14"),
        (Forest, Sage),
        (60, 2350),
        ("Fresh", "Green tea", "60 °C, 2 minutes"),
        "Shaded for two weeks before the harvest, and deep green for it.",
    ),
    row(
        ("No. 15, Green citrus", "Citrus"),
        (Butter, Forest),
        (90, 1150),
        ("Fruity", "Green tea, lemon peel, lemongrass", GREEN_STEEP),
        "Made for ice, and for the days that need it.",
    ),
];
const BLACK: [Row; 9] = [
    row(
        ("No. 1, Breakfast", "No. 1"),
        (Brick, Butter),
        (100, 1150),
        ("Malty", "Black tea", BLACK_STEEP),
        "Assam and a little Kenya: it starts the press, and the printers.",
    ),
    row(
        ("No. 2, Earl Grey", "Earl Grey"),
        (Cobalt, Ochre),
        (100, 1250),
        ("Citrus", "Black tea, bergamot oil", BLACK_STEEP),
        "Real bergamot from Calabria, and not too much of it.",
    ),
    row(
        ("No. 3, East Frisian", "East Frisian"),
        (Ink, Ochre),
        (100, 1190),
        ("Malty", "Black tea", "95 °C, 4 minutes"),
        "Rock sugar first, then tea, then cream, and no stirring.",
    ),
    row(
        ("No. 5, Darjeeling", "Darjeeling"),
        (Teal, Butter),
        (80, 1690),
        ("Floral", "Black tea", "90 °C, 3 minutes"),
        "First flush from one garden, bright as a brass band.",
    ),
    row(
        ("No. 8, Smoked tea", "Smoked"),
        (Ink, Brick),
        (90, 1350),
        ("Smoky", "Black tea, smoked over pine", BLACK_STEEP),
        "Dried over pine fire. The neighbours will ask what is burning.",
    ),
    row(
        ("No. 10, Chai", "Chai"),
        (Terracotta, Ochre),
        (100, 1290),
        ("Spicy", "Black tea, ginger, cardamom, cinnamon, clove, pepper", "100 °C, 5 minutes"),
        "Ginger first, cardamom second, pepper when you have stopped waiting.",
    ),
    row(
        ("No. 13, Ceylon", "Ceylon"),
        (Plum, Butter),
        (100, 1190),
        ("Citrus", "Black tea", BLACK_STEEP),
        "From above two thousand metres: clear, copper-coloured, good with lemon.",
    ),
    row(
        ("No. 16, Vanilla black", "Vanilla"),
        (Oat, Brick),
        (90, 1290),
        ("Sweet", "Black tea, vanilla", BLACK_STEEP),
        "Cut pods between the leaves. You can see them.",
    ),
    row(
        ("No. 17, Keemun", "Keemun"),
        (Brick, Rose),
        (80, 1590),
        ("Malty", "Black tea", "95 °C, 3 minutes"),
        "Cocoa, dried plum and a trace of smoke, from Anhui.",
    ),
];
const HERBAL: [Row; 9] = [
    row(
        ("No. 20, Chamomile", "Chamomile"),
        (Butter, Ochre),
        (50, 950),
        ("Floral", "Chamomile flowers", HERBAL_STEEP),
        "Whole flowers, from a field that we have walked through.",
    ),
    row(
        ("No. 21, Peppermint", "Mint"),
        (Teal, Butter),
        (50, 890),
        ("Fresh", "Peppermint", HERBAL_STEEP),
        "Leaves as large as stamps, cut once, dried in the shade.",
    ),
    row(
        ("No. 22, Fennel and friends", "Fennel"),
        (Sage, Ochre),
        (90, 990),
        ("Spicy", "Fennel, anise, caraway", HERBAL_STEEP),
        "For after the dinner that was too good.",
    ),
    row(
        ("No. 23, Hibiscus", "Hibiscus"),
        (Plum, Rose),
        (80, 950),
        ("Fruity", "Hibiscus, rose hip, apple", HERBAL_STEEP),
        "Red as a stop sign and about as quiet.",
    ),
    row(
        ("No. 24, Lemon verbena", "Verbena"),
        (Sage, Butter),
        (40, 1090),
        ("Citrus", "Lemon verbena", "95 °C, 5 minutes"),
        "It smells of a garden with the windows open.",
    ),
    row(
        ("No. 25, Ginger and lemon", "Ginger"),
        (Ochre, Brick),
        (90, 990),
        ("Spicy", "Ginger, lemon peel, liquorice", HERBAL_STEEP),
        "The first thing we reach for when somebody coughs.",
    ),
    row(
        ("No. 26, Evening blend", "Evening"),
        (Cobalt, Butter),
        (60, 1090),
        ("Floral", "Lavender, lemon balm, oat straw", HERBAL_STEEP),
        "Lavender, balm, oat straw: in that order, and then good night.",
    ),
    row(
        ("No. 27, Sea buckthorn", "Buckthorn"),
        (Terracotta, Butter),
        (80, 1190),
        ("Fruity", "Sea buckthorn, apple, carrot", HERBAL_STEEP),
        "Orange berries from the dunes behind the workshop, picked frozen.",
    ),
    row(
        ("No. 28, Heather honey", "Heather"),
        (Rose, Plum),
        (60, 1090),
        ("Sweet", "Heather blossom, lime blossom", HERBAL_STEEP),
        "Tastes of honey without there being any.",
    ),
];
const ROOIBOS: [Row; 5] = [
    row(
        ("No. 30, Rooibos", "Rooibos"),
        (Brick, Rose),
        (100, 990),
        ("Earthy", "Rooibos", HERBAL_STEEP),
        "Nothing added. From the Cederberg, cut long.",
    ),
    row(
        ("No. 31, Rooibos vanilla", "Vanilla"),
        (Ochre, Oat),
        (100, 1090),
        ("Sweet", "Rooibos, vanilla", HERBAL_STEEP),
        "What the children call tea.",
    ),
    row(
        ("No. 32, Rooibos orange", "Orange"),
        (Terracotta, Butter),
        (100, 1090),
        ("Fruity", "Rooibos, orange peel", HERBAL_STEEP),
        "With peel that we dry on the kiln, which is warm anyway.",
    ),
    row(
        ("No. 33, Green rooibos", "Green"),
        (Sage, Forest),
        (80, 1150),
        ("Fresh", "Green rooibos", "90 °C, 5 minutes"),
        "Not oxidised, hence pale, grassy and hard to over-steep.",
    ),
    row(
        ("No. 34, Winter rooibos", "Winter"),
        (Ink, Sky),
        (100, 1190),
        ("Spicy", "Rooibos, cinnamon, orange peel, clove, almond", HERBAL_STEEP),
        "Cinnamon, clove, almond. We sell it in July too, to a certain kind of person.",
    ),
];
