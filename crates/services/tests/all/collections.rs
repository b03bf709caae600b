//! Collections by hand and by rule, what goes with a product, and options that make variants.

use domain::{
    catalog::{Condition, ListQuery, OptionEdit, Rule, Sort, ValueEdit},
    kernel::{CollectionId, Slug},
};
use services::{
    Shop,
    catalog::{
        CatalogError,
        admin::{
            self, ModelError, collection,
            options::{self},
            picks::{self, Place},
        },
        read,
    },
    redirect,
    testing::for_each_database,
};

use crate::catalog::{filled, manager, page};

async fn shown(shop: &Shop, slug: &str) -> Vec<String> {
    let page = read::collection(shop, slug, &ListQuery::default()).await.unwrap();
    page.list.tiles.into_iter().map(|tile| tile.slug).collect()
}

async fn publish(shop: &Shop, id: CollectionId, rule: Rule, sort: Sort) {
    let mut form = collection::sheet(shop, id).await.unwrap().form;
    (form.published, form.rule, form.sort) = (true, rule, sort);
    collection::save(shop, &manager(), form).await.unwrap();
}

fn words(error: ModelError) -> String {
    match error {
        ModelError::Fields(fields) => fields.into_iter().map(|(_, words)| words).collect::<Vec<_>>().join(" "),
        error => error.to_string(),
    }
}

#[tokio::test]
async fn a_rule_fills_a_collection_and_follows_what_products_become() {
    for_each_database(|database| async move {
        let shop = filled(database).await;
        let id = collection::create(&shop, &manager(), "Cobalt blue", true).await.unwrap();
        let missing = read::collection(&shop, "cobalt-blue", &ListQuery::default()).await;
        assert!(matches!(missing, Err(CatalogError::NotFound)), "nobody sees a new collection");
        let cobalt = Condition::Attribute { key: "colour".to_owned(), value: "cobalt".to_owned() };
        let rule = Rule { any: false, conditions: vec![cobalt, Condition::InStock, Condition::NewSince(40)] };
        let matches = collection::matches(&shop, &rule, Sort::Newest).await.unwrap();
        assert_eq!((matches.total, matches.first[0].title.as_str()), (2, "Mug 1"));
        publish(&shop, id, rule, Sort::Newest).await;
        assert_eq!(shown(&shop, "cobalt-blue").await, ["mug-1", "mug-3"]);
        assert!(read::is_page(&shop, "/collections/cobalt-blue"));

        let mug = page(&shop, "mug-3").await.id;
        admin::set_published(&shop, &manager(), mug, false).await.unwrap();
        assert_eq!(shown(&shop, "cobalt-blue").await, ["mug-1"], "what is hidden leaves it at once");
        assert_eq!(collection::list(&shop).await.unwrap()[0].products, 1);
        let plum = ListQuery::from_pairs([("colour", "plum")]);
        let page = read::collection(&shop, "cobalt-blue", &plum).await.unwrap();
        assert_eq!(page.list.total, 0, "facets narrow it as they do a category");
    })
    .await
    .unwrap();
}

#[tokio::test]
async fn categories_count_with_what_is_below_them_and_any_means_one_condition() {
    for_each_database(|database| async move {
        let shop = filled(database).await;
        let kitchen = admin::sheet(&shop, page(&shop, "mug-1").await.id).await.unwrap().choices.categories[0].0;
        let total = async |any: bool, conditions: Vec<Condition>| {
            collection::matches(&shop, &Rule { any, conditions }, Sort::default()).await.unwrap().total
        };
        assert_eq!(total(false, vec![Condition::Category(kitchen)]).await, 6);
        assert_eq!(total(false, vec![Condition::SoldOut]).await, 1);
        assert_eq!(total(true, vec![Condition::SoldOut, Condition::Reduced]).await, 2);
        assert_eq!(total(false, vec![Condition::PriceFrom(2_400), Condition::PriceTo(2_400)]).await, 6);
        assert_eq!(total(false, vec![Condition::Tag("Cup".to_owned())]).await, 6);
        assert_eq!(total(false, Vec::new()).await, 0);
    })
    .await
    .unwrap();
}

