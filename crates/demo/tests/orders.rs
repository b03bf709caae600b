//! Eighteen months of orders look like a shop's and can be told again.

use demo::orders::{DemoOrder, DemoOutcome, orders};
use demo::people::customers;
use demo::{large_catalogue, shop};
use domain::kernel::{Date, Timestamp};
use std::collections::{BTreeMap, BTreeSet};

const CUSTOMERS: usize = 2500;

fn now() -> Timestamp {
    Timestamp(Date { year: 2026, month: 11, day: 23 }.days() * Timestamp::DAY + 11 * 3_600_000)
}

fn story() -> Vec<DemoOrder> {
    orders(&shop(1), CUSTOMERS, now()).collect()
}

#[test]
fn the_same_seed_and_hour_tell_the_same_story() {
    assert_eq!(story(), story());
}

#[test]
fn there_are_about_6000_orders_of_about_2500_customers_oldest_first() {
    let story = story();
    assert!((5400..=6800).contains(&story.len()), "{}", story.len());
    let people: BTreeSet<usize> = story.iter().map(|order| order.customer).collect();
    assert!((2200..=CUSTOMERS).contains(&people.len()), "{}", people.len());
    assert!(story.is_sorted_by_key(|order| order.placed_at));
    assert!(story.iter().all(|order| order.placed_at < now() && (1..=5).contains(&order.lines.len())));
}

#[test]
fn december_is_busier_than_july_and_mondays_than_saturdays() {
    let mut months = BTreeMap::new();
    let mut weekdays = BTreeMap::new();
    for order in story() {
        let date = order.placed_at.date();
        *months.entry((date.year, date.month)).or_insert(0) += 1;
        *weekdays.entry(date.weekday()).or_insert(0) += 1;
    }
    assert!(months[&(2025, 12)] > months[&(2025, 7)] * 3 / 2, "{months:?}");
    assert!(months[&(2026, 10)] > months[&(2025, 10)], "{months:?}");
    assert!(weekdays[&0] > weekdays[&5] * 5 / 4, "{weekdays:?}");
}

#[test]
fn nothing_happens_before_it_can_or_in_the_future() {
    let (mut sent, mut open, mut waiting, mut cancelled) = (0, 0, 0, 0);
    for order in story() {
        match order.outcome {
            DemoOutcome::Sent { paid_at, sent_at, .. } => {
                assert!(order.placed_at < paid_at && paid_at < sent_at && sent_at < now());
                sent += 1;
            }
            DemoOutcome::Paid { paid_at } => {
                assert!(order.placed_at < paid_at && paid_at <= now());
                assert!(order.placed_at.plus(8 * Timestamp::DAY) > now(), "paid and never sent");
                open += 1;
            }
            DemoOutcome::AwaitingTransfer => waiting += 1,
            DemoOutcome::Cancelled { at } => {
                assert!(order.placed_at < at && at < now());
                cancelled += 1;
            }
        }
    }
    assert!(sent > 5000 && (5..90).contains(&open) && (1..40).contains(&waiting), "{sent} {open} {waiting}");
    assert!((80..350).contains(&cancelled), "{cancelled}");
}

#[test]
fn nobody_buys_what_was_not_yet_on_sale() {
    let shop = shop(1);
    for order in orders(&shop, CUSTOMERS, now()) {
        let age = (now().0 - order.placed_at.0) / Timestamp::DAY;
        for line in &order.lines {
            let product = &shop.products[line.product];
            assert!(i64::from(product.age_days) > age && line.variant < product.variants.len());
        }
    }
}

#[test]
fn customers_have_their_own_mail_address_and_a_postcode_of_their_country() {
    let customers = customers(1, CUSTOMERS);
    let emails: BTreeSet<&String> = customers.iter().map(|customer| &customer.email).collect();
    assert_eq!(emails.len(), CUSTOMERS);
    assert!(emails.iter().all(|email| email.is_ascii() && email.ends_with("@example.org")));
    assert!(customers.iter().filter(|customer| customer.country == "DE").count() > CUSTOMERS / 3);
}

#[test]
fn a_large_catalogue_repeats_no_address_number_or_unit_and_draws_nothing_new() {
    let shop = shop(1);
    let drawn: BTreeSet<String> =
        shop.products.iter().flat_map(|product| &product.pictures).map(|picture| picture.spec.key()).collect();
    let (mut slugs, mut skus, mut gtins) = (BTreeSet::new(), BTreeSet::new(), BTreeSet::new());
    for product in large_catalogue(&shop, 3000) {
        assert!(slugs.insert(product.slug.clone()), "{}", product.slug);
        assert!((2..=12).contains(&product.variants.len()));
        assert!(product.pictures.iter().all(|picture| drawn.contains(&picture.spec.key())));
        for variant in product.variants {
            assert!(skus.insert(variant.sku.clone()), "{}", variant.sku);
            assert!(gtins.insert(variant.gtin.clone()), "{}", variant.gtin);
            assert!(variant.price > 0 && variant.compare_at.is_none_or(|former| former > variant.price));
        }
    }
    assert_eq!(slugs.len(), 3000);
}
