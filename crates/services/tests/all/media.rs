//! The media library: what is in it, who shows it, and how it is replaced and removed.

use std::sync::Arc;

use bytes::Bytes;
use domain::{
    kernel::{ImageId, Timestamp},
    media::{Focus, view::ImageTab},
};
use services::{
    Shop,
    catalog::admin,
    media::{
        MediaError, change, job,
        read::{self, ImageListQuery},
    },
    testing::{self, StoppedClock, for_each_database},
};

use crate::catalog::{NOW, filled, manager, page};

async fn names(shop: &Shop, tab: ImageTab, text: &str) -> Vec<String> {
    let query = ImageListQuery { tab, text: text.to_owned(), before: None };
    read::list(shop, &query).await.unwrap().rows.into_iter().map(|row| row.name).collect()
}

async fn words_in_the_shop(shop: &Shop, slug: &str) -> Vec<(String, String)> {
    let page = page(shop, slug).await;
    page.pictures.iter().map(|picture| (picture.hash.clone(), picture.alternative_text.clone())).collect()
}

#[tokio::test]
async fn the_library_is_listed_searched_and_paged_without_gaps() {
    for_each_database(|database| async move {
        let shop = filled(database).await;
        for number in 0..50 {
            let name = format!("file-{number:02}.png");
            change::add(&shop, &manager(), Bytes::from(format!("content{number:02}")), &name).await.unwrap();
        }
        let first = read::list(&shop, &ImageListQuery::default()).await.unwrap();
        assert_eq!((first.total, first.rows.len()), (50, 48));
        let rest =
            read::list(&shop, &ImageListQuery { before: first.next, ..ImageListQuery::default() }).await.unwrap();
        assert_eq!((rest.rows.len(), rest.next), (2, None));
        assert_eq!(rest.rows[1].name, "file-00.png");
        assert_eq!(names(&shop, ImageTab::All, "FILE-07").await, ["file-07.png"]);
        assert_eq!(names(&shop, ImageTab::All, "50%").await, Vec::<String>::new());
        assert_eq!(names(&shop, ImageTab::Unused, "").await.len(), 48);
    })
    .await
    .unwrap();
}

#[tokio::test]
async fn an_image_is_replaced_wherever_it_is_shown_and_the_way_back_is_open() {
    for_each_database(|database| async move {
        let shop = filled(database).await;
        let (mug, cup) = (page(&shop, "mug-1").await.id, page(&shop, "mug-2").await.id);
        let old = admin::add_image(&shop, &manager(), mug, Bytes::from("old"), "sea mug.jpg").await.unwrap();
        change::describe(&shop, &manager(), old.id, "sea mug", true).await.unwrap();
        // What the library says of it goes along.
        admin::add_image(&shop, &manager(), cup, Bytes::from("old"), "IMG_4711.jpg").await.unwrap();
        let new = change::replace(&shop, &manager(), old.id, Bytes::from("new"), "better.jpg").await.unwrap();
        let shown = |hash: &str| vec![(hash.to_owned(), "sea mug".to_owned())];
        assert_eq!(words_in_the_shop(&shop, "mug-1").await, shown("new"));
        assert_eq!(words_in_the_shop(&shop, "mug-2").await, shown("new"));
        assert_eq!(read::detail(&shop, old.id).await.unwrap().uses, []);
        assert_eq!(read::detail(&shop, new.id).await.unwrap().uses.len(), 2);
        change::show_instead(&shop, &manager(), new.id, old.id).await.unwrap();
        assert_eq!(words_in_the_shop(&shop, "mug-1").await, shown("old"));
        let refused = change::replace(&shop, &manager(), old.id, Bytes::from_static(b"\xff"), "x").await;
        assert!(matches!(refused, Err(MediaError::Refused(_))));
        assert_eq!(words_in_the_shop(&shop, "mug-1").await, shown("old"));
    })
    .await
    .unwrap();
}

