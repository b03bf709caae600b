//! Texts in other languages: said by the manager, told to shoppers, field by field.

use domain::{
    catalog::{
        BrandForm, ListQuery, ProductFilter,
        view::{CollectionForm, ProductPageView, TextField, TextThing, WordRow},
    },
    kernel::{BrandId, Language, ProductId},
};
use services::{
    Shop,
    catalog::{
        CatalogError,
        admin::{self, ProductListQuery, brand, collection},
        history, job, read,
        texts::{self, TextsError, TextsInput},
    },
    db::Database,
    testing::{for_each_database, with_parts},
};

use sqlx::Row as _;

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
        let said = [(TextField::Title, "Tassen & Becher".to_owned()), (TextField::Description, "Alle.".to_owned())];
        texts::save_thing(&shop, &manager(), TextThing::Category(category), german(), &said).await.unwrap();
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
        let lacking = |language: Language| ProductFilter { untold: Some(language), ..ProductFilter::default() };
        assert_eq!(admin::count(&shop, &lacking(german())).await.unwrap(), 6, "a name alone is not enough");
        let row = texts::work(&shop, Some(german()), None).await.unwrap().rows;
        assert_eq!(row.iter().find(|row| row.product == mug).unwrap().missing, ["Description"]);
        say(&shop, mug, &[(TextField::Description, "<p>Ton</p>")], &[]).await;
        let work = texts::work(&shop, Some(german()), None).await.unwrap();
        assert_eq!((work.languages[0].incomplete, work.languages[1].incomplete), (5, 6));
        assert!(work.rows.iter().all(|row| row.product != mug));
        let list = admin::list(&shop, &ProductListQuery::of(lacking(german()))).await.unwrap();
        assert!(list.total == 5 && list.rows.iter().all(|row| row.id != mug));
        assert_eq!(admin::count(&shop, &lacking(Language::parse("fr").unwrap())).await.unwrap(), 6);
        let dashboard = services::order::admin::dashboard(&shop).await.unwrap();
        assert_eq!(dashboard.untold, [(german(), 5), (Language::parse("fr").unwrap(), 6)]);
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

#[tokio::test]
async fn a_collection_and_a_brand_are_told_in_the_language_with_fallback_field_by_field() {
    for_each_database(|database| async move {
        let shop = bilingual(database).await;
        let id = collection::create(&shop, &manager(), "Gifts", false).await.unwrap();
        let form = collection::sheet(&shop, id).await.unwrap().form;
        let form = CollectionForm {
            description: "For friends.".to_owned(),
            published: true,
            meta_title: "Buy gifts".to_owned(),
            ..form
        };
        collection::save(&shop, &manager(), form.clone()).await.unwrap();
        let told = read::collection(&shop, "gifts", &ListQuery::default()).await.unwrap();
        assert_eq!((told.name.as_str(), told.meta_title.as_str()), ("Gifts", "Buy gifts"));
        let said = [(TextField::Title, "Geschenke".to_owned()), (TextField::MetaDescription, "Kaufen.".to_owned())];
        texts::save_thing(&shop, &manager(), TextThing::Collection(id), german(), &said).await.unwrap();
        let brand = brand::list(&shop).await.unwrap()[0].id;
        let form = brand::form(&shop, brand).await.unwrap();
        let form = BrandForm { description: "Potters\nsince <1999>.".to_owned(), ..form };
        brand::save(&shop, &manager(), form).await.unwrap();
        let said = [(TextField::Description, "Töpfer seit 1999.".to_owned())];
        texts::save_thing(&shop, &manager(), TextThing::Brand(brand), german(), &said).await.unwrap();
        for restarted in [false, true] {
            if restarted {
                shop.shelf.reload().await.unwrap();
            }
            let abroad = shop.clone().in_language(Some(german()));
            let told = read::collection(&abroad, "gifts", &ListQuery::default()).await.unwrap();
            assert_eq!((told.name.as_str(), told.description.as_str()), ("Geschenke", "For friends."));
            assert_eq!((told.meta_title.as_str(), told.meta_description.as_str()), ("", "Kaufen."));
            let about = |page: &ProductPageView| page.rich_texts.last().unwrap().clone();
            let own = about(page(&shop, "mug-1").await.as_ref());
            assert_eq!((own.0.as_str(), own.1.as_str()), ("Marram", "<p>Potters</p><p>since &lt;1999&gt;.</p>"));
            assert_eq!(about(page(&abroad, "mug-1").await.as_ref()).1, "<p>Töpfer seit 1999.</p>");
        }
        let all = texts::things(&shop, german()).await.unwrap();
        let one = all.iter().find(|one| one.thing == TextThing::Collection(id)).unwrap();
        assert_eq!((one.texts[0].source.as_str(), one.texts[0].text.as_str()), ("Gifts", "Geschenke"));
        assert_eq!(one.texts[2].source, "Buy gifts");
        assert!(all.iter().any(|one| one.thing == TextThing::Brand(brand)));
        let gone = texts::save_thing(&shop, &manager(), TextThing::Brand(BrandId(1)), german(), &said).await;
        assert!(matches!(gone, Err(TextsError::Failed(CatalogError::NotFound))));
    })
    .await
    .unwrap();
}

