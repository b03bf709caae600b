//! Bundles: put together by the manager, bought by shoppers, with the stock of their parts.

use domain::{
    cart::view::LineProblem,
    catalog::{
        Obstacle, ProductKind, ShopAbility, obstacles,
        view::{GoodsForm, ProductPageView, StockView},
    },
    checkout::view::{CheckoutNotice, PlaceOrderOutcome},
    kernel::{ProductId, VariantId},
    payment::Observed,
    payment::PaymentMethod,
};
use services::{
    catalog::{
        admin::{self, SaveError, goods},
        read::{self, ProductRead},
    },
    checkout::write,
    db::Database,
    order, payment,
    testing::for_each_database,
};

use crate::{catalog::manager, selling::World};

const SET: ProductId = ProductId(3);
const MUG: ProductId = ProductId(1);

/// A shop that sells a set of one mug and two tins for 38 euros.
async fn with_set(database: Database, mugs: i64, tins: i64) -> World {
    let world = World::open(database, mugs, tins).await;
    for statement in [
        "INSERT INTO product (id, slug, title, published, created_at, updated_at) VALUES (3, 'set', 'A set', 1, 0, 0)",
        "INSERT INTO variant (id, product_id, sku, price, currency) VALUES (3, 3, 'set', 3800, 'EUR')",
    ] {
        world.run(statement).await;
    }
    goods::set_kind(&world.shop, &manager(), SET, ProductKind::Bundle).await.unwrap();
    goods::put_part(&world.shop, &manager(), SET, "mug", 1).await.unwrap();
    goods::put_part(&world.shop, &manager(), SET, " tin ", 2).await.unwrap();
    world.shop.shelf.reload().await.unwrap();
    world
}

async fn page(world: &World) -> ProductPageView {
    match read::product(&world.shop, "set").await.unwrap() {
        ProductRead::Found(page) => page.as_ref().clone(),
        ProductRead::MovedTo(slug) => panic!("moved to {slug}"),
    }
}

fn words(error: SaveError) -> String {
    match error {
        SaveError::Fields(fields) => fields.into_iter().map(|(_, words)| words).collect(),
        other => panic!("{other}"),
    }
}

