//! What shoppers see: a folder a feature, and in it its page, its server functions, its parts and its styles.

pub mod cart;
mod category;
pub mod checkout;
mod delivery;
#[cfg(feature = "ssr")]
mod failure;
pub mod frame;
mod home;
mod lazy;
mod not_found;
pub mod order;
mod parts;
pub mod product;
mod search;

use cart::CartPage;
use category::{CategoryPage, NewPage, SalePage};
use checkout::CheckoutPage;
pub use frame::StorefrontFrame;
use home::HomePage;
pub use lazy::{
    CartRoute, CategoryRoute, CheckoutRoute, HomeRoute, NewRoute, OrderRoute, ProductRoute, SaleRoute, SearchRoute,
};
pub use not_found::NotFoundPage;
use order::OrderPage;
use product::ProductPage;
use search::SearchPage;
