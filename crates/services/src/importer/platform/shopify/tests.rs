//! What Shopify's rows become, row by row of the acceptance list.

use domain::catalog::ProductKind;

use crate::importer::testing::{EUR, Read, read};

const G1: &str = "Handle,Title,Body (HTML),Vendor,Type,Tags,Published,Option1 Name,Option1 Value,Option2 Name,Option2 Value,\
Variant SKU,Variant Grams,Variant Inventory Tracker,Variant Inventory Qty,Variant Inventory Policy,Variant Price,\
Variant Compare At Price,Variant Taxable,Variant Barcode,Image Src,Image Position,Image Alt Text,Variant Image,Cost per item,Status,Gift Card";

/// A table of the first generation from rows that name only what they are about.
fn table(rows: &[&[(&str, &str)]]) -> String {
    crate::importer::testing::table(G1, rows)
}

#[test]
fn rows_of_a_handle_are_one_product_also_when_another_lies_between() {
    let text = table(&[
        &[
            ("Handle", "tee"),
            ("Title", "Tee"),
            ("Option1 Name", "Size"),
            ("Option1 Value", "S"),
            ("Variant Price", "10"),
        ],
        &[
            ("Handle", "mug"),
            ("Title", "Mug"),
            ("Option1 Name", "Title"),
            ("Option1 Value", "Default Title"),
            ("Variant Price", "5"),
        ],
        &[
            ("Handle", "tee"),
            ("Option1 Value", "M"),
            ("Variant Price", "11"),
            ("Image Src", "https://x.example/2.jpg"),
            ("Image Position", "2"),
        ],
        &[
            ("Handle", "tee"),
            ("Image Src", "https://x.example/1.jpg"),
            ("Image Position", "1"),
            ("Image Alt Text", "Front"),
        ],
    ]);
    let Read { products, failed, .. } = read(&text);
    assert_eq!(failed, []);
    assert_eq!(products.len(), 2);
    let tee = &products[0];
    assert_eq!(tee.options[0].values, ["S", "M"]);
    let prices: Vec<i64> = tee.variants.iter().map(|variant| variant.price.minor).collect();
    assert_eq!(prices, [1_000, 1_100]);
    let pictures: Vec<&str> = tee.pictures.iter().map(|picture| picture.source.as_str()).collect();
    assert_eq!(pictures, ["https://x.example/1.jpg", "https://x.example/2.jpg"]);
    assert_eq!(tee.pictures[0].alternative_text, "Front");
    assert_eq!(products[1].options, []);
    assert_eq!(products[1].variants[0].line, 3);
}

#[test]
fn every_value_of_a_variant_is_read() {
    let text = table(&[&[
        ("Handle", "tee"),
        ("Title", "Tee &amp; more"),
        ("Body (HTML)", "<p>Soft<script>x</script></p>"),
        ("Vendor", "Marram"),
        ("Type", "Shirts"),
        ("Tags", "men, summer, men"),
        ("Published", "TRUE"),
        ("Option1 Name", "Title"),
        ("Option1 Value", "Default Title"),
        ("Variant SKU", "'0123"),
        ("Variant Grams", "250.0"),
        ("Variant Inventory Tracker", "shopify"),
        ("Variant Inventory Qty", "7"),
        ("Variant Inventory Policy", "deny"),
        ("Variant Price", "12.50"),
        ("Variant Compare At Price", "15"),
        ("Variant Barcode", "4006381333931"),
        ("Cost per item", "4"),
        ("Status", "active"),
    ]]);
    let Read { products, failed, warnings, .. } = read(&text);
    assert_eq!((failed, warnings), (vec![], vec![]));
    let product = &products[0];
    assert_eq!((product.title.as_str(), product.brand.as_str()), ("Tee & more", "Marram"));
    assert_eq!(product.description_html, "<p>Soft</p>");
    assert_eq!(product.categories, [["Shirts"]]);
    assert_eq!(product.tags, ["men", "summer"]);
    assert!(product.published);
    let variant = &product.variants[0];
    assert_eq!((variant.sku.as_str(), variant.barcode.as_str()), ("0123", "4006381333931"));
    assert_eq!((variant.price, variant.compare_at, variant.cost), (EUR(1_250), Some(EUR(1_500)), Some(EUR(400))));
    assert_eq!((variant.weight_grams, variant.track_stock, variant.on_hand), (250, true, Some(7)));
}

