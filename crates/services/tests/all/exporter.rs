//! Moving out, and in again.

use std::path::PathBuf;

use domain::{
    catalog::{ProductFilter, ProductOrder, ProductSort},
    importer::report::ImportReport,
};
use futures::TryStreamExt as _;
use services::{
    Shop,
    db::{Database, DatabaseError},
    exporter::{self, Format},
    importer::{self, ImportRequest, Mapping, Pictures, Platform},
    testing::for_each_database,
};
use sqlx::Row as _;

use crate::catalog::filled;

async fn bytes(shop: &Shop, query: ProductFilter, format: Format) -> Vec<u8> {
    let sheet = exporter::products(shop, &query, ProductOrder::default(), format == Format::Xlsx).await.unwrap();
    let pieces: Vec<bytes::Bytes> = format.write(sheet).await.unwrap().try_collect().await.unwrap();
    pieces.concat()
}

async fn import(shop: &Shop, file: &[u8]) -> ImportReport {
    let path = tempfile::NamedTempFile::new().unwrap();
    std::fs::write(path.path(), file).unwrap();
    import_file(shop, path.path().to_owned(), Some(Platform::Table)).await
}

async fn import_file(shop: &Shop, path: PathBuf, platform: Option<Platform>) -> ImportReport {
    let request = ImportRequest {
        paths: vec![path],
        platform,
        mapping: Mapping::default(),
        dry_run: false,
        pictures: Pictures::None,
        media: Vec::new(),
        actor: "test".to_owned(),
        run: None,
    };
    importer::run(shop, &request, |_| {}).await.unwrap()
}

async fn run(shop: &Shop, statement: &'static str) {
    let work = shop.database.write(move |transaction| {
        Box::pin(async move {
            sqlx::query(statement).execute(transaction.connection()).await?;
            Ok::<(), DatabaseError>(())
        })
    });
    work.await.unwrap();
}

async fn texts(shop: &Shop, statement: &'static str) -> Vec<String> {
    let rows = sqlx::query(statement).fetch_all(shop.database.reader()).await.unwrap();
    rows.iter().map(|row| row.get(0)).collect()
}

fn told(report: &ImportReport) -> (u64, u64, usize) {
    (report.products_new, report.products_changed, report.failed.len())
}

/// A shop with products of the seeder, of four platforms, and with words that are hard to write down.
async fn full(database: Database) -> Shop {
    let shop = filled(database).await;
    for name in ["shopify-apparel.csv", "woocommerce-sample.csv", "magento-small.csv", "opencart-small.sql"] {
        let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/data").join(name);
        import_file(&shop, path, None).await;
    }
    for statement in [
        "UPDATE product SET title = '=HYPERLINK(\"x\")', brand = '''01234', tags = '@home, -5' WHERE slug = 'mug-1'",
        "UPDATE product SET title = '''t Huis, \"quoted\"', description_html = '<p>One &amp; two;</p>\n<p>three > two</p>',
            fact = '+ handles' WHERE slug = 'mug-2'",
        "UPDATE category SET name = 'Mugs > cups; more' WHERE slug = 'mugs'",
        "UPDATE variant SET barcode = '00000000', cost = 405, weight_grams = 350 WHERE product_id IN (SELECT id FROM product WHERE slug = 'mug-3')",
        "UPDATE variant SET active = 0 WHERE product_id IN (SELECT id FROM product WHERE slug = 'mug-4')",
    ] {
        run(&shop, statement).await;
    }
    shop
}

