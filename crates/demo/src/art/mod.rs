//! The demo shop's pictures: vector drawings of 400 × 500 written as SVG.
//!
//! A [`PictureSpec`] says what is drawn; [`picture`] draws it. The same spec always gives the same bytes, and equal
//! specs have equal keys, so that a picture shared by products is drawn once. Nothing here rasterises, reads files or
//! knows prices. Words inside pictures are outlines ([`letters`]), so no font is needed.

mod candle;
mod cloth;
mod colour;
mod cushion;
mod further;
mod letters;
mod light;
mod notebook;
mod pattern;
mod print;
mod scene;
mod svg;
mod throw;
mod tin;
mod vessel;

pub use candle::Candle;
pub use cloth::{Cloth, Weave};
pub use colour::{Colour, Ground, Rgb};
pub use cushion::Cushion;
pub use notebook::{Format, Notebook, Ruling};
pub use pattern::Pattern;
pub use print::{Frame, Print};
pub use scene::{Palette, Scene};
pub use throw::Throw;
pub use tin::{Emblem, Tin};
pub use vessel::{Dip, Drink, Shape, Vessel};

use svg::Svg;

/// What a picture shows.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
#[allow(missing_docs, reason = "each variant wraps the type that describes it")]
pub enum Subject {
    Print(Print),
    Vessel(Vessel),
    Notebook(Notebook),
    Tin(Tin),
    Cloth(Cloth),
    Throw(Throw),
    Cushion(Cushion),
    Candle(Candle),
}

/// From where it is shown.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum View {
    /// The main view.
    Front,
    /// Close by, so that glaze, paper or weave can be judged.
    Detail,
    /// The other side, or the inside of what opens.
    Back,
    /// With others like it on a shelf, in these colours.
    Shelf(Vec<Colour>),
    /// With its measures: across and up, as words.
    Measures(String, String),
}

/// Everything that decides how one picture looks.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct PictureSpec {
    /// What it shows.
    pub subject: Subject,
    /// From where.
    pub view: View,
    /// Before which wall.
    pub ground: Ground,
    /// Decides what chance decides: speckles, hills, leaves.
    pub seed: u64,
}

impl PictureSpec {
    /// A short name that equal specs share and different specs do not.
    pub fn key(&self) -> String {
        let text = format!("{self:?}");
        let fold = |start: u64| {
            text.bytes().fold(start, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3))
        };
        format!("{:016x}{:016x}", fold(0xcbf2_9ce4_8422_2325), fold(0x9e37_79b9_7f4a_7c15))
    }
}

/// Draws a picture as an SVG document.
pub fn picture(spec: &PictureSpec) -> String {
    let mut svg = Svg::new();
    light::ground(&mut svg, spec.ground);
    match &spec.view {
        View::Front => front(&mut svg, spec),
        View::Detail => further::detail(&mut svg, spec),
        View::Back => further::back(&mut svg, spec),
        View::Shelf(colours) => further::shelf(&mut svg, spec, colours),
        View::Measures(across, up) => further::measures(&mut svg, spec, across, up),
    }
    svg.finish()
}

fn front(svg: &mut Svg, spec: &PictureSpec) {
    if matches!(spec.subject, Subject::Print(_)) {
        light::table(svg, spec.ground, 430.0);
    }
    subject(svg, &spec.subject, spec.seed);
}

fn subject(svg: &mut Svg, subject: &Subject, seed: u64) {
    match subject {
        Subject::Print(print) => print.draw(svg, seed),
        Subject::Vessel(vessel) => vessel.draw(svg, seed),
        Subject::Notebook(notebook) => notebook.draw(svg, seed),
        Subject::Tin(tin) => tin.draw(svg),
        Subject::Cloth(cloth) => cloth.draw(svg),
        Subject::Throw(throw) => throw.draw(svg),
        Subject::Cushion(cushion) => cushion.draw(svg, seed),
        Subject::Candle(candle) => candle.draw(svg),
    }
}
