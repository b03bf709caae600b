//! What must be true after any crash: a shop that is well breaks no rule, and every rule finds the row that was broken on purpose.

use services::{
    account::Actor,
    db::{Database, Engine},
    maintenance::invariant::{self, Strictness},
    order,
    payment::write,
    testing::for_each_database,
};
use sqlx::{AnyConnection, Connection as _, Row as _};

use crate::{
    payment::{AGREED, TEST, order_id},
    selling::World,
};

/// PostgreSQL keeps its rules always: to break a row they have to go.
const DROP_RULES: &str = "DO $$ DECLARE found record; BEGIN
    FOR found IN SELECT conrelid::regclass AS place, conname AS name FROM pg_constraint
        WHERE contype IN ('c', 'f') AND connamespace = 'public'::regnamespace
    LOOP EXECUTE format('ALTER TABLE %s DROP CONSTRAINT %I', found.place, found.name); END LOOP; END $$";

/// A shop with an order that is paid, one that waits for a transfer and one that was cancelled; the provider's log knows the first.
async fn shop(database: Database) -> (World, String, String) {
    let world = World::open(database, 10, 10).await;
    let paid = world.order(&[("mug", 2)], "test").await;
    world.provider.set(&paid, AGREED);
    let reference = world.reference(&paid);
    write::confirm(&world.shop, TEST, &reference).await.unwrap();
    let waiting = world.order(&[("tin", 1)], "transfer").await;
    let cancelled = world.order(&[("mug", 1)], "test").await;
    order::admin::cancel(&world.shop, &Actor::system("test"), order_id(&world, &cancelled).await).await.unwrap();
    let total = world.number(&format!("SELECT total FROM orders WHERE number = '{paid}'")).await;
    world
        .run(&format!(
            "INSERT INTO test_provider_payment (reference, idempotency_key, order_number, amount, currency, state, return_to, created_at)
             VALUES ('{reference}', 'key', '{paid}', {total}, 'EUR', 'captured', '/', 1)"
        ))
        .await;
    world
        .run(&format!(
            "INSERT INTO test_provider_entry (reference, sequence, kind, amount, currency, created_at)
             VALUES ('{reference}', 1, 'captured', {total}, 'EUR', 1)"
        ))
        .await;
    world.mails().await;
    world.documents().await;
    (world, paid, waiting)
}

/// The numbers of the rules that are broken.
async fn broken(world: &World, strictness: Strictness) -> Vec<&'static str> {
    let all = invariant::check_all(&world.shop.database, world.shop.clock.now(), strictness).await.unwrap();
    all.iter().filter(|checked| checked.broken > 0).map(|checked| checked.invariant.id).collect()
}

/// Somebody who is bound by no rule of the database.
enum Saboteur<'a> {
    Sqlite(AnyConnection),
    Postgres(&'a World),
}

impl<'a> Saboteur<'a> {
    async fn enter(world: &'a World) -> Self {
        let database = &world.shop.database;
        let saboteur = match database.engine() {
            Engine::Sqlite => {
                let row = sqlx::query("SELECT file FROM pragma_database_list").fetch_one(database.reader()).await;
                let file: String = row.unwrap().get(0);
                let mut connection = AnyConnection::connect(&format!("sqlite://{file}")).await.unwrap();
                let free = sqlx::raw_sql("PRAGMA foreign_keys = OFF; PRAGMA ignore_check_constraints = ON");
                free.execute(&mut connection).await.unwrap();
                Self::Sqlite(connection)
            }
            Engine::Postgres => {
                world.run(DROP_RULES).await;
                Self::Postgres(world)
            }
        };
        world.run("DROP INDEX orders_cart_unique").await;
        saboteur
    }