#[tokio::test]
async fn a_collection_by_hand_keeps_the_order_of_the_hand() {
    for_each_database(|database| async move {
        let shop = filled(database).await;
        let actor = manager();
        let id = collection::create(&shop, &actor, "Gifts", false).await.unwrap();
        let place = Place::Collection(id);
        for words in ["mug-5", "SKU-2-0", "mug 1"] {
            picks::add_named(&shop, &actor, place, words).await.unwrap();
        }
        publish(&shop, id, Rule::default(), Sort::Relevance).await;
        assert_eq!(shown(&shop, "gifts").await, ["mug-5", "mug-2", "mug-1"]);
        let picked = picks::list(&shop, place).await.unwrap();
        picks::put(&shop, &actor, place, picked[2].id, 0).await.unwrap();
        picks::remove(&shop, &actor, place, picked[0].id).await.unwrap();
        assert_eq!(shown(&shop, "gifts").await, ["mug-1", "mug-2"]);
        picks::add(&shop, &actor, place, picked[0].id, Some(1)).await.unwrap();
        picks::add(&shop, &actor, place, picked[0].id, None).await.unwrap();
        assert_eq!(shown(&shop, "gifts").await, ["mug-1", "mug-5", "mug-2"], "undone, and never twice");
        let nothing = picks::add_named(&shop, &actor, place, "Lamp").await.unwrap_err();
        assert_eq!(words(nothing), "No product is called “Lamp”.");
    })
    .await
    .unwrap();
}

#[tokio::test]
async fn an_old_address_of_a_collection_leads_to_it_and_back() {
    for_each_database(|database| async move {
        let shop = filled(database).await;
        let id = collection::create(&shop, &manager(), "Gifts", false).await.unwrap();
        let other = collection::create(&shop, &manager(), "Gifts", false).await.unwrap();
        let rename = async |slug: &str| {
            let mut form = collection::sheet(&shop, id).await.unwrap().form;
            form.slug = Slug::parse(slug).unwrap();
            collection::save(&shop, &manager(), form).await
        };
        let leads = async |path: &str| redirect::read::target(&shop, path, "").await.unwrap();
        rename("presents").await.unwrap();
        assert_eq!(leads("/collections/gifts").await.as_deref(), Some("/collections/presents"));
        rename("gifts").await.unwrap();
        assert_eq!(leads("/collections/gifts").await, None, "no ring");
        assert_eq!(leads("/collections/presents").await.as_deref(), Some("/collections/gifts"));
        let taken = collection::sheet(&shop, other).await.unwrap().form.slug;
        assert_eq!(words(rename(taken.as_str()).await.unwrap_err()), "Another collection has this address.");
        collection::remove(&shop, &manager(), id).await.unwrap();
        assert_eq!(leads("/collections/presents").await, None);
    })
    .await
    .unwrap();
}

#[tokio::test]
async fn what_goes_with_a_product_is_what_the_manager_picked_else_its_category() {
    for_each_database(|database| async move {
        let shop = filled(database).await;
        let mug = page(&shop, "mug-2").await;
        assert_eq!(mug.related.len(), 4, "of the same category");
        let place = Place::Related(mug.id);
        picks::add_named(&shop, &manager(), place, "mug-6").await.unwrap();
        picks::add_named(&shop, &manager(), place, "mug-2").await.unwrap();
        let related: Vec<_> = page(&shop, "mug-2").await.related.iter().map(|tile| tile.slug.clone()).collect();
        assert_eq!(related, ["mug-6"], "nothing goes with itself");
        let gone = picks::add_named(&shop, &manager(), Place::Related(domain::kernel::ProductId(7)), "mug-6").await;
        assert!(matches!(gone, Err(ModelError::NotFound)));
    })
    .await
    .unwrap();
}

fn value(before: Option<usize>, label: &str) -> ValueEdit {
    ValueEdit { before, label: label.to_owned() }
}

