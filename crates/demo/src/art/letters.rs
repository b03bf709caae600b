//! Words in pictures, drawn as outlines, so that no font is needed when they are rasterised.

use super::colour::Rgb;
use super::svg::Svg;
use std::collections::HashMap;
use std::sync::LazyLock;

struct Glyph {
    advance: f64,
    outline: &'static str,
}

static GLYPHS: LazyLock<HashMap<char, Glyph>> = LazyLock::new(|| {
    include_str!("../../assets/letters.txt").lines().filter(|line| !line.starts_with('#')).filter_map(glyph).collect()
});

fn glyph(line: &'static str) -> Option<(char, Glyph)> {
    let mut fields = line.splitn(3, ' ');
    let letter = fields.next()?.chars().next()?;
    let advance = fields.next()?.parse().ok()?;
    Some((letter, Glyph { advance, outline: fields.next()? }))
}

const SPACE: f64 = 240.0;

/// How wide a text of this size will be.
pub fn width(text: &str, size: f64) -> f64 {
    text.chars().map(|letter| GLYPHS.get(&letter).map_or(SPACE, |glyph| glyph.advance)).sum::<f64>() * size / 1000.0
}

/// Draws a text centred on `middle.0`, its baseline at `middle.1`, shrunk when it is wider than `room`.
pub fn centred(svg: &mut Svg, text: &str, middle: (f64, f64), size: f64, room: f64, colour: Rgb) {
    let natural = width(text, size);
    let size = if natural > room { size * room / natural } else { size };
    let mut x = middle.0 - width(text, size) / 2.0;
    let scale = size / 1000.0;
    for letter in text.chars() {
        match GLYPHS.get(&letter) {
            Some(glyph) => {
                svg.transformed(format_args!("translate({x:.2} {:.2}) scale({scale:.5} -{scale:.5})", middle.1));
                svg.path(glyph.outline, colour);
                svg.close();
                x += glyph.advance * scale;
            }
            None => x += SPACE * scale,
        }
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn every_letter_of_the_alphabet_has_an_outline() {
        assert!(('a'..='z').chain('A'..='Z').chain('0'..='9').all(|letter| super::GLYPHS.contains_key(&letter)));
    }
}
