//! Parts that several pages of the storefront show: pictures, tiles, prices, lists with facets.

mod breadcrumb;
mod list;
mod part_list;
mod picture;
mod price;
mod tile;

pub use breadcrumb::Breadcrumb;
pub use list::ProductList;
pub use part_list::part_list;
pub use picture::PictureView;
pub use price::{PriceRangeView, unit_price_words};
pub use tile::{TileGrid, TileRow};

stylance::import_style!(pub style, "parts.module.css");
