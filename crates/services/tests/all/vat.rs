//! Businesses of other member states buy without tax when their number was checked, and only then.

use std::sync::{
    Arc, Mutex,
    atomic::{AtomicU32, Ordering},
};

use async_trait::async_trait;
use domain::{
    checkout::{
        CheckoutForm,
        view::{CheckoutNotice, PlaceOrder, PlaceOrderOutcome},
    },
    document::TaxCategory,
    kernel::{DocumentId, Timestamp},
    order::view::OrderView,
    tax::{VatNumber, VatStanding},
};
use services::{
    cart::CartToken,
    checkout::{read, write},
    db::Database,
    document, order,
    payment::write::confirm,
    port::{VatAnswer, VatNumbers, VatUnavailable},
    testing::{self, for_each_database},
};

use crate::{
    payment::{AGREED, TEST, order_id},
    selling::{World, form},
};

/// A register that says what it is told to say.
#[derive(Default)]
struct Register {
    /// What it says; `None` while it is silent.
    answer: Mutex<Option<bool>>,
    asked: AtomicU32,
    asker: Mutex<String>,
}

impl Register {
    fn asked(&self) -> u32 {
        self.asked.load(Ordering::Relaxed)
    }
}

#[async_trait]
impl VatNumbers for Register {
    async fn check(&self, _: &VatNumber, asker: Option<&VatNumber>) -> Result<VatAnswer, VatUnavailable> {
        self.asked.fetch_add(1, Ordering::Relaxed);
        *self.asker.lock().unwrap() = asker.map(ToString::to_string).unwrap_or_default();
        let answer = *self.answer.lock().unwrap();
        let is_valid = answer.ok_or_else(|| VatUnavailable("asleep".to_owned()))?;
        Ok(VatAnswer { is_valid, name: "SA Exemple".to_owned(), inquiry: "WAPI1".to_owned() })
    }
}

async fn world(database: Database, answer: Option<bool>) -> (World, Arc<Register>) {
    let register = Arc::new(Register { answer: Mutex::new(answer), ..Register::default() });
    let mut world = World::open(database, 10, 10).await;
    world.shop = testing::with_parts(&world.shop, |parts| parts.vat_numbers = Some(register.clone()));
    (world, register)
}

/// What a business in Paris types.
fn french(number: &str) -> CheckoutForm {
    CheckoutForm {
        country: "FR".to_owned(),
        postcode: "75001".to_owned(),
        town: "Paris".to_owned(),
        vat_number: number.to_owned(),
        shipping: String::new(),
        ..form("test")
    }
}

const NUMBER: &str = "FR 40 303 265 045";

/// Types the form, sees the page and orders what it shows.
async fn order(world: &World, token: &CartToken, form: CheckoutForm) -> PlaceOrderOutcome {
    let view = write::remember(&world.shop, token, form).await.unwrap();
    let request = PlaceOrder {
        form: view.form,
        idempotency_key: view.idempotency_key,
        seen_total: view.totals.total.minor,
        ..PlaceOrder::default()
    };
    write::place(&world.shop, token, request).await.unwrap()
}

async fn newest(world: &World) -> OrderView {
    let number = world.text("SELECT number FROM orders ORDER BY id DESC LIMIT 1").await;
    order::admin::detail(&world.shop, order_id(world, &number).await).await.unwrap().order
}

