//! What is made to order: fields of the manager, answers of the shopper, lines that stand beside each other and share their stock.

use std::path::PathBuf;

use domain::{
    cart::view::LineProblem,
    catalog::personalisation::{AnswerValue, FieldKind, PersonalisationField},
    checkout::view::{CheckoutNotice, PlaceOrderOutcome},
    kernel::{Currency, Money, OrderId, PersonalisationFieldId, ProductId},
    payment::PaymentMethod,
};
use services::{
    cart::{CartError, CartToken, attached, read, write},
    catalog::admin::{SaveError, goods},
    checkout,
    db::Database,
    order, payment,
    testing::for_each_database,
};

use crate::{catalog::manager, payment::token as link, selling::World};

const MUG: ProductId = ProductId(1);

fn field(kind: FieldKind, label: &str, surcharge: i64) -> PersonalisationField {
    PersonalisationField {
        id: PersonalisationFieldId(0),
        kind,
        label: label.to_owned(),
        is_required: kind == FieldKind::Text,
        most_characters: 20,
        file_types: vec![".PNG".to_owned(), "pdf".to_owned()],
        surcharge: Money::new(surcharge, Currency::EUR),
    }
}

/// A shop whose mug gets a name for 5 euros, and perhaps a picture for 3.
async fn with_names(database: Database, mugs: i64) -> (World, PersonalisationFieldId, PersonalisationFieldId) {
    let world = World::open(database, mugs, 9).await;
    goods::put_field(&world.shop, &manager(), MUG, field(FieldKind::Text, " Name ", 500)).await.unwrap();
    let now = goods::put_field(&world.shop, &manager(), MUG, field(FieldKind::File, "Picture", 300)).await.unwrap();
    assert_eq!(
        (now.fields[0].label.as_str(), &now.fields[1].file_types[..]),
        ("Name", &["png".into(), "pdf".into()][..])
    );
    (world, now.fields[0].id, now.fields[1].id)
}

fn named(field: PersonalisationFieldId, name: &str) -> write::Given {
    vec![(field, AnswerValue::Text(name.to_owned()))]
}

async fn add(world: &World, token: Option<CartToken>, given: write::Given) -> Result<CartToken, CartError> {
    write::add_personalised(&world.shop, token, "mug", 1, given).await.map(|(token, _)| token)
}

fn upload(content: &[u8]) -> PathBuf {
    let path = std::env::temp_dir().join(format!("mercer-attached-{}", rand::random::<u64>()));
    std::fs::write(&path, content).unwrap();
    path
}

