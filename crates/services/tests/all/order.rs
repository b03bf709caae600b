//! The order's page, the order desk, mails.

use std::{
    sync::{
        Arc, Mutex,
        atomic::{AtomicU32, Ordering},
    },
    time::Duration,
};

use async_trait::async_trait;
use domain::{
    fulfilment::FulfilmentState,
    kernel::{OrderId, Timestamp},
    order::{OrderState, view::OrderTab},
    payment::{Observed, PaymentMethod},
};
use serde_json::{Value, json};
use services::{
    Shop,
    account::Actor,
    db::{Database, DatabaseError, outbox as rows},
    fulfilment::write::{SendOrder, send},
    order::{
        OrderError, OrderToken,
        admin::{self, OrderListQuery},
        mail::MailHandler,
        read,
    },
    outbox::{self, DeliveryError, Handler, Handlers},
    payment,
    testing::for_each_database,
};

use crate::{
    payment::{AGREED, TEST},
    selling::{MINUTE, World},
};

fn maren() -> Actor {
    Actor { staff: None, name: "Maren".to_owned() }
}

async fn id(world: &World, number: &str) -> OrderId {
    OrderId(world.number(&format!("SELECT id FROM orders WHERE number = '{number}'")).await)
}

async fn paid(world: &World, sku: &str) -> OrderId {
    let number = world.order(&[(sku, 1)], "test").await;
    world.provider.set(&number, Observed::Captured { as_agreed: true });
    payment::write::confirm(&world.shop, PaymentMethod::Test, &world.reference(&number)).await.unwrap();
    id(world, &number).await
}

fn parcel(order: OrderId, version: i64) -> SendOrder {
    SendOrder { order, version, carrier: "DHL".to_owned(), tracking_number: "00340434".to_owned(), items: Vec::new() }
}

