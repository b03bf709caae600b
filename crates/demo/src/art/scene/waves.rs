//! Lines of water, or overlapping scales of it.

use super::{Inks, smooth_line};
use crate::art::svg::{Area, Svg};
use crate::rng::Rng;
use std::f64::consts::TAU;

pub(super) fn draw(svg: &mut Svg, inks: Inks, area: Area, rng: &mut Rng) {
    if rng.chance(35) { scales(svg, inks, area, rng) } else { lines(svg, inks, area, rng) }
}

fn lines(svg: &mut Svg, inks: Inks, area: Area, rng: &mut Rng) {
    let order = [inks.accent, inks.light, inks.middle, inks.deep, inks.dark];
    let count = rng.range(11, 17);
    let gap = area.h / count as f64;
    let swing = gap * rng.between(0.5, 0.8);
    let length = area.w * rng.between(0.75, 1.25);
    let drift = rng.between(-0.55, 0.55);
    for (line, ink) in (0..=count).zip(order.into_iter().cycle()) {
        let middle = area.y + gap * (line as f64 + 0.35);
        let shift = drift * line as f64;
        let data = smooth_line(area.x - 2.0, area.right() + 2.0, |x| {
            middle + swing * ((x - area.x) / length * TAU + shift).sin()
        });
        svg.stroke(data, ink, gap * rng.between(0.26, 0.40), 1.0);
    }
}

fn scales(svg: &mut Svg, inks: Inks, area: Area, rng: &mut Rng) {
    let across = rng.pick(&[3.0, 4.0]);
    let radius = area.w / across / 2.0 * 1.02;
    let rows = (area.h / (radius * 0.55)) as i64 + 3;
    let sky = rng.between(0.0, 0.38);
    if sky > 0.12 {
        svg.circle((area.x + area.w * 0.66, area.y + area.h * sky * 0.55), area.w * 0.12, inks.accent);
    }
    for row in 0..rows {
        let y = area.y + area.h * sky + radius * 0.55 * row as f64 + radius;
        let offset = if row % 2 == 0 { 0.0 } else { radius };
        for column in -1..=(across as i64) {
            let centre = (area.x + offset + radius + radius * 2.0 * column as f64, y);
            let rings = [inks.deep, inks.paper, inks.middle, inks.paper, inks.light];
            for (ring, ink) in rings.into_iter().enumerate() {
                svg.circle(centre, radius * (1.0 - 0.2 * ring as f64), ink);
            }
        }
    }
}
