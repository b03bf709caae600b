//! Points 7 to 9, 13, 15 and 16: what stands in cells.

use domain::kernel::{Currency, Money};

use super::{
    dialect::{Dialect, Part, all, of},
    read_bytes,
    tables::{DUMPS, opencart_workbook},
};
use crate::importer::{
    Platform,
    testing::{EUR, Read},
};

fn tee(dialect: &Dialect, column: &str, cell: &str) -> Read {
    read_bytes(dialect.with(column, cell).csv().as_bytes())
}

#[test]
fn a07_doubled_quotes_are_quotes_and_woocommerce_s_backslashes_are_read() {
    for dialect in all() {
        let read = tee(&dialect, dialect.column(Part::Name), "The \"Sea\" tee, 5\"");
        assert_eq!(read.products[0].title, "The \"Sea\" tee, 5\"", "{}", dialect.name);
    }
    for dialect in of(Platform::WooCommerce) {
        let description = dialect.column(Part::Description);
        for (cell, html) in [
            (r"One\nTwo", "<p>One<br>Two</p>"),
            (r"One\n\nTwo", "<p>One</p><p>Two</p>"),
            (r"C:\\new", r"<p>C:\new</p>"),
        ] {
            assert_eq!(tee(&dialect, description, cell).products[0].description_html, html, "{} {cell}", dialect.name);
        }
        let mut tagged = dialect.clone();
        tagged.rows[1][27] = r"red\, dark, blue".to_owned();
        assert_eq!(read_bytes(tagged.csv().as_bytes()).products[0].tags, ["red, dark", "blue"], "{}", dialect.name);
    }
    for (name, text) in DUMPS {
        let read = read_bytes(text.replace("'Tee'", r"'The \'Sea\' tee; it''s'").as_bytes());
        assert_eq!(read.products[0].title, "The 'Sea' tee; it's", "{name}");
    }
}

#[test]
fn a08_the_apostrophe_of_a_spreadsheet_goes_and_others_stay() {
    for dialect in all() {
        let read = tee(&dialect, dialect.column(Part::Stock), "'7");
        assert_eq!(read.products[0].variants[0].on_hand, Some(7), "{}", dialect.name);
        let read = tee(&dialect, dialect.column(Part::Stock), "'-11");
        assert_eq!(read.products[0].variants[0].on_hand, Some(0), "{}", dialect.name);
        assert!(read.warnings.iter().any(|row| row.reason.contains("negative")), "{}", dialect.name);
        for (cell, name) in [("'=1+1", "=1+1"), ("'t Huis", "'t Huis"), ("=cmd|' /C calc'!A0", "=cmd|' /C calc'!A0")] {
            assert_eq!(tee(&dialect, dialect.column(Part::Name), cell).products[0].title, name, "{}", dialect.name);
        }
        assert_eq!(tee(&dialect, dialect.column(Part::Sku), "'00123").products[0].variants[0].sku, "00123");
    }
}

#[test]
fn a09_prices_are_read_as_written_and_what_may_mean_two_is_refused() {
    for dialect in all() {
        let price = dialect.column(Part::Price);
        for (cell, minor) in [
            ("12,50", 1_250),
            (".5", 50),
            ("34000.0", 3_400_000),
            ("0", 0),
            ("0.00", 0),
            ("1.234,56", 123_456),
            ("1,234.56", 123_456),
            (" 9.90 ", 990),
            ("€ 9,90", 990),
        ] {
            let read = tee(&dialect, price, cell);
            assert_eq!(read.failed, [], "{} {cell}", dialect.name);
            assert_eq!(read.products[0].variants[0].price, EUR(minor), "{} {cell}", dialect.name);
        }
        for cell in ["ten", "1.234", "-5", "1e3"] {
            let read = tee(&dialect, price, cell);
            assert_eq!(read.products.len(), 1, "{} {cell}: the other is read", dialect.name);
            let [row] = read.failed.as_slice() else { panic!("{} {cell}: {:?}", dialect.name, read.failed) };
            assert_eq!((row.line, row.value.as_str()), (2, cell), "{}", dialect.name);
            assert!(!row.column.is_empty() && !row.reason.is_empty(), "{}", dialect.name);
        }
    }
    for (name, text) in DUMPS {
        let read = read_bytes(text.replace("12.5000", "abc").as_bytes());
        assert_eq!((read.products.len(), read.failed.len()), (1, 1), "{name}");
    }
}