    async fn run(&mut self, statement: &str) {
        match self {
            Self::Sqlite(connection) => {
                sqlx::raw_sql(sqlx::AssertSqlSafe(statement.to_owned())).execute(connection).await.unwrap();
            }
            Self::Postgres(world) => world.run(statement).await,
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_shop_that_is_well_breaks_no_rule_even_when_nothing_may_be_under_way() {
    for_each_database(async |database: Database| {
        let (world, ..) = shop(database).await;
        world.clock.advance(1);
        assert_eq!(broken(&world, Strictness::Settled).await, Vec::<&str>::new());
    })
    .await
    .unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn every_rule_finds_the_row_that_was_broken_on_purpose() {
    for_each_database(async |database: Database| {
        let (world, paid, waiting) = shop(database).await;
        let (paid_id, waiting_id) = (order_id(&world, &paid).await, order_id(&world, &waiting).await);
        let cancelled_id = world.number("SELECT id FROM orders WHERE state = 'cancelled'").await;
        let reference = world.reference(&paid);
        let total = world.number(&format!("SELECT total FROM orders WHERE id = {paid_id}")).await;
        let cart = |order| format!("SELECT cart_id FROM orders WHERE id = {order}");
        let (paid_cart, waiting_cart) = (world.number(&cart(paid_id)).await, world.number(&cart(waiting_id)).await);
        let until = world.number(&format!("SELECT expires_at FROM reservation WHERE order_id = {waiting_id}")).await;
        let mail = format!("kind = 'mail' AND payload = '{{\"mail\":\"order_confirmed\",\"order\":{paid_id}}}'");
        let gone = mail.replace("kind = 'mail'", "kind = 'gone'");
        let entry = "INSERT INTO test_provider_entry (reference, sequence, kind, amount, currency, created_at) VALUES";
        let other_payment = "INSERT INTO test_provider_payment
            (reference, idempotency_key, order_number, amount, currency, state, return_to, created_at) VALUES";
        let document =
            "INSERT INTO document (id, kind, sequence, number, order_id, total, currency, content, issued_at) VALUES";
        let cases: Vec<(&[&str], Vec<String>, Vec<String>)> = vec![
            (
                &["I-01", "I-03", "I-04"],
                vec!["UPDATE stock SET on_hand = on_hand - 100 WHERE variant_id = 2".to_owned()],
                vec!["UPDATE stock SET on_hand = on_hand + 100 WHERE variant_id = 2".to_owned()],
            ),
            (
                &["I-02"],
                vec!["UPDATE stock SET reserved = reserved + 1 WHERE variant_id = 2".to_owned()],
                vec!["UPDATE stock SET reserved = reserved - 1 WHERE variant_id = 2".to_owned()],
            ),
            (
                &["I-03", "I-04"],
                vec!["UPDATE stock_move SET delta_on_hand = delta_on_hand + 1 WHERE id = 1".to_owned()],
                vec!["UPDATE stock_move SET delta_on_hand = delta_on_hand - 1 WHERE id = 1".to_owned()],
            ),
            (
                &["I-04"],
                vec![format!("UPDATE reservation SET state = 'released' WHERE order_id = {paid_id}")],
                vec![format!("UPDATE reservation SET state = 'committed' WHERE order_id = {paid_id}")],
            ),
            (
                &["I-06"],
                vec![
                    "INSERT INTO gift_card (id, code_hash, last_four, currency, balance, recipient_email, created_at)
                     VALUES (1, 'x', '1234', 'EUR', 100, 'a@example.org', 1)"
                        .to_owned(),
                ],
                vec!["DELETE FROM gift_card WHERE id = 1".to_owned()],
            ),
            (
                &["I-06"],
                vec![format!("UPDATE orders SET on_cards = 1 WHERE id = {paid_id}")],
                vec![format!("UPDATE orders SET on_cards = 0 WHERE id = {paid_id}")],
            ),
            (
                &["I-07"],
                vec![
                    "INSERT INTO ledger_transaction (id, event, currency, created_at) VALUES (1, 'x', 'EUR', 1)"
                        .to_owned(),
                ],
                vec![
                    "INSERT INTO ledger_entry (transaction_id, position, account, amount) VALUES (1, 1, 'x', 5)"
                        .to_owned(),
                    "INSERT INTO ledger_entry (transaction_id, position, account, amount) VALUES (1, 2, 'y', -5)"
                        .to_owned(),
                ],
            ),
            (
                &["I-08"],
                vec![format!("UPDATE orders SET total = total + 1 WHERE id = {waiting_id}")],
                vec![format!("UPDATE orders SET total = total - 1 WHERE id = {waiting_id}")],
            ),
            (
                &["I-09", "I-11"],
                vec![format!("UPDATE payment SET captured = captured - 1 WHERE order_id = {paid_id}")],
                vec![format!("UPDATE payment SET captured = captured + 1 WHERE order_id = {paid_id}")],
            ),
            (
                &["I-10"],
                vec![
                    format!("{other_payment} ('lost', 'other key', '{waiting}', 900, 'EUR', 'captured', '/', 1)"),
                    format!("{entry} ('lost', 1, 'captured', 900, 'EUR', 1)"),
                ],
                vec![
                    "DELETE FROM test_provider_entry WHERE reference = 'lost'".to_owned(),
                    "DELETE FROM test_provider_payment WHERE reference = 'lost'".to_owned(),
                ],
            ),
            (
                &["I-11"],
                vec![format!("DELETE FROM test_provider_entry WHERE reference = '{reference}'")],
                vec![format!("{entry} ('{reference}', 1, 'captured', {total}, 'EUR', 1)")],
            ),
            (
                &["I-12", "I-14"],
                vec![format!("UPDATE orders SET cart_id = {paid_cart} WHERE id = {waiting_id}")],
                vec![format!("UPDATE orders SET cart_id = {waiting_cart} WHERE id = {waiting_id}")],
            ),
            (
                &["I-13"],
                vec![format!("UPDATE payment SET refunded = 1 WHERE order_id = {paid_id}")],
                vec![format!("UPDATE payment SET refunded = 0 WHERE order_id = {paid_id}")],
            ),
            (
                &["I-14"],
                vec![format!("UPDATE idempotency SET answer = '1' WHERE answer = '{waiting_id}'")],
                vec![format!("UPDATE idempotency SET answer = '{waiting_id}' WHERE answer = '1'")],
            ),
            (
                &["I-16", "I-18", "I-21"],
                vec![format!(
                    "INSERT INTO order_event (id, order_id, sequence, kind, text, actor, created_at)
                     VALUES (1, {waiting_id}, 2, 'sent', '', '', {until})"
                )],
                vec!["DELETE FROM order_event WHERE id = 1".to_owned()],
            ),
            (
                &["I-17"],
                vec![format!("{document} (1, 'invoice', 3, 'b', {waiting_id}, 0, 'EUR', '', 1)")],
                vec![format!("{document} (2, 'invoice', 2, 'a', {cancelled_id}, 0, 'EUR', '', 1)")],
            ),
            (
                &["I-18"],
                vec![format!("UPDATE outbox SET kind = 'gone' WHERE {mail}")],
                vec![format!("UPDATE outbox SET kind = 'mail' WHERE {gone}")],
            ),
            (
                &["I-19"],
                vec![format!("UPDATE reservation SET expires_at = 1 WHERE order_id = {waiting_id}")],
                vec![format!("UPDATE reservation SET expires_at = {until} WHERE order_id = {waiting_id}")],
            ),
            (
                &["I-20"],
                vec![format!("UPDATE payment SET order_id = 1 WHERE order_id = {waiting_id}")],
                vec![format!("UPDATE payment SET order_id = {waiting_id} WHERE order_id = 1")],
            ),
            (
                &["I-21"],
                vec![format!("UPDATE orders SET state = 'needs_review' WHERE id = {waiting_id}")],
                vec![format!("UPDATE orders SET state = 'pending_payment' WHERE id = {waiting_id}")],
            ),
            (
                &["I-05"],
                vec![
                    "INSERT INTO coupon (id, code, kind, number, currency, most_uses, used, created_at, updated_at)
                     VALUES (1, 'LOST', 'percent', 10, 'EUR', 5, 3, 1, 1)"
                        .to_owned(),
                ],
                vec!["UPDATE coupon SET used = 0".to_owned()],
            ),
            (
                &["I-05"],
                vec![
                    format!(
                        "INSERT INTO coupon_use (id, coupon_id, order_id, customer_key, state, created_at)
                         VALUES (1, 1, {paid_id}, 'x', 'claimed', 1)"
                    ),
                    "UPDATE coupon SET used = 1, most_uses = 0".to_owned(),
                ],
                vec!["UPDATE coupon SET most_uses = 1".to_owned()],
            ),
            (
                &["I-05"],
                vec![format!("UPDATE coupon_use SET order_id = {cancelled_id}")],
                vec![format!("UPDATE coupon_use SET order_id = {paid_id}")],
            ),
            (
                &["I-05"],
                vec![format!("UPDATE orders SET coupon_code = 'LOST' WHERE id = {waiting_id}")],
                vec![format!("UPDATE orders SET coupon_code = '' WHERE id = {waiting_id}")],
            ),
            (
                &["I-22"],
                vec![
                    "INSERT INTO staff (id, email, full_name, role, active, created_at)
                     VALUES (1, 'gone@example.org', 'Gone', 'owner', 0, 1)"
                        .to_owned(),
                    "INSERT INTO staff_session (id, token_hash, staff_id, created_at, seen_at, expires_at)
                     VALUES (1, 'x', 1, 1, 1, 1)"
                        .to_owned(),
                ],
                vec!["DELETE FROM staff_session".to_owned(), "DELETE FROM staff".to_owned()],
            ),
            (
                &["I-23"],
                vec![format!(
                    "INSERT INTO test_provider_message (id, reference, created_at, delivered_at)
                     VALUES ('evt', '{reference}', 1, 2)"
                )],
                vec!["DELETE FROM test_provider_message".to_owned()],
            ),
            (
                &["I-24"],
                vec!["INSERT INTO outbox (id, kind, payload, created_at) VALUES (1, 'x', '{}', 1)".to_owned()],
                vec!["UPDATE outbox SET state = 'done' WHERE id = 1".to_owned()],
            ),
            (
                &["I-24"],
                vec!["UPDATE outbox SET state = 'dead', last_error = 'why' WHERE id = 1".to_owned()],
                vec!["DELETE FROM outbox WHERE id = 1".to_owned()],
            ),
            (
                &["I-25"],
                vec![
                    format!(
                        "INSERT INTO returns (id, order_id, sequence, form_key, kind, state, created_at, updated_at)
                         VALUES (1, {paid_id}, 1, 'k', 'return', 'requested', 1, 1)"
                    ),
                    format!(
                        "INSERT INTO return_line (return_id, order_line_id, quantity, unsent)
                         SELECT 1, id, 3, 3 FROM order_line WHERE order_id = {paid_id}"
                    ),
                ],
                vec!["UPDATE return_line SET quantity = 2, unsent = 2".to_owned()],
            ),
            (
                &["I-25"],
                vec!["UPDATE return_line SET unsent = 0".to_owned()],
                vec!["UPDATE return_line SET unsent = 2".to_owned()],
            ),
            (
                &["I-25"],
                vec![
                    "UPDATE returns SET state = 'closed'".to_owned(),
                    "UPDATE return_line SET accepted = 1".to_owned(),
                ],
                vec!["UPDATE return_line SET accepted = 0".to_owned()],
            ),
            (
                &["I-25"],
                vec![format!("UPDATE returns SET state = 'approved', order_id = {cancelled_id}")],
                vec![format!("UPDATE returns SET state = 'refused', order_id = {paid_id}")],
            ),
            (
                &["I-26"],
                vec![
                    "INSERT INTO purchase_order (id, number, state, currency, actor, created_at, updated_at)
                     VALUES (1, 'P-1', 'draft', 'EUR', 'x', 1, 1)"
                        .to_owned(),
                    "INSERT INTO purchase_line (id, purchase_order_id, variant_id, quantity, received)
                     VALUES (1, 1, 1, 5, 5)"
                        .to_owned(),
                ],
                vec!["DELETE FROM purchase_line".to_owned()],
            ),
            (
                &["I-27"],
                vec![
                    "INSERT INTO stock_count (id, scope, label, state, actor, created_at)
                     VALUES (1, 'all', 'Everything', 'finished', 'x', 1)"
                        .to_owned(),
                    "INSERT INTO stock_count_line (count_id, variant_id, location_id, counted, seen, counted_at)
                     VALUES (1, 1, 1, 3, 2, 1)"
                        .to_owned(),
                ],
                vec!["UPDATE stock_count SET state = 'open'".to_owned()],
            ),
            (
                &["I-28"],
                vec![
                    "INSERT INTO payout (id, provider, reference, currency, amount, actor, created_at)
                     VALUES (1, 'stripe', 'po_1', 'EUR', 100, 'x', 1)"
                        .to_owned(),
                ],
                vec!["DELETE FROM payout".to_owned()],
            ),
            (
                &["I-29", "I-31"],
                vec!["INSERT INTO backorder (variant_id, most, owed) VALUES (1, 5, 2)".to_owned()],
                vec!["UPDATE backorder SET owed = 0".to_owned()],
            ),
            (
                &["I-30", "I-31"],
                vec![
                    "UPDATE backorder SET owed = 2".to_owned(),
                    format!(
                        "INSERT INTO owed_item (id, order_id, variant_id, quantity, missing, state, expires_at, created_at)
                         VALUES (1, {cancelled_id}, 1, 2, 2, 'held', 1, 1)"
                    ),
                ],
                vec!["DELETE FROM owed_item".to_owned(), "UPDATE backorder SET owed = 0".to_owned()],
            ),
            (
                &["I-32"],
                vec![
                    "INSERT INTO stock_transfer (id, transfer_key, variant_id, from_location_id, to_location_id, quantity, actor, created_at)
                     VALUES (1, 'key', 1, 1, 1, 3, 'x', 1)"
                        .to_owned(),
                ],
                vec!["DELETE FROM stock_transfer".to_owned()],
            ),
            (
                &["I-33"],
                vec![format!(
                    "INSERT INTO draft (id, number, cart_id, currency, language, email, full_name, address, content, note, last_day, total,
                        actor, created_at, updated_at)
                     VALUES (1, 'D1', {waiting_cart}, 'EUR', 'en', '', '', '{{}}', '{{}}', '', 1, 1, 'x', 1, 1)"
                ), format!("UPDATE cart SET ordered_at = NULL WHERE id = {waiting_cart}")],
                vec![format!("UPDATE cart SET ordered_at = 1 WHERE id = {waiting_cart}"), "DELETE FROM draft".to_owned()],
            ),
            (
                &["I-18"],
                vec![format!("UPDATE returns SET kind = 'withdrawal', created_at = {until}")],
                vec!["UPDATE returns SET kind = 'return'".to_owned()],
            ),
        ];
        let mut saboteur = Saboteur::enter(&world).await;
        for (expected, breaking, repair) in &cases {
            for statement in breaking {
                saboteur.run(statement).await;
            }
            assert_eq!(broken(&world, Strictness::Open).await, *expected, "{breaking:?}");
            for statement in repair {
                saboteur.run(statement).await;
            }
            assert_eq!(broken(&world, Strictness::Open).await, Vec::<&str>::new(), "{repair:?}");
        }
        let shown: Vec<&str> = cases.iter().flat_map(|(expected, ..)| expected.iter().copied()).collect();
        for rule in &invariant::ALL {
            assert!(shown.contains(&rule.id), "{} is not shown to find anything", rule.id);
        }
    })
    .await
    .unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn stock_whose_time_ends_between_the_last_look_and_the_question_is_not_overdue() {
    for_each_database(async |database: Database| {
        let (world, _, waiting) = shop(database).await;
        let id = order_id(&world, &waiting).await;
        let now = world.shop.clock.now().0;
        for (ago, wanted) in [(0, vec![]), (9_000, vec![]), (11_000, vec!["I-19"])] {
            world.run(&format!("UPDATE reservation SET expires_at = {} WHERE order_id = {id}", now - ago)).await;
            assert_eq!(broken(&world, Strictness::Settled).await, wanted, "{ago} ms after its end");
        }
    })
    .await
    .unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_for_the_search_index_may_wait_until_the_shop_runs_but_not_for_ever() {
    for_each_database(async |database: Database| {
        let (world, ..) = shop(database).await;
        let now = world.shop.clock.now().0;
        let row = "INSERT INTO outbox (id, kind, payload, created_at) VALUES (1, 'search.index', '{}', 1)";
        world.run(row).await;
        for (ago, wanted) in [(60_000, vec![]), (3_700_000, vec!["I-24"])] {
            world.run(&format!("UPDATE outbox SET created_at = {} WHERE id = 1", now - ago)).await;
            assert_eq!(broken(&world, Strictness::Settled).await, wanted, "{ago} ms old");
        }
    })
    .await
    .unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn the_first_rows_that_break_a_rule_are_told_in_words_and_all_are_counted() {
    for_each_database(async |database: Database| {
        let (world, _, waiting) = shop(database).await;
        for number in 1..=30 {
            let row = format!("INSERT INTO outbox (id, kind, payload, created_at) VALUES ({number}, 'x', '{{}}', 1)");
            world.run(&row).await;
        }
        world.run(&format!("UPDATE orders SET item_count = 7 WHERE number = '{waiting}'")).await;
        let all = invariant::check_all(&world.shop.database, world.shop.clock.now(), Strictness::Open).await.unwrap();
        let checked = |id: &str| all.iter().find(|checked| checked.invariant.id == id).unwrap();
        assert_eq!((checked("I-24").broken, checked("I-24").rows.len()), (30, 20));
        let rows = &checked("I-08").rows;
        assert_eq!((rows.len(), rows[0].subject.as_str()), (1, format!("order {waiting}").as_str()));
    })
    .await
    .unwrap();
}
