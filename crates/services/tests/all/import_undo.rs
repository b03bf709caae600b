//! Undoing an import: the database is as it was before, row by row.

use std::collections::BTreeMap;

use services::{
    Shop,
    account::Actor,
    db::{Database, DatabaseError},
    importer::{ImportRequest, Pictures, task},
    testing::for_each_database,
};
use sqlx::{AssertSqlSafe, Column as _, Row as _, any::AnyRow};

use crate::importer::{file, request, sample, shop};

/// Tables that tell what was done, and by whom: they only grow.
const CHRONICLES: [&str; 6] = ["attempt_count", "audit", "outbox", "import_run", "_sqlx_migrations", "image"];

/// Every row of every table, but for the chronicles.
async fn dump(shop: &Shop) -> BTreeMap<String, Vec<String>> {
    let reader = shop.database.reader();
    let mut names = sqlx::query("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'")
        .fetch_all(reader)
        .await;
    if names.is_err() {
        names = sqlx::query("SELECT CAST(tablename AS TEXT) FROM pg_tables WHERE schemaname = CURRENT_SCHEMA()")
            .fetch_all(reader)
            .await;
    }
    let mut tables = BTreeMap::new();
    for name in names.unwrap().iter().map(|row| row.get::<String, _>(0)) {
        if CHRONICLES.contains(&name.as_str()) {
            continue;
        }
        let rows = sqlx::query(AssertSqlSafe(format!("SELECT * FROM {name}"))).fetch_all(reader).await.unwrap();
        let mut rows: Vec<String> = rows.iter().map(text).collect();
        rows.sort();
        tables.insert(name, rows);
    }
    tables
}

fn text(row: &AnyRow) -> String {
    let cell = |index: usize| {
        let number = row.try_get::<Option<i64>, _>(index).map(|number| format!("{number:?}"));
        let text = || row.try_get::<Option<String>, _>(index).map(|text| format!("{text:?}"));
        number.or_else(|_| text()).or_else(|_| row.try_get::<Option<f64>, _>(index).map(|number| format!("{number:?}")))
    };
    let named = row.columns().iter().map(|column| format!("{}={}", column.name(), cell(column.ordinal()).unwrap()));
    named.collect::<Vec<_>>().join(" ")
}

#[track_caller]
fn same(what: &str, before: &BTreeMap<String, Vec<String>>, after: &BTreeMap<String, Vec<String>>) {
    for (table, rows) in before {
        assert_eq!(&after[table], rows, "{what}: {table}");
    }
}

async fn write(shop: &Shop, statements: &'static [&'static str]) {
    shop.database
        .write(move |transaction| {
            Box::pin(async move {
                for statement in statements {
                    sqlx::query(*statement).execute(transaction.connection()).await?;
                }
                Ok::<_, DatabaseError>(())
            })
        })
        .await
        .unwrap();
}

async fn import(shop: &Shop, request: ImportRequest) {
    task::import(shop, &request, &[], |_| {}).await.unwrap();
}

async fn undo(shop: &Shop) {
    let report = task::undo_last(shop, &Actor::system("test")).await.unwrap();
    assert_eq!(report.warnings, []);
}

#[tokio::test(flavor = "multi_thread")]
async fn a20_undoing_an_import_of_every_platform_leaves_the_database_as_it_was() {
    for_each_database(async |database: Database| {
        let shop = shop(database);
        // What the shop had before: a category without words, an address that leads elsewhere, a customer of few words.
        write(
            &shop,
            &[
                "INSERT INTO category (id, slug, name, created_at) VALUES (1, 'hardware', 'Hardware', 1)",
                "INSERT INTO redirect (path, target, created_at)
                    VALUES ('/index.php?main_page=product_info&products_id=1', '/about', 1795435200000)",
                "INSERT INTO customer (id, email, full_name, created_at) VALUES (1, 'bill@example.org', '', 1)",
                "INSERT INTO attribute (key, label, kind, facet) VALUES ('size', 'Size', 'text', 1)",
            ],
        )
        .await;
        for name in [
            "shopify-apparel.csv",
            "shopify-jewelery.csv",
            "woocommerce-sample.csv",
            "magento-small.csv",
            "opencart-small.sql",
            "zencart-small.sql",
        ] {
            let before = dump(&shop).await;
            import(&shop, request(sample(name), Pictures::None)).await;
            assert_ne!(dump(&shop).await["product"], before["product"], "{name}");
            undo(&shop).await;
            same(name, &before, &dump(&shop).await);
        }
    })
    .await
    .unwrap();
}