#[tokio::test]
async fn words_of_attributes_and_names_of_categories_are_said_once_and_find_products_in_every_language() {
    for_each_database(|database| async move {
        let shop = bilingual(database).await;
        let all = texts::attribute_words(&shop, german()).await.unwrap();
        let colour = all.iter().find(|attribute| attribute.key == "colour").unwrap();
        let mut words = colour.words.clone();
        assert_eq!(colour.missing(), words.len());
        for row in &mut words {
            row.text = format!("{} auf Deutsch", row.word);
        }
        texts::save_words(&shop, &manager(), german(), &words).await.unwrap();
        let category = shop_category(&shop).await;
        let said = [(TextField::Title, "Tassen".to_owned())];
        texts::save_thing(&shop, &manager(), TextThing::Category(category), german(), &said).await.unwrap();
        let abroad = shop.clone().in_language(Some(german()));
        let list = read::category(&abroad, "mugs", &ListQuery::default()).await.unwrap().list;
        let facet = list.facets.iter().find(|facet| facet.key == "colour").unwrap();
        assert!(facet.label.ends_with(" auf Deutsch"), "{facet:?}");
        assert!(facet.values.iter().all(|value| value.label.ends_with(" auf Deutsch")), "{facet:?}");
        let mug = page(&shop, "mug-1").await.id;
        let documents = job::documents_of(&shop, &[mug]).await.unwrap();
        assert!(documents[0].attributes.iter().any(|word| word.ends_with(" auf Deutsch")), "{documents:?}");
        assert!(documents[0].categories.contains(&"Tassen".to_owned()), "{documents:?}");
        let suggested = read::suggest(&abroad, "tass").await.unwrap().categories;
        assert_eq!(suggested[0].name, "Tassen");
        assert_eq!(read::suggest(&shop, "mug").await.unwrap().categories[0].name, "mugs");
        let waiting = "SELECT COUNT(*) FROM outbox WHERE kind = 'search.index' AND payload LIKE '%\"texts\":true%'";
        let waiting: i64 = sqlx::query(waiting).fetch_one(shop.database.reader()).await.unwrap().get(0);
        assert_eq!(waiting, 2, "what searches find by these words is indexed anew");
        words.iter_mut().for_each(|row| row.text.clear());
        texts::save_words(&shop, &manager(), german(), &words).await.unwrap();
        let list = read::category(&abroad, "mugs", &ListQuery::default()).await.unwrap().list;
        assert!(list.facets.iter().all(|facet| !facet.label.contains("Deutsch")));
    })
    .await
    .unwrap();
}
