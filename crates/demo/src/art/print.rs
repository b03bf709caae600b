//! A framed print on the wall, and the back of its frame.

use super::colour::Rgb;
use super::scene::{self, Palette, Scene};
use super::svg::{Area, Svg};
use super::{letters, light};

/// What a print is framed with.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
#[allow(missing_docs, reason = "the names are the frames")]
pub enum Frame {
    #[default]
    Oak,
    Black,
    White,
}

impl Frame {
    const fn rgb(self) -> Rgb {
        match self {
            Self::Oak => Rgb::hex(0xc6a06a),
            Self::Black => Rgb::hex(0x2a2c31),
            Self::White => Rgb::hex(0xf7f6f2),
        }
    }
}

/// A print: what is on it and what is around it.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Print {
    /// The kind of picture.
    pub scene: Scene,
    /// Its six colours.
    pub palette: Palette,
    /// Its frame.
    pub frame: Frame,
}

const OUTER: Area = Area::new(85.0, 62.0, 230.0, 302.0);
const BAR: f64 = 7.5;
const IMAGE: Area = Area::new(114.0, 93.0, 172.0, 223.0);
const MAT: Rgb = Rgb::hex(0xfdfcf7);

impl Print {
    pub(super) fn draw(&self, svg: &mut Svg, seed: u64) {
        light::drop_shadow(svg, &OUTER.path(), 8.5);
        frame(svg, self.frame.rgb());
        let inner = OUTER.inset(BAR);
        svg.rect(inner, 0.0, MAT);
        // The frame's lip throws a narrow shadow on the mat, above and at the left.
        let lip = svg.linear((0.0, 0.0), (0.0, 1.0), &[(0.0, light::SHADOW, 0.20), (1.0, light::SHADOW, 0.0)]);
        svg.rect(Area::new(inner.x, inner.y, inner.w, 6.0), 0.0, lip);
        let lip = svg.linear((0.0, 0.0), (1.0, 0.0), &[(0.0, light::SHADOW, 0.12), (1.0, light::SHADOW, 0.0)]);
        svg.rect(Area::new(inner.x, inner.y, 4.0, inner.h), 0.0, lip);
        svg.rect(IMAGE.inset(-1.2), 0.0, MAT.darker(0.10));
        svg.path(bevel_light(), Rgb::WHITE);
        scene::draw(svg, self.scene, self.palette, IMAGE, seed);
        let glass = svg.linear(
            (0.0, 0.0),
            (1.0, 1.0),
            &[(0.0, Rgb::WHITE, 0.13), (0.38, Rgb::WHITE, 0.05), (0.385, Rgb::WHITE, 0.0), (1.0, Rgb::WHITE, 0.0)],
        );
        svg.rect(inner, 0.0, glass);
    }

    pub(super) fn draw_back(&self, svg: &mut Svg) {
        light::drop_shadow(svg, &OUTER.path(), 8.5);
        frame(svg, self.frame.rgb().darker(0.06));
        let inner = OUTER.inset(BAR);
        let board = Rgb::hex(0xc9ab82);
        let fill =
            svg.linear((0.0, 0.0), (1.0, 1.0), &[(0.0, board.lighter(0.10), 1.0), (1.0, board.darker(0.08), 1.0)]);
        svg.rect(inner, 0.0, fill);
        for edge in [
            Area::new(inner.x, inner.y, inner.w, 15.0),
            Area::new(inner.x, inner.bottom() - 15.0, inner.w, 15.0),
            Area::new(inner.x, inner.y, 15.0, inner.h),
            Area::new(inner.right() - 15.0, inner.y, 15.0, inner.h),
        ] {
            svg.veil(edge.path(), Rgb::hex(0xe9d9ba), 0.72);
        }
        svg.stroke("M104 142Q200 122 296 142", light::SHADOW, 1.8, 0.25);
        svg.stroke("M104 140Q200 118 296 140", Rgb::hex(0x8c8d90), 1.7, 1.0);
        for x in [104.0, 296.0] {
            svg.circle((x, 140.0), 4.4, Rgb::hex(0xb9a055));
            svg.circle((x - 0.8, 139.2), 2.0, Rgb::hex(0xe4d08e));
        }
        let label = Area::new(146.0, 238.0, 108.0, 70.0);
        svg.rect(label, 2.0, MAT);
        letters::centred(svg, "Marram", (200.0, 266.0), 17.0, 90.0, Rgb::hex(0x26282e));
        svg.rect(Area::new(164.0, 276.0, 72.0, 1.4), 0.7, Rgb::hex(0x9a9a96));
        letters::centred(svg, "pulled by hand", (200.0, 294.0), 9.0, 90.0, Rgb::hex(0x63656d));
    }
}

fn bevel_light() -> String {
    format!(
        "M{:.1} {:.1}h{:.1}v{:.1}h1.2v{:.1}z",
        IMAGE.x - 1.2,
        IMAGE.bottom(),
        IMAGE.w + 1.2,
        -IMAGE.h,
        IMAGE.h + 1.2
    )
}

fn frame(svg: &mut Svg, wood: Rgb) {
    let Area { x, y, .. } = OUTER;
    let (right, bottom, inner) = (OUTER.right(), OUTER.bottom(), OUTER.inset(BAR));
    let bright = wood == Frame::White.rgb();
    let (top, low) = if bright { (Rgb::WHITE, wood.darker(0.10)) } else { (wood.lighter(0.28), wood.darker(0.14)) };
    svg.rect(OUTER, 0.0, wood);
    svg.path(format_args!("M{x} {y}H{right}L{} {}H{}z", inner.right(), inner.y, inner.x), top);
    svg.path(format_args!("M{x} {y}V{bottom}L{} {}V{}z", inner.x, inner.bottom(), inner.y), wood.lighter(0.06));
    svg.path(format_args!("M{right} {y}V{bottom}L{} {}V{}z", inner.right(), inner.bottom(), inner.y), low);
    svg.path(
        format_args!("M{x} {bottom}H{right}L{} {}H{}z", inner.right(), inner.bottom(), inner.x),
        wood.darker(0.05),
    );
    svg.rect(Area::new(x, y, OUTER.w, 1.0), 0.0, top.lighter(0.3));
    svg.rect(Area::new(inner.x, inner.bottom(), inner.w, 0.9), 0.0, wood.darker(0.22));
}
