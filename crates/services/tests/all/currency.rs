//! Several selling currencies: what is shown, what is ordered, and what becomes of an order when a rate moves.

use domain::{
    checkout::view::{CheckoutNotice, PlaceOrder, PlaceOrderOutcome},
    coupon::CouponForm,
    currency::{CurrencyForm, OwnPriceForm},
    gift_card::view::CodeRefusal,
    kernel::{Currency, Money, ProductId},
    payment::PaymentMethod,
    refund::RefundWish,
};
use services::{
    Shop,
    cart::{self, CartToken},
    checkout, coupon,
    currency::{self, CurrencyError, prices, read, wanted, write},
    db::Database,
    order,
    payment::write::confirm,
    refund::write::{RequestRefund, request as request_refund},
    setting::ShopSettings,
    testing::{self, for_each_database},
};

use crate::{
    catalog::manager,
    payment::{AGREED, TEST, order_id},
    selling::World,
};

pub fn code(code: &str) -> Currency {
    Currency::parse(code).unwrap()
}

fn form(code: &str, rate: &str, rounding: &str) -> CurrencyForm {
    CurrencyForm {
        code: code.to_owned(),
        rate: rate.to_owned(),
        rounding: rounding.to_owned(),
        countries: String::new(),
        open: true,
    }
}

async fn sell_in(world: &World, code: &str, rate: &str, rounding: &str) {
    write::create(&world.shop, &manager(), &form(code, rate, rounding)).await.unwrap();
}

/// Another rate, typed in by somebody who has just opened the page.
async fn rate(shop: &Shop, currency: &str, rate: &str, rounding: &str) {
    let version = read::sheet(shop, currency).await.unwrap().currency.version;
    write::save(shop, &manager(), (currency, version), &form(currency, rate, rounding)).await.unwrap();
}

/// The same shop for somebody who wants this currency.
fn abroad(world: &World, currency: &str) -> World {
    World { shop: world.shop.clone().in_currency(Some(code(currency))), ..world.clone() }
}

fn own(rows: &[(i64, &str, &str)]) -> OwnPriceForm {
    let mut form = OwnPriceForm::default();
    for (id, price, former) in rows {
        form.price.insert(id.to_string(), (*price).to_owned());
        form.compare_at.insert(id.to_string(), (*former).to_owned());
    }
    form
}

async fn place(world: &World, token: &CartToken, request: PlaceOrder) -> PlaceOrderOutcome {
    checkout::write::place(&world.shop, token, request).await.unwrap()
}

fn refused(notice: CheckoutNotice) -> PlaceOrderOutcome {
    PlaceOrderOutcome::Refused(notice)
}

