//! Invoices and credit notes: numbered without a gap, once for each order and refund, frozen.

use std::sync::Arc;

use domain::{
    document::{Document, DocumentKind, cross_industry_invoice},
    kernel::{OrderId, RefundId},
    refund::RefundWish,
};
use services::{
    db::{Database, DatabaseError},
    document::{DocumentError, issue_credit_note, issue_invoice, issue_missing, read},
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
            tokio::spawn(async move { issue_invoice(&shop, &manager(), order).await.is_ok() })
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
        let (_, rival) = paid(&world).await;
        // A number that somebody else has taken behind our back: the transaction is undone with its sequence.
        world
            .run(&format!(
                "INSERT INTO document (id, kind, sequence, number, order_id, total, currency, content, issued_at)
                 VALUES (1, 'invoice', 900, 'INV-00001', {}, 1, 'EUR', '{{}}', 1)",
                rival.0
            ))
            .await;
        let refused = issue_invoice(&world.shop, &manager(), first).await;
        assert!(matches!(refused, Err(DocumentError::Database(_))), "loud, not as if it was issued: {refused:?}");
        assert_eq!(world.number("SELECT COUNT(*) FROM series WHERE name = 'invoice'").await, 0);
        let mut settings: ShopSettings = (*world.shop.settings).clone();
        settings.invoice_prefix = "R-".to_owned();
        let other = testing::with_parts(&world.shop, |parts| parts.settings = Arc::new(settings));
        let issued = issue_invoice(&other, &manager(), second).await.unwrap();
        assert_eq!(read::by_id(&other, issued).await.unwrap().number, "R-00001", "no number was lost");
    })
    .await
    .unwrap();
}

async fn refunded(world: &World, order: OrderId, wish: RefundWish) -> RefundId {
    let version = order::admin::detail(&world.shop, order).await.unwrap().version;
    let wanted = RequestRefund { order, version, wish, restock: false, reason: "Chipped".to_owned() };
    let refund = request(&world.shop, &manager(), wanted).await.unwrap();
    world.give_back().await;
    refund
}

#[tokio::test(flavor = "multi_thread")]
async fn refunds_of_the_delivery_alone_of_an_item_and_of_a_sum_besides_add_up_to_the_invoice() {
    for_each_database(async |database: Database| {
        let world = World::open(database, 10, 10).await;
        let number = world.order(&[("mug", 2)], "test").await;
        world.provider.set(&number, AGREED);
        confirm(&world.shop, TEST, &world.reference(&number)).await.unwrap();
        let order = order_id(&world, &number).await;
        let agreed = order::admin::detail(&world.shop, order).await.unwrap().order;
        let mug = agreed.lines[0].id;
        let delivery = RefundWish { shipping: agreed.totals.shipping.minor, ..RefundWish::default() };
        let item = RefundWish { lines: vec![(mug, 1)], besides: 500, ..RefundWish::default() };
        let rest = RefundWish { besides: 2_400 - 500, ..RefundWish::default() };
        let mut notes = Vec::new();
        for wish in [delivery, item, rest] {
            let note =
                issue_credit_note(&world.shop, &manager(), refunded(&world, order, wish).await).await.unwrap().unwrap();
            notes.push(read::by_id(&world.shop, note).await.unwrap());
        }
        let shown = |note: &Document| -> Vec<(String, i64, i64)> {
            note.lines.iter().map(|line| (line.title.clone(), line.quantity, line.gross.minor)).collect()
        };
        assert_eq!(shown(&notes[0]), [(agreed.shipping_name.clone(), 1, agreed.totals.shipping.minor)]);
        assert_eq!(shown(&notes[1]), [("A mug".to_owned(), 1, 2_400), ("A mug".to_owned(), 0, 500)]);
        assert_eq!(notes.iter().map(|note| note.total.minor).sum::<i64>(), agreed.totals.total.minor);
        world.assert_invariants().await;
    })
    .await
    .unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_shop_that_says_later_who_sells_makes_up_for_the_invoice_and_for_the_credit_notes() {
    for_each_database(async |database: Database| {
        let mut world = World::open(database, 10, 10).await;
        let told = world.shop.clone();
        let mut settings: ShopSettings = (*told.settings).clone();
        settings.seller = None;
        world.shop = testing::with_parts(&told, |parts| parts.settings = Arc::new(settings));
        let (_, order) = paid(&world).await;
        let shipping = RefundWish { shipping: 100, ..RefundWish::default() };
        refunded(&world, order, shipping.clone()).await;
        refunded(&world, order, shipping).await;
        world.documents().await;
        assert_eq!(world.number("SELECT COUNT(*) FROM document").await, 0);
        for _ in 0..2 {
            issue_missing(&told, &manager(), order).await.unwrap();
            assert_eq!(numbers(&world, DocumentKind::Invoice).await, (1, 1, 1));
            assert_eq!(numbers(&world, DocumentKind::CreditNote).await, (2, 2, 2));
        }
        let history = order::admin::detail(&told, order).await.unwrap().timeline;
        let issued: Vec<(&str, &str)> = history
            .iter()
            .filter(|event| event.text.ends_with("issued"))
            .map(|event| (event.text.as_str(), event.actor.as_str()))
            .collect();
        let words = ["Credit note CN-00002 issued", "Credit note CN-00001 issued", "Invoice INV-00001 issued"];
        assert_eq!(issued, words.map(|text| (text, "Maren")));
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
        assert!(
            matches!(issue_credit_note(&world.shop, &manager(), refund).await, Err(DocumentError::NotFound)),
            "not done yet"
        );
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
        assert!(matches!(issue_invoice(&shop, &manager(), later).await, Err(DocumentError::NoSeller)));
    })
    .await
    .unwrap();
}
