//! Mugs, cups and bowls: one round body with a dipped glaze, with or without a handle.

use super::colour::{Colour, Rgb};
use super::light;
use super::scene::smooth_line;
use super::svg::{Area, Svg};
use crate::rng::Rng;

/// How a vessel is built.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
#[allow(missing_docs, reason = "the names are the shapes")]
pub enum Shape {
    #[default]
    ClassicMug,
    WideMug,
    TallMug,
    RoundMug,
    EspressoMug,
    Tumbler,
    TeaCup,
    Beaker,
    Bowl,
    DeepBowl,
    SmallBowl,
}

/// How the second glaze meets the first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Dip {
    /// A wavy line.
    #[default]
    Wave,
    /// A level line.
    Level,
    /// A slanting line.
    Slant,
    /// A band around the middle.
    Band,
    /// The whole body.
    Whole,
    /// Only the foot.
    Foot,
}

/// A round vessel of clay.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Vessel {
    /// How it is built.
    pub shape: Shape,
    /// The glaze into which it was dipped.
    pub glaze: Colour,
    /// The glaze of the rest.
    pub base: Colour,
    /// How the two meet.
    pub dip: Dip,
    /// What is in it, if anything.
    pub filled: Option<Drink>,
}

/// What a vessel is filled with.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
#[allow(missing_docs, reason = "the names are the drinks")]
pub enum Drink {
    #[default]
    Coffee,
    GreenTea,
    BlackTea,
    HerbalTea,
}

struct Body {
    middle: f64,
    top: f64,
    bottom: f64,
    mouth: f64,
    foot: f64,
    side: Side,
    handle: bool,
}

enum Side {
    Straight(f64),
    Belly(f64),
    Open,
}

impl Shape {
    /// How wide and how high it is, in centimetres, in words.
    pub const fn centimetres(self) -> (&'static str, &'static str) {
        match self {
            Self::ClassicMug => ("9.1", "10.2"),
            Self::WideMug => ("10.4", "8.5"),
            Self::TallMug => ("8.0", "12.1"),
            Self::RoundMug => ("9.6", "9.4"),
            Self::EspressoMug => ("6.2", "6.4"),
            Self::Tumbler => ("8.2", "10.1"),
            Self::TeaCup => ("9.8", "6.6"),
            Self::Beaker => ("8.3", "8.8"),
            Self::Bowl => ("17.5", "7.4"),
            Self::DeepBowl => ("14.8", "9.2"),
            Self::SmallBowl => ("10.2", "4.6"),
        }
    }

    const fn body(self) -> Body {
        let (top, mouth, foot, side, handle) = match self {
            Self::ClassicMug => (200.0, 80.0, 75.0, Side::Straight(30.0), true),
            Self::WideMug => (228.0, 92.0, 84.0, Side::Straight(40.0), true),
            Self::TallMug => (164.0, 70.0, 66.0, Side::Straight(20.0), true),
            Self::RoundMug => (212.0, 70.0, 50.0, Side::Belly(30.0), true),
            Self::EspressoMug => (250.0, 62.0, 55.0, Side::Straight(20.0), true),
            Self::Tumbler => (206.0, 70.0, 54.0, Side::Straight(14.0), false),
            Self::TeaCup => (246.0, 98.0, 44.0, Side::Open, false),
            Self::Beaker => (226.0, 72.0, 60.0, Side::Belly(9.0), false),
            Self::Bowl => (276.0, 124.0, 54.0, Side::Open, false),
            Self::DeepBowl => (240.0, 112.0, 58.0, Side::Belly(6.0), false),
            Self::SmallBowl => (290.0, 102.0, 48.0, Side::Open, false),
        };
        Body { middle: if handle { 192.0 } else { 200.0 }, top, bottom: 378.0, mouth, foot, side, handle }
    }
}

impl Body {
    fn rim(&self) -> f64 {
        self.mouth * 0.165
    }

