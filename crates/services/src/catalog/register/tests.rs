use domain::catalog::{
    ProductFilter, ProductOrder, ProductSort,
    register::{Place, Turn},
};

use super::{
    entry::{Entry, NO_PRICE, Words},
    index::{Bounds, Index, Stretch},
};

/// Products 1 to `count`, of which each third is published, in a pile of seven prices.
fn index(count: i64) -> Index {
    let mut words = Words::default();
    let entries = (1..=count).map(|id| entry(id, &mut words)).collect();
    Index::new(entries, words)
}

fn entry(id: i64, words: &mut Words) -> Entry {
    Entry {
        id,
        title: format!("mug {id}").into(),
        brand: "".into(),
        text: format!("mug {id}\nsku-{id}").into(),
        published: id % 3 == 0,
        price: if id % 7 == 0 { NO_PRICE } else { id % 7 * 100 },
        available: id % 5,
        fewest: if id % 2 == 0 { id % 5 } else { i64::MAX },
        sellable: id % 5 > 0,
        variants: 1,
        told: 0,
        completeness: id % 101,
        updated_at: id,
        brand_word: words.number(if id % 2 == 0 { "Dune" } else { "Marram" }),
        tags: [words.number("gift")].into(),
        categories: [id % 4].into(),
    }
}

fn ids(stretch: &Stretch) -> Vec<i64> {
    stretch.products.iter().map(|id| id.0).collect()
}

/// Walks through all pages and back again, and gives what was seen on the way there.
fn walk(index: &Index, filter: &ProductFilter, order: ProductOrder) -> Vec<i64> {
    let bounds = Bounds::default();
    let ask = |turn: &Turn| index.stretch(filter, &bounds, order, turn, 7);
    let (mut seen, mut pages, mut turn) = (Vec::new(), Vec::new(), Turn::First);
    loop {
        let stretch = ask(&turn);
        let Some((_, last)) = stretch.ends.clone() else { break };
        assert_eq!(stretch.before, seen.len(), "{order:?}");
        seen.extend(ids(&stretch));
        pages.push(stretch);
        turn = Turn::After(last);
    }
    for window in pages.windows(2).rev() {
        let (first, _) = window[1].ends.clone().unwrap();
        assert_eq!(ids(&ask(&Turn::Before(first))), ids(&window[0]), "back from page to page in {order:?}");
    }
    seen
}

#[test]
fn every_order_shows_every_product_once_from_page_to_page_and_back() {
    let index = index(100);
    for sort in ProductSort::ALL {
        for descending in [false, true] {
            let mut seen = walk(&index, &ProductFilter::default(), ProductOrder { sort, descending });
            seen.sort_unstable();
            assert_eq!(seen, (1..=100).collect::<Vec<_>>(), "{sort:?}");
        }
    }
}

#[test]
fn a_filter_counts_and_pages_only_what_passes() {
    let index = index(100);
    let filter = ProductFilter { published: Some(true), brand: "dune".to_owned(), ..ProductFilter::default() };
    let seen = walk(&index, &filter, ProductOrder { sort: ProductSort::Price, descending: false });
    assert_eq!(seen.len(), 16, "each sixth of a hundred");
    let filter = ProductFilter { brand: "nobody's".to_owned(), ..filter };
    assert_eq!(index.stretch(&filter, &Bounds::default(), ProductOrder::default(), &Turn::First, 7).total, 0);
    let filter = ProductFilter { text: "SKU-77".to_owned(), ..ProductFilter::default() };
    assert_eq!(walk(&index, &filter, ProductOrder::default()), [77]);
}

#[test]
fn prices_have_bounds_and_what_has_no_price_is_outside_of_them() {
    let index = index(70);
    let bounds = Bounds { price_from: Some(200), price_to: Some(300), ..Bounds::default() };
    let stretch = index.stretch(&ProductFilter::default(), &bounds, ProductOrder::default(), &Turn::First, 100);
    assert_eq!(stretch.total, 20);
    let bounds = Bounds { price_to: Some(300), ..Bounds::default() };
    assert_eq!(index.all(&ProductFilter::default(), &bounds).len(), 30);
}

#[test]
fn a_changed_product_moves_and_a_place_stays_right_when_its_product_is_gone() {
    let mut index = index(30);
    let rising = ProductOrder { sort: ProductSort::Price, descending: false };
    let ask =
        |index: &Index, turn: &Turn| index.stretch(&ProductFilter::default(), &Bounds::default(), rising, turn, 5);
    let (_, last) = ask(&index, &Turn::First).ends.unwrap();
    let next = ids(&ask(&index, &Turn::After(last.clone())));
    let mut words = Words::default();
    let mut dearer = entry(15, &mut words);
    dearer.price = 9_999;
    let dearer = index.translate(vec![dearer], &words);
    index.change(dearer, [last.id].into_iter());
    assert_eq!(
        ids(&ask(&index, &Turn::After(last))),
        next.into_iter().filter(|id| *id != 15).chain([9]).take(5).collect::<Vec<_>>()
    );
    let all = walk(&index, &ProductFilter::default(), rising);
    assert_eq!((all.len(), all.last()), (29, Some(&15)));
    assert_eq!(index.words_in_use().brands.iter().map(|(_, count)| count).sum::<u32>(), 29);
}

#[test]
fn a_place_that_nobody_can_have_is_no_surprise() {
    let index = index(10);
    for number in [i64::MIN, 0, i64::MAX] {
        let place = Place { number, words: "x".to_owned(), id: 0 };
        for turn in [Turn::After(place.clone()), Turn::Before(place)] {
            assert!(
                index.stretch(&ProductFilter::default(), &Bounds::default(), ProductOrder::default(), &turn, 5).total
                    == 10
            );
        }
    }
}