#[test]
fn the_newest_generation_is_read_with_its_metafields_as_attributes() {
    let text = "\u{FEFF}Title;URL handle;Description;Vendor;Product category;Type;Published on online store;Status;SKU;Barcode;\
Option1 name;Option1 value;Price;Compare-at price;Inventory tracker;Inventory quantity;Continue selling when out of stock;\
Weight value (grams);Product image URL;Image position;Variant image URL;Gift card;SEO title;\
Farbe (product.metafields.shopify.color-pattern);Pflege (product.metafields.custom.care)\r\n\
Tasse;tasse;Schön;Marram;Home > Kitchen > Mugs;;TRUE;Active;T-1;;Title;Default Title;24,00;;shopify;3;CONTINUE;350;\
https://x.example/a.jpg;1;;FALSE;Search words;blau; grün;Von Hand\r\n";
    let Read { products, failed, warnings, .. } = read(&text.replace("blau; grün", "\"blau; grün\""));
    assert_eq!(failed, []);
    let product = &products[0];
    assert_eq!((product.title.as_str(), product.key.as_str()), ("Tasse", "tasse"));
    assert_eq!(product.categories, [["Home", "Kitchen", "Mugs"]]);
    assert_eq!(product.attributes[0].label, "Farbe");
    assert_eq!(product.attributes[0].values, ["blau", "grün"]);
    assert!(product.attributes[0].facet && !product.attributes[1].facet);
    let variant = &product.variants[0];
    assert_eq!((variant.price, variant.track_stock, variant.on_hand), (EUR(2_400), false, Some(3)));
    let columns: Vec<&str> = warnings.iter().map(|warning| warning.column.as_str()).collect();
    assert_eq!(columns, ["Continue selling when out of stock", "SEO title"]);
}

#[test]
fn a_broken_row_is_told_with_line_and_column_and_the_rest_is_read() {
    let text = table(&[
        &[("Handle", "a"), ("Title", "A"), ("Option1 Name", "Size"), ("Option1 Value", "S"), ("Variant Price", "ten")],
        &[("Handle", "a"), ("Option1 Value", "M"), ("Variant Price", "10")],
        &[("Handle", "a"), ("Option1 Value", "M"), ("Variant Price", "11")],
        &[("Handle", "b"), ("Title", "B"), ("Image Src", "https://x.example/1.jpg")],
        &[("Handle", "c"), ("Variant Price", "5")],
        &[("Vendor", "nobody")],
        &[("Handle", "d"), ("Title", "D"), ("Variant Price", "0")],
    ]);
    let Read { products, failed, .. } = read(&text);
    let titles: Vec<&str> = products.iter().map(|product| product.title.as_str()).collect();
    assert_eq!(titles, ["A", "D"]);
    assert_eq!(products[0].options[0].values, ["M"]);
    let told: Vec<(u64, &str)> = failed.iter().map(|row| (row.line, row.column.as_str())).collect();
    assert_eq!(told, [(7, ""), (2, "Variant Price"), (4, "Option1 Value"), (5, "Variant Price"), (6, "Title"),]);
}

#[test]
fn an_option_may_be_called_title_and_pictures_of_variants_join_the_others() {
    let text = table(&[
        &[
            ("Handle", "a"),
            ("Title", "A"),
            ("Option1 Name", "Title"),
            ("Option1 Value", "Red"),
            ("Variant Price", "1"),
            ("Image Src", "u1"),
            ("Image Position", "1"),
            ("Variant Image", "u2"),
        ],
        &[("Handle", "a"), ("Option1 Value", "Blue"), ("Variant Price", "1"), ("Variant Image", "u1")],
    ]);
    let product = read(&text).products.remove(0);
    assert_eq!(product.options[0].name, "Title");
    assert_eq!(product.pictures.len(), 2);
    assert_eq!((product.variants[0].picture, product.variants[1].picture), (Some(1), Some(0)));
}

#[test]
fn drafts_and_archived_products_come_in_unpublished() {
    for (column, value) in [("Published", "false"), ("Status", "draft"), ("Status", "archived")] {
        let text = table(&[&[("Handle", "a"), ("Title", "A"), ("Variant Price", "1"), (column, value)]]);
        assert!(!read(&text).products[0].published, "{column} {value}");
    }
}

#[test]
fn a_gift_card_comes_in_as_one() {
    for (value, kind) in [("true", ProductKind::GiftCard), ("false", ProductKind::Simple), ("", ProductKind::Simple)] {
        let text = table(&[&[("Handle", "a"), ("Title", "A"), ("Variant Price", "50"), ("Gift Card", value)]]);
        let Read { products, warnings, .. } = read(&text);
        assert_eq!((products[0].kind, products[0].published, warnings.len()), (kind, true, 0), "{value}");
    }
}

#[test]
fn what_the_letters_once_were_is_offered() {
    let text = table(&[&[("Handle", "a"), ("Title", "GrÃ¼ner Tee"), ("Variant Price", "1")]]);
    let Read { warnings, .. } = read(&text);
    assert_eq!((warnings[0].line, warnings[0].column.as_str()), (2, "Title"));
    assert!(warnings[0].reason.contains("Grüner Tee"));
}

#[test]
fn the_customs_code_and_the_country_come_in_whatever_their_columns_are_called() {
    for (code, country) in [("HS Code", "COO"), ("Variant Harmonized System Code", "Country of Origin")] {
        let text = format!("Handle,Title,Option1 Name,Variant Price,{code},{country}\na,A,Title,5,6912.00.23,PT\n");
        let Read { products, warnings, .. } = read(&text);
        let parcel = &products[0].parcel;
        assert_eq!((parcel.customs_code.as_str(), parcel.origin_country.as_str()), ("69120023", "PT"));
        assert_eq!((products[0].attributes.len(), warnings.len()), (0, 0));
    }
}
