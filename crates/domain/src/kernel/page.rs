//! Pages of a list.

use serde::{Deserialize, Serialize};

/// The last page that a list will show: beyond it a narrower question helps more than another page.
pub const PAGE_LIMIT: u32 = 1_000;

/// A page of a list, counted from 1; a number out of range becomes the nearest one in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct PageNumber(u32);

impl PageNumber {
    /// The page with this number, or the nearest that exists.
    #[must_use]
    pub fn new(number: u32) -> Self {
        Self(number.clamp(1, PAGE_LIMIT))
    }

    /// The number, from 1.
    #[must_use]
    pub fn get(self) -> u32 {
        self.0
    }

    /// How many items come before this page.
    #[must_use]
    pub fn offset(self, page_size: u32) -> u32 {
        self.0.saturating_sub(1).saturating_mul(page_size)
    }
}

impl Default for PageNumber {
    fn default() -> Self {
        Self(1)
    }
}
