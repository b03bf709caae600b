//! A throw over a ladder's rung: wide, heavy, with a fringe.

use super::cloth::{Weave, texture};
use super::colour::{Colour, Rgb};
use super::light;
use super::svg::{Area, Svg};

/// A woven throw.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Throw {
    /// Colour of the pattern.
    pub colour: Colour,
    /// Colour of the ground thread.
    pub thread: Colour,
    /// What is woven.
    pub weave: Weave,
}

const FACE: Area = Area::new(92.0, 96.0, 220.0, 268.0);

impl Throw {
    pub(super) fn draw(&self, svg: &mut Svg) {
        let outline = "M92 104C92 96 98 92 106 92H298C306 92 312 96 312 104L315 360C300 366 286 358 270 361C250 365 236 358 218 360C200 362 186 366 166 362C146 358 132 365 114 363C104 362 96 360 89 361z";
        light::drop_shadow(svg, outline, 9.0);
        fringe(svg, self.thread.rgb());
        svg.clipped(outline);
        svg.rect(FACE.inset(-20.0), 0.0, self.thread.rgb());
        self.weave.draw(svg, FACE.inset(-6.0), self.colour.rgb(), self.thread.rgb());
        texture(svg, FACE.inset(-10.0));
        svg.close();
        let folds = svg.linear(
            (0.0, 0.0),
            (1.0, 0.0),
            &[
                (0.0, Rgb::BLACK, 0.16),
                (0.07, Rgb::WHITE, 0.12),
                (0.20, Rgb::WHITE, 0.05),
                (0.27, Rgb::BLACK, 0.13),
                (0.36, Rgb::WHITE, 0.13),
                (0.55, Rgb::BLACK, 0.03),
                (0.63, Rgb::BLACK, 0.15),
                (0.72, Rgb::WHITE, 0.08),
                (0.90, Rgb::BLACK, 0.08),
                (1.0, Rgb::BLACK, 0.26),
            ],
        );
        svg.path(outline, folds);
        let bend = svg.linear(
            (0.0, 0.0),
            (0.0, 1.0),
            &[
                (0.0, Rgb::BLACK, 0.20),
                (0.03, Rgb::WHITE, 0.24),
                (0.10, Rgb::WHITE, 0.04),
                (0.4, Rgb::BLACK, 0.0),
                (1.0, Rgb::BLACK, 0.10),
            ],
        );
        svg.path(outline, bend);
        svg.stroke("M92 344C150 352 240 340 314 346", Rgb::BLACK, 1.0, 0.10);
        rung(svg);
    }
}

fn fringe(svg: &mut Svg, thread: Rgb) {
    let mut x = 91.0;
    let mut turn = 0.0_f64;
    while x < 315.0 {
        let (sway, length) = (turn.sin() * 2.6, 27.0 + (turn * 1.7).sin() * 2.4);
        svg.stroke(
            format_args!("M{x:.1} 358q{sway:.1} {:.1} {:.1} {length:.1}", length / 2.0, sway * 1.3),
            thread.darker(0.16),
            3.2,
            1.0,
        );
        svg.stroke(
            format_args!("M{:.1} 358q{sway:.1} {:.1} {:.1} {:.1}", x - 0.5, length / 2.0, sway * 1.3, length - 1.0),
            thread.lighter(0.10),
            1.7,
            1.0,
        );
        x += 5.6;
        turn += 0.9;
    }
}

fn rung(svg: &mut Svg) {
    let wood = svg.linear(
        (0.0, 0.0),
        (0.0, 1.0),
        &[(0.0, Rgb::hex(0xdcbd8c), 1.0), (0.4, Rgb::hex(0xc49d66), 1.0), (1.0, Rgb::hex(0x94703f), 1.0)],
    );
    for area in [Area::new(48.0, 92.0, 45.0, 12.0), Area::new(311.0, 92.0, 42.0, 12.0)] {
        svg.rect(area, 4.0, &wood);
    }
}
