//! Pages that fill from above: what is drawn where, before anything is written.

use super::letters::{Letters, Weight};

/// A4 in points.
pub(super) const WIDTH: f32 = 595.28;
pub(super) const HEIGHT: f32 = 841.89;
/// Where texts begin and end.
pub(super) const LEFT: f32 = 56.0;
pub(super) const RIGHT: f32 = WIDTH - 56.0;
/// How wide the address is, in the window of an envelope and beside the facts.
pub(super) const ADDRESS: f32 = 280.0;
/// Where a page begins, and where its body ends.
pub(super) const TOP: f32 = 64.0;
pub(super) const BOTTOM: f32 = HEIGHT - 104.0;

/// The colours of the shop.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Ink {
    Black,
    Muted,
    Line,
    Accent,
}

/// How a text is written.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Style {
    pub size: f32,
    pub weight: Weight,
    pub ink: Ink,
}

const fn style(size: f32, weight: Weight, ink: Ink) -> Style {
    Style { size, weight, ink }
}

pub(super) const BODY: Style = style(9.5, Weight::Regular, Ink::Black);
pub(super) const STRONG: Style = style(9.5, Weight::SemiBold, Ink::Black);
pub(super) const MUTED: Style = style(9.5, Weight::Regular, Ink::Muted);
pub(super) const SMALL: Style = style(8.0, Weight::Regular, Ink::Muted);
pub(super) const BRAND: Style = style(16.0, Weight::SemiBold, Ink::Accent);
pub(super) const HEADING: Style = style(20.0, Weight::SemiBold, Ink::Black);
pub(super) const TOTAL: Style = style(11.5, Weight::SemiBold, Ink::Black);

/// Something that is drawn.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Mark {
    Text { x: f32, y: f32, style: Style, text: String },
    Rule { from: f32, to: f32, y: f32, ink: Ink },
}

/// On which side of its place a text stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Side {
    Start,
    End,
}

/// A sheet of pages.
pub(super) struct Sheet<'a> {
    pub letters: &'a Letters,
    pub pages: Vec<Vec<Mark>>,
    /// How far the last page is filled.
    pub y: f32,
}

impl<'a> Sheet<'a> {
    pub fn new(letters: &'a Letters) -> Self {
        Self { letters, pages: vec![Vec::new()], y: TOP }
    }

    /// Whether the last page has so much room.
    pub fn has_room(&self, height: f32) -> bool {
        self.y + height <= BOTTOM
    }

    pub fn turn_page(&mut self) {
        self.pages.push(Vec::new());
        self.y = TOP;
    }

    fn mark(&mut self, mark: Mark) {
        if let Some(page) = self.pages.last_mut() {
            page.push(mark);
        }
    }

    /// A text whose baseline is `y`.
    pub fn text_at(&mut self, x: f32, y: f32, side: Side, style: Style, text: &str) {
        let x = match side {
            Side::Start => x,
            Side::End => x - self.letters.width(text, style.weight, style.size),
        };
        if !text.is_empty() {
            self.mark(Mark::Text { x, y, style, text: text.to_owned() });
        }
    }

    pub fn rule_at(&mut self, y: f32, from: f32, to: f32, ink: Ink) {
        self.mark(Mark::Rule { from, to, y, ink });
    }

    /// Lines below each other from `y` on; gives where they end.
    pub fn lines_at(&mut self, x: f32, y: f32, style: Style, lines: &[String]) -> f32 {
        let mut y = y;
        for line in lines {
            self.text_at(x, y, Side::Start, style, line);
            y += step(style);
        }
        y
    }

    /// A paragraph that breaks at the right edge, and pages where it must.
    pub fn paragraph(&mut self, style: Style, text: &str) {
        for line in self.letters.wrap(text, style.weight, style.size, RIGHT - LEFT) {
            if !self.has_room(step(style)) {
                self.turn_page();
            }
            self.text_at(LEFT, self.y, Side::Start, style, &line);
            self.y += step(style);
        }
    }

    /// Draws on every page, once it is known how many there are.
    pub fn on_every_page(&mut self, draw: impl Fn(&mut Self, usize, usize)) {
        let pages = std::mem::take(&mut self.pages);
        let count = pages.len();
        for (index, page) in pages.into_iter().enumerate() {
            self.pages.push(page);
            draw(self, index.saturating_add(1), count);
        }
    }
}

/// From one line to the next.
pub(super) fn step(style: Style) -> f32 {
    style.size * 1.4
}
