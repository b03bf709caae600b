//! The options of a product, and the variants that follow from them: a page of its own, so that what stands unsaved in the
//! product's form is never lost to it.

pub mod api;
mod page;

pub use page::OptionsPage;
