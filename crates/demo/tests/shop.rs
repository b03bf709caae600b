//! The demo shop is complete, coherent and the same for the same seed.

use demo::art::picture;
use demo::{DemoShop, SYNONYMS, shop};
use std::collections::{BTreeMap, BTreeSet};

fn digest(shop: &DemoShop) -> String {
    format!("{:?}", shop.products)
}

#[test]
fn the_same_seed_makes_the_same_shop() {
    assert_eq!(digest(&shop(7)), digest(&shop(7)));
    assert_ne!(digest(&shop(7)), digest(&shop(8)));
}

#[test]
fn there_are_about_240_products_on_24_shelves_and_no_shelf_is_empty() {
    let shop = shop(1);
    assert!((230..=250).contains(&shop.products.len()), "{}", shop.products.len());
    assert_eq!(shop.categories.len(), 24);
    let parents: BTreeSet<&str> = shop.categories.iter().filter_map(|category| category.parent).collect();
    for category in shop.categories.iter().filter(|category| !parents.contains(category.slug)) {
        assert!(shop.products.iter().any(|product| product.category == category.slug), "{} is empty", category.slug);
    }
    let leaves: BTreeSet<&str> = shop.categories.iter().map(|category| category.slug).collect();
    assert!(shop.products.iter().all(|product| leaves.contains(product.category)));
}

#[test]
fn every_product_has_2_to_12_variants_with_one_value_for_each_option() {
    for product in shop(1).products {
        assert!((2..=12).contains(&product.variants.len()), "{}: {}", product.title, product.variants.len());
        for variant in &product.variants {
            assert_eq!(variant.choice.len(), product.options.len(), "{}", variant.sku);
            for (value, option) in variant.choice.iter().zip(&product.options) {
                assert!(option.values.iter().any(|(label, _)| label == value), "{}: {value}", variant.sku);
            }
            assert!(variant.picture.is_none_or(|place| place < product.pictures.len()));
        }
    }
}

#[test]
fn slugs_skus_article_numbers_and_texts_are_unique() {
    let shop = shop(1);
    let mut seen = BTreeMap::new();
    for product in &shop.products {
        for text in [&product.slug, &product.description_html, &product.summary] {
            assert_eq!(seen.insert(text.clone(), &product.title), None, "{}: {text}", product.title);
        }
        for variant in &product.variants {
            assert_eq!(seen.insert(variant.sku.clone(), &product.title), None, "{}", variant.sku);
            assert_eq!(seen.insert(variant.gtin.clone(), &product.title), None, "{}", variant.gtin);
        }
    }
}

#[test]
fn every_article_number_has_a_valid_check_digit() {
    for variant in shop(1).products.iter().flat_map(|product| &product.variants) {
        let digits: Vec<u32> = variant.gtin.chars().map(|digit| digit.to_digit(10).unwrap()).collect();
        assert_eq!(digits.len(), 13);
        let sum: u32 = digits.iter().enumerate().map(|(place, digit)| digit * if place % 2 == 0 { 1 } else { 3 }).sum();
        assert_eq!(sum % 10, 0, "{}", variant.gtin);
    }
}

#[test]
fn prices_cover_costs_and_reductions_reduce() {
    for variant in shop(1).products.iter().flat_map(|product| &product.variants) {
        assert!(variant.price > 0 && variant.cost > 0 && variant.cost * 119 / 100 < variant.price, "{}", variant.sku);
        assert!(variant.compare_at.is_none_or(|former| former > variant.price), "{}", variant.sku);
        assert!(variant.weight_grams > 0);
    }
}

#[test]
fn attributes_are_known_and_they_and_tags_are_said_once() {
    let shop = shop(1);
    let known: BTreeSet<&str> = shop.attributes.iter().map(|attribute| attribute.key).collect();
    for product in &shop.products {
        let mut said = BTreeSet::new();
        for attribute in &product.attributes {
            assert!(known.contains(attribute.key), "{}", attribute.key);
            assert!(said.insert((attribute.key, &attribute.label)), "{}: {attribute:?} twice", product.title);
        }
        let tags: BTreeSet<&String> = product.tags.iter().collect();
        assert_eq!(tags.len(), product.tags.len(), "{}: {:?}", product.title, product.tags);
    }
}

#[test]
fn related_products_exist_and_are_others() {
    let shop = shop(1);
    let slugs: BTreeSet<&String> = shop.products.iter().map(|product| &product.slug).collect();
    for product in &shop.products {
        assert!(product.related.len() >= 3, "{}", product.title);
        assert!(product.related.iter().all(|slug| slugs.contains(slug) && *slug != product.slug));
    }
}

#[test]
fn pictures_are_few_enough_to_draw_and_each_product_has_several() {
    let shop = shop(1);
    let keys: BTreeSet<String> =
        shop.products.iter().flat_map(|product| &product.pictures).map(|picture| picture.spec.key()).collect();
    assert!((600..=960).contains(&keys.len()), "{}", keys.len());
    assert!(shop.products.iter().all(|product| (3..=8).contains(&product.pictures.len())));
    assert!(
        shop.products.iter().flat_map(|product| &product.pictures).all(|picture| !picture.alternative_text.is_empty())
    );
}

#[test]
fn pictures_are_well_formed_and_hold_nothing_but_shapes() {
    let allowed = [
        "svg",
        "defs",
        "g",
        "path",
        "rect",
        "ellipse",
        "stop",
        "linearGradient",
        "radialGradient",
        "clipPath",
        "filter",
        "feGaussianBlur",
    ];
    let shop = shop(1);
    let specs: BTreeMap<String, _> = shop
        .products
        .iter()
        .flat_map(|product| &product.pictures)
        .map(|picture| (picture.spec.key(), &picture.spec))
        .collect();
    for spec in specs.values() {
        let drawing = picture(spec);
        let mut open: Vec<&str> = Vec::new();
        for tag in drawing.split('<').skip(1) {
            let (inside, text) = tag.split_once('>').expect("every tag ends");
            assert!(text.is_empty(), "no words between tags");
            assert_eq!(inside.matches('"').count() % 2, 0);
            assert!(!inside.contains("NaN") && !inside.contains("inf"), "{inside}");
            if let Some(name) = inside.strip_prefix('/') {
                assert_eq!(open.pop(), Some(name));
                continue;
            }
            let name = inside.split([' ', '/']).next().unwrap();
            assert!(allowed.contains(&name), "{name}");
            if !inside.ends_with('/') {
                open.push(name);
            }
        }
        assert!(open.is_empty());
    }
}

#[test]
fn no_word_for_a_colour_stands_in_two_groups_and_the_usual_ones_are_there() {
    let phrases: Vec<&str> = SYNONYMS.iter().flat_map(|group| group.split(", ")).collect();
    let distinct: BTreeSet<&str> = phrases.iter().copied().collect();
    assert_eq!(distinct.len(), phrases.len());
    assert!(SYNONYMS.iter().all(|group| group.split(", ").count() >= 2));
    for pair in [["navy", "blue"], ["grey", "gray"], ["green", "forest"]] {
        assert!(SYNONYMS.iter().any(|group| pair.iter().all(|word| group.split(", ").any(|other| other == *word))));
    }
    let labels: BTreeSet<String> = shop(1)
        .products
        .into_iter()
        .flat_map(|product| product.attributes)
        .filter(|attribute| attribute.key == "colour")
        .map(|attribute| attribute.label.to_lowercase())
        .collect();
    let known = labels.iter().filter(|label| distinct.contains(label.as_str())).count();
    assert!(known >= 8, "{labels:?}");
}
