//! How shoppers call the colours of the demo shop. What is called like a tea, a herb or a sky alone is left out: it would find those.

/// Groups of words that mean the same to the search.
pub const SYNONYMS: [&str; 11] = [
    "blue, navy, cobalt",
    "light blue, sky, pale blue",
    "turquoise, teal, petrol",
    "green, forest, dark green, bottle green",
    "light green, sage, mint green",
    "grey, gray, charcoal, anthracite",
    "black, ink",
    "red, brick, crimson",
    "orange, terracotta, rust",
    "yellow, ochre, mustard",
    "purple, plum, aubergine, violet",
];
