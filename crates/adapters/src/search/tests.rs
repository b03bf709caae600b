use domain::kernel::ProductId;
use futures::StreamExt as _;
use services::port::{Search as _, SearchDocument, SearchDocuments, SearchError};

use super::*;

fn product(id: i64, title: &str, category: &str, tags: &[&str]) -> SearchDocument {
    SearchDocument {
        id,
        title: title.to_owned(),
        brand: "North Press".to_owned(),
        categories: vec![category.to_owned()],
        tags: tags.iter().map(|tag| (*tag).to_owned()).collect(),
        description: "Made in small runs, packed without plastic.".to_owned(),
        skus: vec![format!("NP-{id}-COB")],
        popularity: id,
        ..SearchDocument::default()
    }
}

/// In parts of two.
fn parts(documents: Vec<SearchDocument>) -> SearchDocuments<'static> {
    let parts: Vec<_> = documents.chunks(2).map(|part| Ok(part.to_vec())).collect();
    futures::stream::iter(parts).boxed()
}

async fn shop() -> ProductIndex {
    let index = ProductIndex::new();
    index
        .replace_all(parts(vec![
            product(1, "Tide mug, 350 ml", "Mugs", &["ceramic", "stoneware"]),
            product(2, "Harbour mug, 250 ml", "Mugs", &["ceramic", "stoneware"]),
            product(3, "Harbour at dawn", "Posters", &["risograph", "print"]),
            product(4, "Grid notebook A5", "Notebooks", &["paper"]),
            product(5, "Crème glass vase", "Vases", &["ceramic"]),
            product(6, "Mug tree", "Kitchen", &["wood"]),
        ]))
        .await
        .unwrap();
    index
}

async fn found(index: &ProductIndex, text: &str) -> Vec<i64> {
    index.find(&[text.to_owned()], 10).await.unwrap().into_iter().map(|product| product.0).collect()
}

#[tokio::test]
async fn typing_errors_are_forgiven() {
    let index = shop().await;
    for (text, wanted) in [
        ("cermaic mgu", vec![2, 1]),
        ("ceramic mugs", vec![2, 1]),
        ("CERAMIC  MUG", vec![2, 1]),
        ("harbor mug", vec![2]),
        ("notebok", vec![4]),
        ("risogrpah", vec![3]),
        ("creme", vec![5]),
        ("vases", vec![5]),
        ("350ml", vec![1]),
    ] {
        assert_eq!(found(&index, text).await, wanted, "{text}");
    }
}

#[tokio::test]
async fn a_word_in_the_name_counts_more_than_elsewhere() {
    let index = shop().await;
    assert_eq!(found(&index, "mug").await, [6, 2, 1]);
    assert_eq!(found(&index, "harbour").await, [3, 2]);
}

#[tokio::test]
async fn a_code_is_found_however_it_is_written() {
    let index = shop().await;
    for text in ["NP-4-COB", "np4cob", "np 4 cob"] {
        assert_eq!(found(&index, text).await.first(), Some(&4), "{text}");
    }
    let suggested = index.suggest(&["np-5".to_owned()], 3).await.unwrap();
    assert_eq!(suggested.first(), Some(&ProductId(5)));
}

#[tokio::test]
async fn one_found_word_is_better_than_nothing() {
    let index = shop().await;
    assert_eq!(found(&index, "purple mug").await, [6, 2, 1]);
    assert_eq!(found(&index, "xylophone").await, Vec::<i64>::new());
    assert_eq!(found(&index, "").await, Vec::<i64>::new());
    assert_eq!(found(&index, "?!*\"(").await, Vec::<i64>::new());
}

#[tokio::test]
async fn what_means_the_same_is_found_too_and_the_best_way_counts() {
    let index = shop().await;
    let ways = |ways: &[&str]| ways.iter().map(|way| (*way).to_owned()).collect::<Vec<_>>();
    let all = index.find(&ways(&["poster", "notebook"]), 10).await.unwrap();
    assert_eq!(all, [ProductId(4), ProductId(3)], "the notebook by its name, the poster by its category");
    let harbour = index.find(&ways(&["qqqq mug", "harbour mug"]), 10).await.unwrap();
    assert_eq!(harbour, [ProductId(2)], "what no product has asks for no mercy while another way finds something");
    assert_eq!(index.suggest(&ways(&["cup", "mug"]), 1).await.unwrap(), [ProductId(6)]);
}

