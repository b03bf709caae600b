//! Digital products: files kept out of sight, granted when they are paid, fetched by links that expire, counted exactly.

use std::path::PathBuf;

use domain::{
    catalog::{Obstacle, ProductKind, ShopAbility, obstacles, view::GoodsForm},
    checkout::{
        CheckoutForm,
        view::{PlaceOrder, PlaceOrderOutcome},
    },
    kernel::{DownloadId, OrderId, ProductId, Timestamp, VariantId},
    order::view::OrderDetail,
    payment::{Observed, PaymentMethod},
};
use services::{
    cart::{self, CartToken},
    catalog::admin::{self, SaveError, goods},
    checkout::{read, write},
    db::Database,
    fulfilment::download::{self, DownloadError, Link},
    order, payment,
    testing::for_each_database,
};

use crate::{
    catalog::manager,
    selling::{World, form},
};

const BOOK: ProductId = ProductId(3);

fn upload(content: &[u8]) -> PathBuf {
    let path = std::env::temp_dir().join(format!("mercer-upload-{}", rand::random::<u64>()));
    std::fs::write(&path, content).unwrap();
    path
}

async fn add_file(
    world: &World,
    name: &str,
    content: &[u8],
    variant: Option<VariantId>,
) -> Result<GoodsForm, SaveError> {
    let path = upload(content);
    let bytes = u64::try_from(content.len()).unwrap();
    let file = goods::UploadedFile { name, path: &path, bytes, variant };
    let added = goods::add_file(&world.shop, &manager(), BOOK, file).await;
    std::fs::remove_file(path).unwrap();
    added
}

/// A shop that sells a book of one file for 12 euros: three fetches in thirty days.
pub async fn with_book(database: Database) -> World {
    let world = World::open(database, 9, 9).await;
    for statement in [
        "INSERT INTO product (id, slug, title, published, created_at, updated_at) VALUES (3, 'book', 'A book', 1, 0, 0)",
        "INSERT INTO variant (id, product_id, sku, price, currency) VALUES (3, 3, 'book', 1200, 'EUR')",
    ] {
        world.run(statement).await;
    }
    goods::set_kind(&world.shop, &manager(), BOOK, ProductKind::Digital).await.unwrap();
    add_file(&world, "book.pdf", b"all of the book", None).await.unwrap();
    goods::set_bounds(&world.shop, &manager(), BOOK, Some(3), Some(30)).await.unwrap();
    world
}

async fn pay(world: &World, number: &str) {
    world.provider.set(number, Observed::Captured { as_agreed: true });
    payment::write::confirm(&world.shop, PaymentMethod::Test, &world.reference(number)).await.unwrap();
}

pub async fn detail(world: &World) -> OrderDetail {
    let id = world.number("SELECT id FROM orders ORDER BY id DESC LIMIT 1").await;
    order::admin::detail(&world.shop, OrderId(id)).await.unwrap()
}

/// The link that the order's page shows.
pub async fn link(world: &World) -> Link {
    let address = detail(world).await.order.downloads[0].address.clone().unwrap();
    let (path, query) = address.split_once('?').unwrap();
    let value = |name: &str| query.split('&').find_map(|pair| pair.strip_prefix(name)).unwrap().to_owned();
    Link {
        download: path.rsplit('/').next().unwrap().parse().unwrap(),
        until: value("until=").parse().unwrap(),
        signature: value("key="),
    }
}

pub async fn bought(database: Database) -> World {
    let world = with_book(database).await;
    let number = place(&world, &[("book", 1)]).await;
    pay(&world, &number).await;
    world
}

/// Orders with a form that says no more than the tax needs.
pub async fn place(world: &World, items: &[(&str, i64)]) -> String {
    let token = world.cart(items).await;
    let outcome = try_place(world, &token).await;
    assert!(matches!(outcome, PlaceOrderOutcome::Placed { .. }), "{outcome:?}");
    world.text("SELECT number FROM orders ORDER BY id DESC LIMIT 1").await
}

