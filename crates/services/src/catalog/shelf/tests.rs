use std::{collections::BTreeMap, sync::Arc};

use domain::{
    catalog::{
        ListQuery, Sort,
        view::{FacetView, PriceRange, ProductListView, ProductTile},
    },
    kernel::{CategoryId, Currency, Money, ProductId, Timestamp},
};
use proptest::prelude::*;

use super::{
    entry::{Attribute, AttributeValue, Entry},
    index::{Index, Stock},
    list::PAGE_SIZE,
    tree::Category,
};

const NOW: Timestamp = Timestamp(1_795_000_000_000);
const MUGS: CategoryId = CategoryId(2);

/// What a test says of a product.
#[derive(Clone, Copy, Debug)]
struct Plan {
    price: i64,
    former: i64,
    colour: Option<&'static str>,
    sizes: &'static [&'static str],
    in_stock: bool,
    age_days: i64,
}

const PLAIN: Plan = Plan { price: 2_000, former: 0, colour: None, sizes: &[], in_stock: true, age_days: 100 };

fn value(key: &str, value: &str) -> Arc<AttributeValue> {
    let colour = if key == "colour" { "1f3a5f" } else { "" };
    Arc::new(AttributeValue {
        key: key.to_owned(),
        value: value.to_owned(),
        label: value.to_uppercase(),
        colour: colour.to_owned(),
    })
}

fn entry(id: i64, plan: Plan) -> Arc<Entry> {
    let price = Money::new(plan.price, Currency::EUR);
    let compare_at = (plan.former > plan.price).then(|| Money::new(plan.former, Currency::EUR));
    let mut attributes: Vec<Arc<AttributeValue>> = plan.colour.iter().map(|colour| value("colour", colour)).collect();
    attributes.extend(plan.sizes.iter().map(|size| value("size", size)));
    Arc::new(Entry {
        tile: ProductTile {
            id: ProductId(id),
            slug: format!("product-{id}"),
            title: format!("Product {id}"),
            fact: String::new(),
            price: PriceRange { from: price, to: price, compare_at },
            unit_price: None,
            pictures: Vec::new(),
            swatches: Vec::new(),
            is_new: false,
            in_stock: plan.in_stock,
            variant: None,
        },
        categories: vec![if id % 3 == 0 { CategoryId(1) } else { MUGS }],
        attributes,
        brand: "".into(),
        tags: "".into(),
        product_type: None,
        popularity: id % 7,
        created_at: NOW.plus(-plan.age_days * Timestamp::DAY).0,
        content: None,
        offers: Vec::new(),
    })
}

fn category(id: i64, parent: Option<i64>) -> Category {
    Category {
        id: CategoryId(id),
        parent: parent.map(CategoryId),
        slug: format!("category-{id}"),
        name: format!("Category {id}"),
        description: String::new(),
        picture: None,
    }
}

fn index(plans: &[Plan]) -> Index {
    let attribute =
        |key: &str| Attribute { key: key.to_owned(), label: key.to_owned(), facet: true, is_colour: key == "colour" };
    let entries = plans.iter().zip(1_i64..).map(|(plan, id)| (ProductId(id), entry(id, *plan)));
    let stock = Stock {
        entries: entries.collect::<BTreeMap<_, _>>(),
        categories: vec![category(1, None), category(2, Some(1)), category(3, None)],
        attributes: vec![attribute("colour"), attribute("size")],
        collections: Vec::new(),
    };
    Index::new(stock, NOW)
}

fn ask(index: &Index, pairs: &[(&str, &str)]) -> ProductListView {
    index.list(&index.everything(), &ListQuery::from_pairs(pairs.iter().copied()))
}

fn ids(list: &ProductListView) -> Vec<i64> {
    list.tiles.iter().map(|tile| tile.id.0).collect()
}

fn facet<'a>(list: &'a ProductListView, key: &str) -> &'a FacetView {
    list.facets.iter().find(|facet| facet.key == key).unwrap()
}

fn counts(list: &ProductListView, key: &str) -> Vec<(String, u32)> {
    facet(list, key).values.iter().map(|value| (value.value.clone(), value.count)).collect()
}

fn four() -> Index {
    index(&[
        Plan { colour: Some("cobalt"), sizes: &["a4"], price: 1_500, ..PLAIN },
        Plan { colour: Some("cobalt"), sizes: &["a5"], price: 2_500, in_stock: false, ..PLAIN },
        Plan { colour: Some("plum"), sizes: &["a5", "a4"], price: 4_500, former: 6_000, ..PLAIN },
        Plan { colour: Some("sand"), sizes: &["a3"], price: 12_000, age_days: 3, ..PLAIN },
    ])
}

#[test]
fn values_of_one_facet_add_up_and_facets_narrow_each_other() {
    let index = four();
    for (question, total) in [
        (&[][..], 4),
        (&[("colour", "cobalt")], 2),
        (&[("colour", "cobalt"), ("colour", "plum")], 3),
        (&[("colour", "cobalt,plum"), ("size", "a5")], 2),
        (&[("colour", "sand"), ("size", "a5")], 0),
        (&[("availability", "in-stock")], 3),
    ] {
        assert_eq!(ask(&index, question).total, total, "{question:?}");
    }
}

#[test]
fn a_count_says_what_one_would_see_with_the_value_and_all_other_facets() {
    let list = ask(&four(), &[("colour", "cobalt")]);
    let of =
        |pairs: &[(&str, u32)]| pairs.iter().map(|(value, count)| ((*value).to_owned(), *count)).collect::<Vec<_>>();
    assert_eq!(counts(&list, "colour"), of(&[("cobalt", 2), ("plum", 1), ("sand", 1)]));
    assert_eq!(counts(&list, "size"), of(&[("a3", 0), ("a4", 1), ("a5", 1)]));
    assert_eq!(counts(&list, "availability"), of(&[("in-stock", 1)]));
    assert!(facet(&list, "colour").values[0].chosen);
    assert_eq!(facet(&list, "colour").values[0].colour.as_deref(), Some("1f3a5f"));
}

