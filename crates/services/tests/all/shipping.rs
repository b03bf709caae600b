//! The table of delivery: edited, in force at once, and the same for all of an order.

use domain::{
    checkout::view::{CheckoutNotice, PlaceOrderOutcome},
    kernel::{Destination, Language, Money, ShippingZoneId},
    shipping::{CalendarForm, MethodForm, ShippingTable, TierForm, ZoneForm, view::ShippingDesk},
};
use services::{
    Shop,
    checkout::{read, write as checkout},
    db::Database,
    outbox::{self, Handlers},
    shipping::{
        ShippingError,
        job::{self, TableHandler},
        read::{desk, preview},
        write,
    },
    testing::{self, for_each_database},
};

use crate::{
    catalog::manager,
    selling::{World, form},
};

const HOME: ShippingZoneId = ShippingZoneId(1);

/// The table as it is kept, and the form of its first way of delivery.
async fn first_way(shop: &Shop) -> (ShippingDesk, MethodForm) {
    let desk = desk(shop).await.unwrap();
    let form = MethodForm::of(&desk.table.zones[0].methods[0], desk.currency);
    (desk, form)
}

/// Changes the price of the first way of delivery in the shop's own country.
async fn price_the_parcel(shop: &Shop, price: &str) {
    let (desk, form) = first_way(shop).await;
    let way = &desk.table.zones[0].methods[0];
    let tiers = vec![TierForm { step: String::new(), price: price.to_owned() }];
    write::save_method(shop, &manager(), way.id, way.version, &MethodForm { tiers, ..form }).await.unwrap();
}

