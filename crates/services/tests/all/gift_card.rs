//! Gift cards: issued once, by mail only, and never overspent.

use std::sync::Arc;

use domain::{
    catalog::{
        ProductKind,
        personalisation::{
            AnswerValue, FieldKind, PersonalisationField, RECIPIENT_EMAIL, RECIPIENT_MESSAGE, RECIPIENT_NAME,
        },
    },
    checkout::{
        CheckoutForm,
        view::{PlaceOrder, PlaceOrderOutcome},
    },
    gift_card::GiftCardCode,
    kernel::{Currency, GiftCardId, Money, OrderId, PersonalisationFieldId, ProductId},
    payment::{Observed, PaymentMethod},
};
use services::{
    cart::write::{Given, add_personalised},
    catalog::admin::goods,
    checkout,
    db::Database,
    gift_card::{GiftCardError, mail::GiftCardMailHandler, read, write},
    order,
    order::mail::MailHandler,
    outbox::{self, Handlers},
    payment,
    port::Message,
    testing::for_each_database,
};

use crate::{
    catalog::manager,
    selling::{World, form},
};

fn euro(minor: i64) -> Money {
    Money::new(minor, Currency::EUR)
}

/// A shop that sells gift cards of 50 euros.
pub async fn with_cards(database: Database) -> World {
    let world = World::open(database, 9, 9).await;
    for statement in [
        "INSERT INTO product (id, slug, title, published, created_at, updated_at) VALUES (3, 'card', 'A gift card', 1, 0, 0)",
        "INSERT INTO variant (id, product_id, sku, title, price, currency) VALUES (3, 3, 'card', '50', 5000, 'EUR')",
    ] {
        world.run(statement).await;
    }
    goods::set_kind(&world.shop, &manager(), ProductId(3), ProductKind::GiftCard).await.unwrap();
    world
}

/// Buys cards and pays for them.
pub async fn buy(world: &World, quantity: i64, given: Given) -> String {
    let (token, _) = add_personalised(&world.shop, None, "card", quantity, given).await.unwrap();
    let view = checkout::read::view(&world.shop, &token).await.unwrap();
    let form = CheckoutForm { street: String::new(), postcode: String::new(), town: String::new(), ..form("test") };
    let seen_total = view.totals.total.minor;
    let request = PlaceOrder { form, idempotency_key: view.idempotency_key, seen_total, ..PlaceOrder::default() };
    let outcome = checkout::write::place(&world.shop, &token, request).await.unwrap();
    assert!(matches!(outcome, PlaceOrderOutcome::Placed { .. }), "{outcome:?}");
    let number = world.text("SELECT number FROM orders ORDER BY id DESC LIMIT 1").await;
    assert_eq!(world.number("SELECT COUNT(*) FROM gift_card").await, 0, "nothing before it is paid");
    world.provider.set(&number, Observed::Captured { as_agreed: true });
    for _ in 0..3 {
        payment::write::confirm(&world.shop, PaymentMethod::Test, &world.reference(&number)).await.unwrap();
    }
    number
}

/// A second card, issued as the first one was.
async fn buy_another(world: &World) {
    world
        .run(
            "INSERT INTO gift_card (id, code_hash, last_four, currency, balance, recipient_email, created_at)
             SELECT id + 1, 'another', 'ABCD', currency, 5000, recipient_email, created_at FROM gift_card",
        )
        .await;
    world
        .run(
            "INSERT INTO gift_card_entry (id, gift_card_id, amount, reason, actor, created_at)
             SELECT 1, MAX(id), 5000, 'issued', 'test', 0 FROM gift_card",
        )
        .await;
}

pub async fn mails(world: &World) -> Vec<Message> {
    let handlers: Handlers = vec![Arc::new(MailHandler), Arc::new(GiftCardMailHandler)];
    outbox::run_once(&world.shop, &handlers).await.unwrap();
    world.mailbox.sent()
}

