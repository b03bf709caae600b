//! A cushion that leans against the wall.

use super::colour::{Colour, Rgb};
use super::light;
use super::pattern::Pattern;
use super::svg::{Area, Svg};

/// A cushion.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Cushion {
    /// Colour of the cover.
    pub colour: Colour,
    /// Colour of the piping.
    pub piping: Colour,
    /// What is printed on it.
    pub pattern: Pattern,
    /// Wide rather than square.
    pub wide: bool,
}

impl Cushion {
    pub(super) fn draw(&self, svg: &mut Svg, _seed: u64) {
        let top = if self.wide { 216.0 } else { 146.0 };
        let (left, right, bottom) = if self.wide { (64.0, 336.0, 386.0) } else { (82.0, 318.0, 386.0) };
        let outline = outline(left, right, top, bottom, 0.0);
        light::contact_shadow(svg, (200.0, bottom - 3.0), (right - left) * 0.46);
        svg.transformed("translate(7 8)");
        svg.blurred(&outline, light::SHADOW, 0.22, 9.0);
        svg.close();
        svg.stroke(&outline, self.piping.rgb().darker(0.10), 5.0, 1.0);
        svg.path(&outline, self.colour.rgb());
        svg.clipped(&outline);
        self.pattern.draw(
            svg,
            Area::new(left - 10.0, top - 10.0, right - left + 20.0, bottom - top + 20.0),
            self.colour.rgb(),
        );
        super::cloth::texture(svg, Area::new(left - 10.0, top - 10.0, right - left + 20.0, bottom - top + 20.0));
        svg.close();
        shade(svg, &outline);
        creases(svg, left, right, top, bottom);
        svg.stroke(&outline, self.piping.rgb(), 2.2, 1.0);
    }
}

fn outline(left: f64, right: f64, top: f64, bottom: f64, by: f64) -> String {
    let (middle, half) = (f64::midpoint(left, right), f64::midpoint(top, bottom));
    let (l, r, t, b) = (left + by, right - by, top + by, bottom - by);
    format!(
        "M{l:.1} {t:.1}Q{middle:.1} {:.1} {r:.1} {t:.1}Q{:.1} {half:.1} {r:.1} {b:.1}Q{middle:.1} {:.1} {l:.1} {b:.1}Q{:.1} {half:.1} {l:.1} {t:.1}z",
        t + 17.0,
        r - 17.0,
        b - 11.0,
        l + 17.0
    )
}

fn shade(svg: &mut Svg, outline: &str) {
    let down = svg.linear(
        (0.15, 0.0),
        (0.6, 1.0),
        &[(0.0, Rgb::WHITE, 0.16), (0.35, Rgb::WHITE, 0.12), (0.62, Rgb::BLACK, 0.02), (1.0, Rgb::BLACK, 0.30)],
    );
    svg.path(outline, down);
    let across = svg.linear(
        (0.0, 0.0),
        (1.0, 0.0),
        &[
            (0.0, Rgb::BLACK, 0.16),
            (0.18, Rgb::BLACK, 0.0),
            (0.38, Rgb::WHITE, 0.13),
            (0.62, Rgb::WHITE, 0.0),
            (1.0, Rgb::BLACK, 0.24),
        ],
    );
    svg.path(outline, across);
}

fn creases(svg: &mut Svg, left: f64, right: f64, top: f64, bottom: f64) {
    let (w, h) = (right - left, bottom - top);
    for (from, to, bend) in [
        ((0.03, 0.05), (0.17, 0.22), 4.0),
        ((0.05, 0.03), (0.26, 0.13), -4.0),
        ((0.97, 0.05), (0.83, 0.20), -4.0),
        ((0.04, 0.95), (0.18, 0.80), 5.0),
        ((0.96, 0.95), (0.80, 0.83), 5.0),
    ] {
        let (x, y) = (left + w * from.0, top + h * from.1);
        let (end_x, end_y) = (left + w * to.0, top + h * to.1);
        let middle = (f64::midpoint(x, end_x) + bend, f64::midpoint(y, end_y) - bend);
        let data = format!("M{x:.1} {y:.1}Q{:.1} {:.1} {end_x:.1} {end_y:.1}", middle.0, middle.1);
        svg.stroke(&data, Rgb::BLACK, 3.0, 0.09);
        svg.transformed("translate(-1.5 -1.8)");
        svg.stroke(&data, Rgb::WHITE, 1.8, 0.16);
        svg.close();
    }
}
