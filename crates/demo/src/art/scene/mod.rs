//! What is printed on the prints: five generators, five palettes of six colours.

mod blocks;
mod hills;
mod life;
mod stem;
mod waves;

use super::colour::Rgb;
use super::svg::{Area, Svg};
use crate::rng::Rng;
use std::fmt::Write;

/// The kind of picture on a print.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Scene {
    /// Layered hills with a sun.
    #[default]
    Hills,
    /// Quarter circles, arches and discs on a grid.
    Blocks,
    /// A stem with leaves in a pot.
    Stem,
    /// A vase with twigs, and fruit on a table.
    Life,
    /// Lines of water, or scales of it.
    Waves,
}

/// Six colours that go together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
#[allow(missing_docs, reason = "the names are the moods")]
pub enum Palette {
    #[default]
    Dune,
    Sea,
    Harbour,
    Dusk,
    Night,
}

/// The six colours of a palette by their part in the picture.
#[derive(Debug, Clone, Copy)]
pub(super) struct Inks {
    pub paper: Rgb,
    pub accent: Rgb,
    pub light: Rgb,
    pub middle: Rgb,
    pub deep: Rgb,
    pub dark: Rgb,
}

impl Palette {
    /// All five.
    pub const ALL: [Self; 5] = [Self::Dune, Self::Sea, Self::Harbour, Self::Dusk, Self::Night];

    /// What the colours are called together.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Dune => "Dune",
            Self::Sea => "Sea",
            Self::Harbour => "Harbour",
            Self::Dusk => "Dusk",
            Self::Night => "Night",
        }
    }

    pub(super) const fn inks(self) -> Inks {
        let [paper, accent, light, middle, deep, dark] = match self {
            Self::Dune => [0xf0e4d2, 0xd9752f, 0xc9a063, 0x7f9068, 0x3a5d4b, 0x223b35],
            Self::Sea => [0xe8eeef, 0xe3ae4b, 0x9fbccb, 0x5d87a3, 0x31597f, 0x1b3350],
            Self::Harbour => [0xece7d8, 0xd6982f, 0x8fb3cf, 0xbf5233, 0x2b4aa0, 0x1b2440],
            Self::Dusk => [0xf4dcd4, 0xba432c, 0xe39a83, 0xc9786a, 0xa5584a, 0x6a2f3d],
            Self::Night => [0x22302d, 0xd6982f, 0xe8dec9, 0x9db39a, 0xbf5233, 0x53705f],
        };
        Inks {
            paper: Rgb::hex(paper),
            accent: Rgb::hex(accent),
            light: Rgb::hex(light),
            middle: Rgb::hex(middle),
            deep: Rgb::hex(deep),
            dark: Rgb::hex(dark),
        }
    }
}

/// Draws a scene into an area.
pub(super) fn draw(svg: &mut Svg, scene: Scene, palette: Palette, area: Area, seed: u64) {
    let inks = palette.inks();
    let mut rng = Rng::for_part(seed, "scene");
    svg.clipped(area.path());
    svg.rect(area, 0.0, inks.paper);
    match scene {
        Scene::Hills => hills::draw(svg, inks, area, &mut rng),
        Scene::Blocks => blocks::draw(svg, inks, area, &mut rng),
        Scene::Stem => stem::draw(svg, inks, area, &mut rng),
        Scene::Life => life::draw(svg, inks, area, &mut rng),
        Scene::Waves => waves::draw(svg, inks, area, &mut rng),
    }
    svg.close();
}

/// A smooth line through the heights of `height` at even steps from left to right.
pub(super) fn smooth_line(from: f64, to: f64, height: impl Fn(f64) -> f64) -> String {
    const STEPS: u32 = 18;
    let step = (to - from) / f64::from(STEPS);
    let mut data = format!("M{from:.1} {:.1}", height(from));
    for count in 0..STEPS {
        let (start, end) = (from + step * f64::from(count), from + step * f64::from(count + 1));
        let middle = f64::midpoint(start, end);
        // The control point makes the curve pass through the true height in the middle.
        let control = 2.0 * height(middle) - f64::midpoint(height(start), height(end));
        let _ = write!(data, "Q{middle:.1} {control:.1} {end:.1} {:.1}", height(end));
    }
    data
}