#[tokio::test]
async fn options_make_variants_that_come_back_with_their_sku_and_stock() {
    for_each_database(|database| async move {
        let shop = filled(database).await;
        let (actor, id) = (manager(), page(&shop, "mug-1").await.id);
        let sheet = options::sheet(&shop, id).await.unwrap();
        assert_eq!((sheet.variants, sheet.missing, sheet.options[0].name.as_str()), (2, 0, "Glaze"));
        let glaze = |values: Vec<ValueEdit>| OptionEdit { before: Some(0), name: "Glaze".to_owned(), values };
        let only_sand = vec![glaze(vec![value(Some(1), "Dune sand")])];
        let plan = options::plan(&shop, id, &only_sand).await.unwrap();
        assert_eq!((plan.kept.len(), plan.retired.len()), (1, 1));
        options::save(&shop, &actor, (id, sheet.version), only_sand, false).await.unwrap();
        let shown = page(&shop, "mug-1").await;
        assert_eq!((shown.variants.len(), shown.variants[0].sku.as_str()), (1, "SKU-1-1"));
        assert_eq!(shown.options[0].values[0].label, "Dune sand");
        let stale = options::save(&shop, &actor, (id, sheet.version), Vec::new(), false).await;
        assert!(matches!(stale, Err(ModelError::Conflict)));

        let size =
            OptionEdit { before: None, name: "Size".to_owned(), values: vec![value(None, "S"), value(None, "L")] };
        let both = vec![glaze(vec![value(Some(0), "Dune sand"), value(None, "Sea")]), size];
        let version = options::sheet(&shop, id).await.unwrap().version;
        options::save(&shop, &actor, (id, version), both, true).await.unwrap();
        let form = admin::form(&shop, id).await.unwrap();
        let told: Vec<_> = form.variants.iter().map(|variant| (variant.title.as_str(), variant.sku.as_str())).collect();
        assert_eq!(told[0], ("Dune sand / S", "SKU-1-1"));
        assert_eq!(told.len(), 4);
        assert!(told.iter().all(|(_, sku)| sku.starts_with("SKU-1-1")), "{told:?}");
        assert_eq!(form.variants[1].price, form.variants[0].price, "a new variant is sold on the terms of the first");
        assert_eq!(form.variants[1].on_hand, 0);

        let glaze_again = vec![OptionEdit {
            before: Some(0),
            name: "Glaze".to_owned(),
            values: vec![value(Some(0), "Dune sand"), value(Some(1), "Sea")],
        }];
        let version = options::sheet(&shop, id).await.unwrap().version;
        options::save(&shop, &actor, (id, version), glaze_again.clone(), false).await.unwrap();
        let only = vec![OptionEdit { values: vec![value(Some(0), "Dune sand")], ..glaze_again[0].clone() }];
        let version = options::sheet(&shop, id).await.unwrap().version;
        options::save(&shop, &actor, (id, version), only, false).await.unwrap();
        let back = vec![glaze(vec![value(Some(0), "Dune sand"), value(None, "Sea")])];
        let version = options::sheet(&shop, id).await.unwrap().version;
        let before: i64 = variant_count(&shop).await;
        options::save(&shop, &actor, (id, version), back, true).await.unwrap();
        assert_eq!(variant_count(&shop).await, before, "what was sold before comes back instead of being made anew");
        assert_eq!(page(&shop, "mug-1").await.variants.len(), 2);
    })
    .await
    .unwrap();
}

async fn variant_count(shop: &Shop) -> i64 {
    use sqlx::Row as _;
    let statement = "SELECT COUNT(*) FROM variant";
    sqlx::query(statement).fetch_one(shop.database.reader()).await.unwrap().try_get(0).unwrap()
}

#[tokio::test]
async fn two_hundred_and_fifty_variants_are_made_and_saved_in_one_form() {
    for_each_database(|database| async move {
        let shop = filled(database).await;
        let (actor, id) = (manager(), page(&shop, "mug-1").await.id);
        let many = |count: usize| (0..count).map(|number| value(None, &format!("v{number}"))).collect::<Vec<_>>();
        let option = |name: &str, values| OptionEdit { before: None, name: name.to_owned(), values };
        let too_many = vec![option("A", many(126)), option("B", many(2))];
        let version = options::sheet(&shop, id).await.unwrap().version;
        let refused = options::save(&shop, &actor, (id, version), too_many, true).await.unwrap_err();
        assert_eq!(words(refused), "These options make 252 variants; 250 fit. Take away some values.");
        let edits = vec![option("A", many(25)), option("B", many(5)), option("C", many(2))];
        options::save(&shop, &actor, (id, version), edits, true).await.unwrap();
        let mut form = admin::form(&shop, id).await.unwrap();
        assert_eq!(form.variants.len(), 250);
        for variant in &mut form.variants {
            variant.price.minor += 100;
            variant.on_hand = 3;
        }
        let saved = admin::save(&shop, &actor, form).await.unwrap();
        assert!(saved.variants.iter().all(|variant| variant.on_hand == 3));
        assert_eq!(page(&shop, "mug-1").await.variants.len(), 250);
    })
    .await
    .unwrap();
}
