//! The views beside the main one: close by, the other side, on a shelf, with measures.

use super::colour::{Colour, Ground, Rgb};
use super::svg::{Area, Svg};
use super::{PictureSpec, Subject, View, letters, light, subject};

/// Close by: the main view, enlarged about the place that tells most.
pub(super) fn detail(svg: &mut Svg, spec: &PictureSpec) {
    let (scale, focus) = match &spec.subject {
        Subject::Print(_) => (2.5, (262.0, 290.0)),
        Subject::Vessel(vessel) if matches!(vessel.shape, super::Shape::Bowl | super::Shape::SmallBowl) => {
            (2.0, (262.0, 318.0))
        }
        Subject::Vessel(_) => (2.3, (214.0, 292.0)),
        Subject::Notebook(_) => (2.4, (244.0, 310.0)),
        Subject::Tin(_) => (2.1, (200.0, 270.0)),
        Subject::Cloth(_) | Subject::Throw(_) => (2.4, (220.0, 318.0)),
        Subject::Cushion(_) => (2.2, (254.0, 314.0)),
        Subject::Candle(_) => (2.2, (200.0, 262.0)),
    };
    svg.transformed(format_args!("translate(200 250) scale({scale}) translate({:.1} {:.1})", -focus.0, -focus.1));
    if matches!(spec.subject, Subject::Print(_)) {
        light::table(svg, spec.ground, 430.0);
    }
    subject(svg, &spec.subject, spec.seed);
    svg.close();
}

/// The other side, or the inside of what opens.
pub(super) fn back(svg: &mut Svg, spec: &PictureSpec) {
    match &spec.subject {
        Subject::Print(print) => {
            light::table(svg, spec.ground, 430.0);
            print.draw_back(svg);
        }
        Subject::Notebook(notebook) => notebook.draw_open(svg),
        Subject::Tin(tin) => tin.draw_open(svg, spec.seed),
        Subject::Cloth(cloth) => cloth.draw_folded(svg),
        Subject::Vessel(vessel) => vessel.draw_back(svg, spec.seed),
        Subject::Candle(_) | Subject::Cushion(_) | Subject::Throw(_) => subject(svg, &spec.subject, spec.seed),
    }
}

/// With others like it on a shelf, each in its own colour.
pub(super) fn shelf(svg: &mut Svg, spec: &PictureSpec, colours: &[Colour]) {
    let board = 366.0;
    plank(svg, spec.ground, board);
    let count = colours.len().clamp(1, 3);
    let (scale, places): (f64, &[f64]) = match count {
        1 => (0.80, &[200.0]),
        2 => (0.70, &[110.0, 284.0]),
        _ => (0.56, &[74.0, 198.0, 322.0]),
    };
    for (position, (colour, x)) in colours.iter().zip(places).enumerate() {
        // Feet of standing things are at 380 in their own drawing.
        svg.transformed(format_args!("translate({x:.1} {:.1}) scale({scale}) translate(-200 -382)", board + 6.0));
        subject(svg, &recoloured(&spec.subject, *colour), spec.seed.wrapping_add(position as u64));
        svg.close();
    }
}

fn plank(svg: &mut Svg, ground: Ground, y: f64) {
    let board = Area::new(-10.0, y, 420.0, 20.0);
    svg.transformed("translate(0 14)");
    svg.blurred(board.path(), light::SHADOW, 0.30, 9.0);
    svg.close();
    let wood = Rgb::hex(0xd8b98a).mix(ground.rgb(), 0.15);
    let top = svg.linear((0.0, 0.0), (1.0, 0.0), &[(0.0, wood.lighter(0.35), 1.0), (1.0, wood.lighter(0.12), 1.0)]);
    svg.rect(Area::new(-10.0, y, 420.0, 11.0), 0.0, top);
    let front = svg.linear((0.0, 0.0), (0.0, 1.0), &[(0.0, wood, 1.0), (1.0, wood.darker(0.20), 1.0)]);
    svg.rect(Area::new(-10.0, y + 11.0, 420.0, 13.0), 0.0, front);
}

fn recoloured(subject: &Subject, colour: Colour) -> Subject {
    let mut copy = subject.clone();
    match &mut copy {
        Subject::Vessel(vessel) => vessel.glaze = colour,
        Subject::Notebook(notebook) => notebook.colour = colour,
        Subject::Tin(tin) => tin.colour = colour,
        Subject::Cloth(cloth) => cloth.colour = colour,
        Subject::Throw(throw) => throw.colour = colour,
        Subject::Cushion(cushion) => cushion.colour = colour,
        Subject::Candle(candle) => candle.colour = colour,
        Subject::Print(_) => {}
    }
    copy
}

/// With its measures: a line below and one at the left, each with its length in words.
pub(super) fn measures(svg: &mut Svg, spec: &PictureSpec, across: &str, up: &str) {
    let main = PictureSpec { view: View::Front, ..spec.clone() };
    svg.transformed("translate(214 236) scale(0.82) translate(-200 -250)");
    subject(svg, &main.subject, main.seed);
    svg.close();
    let extent = extent(&main.subject);
    let place = |x: f64, y: f64| ((x - 200.0) * 0.82 + 214.0, (y - 250.0) * 0.82 + 236.0);
    let ((left, top), (right, bottom)) = (place(extent.x, extent.y), place(extent.right(), extent.bottom()));
    let ink = Rgb::hex(0x4a4b51);
    let (below, beside) = (bottom + 42.0, left - 34.0);
    for data in [
        format!("M{left:.1} {below:.1}H{right:.1}M{left:.1} {:.1}v10M{right:.1} {:.1}v10", below - 5.0, below - 5.0),
        format!("M{beside:.1} {top:.1}V{bottom:.1}M{:.1} {top:.1}h10M{:.1} {bottom:.1}h10", beside - 5.0, beside - 5.0),
    ] {
        svg.stroke(data, ink, 1.2, 1.0);
    }
    letters::centred(svg, across, (f64::midpoint(left, right), below + 23.0), 15.0, 160.0, ink);
    svg.transformed(format_args!("translate({:.1} {:.1}) rotate(-90)", beside - 11.0, f64::midpoint(top, bottom)));
    letters::centred(svg, up, (0.0, 0.0), 15.0, 160.0, ink);
    svg.close();
}

/// Where a subject stands in its own drawing.
fn extent(subject: &Subject) -> Area {
    match subject {
        Subject::Print(_) => Area::new(85.0, 62.0, 230.0, 302.0),
        Subject::Vessel(vessel) => vessel.extent(),
        Subject::Notebook(_) => Area::new(98.0, 106.0, 200.0, 284.0),
        Subject::Tin(_) => Area::new(124.0, 120.0, 152.0, 266.0),
        Subject::Cloth(_) => Area::new(118.0, 78.0, 168.0, 306.0),
        Subject::Throw(_) => Area::new(90.0, 92.0, 224.0, 292.0),
        Subject::Cushion(cushion) if cushion.wide => Area::new(64.0, 216.0, 272.0, 170.0),
        Subject::Cushion(_) => Area::new(82.0, 146.0, 236.0, 240.0),
        Subject::Candle(candle) if candle.low => Area::new(114.0, 250.0, 172.0, 132.0),
        Subject::Candle(_) => Area::new(131.0, 196.0, 138.0, 186.0),
    }
}
