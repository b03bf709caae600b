//! A stem with leaves in a pot.

use super::Inks;
use crate::art::colour::Rgb;
use crate::art::svg::{Area, Svg};
use crate::rng::Rng;

pub(super) fn draw(svg: &mut Svg, inks: Inks, area: Area, rng: &mut Rng) {
    if rng.chance(40) {
        backdrop(svg, inks, area, rng);
    }
    let middle = area.x + area.w * rng.between(0.47, 0.53);
    let foot = area.bottom() - area.h * 0.06;
    let pot_height = area.h * rng.between(0.13, 0.19);
    let pot_half = area.w * rng.between(0.10, 0.15);
    let stems = rng.pick(&[1_i32, 1, 1, 3]);
    for stem in 0..stems {
        let lean = f64::from(stem - stems / 2) * area.w * 0.17 + area.w * rng.between(-0.05, 0.05);
        let height = area.h * (rng.between(0.56, 0.68) - f64::from((stem - stems / 2).abs()) * 0.10);
        draw_stem(svg, inks, (middle, foot - pot_height), lean, height, rng);
    }
    pot(svg, pot_ink(inks), (middle, foot), pot_half, pot_height, rng.chance(50));
}

fn pot_ink(inks: Inks) -> Rgb {
    // On dark paper the light ink carries; on light paper the accent does.
    if inks.paper.0 < 100 { inks.light } else { inks.accent }
}

fn backdrop(svg: &mut Svg, inks: Inks, area: Area, rng: &mut Rng) {
    let ink = inks.light.mix(inks.paper, 0.62);
    let centre = (area.x + area.w * rng.between(0.4, 0.6), area.y + area.h * 0.42);
    if rng.chance(50) {
        svg.circle(centre, area.w * 0.33, ink);
    } else {
        let (half, top) = (area.w * 0.31, area.y + area.h * 0.38);
        svg.path(
            format_args!(
                "M{:.1} {:.1}V{top:.1}a{half:.1} {half:.1} 0 0 1 {:.1} 0V{:.1}z",
                centre.0 - half,
                area.bottom(),
                half * 2.0,
                area.bottom()
            ),
            ink,
        );
    }
}

fn draw_stem(svg: &mut Svg, inks: Inks, foot: (f64, f64), lean: f64, height: f64, rng: &mut Rng) {
    let tip = (foot.0 + lean, foot.1 - height);
    let bend = (foot.0 - lean * 0.5, foot.1 - height * 0.55);
    svg.stroke(
        format_args!("M{:.1} {:.1}Q{:.1} {:.1} {:.1} {:.1}", foot.0, foot.1 + 4.0, bend.0, bend.1, tip.0, tip.1),
        inks.middle,
        1.9,
        1.0,
    );
    let pairs = rng.range(3, 5);
    let leaf_inks = [inks.middle, inks.deep, inks.dark, inks.light];
    let round = rng.chance(35);
    for pair in 0..pairs {
        let along = 0.24 + 0.70 * pair as f64 / pairs as f64;
        let at = |share: f64| {
            let rest = 1.0 - share;
            (
                rest * rest * foot.0 + 2.0 * rest * share * bend.0 + share * share * tip.0,
                rest * rest * foot.1 + 2.0 * rest * share * bend.1 + share * share * tip.1,
            )
        };
        let size = height * (0.27 - 0.12 * along) * rng.between(0.9, 1.15);
        let angle = rng.between(22.0, 42.0);
        leaf(svg, at(along), size, -angle, round, rng.pick(&leaf_inks));
        leaf(svg, at((along + 0.07).min(1.0)), size * 0.95, 180.0 + angle, round, rng.pick(&leaf_inks));
    }
    leaf(svg, tip, height * 0.15, -80.0 + lean * 0.4, round, inks.deep);
}

fn leaf(svg: &mut Svg, at: (f64, f64), size: f64, angle: f64, round: bool, ink: Rgb) {
    svg.transformed(format_args!("translate({:.1} {:.1}) rotate({angle:.0})", at.0, at.1));
    let belly = if round { 0.52 } else { 0.34 };
    svg.path(
        format_args!(
            "M0 0C{:.1} {:.1} {:.1} {:.1} {size:.1} 0C{:.1} {:.1} {:.1} {:.1} 0 0z",
            size * 0.3,
            -size * belly,
            size * 0.75,
            -size * belly,
            size * 0.75,
            size * belly * 0.8,
            size * 0.3,
            size * belly * 0.8
        ),
        ink,
    );
    svg.close();
}

fn pot(svg: &mut Svg, ink: Rgb, foot: (f64, f64), half: f64, height: f64, rim: bool) {
    let top = foot.1 - height;
    svg.path(
        format_args!(
            "M{:.1} {top:.1}H{:.1}L{:.1} {:.1}H{:.1}z",
            foot.0 - half,
            foot.0 + half,
            foot.0 + half * 0.76,
            foot.1,
            foot.0 - half * 0.76
        ),
        ink,
    );
    if rim {
        svg.rect(Area::new(foot.0 - half * 1.1, top, half * 2.2, height * 0.22), 1.0, ink.darker(0.12));
    }
}
