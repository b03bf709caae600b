//! What goes on beside the requests: effects are delivered, payments asked about, unpaid orders given up, old things forgotten.
//!
//! Every job may run in several processes at once: what it does, it does by guarded statements. One that fails is logged and
//! runs again at its next time.

use std::{future::Future, sync::Arc, time::Duration};

use adapters::web::Web;
use services::{
    Shop, account, cart, catalog, currency, customer, document, draft, gift_card,
    importer::{self, Pictures},
    ledger, media, order, outbox, payment, redirect, refund, search, shipping, tax,
};
use tokio::task::JoinSet;

/// A payment that is younger will be heard of by itself.
const PAYMENT_AGE: i64 = 30_000;
/// How long an import waits at most before it is begun.
const IMPORT_PAUSE: Duration = Duration::from_millis(700);
/// So many days a cart waits for its shopper; the cookie lives as long.
const CART_DAYS: i64 = 60;
/// Delivered effects and removed images are kept for so many days.
const KEPT_DAYS: i64 = 30;

/// So many changed products are looked at again at a time: after an import there may be many.
const MOST_SCORES: usize = 500;
const COMPLETENESS_PAUSE: Duration = Duration::from_secs(20);
/// So long such work rests between two parts: shoppers come first.
const REST: Duration = Duration::from_millis(200);
/// So long a search index that could not be built is left alone before it is tried again.
const INDEX_PAUSE: Duration = Duration::from_secs(10);

/// Starts all of them; they end when the set is dropped.
pub fn start(shop: &Shop) -> JoinSet<()> {
    let mut jobs = JoinSet::new();
    jobs.spawn(build_search(shop.clone()));
    jobs.spawn(import(shop.clone()));
    jobs.spawn(post_missing(shop.clone()));
    jobs.spawn(outbox::run(shop.clone(), handlers()));
    jobs.spawn(every(Duration::from_secs(15), shop.clone(), "payments", |shop| async move {
        payment::job::reconcile(&shop, PAYMENT_AGE).await.map(|_| ())
    }));
    jobs.spawn(every(Duration::from_secs(20), shop.clone(), "unpaid orders", |shop| async move {
        order::job::sweep(&shop).await.map(|_| ())
    }));
    jobs.spawn(every(Duration::from_secs(5), shop.clone(), "scheduled products", |shop| async move {
        catalog::admin::schedule::publish_due(&shop).await.map(|_| ())
    }));
    jobs.spawn(tell_completeness(shop.clone()));
    jobs.spawn(every(Duration::from_secs(20), shop.clone(), "prices of bundles", |shop| async move {
        catalog::admin::goods::settle_prices(&shop).await.map(|_| ())
    }));
    jobs.spawn(every(Duration::from_secs(5), shop.clone(), "changes of many products", |shop| async move {
        catalog::bulk::work(&shop).await.map(|_| ())
    }));
    jobs.spawn(every(Duration::from_secs(5), shop.clone(), "uses of old addresses", |shop| async move {
        redirect::job::write_hits(&shop).await
    }));
    jobs.spawn(every(Duration::from_secs(5), shop.clone(), "searches", |shop| async move {
        search::job::write_searches(&shop).await
    }));
    jobs.spawn(every(Duration::from_secs(3_600), shop.clone(), "old searches", |shop| async move {
        search::job::forget_old(&shop).await
    }));
    jobs.spawn(every(Duration::from_secs(3_600), shop.clone(), "carts", |shop| async move {
        cart::write::forget_old(&shop, CART_DAYS).await?;
        cart::attached::forget_old(&shop, CART_DAYS).await.map(|_| ())
    }));
    jobs.spawn(every(Duration::from_secs(3_600), shop.clone(), "old drafts", |shop| async move {
        draft::job::forget_old(&shop).await
    }));
    jobs.spawn(every(Duration::from_secs(3_600), shop.clone(), "sessions", |shop| async move {
        account::job::forget_ended(&shop).await
    }));
    jobs.spawn(every(Duration::from_secs(3_600), shop.clone(), "sessions of customers", |shop| async move {
        customer::job::forget_ended(&shop).await
    }));
    jobs.spawn(every(Duration::from_secs(3_600), shop.clone(), "effects", |shop| async move {
        outbox::forget_done(&shop, KEPT_DAYS).await.map(|_| ())
    }));
    jobs.spawn(every(Duration::from_secs(3_600), shop.clone(), "removed images", |shop| async move {
        media::job::delete_removed(&shop, KEPT_DAYS).await.map(|_| ())
    }));
    jobs.spawn(every(Duration::from_secs(3_600), shop.clone(), "old versions", |shop| async move {
        catalog::history::forget_old(&shop).await.map(|_| ())
    }));
    jobs
}