async fn attach(world: &World, name: &str, content: &[u8]) -> Result<AnswerValue, CartError> {
    let path = upload(content);
    let bytes = u64::try_from(content.len()).unwrap();
    let kept = attached::keep(&world.shop, attached::Upload { name, path: &path, bytes, head: content }).await;
    std::fs::remove_file(path).unwrap();
    kept
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_made_to_order_is_paid_before_it_is_made_and_not_on_delivery() {
    for_each_database(async |database: Database| {
        let (mut world, name, _) = with_names(database, 3).await;
        world.take_cash();
        let token = add(&world, None, named(name, "Ida")).await.unwrap();
        let view = checkout::read::view(&world.shop, &token).await.unwrap();
        assert!(view.payment_options.iter().all(|option| option.method != PaymentMethod::CashOnDelivery));
        let request = world.request(&token, "cash_on_delivery").await;
        let refused = checkout::write::place(&world.shop, &token, request).await.unwrap();
        assert!(matches!(refused, PlaceOrderOutcome::Invalid(_)), "{refused:?}");
        let request = world.request(&token, "test").await;
        checkout::write::place(&world.shop, &token, request).await.unwrap();
        let link = link(&world, &world.text("SELECT number FROM orders").await).await;
        let again = payment::start::pay_again(&world.shop, &link, PaymentMethod::CashOnDelivery, "").await;
        assert!(matches!(again, Err(payment::PaymentError::NotOffered)), "{again:?}");
    })
    .await
    .unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn r03_lines_with_other_words_stand_beside_each_other_and_share_the_stock() {
    for_each_database(async |database: Database| {
        let (world, name, _) = with_names(database, 3).await;
        let token = add(&world, None, named(name, "Ida")).await.unwrap();
        let token = add(&world, Some(token), named(name, "Ole")).await.unwrap();
        let token = add(&world, Some(token), named(name, " Ida ")).await.unwrap();
        let other = add(&world, None, named(name, "Una")).await.unwrap();
        let request = world.request(&other, "test").await;
        checkout::write::place(&world.shop, &other, request).await.unwrap();
        let cart = read::view(&world.shop, Some(&token)).await.unwrap();
        let lines: Vec<_> = cart.lines.iter().map(|line| (line.answers[0].words(), line.quantity.get())).collect();
        assert_eq!(lines, [("Ida", 2), ("Ole", 1)], "the same words make the line grow");
        assert_eq!(cart.lines[0].unit_price.minor, 2_900, "24 euros and 5 for the name");
        assert_eq!(cart.lines[1].problem, Some(LineProblem::SoldOut), "two of two are taken by the first line");
        let mut request = world.request(&token, "test").await;
        request.seen_total = 3 * 2_900 + 490;
        let outcome = checkout::write::place(&world.shop, &token, request).await.unwrap();
        assert_eq!(outcome, PlaceOrderOutcome::Refused(CheckoutNotice::StockChanged));
        write::set_quantity(&world.shop, &token, cart.lines[0].id, 1).await.unwrap();
        let request = world.request(&token, "test").await;
        assert_eq!(request.seen_total, 2 * 2_900 + 490);
        let outcome = checkout::write::place(&world.shop, &token, request).await.unwrap();
        assert!(matches!(outcome, PlaceOrderOutcome::Placed { .. }));
        assert_eq!(world.stock("mug").await, (3, 3));
        world.assert_invariants().await;
    })
    .await
    .unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn an_order_keeps_what_was_written_whatever_becomes_of_the_field() {
    for_each_database(async |database: Database| {
        let (world, name, picture) = with_names(database, 9).await;
        let image = attach(&world, "../Logo.png", b"\x89PNG\r\n\x1a\n....").await.unwrap();
        let mut given = named(name, "Für Ida\r\n& Ole");
        given.push((picture, image.clone()));
        let token = add(&world, None, given).await.unwrap();
        let request = world.request(&token, "transfer").await;
        assert_eq!(request.seen_total, 2_400 + 500 + 300 + 490);
        checkout::write::place(&world.shop, &token, request).await.unwrap();
        goods::remove_field(&world.shop, &manager(), MUG, name).await.unwrap();
        let id = OrderId(world.number("SELECT id FROM orders").await);
        let detail = order::admin::detail(&world.shop, id).await.unwrap();
        let line = &detail.order.lines[0];
        let told: Vec<_> = line.answers.iter().map(|answer| (answer.label.as_str(), answer.words())).collect();
        assert_eq!(told, [("Name", "Für Ida\n& Ole"), ("Picture", "Logo.png")]);
        assert_eq!(line.unit_price.minor, 3_200);
        let AnswerValue::File { key, .. } = image else { panic!("no file") };
        assert_eq!(attached::name_of(&world.shop, &key).await.unwrap(), Some(("Logo.png".to_owned(), 12)));
        world.clock.advance(100 * 86_400_000);
        assert_eq!(attached::forget_old(&world.shop, 60).await.unwrap(), 0, "an order has it");
        assert!(world.shop.files.exists(&key).await.unwrap());
        world.mails().await;
        assert!(world.mailbox.sent()[0].text.contains("Name: Für Ida / & Ole"));
    })
    .await
    .unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn v01_answers_are_checked_by_the_server_and_no_price_comes_with_them() {
    for_each_database(async |database: Database| {
        let (world, name, picture) = with_names(database, 9).await;
        let words = |error: CartError| match error {
            CartError::Personalisation(words) => words.join(" "),
            other => panic!("{other}"),
        };
        assert!(words(add(&world, None, Vec::new()).await.unwrap_err()).contains("Name: please fill this in"));
        assert!(words(add(&world, None, named(name, &"x".repeat(21))).await.unwrap_err()).contains("21 characters"));
        assert!(words(add(&world, None, named(name, "a\u{1b}b")).await.unwrap_err()).contains("control characters"));
        let mut given = named(name, "Ida");
        given.push((picture, AnswerValue::Text("attached-1".to_owned())));
        assert!(words(add(&world, None, given).await.unwrap_err()).contains("cannot be used"), "a key is no text");
        assert!(words(attach(&world, "page.png", b"<script>").await.unwrap_err()).contains("not what its name says"));
        assert!(words(attach(&world, "a.png", b"").await.unwrap_err()).contains("empty"));
        let program = attach(&world, "setup.exe", b"MZ").await.unwrap();
        let mut given = named(name, "Ida");
        given.push((picture, program));
        assert!(words(add(&world, None, given).await.unwrap_err()).contains("png, pdf"));
        assert_eq!(world.number("SELECT COUNT(*) FROM cart_line").await, 0);
        assert_eq!(attached::forget_old(&world.shop, -1).await.unwrap(), 1, "what nobody has is forgotten");
        assert_eq!(world.number("SELECT COUNT(*) FROM attached_file").await, 0);
    })
    .await
    .unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_line_whose_fields_have_changed_has_to_be_chosen_anew() {
    for_each_database(async |database: Database| {
        let (world, name, _) = with_names(database, 9).await;
        let token = add(&world, None, named(name, "Ida")).await.unwrap();
        let mut second = field(FieldKind::Text, "Font", 0);
        second.is_required = true;
        let font = goods::put_field(&world.shop, &manager(), MUG, second).await.unwrap().fields[2].id;
        let cart = read::view(&world.shop, Some(&token)).await.unwrap();
        assert_eq!(cart.lines[0].problem, Some(LineProblem::Outdated));
        let mut request = world.request(&token, "test").await;
        request.seen_total = 2_900 + 490;
        let outcome = checkout::write::place(&world.shop, &token, request).await.unwrap();
        assert_eq!(outcome, PlaceOrderOutcome::Refused(CheckoutNotice::StockChanged));
        goods::remove_field(&world.shop, &manager(), MUG, font).await.unwrap();
        assert_eq!(read::view(&world.shop, Some(&token)).await.unwrap().lines[0].problem, None);
        let mut dearer = field(FieldKind::Text, "Name", 700);
        dearer.id = name;
        goods::put_field(&world.shop, &manager(), MUG, dearer).await.unwrap();
        let cart = read::view(&world.shop, Some(&token)).await.unwrap();
        assert_eq!(cart.lines[0].unit_price.minor, 3_100, "a surcharge is that of now until it is ordered");
    })
    .await
    .unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn fields_that_cannot_be_are_refused_by_name() {
    for_each_database(async |database: Database| {
        let (world, name, _) = with_names(database, 9).await;
        let put = async |field: PersonalisationField| match goods::put_field(&world.shop, &manager(), MUG, field).await
        {
            Err(SaveError::Fields(fields)) => fields.into_iter().map(|(field, _)| field).collect::<Vec<_>>(),
            other => panic!("{other:?}"),
        };
        assert_eq!(put(field(FieldKind::Text, "  ", 0)).await, ["label"]);
        assert_eq!(put(field(FieldKind::Email, "Mail", 0)).await, ["kind"]);
        assert_eq!(put(field(FieldKind::Text, "Name", -1)).await, ["surcharge"]);
        assert_eq!(
            put(PersonalisationField { most_characters: 0, ..field(FieldKind::Text, "Name", 0) }).await,
            ["most_characters"]
        );
        let types = |types: &[&str]| types.iter().map(|one| (*one).to_owned()).collect::<Vec<String>>();
        for wrong in [types(&[]), types(&["p n g"]), types(&["../x"]), types(&["averylongending"])] {
            assert_eq!(
                put(PersonalisationField { file_types: wrong, ..field(FieldKind::File, "Picture", 0) }).await,
                ["file_types"]
            );
        }
        let lost = PersonalisationField { id: PersonalisationFieldId(404), ..field(FieldKind::Text, "Name", 0) };
        assert!(matches!(goods::put_field(&world.shop, &manager(), MUG, lost).await, Err(SaveError::NotFound)));
        let other = goods::remove_field(&world.shop, &manager(), ProductId(2), name).await;
        assert!(matches!(other, Err(SaveError::NotFound)), "the field of another product");
    })
    .await
    .unwrap();
}
