//! Offers with a link: what a manager writes, what the customer sees, and the one order that comes of it.

use std::sync::Arc;

use domain::{
    cart::view::LineProblem,
    checkout::view::{CheckoutNotice, PlaceOrder},
    currency::CurrencyForm,
    customer::AddressForm,
    draft::{
        DraftForm, DraftFormLine, DraftState,
        view::{DraftDetail, OfferView},
    },
    kernel::{CustomerId, DraftId, Language, Money, Timestamp},
    payment::PaymentMethod,
    shipping::{MethodForm, TierForm, ZoneForm},
};
use services::{
    cart::{self, CartToken},
    checkout::{self, write::Sender},
    currency,
    customer::{admin as customers, data},
    db::Database,
    draft::{
        DraftError,
        mail::DraftMailHandler,
        offer::{self, Opened, OrderedOffer},
        read, write,
    },
    outbox::{self, Handlers},
    setting::ShopSettings,
    shipping,
    testing::{self, for_each_database},
};

use crate::{
    catalog::manager,
    currency::code,
    payment::{AGREED, TEST},
    selling::{World, form as shopper},
};

/// A week later it is over: it holds until 30 November.
const LAST_DAY: &str = "2026-11-30";

fn line(sku: &str, quantity: &str, price: &str) -> DraftFormLine {
    DraftFormLine { sku: sku.to_owned(), quantity: quantity.to_owned(), price: price.to_owned() }
}

/// Two mugs for less than they cost, a tin at what it costs, delivery at an own price.
fn form() -> DraftForm {
    DraftForm {
        currency: "EUR".to_owned(),
        language: "en".to_owned(),
        email: "maren@example.org".to_owned(),
        address: AddressForm { country: "DE".to_owned(), ..AddressForm::default() },
        lines: vec![line("mug", "2", "19.50"), line("tin", "1", "")],
        shipping: "parcel".to_owned(),
        shipping_price: "3.00".to_owned(),
        note: "As we said on the phone.".to_owned(),
        last_day: LAST_DAY.to_owned(),
    }
}

async fn detail(world: &World, id: DraftId) -> DraftDetail {
    read::detail(&world.shop, id).await.unwrap()
}

async fn version(world: &World, id: DraftId) -> i64 {
    detail(world, id).await.version
}

/// A draft and the secret of its link.
async fn sent(world: &World, form: &DraftForm) -> (DraftId, String) {
    let id = write::create(&world.shop, &manager(), form).await.unwrap();
    (id, link(world, id).await)
}

async fn link(world: &World, id: DraftId) -> String {
    let address = write::send(&world.shop, &manager(), (id, version(world, id).await), false).await.unwrap();
    address.rsplit('/').next().unwrap().to_owned()
}

async fn offer_of(world: &World, token: &str) -> OfferView {
    match offer::open(&world.shop, token).await.unwrap() {
        Opened::Offer(offer) => *offer,
        other => panic!("{other:?}"),
    }
}

/// What the customer sends who sees this page.
fn request(offer: &OfferView, payment: &str) -> PlaceOrder {
    PlaceOrder {
        form: shopper(payment),
        idempotency_key: offer.checkout.idempotency_key.clone(),
        seen_total: offer.checkout.totals.total.minor,
        seen_due: None,
        seen_currency: Some(offer.checkout.totals.total.currency.code().to_owned()),
    }
}

async fn order(world: &World, token: &str, offer: &OfferView, payment: &str) -> OrderedOffer {
    let asked = (offer.version, Sender::default());
    offer::order(&world.shop, token, request(offer, payment), asked).await.unwrap()
}

async fn orders(world: &World) -> i64 {
    world.number("SELECT COUNT(*) FROM orders").await
}

