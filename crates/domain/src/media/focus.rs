//! Which point of a picture stays in sight where only a part of it is shown.

use serde::{Deserialize, Serialize};

/// Style sheets know a rule for each of these steps: styles inside of pages are not allowed to say a number.
const STEP: u8 = 5;

/// A point in percent of the width from the left, and of the height from above; in steps of 5. The middle, if nobody said more.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Focus {
    /// From the left.
    x: u8,
    /// From above.
    y: u8,
}

impl Default for Focus {
    fn default() -> Self {
        Self { x: 50, y: 50 }
    }
}

impl Focus {
    /// The step nearest to a point; `None` outside of 0 to 100.
    #[must_use]
    pub fn new(x: i64, y: i64) -> Option<Self> {
        Some(Self { x: step(x)?, y: step(y)? })
    }

    /// The point from how it is written down; the middle when it is not.
    #[must_use]
    pub fn parse(text: &str) -> Self {
        let point = text.split_once(' ').and_then(|(x, y)| Self::new(x.parse().ok()?, y.parse().ok()?));
        point.unwrap_or_default()
    }

    /// As it is written down; empty for the middle.
    #[must_use]
    pub fn text(self) -> String {
        if self == Self::default() { String::new() } else { format!("{} {}", self.x, self.y) }
    }

    /// Percent from the left.
    #[must_use]
    pub fn x(self) -> u8 {
        self.x
    }

    /// Percent from above.
    #[must_use]
    pub fn y(self) -> u8 {
        self.y
    }

    /// The attributes `data-focus-x` and `data-focus-y` of a picture that is cut; none for the middle.
    #[must_use]
    pub fn attributes(self) -> (Option<String>, Option<String>) {
        let unless_middle = |percent: u8| (percent != 50).then(|| percent.to_string());
        (unless_middle(self.x), unless_middle(self.y))
    }
}

fn step(percent: i64) -> Option<u8> {
    let percent = u8::try_from(percent).ok().filter(|percent| *percent <= 100)?;
    Some((percent + STEP / 2) / STEP * STEP)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_point_is_the_nearest_step_and_never_outside() {
        for (said, step) in [(0, 0), (2, 0), (3, 5), (52, 50), (53, 55), (98, 100), (100, 100)] {
            assert_eq!(Focus::new(said, 50).map(Focus::x), Some(step), "{said}");
        }
        for outside in [-1, 101, i64::MAX, i64::MIN] {
            assert_eq!(Focus::new(outside, 50), None);
            assert_eq!(Focus::new(50, outside), None);
        }
    }

    #[test]
    fn every_point_is_read_as_it_was_written() {
        for x in (0..=100).step_by(5) {
            for y in (0..=100).step_by(5) {
                let focus = Focus::new(x, y).unwrap();
                assert_eq!(Focus::parse(&focus.text()), focus);
            }
        }
        for wrong in ["", "x y", "1", "300 5", "5  5"] {
            assert_eq!(Focus::parse(wrong), Focus::default(), "{wrong:?}");
        }
    }

    #[test]
    fn the_middle_says_nothing() {
        assert_eq!(Focus::default().text(), "");
        assert_eq!(Focus::default().attributes(), (None, None));
        assert_eq!(Focus::parse("30 50").attributes(), (Some("30".to_owned()), None));
    }
}
