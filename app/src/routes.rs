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
        CartPage, CategoryPage, CheckoutRoute, HomePage, NewPage, NotFoundPage, OrderRoute, ProductPage, SalePage,
        SearchPage, StorefrontFrame,
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
                    <Route path=path!("") view=HomePage ssr=SsrMode::Async />
                    <Route path=path!("categories/:slug") view=CategoryPage ssr=SsrMode::Async />
                    <Route path=path!("new") view=NewPage ssr=SsrMode::Async />
                    <Route path=path!("sale") view=SalePage ssr=SsrMode::Async />
                    <Route path=path!("products/:slug") view=ProductPage ssr=SsrMode::Async />
                    <Route path=path!("cart") view=CartPage ssr=SsrMode::Async />
                    <Route path=path!("search") view=SearchPage ssr=SsrMode::Async />
                    <Route path=path!("orders/:token") view={Lazy::<OrderRoute>::new()} ssr=SsrMode::Async />
                </ParentRoute>
                <Route path=path!("admin/*place") view={Lazy::<AdminRoute>::new()} ssr=SsrMode::Async />
                <Route path=path!("checkout") view={Lazy::<CheckoutRoute>::new()} ssr=SsrMode::Async />
            </Routes>
        </Router>
    }
}
