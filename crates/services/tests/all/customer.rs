//! Accounts of customers: opened by a proven address, signed in to by links that work once, and gone when they are deleted.

use std::sync::Arc;

use domain::{
    checkout::{
        CheckoutForm,
        view::{PlaceOrder, PlaceOrderOutcome},
    },
    customer::{AddressForm, view::CustomerView},
    draft::{DraftForm, DraftFormLine},
    kernel::{AddressId, CustomerId, Timestamp},
};
use services::{
    account::PasswordError,
    cart::CartToken,
    checkout::{self, write::Sender},
    customer::{
        CustomerError, CustomerToken, LinkToken,
        address::{self, Use},
        admin, data, delete_own, job, link,
        mail::AccountMailHandler,
        read, write,
    },
    db::Database,
    draft, order,
    outbox::{self, Handlers},
    testing::for_each_database,
};

use crate::{
    catalog::manager,
    payment::{order_id, token},
    selling::{World, form},
};

const EMAIL: &str = "maren@example.org";
const FROM: &str = "192.0.2.7";
const HOUR: i64 = 60 * 60 * 1000;

/// What was mailed about accounts since the shop opened: to whom and what.
async fn mails(world: &World) -> Vec<(String, String)> {
    let handlers: Handlers = vec![Arc::new(AccountMailHandler)];
    outbox::run_once(&world.shop, &handlers).await.unwrap();
    world.mailbox.sent().into_iter().map(|mail| (mail.to, mail.text)).collect()
}

/// The secret of the link in the last mail.
async fn last_link(world: &World) -> LinkToken {
    let (_, text) = mails(world).await.pop().unwrap();
    let base = format!("{}/", world.shop.settings.base_url);
    let line = text.lines().find(|line| line.starts_with(&base)).unwrap_or_else(|| panic!("no link in {text}"));
    let secret = line.rsplit('/').next().unwrap().split('?').next().unwrap();
    LinkToken::parse(secret).unwrap()
}

/// Somebody who has ordered as a guest and signs in by link.
async fn signed_in(world: &World) -> CustomerToken {
    let number = world.order(&[("tin", 1)], "transfer").await;
    link::offer(&world.shop, &token(world, &number).await, FROM).await.unwrap();
    link::enter(&world.shop, &last_link(world).await, None).await.unwrap()
}

async fn who(world: &World, token: &CustomerToken) -> Option<CustomerView> {
    read::signed_in(&world.shop, Some(token)).await.unwrap()
}

async fn customer(world: &World, token: &CustomerToken) -> CustomerView {
    who(world, token).await.unwrap()
}

/// Another customer with an account, by the same way.
async fn other(world: &World, email: &str) -> CustomerView {
    let cart = world.cart(&[("tin", 1)]).await;
    let outcome = place(world, &cart, email, Sender::default()).await;
    assert!(matches!(outcome, PlaceOrderOutcome::Placed { .. }), "{outcome:?}");
    link::ask(&world.shop, email, "", "198.51.100.1").await.unwrap();
    let token = link::enter(&world.shop, &last_link(world).await, None).await.unwrap();
    customer(world, &token).await
}

async fn place(world: &World, cart: &CartToken, email: &str, sender: Sender<'_>) -> PlaceOrderOutcome {
    let request = world.request(cart, "transfer").await;
    let request = PlaceOrder { form: CheckoutForm { email: email.to_owned(), ..request.form }, ..request };
    checkout::write::place_as(&world.shop, cart, request, sender).await.unwrap()
}

fn typed(street: &str) -> AddressForm {
    AddressForm {
        country: "DE".to_owned(),
        full_name: "Maren Holt".to_owned(),
        postcode: "20354".to_owned(),
        town: "Hamburg".to_owned(),
        street: street.to_owned(),
        extra: String::new(),
    }
}

fn email(text: &str) -> write::NewEmail {
    write::NewEmail { current: String::new(), email: text.to_owned(), address: FROM.to_owned() }
}

fn password(text: &str) -> write::NewPassword {
    write::NewPassword { current: String::new(), password: text.to_owned(), address: FROM.to_owned() }
}

