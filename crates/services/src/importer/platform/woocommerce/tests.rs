//! What WooCommerce's rows become, row by row of the acceptance list.

use domain::catalog::ProductKind;

use crate::importer::testing::{EUR, Read, read};

const HEADER: &str = "ID,Type,SKU,Name,Published,Visibility in catalog,Short description,Description,Date sale price starts,\
Date sale price ends,Tax status,Tax class,In stock?,Stock,Backorders allowed?,Weight (lbs),Sale price,Regular price,Categories,\
Tags,Images,Parent,External URL,Attribute 1 name,Attribute 1 value(s),Attribute 1 visible,Attribute 1 global,Attribute 2 name,\
Attribute 2 value(s),Attribute 2 visible,Attribute 2 global,Meta: fit,Meta: _hidden";

fn table(rows: &[&[(&str, &str)]]) -> String {
    crate::importer::testing::table(HEADER, rows)
}

fn simple<'a>(more: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    let mut cells = vec![("ID", "1"), ("Type", "simple"), ("Name", "Mug"), ("Published", "1"), ("Regular price", "20")];
    cells.extend(more);
    cells
}

#[test]
fn a_simple_product_is_read_with_lists_line_breaks_and_attributes() {
    let row = simple(&[
        ("SKU", "mug-1"),
        ("Short description", "A mug."),
        ("Description", r"One\nTwo\n\nThree"),
        ("Categories", "Kitchen > Mugs, Gifts"),
        ("Tags", r"a\, b, c"),
        ("Images", "https://x.example/1.png, mug.jpg"),
        ("Weight (lbs)", "1"),
        ("Attribute 1 name", "Material"),
        ("Attribute 1 value(s)", "Clay, Stone"),
        ("Attribute 1 visible", "1"),
        ("Attribute 1 global", "1"),
        ("Attribute 2 name", "Internal"),
        ("Attribute 2 value(s)", "x"),
        ("Attribute 2 visible", "0"),
        ("Meta: fit", "wide"),
        ("Meta: _hidden", "1"),
    ]);
    let Read { products, failed, .. } = read(&table(&[&row]));
    assert_eq!(failed, []);
    let product = &products[0];
    assert_eq!(product.description_html, "<p>One<br>Two</p><p>Three</p>");
    assert_eq!((product.fact.as_str(), product.key.as_str()), ("A mug.", "id:1"));
    assert_eq!(product.categories, [vec!["Kitchen", "Mugs"], vec!["Gifts"]]);
    assert_eq!(product.tags, ["a, b", "c"]);
    assert_eq!(product.pictures[1].source, "mug.jpg");
    let attributes: Vec<_> =
        product.attributes.iter().map(|attribute| (attribute.label.as_str(), attribute.facet)).collect();
    assert_eq!(attributes, [("Material", true), ("fit", false)]);
    assert_eq!((product.variants[0].weight_grams, product.variants[0].track_stock), (454, false));
}

#[test]
fn variations_find_their_parent_before_and_after_it_by_sku_and_by_id() {
    let variation = |id, parent, value, price| {
        vec![
            ("ID", id),
            ("Type", "variation"),
            ("Name", "v"),
            ("Parent", parent),
            ("Published", "1"),
            ("Regular price", price),
            ("Attribute 1 name", "Colour"),
            ("Attribute 1 value(s)", value),
        ]
    };
    let rows = [
        variation("5", "TEE", "Blue", "12"),
        vec![("ID", "9"), ("Type", "simple"), ("Name", "Mug"), ("Published", "1"), ("Regular price", "5")],
        vec![
            ("ID", "4"),
            ("Type", "variable"),
            ("SKU", "tee"),
            ("Name", "Tee"),
            ("Published", "1"),
            ("Attribute 1 name", "Colour"),
            ("Attribute 1 value(s)", "Red, Blue"),
        ],
        variation("6", "id:4", "Red", "10,50"),
        variation("7", "id:99", "Red", "10"),
    ];
    let rows: Vec<&[(&str, &str)]> = rows.iter().map(Vec::as_slice).collect();
    let Read { products, failed, .. } = read(&table(&rows));
    assert_eq!(products.len(), 2);
    let tee = products.iter().find(|product| product.title == "Tee").unwrap();
    let variants: Vec<_> =
        tee.variants.iter().map(|variant| (tee.variant_title(variant), variant.price, variant.line)).collect();
    assert_eq!(variants, [("Red".to_owned(), EUR(1_050), 5), ("Blue".to_owned(), EUR(1_200), 2)]);
    assert_eq!((failed[0].line, failed[0].value.as_str()), (6, "99"));
}