#[tokio::test(flavor = "multi_thread")]
async fn v02_an_order_opens_only_with_its_own_link() {
    for_each_database(async |database: Database| {
        let world = World::open(database, 10, 10).await;
        let number = world.order(&[("mug", 2)], "transfer").await;
        let order = id(&world, &number).await;
        let path = OrderToken::of(&world.shop.settings.secret, order).path();
        let token = path.trim_start_matches("/orders/");
        let view = read::by_token(&world.shop, token).await.unwrap();
        assert_eq!((view.number.as_str(), view.lines.len(), view.totals.total.minor), (number.as_str(), 1, 5_290));
        assert_eq!(view.totals.taxes[0].tax.minor, 845);
        for wrong in
            ["", " ", "null", number.as_str(), &order.to_string(), &"0".repeat(32), &token.to_uppercase(), &token[1..]]
        {
            assert!(matches!(read::by_token(&world.shop, wrong).await, Err(OrderError::NotFound)), "{wrong}");
        }
        let stored = world.text("SELECT token_hash FROM orders").await;
        assert!(!stored.contains(token));
    })
    .await
    .unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_paid_order_is_sent_once_with_its_number_and_the_customer_is_told() {
    for_each_database(async |database: Database| {
        let world = World::open(database, 10, 10).await;
        let order = paid(&world, "mug").await;
        let seen = admin::detail(&world.shop, order).await.unwrap();
        assert_eq!((seen.customer_orders, seen.customer_spent.base.minor), (1, 2_890));
        assert_eq!(seen.last_carrier, "", "nothing was sent yet");
        let stale = send(&world.shop, &maren(), parcel(order, seen.version - 1)).await;
        assert!(matches!(stale, Err(OrderError::Conflict)));
        send(&world.shop, &maren(), parcel(order, seen.version)).await.unwrap();
        let again = send(&world.shop, &maren(), parcel(order, seen.version + 1)).await;
        assert!(matches!(again, Err(OrderError::Transition(_))));
        let detail = admin::detail(&world.shop, order).await.unwrap();
        assert_eq!(
            (detail.order.state, detail.order.fulfilment_state),
            (OrderState::Completed, FulfilmentState::Fulfilled)
        );
        assert_eq!(detail.order.parcels[0].tracking_number, "00340434");
        assert_eq!(detail.last_carrier, "DHL");
        assert_eq!(detail.timeline[0].text, "Sent with DHL, 00340434");
        assert_eq!(world.mails().await.len(), 2);
        let sent = world.mailbox.sent().into_iter().find(|mail| mail.subject.contains("on its way")).unwrap();
        assert!(sent.text.contains("Tracking number: 00340434"));
        world.assert_invariants().await;
    })
    .await
    .unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn an_order_that_is_not_paid_is_never_sent() {
    for_each_database(async |database: Database| {
        let world = World::open(database, 10, 10).await;
        let order = id(&world, &world.order(&[("mug", 1)], "transfer").await).await;
        let answer = send(&world.shop, &maren(), parcel(order, 1)).await;
        assert!(matches!(answer, Err(OrderError::Transition(_))));
        let bad = SendOrder { carrier: "a\r\nBcc: b".to_owned(), ..parcel(order, 1) };
        assert!(matches!(send(&world.shop, &maren(), bad).await, Err(OrderError::Text { .. })));
        assert_eq!(world.number("SELECT COUNT(*) FROM fulfilment").await, 0);
    })
    .await
    .unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn the_list_finds_orders_by_tab_number_name_and_address() {
    for_each_database(async |database: Database| {
        let world = World::open(database, 100, 10).await;
        let order = paid(&world, "mug").await;
        let unpaid = world.order(&[("tin", 1)], "transfer").await;
        let list = async |tab: OrderTab, text: &str| {
            let query = OrderListQuery { tab, text: text.to_owned(), after: None };
            let rows = admin::list(&world.shop, &query).await.unwrap();
            rows.rows.iter().map(|row| row.id).collect::<Vec<_>>()
        };
        let unpaid_id = id(&world, &unpaid).await;
        assert_eq!(list(OrderTab::All, "").await, [unpaid_id, order]);
        assert_eq!(list(OrderTab::ToSend, "").await, [order]);
        assert_eq!(list(OrderTab::Unpaid, "").await, [unpaid_id]);
        assert_eq!(list(OrderTab::All, &unpaid.to_lowercase()).await, [unpaid_id]);
        assert_eq!(list(OrderTab::All, "maren h").await.len(), 2);
        assert_eq!(list(OrderTab::All, "MAREN@example").await.len(), 2);
        let address = world.text("SELECT MIN(email) FROM orders").await;
        assert_eq!(list(OrderTab::All, &address.to_uppercase()).await, [unpaid_id, order]);
        assert_eq!(list(OrderTab::ToSend, &address).await, [order]);
        assert!(list(OrderTab::All, &format!("{address}x")).await.is_empty());
        for text in ["%", "_", "\\", "nobody", "' OR 1=1 --"] {
            assert!(list(OrderTab::All, text).await.is_empty(), "{text}");
        }
        assert_eq!(admin::newest(&world.shop, OrderId(0)).await.unwrap().len(), 1);
    })
    .await
    .unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn the_list_goes_on_after_its_last_row() {
    for_each_database(async |database: Database| {
        let mut world = World::open(database, 100, 10).await;
        world.be_patient();
        for _ in 0..53 {
            world.order(&[("mug", 1)], "transfer").await;
        }
        let first = admin::list(&world.shop, &OrderListQuery::default()).await.unwrap();
        assert_eq!(first.rows.len(), 50);
        let query = OrderListQuery { after: first.next, ..OrderListQuery::default() };
        let second = admin::list(&world.shop, &query).await.unwrap();
        assert_eq!((second.rows.len(), second.next), (3, None));
        assert!(second.rows[0].id < first.rows[49].id);
    })
    .await
    .unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn the_dashboard_counts_what_is_to_do_and_compares_thirty_days() {
    for_each_database(async |database: Database| {
        let world = World::open(database, 7, 100).await;
        paid(&world, "tin").await;
        world.clock.advance(40 * Timestamp::DAY);
        for _ in 0..2 {
            paid(&world, "mug").await;
        }
        world.order(&[("tin", 1)], "transfer").await;
        let view = admin::dashboard(&world.shop).await.unwrap();
        assert_eq!((view.to_send, view.needs_review, view.awaiting_transfer, view.low_stock), (3, 0, 1, 1));
        assert_eq!((view.orders, view.orders_before), (2, 1));
        assert_eq!((view.revenue_by_day.len(), view.revenue_before.len()), (30, 30));
        assert_eq!(view.revenue_by_day[29].1.minor, 2 * 2_890);
        assert_eq!(view.newest.len(), 4);
    })
    .await
    .unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn notes_and_changes_make_a_history_without_a_gap() {
    for_each_database(async |database: Database| {
        let world = World::open(database, 10, 10).await;
        let order = id(&world, &world.order(&[("mug", 1)], "transfer").await).await;
        let notes: Vec<_> = (0..20)
            .map(|number| {
                let shop = world.shop.clone();
                tokio::spawn(
                    async move { admin::add_note(&shop, &maren(), order, &format!("note {number}")).await.is_ok() },
                )
            })
            .collect();
        let mut written = 0;
        for note in notes {
            written += i64::from(note.await.unwrap());
        }
        assert!(written > 0);
        assert_eq!(world.number("SELECT COUNT(*) FROM order_event").await, written + 1);
        assert_eq!(world.number("SELECT MAX(sequence) FROM order_event").await, written + 1);
        assert!(matches!(admin::add_note(&world.shop, &maren(), order, "  ").await, Err(OrderError::Text { .. })));
    })
    .await
    .unwrap();
}

/// Refuses a few times.
struct Stubborn {
    refusals: u32,
    tries: AtomicU32,
    error: DeliveryError,
    /// Under which ids it was asked.
    asked: Mutex<Vec<i64>>,
}

impl Stubborn {
    fn new(refusals: u32, error: DeliveryError) -> Self {
        Self { refusals, tries: AtomicU32::new(0), error, asked: Mutex::default() }
    }
}

#[async_trait]
impl Handler for Stubborn {
    fn kind(&self) -> &'static str {
        "stubborn"
    }

    async fn deliver(&self, _: &Shop, id: i64, _: &Value) -> Result<(), DeliveryError> {
        self.asked.lock().unwrap().push(id);
        let tries = self.tries.fetch_add(1, Ordering::Relaxed);
        if tries < self.refusals { Err(self.error.clone()) } else { Ok(()) }
    }
}

async fn add_effect(world: &World) {
    let (database, now) = (world.shop.database.clone(), world.shop.database.next_id());
    world
        .shop
        .database
        .write(move |tx| {
            let database = database.clone();
            Box::pin(async move {
                rows::enqueue(tx, database.next_id(), "stubborn", &json!({}), Timestamp(now.min(0))).await?;
                Ok::<_, DatabaseError>(())
            })
        })
        .await
        .unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn f45_a_delivery_that_fails_is_tried_later_and_holds_up_no_other() {
    for_each_database(async |database: Database| {
        let world = World::open(database, 10, 10).await;
        let later = DeliveryError::Later("451 greylisted".to_owned());
        let stubborn = Arc::new(Stubborn::new(2, later));
        let handlers: Handlers = vec![stubborn.clone(), Arc::new(MailHandler)];
        add_effect(&world).await;
        world.order(&[("mug", 1)], "transfer").await;
        assert_eq!(outbox::run_once(&world.shop, &handlers).await.unwrap(), 1, "the mail");
        assert_eq!(outbox::counts(&world.shop).await.unwrap().waiting, 1);
        assert_eq!(outbox::run_once(&world.shop, &handlers).await.unwrap(), 0, "not before its time");
        for _ in 0..2 {
            world.clock.advance(MINUTE);
            outbox::run_once(&world.shop, &handlers).await.unwrap();
        }
        assert_eq!(stubborn.tries.load(Ordering::Relaxed), 3);
        assert_eq!(outbox::counts(&world.shop).await.unwrap(), outbox::Counts::default());
    })
    .await
    .unwrap();
}

/// Never comes to an end.
struct Endless;

#[async_trait]
impl Handler for Endless {
    fn kind(&self) -> &'static str {
        "stubborn"
    }

    async fn deliver(&self, _: &Shop, _: i64, _: &Value) -> Result<(), DeliveryError> {
        std::future::pending().await
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn f45_a_delivery_that_takes_long_holds_up_no_other_kind() {
    for_each_database(async |database: Database| {
        let world = World::open(database, 10, 10).await;
        let handlers: Handlers = vec![Arc::new(Endless), Arc::new(MailHandler)];
        add_effect(&world).await;
        let worker = tokio::spawn(outbox::run(world.shop.clone(), handlers));
        for mails in 1..=3 {
            world.order(&[("mug", 1)], "transfer").await;
            let delivered = async {
                while world.mailbox.sent().len() < mails {
                    tokio::time::sleep(Duration::from_millis(5)).await;
                }
            };
            // Sooner than the pulse: the commit has rung.
            tokio::time::timeout(Duration::from_secs(4), delivered).await.expect("the mail is not held up");
        }
        worker.abort();
    })
    .await
    .unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn r33_an_event_is_one_effect_under_one_id_however_often_it_is_delivered() {
    for_each_database(async |database: Database| {
        let world = World::open(database, 10, 10).await;
        let later = DeliveryError::Later("the connection broke after it was taken".to_owned());
        let stubborn = Arc::new(Stubborn::new(4, later));
        let handlers: Handlers = vec![stubborn.clone()];
        add_effect(&world).await;
        let id = world.number("SELECT id FROM outbox").await;
        for _ in 0..8 {
            outbox::run_once(&world.shop, &handlers).await.unwrap();
            world.clock.advance(10 * MINUTE);
        }
        assert_eq!(*stubborn.asked.lock().unwrap(), [id; 5], "the receiver can tell that it is the same");
        // One order that is placed, paid and heard of twice: one mail, as the mail's own id says.
        let number = world.order(&[("mug", 1)], "test").await;
        let reference = world.reference(&number);
        world.provider.set(&number, AGREED);
        for _ in 0..3 {
            payment::write::confirm(&world.shop, TEST, &reference).await.unwrap();
        }
        assert_eq!(world.number("SELECT COUNT(*) FROM outbox WHERE kind = 'mail'").await, 1);
        world.assert_invariants().await;
    })
    .await
    .unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn what_can_never_be_delivered_is_kept_as_a_dead_letter_with_its_reason() {
    for_each_database(async |database: Database| {
        let world = World::open(database, 10, 10).await;
        let never = DeliveryError::Never("550 no such mailbox".to_owned());
        let handlers: Handlers = vec![Arc::new(Stubborn::new(9, never))];
        add_effect(&world).await;
        outbox::run_once(&world.shop, &handlers).await.unwrap();
        assert_eq!(outbox::counts(&world.shop).await.unwrap().dead, 1);
        assert_eq!(world.text("SELECT last_error FROM outbox").await, "550 no such mailbox");
    })
    .await
    .unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn several_workers_deliver_each_effect_once() {
    for_each_database(async |database: Database| {
        let mut world = World::open(database, 100, 10).await;
        world.be_patient();
        for _ in 0..40 {
            world.order(&[("mug", 1)], "transfer").await;
        }
        let workers: Vec<_> = (0..4)
            .map(|_| {
                let shop = world.shop.clone();
                tokio::spawn(async move {
                    let handlers: Handlers = vec![Arc::new(MailHandler)];
                    outbox::run_once(&shop, &handlers).await.unwrap()
                })
            })
            .collect();
        let mut delivered = 0;
        for worker in workers {
            delivered += worker.await.unwrap();
        }
        assert_eq!((delivered, world.mailbox.sent().len()), (40, 40));
    })
    .await
    .unwrap();
}
