//! The pages as routes, in three parts of the browser's program: looking around, one product, buying. A shopper loads the part of
//! the page that was opened, and the next one when it is opened. On the server there is no difference.
//!
//! The parts are few on purpose. Code that several parts share becomes a file for each combination of them, and each file is a
//! request: one part for each page made eighty files.

use leptos::prelude::*;
use leptos_router::LazyRoute;

use super::{CartPage, CategoryPage, CheckoutPage, HomePage, NewPage, OrderPage, ProductPage, SalePage, SearchPage};

/// A part of the program: a function that is loaded when it is called, and the routes of the pages in it.
macro_rules! part {
    ($part:ident, $preload:ident, $pages:ident { $($(#[$doc:meta])* $route:ident => $page:ident),+ $(,)? }) => {
        #[derive(Clone, Copy)]
        #[allow(clippy::enum_variant_names, reason = "they are the pages' own names")]
        enum $pages {
            $($page),+
        }

        #[lazy]
        fn $part(page: $pages) -> AnyView {
            match page {
                $($pages::$page => view! { <$page /> }.into_any()),+
            }
        }

        $(
            $(#[$doc])*
            #[derive(Debug)]
            pub struct $route;

            impl LazyRoute for $route {
                fn data() -> Self {
                    Self
                }

                async fn view(_this: Self) -> AnyView {
                    $part($pages::$page).await
                }

                async fn preload() {
                    #[cfg(feature = "hydrate")]
                    $preload().await;
                }
            }
        )+
    };
}

part!(look_around, __preload_look_around, LookAround {
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
});

part!(product, __preload_product, Product {
    /// A product.
    ProductRoute => ProductPage,
});

part!(buy, __preload_buy, Buy {
    /// The bag.
    CartRoute => CartPage,
    /// The checkout.
    CheckoutRoute => CheckoutPage,
    /// An order behind its secret link.
    OrderRoute => OrderPage,
});
