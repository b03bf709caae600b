//! The pages as routes. Each is a part of its own of the browser's program: a shopper loads the page that was opened, and
//! the next one when it is opened. On the server there is no difference.

use leptos::prelude::*;
use leptos_router::{LazyRoute, lazy_route};

use super::{CartPage, CategoryPage, CheckoutPage, HomePage, NewPage, OrderPage, ProductPage, SalePage, SearchPage};

macro_rules! lazy_pages {
    ($($(#[$doc:meta])* $route:ident => $page:ident),+ $(,)?) => {$(
        $(#[$doc])*
        #[derive(Debug)]
        pub struct $route;

        #[lazy_route]
        impl LazyRoute for $route {
            fn data() -> Self {
                Self
            }

            fn view(_this: Self) -> AnyView {
                view! { <$page /> }.into_any()
            }
        }
    )+};
}

lazy_pages! {
    /// The home page.
    HomeRoute => HomePage,
    /// A category.
    CategoryRoute => CategoryPage,
    /// Everything that is new.
    NewRoute => NewPage,
    /// Everything that is reduced.
    SaleRoute => SalePage,
    /// What a search found.
    SearchRoute => SearchPage,
    /// A product.
    ProductRoute => ProductPage,
    /// The bag.
    CartRoute => CartPage,
    /// The checkout.
    CheckoutRoute => CheckoutPage,
    /// An order behind its secret link.
    OrderRoute => OrderPage,
}