/// The code as the mail tells it.
pub fn code_in(mail: &Message) -> GiftCardCode {
    let line = mail.text.lines().find_map(|line| line.strip_prefix("Code: ")).unwrap();
    GiftCardCode::parse(line).unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn each_card_that_is_paid_is_issued_once_and_its_code_is_in_the_mail_alone() {
    for_each_database(async |database: Database| {
        let world = with_cards(database).await;
        let number = buy(&world, 2, Vec::new()).await;
        assert_eq!(world.state(&number).await.0, "completed", "there is nothing to send");
        assert_eq!(world.number("SELECT tax FROM orders").await, 0, "money is taxed when it is spent");
        assert_eq!(world.number("SELECT COUNT(*) FROM gift_card").await, 2, "however often the payment is confirmed");
        let sent = mails(&world).await;
        let cards: Vec<&Message> = sent.iter().filter(|mail| mail.subject == "Your gift card: €50.00").collect();
        assert_eq!(cards.len(), 2);
        assert!(cards.iter().all(|mail| mail.to == "maren@example.org"));
        let code = code_in(cards[0]);
        assert!(code != code_in(cards[1]));
        for column in ["code_hash", "last_four", "message", "recipient_name"] {
            let kept = world.text(&format!("SELECT {column} FROM gift_card ORDER BY id LIMIT 1")).await;
            assert!(!kept.to_uppercase().contains(code.reveal()), "{column}");
        }
        assert_eq!(world.number("SELECT COUNT(*) FROM outbox WHERE payload LIKE '%Code%'").await, 0);
        let id = OrderId(world.number("SELECT id FROM orders").await);
        let view = order::admin::detail(&world.shop, id).await.unwrap().order;
        assert_eq!((view.gift_cards.len(), view.gift_cards[0].amount), (2, euro(5_000)));
        world.assert_invariants().await;
    })
    .await
    .unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_gift_goes_to_whom_the_buyer_named_with_what_the_buyer_wrote() {
    for_each_database(async |database: Database| {
        let world = with_cards(database).await;
        let given = vec![
            (RECIPIENT_NAME, AnswerValue::Text("Ida <b>".to_owned())),
            (RECIPIENT_EMAIL, AnswerValue::Text("Ida@Example.org".to_owned())),
            (RECIPIENT_MESSAGE, AnswerValue::Text("Happy birthday!\nYours".to_owned())),
        ];
        buy(&world, 1, given).await;
        let sent = mails(&world).await;
        let gift = sent.iter().find(|mail| mail.to == "ida@example.org").unwrap();
        assert_eq!(gift.subject, "A gift card for you: €50.00");
        assert!(gift.text.contains("Maren Holt gives you") && gift.text.contains("Happy birthday!\nYours"));
        assert!(gift.html.contains("Ida &lt;b&gt;") && !gift.html.contains("<b>"), "{}", gift.html);
        let buyers: Vec<_> = sent.iter().filter(|mail| mail.to == "maren@example.org").collect();
        assert!(buyers.iter().all(|mail| !mail.text.contains("Code:")), "the buyer does not read the code");
        let refused = add_personalised(
            &world.shop,
            None,
            "card",
            1,
            vec![(RECIPIENT_EMAIL, AnswerValue::Text("nobody".to_owned()))],
        );
        assert!(refused.await.is_err());
    })
    .await
    .unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn r16_a_gift_card_is_never_overspent_and_its_balance_is_the_sum_of_its_entries() {
    for_each_database(async |database: Database| {
        let world = with_cards(database).await;
        buy(&world, 1, Vec::new()).await;
        let code = code_in(mails(&world).await.iter().find(|mail| mail.text.contains("Code:")).unwrap());
        let (shop, actor) = (&world.shop, manager());
        let redeem = async |code: &GiftCardCode, amount: Money| write::redeem(shop, code, amount, None, &actor).await;
        redeem(&code, euro(1_999)).await.unwrap();
        assert!(matches!(redeem(&code, euro(3_002)).await, Err(GiftCardError::NotEnough)));
        for wrong in [0, -1, i64::MIN] {
            assert!(matches!(redeem(&code, euro(wrong)).await, Err(GiftCardError::NoAmount)), "{wrong}");
        }
        assert!(matches!(redeem(&code, euro(i64::MAX)).await, Err(GiftCardError::NotEnough)));
        let yen = Money::new(1, Currency::parse("JPY").unwrap());
        assert!(matches!(redeem(&code, yen).await, Err(GiftCardError::NotEnough)), "money of another currency");
        let other = GiftCardCode::of_bits(7);
        assert!(matches!(redeem(&other, euro(1)).await, Err(GiftCardError::Unknown)));
        redeem(&code, euro(3_001)).await.unwrap();
        assert!(matches!(redeem(&code, euro(1)).await, Err(GiftCardError::NotEnough)));
        let rows = read::list(shop, None).await.unwrap();
        assert_eq!((rows.rows[0].balance, rows.rows[0].issued, rows.owed.base), (euro(0), euro(5_000), euro(0)));
        buy_another(&world).await;
        let card = read::list(shop, None).await.unwrap().rows[0].id;
        write::redeem_by_hand(shop, &actor, card, euro(4_000)).await.unwrap();
        for wrong in [1_001, 0, -5, i64::MAX] {
            assert!(write::redeem_by_hand(shop, &actor, card, euro(wrong)).await.is_err(), "{wrong}");
        }
        assert_eq!(read::list(shop, None).await.unwrap().owed.base, euro(1_000));
        world.assert_invariants().await;
    })
    .await
    .unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn f24_a_gift_card_that_is_spent_by_many_at_once_gives_what_it_holds() {
    for_each_database(async |database: Database| {
        let world = with_cards(database).await;
        buy(&world, 1, Vec::new()).await;
        let code = code_in(mails(&world).await.iter().find(|mail| mail.text.contains("Code:")).unwrap());
        let actor = manager();
        let tries = (0..20).map(|_| write::redeem(&world.shop, &code, euro(900), None, &actor));
        let answers = futures::future::join_all(tries).await;
        assert_eq!(answers.iter().filter(|answer| answer.is_ok()).count(), 5);
        assert!(answers.iter().all(|answer| matches!(answer, Ok(_) | Err(GiftCardError::NotEnough))));
        assert_eq!(world.number("SELECT balance FROM gift_card").await, 500);
        world.assert_invariants().await;
    })
    .await
    .unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_card_out_of_use_cannot_be_spent_and_its_code_is_sent_again_when_asked() {
    for_each_database(async |database: Database| {
        let world = with_cards(database).await;
        buy(&world, 1, Vec::new()).await;
        let code = code_in(mails(&world).await.iter().find(|mail| mail.text.contains("Code:")).unwrap());
        let card = GiftCardId(world.number("SELECT id FROM gift_card").await);
        write::send_again(&world.shop, &manager(), card).await.unwrap();
        let sent = mails(&world).await;
        let codes: Vec<GiftCardCode> = sent.iter().filter(|mail| mail.text.contains("Code:")).map(code_in).collect();
        assert_eq!(codes, [code.clone(), code.clone()], "the same code however often it is sent");
        write::set_active(&world.shop, &manager(), card, false).await.unwrap();
        let refused = write::redeem(&world.shop, &code, euro(1), None, &manager()).await;
        assert!(matches!(refused, Err(GiftCardError::Unknown)));
        write::send_again(&world.shop, &manager(), card).await.unwrap();
        assert_eq!(mails(&world).await.len(), sent.len(), "there is nothing to bring");
        write::set_active(&world.shop, &manager(), card, true).await.unwrap();
        assert_eq!(write::redeem(&world.shop, &code, euro(1), None, &manager()).await.unwrap(), card);
        let lost = write::send_again(&world.shop, &manager(), GiftCardId(404)).await;
        assert!(matches!(lost, Err(GiftCardError::Unknown)));
        world.assert_invariants().await;
    })
    .await
    .unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn v01_fields_of_the_product_put_no_money_on_a_card() {
    for_each_database(async |database: Database| {
        let world = with_cards(database).await;
        let field = PersonalisationField {
            id: PersonalisationFieldId(0),
            kind: FieldKind::Text,
            label: "Engraving".to_owned(),
            is_required: true,
            most_characters: 9,
            file_types: Vec::new(),
            surcharge: euro(900),
        };
        let field = goods::put_field(&world.shop, &manager(), ProductId(3), field).await.unwrap().fields[0].id;
        buy(&world, 1, vec![(field, AnswerValue::Text("Ida".to_owned()))]).await;
        assert_eq!(world.number("SELECT balance FROM gift_card").await, 5_000);
        assert_eq!(world.number("SELECT total FROM orders").await, 5_000);
        world.assert_invariants().await;
    })
    .await
    .unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn i06_what_was_taken_off_by_mistake_is_put_back_and_never_more() {
    for_each_database(async |database: Database| {
        let world = with_cards(database).await;
        buy(&world, 1, Vec::new()).await;
        let (shop, actor) = (&world.shop, manager());
        let card = GiftCardId(world.number("SELECT id FROM gift_card").await);
        assert!(matches!(write::put_back(shop, &actor, card, euro(1)).await, Err(GiftCardError::TooMuch)));
        write::redeem_by_hand(shop, &actor, card, euro(5_000)).await.unwrap();
        for wrong in [5_001, i64::MAX] {
            let refused = write::put_back(shop, &actor, card, euro(wrong)).await;
            assert!(matches!(refused, Err(GiftCardError::TooMuch | GiftCardError::Database(_))), "{wrong}");
        }
        assert!(matches!(write::put_back(shop, &actor, card, euro(-1)).await, Err(GiftCardError::NoAmount)));
        let tries = (0..8).map(|_| write::put_back(shop, &actor, card, euro(3_000)));
        let answers = futures::future::join_all(tries).await;
        assert_eq!(answers.iter().filter(|answer| answer.is_ok()).count(), 1);
        assert_eq!(world.number("SELECT balance FROM gift_card").await, 3_000);
        world.assert_invariants().await;
    })
    .await
    .unwrap();
}