const CUSTOMERS: &str = "Customer ID,First Name,Last Name,Email,Accepts Email Marketing,Default Address Address1,Default Address City,\
Default Address Zip,Default Address Country Code,Phone,Total Spent,Total Orders,Note,Tags\n";
const ORDERS: &str = "Name,Email,Financial Status,Fulfillment Status,Currency,Subtotal,Shipping,Taxes,Total,Created at,\
Lineitem quantity,Lineitem name,Lineitem price,Lineitem sku,Notes,Id\n";

#[tokio::test(flavor = "multi_thread")]
async fn a20_what_an_import_filled_into_customers_and_changed_of_orders_is_taken_back() {
    for_each_database(async |database: Database| {
        let shop = shop(database);
        write(
            &shop,
            &["INSERT INTO customer (id, email, full_name, created_at, phone) VALUES (1, 'maren@example.org', '', 1, '040')"],
        )
        .await;
        let first = file(&format!("{CUSTOMERS}'7,Ole,Berg,ole@example.org,no,Gate 2,Oslo,0150,NO,,0,0,,\n"));
        import(&shop, request(first.path().to_owned(), Pictures::None)).await;
        let order = "#1,ole@example.org,paid,,EUR,10.00,0,0,10.00,2026-05-01 10:00:00 +0200,1,Mug,10.00,M,,901\n";
        import(&shop, request(file(&format!("{ORDERS}{order}")).path().to_owned(), Pictures::None)).await;

        let before = dump(&shop).await;
        let fuller = file(&format!(
            "{CUSTOMERS}7,Ole,Berg,ole@example.org,yes,Gate 3,Bergen,5003,NO,'+47 1,10,1,Friend,vip\n\
             8,Maren,Holt,Maren@example.org,yes,Elbweg 1,Hamburg,'20354,DE,'+49 40,0,0,,\n\
             9,New,One,new@example.org,no,,,,,,0,0,,\n"
        ));
        import(&shop, request(fuller.path().to_owned(), Pictures::None)).await;
        assert_ne!(dump(&shop).await["customer"], before["customer"]);
        assert_ne!(dump(&shop).await["customer_address"], before["customer_address"]);
        undo(&shop).await;
        same("customers", &before, &dump(&shop).await);

        let changed = "#1,ole@example.org,refunded,fulfilled,EUR,20.00,0,0,20.00,2026-05-01 10:00:00 +0200,2,Mug,10.00,M,Late,901\n\
                       #1,,,,,,,,,,1,Spoon,0.00,S,,\n#2,ole@example.org,paid,,EUR,1,0,0,1,2026-05-02 10:00:00 +0200,1,Pin,1,,,902\n";
        import(&shop, request(file(&format!("{ORDERS}{changed}")).path().to_owned(), Pictures::None)).await;
        assert_ne!(dump(&shop).await["past_order"], before["past_order"]);
        undo(&shop).await;
        same("orders", &before, &dump(&shop).await);
    })
    .await
    .unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn a20_what_somebody_changed_of_a_filled_customer_stays() {
    for_each_database(async |database: Database| {
        let shop = shop(database);
        write(&shop, &["INSERT INTO customer (id, email, full_name, created_at) VALUES (1, 'ole@example.org', '', 1)"])
            .await;
        let rows =
            file(&format!("{CUSTOMERS}7,Ole,Berg,ole@example.org,yes,Gate 3,Bergen,5003,NO,'+47 1,10,1,Friend,vip\n"));
        import(&shop, request(rows.path().to_owned(), Pictures::None)).await;
        write(&shop, &["UPDATE customer SET phone = '+47 2' WHERE id = 1"]).await;
        undo(&shop).await;
        let row = sqlx::query("SELECT full_name, phone, note FROM customer WHERE id = 1");
        let row = row.fetch_one(shop.database.reader()).await.unwrap();
        let told: [String; 3] = [row.get(0), row.get(1), row.get(2)];
        assert_eq!(told, ["", "+47 2", ""]);
    })
    .await
    .unwrap();
}