#[test]
fn a_variation_of_any_value_stands_for_all_that_no_other_names() {
    let parent = [
        ("ID", "1"),
        ("Type", "variable"),
        ("Name", "Tee"),
        ("Published", "1"),
        ("Attribute 1 name", "Size"),
        ("Attribute 1 value(s)", "S, M, L"),
    ];
    let any = [
        ("ID", "2"),
        ("Type", "variation"),
        ("SKU", "any"),
        ("Parent", "id:1"),
        ("Published", "1"),
        ("Stock", "5"),
        ("Regular price", "10"),
        ("Attribute 1 name", "Size"),
    ];
    let large = [
        ("ID", "3"),
        ("Type", "variation"),
        ("SKU", "large"),
        ("Parent", "id:1"),
        ("Published", "1"),
        ("Regular price", "12"),
        ("Attribute 1 name", "Size"),
        ("Attribute 1 value(s)", "l"),
    ];
    let Read { products, failed, warnings, .. } = read(&table(&[&parent, &any, &large]));
    assert_eq!(failed, []);
    let variants: Vec<_> = products[0].variants.iter().map(|variant| (variant.sku.as_str(), variant.on_hand)).collect();
    assert_eq!(variants, [("any", Some(3)), ("", Some(2)), ("large", None)]);
    assert!(warnings.iter().any(|warning| warning.reason.contains("split")));
}

#[test]
fn stock_of_the_parent_is_shared_and_never_multiplied() {
    let parent = [
        ("ID", "1"),
        ("Type", "variable"),
        ("Name", "Tee"),
        ("Published", "1"),
        ("Stock", "5"),
        ("Attribute 1 name", "Size"),
        ("Attribute 1 value(s)", "S, M"),
    ];
    let variation = |id, value| {
        [
            ("ID", id),
            ("Type", "variation"),
            ("Parent", "id:1"),
            ("Published", "1"),
            ("Stock", "parent"),
            ("Tax class", "parent"),
            ("Regular price", "10"),
            ("Attribute 1 name", "Size"),
            ("Attribute 1 value(s)", value),
        ]
    };
    let product = read(&table(&[&parent, &variation("2", "S"), &variation("3", "M")])).products.remove(0);
    let stock: Vec<_> = product.variants.iter().map(|variant| (variant.track_stock, variant.on_hand)).collect();
    assert_eq!(stock, [(true, Some(3)), (true, Some(2))]);
}

#[test]
fn a_sale_holds_on_its_days_only() {
    for (from, to, price, former) in [
        ("", "", 1_500, Some(2_000)),
        ("2026-11-01", "2026-11-30", 1_500, Some(2_000)),
        ("2026-12-01", "", 2_000, None),
        ("", "2026-11-01 00:00:00", 2_000, None),
        ("0000-00-00", "0000-00-00", 1_500, Some(2_000)),
    ] {
        let row = simple(&[("Sale price", "15,00"), ("Date sale price starts", from), ("Date sale price ends", to)]);
        let product = read(&table(&[&row])).products.remove(0);
        let variant = &product.variants[0];
        assert_eq!((variant.price, variant.compare_at), (EUR(price), former.map(EUR)), "{from} {to}");
    }
}

