//! What shops have in common that keep a base price and differences for the values of options: OpenCart and Zen Cart. Their
//! readers fill an [`Entry`] from tables or sheets; here it becomes a product with variants.
//!
//! Not here: where a value stands (opencart, zencart). Invariants: never more is sold than there is, because stock that
//! several variants share is split among them.

mod assemble;
mod category;
mod dictionary;
mod entry;
mod orders;
mod parcel;
mod people;
mod special;
#[cfg(test)]
mod tests;
mod variants;

pub(super) use assemble::assemble;
pub(super) use category::{Category, categories, paths};
pub(super) use dictionary::Dictionary;
pub(super) use entry::{Entry, EntryOption, EntryPicture, EntryValue, OptionKind};
pub(super) use orders::Orders;
pub(super) use parcel::parcel;
pub(super) use people::People;
pub(super) use special::{Special, is_on};
pub(super) use variants::with_options;
