//! The media library: what is known about an image besides its pixels.
//!
//! Not here: which formats are taken and how they are resized (adapters), where the files lie (adapters).

pub mod view;
