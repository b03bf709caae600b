//! The few drawings of the admin: 16 × 16, one stroke, in the colour of the text.

use leptos::prelude::*;

/// A drawing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Icon {
    /// A house.
    Home,
    /// A receipt.
    Orders,
    /// A head and shoulders.
    Person,
    /// A box.
    Products,
    /// Two boxes below one.
    Category,
    /// Boxes on each other.
    Collection,
    /// A tag.
    Brand,
    /// Three lines with a mark each.
    Type,
    /// A sheet with a folded corner.
    Draft,
    /// A ticket with a notch on either side.
    Coupon,
    /// A magnifier.
    Search,
    /// An arrow up.
    Up,
    /// An arrow down.
    Down,
    /// A corner pointing down: a list unfolds.
    Unfold,
    /// A cross.
    Close,
    /// A picture of hills.
    Media,
    /// An arrow into a tray.
    Import,
    /// A picture with an arrow.
    Upload,
    /// A half-filled disc: light and dark.
    Theme,
    /// A plus.
    Plus,
    /// A globe.
    Site,
    /// A lorry.
    Delivery,
    /// A percent sign.
    Tax,
    /// A coin.
    Coin,
    /// Shelves.
    Stock,
}

impl Icon {
    fn path(self) -> &'static str {
        match self {
            Self::Home => "M2.5 7.2 8 2.7l5.5 4.5M4 6.5v6.8h8V6.5M6.6 13.2V9.4h2.8v3.8",
            Self::Orders => "M3.5 2.5h9v11l-1.5-1-1.5 1-1.5-1-1.5 1-1.5-1-1.5 1zM6 5.6h4M6 8.4h4",
            Self::Person => "M8 7.6a2.7 2.7 0 1 0 0-5.4 2.7 2.7 0 0 0 0 5.4zM2.8 13.8a5.2 5.2 0 0 1 10.4 0",
            Self::Products => "M8 1.9 13.4 5v6L8 14.1 2.6 11V5zM2.8 5.1 8 8.1l5.2-3M8 8.1V14",
            Self::Category => "M5.5 2.5h5v3.4h-5zM2 10.1h4.4v3.4H2zM9.6 10.1H14v3.4H9.6zM8 5.9V8M4.2 10.1V8h7.6v2.1",
            Self::Collection => "M3 6.5h10v7H3zM4.5 6.5v-2h7v2M6 4.5v-2h4v2",
            Self::Brand => "M2.5 2.5h5.2l5.8 5.8-5.2 5.2-5.8-5.8zM5.3 5.3h.01",
            Self::Type => "M6.2 3.8h7.3M6.2 8h7.3M6.2 12.2h7.3M2.6 3.8h.01M2.6 8h.01M2.6 12.2h.01",
            Self::Draft => "M9.5 2.2H4v11.6h8V4.7zM9.5 2.2v2.5H12M6 8h4M6 10.6h2.6",
            Self::Coupon => {
                "M2.2 4h11.6v2.4a1.6 1.6 0 0 0 0 3.2V12H2.2V9.6a1.6 1.6 0 0 0 0-3.2zM9.6 6v.01M9.6 8v.01M9.6 10v.01"
            }
            Self::Media => "M2.5 3.2h11v9.6h-11zM2.7 11l3.3-3.2 2.6 2.5 2-1.9 2.7 2.6M10.6 6.2h.01",
            Self::Import => "M2.5 9.5v3.8h11V9.5M8 2.5v7.7M4.9 7.1 8 10.2l3.1-3.1",
            Self::Search => "M7.2 12a4.8 4.8 0 1 0 0-9.6 4.8 4.8 0 0 0 0 9.6zM10.7 10.7l3 3",
            Self::Up => "M8 13V3.2M3.8 7.2 8 3l4.2 4.2",
            Self::Down => "M8 3v9.8M3.8 8.8 8 13l4.2-4.2",
            Self::Unfold => "M4.5 6.5 8 10l3.5-3.5",
            Self::Close => "M4 4l8 8M12 4l-8 8",
            Self::Upload => "M2.5 10.5v3h11v-3M8 10.5V2.7M4.9 5.7 8 2.6l3.1 3.1",
            Self::Theme => "M8 14A6 6 0 1 0 8 2a6 6 0 0 0 0 12zM8 2v12M8 5h4.9M8 8h6M8 11h4.9",
            Self::Plus => "M8 3v10M3 8h10",
            Self::Delivery => {
                "M1.8 4.2h7.7v7H1.8zM9.5 6.6h2.8l2 2.4v2.2H9.5M4.4 12.8a1.3 1.3 0 1 0 0-2.6 1.3 1.3 0 0 0 0 2.6zM11.6 12.8a1.3 1.3 0 1 0 0-2.6 1.3 1.3 0 0 0 0 2.6z"
            }
            Self::Tax => {
                "M12.6 3.4l-9.2 9.2M4.9 6.4a1.5 1.5 0 1 0 0-3 1.5 1.5 0 0 0 0 3zM11.1 12.6a1.5 1.5 0 1 0 0-3 1.5 1.5 0 0 0 0 3z"
            }
            Self::Coin => {
                "M8 2.5a5.5 5.5 0 1 0 0 11 5.5 5.5 0 0 0 0-11zM10 6.1C9.6 5.5 8.9 5.2 8 5.2c-1.1 0-1.9.5-1.9 1.3C6.1 8.4 10 7.5 10 9.4c0 .8-.9 1.4-2 1.4-.9 0-1.7-.4-2.1-1M8 4v8"
            }
            Self::Stock => "M2.8 2.2v11.6M13.2 2.2v11.6M2.8 7h10.4M2.8 12.2h10.4M5 7V4.4h3V7M8.4 12.2V9.6h2.8v2.6",
            Self::Site => {
                "M8 14A6 6 0 1 0 8 2a6 6 0 0 0 0 12zM2.2 8h11.6M8 2c2.2 2 2.9 4 2.9 6s-.7 4-2.9 6c-2.2-2-2.9-4-2.9-6S5.8 4 8 2"
            }
        }
    }
}

/// Draws it. It says nothing to a screen reader: the words stand beside it.
#[component]
pub fn Drawing(
    /// Which.
    icon: Icon,
) -> impl IntoView {
    view! {
        <svg
            viewBox="0 0 16 16"
            width="16"
            height="16"
            fill="none"
            stroke="currentColor"
            stroke-width="1.25"
            stroke-linecap="round"
            stroke-linejoin="round"
            aria-hidden="true"
        >
            <path d=icon.path()></path>
        </svg>
    }
}
