//! What shoppers see: a folder a feature, and in it its page, its server functions, its parts and its styles.

mod category;
pub mod frame;
mod home;
mod not_found;
mod parts;
mod search;

pub use category::{CategoryPage, NewPage, SalePage};
pub use frame::StorefrontFrame;
pub use home::HomePage;
pub use not_found::NotFoundPage;
pub use search::SearchPage;
