//! Quarter circles, arches and discs on a grid of three by four.

use super::Inks;
use crate::art::colour::Rgb;
use crate::art::svg::{Area, Svg};
use crate::rng::Rng;

pub(super) fn draw(svg: &mut Svg, inks: Inks, area: Area, rng: &mut Rng) {
    let (columns, rows) = if rng.chance(30) { (4, 5) } else { (3, 4) };
    let (w, h) = (area.w / f64::from(columns), area.h / f64::from(rows));
    // Most cells wear the quiet inks; the accent appears now and then.
    let inks_by_weight =
        [inks.deep, inks.deep, inks.deep, inks.light, inks.light, inks.dark, inks.dark, inks.accent, inks.middle];
    for row in 0..rows {
        for column in 0..columns {
            let cell = Area::new(area.x + w * f64::from(column), area.y + h * f64::from(row), w, h);
            let shape = rng.pick(&inks_by_weight);
            let back = background(inks, shape, rng);
            svg.rect(cell, 0.0, back);
            draw_cell(svg, cell, shape, rng);
        }
    }
}

fn background(inks: Inks, shape: Rgb, rng: &mut Rng) -> Rgb {
    let wish = rng.pick(&[inks.paper, inks.paper, inks.paper, inks.light]);
    if wish == shape { inks.paper } else { wish }
}

fn draw_cell(svg: &mut Svg, cell: Area, ink: Rgb, rng: &mut Rng) {
    let Area { x, y, w, h } = cell;
    let (right, bottom) = (cell.right(), cell.bottom());
    match rng.below(9) {
        0 => svg.path(format_args!("M{x} {bottom}A{w} {h} 0 0 1 {right} {y}V{bottom}z"), ink),
        1 => svg.path(format_args!("M{x} {y}A{w} {h} 0 0 1 {right} {bottom}H{x}z"), ink),
        2 => svg.path(format_args!("M{right} {y}A{w} {h} 0 0 1 {x} {bottom}V{y}z"), ink),
        3 => svg.path(format_args!("M{right} {bottom}A{w} {h} 0 0 1 {x} {y}H{right}z"), ink),
        4 | 5 => svg.path(
            format_args!(
                "M{x} {bottom}V{}A{} {} 0 0 1 {right} {}V{bottom}z",
                y + h * 0.5,
                w / 2.0,
                h * 0.5,
                y + h * 0.5
            ),
            ink,
        ),
        6 => svg.circle((x + w / 2.0, y + h / 2.0), w.min(h) * 0.34, ink),
        7 => {
            svg.path(format_args!("M{x} {y}H{right}A{} {} 0 0 1 {x} {y}z", w / 2.0, h / 2.0), ink);
            svg.path(format_args!("M{x} {bottom}H{right}A{} {} 0 0 0 {x} {bottom}z", w / 2.0, h / 2.0), ink);
        }
        _ => svg.rect(cell, 0.0, ink),
    }
}