#[tokio::test]
async fn suggestions_come_while_one_types() {
    let index = shop().await;
    for text in ["no", "note", "noteb", "notbo", "grid n"] {
        assert_eq!(index.suggest(&[text.to_owned()], 3).await.unwrap().first(), Some(&ProductId(4)), "{text}");
    }
}

#[tokio::test]
async fn other_words_are_offered_as_people_write_them() {
    let index = shop().await;
    assert_eq!(index.did_you_mean("cermaic mug").await.unwrap().as_deref(), Some("ceramic mug"));
    assert_eq!(index.did_you_mean("notbooks").await.unwrap().as_deref(), Some("notebooks"));
    assert_eq!(index.did_you_mean("ceramic mug").await.unwrap(), None);
    assert_eq!(index.did_you_mean("qqqqqq").await.unwrap(), None);
}

#[tokio::test]
async fn changes_are_found_and_what_is_gone_is_not() {
    let index = shop().await;
    index.update(vec![product(1, "Ebb cup", "Cups", &[])], vec![ProductId(2)]).await.unwrap();
    assert_eq!(found(&index, "ebb").await, [1]);
    assert_eq!(found(&index, "mug").await, [6]);
    assert_eq!(index.size(), Some(5));
    index.replace_all(parts(vec![product(9, "Lamp", "Lamps", &[])])).await.unwrap();
    assert_eq!((index.size(), found(&index, "ebb").await), (Some(1), vec![]));
}

#[tokio::test]
async fn products_that_end_in_a_failure_change_nothing() {
    let index = shop().await;
    let broken = futures::stream::iter([
        Ok(vec![product(9, "Lamp", "Lamps", &[])]),
        Err(SearchError("the database is gone".to_owned())),
    ]);
    assert!(index.replace_all(broken.boxed()).await.is_err());
    assert_eq!((index.size(), found(&index, "lamp").await), (Some(6), vec![]));
    index.update(vec![product(9, "Lamp", "Lamps", &[])], Vec::new()).await.unwrap();
    assert_eq!(found(&index, "lamp").await, [9]);
}

#[tokio::test]
async fn an_update_waits_for_the_index_that_is_being_built() {
    let index = Arc::new(ProductIndex::new());
    index.update(vec![product(9, "Lamp", "Lamps", &[])], Vec::new()).await.unwrap();
    assert_eq!(index.size(), None);
    let (send, receive) = futures::channel::mpsc::unbounded();
    let building = tokio::spawn({
        let index = Arc::clone(&index);
        async move { index.replace_all(receive.boxed()).await.unwrap() }
    });
    send.unbounded_send(Ok(vec![product(9, "Lamp", "Lamps", &[])])).unwrap();
    tokio::task::yield_now().await;
    let updating = tokio::spawn({
        let index = Arc::clone(&index);
        async move { index.update(vec![product(9, "Light", "Lamps", &[])], Vec::new()).await.unwrap() }
    });
    tokio::task::yield_now().await;
    drop(send);
    building.await.unwrap();
    updating.await.unwrap();
    assert_eq!(found(&index, "light").await, [9]);
}

#[tokio::test]
async fn a_question_waits_for_the_index() {
    let index = Arc::new(ProductIndex::new());
    assert_eq!(index.size(), None);
    let asking = tokio::spawn({
        let index = Arc::clone(&index);
        async move { index.find(&["lamp".to_owned()], 5).await.unwrap() }
    });
    tokio::task::yield_now().await;
    index.replace_all(parts(vec![product(9, "Lamp", "Lamps", &[])])).await.unwrap();
    assert_eq!(asking.await.unwrap(), [ProductId(9)]);
}

#[tokio::test]
async fn f52_a_question_of_many_words_is_answered_in_bounded_time() {
    let index = shop().await;
    let text = "cermaic ".repeat(20_000);
    let started = std::time::Instant::now();
    assert!(!found(&index, &text).await.is_empty());
    assert!(started.elapsed().as_secs() < 2);
}