#[test]
fn what_shoppers_did_not_see_or_could_not_buy_is_not_published() {
    for cells in [
        [("Published", "0")],
        [("Published", "-1")],
        [("Published", "2")],
        [("Visibility in catalog", "hidden")],
        [("Type", "external")],
    ] {
        let mut row = simple(&[]);
        row.retain(|(column, _)| *column != cells[0].0);
        row.extend(cells);
        assert!(!read(&table(&[&row])).products[0].published, "{cells:?}");
    }
    let grouped = [("ID", "1"), ("Type", "grouped"), ("Name", "Set"), ("Published", "1")];
    let Read { products, failed, warnings, .. } = read(&table(&[&grouped]));
    assert_eq!((products.len(), failed.len(), warnings.len()), (0, 0, 1));
}

#[test]
fn what_was_sold_as_files_comes_in_as_files_that_are_to_be_attached() {
    let types = [("simple", ProductKind::Simple, 0), ("simple, downloadable, virtual", ProductKind::Digital, 1)];
    for (word, kind, told) in types.into_iter().chain([("simple, virtual", ProductKind::Simple, 1)]) {
        let mut row = simple(&[]);
        row.retain(|(column, _)| *column != "Type");
        row.push(("Type", word));
        let Read { products, warnings, .. } = read(&table(&[&row]));
        assert_eq!((products[0].kind, products[0].published, warnings.len()), (kind, true, told), "{word}");
    }
}

#[test]
fn guarded_negative_stock_is_nothing_and_out_of_stock_is_counted() {
    let stock = |cells: &[(&'static str, &'static str)]| {
        let product = read(&table(&[&simple(cells)])).products.remove(0);
        (product.variants[0].track_stock, product.variants[0].on_hand)
    };
    assert_eq!(stock(&[("Stock", "'-11")]), (true, Some(0)));
    assert_eq!(stock(&[("Stock", "4"), ("Backorders allowed?", "1")]), (false, Some(4)));
    assert_eq!(stock(&[("In stock?", "0")]), (true, Some(0)));
    assert_eq!(stock(&[("In stock?", "1")]), (false, None));
}

#[test]
fn a_german_header_with_semicolons_and_ragged_rows_is_read() {
    let text = "ID;Typ;Artikelnummer;Name;Veröffentlicht;Kurzbeschreibung;Steuerklasse;Vorrätig?;Bestand;Gewicht (kg);Angebotspreis;\
Regulärer Preis;Kategorien;Bilder;Übergeordnetes Produkt;Attribut 1 Name;Attribut 1 Wert(e);Attribut 1 Sichtbar;Attribut 1 Global\r\n\
1;simple;b-1;Becher;1;;;1;3;0,35;;19,90;Küche > Becher\r\n";
    let Read { products, failed, .. } = read(text);
    assert_eq!(failed, []);
    let variant = &products[0].variants[0];
    assert_eq!((variant.price, variant.weight_grams, variant.on_hand), (EUR(1_990), 350, Some(3)));
    assert_eq!(products[0].categories, [["Küche", "Becher"]]);
}

#[test]
fn line_breaks_written_as_letters_become_breaks_and_real_ones_stay_letters() {
    assert_eq!(super::unescaped(r"One\nTwo C:\\new"), "One\nTwo C:\\new");
}

#[test]
fn sides_come_in_by_the_unit_of_their_columns_and_a_variable_product_has_those_of_its_variations() {
    let text = "ID,Type,SKU,Name,Published,Regular price,Parent,Weight (kg),Length (in),Breite (mm),Height (cm)\n\
        1,simple,A,Box,1,5,,1,10,20,3.5\n2,variable,B,Tee,1,,,,,,\n3,variation,B1,Tee - S,1,5,B,,,,2\n";
    let Read { products, warnings, .. } = read(text);
    let side = |product: usize| {
        let parcel = &products[product].parcel;
        (parcel.length_mm, parcel.width_mm, parcel.height_mm)
    };
    assert_eq!(side(0), (Some(254), Some(20), Some(35)));
    assert_eq!(warnings, []);
    assert_eq!(products.get(1).map(|_| side(1)), products.get(1).map(|_| (None, None, Some(20))));
}