#[test]
fn a09_stock_and_weight_are_whole_or_told() {
    for dialect in all() {
        let read = tee(&dialect, dialect.column(Part::Stock), "3.0");
        assert_eq!(read.products[0].variants[0].on_hand, Some(3), "{}", dialect.name);
        let read = tee(&dialect, dialect.column(Part::Stock), "many");
        assert_eq!(read.products.len(), 2, "{}", dialect.name);
        assert!(read.warnings.iter().any(|row| row.value == "many"), "{}: {:?}", dialect.name, read.warnings);
    }
    for dialect in of(Platform::Shopify) {
        let grams = if dialect.name == "shopify g4" { "Weight value (grams)" } else { "Variant Grams" };
        assert_eq!(tee(&dialect, grams, "34000.0").products[0].variants[0].weight_grams, 34_000);
    }
    let pounds = of(Platform::WooCommerce).remove(0);
    let mut pounds = pounds.with("Weight (kg)", "2");
    pounds.rows[0][18] = "Weight (lbs)".to_owned();
    assert_eq!(read_bytes(pounds.csv().as_bytes()).products[0].variants[0].weight_grams, 907);
}

#[test]
fn a10_a_barcode_that_a_spreadsheet_rounded_is_left_out_and_told() {
    for dialect in of(Platform::Shopify) {
        let column = if dialect.name == "shopify g4" { "Barcode" } else { "Variant Barcode" };
        let read = tee(&dialect, column, "4.00638E+12");
        assert_eq!(read.products[0].variants[0].barcode, "", "{}", dialect.name);
        assert!(read.warnings.iter().any(|row| row.value == "4.00638E+12"), "{}", dialect.name);
        assert_eq!(tee(&dialect, column, "'4006381333931").products[0].variants[0].barcode, "4006381333931");
    }
}

#[test]
fn a13_html_is_made_safe_whatever_it_holds() {
    for dialect in all() {
        let description = dialect.column(Part::Description);
        for (cell, html) in [
            ("<ul><li>One<li>Two", "<ul><li>One</li><li>Two</li></ul>"),
            ("&lt;p&gt;Tea&lt;/p&gt;", "<p>Tea</p>"),
            ("<p>Hi<script>alert(1)</script></p>", "<p>Hi</p>"),
            ("<p onclick=\"x()\" style=\"color:red\">Hi</p>", "<p>Hi</p>"),
            ("<p><iframe src=\"https://evil.example\"></iframe>Hi</p>", "<p>Hi</p>"),
        ] {
            assert_eq!(tee(&dialect, description, cell).products[0].description_html, html, "{} {cell}", dialect.name);
        }
        for evil in ["javascript:alert(1)", "JaVaScRiPt:alert(1)", "java&#9;script:x", "data:text/html,x", "vbscript:x"]
        {
            let read = tee(&dialect, description, &format!("<p><a href=\"{evil}\">x</a></p>"));
            let html = &read.products[0].description_html;
            assert!(!html.contains("href"), "{} {evil}: {html}", dialect.name);
        }
        let read = tee(&dialect, dialect.column(Part::Name), "<img src=x onerror=alert(1)>Tee");
        assert!(read.products.iter().all(|product| !product.description_html.contains("onerror")), "{}", dialect.name);
    }
    for (name, text) in DUMPS {
        let evil = "&lt;p&gt;Hi&lt;script&gt;x&lt;/script&gt;&lt;/p&gt;";
        let read = read_bytes(text.replace("&lt;p&gt;Soft&lt;/p&gt;", evil).replace("<p>Soft</p>", evil).as_bytes());
        assert_eq!(read.products[0].description_html, "<p>Hi</p>", "{name}");
    }
}

