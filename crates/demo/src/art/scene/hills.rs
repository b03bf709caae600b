//! Layered hills with a sun or a moon.

use super::{Inks, smooth_line};
use crate::art::svg::{Area, Svg};
use crate::rng::Rng;
use std::f64::consts::TAU;

pub(super) fn draw(svg: &mut Svg, inks: Inks, area: Area, rng: &mut Rng) {
    sun(svg, inks, area, rng);
    let layers = [inks.light, inks.middle, inks.deep, inks.dark];
    let start = rng.between(0.40, 0.54);
    let step = (0.90 - start) / 4.0;
    for (position, ink) in layers.into_iter().enumerate() {
        let middle = area.y + area.h * (start + step * position as f64 + rng.between(-0.02, 0.03));
        let swing = area.h * rng.between(0.05, 0.10);
        let length = area.w * rng.between(0.8, 1.5);
        let shift = rng.between(0.0, TAU);
        let small = swing * rng.between(0.05, 0.25);
        let ridge = smooth_line(area.x, area.right(), |x| {
            let turn = (x - area.x) / length * TAU + shift;
            middle + swing * turn.sin() + small * (turn * 2.3 + shift).sin()
        });
        svg.path(format_args!("{ridge}V{:.1}H{:.1}z", area.bottom(), area.x), ink);
    }
    if rng.chance(35) {
        birds(svg, inks, area, rng);
    }
}

fn sun(svg: &mut Svg, inks: Inks, area: Area, rng: &mut Rng) {
    let centre = (area.x + area.w * rng.between(0.24, 0.76), area.y + area.h * rng.between(0.18, 0.34));
    let radius = area.w * rng.between(0.10, 0.17);
    if rng.chance(20) {
        svg.circle(centre, radius * 1.7, inks.accent.mix(inks.paper, 0.78));
        svg.circle(centre, radius * 1.35, inks.accent.mix(inks.paper, 0.55));
    }
    svg.circle(centre, radius, inks.accent);
    if rng.chance(18) {
        svg.circle((centre.0 + radius * 0.45, centre.1 - radius * 0.2), radius * 0.86, inks.paper);
    }
}

fn birds(svg: &mut Svg, inks: Inks, area: Area, rng: &mut Rng) {
    for _ in 0..3 {
        let x = area.x + area.w * rng.between(0.15, 0.85);
        let y = area.y + area.h * rng.between(0.12, 0.36);
        let wing = rng.between(3.0, 5.0);
        let data = format!(
            "M{:.1} {:.1}q{:.1} {:.1} {wing:.1} 0q{:.1} {:.1} {wing:.1} 0",
            x,
            y,
            wing / 2.0,
            -wing * 0.7,
            wing / 2.0,
            -wing * 0.7
        );
        svg.stroke(data, inks.dark, 1.1, 0.9);
    }
}
