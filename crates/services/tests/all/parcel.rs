//! Orders that go in several parcels.

use domain::{
    fulfilment::FulfilmentState,
    kernel::{OrderId, OrderLineId},
    order::OrderState,
    refund::RefundWish,
};
use futures::TryStreamExt as _;
use services::{
    db::Database,
    exporter,
    fulfilment::write::{SendOrder, send},
    order::{OrderError, admin},
    payment,
    refund::write::{RequestRefund, request},
    testing::for_each_database,
};

use crate::{
    cash::CASH,
    catalog::manager,
    payment::{AGREED, TEST, order_id},
    selling::World,
};

fn parcel(order: OrderId, version: i64) -> SendOrder {
    let (carrier, tracking_number) = ("DHL".to_owned(), "00340434".to_owned());
    SendOrder { order, version, carrier, tracking_number, items: Vec::new() }
}

/// A paid order of two mugs and a tin, with the ids of its lines.
async fn two_mugs_and_a_tin(world: &World) -> (OrderId, OrderLineId, OrderLineId) {
    let number = world.order(&[("mug", 2), ("tin", 1)], "test").await;
    world.provider.set(&number, AGREED);
    payment::write::confirm(&world.shop, TEST, &world.reference(&number)).await.unwrap();
    let order = order_id(world, &number).await;
    let lines = admin::detail(&world.shop, order).await.unwrap().order.lines;
    (order, lines[0].id, lines[1].id)
}

async fn version(world: &World, order: OrderId) -> i64 {
    admin::detail(&world.shop, order).await.unwrap().version
}

#[tokio::test(flavor = "multi_thread")]
async fn an_order_goes_in_two_parcels_and_each_mail_says_what_is_in_which() {
    for_each_database(async |database: Database| {
        let world = World::open(database, 10, 10).await;
        let (order, mug, tin) = two_mugs_and_a_tin(&world).await;
        let part = async |items: &[(OrderLineId, i64)]| {
            let request = SendOrder { items: items.to_vec(), ..parcel(order, version(&world, order).await) };
            send(&world.shop, &manager(), request).await
        };
        for wrong in
            [vec![(mug, 3)], vec![(mug, -1)], vec![(mug, 0)], vec![(OrderLineId(7), 1)], vec![(mug, 2), (mug, 1)]]
        {
            assert!(matches!(part(&wrong).await, Err(OrderError::Parcel(_))), "{wrong:?}");
        }
        part(&[(mug, 1)]).await.unwrap();
        let detail = admin::detail(&world.shop, order).await.unwrap();
        assert_eq!(
            (detail.order.state, detail.order.fulfilment_state),
            (OrderState::Confirmed, FulfilmentState::Partial)
        );
        assert_eq!(detail.timeline[0].text, "1 item sent with DHL, 00340434; the rest follows");
        assert_eq!(detail.order.lines[0].open(), 1);
        world.mails().await;
        let sent = world.mailbox.sent().into_iter().find(|mail| mail.subject.contains("A part of your order")).unwrap();
        assert!(
            sent.text.contains("1 × A mug, Blue, Large") && sent.text.contains("The rest of your order follows"),
            "{}",
            sent.text
        );
        let refused = admin::cancel(&world.shop, &manager(), order).await;
        assert!(matches!(refused, Err(OrderError::PartlySent)), "{refused:?}");
        let labels = exporter::labels(&world.shop).rows.try_concat().await.unwrap();
        assert_eq!((labels.len(), labels[0][9].as_str(), labels[0][12].as_str()), (1, "2", "33.00"));

        send(&world.shop, &manager(), parcel(order, version(&world, order).await)).await.unwrap();
        let detail = admin::detail(&world.shop, order).await.unwrap();
        assert_eq!(
            (detail.order.state, detail.order.fulfilment_state),
            (OrderState::Completed, FulfilmentState::Fulfilled)
        );
        let items: Vec<Vec<String>> =
            detail.order.parcels.iter().map(|parcel| parcel.items.iter().map(|item| item.words()).collect()).collect();
        assert_eq!(items, [vec!["1 × A mug, Blue, Large"], vec!["1 × A mug, Blue, Large", "1 × A tin, Blue, Large"]]);
        assert!(matches!(part(&[(tin, 1)]).await, Err(OrderError::Transition(_))));
        assert!(exporter::labels(&world.shop).rows.try_concat().await.unwrap().is_empty());
        world.assert_invariants().await;
    })
    .await
    .unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn two_people_who_send_the_same_items_at_once_send_them_once() {
    for_each_database(async |database: Database| {
        let world = World::open(database, 10, 10).await;
        let (order, mug, _) = two_mugs_and_a_tin(&world).await;
        let seen = version(&world, order).await;
        let tasks = (0..8).map(|_| {
            let (shop, request) = (world.shop.clone(), SendOrder { items: vec![(mug, 2)], ..parcel(order, seen) });
            tokio::spawn(async move { send(&shop, &manager(), request).await.is_ok() })
        });
        let mut sent = 0;
        for task in tasks.collect::<Vec<_>>() {
            sent += i64::from(task.await.unwrap());
        }
        assert_eq!((sent, world.number("SELECT CAST(SUM(quantity) AS BIGINT) FROM fulfilment_line").await), (1, 2));
        world.assert_invariants().await;
    })
    .await
    .unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn an_order_whose_rest_is_paid_back_after_a_parcel_is_complete() {
    for_each_database(async |database: Database| {
        let world = World::open(database, 10, 10).await;
        let (order, mug, tin) = two_mugs_and_a_tin(&world).await;
        let first = SendOrder { items: vec![(mug, 2)], ..parcel(order, version(&world, order).await) };
        send(&world.shop, &manager(), first).await.unwrap();
        let wish = RefundWish { lines: vec![(tin, 1)], ..RefundWish::default() };
        let version = version(&world, order).await;
        let wanted = RequestRefund { order, version, wish, restock: true, reason: String::new() };
        request(&world.shop, &manager(), wanted).await.unwrap();
        assert_eq!(admin::detail(&world.shop, order).await.unwrap().order.state, OrderState::Confirmed);
        world.give_back().await;
        let detail = admin::detail(&world.shop, order).await.unwrap();
        assert_eq!(
            (detail.order.state, detail.order.fulfilment_state),
            (OrderState::Completed, FulfilmentState::Fulfilled)
        );
        assert_eq!(world.stock("tin").await, (10, 0));
        world.assert_invariants().await;
    })
    .await
    .unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_paid_when_it_arrives_comes_in_one_parcel() {
    for_each_database(async |database: Database| {
        let mut world = World::open(database, 10, 10).await;
        world.take_cash();
        let number = world.order(&[("mug", 2)], CASH).await;
        let order = order_id(&world, &number).await;
        let mug = admin::detail(&world.shop, order).await.unwrap().order.lines[0].id;
        let part = SendOrder { items: vec![(mug, 1)], ..parcel(order, version(&world, order).await) };
        let refused = send(&world.shop, &manager(), part).await;
        assert!(matches!(refused, Err(OrderError::WholeOnly)), "{refused:?}");
        let whole = SendOrder { items: vec![(mug, 2)], ..parcel(order, version(&world, order).await) };
        send(&world.shop, &manager(), whole).await.unwrap();
        assert_eq!(world.state(&number).await.0, "completed");
        world.assert_invariants().await;
    })
    .await
    .unwrap();
}
