//! Payouts: each line beside the payment or refund that it is, fees in the books once, and nothing half taken.

use domain::{
    kernel::Money,
    payout::view::{PayoutSheet, ReportOutcome, Standing},
    refund::RefundWish,
};
use services::{
    db::Database,
    order,
    payout::{PayoutError, read, write::take},
    testing::for_each_database,
};

use crate::{
    catalog::manager,
    payment::{AGREED, TEST, order_id},
    refund::ask,
    selling::World,
};

const HEAD: &str = "automatic_payout_id,automatic_payout_effective_at_utc,balance_transaction_id,currency,gross,fee,net,\
                    reporting_category,source_id,description\n";

async fn paid(world: &World, sku: &str) -> String {
    let number = world.order(&[(sku, 1)], "test").await;
    world.provider.set(&number, AGREED);
    services::payment::write::confirm(&world.shop, TEST, &world.reference(&number)).await.unwrap();
    number
}

async fn total(world: &World, number: &str) -> i64 {
    world.number(&format!("SELECT total FROM orders WHERE number = '{number}'")).await
}

fn decimal(minor: i64) -> String {
    Money::new(minor, domain::kernel::Currency::EUR).decimal()
}

/// A line of a report.
fn row(txn: &str, gross: i64, fee: i64, category: &str, source: &str, words: &str) -> String {
    let (gross, fee, net) = (decimal(gross), decimal(fee), decimal(gross - fee));
    format!("po_1,2026-11-20 00:00:00,{txn},eur,{gross},{fee},{net},{category},{source},{words}\n")
}

async fn account(world: &World, key: &str) -> i64 {
    let sum = "SELECT CAST(COALESCE(SUM(amount), 0) AS BIGINT) FROM ledger_entry WHERE account";
    world.number(&format!("{sum} = '{key}'")).await
}

async fn only(world: &World) -> PayoutSheet {
    let rows = read::list(&world.shop, None).await.unwrap().rows;
    assert_eq!(rows.len(), 1);
    read::sheet(&world.shop, rows[0].id).await.unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_payout_finds_its_payments_by_name_and_number_and_posts_its_fees_once() {
    for_each_database(async |database: Database| {
        let world = World::open(database, 10, 10).await;
        let (first, second) = (paid(&world, "mug").await, paid(&world, "tin").await);
        let (one, two) = (total(&world, &first).await, total(&world, &second).await);
        let before = account(&world, "clearing:test").await;
        let report = [
            HEAD.to_owned(),
            row("txn_1", one, 67, "charge", &world.reference(&first), ""),
            row("txn_2", two - 100, 45, "charge", "ch_2", &format!("Order {second}")),
            row("txn_3", 999, 30, "charge", "ch_3", "Order M-9999"),
            row("txn_4", -200, 0, "fee", "", "Radar"),
            row("txn_5", one, 0, "charge", "ch_5", &format!("Order {first}")),
        ]
        .concat();
        assert_eq!(take(&world.shop, &manager(), &report).await.unwrap(), ReportOutcome::Taken { new: 1, known: 0 });
        let sheet = only(&world).await;
        let told: Vec<(&str, Standing)> =
            sheet.lines.iter().map(|line| (line.reference.as_str(), line.standing)).collect();
        assert_eq!(
            told,
            [
                ("txn_2", Standing::Differs),
                ("txn_3", Standing::Unknown),
                ("txn_5", Standing::Unknown),
                ("txn_1", Standing::Agrees),
                ("txn_4", Standing::Own)
            ],
            "what somebody should look at comes first, and a payment is paid out once"
        );
        assert_eq!(sheet.lines[0].order.as_ref().map(|order| order.1.clone()), Some(second));
        assert_eq!(sheet.lines[0].ours.map(|ours| ours.minor), Some(two));
        let gross = one + two - 100 + 999 + one;
        let fees = 67 + 45 + 30 + 200;
        assert_eq!((sheet.payout.gross.minor, sheet.payout.fees.minor), (gross, fees));
        assert_eq!((sheet.payout.net.minor, sheet.payout.open), (gross - fees, 3));
        assert_eq!((account(&world, "fees").await, account(&world, "bank").await), (fees, gross - fees));
        assert_eq!(
            account(&world, "clearing:test").await,
            before - gross,
            "what is left there was not paid out, or never came"
        );
        assert_eq!(take(&world.shop, &manager(), &report).await.unwrap(), ReportOutcome::Taken { new: 0, known: 1 });
        assert_eq!(account(&world, "fees").await, fees, "a report that is brought again posts nothing");
        world.assert_invariants().await;
    })
    .await
    .unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_refund_is_found_by_the_providers_name_for_it() {
    for_each_database(async |database: Database| {
        let world = World::open(database, 10, 10).await;
        let number = paid(&world, "mug").await;
        let order = order_id(&world, &number).await;
        let detail = order::admin::detail(&world.shop, order).await.unwrap();
        let wish = RefundWish { lines: vec![(detail.order.lines[0].id, 1)], ..RefundWish::default() };
        ask(&world, order, wish, false).await.unwrap();
        world.give_back().await;
        let name = world.text("SELECT provider_reference FROM refund WHERE state = 'done'").await;
        let amount = world.number("SELECT amount FROM refund").await;
        let report = [HEAD.to_owned(), row("txn_1", -amount, 0, "refund", &name, "")].concat();
        take(&world.shop, &manager(), &report).await.unwrap();
        let sheet = only(&world).await;
        assert_eq!((sheet.lines[0].standing, sheet.payout.net.minor), (Standing::Agrees, -amount));
        assert_eq!(account(&world, "bank").await, -amount, "the bank pays what is more than the takings");
        world.assert_invariants().await;
    })
    .await
    .unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_report_with_one_broken_line_is_refused_by_its_number_and_nothing_is_taken() {
    for_each_database(async |database: Database| {
        let world = World::open(database, 10, 10).await;
        let broken = [
            HEAD.to_owned(),
            row("txn_1", 100, 1, "charge", "ch_1", ""),
            "po_1,,txn_2,eur,1,0,2,charge,,\n".to_owned(),
        ];
        let lines = |refused: Result<ReportOutcome, PayoutError>| match refused {
            Err(PayoutError::Report(problems)) => {
                problems.into_iter().map(|problem| problem.line).collect::<Vec<u64>>()
            }
            other => panic!("{other:?}"),
        };
        assert_eq!(lines(take(&world.shop, &manager(), &broken.concat()).await), [3]);
        let mixed = [
            HEAD.to_owned(),
            row("txn_1", 100, 1, "charge", "", ""),
            row("txn_2", 1, 0, "charge", "", "").replace("eur", "usd"),
        ];
        assert_eq!(lines(take(&world.shop, &manager(), &mixed.concat()).await), [1], "two currencies in one payout");
        for nothing in ["", " \n", "a,b\n1,2\n", "\u{0}\u{1}"] {
            assert_eq!(lines(take(&world.shop, &manager(), nothing).await), [1], "{nothing:?}");
        }
        assert_eq!(read::list(&world.shop, None).await.unwrap().rows, []);
        assert_eq!(world.number("SELECT COUNT(*) FROM ledger_transaction").await, 0);
    })
    .await
    .unwrap();
}
