//! Delivery and taxes over the wire: what the manager changes is what shoppers are shown, without any script.

use domain::{account::Role, shipping::MethodForm};
use reqwest::{Method, header};
use services::{account::Actor, shipping};

use crate::{
    browser::{Browser, TestShop, start},
    functions::session,
    purchase::{fill_checkout, place},
};

/// Changes the price of the usual way in the shop's own country.
async fn price_the_parcel(shop: &TestShop, price: &str) {
    let desk = shipping::read::desk(&shop.shop).await.unwrap();
    let way = &desk.table.zones[0].methods[0];
    let mut form = MethodForm::of(way, desk.currency);
    form.tiers[0].price = price.to_owned();
    shipping::write::save_method(&shop.shop, &Actor::system("test"), way.id, way.version, &form).await.unwrap();
}

/// A manager whose browser runs no script.
struct Manager {
    browser: Browser,
    session: String,
}

impl Manager {
    async fn of(shop: &TestShop) -> Self {
        Self { browser: shop.browser(), session: session(&shop.shop, Role::Owner).await }
    }

    async fn send(&self, method: Method, path: &str, form: Option<&str>) -> (u16, String) {
        let request = self.browser.request(method, path).header(header::COOKIE, format!("session={}", self.session));
        let request = request.header(header::ACCEPT, "text/html").header(header::ORIGIN, &self.browser.base);
        let request = match form {
            Some(form) => {
                request.header(header::CONTENT_TYPE, "application/x-www-form-urlencoded").body(form.replace(' ', "+"))
            }
            None => request,
        };
        let answer = request.send().await.unwrap();
        (answer.status().as_u16(), answer.text().await.unwrap())
    }

    async fn page(&self, path: &str) -> String {
        let (status, page) = self.send(Method::GET, path, None).await;
        assert_eq!(status, 200, "{path}: {page}");
        page
    }

    async fn post(&self, endpoint: &str, form: &str) {
        let (status, text) = self.send(Method::POST, &format!("/api/admin/{endpoint}"), Some(form)).await;
        assert!(status == 302 || status == 303, "{endpoint}: {status} {text}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_kept_page_shows_a_new_price_of_delivery_at_once() {
    let shop = start().await;
    let page = async || shop.browser().get("/products/blue-mug").await.text().await.unwrap();
    assert!(page().await.contains("delivery €4.90"));
    assert!(page().await.contains("when ordered before 14:00"));
    price_the_parcel(&shop, "7.35").await;
    let changed = page().await;
    assert!(changed.contains("delivery €7.35") && !changed.contains("€4.90"), "{changed}");
}

#[tokio::test(flavor = "multi_thread")]
async fn f13_the_checkout_says_without_a_script_that_delivery_costs_otherwise_and_where_nothing_is_delivered() {
    let shop = start().await;
    let browser = shop.browser();
    let fields = fill_checkout(&browser, "test").await;
    price_the_parcel(&shop, "7.35").await;
    assert_eq!(place(&browser, &fields).await, "/checkout");
    let page = browser.get("/checkout").await.text().await.unwrap();
    assert!(page.contains("A price has changed") && page.contains("€7.35"), "{page}");
    for zone in shipping::read::desk(&shop.shop).await.unwrap().table.zones {
        let actor = Actor::system("test");
        shipping::write::delete_zone(&shop.shop, &actor, zone.id, zone.version).await.unwrap();
    }
    let page = browser.get("/checkout").await.text().await.unwrap();
    assert!(page.contains("We do not deliver this order to that address"), "{page}");
    for address in ["/", "/products/blue-mug", "/cart"] {
        let page = shop.browser().get(address).await.text().await.unwrap();
        assert!(!page.contains("Arrives"), "nothing is promised any more: {address}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_manager_makes_a_zone_with_a_way_and_tries_a_parcel_without_scripts() {
    let shop = start().await;
    let manager = Manager::of(&shop).await;
    let page = manager.page("/admin/delivery").await;
    for words in ["Own country", "European Union", "Express to your door", "€10.10", "14:00"] {
        assert!(page.contains(words), "{words}: {page}");
    }
    let zone = "zone[name]=Alps&zone[places]=countries&zone[countries][AT]=true&zone[countries][CH]=true";
    manager.post("delivery/create_zone", zone).await;
    let desk = shipping::read::desk(&shop.shop).await.unwrap();
    let zone = desk.table.zones.last().unwrap();
    let way = "method[name]=By mule&method[kind]=delivery&method[basis]=weight&method[tiers][0][step]=\
        &method[tiers][0][price]=9.50&method[tiers][1][step]=2&method[tiers][1][price]=12&method[free]=never\
        &method[days_least]=4&method[days_most]=6&method[position]=1&method[active]=true";
    manager.post("delivery/create_method", &format!("zone={}&{way}", zone.id)).await;
    let page = manager.page(&format!("/admin/delivery/zones/{}", zone.id)).await;
    assert!(page.contains("By mule") && page.contains("€9.50 to €12.00 by weight"), "{page}");
    let tried = manager.page("/admin/delivery?country=AT&postcode=6020&kilograms=2.5&worth=60").await;
    assert!(tried.contains("By mule") && tried.contains("€12.00") && tried.contains("Arrives"), "{tried}");
    let desk = shipping::read::desk(&shop.shop).await.unwrap();
    let made = &desk.table.zones.last().unwrap().methods[0];
    assert!(manager.page(&format!("/admin/delivery/ways/{}", made.id)).await.contains("by-mule"));
    assert!(manager.page("/admin/delivery/days").await.contains("Europe/Berlin"));
}

#[tokio::test(flavor = "multi_thread")]
async fn the_manager_makes_a_rate_and_says_where_taxes_are_collected_without_scripts() {
    let shop = start().await;
    let manager = Manager::of(&shop).await;
    let page = manager.page("/admin/taxes").await;
    for words in ["Germany", "25.5 %", "Rates that have ended", "One Stop Shop"] {
        assert!(page.contains(words), "{words}: {page}");
    }
    manager.post("taxes/create", "rate[class]=standard&rate[country]=DE&rate[percent]=20&rate[from]=2099-01-01").await;
    let (status, _) = manager
        .send(Method::POST, "/api/admin/taxes/save_settings", Some("version=1&settings[registered][GB]=true"))
        .await;
    assert!(status < 400, "{status}");
    let taxes = shop.shop.taxes.now();
    assert_eq!((taxes.settings.is_oss, taxes.settings.registered.join(" ").as_str()), (false, "GB"));
    let rate = taxes.rates.iter().find(|rate| rate.from.year == 2099).unwrap();
    assert!(manager.page(&format!("/admin/taxes/{}", rate.id)).await.contains("Delete this rate"));
}
