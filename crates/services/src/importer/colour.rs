//! Colours by name, so that imported products have swatches.

/// Whether an option or attribute of this name holds colours.
pub(super) fn is_colour_name(name: &str) -> bool {
    matches!(name.to_lowercase().as_str(), "color" | "colour" | "farbe" | "couleur" | "kleur" | "colore")
}

const COLOURS: [(&str, &str); 36] = [
    ("beige", "e8dcc4"),
    ("black", "1d1d1f"),
    ("blue", "2f5fa8"),
    ("brown", "6f4a2f"),
    ("burgundy", "6d1f33"),
    ("charcoal", "3a3d42"),
    ("copper", "b0693c"),
    ("coral", "f0745d"),
    ("cream", "f5ecd7"),
    ("cyan", "27a9bd"),
    ("gold", "c9a13b"),
    ("gray", "8b8d91"),
    ("green", "3f7d4e"),
    ("grey", "8b8d91"),
    ("indigo", "3c3f8f"),
    ("ivory", "f6f1e2"),
    ("khaki", "a79a6b"),
    ("lavender", "b6a8d6"),
    ("lime", "a5c93f"),
    ("magenta", "b5307f"),
    ("maroon", "701f26"),
    ("mint", "a9d8c0"),
    ("mustard", "cf9f2d"),
    ("navy", "1f2f54"),
    ("olive", "6f7238"),
    ("orange", "e2792c"),
    ("pink", "e594ad"),
    ("purple", "6f4596"),
    ("red", "b8342f"),
    ("rose", "d9919b"),
    ("silver", "bfc2c6"),
    ("tan", "c6a27c"),
    ("teal", "23736f"),
    ("turquoise", "3fb3ab"),
    ("white", "fafafa"),
    ("yellow", "ecc63d"),
];

/// The colour of this name, or of the last word of it that is one: "Navy blue", "Light grey".
pub(super) fn colour(name: &str) -> Option<&'static str> {
    let lower = name.to_lowercase();
    let known = |word: &str| COLOURS.iter().find(|(name, _)| *name == word).map(|(_, colour)| *colour);
    lower.split(|character: char| !character.is_alphabetic()).rev().find_map(known)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn colours_are_known_by_their_english_names() {
        assert_eq!(colour("Light Grey"), Some("8b8d91"));
        assert_eq!(colour("Large"), None);
    }
}
