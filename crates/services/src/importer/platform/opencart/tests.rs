//! What tables and sheets of OpenCart become.

use std::io::Write as _;

use crate::importer::{
    Mapping,
    product::ImportedProduct,
    testing::{EUR, Read, read, read_file, workbook},
};

/// The tables of one product, with what a test adds.
fn dump(added: &str) -> String {
    format!(
        "CREATE TABLE oc_product (product_id int, model text, sku text, quantity int, image text, manufacturer_id int, price decimal, tax_class_id int, date_available date, weight decimal, weight_class_id int, subtract int, status int);\n\
         INSERT INTO oc_product VALUES (1, 'M-1', '', 12, 'a.jpg', 0, '10.0000', 0, '2009-01-01', '0.5', 1, 1, 1);\n\
         INSERT INTO oc_product_description (product_id, language_id, name, description) VALUES (1, 1, 'Tea &amp; milk', '&lt;p&gt;Hot&lt;/p&gt;');\n\
         INSERT INTO oc_weight_class_description (weight_class_id, language_id, unit) VALUES (1, 1, 'kg');\n{added}"
    )
}

/// The options Size (1: select) and Colour (2: radio) with two values each.
const OPTIONS: &str = "INSERT INTO oc_option (option_id, type, sort_order) VALUES (1, 'select', 2), (2, 'radio', 1), (3, 'text', 3);\n\
INSERT INTO oc_option_description (option_id, language_id, name) VALUES (1, 1, 'Size'), (2, 1, 'Colour'), (3, 1, 'Words');\n\
INSERT INTO oc_option_value (option_value_id, option_id, sort_order) VALUES (11, 1, 2), (12, 1, 1), (21, 2, 1), (22, 2, 2);\n\
INSERT INTO oc_option_value_description (option_value_id, language_id, option_id, name) VALUES (11, 1, 1, 'L'), (12, 1, 1, 'S'), (21, 1, 2, 'Red'), (22, 1, 2, 'Blue');\n\
INSERT INTO oc_product_option (product_option_id, product_id, option_id, required) VALUES (101, 1, 1, 1), (102, 1, 2, 1), (103, 1, 3, 0);\n\
INSERT INTO oc_product_option_value (product_option_value_id, product_option_id, product_id, option_id, option_value_id, quantity, subtract, price, price_prefix, weight, weight_prefix) VALUES \
(1, 101, 1, 1, 11, 9, 1, '2.5000', '+', '0.1', '+'), (2, 101, 1, 1, 12, 4, 1, '0.0000', '+', '0', '+'), \
(3, 102, 1, 2, 21, 0, 0, '1.0000', '-', '0', '+'), (4, 102, 1, 2, 22, 0, 0, '0.0000', '+', '0', '+');\n";

fn one(text: &str) -> ImportedProduct {
    let Read { mut products, failed, .. } = read(text);
    assert_eq!(failed, []);
    products.remove(0)
}

#[test]
fn options_become_variants_with_added_prices_and_shared_stock() {
    let Read { products, warnings, .. } = read(&dump(OPTIONS));
    let product = &products[0];
    assert_eq!((product.title.as_str(), product.description_html.as_str()), ("Tea & milk", "<p>Hot</p>"));
    let options: Vec<(&str, String)> =
        product.options.iter().map(|option| (option.name.as_str(), option.values.join(","))).collect();
    assert_eq!(options, [("Colour", "Red,Blue".to_owned()), ("Size", "S,L".to_owned())]);
    let variants: Vec<(String, i64, i64, Option<i64>)> = product
        .variants
        .iter()
        .map(|variant| (product.variant_title(variant), variant.price.minor, variant.weight_grams, variant.on_hand))
        .collect();
    let expected = [
        ("Red / S", 900, 500, Some(2)),
        ("Red / L", 1_150, 600, Some(5)),
        ("Blue / S", 1_000, 500, Some(2)),
        ("Blue / L", 1_250, 600, Some(4)),
    ];
    assert_eq!(variants, expected.map(|(title, price, weight, stock)| (title.to_owned(), price, weight, stock)));
    assert_eq!(product.variants.iter().filter(|variant| variant.sku == "M-1").count(), 1);
    let told: Vec<&str> = warnings.iter().map(|row| row.column.as_str()).collect();
    assert_eq!(told, ["option", "quantity"]);
}

