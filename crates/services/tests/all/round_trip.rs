//! Out and in again: what leaves the shop in a file comes back as it was, here and in an empty shop.

use std::io::Write as _;

use domain::{
    catalog::{ProductFilter, ProductOrder},
    importer::report::ImportReport,
};
use futures::TryStreamExt as _;
use serde_json::{Map, Value};
use services::{
    Shop,
    account::Actor,
    catalog::admin::{self, collection, picks},
    db::{Database, DatabaseError},
    exporter::{self, Format},
    importer::{Pictures, Platform, task},
    media,
    testing::for_each_database,
};
use sqlx::Row as _;

use crate::{
    catalog::{filled, manager, page},
    import_keep::worked_on,
    importer::{file, request},
};

async fn export(shop: &Shop, format: Format) -> Vec<u8> {
    let sheet = exporter::products(shop, &ProductFilter::default(), ProductOrder::default(), format == Format::Xlsx)
        .await
        .unwrap();
    let pieces: Vec<bytes::Bytes> = format.write(sheet).await.unwrap().try_collect().await.unwrap();
    pieces.concat()
}

async fn import(shop: &Shop, bytes: &[u8]) -> ImportReport {
    let mut file = file("");
    file.write_all(bytes).unwrap();
    let mut request = request(file.path().to_owned(), Pictures::None);
    request.platform = Some(Platform::Table);
    let report = task::import(shop, &request, &[], |_| {}).await.unwrap();
    shop.shelf.reload().await.unwrap();
    report
}

async fn write(shop: &Shop, statements: &'static [&'static str]) {
    let work = shop.database.write(move |transaction| {
        Box::pin(async move {
            for statement in statements {
                sqlx::query(*statement).execute(transaction.connection()).await?;
            }
            Ok::<_, DatabaseError>(())
        })
    });
    work.await.unwrap();
}

async fn texts(shop: &Shop, statement: &'static str) -> Vec<String> {
    let rows = sqlx::query(statement).fetch_all(shop.database.reader()).await.unwrap();
    rows.iter().map(|row| row.get(0)).collect()
}

/// The rows of the file, without what another shop numbers and shows by itself.
async fn rows(shop: &Shop) -> Vec<Map<String, Value>> {
    let mut rows: Vec<Map<String, Value>> = serde_json::from_slice(&export(shop, Format::Json).await).unwrap();
    for row in &mut rows {
        for name in ["Mercer ID", "Images", "Image texts", "Variant image"] {
            row.remove(name);
        }
        // A column that is empty everywhere may be missing altogether.
        row.retain(|_, value| !matches!(value, Value::Null) && value.as_str() != Some(""));
    }
    rows.sort_by_key(|row| row["SKU"].to_string());
    rows
}

/// A product with everything that a product can have.
async fn full(database: Database) -> Shop {
    let shop = worked_on(database).await;
    write(
        &shop,
        &[
            "UPDATE product SET published = 0, publish_at = 1895435220000",
            // Pictures are brought by others; without them the product would have to be completed.
            "DELETE FROM product_image",
            "UPDATE variant SET image_position = NULL",
            "UPDATE attribute SET facet = 1 WHERE key = 'fabric'",
            "INSERT INTO attribute (key, label, kind) VALUES ('glaze', 'Glaze', 'colour'), ('since', 'Since', 'date'), ('note-x', 'Note [x]', 'text')",
            "INSERT INTO product_attribute (product_id, attribute_key, value, label, colour, position)
                SELECT id, 'glaze', 'deep-sea', 'Deep sea', '0a2a3f', 0 FROM product",
            "INSERT INTO product_attribute (product_id, attribute_key, value, label, position)
                SELECT id, 'since', '2024-02-29', '29 Feb 2024', 0 FROM product",
            "INSERT INTO product_attribute (product_id, attribute_key, value, label, position)
                SELECT id, 'note-x', 'one-two', 'One; two', 0 FROM product",
            "INSERT INTO product_attribute (product_id, attribute_key, value, label, position)
                SELECT id, 'note-x', 'three', 'Three', 1 FROM product",
            "INSERT INTO product_text (product_id, language, field, text, updated_at)
                SELECT id, 'de', 'description_html', '<p>Ein <strong>Hemd</strong>; weich.</p>', 1 FROM product",
            "INSERT INTO product_text (product_id, language, field, text, updated_at)
                SELECT id, 'en', 'meta_title', '=Tee', 1 FROM product",
        ],
    )
    .await;
    shop
}

