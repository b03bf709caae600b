//! Filling an empty shop.

use std::sync::Arc;

use domain::{
    catalog::view::{OptionValueView, OptionView},
    kernel::{Currency, Timestamp},
    payment::PaymentMethod,
};
use services::{
    Shop,
    db::Database,
    demo::{
        DemoError, Outflow, Shelves, begin, finish,
        input::{CategoryInput, CustomerInput, OrderInput, OutcomeInput, ProductInput, VariantInput},
        write_catalogue, write_history,
    },
    maintenance::invariant::{self, Strictness},
    testing::{self, StoppedClock, for_each_database},
};
use sqlx::Row as _;

const NOW: Timestamp = Timestamp(1_795_000_000_000);

fn category(slug: &str, parent: Option<&str>) -> CategoryInput {
    CategoryInput {
        slug: slug.to_owned(),
        name: slug.to_owned(),
        description: String::new(),
        parent: parent.map(str::to_owned),
        image: None,
    }
}

fn product(number: usize) -> ProductInput {
    let value = |label: &str| OptionValueView { label: label.to_owned(), colour: None };
    let option = OptionView { name: "Size".to_owned(), values: vec![value("S"), value("L")] };
    let variant = |place: usize| VariantInput {
        sku: format!("SKU-{number}-{place}"),
        choice: vec![place],
        price: 2_400,
        compare_at: None,
        cost: 900,
        barcode: String::new(),
        weight_grams: 100,
        content_grams: None,
        picture: None,
        available: if number == 1 { 0 } else { 10 },
    };
    ProductInput {
        slug: format!("product-{number}"),
        title: format!("Product {number}"),
        fact: String::new(),
        description_html: "<p>Good.</p>".to_owned(),
        brand: "Marram".to_owned(),
        tags: String::new(),
        category: "mugs".to_owned(),
        values: Vec::new(),
        options: vec![option],
        variants: vec![variant(0), variant(1)],
        pictures: Vec::new(),
        popularity: 1,
        created_at: NOW.plus(-100 * Timestamp::DAY),
        related: vec![format!("product-{}", number + 1)],
    }
}

fn order(sku: &str, days_ago: i64, outcome: OutcomeInput) -> OrderInput {
    OrderInput {
        customer: 0,
        placed_at: NOW.plus(-days_ago * Timestamp::DAY),
        lines: vec![(sku.to_owned(), 2), ("SKU-3-1".to_owned(), 1)],
        shipping: 0,
        method: PaymentMethod::Transfer,
        outcome,
    }
}

fn history() -> Vec<OrderInput> {
    let at = |days_ago: i64| NOW.plus(-days_ago * Timestamp::DAY);
    vec![
        order("SKU-1-0", 9, OutcomeInput::Sent { paid_at: at(8), sent_at: at(7), tracking_number: "1".to_owned() }),
        order("SKU-2-0", 5, OutcomeInput::Cancelled { at: at(4) }),
        order("SKU-2-0", 2, OutcomeInput::Awaiting),
        order("SKU-1-0", 1, OutcomeInput::Paid { paid_at: at(0) }),
    ]
}

fn customer() -> CustomerInput {
    CustomerInput {
        email: "a@example.org".to_owned(),
        full_name: "Anna Petersen".to_owned(),
        street: "Am Deich 3".to_owned(),
        postcode: "25813".to_owned(),
        town: "Husum".to_owned(),
        country: "DE".to_owned(),
    }
}

async fn fill(shop: &Shop, products: usize) -> Result<(), DemoError> {
    let orders = history();
    let frame = (vec![category("kitchen", None), category("mugs", Some("kitchen"))], Vec::new());
    let goods = (1..=products).map(product);
    let outflow = Outflow::new(&orders);
    let sold = write_catalogue(&shop.database, (Currency::EUR, NOW), frame, goods, &outflow, |_| {}).await?;
    write_history(shop, &[customer()], &orders, &sold, |_| {}).await
}

fn shop(database: Database) -> Shop {
    testing::shop(database, Arc::new(StoppedClock::at(NOW)))
}

async fn number(database: &Database, statement: &'static str) -> i64 {
    sqlx::query(statement).fetch_one(database.reader()).await.unwrap().try_get(0).unwrap()
}

#[tokio::test]
async fn what_is_filled_in_obeys_the_rules_of_stock_and_orders() {
    for_each_database(|database| async move {
        let shop = shop(database.clone());
        assert_eq!(begin(&database, 1, 900).await.unwrap(), Shelves::Empty);
        fill(&shop, 900).await.unwrap();
        finish(&database, 1, 900).await.unwrap();

        assert_eq!(number(&database, "SELECT COUNT(*) FROM product").await, 900);
        assert_eq!(number(&database, "SELECT COUNT(*) FROM product_related").await, 899);
        for checked in invariant::check_all(&database, NOW, Strictness::Open).await.unwrap() {
            assert_eq!(checked.rows, [], "{}", checked.invariant.id);
        }
        let available = "SELECT on_hand - reserved FROM stock JOIN variant ON id = variant_id WHERE sku = 'SKU-2-0'";
        assert_eq!(number(&database, available).await, 10);
        assert_eq!(number(&database, "SELECT COUNT(*) FROM orders").await, 4);
        assert_eq!(number(&database, "SELECT next FROM series WHERE name = 'order'").await, 1005);
    })
    .await
    .unwrap();
}

#[tokio::test]
async fn a_filled_shop_is_left_alone() {
    for_each_database(|database| async move {
        let shop = shop(database.clone());
        begin(&database, 1, 3).await.unwrap();
        fill(&shop, 3).await.unwrap();
        finish(&database, 1, 3).await.unwrap();

        assert_eq!(begin(&database, 1, 3).await.unwrap(), Shelves::Filled);
        let refused = begin(&database, 2, 3).await;
        assert!(matches!(refused, Err(DemoError::NotEmpty { products: 3, orders: 4 })), "{refused:?}");
    })
    .await
    .unwrap();
}

#[tokio::test]
async fn a_seeding_that_was_cut_off_is_removed_before_the_next() {
    for_each_database(|database| async move {
        let shop = shop(database.clone());
        begin(&database, 1, 3).await.unwrap();
        fill(&shop, 3).await.unwrap();

        assert_eq!(begin(&database, 2, 3).await.unwrap(), Shelves::Empty);
        assert_eq!(number(&database, "SELECT COUNT(*) FROM product").await, 0);
        fill(&shop, 3).await.unwrap();
        finish(&database, 2, 3).await.unwrap();
        assert_eq!(number(&database, "SELECT COUNT(*) FROM product").await, 3);
    })
    .await
    .unwrap();
}

#[tokio::test]
async fn an_order_for_what_is_not_sold_is_refused() {
    for_each_database(|database| async move {
        let shop = shop(database.clone());
        begin(&database, 1, 2).await.unwrap();
        // The history names a variant of the third product.
        let refused = fill(&shop, 2).await;
        assert!(matches!(&refused, Err(DemoError::Unknown(sku)) if sku == "SKU-3-1"), "{refused:?}");
    })
    .await
    .unwrap();
}
