//! Several files at once, archives, and pictures that are given beside them.

use std::{io::Write as _, path::Path, sync::Arc};

use domain::importer::report::ImportReport;
use services::{
    Shop,
    db::Database,
    importer::{self, ImportError, ImportRequest, Media, PictureArchive, Pictures},
    testing::for_each_database,
};
use sqlx::Row as _;

use crate::importer::{NoWeb, file, request, shop};

const PRODUCTS: &str = "Handle,Title,Variant SKU,Variant Price,Image Src,Option1 Name\n\
mug,Mug,M-1,5.00,https://old.example/files/Blue%20mug.jpg?v=2,\nbowl,Bowl,B-1,9.00,bowl.png,\n";
const CUSTOMERS: &str = "First Name,Last Name,Email,Accepts Marketing,Total Spent\nOle,Berg,ole@example.org,no,5\n";
const ORDERS: &str = "Name,Email,Total,Currency,Created at,Lineitem quantity,Lineitem name,Lineitem price,Lineitem sku\n\
#1,ole@example.org,5.00,EUR,2026-05-01 10:00:00 +0200,1,Mug,5.00,M-1\n";

fn archive(files: &[(&str, &[u8])]) -> tempfile::NamedTempFile {
    let file = tempfile::Builder::new().suffix(".zip").tempfile().unwrap();
    let mut archive = zip::ZipWriter::new(file.reopen().unwrap());
    for (name, content) in files {
        archive.start_file(*name, zip::write::SimpleFileOptions::default()).unwrap();
        archive.write_all(content).unwrap();
    }
    archive.finish().unwrap();
    file
}

async fn number(shop: &Shop, statement: &'static str) -> i64 {
    sqlx::query(statement).fetch_one(shop.database.reader()).await.unwrap().get(0)
}

async fn import(shop: &Shop, request: &ImportRequest) -> ImportReport {
    importer::run(shop, request, |_| {}).await.unwrap()
}

fn several(paths: &[&Path], pictures: Pictures) -> ImportRequest {
    ImportRequest { paths: paths.iter().map(|path| path.to_path_buf()).collect(), ..request("".into(), pictures) }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_archive_brings_its_tables_in_the_right_order_and_its_pictures() {
    for_each_database(async |database: Database| {
        let shop = shop(database);
        let given = archive(&[
            ("export/a-orders.csv", ORDERS.as_bytes()),
            ("export/b-customers.csv", CUSTOMERS.as_bytes()),
            ("export/c-products.csv", PRODUCTS.as_bytes()),
            ("../outside.csv", PRODUCTS.as_bytes()),
            ("pictures/Blue mug.jpg", b"12345678"),
            ("pictures/BOWL.PNG", b"87654321"),
        ]);
        let report = import(&shop, &several(&[given.path()], Pictures::Web(Arc::new(NoWeb)))).await;
        assert_eq!((report.products, report.customers, report.orders), (2, 1, 1));
        assert_eq!(report.images_failed, []);
        let refused: Vec<&str> = report.failed.iter().map(|row| row.value.as_str()).collect();
        assert_eq!(refused, ["../outside.csv"]);
        assert_eq!(number(&shop, "SELECT count(*) FROM product_image").await, 2);
        let known = "SELECT count(*) FROM past_order o JOIN past_order_line l ON l.past_order_id = o.id
            WHERE o.customer_id IS NOT NULL AND l.variant_id IS NOT NULL";
        assert_eq!(number(&shop, known).await, 1);
    })
    .await
    .unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn pictures_that_are_given_go_before_the_web_and_what_neither_has_is_told() {
    for_each_database(async |database: Database| {
        let shop = shop(database);
        let pictures = archive(&[("m/blue mug.jpg", b"12345678")]);
        let products = file(PRODUCTS);
        let media = vec![Media::Archive(Arc::new(PictureArchive::open(pictures.path()).unwrap()))];
        let asked = several(&[products.path()], Pictures::Web(Arc::new(NoWeb)));
        let dry = import(&shop, &ImportRequest { media: media.clone(), dry_run: true, ..asked.clone() }).await;
        assert_eq!(dry.images_failed.iter().map(|row| row.value.as_str()).collect::<Vec<_>>(), ["bowl.png"]);
        let report = import(&shop, &ImportRequest { media, ..asked.clone() }).await;
        assert_eq!(report.images_failed.iter().map(|row| row.value.as_str()).collect::<Vec<_>>(), ["bowl.png"]);
        // What is missing comes with the next import, from a folder.
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("bowl.png"), b"abcdefgh").unwrap();
        std::fs::write(folder.path().join("Blue mug.jpg"), b"12345678").unwrap();
        let media = vec![Media::Folder(folder.path().to_owned())];
        let again = import(&shop, &ImportRequest { media, ..asked }).await;
        assert_eq!((again.images_failed.len(), again.products_changed, again.products_unchanged), (0, 1, 1));
        assert_eq!(number(&shop, "SELECT count(*) FROM product_image").await, 2);
    })
    .await
    .unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn of_several_files_one_that_cannot_be_read_is_told_and_the_others_come_in() {
    for_each_database(async |database: Database| {
        let shop = shop(database);
        let (good, cut, odd) = (file(PRODUCTS), file(&format!("{PRODUCTS}cup,\"Cu")), file("a,b\n1,2\n"));
        let request = several(&[cut.path(), good.path(), odd.path()], Pictures::None);
        let report = import(&shop, &request).await;
        assert_eq!((report.products, report.rows), (2, 2));
        let told: Vec<(u64, bool)> =
            report.failed.iter().map(|row| (row.line, row.reason.contains("never closed"))).collect();
        assert_eq!(told, [(4, true), (0, false)]);
        assert!(report.failed.iter().all(|row| !row.file.is_empty() && !row.reason.contains('/')));
        let alone = importer::run(&shop, &several(&[cut.path()], Pictures::None), |_| {}).await;
        assert!(matches!(alone, Err(ImportError::File { .. })));
    })
    .await
    .unwrap();
}
