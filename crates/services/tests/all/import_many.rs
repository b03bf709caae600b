//! Products of very many variants.

use std::{fmt::Write as _, time::Instant};

use domain::importer::report::ImportReport;
use services::{
    Shop,
    catalog::read::{self, ProductRead},
    db::Database,
    importer::{self, Pictures},
    testing::for_each_database,
};
use sqlx::Row as _;

use crate::importer::{file, request, shop};

const HEADER: &str = "Handle,Title,Published,Option1 Name,Option1 Value,Option2 Name,Option2 Value,Option3 Name,Option3 Value,\
Variant SKU,Variant Inventory Tracker,Variant Inventory Qty,Variant Price\n";

/// Rows of a product with three options and so many variants.
fn product(handle: &str, count: usize, price: &str) -> String {
    let mut text = String::new();
    for number in 0..count {
        let (size, colour, length) = (number / 100, number / 10 % 10, number % 10);
        let title = if number == 0 { handle } else { "" };
        writeln!(
            text,
            "{handle},{title},true,Size,Size {size},Colour,Colour {colour},Length,{length} cm,{handle}-{number},shopify,3,{price}"
        )
        .unwrap();
    }
    text
}

async fn import(shop: &Shop, text: &str) -> ImportReport {
    let file = file(text);
    importer::run(shop, &request(file.path().to_owned(), Pictures::None), |_| {}).await.unwrap()
}

async fn number(shop: &Shop, statement: &'static str) -> i64 {
    sqlx::query(statement).fetch_one(shop.database.reader()).await.unwrap().get(0)
}

#[tokio::test(flavor = "multi_thread")]
async fn a_product_of_2_000_variants_comes_in_and_its_page_answers() {
    for_each_database(async |database: Database| {
        let shop = shop(database);
        let text = format!("{HEADER}{}", product("big", 2_000, "10.00"));
        let began = Instant::now();
        let report = import(&shop, &text).await;
        assert_eq!((report.products_new, report.variants, report.failed.as_slice()), (1, 2_000, &[][..]));
        let took = began.elapsed();
        let again = import(&shop, &text).await;
        assert_eq!((again.products_unchanged, again.products_changed), (1, 0));
        let began = Instant::now();
        let ProductRead::Found(page) = read::product(&shop, "big").await.unwrap() else {
            panic!("the page is not there")
        };
        let (answered, size) = (began.elapsed(), serde_json::to_vec(&*page).unwrap().len());
        println!("import {took:?}, page {answered:?}, {size} bytes");
        assert_eq!(page.variants.len(), 2_000);
        assert!(size < 1_000_000, "{size} bytes");
        assert!(answered.as_secs() < 5, "{answered:?}");
        let changed = import(&shop, &format!("{HEADER}{}", product("big", 2_000, "11.00"))).await;
        assert_eq!((changed.products_changed, changed.failed.len(), changed.warnings.len()), (1, 0, 0));
        assert_eq!(number(&shop, "SELECT COUNT(*) FROM variant WHERE active = 1 AND price = 1100").await, 2_000);
    })
    .await
    .unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_product_of_2_001_variants_is_refused_alone() {
    for_each_database(async |database: Database| {
        let shop = shop(database);
        let (small, big) = (product("small", 2, "5.00"), product("big", 2_001, "10.00"));
        let after = product("after", 1, "5.00");
        let report = import(&shop, &format!("{HEADER}{small}{big}{after}")).await;
        assert_eq!(report.products_new, 2);
        let told: Vec<(u64, &str)> = report.failed.iter().map(|row| (row.line, row.value.as_str())).collect();
        assert_eq!(told, [(4, "big")]);
        assert!(report.failed[0].reason.contains("2001 variants"), "{}", report.failed[0].reason);
        assert_eq!(number(&shop, "SELECT COUNT(*) FROM variant").await, 3);
    })
    .await
    .unwrap();
}
