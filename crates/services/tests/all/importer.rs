//! Moving in: whole files on both databases.

use std::{
    collections::HashMap,
    io::Write as _,
    path::PathBuf,
    sync::{Arc, Mutex},
};

use async_trait::async_trait;
use bytes::Bytes;
use domain::{importer::report::ImportReport, kernel::Timestamp};
use services::{
    Shop, cart, catalog,
    db::{Database, DatabaseError},
    importer::{self, ImportRequest, Mapping, Pictures, Platform},
    port::{ImageSource, ImageSourceError, Images, ImagesError, PreparedImage},
    testing::{self, StoppedClock, for_each_database},
};
use sqlx::Row as _;

/// 2026-11-23T12:00:00Z.
const NOW: Timestamp = Timestamp(1_795_435_200_000);

/// Takes everything for a picture, so that a test needs none.
struct AnyBytes;

impl Images for AnyBytes {
    fn prepare(&self, bytes: &[u8]) -> Result<PreparedImage, ImagesError> {
        let hash = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
        let (width, height, widths, placeholder) = (800, 600, vec![], "ffffff".to_owned());
        Ok(PreparedImage { hash, format: "png", width, height, widths, placeholder, files: vec![] })
    }
}

/// A web of a few addresses that counts how often it is asked.
#[derive(Default)]
struct SmallWeb {
    pictures: Mutex<HashMap<String, Bytes>>,
    asked: Mutex<Vec<String>>,
}

impl SmallWeb {
    fn put(&self, address: &str) {
        let bytes = Bytes::copy_from_slice(&address.as_bytes()[address.len() - 8..]);
        self.pictures.lock().unwrap().insert(address.to_owned(), bytes);
    }
}

#[async_trait]
impl ImageSource for SmallWeb {
    async fn fetch(&self, address: &str) -> Result<Bytes, ImageSourceError> {
        self.asked.lock().unwrap().push(address.to_owned());
        let known = self.pictures.lock().unwrap().get(address).cloned();
        known.ok_or_else(|| ImageSourceError::Answer("404".to_owned()))
    }
}

/// A web in which there is nothing.
pub(crate) struct NoWeb;

#[async_trait]
impl ImageSource for NoWeb {
    async fn fetch(&self, _: &str) -> Result<Bytes, ImageSourceError> {
        Err(ImageSourceError::Answer("404".to_owned()))
    }
}

pub(crate) fn shop(database: Database) -> Shop {
    let shop = testing::shop(database, Arc::new(StoppedClock::at(NOW)));
    testing::with_parts(&shop, |parts| parts.images = Arc::new(AnyBytes))
}

pub(crate) fn sample(name: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/data").join(name)
}

pub(crate) fn request(path: PathBuf, pictures: Pictures) -> ImportRequest {
    let mapping = Mapping::default();
    ImportRequest {
        paths: vec![path],
        platform: None,
        mapping,
        dry_run: false,
        pictures,
        media: Vec::new(),
        actor: "test".to_owned(),
        run: None,
    }
}

async fn import(shop: &Shop, path: PathBuf) -> ImportReport {
    importer::run(shop, &request(path, Pictures::None), |_| {}).await.unwrap()
}

pub(crate) fn file(text: &str) -> tempfile::NamedTempFile {
    let mut file = tempfile::NamedTempFile::new().unwrap();
    file.write_all(text.as_bytes()).unwrap();
    file
}

async fn import_text(shop: &Shop, text: &str) -> ImportReport {
    import(shop, file(text).path().to_owned()).await
}

async fn number(shop: &Shop, statement: &'static str) -> i64 {
    sqlx::query(statement).fetch_one(shop.database.reader()).await.unwrap().get(0)
}

async fn texts(shop: &Shop, statement: &'static str) -> Vec<String> {
    let rows = sqlx::query(statement).fetch_all(shop.database.reader()).await.unwrap();
    rows.iter().map(|row| row.get(0)).collect()
}

/// Everything that an import could change, in one number.
async fn rows_of_all_tables(shop: &Shop) -> i64 {
    number(
        shop,
        "SELECT (SELECT count(*) FROM product) + (SELECT count(*) FROM variant) + (SELECT count(*) FROM category)
              + (SELECT count(*) FROM attribute) + (SELECT count(*) FROM product_attribute) + (SELECT count(*) FROM stock)
              + (SELECT count(*) FROM stock_move) + (SELECT count(*) FROM import_key) + (SELECT count(*) FROM outbox)
              + (SELECT count(*) FROM audit) + (SELECT count(*) FROM location) + (SELECT count(*) FROM image)
              + (SELECT count(*) FROM customer) + (SELECT count(*) FROM customer_address)
              + (SELECT count(*) FROM past_order) + (SELECT count(*) FROM import_record)",
    )
    .await
}

