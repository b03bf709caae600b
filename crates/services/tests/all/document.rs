//! Invoices and credit notes: numbered without a gap, once for each order and refund, frozen.

use std::sync::Arc;

use domain::{
    document::{DocumentKind, cross_industry_invoice},
    kernel::{OrderId, RefundId},
    refund::RefundWish,
};
use services::{
    db::{Database, DatabaseError},
    document::{DocumentError, issue_credit_note, issue_invoice, read},
    order,
    payment::write::confirm,
    refund::write::{RequestRefund, request},
    setting::ShopSettings,
    testing::{self, for_each_database},
};

use crate::{
    catalog::manager,
    payment::{AGREED, TEST, order_id, token},
    selling::World,
};

async fn paid(world: &World) -> (String, OrderId) {
    let number = world.order(&[("mug", 1)], "test").await;
    world.provider.set(&number, AGREED);
    confirm(&world.shop, TEST, &world.reference(&number)).await.unwrap();
    let order = order_id(world, &number).await;
    (number, order)
}

async fn numbers(world: &World, kind: DocumentKind) -> (i64, i64, i64) {
    let count = |column: &str| format!("SELECT {column} FROM document WHERE kind = '{}'", kind.key());
    (
        world.number(&count("COUNT(*)")).await,
        world.number(&count("COUNT(DISTINCT sequence)")).await,
        world.number(&count("COALESCE(MAX(sequence), 0)")).await,
    )
}

