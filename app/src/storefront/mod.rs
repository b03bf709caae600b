//! What shoppers see: a folder a feature, and in it its page, its server functions, its parts and its styles.

pub mod cart;
mod category;
pub mod checkout;
mod delivery;
#[cfg(feature = "ssr")]
mod failure;
pub mod frame;
mod home;
mod not_found;
pub mod order;
mod parts;
pub mod product;
mod search;

pub use cart::CartPage;
pub use category::{CategoryPage, NewPage, SalePage};
pub use checkout::CheckoutRoute;
pub use frame::StorefrontFrame;
pub use home::HomePage;
pub use not_found::NotFoundPage;
pub use order::OrderRoute;
pub use product::ProductPage;
pub use search::SearchPage;
