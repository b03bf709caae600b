//! Points 10 to 12, 14 and 17: keys, groups, options, pictures, and what asks to be hidden or deleted.

use super::{
    dialect::{Part, all, of},
    read_bytes,
    tables::DUMPS,
};
use crate::importer::{
    Platform,
    product::ImportedProduct,
    testing::{EUR, Read, table},
};

#[test]
fn a10_a_row_without_a_sku_goes_by_its_handle_id_or_name() {
    for dialect in all() {
        let read = read_bytes(dialect.with(dialect.column(Part::Sku), "").csv().as_bytes());
        match dialect.platform {
            // Their key is the SKU itself.
            Platform::Magento | Platform::ZenCart => {
                assert_eq!(
                    (read.products.len(), read.failed.len(), read.failed[0].line),
                    (1, 1, 2),
                    "{}",
                    dialect.name
                );
            }
            _ => {
                assert_eq!((read.products.len(), read.failed.len()), (2, 0), "{}", dialect.name);
                assert_eq!(read.products[0].variants[0].sku, "", "{}", dialect.name);
            }
        }
        let blank = read_bytes(dialect.with(dialect.column(Part::Sku), " T 1 ").csv().as_bytes());
        assert_eq!(blank.products[0].variants[0].sku, "T 1", "{}", dialect.name);
    }
}

const SHOPIFY: &str = "Handle,Title,Option1 Name,Option1 Value,Option2 Name,Option2 Value,Option3 Name,Option3 Value,Variant SKU,\
Variant Price,Image Src,Image Position,Image Alt Text,Variant Image,Published,Status,Gift Card";

#[test]
fn a11_shopify_s_rows_of_a_handle_are_one_product_wherever_they_are() {
    let text = table(
        SHOPIFY,
        &[
            &[
                ("Handle", "tee"),
                ("Title", "Tee"),
                ("Option1 Name", "Size"),
                ("Option1 Value", "S"),
                ("Variant Price", "10"),
            ],
            &[("Handle", "mug"), ("Title", "Mug"), ("Variant Price", "5")],
            &[("Handle", "TEE"), ("Option1 Value", "M"), ("Variant Price", "11")],
            &[("Handle", "tee"), ("Image Src", "https://x.example/2.jpg"), ("Image Position", "2")],
        ],
    );
    let Read { products, failed, .. } = read_bytes(text.as_bytes());
    assert_eq!((failed, products.len()), (vec![], 2));
    assert_eq!((products[0].variants.len(), products[0].pictures.len()), (2, 1));
}

const WOOCOMMERCE: &str = "ID,Type,SKU,Name,Published,Stock,Regular price,Parent,Grouped products,Attribute 1 name,Attribute 1 value(s),\
Attribute 2 name,Attribute 2 value(s),Attribute 3 name,Attribute 3 value(s),Attribute 4 name,Attribute 4 value(s)";

#[test]
fn a11_woocommerce_s_variations_find_their_parent_before_and_behind_them_by_sku_and_by_id() {
    let variation = |id, parent, value| {
        [
            ("ID", id),
            ("Type", "variation"),
            ("Parent", parent),
            ("Published", "1"),
            ("Regular price", "10"),
            ("Attribute 1 name", "Size"),
            ("Attribute 1 value(s)", value),
        ]
    };
    let text = table(
        WOOCOMMERCE,
        &[
            &[("ID", "1"), ("Type", "grouped"), ("Name", "Set"), ("Published", "1"), ("Grouped products", "id:4, MUG")],
            &variation("5", "TEE", "S"),
            &[
                ("ID", "9"),
                ("Type", "simple"),
                ("SKU", "MUG"),
                ("Name", "Mug"),
                ("Published", "1"),
                ("Regular price", "5"),
            ],
            &[
                ("ID", "4"),
                ("Type", "variable"),
                ("SKU", "tee"),
                ("Name", "Tee"),
                ("Published", "1"),
                ("Attribute 1 name", "Size"),
                ("Attribute 1 value(s)", "S, M"),
            ],
            &variation("6", "id:4", "M"),
            &variation("7", "id:77", "M"),
        ],
    );
    let Read { products, failed, warnings, .. } = read_bytes(text.as_bytes());
    let titles: Vec<(&str, usize)> =
        products.iter().map(|product| (product.title.as_str(), product.variants.len())).collect();
    assert_eq!(titles, [("Mug", 1), ("Tee", 2)]);
    assert_eq!(failed.iter().map(|row| (row.line, row.value.as_str())).collect::<Vec<_>>(), [(7, "77")]);
    assert!(warnings.iter().any(|row| row.line == 2 && row.reason.contains("grouped")));
}