#[tokio::test(flavor = "multi_thread")]
async fn an_export_that_is_imported_again_changes_nothing_whatever_file_it_is() {
    for_each_database(async |database: Database| {
        let shop = full(database).await;
        let before = texts(&shop, "SELECT slug || title || CAST(version AS TEXT) FROM product ORDER BY id").await;
        for format in Format::ALL {
            let file = bytes(&shop, ProductFilter::default(), format).await;
            let report = import(&shop, &file).await;
            assert_eq!(told(&report), (0, 0, 0), "{format:?}: {:?}", report.failed);
            assert_eq!(report.products_unchanged, u64::try_from(before.len()).unwrap(), "{format:?}");
        }
        assert_eq!(
            texts(&shop, "SELECT slug || title || CAST(version AS TEXT) FROM product ORDER BY id").await,
            before
        );
    })
    .await
    .unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn v10_no_cell_of_a_csv_begins_like_a_formula() {
    for_each_database(async |database: Database| {
        let shop = full(database).await;
        let file = String::from_utf8(bytes(&shop, ProductFilter::default(), Format::Csv).await).unwrap();
        let mut reader = csv::Reader::from_reader(file.trim_start_matches('\u{FEFF}').as_bytes());
        let mut guarded = 0;
        for record in reader.records() {
            for cell in &record.unwrap() {
                assert!(!cell.starts_with(['=', '+', '-', '@', '\t', '\r']), "{cell}");
                guarded += usize::from(cell.starts_with("'="));
            }
        }
        assert!(guarded > 0, "there was one to be guarded");
    })
    .await
    .unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_edited_in_the_file_is_taken_over_and_nothing_else() {
    for_each_database(async |database: Database| {
        let shop = full(database).await;
        let pictures = "SELECT CAST(COUNT(*) AS TEXT) FROM product_image";
        let attributes = "SELECT attribute_key || value || label || colour FROM product_attribute ORDER BY product_id, attribute_key, value";
        let (pictures_before, attributes_before) = (texts(&shop, pictures).await, texts(&shop, attributes).await);
        let query = ProductFilter { text: "mug-5".to_owned(), ..ProductFilter::default() };
        let file = String::from_utf8(bytes(&shop, query, Format::Json).await).unwrap();
        let mut rows: Vec<serde_json::Map<String, serde_json::Value>> = serde_json::from_str(&file).unwrap();
        for row in &mut rows {
            row.insert("Title".to_owned(), "Mug of the fifth".into());
            row.insert("Handle".to_owned(), "fifth".into());
            row.insert("Price".to_owned(), 31.5.into());
        }
        let report = import(&shop, serde_json::to_string(&rows).unwrap().as_bytes()).await;
        assert_eq!(told(&report), (0, 1, 0), "{:?}", report.failed);
        let changed = texts(&shop, "SELECT title || '|' || slug FROM product WHERE slug IN ('mug-5', 'fifth')").await;
        assert_eq!(changed, ["Mug of the fifth|fifth"]);
        let moved = services::redirect::read::target(&shop, "/products/mug-5", "").await.unwrap();
        assert_eq!(moved.as_deref(), Some("/products/fifth"));
        let prices = "SELECT DISTINCT CAST(v.price AS TEXT) FROM variant v JOIN product p ON p.id = v.product_id WHERE p.slug = 'fifth' AND v.active = 1";
        assert_eq!(texts(&shop, prices).await, ["3150"]);
        assert_eq!((texts(&shop, pictures).await, texts(&shop, attributes).await), (pictures_before, attributes_before));
        let again = import(&shop, serde_json::to_string(&rows).unwrap().as_bytes()).await;
        assert_eq!(told(&again), (0, 0, 0));
    })
    .await
    .unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn columns_that_were_taken_out_of_the_file_change_nothing() {
    for_each_database(async |database: Database| {
        let shop = full(database).await;
        let file = String::from_utf8(bytes(&shop, ProductFilter::default(), Format::Json).await).unwrap();
        let rows: Vec<serde_json::Map<String, serde_json::Value>> = serde_json::from_str(&file).unwrap();
        let few = ["Mercer ID", "SKU", "Price"];
        let kept = |row: &serde_json::Map<String, serde_json::Value>| {
            row.iter()
                .filter(|(name, _)| few.contains(&name.as_str()))
                .map(|(name, value)| (name.clone(), value.clone()))
                .collect()
        };
        let mut rows: Vec<serde_json::Map<String, serde_json::Value>> = rows.iter().map(kept).collect();
        let report = import(&shop, serde_json::to_string(&rows).unwrap().as_bytes()).await;
        assert_eq!(told(&report), (0, 0, 0), "{:?}", report.failed);
        let before = texts(&shop, "SELECT description_html || title || brand || tags FROM product ORDER BY id").await;
        let priced = rows.iter_mut().find(|row| row.contains_key("Price")).unwrap();
        priced.insert("Price".to_owned(), 99.99.into());
        let report = import(&shop, serde_json::to_string(&rows).unwrap().as_bytes()).await;
        assert_eq!(told(&report), (0, 1, 0), "{:?}", report.failed);
        assert_eq!(
            texts(&shop, "SELECT description_html || title || brand || tags FROM product ORDER BY id").await,
            before
        );
    })
    .await
    .unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn an_export_holds_what_its_view_shows() {
    for_each_database(async |database: Database| {
        let shop = full(database).await;
        let query = ProductFilter { text: "mug-2".to_owned(), ..ProductFilter::default() };
        let file: Vec<serde_json::Value> = serde_json::from_slice(&bytes(&shop, query, Format::Json).await).unwrap();
        assert!(!file.is_empty() && file.iter().all(|row| row["Handle"] == "mug-2"), "{file:?}");
        let hidden = ProductFilter { published: Some(false), text: "mug-".to_owned(), ..ProductFilter::default() };
        assert_eq!(bytes(&shop, hidden, Format::Json).await, b"[\n]\n");
    })
    .await
    .unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn an_export_is_in_the_order_of_its_view_and_can_have_its_columns() {
    for_each_database(async |database: Database| {
        let shop = full(database).await;
        let filter = ProductFilter { text: "mug-".to_owned(), ..ProductFilter::default() };
        let mut told = Vec::new();
        for descending in [false, true] {
            let order = ProductOrder { sort: ProductSort::Title, descending };
            let sheet = exporter::products(&shop, &filter, order, false).await.unwrap();
            let rows: Vec<Vec<Vec<String>>> = sheet.rows.try_collect().await.unwrap();
            let mut handles: Vec<String> = rows.concat().into_iter().map(|cells| cells[1].clone()).collect();
            handles.dedup();
            let header = vec![exporter::Heading { name: "SKU".to_owned(), kind: exporter::Kind::Text }];
            let list = exporter::listed(&shop, &filter, order, header, |row| vec![row.slug.to_string()]).await.unwrap();
            let rows: Vec<Vec<Vec<String>>> = list.rows.try_collect().await.unwrap();
            assert_eq!(rows.concat().concat(), handles);
            told.push(handles);
        }
        assert!(told[0].len() > 3);
        told[0].reverse();
        assert_eq!(told[0], told[1]);
    })
    .await
    .unwrap();
}