fn parts(goods: &GoodsForm) -> Vec<(&str, i64)> {
    goods.parts.iter().map(|part| (part.sku.as_str(), part.quantity)).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn r03_a_bundle_and_a_single_item_of_the_same_unit_share_one_stock() {
    for_each_database(async |database: Database| {
        let world = with_set(database, 1, 10).await;
        let token = world.cart(&[("set", 1), ("mug", 1)]).await;
        let mut request = world.request(&token, "test").await;
        assert_eq!(request.seen_total, 3_800 + 490, "what cannot be had beside the rest is not in the sum");
        let outcome = write::place(&world.shop, &token, request.clone()).await.unwrap();
        assert_eq!(outcome, PlaceOrderOutcome::Refused(CheckoutNotice::StockChanged));
        // Whoever saw other sums meets the guarded statement itself.
        request.seen_total = 3_800 + 2_400 + 490;
        let outcome = write::place(&world.shop, &token, request).await.unwrap();
        assert_eq!(outcome, PlaceOrderOutcome::Refused(CheckoutNotice::StockChanged));
        assert_eq!((world.stock("mug").await, world.stock("tin").await), ((1, 0), (10, 0)), "all or nothing");
        let cart = services::cart::read::view(&world.shop, Some(&token)).await.unwrap();
        let problems: Vec<_> = cart.lines.iter().map(|line| line.problem).collect();
        assert_eq!(problems, [None, Some(LineProblem::SoldOut)], "the bag says which line");
        world.assert_invariants().await;
    })
    .await
    .unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn an_order_of_a_bundle_reserves_its_parts_and_shows_them() {
    for_each_database(async |database: Database| {
        let world = with_set(database, 5, 9).await;
        let number = world.order(&[("set", 2), ("tin", 1)], "test").await;
        assert_eq!((world.stock("mug").await, world.stock("tin").await), ((5, 2), (9, 5)));
        payment::write::confirm(&world.shop, PaymentMethod::Test, &{
            world.provider.set(&number, Observed::Captured { as_agreed: true });
            world.reference(&number)
        })
        .await
        .unwrap();
        assert_eq!((world.stock("mug").await, world.stock("tin").await), ((3, 0), (4, 0)));
        world.assert_invariants().await;
        let id = world.number("SELECT id FROM orders").await;
        let detail = order::admin::detail(&world.shop, domain::kernel::OrderId(id)).await.unwrap();
        let lines = &detail.order.lines;
        assert_eq!(lines[0].kind, ProductKind::Bundle);
        let told: Vec<String> = lines[0].parts.iter().map(domain::catalog::view::PartView::words).collect();
        assert_eq!(told, ["A mug, Blue, Large", "2 × A tin, Blue, Large"]);
        assert!(lines[1].parts.is_empty());
        // What was agreed stays, whatever becomes of the bundle.
        goods::put_part(&world.shop, &manager(), SET, "tin", 0).await.unwrap();
        let again = order::admin::detail(&world.shop, detail.id).await.unwrap();
        assert_eq!(again.order.lines[0].parts.len(), 2);
        world.mails().await;
        assert!(world.mailbox.sent()[0].text.contains("with 2 × A tin, Blue, Large"));
    })
    .await
    .unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_bundle_is_as_available_as_its_scarcest_part() {
    for_each_database(async |database: Database| {
        let world = with_set(database, 9, 5).await;
        assert_eq!(page(&world).await.variants[0].stock, StockView::Low(2));
        assert_eq!(page(&world).await.parts.len(), 2);
        world.order(&[("tin", 4)], "test").await;
        // The order's own page and those of the bundles are made anew beside the request.
        for _ in 0..200 {
            if page(&world).await.variants[0].stock == StockView::SoldOut {
                break;
            }
            tokio::time::sleep(std::time::Duration::from_millis(10)).await;
        }
        assert_eq!(page(&world).await.variants[0].stock, StockView::SoldOut);
        let form = admin::form(&world.shop, SET).await.unwrap();
        let open = ShopAbility { delivers: true, takes_payment: true };
        assert_eq!(obstacles(&form, open), [Obstacle::PartMissing, Obstacle::NoCategory]);
        let refused = services::cart::write::add(&world.shop, None, "set", 1).await;
        assert!(matches!(refused, Err(services::cart::CartError::SoldOut)));
        world.run("UPDATE variant SET active = 0 WHERE id = 2").await;
        let form = admin::form(&world.shop, SET).await.unwrap();
        assert!(obstacles(&form, open).contains(&Obstacle::PartMissing));
        let rows = admin::list(&world.shop, &admin::ProductListQuery::default()).await.unwrap();
        let set = rows.rows.iter().find(|row| row.id == SET).unwrap();
        assert_eq!((set.kind, set.available), (ProductKind::Bundle, 0));
    })
    .await
    .unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn the_price_of_a_bundle_follows_its_parts_when_it_should() {
    for_each_database(async |database: Database| {
        let world = with_set(database, 9, 9).await;
        let price = async || world.number("SELECT price FROM variant WHERE id = 3").await;
        assert_eq!(price().await, 3_800, "a price of its own stays");
        let told = goods::set_discount(&world.shop, &manager(), SET, Some(1_000)).await.unwrap();
        assert_eq!(told.discount, Some(1_000));
        assert_eq!(price().await, 3_780, "24 + 2 × 9 euros, less ten percent");
        assert_eq!(page(&world).await.variants[0].price.minor, 3_780);
        let mut mug = admin::form(&world.shop, MUG).await.unwrap();
        mug.variants[0].price.minor = 3_400;
        admin::save(&world.shop, &manager(), mug).await.unwrap();
        assert_eq!(price().await, 4_680, "a save of a part is enough");
        assert_eq!(page(&world).await.variants[0].price.minor, 4_680, "and its page shows it");
        world.run("UPDATE variant SET price = 2400 WHERE id = 1").await;
        assert_eq!(goods::settle_prices(&world.shop).await.unwrap(), 1, "the job sees what came another way");
        assert_eq!((price().await, goods::settle_prices(&world.shop).await.unwrap()), (3_780, 0));
        goods::put_part(&world.shop, &manager(), SET, "tin", 1).await.unwrap();
        assert_eq!(price().await, 2_970);
        goods::set_discount(&world.shop, &manager(), SET, None).await.unwrap();
        world.run("UPDATE variant SET price = 2500 WHERE id = 1").await;
        assert_eq!((goods::settle_prices(&world.shop).await.unwrap(), price().await), (0, 2_970));
        for wrong in [-1, 10_001, i64::MIN, i64::MAX] {
            let refused = goods::set_discount(&world.shop, &manager(), SET, Some(wrong)).await.unwrap_err();
            assert!(words(refused).contains("percentage"), "{wrong}");
        }
    })
    .await
    .unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn only_single_things_are_parts_and_each_refusal_says_why() {
    for_each_database(async |database: Database| {
        let world = with_set(database, 9, 9).await;
        let (shop, actor) = (&world.shop, manager());
        let put = async |product: ProductId, sku: &str, quantity: i64| {
            goods::put_part(shop, &actor, product, sku, quantity).await
        };
        assert!(words(put(SET, "nothing", 1).await.unwrap_err()).contains("no variant with this SKU"));
        assert!(words(put(SET, "set", 1).await.unwrap_err()).contains("part of itself"));
        assert!(words(put(MUG, "set", 1).await.unwrap_err()).contains("no bundles"));
        for quantity in [-1, 1_000, i64::MAX] {
            assert!(words(put(SET, "mug", quantity).await.unwrap_err()).contains("from 1 to 999"), "{quantity}");
        }
        let refused = goods::set_kind(shop, &actor, MUG, ProductKind::Bundle).await.unwrap_err();
        assert!(words(refused).contains("“A set”"), "a part cannot become a bundle");
        let lost = goods::set_kind(shop, &actor, ProductId(404), ProductKind::Bundle).await;
        assert!(matches!(lost, Err(SaveError::NotFound)));
        let now = put(SET, "mug", 3).await.unwrap();
        assert_eq!(parts(&now), [("mug", 3), ("tin", 2)], "the same part again is another number");
        let found = goods::find_parts(shop, "A T").await.unwrap();
        assert_eq!(found.iter().map(|choice| choice.title.as_str()).collect::<Vec<_>>(), ["A tin, Blue, Large"]);
        assert!(goods::find_parts(shop, "set").await.unwrap().is_empty());
        let cleared = put(SET, "mug", 0).await.unwrap();
        assert_eq!(parts(&cleared), [("tin", 2)]);
        assert_eq!(cleared.parts[0].variant, VariantId(2));
        let simple = goods::set_kind(shop, &actor, SET, ProductKind::Simple).await.unwrap();
        assert_eq!((simple.kind, simple.parts.len()), (ProductKind::Simple, 1), "a mistake loses nothing");
        goods::set_kind(shop, &actor, ProductId(2), ProductKind::GiftCard).await.unwrap();
        goods::set_kind(shop, &actor, SET, ProductKind::Bundle).await.unwrap();
        assert!(words(put(SET, "tin", 1).await.unwrap_err()).contains("no gift cards"));
    })
    .await
    .unwrap();
}