#[test]
fn the_reduced_price_of_today_counts_for_everybody_s_group_and_by_priority() {
    let special = |rows: &str| {
        dump(&format!(
            "INSERT INTO oc_product_special (product_id, customer_group_id, priority, price, date_start, date_end) VALUES {rows};"
        ))
    };
    for (rows, price, former) in [
        (
            "(1, 1, 2, '8', '0000-00-00', '0000-00-00'), (1, 1, 1, '7', '2026-11-01', '2026-11-23')",
            700,
            Some(EUR(1_000)),
        ),
        ("(1, 5, 1, '7', '0000-00-00', '0000-00-00')", 1_000, None),
        ("(1, 1, 1, '7', '2026-11-24', '0000-00-00')", 1_000, None),
        ("(1, 1, 1, '7', '0000-00-00', '2026-11-22')", 1_000, None),
    ] {
        let variant = one(&special(rows)).variants.remove(0);
        assert_eq!((variant.price.minor, variant.compare_at), (price, former), "{rows}");
    }
}

#[test]
fn version_4_keeps_codes_specials_and_addresses_elsewhere() {
    let added = "INSERT INTO oc_identifier (identifier_id, name, code) VALUES (1, 'Stock-keeping unit', 'SKU'), (3, 'EAN', 'EAN');\n\
        INSERT INTO oc_product_code (product_code_id, product_id, identifier_id, value) VALUES (1, 1, 1, 'S-4'), (2, 1, 3, '4006381333931');\n\
        INSERT INTO oc_product_discount (product_id, customer_group_id, quantity, priority, price, type, special, date_start, date_end) VALUES (1, 1, 1, 1, '6.0000', 'F', 1, '0000-00-00', '0000-00-00');\n\
        INSERT INTO oc_seo_url (seo_url_id, store_id, language_id, `key`, value, keyword) VALUES (1, 0, 1, 'product_id', '1', 'tea-and-milk');\n";
    let product = one(&dump(added));
    let variant = &product.variants[0];
    assert_eq!((variant.sku.as_str(), variant.barcode.as_str(), variant.price), ("S-4", "4006381333931", EUR(600)));
    assert_eq!(product.handle, "tea-and-milk");
}

#[test]
fn a_category_that_is_its_own_ancestor_leads_in_no_circles() {
    let added = "INSERT INTO oc_category (category_id, parent_id) VALUES (1, 2), (2, 1);\n\
        INSERT INTO oc_category_description (category_id, language_id, name) VALUES (1, 1, 'A'), (2, 1, 'B');\n\
        INSERT INTO oc_product_to_category (product_id, category_id) VALUES (1, 1);";
    assert_eq!(one(&dump(added)).categories[0].len(), 20);
}

#[test]
fn a_broken_price_fails_its_product_alone() {
    let text = dump(
        "INSERT INTO oc_product (product_id, model, price) VALUES (2, 'X', 'ten');\nINSERT INTO oc_product_description (product_id, language_id, name) VALUES (2, 1, 'X');",
    );
    let Read { products, failed, .. } = read(&text);
    assert_eq!(products.len(), 1);
    let told: Vec<(u64, &str, &str)> =
        failed.iter().map(|row| (row.line, row.column.as_str(), row.value.as_str())).collect();
    assert_eq!(told, [(5, "price", "ten")]);
}

