//! Importing again: what the file does not say of a product stays as the manager left it.

use domain::{
    catalog::{
        AttributeChoice, AttributeEdit, AttributeKind, Written, read_attribute,
        view::{ParcelForm, ProductForm},
    },
    kernel::{Money, ProductId},
};
use services::{
    Shop,
    account::Actor,
    catalog::admin::{self, attribute},
    db::{Database, DatabaseError},
    importer::{Pictures, task},
    testing::for_each_database,
};
use sqlx::Row as _;

use crate::importer::{file, request, shop};

const SHOPIFY: &str = "Handle,Title,Body (HTML),Vendor,Tags,Published,Option1 Name,Option1 Value,Option2 Name,Option2 Value,Variant SKU,\
Variant Grams,Variant Inventory Tracker,Variant Inventory Qty,Variant Price,Variant Barcode,Cost per item,Status\n";

/// A tee in two sizes and two colours; all but its price stays the same.
fn tee(price: &str) -> String {
    format!(
        "{SHOPIFY}tee,Tee,,,,true,Size,L,Color,Red,TEE-LR,,shopify,5,{price},,,active\n\
         tee,,,,,,,S,,Red,TEE-SR,,shopify,5,{price},,,\n\
         tee,,,,,,,S,,Blue,TEE-SB,,shopify,5,{price},,,\n"
    )
}

async fn import(shop: &Shop, text: &str) -> domain::importer::report::ImportReport {
    let file = file(text);
    task::import(shop, &request(file.path().to_owned(), Pictures::None), &[], |_| {}).await.unwrap()
}

