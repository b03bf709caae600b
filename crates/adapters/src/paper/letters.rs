//! How wide texts are, and where they break.

use krilla::text::Font;
use skrifa::{FontRef, GlyphId, MetadataProvider as _, charmap::Charmap, instance::{LocationRef, Size}, metrics::GlyphMetrics};

use super::PaperError;

const REGULAR: &[u8] = include_bytes!("../../fonts/Inter-Regular.ttf");
const SEMIBOLD: &[u8] = include_bytes!("../../fonts/Inter-SemiBold.ttf");

/// How heavy letters are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Weight {
    Regular,
    SemiBold,
}

/// A letter in its place: which drawing, how wide for a size of one, and its bytes in the text.
pub(super) struct Letter {
    pub glyph: u32,
    pub width: f32,
    pub bytes: std::ops::Range<usize>,
}

struct Face {
    font: Font,
    charmap: Charmap<'static>,
    metrics: GlyphMetrics<'static>,
    units: f32,
}

impl Face {
    fn read(bytes: &'static [u8]) -> Result<Self, PaperError> {
        let font = Font::new(bytes.into(), 0).ok_or(PaperError::Letters)?;
        let read = FontRef::new(bytes).map_err(|_| PaperError::Letters)?;
        let metrics = read.glyph_metrics(Size::unscaled(), LocationRef::default());
        Ok(Self { units: font.units_per_em(), font, charmap: read.charmap(), metrics })
    }

    fn glyph(&self, letter: char) -> GlyphId {
        let known = self.charmap.map(letter).filter(|glyph| glyph.to_u32() != 0);
        known.or_else(|| self.charmap.map('?')).unwrap_or_default()
    }

    fn width(&self, glyph: GlyphId) -> f32 {
        self.metrics.advance_width(glyph).unwrap_or_default() / self.units
    }
}

/// Both weights.
pub(super) struct Letters {
    regular: Face,
    semibold: Face,
}

impl Letters {
    pub fn read() -> Result<Self, PaperError> {
        Ok(Self { regular: Face::read(REGULAR)?, semibold: Face::read(SEMIBOLD)? })
    }

    fn face(&self, weight: Weight) -> &Face {
        match weight {
            Weight::Regular => &self.regular,
            Weight::SemiBold => &self.semibold,
        }
    }

    pub fn font(&self, weight: Weight) -> Font {
        self.face(weight).font.clone()
    }

    /// The letters of a text.
    pub fn of(&self, text: &str, weight: Weight) -> Vec<Letter> {
        let face = self.face(weight);
        text.char_indices()
            .map(|(start, letter)| {
                let glyph = face.glyph(letter);
                let bytes = start..start.saturating_add(letter.len_utf8());
                Letter { glyph: glyph.to_u32(), width: face.width(glyph), bytes }
            })
            .collect()
    }

    /// How wide a text is.
    pub fn width(&self, text: &str, weight: Weight, size: f32) -> f32 {
        let face = self.face(weight);
        text.chars().map(|letter| face.width(face.glyph(letter))).sum::<f32>() * size
    }

    /// The text in lines that are no wider: broken at blanks, a word that is too long anywhere.
    pub fn wrap(&self, text: &str, weight: Weight, size: f32, width: f32) -> Vec<String> {
        let mut lines = Vec::new();
        for paragraph in text.lines() {
            let mut line = String::new();
            for word in paragraph.split_whitespace() {
                let longer = if line.is_empty() { word.to_owned() } else { format!("{line} {word}") };
                if self.width(&longer, weight, size) <= width {
                    line = longer;
                    continue;
                }
                if !line.is_empty() {
                    lines.push(std::mem::take(&mut line));
                }
                for letter in word.chars() {
                    line.push(letter);
                    if self.width(&line, weight, size) > width && line.chars().count() > 1 {
                        line.pop();
                        lines.push(std::mem::replace(&mut line, letter.to_string()));
                    }
                }
            }
            if !line.is_empty() {
                lines.push(line);
            }
        }
        lines
    }
}
