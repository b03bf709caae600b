//! The design system: components on native elements that know no word of commerce.
//!
//! What this crate is not: it knows no product, no price and no address, and it asks no server. Every component works
//! without JavaScript, can be reached by keyboard, and has targets of 44 pixels on touch.
#![recursion_limit = "512"]

mod button;
mod field;
mod icon;
mod notice;
mod stepper;
mod typed;

pub use button::{Button, ButtonKind, LinkButton};
pub use field::{Field, Labelled, Need};
pub use icon::{Icon, IconName};
pub use notice::{Notice, NoticeKind};
pub use stepper::Stepper;
pub use typed::{keep_typed, send_again};

stylance::import_style!(style, "ui.module.css");

/// The class of a control that one types into or chooses from.
pub const CONTROL: &str = style::control;
/// The class of text that only screen readers get.
pub const HIDDEN: &str = style::hidden;
/// The class of a column as wide as the page.
pub const PAGE: &str = style::page;
/// The class of a link that shows its line.
pub const UNDERLINED: &str = style::underlined;
