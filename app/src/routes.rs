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