/// Who delivers which effect.
fn handlers() -> outbox::Handlers {
    let mut handlers = outside();
    handlers.push(Arc::new(catalog::job::IndexHandler));
    handlers.push(Arc::new(search::job::RulesHandler));
    handlers.push(Arc::new(shipping::job::TableHandler));
    handlers.push(Arc::new(tax::job::TableHandler));
    handlers.push(Arc::new(currency::job::TableHandler));
    handlers
}

/// Who delivers the effects that leave the shop. The others are for the memory of the process that serves.
#[must_use]
pub fn outside() -> outbox::Handlers {
    vec![
        Arc::new(order::mail::MailHandler),
        Arc::new(gift_card::mail::GiftCardMailHandler),
        Arc::new(customer::mail::AccountMailHandler),
        Arc::new(draft::mail::DraftMailHandler),
        Arc::new(refund::RefundHandler),
        Arc::new(payment::PageHandler),
        Arc::new(document::DocumentHandler),
    ]
}

/// Imports of the browser, one after the other.
async fn import(shop: Shop) {
    let pictures = match Web::new() {
        Ok(web) => Pictures::Web(Arc::new(web)),
        Err(error) => {
            tracing::error!(%error, "pictures of imports cannot be fetched");
            Pictures::None
        }
    };
    loop {
        match importer::task::work(&shop, &pictures).await {
            Ok(true) => {}
            Ok(false) => tokio::time::sleep(IMPORT_PAUSE).await,
            Err(error) => {
                tracing::error!(%error, "an import could not be worked on");
                tokio::time::sleep(IMPORT_PAUSE * 10).await;
            }
        }
    }
}

/// What was paid before there were books.
async fn post_missing(shop: Shop) {
    match ledger::job::catch_up(&shop, REST).await {
        Ok(0) => {}
        Ok(payments) => tracing::info!(payments, "payments were taken into the books"),
        Err(error) => tracing::error!(%error, "payments could not be taken into the books"),
    }
}

/// Pages are served meanwhile; a search waits for its end. Without it nobody finds anything, so it is tried until it is there.
async fn build_search(shop: Shop) {
    loop {
        let begun = std::time::Instant::now();
        match catalog::job::index_everything(&shop).await {
            Ok(products) => {
                let milliseconds = begun.elapsed().as_millis();
                return tracing::info!(products, milliseconds, "the search index is built");
            }
            Err(error) => tracing::error!(%error, "the search index could not be built"),
        }
        tokio::time::sleep(INDEX_PAUSE).await;
    }
}

/// How complete changed products are: while many wait, part after part.
async fn tell_completeness(shop: Shop) {
    let mut told: usize = 0;
    // The shop has better things to do while it starts.
    tokio::time::sleep(COMPLETENESS_PAUSE).await;
    loop {
        let pause = match catalog::admin::score::catch_up(&shop, MOST_SCORES).await {
            Ok(count) if count >= MOST_SCORES => {
                told = told.saturating_add(count);
                REST
            }
            Ok(count) => {
                if told > 0 {
                    let products = told.saturating_add(count);
                    tracing::info!(products, "it is told how complete many products are");
                }
                told = 0;
                COMPLETENESS_PAUSE
            }
            Err(error) => {
                tracing::error!(%error, "it could not be told how complete products are");
                COMPLETENESS_PAUSE
            }
        };
        tokio::time::sleep(pause).await;
    }
}

async fn every<F, W, E>(pause: Duration, shop: Shop, what: &'static str, work: F)
where
    F: Fn(Shop) -> W,
    W: Future<Output = Result<(), E>>,
    E: std::fmt::Display,
{
    let mut pulse = tokio::time::interval(pause);
    pulse.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
    // The first tick comes at once; the shop has better things to do while it starts.
    pulse.tick().await;
    loop {
        pulse.tick().await;
        if let Err(error) = work(shop.clone()).await {
            tracing::error!(%error, "looking after {what} failed");
        }
    }
}
