//! The books: every movement of money once, balanced, and never changed.

use std::time::Duration;

use domain::kernel::Money;
use services::{
    db::{Database, DatabaseError},
    ledger, order,
    payment::write::confirm,
    testing::for_each_database,
};

use crate::{
    catalog::manager,
    payment::{AGREED, TEST, order_id},
    selling::World,
};

/// What an account holds.
async fn balance(world: &World, account: &str) -> i64 {
    let sum = format!("SELECT CAST(COALESCE(SUM(amount), 0) AS BIGINT) FROM ledger_entry WHERE account = '{account}'");
    world.number(&sum).await
}

#[tokio::test(flavor = "multi_thread")]
async fn i07_a_paid_order_is_revenue_delivery_and_tax_in_the_books_once() {
    for_each_database(async |database: Database| {
        let world = World::open(database, 10, 10).await;
        let number = world.order(&[("mug", 2), ("tin", 1)], "test").await;
        assert_eq!(world.number("SELECT COUNT(*) FROM ledger_transaction").await, 0, "nothing was paid yet");
        world.provider.set(&number, AGREED);
        for _ in 0..3 {
            confirm(&world.shop, TEST, &world.reference(&number)).await.unwrap();
        }
        assert_eq!(world.number("SELECT COUNT(*) FROM ledger_transaction").await, 1);
        let (total, tax) =
            (world.number("SELECT total FROM orders").await, world.number("SELECT tax FROM orders").await);
        assert_eq!(
            (balance(&world, "clearing:test").await, balance(&world, "vat_payable:DE:1900").await),
            (total, -tax)
        );
        let earned = balance(&world, "revenue").await + balance(&world, "shipping").await;
        assert_eq!(earned, tax - total);
        let transfer = world.order(&[("mug", 1)], "transfer").await;
        let transfer = order_id(&world, &transfer).await;
        order::admin::confirm_by_hand(&world.shop, &manager(), transfer).await.unwrap();
        assert_eq!(balance(&world, "clearing:transfer").await, 2_890);
        world.assert_invariants().await;
    })
    .await
    .unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn money_that_is_not_what_was_agreed_is_owed_back_from_the_first_moment() {
    for_each_database(async |database: Database| {
        let world = World::open(database, 10, 10).await;
        let number = world.order(&[("mug", 1)], "test").await;
        world.provider.set(&number, AGREED);
        world.provider.set_amount(&number, Money::new(999, domain::kernel::Currency::EUR));
        confirm(&world.shop, TEST, &world.reference(&number)).await.unwrap();
        assert_eq!((balance(&world, "owed_to_customers").await, balance(&world, "revenue").await), (-999, 0));
        let order = order_id(&world, &number).await;
        order::admin::cancel(&world.shop, &manager(), order).await.unwrap();
        world.give_back().await;
        assert_eq!((balance(&world, "owed_to_customers").await, balance(&world, "clearing:test").await), (0, 0));
        world.assert_invariants().await;
    })
    .await
    .unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn the_database_itself_refuses_to_change_or_delete_what_is_in_the_books() {
    for_each_database(async |database: Database| {
        let world = World::open(database, 10, 10).await;
        let number = world.order(&[("mug", 1)], "test").await;
        world.provider.set(&number, AGREED);
        confirm(&world.shop, TEST, &world.reference(&number)).await.unwrap();
        for statement in [
            "UPDATE ledger_entry SET amount = amount + 1",
            "DELETE FROM ledger_entry",
            "UPDATE ledger_transaction SET event = 'x'",
            "DELETE FROM ledger_transaction",
        ] {
            let tried = world.shop.database.write(move |tx| {
                Box::pin(async move {
                    sqlx::query(statement).execute(tx.connection()).await?;
                    Ok::<_, DatabaseError>(())
                })
            });
            assert!(tried.await.is_err(), "{statement}");
        }
        world.assert_invariants().await;
    })
    .await
    .unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_paid_before_there_were_books_is_taken_in_once() {
    for_each_database(async |database: Database| {
        let world = World::open(database, 200, 10).await;
        let number = world.order(&[("mug", 1)], "test").await;
        // As an older program left them: paid, and in no books.
        let orders = "INSERT INTO orders (id, number, token_hash, customer_id, state, email, full_name, street, postcode, town,
            country, shipping_code, shipping_name, arrives_from, arrives_to, currency, goods, shipping, tax, taxes, total,
            item_count, placed_at)
            SELECT o.id + 1, 'old', 'old', o.customer_id, 'completed', o.email, o.full_name, o.street, o.postcode, o.town,
            o.country, o.shipping_code, o.shipping_name, 1, 1, o.currency, o.goods, o.shipping, o.tax, o.taxes, o.total, 1, 1
            FROM orders o";
        let lines = "INSERT INTO order_line (id, order_id, position, title, variant_title, sku, quantity, unit_price, line_total, tax_rate)
            SELECT l.id + 1, l.order_id + 1, 1, l.title, '', l.sku, l.quantity, l.unit_price, l.line_total, l.tax_rate FROM order_line l";
        let payment = "INSERT INTO payment (id, order_id, method, state, amount, captured, currency, reference, created_at, updated_at)
            SELECT p.id + 1, p.order_id + 1, 'transfer', 'captured', p.amount, p.amount, p.currency, 'old', 1, 1 FROM payment p";
        let history = "INSERT INTO order_event (id, order_id, sequence, kind, text, actor, created_at)
            SELECT 1, id, 1, 'placed', '', '', 1 FROM orders WHERE number = 'old'
            UNION ALL SELECT 2, id, 2, 'paid', '', '', 1 FROM orders WHERE number = 'old'
            UNION ALL SELECT 3, id, 3, 'sent', '', '', 1 FROM orders WHERE number = 'old'";
        for statement in [orders, lines, payment, history] {
            world.run(statement).await;
        }
        world.provider.set(&number, AGREED);
        confirm(&world.shop, TEST, &world.reference(&number)).await.unwrap();
        assert_eq!(ledger::job::catch_up(&world.shop, Duration::ZERO).await.unwrap(), 1);
        assert_eq!(ledger::job::catch_up(&world.shop, Duration::ZERO).await.unwrap(), 0);
        assert_eq!((balance(&world, "clearing:transfer").await, balance(&world, "clearing:test").await), (2_890, 2_890));
        world.assert_invariants().await;
    })
    .await
    .unwrap();
}
