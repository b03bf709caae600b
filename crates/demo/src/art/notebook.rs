//! A notebook that lies a little turned, and the same one open.

use super::colour::{Colour, Rgb};
use super::light;
use super::pattern::Pattern;
use super::svg::{Area, Svg};

/// How large a notebook is and how it is bound.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Format {
    /// Thread-sewn, hard cover, elastic.
    #[default]
    Hardcover,
    /// Stapled and slim, in pairs.
    Pocket,
    /// Lies flat on a metal spiral.
    Sketchbook,
}

/// What the pages show.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
#[allow(missing_docs, reason = "the names are the rulings")]
pub enum Ruling {
    #[default]
    Dotted,
    Ruled,
    Squared,
    Blank,
}

impl Ruling {
    /// What shoppers call it.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Dotted => "Dotted",
            Self::Ruled => "Ruled",
            Self::Squared => "Squared",
            Self::Blank => "Blank",
        }
    }
}

/// A notebook.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Notebook {
    /// Size and binding.
    pub format: Format,
    /// Colour of the cover.
    pub colour: Colour,
    /// What is printed on it.
    pub pattern: Pattern,
    /// What the pages show.
    pub ruling: Ruling,
    /// Whether two lie on each other.
    pub pair: bool,
}

const PAPER: Rgb = Rgb::hex(0xf4efe3);

impl Notebook {
    pub(super) fn draw(&self, svg: &mut Svg, _seed: u64) {
        let cover = self.cover();
        if self.pair {
            svg.transformed(format_args!(
                "translate(14 -4) rotate(8 {:.0} {:.0})",
                cover.x + cover.w / 2.0,
                cover.y + cover.h / 2.0
            ));
            self.draw_book(svg, cover, self.colour.rgb().darker(0.22));
            svg.close();
        }
        svg.transformed("rotate(-5 200 250)");
        self.draw_book(svg, cover, self.colour.rgb());
        self.draw_label(svg, cover);
        svg.close();
    }

    fn cover(&self) -> Area {
        match self.format {
            Format::Hardcover => Area::new(98.0, 106.0, 200.0, 284.0),
            Format::Pocket => Area::new(118.0, 128.0, 164.0, 238.0),
            Format::Sketchbook => Area::new(84.0, 120.0, 236.0, 262.0),
        }
    }

    fn draw_book(&self, svg: &mut Svg, cover: Area, colour: Rgb) {
        let (thick, radius) = match self.format {
            Format::Hardcover => (6.0, 5.0),
            Format::Pocket => (2.6, 3.0),
            Format::Sketchbook => (5.0, 4.0),
        };
        let whole = Area::new(cover.x, cover.y, cover.w + thick, cover.h + thick);
        light::drop_shadow(svg, &whole.path(), 8.0);
        pages(svg, cover, thick, radius);
        let shade = svg.linear(
            (0.0, 0.0),
            (1.0, 1.0),
            &[(0.0, colour.lighter(0.07), 1.0), (0.5, colour, 1.0), (1.0, colour.darker(0.08), 1.0)],
        );
        svg.rect(cover, radius, shade);
        let spine = if self.format == Format::Hardcover { 17.0 } else { 0.0 };
        let face = Area::new(cover.x + spine + 4.0, cover.y + 5.0, cover.w - spine - 6.0, cover.h - 10.0);
        self.pattern.draw(svg, face, colour);
        match self.format {
            Format::Hardcover => binding(svg, cover, colour, spine),
            Format::Pocket => staples(svg, cover, colour),
            Format::Sketchbook => spiral(svg, cover),
        }
        svg.veil(Area::new(cover.x + 1.5, cover.y, cover.w - 3.0, 1.2).path(), Rgb::WHITE, 0.30);
    }

    fn draw_label(&self, svg: &mut Svg, cover: Area) {
        let label = Area::new(cover.x + cover.w * 0.29, cover.y + cover.h * 0.30, cover.w * 0.41, cover.h * 0.16);
        svg.transformed("translate(1 1.6)");
        svg.veil(label.path(), light::SHADOW, 0.25);
        svg.close();
        svg.rect(label, 1.6, Rgb::hex(0xfbf8f0));
        let line = |y: f64, w: f64| Area::new(label.x + label.w * 0.14, label.y + label.h * y, label.w * w, 2.4);
        svg.rect(line(0.36, 0.52), 1.2, Rgb::hex(0x7b776d));
        svg.rect(line(0.60, 0.28), 1.0, Rgb::hex(0xb9b4a7));
    }

    /// The open notebook: two pages with their ruling, a ribbon, the cover around them.
    pub(super) fn draw_open(&self, svg: &mut Svg) {
        svg.transformed("rotate(-4 200 255)");
        let cover = Area::new(38.0, 132.0, 324.0, 232.0);
        light::drop_shadow(svg, &cover.path(), 8.0);
        svg.rect(cover, 6.0, self.colour.rgb());
        for (side, page) in [(0.0, Area::new(44.0, 137.0, 156.0, 222.0)), (1.0, Area::new(200.0, 137.0, 156.0, 222.0))]
        {
            svg.rect(
                Area::new(page.x + 3.0 * (side * 2.0 - 1.0), page.y + 2.5, page.w, page.h),
                3.0,
                PAPER.darker(0.08),
            );
            svg.rect(page, 3.0, PAPER.lighter(0.35));
            ruled(svg, page.inset(11.0), self.ruling);
            let (from, to) = if side > 0.5 { (0.0, 1.0) } else { (1.0, 0.0) };
            let fold = svg.linear(
                (from, 0.0),
                (to, 0.0),
                &[
                    (0.0, light::SHADOW, 0.30),
                    (0.10, light::SHADOW, 0.10),
                    (0.35, light::SHADOW, 0.0),
                    (1.0, light::SHADOW, 0.03),
                ],
            );
            svg.rect(page, 3.0, fold);
        }
        svg.stroke("M203 137C207 220 204 300 212 384", self.colour.rgb().lighter(0.12), 4.0, 1.0);
        svg.close();
    }
}

