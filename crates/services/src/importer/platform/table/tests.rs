//! What any table becomes.

use std::io::Write as _;

use crate::importer::{
    Mapping,
    testing::{EUR, Read, read, read_file, workbook},
};

#[test]
fn a_german_price_list_is_read_without_a_mapping() {
    let text = "Artikel-Nr.;Artikelbezeichnung;Warengruppe;Hersteller;VK-Preis (EUR);UVP;Lagerbestand;Gewicht (g);EAN;Bild;Pflege;Aktiv\r\n\
T-1;Tasse blau;Küche > Tassen;Marram;12,50;15,00;7;350;4006381333931;a.jpg|b.jpg;Spülmaschine;ja\r\n\
T-2;Teller;Küche;Marram;1.234,56;;0;;;;;nein\r\n";
    let Read { products, failed, warnings, .. } = read(text);
    assert_eq!((failed, warnings), (vec![], vec![]));
    let cup = &products[0];
    assert_eq!((cup.key.as_str(), cup.title.as_str(), cup.brand.as_str()), ("sku:T-1", "Tasse blau", "Marram"));
    assert_eq!(cup.categories, [["Küche", "Tassen"]]);
    assert_eq!(cup.pictures.len(), 2);
    assert_eq!((cup.attributes[0].label.as_str(), cup.attributes[0].values[0].as_str()), ("Pflege", "Spülmaschine"));
    let variant = &cup.variants[0];
    assert_eq!((variant.price, variant.compare_at), (EUR(1_250), Some(EUR(1_500))));
    assert_eq!((variant.on_hand, variant.track_stock, variant.weight_grams), (Some(7), true, 350));
    assert_eq!((products[1].published, products[1].variants[0].price), (false, EUR(123_456)));
}

#[test]
fn rows_of_one_handle_are_variants_by_numbered_options_or_by_what_differs() {
    let numbered = "slug,sku,name,price,category1,option1_name,option1_value,image1_src,inventory_count\n\
kettle,K,Kettle,0,Kitchen -> Coffee Machines,,,k.jpg,\n\
kettle,K-1,,30,,Volume,1 l,k1.jpg,3\n\
kettle,K-2,,35,,Volume,2 l,,4\n";
    let kettle = read(numbered).products.remove(0);
    assert_eq!((kettle.options[0].name.as_str(), kettle.options[0].values.join("|")), ("Volume", "1 l|2 l".to_owned()));
    assert_eq!(kettle.categories, [["Kitchen", "Coffee Machines"]]);
    assert_eq!((kettle.variants.len(), kettle.variants[0].picture, kettle.variants[1].on_hand), (2, Some(1), Some(4)));

    let differing = "id,item_group_id,title,price,size,color,image_link\n\
1,tee,Tee,\"10,00 EUR\",S,Red,a.jpg\n2,tee,Tee,\"10,00 EUR\",M,Red,a.jpg\n3,tee,Tee,\"10,00 EUR\",M,Red,a.jpg\n4,,Cap,5,,Blue,\n";
    let Read { products, failed, .. } = read(differing);
    let options: Vec<&str> = products[0].options.iter().map(|option| option.name.as_str()).collect();
    assert_eq!(options, ["size"]);
    assert_eq!((products[0].variants.len(), products[0].attributes[0].label.as_str()), (2, "color"));
    assert_eq!(products[1].attributes[0].values, ["Blue"]);
    assert_eq!(failed.iter().map(|row| row.line).collect::<Vec<_>>(), [4]);
}

#[test]
fn a_mapping_goes_before_every_guess() {
    let text = "Ware,Name,Betrag,Preis\nBecher,intern,8,99\n";
    let mapping = ["Ware=title", "Betrag=price", "Preis=ignore", "name=attribute"].map(str::to_owned);
    let mut file = tempfile::NamedTempFile::new().unwrap();
    file.write_all(text.as_bytes()).unwrap();
    let product = read_file(file.path(), Mapping::parse(&mapping).unwrap()).products.remove(0);
    assert_eq!((product.title.as_str(), product.variants[0].price), ("Becher", EUR(800)));
    let attributes: Vec<&str> = product.attributes.iter().map(|attribute| attribute.label.as_str()).collect();
    assert_eq!(attributes, ["Name"]);
    for wrong in ["Ware", "Ware=colour of the sky"] {
        assert!(Mapping::parse(&[wrong.to_owned()]).is_err());
    }
}

#[test]
fn a_workbook_is_a_table_by_the_sheet_whose_columns_are_known() {
    let file = workbook(&[
        ("Read me", &[&["Hello"], &["Our products"]]),
        ("Sheet2", &[&["Nombre", "Precio", "Existencias"], &["Taza", "=12.5", "=3"], &["", "=1"], &["Plato", "nada"]]),
    ]);
    let Read { products, failed, .. } = read_file(file.path(), Mapping::default());
    assert_eq!((products.len(), products[0].variants[0].price), (1, EUR(1_250)));
    let told: Vec<(u64, &str)> = failed.iter().map(|row| (row.line, row.column.as_str())).collect();
    assert_eq!(told, [(3, ""), (4, "Precio")]);
}
