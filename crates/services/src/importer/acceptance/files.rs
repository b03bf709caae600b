//! Points 1 to 6: bytes, lines, letters, delimiters, headers, ragged rows.

use super::{
    dialect::{Part, all},
    is_tee_and_mug, read_bytes,
    tables::{DUMPS, opencart_workbook},
};
use crate::importer::{Mapping, testing::read_file};

#[test]
fn a00_every_dialect_gives_the_same_two_products() {
    for dialect in all() {
        is_tee_and_mug(dialect.name, &read_bytes(dialect.csv().as_bytes()));
    }
    for (name, text) in DUMPS {
        is_tee_and_mug(name, &read_bytes(text.as_bytes()));
    }
    is_tee_and_mug("opencart workbook", &read_file(opencart_workbook().path(), Mapping::default()));
}

#[test]
fn a01_marks_of_byte_order_and_blank_first_lines_are_no_part_of_a_table() {
    for dialect in all() {
        for before in ["\u{FEFF}", "\t\u{FEFF}", "\n", "\r\n", "\u{FEFF}\n", ",,,\n", " \n\n"] {
            is_tee_and_mug(dialect.name, &read_bytes(format!("{before}{}", dialect.csv()).as_bytes()));
        }
    }
    for (name, text) in DUMPS {
        for before in ["\u{FEFF}", "\n\n", "\u{FEFF}\r\n"] {
            is_tee_and_mug(name, &read_bytes(format!("{before}{text}").as_bytes()));
        }
    }
}

#[test]
fn a02_lines_end_in_every_way_and_cells_hold_breaks() {
    for dialect in all() {
        for line_end in ["\n", "\r\n", "\r"] {
            is_tee_and_mug(dialect.name, &read_bytes(dialect.text(",", line_end).as_bytes()));
        }
        let mixed = dialect.csv().replacen('\n', "\r\n", 1);
        is_tee_and_mug(dialect.name, &read_bytes(mixed.as_bytes()));
        let description = dialect.column(Part::Description);
        for broken in ["One\nTwo", "One\r\nTwo", "One\u{2028}Two"] {
            let read = read_bytes(dialect.with(description, broken).csv().as_bytes());
            assert_eq!(read.failed, [], "{}", dialect.name);
            assert_eq!(read.products[0].description_html, "<p>One<br>Two</p>", "{} {broken:?}", dialect.name);
            assert_eq!(read.products[1].title, "Mug");
        }
    }
    for (name, text) in DUMPS {
        is_tee_and_mug(name, &read_bytes(text.replace('\n', "\r\n").as_bytes()));
    }
}

#[test]
fn a03_letters_of_every_kind_stay_and_control_characters_go() {
    let name = "Tee\u{A0}“Sea” 🍵 Чай\u{1f}";
    for dialect in all() {
        let read = read_bytes(dialect.with(dialect.column(Part::Name), name).csv().as_bytes());
        assert_eq!(read.products[0].title, "Tee “Sea” 🍵 Чай", "{}", dialect.name);
        let garbled = read_bytes(dialect.with(dialect.column(Part::Name), "GrÃ¼ner Tee").csv().as_bytes());
        assert_eq!(garbled.products[0].title, "GrÃ¼ner Tee", "{}: never changed unasked", dialect.name);
        assert!(garbled.warnings.iter().any(|row| row.reason.contains("garbled")), "{}", dialect.name);
    }
    for (dump, text) in DUMPS {
        let read = read_bytes(text.replace("'Tee'", &format!("'{name}'")).as_bytes());
        assert_eq!(read.products[0].title, "Tee “Sea” 🍵 Чай", "{dump}");
    }
}