#[test]
fn a12_an_option_may_be_called_title() {
    let text = table(
        SHOPIFY,
        &[
            &[
                ("Handle", "print"),
                ("Title", "Print"),
                ("Option1 Name", "Title"),
                ("Option1 Value", "Dawn"),
                ("Variant Price", "9"),
            ],
            &[("Handle", "print"), ("Option1 Value", "Dusk"), ("Variant Price", "9")],
            &[
                ("Handle", "mug"),
                ("Title", "Mug"),
                ("Option1 Name", "Title"),
                ("Option1 Value", "Default Title"),
                ("Variant Price", "5"),
            ],
        ],
    );
    let Read { products, failed, .. } = read_bytes(text.as_bytes());
    assert_eq!(failed, []);
    assert_eq!((products[0].options[0].name.as_str(), products[0].variants.len()), ("Title", 2));
    assert_eq!(products[1].options, []);
}

#[test]
fn a12_more_than_three_options_and_any_value_are_read() {
    let mut parent = vec![("ID", "1"), ("Type", "variable"), ("Name", "Desk"), ("Published", "1")];
    let options = [
        ("Attribute 1 name", "Top", "Attribute 1 value(s)", "Oak, Ash"),
        ("Attribute 2 name", "Legs", "Attribute 2 value(s)", "Steel, Wood"),
        ("Attribute 3 name", "Height", "Attribute 3 value(s)", "70, 75"),
        ("Attribute 4 name", "Drawer", "Attribute 4 value(s)", "Yes, No"),
    ];
    let mut any =
        vec![("ID", "2"), ("Type", "variation"), ("Parent", "id:1"), ("Published", "1"), ("Regular price", "100")];
    let mut one =
        vec![("ID", "3"), ("Type", "variation"), ("Parent", "id:1"), ("Published", "1"), ("Regular price", "120")];
    for (name, option, values, all) in options {
        parent.extend([(name, option), (values, all)]);
        any.push((name, option));
        one.extend([(name, option), (values, all.split(", ").next().unwrap())]);
    }
    let product = read_bytes(table(WOOCOMMERCE, &[&parent, &any, &one]).as_bytes()).products.remove(0);
    assert_eq!((product.options.len(), product.variants.len()), (4, 16));
    assert_eq!(product.variants.iter().filter(|variant| variant.price == EUR(12_000)).count(), 1);
}

fn sources(product: &ImportedProduct) -> Vec<&str> {
    product.pictures.iter().map(|picture| picture.source.as_str()).collect()
}

#[test]
fn a14_pictures_are_taken_as_they_are_named_and_never_fail_a_row() {
    for (platform, column, cell, expected) in [
        (Platform::Shopify, "Image Src", "https://dead.example/a.jpg", vec!["https://dead.example/a.jpg"]),
        (Platform::Shopify, "Image Src", "http://localhost/a.jpg", vec!["http://localhost/a.jpg"]),
        (Platform::WooCommerce, "Images", "https://x.example/a.jpg, b.jpg", vec!["https://x.example/a.jpg", "b.jpg"]),
        (Platform::Magento, "base_image", "/m/h/mh01.jpg", vec!["/m/h/mh01.jpg"]),
        (Platform::Magento, "base_image", "no_selection", vec![]),
        (Platform::Magento, "additional_images", "/a.jpg,/b.jpg", vec!["/a.jpg", "/b.jpg"]),
        (Platform::ZenCart, "v_products_image", "../../etc/passwd", vec!["../../etc/passwd"]),
        (Platform::Table, "Image", "a.jpg|b.jpg", vec!["a.jpg", "b.jpg"]),
    ] {
        let dialect = of(platform).remove(0);
        let read = read_bytes(dialect.with(column, cell).csv().as_bytes());
        assert_eq!(read.failed, [], "{cell}");
        assert_eq!(sources(&read.products[0]), expected, "{cell}");
    }
}

#[test]
fn a14_variant_n_and_picture_n_of_one_row_have_nothing_to_do_with_each_other() {
    let text = table(
        SHOPIFY,
        &[
            &[
                ("Handle", "tee"),
                ("Title", "Tee"),
                ("Option1 Name", "Colour"),
                ("Option1 Value", "Red"),
                ("Variant Price", "1"),
                ("Image Src", "blue.jpg"),
                ("Image Position", "1"),
                ("Variant Image", "red.jpg"),
            ],
            &[
                ("Handle", "tee"),
                ("Option1 Value", "Blue"),
                ("Variant Price", "1"),
                ("Image Src", "red.jpg"),
                ("Image Position", "2"),
                ("Variant Image", "blue.jpg"),
            ],
        ],
    );
    let tee = read_bytes(text.as_bytes()).products.remove(0);
    assert_eq!(sources(&tee), ["blue.jpg", "red.jpg"]);
    assert_eq!(tee.variants.iter().map(|variant| variant.picture).collect::<Vec<_>>(), [Some(1), Some(0)]);
}

