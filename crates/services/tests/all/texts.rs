//! Texts in other languages: said by the manager, told to shoppers, field by field.

use domain::{
    catalog::{
        ListQuery,
        view::{TextField, WordRow},
    },
    kernel::{Language, ProductId},
};
use services::{
    Shop,
    catalog::{
        CatalogError, admin, history, job, read,
        texts::{self, TextsError, TextsInput},
    },
    db::Database,
    testing::{for_each_database, with_parts},
};

use crate::catalog::{filled, manager, page};

fn german() -> Language {
    Language::parse("de").unwrap()
}

async fn bilingual(database: Database) -> Shop {
    let shop = filled(database).await;
    with_parts(&shop, |parts| {
        let mut settings = parts.settings.as_ref().clone();
        settings.languages = vec![german(), Language::parse("fr").unwrap()];
        parts.settings = settings.into();
    })
}

async fn say(shop: &Shop, product: ProductId, texts: &[(TextField, &str)], words: &[(&str, &str)]) {
    let input = TextsInput {
        texts: texts.iter().map(|(field, text)| (*field, (*text).to_owned())).collect(),
        words: words
            .iter()
            .map(|(word, text)| WordRow { word: (*word).to_owned(), text: (*text).to_owned() })
            .collect(),
    };
    texts::save_product(shop, &manager(), product, german(), &input).await.unwrap();
}

#[tokio::test]
async fn a_page_is_told_in_the_language_and_falls_back_field_by_field() {
    for_each_database(|database| async move {
        let shop = bilingual(database).await;
        let abroad = shop.clone().in_language(Some(german()));
        let mug = page(&shop, "mug-1").await.id;
        let before = page(&abroad, "mug-1").await;
        assert_eq!((before.title.as_str(), before.options[0].name.as_str()), ("Mug 1", "Glaze"));
        say(
            &shop,
            mug,
            &[(TextField::Title, "Becher 1"), (TextField::Description, "<p>Von Hand.<script>x</script></p>")],
            &[("Glaze", "Glasur"), ("Sea", "Meer"), ("Colour", "Farbe")],
        )
        .await;
        let told = page(&abroad, "mug-1").await;
        assert_eq!((told.title.as_str(), told.fact.as_str()), ("Becher 1", "Stoneware"));
        assert_eq!(told.description_html, "<p>Von Hand.</p>");
        assert_eq!(told.meta_description, "Von Hand.");
        let option = &told.options[0];
        let values: Vec<&str> = option.values.iter().map(|value| value.label.as_str()).collect();
        assert_eq!((option.name.as_str(), values), ("Glasur", vec!["Meer", "Sand"]));
        assert_eq!(told.details[0].0, "Farbe");
        // A word is said once for all products; the name is not.
        let other = page(&abroad, "mug-2").await;
        assert_eq!((other.title.as_str(), other.options[0].name.as_str()), ("Mug 2", "Glasur"));
        assert_eq!(page(&shop, "mug-1").await.title, "Mug 1");
        let french = shop.clone().in_language(Language::parse("fr"));
        assert_eq!(page(&french, "mug-1").await.title, "Mug 1");
    })
    .await
    .unwrap();
}

#[tokio::test]
async fn lists_menus_facets_and_suggestions_are_told_in_the_language_after_a_restart_too() {
    for_each_database(|database| async move {
        let shop = bilingual(database).await;
        let mug = page(&shop, "mug-1").await.id;
        say(&shop, mug, &[(TextField::Title, "Becher"), (TextField::Fact, "Steinzeug")], &[("COBALT", "Kobalt")]).await;
        let category = shop_category(&shop).await;
        texts::save_category(&shop, &manager(), category, german(), "Tassen & Becher", "Alle.").await.unwrap();
        for restarted in [false, true] {
            if restarted {
                shop.shelf.reload().await.unwrap();
            }
            let abroad = shop.clone().in_language(Some(german()));
            let list = read::category(&abroad, "mugs", &ListQuery::default()).await.unwrap();
            assert_eq!((list.path[1].name.as_str(), list.description.as_str()), ("Tassen & Becher", "Alle."));
            let tile = list.list.tiles.iter().find(|tile| tile.id == mug).unwrap();
            assert_eq!((tile.title.as_str(), tile.fact.as_str()), ("Becher", "Steinzeug"));
            let colours = list.list.facets.iter().find(|facet| facet.key == "colour").unwrap();
            assert!(colours.values.iter().any(|value| value.label == "Kobalt" && value.value == "cobalt"));
            assert_eq!(read::frame(&abroad).await.unwrap().menu[0].children[0].name, "Tassen & Becher");
            let own = read::category(&shop, "mugs", &ListQuery::default()).await.unwrap();
            assert_eq!((own.path[1].name.as_str(), own.description.as_str()), ("mugs", "All mugs."));
        }
    })
    .await
    .unwrap();
}

async fn shop_category(shop: &Shop) -> domain::kernel::CategoryId {
    read::category(shop, "mugs", &ListQuery::default()).await.unwrap().path[1].id
}

