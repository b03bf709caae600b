//! The tree of categories: the whole of it, and the page of each.

pub mod api;
pub mod page;
mod place;
mod sheet;

stylance::import_style!(style, "categories.module.css");

pub use sheet::CategoryPage;

/// "12 products".
fn products(count: u32) -> String {
    if count == 1 { "1 product".to_owned() } else { format!("{count} products") }
}
