//! Product types, and the attributes that they give to products.
//!
//! An attribute belongs to the shop, not to a type: types that have the same one share it, and so do facets and what importers
//! write. Invariants: a value that a product has is one that the attribute's kind reads; a choice that a product has cannot be
//! taken away; whatever changes the score of products marks them to be looked at again.

mod definition;
pub(super) mod field;
mod product_type;
pub mod sql;
mod write;

pub use definition::{add, attach, attribute, detach, move_attribute, save};
pub(crate) use field::{choice as read_choice, choices, definition as read_definition, value as read_value};
pub(in crate::catalog) use field::{put, together};
pub use product_type::{create, list, remove, rename, sheet};
pub use write::adopt_choices;
