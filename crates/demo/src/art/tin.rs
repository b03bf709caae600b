//! A tea tin with its lid and a label that carries the tea's name.

use super::colour::{Colour, Rgb};
use super::svg::Svg;
use super::{letters, light};

/// The small picture on a label.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
#[allow(missing_docs, reason = "the names are the emblems")]
pub enum Emblem {
    #[default]
    Leaf,
    Sun,
    Flower,
    Wave,
}

/// A tea tin.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Tin {
    /// Colour of the tin.
    pub colour: Colour,
    /// Colour of the halo behind the emblem.
    pub halo: Colour,
    /// The tea's name, short.
    pub name: String,
    /// The small picture above the name.
    pub emblem: Emblem,
}

const LEFT: f64 = 128.0;
const RIGHT: f64 = 272.0;
const LID_LEFT: f64 = 124.0;
const LID_RIGHT: f64 = 276.0;
const CREAM: Rgb = Rgb::hex(0xf6f0e2);

impl Tin {
    pub(super) fn draw(&self, svg: &mut Svg) {
        light::contact_shadow(svg, (200.0, 387.0), 74.0);
        let colour = self.colour.rgb();
        let body = format!("M{LEFT} 170V376A72 12 0 0 0 {RIGHT} 376V170z");
        svg.path(&body, colour);
        let label = format!("M{LEFT} 228A72 12 0 0 0 {RIGHT} 228V336A72 12 0 0 1 {LEFT} 336z");
        svg.path(&label, CREAM);
        svg.stroke("M128 232.5A72 12 0 0 0 272 232.5", colour, 0.8, 0.5);
        svg.stroke("M128 331.5A72 12 0 0 0 272 331.5", colour, 0.8, 0.5);
        self.draw_label(svg, colour);
        svg.veil("M128 176V186A72 12 0 0 0 272 186V176z", light::SHADOW, 0.22);
        light::round(svg, &body);
        self.draw_lid(svg, colour);
        light::gleam(svg, 141.0, 198.0, 226.0, 4.0);
        light::gleam(svg, 141.0, 352.0, 374.0, 4.0);
    }

    fn draw_lid(&self, svg: &mut Svg, colour: Rgb) {
        let lid = format!("M{LID_LEFT} 136V176A76 13 0 0 0 {LID_RIGHT} 176V136A76 15 0 0 0 {LID_LEFT} 136z");
        svg.path(&lid, colour.darker(0.06));
        light::round(svg, &lid);
        svg.stroke("M124.5 175A76 13 0 0 0 275.5 175", Rgb::BLACK, 1.2, 0.25);
        svg.ellipse((200.0, 136.0), (76.0, 15.5), colour.lighter(0.20));
        let top = svg.linear(
            (0.0, 0.0),
            (1.0, 0.3),
            &[(0.0, colour.lighter(0.18), 1.0), (0.6, colour.lighter(0.06), 1.0), (1.0, colour.darker(0.10), 1.0)],
        );
        svg.ellipse((200.0, 136.6), (71.0, 13.0), top);
        svg.stroke("M131 134.6A71 13 0 0 1 262 130", Rgb::BLACK, 0.8, 0.18);
    }

