//! What Magento's rows become.

use crate::importer::testing::{EUR, Read, read};

const HEADER: &str = "sku,store_view_code,product_type,categories,name,description,short_description,weight,product_online,\
tax_class_name,visibility,price,special_price,special_price_from_date,special_price_to_date,url_key,base_image,base_image_label,\
additional_images,additional_attributes,qty,is_in_stock,manage_stock,use_config_manage_stock,allow_backorders,\
use_config_backorders,configurable_variations,configurable_variation_labels,custom_options,my_column";

fn table(rows: &[&[(&str, &str)]]) -> String {
    crate::importer::testing::table(HEADER, rows)
}

const CHILD: [(&str, &str); 3] =
    [("product_type", "simple"), ("visibility", "Not Visible Individually"), ("tax_class_name", "Taxable Goods")];

#[test]
fn a_configurable_product_behind_its_variants_brings_them_with_their_own_prices_stock_and_pictures() {
    let red = [
        &CHILD[..],
        &[
            ("sku", "T-S-Red"),
            ("name", "Tee S Red"),
            ("price", "10.0000"),
            ("qty", "4.0000"),
            ("additional_attributes", "size=S,color=Red"),
            ("base_image", "/r.jpg"),
            ("weight", "0.5"),
        ],
    ]
    .concat();
    let blue = [
        &CHILD[..],
        &[
            ("sku", "T-M-Blue"),
            ("name", "Tee M Blue"),
            ("price", "12"),
            ("qty", "0"),
            ("is_in_stock", "0"),
            ("base_image", "/b.jpg"),
            ("additional_images", "/b2.jpg,/p.jpg"),
        ],
    ]
    .concat();
    let parent: &[(&str, &str)] = &[
        ("sku", "T"),
        ("product_type", "configurable"),
        ("name", "Tee"),
        ("price", "99"),
        ("visibility", "Catalog, Search"),
        ("product_online", "1"),
        ("url_key", "tee-shirt"),
        ("categories", "Default Category/Men/Tops,Default Category/Sale,"),
        ("base_image", "/p.jpg"),
        ("description", "{{widget type=\"x\"}}<p>Soft</p>"),
        ("short_description", "A tee"),
        ("additional_attributes", "has_options=1,material=Wool|Cotton,new=No,manufacturer=Marram"),
        (
            "configurable_variations",
            "sku=T-S-Red,size=S,color=Red|sku=t-m-blue,size=M,color=Blue|sku=T-L,size=L,color=Blue",
        ),
        ("configurable_variation_labels", "size=Size,color=Colour"),
    ];
    let Read { products, failed, warnings, .. } = read(&table(&[&red, &blue, parent]));
    assert_eq!(products.len(), 1);
    let tee = &products[0];
    assert_eq!((tee.title.as_str(), tee.handle.as_str(), tee.brand.as_str()), ("Tee", "tee-shirt", "Marram"));
    assert_eq!((tee.fact.as_str(), tee.description_html.as_str(), tee.published), ("A tee", "<p>Soft</p>", true));
    assert_eq!(tee.categories, [vec!["Men", "Tops"], vec!["Sale"]]);
    let options: Vec<(&str, &[String])> =
        tee.options.iter().map(|option| (option.name.as_str(), option.values.as_slice())).collect();
    assert_eq!(
        options,
        [("Size", &["S".to_owned(), "M".to_owned()][..]), ("Colour", &["Red".to_owned(), "Blue".to_owned()][..])]
    );
    let [red, blue] = tee.variants.as_slice() else { panic!("{:?}", tee.variants) };
    assert_eq!((red.sku.as_str(), red.price, red.on_hand, red.weight_grams), ("T-S-Red", EUR(1_000), Some(4), 500));
    assert_eq!(
        (blue.sku.as_str(), blue.price, blue.on_hand, blue.track_stock),
        ("T-M-Blue", EUR(1_200), Some(0), true)
    );
    let sources: Vec<&str> = tee.pictures.iter().map(|picture| picture.source.as_str()).collect();
    assert_eq!(sources, ["/p.jpg", "/r.jpg", "/b.jpg", "/b2.jpg"]);
    assert_eq!((red.picture, blue.picture), (Some(1), Some(2)));
    let attributes: Vec<(&str, bool)> =
        tee.attributes.iter().map(|attribute| (attribute.label.as_str(), attribute.facet)).collect();
    assert_eq!(attributes, [("Material", true), ("New", false)]);
    let told: Vec<(u64, &str)> = failed.iter().map(|row| (row.line, row.value.as_str())).collect();
    assert_eq!(told, [(4, "t-l")]);
    assert_eq!(warnings.iter().map(|row| row.column.as_str()).collect::<Vec<_>>(), ["weight"]);
}

