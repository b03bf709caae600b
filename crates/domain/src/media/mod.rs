//! The media library: what is known about an image besides its pixels, and which point of it stays in sight.
//!
//! Not here: which formats are taken and how they are resized (adapters), where the files lie (adapters).

mod focus;
pub mod view;

pub use focus::Focus;
