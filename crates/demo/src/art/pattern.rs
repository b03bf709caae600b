//! Surface patterns: what is printed on notebook covers and cushions.

use super::colour::Rgb;
use super::scene::smooth_line;
use super::svg::{Area, Svg};
use std::f64::consts::TAU;

/// A repeating pattern.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
#[allow(missing_docs, reason = "the names are the patterns")]
pub enum Pattern {
    #[default]
    Plain,
    Arcs,
    Dots,
    Lines,
    Grid,
    Ripples,
    Leaves,
    Scales,
    Steps,
    Moons,
}

impl Pattern {
    /// Fills an area with the pattern in tones of one colour.
    pub(super) fn draw(self, svg: &mut Svg, area: Area, colour: Rgb) {
        let (light, dark) = (colour.lighter(0.28), colour.darker(0.24));
        svg.clipped(area.path());
        match self {
            Self::Plain => {}
            Self::Arcs => cells(area, 41.0, |x, y, odd| {
                let ink = if odd { light } else { dark };
                svg.path(
                    format_args!("M{x:.1} {:.1}A37 37 0 0 1 {:.1} {:.1}V{:.1}z", y + 37.0, x + 37.0, y, y + 37.0),
                    ink,
                );
            }),
            Self::Dots => cells(area, 20.0, |x, y, _| svg.circle((x + 10.0, y + 10.0), 2.7, colour.lighter(0.55))),
            Self::Lines => cells(Area { w: 1.0, ..area }, 14.0, |_, y, _| {
                svg.veil(Area::new(area.x, y + 7.0, area.w, 1.1).path(), Rgb::WHITE, 0.45);
            }),
            Self::Grid => cells(area, 22.0, |x, y, _| {
                svg.veil(Area::new(x, y, 22.0, 1.1).path(), Rgb::WHITE, 0.34);
                svg.veil(Area::new(x, y, 1.1, 22.0).path(), Rgb::WHITE, 0.34);
            }),
            Self::Ripples => cells(Area { w: 1.0, ..area }, 17.0, |_, y, odd| {
                let ink = if odd { light } else { dark };
                let line = smooth_line(area.x, area.right(), |x| y + 8.0 + 4.2 * ((x - area.x) / 62.0 * TAU).sin());
                svg.stroke(line, ink, 4.4, 1.0);
            }),
            Self::Leaves => cells(area, 34.0, |x, y, odd| {
                let (angle, ink) = if odd { (38, light) } else { (-38, dark) };
                svg.transformed(format_args!("translate({:.1} {:.1}) rotate({angle})", x + 17.0, y + 17.0));
                svg.path("M0 -14C10 -6 9 8 0 14C-9 8 -10 -6 0 -14z", ink);
                svg.stroke("M0 -10V12", colour, 1.1, 1.0);
                svg.close();
            }),
            Self::Scales => scales(svg, area, colour, light, dark),
            Self::Steps => cells(area, 32.0, |x, y, odd| {
                let ink = if odd { light } else { dark };
                svg.path(format_args!("M{x:.1} {:.1}h16v-16h16v32h-32z", y + 16.0), ink);
            }),
            Self::Moons => cells(area, 44.0, |x, y, odd| {
                svg.circle((x + 22.0, y + 22.0), 14.0, if odd { light } else { dark });
                if odd {
                    svg.circle((x + 28.0, y + 18.0), 12.0, colour);
                }
            }),
        }
        svg.close();
    }
}

fn cells(area: Area, size: f64, mut each: impl FnMut(f64, f64, bool)) {
    let (columns, rows) = ((area.w / size).ceil() as u32, (area.h / size).ceil() as u32);
    for row in 0..rows {
        for column in 0..columns {
            each(area.x + size * f64::from(column), area.y + size * f64::from(row), (row + column) % 2 == 1);
        }
    }
}

fn scales(svg: &mut Svg, area: Area, colour: Rgb, light: Rgb, dark: Rgb) {
    let radius = 21.0;
    for row in 0..(area.h / 11.0) as u32 + 4 {
        let offset = if row % 2 == 0 { 0.0 } else { radius };
        let y = area.y + 11.0 * f64::from(row);
        for column in 0..(area.w / radius / 2.0) as u32 + 2 {
            let centre = (area.x + offset + radius * 2.0 * f64::from(column), y);
            for (share, ink) in [(1.0, dark), (0.86, colour), (0.6, light), (0.48, colour), (0.24, dark)] {
                svg.circle(centre, radius * share, ink);
            }
        }
    }
}
