//! What products are described by.

use crate::model::AttributeKey;

const fn text(key: &'static str, label: &'static str, facet: bool) -> AttributeKey {
    AttributeKey { key, label, colour: false, facet }
}

/// All attributes in the order in which they are shown.
pub(crate) const ATTRIBUTES: [AttributeKey; 18] = [
    AttributeKey { key: "colour", label: "Colour", colour: true, facet: true },
    text("volume", "Volume", true),
    text("material", "Material", true),
    text("size", "Size", true),
    text("series", "Series", true),
    text("frame", "Frame", true),
    text("ruling", "Ruling", true),
    text("paper", "Paper", true),
    text("flavour", "Flavour", true),
    text("scent", "Scent", true),
    text("burn-time", "Burn time", true),
    text("pattern", "Pattern", true),
    text("technique", "Technique", false),
    text("holds", "Holds", false),
    text("steep", "Steep", false),
    text("ingredients", "Ingredients", false),
    text("care", "Care", false),
    text("made-in", "Made in", true),
];