/// Rows; products new, changed, unchanged; variants, pictures, categories; failed rows, warnings.
fn counts(report: &ImportReport) -> [u64; 9] {
    [
        report.rows,
        report.products_new,
        report.products_changed,
        report.products_unchanged,
        report.variants,
        report.images,
        report.categories,
        report.failed.len() as u64,
        report.warnings.len() as u64,
    ]
}

/// The public samples, each with what it holds.
const SAMPLES: [(&str, Platform, [u64; 9]); 6] = [
    ("shopify-apparel.csv", Platform::Shopify, [22, 20, 0, 0, 22, 20, 0, 0, 0]),
    ("shopify-jewelery.csv", Platform::Shopify, [41, 20, 0, 0, 23, 41, 3, 0, 0]),
    ("woocommerce-sample.csv", Platform::WooCommerce, [24, 14, 0, 0, 27, 22, 6, 0, 6]),
    ("magento-small.csv", Platform::Magento, [7, 3, 0, 0, 5, 4, 3, 0, 1]),
    ("opencart-small.sql", Platform::OpenCart, [5, 3, 0, 0, 6, 4, 2, 0, 3]),
    ("zencart-small.sql", Platform::ZenCart, [7, 3, 0, 0, 5, 3, 2, 0, 3]),
];

#[tokio::test(flavor = "multi_thread")]
async fn the_samples_come_in_whole_and_a_second_time_change_nothing() {
    for_each_database(async |database: Database| {
        let shop = shop(database);
        for (name, platform, expected) in SAMPLES {
            let first = import(&shop, sample(name)).await;
            assert_eq!(first.platform, platform.name());
            assert_eq!(counts(&first), expected, "{name} {:#?} {:#?}", first.failed, first.warnings);
            let second = import(&shop, sample(name)).await;
            let [_, new, changed, unchanged, ..] = counts(&second);
            assert_eq!((new, changed, unchanged), (0, 0, expected[1]), "{name}");
        }
        assert_eq!(number(&shop, "SELECT count(*) FROM product").await, 63);
        assert_eq!(number(&shop, "SELECT count(*) FROM product WHERE published = 1").await, 60);
        assert_eq!(number(&shop, "SELECT count(*) FROM product WHERE kind = 'gift_card'").await, 1);
        let broken =
            "SELECT count(*) FROM stock s WHERE on_hand <> (SELECT COALESCE(CAST(SUM(m.delta_on_hand) AS BIGINT), 0)
            FROM stock_move m WHERE m.variant_id = s.variant_id AND m.location_id = s.location_id)";
        assert_eq!(number(&shop, broken).await, 0);
    })
    .await
    .unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn customers_are_merged_by_their_address_for_mails_and_past_orders_move_no_stock_and_send_no_mail() {
    for_each_database(async |database: Database| {
        let shop = shop(database);
        let first = import(&shop, sample("zencart-small.sql")).await;
        assert_eq!((first.customers, first.orders, first.unchanged), (1, 1, 0));
        let order = "SELECT o.number || ' ' || o.state || ' ' || c.email || ' ' || CAST(o.total AS TEXT) || ' ' || v.sku
            FROM past_order o JOIN customer c ON c.id = o.customer_id JOIN past_order_line l ON l.past_order_id = o.id
            JOIN variant v ON v.id = l.variant_id";
        assert_eq!(texts(&shop, order).await, ["7 Delivered bill@example.org 30499 MG200"]);
        assert_eq!(number(&shop, "SELECT count(*) FROM stock_move WHERE order_id IS NOT NULL").await, 0);
        assert_eq!(number(&shop, "SELECT count(*) FROM orders").await, 0);
        assert_eq!(number(&shop, "SELECT count(*) FROM outbox WHERE kind <> 'search.index'").await, 0);
        let second = import(&shop, sample("zencart-small.sql")).await;
        assert_eq!((second.customers, second.orders, second.unchanged), (1, 1, 5));

        let csv = "Customer ID,First Name,Last Name,Email,Accepts Email Marketing,Address1,City,Country Code,Zip,Phone,Total Spent,Note\n\
1,William,Smith,BILL@example.org,yes,Other Street 9,There,US,999,'555,0,Likes tea\n2,Eve,,eve@example.org,no,,,,,,0,\n";
        let report = import_text(&shop, csv).await;
        assert_eq!((report.customers, report.unchanged), (2, 0));
        let people = "SELECT email || '|' || full_name || '|' || phone || '|' || note FROM customer ORDER BY email";
        assert_eq!(
            texts(&shop, people).await,
            ["bill@example.org|Bill Smith|12345|Likes tea", "eve@example.org|Eve||"]
        );
        let addresses = "SELECT street || ', ' || country FROM customer_address ORDER BY position";
        assert_eq!(texts(&shop, addresses).await, ["123 Any Avenue, US", "Other Street 9, US"]);
        assert_eq!(import_text(&shop, csv).await.unchanged, 2);
    })
    .await
    .unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn categories_come_as_a_tree_and_the_other_shop_s_addresses_lead_to_ours() {
    for_each_database(async |database: Database| {
        let shop = shop(database);
        for name in ["opencart-small.sql", "zencart-small.sql", "magento-small.csv", "woocommerce-sample.csv"] {
            import(&shop, sample(name)).await;
        }
        let tree = "SELECT c.name || ' < ' || COALESCE(p.name, '') || ': ' || c.description FROM category c
            LEFT JOIN category p ON p.id = c.parent_id WHERE c.name IN ('Desktops', 'Screens & more') ORDER BY c.name";
        assert_eq!(texts(&shop, tree).await, ["Desktops < : For the desk", "Screens & more < Desktops: "]);
        for (path, query, target) in [
            ("/index.php", "route=product/product&path=20_27&product_id=42&utm=x", Some("/products/big-bright")),
            ("/big-bright/", "", Some("/products/big-bright")),
            ("/index.php", "route=product/category&path=20_27", Some("/categories/screens-more")),
            ("/desks", "page=2", Some("/categories/desktops")),
            ("/index.php", "main_page=product_info&cPath=1_4&products_id=1", Some("/products/matrix-g200")),
            ("/index.php", "main_page=index&cPath=1_4", Some("/categories/graphics-cards")),
            ("/dune-hoodie.html", "", Some("/products/dune-hoodie")),
            ("/product/t-shirt-with-logo/", "utm=x", Some("/products/t-shirt-with-logo")),
            ("/", "p=745", Some("/products/beanie")),
            ("/index.php", "route=product/product&product_id=999", None),
            ("/", "", None),
        ] {
            let found = services::redirect::read::target(&shop, path, query).await.unwrap();
            assert_eq!(found.as_deref(), target, "{path}?{query}");
        }
    })
    .await
    .unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_dry_run_writes_nothing_and_reports_the_same() {
    for_each_database(async |database: Database| {
        let shop = shop(database);
        for (name, _, expected) in SAMPLES {
            let mut request = request(sample(name), Pictures::None);
            request.dry_run = true;
            let report = importer::run(&shop, &request, |_| {}).await.unwrap();
            assert!(report.dry_run);
            assert_eq!(counts(&report), expected, "{name}");
        }
        assert_eq!(rows_of_all_tables(&shop).await, 0);
    })
    .await
    .unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn what_came_in_can_be_found_and_bought_at_once() {
    for_each_database(async |database: Database| {
        let shop = shop(database);
        import(&shop, sample("woocommerce-sample.csv")).await;
        let catalog::read::ProductRead::Found(page) = catalog::read::product(&shop, "hoodie").await.unwrap() else {
            panic!("the product has another address");
        };
        assert_eq!((page.options.len(), page.variants.len()), (2, 6));
        assert!(page.options[0].values.iter().all(|value| value.colour.is_some()));
        let list = catalog::read::category(&shop, "hoodies", &domain::catalog::ListQuery::default()).await.unwrap();
        assert_eq!(list.list.total, 2);
        let (_, cart) = cart::write::add(&shop, None, "cc-hoodie-red", 2).await.unwrap();
        assert_eq!(cart.lines[0].unit_price.minor, 4_200);
        let asked = "SELECT count(*) FROM outbox WHERE kind = 'search.index'";
        assert_eq!(number(&shop, asked).await, 1);
    })
    .await
    .unwrap();
}

const HEADER: &str = "Handle,Title,Type,Option1 Name,Option1 Value,Variant SKU,Variant Inventory Tracker,Variant Inventory Qty,\
Variant Price,Image Src,Variant Image,Body (HTML)\n";

#[tokio::test(flavor = "multi_thread")]
async fn a_changed_row_changes_its_product_alone_and_nothing_is_deleted() {
    for_each_database(async |database: Database| {
        let shop = shop(database);
        let before = format!(
            "{HEADER}tee,Tee,Shirts,Size,S,T-S,shopify,5,10,,,\ntee,,,,M,T-M,shopify,5,10,,,\nmug,Mug,,,,M-1,shopify,3,8,,,\n"
        );
        assert_eq!(import_text(&shop, &before).await.products_new, 2);
        let after = format!("{HEADER}mug,Mug,,,,M-1,shopify,3,8,,,\ntee,Tee 2,Tops,Size,S,T-S,shopify,5,12,,,\n");
        let report = import_text(&shop, &after).await;
        assert_eq!((report.products_new, report.products_changed, report.products_unchanged), (0, 1, 1));
        let variants = texts(&shop, "SELECT sku || ' ' || CAST(price AS TEXT) || ' ' || CAST(active AS TEXT) FROM variant ORDER BY sku").await;
        assert_eq!(variants, ["M-1 800 1", "T-M 1000 0", "T-S 1200 1"]);
        assert_eq!(texts(&shop, "SELECT title || ' ' || slug FROM product ORDER BY id").await, ["Tee 2 tee", "Mug mug"]);
        let names = "SELECT c.name FROM category c JOIN product_category p ON p.category_id = c.id";
        assert_eq!(texts(&shop, names).await, ["Tops"]);
        assert_eq!(import_text(&shop, &before).await.products_changed, 1);
        assert_eq!(number(&shop, "SELECT count(*) FROM variant WHERE active = 1").await, 3);
    })
    .await
    .unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn f25_stock_moves_only_when_the_file_says_something_new_of_it() {
    for_each_database(async |database: Database| {
        let shop = shop(database);
        let text = |quantity: u32, title: &str| format!("{HEADER}mug,{title},,,,M-1,shopify,{quantity},8,,,\n");
        import_text(&shop, &text(10, "Mug")).await;
        let sell = "UPDATE stock SET on_hand = on_hand - 4, reserved = 2";
        let answer: Result<(), DatabaseError> = shop
            .database
            .write(move |transaction| {
                Box::pin(async move {
                    sqlx::query(sell).execute(transaction.connection()).await?;
                    Ok(())
                })
            })
            .await;
        answer.unwrap();
        import_text(&shop, &text(10, "Renamed mug")).await;
        assert_eq!(number(&shop, "SELECT on_hand FROM stock").await, 6);
        import_text(&shop, &text(8, "Renamed mug")).await;
        assert_eq!(number(&shop, "SELECT on_hand FROM stock").await, 8);
        let report = import_text(&shop, &text(1, "Renamed mug")).await;
        assert_eq!(number(&shop, "SELECT on_hand FROM stock").await, 8);
        assert!(report.warnings[0].reason.contains("held for orders"));
    })
    .await
    .unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn f51_skus_that_occur_twice_and_slugs_that_are_taken_are_made_anew_and_told() {
    for_each_database(async |database: Database| {
        let shop = shop(database);
        import_text(&shop, &format!("{HEADER}mug,Mug,,,,X-1,,,8,,,\n")).await;
        let woo = "ID,Type,SKU,Name,Published,Regular price\n1,simple,X-1,Mug,1,9\n2,simple,Y,Cup,1,9\n3,simple,Y,Cup,1,9\n4,simple,y,Cup,1,9\n5,simple,,Cup,1,9\n";
        let report = import_text(&shop, woo).await;
        assert_eq!((report.products_new, report.failed.len()), (5, 0));
        let lines: Vec<(u64, &str)> = report.warnings.iter().map(|row| (row.line, row.value.as_str())).collect();
        assert_eq!(lines, [(2, "X-1"), (4, "Y"), (5, "y")]);
        let skus = texts(&shop, "SELECT sku FROM variant ORDER BY id").await;
        assert_eq!(skus, ["X-1", "MUG", "Y", "CUP", "y", "CUP-2"]);
        let slugs = texts(&shop, "SELECT slug FROM product ORDER BY id").await;
        assert_eq!(slugs, ["mug", "mug-2", "cup", "cup-2", "cup-3", "cup-4"]);
    })
    .await
    .unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_product_that_breaks_a_rule_is_undone_alone() {
    for_each_database(async |database: Database| {
        let shop = shop(database);
        let rule: Result<(), DatabaseError> = shop
            .database
            .write(|transaction| {
                Box::pin(async move {
                    let statement = "CREATE UNIQUE INDEX one_title ON product (title)";
                    sqlx::query(statement).execute(transaction.connection()).await?;
                    Ok(())
                })
            })
            .await;
        rule.unwrap();
        let rows = "a,Same,Type,,,A,,,8,,,\nb,Same,Other,,,B,,,8,,,\nc,Third,,,,C,,,broken,,,\nd,Fourth,,,,D,,,8,,,\n";
        let report = import_text(&shop, &format!("{HEADER}{rows}")).await;
        assert_eq!(report.products_new, 2);
        let failed: Vec<u64> = report.failed.iter().map(|row| row.line).collect();
        assert_eq!(failed, [3, 4]);
        assert_eq!(texts(&shop, "SELECT sku FROM variant ORDER BY id").await, ["A", "D"]);
        assert_eq!(texts(&shop, "SELECT name FROM category").await, ["Type"]);
    })
    .await
    .unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn pictures_are_fetched_once_and_those_that_fail_are_told_and_tried_again() {
    for_each_database(async |database: Database| {
        let shop = shop(database);
        let (first, second) = ("https://x.example/11111111", "https://x.example/22222222");
        let text = format!(
            "{HEADER}a,A,,Size,S,A,,,8,{first},{second},\na,,,,M,A-M,,,8,{second},,\nb,B,,,,B,,,8,{first},,\nc,C,,,,C,,,8,c.jpg,,\n"
        );
        let source = file(&text);
        let web = Arc::new(SmallWeb::default());
        web.put(first);
        let request = request(source.path().to_owned(), Pictures::Web(web.clone()));
        let report = importer::run(&shop, &request, |_| {}).await.unwrap();
        assert_eq!((report.products_new, report.images), (3, 4));
        let failed: Vec<(u64, &str)> = report.images_failed.iter().map(|row| (row.line, row.value.as_str())).collect();
        assert_eq!(failed, [(3, second), (5, "c.jpg")]);
        assert_eq!(web.asked.lock().unwrap().len(), 2);
        assert_eq!(number(&shop, "SELECT count(*) FROM product_image").await, 2);

        let again = importer::run(&shop, &request, |_| {}).await.unwrap();
        assert_eq!((again.products_changed, again.products_unchanged, again.images_failed.len()), (0, 3, 2));

        web.put(second);
        let third = importer::run(&shop, &request, |_| {}).await.unwrap();
        assert_eq!((third.products_changed, third.products_unchanged, third.images_failed.len()), (1, 2, 1));
        assert_eq!(web.asked.lock().unwrap().iter().filter(|address| *address == first).count(), 1);
        let shown = "SELECT image_position FROM variant WHERE sku = 'A'";
        assert_eq!(number(&shop, shown).await, 1);
    })
    .await
    .unwrap();
}

/// A web that is busy at first.
#[derive(Default)]
struct BusyWeb(Mutex<HashMap<String, u32>>);

#[async_trait]
impl ImageSource for BusyWeb {
    async fn fetch(&self, address: &str) -> Result<Bytes, ImageSourceError> {
        let mut asked = self.0.lock().unwrap();
        let times = asked.entry(address.to_owned()).or_default();
        *times += 1;
        match (*times, address.contains("gone")) {
            (_, true) => Err(ImageSourceError::Answer("410 Gone".to_owned())),
            (1, _) => Err(ImageSourceError::Answer("503 Service Unavailable".to_owned())),
            _ => Ok(Bytes::copy_from_slice(&address.as_bytes()[address.len() - 8..])),
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a14_a_busy_server_is_asked_again_and_one_that_says_no_is_not() {
    for_each_database(async |database: Database| {
        let shop = shop(database);
        let web = Arc::new(BusyWeb::default());
        let text =
            format!("{HEADER}a,A,,,,A,,,8,https://x.example/1.jpg,,\nb,B,,,,B,,,8,https://x.example/gone.jpg,,\n");
        let source = file(&text);
        let request = request(source.path().to_owned(), Pictures::Web(Arc::clone(&web) as Arc<dyn ImageSource>));
        let report = importer::run(&shop, &request, |_| {}).await.unwrap();
        assert_eq!((report.products_new, report.images_failed.len()), (2, 1));
        let asked = web.0.lock().unwrap().clone();
        assert_eq!((asked["https://x.example/1.jpg"], asked["https://x.example/gone.jpg"]), (2, 1));
    })
    .await
    .unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn pictures_of_a_folder_are_found_by_their_names() {
    for_each_database(async |database: Database| {
        let shop = shop(database);
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("blue mug.jpg"), b"12345678").unwrap();
        let text = format!("{HEADER}a,A,,,,A,,,8,https://x.example/p/blue%20mug.jpg?v=1,,\nb,B,,,,B,,,8,other.jpg,,\n");
        let source = file(&text);
        let request = request(source.path().to_owned(), Pictures::Folder(folder.path().to_owned()));
        let report = importer::run(&shop, &request, |_| {}).await.unwrap();
        assert_eq!(report.images_failed.len(), 1);
        assert_eq!(number(&shop, "SELECT count(*) FROM product_image").await, 1);
    })
    .await
    .unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn f51_large_and_broken_files_are_read_as_far_as_they_go_or_refused_as_a_whole() {
    for_each_database(async |database: Database| {
        let shop = shop(database);
        let huge = "x".repeat(1_000_000);
        let mut text = format!("\u{FEFF}{HEADER}huge,Huge,,,,H,,,8,,,\"{huge}\"\r\n");
        for number in 0..450 {
            text.push_str(&format!("p{number},Product {number},,,,,,,\"1.234,56\",,,=1+1\r\n"));
        }
        let report = import_text(&shop, &text).await;
        assert_eq!((report.rows, report.products_new, report.failed.len()), (451, 450, 1));
        assert_eq!((report.failed[0].line, report.failed[0].column.as_str()), (2, "Body (HTML)"));
        assert_eq!(number(&shop, "SELECT count(*) FROM variant WHERE price = 123456").await, 450);

        let before = rows_of_all_tables(&shop).await;
        for broken in ["", "Handle,Title\na,A\n", "name,amount\nx,1\n", &format!("{HEADER}a,\"A,,,,,,,8,,,\nb,B\n")] {
            let source = file(broken);
            let request = request(source.path().to_owned(), Pictures::None);
            assert!(importer::run(&shop, &request, |_| {}).await.is_err(), "{broken:.40}");
        }
        assert_eq!(rows_of_all_tables(&shop).await, before);
    })
    .await
    .unwrap();
}

/// Everything that undoing an import leaves nothing of.
const IMPORTED: &str =
    "SELECT (SELECT count(*) FROM product) + (SELECT count(*) FROM variant) + (SELECT count(*) FROM category)
    + (SELECT count(*) FROM product_attribute) + (SELECT count(*) FROM stock) + (SELECT count(*) FROM stock_move)
    + (SELECT count(*) FROM import_key) + (SELECT count(*) FROM customer) + (SELECT count(*) FROM past_order)
    + (SELECT count(*) FROM past_order_line) + (SELECT count(*) FROM import_record) + (SELECT count(*) FROM redirect)";

#[tokio::test(flavor = "multi_thread")]
async fn imports_from_the_command_line_are_taken_back_one_after_the_other_and_can_be_made_again() {
    for_each_database(async |database: Database| {
        let shop = shop(database);
        let actor = services::account::Actor::system("test");
        assert!(importer::task::undo_last(&shop, &actor).await.is_err());
        let dry = ImportRequest { dry_run: true, ..request(sample("magento-small.csv"), Pictures::None) };
        importer::task::import(&shop, &dry, &[], |_| {}).await.unwrap();
        assert_eq!(number(&shop, "SELECT count(*) FROM import_run").await, 0);
        // An import that changes nothing is none to take back.
        for name in ["magento-small.csv", "zencart-small.sql", "zencart-small.sql"] {
            importer::task::import(&shop, &request(sample(name), Pictures::None), &[], |_| {}).await.unwrap();
        }
        let undone = importer::task::undo_last(&shop, &actor).await.unwrap();
        assert_eq!(undone.warnings, []);
        assert_eq!(
            texts(&shop, "SELECT title FROM product ORDER BY title").await,
            ["Beach Bag", "Dune Hoodie", "Tide Mug"]
        );
        assert_eq!(number(&shop, "SELECT count(*) FROM customer").await, 0);
        importer::task::undo_last(&shop, &actor).await.unwrap();
        assert_eq!(number(&shop, IMPORTED).await, 0);
        assert!(importer::task::undo_last(&shop, &actor).await.is_err());
        let again = request(sample("zencart-small.sql"), Pictures::None);
        let again = importer::task::import(&shop, &again, &[], |_| {}).await.unwrap();
        assert_eq!((again.products_new, again.customers, again.orders, again.unchanged), (3, 1, 1, 0));
    })
    .await
    .unwrap();
}
