//! A kitchen cloth that hangs from a rod, and a folded stack of it.

use super::colour::{Colour, Rgb};
use super::light;
use super::svg::{Area, Svg};

/// What is woven or printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Weave {
    /// Stripes along the cloth with a band below.
    #[default]
    Stripe,
    /// Checks of two thread colours.
    Check,
    /// Printed leaves.
    Leaf,
    /// Wide bands across.
    Band,
    /// A field of small squares, like a waffle.
    Waffle,
    /// Fishbone.
    Herringbone,
}

/// A kitchen cloth.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Cloth {
    /// Colour of the pattern.
    pub colour: Colour,
    /// Colour of the ground thread.
    pub thread: Colour,
    /// What is woven.
    pub weave: Weave,
}

const FACE: Area = Area::new(118.0, 78.0, 168.0, 314.0);
const FOLDS: [(f64, Rgb, f64); 13] = [
    (0.0, Rgb::BLACK, 0.10),
    (0.05, Rgb::WHITE, 0.10),
    (0.14, Rgb::WHITE, 0.14),
    (0.24, Rgb::BLACK, 0.12),
    (0.31, Rgb::BLACK, 0.13),
    (0.40, Rgb::WHITE, 0.16),
    (0.48, Rgb::WHITE, 0.12),
    (0.58, Rgb::BLACK, 0.13),
    (0.66, Rgb::BLACK, 0.10),
    (0.75, Rgb::WHITE, 0.12),
    (0.83, Rgb::BLACK, 0.05),
    (0.93, Rgb::BLACK, 0.15),
    (1.0, Rgb::BLACK, 0.22),
];

impl Cloth {
    pub(super) fn draw(&self, svg: &mut Svg) {
        let outline = "M118 78H286V382C280 387 272 388 264 384C254 379 244 386 232 388C220 390 212 383 200 384C188 385 180 392 168 388C156 384 148 381 138 385C130 388 124 386 118 383z";
        light::drop_shadow(svg, outline, 7.0);
        rod_shadow(svg);
        svg.clipped(outline);
        svg.rect(Area::new(100.0, 70.0, 200.0, 330.0), 0.0, self.thread.rgb());
        self.weave.draw(svg, FACE, self.colour.rgb(), self.thread.rgb());
        texture(svg, FACE);
        svg.close();
        let folds = svg.linear((0.0, 0.0), (1.0, 0.0), &FOLDS);
        svg.path(outline, folds);
        let top = svg.linear((0.0, 0.0), (0.0, 1.0), &[(0.0, Rgb::BLACK, 0.26), (1.0, Rgb::BLACK, 0.0)]);
        svg.rect(Area::new(118.0, 78.0, 168.0, 12.0), 0.0, top);
        let hem = svg.linear((0.0, 0.0), (0.0, 1.0), &[(0.0, Rgb::BLACK, 0.0), (1.0, Rgb::BLACK, 0.07)]);
        svg.rect(Area::new(118.0, 330.0, 168.0, 50.0), 0.0, hem);
        rod(svg);
        svg.stroke("M277 86C283 92 283 102 278 108", self.colour.rgb().darker(0.1), 2.6, 1.0);
    }

    /// Three of them folded on each other.
    pub(super) fn draw_folded(&self, svg: &mut Svg) {
        light::contact_shadow(svg, (200.0, 364.0), 128.0);
        let tones = [self.thread.rgb(), self.colour.rgb(), self.thread.rgb()];
        for (layer, ink) in tones.into_iter().enumerate() {
            let y = 330.0 - 34.0 * layer as f64;
            let slip = 3.0 * layer as f64;
            let face = Area::new(76.0 + slip, y - 4.0, 248.0 - slip, 37.0);
            let outline = format!(
                "M{:.1} {y:.1}C{:.1} {:.1} {:.1} {:.1} {:.1} {:.1}H{:.1}C{:.1} {:.1} {:.1} {:.1} {:.1} {y:.1}Q200 {:.1} {:.1} {y:.1}z",
                face.x,
                face.x - 9.0,
                y + 6.0,
                face.x - 9.0,
                y + 28.0,
                face.x + 4.0,
                y + 34.0,
                face.right() - 4.0,
                face.right() + 9.0,
                y + 28.0,
                face.right() + 9.0,
                y + 6.0,
                face.right(),
                y - 5.0,
                face.x
            );
            svg.clipped(&outline);
            svg.rect(face.inset(-12.0), 0.0, ink);
            if layer != 1 {
                self.weave.draw(svg, face.inset(-12.0), self.colour.rgb(), self.thread.rgb());
            }
            texture(svg, face.inset(-12.0));
            svg.close();
            let shade = svg.linear(
                (0.0, 0.0),
                (0.0, 1.0),
                &[(0.0, Rgb::WHITE, 0.22), (0.4, Rgb::BLACK, 0.0), (0.8, Rgb::BLACK, 0.14), (1.0, Rgb::BLACK, 0.34)],
            );
            svg.path(&outline, shade);
            let side = svg.linear(
                (0.0, 0.0),
                (1.0, 0.0),
                &[(0.0, Rgb::BLACK, 0.14), (0.2, Rgb::WHITE, 0.08), (0.7, Rgb::BLACK, 0.02), (1.0, Rgb::BLACK, 0.22)],
            );
            svg.path(&outline, side);
            svg.stroke(
                format_args!("M{:.1} {:.1}H{:.1}", face.x + 2.0, y + 17.0, face.right() - 2.0),
                Rgb::BLACK,
                1.2,
                0.16,
            );
        }
    }
}