#[test]
fn what_does_not_exist_is_left_out_of_the_question() {
    let list = ask(&four(), &[("colour", "nothing"), ("weather", "rain"), ("price", "17-23"), ("size", "a5,a9")]);
    assert_eq!(list.query.to_query_string(), "?size=a5");
    assert_eq!(list.total, 2);
}

#[test]
fn a_price_range_that_is_chosen_stays_on_the_list() {
    let list = ask(&four(), &[("price", "40-50")]);
    assert_eq!(ids(&list), [3]);
    assert!(facet(&list, "price").values.iter().any(|value| value.chosen && value.label == "€40–€50"));
}

#[test]
fn sold_out_products_stand_last_and_every_order_holds() {
    let index = four();
    assert_eq!(ids(&ask(&index, &[])).last(), Some(&2));
    assert_eq!(ids(&ask(&index, &[("sort", "price-up")])), [1, 2, 3, 4]);
    assert_eq!(ids(&ask(&index, &[("sort", "price-down")])), [4, 3, 2, 1]);
    assert_eq!(ids(&ask(&index, &[("sort", "newest")])).first(), Some(&4));
    let ranked = index.list(&index.found(&[ProductId(3), ProductId(99), ProductId(1)]), &ListQuery::default());
    assert_eq!(ids(&ranked), [3, 1]);
}

#[test]
fn the_sale_and_the_new_and_the_category_hold_what_they_say() {
    let index = four();
    assert_eq!(ids(&index.list(&index.on_sale(), &ListQuery::default())), [3]);
    assert!(index.entry(ProductId(4)).unwrap().tile.is_new);
    assert_eq!(index.home().0.new_count, 1);
    let category =
        |id: i64| index.in_category(CategoryId(id)).map(|base| index.list(&base, &ListQuery::default()).total);
    assert_eq!((category(1), category(2), category(3), category(9)), (Some(4), Some(3), Some(0), None));
    let menu = &index.menu;
    assert_eq!((menu.len(), menu[0].count, menu[0].children[0].count), (1, 4, 3));
    assert!(index.frame("Marram", "").has_sale);
}

#[test]
fn a_page_beyond_the_end_is_empty_with_the_right_counts() {
    let list = ask(&index(&[PLAIN; 30]), &[("page", "3")]);
    assert_eq!((list.tiles.len(), list.total, list.page_count), (0, 30, 2));
}

#[test]
fn an_empty_shop_has_an_empty_list() {
    let list = ask(&index(&[]), &[("sort", "price-up")]);
    assert_eq!((list.total, list.page_count, list.facets.len()), (0, 1, 0));
}

fn plan() -> impl Strategy<Value = Plan> {
    let colour = prop::option::of(prop::sample::select(vec!["cobalt", "plum", "sand"]));
    let sizes = prop::sample::select(vec![&[][..], &["a4"][..], &["a5"][..], &["a4", "a5"][..]]);
    (100_i64..20_000, 0_i64..20_000, colour, sizes, any::<bool>(), 0_i64..200).prop_map(
        |(price, former, colour, sizes, in_stock, age_days)| Plan { price, former, colour, sizes, in_stock, age_days },
    )
}

fn question() -> impl Strategy<Value = Vec<(&'static str, &'static str)>> {
    let pairs = vec![
        ("colour", "cobalt"),
        ("colour", "plum"),
        ("size", "a4"),
        ("size", "a5"),
        ("price", "0-50"),
        ("price", "50-100"),
        ("availability", "in-stock"),
    ];
    prop::sample::subsequence(pairs, 0..5)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn choosing_a_value_shows_as_many_as_its_count_said(plans in prop::collection::vec(plan(), 0..70), asked in question()) {
        let index = index(&plans);
        let list = ask(&index, &asked);
        for facet in &list.facets {
            for value in &facet.values {
                let mut query = list.query.clone();
                query.facets.insert(facet.key.clone(), vec![value.value.clone()]);
                let chosen = index.list(&index.everything(), &query);
                prop_assert_eq!(chosen.total, value.count, "{} = {}", facet.key, value.value);
            }
        }
    }

    #[test]
    fn the_pages_together_hold_every_product_once(plans in prop::collection::vec(plan(), 0..90), asked in question(), sort in 0_usize..5) {
        let index = index(&plans);
        let query = ListQuery::from_pairs(asked.iter().copied()).sorted(Sort::ALL[sort]);
        let first = index.list(&index.everything(), &query);
        let mut seen = Vec::new();
        for page in 1..=first.page_count {
            let tiles = ids(&index.list(&index.everything(), &query.on_page(page)));
            prop_assert!(page == first.page_count || tiles.len() == PAGE_SIZE as usize);
            seen.extend(tiles);
        }
        prop_assert_eq!(seen.len(), first.total as usize);
        seen.sort_unstable();
        seen.dedup();
        prop_assert_eq!(seen.len(), first.total as usize);
    }

    #[test]
    fn offered_price_ranges_part_the_list(plans in prop::collection::vec(plan(), 0..90)) {
        let list = ask(&index(&plans), &[]);
        if let Some(prices) = list.facets.iter().find(|facet| facet.key == "price") {
            prop_assert_eq!(prices.values.iter().map(|value| value.count).sum::<u32>(), list.total);
            prop_assert!(prices.values.len() <= 6);
            prop_assert!(prices.values.iter().all(|value| value.count > 0));
        }
    }
}