    fn draw_label(&self, svg: &mut Svg, colour: Rgb) {
        let halo = self.halo.rgb();
        match self.emblem {
            Emblem::Leaf => {
                svg.circle((200.0, 269.0), 14.5, halo);
                svg.path("M200 251C212 261 212 277 200 287C188 277 188 261 200 251z", colour);
                svg.stroke("M200 256V291", CREAM, 1.0, 0.8);
            }
            Emblem::Sun => {
                svg.circle((200.0, 268.0), 11.5, halo);
                for ray in 0..12 {
                    svg.transformed(format_args!("rotate({} 200 268)", ray * 30));
                    svg.stroke("M200 252.5V249.5", colour, 1.8, 1.0);
                    svg.close();
                }
            }
            Emblem::Flower => {
                for petal in 0..6 {
                    svg.transformed(format_args!("rotate({} 200 269)", petal * 60));
                    svg.path("M200 269C193 262 193 254 200 250C207 254 207 262 200 269z", colour);
                    svg.close();
                }
                svg.circle((200.0, 269.0), 5.0, halo);
            }
            Emblem::Wave => {
                svg.circle((200.0, 264.0), 11.0, halo);
                for y in [272.0, 279.0, 286.0] {
                    svg.stroke(format_args!("M180 {y}q5 -5.5 10 0t10 0t10 0t10 0"), colour, 2.0, 1.0);
                }
            }
        }
        letters::centred(svg, &self.name, (200.0, 314.0), 16.0, 112.0, Rgb::hex(0x2a2a2c));
        svg.rect(super::svg::Area::new(179.0, 323.0, 42.0, 2.2), 1.1, colour);
    }

    /// The open tin from above: loose leaves.
    pub(super) fn draw_open(&self, svg: &mut Svg, seed: u64) {
        let colour = self.colour.rgb();
        let mut rng = crate::rng::Rng::for_part(seed, "leaves");
        light::drop_shadow(svg, "M60 250a132 132 0 1 0 264 0a132 132 0 1 0 -264 0z", 9.0);
        let wall = svg.linear(
            (0.0, 0.0),
            (1.0, 1.0),
            &[(0.0, colour.lighter(0.25), 1.0), (0.5, colour, 1.0), (1.0, colour.darker(0.25), 1.0)],
        );
        svg.circle((192.0, 250.0), 132.0, wall);
        let steel = svg.linear(
            (0.0, 0.0),
            (1.0, 1.0),
            &[(0.0, Rgb::hex(0x8d8b86), 1.0), (0.5, Rgb::hex(0xc9c7c1), 1.0), (1.0, Rgb::hex(0xeceae5), 1.0)],
        );
        svg.circle((192.0, 250.0), 125.0, steel);
        svg.circle((193.0, 251.0), 115.0, self.leaf_inks().0.darker(0.45));
        for _ in 0..520 {
            let (angle, far) = (rng.between(0.0, std::f64::consts::TAU), 109.0 * rng.unit().sqrt());
            let at = (193.0 + far * angle.cos(), 251.0 + far * angle.sin());
            let length = rng.between(4.0, 10.0);
            let (dark, light) = self.leaf_inks();
            let ink = if rng.chance(7) { self.halo.rgb() } else { dark.mix(light, rng.unit()) };
            svg.transformed(format_args!("translate({:.1} {:.1}) rotate({:.0})", at.0, at.1, rng.between(0.0, 180.0)));
            svg.path(
                format_args!(
                    "M{:.1} 0q{length:.1} -3 {:.1} 0q{:.1} 3 {:.1} 0z",
                    -length,
                    length * 2.0,
                    -length,
                    -length * 2.0
                ),
                ink,
            );
            svg.close();
        }
        let shade = svg.linear(
            (0.0, 0.0),
            (1.0, 1.0),
            &[(0.0, Rgb::BLACK, 0.40), (0.4, Rgb::BLACK, 0.08), (1.0, Rgb::BLACK, 0.0)],
        );
        svg.circle((193.0, 251.0), 115.0, shade);
    }

    fn leaf_inks(&self) -> (Rgb, Rgb) {
        match self.emblem {
            Emblem::Leaf => (Rgb::hex(0x3d4a2c), Rgb::hex(0x8a9460)),
            Emblem::Sun => (Rgb::hex(0x7a3418), Rgb::hex(0xc06a35)),
            Emblem::Flower => (Rgb::hex(0x8d7a3c), Rgb::hex(0xd8c48a)),
            Emblem::Wave => (Rgb::hex(0x2c2019), Rgb::hex(0x6b4a32)),
        }
    }
}
