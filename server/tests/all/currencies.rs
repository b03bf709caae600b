//! Prices in several currencies over the wire, without any script: what is chosen is shown everywhere and to nobody else.

use domain::{account::Role, currency::CurrencyForm};
use reqwest::{Method, header};
use services::{account::Actor, currency};

use crate::{
    browser::{Browser, TestShop, location, start},
    functions::session,
    purchase::{fill_checkout, path, place, value_of},
};

const PAGE: &str = "/products/blue-mug";

async fn sell_in(shop: &TestShop, code: &str, rate: &str, countries: &str) {
    let form = CurrencyForm {
        code: code.to_owned(),
        rate: rate.to_owned(),
        rounding: "smallest".to_owned(),
        countries: countries.to_owned(),
        open: true,
    };
    currency::write::create(&shop.shop, &Actor::system("test"), &form).await.unwrap();
}

async fn page_of(shop: &TestShop, address: &str, headers: &[(&str, &str)]) -> String {
    let request = reqwest::Client::new().get(format!("{}{address}", shop.base));
    let request = headers.iter().fold(request, |request, (name, value)| request.header(*name, *value));
    request.send().await.unwrap().text().await.unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_kept_page_is_kept_for_each_currency_by_itself_and_a_word_that_is_none_gives_the_shops_own() {
    let shop = start().await;
    assert!(!page_of(&shop, PAGE, &[]).await.contains("Prices in"), "there is nothing to choose");
    sell_in(&shop, "USD", "2", "US").await;
    sell_in(&shop, "JPY", "160", "").await;
    for _ in 0..3 {
        for (cookie, wanted, others) in [
            ("", "€14.50", ["$29.00", "¥2,320"]),
            ("currency=USD", "$29.00", ["€14.50", "¥2,320"]),
            ("theme=dark; currency=JPY", "¥2,320", ["€14.50", "$29.00"]),
            ("currency=USD; theme=light", "$29.00", ["€14.50", "¥2,320"]),
            ("currency=GBP", "€14.50", ["$29.00", "¥2,320"]),
            ("currency=", "€14.50", ["$29.00", "¥2,320"]),
            ("currency=USD%0d%0aSet-Cookie", "€14.50", ["$29.00", "¥2,320"]),
            ("currency=usd'--", "€14.50", ["$29.00", "¥2,320"]),
        ] {
            for address in [PAGE, "/new", "/search?q=mug"] {
                let page = page_of(&shop, address, &[("cookie", cookie)]).await;
                assert!(page.contains(wanted), "{cookie} {address}");
                assert!(others.iter().all(|other| !page.contains(other)), "{cookie} {address}");
            }
            let suggestions = page_of(&shop, "/api/search/suggest?q=mug", &[("cookie", cookie)]).await;
            let code = if cookie.contains("JPY") {
                "JPY"
            } else if wanted.starts_with('$') {
                "USD"
            } else {
                "EUR"
            };
            assert!(suggestions.contains(code), "{cookie}: {suggestions}");
        }
    }
    // A guess by the country that the browser names counts until somebody chooses.
    assert!(page_of(&shop, PAGE, &[("accept-language", "en-US,en;q=0.9")]).await.contains("$29.00"));
    let chosen = [("accept-language", "en-US"), ("cookie", "currency=EUR")];
    assert!(page_of(&shop, PAGE, &chosen).await.contains("€14.50"));
    assert!(page_of(&shop, PAGE, &[("accept-language", "de-DE")]).await.contains("€14.50"));
    let answer = reqwest::get(format!("{}{PAGE}", shop.base)).await.unwrap();
    let varies: Vec<&str> =
        answer.headers().get_all(header::VARY).iter().filter_map(|value| value.to_str().ok()).collect();
    assert!(varies.join(", ").contains("cookie, accept-language"), "{varies:?}");
    // Structured data says what the page says.
    let page = page_of(&shop, PAGE, &[("cookie", "currency=JPY")]).await;
    assert!(page.contains("\"priceCurrency\":\"JPY\"") && !page.contains("\"priceCurrency\":\"EUR\""));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_shopper_chooses_a_currency_and_buys_in_it_without_any_script() {
    let shop = start().await;
    sell_in(&shop, "USD", "2", "").await;
    let browser = shop.browser();
    let answer = browser.post("/api/currency/set", &[("currency", "QQQ")]).await;
    assert!(answer.status().is_redirection() && answer.headers().get(header::SET_COOKIE).is_none());
    let fields = fill_checkout(&browser, "test").await;
    let answer = browser.post("/api/currency/set", &[("currency", "USD")]).await;
    assert_eq!(location(&answer), "/cart", "back to where the form stood");
    let bag = browser.get("/cart").await.text().await.unwrap();
    assert!(bag.contains("$58.00") && !bag.contains('€'), "the bag is priced anew");
    // The form that was filled in before shows another sum: nothing is ordered, and the page says so.
    assert!(place(&browser, &fields).await.ends_with("/checkout"));
    let page = browser.get("/checkout").await.text().await.unwrap();
    assert!(page.contains("$67.80") && value_of(&page, "seen_currency") == "USD");
    let seen = |name: &str| (name.to_owned(), value_of(&page, name));
    let mut again: Vec<(String, String)> =
        fields.into_iter().filter(|(name, _)| !name.starts_with("seen") && name != "idempotency_key").collect();
    again.extend(["seen_total", "seen_currency", "seen_due", "idempotency_key"].map(seen));
    let pay = place(&browser, &again).await;
    let page = browser.get(path(&shop, &pay)).await.text().await.unwrap();
    assert!(page.contains("67.80") && !page.contains('€'), "{page}");
    let count: i64 = {
        use sqlx::Row as _;
        let statement = "SELECT COUNT(*) FROM orders o JOIN order_rate r ON r.order_id = o.id WHERE o.currency = 'USD'";
        sqlx::query(statement).fetch_one(shop.shop.database.reader()).await.unwrap().get(0)
    };
    assert_eq!(count, 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_manager_sells_in_a_currency_and_prices_a_variant_without_scripts_and_sees_the_base() {
    let shop = start().await;
    let (browser, owner) = (shop.browser(), session(&shop.shop, Role::Owner).await);
    let send = async |browser: &Browser, method: Method, path: &str, form: Option<&str>| {
        let request = browser.request(method, path).header(header::COOKIE, format!("session={owner}; currency=USD"));
        let request = request.header(header::ACCEPT, "text/html").header(header::ORIGIN, &browser.base);
        let request = match form {
            Some(form) => {
                request.header(header::CONTENT_TYPE, "application/x-www-form-urlencoded").body(form.to_owned())
            }
            None => request,
        };
        let answer = request.send().await.unwrap();
        (answer.status().as_u16(), answer.text().await.unwrap())
    };
    let form = "currency[code]=USD&currency[rate]=1.1&currency[rounding]=95&currency[open]=true";
    let (status, text) = send(&browser, Method::POST, "/api/admin/currencies/create", Some(form)).await;
    assert!(status == 302 || status == 303, "{status} {text}");
    let (_, desk) = send(&browser, Method::GET, "/admin/currencies", None).await;
    assert!(desk.contains("USD") && desk.contains("$15.95"), "what 14.50 becomes: {desk}");
    let (_, sheet) = send(&browser, Method::GET, "/admin/currencies/USD", None).await;
    assert!(sheet.contains("Remove this currency") && sheet.contains("Rates so far"));
    let product = services::catalog::admin::list(&shop.shop, &Default::default()).await.unwrap();
    let product = product.rows.iter().find(|row| row.title == "Blue mug").unwrap().id;
    let variant = currency::prices::of_product(&shop.shop, product).await.unwrap().variants[0].id;
    let form = format!("product={product}&code=USD&own[price][{variant}]=12.49&own[compare_at][{variant}]=");
    let (status, text) = send(&browser, Method::POST, "/api/admin/product/save_prices", Some(&form)).await;
    assert!(status == 302 || status == 303, "{status} {text}");
    let (_, prices) = send(&browser, Method::GET, &format!("/admin/products/{product}/prices"), None).await;
    assert!(prices.contains("value=\"12.49\"") && prices.contains("placeholder=\"15.95\""), "{prices}");
    assert!(page_of(&shop, PAGE, &[("cookie", "currency=USD")]).await.contains("$12.49"));
    let (_, product) = send(&browser, Method::GET, &format!("/admin/products/{product}"), None).await;
    assert!(product.contains("14.50") && !product.contains("12.49"), "who works for the shop sees its own prices");
}
