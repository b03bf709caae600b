//! A candle in a glazed pot or a tin, lit, with its glow.

use super::colour::{Colour, Rgb};
use super::svg::{Area, Svg};
use super::{letters, light};

/// A candle.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Candle {
    /// Colour of the pot.
    pub colour: Colour,
    /// Whether it burns.
    pub lit: bool,
    /// Low and wide rather than tall.
    pub low: bool,
    /// What the label says.
    pub name: String,
}

const WAX: Rgb = Rgb::hex(0xf8efd8);

impl Candle {
    pub(super) fn draw(&self, svg: &mut Svg) {
        let (half, top) = if self.low { (86.0, 262.0) } else { (69.0, 206.0) };
        let (left, right, bottom) = (200.0 - half, 200.0 + half, 382.0);
        let rim = half * 0.165;
        if self.lit {
            let glow = svg.radial(&[
                (0.0, Rgb::hex(0xffd98a), 0.62),
                (0.45, Rgb::hex(0xffdf9e), 0.34),
                (0.8, Rgb::hex(0xffe7b8), 0.09),
                (1.0, Rgb::hex(0xffe7b8), 0.0),
            ]);
            svg.circle((200.0, top - 42.0), 92.0, glow);
        }
        light::contact_shadow(svg, (200.0, bottom - 2.0), half);
        let colour = self.colour.rgb();
        let body = format!(
            "M{left:.1} {top:.1}V{:.1}Q{left:.1} {bottom:.1} {:.1} {bottom:.1}Q200 {:.1} {:.1} {bottom:.1}Q{right:.1} {bottom:.1} {right:.1} {:.1}V{top:.1}A{half:.1} {rim:.1} 0 0 1 {left:.1} {top:.1}z",
            bottom - 16.0,
            left + 13.0,
            bottom + 5.0,
            right - 13.0,
            bottom - 16.0
        );
        svg.path(&body, colour);
        self.draw_label(svg, f64::midpoint(top, bottom) + 8.0);
        light::round(svg, &body);
        light::gleam(svg, left + half * 0.17, top + 26.0, bottom - 58.0, 5.0);
        self.draw_wax(svg, top, half, rim);
    }

    fn draw_wax(&self, svg: &mut Svg, top: f64, half: f64, rim: f64) {
        let colour = self.colour.rgb();
        let lip = svg.linear(
            (0.0, 0.0),
            (1.0, 0.0),
            &[(0.0, colour.lighter(0.12), 1.0), (0.4, colour.lighter(0.38), 1.0), (1.0, colour.darker(0.05), 1.0)],
        );
        svg.ellipse((200.0, top), (half, rim), lip);
        svg.ellipse((200.0, top + 0.4), (half - 5.0, rim - 2.6), colour.darker(0.30));
        let wax = svg.linear(
            (0.0, 0.0),
            (1.0, 0.5),
            &[
                (0.0, WAX.darker(0.16), 1.0),
                (0.35, WAX, 1.0),
                (0.7, WAX.lighter(0.3), 1.0),
                (1.0, WAX.darker(0.06), 1.0),
            ],
        );
        svg.ellipse((200.0, top + 2.2), (half - 6.5, rim - 4.0), wax);
        if self.lit {
            let pool = svg.radial(&[(0.0, Rgb::hex(0xffe2a0), 0.95), (0.5, Rgb::hex(0xfbe3ae), 0.5), (1.0, WAX, 0.0)]);
            svg.ellipse((200.0, top + 2.2), (half * 0.62, rim * 0.6), pool);
        }
        svg.stroke(
            format_args!("M200 {:.1}C199.4 {:.1} 200.6 {:.1} 200 {:.1}", top + 4.0, top - 6.0, top - 10.0, top - 19.0),
            Rgb::hex(0x2b2622),
            2.2,
            1.0,
        );
        if self.lit {
            flame(svg, top - 15.0);
        }
    }

    fn draw_label(&self, svg: &mut Svg, middle: f64) {
        let label = Area::new(164.0, middle - 29.0, 72.0, 58.0);
        svg.rect(label, 1.5, Rgb::hex(0xf8f4e8));
        svg.rect(Area::new(168.0, middle - 25.0, 64.0, 0.7), 0.0, Rgb::hex(0xc9c1ac));
        svg.rect(Area::new(168.0, middle + 24.3, 64.0, 0.7), 0.0, Rgb::hex(0xc9c1ac));
        let ink = Rgb::hex(0x2a2a2c);
        match self.name.split_once(" and ") {
            Some((first, second)) => {
                letters::centred(svg, first, (200.0, middle - 4.0), 12.0, 60.0, ink);
                letters::centred(svg, &format!("& {second}"), (200.0, middle + 11.0), 12.0, 60.0, ink);
            }
            None => letters::centred(svg, &self.name, (200.0, middle + 1.0), 13.0, 60.0, ink),
        }
        svg.rect(Area::new(188.0, middle + 17.0, 24.0, 1.6), 0.8, self.colour.rgb().darker(0.1));
    }
}

fn flame(svg: &mut Svg, foot: f64) {
    let outer = svg.linear(
        (0.0, 0.0),
        (0.0, 1.0),
        &[(0.0, Rgb::hex(0xffc85a), 1.0), (0.6, Rgb::hex(0xf9a93a), 1.0), (1.0, Rgb::hex(0xf08a2a), 1.0)],
    );
    svg.path(
        format_args!("M200 {:.1}C204 {:.1} 211 {:.1} 210 {:.1}C209 {:.1} 204 {foot:.1} 200 {foot:.1}C196 {foot:.1} 191 {:.1} 190 {:.1}C189 {:.1} 196 {:.1} 200 {:.1}z",
            foot - 39.0, foot - 29.0, foot - 20.0, foot - 12.0, foot - 5.0, foot - 5.0, foot - 12.0, foot - 20.0, foot - 29.0, foot - 39.0),
        outer,
    );
    svg.path(format_args!("M200 {:.1}C203 {:.1} 206 {:.1} 205 {:.1}C204 {:.1} 202 {:.1} 200 {:.1}C198 {:.1} 196 {:.1} 195 {:.1}C194 {:.1} 197 {:.1} 200 {:.1}z",
        foot - 22.0, foot - 16.0, foot - 12.0, foot - 8.0, foot - 3.5, foot - 2.0, foot - 2.0, foot - 2.0, foot - 3.5, foot - 8.0, foot - 12.0, foot - 16.0, foot - 22.0), Rgb::hex(0xfff1c4));
}
