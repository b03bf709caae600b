//! What class of tax a thing has decides the rate that its sale has; the rates are edited, by place and day.

use std::sync::Arc;

use domain::{
    catalog::view::Origin,
    checkout::{
        CheckoutForm,
        view::{PlaceOrder, PlaceOrderOutcome},
    },
    kernel::{Date, DocumentId, Timestamp},
    refund::RefundWish,
    tax::{TaxPercent, TaxRate, TaxRateForm, TaxSettingsForm, TaxTable, view::RateFileOutcome},
};
use services::{
    Shop,
    catalog::admin::{self, SaveError},
    checkout::{self, read},
    db::Database,
    document, order,
    payment::write::confirm,
    refund::write::{RequestRefund, request as request_refund},
    tax::{TaxError, import, job, read::desk, write},
    testing::{self, for_each_database},
};

use crate::{
    catalog::{filled, manager, page},
    payment::{AGREED, TEST, order_id},
    selling::{World, form},
};

#[tokio::test(flavor = "multi_thread")]
async fn each_line_has_the_rate_of_its_class_and_delivery_follows_the_goods() {
    for_each_database(async |database: Database| {
        let world = World::open(database, 10, 10).await;
        world.run("UPDATE variant SET tax_class = 'reduced' WHERE sku = 'tin'").await;
        let token = world.cart(&[("mug", 1), ("tin", 1)]).await;
        let view = read::view(&world.shop, &token).await.unwrap();
        let rates = view.totals.taxes.iter().map(|tax| (tax.rate.millionths(), tax.gross.minor));
        assert_eq!(rates.collect::<Vec<_>>(), [(70_000, 900 + 134), (190_000, 2_400 + 356)]);
        world.order(&[("mug", 1), ("tin", 1)], "test").await;
        assert_eq!(world.number("SELECT tax_rate FROM order_line WHERE sku = 'tin'").await, 70_000);
        assert_eq!(world.number("SELECT tax_rate FROM order_line WHERE sku = 'mug'").await, 190_000);
        assert_eq!(world.number("SELECT tax FROM orders").await, 68 + 440);
        world.run("UPDATE variant SET tax_class = 'zero'").await;
        let token = world.cart(&[("mug", 1)]).await;
        let view = read::view(&world.shop, &token).await.unwrap();
        assert_eq!((view.totals.taxes[0].rate, view.totals.tax().minor), (TaxPercent::ZERO, 0));
        world.assert_invariants().await;
    })
    .await
    .unwrap();
}

#[tokio::test]
async fn the_class_of_a_variant_is_edited_with_it_and_restored_with_its_version() {
    for_each_database(async |database: Database| {
        let shop = filled(database).await;
        let mut form = admin::form(&shop, page(&shop, "mug-1").await.id).await.unwrap();
        assert_eq!(form.variants[0].tax_class, "standard");
        form.variants[0].tax_class = "reduced".to_owned();
        let saved = admin::save(&shop, &manager(), form).await.unwrap();
        assert_eq!(saved.variants[0].tax_class, "reduced");
        let versions = services::catalog::history::read(&shop, saved.id, None).await.unwrap().versions;
        assert_eq!((versions[0].origin, versions[0].changes.len()), (Origin::Editor, 1));
        services::catalog::history::restore(&shop, &manager(), saved.id, None).await.unwrap();
        let mut back = admin::form(&shop, saved.id).await.unwrap();
        assert_eq!(back.variants[0].tax_class, "standard");
        back.variants[0].tax_class = "luxury".to_owned();
        let refused = admin::save(&shop, &manager(), back).await;
        let Err(SaveError::Fields(fields)) = refused else { panic!("{refused:?}") };
        assert_eq!(fields[0].0, "variants.0.tax_class");
    })
    .await
    .unwrap();
}

async fn rates(shop: &Shop) -> TaxTable {
    desk(shop, "").await.unwrap().table
}