async fn text(shop: &Shop, statement: &'static str) -> String {
    let rows = sqlx::query(statement).fetch_all(shop.database.reader()).await.unwrap();
    rows.iter().map(|row| row.get::<String, _>(0)).collect::<Vec<_>>().join("\n")
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

async fn form(shop: &Shop) -> ProductForm {
    let row = sqlx::query("SELECT id FROM product").fetch_one(shop.database.reader()).await.unwrap();
    admin::form(shop, ProductId(row.get(0))).await.unwrap()
}

fn put(form: &mut ProductForm, key: &str, text: &str) {
    let field = form.attributes.iter_mut().find(|field| field.definition.key == key).unwrap();
    let written = Written { text: text.to_owned(), chosen: Vec::new() };
    field.values = read_attribute(&field.definition, &written).unwrap();
}

/// What a manager does to a product after it was imported: everything that the file has no word of.
async fn work_on(shop: &Shop) {
    let actor = Actor::system("manager");
    let shirts = attribute::create(shop, &actor, "Shirts").await.unwrap();
    let choice = |label: &str| AttributeChoice { value: String::new(), label: label.to_owned(), colour: String::new() };
    for (label, kind) in [
        ("Fabric", AttributeKind::Choice),
        ("Length", AttributeKind::Number),
        ("Care", AttributeKind::RichText),
        ("Organic", AttributeKind::YesNo),
    ] {
        let edit = AttributeEdit {
            label: label.to_owned(),
            kind,
            unit: "cm".to_owned(),
            decimals: 1,
            choices: if kind.has_choices() { vec![choice("Cotton"), choice("Linen")] } else { Vec::new() },
            ..AttributeEdit::default()
        };
        attribute::add(shop, &actor, shirts, edit).await.unwrap();
    }
    let mut typed = admin::save(shop, &actor, ProductForm { type_id: Some(shirts), ..form(shop).await }).await.unwrap();
    for (key, text) in [("fabric", "linen"), ("length", "71.5"), ("care", "<p>Wash cold.</p>"), ("organic", "yes")] {
        put(&mut typed, key, text);
    }
    typed.brand = "Northwind".to_owned();
    typed.tags = "summer, new".to_owned();
    typed.description_html = "<p>Written here.</p>".to_owned();
    typed.parcel = ParcelForm {
        length_mm: Some(300),
        width_mm: Some(200),
        height_mm: Some(20),
        customs_code: "61091000".to_owned(),
        origin_country: "PT".to_owned(),
    };
    for variant in &mut typed.variants {
        variant.cost = Some(Money::new(405, variant.price.currency));
        variant.weight_grams = 180;
    }
    typed.variants[0].barcode = "4006381333931".to_owned();
    admin::save(shop, &actor, typed).await.unwrap();
    write(
        shop,
        &[
            "UPDATE product SET fact = 'Made in Porto', publish_at = 1895435200000, options =
                '[{\"name\":\"Color\",\"values\":[{\"label\":\"Blue\",\"colour\":\"123456\"},{\"label\":\"Red\",\"colour\":null}]},{\"name\":\"Size\",\"values\":[{\"label\":\"S\",\"colour\":null},{\"label\":\"L\",\"colour\":null}]}]'",
            "UPDATE variant SET title = 'Red / L', choice = '[1,1]' WHERE sku = 'TEE-LR'",
            "UPDATE variant SET title = 'Red / S', choice = '[1,0]' WHERE sku = 'TEE-SR'",
            "UPDATE variant SET title = 'Blue / S', choice = '[0,0]' WHERE sku = 'TEE-SB'",
            "UPDATE variant SET compare_at = 9900, content_amount = 2, content_unit = 'g', tax_class = 'reduced'",
            "INSERT INTO category (id, slug, name, created_at) VALUES (5, 'sale', 'Sale', 1)",
            "INSERT INTO product_category (product_id, category_id, position) SELECT id, 5, 0 FROM product",
            "INSERT INTO collection (id, slug, name, created_at) VALUES (6, 'summer', 'Summer', 1)",
            "INSERT INTO collection_product (collection_id, product_id) SELECT 6, id FROM product",
            "INSERT INTO product_text (product_id, language, field, text, updated_at) SELECT id, 'de', 'title', 'Hemd', 1 FROM product",
            "INSERT INTO image (id, hash, format, width, height, bytes, widths, placeholder, source_url, created_at, focus)
                VALUES (7, 'aa', 'png', 8, 6, 1, '', 'ffffff', '', 1, '20 30')",
            "INSERT INTO product_image (product_id, position, image_id, alternative_text) SELECT id, 0, 7, 'A tee' FROM product",
            "UPDATE variant SET image_position = 0 WHERE sku = 'TEE-SB'",
        ],
    )
    .await;
}

/// A shop with such a product.
pub(crate) async fn worked_on(database: Database) -> Shop {
    let shop = shop(database);
    import(&shop, &tee("30.00")).await;
    work_on(&shop).await;
    shop
}

/// Everything of the product that the file does not say, and the whole of its attributes.
const KEPT: &[&str] = &[
    "SELECT fact || '|' || description_html || '|' || brand || '|' || tags || '|' || options || '|' || customs_code || origin_country
        || '|' || CAST(length_mm AS TEXT) || '|' || CAST(width_mm AS TEXT) || '|' || CAST(height_mm AS TEXT) || '|'
        || CAST(type_id AS TEXT) || '|' || CAST(publish_at AS TEXT) FROM product",
    "SELECT sku || '|' || title || choice || '|' || CAST(cost AS TEXT) || '|' || barcode || '|' || CAST(weight_grams AS TEXT) || '|'
        || CAST(compare_at AS TEXT) || content_unit || CAST(content_amount AS TEXT) || tax_class || CAST(active AS TEXT)
        || COALESCE(CAST(image_position AS TEXT), '') FROM variant ORDER BY sku",
    "SELECT attribute_key || '|' || value || '|' || label || '|' || html || '|' || colour FROM product_attribute
        ORDER BY attribute_key, value",
    "SELECT CAST(category_id AS TEXT) FROM product_category",
    "SELECT CAST(collection_id AS TEXT) FROM collection_product",
    "SELECT language || field || text FROM product_text",
    "SELECT CAST(image_id AS TEXT) || alternative_text FROM product_image",
    "SELECT focus FROM image",
];

async fn kept(shop: &Shop) -> Vec<String> {
    let mut all = Vec::new();
    for statement in KEPT {
        all.push(text(shop, statement).await);
    }
    all
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_file_does_not_say_stays_when_it_is_imported_again_and_undo_restores_the_rest() {
    for_each_database(async |database: Database| {
        let shop = worked_on(database).await;
        let before = kept(&shop).await;
        assert!(before[2].contains("care|text||<p>Wash cold.</p>"), "{}", before[2]);
        let prices = "SELECT DISTINCT CAST(price AS TEXT) FROM variant";
        let report = import(&shop, &tee("35.00")).await;
        assert_eq!((report.products_changed, report.failed.len(), report.warnings.as_slice()), (1, 0, &[][..]));
        assert_eq!(text(&shop, prices).await, "3500");
        assert_eq!(kept(&shop).await, before);
        let undone = task::undo_last(&shop, &Actor::system("test")).await.unwrap();
        assert_eq!(undone.warnings, []);
        assert_eq!(text(&shop, prices).await, "3000");
        assert_eq!(kept(&shop).await, before);
    })
    .await
    .unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_file_says_of_a_typed_attribute_is_written_in_its_kind_or_told_and_left() {
    for_each_database(async |database: Database| {
        let shop = shop(database);
        let file = |price: &str, length: &str, organic: &str| {
            format!("Handle,Title,Variant Price,Option1 Name,Length,Organic,Fabric\ntee,Tee,{price},Title,{length},{organic},Cotton\n")
                .replace("Length", "Length (product.metafields.custom.length)")
        };
        import(&shop, &file("30.00", "", "")).await;
        write(
            &shop,
            &[
                "INSERT INTO attribute (key, label, kind, unit, decimals) VALUES ('length', 'Length', 'number', 'cm', 1)",
                "INSERT INTO attribute (key, label, kind) VALUES ('organic', 'Organic', 'yes_no')",
            ],
        )
        .await;
        let values = "SELECT attribute_key || '=' || value || ' ' || label FROM product_attribute ORDER BY attribute_key";
        import(&shop, &file("30.00", "71.50 cm", "TRUE")).await;
        assert_eq!(text(&shop, values).await, "fabric=cotton Cotton\nlength=71.5 71.5 cm\norganic=yes Yes");
        let report = import(&shop, &file("31.00", "long", "no")).await;
        let told: Vec<&str> = report.warnings.iter().map(|row| row.column.as_str()).collect();
        assert_eq!((told, report.failed.len()), (vec!["Length"], 0));
        assert_eq!(text(&shop, values).await, "fabric=cotton Cotton\nlength=71.5 71.5 cm\norganic=no No");
    })
    .await
    .unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn an_address_that_an_import_changed_is_the_old_one_again_when_it_is_undone() {
    for_each_database(async |database: Database| {
        let shop = shop(database);
        import(&shop, &tee("30.00")).await;
        let id = form(&shop).await.id;
        let renamed = format!("Mercer ID,Handle,SKU,Price\n{id},tee-of-today,TEE-LR,31\n{id},tee-of-today,TEE-SR,31\n{id},tee-of-today,TEE-SB,31\n");
        import(&shop, &renamed).await;
        assert_eq!(text(&shop, "SELECT slug FROM product").await, "tee-of-today");
        task::undo_last(&shop, &Actor::system("test")).await.unwrap();
        assert_eq!(text(&shop, "SELECT slug FROM product").await, "tee");
        assert_eq!(text(&shop, "SELECT slug FROM product_slug").await, "");
    })
    .await
    .unwrap();
}
