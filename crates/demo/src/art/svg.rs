//! Writes SVG: shapes into a body, gradients, clips and filters into the definitions. Knows no product.

use super::colour::Rgb;
use std::fmt::{Display, Write};

/// Width of every picture in drawing units.
pub const WIDTH: f64 = 400.0;
/// Height of every picture in drawing units.
pub const HEIGHT: f64 = 500.0;

/// An upright rectangle.
#[derive(Debug, Clone, Copy)]
pub struct Area {
    /// Left edge.
    pub x: f64,
    /// Top edge.
    pub y: f64,
    /// Width.
    pub w: f64,
    /// Height.
    pub h: f64,
}

impl Area {
    /// A rectangle from its corner and its size.
    pub const fn new(x: f64, y: f64, w: f64, h: f64) -> Self {
        Self { x, y, w, h }
    }

    /// The same rectangle, smaller by `by` on each side.
    pub fn inset(self, by: f64) -> Self {
        Self::new(self.x + by, self.y + by, self.w - 2.0 * by, self.h - 2.0 * by)
    }

    /// The right edge.
    pub fn right(self) -> f64 {
        self.x + self.w
    }

    /// The bottom edge.
    pub fn bottom(self) -> f64 {
        self.y + self.h
    }

    /// The rectangle as path data.
    pub fn path(self) -> String {
        format!("M{:.1} {:.1}h{:.1}v{:.1}h{:.1}z", self.x, self.y, self.w, self.h, -self.w)
    }
}

/// One stop of a gradient: where (0 to 1), which colour, how opaque (0 to 1).
pub type Stop = (f64, Rgb, f64);

/// A drawing in the making.
#[derive(Debug, Default)]
pub struct Svg {
    definitions: String,
    body: String,
    names: u32,
}

impl Svg {
    /// An empty drawing.
    pub fn new() -> Self {
        Self::default()
    }

    /// The finished document.
    pub fn finish(self) -> String {
        format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 400 500\" width=\"400\" height=\"500\"><defs>{}</defs>{}</svg>",
            self.definitions, self.body
        )
    }

    fn name(&mut self) -> String {
        self.names += 1;
        format!("d{}", self.names)
    }

    fn write(&mut self, markup: std::fmt::Arguments<'_>) {
        // Writing to a String cannot fail.
        let _ = self.body.write_fmt(markup);
    }

    /// A rectangle with corners of radius `radius`.
    pub fn rect(&mut self, area: Area, radius: f64, fill: impl Display) {
        let Area { x, y, w, h } = area;
        self.write(format_args!(
            "<rect x=\"{x:.1}\" y=\"{y:.1}\" width=\"{w:.1}\" height=\"{h:.1}\" rx=\"{radius:.1}\" fill=\"{fill}\"/>"
        ));
    }

    /// A filled outline.
    pub fn path(&mut self, data: impl Display, fill: impl Display) {
        self.write(format_args!("<path d=\"{data}\" fill=\"{fill}\"/>"));
    }

    /// A filled outline that lets some of what is below shine through.
    pub fn veil(&mut self, data: impl Display, fill: impl Display, opacity: f64) {
        self.write(format_args!("<path d=\"{data}\" fill=\"{fill}\" fill-opacity=\"{opacity:.2}\"/>"));
    }

    /// A line with round ends.
    pub fn stroke(&mut self, data: impl Display, colour: impl Display, width: f64, opacity: f64) {
        self.write(format_args!(
            "<path d=\"{data}\" fill=\"none\" stroke=\"{colour}\" stroke-width=\"{width:.2}\" stroke-opacity=\"{opacity:.2}\" stroke-linecap=\"round\" stroke-linejoin=\"round\"/>"
        ));
    }

    /// An ellipse about a centre.
    pub fn ellipse(&mut self, centre: (f64, f64), radii: (f64, f64), fill: impl Display) {
        self.write(format_args!(
            "<ellipse cx=\"{:.1}\" cy=\"{:.1}\" rx=\"{:.2}\" ry=\"{:.2}\" fill=\"{fill}\"/>",
            centre.0, centre.1, radii.0, radii.1
        ));
    }

    /// A circle about a centre.
    pub fn circle(&mut self, centre: (f64, f64), radius: f64, fill: impl Display) {
        self.ellipse(centre, (radius, radius), fill);
    }

    /// Opens a group that is moved, turned or scaled until [`Svg::close`].
    pub fn transformed(&mut self, transform: impl Display) {
        self.write(format_args!("<g transform=\"{transform}\">"));
    }

    /// Opens a group that shows only what is inside an outline until [`Svg::close`].
    pub fn clipped(&mut self, data: impl Display) {
        let name = self.name();
        let _ = write!(self.definitions, "<clipPath id=\"{name}\"><path d=\"{data}\"/></clipPath>");
        self.write(format_args!("<g clip-path=\"url(#{name})\">"));
    }

    /// Closes the innermost open group.
    pub fn close(&mut self) {
        self.body.push_str("</g>");
    }

    /// A linear gradient across the shape that uses it: from and to are shares of its box.
    pub fn linear(&mut self, from: (f64, f64), to: (f64, f64), stops: &[Stop]) -> String {
        let name = self.name();
        let _ = write!(
            self.definitions,
            "<linearGradient id=\"{name}\" x1=\"{}\" y1=\"{}\" x2=\"{}\" y2=\"{}\">{}</linearGradient>",
            from.0,
            from.1,
            to.0,
            to.1,
            stop_markup(stops)
        );
        format!("url(#{name})")
    }

    /// A radial gradient from the middle of the shape that uses it.
    pub fn radial(&mut self, stops: &[Stop]) -> String {
        let name = self.name();
        let _ = write!(self.definitions, "<radialGradient id=\"{name}\">{}</radialGradient>", stop_markup(stops));
        format!("url(#{name})")
    }

    /// A blurred outline: the shadow of something that hangs or lies.
    pub fn blurred(&mut self, data: impl Display, fill: Rgb, opacity: f64, blur: f64) {
        let name = self.name();
        let _ = write!(
            self.definitions,
            "<filter id=\"{name}\" x=\"-0.2\" y=\"-0.2\" width=\"1.4\" height=\"1.4\"><feGaussianBlur stdDeviation=\"{blur:.1}\"/></filter>"
        );
        self.write(format_args!(
            "<path d=\"{data}\" fill=\"{fill}\" fill-opacity=\"{opacity:.2}\" filter=\"url(#{name})\"/>"
        ));
    }
}

fn stop_markup(stops: &[Stop]) -> String {
    stops.iter().fold(String::new(), |mut markup, (offset, colour, opacity)| {
        let _ = write!(markup, "<stop offset=\"{offset:.3}\" stop-color=\"{colour}\" stop-opacity=\"{opacity:.2}\"/>");
        markup
    })
}
