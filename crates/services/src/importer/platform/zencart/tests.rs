//! What the tables of Zen Cart and the rows of Easy Populate become.

use domain::catalog::ProductKind;

use crate::importer::testing::{EUR, Read, read};

const TABLES: &str = include_str!("../../../../tests/data/zencart-small.sql");

#[test]
fn tables_become_products_with_options_specials_and_categories() {
    let Read { products, failed, warnings, .. } = read(TABLES);
    assert_eq!(failed, []);
    let read: Vec<(&str, bool)> = products.iter().map(|product| (product.title.as_str(), product.published)).collect();
    assert_eq!(read, [("Matrix G200", true), ("Leaflet", true), ("Gift Certificate $5", true)]);
    assert_eq!((products[1].kind, products[2].kind), (ProductKind::Simple, ProductKind::GiftCard));
    let card = &products[0];
    assert_eq!((card.brand.as_str(), card.description_html.as_str()), ("Matrix", "It's fast.<br><br>Very fast."));
    assert_eq!(card.categories, [vec!["Hardware", "Graphics Cards"], vec!["Hardware"]]);
    let variants: Vec<(String, i64, Option<i64>, Option<i64>)> = card
        .variants
        .iter()
        .map(|variant| {
            let former = variant.compare_at.map(|former| former.minor);
            (card.variant_title(variant), variant.price.minor, former, variant.on_hand)
        })
        .collect();
    let expected = [
        ("8 mb", 29_999, Some(34_999), Some(11)),
        ("16 mb", 31_999, Some(36_999), Some(11)),
        ("32 mb", 23_999, Some(28_999), Some(10)),
    ];
    assert_eq!(variants, expected.map(|(title, now, former, stock)| (title.to_owned(), now, former, stock)));
    assert_eq!(card.variants[1].weight_grams, 10_887);
    assert_eq!(products[1].variants[0].price, EUR(0));
    let told: Vec<&str> = warnings.iter().map(|row| row.column.as_str()).collect();
    assert_eq!(told, ["products_weight", "option", "quantity"]);
}

#[test]
fn easy_populate_links_repeated_models_and_never_deletes() {
    let text = "v_products_model,v_products_name_1,v_products_description_1,v_products_name_2,v_products_image,v_products_price,\
v_specials_price,v_specials_date_avail,v_specials_expires_date,v_products_weight,v_products_quantity,v_manufacturers_name,\
v_categories_name_1,v_tax_class_title,v_status\n\
GW-1,Brush,<p>Stiff</p>,Bürste,brush.jpg,12.50,9.00,0001-01-01,2030-01-01 00:00:00,1,7,Marram,Bar Supplies^Glass Washers^Brushes,Taxable Goods,1\n\
GW-1,Brush,<p>Stiff</p>,Bürste,brush.jpg,12.50,0.0000,,,1,7,Marram,Sale,Taxable Goods,1\n\
,,,,,,,,,,,,,,\n\
OLD,Old,,,,1.00,,,,,0,,,--none--,9\n\
OFF,Off,,,,1.00,,,,,0,,,--none--,0\n";
    let Read { products, failed, .. } = read(text);
    let brush = &products[0];
    assert_eq!(brush.categories, [vec!["Bar Supplies", "Glass Washers", "Brushes"], vec!["Sale"]]);
    let variant = &brush.variants[0];
    assert_eq!((variant.sku.as_str(), variant.price, variant.compare_at), ("GW-1", EUR(1_250), None));
    assert_eq!((variant.on_hand, variant.weight_grams, variant.tax_class), (Some(7), 454, "standard"));
    assert_eq!(
        (products[1].title.as_str(), products[1].published, products[1].variants[0].tax_class),
        ("Off", false, "zero")
    );
    let told: Vec<(u64, &str)> = failed.iter().map(|row| (row.line, row.column.as_str())).collect();
    assert_eq!(told, [(5, "v_status")]);
}