#[test]
fn store_views_groups_and_custom_options_are_told_and_never_taken_for_products() {
    let text = table(&[
        &[
            ("sku", "A"),
            ("product_type", "simple"),
            ("name", "A"),
            ("price", "5"),
            ("visibility", "Catalog, Search"),
            ("custom_options", "name=Engraving,type=field,required=0"),
            ("my_column", "kept"),
        ],
        &[("sku", "a"), ("store_view_code", "de"), ("name", "A auf Deutsch")],
        &[("sku", "G"), ("product_type", "grouped"), ("name", "Set")],
        &[("sku", "B"), ("product_type", "bundle"), ("name", "Kit"), ("price", "9"), ("visibility", "Catalog, Search")],
        &[("name", "nobody")],
        &[("sku", "C"), ("product_type", "simple"), ("name", "C"), ("price", "ten")],
        &[("sku", "D"), ("product_type", "simple"), ("name", "D"), ("price", "1"), ("product_online", "2")],
    ]);
    let Read { products, failed, warnings, .. } = read(&text);
    let read: Vec<(&str, bool)> = products.iter().map(|product| (product.title.as_str(), product.published)).collect();
    assert_eq!(read, [("A", true), ("Kit", false), ("D", false)]);
    assert_eq!(
        (products[0].attributes[0].label.as_str(), products[0].attributes[0].values[0].as_str()),
        ("My column", "kept")
    );
    assert_eq!(failed.iter().map(|row| row.line).collect::<Vec<_>>(), [6, 7]);
    let told: Vec<(u64, &str)> = warnings.iter().map(|row| (row.line, row.column.as_str())).collect();
    assert_eq!(told, [(3, "store_view_code"), (2, "option"), (4, "product_type"), (5, "product_type")]);
}

#[test]
fn stock_that_is_not_managed_and_sales_that_are_over_are_read_as_such() {
    let base = [
        ("sku", "A"),
        ("product_type", "simple"),
        ("name", "A"),
        ("price", "20"),
        ("special_price", "15"),
        ("qty", "-3"),
    ];
    for (cells, (price, track_stock, on_hand)) in [
        (vec![("manage_stock", "0"), ("use_config_manage_stock", "0")], (1_500, false, Some(0))),
        (vec![("manage_stock", "0"), ("use_config_manage_stock", "1")], (1_500, true, Some(0))),
        (vec![("allow_backorders", "1"), ("use_config_backorders", "0"), ("qty", "7")], (1_500, false, Some(7))),
        (vec![("special_price_to_date", "2/1/26")], (2_000, true, Some(0))),
        (vec![("special_price_from_date", "2027-01-01 00:00:00")], (2_000, true, Some(0))),
    ] {
        let row: Vec<(&str, &str)> = base.iter().copied().chain(cells.iter().copied()).collect();
        let product = read(&table(&[&row])).products.remove(0);
        let variant = &product.variants[0];
        assert_eq!(
            (variant.price.minor, variant.track_stock, variant.on_hand),
            (price, track_stock, on_hand),
            "{cells:?}"
        );
    }
}

