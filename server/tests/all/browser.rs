//! A whole shop on a free port with two products, and a browser without JavaScript that visits it.

use std::{
    collections::BTreeMap,
    sync::{Arc, Mutex},
};

use domain::kernel::{Currency, Money};
use reqwest::{Method, RequestBuilder, Response, header, redirect::Policy};
use server::{
    config::{Config, Overrides},
    http::site,
    listen::{Doors, listen},
    router::{ServerState, router},
    startup,
};
use services::{Shop, account::Actor, catalog::admin};
use tokio::{net::TcpListener, sync::oneshot};

/// The variant of which there are plenty.
pub const MUG: &str = "MUG-BLUE";
/// The variant of which none are left.
pub const SOLD_OUT: &str = "MUG-GONE";

/// A running shop; it ends with the test.
pub struct TestShop {
    pub base: String,
    pub shop: Shop,
    pub stop: Option<oneshot::Sender<()>>,
    pub ended: tokio::task::JoinHandle<()>,
    _directory: tempfile::TempDir,
}

/// Starts the same shop that `mercer serve` starts.
pub async fn start() -> TestShop {
    start_with(&[]).await
}

/// Starts a shop with these settings.
pub async fn start_with(variables: &[(&str, &str)]) -> TestShop {
    let directory = tempfile::tempdir().unwrap();
    let overrides = Overrides { file: None, data_dir: Some(directory.path().to_owned()), port: Some(0) };
    let variables: Vec<_> = variables.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
    let mut config = Config::load(&overrides, variables.into_iter()).unwrap();
    let listener = TcpListener::bind(config.server.listen).await.unwrap();
    config.listening_on(listener.local_addr().unwrap());
    let shop = furnish(&config).await;
    let state = ServerState {
        shop: shop.clone(),
        site: Arc::new(site::options(None, config.server.listen)),
        test_provider: startup::test_provider(&config, &shop.database, &shop.clock).unwrap().map(Arc::new),
    };
    let service = router(state, &config.server);
    let (stop, stopped) = oneshot::channel::<()>();
    let ended = tokio::spawn(async move {
        let doors = Doors::of(1_024, 0);
        listen(listener, service, doors, async { drop(stopped.await) }).await.unwrap();
    });
    let base = format!("http://{}", config.server.listen);
    TestShop { base, shop, stop: Some(stop), ended, _directory: directory }
}

/// Opens the shop of these settings and puts two products into it.
pub async fn furnish(config: &Config) -> Shop {
    let shop = startup::shop(config).await.unwrap();
    stock(&shop).await;
    services::catalog::job::index_everything(&shop).await.unwrap();
    shop
}

async fn stock(shop: &Shop) {
    for (title, sku, on_hand) in [("Blue mug", MUG, 50), ("Gone mug", SOLD_OUT, 0)] {
        let actor = Actor::system("test");
        let id = admin::create(shop, &actor, title).await.unwrap();
        let mut form = admin::form(shop, id).await.unwrap();
        form.published = true;
        let variant = &mut form.variants[0];
        variant.sku = sku.to_owned();
        variant.price = Money::new(1_450, Currency::EUR);
        variant.on_hand = on_hand;
        admin::save(shop, &actor, form).await.unwrap();
    }
}

impl TestShop {
    /// A browser with no cookies.
    pub fn browser(&self) -> Browser {
        Browser::new(&self.base)
    }
}

/// A browser: it keeps cookies and says where forms come from, and it follows no redirect by itself.
pub struct Browser {
    pub client: reqwest::Client,
    pub base: String,
    cookies: Mutex<BTreeMap<String, String>>,
}

impl Browser {
    /// A browser with no cookies, for the shop at this address.
    pub fn new(base: &str) -> Self {
        let client = reqwest::Client::builder().redirect(Policy::none()).build().unwrap();
        Self { client, base: base.to_owned(), cookies: Mutex::default() }
    }

    /// The cookies as a request carries them.
    pub fn cookie_header(&self) -> String {
        let cookies = self.cookies.lock().unwrap();
        cookies.iter().map(|(name, value)| format!("{name}={value}")).collect::<Vec<_>>().join("; ")
    }

    pub fn request(&self, method: Method, path: &str) -> RequestBuilder {
        self.client.request(method, format!("{}{path}", self.base)).header(header::COOKIE, self.cookie_header())
    }

    pub async fn get(&self, path: &str) -> Response {
        self.keep(self.request(Method::GET, path).header(header::ACCEPT, "text/html").send().await.unwrap())
    }

    /// Sends a form as a page of the shop would.
    pub async fn post(&self, path: &str, fields: &[(&str, &str)]) -> Response {
        let request = self.request(Method::POST, path).header(header::ORIGIN, &self.base);
        let request = request.header(header::ACCEPT, "text/html");
        let request = request.header(header::REFERER, format!("{}/cart", self.base));
        let request = request.header(header::CONTENT_TYPE, "application/x-www-form-urlencoded").body(encoded(fields));
        self.keep(request.send().await.unwrap())
    }

    pub fn keep(&self, response: Response) -> Response {
        for value in response.headers().get_all(header::SET_COOKIE) {
            let pair = value.to_str().unwrap().split(';').next().unwrap();
            let (name, value) = pair.split_once('=').unwrap();
            self.cookies.lock().unwrap().insert(name.to_owned(), value.to_owned());
        }
        response
    }
}

/// The fields as a form writes them.
pub fn encoded(fields: &[(&str, &str)]) -> String {
    let escape = |text: &str| -> String {
        text.bytes()
            .map(
                |byte| if byte.is_ascii_alphanumeric() { char::from(byte).to_string() } else { format!("%{byte:02X}") },
            )
            .collect()
    };
    fields.iter().map(|(name, value)| format!("{}={}", escape(name), escape(value))).collect::<Vec<_>>().join("&")
}

/// Where a redirect leads.
pub fn location(response: &Response) -> String {
    response.headers().get(header::LOCATION).map(|value| value.to_str().unwrap().to_owned()).unwrap_or_default()
}
