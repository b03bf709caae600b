//! Versions of products: what changed with each save, and the way back.

use bytes::Bytes;
use domain::{
    catalog::view::{Fate, HistoryView, Origin, ProductForm},
    kernel::{Money, ProductId, Slug, Timestamp, VersionId},
};
use services::{
    Shop,
    catalog::{
        admin::{self, SaveError},
        history,
    },
    testing::for_each_database,
};

use crate::catalog::{filled, manager, page};

async fn save(shop: &Shop, product: ProductId, change: impl FnOnce(&mut ProductForm)) -> ProductForm {
    let mut form = admin::form(shop, product).await.unwrap();
    change(&mut form);
    admin::save(shop, &manager(), form).await.unwrap()
}

async fn versions(shop: &Shop, product: ProductId) -> HistoryView {
    history::read(shop, product, None).await.unwrap()
}

fn labels(history: &HistoryView, index: usize) -> Vec<&str> {
    history.versions[index].changes.iter().map(|change| change.label.as_str()).collect()
}

#[tokio::test]
async fn every_save_leaves_who_when_and_what_changed_and_nothing_else() {
    for_each_database(|database| async move {
        let shop = filled(database).await;
        let mug = page(&shop, "mug-1").await.id;
        let before = save(&shop, mug, |_| {}).await;
        assert_eq!(versions(&shop, mug).await.versions, []);
        let price = before.variants[0].price;
        save(&shop, mug, |form| {
            form.title = "Sea mug ".to_owned();
            form.variants[0].price = Money::new(price.minor + 100, price.currency);
            form.variants[0].on_hand += 5;
        })
        .await;
        admin::set_published(&shop, &manager(), mug, false).await.unwrap();
        admin::add_image(&shop, &manager(), mug, Bytes::from("one"), "one.jpg").await.unwrap();
        let history = versions(&shop, mug).await;
        let origins: Vec<Origin> = history.versions.iter().map(|version| version.origin).collect();
        assert_eq!(origins, [Origin::Editor, Origin::List, Origin::Editor]);
        assert_eq!(labels(&history, 0), ["Pictures"]);
        assert_eq!(labels(&history, 1), ["Shown to shoppers"]);
        let first = &history.versions[2];
        assert_eq!((first.actor.as_str(), first.at), (manager().name.as_str(), shop.clock.now()));
        assert_eq!(first.changes.len(), 2, "{first:?}");
        assert_eq!((first.changes[0].old.as_str(), first.changes[0].new.as_str()), (before.title.as_str(), "Sea mug"));
        assert!(first.changes[1].label.ends_with("Price"));
    })
    .await
    .unwrap();
}

#[tokio::test]
async fn a_changed_description_is_told_word_by_word() {
    for_each_database(|database| async move {
        let shop = filled(database).await;
        let mug = page(&shop, "mug-1").await.id;
        let text = |how: &str| format!("<p>Thrown by hand, glazed {how} and fired for two days in a kiln of wood.</p>");
        save(&shop, mug, |form| form.description_html = text("once")).await;
        save(&shop, mug, |form| form.description_html = text("twice")).await;
        let history = versions(&shop, mug).await;
        let words = &history.versions[0].changes[0].words;
        assert!(words.contains(&(Fate::Removed, "once".to_owned())), "{words:?}");
        assert!(words.contains(&(Fate::Added, "twice".to_owned())), "{words:?}");
    })
    .await
    .unwrap();
}