#[tokio::test(flavor = "multi_thread")]
async fn r31_two_hundred_invoices_issued_at_once_are_numbered_1_to_200_without_a_gap() {
    for_each_database(async |database: Database| {
        let world = World::open(database, 300, 10).await;
        let mut orders = Vec::new();
        for _ in 0..200 {
            orders.push(paid(&world).await.1);
        }
        // Everybody asks twice, and for orders that have none, too.
        let tasks = orders.iter().chain(&orders).chain([&OrderId(7); 20]).map(|order| {
            let (shop, order) = (world.shop.clone(), *order);
            tokio::spawn(async move { issue_invoice(&shop, order).await.is_ok() })
        });
        let mut issued = 0;
        for task in tasks.collect::<Vec<_>>() {
            issued += usize::from(task.await.unwrap());
        }
        assert_eq!((issued, numbers(&world, DocumentKind::Invoice).await), (400, (200, 200, 200)));
        world.assert_invariants().await;
    })
    .await
    .unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn r32_a_payment_never_waits_for_a_number_which_is_given_after_it() {
    for_each_database(async |database: Database| {
        let world = World::open(database, 10, 10).await;
        let (_, order) = paid(&world).await;
        assert_eq!(numbers(&world, DocumentKind::Invoice).await, (0, 0, 0), "paid, and no number taken");
        world.documents().await;
        world.documents().await;
        assert_eq!(numbers(&world, DocumentKind::Invoice).await, (1, 1, 1));
        let view = order::admin::detail(&world.shop, order).await.unwrap().order;
        assert_eq!((view.documents.len(), view.documents[0].number.as_str()), (1, "INV-00001"));
        world.assert_invariants().await;
    })
    .await
    .unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn r31_an_invoice_that_fails_gives_its_number_back() {
    for_each_database(async |database: Database| {
        let world = World::open(database, 10, 10).await;
        let (_, first) = paid(&world).await;
        let (_, second) = paid(&world).await;
        // A number that somebody else has taken behind our back: the transaction is undone with its sequence.
        let rival = "INSERT INTO document (id, kind, sequence, number, order_id, total, currency, content, issued_at)
            SELECT 1, 'invoice', 900, 'INV-00001', MAX(id), 1, 'EUR', '{}', 1 FROM orders";
        world.run(rival).await;
        assert!(issue_invoice(&world.shop, first).await.is_err());
        assert_eq!(world.number("SELECT COUNT(*) FROM series WHERE name = 'invoice'").await, 0);
        assert!(issue_invoice(&world.shop, second).await.is_ok(), "its order has that one already");
    })
    .await
    .unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_credit_note_says_what_went_back_of_which_invoice() {
    for_each_database(async |database: Database| {
        let world = World::open(database, 10, 10).await;
        let (number, order) = paid(&world).await;
        let detail = order::admin::detail(&world.shop, order).await.unwrap();
        let wish = RefundWish { lines: vec![(detail.order.lines[0].id, 1)], ..RefundWish::default() };
        let wanted =
            RequestRefund { order, version: detail.version, wish, restock: false, reason: "Chipped".to_owned() };
        let refund: RefundId = request(&world.shop, &manager(), wanted).await.unwrap();
        assert!(matches!(issue_credit_note(&world.shop, refund).await, Err(DocumentError::NotFound)), "not done yet");
        world.give_back().await;
        world.documents().await;
        let view = order::read::by_token(&world.shop, &token(&world, &number).await).await.unwrap();
        let listed: Vec<(DocumentKind, &str)> =
            view.documents.iter().map(|document| (document.kind, document.number.as_str())).collect();
        assert_eq!(listed, [(DocumentKind::Invoice, "INV-00001"), (DocumentKind::CreditNote, "CN-00001")]);
        let note = read::by_token(&world.shop, &token(&world, &number).await, "CN-00001").await.unwrap();
        assert_eq!((note.total.minor, note.reason.as_str()), (2_400, "Chipped"));
        assert_eq!(note.refers_to.clone().unwrap().0, "INV-00001");
        assert!(cross_industry_invoice(&note).unwrap().contains("<ram:TypeCode>381</ram:TypeCode>"));
        world.assert_invariants().await;
    })
    .await
    .unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn v02_a_document_opens_with_the_link_of_its_own_order_only() {
    for_each_database(async |database: Database| {
        let world = World::open(database, 10, 10).await;
        let (mine, _) = paid(&world).await;
        let (other, _) = paid(&world).await;
        world.documents().await;
        let (mine, other) = (token(&world, &mine).await, token(&world, &other).await);
        let view = order::read::by_token(&world.shop, &mine).await.unwrap();
        let number = view.documents[0].number.clone();
        assert!(read::by_token(&world.shop, &mine, &number).await.is_ok());
        for (token, number) in
            [(other.as_str(), number.as_str()), ("", &number), ("null", &number), (&mine, ""), (&mine, "'")]
        {
            assert!(matches!(read::by_token(&world.shop, token, number).await, Err(DocumentError::NotFound)));
        }
    })
    .await
    .unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_issued_stays_as_it_is_whatever_the_shop_changes() {
    for_each_database(async |database: Database| {
        let world = World::open(database, 10, 10).await;
        let (number, _) = paid(&world).await;
        world.documents().await;
        world.run("UPDATE product SET title = 'Something else'").await;
        let mut settings: ShopSettings = (*world.shop.settings).clone();
        settings.seller = None;
        let shop = testing::with_parts(&world.shop, |parts| parts.settings = Arc::new(settings));
        let read = read::by_token(&shop, &token(&world, &number).await, "INV-00001").await.unwrap();
        assert_eq!((read.lines[0].title.as_str(), read.seller.name.as_str()), ("A mug", "Marram GmbH"));
        for statement in ["UPDATE document SET content = '{}'", "DELETE FROM document"] {
            let tried = world.shop.database.write(move |tx| {
                Box::pin(async move {
                    sqlx::query(statement).execute(tx.connection()).await?;
                    Ok::<_, DatabaseError>(())
                })
            });
            assert!(tried.await.is_err(), "{statement}");
        }
        let (_, later) = paid(&world).await;
        assert!(matches!(issue_invoice(&shop, later).await, Err(DocumentError::NoSeller)));
    })
    .await
    .unwrap();
}
