//! Parts that several pages of the storefront show: pictures, tiles, prices, lists with facets, the field for a code.

#[cfg(feature = "ssr")]
mod breadcrumb;
mod code;
#[cfg(feature = "ssr")]
mod list;
mod part_list;
mod picture;
#[cfg(feature = "ssr")]
mod price;
#[cfg(feature = "ssr")]
mod tile;
mod unit_price;

pub use code::code_field;
pub use part_list::{answer_list, part_list};
pub use picture::PictureView;
pub use unit_price::unit_price_words;
#[cfg(feature = "ssr")]
pub use {
    breadcrumb::Breadcrumb,
    list::{ProductList, is_beyond},
    price::PriceRangeView,
    tile::{TileGrid, TileRow},
};

stylance::import_style!(pub style, "parts.module.css");