#[test]
fn a17_what_was_hidden_comes_in_unpublished_and_a_wish_to_delete_is_told_and_not_followed() {
    for (platform, column, cell, published) in [
        (Platform::Shopify, "Published", "false", false),
        (Platform::Shopify, "Gift Card", "true", true),
        (Platform::WooCommerce, "Published", "-1", false),
        (Platform::WooCommerce, "Published", "0", false),
        (Platform::WooCommerce, "Published", "2", false),
        (Platform::WooCommerce, "Published", "1", true),
        (Platform::WooCommerce, "Visibility in catalog", "hidden", false),
        (Platform::WooCommerce, "Visibility in catalog", "search", true),
        (Platform::Magento, "product_online", "2", false),
        (Platform::Magento, "visibility", "Not Visible Individually", false),
        (Platform::ZenCart, "v_status", "0", false),
    ] {
        let dialect = of(platform).remove(0);
        let read = read_bytes(dialect.with(column, cell).csv().as_bytes());
        assert_eq!((read.products.len(), read.failed.len()), (2, 0), "{column} {cell}");
        assert_eq!(read.products[0].published, published, "{column} {cell}");
    }
    for dialect in of(Platform::ZenCart) {
        let read = read_bytes(dialect.with("v_status", "9").csv().as_bytes());
        assert_eq!((read.products.len(), read.failed.len()), (1, 1), "{}", dialect.name);
        assert!(read.failed[0].reason.contains("deletes nothing"), "{}", read.failed[0].reason);
    }
    for (name, text) in DUMPS {
        let hidden = match name {
            "opencart 3" => text.replace("'0.2',1,1,1)", "'0.2',1,1,0)"),
            "opencart 4" => text.replace("'0.2',1,1,1,'','')", "'0.2',1,1,0,'','')"),
            _ => text.replace("12.5000, 0.2, 1, 1", "12.5000, 0.2, 0, 1"),
        };
        let read = read_bytes(hidden.as_bytes());
        assert_eq!(read.products.iter().map(|product| product.published).collect::<Vec<_>>(), [false, true], "{name}");
    }
}

#[test]
fn a18_the_last_row_of_a_file_that_was_cut_off_is_not_taken_for_whole() {
    for dialect in all() {
        let text = dialect.csv();
        // Within the last row, which has no end then and fewer cells than the others.
        let end = text.trim_end().rfind('\n').unwrap() + 1;
        let cut = end + text[end..].find(',').unwrap() + 2;
        let read = read_bytes(&text.as_bytes()[..cut]);
        assert_eq!(read.products.len(), 1, "{}", dialect.name);
        assert_eq!(read.products[0].title, "Tee", "{}", dialect.name);
        assert_eq!(read.failed.iter().map(|row| row.line).collect::<Vec<_>>(), [3], "{}", dialect.name);
    }
}

#[test]
fn a18_one_broken_quote_breaks_one_row() {
    for dialect in all() {
        let text = dialect.csv();
        let rows: Vec<&str> = text.lines().collect();
        let columns = dialect.rows[0].len();
        let broken = format!("\"broken{}", ",x".repeat(columns - 1));
        let read = read_bytes(format!("{}\n{}\n{broken}\n{}\n", rows[0], rows[1], rows[2]).as_bytes());
        let titles: Vec<&str> = read.products.iter().map(|product| product.title.as_str()).collect();
        assert_eq!(titles, ["Tee", "Mug"], "{}", dialect.name);
        let [row] = read.failed.as_slice() else { panic!("{}: {:?}", dialect.name, read.failed) };
        assert_eq!((row.line, row.value.starts_with("\"broken")), (3, true), "{}", dialect.name);
    }
}

#[test]
fn a18_two_hundred_thousand_rows_with_one_broken_one_and_a_cell_of_a_megabyte_are_read() {
    let mut text = String::from("Handle,Title,Body (HTML),Variant SKU,Variant Price\n");
    for number in 0..200_000 {
        match number {
            77_777 => text.push_str("broken,\"Broken,,S-77777,5.00\n"),
            150_000 => text.push_str(&format!("huge,Huge,{},S-150000,5.00\n", "x".repeat(1_000_000))),
            _ => text.push_str(&format!("p{number},P,,S-{number},5.00\n")),
        }
    }
    let read = read_bytes(text.as_bytes());
    assert_eq!(read.products.len(), 199_998);
    let told: Vec<(u64, &str)> = read.failed.iter().map(|row| (row.line, row.column.as_str())).collect();
    assert_eq!(told, [(77_779, ""), (150_002, "Body (HTML)")]);
}