fn german(percent: &str, from: &str) -> TaxRateForm {
    TaxRateForm {
        class: "standard".to_owned(),
        country: "DE".to_owned(),
        percent: percent.to_owned(),
        from: from.to_owned(),
        ..TaxRateForm::default()
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_new_database_has_the_rates_that_the_program_begins_with() {
    for_each_database(async |database: Database| {
        let world = World::open(database, 10, 10).await;
        job::renew(&world.shop).await.unwrap();
        assert_eq!(*world.shop.taxes.now(), TaxTable::default());
    })
    .await
    .unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn f13_a_rate_that_changes_under_a_shopper_holds_for_all_of_the_order_or_for_nothing_of_it() {
    for_each_database(async |database: Database| {
        let world = World::open(database, 10, 10).await;
        world.run("UPDATE variant SET tax_class = 'reduced' WHERE sku = 'tin'").await;
        world.order(&[("mug", 1), ("tin", 1)], "test").await;
        let before = world.number("SELECT tax FROM orders").await;
        let token = world.cart(&[("mug", 1), ("tin", 1)]).await;
        let request = world.request(&token, "test").await;
        write::create(&world.shop, &manager(), &german("16", "2026-11-23")).await.unwrap();
        let placed = checkout::write::place(&world.shop, &token, request).await.unwrap();
        assert!(matches!(placed, PlaceOrderOutcome::Placed { .. }), "what is paid stays: {placed:?}");
        let newest = "(SELECT MAX(id) FROM orders)";
        let number =
            async |column: &str| world.number(&format!("SELECT {column} FROM orders WHERE id = {newest}")).await;
        let line = async |sku: &str| {
            let statement = format!("SELECT tax_rate FROM order_line WHERE order_id = {newest} AND sku = '{sku}'");
            world.number(&statement).await
        };
        assert_eq!((line("mug").await, line("tin").await), (160_000, 70_000));
        // 27.56 at 16 % and 10.34 at 7 %, the delivery shared between them.
        assert_eq!(number("tax").await, 380 + 68);
        assert_eq!(number("tax_revision").await, world.shop.taxes.now().revision);
        assert_eq!(world.number("SELECT MIN(tax_revision) FROM orders").await, 1);
        assert_eq!(world.number("SELECT MAX(tax) FROM orders").await, before, "the older order keeps its rates");
        world.assert_invariants().await;
    })
    .await
    .unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_new_rate_ends_the_one_before_and_starts_on_its_day() {
    for_each_database(async |database: Database| {
        let world = World::open(database, 10, 10).await;
        write::create(&world.shop, &manager(), &german("20", "2026-11-25")).await.unwrap();
        let token = world.cart(&[("mug", 1)]).await;
        let rate = async || read::view(&world.shop, &token).await.unwrap().totals.taxes[0].rate.to_string();
        assert_eq!(rate().await, "19");
        world.clock.advance(2 * Timestamp::DAY);
        assert_eq!(rate().await, "20", "nobody had to do anything on that day");
        let table = rates(&world.shop).await;
        let german = |from_year: i32| {
            let of_year =
                |rate: &&TaxRate| rate.country == "DE" && rate.class.key() == "standard" && rate.from.year == from_year;
            table.rates.iter().find(of_year).unwrap().clone()
        };
        assert_eq!(german(1993).until.unwrap().iso(), "2026-11-24");
        assert_eq!((german(2026).rate.to_string().as_str(), german(2026).until), ("20", None));
    })
    .await
    .unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn rates_that_hold_together_are_refused_and_one_that_has_begun_stays() {
    for_each_database(async |database: Database| {
        let world = World::open(database, 10, 10).await;
        let shop = &world.shop;
        let fields = |refused: Result<(), TaxError>| match refused {
            Err(TaxError::Fields(fields)) => fields.into_iter().map(|(field, _)| field).collect::<Vec<_>>(),
            other => panic!("{other:?}"),
        };
        let early = write::create(shop, &manager(), &german("18", "1990-01-01")).await;
        assert_eq!(fields(early.map(|_| ())), ["from"], "it would hold beside the one that is there");
        let wrong = write::create(shop, &manager(), &german("many", "2026-12-01")).await;
        assert_eq!(fields(wrong.map(|_| ())), ["percent"]);
        let next = write::create(shop, &manager(), &german("20", "2026-12-01")).await.unwrap();
        let known =
            rates(shop).await.rates.into_iter().find(|rate| rate.from.year == 1993 && rate.country == "DE").unwrap();
        let longer = TaxRateForm { until: String::new(), ..TaxRateForm::of(&known) };
        assert_eq!(fields(write::save(shop, &manager(), known.id, known.version, &longer).await), ["from"]);
        let begun = write::delete(shop, &manager(), known.id, known.version).await;
        assert!(matches!(begun, Err(TaxError::HasBegun)));
        let renamed = german("21", "2026-12-01");
        write::save(shop, &manager(), next, 1, &renamed).await.unwrap();
        let late = write::save(shop, &manager(), next, 1, &renamed).await;
        assert!(matches!(late, Err(TaxError::Conflict)), "the second manager is told");
        let late = write::delete(shop, &manager(), next, 1).await;
        assert!(matches!(late, Err(TaxError::Conflict)));
        write::delete(shop, &manager(), next, 2).await.unwrap();
        assert!(matches!(write::delete(shop, &manager(), next, 2).await, Err(TaxError::NotFound)));
        assert_eq!(shop.taxes.now().revision, 4, "what was refused counts for nothing");
        assert_eq!(world.number("SELECT COUNT(*) FROM audit WHERE action LIKE 'tax.%'").await, 3);
    })
    .await
    .unwrap();
}

/// The standard rates of Germany, each with its first and last day.
async fn in_germany(shop: &Shop) -> Vec<(String, String, Option<String>)> {
    let mut known = rates(shop).await.rates;
    known.retain(|rate| rate.country == "DE" && rate.class.key() == "standard");
    known.sort_by_key(|rate| rate.from);
    known.iter().map(|rate| (rate.rate.to_string(), rate.from.iso(), rate.until.map(Date::iso))).collect()
}

fn days(expected: &[(&str, &str, &str)]) -> Vec<(String, String, Option<String>)> {
    let last = |until: &str| Some(until.to_owned()).filter(|until| !until.is_empty());
    expected.iter().map(|(rate, from, until)| ((*rate).to_owned(), (*from).to_owned(), last(until))).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn after_a_rate_for_a_while_the_former_one_goes_on() {
    for_each_database(async |database: Database| {
        let world = World::open(database, 10, 10).await;
        let while_it_lasts = TaxRateForm { until: "2027-06-30".to_owned(), ..german("16", "2027-01-01") };
        let id = write::create(&world.shop, &manager(), &while_it_lasts).await.unwrap();
        let expected =
            [("19", "1993-01-01", "2026-12-31"), ("16", "2027-01-01", "2027-06-30"), ("19", "2027-07-01", "")];
        assert_eq!(in_germany(&world.shop).await, days(&expected));
        write::delete(&world.shop, &manager(), id, 1).await.unwrap();
        let expected = [("19", "1993-01-01", "2027-06-30"), ("19", "2027-07-01", "")];
        assert_eq!(in_germany(&world.shop).await, days(&expected), "the former one has its days");
    })
    .await
    .unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_planned_rate_that_is_deleted_gives_its_days_to_the_former_one() {
    for_each_database(async |database: Database| {
        let world = World::open(database, 10, 10).await;
        let id = write::create(&world.shop, &manager(), &german("20", "2027-01-01")).await.unwrap();
        write::delete(&world.shop, &manager(), id, 1).await.unwrap();
        assert_eq!(in_germany(&world.shop).await, days(&[("19", "1993-01-01", "")]));
    })
    .await
    .unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn no_change_leaves_a_day_without_the_standard_rate_that_it_had() {
    for_each_database(async |database: Database| {
        let world = World::open(database, 10, 10).await;
        let shop = &world.shop;
        let next = write::create(shop, &manager(), &german("20", "2027-01-01")).await.unwrap();
        let before = rates(shop).await;
        let refused = async |form: TaxRateForm| match write::save(shop, &manager(), next, 1, &form).await {
            Err(TaxError::Fields(fields)) => fields[0].clone(),
            other => panic!("{other:?}"),
        };
        for (form, day) in [
            (german("20", "2027-02-01"), "1 Jan 2027"),
            (TaxRateForm { until: "2027-12-31".to_owned(), ..german("20", "2027-01-01") }, "1 Jan 2028"),
            (
                TaxRateForm {
                    region: "Helgoland".to_owned(),
                    postcodes: "27".to_owned(),
                    ..german("20", "2027-01-01")
                },
                "1 Jan 2027",
            ),
        ] {
            let (field, words) = refused(form).await;
            assert!(field == "from" && words.contains(day) && words.contains("Germany"), "{field}: {words}");
        }
        assert_eq!(rates(shop).await, before, "what was refused changed nothing");
        world.run("DELETE FROM tax_rate WHERE country = 'GB'").await;
        let typed =
            TaxSettingsForm { oss: true, adds_tax: false, registered: [("GB".to_owned(), "true".to_owned())].into() };
        let Err(TaxError::Fields(fields)) = write::save_settings(shop, &manager(), 1, &typed).await else { panic!() };
        assert!(fields[0].0 == "registered" && fields[0].1.contains("United Kingdom"), "{fields:?}");
    })
    .await
    .unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn where_taxes_are_collected_decides_whose_rate_an_order_abroad_has() {
    for_each_database(async |database: Database| {
        let world = World::open(database, 10, 10).await;
        let token = world.cart(&[("mug", 1)]).await;
        let rate = async |country: &str, postcode: &str| {
            let typed = CheckoutForm { country: country.to_owned(), postcode: postcode.to_owned(), ..form("test") };
            checkout::write::remember(&world.shop, &token, typed).await.unwrap().totals.taxes[0].rate.to_string()
        };
        assert_eq!((rate("DK", "").await, rate("GB", "").await), ("25".to_owned(), "0".to_owned()));
        let typed =
            TaxSettingsForm { oss: false, adds_tax: false, registered: [("GB".to_owned(), "true".to_owned())].into() };
        write::save_settings(&world.shop, &manager(), 1, &typed).await.unwrap();
        assert_eq!((rate("DK", "").await, rate("GB", "").await), ("19".to_owned(), "20".to_owned()));
        let late = write::save_settings(&world.shop, &manager(), 1, &typed).await;
        assert!(matches!(late, Err(TaxError::Conflict)));
        let oss = TaxSettingsForm { oss: true, ..TaxSettingsForm::default() };
        write::save_settings(&world.shop, &manager(), 2, &oss).await.unwrap();
        let region = TaxRateForm {
            class: "standard".to_owned(),
            country: "ES".to_owned(),
            region: "Canary Islands".to_owned(),
            postcodes: "35, 38".to_owned(),
            percent: "0".to_owned(),
            from: "2020-01-01".to_owned(),
            until: String::new(),
        };
        write::create(&world.shop, &manager(), &region).await.unwrap();
        assert_eq!((rate("ES", "28001").await, rate("ES", "35001").await), ("21".to_owned(), "0".to_owned()));
    })
    .await
    .unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_fetched_has_the_rate_of_the_place_where_it_is_fetched() {
    for_each_database(async |database: Database| {
        let world = World::open(database, 10, 10).await;
        world.run("UPDATE shipping_method SET kind = 'pickup' WHERE zone_id = 2").await;
        services::shipping::job::renew(&world.shop).await.unwrap();
        let token = world.cart(&[("mug", 1)]).await;
        let typed = CheckoutForm { country: "DK".to_owned(), postcode: String::new(), ..form("test") };
        let view = checkout::write::remember(&world.shop, &token, typed).await.unwrap();
        assert_eq!(view.totals.taxes[0].rate.to_string(), "19");
    })
    .await
    .unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn where_prices_are_without_tax_it_is_added_by_postcode_and_everything_that_follows_agrees() {
    for_each_database(async |database: Database| {
        let mut world = World::open(database, 10, 10).await;
        let mut settings = (*world.shop.settings).clone();
        settings.country = "US".to_owned();
        world.shop = testing::with_parts(&world.shop, |parts| parts.settings = Arc::new(settings));
        let texas = |region: &str, postcodes: &str, percent: &str| TaxRateForm {
            class: "standard".to_owned(),
            country: "US".to_owned(),
            region: region.to_owned(),
            postcodes: postcodes.to_owned(),
            percent: percent.to_owned(),
            from: "2026-01-01".to_owned(),
            until: String::new(),
        };
        // A state, and a county of it with more.
        for form in [texas("Texas", "75, 76, 77, 78, 79", "6.25"), texas("Travis County", "787", "8.875")] {
            write::create(&world.shop, &manager(), &form).await.unwrap();
        }
        let adds = TaxSettingsForm { oss: false, adds_tax: true, ..TaxSettingsForm::default() };
        write::save_settings(&world.shop, &manager(), 1, &adds).await.unwrap();
        let token = world.cart(&[("mug", 3)]).await;
        let typed = |postcode: &str| CheckoutForm {
            country: "US".to_owned(),
            postcode: postcode.to_owned(),
            town: "Austin, TX".to_owned(),
            shipping: String::new(),
            ..form("test")
        };
        let tax = async |postcode: &str| {
            let view = checkout::write::remember(&world.shop, &token, typed(postcode)).await.unwrap();
            let shown = view.totals.shown();
            assert_eq!((shown.goods.minor, view.cart.lines[0].line_total.minor), (7_200, 7_200));
            let base = shown.goods.minor + shown.shipping_before.minor;
            assert_eq!(shown.added_tax, Some(view.totals.tax()));
            assert_eq!(view.totals.total.minor, base + view.totals.tax().minor);
            (view.totals.taxes[0].rate.millionths(), view.totals.tax().minor, base)
        };
        assert_eq!(tax("10001").await.0, 0, "no rate, no tax: the shop is not registered there");
        assert_eq!(tax("75001").await.0, 62_500);
        let (rate, added, base) = tax("78701").await;
        assert_eq!((rate, added), (88_750, (base * 88_750 + 500_000) / 1_000_000), "as in New York");

        let view = checkout::read::view(&world.shop, &token).await.unwrap();
        let request = PlaceOrder {
            form: view.form,
            idempotency_key: view.idempotency_key,
            seen_total: view.totals.total.minor,
            ..PlaceOrder::default()
        };
        let placed = checkout::write::place(&world.shop, &token, request).await.unwrap();
        assert!(matches!(placed, PlaceOrderOutcome::Placed { .. }), "{placed:?}");
        let number = world.text("SELECT number FROM orders").await;
        world.provider.set(&number, AGREED);
        confirm(&world.shop, TEST, &world.reference(&number)).await.unwrap();
        world.documents().await;
        let order = order_id(&world, &number).await;
        let detail = order::admin::detail(&world.shop, order).await.unwrap();
        assert_eq!((detail.order.lines[0].line_total.minor, detail.order.totals.total.minor), (7_200, base + added));
        let invoice = DocumentId(world.number("SELECT id FROM document").await);
        let invoice = document::read::by_id(&world.shop, invoice).await.unwrap();
        assert_eq!((invoice.shown(&invoice.lines[0]).minor, invoice.tax.minor), (7_200, added));

        let wish = RefundWish {
            lines: vec![(detail.order.lines[0].id, 3)],
            shipping: detail.order.totals.shipping.minor,
            besides: 0,
        };
        let wanted = RequestRefund { order, version: detail.version, wish, restock: true, reason: String::new() };
        request_refund(&world.shop, &manager(), wanted).await.unwrap();
        world.give_back().await;
        world.documents().await;
        assert_eq!(world.number("SELECT CAST(SUM(amount) AS BIGINT) FROM refund").await, base + added, "tax and all");
        world.assert_invariants().await;
    })
    .await
    .unwrap();
}

#[tokio::test]
async fn a_file_of_rates_is_shown_and_then_taken_as_a_whole_and_taking_it_again_changes_nothing() {
    for_each_database(async |database: Database| {
        let shop = filled(database).await;
        let file = "Country code;State code;Postcode / ZIP;City;Rate %;Tax name;Priority;Compound;Shipping;Tax class\n\
                    US;*;*;*;0;Tax;1;0;1;\nUS;CA;*;*;7.25;Tax;1;0;0;\nUS;CA;90210;BEVERLY HILLS;9.5;Tax;1;0;1;\n\
                    DE;*;*;*;18;MwSt;1;0;1;\n";
        let before = rates(&shop).await;
        let read =
            |new, ended, same, is_taken| RateFileOutcome::Read { new, ended, same, untaxed_deliveries: 1, is_taken };
        assert_eq!(import::preview(&shop, file, "2099-01-01").await.unwrap(), read(4, 1, 0, false));
        assert!(rates(&shop).await == before, "looking changes nothing");
        assert_eq!(import::take(&shop, &manager(), file, "2099-01-01").await.unwrap(), read(4, 1, 0, true));
        let after = rates(&shop).await;
        assert_eq!((after.rates.len(), after.revision), (before.rates.len() + 4, before.revision + 1));
        assert_eq!(shop.taxes.now().revision, after.revision, "it is in force at once");
        let german: Vec<&TaxRate> =
            after.rates.iter().filter(|rate| rate.country == "DE" && rate.class.key() == "standard").collect();
        let days: Vec<(String, Option<String>)> =
            german.iter().map(|rate| (rate.rate.to_string(), rate.until.map(Date::iso))).collect();
        assert_eq!(days, [("18".to_owned(), None), ("19".to_owned(), Some("2098-12-31".to_owned()))]);
        assert_eq!(import::take(&shop, &manager(), file, "2099-01-01").await.unwrap(), read(0, 0, 4, true));
        let found = desk(&shop, "90210").await.unwrap().table.rates;
        let found: Vec<&str> = found.iter().map(|rate| rate.region.as_str()).collect();
        assert_eq!(found, ["CA", "CA BEVERLY HILLS"]);
        let broken = file.replace(";9.5;", ";8.87505;");
        let Err(TaxError::File(problems)) = import::take(&shop, &manager(), &broken, "2099-02-01").await else {
            panic!("a rate with five decimals is told");
        };
        assert_eq!(problems.iter().map(|problem| problem.line).collect::<Vec<_>>(), [4]);
        assert!(rates(&shop).await.rates == after.rates);
    })
    .await
    .unwrap();
}
