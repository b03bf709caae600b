//! What the manager says of the search, and what is remembered of searches.

use domain::{
    catalog::ListQuery,
    kernel::{CategoryId, ProductId},
    search::Action,
};
use services::{
    Shop,
    catalog::{job as catalog_job, read},
    db::Database,
    demo,
    search::{
        SearchRuleError, job,
        read::{desk, report},
        write::{Subject, add_rule, add_synonym, remove_rule, remove_synonym},
    },
    testing::for_each_database,
};
use sqlx::Row as _;

use crate::catalog::{filled, manager, page};

async fn found(shop: &Shop, text: &str) -> Vec<String> {
    let query = ListQuery { text: text.to_owned(), ..ListQuery::default() };
    let list = read::search(shop, &query).await.unwrap().list;
    list.tiles.into_iter().map(|tile| tile.slug).collect()
}

async fn suggested(shop: &Shop, text: &str) -> Vec<String> {
    read::suggest(shop, text).await.unwrap().products.into_iter().map(|product| product.slug).collect()
}

async fn id(shop: &Shop, slug: &str) -> ProductId {
    page(shop, slug).await.id
}

async fn category(shop: &Shop, slug: &str) -> CategoryId {
    let row = sqlx::query("SELECT id FROM category WHERE slug = $1").bind(slug.to_owned());
    CategoryId(row.fetch_one(shop.database.reader()).await.unwrap().get(0))
}

#[tokio::test]
async fn rules_show_with_the_next_search_and_are_gone_with_the_next_when_removed() {
    for_each_database(|database: Database| async move {
        let shop = filled(database).await;
        let before = found(&shop, "mug").await;
        assert!(before.len() >= 5, "{before:?}");
        let (last, second) = (before[before.len() - 1].clone(), before[1].clone());
        add_rule(&shop, &manager(), "MUGS", Action::Pin, Subject::Product(id(&shop, &last).await)).await.unwrap();
        add_rule(&shop, &manager(), "mug", Action::Hide, Subject::Product(id(&shop, &second).await)).await.unwrap();
        let after = found(&shop, "mug").await;
        assert_eq!(after.first(), Some(&last), "{after:?}");
        assert!(!after.contains(&second) && after.len() == before.len() - 1);
        assert!(!suggested(&shop, "mug").await.contains(&second));
        assert!(found(&shop, "mug 2").await.iter().chain(&found(&shop, "").await).any(|slug| *slug == second));
        let rules = desk(&shop, "mugs").await.unwrap().rules;
        assert_eq!(rules.len(), 2);
        for rule in rules {
            remove_rule(&shop, &manager(), rule.id).await.unwrap();
        }
        assert_eq!(found(&shop, "mug").await, before);
    })
    .await
    .unwrap();
}

#[tokio::test]
async fn what_is_said_of_a_product_again_takes_the_place_of_what_was_said() {
    for_each_database(|database: Database| async move {
        let shop = filled(database).await;
        for action in [Action::Hide, Action::Raise, Action::Pin] {
            add_rule(&shop, &manager(), "mug", action, Subject::Named("mug-3".to_owned())).await.unwrap();
        }
        assert_eq!(desk(&shop, "mug").await.unwrap().rules.len(), 1);
        assert_eq!(found(&shop, "mug").await.first().map(String::as_str), Some("mug-3"));
        let nobody = add_rule(&shop, &manager(), "mug", Action::Pin, Subject::Named("nothing".to_owned())).await;
        assert!(matches!(nobody, Err(SearchRuleError::NoProduct(_))), "{nobody:?}");
        let mugs = category(&shop, "mugs").await;
        let pinned = add_rule(&shop, &manager(), "mug", Action::Pin, Subject::Category(mugs)).await;
        assert!(matches!(pinned, Err(SearchRuleError::PinnedCategory)), "{pinned:?}");
        add_rule(&shop, &manager(), "", Action::Hide, Subject::Category(mugs)).await.unwrap();
        assert_eq!(found(&shop, "mug").await, ["mug-3"], "hidden everywhere, but pinned here");
    })
    .await
    .unwrap();
}

