//! What shoppers see of the catalogue in another currency.

use domain::{
    catalog::{ListQuery, Sort},
    currency::{CurrencyForm, OwnPriceForm},
    kernel::{Currency, Money, VariantId},
};
use services::{
    Shop,
    catalog::read,
    currency::{prices, read::sheet, write},
    db::Database,
    testing::for_each_database,
};

use crate::{
    catalog::{filled, manager, page},
    currency::code,
};

fn form(rate: &str, rounding: &str) -> CurrencyForm {
    let (rate, rounding) = (rate.to_owned(), rounding.to_owned());
    CurrencyForm { code: "USD".to_owned(), rate, rounding, open: true, ..CurrencyForm::default() }
}

fn dollars(shop: &Shop) -> Shop {
    shop.clone().in_currency(Some(code("USD")))
}

async fn cheapest_first(shop: &Shop) -> Vec<(String, Money)> {
    let query = ListQuery { sort: Sort::PriceUp, ..ListQuery::default() };
    let list = read::category(shop, "kitchen", &query).await.unwrap().list;
    list.tiles.into_iter().map(|tile| (tile.slug, tile.price.from)).collect()
}

async fn own(shop: &Shop, slug: &str, price: &str) {
    let page = page(shop, slug).await;
    let mut form = OwnPriceForm::default();
    let VariantId(first) = page.variants[0].id;
    form.price.insert(first.to_string(), price.to_owned());
    prices::save(shop, &manager(), (page.id, "USD"), &form).await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn lists_pages_and_searches_are_told_sorted_and_kept_in_each_currency_by_itself() {
    for_each_database(async |database: Database| {
        let shop = filled(database).await;
        let euros = cheapest_first(&shop).await;
        write::create(&shop, &manager(), &form("1.1", "smallest")).await.unwrap();
        let there = cheapest_first(&dollars(&shop)).await;
        assert_eq!(cheapest_first(&shop).await, euros, "who looks at euros sees euros");
        let usd = code("USD");
        for ((slug, euro), (same, dollar)) in euros.iter().zip(&there) {
            assert_eq!((slug, dollar), (same, &Money::new((euro.minor * 11 + 5) / 10, usd)));
        }
        let (slug, _) = euros.last().unwrap().clone();
        let seen = page(&dollars(&shop), &slug).await;
        assert!(seen.variants.iter().all(|variant| variant.price.currency == usd));
        assert!(page(&shop, &slug).await.variants.iter().all(|variant| variant.price.currency == Currency::EUR));

        // A price of its own makes the dearest thing the cheapest one, in dollars alone.
        own(&shop, &slug, "0.99").await;
        assert_eq!(cheapest_first(&dollars(&shop)).await[0], (slug.clone(), Money::new(99, usd)));
        assert_eq!(page(&dollars(&shop), &slug).await.variants[0].price, Money::new(99, usd));
        assert_eq!(cheapest_first(&shop).await, euros);
        let refresh = page(&shop, &slug).await.id;
        shop.shelf.refresh(&[refresh]).await;
        assert_eq!(cheapest_first(&dollars(&shop)).await[0].1, Money::new(99, usd), "nor does a sale lose it");
        shop.shelf.reload().await.unwrap();
        assert_eq!(cheapest_first(&dollars(&shop)).await[0].1, Money::new(99, usd));

        // Another rate: nothing that was kept is given out again.
        let version = sheet(&shop, "USD").await.unwrap().currency.version;
        write::save(&shop, &manager(), ("USD", version), &form("2", "whole")).await.unwrap();
        let now = cheapest_first(&dollars(&shop)).await;
        assert_eq!(now[0], (slug.clone(), Money::new(99, usd)));
        assert!(now[1..].iter().all(|(_, price)| price.minor % 100 == 0), "{now:?}");
        let other = &now[1].0;
        assert_eq!(page(&dollars(&shop), other).await.variants[0].price.minor % 100, 0);
        let frame = read::home(&dollars(&shop)).await.unwrap();
        assert!(frame.newest.iter().chain(&frame.most_loved).all(|tile| tile.price.from.currency == usd));

        own(&shop, &slug, "").await;
        assert!(cheapest_first(&dollars(&shop)).await.iter().all(|(_, price)| price.minor % 100 == 0));
        let version = sheet(&shop, "USD").await.unwrap().currency.version;
        write::remove(&shop, &manager(), ("USD", version)).await.unwrap();
        assert_eq!(cheapest_first(&dollars(&shop)).await, euros);
    })
    .await
    .unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn ranges_of_prices_are_cut_in_the_currency_that_is_shown() {
    for_each_database(async |database: Database| {
        let shop = filled(database).await;
        let yen = CurrencyForm {
            code: "JPY".to_owned(),
            rate: "160".to_owned(),
            rounding: "whole".to_owned(),
            open: true,
            ..CurrencyForm::default()
        };
        write::create(&shop, &manager(), &yen).await.unwrap();
        let there = shop.clone().in_currency(Some(code("JPY")));
        let list = read::category(&there, "kitchen", &ListQuery::default()).await.unwrap().list;
        let prices = list.facets.iter().find(|facet| facet.key == "price");
        for value in prices.into_iter().flat_map(|facet| &facet.values) {
            assert!(value.label.contains('¥') && !value.label.contains('€'), "{}", value.label);
            let mut query = ListQuery::default();
            query.facets.insert("price".to_owned(), vec![value.value.clone()]);
            let chosen = read::category(&there, "kitchen", &query).await.unwrap().list;
            assert_eq!((chosen.total, chosen.tiles.len()), (value.count, value.count as usize), "{}", value.label);
        }
    })
    .await
    .unwrap();
}