#[test]
fn custom_options_of_which_one_is_chosen_become_variants_with_their_prices() {
    let options = "name=Metal,type=drop_down,required=1,price=10.0000,price_type=fixed,sku=G,option_title=Gold|\
name=Metal,type=drop_down,required=1,price=0.0000,price_type=fixed,sku=,option_title=Silver|\
name=Gift box,type=radio,required=0,price=25.0000,price_type=percent,sku=,option_title=Yes|\
name=Engraving,type=field,required=0,price=5.0000,price_type=fixed,sku=,max_characters=20";
    let text = table(&[&[
        ("sku", "R"),
        ("product_type", "simple"),
        ("name", "Ring"),
        ("price", "40"),
        ("qty", "8"),
        ("visibility", "Catalog, Search"),
        ("custom_options", options),
    ]]);
    let Read { products, failed, warnings, .. } = read(&text);
    assert_eq!(failed, []);
    let ring = &products[0];
    let variants: Vec<(String, i64, Option<i64>)> = ring
        .variants
        .iter()
        .map(|variant| (ring.variant_title(variant), variant.price.minor, variant.on_hand))
        .collect();
    let expected = [
        ("Gold / None", 5_000, Some(2)),
        ("Gold / Yes", 6_000, Some(2)),
        ("Silver / None", 4_000, Some(2)),
        ("Silver / Yes", 5_000, Some(2)),
    ];
    assert_eq!(variants, expected.map(|(title, price, stock)| (title.to_owned(), price, stock)));
    assert_eq!(ring.variants.iter().filter(|variant| variant.sku == "R").count(), 1);
    let told: Vec<&str> = warnings.iter().map(|row| row.column.as_str()).collect();
    assert_eq!(told, ["option", "quantity"]);
}

#[test]
fn attributes_may_hold_several_lines_quotes_and_json() {
    let attributes = "has_options=0,care=\"Wash cold,
dry flat\",climate=\"Cool\"|\"All-weather, dry\",data={\"a\":1,\"b\":\"x=y\"},note=<p class=\"x\">One, two</p>";
    let text = table(&[&[
        ("sku", "A"),
        ("product_type", "simple"),
        ("name", "A"),
        ("price", "5"),
        ("additional_attributes", attributes),
    ]]);
    let product = read(&text).products.remove(0);
    let attributes: Vec<(&str, String)> =
        product.attributes.iter().map(|attribute| (attribute.label.as_str(), attribute.values.join("|"))).collect();
    assert_eq!(attributes[0], ("Care", "Wash cold, dry flat".to_owned()));
    assert_eq!(attributes[1], ("Climate", "Cool|All-weather, dry".to_owned()));
    assert_eq!(attributes.len(), 4);
}

#[test]
fn rows_of_prices_by_quantity_are_known_and_told() {
    let text = "sku,tier_price_website,tier_price_customer_group,tier_price_qty,tier_price,tier_price_value_type\n\
A,All Websites [USD],ALL GROUPS,10.0000,4.000000,Fixed\nB,All Websites [USD],General,1.0000,10.000000,Discount\n";
    let Read { products, failed, .. } = read(text);
    assert_eq!((products.len(), failed.iter().map(|row| row.line).collect::<Vec<_>>()), (0, vec![2, 3]));
}

#[test]
fn sides_and_origin_come_in_from_columns_and_from_further_attributes() {
    let text = "sku,store_view_code,attribute_set_code,product_type,name,price,country_of_manufacture,additional_attributes\n\
        A,,Default,simple,Box,5,China,\"ts_dimensions_length=10,ts_dimensions_height=2.5,ts_hs_code=6912.00,material=Oak\"\n\
        B,,Default,simple,Bag,5,Utopia,\n";
    let Read { products, warnings, .. } = read(text);
    let parcel = &products[0].parcel;
    assert_eq!((parcel.length_mm, parcel.width_mm, parcel.height_mm), (Some(100), None, Some(25)));
    assert_eq!((parcel.customs_code.as_str(), parcel.origin_country.as_str()), ("691200", "CN"));
    let labels: Vec<&str> = products[0].attributes.iter().map(|attribute| attribute.label.as_str()).collect();
    assert_eq!(labels, ["Material"]);
    assert!(warnings.iter().any(|row| row.column == "country_of_manufacture" && row.value == "Utopia"), "{warnings:?}");
}