fn sign_in(email: &str, password: &str) -> write::SignIn {
    write::SignIn { email: email.to_owned(), password: password.to_owned(), address: FROM.to_owned(), previous: None }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_account_opens_by_the_link_of_an_order_and_keeps_its_name_and_address() {
    for_each_database(async |database: Database| {
        let world = World::open(database, 10, 10).await;
        let earlier = world.order(&[("mug", 1)], "transfer").await;
        let number = world.order(&[("tin", 1)], "transfer").await;
        let order = token(&world, &number).await;
        link::offer(&world.shop, &order, FROM).await.unwrap();
        assert_eq!(world.number("SELECT COUNT(*) FROM customer WHERE account_since IS NOT NULL").await, 0);
        let link_token = last_link(&world).await;
        let open = read::link(&world.shop, &link_token).await.unwrap().unwrap();
        assert_eq!(open.email, EMAIL);
        assert_eq!(open.keeps.unwrap().street, form("transfer").street, "looking at it uses nothing");
        let session = link::enter(&world.shop, &link_token, None).await.unwrap();
        let customer = customer(&world, &session).await;
        assert_eq!((customer.email.as_str(), customer.full_name.as_str()), (EMAIL, "Maren Holt"));
        assert!(customer.by_link && !customer.has_password);
        let orders = read::orders(&world.shop, customer.id).await.unwrap();
        let numbers: Vec<String> = orders.iter().map(|order| order.number.to_string()).collect();
        assert_eq!(numbers, [number, earlier], "the orders of the guest are there");
        assert_eq!(orders[0].path, format!("/orders/{order}"));
        assert!(read::owns_order(&world.shop, Some(&session), &order).await.unwrap());
        let addresses = read::addresses(&world.shop, customer.id).await.unwrap();
        assert_eq!(addresses.len(), 1);
        assert!(addresses[0].for_delivery && addresses[0].for_bills);
    })
    .await
    .unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn v16_a_link_works_once_for_an_hour_and_stands_nowhere_but_in_its_mail() {
    for_each_database(async |database: Database| {
        let world = World::open(database, 10, 10).await;
        world.order(&[("tin", 1)], "transfer").await;
        link::ask(&world.shop, " Maren@Example.org ", "checkout", FROM).await.unwrap();
        let first = last_link(&world).await;
        let (to, text) = mails(&world).await.pop().unwrap();
        assert_eq!(to, EMAIL);
        let begins = format!("{}/account/link/", world.shop.settings.base_url);
        assert!(text.contains(&begins) && text.contains("?next=checkout"), "{text}");
        for column in ["SELECT token_hash FROM customer_link", "SELECT payload FROM outbox WHERE kind = 'mail.account'"]
        {
            assert!(!world.text(column).await.contains(first.reveal()), "{column}");
        }
        link::enter(&world.shop, &first, None).await.unwrap();
        assert!(matches!(link::enter(&world.shop, &first, None).await, Err(CustomerError::LinkOver)));
        link::ask(&world.shop, EMAIL, "", FROM).await.unwrap();
        let late = last_link(&world).await;
        world.clock.advance(HOUR);
        assert_eq!(read::link(&world.shop, &late).await.unwrap(), None);
        assert!(matches!(link::enter(&world.shop, &late, None).await, Err(CustomerError::LinkOver)));
        job::forget_ended(&world.shop).await.unwrap();
        assert_eq!(world.number("SELECT COUNT(*) FROM customer_link").await, 0);
    })
    .await
    .unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn v28_who_asks_for_a_link_or_guesses_a_password_does_not_learn_who_is_a_customer() {
    for_each_database(async |database: Database| {
        let world = World::open(database, 10, 10).await;
        world.order(&[("tin", 1)], "transfer").await;
        link::ask(&world.shop, "stranger@example.org", "", FROM).await.unwrap();
        assert!(mails(&world).await.is_empty(), "nobody is written to who is no customer");
        link::ask(&world.shop, EMAIL, "", FROM).await.unwrap();
        assert_eq!(mails(&world).await.len(), 1);
        let session = link::enter(&world.shop, &last_link(&world).await, None).await.unwrap();
        for email in ["stranger@example.org", EMAIL, "no address"] {
            let refused = write::sign_in(&world.shop, sign_in(email, "sand and salt")).await;
            assert!(matches!(refused, Err(CustomerError::WrongCredentials)), "{email}");
        }
        write::set_password(&world.shop, &customer(&world, &session).await, password("sand and salt")).await.unwrap();
        let refused = write::sign_in(&world.shop, sign_in(EMAIL, "salt and sand")).await;
        assert!(matches!(refused, Err(CustomerError::WrongCredentials)));
        write::sign_in(&world.shop, sign_in(EMAIL, "sand and salt")).await.unwrap();
    })
    .await
    .unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn f47_links_and_passwords_are_limited_alike_for_customers_and_strangers() {
    for_each_database(async |database: Database| {
        let world = World::open(database, 10, 10).await;
        world.order(&[("tin", 1)], "transfer").await;
        for email in [EMAIL, "stranger@example.org"] {
            let mut asked = 0;
            while link::ask(&world.shop, email, "", FROM).await.is_ok() {
                asked += 1;
            }
            assert_eq!(asked, 5, "{email}");
            let mut tried = 0;
            while !matches!(write::sign_in(&world.shop, sign_in(email, "wrong")).await, Err(CustomerError::TooMany)) {
                tried += 1;
            }
            assert_eq!(tried, 10, "{email}");
        }
        link::ask(&world.shop, EMAIL, "", "198.51.100.7").await.unwrap();
        world.clock.advance(HOUR);
        link::ask(&world.shop, EMAIL, "", FROM).await.unwrap();
    })
    .await
    .unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn v14_v15_f56_every_sign_in_makes_a_new_session_and_old_ones_are_dead() {
    for_each_database(async |database: Database| {
        let world = World::open(database, 10, 10).await;
        let first = signed_in(&world).await;
        link::ask(&world.shop, EMAIL, "", FROM).await.unwrap();
        let second = link::enter(&world.shop, &last_link(&world).await, Some(first.clone())).await.unwrap();
        assert_ne!(first, second);
        assert_eq!((who(&world, &first).await, who(&world, &second).await.is_some()), (None, true));
        let third = write::set_password(&world.shop, &customer(&world, &second).await, password("sand and salt")).await;
        let third = third.unwrap();
        assert_eq!((who(&world, &second).await, who(&world, &third).await.is_some()), (None, true));
        let fourth = write::sign_in(&world.shop, sign_in(EMAIL, "sand and salt")).await.unwrap();
        write::sign_out(&world.shop, &third).await.unwrap();
        assert_eq!((who(&world, &third).await, who(&world, &fourth).await.is_some()), (None, true));
        link::ask(&world.shop, EMAIL, "", FROM).await.unwrap();
        let open = last_link(&world).await;
        let customer = customer(&world, &fourth).await;
        write::sign_out_everywhere(&world.shop, customer.id).await.unwrap();
        assert_eq!(who(&world, &fourth).await, None);
        assert!(matches!(link::enter(&world.shop, &open, None).await, Err(CustomerError::LinkOver)), "links end too");
        let last = write::sign_in(&world.shop, sign_in(EMAIL, "sand and salt")).await.unwrap();
        world.clock.advance(31 * Timestamp::DAY);
        assert_eq!(who(&world, &last).await, None, "nobody used it for a month");
        job::forget_ended(&world.shop).await.unwrap();
        assert_eq!(world.number("SELECT COUNT(*) FROM customer_session").await, 0);
    })
    .await
    .unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_password_is_changed_with_the_one_before_or_after_a_mailed_link_and_the_customer_is_told() {
    for_each_database(async |database: Database| {
        let world = World::open(database, 10, 10).await;
        let by_link = customer(&world, &signed_in(&world).await).await;
        let short = write::set_password(&world.shop, &by_link, password("short")).await;
        assert!(matches!(short, Err(CustomerError::Password(PasswordError::TooShort))));
        let session = write::set_password(&world.shop, &by_link, password("sand and salt")).await.unwrap();
        let told = mails(&world).await.pop().unwrap();
        assert_eq!(told.0, EMAIL);
        assert!(told.1.contains("password of your account was set"), "{}", told.1);
        let by_password = customer(&world, &session).await;
        assert!(by_password.has_password && !by_password.by_link);
        let refused = write::set_password(&world.shop, &by_password, password("another good one")).await;
        assert!(matches!(refused, Err(CustomerError::WrongPassword)));
        let typed = write::NewPassword { current: "sand and salt".to_owned(), ..password("another good one") };
        write::set_password(&world.shop, &by_password, typed).await.unwrap();
        write::sign_in(&world.shop, sign_in(EMAIL, "another good one")).await.unwrap();
        link::ask(&world.shop, EMAIL, "", FROM).await.unwrap();
        let forgot = link::enter(&world.shop, &last_link(&world).await, None).await.unwrap();
        let forgot = customer(&world, &forgot).await;
        write::set_password(&world.shop, &forgot, password("a third good one")).await.unwrap();
        let session = write::sign_in(&world.shop, sign_in(EMAIL, "a third good one")).await.unwrap();
        let by_password = customer(&world, &session).await;
        let refused = write::ask_email(&world.shop, &by_password, email("new@example.org")).await;
        assert!(matches!(refused, Err(CustomerError::WrongPassword)), "an open session does not take the account away");
        let known = write::NewEmail { current: "a third good one".to_owned(), ..email("new@example.org") };
        write::ask_email(&world.shop, &by_password, known).await.unwrap();
    })
    .await
    .unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn v02_v03_an_address_is_only_its_owners() {
    for_each_database(async |database: Database| {
        let world = World::open(database, 10, 10).await;
        let owner = customer(&world, &signed_in(&world).await).await;
        let stranger = other(&world, "stranger@example.org").await;
        address::save(&world.shop, owner.id, None, &typed("Second street 2")).await.unwrap();
        let addresses = read::addresses(&world.shop, owner.id).await.unwrap();
        let id = addresses[1].id;
        let nobody = CustomerId(0);
        for caller in [stranger.id, nobody] {
            let not_found = |answer: Result<(), CustomerError>| matches!(answer, Err(CustomerError::NotFound));
            assert!(not_found(read::address(&world.shop, caller, id).await.map(|_| ())));
            assert!(not_found(address::save(&world.shop, caller, Some(id), &typed("Stolen 1")).await));
            assert!(not_found(address::delete(&world.shop, caller, id).await));
            for usual in [Use::Delivery, Use::Bills] {
                assert!(not_found(address::set_usual(&world.shop, caller, id, usual).await));
            }
        }
        let refused = address::save(&world.shop, nobody, None, &typed("Nowhere 1")).await;
        assert!(matches!(refused, Err(CustomerError::NotSignedIn)));
        assert_eq!(read::addresses(&world.shop, owner.id).await.unwrap(), addresses, "nothing of it was changed");
        address::save(&world.shop, owner.id, Some(id), &typed("Changed street 3")).await.unwrap();
        address::set_usual(&world.shop, owner.id, id, Use::Delivery).await.unwrap();
        let changed = read::address(&world.shop, owner.id, id).await.unwrap();
        assert_eq!((changed.address.street.as_str(), changed.for_delivery), ("Changed street 3", true));
        let usual = "SELECT COUNT(*) FROM customer_address WHERE for_delivery = 1 AND customer_id = ";
        assert_eq!(world.number(&format!("{usual}{}", owner.id)).await, 1);
        address::delete(&world.shop, owner.id, id).await.unwrap();
        assert!(matches!(address::delete(&world.shop, owner.id, AddressId(1)).await, Err(CustomerError::NotFound)));
    })
    .await
    .unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn as_many_addresses_are_kept_as_fit_and_none_twice() {
    for_each_database(async |database: Database| {
        let world = World::open(database, 10, 10).await;
        let owner = customer(&world, &signed_in(&world).await).await;
        for number in 0..19 {
            for _ in 0..2 {
                address::save(&world.shop, owner.id, None, &typed(&format!("Street {number}"))).await.unwrap_or(());
            }
        }
        assert_eq!(read::addresses(&world.shop, owner.id).await.unwrap().len(), 20);
        let refused = address::save(&world.shop, owner.id, None, &typed("Street 99")).await;
        assert!(matches!(refused, Err(CustomerError::TooManyAddresses)));
        let wrong = address::save(&world.shop, owner.id, None, &AddressForm::default()).await;
        assert!(matches!(wrong, Err(CustomerError::Fields(fields)) if fields.len() >= 4));
    })
    .await
    .unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn the_checkout_of_a_customer_is_filled_in_and_the_order_is_theirs() {
    for_each_database(async |database: Database| {
        let mut world = World::open(database, 10, 10).await;
        world.be_patient();
        let owner = customer(&world, &signed_in(&world).await).await;
        let known = read::known(&world.shop, &owner, true).await.unwrap();
        let cart = world.cart(&[("mug", 1)]).await;
        let view = checkout::read::view_for(&world.shop, &cart, Some(&known)).await.unwrap();
        assert_eq!(view.form, form("transfer"), "e-mail, name, address, delivery and payment as last time");
        assert_eq!(known.saved.len(), 1);
        let guest = checkout::read::view(&world.shop, &cart).await.unwrap();
        assert!(guest.form.is_untouched(), "v27: a guest gets nothing of it");
        let started = CheckoutForm { full_name: "Somebody Else".to_owned(), ..CheckoutForm::default() };
        checkout::write::remember(&world.shop, &cart, started).await.unwrap();
        let view = checkout::read::view_for(&world.shop, &cart, Some(&known)).await.unwrap();
        assert_eq!((view.form.full_name.as_str(), view.form.email.as_str()), ("Somebody Else", ""), "typed is typed");
        let saves_address = true;
        let sender = Sender { address: FROM, customer: Some(owner.id), saves_address, draft: None };
        let request = world.request(&cart, "transfer").await;
        let moved = CheckoutForm { street: "New street 9".to_owned(), ..form("transfer") };
        let request = PlaceOrder { form: moved, ..request };
        for _ in 0..2 {
            let outcome = checkout::write::place_as(&world.shop, &cart, request.clone(), sender).await.unwrap();
            assert!(matches!(outcome, PlaceOrderOutcome::Placed { .. }), "{outcome:?}");
        }
        assert_eq!(read::orders(&world.shop, owner.id).await.unwrap().len(), 2);
        assert_eq!(read::addresses(&world.shop, owner.id).await.unwrap().len(), 2, "the address was kept, once");
        world.assert_invariants().await;
    })
    .await
    .unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn v27_a_guest_with_a_registered_address_is_signed_in_nowhere_and_a_link_to_another_address_opens_no_account() {
    for_each_database(async |database: Database| {
        let mut world = World::open(database, 10, 10).await;
        world.be_patient();
        let session = signed_in(&world).await;
        let owner = customer(&world, &session).await;
        let sessions = "SELECT COUNT(*) FROM customer_session";
        world.order(&[("mug", 1)], "transfer").await;
        assert_eq!(world.number(sessions).await, 1, "an order signs nobody in");
        // An order of the account that goes to somebody else: its link proves that address, not the account's.
        let cart = world.cart(&[("mug", 1)]).await;
        let sender = Sender { customer: Some(owner.id), ..Sender::default() };
        place(&world, &cart, "friend@example.org", sender).await;
        let number = world.text("SELECT number FROM orders ORDER BY id DESC LIMIT 1").await;
        link::offer(&world.shop, &token(&world, &number).await, FROM).await.unwrap();
        let friend = link::enter(&world.shop, &last_link(&world).await, None).await.unwrap();
        let friend = customer(&world, &friend).await;
        assert_ne!(friend.id, owner.id);
        assert_eq!(friend.email, "friend@example.org");
        assert!(read::orders(&world.shop, friend.id).await.unwrap().is_empty());
    })
    .await
    .unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn r_unpaid_orders_of_an_account_are_counted_whatever_address_is_typed() {
    for_each_database(async |database: Database| {
        let world = World::open(database, 10, 10).await;
        let owner = customer(&world, &signed_in(&world).await).await;
        let sender = Sender { customer: Some(owner.id), ..Sender::default() };
        let mut placed = 0;
        for number in 0..10 {
            let cart = world.cart(&[("mug", 1)]).await;
            let outcome = place(&world, &cart, &format!("friend{number}@example.org"), sender).await;
            placed += i64::from(matches!(outcome, PlaceOrderOutcome::Placed { .. }));
        }
        assert_eq!(placed + 1, world.shop.settings.unpaid_per_email);
    })
    .await
    .unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn another_mail_address_is_taken_only_by_who_has_proven_it_and_is_signed_in() {
    for_each_database(async |database: Database| {
        let mut world = World::open(database, 10, 10).await;
        world.be_patient();
        let stranger = other(&world, "stranger@example.org").await;
        let session = signed_in(&world).await;
        let owner = customer(&world, &session).await;
        // A guest's order with the new address comes into the account.
        let cart = world.cart(&[("mug", 1)]).await;
        place(&world, &cart, "new@example.org", Sender::default()).await;
        write::ask_email(&world.shop, &owner, email("New@example.org")).await.unwrap();
        let sent = mails(&world).await;
        let told: Vec<&str> = sent.iter().rev().take(2).map(|(to, _)| to.as_str()).collect();
        assert!(told.contains(&"new@example.org") && told.contains(&EMAIL), "{told:?}");
        assert_eq!(customer(&world, &session).await.email, EMAIL, "nothing has changed yet");
        let (_, text) = sent.iter().rev().find(|(to, _)| to == "new@example.org").unwrap();
        let secret = text.lines().find_map(|line| line.split_once("/account/email/")).unwrap().1;
        let opened = LinkToken::parse(secret).unwrap();
        assert!(
            matches!(link::enter(&world.shop, &opened, None).await, Err(CustomerError::LinkOver)),
            "it signs nobody in"
        );
        let refused = write::confirm_email(&world.shop, &stranger, &opened).await;
        assert!(matches!(refused, Err(CustomerError::LinkOver)), "another customer cannot use it");
        assert_eq!(read::email_link(&world.shop, stranger.id, &opened).await.unwrap(), None);
        let found = read::email_link(&world.shop, owner.id, &opened).await.unwrap();
        assert_eq!(found.as_deref(), Some("new@example.org"));
        let offer = DraftForm {
            email: EMAIL.to_owned(),
            lines: vec![DraftFormLine { sku: "mug".to_owned(), ..DraftFormLine::default() }],
            ..draft::read::blank(&world.shop).form
        };
        draft::write::create(&world.shop, &manager(), &offer).await.unwrap();
        let renewed = write::confirm_email(&world.shop, &owner, &opened).await.unwrap();
        assert_eq!(world.text("SELECT email FROM draft").await, "new@example.org", "offers move along");
        assert_eq!(who(&world, &session).await, None, "the old session is dead");
        let renewed = customer(&world, &renewed).await;
        assert_eq!((renewed.id, renewed.email.as_str()), (owner.id, "new@example.org"));
        assert_eq!(read::orders(&world.shop, owner.id).await.unwrap().len(), 2);
        write::ask_email(&world.shop, &renewed, email("stranger@example.org")).await.unwrap();
        let sent = mails(&world).await;
        let (_, text) =
            sent.iter().rev().find(|(to, text)| to == "stranger@example.org" && text.contains("/email/")).unwrap();
        let secret = text.lines().find_map(|line| line.split_once("/account/email/")).unwrap().1;
        let refused = write::confirm_email(&world.shop, &renewed, &LinkToken::parse(secret).unwrap()).await;
        assert!(matches!(refused, Err(CustomerError::EmailTaken)));
        world.assert_invariants().await;
    })
    .await
    .unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_deleted_account_leaves_its_orders_and_nothing_else() {
    for_each_database(async |database: Database| {
        let world = World::open(database, 10, 10).await;
        let session = signed_in(&world).await;
        let owner = customer(&world, &session).await;
        admin::add_note(&world.shop, &manager(), owner.id, "Likes blue.").await.unwrap();
        link::ask(&world.shop, EMAIL, "", FROM).await.unwrap();
        let open = last_link(&world).await;
        let exported = data::of(&world.shop, owner.id).await.unwrap();
        assert_eq!(exported["customer"]["email"], EMAIL);
        assert_eq!(exported["orders"][0]["lines"][0]["sku"], "tin");
        assert_eq!(exported["addresses"][0]["address"]["town"], "Hamburg");
        assert_eq!(exported["notes_of_the_shop"][0]["text"], "Likes blue.");
        delete_own(&world.shop, owner.id).await.unwrap();
        assert_eq!(who(&world, &session).await, None);
        assert!(matches!(link::enter(&world.shop, &open, None).await, Err(CustomerError::LinkOver)));
        for table in ["customer_session", "customer_link", "customer_address", "customer_note"] {
            assert_eq!(world.number(&format!("SELECT COUNT(*) FROM {table}")).await, 0, "{table}");
        }
        assert_eq!(world.text("SELECT full_name FROM customer").await, "");
        assert_eq!(world.text("SELECT full_name FROM orders").await, "Maren Holt", "orders stay for the law");
        assert!(matches!(delete_own(&world.shop, CustomerId(0)).await, Err(CustomerError::NotFound)));
        world.assert_invariants().await;
    })
    .await
    .unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn somebody_without_orders_is_erased_whole() {
    for_each_database(async |database: Database| {
        let world = World::open(database, 10, 10).await;
        world.run("INSERT INTO customer (id, email, full_name, created_at) VALUES (7, 'moved@example.org', 'Moved In', 0)").await;
        link::ask(&world.shop, "moved@example.org", "", FROM).await.unwrap();
        let session = link::enter(&world.shop, &last_link(&world).await, None).await.unwrap();
        assert_eq!(customer(&world, &session).await.full_name, "Moved In", "an imported customer signs in by link");
        admin::erase(&world.shop, &manager(), CustomerId(7)).await.unwrap();
        assert_eq!(world.number("SELECT COUNT(*) FROM customer").await, 0);
        assert_eq!(who(&world, &session).await, None);
    })
    .await
    .unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn the_desk_finds_customers_by_letters_and_shows_all_that_is_known() {
    for_each_database(async |database: Database| {
        let mut world = World::open(database, 99, 99).await;
        world.be_patient();
        let owner = customer(&world, &signed_in(&world).await).await;
        for number in 0..51 {
            world.run(&format!("INSERT INTO customer (id, email, full_name, created_at) VALUES ({number}, 'c{number}@example.com', '', 0)")).await;
        }
        let first = admin::list(&world.shop, "", None).await.unwrap();
        assert_eq!(first.rows.len(), 50);
        let second = admin::list(&world.shop, "", first.next).await.unwrap();
        assert_eq!((second.rows.len(), second.next), (2, None));
        let found = admin::list(&world.shop, "HOLT", None).await.unwrap().rows;
        assert_eq!(found.len(), 1);
        assert_eq!((found[0].id, found[0].orders, found[0].has_account), (owner.id, 1, true));
        let number = world.text("SELECT number FROM orders").await;
        let total = order::admin::detail(&world.shop, order_id(&world, &number).await).await.unwrap();
        assert_eq!((found[0].spent.base, total.customer), (total.order.totals.total, owner.id));
        assert!(admin::list(&world.shop, "%", None).await.unwrap().rows.is_empty(), "letters are letters");
        let empty = admin::add_note(&world.shop, &manager(), owner.id, "  ").await;
        assert!(matches!(empty, Err(CustomerError::Note { .. })));
        admin::add_note(&world.shop, &manager(), owner.id, "Likes blue.").await.unwrap();
        let detail = admin::detail(&world.shop, owner.id).await.unwrap();
        assert_eq!((detail.addresses.len(), detail.orders.len(), detail.sign_ins.len(), detail.notes.len()), (1, 1, 1, 1));
        assert!(detail.account_since.is_some() && detail.signed_in_at.is_some() && !detail.has_password);
        admin::remove_note(&world.shop, &manager(), owner.id, detail.notes[0].id).await.unwrap();
        assert!(admin::detail(&world.shop, owner.id).await.unwrap().notes.is_empty());
        assert!(matches!(admin::detail(&world.shop, CustomerId(-1)).await, Err(CustomerError::NotFound)));
    })
    .await
    .unwrap();
}
