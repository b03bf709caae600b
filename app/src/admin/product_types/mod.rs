//! Product types: which attributes describe which products, under which headings, and which of them must be there.

pub mod api;
mod attribute;
mod attribute_fields;
mod input;
pub mod page;
mod sheet;

pub use attribute::{AttributePage, NewAttributePage};
pub use input::AttributeInput;
pub use sheet::ProductTypePage;