    fn outline(&self) -> String {
        let Self { middle: x, top, bottom, mouth, foot, .. } = *self;
        let (height, sag) = (bottom - top, foot * 0.07);
        let rim = self.rim();
        match self.side {
            Side::Straight(corner) => format!(
                "M{:.1} {top:.1}L{:.1} {:.1}Q{:.1} {bottom:.1} {:.1} {bottom:.1}Q{x:.1} {:.1} {:.1} {bottom:.1}Q{:.1} {bottom:.1} {:.1} {:.1}L{:.1} {top:.1}A{mouth:.1} {rim:.1} 0 0 1 {:.1} {top:.1}z",
                x - mouth,
                x - foot,
                bottom - corner,
                x - foot,
                x - foot + corner,
                bottom + sag,
                x + foot - corner,
                x + foot,
                x + foot,
                bottom - corner,
                x + mouth,
                x - mouth
            ),
            Side::Belly(belly) => format!(
                "M{:.1} {top:.1}C{:.1} {:.1} {:.1} {:.1} {:.1} {bottom:.1}Q{x:.1} {:.1} {:.1} {bottom:.1}C{:.1} {:.1} {:.1} {:.1} {:.1} {top:.1}A{mouth:.1} {rim:.1} 0 0 1 {:.1} {top:.1}z",
                x - mouth,
                x - mouth - belly,
                top + height * 0.35,
                x - mouth - belly * 0.6,
                bottom - height * 0.04,
                x - foot,
                bottom + sag,
                x + foot,
                x + mouth + belly * 0.6,
                bottom - height * 0.04,
                x + mouth + belly,
                top + height * 0.35,
                x + mouth,
                x - mouth
            ),
            Side::Open => format!(
                "M{:.1} {top:.1}C{:.1} {:.1} {:.1} {:.1} {:.1} {:.1}L{:.1} {bottom:.1}Q{x:.1} {:.1} {:.1} {bottom:.1}L{:.1} {:.1}C{:.1} {:.1} {:.1} {:.1} {:.1} {top:.1}A{mouth:.1} {rim:.1} 0 0 1 {:.1} {top:.1}z",
                x - mouth,
                x - mouth * 0.98,
                top + height * 0.58,
                x - mouth * 0.62,
                bottom - height * 0.10,
                x - foot,
                bottom - height * 0.09,
                x - foot * 0.96,
                bottom + sag,
                x + foot * 0.96,
                x + foot,
                bottom - height * 0.09,
                x + mouth * 0.62,
                bottom - height * 0.10,
                x + mouth * 0.98,
                top + height * 0.58,
                x + mouth,
                x - mouth
            ),
        }
    }
}

impl Vessel {
    pub(super) fn draw(&self, svg: &mut Svg, seed: u64) {
        let body = self.shape.body();
        light::contact_shadow(svg, (body.middle, body.bottom), body.foot.max(body.mouth * 0.72) + 4.0);
        if body.handle {
            handle(svg, &body, self.handle_colour());
        }
        self.draw_body(svg, &body, seed);
        self.draw_mouth(svg, &body);
    }

    /// The same vessel seen from the other side, with the maker's mark.
    pub(super) fn draw_back(&self, svg: &mut Svg, seed: u64) {
        svg.transformed("translate(400 0) scale(-1 1)");
        self.draw(svg, seed.wrapping_add(1));
        svg.close();
    }

    /// The room it takes in its own drawing, without the handle.
    pub(super) fn extent(&self) -> Area {
        let body = self.shape.body();
        let top = body.top - body.rim();
        Area::new(body.middle - body.mouth, top, body.mouth * 2.0, body.bottom - top)
    }

    fn handle_colour(&self) -> Rgb {
        if self.dip == Dip::Whole { self.glaze.rgb() } else { self.base.rgb() }
    }

    fn draw_body(&self, svg: &mut Svg, body: &Body, seed: u64) {
        let outline = body.outline();
        let whole = Area::new(20.0, body.top - 40.0, 360.0, body.bottom - body.top + 60.0);
        svg.clipped(&outline);
        svg.rect(whole, 0.0, self.base.rgb());
        self.dipped(svg, body, seed);
        speckles(svg, body, self.base, self.glaze, seed);
        svg.close();
        light::round(svg, &outline);
        let reach = body.bottom - body.top;
        light::gleam(
            svg,
            body.middle - body.mouth * 0.83,
            body.top + reach * 0.16,
            body.top + reach * 0.64,
            (body.mouth * 0.085).min(6.5),
        );
    }

    fn dipped(&self, svg: &mut Svg, body: &Body, seed: u64) {
        let mut rng = Rng::for_part(seed, "dip");
        let height = body.bottom - body.top;
        let (shift, swing) = (rng.between(0.0, 1.4), rng.between(3.6, 5.2));
        let x = body.middle;
        let wave = move |line: f64, swing: f64| {
            smooth_line(20.0, 380.0, move |at| line + swing * ((at - x) / 92.0 * std::f64::consts::TAU + shift).sin())
        };
        let line = body.top + height * rng.between(0.43, 0.52);
        let ink = self.glaze.rgb();
        let below = |edge: String| format!("{edge}V460H20z");
        let edge = match self.dip {
            Dip::Wave => wave(line, swing),
            Dip::Level => format!("M20 {:.1}Q{x:.1} {:.1} 380 {:.1}", line - 4.0, line + 9.0, line - 4.0),
            Dip::Slant => format!("M20 {:.1}L380 {:.1}", line + 62.0, line - 62.0),
            Dip::Foot => wave(body.top + height * 0.74, swing * 0.7),
            Dip::Whole => String::from("M20 60H380"),
            Dip::Band => {
                let top = body.top + height * 0.36;
                svg.path(
                    format_args!(
                        "M20 {top:.1}Q{x:.1} {:.1} 380 {top:.1}V{:.1}Q{x:.1} {:.1} 20 {:.1}z",
                        top + 12.0,
                        top + height * 0.26,
                        top + height * 0.26 + 12.0,
                        top + height * 0.26
                    ),
                    ink,
                );
                return;
            }
        };
        svg.path(below(edge.clone()), ink);
        if self.dip != Dip::Whole {
            // Where one glaze runs over the other it is a little thicker and catches the light.
            svg.stroke(edge, ink.lighter(0.35), 1.3, 0.55);
        }
    }

