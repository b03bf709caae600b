//! The pictures of the interface: strokes on a grid of 24.

use leptos::prelude::*;

use crate::style;

/// Which picture.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum IconName {
    /// Three lines.
    Menu,
    /// A magnifying glass.
    Search,
    /// A bag.
    Bag,
    /// A head and shoulders.
    Person,
    /// A half moon.
    Theme,
    /// A van.
    Delivery,
    /// An arrow that turns back.
    Return,
    /// A leaf.
    Leaf,
    /// A cross.
    Close,
    /// A tick.
    Check,
    /// An exclamation mark in a circle.
    Alert,
    /// A padlock.
    Lock,
    /// An arrow down to a line.
    Download,
}

impl IconName {
    fn path(self) -> &'static str {
        match self {
            Self::Menu => "M4 7h16M4 12h16M4 17h16",
            Self::Search => "M11 18a7 7 0 1 1 0-14 7 7 0 0 1 0 14Zm5-2 4.5 4.5",
            Self::Bag => "M5 8h14l1 12H4L5 8Zm4 0V7a3 3 0 0 1 6 0v1",
            Self::Person => "M12 12a4 4 0 1 1 0-8 4 4 0 0 1 0 8Zm-7.5 8.5a7.5 7.5 0 0 1 15 0",
            Self::Theme => "M20 14.5A8.5 8.5 0 0 1 9.5 4a8.5 8.5 0 1 0 10.5 10.5Z",
            Self::Delivery => {
                "M2 6h12v11H2zM14 10h4l4 4v3h-8M6.5 20a2 2 0 1 0 0-4 2 2 0 0 0 0 4Zm11 0a2 2 0 1 0 0-4 2 2 0 0 0 0 4Z"
            }
            Self::Return => "M8 5 4 9l4 4M4 9h10a5 5 0 0 1 0 10h-4",
            Self::Leaf => "M5 19C4 10 10 5 20 4c0 10-5 16-14 15m-2 2c2-5 5-8 10-11",
            Self::Close => "M6 6l12 12M18 6 6 18",
            Self::Check => "m5 12.5 4.5 4.5L19 7.5",
            Self::Alert => "M12 21a9 9 0 1 1 0-18 9 9 0 0 1 0 18Zm0-13v5m0 3v.01",
            Self::Lock => "M6 11h12v9H6zm2 0V8a4 4 0 0 1 8 0v3",
            Self::Download => "M12 4v11m-5-5 5 5 5-5M5 20h14",
        }
    }
}

/// A picture beside words that say the same: screen readers skip it.
#[component]
pub fn Icon(
    /// Which one.
    name: IconName,
) -> impl IntoView {
    view! {
        <svg class=style::icon viewBox="0 0 24 24" aria-hidden="true">
            <path d=name.path()></path>
        </svg>
    }
}