/// Empties the shop of all that belongs to products.
const EMPTY: &[&str] = &[
    "DELETE FROM stock_move",
    "DELETE FROM stock",
    "DELETE FROM product_image",
    "DELETE FROM variant",
    "DELETE FROM product_category",
    "DELETE FROM product_attribute",
    "DELETE FROM collection_product",
    "DELETE FROM import_key",
    "DELETE FROM import_change",
    "DELETE FROM import_trace",
    "DELETE FROM product",
    "DELETE FROM product_type_attribute",
    "DELETE FROM product_type",
    "DELETE FROM attribute_choice",
    "DELETE FROM attribute",
    "DELETE FROM category",
];

/// The same rows with three columns alone.
fn few_columns(bytes: &[u8], format: Format) -> Option<Vec<u8>> {
    let mut rows: Vec<Map<String, Value>> = serde_json::from_slice(bytes).ok().filter(|_| format == Format::Json)?;
    rows.iter_mut().for_each(|row| row.retain(|name, _| ["Mercer ID", "SKU", "Price"].contains(&name.as_str())));
    serde_json::to_vec(&rows).ok()
}

const ATTRIBUTES: &str = "SELECT attribute_key || '|' || value || '|' || label || '|' || colour || '|' || html || '|' || CAST(position AS TEXT)
    FROM product_attribute ORDER BY attribute_key, value";
const DEFINITIONS: &str =
    "SELECT key || '|' || label || '|' || kind || '|' || unit || '|' || CAST(decimals AS TEXT) || CAST(facet AS TEXT)
    FROM attribute ORDER BY key";
const TYPES: &str =
    "SELECT t.name || '|' || a.attribute_key FROM product_type t JOIN product_type_attribute a ON a.type_id = t.id
    WHERE a.attribute_key IN ('fabric', 'length', 'care', 'organic') ORDER BY t.name, a.attribute_key";