#[test]
fn a15_paths_of_categories_are_read_as_each_platform_writes_them() {
    let paths =
        |read: &Read| -> Vec<String> { read.products[0].categories.iter().map(|path| path.join(" > ")).collect() };
    for (platform, column, cell, expected) in [
        (Platform::WooCommerce, "Categories", "Clothing > Hoodies, Sale", vec!["Clothing > Hoodies", "Sale"]),
        (Platform::WooCommerce, "Categories", r"Hats\, caps > Wool", vec!["Hats, caps > Wool"]),
        (
            Platform::Magento,
            "categories",
            "Default Category/Men/Tops,Default Category/Sale,",
            vec!["Men > Tops", "Sale"],
        ),
        (Platform::Magento, "categories", "Default Category/Men|Default Category/Sale", vec!["Men", "Sale"]),
        (Platform::Table, "Category", "A -> B", vec!["A > B"]),
        (Platform::Table, "Category", "A^B", vec!["A > B"]),
        (Platform::Table, "Category", "A/B; C", vec!["A > B", "C"]),
        (
            Platform::ZenCart,
            "v_categories_name_1",
            "Bar Supplies^Glass^Brushes",
            vec!["Bar Supplies > Glass > Brushes"],
        ),
    ] {
        let dialect = of(platform).remove(0);
        assert_eq!(paths(&tee(&dialect, column, cell)), expected, "{cell}");
    }
    for dialect in of(Platform::ZenCart) {
        assert_eq!(paths(&read_bytes(dialect.csv().as_bytes())), ["Clothing > Shirts"], "{}", dialect.name);
    }
    let sheets = opencart_workbook();
    let read = crate::importer::testing::read_file(sheets.path(), crate::importer::Mapping::default());
    assert_eq!(paths(&read), ["Clothing"]);
}

#[test]
fn a16_sales_hold_on_their_days_and_days_of_zeros_are_none() {
    let sale = |platform: Platform, [price, from, to]: [&str; 3]| -> (Dialect, [String; 3]) {
        (of(platform).remove(0), [price.to_owned(), from.to_owned(), to.to_owned()])
    };
    for (dialect, [price, from, to]) in [
        sale(Platform::WooCommerce, ["Sale price", "Date sale price starts", "Date sale price ends"]),
        sale(Platform::Magento, ["special_price", "special_price_from_date", "special_price_to_date"]),
        sale(Platform::ZenCart, ["v_specials_price", "v_specials_date_avail", "v_specials_expires_date"]),
    ] {
        for (begins, ends, minor, former) in [
            ("", "", 900, Some(1_250)),
            ("2026-11-01", "2026-11-30 23:59:59", 900, Some(1_250)),
            ("2026-12-01", "", 1_250, None),
            ("", "2026-11-01", 1_250, None),
            ("0000-00-00", "0000-00-00 00:00:00", 900, Some(1_250)),
            ("0001-01-01", "0001-01-01", 900, Some(1_250)),
        ] {
            let changed = dialect.with(&price, "9.00").with(&from, begins).with(&to, ends);
            let read = read_bytes(changed.csv().as_bytes());
            let variant = &read.products[0].variants[0];
            let expected = (Money::new(minor, Currency::EUR), former.map(EUR));
            assert_eq!((variant.price, variant.compare_at), expected, "{} {begins} {ends}", dialect.name);
        }
    }
    for dialect in of(Platform::Shopify) {
        let column = if dialect.name == "shopify g4" { "Compare-at price" } else { "Variant Compare At Price" };
        for (cell, former) in [("15", Some(EUR(1_500))), ("12.50", None), ("0.00", None), ("10", None), ("", None)] {
            assert_eq!(
                tee(&dialect, column, cell).products[0].variants[0].compare_at,
                former,
                "{} {cell}",
                dialect.name
            );
        }
    }
}
