//! Every address that is answered, on one screen. The pages' own are in app's `routes.rs`.

use std::sync::Arc;

use adapters::test_payment::TestPayment;
use app::{AdminApp, Storefront, context, shell};
use axum::{
    Extension, Router,
    extract::{DefaultBodyLimit, FromRef},
    middleware::{from_fn, from_fn_with_state},
    routing::{get, post},
};
use leptos::config::LeptosOptions;
use leptos_axum::{LeptosRoutes as _, generate_route_list, render_app_async_with_context};
use services::Shop;
use tower::ServiceBuilder;

use crate::{
    config::ServerConfig,
    http::{
        account_data, attached, documents, download, exports, feed, health, imports, media, payment, personalised,
        product_files, robots, site, sitemap, test_payment, upload,
    },
    middleware::{
        compress,
        currency::sold_in,
        headers::{OverTls, headers},
        keep::{Pages, keep},
        language::{Tongues, speak, take_prefix},
        limit::{IMPORT_UPLOAD, PERSONALISED, PRODUCT_FILES, Room, UPLOAD, limit},
        moved::moved,
        origin,
        repeated::refuse_repeated,
        watch::{TrustedProxies, watch},
    },
};

/// What the handlers share. It is cloned for every request, so it holds pointers only.
#[derive(Clone)]
pub struct ServerState {
    /// The shop.
    pub shop: Shop,
    /// Where the built files lie.
    pub site: Arc<LeptosOptions>,
    /// The built-in test provider, when it is on.
    pub test_provider: Option<Arc<TestPayment>>,
}

impl FromRef<ServerState> for Shop {
    fn from_ref(state: &ServerState) -> Self {
        state.shop.clone()
    }
}

impl FromRef<ServerState> for LeptosOptions {
    fn from_ref(state: &ServerState) -> Self {
        state.site.as_ref().clone()
    }
}

impl FromRef<ServerState> for Option<TestPayment> {
    fn from_ref(state: &ServerState) -> Self {
        state.test_provider.as_deref().cloned()
    }
}

/// The whole server as one service.
pub fn router(state: ServerState, config: &ServerConfig) -> Router {
    let signed = Router::new()
        .route("/webhooks/test", post(payment::test_webhook))
        .route("/webhooks/stripe", post(payment::stripe_webhook));
    let tongues = Arc::new(Tongues::of(&state.shop.settings));
    let tls = OverTls(state.shop.settings.base_url.starts_with("https:"));
    let pages = from_our_pages(&state)
        .layer(from_fn_with_state(state.shop.clone(), moved))
        .layer(from_fn_with_state(Arc::clone(&tongues), speak))
        .layer(from_fn_with_state(Pages::of(state.shop.clone()), keep))
        .layer(from_fn_with_state(state.shop.clone(), sold_in))
        .layer(from_fn(refuse_repeated))
        .layer(from_fn_with_state(origin::OwnHost::of(&state.shop.settings), origin::known_origin))
        .layer(origin::layer())
        .merge(signed)
        .layer(compress::layer())
        .layer(from_fn_with_state(Room::for_requests(config.most_requests), limit))
        .layer(from_fn_with_state(tls, headers))
        .layer(from_fn_with_state(TrustedProxies(config.trusted_proxies), watch))
        .with_state(state);
    // Before routing: no page knows of the language in its address.
    let by_language = ServiceBuilder::new().map_request(move |request| take_prefix(&tongues, request)).service(pages);
    Router::new().fallback_service(by_language)
}

fn from_our_pages(state: &ServerState) -> Router<ServerState> {
    let (shop, options) = (state.shop.clone(), Arc::clone(&state.site));
    let provide = move || context::provide(shop.clone());
    let page = move || shell(options.as_ref().clone());
    let remember = if state.site.hash_files { site::for_ever } else { site::ask_again };
    let built = ServiceBuilder::new().map_response(remember).service(site::built_files(&state.site));
    let pages = [generate_route_list(Storefront), generate_route_list(AdminApp)].concat();
    let not_found = get(render_app_async_with_context(provide.clone(), page.clone())).with_state(());
    let public = ServiceBuilder::new()
        .map_response(site::for_a_day)
        .service(site::public_files(&state.site).fallback(not_found));
    Router::new()
        .leptos_routes_with_context(state, pages, provide, page)
        .route("/pay/test/{reference}", get(test_payment::show).post(test_payment::decide))
        .route("/pay/test/faults", post(test_payment::turn))
        .route("/payments/return", get(payment::returned))
        .route(UPLOAD, post(upload::upload).layer(DefaultBodyLimit::disable()))
        .route(IMPORT_UPLOAD, post(imports::upload).layer(DefaultBodyLimit::disable()))
        .route("/admin/imports/template.csv", get(imports::template))
        .route(PRODUCT_FILES, post(product_files::upload).layer(DefaultBodyLimit::disable()))
        .route("/admin/orders/files/{key}", get(attached::fetch))
        .route("/orders/{token}/documents/{file}", get(documents::of_shopper))
        .route("/admin/documents/{file}", get(documents::of_staff))
        .route("/admin/packing-slips/{file}", get(documents::packing_slip))
        .route(PERSONALISED, post(personalised::add).layer(DefaultBodyLimit::disable()))
        .route("/account/data.json", get(account_data::own))
        .route("/admin/customers/{id}/data.json", get(account_data::of_staff))
        .route("/downloads/{id}", get(download::fetch))
        .route("/admin/imports/{id}/failed.csv", get(imports::failed_rows))
        .route("/admin/imports/{id}/correct.csv", get(imports::rows_to_correct))
        .route("/admin/export/{name}", get(exports::export))
        .route("/media/{key}", get(media::picture))
        .route("/robots.txt", get(robots::robots))
        .route("/sitemap.xml", get(sitemap::sitemap))
        .route("/sitemaps/{name}", get(sitemap::part))
        .route("/feeds/google.xml", get(feed::google).layer(Extension(feed::Feeds::default())))
        .route("/health", get(health::health))
        .nest_service("/pkg", built)
        .fallback_service(public)
}
