//! What shoppers see: a folder a feature, and in it its page, its server functions, its parts and its styles.

pub mod cart;
mod category;
pub mod frame;
mod home;
mod not_found;
mod parts;
mod product;
mod search;

pub use cart::CartPage;
pub use category::{CategoryPage, NewPage, SalePage};
pub use frame::StorefrontFrame;
pub use home::HomePage;
pub use not_found::NotFoundPage;
pub use product::ProductPage;
pub use search::SearchPage;