#[tokio::test]
async fn the_words_of_every_language_find_a_product() {
    for_each_database(|database| async move {
        let shop = bilingual(database).await;
        let mug = page(&shop, "mug-1").await.id;
        say(&shop, mug, &[(TextField::Title, "Becher"), (TextField::Description, "<p>Aus Ton.</p>")], &[]).await;
        let documents = job::documents_of(&shop, &[mug]).await.unwrap();
        assert!(documents[0].tags.contains(&"Becher".to_owned()), "{documents:?}");
        assert!(documents[0].description.contains("Aus Ton."));
        assert_eq!(documents[0].title, "Mug 1");
    })
    .await
    .unwrap();
}

#[tokio::test]
async fn the_score_of_a_language_says_what_is_missing_and_the_list_shows_who() {
    for_each_database(|database| async move {
        let shop = bilingual(database).await;
        let mug = page(&shop, "mug-1").await.id;
        let work = texts::work(&shop, Some(german()), None).await.unwrap();
        assert_eq!((work.languages[0].products, work.languages[0].incomplete, work.rows.len()), (6, 6, 6));
        say(&shop, mug, &[(TextField::Title, "Becher")], &[]).await;
        let view = texts::of_product(&shop, mug, german()).await.unwrap();
        assert_eq!(view.scores[0].missing, ["fact", "description_html", "words"]);
        assert_eq!((view.scores[0].score, view.scores[1].score), (38, 0));
        let row = texts::work(&shop, Some(german()), None).await.unwrap().rows;
        assert_eq!(row.iter().find(|row| row.product == mug).unwrap().missing, ["Description"]);
        say(&shop, mug, &[(TextField::Description, "<p>Ton</p>")], &[]).await;
        let work = texts::work(&shop, Some(german()), None).await.unwrap();
        assert_eq!((work.languages[0].incomplete, work.languages[1].incomplete), (5, 6));
        assert!(work.rows.iter().all(|row| row.product != mug));
    })
    .await
    .unwrap();
}

#[tokio::test]
async fn a_text_is_taken_back_by_emptying_it_and_restored_with_its_version() {
    for_each_database(|database| async move {
        let shop = bilingual(database).await;
        let abroad = shop.clone().in_language(Some(german()));
        let mug = page(&shop, "mug-1").await.id;
        say(&shop, mug, &[(TextField::Title, "Becher")], &[]).await;
        say(&shop, mug, &[(TextField::Title, " ")], &[]).await;
        assert_eq!(page(&abroad, "mug-1").await.title, "Mug 1");
        let versions = history::read(&shop, mug, None).await.unwrap().versions;
        assert_eq!(versions[0].changes[0].label, "German · Name");
        assert_eq!((versions[0].changes[0].old.as_str(), versions[0].changes[0].new.as_str()), ("Becher", ""));
        history::restore(&shop, &manager(), mug, Some(versions[1].id)).await.unwrap();
        assert_eq!(page(&abroad, "mug-1").await.title, "Becher");
        assert_eq!(admin::form(&shop, mug).await.unwrap().title, "Mug 1");
    })
    .await
    .unwrap();
}

#[tokio::test]
async fn search_engines_get_texts_of_their_own_in_every_language() {
    for_each_database(|database| async move {
        let shop = bilingual(database).await;
        let mug = page(&shop, "mug-1").await.id;
        let own = TextsInput {
            texts: vec![(TextField::MetaTitle, "Buy a mug".to_owned()), (TextField::Title, "no".to_owned())],
            words: Vec::new(),
        };
        texts::save_product(&shop, &manager(), mug, Language::ENGLISH, &own).await.unwrap();
        let told = page(&shop, "mug-1").await;
        assert_eq!((told.meta_title.as_str(), told.title.as_str()), ("Buy a mug", "Mug 1"));
        let abroad = shop.clone().in_language(Some(german()));
        assert_eq!(page(&abroad, "mug-1").await.meta_title, "");
        say(&shop, mug, &[(TextField::MetaTitle, "Becher kaufen")], &[]).await;
        assert_eq!(page(&abroad, "mug-1").await.meta_title, "Becher kaufen");
    })
    .await
    .unwrap();
}

#[tokio::test]
async fn a_language_that_the_shop_does_not_speak_and_a_text_that_is_too_long_are_refused() {
    for_each_database(|database| async move {
        let shop = bilingual(database).await;
        let mug = page(&shop, "mug-1").await.id;
        let input = TextsInput { texts: vec![(TextField::Title, "x".repeat(201))], words: Vec::new() };
        let long = texts::save_product(&shop, &manager(), mug, german(), &input).await;
        assert!(matches!(long, Err(TextsError::TooLong { most: 200, .. })));
        let polish = Language::parse("pl").unwrap();
        let unknown = texts::save_product(&shop, &manager(), mug, polish, &TextsInput::default()).await;
        assert!(matches!(unknown, Err(TextsError::Failed(CatalogError::NotFound))));
        let nobody = texts::save_product(&shop, &manager(), ProductId(1), german(), &TextsInput::default()).await;
        assert!(matches!(nobody, Err(TextsError::Failed(CatalogError::NotFound))));
        assert!(shop.clone().in_language(Some(polish)).language().is_none());
    })
    .await
    .unwrap();
}
