//! Every page and its address, on one screen: two applications, of which the browser gets different things.

use leptos::prelude::*;
use leptos_meta::provide_meta_context;
use leptos_router::{
    SsrMode,
    components::{Route, Router, Routes},
    path,
};

use crate::admin::Admin;
#[cfg(feature = "ssr")]
use crate::{
    state::ShopState,
    storefront::{
        AccountPage, AddressPage, AddressesPage, CartPage, CategoryPage, CheckoutPage, CollectionPage, DeletePage,
        DetailsPage, EmailLinkPage, HomePage, LinkPage, NewAddressPage, NewPage, NotFoundPage, OfferPage, OrderPage,
        ProductPage, ReturnPage, SalePage, SearchPage, SignInPage, StorefrontFrame, WithdrawalPage,
    },
};

/// What shoppers see. The server renders each page whole before it is sent, so that its status is right and it works without a
/// script; the browser brings only the islands in it to life, and knows none of these pages.
#[cfg(feature = "ssr")]
#[component]
pub fn Storefront() -> impl IntoView {
    use leptos_router::components::ParentRoute;

    provide_meta_context();
    ShopState::provide();
    view! {
        <Router>
            <Routes fallback=NotFoundPage>
                <ParentRoute path=path!("") view=StorefrontFrame ssr=SsrMode::Async>
                    <Route path=path!("") view=HomePage ssr=SsrMode::Async />
                    <Route path=path!("categories/:slug") view=CategoryPage ssr=SsrMode::Async />
                    <Route path=path!("collections/:slug") view=CollectionPage ssr=SsrMode::Async />
                    <Route path=path!("new") view=NewPage ssr=SsrMode::Async />
                    <Route path=path!("sale") view=SalePage ssr=SsrMode::Async />
                    <Route path=path!("products/:slug") view=ProductPage ssr=SsrMode::Async />
                    <Route path=path!("cart") view=CartPage ssr=SsrMode::Async />
                    <Route path=path!("search") view=SearchPage ssr=SsrMode::Async />
                    <Route path=path!("orders/:token") view=OrderPage ssr=SsrMode::Async />
                    <Route path=path!("orders/:token/return") view=ReturnPage ssr=SsrMode::Async />
                    <Route path=path!("orders/:token/withdraw") view=WithdrawalPage ssr=SsrMode::Async />
                    <Route path=path!("offers/:token") view=OfferPage ssr=SsrMode::Async />
                    <Route path=path!("account") view=AccountPage ssr=SsrMode::Async />
                    <Route path=path!("account/sign-in") view=SignInPage ssr=SsrMode::Async />
                    <Route path=path!("account/link/:token") view=LinkPage ssr=SsrMode::Async />
                    <Route path=path!("account/email/:token") view=EmailLinkPage ssr=SsrMode::Async />
                    <Route path=path!("account/addresses") view=AddressesPage ssr=SsrMode::Async />
                    <Route path=path!("account/addresses/new") view=NewAddressPage ssr=SsrMode::Async />
                    <Route path=path!("account/addresses/:id") view=AddressPage ssr=SsrMode::Async />
                    <Route path=path!("account/details") view=DetailsPage ssr=SsrMode::Async />
                    <Route path=path!("account/delete") view=DeletePage ssr=SsrMode::Async />
                </ParentRoute>
                <Route path=path!("checkout") view=CheckoutPage ssr=SsrMode::Async />
            </Routes>
        </Router>
    }
}

/// What the people of the shop see: one program that comes alive as a whole and then finds its way by itself.
#[component]
pub fn AdminApp() -> impl IntoView {
    provide_meta_context();
    view! {
        <Router>
            <Routes fallback=|| ()>
                <Route path=path!("admin/*place") view=Admin ssr=SsrMode::Async />
            </Routes>
        </Router>
    }
}

/// Whether an address is one of the admin's. Server and browser must agree on it.
#[must_use]
pub fn is_admin(path: &str) -> bool {
    path.split('/').nth(1) == Some("admin")
}

#[cfg(test)]
mod tests {
    use super::is_admin;

    #[test]
    fn the_first_word_of_an_address_decides_which_application_it_is() {
        for path in ["/admin", "/admin/", "/admin/orders/17"] {
            assert!(is_admin(path), "{path}");
        }
        for path in ["/", "/administer", "/products/admin", "//admin", "/Admin"] {
            assert!(!is_admin(path), "{path}");
        }
    }
}
