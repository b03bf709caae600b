//! The catalogue as the manager sees and changes it.
//!
//! Invariants: a save says which version it was made from, and a save from an old one changes nothing; stock is moved by what
//! the manager changed, never set, and every movement is in the ledger; every change is in the audit.

pub mod attribute;
pub mod brand;
pub mod category;
mod change;
pub mod collection;
mod create;
mod error;
mod find;
mod form;
pub mod goods;
mod list;
mod model_error;
pub mod options;
pub mod pick_sql;
pub mod picks;
mod picture;
mod save;
pub mod schedule;
pub mod score;
pub mod sql;
pub(crate) mod stock;
mod validate;

pub use create::create;
pub use error::SaveError;
pub use find::find;
pub(in crate::catalog) use form::category_paths;
pub use form::{form, sheet};
pub(crate) use list::rows;
pub use list::{PAGE_SIZE, ProductListQuery, all, all_in, count, filter_choices, list};
pub use model_error::ModelError;
pub use picture::{add_image, arrange_images, move_image, remove_image, restore_image};
pub use save::{save, save_as, set_published};