fn zone(name: &str, country: &str, postcodes: &str) -> ZoneForm {
    ZoneForm {
        name: name.to_owned(),
        places: "countries".to_owned(),
        countries: [(country.to_owned(), "true".to_owned())].into(),
        postcodes: postcodes.to_owned(),
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_new_database_has_the_table_that_the_program_begins_with() {
    for_each_database(async |database: Database| {
        let world = World::open(database, 10, 10).await;
        job::renew(&world.shop).await.unwrap();
        assert_eq!(world.shop.shipping.now().table, ShippingTable::default());
    })
    .await
    .unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn f13_a_price_of_delivery_that_changes_under_a_shopper_is_told_before_anything_is_charged() {
    for_each_database(async |database: Database| {
        let world = World::open(database, 10, 10).await;
        let token = world.cart(&[("mug", 1)]).await;
        let request = world.request(&token, "test").await;
        price_the_parcel(&world.shop, "7.90").await;
        let refused = checkout::place(&world.shop, &token, request).await.unwrap();
        assert_eq!(refused, PlaceOrderOutcome::Refused(CheckoutNotice::PriceChanged));
        assert_eq!(world.number("SELECT COUNT(*) FROM orders").await, 0);
        let view = read::view(&world.shop, &token).await.unwrap();
        assert_eq!((view.notice, view.totals.shipping.minor), (Some(CheckoutNotice::PriceChanged), 790));
        assert_eq!(view.form.full_name, form("test").full_name, "what was typed is kept");
        let request = world.request(&token, "test").await;
        let placed = checkout::place(&world.shop, &token, request).await.unwrap();
        assert!(matches!(placed, PlaceOrderOutcome::Placed { .. }), "{placed:?}");
        assert_eq!(world.number("SELECT shipping FROM orders").await, 790);
        let revision = world.shop.shipping.now().table.revision;
        assert_eq!(world.number("SELECT shipping_revision FROM orders").await, revision);
        price_the_parcel(&world.shop, "1.00").await;
        assert_eq!(world.number("SELECT shipping FROM orders").await, 790, "what was agreed stays");
        world.assert_invariants().await;
    })
    .await
    .unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn f13_a_way_of_delivery_that_goes_under_a_shopper_is_no_longer_taken() {
    for_each_database(async |database: Database| {
        let world = World::open(database, 10, 10).await;
        let token = world.cart(&[("mug", 1)]).await;
        let request = world.request(&token, "test").await;
        let (desk, _) = first_way(&world.shop).await;
        let way = &desk.table.zones[0].methods[0];
        write::delete_method(&world.shop, &manager(), way.id, way.version).await.unwrap();
        let refused = checkout::place(&world.shop, &token, request).await.unwrap();
        assert!(matches!(refused, PlaceOrderOutcome::Invalid(_)), "{refused:?}");
        for zone in desk.table.zones {
            write::delete_zone(&world.shop, &manager(), zone.id, zone.version).await.unwrap();
        }
        let view = read::view(&world.shop, &token).await.unwrap();
        assert_eq!((view.notice, view.shipping_options.len()), (Some(CheckoutNotice::NotDelivered), 0));
        let request = domain::checkout::view::PlaceOrder {
            form: form("test"),
            idempotency_key: view.idempotency_key,
            seen_total: view.totals.total.minor,
            ..domain::checkout::view::PlaceOrder::default()
        };
        let refused = checkout::place(&world.shop, &token, request).await.unwrap();
        assert_eq!(refused, PlaceOrderOutcome::Refused(CheckoutNotice::NotDelivered));
        assert_eq!(read::promise(&world.shop).unwrap(), None);
        assert_eq!(world.number("SELECT COUNT(*) FROM orders").await, 0);
        assert!(preview(&world.shop, Destination::country("DE"), euro(0), 0).unwrap().is_empty());
    })
    .await
    .unwrap();
}

fn euro(minor: i64) -> Money {
    Money::new(minor, domain::kernel::Currency::EUR)
}

#[tokio::test(flavor = "multi_thread")]
async fn of_two_managers_who_change_the_same_the_second_is_told() {
    for_each_database(async |database: Database| {
        let world = World::open(database, 10, 10).await;
        let (desk, form) = first_way(&world.shop).await;
        let way = &desk.table.zones[0].methods[0];
        let save = async |name: &str| {
            let form = MethodForm { name: name.to_owned(), ..form.clone() };
            write::save_method(&world.shop, &manager(), way.id, way.version, &form).await
        };
        save("By bicycle").await.unwrap();
        assert!(matches!(save("By drone").await, Err(ShippingError::Conflict)));
        let stale = write::delete_method(&world.shop, &manager(), way.id, way.version).await;
        assert!(matches!(stale, Err(ShippingError::Conflict)));
        let calendar = CalendarForm { cut_off: "16:00".to_owned(), ..CalendarForm::of(&desk.table.calendar) };
        let version = desk.table.calendar.version;
        write::save_calendar(&world.shop, &manager(), version, &calendar).await.unwrap();
        let late = write::save_calendar(&world.shop, &manager(), version, &calendar).await;
        assert!(matches!(late, Err(ShippingError::Conflict)));
        let kept = &desk.table.zones[0];
        let renamed = ZoneForm { name: "Here".to_owned(), ..ZoneForm::of(kept) };
        write::save_zone(&world.shop, &manager(), kept.id, kept.version, &renamed).await.unwrap();
        let late = write::delete_zone(&world.shop, &manager(), kept.id, kept.version).await;
        assert!(matches!(late, Err(ShippingError::Conflict)));
        let now = world.shop.shipping.now();
        let zone = &now.table.zones[0];
        assert_eq!((zone.name.as_str(), zone.methods.len(), zone.methods[0].name.as_str()), ("Here", 3, "By bicycle"));
        assert_eq!(now.table.revision, desk.table.revision + 3, "what was refused counts for nothing");
        assert_eq!(world.number("SELECT COUNT(*) FROM audit WHERE action LIKE 'shipping.%'").await, 3);
    })
    .await
    .unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_zone_of_postcodes_has_its_own_ways_by_weight_and_size() {
    for_each_database(async |database: Database| {
        let world = World::open(database, 10, 10).await;
        let islands = write::create_zone(&world.shop, &manager(), &zone("Islands", "DE", "27498, 259")).await.unwrap();
        let way = MethodForm {
            name: "By ship".to_owned(),
            kind: "delivery".to_owned(),
            basis: "weight".to_owned(),
            tiers: [("", "12"), ("1", "15.50")].map(tier).to_vec(),
            free: "never".to_owned(),
            most_kilograms: "2".to_owned(),
            longest_centimetres: "40".to_owned(),
            days_least: "4".to_owned(),
            days_most: "6".to_owned(),
            position: "1".to_owned(),
            active: true,
            ..MethodForm::default()
        };
        write::create_method(&world.shop, &manager(), islands, &way).await.unwrap();
        let again = write::create_method(&world.shop, &manager(), islands, &MethodForm { active: false, ..way }).await;
        again.unwrap();
        world.run("UPDATE variant SET weight_grams = 600 WHERE sku = 'mug'").await;
        let token = world.cart(&[("mug", 1)]).await;
        let mut typed = form("test");
        typed.postcode = "27498".to_owned();
        let view = checkout::remember(&world.shop, &token, typed.clone()).await.unwrap();
        let ways: Vec<(&str, i64)> =
            view.shipping_options.iter().map(|way| (way.code.as_str(), way.price.minor)).collect();
        assert_eq!(ways, [("by-ship", 1_200)], "what is switched off is not offered");
        let both = world.cart(&[("mug", 2)]).await;
        let view = checkout::remember(&world.shop, &both, typed.clone()).await.unwrap();
        assert_eq!(view.totals.shipping.minor, 1_550);
        let heavy = world.cart(&[("mug", 4)]).await;
        let view = checkout::remember(&world.shop, &heavy, typed.clone()).await.unwrap();
        assert_eq!((view.notice, view.totals.shipping.minor), (Some(CheckoutNotice::NotDelivered), 0));
        let here = checkout::remember(&world.shop, &heavy, form("test")).await.unwrap();
        assert_eq!((here.notice, here.totals.shipping.minor), (None, 490), "on the mainland it is no trouble");
        world.run("UPDATE product SET length_mm = 100, height_mm = 401").await;
        let view = checkout::remember(&world.shop, &token, typed).await.unwrap();
        assert_eq!(view.shipping_options.len(), 0, "it is too long");
    })
    .await
    .unwrap();
}

fn tier((step, price): (&str, &str)) -> TierForm {
    TierForm { step: step.to_owned(), price: price.to_owned() }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_the_manager_typed_wrong_changes_nothing() {
    for_each_database(async |database: Database| {
        let world = World::open(database, 10, 10).await;
        let (desk, form) = first_way(&world.shop).await;
        let way = &desk.table.zones[0].methods[0];
        let fields = |error: Result<(), ShippingError>| match error {
            Err(ShippingError::Fields(fields)) => fields.into_iter().map(|(field, _)| field).collect::<Vec<_>>(),
            other => panic!("{other:?}"),
        };
        let wrong = MethodForm { name: String::new(), days_most: "1".to_owned(), ..form };
        let saved = write::save_method(&world.shop, &manager(), way.id, way.version, &wrong).await;
        assert_eq!(fields(saved), ["name", "days_most"]);
        let calendar = CalendarForm { time_zone: "Mars/Base".to_owned(), ..CalendarForm::of(&desk.table.calendar) };
        let saved = write::save_calendar(&world.shop, &manager(), 1, &calendar).await;
        assert_eq!(fields(saved), ["time_zone"]);
        write::create_zone(&world.shop, &manager(), &zone("Alps", "CH", "")).await.unwrap();
        let twice = write::create_zone(&world.shop, &manager(), &zone("Alps again", "CH", "")).await;
        assert_eq!(fields(twice.map(|_| ())), ["countries"]);
        let home = ZoneForm { name: "Here".to_owned(), places: "home".to_owned(), ..ZoneForm::default() };
        let twice = write::create_zone(&world.shop, &manager(), &home).await;
        assert_eq!(fields(twice.map(|_| ())), ["places"]);
        let gone = write::save_zone(&world.shop, &manager(), ShippingZoneId(99), 1, &home).await;
        assert!(matches!(gone, Err(ShippingError::NotFound)));
        assert_eq!(world.shop.shipping.now().table.zones.len(), 4);
    })
    .await
    .unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn the_days_follow_the_clock_and_the_holidays_of_the_shop() {
    for_each_database(async |database: Database| {
        let world = World::open(database, 10, 10).await;
        let calendar = CalendarForm {
            time_zone: "Pacific/Auckland".to_owned(),
            cut_off: "12:00".to_owned(),
            handling_days: "1".to_owned(),
            holidays: "11-25 A day off".to_owned(),
            ..CalendarForm::of(&ShippingTable::default().calendar)
        };
        write::save_calendar(&world.shop, &manager(), 1, &calendar).await.unwrap();
        // Monday 10:00 in UTC is Monday 23:00 there: it counts from Tuesday, leaves on Thursday, and is on the road over the weekend.
        let promise = read::promise(&world.shop).unwrap().unwrap();
        assert_eq!(promise.arrives.to_string(), "Mon 30 Nov – Tue 1 Dec");
        assert_eq!((promise.minutes_left, promise.cut_off.as_str()), (13 * 60, "12:00"));
    })
    .await
    .unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_way_is_called_in_the_language_that_is_read() {
    for_each_database(async |database: Database| {
        let world = World::open(database, 10, 10).await;
        let german = Language::parse("de").unwrap();
        let shop = testing::with_parts(&world.shop, |parts| {
            let mut settings = services::setting::ShopSettings::clone(&parts.settings);
            settings.languages = vec![german];
            parts.settings = std::sync::Arc::new(settings);
        });
        let (desk, form) = first_way(&shop).await;
        let way = &desk.table.zones[0].methods[0];
        let form = MethodForm { names: [("de".to_owned(), "Paket nach Hause".to_owned())].into(), ..form };
        write::save_method(&shop, &manager(), way.id, way.version, &form).await.unwrap();
        let token = world.cart(&[("mug", 1)]).await;
        let names = async |shop: &Shop| read::view(shop, &token).await.unwrap().shipping_options[0].name.clone();
        assert_eq!(names(&shop).await, "Parcel to your door");
        assert_eq!(names(&shop.clone().in_language(Some(german))).await, "Paket nach Hause");
    })
    .await
    .unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn another_process_that_serves_hears_of_a_change() {
    for_each_database(async |database: Database| {
        let world = World::open(database, 10, 10).await;
        let other = testing::with_parts(&world.shop, |parts| parts.shipping = std::sync::Arc::default());
        let rendered = other.shelf.generation();
        price_the_parcel(&world.shop, "7.90").await;
        assert!(other.shelf.generation() > rendered, "pages that show the former price are not given out");
        assert_eq!(other.shipping.now().table.revision, 1);
        let handlers: Handlers = vec![std::sync::Arc::new(TableHandler)];
        outbox::run_once(&other, &handlers).await.unwrap();
        assert_eq!(other.shipping.now().table, world.shop.shipping.now().table);
        let ways = preview(&other, Destination::country("DE"), euro(1_000), 0).unwrap();
        assert_eq!((ways[0].price.minor, HOME.0), (790, other.shipping.now().table.zones[0].id.0));
    })
    .await
    .unwrap();
}
