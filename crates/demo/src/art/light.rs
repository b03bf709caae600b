//! One light from the upper left: the ground, the shadows, and the roundness of round things.

use super::colour::{Ground, Rgb};
use super::svg::{Area, HEIGHT, Stop, Svg, WIDTH};

/// Warm black in which all shadows fall.
pub const SHADOW: Rgb = Rgb::hex(0x2a2418);

const ROUND: [Stop; 7] = [
    (0.0, Rgb::BLACK, 0.18),
    (0.10, Rgb::BLACK, 0.05),
    (0.33, Rgb::WHITE, 0.30),
    (0.46, Rgb::WHITE, 0.06),
    (0.56, Rgb::BLACK, 0.02),
    (0.80, Rgb::BLACK, 0.14),
    (1.0, Rgb::BLACK, 0.30),
];

/// Fills the picture with a tint: lighter at the upper left, five percent darker at the lower right.
pub fn ground(svg: &mut Svg, ground: Ground) {
    let tint = ground.rgb();
    let fill = svg.linear(
        (0.0, 0.0),
        (1.0, 1.0),
        &[(0.0, tint.lighter(0.36), 1.0), (0.5, tint, 1.0), (1.0, tint.darker(0.055), 1.0)],
    );
    svg.rect(Area::new(0.0, 0.0, WIDTH, HEIGHT), 0.0, fill);
}

/// A table or a wall's foot: everything below `y` is a step darker, with a fine edge.
pub fn table(svg: &mut Svg, ground: Ground, y: f64) {
    let tint = ground.rgb();
    let fill = svg.linear((0.0, 0.0), (1.0, 1.0), &[(0.0, tint.darker(0.045), 1.0), (1.0, tint.darker(0.09), 1.0)]);
    svg.rect(Area::new(0.0, y, WIDTH, HEIGHT - y), 0.0, fill);
    svg.rect(Area::new(0.0, y, WIDTH, 1.2), 0.0, tint.darker(0.15));
    svg.rect(Area::new(0.0, y + 1.2, WIDTH, 1.0), 0.0, tint.lighter(0.25));
}

/// The soft shadow where something stands, shifted right, with a small dark core at the foot.
pub fn contact_shadow(svg: &mut Svg, foot: (f64, f64), half_width: f64) {
    let soft = svg.radial(&[(0.0, SHADOW, 0.40), (0.45, SHADOW, 0.22), (0.75, SHADOW, 0.07), (1.0, SHADOW, 0.0)]);
    svg.ellipse((foot.0 + half_width * 0.16, foot.1), (half_width * 1.62, half_width * 0.30), soft);
    let core = svg.radial(&[(0.0, SHADOW, 0.42), (0.7, SHADOW, 0.20), (1.0, SHADOW, 0.0)]);
    svg.ellipse((foot.0 + half_width * 0.04, foot.1 - 1.0), (half_width * 1.02, half_width * 0.10), core);
}

/// The blurred shadow of something that hangs or lies, thrown to the lower right.
pub fn drop_shadow(svg: &mut Svg, outline: &str, blur: f64) {
    svg.transformed("translate(8 11)");
    svg.blurred(outline, SHADOW, 0.30, blur);
    svg.close();
}

/// Makes an outline round: dark edge, highlight at a third, dark far edge.
pub fn round(svg: &mut Svg, outline: &str) {
    let fill = svg.linear((0.0, 0.0), (1.0, 0.0), &ROUND);
    svg.path(outline, fill);
}

/// A thin upright reflection, as glaze and glass show it.
pub fn gleam(svg: &mut Svg, x: f64, top: f64, bottom: f64, width: f64) {
    let fill = svg.linear((0.0, 0.0), (0.0, 1.0), &[(0.0, Rgb::WHITE, 0.42), (1.0, Rgb::WHITE, 0.14)]);
    svg.rect(Area::new(x, top, width, bottom - top), width / 2.0, fill);
}