#[tokio::test]
async fn the_focal_point_is_known_wherever_an_image_is_shown() {
    for_each_database(|database| async move {
        let shop = filled(database).await;
        let mug = page(&shop, "mug-1").await.id;
        let image = admin::add_image(&shop, &manager(), mug, Bytes::from("one"), "sea.jpg").await.unwrap().id;
        assert_eq!(page(&shop, "mug-1").await.pictures[0].focus, Focus::default());
        let focus = Focus::new(30, 80).unwrap();
        change::set_focus(&shop, &manager(), image, focus).await.unwrap();
        assert_eq!(page(&shop, "mug-1").await.pictures[0].focus, focus);
        assert_eq!(read::detail(&shop, image).await.unwrap().row.picture.focus, focus);
        assert_eq!(admin::form(&shop, mug).await.unwrap().pictures[0].focus, focus);
        let listed = admin::list(&shop, &admin::ProductListQuery::default()).await.unwrap().rows;
        let picture = listed.into_iter().find(|row| row.id == mug).and_then(|row| row.picture).unwrap();
        assert_eq!(picture.focus, focus);
        shop.shelf.reload().await.unwrap();
        let tiles = services::catalog::read::new(&shop, &domain::catalog::ListQuery::default()).await.unwrap().tiles;
        let tile = tiles.into_iter().find(|tile| tile.id == mug).unwrap();
        assert_eq!(tile.pictures[0].focus, focus);
        let nothing = change::set_focus(&shop, &manager(), ImageId(1), focus).await;
        assert!(matches!(nothing, Err(MediaError::NotFound)));
    })
    .await
    .unwrap();
}

#[tokio::test]
async fn words_are_said_once_and_stand_on_every_page() {
    for_each_database(|database| async move {
        let shop = filled(database).await;
        let mug = page(&shop, "mug-1").await.id;
        let image = admin::add_image(&shop, &manager(), mug, Bytes::from("one"), "_.jpg").await.unwrap().id;
        assert_eq!(names(&shop, ImageTab::WithoutWords, "").await, ["_.jpg"]);
        change::describe(&shop, &manager(), image, " A mug by the sea ", false).await.unwrap();
        assert_eq!(words_in_the_shop(&shop, "mug-1").await[0].1, "");
        change::describe(&shop, &manager(), image, "A mug by the sea", true).await.unwrap();
        assert_eq!(words_in_the_shop(&shop, "mug-1").await[0].1, "A mug by the sea");
        assert_eq!(names(&shop, ImageTab::WithoutWords, "").await, Vec::<String>::new());
        let long = "x".repeat(201);
        let refused = change::describe(&shop, &manager(), image, &long, true).await;
        assert!(matches!(refused, Err(MediaError::TooManyWords { .. })));
    })
    .await
    .unwrap();
}

#[tokio::test]
async fn what_is_shown_cannot_be_removed_and_what_was_removed_comes_back_until_it_is_deleted() {
    for_each_database(|database| async move {
        let clock = Arc::new(StoppedClock::at(NOW));
        let shop = testing::with_parts(&filled(database).await, |parts| parts.clock = clock.clone());
        let mug = page(&shop, "mug-1").await.id;
        let image = admin::add_image(&shop, &manager(), mug, Bytes::from("abc"), "one.jpg").await.unwrap().id;
        assert!(matches!(change::remove(&shop, &manager(), image).await, Err(MediaError::InUse { uses: 1 })));
        admin::remove_image(&shop, &manager(), mug, image).await.unwrap();
        change::remove(&shop, &manager(), image).await.unwrap();
        change::remove(&shop, &manager(), image).await.unwrap();
        assert_eq!(names(&shop, ImageTab::All, "").await, Vec::<String>::new());
        assert_eq!(names(&shop, ImageTab::Removed, "").await, ["one.jpg"]);
        change::restore(&shop, &manager(), image).await.unwrap();
        assert_eq!(names(&shop, ImageTab::All, "").await, ["one.jpg"]);
        change::remove(&shop, &manager(), image).await.unwrap();
        clock.advance(29 * Timestamp::DAY);
        assert_eq!(job::delete_removed(&shop, 30).await.unwrap(), 0);
        clock.advance(2 * Timestamp::DAY);
        assert_eq!(job::delete_removed(&shop, 30).await.unwrap(), 1);
        assert!(!shop.files.exists("abc-160.webp").await.unwrap());
        assert!(matches!(change::restore(&shop, &manager(), image).await, Err(MediaError::NotFound)));
        let again = change::add(&shop, &manager(), Bytes::from("abc"), "one.jpg").await.unwrap();
        assert!(shop.files.exists("abc-160.webp").await.unwrap());
        assert_ne!(again.id, image);
    })
    .await
    .unwrap();
}