impl Weave {
    pub(super) fn draw(self, svg: &mut Svg, area: Area, colour: Rgb, thread: Rgb) {
        let Area { x, y, w, h } = area;
        match self {
            Self::Stripe => {
                for (at, wide) in [
                    (0.08, 0.035),
                    (0.145, 0.014),
                    (0.47, 0.085),
                    (0.575, 0.02),
                    (0.615, 0.014),
                    (0.84, 0.035),
                    (0.905, 0.014),
                ] {
                    svg.veil(Area::new(x + w * at, y, w * wide, h).path(), colour, 0.88);
                }
                for (at, high) in [(0.80, 3.0), (0.865, 10.0), (0.92, 3.0)] {
                    svg.veil(Area::new(x, y + h * at, w, high).path(), colour, 0.88);
                }
            }
            Self::Check => {
                for step in 0..=(w / 28.0) as u32 {
                    svg.veil(Area::new(x + 28.0 * f64::from(step), y, 14.0, h).path(), colour, 0.58);
                }
                for step in 0..=(h / 28.0) as u32 {
                    svg.veil(Area::new(x, y + 6.0 + 28.0 * f64::from(step), w, 14.0).path(), colour, 0.58);
                }
            }
            Self::Leaf => grid(area, (36.0, 34.0), |at_x, at_y| {
                svg.path(format_args!("M{at_x:.1} {:.1}c9 5 9 16 0 22c-9 -6 -9 -17 0 -22z", at_y + 8.0), colour);
                svg.stroke(format_args!("M{at_x:.1} {:.1}v14", at_y + 13.0), thread, 0.9, 0.7);
            }),
            Self::Band => {
                for (at, high) in [(0.10, 0.07), (0.20, 0.02), (0.42, 0.12), (0.58, 0.02), (0.74, 0.07), (0.84, 0.02)] {
                    svg.veil(Area::new(x, y + h * at, w, h * high).path(), colour, 0.9);
                }
            }
            Self::Waffle => {
                svg.rect(area, 0.0, colour);
                for step in 0..=(w / 12.0) as u32 {
                    svg.veil(Area::new(x + 12.0 * f64::from(step), y, 3.0, h).path(), Rgb::WHITE, 0.20);
                    svg.veil(Area::new(x + 3.0 + 12.0 * f64::from(step), y, 2.0, h).path(), Rgb::BLACK, 0.10);
                }
                for step in 0..=(h / 12.0) as u32 {
                    svg.veil(Area::new(x, y + 12.0 * f64::from(step), w, 3.0).path(), Rgb::WHITE, 0.20);
                    svg.veil(Area::new(x, y + 3.0 + 12.0 * f64::from(step), w, 2.0).path(), Rgb::BLACK, 0.12);
                }
            }
            Self::Herringbone => herringbone(svg, area, colour),
        }
    }
}

fn herringbone(svg: &mut Svg, area: Area, colour: Rgb) {
    for column in 0..=(area.w / 14.0) as u32 {
        let x = area.x + 14.0 * f64::from(column);
        let (rise, start) = if column % 2 == 0 { (9.0, 0.0) } else { (-9.0, 9.0) };
        let mut data = String::new();
        for row in 0..=(area.h / 8.0) as u32 + 1 {
            data.push_str(&format!("M{x:.1} {:.1}l14 {rise:.1}", area.y - 8.0 + start + 8.0 * f64::from(row)));
        }
        svg.stroke(data, colour, 3.4, 0.9);
    }
}

fn grid(area: Area, step: (f64, f64), mut each: impl FnMut(f64, f64)) {
    for row in 0..=(area.h / step.1) as u32 {
        let offset = if row % 2 == 0 { 8.0 } else { 8.0 + step.0 / 2.0 };
        for column in 0..=(area.w / step.0) as u32 {
            each(area.x + offset + step.0 * f64::from(column), area.y + step.1 * f64::from(row));
        }
    }
}

/// The fine lines of thread that make cloth look woven.
pub(super) fn texture(svg: &mut Svg, area: Area) {
    let mut across = String::new();
    for step in 0..(area.h / 2.6) as u32 {
        across.push_str(&format!("M{:.1} {:.1}h{:.1}", area.x, area.y + 2.6 * f64::from(step), area.w));
    }
    svg.stroke(across, Rgb::BLACK, 0.5, 0.06);
    let mut along = String::new();
    for step in 0..(area.w / 2.6) as u32 {
        along.push_str(&format!("M{:.1} {:.1}v{:.1}", area.x + 2.6 * f64::from(step), area.y, area.h));
    }
    svg.stroke(along, Rgb::WHITE, 0.5, 0.10);
}

fn rod_shadow(svg: &mut Svg) {
    svg.transformed("translate(5 9)");
    svg.blurred("M86 69H318V79H86z", light::SHADOW, 0.28, 4.0);
    svg.close();
}

fn rod(svg: &mut Svg) {
    let wood = svg.linear(
        (0.0, 0.0),
        (0.0, 1.0),
        &[(0.0, Rgb::hex(0xdcbd8c), 1.0), (0.35, Rgb::hex(0xc49d66), 1.0), (1.0, Rgb::hex(0x94703f), 1.0)],
    );
    svg.rect(Area::new(85.0, 69.0, 234.0, 11.0), 5.5, wood);
}
