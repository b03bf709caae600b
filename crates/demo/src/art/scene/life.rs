//! A vase with twigs, and fruit on a table.

use super::Inks;
use crate::art::svg::{Area, Svg};
use crate::rng::Rng;

pub(super) fn draw(svg: &mut Svg, inks: Inks, area: Area, rng: &mut Rng) {
    let table = area.y + area.h * rng.between(0.64, 0.74);
    if rng.chance(45) {
        let centre = (area.x + area.w * rng.between(0.55, 0.8), area.y + area.h * rng.between(0.24, 0.36));
        svg.circle(centre, area.w * rng.between(0.13, 0.2), inks.light.mix(inks.paper, 0.45));
    }
    svg.rect(Area::new(area.x, table, area.w, area.bottom() - table), 0.0, inks.accent);
    let middle = area.x + area.w * rng.between(0.32, 0.46);
    let foot = table + area.h * 0.10;
    let size = area.h * rng.between(0.38, 0.46);
    twigs(svg, inks, (middle, foot - size), area, rng);
    vase(svg, inks, (middle, foot), size, rng);
    fruit(svg, inks, area, foot, middle + size * 0.36, rng);
}

fn vase(svg: &mut Svg, inks: Inks, foot: (f64, f64), size: f64, rng: &mut Rng) {
    let (x, y) = foot;
    let top = y - size;
    let (neck, belly, base) = (size * rng.between(0.08, 0.13), size * rng.between(0.28, 0.38), size * 0.15);
    let shoulder = size * rng.between(0.30, 0.45);
    let outline = format!(
        "M{:.1} {top:.1}H{:.1}L{:.1} {:.1}C{:.1} {:.1} {:.1} {:.1} {:.1} {y:.1}H{:.1}C{:.1} {:.1} {:.1} {:.1} {:.1} {:.1}z",
        x - neck * 1.25,
        x + neck * 1.25,
        x + neck,
        top + shoulder * 0.6,
        x + belly * 1.35,
        top + shoulder,
        x + belly * 1.15,
        y - size * 0.04,
        x + base,
        x - base,
        x - belly * 1.15,
        y - size * 0.04,
        x - belly * 1.35,
        top + shoulder,
        x - neck,
        top + shoulder * 0.6,
    );
    svg.path(&outline, inks.deep);
    svg.clipped(&outline);
    if rng.chance(50) {
        svg.rect(Area::new(x - belly * 2.0, y - size * 0.34, belly * 4.0, size * 0.07), 0.0, inks.light);
        svg.rect(Area::new(x - belly * 2.0, y - size * 0.23, belly * 4.0, size * 0.03), 0.0, inks.light);
    }
    svg.veil(Area::new(x + belly * 0.28, top, belly * 2.0, size).path(), inks.dark, 0.22);
    svg.close();
}

fn twigs(svg: &mut Svg, inks: Inks, from: (f64, f64), area: Area, rng: &mut Rng) {
    let count = rng.range(3, 5);
    for twig in 0..count {
        let spread = (twig as f64 - (count - 1) as f64 / 2.0) * area.w * 0.11 + area.w * rng.between(-0.02, 0.03);
        let rise = area.h * rng.between(0.12, 0.21);
        let tip = (from.0 + spread, from.1 - rise);
        svg.stroke(
            format_args!(
                "M{:.1} {:.1}Q{:.1} {:.1} {:.1} {:.1}",
                from.0,
                from.1 + 6.0,
                from.0 + spread * 0.25,
                from.1 - rise * 0.5,
                tip.0,
                tip.1
            ),
            inks.dark,
            1.5,
            1.0,
        );
        svg.circle(tip, area.w * rng.between(0.032, 0.05), inks.middle);
        if rng.chance(60) {
            svg.circle(
                (f64::midpoint(from.0 + spread * 0.4, tip.0) + 3.0, tip.1 + rise * 0.42),
                area.w * 0.026,
                inks.light,
            );
        }
    }
}

fn fruit(svg: &mut Svg, inks: Inks, area: Area, foot: f64, from: f64, rng: &mut Rng) {
    let large = area.w * rng.between(0.09, 0.13);
    svg.circle((from + large * 0.6, foot - large * 0.75), large, inks.light);
    let small = large * rng.between(0.6, 0.8);
    let x = (from + large * 1.9).min(area.right() - small * 1.1);
    svg.circle((x, foot - small * 0.55), small, inks.dark);
    if rng.chance(40) {
        svg.stroke(format_args!("M{x:.1} {:.1}q1 -4 4 -5", foot - small * 1.5), inks.dark, 1.3, 1.0);
    }
}