#[tokio::test(flavor = "multi_thread")]
async fn an_order_in_another_currency_is_priced_paid_and_paid_back_in_it_and_keeps_its_rate() {
    for_each_database(async |database: Database| {
        let world = World::open(database, 10, 10).await;
        sell_in(&world, "USD", "1.1", "95").await;
        prices::save(&world.shop, &manager(), (ProductId(2), "USD"), &own(&[(2, "11.49", "12")])).await.unwrap();
        let dollars = abroad(&world, "USD");
        let token = dollars.cart(&[("mug", 1), ("tin", 2)]).await;
        let seen = checkout::read::view(&dollars.shop, &token).await.unwrap();
        let usd = |minor| Money::new(minor, code("USD"));
        let units: Vec<Money> = seen.cart.lines.iter().map(|line| line.unit_price).collect();
        assert_eq!(units, [usd(2_595), usd(1_149)], "24 euros by the rate, and a price of its own");
        assert_eq!((seen.totals.shipping, seen.totals.total), (usd(495), usd(2_595 + 2 * 1_149 + 495)));
        assert!(seen.shipping_options.iter().all(|option| option.price.currency == code("USD")));
        // The same cart for somebody who looks at euros.
        let euros = cart::read::view(&world.shop, Some(&token)).await.unwrap();
        assert_eq!(euros.totals.total, Money::new(2_400 + 2 * 900 + 490, Currency::EUR));

        let number = dollars.order(&[("mug", 1), ("tin", 2)], "test").await;
        let kept = "SELECT base || ' ' || CAST(rate AS TEXT) || ' ' || rounding FROM order_rate";
        assert_eq!(world.text(kept).await, "EUR 11000000000 95");
        assert_eq!(world.number("SELECT revision FROM order_rate").await, 2);
        assert_eq!(world.provider.all()[0].amount, usd(5_388));
        world.provider.set(&number, AGREED);
        confirm(&world.shop, TEST, &world.reference(&number)).await.unwrap();

        rate(&world.shop, "USD", "2", "whole").await;
        let order = order_id(&world, &number).await;
        let detail = order::admin::detail(&world.shop, order).await.unwrap();
        assert_eq!(detail.order.totals.total, usd(5_388), "what is agreed stays");
        assert_eq!(detail.customer_spent.to_string(), "€48.98", "53.88 by its own rate of 1.1");
        let wish = RefundWish { besides: 1_000, ..RefundWish::default() };
        let wanted = RequestRefund { order, version: detail.version, wish, restock: false, reason: String::new() };
        request_refund(&world.shop, &manager(), wanted).await.unwrap();
        world.give_back().await;
        assert_eq!(world.text("SELECT currency FROM refund WHERE state = 'done'").await, "USD");
        let mixed = "SELECT COUNT(DISTINCT currency) FROM ledger_transaction";
        assert_eq!(
            (world.number(mixed).await, world.text("SELECT MIN(currency) FROM ledger_transaction").await),
            (1, "USD".to_owned())
        );
        world.documents().await;
        assert!(world.mails().await.iter().any(|subject| subject.contains(&number)));
        assert!(world.mailbox.sent().iter().all(|mail| !mail.text.contains('€')), "no mail about it names euros");
        world.assert_invariants().await;
    })
    .await
    .unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn f11_a_rate_that_moves_under_a_shopper_is_told_before_anything_is_charged() {
    for_each_database(async |database: Database| {
        let world = World::open(database, 10, 10).await;
        sell_in(&world, "USD", "1.1", "smallest").await;
        let before = abroad(&world, "USD");
        let token = before.cart(&[("mug", 1)]).await;
        let request = before.request(&token, "test").await;
        rate(&world.shop, "USD", "1.2", "smallest").await;
        let after = abroad(&world, "USD");
        assert_eq!(place(&after, &token, request).await, refused(CheckoutNotice::PriceChanged));
        assert_eq!((world.number("SELECT COUNT(*) FROM orders").await, world.stock("mug").await), (0, (10, 0)));
        let seen = checkout::read::view(&after.shop, &token).await.unwrap();
        assert_eq!(seen.notice, Some(CheckoutNotice::PriceChanged));
        let request = after.request(&token, "test").await;
        assert_eq!(request.seen_total, 2_880 + 588);
        assert!(matches!(place(&after, &token, request).await, PlaceOrderOutcome::Placed { .. }));
        world.assert_invariants().await;
    })
    .await
    .unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn f13_the_same_number_in_another_currency_is_another_total() {
    for_each_database(async |database: Database| {
        let world = World::open(database, 10, 10).await;
        sell_in(&world, "USD", "1", "smallest").await;
        let dollars = abroad(&world, "USD");
        let token = world.cart(&[("mug", 1)]).await;
        let seen = world.request(&token, "test").await;
        // Somebody chose dollars in another window, or a form names none.
        assert_eq!(place(&dollars, &token, seen.clone()).await, refused(CheckoutNotice::PriceChanged));
        let silent = PlaceOrder { seen_currency: None, ..seen.clone() };
        assert_eq!(place(&dollars, &token, silent).await, refused(CheckoutNotice::PriceChanged));
        for nonsense in ["QQQ", "", "dollars", "USD' OR 1=1"] {
            let tampered = PlaceOrder { seen_currency: Some(nonsense.to_owned()), ..seen.clone() };
            assert_eq!(place(&dollars, &token, tampered).await, refused(CheckoutNotice::PriceChanged), "{nonsense}");
        }
        let request = dollars.request(&token, "test").await;
        assert!(matches!(place(&dollars, &token, request).await, PlaceOrderOutcome::Placed { .. }));
        assert_eq!(world.text("SELECT currency FROM orders").await, "USD");
        world.assert_invariants().await;
    })
    .await
    .unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn coupons_and_free_delivery_are_converted_and_a_gift_card_pays_in_its_own_currency_alone() {
    for_each_database(async |database: Database| {
        let mut world = World::open(database, 10, 10).await;
        let free = Some(Money::new(4_000, Currency::EUR));
        let settings = ShopSettings { free_shipping_from: free, ..(*world.shop.settings).clone() };
        world.shop = testing::with_parts(&world.shop, |parts| parts.settings = std::sync::Arc::new(settings));
        sell_in(&world, "JPY", "163.5", "tens").await;
        let yen = abroad(&world, "JPY");
        let jpy = |minor| Money::new(minor, code("JPY"));
        let token = yen.cart(&[("mug", 1)]).await;
        let view = cart::read::view(&yen.shop, Some(&token)).await.unwrap();
        assert_eq!((view.totals.goods, view.totals.shipping), (jpy(3_920), jpy(800)));
        assert_eq!(view.missing_for_free_shipping, Some(jpy(6_540 - 3_920)));
        let form = CouponForm {
            code: "FIVE".to_owned(),
            kind: "amount".to_owned(),
            value: "5".to_owned(),
            least: "40".to_owned(),
            ..CouponForm::default()
        };
        coupon::write::create(&world.shop, &manager(), &form).await.unwrap();
        let view = cart::write::set_coupon(&yen.shop, &token, "five").await.unwrap();
        let problem = view.coupon.and_then(|coupon| coupon.problem).unwrap_or_default();
        assert!(problem.contains("¥2,620 more"), "{problem}");
        let token = yen.cart(&[("mug", 2)]).await;
        let view = cart::write::set_coupon(&yen.shop, &token, "five").await.unwrap();
        assert_eq!((view.totals.discount, view.totals.shipping), (jpy(-820), jpy(0)));

        let (_, card) = crate::card_pay::a_card(&world, "100").await;
        let refused = crate::card_pay::type_in(&yen, &token, &card).await;
        let problem = domain::gift_card::CardProblem::OtherCurrency;
        assert_eq!(refused, Some(CodeRefusal::Card(problem)));
        // Typed in while euros were shown: it stands there, pays nothing, and says why.
        assert_eq!(crate::card_pay::type_in(&world, &token, &card).await, None);
        let view = cart::read::view(&yen.shop, Some(&token)).await.unwrap();
        assert_eq!((view.due, view.cards[0].words.as_str()), (view.totals.total, problem.words()));
        let request = yen.request(&token, "test").await;
        assert!(matches!(place(&yen, &token, request).await, PlaceOrderOutcome::Placed { .. }));
        assert_eq!(world.number("SELECT on_cards FROM orders").await, 0);
        world.assert_invariants().await;
    })
    .await
    .unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_transfer_and_cash_are_offered_in_the_shops_own_currency_alone() {
    for_each_database(async |database: Database| {
        let mut world = World::open(database, 10, 10).await;
        world.take_cash();
        sell_in(&world, "KWD", "0.33", "smallest").await;
        let dinars = abroad(&world, "KWD");
        let token = dinars.cart(&[("mug", 1)]).await;
        let methods = |options: Vec<domain::payment::view::PaymentOption>| {
            options.into_iter().map(|option| option.method).collect::<Vec<PaymentMethod>>()
        };
        let seen = checkout::read::view(&dinars.shop, &token).await.unwrap();
        assert_eq!(methods(seen.payment_options), [PaymentMethod::Test]);
        let own = checkout::read::view(&world.shop, &token).await.unwrap();
        assert!(methods(own.payment_options).contains(&PaymentMethod::Transfer));
        let outcome = place(&dinars, &token, dinars.request(&token, "transfer").await).await;
        assert!(matches!(outcome, PlaceOrderOutcome::Invalid(_)), "{outcome:?}");
        let number = dinars.order(&[("mug", 1)], "test").await;
        assert_eq!(world.number("SELECT total FROM orders").await, 7_920 + 1_617);
        // Somebody looks at the order whose own pages show euros: it is paid in its own currency all the same.
        let order = order::read::by_token(&world.shop, &crate::payment::token(&world, &number).await).await.unwrap();
        assert_eq!(order.totals.total.to_string(), "KWD 9.537");
        assert!(order.pay_otherwise.iter().all(|option| option.method == PaymentMethod::Test));
        let token = crate::payment::token(&world, &number).await;
        let again = services::payment::start::pay_again(&world.shop, &token, PaymentMethod::Transfer, "").await;
        assert!(matches!(again, Err(services::payment::PaymentError::NotOffered)));
        world.assert_invariants().await;
    })
    .await
    .unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn the_manager_makes_changes_puts_back_closes_and_removes_currencies() {
    for_each_database(async |database: Database| {
        let world = World::open(database, 10, 10).await;
        let (shop, actor) = (&world.shop, manager());
        sell_in(&world, "USD", "1.1", "95").await;
        let taken = write::create(shop, &actor, &form("usd", "1.2", "95")).await;
        assert!(matches!(taken, Err(CurrencyError::Fields(fields)) if fields[0].0 == "code"));
        let base = write::create(shop, &actor, &form("EUR", "1", "95")).await;
        assert!(matches!(base, Err(CurrencyError::Fields(fields)) if fields[0].0 == "code"));
        rate(shop, "USD", "1.2", "99").await;
        let stale = write::save(shop, &actor, ("USD", 1), &form("USD", "1.3", "99")).await;
        assert!(matches!(stale, Err(CurrencyError::Conflict)));
        let sheet = read::sheet(shop, "USD").await.unwrap();
        let past: Vec<String> = sheet.past.iter().map(|past| past.rate.to_string()).collect();
        assert_eq!((past.join(" ").as_str(), sheet.revision, sheet.orders), ("1.2 1.1", 3, 0));
        write::use_again(shop, &actor, ("USD", 2), sheet.past[1].revision).await.unwrap();
        let selling = shop.clone().in_currency(Some(code("USD"))).selling();
        assert_eq!((selling.rate.to_string().as_str(), selling.rounding.key(), selling.revision), ("1.1", "95", 4));
        let wrong = write::use_again(shop, &actor, ("USD", 3), 99).await;
        assert!(matches!(wrong, Err(CurrencyError::NotFound)));

        let prices = own(&[(1, "30", ""), (2, "", "")]);
        prices::save(shop, &actor, (ProductId(1), "USD"), &prices).await.unwrap();
        let known = prices::of_product(shop, ProductId(1)).await.unwrap();
        assert_eq!(known.variants[0].own_in(code("USD")).map(|own| own.price), Some(3_000));
        assert_eq!(world.number("SELECT COUNT(*) FROM variant_price").await, 1, "a variant of another product");
        let unknown = prices::save(shop, &actor, (ProductId(1), "GBP"), &prices).await;
        assert!(matches!(unknown, Err(CurrencyError::NotFound)));

        // Nobody has ordered in it: it can go, with its prices.
        write::remove(shop, &actor, ("USD", 3)).await.unwrap();
        assert_eq!(world.number("SELECT COUNT(*) FROM variant_price").await, 0);
        assert!(shop.clone().in_currency(Some(code("USD"))).selling().is_base());

        sell_in(&world, "USD", "1.1", "95").await;
        abroad(&world, "USD").order(&[("mug", 1)], "test").await;
        assert!(matches!(write::remove(shop, &actor, ("USD", 1)).await, Err(CurrencyError::HasOrders)));
        let closed = CurrencyForm { open: false, ..form("USD", "1.1", "95") };
        write::save(shop, &actor, ("USD", 1), &closed).await.unwrap();
        assert!(abroad(&world, "USD").shop.selling().is_base(), "a closed currency takes no new orders");
        assert_eq!(read::desk(shop).await.unwrap().table.currencies.len(), 1);
        assert_eq!(world.number("SELECT COUNT(*) FROM audit WHERE action LIKE 'currency.%'").await, 6);
        assert_eq!(world.number("SELECT COUNT(*) FROM audit WHERE action = 'product.own_prices'").await, 1);
        world.assert_invariants().await;
    })
    .await
    .unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_currency_is_chosen_by_a_word_or_guessed_by_a_country_and_tampering_gives_the_shops_own() {
    for_each_database(async |database: Database| {
        let world = World::open(database, 1, 1).await;
        let shop = &world.shop;
        assert!(read::choices(shop).is_empty() && wanted(shop, Some("USD"), Some("en-US")).is_none());
        let dollar = CurrencyForm { countries: "US, CA".to_owned(), ..form("USD", "1.1", "95") };
        write::create(shop, &manager(), &dollar).await.unwrap();
        let chosen = |word, languages| wanted(shop, word, languages).map(|selling| selling.currency.code().to_owned());
        let usd = Some("USD".to_owned());
        assert_eq!(chosen(Some("USD"), None), usd);
        assert_eq!(chosen(None, Some("en-US,en;q=0.5")), usd);
        assert_eq!(chosen(Some("EUR"), Some("en-US")), None, "who chose is not guessed");
        for word in ["QQQ", "", "US", "usd; drop", "GBP", "\u{1f}"] {
            assert_eq!(chosen(Some(word), None), None, "{word:?}");
        }
        let choices = read::choices(&shop.clone().in_currency(Some(code("USD"))));
        let told: Vec<(&str, bool)> = choices.iter().map(|choice| (choice.code.as_str(), choice.is_current)).collect();
        assert_eq!(told, [("EUR", false), ("USD", true)]);
    })
    .await
    .unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn the_figures_of_the_home_page_take_every_order_by_its_own_rate() {
    for_each_database(async |database: Database| {
        let world = World::open(database, 10, 10).await;
        sell_in(&world, "USD", "1.25", "smallest").await;
        let mut numbers = vec![world.order(&[("mug", 1)], "test").await];
        numbers.push(abroad(&world, "USD").order(&[("mug", 1)], "test").await);
        rate(&world.shop, "USD", "2", "smallest").await;
        numbers.push(abroad(&world, "USD").order(&[("mug", 1)], "test").await);
        for number in numbers {
            world.provider.set(&number, AGREED);
            confirm(&world.shop, TEST, &world.reference(&number)).await.unwrap();
        }
        let revenue = async || {
            let dashboard = order::admin::dashboard(&world.shop).await.unwrap();
            let sum: i64 = dashboard.revenue_by_day.iter().map(|day| day.1.minor).sum();
            (sum, dashboard.orders, dashboard.revenue_beside)
        };
        assert_eq!(revenue().await, (3 * 2_890, 3, Vec::new()));
        // Of a rate that nobody knows, it stands beside.
        world.run("DELETE FROM order_rate WHERE rate = 20000000000").await;
        assert_eq!(revenue().await, (2 * 2_890, 3, vec![Money::new(5_780, code("USD"))]));
        let customers = services::customer::admin::list(&world.shop, "", None).await.unwrap();
        assert_eq!(customers.rows[0].spent.to_string(), "€57.80 and $57.80");
    })
    .await
    .unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn r16_orders_placed_while_rates_move_are_each_of_one_rate() {
    for_each_database(async |database: Database| {
        let world = World::open(database, 100, 100).await;
        sell_in(&world, "USD", "1", "smallest").await;
        let manager = {
            let world = world.clone();
            tokio::spawn(async move {
                for step in 1..=12 {
                    rate(&world.shop, "USD", &format!("1.{step:02}"), "smallest").await;
                }
            })
        };
        let shoppers: Vec<_> = (0..24)
            .map(|_| {
                let world = world.clone();
                tokio::spawn(async move {
                    let seen = abroad(&world, "USD");
                    let token = seen.cart(&[("mug", 1), ("tin", 1)]).await;
                    let request = seen.request(&token, "test").await;
                    tokio::task::yield_now().await;
                    place(&abroad(&world, "USD"), &token, request).await
                })
            })
            .collect();
        manager.await.unwrap();
        let mut placed = 0;
        for shopper in shoppers {
            match shopper.await.unwrap() {
                PlaceOrderOutcome::Placed { .. } => placed += 1,
                outcome => assert_eq!(outcome, refused(CheckoutNotice::PriceChanged)),
            }
        }
        assert_eq!(world.number("SELECT COUNT(*) FROM orders").await, placed);
        assert_eq!(world.number("SELECT COUNT(*) FROM order_rate").await, placed);
        // 24 and 9 and 4.90 euros, each by the rate of the order, rounded once.
        let wrong = "SELECT COUNT(*) FROM orders o JOIN order_rate r ON r.order_id = o.id WHERE o.total <>
            (2400 * r.rate + 5000000000) / 10000000000 + (900 * r.rate + 5000000000) / 10000000000
            + (490 * r.rate + 5000000000) / 10000000000";
        assert_eq!(world.number(wrong).await, 0);
        let kept = "SELECT COUNT(*) FROM order_rate r WHERE NOT EXISTS (SELECT 1 FROM currency_rate c
            WHERE c.code = 'USD' AND c.revision = r.revision AND c.rate = r.rate)";
        assert_eq!(world.number(kept).await, 0, "every order's rate can be looked up by its revision");
        world.assert_invariants().await;
    })
    .await
    .unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_rate_reaches_the_process_that_serves_by_the_outbox_too() {
    for_each_database(async |database: Database| {
        let world = World::open(database, 1, 1).await;
        world.run("INSERT INTO selling_currency (code, base, rate, rounding, is_open, rated_at) VALUES ('USD', 'EUR', 11000000000, '95', 1, 0)").await;
        world.run("UPDATE currency_setting SET revision = revision + 1").await;
        assert!(abroad(&world, "USD").shop.selling().is_base());
        currency::job::renew(&world.shop).await.unwrap();
        assert_eq!(abroad(&world, "USD").shop.selling().currency, code("USD"));
        // A rate from a currency that is no longer the shop's own says nothing.
        world.run("UPDATE selling_currency SET base = 'GBP'").await;
        currency::job::renew(&world.shop).await.unwrap();
        assert!(abroad(&world, "USD").shop.selling().is_base());
    })
    .await
    .unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_added_to_an_order_in_another_currency_goes_by_the_rate_of_the_order() {
    use domain::{
        customer::AddressForm,
        kernel::Quantity,
        order::edit::{EditedShipping, OrderEdit},
    };
    for_each_database(async |database: Database| {
        let world = World::open(database, 10, 10).await;
        sell_in(&world, "USD", "1.1", "95").await;
        let number = abroad(&world, "USD").order(&[("mug", 1)], "test").await;
        let id = order_id(&world, &number).await;
        rate(&world.shop, "USD", "2", "whole").await;
        assert_eq!(order::edit::currency(&world.shop, id).await.unwrap(), code("USD"));
        let usd = |minor| Money::new(minor, code("USD"));
        let offered = order::edit::variants(&world.shop, "tin", id).await.unwrap();
        assert_eq!(offered.first().map(|one| one.price), Some(usd(995)), "9 euros by the rate of the order");
        let detail = order::admin::detail(&world.shop, id).await.unwrap();
        let before = detail.order.totals.total;
        let edit = OrderEdit {
            order: id,
            version: detail.version,
            lines: Vec::new(),
            added: vec![("tin".to_owned(), Quantity::new(1).unwrap())],
            email: detail.order.email.clone(),
            address: AddressForm::from(detail.order.address.clone()),
            shipping: EditedShipping::Kept,
            reason: String::new(),
        };
        let preview = order::edit::preview(&world.shop, &edit).await.unwrap();
        assert_eq!(preview.after.total, before.plus(usd(995)).unwrap());
        assert!(preview.options.iter().all(|option| option.price.currency == code("USD")));
        order::edit::apply(&world.shop, &manager(), edit, preview.after.total.minor).await.unwrap();
        world.assert_invariants().await;
    })
    .await
    .unwrap();
}