#[test]
fn a03_tables_in_utf_16_and_windows_1252_are_read_and_told() {
    for dialect in all() {
        let text = dialect.csv();
        let little: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let big: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
        for bytes in [[&[0xFF, 0xFE][..], &little].concat(), [&[0xFE, 0xFF][..], &big].concat(), little, big] {
            let read = read_bytes(&bytes);
            is_tee_and_mug(dialect.name, &read);
            assert!(read.warnings.iter().any(|row| row.reason.contains("UTF-16")), "{}", dialect.name);
        }
    }
    let dialect = all().remove(0);
    let text = dialect.with("Vendor", "Möwe").csv();
    let latin: Vec<u8> = text.chars().map(|letter| u8::try_from(u32::from(letter)).unwrap()).collect();
    let read = read_bytes(&latin);
    assert_eq!(read.products[0].brand, "Möwe");
    assert!(read.warnings.iter().any(|row| row.reason.contains("Windows-1252")));
}

#[test]
fn a04_the_delimiter_is_found() {
    for dialect in all() {
        for delimiter in [",", ";", "\t", "|"] {
            is_tee_and_mug(dialect.name, &read_bytes(dialect.text(delimiter, "\n").as_bytes()));
        }
        let told = format!("sep=;\r\n{}", dialect.text(";", "\r\n"));
        is_tee_and_mug(dialect.name, &read_bytes(told.as_bytes()));
    }
}

#[test]
fn a05_headers_are_found_in_any_letter_case_and_order_with_nameless_columns() {
    for dialect in all() {
        for change in [str::to_uppercase as fn(&str) -> String, str::to_lowercase] {
            let mut changed = dialect.clone();
            changed.rows[0].iter_mut().for_each(|name| *name = change(name));
            is_tee_and_mug(dialect.name, &read_bytes(changed.csv().as_bytes()));
        }
        // Where no word is known, nothing but the order tells.
        if dialect.name != "woocommerce polish" && dialect.name != "woocommerce portuguese" {
            let mut turned = dialect.clone();
            turned.rows.iter_mut().for_each(|row| row.reverse());
            is_tee_and_mug(dialect.name, &read_bytes(turned.csv().as_bytes()));
        }
        is_tee_and_mug(dialect.name, &read_bytes(dialect.and("", "stray").csv().as_bytes()));
    }
}

#[test]
fn a05_columns_that_nobody_knows_are_kept_as_attributes() {
    for dialect in all() {
        let column = match dialect.name {
            name if name.starts_with("shopify") => "Pflege (product.metafields.custom.care)",
            name if name.starts_with("woocommerce") => "Meta: Pflege",
            "magento" => "pflege",
            name if name.starts_with("zencart") => "v_products_pflege",
            _ => "Pflege",
        };
        let read = read_bytes(dialect.and(column, "Von Hand").csv().as_bytes());
        let kept = read.products[0].attributes.iter().find(|attribute| attribute.label.eq_ignore_ascii_case("Pflege"));
        let kept = kept.unwrap_or_else(|| panic!("{}: {:?}", dialect.name, read.products[0].attributes));
        assert_eq!(kept.values, ["Von Hand"], "{}", dialect.name);
        assert!(read.products[1].attributes.iter().all(|attribute| attribute.label != kept.label), "{}", dialect.name);
    }
}

#[test]
fn a06_rows_may_be_shorter_than_the_header_and_longer_ones_are_told() {
    for dialect in all() {
        let mut ragged = dialect.and("Extra 1", "").and("Extra 2", "");
        for row in ragged.rows.iter_mut().skip(1) {
            while row.last().is_some_and(String::is_empty) {
                row.pop();
            }
        }
        is_tee_and_mug(dialect.name, &read_bytes(ragged.csv().as_bytes()));
        let mut longer = dialect.clone();
        longer.rows[1].extend(["".to_owned(), "beyond".to_owned()]);
        let read = read_bytes(longer.csv().as_bytes());
        is_tee_and_mug(dialect.name, &read);
        assert!(read.warnings.iter().any(|row| row.line == 2 && row.value == "beyond"), "{}", dialect.name);
    }
}