    fn draw_mouth(&self, svg: &mut Svg, body: &Body) {
        let (centre, rim) = ((body.middle, body.top), body.rim());
        let base = if self.dip == Dip::Whole { self.glaze.rgb() } else { self.base.rgb() };
        let lip = svg.linear(
            (0.0, 0.0),
            (1.0, 0.0),
            &[(0.0, base.lighter(0.12), 1.0), (0.4, base.lighter(0.34), 1.0), (1.0, base.darker(0.06), 1.0)],
        );
        svg.ellipse(centre, (body.mouth, rim), lip);
        let inner = (body.mouth - 6.0, rim - 3.2);
        let wall = svg.linear(
            (0.0, 0.0),
            (1.0, 0.4),
            &[(0.0, base.darker(0.52), 1.0), (0.6, base.darker(0.36), 1.0), (1.0, base.darker(0.22), 1.0)],
        );
        svg.ellipse(centre, inner, wall);
        let inside = ellipse_path(centre, inner);
        svg.clipped(inside);
        if let Some(drink) = self.filled {
            let liquid = drink.rgb();
            let fill = svg.linear(
                (0.0, 0.0),
                (1.0, 0.6),
                &[(0.0, liquid.darker(0.22), 1.0), (0.6, liquid, 1.0), (1.0, liquid.lighter(0.12), 1.0)],
            );
            svg.ellipse((centre.0, centre.1 + inner.1 * 0.42), (inner.0 - 1.5, inner.1 * 0.96), fill);
        } else {
            let floor = svg.radial(&[(0.0, base.darker(0.10), 0.9), (1.0, base.darker(0.3), 0.0)]);
            svg.ellipse((centre.0 + inner.0 * 0.2, centre.1 + inner.1 * 0.55), (inner.0 * 0.8, inner.1 * 0.8), floor);
        }
        svg.close();
    }
}

impl Drink {
    const fn rgb(self) -> Rgb {
        match self {
            Self::Coffee => Rgb::hex(0x523a2d),
            Self::GreenTea => Rgb::hex(0xb9b25a),
            Self::BlackTea => Rgb::hex(0x9a4a1f),
            Self::HerbalTea => Rgb::hex(0xc98a35),
        }
    }
}

fn ellipse_path(centre: (f64, f64), radii: (f64, f64)) -> String {
    let (rx, ry) = radii;
    format!(
        "M{:.1} {:.1}a{rx:.1} {ry:.1} 0 1 0 {:.1} 0a{rx:.1} {ry:.1} 0 1 0 {:.1} 0z",
        centre.0 - rx,
        centre.1,
        rx * 2.0,
        -rx * 2.0
    )
}

fn handle(svg: &mut Svg, body: &Body, colour: Rgb) {
    let height = body.bottom - body.top;
    let radius = (height * 0.29).min(body.mouth * 0.66);
    let (x, y) = (body.middle + body.mouth - 4.0, body.top + height * 0.46);
    let thick = (body.mouth * 0.25).min(20.0);
    let ring =
        |radius: f64| format!("M{x:.1} {:.1}A{radius:.1} {radius:.1} 0 0 1 {x:.1} {:.1}", y - radius, y + radius);
    svg.stroke(ring(radius), colour.darker(0.24), thick, 1.0);
    svg.stroke(ring(radius - thick * 0.04), colour.darker(0.12), thick * 0.82, 1.0);
    svg.stroke(ring(radius - thick * 0.10), colour.lighter(0.06), thick * 0.40, 1.0);
}

fn speckles(svg: &mut Svg, body: &Body, base: Colour, glaze: Colour, seed: u64) {
    let mut rng = Rng::for_part(seed, "speckles");
    let ink = if base == Colour::Oat && glaze == Colour::Oat { Rgb::hex(0x7d6f58) } else { light::SHADOW };
    for _ in 0..34 {
        let x = body.middle + body.mouth * rng.between(-0.98, 0.98);
        let y = rng.between(body.top + body.rim() + 4.0, body.bottom - 6.0);
        let radius = rng.between(0.45, 1.25);
        svg.veil(ellipse_path((x, y), (radius, radius)), ink, rng.between(0.22, 0.55));
    }
}