#[test]
fn the_workbook_of_the_export_tool_gives_the_same_products_as_the_tables() {
    let file = workbook(&[
        (
            "Categories",
            &[
                &["category_id", "parent_id", "name(en-gb)", "name(de-de)"],
                &["=20", "=0", "Desktops", "Rechner"],
                &["=27", "=20", "Mac", "Mac"],
            ],
        ),
        (
            "Products",
            &[
                &[
                    "product_id",
                    "name(en-gb)",
                    "name(de-de)",
                    "categories",
                    "sku",
                    "quantity",
                    "model",
                    "manufacturer",
                    "image_name",
                    "price",
                    "weight",
                    "weight_unit",
                    "status",
                    "tax_class_id",
                    "description(en-gb)",
                    "tags(en-gb)",
                    "subtract",
                    "date_available",
                ],
                &[
                    "=1",
                    "Tea &amp; milk",
                    "Tee",
                    "20,27",
                    "",
                    "=12",
                    "M-1",
                    "Marram",
                    "a.jpg",
                    "=10",
                    "=0.5",
                    "kg",
                    "true",
                    "=0",
                    "&lt;p&gt;Hot&lt;/p&gt;",
                    "x,y",
                    "true",
                    "2009-01-01",
                ],
            ],
        ),
        ("AdditionalImages", &[&["product_id", "image", "sort_order"], &["=1", "c.jpg", "=2"], &["=1", "b.jpg", "=1"]]),
        (
            "Specials",
            &[
                &["product_id", "customer_group", "priority", "price", "date_start", "date_end"],
                &["=1", "Default", "=1", "=8", "0000-00-00", "0000-00-00"],
            ],
        ),
        (
            "ProductOptions",
            &[&["product_id", "option", "default_option_value", "required"], &["=1", "Size", "", "true"]],
        ),
        (
            "ProductOptionValues",
            &[
                &[
                    "product_id",
                    "option",
                    "option_value",
                    "quantity",
                    "subtract",
                    "price",
                    "price_prefix",
                    "weight",
                    "weight_prefix",
                ],
                &["=1", "Size", "S", "=4", "true", "=0", "+", "=0", "+"],
                &["=1", "Size", "L", "=9", "true", "=2.5", "+", "=0.1", "+"],
            ],
        ),
        ("Options", &[&["option_id", "type", "sort_order", "name(en-gb)"], &["=1", "select", "=1", "Size"]]),
        ("ProductSEOKeywords", &[&["product_id", "store_id", "keyword(en-gb)"], &["=1", "=0", "tea-milk"]]),
    ]);
    let Read { products, failed, warnings, .. } = read_file(file.path(), Mapping::default());
    assert_eq!(failed, []);
    let product = &products[0];
    assert_eq!(
        (product.title.as_str(), product.handle.as_str(), product.brand.as_str()),
        ("Tea & milk", "tea-milk", "Marram")
    );
    assert_eq!(product.categories, [vec!["Desktops"], vec!["Desktops", "Mac"]]);
    let sources: Vec<&str> = product.pictures.iter().map(|picture| picture.source.as_str()).collect();
    assert_eq!(sources, ["a.jpg", "b.jpg", "c.jpg"]);
    let variants: Vec<(i64, Option<i64>, i64)> =
        product.variants.iter().map(|variant| (variant.price.minor, variant.on_hand, variant.weight_grams)).collect();
    assert_eq!(variants, [(800, Some(4), 500), (1_050, Some(9), 600)]);
    assert!(warnings.iter().any(|row| row.value == "(de-de)"));
}

#[test]
fn f51_a_dump_of_nobody_and_one_cut_in_the_middle_are_refused() {
    use crate::importer::{ImportError, Source, SourceRequest};
    use domain::kernel::{Currency, Date};
    let whole = dump("");
    let (cut, _) = whole.split_at(whole.len() - 20);
    for text in [
        cut,
        "INSERT INTO wp_posts (ID) VALUES (1);\n",
        "DROP TABLE x;\nINSERT INTO oc_product (product_id) VALUES (1);",
    ] {
        let mut file = tempfile::NamedTempFile::new().unwrap();
        file.write_all(text.as_bytes()).unwrap();
        let today = Date { year: 2026, month: 11, day: 23 };
        let request = SourceRequest { platform: None, mapping: Mapping::default(), currency: Currency::EUR, today };
        let refused = matches!(
            Source::open(file.path(), &request),
            Err(ImportError::File { .. } | ImportError::OtherTables { .. })
        );
        assert!(refused, "{text}");
    }
}