fn fields(answer: Result<impl std::fmt::Debug, DraftError>) -> String {
    match answer {
        Err(DraftError::Fields(fields)) => fields.into_iter().map(|field| field.0).collect::<Vec<_>>().join(" "),
        other => panic!("{other:?}"),
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_offer_is_written_mailed_ordered_and_paid_as_one_ordinary_order() {
    for_each_database(async |database: Database| {
        let world = World::open(database, 10, 10).await;
        let preview = read::preview(&world.shop, &form()).await.unwrap();
        assert_eq!(preview.totals.total.minor, 2 * 1_950 + 900 + 300);
        assert_eq!(preview.lines[0].instead_of.unwrap().minor, 2_400);
        assert!(preview.options.iter().any(|option| option.code == "parcel" && option.price.minor == 490));
        let id = write::create(&world.shop, &manager(), &form()).await.unwrap();
        assert_eq!((detail(&world, id).await.state, world.stock("mug").await), (DraftState::Draft, (10, 0)));
        let address = write::send(&world.shop, &manager(), (id, 1), true).await.unwrap();
        let handlers: Handlers = vec![Arc::new(DraftMailHandler)];
        outbox::run_once(&world.shop, &handlers).await.unwrap();
        let mail = world.mailbox.sent().pop().unwrap();
        assert_eq!((mail.to.as_str(), mail.subject.as_str()), ("maren@example.org", "Your offer D1001 from Marram"));
        assert!(mail.text.contains(&address) && mail.text.contains("2 × A mug"), "{}", mail.text);
        let token = address.rsplit('/').next().unwrap();
        let seen = offer_of(&world, token).await;
        assert_eq!((seen.note.as_str(), seen.checkout.totals.total.minor), ("As we said on the phone.", 5_100));
        assert_eq!(seen.checkout.form.email, "maren@example.org");
        let placed = order(&world, token, &seen, "test").await;
        assert!(matches!(placed, OrderedOffer::Placed(_)), "{placed:?}");
        let number = world.text("SELECT number FROM orders").await;
        assert_eq!(world.number("SELECT total FROM orders").await, 5_100);
        assert_eq!(world.number("SELECT unit_price FROM order_line WHERE sku = 'mug'").await, 1_950);
        assert_eq!((world.stock("mug").await, world.stock("tin").await), ((10, 2), (10, 1)));
        world.provider.set(&number, AGREED);
        services::payment::write::confirm(&world.shop, TEST, &world.reference(&number)).await.unwrap();
        let after = detail(&world, id).await;
        assert_eq!((after.state, after.order.unwrap().1), (DraftState::Ordered, number.clone()));
        let gone = offer::open(&world.shop, token).await.unwrap();
        assert!(
            matches!(gone, Opened::Ordered(_)),
            "a paid order tells its address only to who has its own link: {gone:?}"
        );
        let event = world.text("SELECT text FROM order_event WHERE kind = 'placed'").await;
        assert_eq!(event, "Order placed by the link of draft D1001");
        assert!(matches!(write::withdraw(&world.shop, &manager(), id, 2).await, Err(DraftError::Ordered)));
        assert!(matches!(write::save(&world.shop, &manager(), id, 2, &form()).await, Err(DraftError::Ordered)));
        world.assert_invariants().await;
    })
    .await
    .unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn v16_only_the_last_link_opens_a_draft_and_only_its_digest_is_kept() {
    for_each_database(async |database: Database| {
        let world = World::open(database, 10, 10).await;
        let (id, first) = sent(&world, &form()).await;
        assert_ne!(world.text("SELECT token_hash FROM draft").await, first);
        let second = link(&world, id).await;
        assert!(matches!(offer::open(&world.shop, &first).await, Err(DraftError::NotFound)));
        for token in ["", "null", "' OR 1=1 --", &"0".repeat(32), &"A".repeat(32)] {
            assert!(matches!(offer::open(&world.shop, token).await, Err(DraftError::NotFound)), "{token}");
        }
        // The link is not the cart's secret: nobody makes two mugs at an own price many.
        let cart = CartToken::parse(&second).unwrap();
        assert!(cart::read::view(&world.shop, Some(&cart)).await.unwrap().is_empty());
        let (other, _) = cart::write::add(&world.shop, Some(cart), "mug", 5).await.unwrap();
        assert_eq!(cart::read::view(&world.shop, Some(&other)).await.unwrap().lines[0].unit_price.minor, 2_400);
        assert_eq!(offer_of(&world, &second).await.checkout.cart.item_count, 3);
        assert_eq!(world.number("SELECT COUNT(*) FROM audit WHERE action LIKE 'draft.%'").await, 3);
        assert_eq!(
            world.number("SELECT COUNT(*) FROM outbox WHERE kind = 'mail.draft'").await,
            0,
            "nobody asked for a mail"
        );
    })
    .await
    .unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn an_offer_that_is_over_or_withdrawn_says_so_and_orders_nothing() {
    for_each_database(async |database: Database| {
        let world = World::open(database, 10, 10).await;
        let (id, token) = sent(&world, &form()).await;
        let seen = offer_of(&world, &token).await;
        let at = version(&world, id).await;
        write::withdraw(&world.shop, &manager(), id, at).await.unwrap();
        assert!(matches!(offer::open(&world.shop, &token).await.unwrap(), Opened::Withdrawn(_)));
        assert_eq!(order(&world, &token, &seen, "transfer").await, OrderedOffer::LookAgain);
        assert!(matches!(write::save(&world.shop, &manager(), id, at + 1, &form()).await, Err(DraftError::NotNow(_))));
        let again = write::send(&world.shop, &manager(), (id, at + 1), false).await;
        assert!(matches!(again, Err(DraftError::NotNow(_))));
        write::restore(&world.shop, &manager(), id, at + 1).await.unwrap();
        assert_eq!(offer_of(&world, &token).await.number, "D1001", "undone, the same link opens it");
        world.clock.advance(8 * Timestamp::DAY);
        assert_eq!(detail(&world, id).await.state, DraftState::Expired);
        assert!(matches!(offer::open(&world.shop, &token).await.unwrap(), Opened::Expired(_)));
        let seen = OfferView { version: version(&world, id).await, ..seen };
        assert_eq!(order(&world, &token, &seen, "transfer").await, OrderedOffer::LookAgain);
        assert_eq!(fields(write::save(&world.shop, &manager(), id, seen.version, &form()).await), "last_day");
        let states = [None, Some(DraftState::Expired), Some(DraftState::Sent), Some(DraftState::Ordered)];
        let mut counts = Vec::new();
        for state in states {
            counts.push(read::list(&world.shop, state, " MAREN ", None).await.unwrap().rows.len());
        }
        assert_eq!(counts, [1, 1, 0, 0]);
        assert!(read::list(&world.shop, None, "nobody", None).await.unwrap().rows.is_empty());
        let later = DraftForm { last_day: "2026-12-24".to_owned(), ..form() };
        write::save(&world.shop, &manager(), id, seen.version, &later).await.unwrap();
        assert_eq!(offer_of(&world, &token).await.last_day.iso(), "2026-12-24", "a later day opens it again");
        assert_eq!(orders(&world).await, 0);
    })
    .await
    .unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn f11_v01_an_own_price_holds_and_any_other_sum_is_shown_before_it_is_charged() {
    for_each_database(async |database: Database| {
        let world = World::open(database, 10, 10).await;
        let (id, token) = sent(&world, &form()).await;
        let seen = offer_of(&world, &token).await;
        world.run("UPDATE variant SET price = 99900 WHERE sku = 'mug'").await;
        assert_eq!(offer_of(&world, &token).await.checkout.totals, seen.checkout.totals, "it was agreed");
        world.run("UPDATE variant SET price = 1000 WHERE sku = 'tin'").await;
        assert_eq!(order(&world, &token, &seen, "test").await, OrderedOffer::LookAgain);
        let now = offer_of(&world, &token).await;
        assert_eq!(now.checkout.notice, Some(CheckoutNotice::PriceChanged));
        assert_eq!((now.checkout.totals.total.minor, now.checkout.form.town.as_str()), (5_200, "Hamburg"));
        // The same sum for other things is another offer.
        let other = DraftForm { lines: vec![line("mug", "1", "19.50"), line("tin", "1", "29.50")], ..form() };
        write::save(&world.shop, &manager(), id, now.version, &other).await.unwrap();
        let changed = offer_of(&world, &token).await;
        assert_eq!(changed.checkout.totals.total.minor, 5_200);
        assert_eq!(changed.checkout.form.town, "Hamburg", "what the customer typed stays");
        let request = PlaceOrder { idempotency_key: changed.checkout.idempotency_key.clone(), ..request(&now, "test") };
        let stale = offer::order(&world.shop, &token, request, (now.version, Sender::default())).await.unwrap();
        assert_eq!((stale, orders(&world).await), (OrderedOffer::LookAgain, 0));
        assert!(matches!(order(&world, &token, &changed, "test").await, OrderedOffer::Placed(_)));
        assert_eq!(world.number("SELECT total FROM orders").await, 5_200);
    })
    .await
    .unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn another_country_is_priced_anew_and_what_is_wrong_keeps_everything_that_was_typed() {
    for_each_database(async |database: Database| {
        let world = World::open(database, 10, 10).await;
        let (_, token) = sent(&world, &form()).await;
        let seen = offer_of(&world, &token).await;
        let mut abroad = request(&seen, "test");
        abroad.form.country = "FR".to_owned();
        abroad.form.postcode = "75001".to_owned();
        let asked = (seen.version, Sender::default());
        assert_eq!(offer::order(&world.shop, &token, abroad.clone(), asked).await.unwrap(), OrderedOffer::LookAgain);
        let now = offer_of(&world, &token).await;
        assert_eq!((now.checkout.form.country.as_str(), orders(&world).await), ("FR", 0));
        assert_eq!(now.checkout.totals.shipping.minor, 990, "the price was agreed for Germany");
        assert!(now.checkout.notice.is_some(), "it says why nothing was ordered");
        let mut wrong = abroad.clone();
        wrong.form.full_name = String::new();
        let asked = (now.version, Sender::default());
        assert_eq!(offer::order(&world.shop, &token, wrong, asked).await.unwrap(), OrderedOffer::LookAgain);
        let told = offer_of(&world, &token).await;
        assert_eq!((told.checkout.errors.len(), told.checkout.form.street.as_str()), (1, "Große Elbstraße 14"));
        let totals = &told.checkout.totals;
        let form = domain::checkout::CheckoutForm { shipping: told.checkout.form.shipping.clone(), ..abroad.form };
        let request = PlaceOrder { form, seen_total: totals.total.minor, ..abroad };
        let placed = offer::order(&world.shop, &token, request, asked).await.unwrap();
        assert!(matches!(placed, OrderedOffer::Placed(_)), "{placed:?}");
        assert_eq!(world.number("SELECT total FROM orders").await, totals.total.minor);
    })
    .await
    .unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn r13_twenty_posts_at_once_are_one_order() {
    for_each_database(async |database: Database| {
        let world = World::open(database, 10, 10).await;
        let (id, token) = sent(&world, &form()).await;
        let seen = offer_of(&world, &token).await;
        let tasks: Vec<_> = (0..20)
            .map(|number| {
                let (world, token, seen) = (world.clone(), token.clone(), seen.clone());
                // Half of them are the same press, half come from elsewhere.
                let mut request = request(&seen, "test");
                if number % 2 == 1 {
                    request.form.full_name = format!("Maren Holt {number}");
                }
                let asked = (seen.version, Sender::default());
                tokio::spawn(async move { offer::order(&world.shop, &token, request, asked).await.unwrap() })
            })
            .collect();
        for task in tasks {
            task.await.unwrap();
        }
        assert_eq!((orders(&world).await, *world.provider.begun.lock().unwrap()), (1, 1));
        assert_eq!((world.stock("mug").await, detail(&world, id).await.state), ((10, 2), DraftState::Ordered));
        world.assert_invariants().await;
    })
    .await
    .unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn r13_whoever_withdraws_or_changes_an_offer_while_it_is_ordered_wins_or_loses_whole() {
    for_each_database(async |database: Database| {
        let world = World::open(database, 100, 100).await;
        for round in 0..6 {
            let (id, token) = sent(&world, &form()).await;
            let (seen, before) = (offer_of(&world, &token).await, orders(&world).await);
            let (ordering, changing) = (world.clone(), world.clone());
            let at = seen.version;
            let placed = tokio::spawn(async move { order(&ordering, &token, &seen, "test").await });
            let changed = tokio::spawn(async move {
                if round % 2 == 0 {
                    write::withdraw(&changing.shop, &manager(), id, at).await
                } else {
                    let form = DraftForm { lines: vec![line("tin", "1", "1.00")], ..form() };
                    write::save(&changing.shop, &manager(), id, at, &form).await.map(|_| ())
                }
            });
            let (placed, changed) = (placed.await.unwrap(), changed.await.unwrap());
            let is_ordered = matches!(placed, OrderedOffer::Placed(_));
            assert_eq!(is_ordered, matches!(changed, Err(DraftError::Ordered)), "{placed:?} {changed:?}");
            assert_eq!(orders(&world).await - before, i64::from(is_ordered));
        }
        assert_eq!(world.number("SELECT COUNT(*) FROM orders WHERE total <> 5100").await, 0);
        world.assert_invariants().await;
    })
    .await
    .unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn r09_the_last_one_gone_is_told_and_the_offer_stays() {
    for_each_database(async |database: Database| {
        let world = World::open(database, 2, 10).await;
        let (id, token) = sent(&world, &form()).await;
        let seen = offer_of(&world, &token).await;
        world.order(&[("mug", 1)], "test").await;
        assert_eq!(order(&world, &token, &seen, "test").await, OrderedOffer::LookAgain);
        let now = offer_of(&world, &token).await;
        assert_eq!(now.checkout.notice, Some(CheckoutNotice::StockChanged));
        assert_eq!(now.checkout.cart.lines[0].problem, Some(LineProblem::OnlyLeft(1)));
        assert_eq!((detail(&world, id).await.state, orders(&world).await), (DraftState::Sent, 1));
        world.assert_invariants().await;
    })
    .await
    .unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn of_two_people_who_save_one_wins_and_the_other_is_told() {
    for_each_database(async |database: Database| {
        let world = World::open(database, 10, 10).await;
        let id = write::create(&world.shop, &manager(), &form()).await.unwrap();
        let tasks: Vec<_> = (0..8)
            .map(|number| {
                let world = world.clone();
                tokio::spawn(async move {
                    let form = DraftForm { note: format!("Number {number}"), ..form() };
                    write::save(&world.shop, &manager(), id, 1, &form).await
                })
            })
            .collect();
        let mut saved = 0;
        for task in tasks {
            match task.await.unwrap() {
                Ok(_) => saved += 1,
                Err(error) => assert!(matches!(error, DraftError::Conflict), "{error:?}"),
            }
        }
        assert_eq!((saved, version(&world, id).await), (1, 2));
        assert_eq!(world.number("SELECT COUNT(*) FROM cart_line").await, 2);
        let unknown = write::save(&world.shop, &manager(), DraftId(1), 1, &form()).await;
        assert!(matches!(unknown, Err(DraftError::NotFound)));
    })
    .await
    .unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn an_offer_in_another_currency_holds_its_own_prices_and_follows_the_rate_elsewhere() {
    for_each_database(async |database: Database| {
        let world = World::open(database, 10, 10).await;
        let dollar = |rate: &str, open| CurrencyForm {
            code: "USD".to_owned(),
            rate: rate.to_owned(),
            rounding: "smallest".to_owned(),
            countries: String::new(),
            open,
        };
        currency::write::create(&world.shop, &manager(), &dollar("1.1", true)).await.unwrap();
        let form = DraftForm { currency: "USD".to_owned(), ..form() };
        let (_, token) = sent(&world, &form).await;
        let seen = offer_of(&world, &token).await;
        let usd = |minor| Money::new(minor, code("USD"));
        assert_eq!(seen.checkout.totals.total, usd(2 * 1_950 + 990 + 300), "the tin by the rate");
        let rate = async |rate: &str, open| {
            let version = currency::read::sheet(&world.shop, "USD").await.unwrap().currency.version;
            currency::write::save(&world.shop, &manager(), ("USD", version), &dollar(rate, open)).await.unwrap();
        };
        rate("2", true).await;
        assert_eq!(order(&world, &token, &seen, "test").await, OrderedOffer::LookAgain);
        let now = offer_of(&world, &token).await;
        assert_eq!(now.checkout.totals.total, usd(2 * 1_950 + 1_800 + 300));
        rate("2", false).await;
        assert!(matches!(offer::open(&world.shop, &token).await.unwrap(), Opened::Paused(_)));
        assert_eq!(order(&world, &token, &now, "test").await, OrderedOffer::LookAgain);
        assert_eq!(fields(read::preview(&world.shop, &form).await), "currency");
        rate("2", true).await;
        assert!(matches!(order(&world, &token, &now, "test").await, OrderedOffer::Placed(_)));
        assert_eq!(world.provider.all()[0].amount, usd(6_000));
        assert_eq!(world.number("SELECT COUNT(*) FROM order_rate").await, 1);
        world.assert_invariants().await;
    })
    .await
    .unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn the_mail_speaks_the_customers_language_and_a_replaced_link_is_not_mailed() {
    for_each_database(async |database: Database| {
        let mut world = World::open(database, 10, 10).await;
        let german = vec![Language::parse("de").unwrap()];
        let settings = ShopSettings { languages: german, ..(*world.shop.settings).clone() };
        world.shop = testing::with_parts(&world.shop, |parts| parts.settings = Arc::new(settings));
        let form = DraftForm { language: "de".to_owned(), ..form() };
        let id = write::create(&world.shop, &manager(), &form).await.unwrap();
        write::send(&world.shop, &manager(), (id, 1), true).await.unwrap();
        write::send(&world.shop, &manager(), (id, 2), true).await.unwrap();
        let handlers: Handlers = vec![Arc::new(DraftMailHandler)];
        outbox::run_once(&world.shop, &handlers).await.unwrap();
        let subjects: Vec<String> = world.mailbox.sent().into_iter().map(|mail| mail.subject).collect();
        assert_eq!(subjects, ["Ihr Angebot D1001 von Marram"]);
        let nobody = DraftForm { email: String::new(), ..form };
        write::save(&world.shop, &manager(), id, 3, &nobody).await.unwrap();
        let mailed = write::send(&world.shop, &manager(), (id, 4), true).await;
        assert!(matches!(mailed, Err(DraftError::NotNow(_))));
        let token = link(&world, id).await;
        let seen = offer_of(&world, &token).await;
        order(&world, &token, &seen, "transfer").await;
        assert_eq!(world.text("SELECT language FROM orders").await, "de");
    })
    .await
    .unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn items_and_ways_that_are_none_are_refused_beside_their_fields() {
    for_each_database(async |database: Database| {
        let world = World::open(database, 10, 10).await;
        let with = |lines| DraftForm { lines, ..form() };
        let lines = vec![DraftFormLine::default(), line("nothing", "1", ""), line("mug", "1", "")];
        assert_eq!(fields(write::create(&world.shop, &manager(), &with(lines)).await), "lines.1.sku");
        let shipping = DraftForm { shipping: "balloon".to_owned(), ..form() };
        assert_eq!(fields(read::preview(&world.shop, &shipping).await), "shipping");
        world.run("UPDATE product SET kind = 'gift_card' WHERE slug = 'tin'").await;
        assert_eq!(fields(read::preview(&world.shop, &form()).await), "lines.1.sku");
        let found = read::variants(&world.shop, "MU", "EUR").await.unwrap();
        assert_eq!((found.len(), found[0].sku.as_str(), found[0].free), (1, "mug", Some(10)));
        assert_eq!(world.number("SELECT COUNT(*) FROM draft").await, 0);
    })
    .await
    .unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_customers_offers_are_handed_out_and_forgotten_with_them_and_a_cart_of_a_draft_is_not_swept_away() {
    for_each_database(async |database: Database| {
        let world = World::open(database, 10, 10).await;
        world.run("INSERT INTO customer (id, email, full_name, created_at) VALUES (7, 'maren@example.org', 'Maren Holt', 1)").await;
        let (ordered, token) = sent(&world, &form()).await;
        let seen = offer_of(&world, &token).await;
        order(&world, &token, &seen, "transfer").await;
        let (open, token) = sent(&world, &form()).await;
        world.clock.advance(Timestamp::DAY);
        cart::write::forget_old(&world.shop, 0).await.unwrap();
        assert_eq!(offer_of(&world, &token).await.checkout.cart.item_count, 3);
        let told = data::of(&world.shop, CustomerId(7)).await.unwrap();
        assert_eq!(told["offers"].as_array().unwrap().len(), 2);
        assert_eq!(told["offers"][1]["note"], "As we said on the phone.");
        customers::erase(&world.shop, &manager(), CustomerId(7)).await.unwrap();
        assert_eq!(world.number("SELECT COUNT(*) FROM draft WHERE email <> '' OR note <> '' OR full_name <> ''").await, 0);
        assert_eq!(world.number("SELECT COUNT(*) FROM cart WHERE checkout_form LIKE '%maren%'").await, 0);
        let states = (detail(&world, ordered).await.state, detail(&world, open).await.state);
        assert_eq!(states, (DraftState::Ordered, DraftState::Withdrawn));
        let view = checkout::read::view(&world.shop, &CartToken::generate()).await.unwrap();
        assert!(view.cart.is_empty());
        world.assert_invariants().await;
    })
    .await
    .unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn v16_the_link_of_an_offer_leads_to_its_order_only_while_that_is_unpaid_and_later_only_who_made_it() {
    for_each_database(async |database: Database| {
        let world = World::open(database, 10, 10).await;
        let (_, token) = sent(&world, &form()).await;
        let seen = offer_of(&world, &token).await;
        let first = order(&world, &token, &seen, "transfer").await;
        assert!(matches!(offer::open(&world.shop, &token).await.unwrap(), Opened::Waiting(path) if path.starts_with("/orders/")));
        let other = async |name: &str| {
            let mut request = request(&seen, "transfer");
            request.form.full_name = name.to_owned();
            offer::order(&world.shop, &token, request, (seen.version, Sender::default())).await.unwrap()
        };
        assert_eq!(other("Somebody Else").await, first, "unpaid, it goes on there");
        world.run("UPDATE orders SET state = 'confirmed'").await;
        assert!(matches!(offer::open(&world.shop, &token).await.unwrap(), Opened::Ordered(_)));
        assert_eq!(other("Somebody Else").await, OrderedOffer::LookAgain);
        assert_eq!(order(&world, &token, &seen, "transfer").await, first, "the very same press has its order");
        assert_eq!(orders(&world).await, 1);
    })
    .await
    .unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn an_offer_whose_order_nobody_paid_is_called_off_and_a_new_one_begins_with_it() {
    for_each_database(async |database: Database| {
        let world = World::open(database, 10, 10).await;
        let (id, token) = sent(&world, &form()).await;
        let seen = offer_of(&world, &token).await;
        assert!(matches!(order(&world, &token, &seen, "test").await, OrderedOffer::Placed(_)));
        world.clock.advance(Timestamp::DAY);
        services::order::job::sweep(&world.shop).await.unwrap();
        assert_eq!(world.text("SELECT state FROM orders").await, "cancelled");
        let after = detail(&world, id).await;
        assert_eq!((after.state, after.order.is_some()), (DraftState::CalledOff, true));
        assert!(matches!(offer::open(&world.shop, &token).await.unwrap(), Opened::CalledOff(_)));
        let mut counts = Vec::new();
        for state in [DraftState::CalledOff, DraftState::Ordered, DraftState::Sent] {
            counts.push(read::list(&world.shop, Some(state), "", None).await.unwrap().rows.len());
        }
        assert_eq!(counts, [1, 0, 0]);
        world.clock.advance(30 * Timestamp::DAY);
        let blank = read::blank_from(&world.shop, id).await.unwrap();
        assert_eq!((blank.id, blank.number.as_str(), blank.form.lines.len()), (None, "", 2));
        let (_, token) = sent(&world, &blank.form).await;
        let seen = offer_of(&world, &token).await;
        assert_eq!((seen.number.as_str(), seen.checkout.totals.total.minor), ("D1002", 5_100));
        world.assert_invariants().await;
    })
    .await
    .unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_way_that_does_not_go_to_another_country_is_told_though_every_field_is_filled_in() {
    for_each_database(async |database: Database| {
        let world = World::open(database, 10, 10).await;
        let (_, token) = sent(&world, &form()).await;
        let seen = offer_of(&world, &token).await;
        let mut request = request(&seen, "test");
        request.form.shipping = "balloon".to_owned();
        let asked = (seen.version, Sender::default());
        assert_eq!(offer::order(&world.shop, &token, request, asked).await.unwrap(), OrderedOffer::LookAgain);
        let told = offer_of(&world, &token).await;
        assert_eq!((told.checkout.notice, orders(&world).await), (Some(CheckoutNotice::PriceChanged), 0));
    })
    .await
    .unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn what_the_shop_offered_may_be_all_of_its_stock_also_by_transfer() {
    for_each_database(async |database: Database| {
        let world = World::open(database, 2, 10).await;
        let (_, token) = sent(&world, &form()).await;
        let seen = offer_of(&world, &token).await;
        let placed = order(&world, &token, &seen, "transfer").await;
        assert!(
            matches!(placed, OrderedOffer::Placed(_)),
            "{placed:?} {:?}",
            offer_of(&world, &token).await.checkout.notice
        );
        assert_eq!(world.stock("mug").await, (2, 2));
        let number = world.text("SELECT number FROM orders").await;
        let own = crate::payment::token(&world, &number).await;
        for method in [PaymentMethod::Test, PaymentMethod::Transfer] {
            services::payment::start::pay_again(&world.shop, &own, method, "").await.unwrap();
        }
        let more = DraftForm { lines: vec![line("mug", "2", "")], ..form() };
        let preview = read::preview(&world.shop, &more).await.unwrap();
        assert_eq!(preview.lines[0].only, Some(0), "nobody can order it now, and the manager is told");
        world.assert_invariants().await;
    })
    .await
    .unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn v01_an_agreed_price_of_delivery_does_not_hold_for_an_island_of_the_same_country() {
    for_each_database(async |database: Database| {
        let world = World::open(database, 10, 10).await;
        let island = ZoneForm {
            name: "Islands".to_owned(),
            places: "countries".to_owned(),
            countries: [("DE".to_owned(), "true".to_owned())].into(),
            postcodes: "25980".to_owned(),
        };
        let zone = shipping::write::create_zone(&world.shop, &manager(), &island).await.unwrap();
        let desk = shipping::read::desk(&world.shop).await.unwrap();
        let parcel = MethodForm {
            tiers: vec![TierForm { step: String::new(), price: "19.00".to_owned() }],
            ..MethodForm::of(&desk.table.zones[0].methods[0], desk.currency)
        };
        shipping::write::create_method(&world.shop, &manager(), zone, &parcel).await.unwrap();
        let (_, token) = sent(&world, &form()).await;
        let seen = offer_of(&world, &token).await;
        assert_eq!(seen.checkout.totals.shipping.minor, 300);
        let mut there = request(&seen, "test");
        there.form.postcode = "25980".to_owned();
        let asked = (seen.version, Sender::default());
        assert_eq!(offer::order(&world.shop, &token, there, asked).await.unwrap(), OrderedOffer::LookAgain);
        assert_eq!(orders(&world).await, 0);
        assert_eq!(offer_of(&world, &token).await.checkout.totals.shipping.minor, 1_900);
        assert!(matches!(order(&world, &token, &seen, "test").await, OrderedOffer::Placed(_)), "Hamburg is no island");
    })
    .await
    .unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_save_here_leaves_what_the_customer_typed_in_the_fields_that_it_says_nothing_about() {
    for_each_database(async |database: Database| {
        let world = World::open(database, 10, 10).await;
        let (id, token) = sent(&world, &form()).await;
        offer::remember(&world.shop, &token, shopper("test"), "").await.unwrap();
        let at = version(&world, id).await;
        let mut moved = form();
        moved.address.town = "Kiel".to_owned();
        write::save(&world.shop, &manager(), id, at, &moved).await.unwrap();
        let form = offer_of(&world, &token).await.checkout.form;
        assert_eq!((form.town.as_str(), form.street.as_str()), ("Kiel", "Große Elbstraße 14"));
    })
    .await
    .unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn drafts_without_an_address_are_forgotten_with_who_ordered_them_and_old_ones_by_themselves() {
    for_each_database(async |database: Database| {
        let world = World::open(database, 10, 10).await;
        let nobody = DraftForm { email: String::new(), ..form() };
        let (_, token) = sent(&world, &nobody).await;
        let seen = offer_of(&world, &token).await;
        assert!(matches!(order(&world, &token, &seen, "transfer").await, OrderedOffer::Placed(_)));
        let customer = CustomerId(world.number("SELECT customer_id FROM orders").await);
        assert_eq!(data::of(&world.shop, customer).await.unwrap()["offers"].as_array().unwrap().len(), 1);
        customers::erase(&world.shop, &manager(), customer).await.unwrap();
        assert_eq!(world.number("SELECT COUNT(*) FROM draft WHERE note <> '' OR address <> '{}'").await, 0);
        assert_eq!(world.number("SELECT COUNT(*) FROM cart WHERE checkout_form <> '{}'").await, 0);

        let (id, token) = sent(&world, &form()).await;
        offer::remember(&world.shop, &token, shopper("test"), "").await.unwrap();
        services::draft::job::forget_old(&world.shop).await.unwrap();
        assert_eq!(detail(&world, id).await.form.email, "maren@example.org");
        world.clock.advance(99 * Timestamp::DAY);
        services::draft::job::forget_old(&world.shop).await.unwrap();
        let old = detail(&world, id).await;
        assert_eq!((old.form.email.as_str(), old.form.note.as_str(), old.form.lines.len()), ("", "", 2));
        assert_eq!(world.number("SELECT COUNT(*) FROM cart WHERE checkout_form <> '{}'").await, 0);
    })
    .await
    .unwrap();
}