async fn try_place(world: &World, token: &CartToken) -> PlaceOrderOutcome {
    let view = read::view(&world.shop, token).await.unwrap();
    let form = CheckoutForm {
        postcode: String::new(),
        town: String::new(),
        street: String::new(),
        shipping: view.form.shipping.clone(),
        ..form("test")
    };
    let seen_total = view.totals.total.minor;
    let request = PlaceOrder { form, idempotency_key: view.idempotency_key, seen_total, ..PlaceOrder::default() };
    write::place(&world.shop, token, request).await.unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn an_order_of_files_needs_no_address_and_is_complete_when_it_is_paid() {
    for_each_database(async |database: Database| {
        let world = with_book(database).await;
        let number = place(&world, &[("book", 2)]).await;
        let before = detail(&world).await.order;
        assert!(before.downloads.is_empty(), "nothing before it is paid");
        assert_eq!((before.totals.total.minor, before.totals.shipping.minor), (2_400, 0));
        assert_eq!(before.address.street, "", "what is not needed is not kept");
        assert_eq!(world.number("SELECT COUNT(*) FROM reservation").await, 0);
        pay(&world, &number).await;
        assert_eq!(world.state(&number).await, ("completed".to_owned(), "captured".to_owned()));
        let order = detail(&world).await.order;
        assert!(!order.is_delivered() && order.parcels.is_empty());
        assert_eq!((order.downloads.len(), order.downloads[0].most), (1, Some(6)), "three for each of two");
        assert_eq!(order.downloads[0].bounds(), "6 of 6 left, until 23 Dec 2026");
        world.mails().await;
        let mail = &world.mailbox.sent()[0];
        assert!(
            mail.text.contains("book.pdf (15 bytes, 6 of 6 left") && !mail.text.contains("packing"),
            "{}",
            mail.text
        );
        world.assert_invariants().await;
    })
    .await
    .unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_mixed_order_wants_an_address_and_hands_the_files_over_before_the_parcel() {
    for_each_database(async |database: Database| {
        let world = with_book(database).await;
        let token = world.cart(&[("book", 1), ("mug", 1)]).await;
        assert!(matches!(try_place(&world, &token).await, PlaceOrderOutcome::Invalid(_)));
        let number = world.order(&[("book", 1), ("mug", 1)], "test").await;
        pay(&world, &number).await;
        assert_eq!(world.state(&number).await.0, "confirmed");
        let order = detail(&world).await;
        let sent: Vec<i64> = order.order.lines.iter().map(|line| line.sent).collect();
        assert_eq!((sent, order.order.downloads.len()), (vec![1, 0], 1));
        let send = services::fulfilment::write::SendOrder {
            order: order.id,
            version: order.version,
            carrier: "DHL".to_owned(),
            tracking_number: String::new(),
            items: Vec::new(),
        };
        services::fulfilment::write::send(&world.shop, &manager(), send).await.unwrap();
        let order = detail(&world).await.order;
        assert_eq!((world.state(&number).await.0.as_str(), order.parcels.len()), ("completed", 1));
        world.assert_invariants().await;
    })
    .await
    .unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn what_came_into_the_cart_since_the_form_was_checked_is_not_sent_nowhere() {
    for_each_database(async |database: Database| {
        let world = with_book(database).await;
        let token = world.cart(&[("book", 1)]).await;
        let view = read::view(&world.shop, &token).await.unwrap();
        cart::write::add(&world.shop, Some(token.clone()), "mug", 1).await.unwrap();
        let form = CheckoutForm { street: String::new(), shipping: "none".to_owned(), ..form("test") };
        let seen_total = view.totals.total.minor;
        let request = PlaceOrder { form, idempotency_key: view.idempotency_key, seen_total, ..PlaceOrder::default() };
        let outcome = write::place(&world.shop, &token, request).await.unwrap();
        assert!(matches!(outcome, PlaceOrderOutcome::Invalid(_)), "{outcome:?}");
        assert_eq!(world.number("SELECT COUNT(*) FROM orders").await, 0);
    })
    .await
    .unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn downloads_are_counted_exactly_however_many_come_at_once() {
    for_each_database(async |database: Database| {
        let world = bought(database).await;
        let link = link(&world).await;
        assert_eq!(download::look(&world.shop, &link).await.unwrap().bytes, 15, "a look is not counted");
        let tries = (0..12).map(|_| download::fetch(&world.shop, &link, |_| None));
        let answers = futures::future::join_all(tries).await;
        assert_eq!(answers.iter().filter(|answer| answer.is_ok()).count(), 3);
        assert!(answers.iter().all(|answer| matches!(answer, Ok(_) | Err(DownloadError::Over))));
        assert_eq!(world.number("SELECT used FROM download").await, 3);
        let file = download::fetch(&world.shop, &link, |bytes| Some(bytes / 2)).await.unwrap();
        assert_eq!(file.name, "book.pdf", "a fetch that broke off goes on without being counted");
        assert_eq!(world.number("SELECT used FROM download").await, 3);
        assert_eq!(detail(&world).await.order.downloads[0].address, None);
        let id = DownloadId(world.number("SELECT id FROM download").await);
        download::renew(&world.shop, &manager(), id).await.unwrap();
        let renewed = detail(&world).await;
        assert_eq!(renewed.order.downloads[0].bounds(), "3 of 6 left, until 23 Dec 2026");
        assert_eq!(renewed.timeline[0].text, "Download renewed: book.pdf");
        assert!(download::fetch(&world.shop, &link, |_| None).await.is_ok());
        let lost = download::renew(&world.shop, &manager(), DownloadId(404)).await;
        assert!(matches!(lost, Err(DownloadError::NotFound)));
    })
    .await
    .unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn what_goes_on_uncounted_is_three_times_the_file_at_most_and_ends_with_its_days() {
    for_each_database(async |database: Database| {
        let world = bought(database).await;
        let link = link(&world).await;
        assert!(download::fetch(&world.shop, &link, |_| None).await.is_ok());
        world.run("UPDATE download SET most = 1").await;
        let later = async || download::fetch(&world.shop, &link, |bytes| Some(bytes - 1)).await;
        for _ in 0..3 {
            assert!(later().await.is_ok());
        }
        assert!(matches!(later().await, Err(DownloadError::Over)), "a fourth is a fetch of its own");
        world.run("UPDATE download SET most = 2").await;
        assert!(later().await.is_ok(), "which is counted");
        assert!(later().await.is_ok(), "and goes on again");
        assert_eq!(world.number("SELECT used FROM download").await, 2);
        world.run("UPDATE download SET expires_at = 1").await;
        assert!(matches!(later().await, Err(DownloadError::Over)), "its days are over");
    })
    .await
    .unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn v05_a_link_opens_one_file_for_a_day_and_cannot_be_changed() {
    for_each_database(async |database: Database| {
        let world = bought(database).await;
        let link = link(&world).await;
        let mut forged = Vec::new();
        forged.push(Link { until: link.until + 1, ..link.clone() });
        forged.push(Link { download: DownloadId(link.download.0 + 1), ..link.clone() });
        for signature in ["", "0", &"0".repeat(32), &link.signature.to_uppercase()] {
            forged.push(Link { signature: signature.to_owned(), ..link.clone() });
        }
        for forged in forged {
            let refused = download::fetch(&world.shop, &forged, |_| None).await;
            assert!(matches!(refused, Err(DownloadError::NotFound)), "{forged:?}");
        }
        world.clock.advance(Timestamp::DAY);
        let refused = download::fetch(&world.shop, &link, |_| None).await;
        assert!(matches!(refused, Err(DownloadError::Expired)));
        let fresh = self::link(&world).await;
        assert!(download::fetch(&world.shop, &fresh, |_| None).await.is_ok(), "the page makes new ones");
        world.clock.advance(29 * Timestamp::DAY);
        assert_eq!(detail(&world).await.order.downloads[0].address, None, "the thirty days are over");
        world.run("UPDATE download SET expires_at = NULL").await;
        let open = self::link(&world).await;
        world.run("UPDATE orders SET state = 'cancelled'").await;
        for later in [None, Some(1)] {
            let refused = download::fetch(&world.shop, &open, |_| later).await;
            assert!(matches!(refused, Err(DownloadError::Over)), "an order that was called off opens nothing");
        }
    })
    .await
    .unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_that_was_bought_outlives_its_product_and_one_that_was_not_is_deleted() {
    for_each_database(async |database: Database| {
        let world = bought(database).await;
        let files = goods::goods(&world.shop, BOOK).await.unwrap().files;
        assert_eq!((files.len(), files[0].buyers), (1, 1));
        let sold_key = world.text("SELECT file_key FROM product_file").await;
        assert!(sold_key.starts_with("download-"), "no address of a picture has this form");
        let second = add_file(&world, "../second edition.pdf", b"2", Some(VariantId(3))).await.unwrap();
        assert_eq!(second.files[1].name, "second edition.pdf");
        let second_key = world.text("SELECT file_key FROM product_file WHERE bytes = 1").await;
        let now = goods::remove_file(&world.shop, &manager(), BOOK, second.files[1].id).await.unwrap();
        assert_eq!(now.files.len(), 1);
        assert!(!world.shop.files.exists(&second_key).await.unwrap());
        let now = goods::remove_file(&world.shop, &manager(), BOOK, files[0].id).await.unwrap();
        assert!(now.files.is_empty() && world.shop.files.exists(&sold_key).await.unwrap());
        assert!(download::fetch(&world.shop, &link(&world).await, |_| None).await.is_ok());
        let form = admin::form(&world.shop, BOOK).await.unwrap();
        assert!(obstacles(&form, ShopAbility { delivers: true, takes_payment: true }).contains(&Obstacle::NoFiles));
        let refused = cart::write::add(&world.shop, None, "book", 1).await;
        assert!(matches!(refused, Err(cart::CartError::SoldOut)), "nobody pays for nothing");
    })
    .await
    .unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn files_and_bounds_that_cannot_be_are_refused_in_words() {
    for_each_database(async |database: Database| {
        let world = with_book(database).await;
        let fields = |error: SaveError| match error {
            SaveError::Fields(fields) => fields.into_iter().map(|(field, _)| field).collect::<Vec<_>>(),
            other => panic!("{other}"),
        };
        assert_eq!(fields(add_file(&world, "empty.pdf", b"", None).await.unwrap_err()), ["file"]);
        assert_eq!(fields(add_file(&world, "..", b"1", None).await.unwrap_err()), ["file"]);
        assert_eq!(fields(add_file(&world, "a.pdf", b"1", Some(VariantId(1))).await.unwrap_err()), ["variant"]);
        for wrong in [0, -1, i64::MIN, i64::MAX] {
            let refused = goods::set_bounds(&world.shop, &manager(), BOOK, Some(wrong), None).await.unwrap_err();
            assert_eq!(fields(refused), ["most"], "{wrong}");
            let refused = goods::set_bounds(&world.shop, &manager(), BOOK, None, Some(wrong)).await.unwrap_err();
            assert_eq!(fields(refused), ["most"], "{wrong}");
        }
        let open = goods::set_bounds(&world.shop, &manager(), BOOK, None, None).await.unwrap();
        assert_eq!((open.download_most, open.download_days), (None, None));
        let number = place(&world, &[("book", 1)]).await;
        pay(&world, &number).await;
        assert_eq!(detail(&world).await.order.downloads[0].bounds(), "", "no bounds");
    })
    .await
    .unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_bundle_of_files_is_delivered_as_files() {
    for_each_database(async |database: Database| {
        let world = with_book(database).await;
        for statement in [
            "INSERT INTO product (id, slug, title, published, created_at, updated_at) VALUES (4, 'two', 'Two', 1, 0, 0)",
            "INSERT INTO variant (id, product_id, sku, price, currency) VALUES (4, 4, 'two', 2000, 'EUR')",
        ] {
            world.run(statement).await;
        }
        goods::set_kind(&world.shop, &manager(), ProductId(4), ProductKind::Bundle).await.unwrap();
        goods::put_part(&world.shop, &manager(), ProductId(4), "book", 2).await.unwrap();
        let number = place(&world, &[("two", 1)]).await;
        pay(&world, &number).await;
        let order = detail(&world).await.order;
        assert_eq!((world.state(&number).await.0.as_str(), order.downloads[0].most), ("completed", Some(6)));
        goods::put_part(&world.shop, &manager(), ProductId(4), "mug", 1).await.unwrap();
        let token = world.cart(&[("two", 1)]).await;
        assert!(matches!(try_place(&world, &token).await, PlaceOrderOutcome::Invalid(_)), "a mug needs an address");
    })
    .await
    .unwrap();
}