#[tokio::test]
async fn any_version_is_restored_as_a_new_one_and_stock_stays() {
    for_each_database(|database| async move {
        let shop = filled(database).await;
        let mug = page(&shop, "mug-1").await.id;
        let picture = admin::add_image(&shop, &manager(), mug, Bytes::from("one"), "one.jpg").await.unwrap();
        let first = save(&shop, mug, |form| form.title = "One".to_owned()).await;
        save(&shop, mug, |form| {
            form.title = "Two".to_owned();
            form.slug = Slug::parse("two").unwrap();
            form.tags = "new".to_owned();
            form.parcel.length_mm = Some(90);
            form.variants[0].weight_grams = 512;
            form.variants[0].on_hand += 7;
        })
        .await;
        admin::remove_image(&shop, &manager(), mug, picture.id).await.unwrap();
        admin::set_published(&shop, &manager(), mug, false).await.unwrap();
        let before = admin::form(&shop, mug).await.unwrap();
        let history = versions(&shop, mug).await;
        let target = history.versions.iter().find(|version| version.changes[0].new == "One").unwrap().id;
        let restored = history::restore(&shop, &manager(), mug, Some(target)).await.unwrap();
        assert_eq!((restored.title.as_str(), restored.slug.as_str()), ("One", first.slug.as_str()));
        assert_eq!((restored.tags.as_str(), restored.parcel.length_mm), (first.tags.as_str(), None));
        assert_eq!(restored.variants[0].weight_grams, first.variants[0].weight_grams);
        assert_eq!(restored.variants[0].on_hand, before.variants[0].on_hand);
        assert_eq!(restored.pictures.iter().map(|picture| picture.id).collect::<Vec<_>>(), [picture.id]);
        assert!(!restored.published, "what is hidden stays hidden");
        let after = versions(&shop, mug).await;
        assert_eq!(after.versions[0].origin, Origin::Restore);
        assert!(after.versions.len() > history.versions.len());
        let original = history::restore(&shop, &manager(), mug, None).await.unwrap();
        assert!(original.pictures.is_empty() && original.title != "One");
    })
    .await
    .unwrap();
}

#[tokio::test]
async fn what_is_gone_meanwhile_stays_gone_and_a_foreign_version_is_refused() {
    for_each_database(|database| async move {
        let shop = filled(database).await;
        let (mug, cup) = (page(&shop, "mug-1").await.id, page(&shop, "mug-2").await.id);
        save(&shop, mug, |form| form.categories.clear()).await;
        let of_mug = versions(&shop, mug).await.versions[0].id;
        for (product, version) in [(cup, of_mug), (mug, VersionId(5)), (ProductId(9), of_mug)] {
            let refused = history::restore(&shop, &manager(), product, Some(version)).await;
            assert!(refused.is_err(), "{product} {version}");
        }
        // Another product has the old address by now.
        let old = save(&shop, mug, |form| form.slug = Slug::parse("elsewhere").unwrap()).await;
        assert_eq!(old.slug.as_str(), "elsewhere");
        let restored = history::restore(&shop, &manager(), mug, None).await.unwrap();
        assert_eq!(restored.slug.as_str(), "mug-1");
    })
    .await
    .unwrap();
}

#[tokio::test]
async fn two_who_restore_at_once_do_not_undo_each_other_unseen() {
    for_each_database(|database| async move {
        let shop = filled(database).await;
        let mug = page(&shop, "mug-1").await.id;
        let stale = admin::form(&shop, mug).await.unwrap();
        save(&shop, mug, |form| form.title = "One".to_owned()).await;
        history::restore(&shop, &manager(), mug, None).await.unwrap();
        let refused = admin::save(&shop, &manager(), stale).await;
        assert!(matches!(refused, Err(SaveError::Conflict(_))));
    })
    .await
    .unwrap();
}

#[tokio::test]
async fn old_versions_are_forgotten_but_the_newest_of_each_product_never() {
    for_each_database(|database| async move {
        let shop = filled(database).await;
        let mug = page(&shop, "mug-1").await.id;
        for number in 0..34 {
            save(&shop, mug, |form| form.title = format!("No. {number}")).await;
        }
        assert_eq!(history::forget_old(&shop).await.unwrap(), 0);
        let long_ago = shop.clock.now().0 - 800 * Timestamp::DAY;
        let aged = shop.database.write(move |transaction| {
            Box::pin(async move {
                let aged = sqlx::query("UPDATE product_version SET created_at = $1").bind(long_ago);
                aged.execute(transaction.connection()).await?;
                Ok::<_, services::db::DatabaseError>(())
            })
        });
        aged.await.unwrap();
        assert_eq!(history::forget_old(&shop).await.unwrap(), 4);
        let first = versions(&shop, mug).await;
        assert_eq!((first.versions.len(), first.next.is_some()), (30, false));
        assert_eq!(first.versions[29].changes[0].new, "No. 4");
    })
    .await
    .unwrap();
}
