//! Rates were kept in basis points before they were kept in millionths: what was written then is what it was.

use domain::{kernel::TaxRateId, refund::RefundWish, tax::TaxTable};
use services::{
    db::{Database, DatabaseError},
    order,
    payment::write::confirm,
    refund::write::{RequestRefund, request as request_refund},
    tax::job,
    testing::{self, StoppedClock, for_each_database, for_each_database_after},
};
use sqlx::Row as _;

use crate::{
    catalog::manager,
    payment::{AGREED, TEST, order_id},
    selling::{MONDAY, World},
};

/// The last step by which rates are in basis points.
const BASIS_POINTS: i64 = 220;

/// A rate that a manager had made, and an order with one line at 19 and one at 12.05 percent.
const BEFORE: [&str; 4] = [
    "INSERT INTO tax_rate (id, version, class, country, region, postcodes, rate, valid_from, valid_until, updated_at)
        VALUES (900, 4, 'reduced', 'DE', 'Helgoland', '27498', 1205, 20000, 20500, 7)",
    "INSERT INTO customer (id, email, created_at) VALUES (1, 'a@b.de', 0)",
    "INSERT INTO orders (id, number, token_hash, customer_id, state, email, full_name, street, postcode, town, country,
            shipping_code, shipping_name, arrives_from, arrives_to, currency, goods, shipping, tax, taxes, total, item_count, placed_at)
        VALUES (1, 'M-1', 'x', 1, 'confirmed', 'a@b.de', 'A', 'B', '1', 'C', 'DE', 'parcel', 'Parcel', 1, 2, 'EUR', 300, 0, 0,
            '[]', 300, 3, 0)",
    "INSERT INTO order_line (id, order_id, position, title, variant_title, sku, quantity, unit_price, line_total, tax_rate)
        VALUES (1, 1, 0, 'Mug', '', 'mug', 1, 100, 100, 1900), (2, 1, 1, 'Tin', '', 'tin', 1, 100, 100, 1205),
            (3, 1, 2, 'Card', '', 'card', 1, 100, 100, 0)",
];

#[tokio::test(flavor = "multi_thread")]
async fn rates_of_before_are_the_same_percentages_afterwards() {
    for_each_database_after(BASIS_POINTS, async |database: Database| {
        let shop = testing::shop(database, std::sync::Arc::new(StoppedClock::at(MONDAY)));
        for statement in BEFORE {
            let insert = shop.database.write(move |tx| {
                Box::pin(async move {
                    sqlx::query(statement).execute(tx.connection()).await?;
                    Ok::<_, DatabaseError>(())
                })
            });
            insert.await.unwrap();
        }
        assert!(shop.database.migrate().await.unwrap() > 0);
        job::renew(&shop).await.unwrap();
        let rates = shop.taxes.now().rates.clone();
        let (own, started): (Vec<_>, Vec<_>) = rates.into_iter().partition(|rate| rate.id == TaxRateId(900));
        assert_eq!(started, TaxTable::default().rates);
        let told = (own[0].rate.to_string(), own[0].version, own[0].region.as_str(), own[0].postcodes.concat());
        assert_eq!(told, ("12.05".to_owned(), 4, "Helgoland", "27498".to_owned()));
        assert_eq!((own[0].from.days(), own[0].until.map(|day| day.days())), (20_000, Some(20_500)));
        let lines = sqlx::query("SELECT tax_rate FROM order_line ORDER BY id").fetch_all(shop.database.reader()).await;
        let lines: Vec<i64> = lines.unwrap().iter().map(|row| row.get(0)).collect();
        assert_eq!(lines, [190_000, 120_500, 0]);
    })
    .await
    .unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn an_order_whose_taxes_were_written_in_basis_points_is_paid_billed_and_paid_back() {
    for_each_database(async |database: Database| {
        let world = World::open(database, 10, 10).await;
        let number = world.order(&[("mug", 2)], "test").await;
        let taxes = world.text("SELECT taxes FROM orders").await;
        assert!(taxes.contains(r#""rate":"19""#), "{taxes}");
        world.run(r#"UPDATE orders SET taxes = REPLACE(taxes, '"rate":"19"', '"rate":1900')"#).await;
        assert!(world.text("SELECT taxes FROM orders").await.contains(r#""rate":1900"#));
        world.provider.set(&number, AGREED);
        confirm(&world.shop, TEST, &world.reference(&number)).await.unwrap();
        world.documents().await;
        let order = order_id(&world, &number).await;
        for quantity in [1, 1] {
            let detail = order::admin::detail(&world.shop, order).await.unwrap();
            assert_eq!(detail.order.totals.taxes[0].rate.to_string(), "19");
            let lines = vec![(detail.order.lines[0].id, quantity)];
            let wish = RefundWish { lines, shipping: 0, besides: 0 };
            let wanted = RequestRefund { order, version: detail.version, wish, restock: true, reason: String::new() };
            request_refund(&world.shop, &manager(), wanted).await.unwrap();
            world.give_back().await;
            world.documents().await;
            world.run(r#"UPDATE refund SET rates = REPLACE(rates, '"rate":"19"', '"rate":1900')"#).await;
        }
        assert_eq!(world.number("SELECT COUNT(*) FROM document").await, 3);
        let vat = "SELECT COUNT(DISTINCT account) FROM ledger_entry WHERE account LIKE 'vat_payable:%'";
        assert_eq!(world.number(vat).await, 1, "its tax is on the account of before");
        world.assert_invariants().await;
    })
    .await
    .unwrap();
}