#[tokio::test]
async fn words_that_mean_the_same_find_the_same() {
    for_each_database(|database: Database| async move {
        let shop = filled(database).await;
        assert_eq!(found(&shop, "beaker").await, Vec::<String>::new());
        add_synonym(&shop, &manager(), "Mug,  beaker ; tumbler").await.unwrap();
        assert_eq!(found(&shop, "beaker").await, found(&shop, "mug").await);
        let again = add_synonym(&shop, &manager(), "Mug, beaker, tumbler").await;
        assert!(matches!(again, Err(SearchRuleError::KnownWords)), "{again:?}");
        for few in ["mug", "", "mug, mugs", ", ,"] {
            let few = add_synonym(&shop, &manager(), few).await;
            assert!(matches!(few, Err(SearchRuleError::FewWords { .. })), "{few:?}");
        }
        let tried = desk(&shop, "beaker").await.unwrap();
        assert_eq!(tried.preview.unwrap().ways, ["Mug", "tumbler"]);
        // Another process, or this one started anew, knows them too.
        catalog_job::index_everything(&shop).await.unwrap();
        assert!(!found(&shop, "tumbler").await.is_empty());
        remove_synonym(&shop, &manager(), tried.synonyms[0].id).await.unwrap();
        assert_eq!(found(&shop, "beaker").await, Vec::<String>::new());
    })
    .await
    .unwrap();
}

#[tokio::test]
async fn a_seeded_shop_knows_what_colours_are_called_and_keeps_what_its_manager_said() {
    for_each_database(|database: Database| async move {
        let shop = filled(database).await;
        let now = shop.clock.now();
        demo::write_synonyms(&shop.database, &["Mug,  navy", "green, forest"], now).await.unwrap();
        demo::write_synonyms(&shop.database, &["red, brick"], now).await.unwrap();
        job::renew(&shop).await.unwrap();
        assert_eq!(found(&shop, "navy").await, found(&shop, "mug").await);
        let groups: Vec<String> =
            desk(&shop, "").await.unwrap().synonyms.into_iter().map(|group| group.words).collect();
        assert_eq!(groups, ["Mug, navy", "green, forest"]);
    })
    .await
    .unwrap();
}

#[tokio::test]
async fn searches_are_counted_by_day_and_word_and_say_nothing_of_a_person() {
    for_each_database(|database: Database| async move {
        let shop = filled(database).await;
        for text in ["Mug", "mug", "yurt", "YURT ", "yurt", "maren@example.org", "+49 151 12345678", ""] {
            found(&shop, text).await;
        }
        let second_page =
            ListQuery { text: "mug".to_owned(), page: domain::kernel::PageNumber::new(2), ..ListQuery::default() };
        read::search(&shop, &second_page).await.unwrap();
        read::preview(&shop, "mug").await.unwrap();
        job::write_searches(&shop).await.unwrap();
        job::write_searches(&shop).await.unwrap();
        found(&shop, "yurt").await;
        job::write_searches(&shop).await.unwrap();
        let report = report(&shop).await.unwrap();
        let told = |rows: &[domain::search::view::SearchTermRow]| {
            rows.iter().map(|row| (row.term.clone(), row.searches, row.empty)).collect::<Vec<_>>()
        };
        assert_eq!(told(&report.nothing_found), [("yurt".to_owned(), 4, 4)]);
        assert_eq!(told(&report.most_searched), [("yurt".to_owned(), 4, 4), ("mug".to_owned(), 2, 0)]);
        job::forget_old(&shop).await.unwrap();
        assert_eq!(told(&services::search::read::report(&shop).await.unwrap().most_searched).len(), 2);
    })
    .await
    .unwrap();
}
