//! Every page and its address, on one screen.

use leptos::prelude::*;
use leptos_meta::provide_meta_context;
use leptos_router::{
    Lazy, SsrMode,
    components::{ParentRoute, Route, Router, Routes},
    path,
};

use crate::{
    admin::AdminRoute,
    state::ShopState,
    storefront::{
        CartRoute, CategoryRoute, CheckoutRoute, HomeRoute, NewRoute, NotFoundPage, OrderRoute, ProductRoute,
        SaleRoute, SearchRoute, StorefrontFrame,
    },
};

/// The application. Pages are rendered whole before they are sent, so that their status is right and they work without a script;
/// what only few visitors open is loaded when they do.
#[component]
pub fn App() -> impl IntoView {
    provide_meta_context();
    ShopState::provide();
    view! {
        <Router>
            <Routes fallback=NotFoundPage>
                <ParentRoute path=path!("") view=StorefrontFrame ssr=SsrMode::Async>
                    <Route path=path!("") view={Lazy::<HomeRoute>::new()} ssr=SsrMode::Async />
                    <Route path=path!("categories/:slug") view={Lazy::<CategoryRoute>::new()} ssr=SsrMode::Async />
                    <Route path=path!("new") view={Lazy::<NewRoute>::new()} ssr=SsrMode::Async />
                    <Route path=path!("sale") view={Lazy::<SaleRoute>::new()} ssr=SsrMode::Async />
                    <Route path=path!("products/:slug") view={Lazy::<ProductRoute>::new()} ssr=SsrMode::Async />
                    <Route path=path!("cart") view={Lazy::<CartRoute>::new()} ssr=SsrMode::Async />
                    <Route path=path!("search") view={Lazy::<SearchRoute>::new()} ssr=SsrMode::Async />
                    <Route path=path!("orders/:token") view={Lazy::<OrderRoute>::new()} ssr=SsrMode::Async />
                </ParentRoute>
                <Route path=path!("admin/*place") view={Lazy::<AdminRoute>::new()} ssr=SsrMode::Async />
                <Route path=path!("checkout") view={Lazy::<CheckoutRoute>::new()} ssr=SsrMode::Async />
            </Routes>
        </Router>
    }
}

/// Loads the part of the program with the page at the browser's address, before the page comes alive.
#[cfg(feature = "hydrate")]
pub async fn load_part() {
    use leptos_router::LazyRoute as _;

    let path = window().location().pathname().unwrap_or_default();
    match path.split('/').nth(1).unwrap_or_default() {
        "" | "categories" | "new" | "sale" | "search" => HomeRoute::preload().await,
        "products" => ProductRoute::preload().await,
        "cart" | "checkout" | "orders" => CartRoute::preload().await,
        "admin" => AdminRoute::preload().await,
        // The page that says that there is no such page is in the main part.
        _ => {}
    }
}