fn pages(svg: &mut Svg, cover: Area, thick: f64, radius: f64) {
    svg.rect(
        Area::new(cover.x + 3.0, cover.y + 3.0, cover.w + thick - 3.0, cover.h + thick - 3.0),
        radius,
        PAPER.darker(0.10),
    );
    svg.rect(Area::new(cover.x + 3.0, cover.y + 2.0, cover.w + thick - 4.2, cover.h + thick - 3.2), radius, PAPER);
    for line in 1..4 {
        let x = cover.right() + thick * f64::from(line) / 4.4 - 0.6;
        svg.veil(Area::new(x, cover.y + 6.0, 0.6, cover.h - 4.0).path(), light::SHADOW, 0.16);
    }
}

fn binding(svg: &mut Svg, cover: Area, colour: Rgb, spine: f64) {
    let cloth = svg.linear(
        (0.0, 0.0),
        (1.0, 0.0),
        &[(0.0, colour.darker(0.32), 1.0), (0.5, colour.darker(0.18), 1.0), (1.0, colour.darker(0.26), 1.0)],
    );
    svg.rect(Area::new(cover.x, cover.y, spine, cover.h), 4.0, cloth);
    svg.veil(Area::new(cover.x + spine, cover.y + 1.0, 1.3, cover.h - 2.0).path(), Rgb::WHITE, 0.28);
    let x = cover.x + cover.w * 0.835;
    svg.veil(Area::new(x + 2.0, cover.y, 8.0, cover.h).path(), light::SHADOW, 0.25);
    let band = svg.linear(
        (0.0, 0.0),
        (1.0, 0.0),
        &[(0.0, Rgb::hex(0x3a3c44), 1.0), (0.4, Rgb::hex(0x2b2d33), 1.0), (1.0, Rgb::hex(0x1d1e23), 1.0)],
    );
    svg.rect(Area::new(x, cover.y - 0.8, 8.0, cover.h + 1.6), 0.8, band);
}

fn staples(svg: &mut Svg, cover: Area, colour: Rgb) {
    svg.veil(Area::new(cover.x + 7.0, cover.y, 1.2, cover.h).path(), colour.darker(0.5), 0.45);
    for share in [0.26, 0.74] {
        svg.rect(Area::new(cover.x - 0.8, cover.y + cover.h * share, 2.4, 15.0), 1.0, Rgb::hex(0xaeb0b5));
    }
}

fn spiral(svg: &mut Svg, cover: Area) {
    let mut x = cover.x + 13.0;
    while x < cover.right() - 8.0 {
        svg.circle((x, cover.y + 11.0), 3.1, light::SHADOW.lighter(0.05));
        svg.stroke(
            format_args!(
                "M{x:.1} {:.1}C{:.1} {:.1} {:.1} {:.1} {:.1} {:.1}",
                cover.y + 11.0,
                x - 5.5,
                cover.y - 3.0,
                x - 1.0,
                cover.y - 10.0,
                x + 2.6,
                cover.y - 2.0
            ),
            Rgb::hex(0x85878c),
            2.3,
            1.0,
        );
        svg.stroke(
            format_args!(
                "M{:.1} {:.1}C{:.1} {:.1} {:.1} {:.1} {:.1} {:.1}",
                x - 0.6,
                cover.y + 8.0,
                x - 5.0,
                cover.y - 3.0,
                x - 1.0,
                cover.y - 9.0,
                x + 1.8,
                cover.y - 3.6
            ),
            Rgb::hex(0xd9dbde),
            0.8,
            1.0,
        );
        x += 15.0;
    }
}

fn ruled(svg: &mut Svg, area: Area, ruling: Ruling) {
    let ink = Rgb::hex(0xb4b0a6);
    let (columns, rows) = ((area.w / 9.5) as u32, (area.h / 9.5) as u32);
    match ruling {
        Ruling::Blank => {}
        Ruling::Ruled => {
            (1..=rows).for_each(|row| svg.rect(Area::new(area.x, area.y + 9.5 * f64::from(row), area.w, 0.6), 0.0, ink))
        }
        Ruling::Squared => {
            (0..=rows).for_each(|row| {
                svg.rect(Area::new(area.x, area.y + 9.5 * f64::from(row), 9.5 * f64::from(columns), 0.5), 0.0, ink)
            });
            (0..=columns).for_each(|column| {
                svg.rect(Area::new(area.x + 9.5 * f64::from(column), area.y, 0.5, 9.5 * f64::from(rows)), 0.0, ink)
            });
        }
        Ruling::Dotted => {
            for row in 0..=rows {
                for column in 0..=columns {
                    svg.circle((area.x + 9.5 * f64::from(column), area.y + 9.5 * f64::from(row)), 0.75, ink);
                }
            }
        }
    }
}