#[tokio::test(flavor = "multi_thread")]
async fn a_product_with_everything_is_unchanged_when_its_export_is_imported_again() {
    for_each_database(async |database: Database| {
        let shop = full(database).await;
        let before = (rows(&shop).await, texts(&shop, ATTRIBUTES).await, texts(&shop, DEFINITIONS).await);
        let first = &before.0[0];
        for column in
            ["Product type", "Kind", "Length (mm)", "Country of origin", "Content amount", "Title:de", "Meta title:en"]
        {
            assert!(before.0.iter().any(|row| row.contains_key(column)), "{column}: {first:?}");
        }
        for format in Format::ALL {
            let report = import(&shop, &export(&shop, format).await).await;
            assert_eq!((report.products_new, report.products_changed, report.failed.len()), (0, 0, 0), "{format:?}");
            assert_eq!(report.products_unchanged, 1, "{format:?}");
        }
        assert_eq!((rows(&shop).await, texts(&shop, ATTRIBUTES).await, texts(&shop, DEFINITIONS).await), before);
    })
    .await
    .unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn an_empty_shop_gets_the_same_product_with_its_type_and_attributes_and_undo_empties_it_again() {
    for_each_database(async |database: Database| {
        let shop = full(database).await;
        let before = (rows(&shop).await, texts(&shop, ATTRIBUTES).await, texts(&shop, DEFINITIONS).await);
        let types = texts(&shop, TYPES).await;
        assert_eq!(types.len(), 4);
        let mut files = Vec::new();
        for format in Format::ALL {
            files.push((format, export(&shop, format).await));
        }
        for (format, bytes) in files {
            write(&shop, EMPTY).await;
            let report = import(&shop, &bytes).await;
            assert_eq!((report.products_new, report.failed.as_slice()), (1, &[][..]), "{format:?}");
            let after = (rows(&shop).await, texts(&shop, ATTRIBUTES).await, texts(&shop, DEFINITIONS).await);
            assert_eq!(after, before, "{format:?}");
            assert_eq!(texts(&shop, TYPES).await, types, "{format:?}");
            let undone = task::undo_last(&shop, &Actor::system("test")).await.unwrap();
            assert_eq!(undone.warnings, []);
            for statement in ["SELECT title FROM product", "SELECT name FROM product_type", "SELECT key FROM attribute"]
            {
                assert_eq!(texts(&shop, statement).await, Vec::<String>::new(), "{statement}");
            }
            import(&shop, &bytes).await;
            let again = import(&shop, &bytes).await;
            assert_eq!((again.products_new, again.products_changed), (0, 0), "{format:?}");
            // The other shop's ids are known here now, and columns that were taken out change nothing.
            let few = few_columns(&bytes, format);
            if let Some(few) = few {
                let report = import(&shop, &few).await;
                assert_eq!((report.products_new, report.products_changed, report.failed.len()), (0, 0, 0));
            }
        }
    })
    .await
    .unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_edited_of_the_further_columns_is_taken_over_and_undone() {
    for_each_database(async |database: Database| {
        let shop = full(database).await;
        let before = (rows(&shop).await, texts(&shop, ATTRIBUTES).await);
        let mut file: Vec<Map<String, Value>> = serde_json::from_slice(&export(&shop, Format::Json).await).unwrap();
        let first = file.iter_mut().find(|row| row.contains_key("Title:de") && row["Title:de"] == "Hemd").unwrap();
        first.insert("Title:de".to_owned(), "Leinenhemd".into());
        first.insert("Meta title:en".to_owned(), "".into());
        first.insert("Product type".to_owned(), "Linen".into());
        first.insert("Width (mm)".to_owned(), 210.into());
        let care = first.keys().find(|name| name.starts_with("Attribute: Care")).cloned().unwrap();
        first.insert(care, "".into());
        let report = import(&shop, serde_json::to_string(&file).unwrap().as_bytes()).await;
        assert_eq!((report.products_changed, report.failed.as_slice()), (1, &[][..]));
        assert_eq!(
            texts(&shop, "SELECT language || text FROM product_text WHERE field <> 'description_html'").await,
            ["deLeinenhemd"]
        );
        assert_eq!(
            texts(&shop, "SELECT t.name FROM product p JOIN product_type t ON t.id = p.type_id").await,
            ["Linen"]
        );
        assert_eq!(texts(&shop, "SELECT CAST(width_mm AS TEXT) FROM product").await, ["210"]);
        assert_eq!(texts(&shop, ATTRIBUTES).await.len(), before.1.len() - 1);
        task::undo_last(&shop, &Actor::system("test")).await.unwrap();
        assert_eq!((rows(&shop).await, texts(&shop, ATTRIBUTES).await), before);
    })
    .await
    .unwrap();
}

/// Six mugs, of which the last is a bundle of two others and cheaper than these; two stand in a collection.
async fn linked(database: Database) -> Shop {
    let shop = filled(database).await;
    let gifts = collection::create(&shop, &manager(), "Gifts", false).await.unwrap();
    for slug in ["mug-2", "mug-6"] {
        let id = page(&shop, slug).await.id;
        picks::add(&shop, &manager(), picks::Place::Collection(gifts), id, None).await.unwrap();
    }
    write(
        &shop,
        &[
            "UPDATE product SET kind = 'bundle', bundle_discount = 1250 WHERE slug = 'mug-6'",
            "INSERT INTO bundle_part (product_id, variant_id, quantity, position)
                SELECT p.id, v.id, 2, 1 FROM product p, variant v WHERE p.slug = 'mug-6' AND v.sku = 'SKU-1-0'",
            "INSERT INTO bundle_part (product_id, variant_id, quantity, position)
                SELECT p.id, v.id, 1, 2 FROM product p, variant v WHERE p.slug = 'mug-6' AND v.sku = 'SKU-2-1'",
        ],
    )
    .await;
    admin::goods::settle_prices(&shop).await.unwrap();
    shop.shelf.reload().await.unwrap();
    shop
}

#[tokio::test(flavor = "multi_thread")]
async fn bundles_picks_and_collections_come_back_as_they_were_here_and_in_an_empty_shop() {
    for_each_database(async |database: Database| {
        let shop = linked(database).await;
        let before = rows(&shop).await;
        let bundle = before.iter().find(|row| row["Handle"] == "mug-6" && row.contains_key("Parts")).unwrap();
        assert_eq!(
            (bundle["Parts"].as_str(), bundle["Collections"].as_str()),
            (Some("SKU-1-0=2; SKU-2-1=1"), Some("gifts"))
        );
        assert!(before.iter().any(|row| row.get("Related products").is_some_and(|related| related == "mug-3")));
        let bytes = export(&shop, Format::Json).await;
        let report = import(&shop, &bytes).await;
        assert_eq!((report.products_changed, report.products_unchanged, report.failed.len()), (0, 6, 0));
        assert_eq!(report.warnings, []);
        // The bundle comes before its parts, or behind them: both ways it finds them.
        let mut parts_first: Vec<Map<String, Value>> = serde_json::from_slice(&bytes).unwrap();
        parts_first.sort_by_key(|row| row["Handle"].to_string());
        let mut bundle_first = parts_first.clone();
        bundle_first.sort_by_key(|row| std::cmp::Reverse(row["Handle"].to_string()));
        for file in [parts_first, bundle_first].map(|rows| serde_json::to_vec(&rows).unwrap()) {
            write(&shop, &["DELETE FROM bundle_part", "DELETE FROM cart_line"]).await;
            write(&shop, EMPTY).await;
            let report = import(&shop, &file).await;
            assert_eq!((report.products_new, report.failed.as_slice()), (6, &[][..]));
            assert_eq!(report.warnings, []);
            assert_eq!(rows(&shop).await, before);
            let undone = task::undo_last(&shop, &Actor::system("test")).await.unwrap();
            assert_eq!(undone.warnings, []);
            assert_eq!(texts(&shop, "SELECT title FROM product").await, Vec::<String>::new());
            import(&shop, &file).await;
            let again = import(&shop, &file).await;
            assert_eq!((again.products_new, again.products_changed), (0, 0));
        }
    })
    .await
    .unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn links_that_are_edited_in_a_file_are_taken_over_undone_and_what_is_not_here_is_told() {
    for_each_database(async |database: Database| {
        let shop = linked(database).await;
        let before = rows(&shop).await;
        let mut file: Vec<Map<String, Value>> = serde_json::from_slice(&export(&shop, Format::Json).await).unwrap();
        for row in &mut file {
            if row["Handle"] == "mug-6" && row.get("Published").is_some_and(|published| published == "yes") {
                row.insert("Parts".to_owned(), "SKU-3-0=3; SKU-9-9=1".into());
                row.insert("Collections".to_owned(), "".into());
                row.insert("Related products".to_owned(), "mug-2; mug-1; mug-77".into());
            }
        }
        let report = import(&shop, &serde_json::to_vec(&file).unwrap()).await;
        assert_eq!((report.products_changed, report.failed.as_slice()), (1, &[][..]));
        let told: Vec<&str> = report.warnings.iter().map(|row| row.value.as_str()).collect();
        assert_eq!(told, ["SKU-9-9", "mug-77"]);
        let parts =
            "SELECT v.sku || '=' || CAST(b.quantity AS TEXT) FROM bundle_part b JOIN variant v ON v.id = b.variant_id";
        assert_eq!(texts(&shop, parts).await, ["SKU-3-0=3"]);
        let related = "SELECT o.slug FROM product_related r JOIN product p ON p.id = r.product_id
            JOIN product o ON o.id = r.related_id WHERE p.slug = 'mug-6' ORDER BY r.position";
        assert_eq!(texts(&shop, related).await, ["mug-2", "mug-1"]);
        assert_eq!(texts(&shop, "SELECT CAST(COUNT(*) AS TEXT) FROM collection_product").await, ["1"]);
        task::undo_last(&shop, &Actor::system("test")).await.unwrap();
        assert_eq!(rows(&shop).await, before);
    })
    .await
    .unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn an_archive_brings_products_and_their_pictures_into_a_shop_that_has_neither() {
    for_each_database(async |database: Database| {
        let shop = linked(database).await;
        media::write::keep(&shop, bytes::Bytes::from_static(b"abc"), "Mug", "").await.unwrap();
        shop.files.put("abc-320.jpg", bytes::Bytes::from_static(b"abc")).await.unwrap();
        write(
            &shop,
            &["INSERT INTO product_image (product_id, position, image_id, alternative_text)
                SELECT p.id, 0, i.id, 'A mug' FROM product p, image i WHERE p.slug = 'mug-1' AND i.hash = 'abc'"],
        )
        .await;
        let sheet = exporter::products(&shop, &ProductFilter::default(), ProductOrder::default(), false).await.unwrap();
        let pieces: Vec<bytes::Bytes> = exporter::zipped(&shop, sheet).await.unwrap().try_collect().await.unwrap();
        write(&shop, &["DELETE FROM bundle_part"]).await;
        write(&shop, EMPTY).await;
        write(&shop, &["DELETE FROM image"]).await;
        let archive = tempfile::Builder::new().suffix(".zip").tempfile().unwrap();
        std::fs::write(archive.path(), pieces.concat()).unwrap();
        let empty = tempfile::tempdir().unwrap();
        let mut request = request(archive.path().to_owned(), Pictures::Folder(empty.path().to_owned()));
        request.platform = Some(Platform::Table);
        let report = task::import(&shop, &request, &[], |_| {}).await.unwrap();
        assert_eq!(
            (report.products_new, report.failed.as_slice(), report.images_failed.as_slice()),
            (6, &[][..], &[][..])
        );
        let shown = "SELECT i.hash || ' ' || t.alternative_text FROM product_image t JOIN image i ON i.id = t.image_id";
        assert_eq!(texts(&shop, shown).await, ["abc A mug"]);
    })
    .await
    .unwrap();
}