#[tokio::test(flavor = "multi_thread")]
async fn a_business_abroad_pays_no_tax_and_the_proof_stays_with_the_order_and_its_invoice() {
    for_each_database(async |database: Database| {
        let (world, register) = world(database, Some(true)).await;
        let token = world.cart(&[("mug", 2)]).await;
        let with_tax = write::remember(&world.shop, &token, french("")).await.unwrap();
        assert!(with_tax.asks_vat_number && with_tax.vat.is_none());
        let view = write::remember(&world.shop, &token, french(NUMBER)).await.unwrap();
        assert_eq!(view.vat, Some(VatStanding::Exempt));
        // 24.00 with 20 % in it.
        assert_eq!((view.cart.lines[0].unit_price.minor, view.totals.goods.minor), (2_000, 4_000));
        assert_eq!(view.totals.tax().minor, 0);
        assert!(view.totals.shipping.minor < with_tax.totals.shipping.minor);
        let placed = order(&world, &token, french(NUMBER)).await;
        assert!(matches!(placed, PlaceOrderOutcome::Placed { .. }), "{placed:?}");
        assert_eq!((register.asked(), register.asker.lock().unwrap().as_str()), (1, "DE123456789"), "asked once");
        let order = newest(&world).await;
        let vat = order.vat.clone().unwrap();
        let proof = vat.proof.unwrap();
        assert_eq!(
            (vat.number.as_str(), proof.inquiry.as_str(), proof.name.as_str()),
            ("FR40303265045", "WAPI1", "SA Exemple")
        );
        assert_eq!(proof.checked_at, world.shop.clock.now());
        assert_eq!((order.totals.tax().minor, order.lines[0].line_total.minor), (0, 4_000));

        let number = order.number.to_string();
        world.provider.set(&number, AGREED);
        confirm(&world.shop, TEST, &world.reference(&number)).await.unwrap();
        world.documents().await;
        let id = DocumentId(world.number("SELECT id FROM document").await);
        let invoice = document::read::by_id(&world.shop, id).await.unwrap();
        let categories: Vec<TaxCategory> = invoice.taxes.iter().map(|tax| tax.category).collect();
        assert_eq!((categories, invoice.buyer.vat_id.as_str()), (vec![TaxCategory::IntraCommunity], "FR40303265045"));
        assert_eq!((invoice.tax.minor, invoice.total), (0, order.totals.total));
        world.assert_invariants().await;
    })
    .await
    .unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_number_that_nobody_knows_or_nobody_can_check_leaves_the_tax_in_and_loses_nothing() {
    for_each_database(async |database: Database| {
        let (world, register) = world(database, None).await;
        for (answer, standing) in [(None, VatStanding::Unchecked), (Some(false), VatStanding::Unknown)] {
            *register.answer.lock().unwrap() = answer;
            let token = world.cart(&[("tin", 1)]).await;
            let view = write::remember(&world.shop, &token, french(NUMBER)).await.unwrap();
            assert_eq!((view.vat, view.form.vat_number.as_str()), (Some(standing), NUMBER));
            assert_eq!(view.totals.taxes[0].rate.to_string(), "20");
            let placed = order(&world, &token, french(NUMBER)).await;
            assert!(matches!(placed, PlaceOrderOutcome::Placed { .. }), "{placed:?}");
            let order = newest(&world).await;
            assert!(order.totals.tax().minor > 0);
            assert_eq!(order.vat.map(|vat| (vat.number, vat.proof)), Some(("FR40303265045".to_owned(), None)));
        }
        world.assert_invariants().await;
    })
    .await
    .unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn v01_f11_an_answer_that_comes_between_the_page_and_the_order_never_changes_the_price_silently() {
    for_each_database(async |database: Database| {
        let (world, register) = world(database, None).await;
        let token = world.cart(&[("mug", 1)]).await;
        let seen = write::remember(&world.shop, &token, french(NUMBER)).await.unwrap();
        assert_eq!(seen.vat, Some(VatStanding::Unchecked));
        *register.answer.lock().unwrap() = Some(true);
        let request = PlaceOrder {
            form: seen.form,
            idempotency_key: seen.idempotency_key,
            seen_total: seen.totals.total.minor,
            ..PlaceOrder::default()
        };
        let outcome = write::place(&world.shop, &token, request).await.unwrap();
        assert_eq!(outcome, PlaceOrderOutcome::Refused(CheckoutNotice::PriceChanged));
        let again = read::view(&world.shop, &token).await.unwrap();
        assert_eq!(again.vat, Some(VatStanding::Exempt));
        assert!(again.totals.total.minor < seen.totals.total.minor);
        let placed = order(&world, &token, french(NUMBER)).await;
        assert!(matches!(placed, PlaceOrderOutcome::Placed { .. }), "{placed:?}");
        world.assert_invariants().await;
    })
    .await
    .unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_is_asked_about_numbers_from_which_nothing_follows() {
    for_each_database(async |database: Database| {
        let (world, register) = world(database, Some(true)).await;
        let token = world.cart(&[("mug", 1)]).await;
        let german = CheckoutForm { vat_number: NUMBER.to_owned(), ..form("test") };
        let swiss = CheckoutForm { country: "CH".to_owned(), postcode: "8001".to_owned(), ..french(NUMBER) };
        for (form, standing) in [
            (german, Some(VatStanding::NotNeeded)),
            (swiss, Some(VatStanding::NotNeeded)),
            (french("DE123456789"), Some(VatStanding::NotNeeded)),
            (french("FR1"), None),
            (french("'; DROP TABLE orders"), None),
        ] {
            let view = write::remember(&world.shop, &token, form).await.unwrap();
            assert_eq!(view.vat, standing);
        }
        assert_eq!(register.asked(), 0);
        // A shop that nobody can ask for, or without a number of its own, takes no numbers.
        let alone = testing::with_parts(&world.shop, |parts| parts.vat_numbers = None);
        let view = write::remember(&alone, &token, french(NUMBER)).await.unwrap();
        assert_eq!((view.asks_vat_number, view.vat), (false, None));
        let small = testing::with_parts(&world.shop, |parts| {
            let mut settings = (*parts.settings).clone();
            settings.seller = None;
            parts.settings = Arc::new(settings);
        });
        let view = write::remember(&small, &token, french(NUMBER)).await.unwrap();
        assert_eq!((view.asks_vat_number, view.vat, register.asked()), (false, None, 0));
    })
    .await
    .unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn f42_an_answer_counts_for_a_day_and_is_asked_for_anew_after_it() {
    for_each_database(async |database: Database| {
        let (world, register) = world(database, Some(true)).await;
        let token = world.cart(&[("mug", 1)]).await;
        let standing = async || write::remember(&world.shop, &token, french(NUMBER)).await.unwrap().vat;
        assert_eq!(
            (standing().await, standing().await, register.asked()),
            (Some(VatStanding::Exempt), Some(VatStanding::Exempt), 1)
        );
        world.clock.advance(Timestamp::DAY);
        *register.answer.lock().unwrap() = Some(false);
        assert_eq!((standing().await, register.asked()), (Some(VatStanding::Unknown), 2));
        world.clock.advance(31 * Timestamp::DAY);
        write::remember(&world.shop, &token, french("IT00743110157")).await.unwrap();
        assert_eq!(world.number("SELECT COUNT(*) FROM vat_check").await, 1, "old answers are forgotten");
    })
    .await
    .unwrap();
}
