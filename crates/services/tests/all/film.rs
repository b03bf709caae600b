//! Films of products: put on, shown with a picture before them, taken off.

use bytes::Bytes;
use domain::{catalog::VideoHost, kernel::ProductId};
use services::{
    catalog::{
        CatalogError, admin,
        video::{self, AddVideoError},
    },
    testing::for_each_database,
};

use crate::catalog::{filled, manager, page};

#[tokio::test]
async fn a_film_stands_on_the_page_with_a_picture_of_the_product_before_it() {
    for_each_database(|database| async move {
        let shop = filled(database).await;
        let mug = page(&shop, "mug-1").await.id;
        let first = admin::add_image(&shop, &manager(), mug, Bytes::from("one"), "one.jpg").await.unwrap();
        let second = admin::add_image(&shop, &manager(), mug, Bytes::from("two"), "two.jpg").await.unwrap();
        let address = "https://youtu.be/dQw4w9WgXcQ?si=tracker";
        let film = video::add(&shop, &manager(), mug, address, " Thrown by hand ", Some(second.id)).await.unwrap();
        video::add(&shop, &manager(), mug, "https://vimeo.com/76979871", "", None).await.unwrap();
        let films = page(&shop, "mug-1").await.films.clone();
        assert_eq!(films[0].link.address, "https://www.youtube.com/watch?v=dQw4w9WgXcQ");
        assert_eq!((films[0].title.as_str(), films[1].link.host), ("Thrown by hand", VideoHost::Vimeo));
        let posters: Vec<_> = films.iter().map(|film| film.poster.as_ref().unwrap().id).collect();
        assert_eq!(posters, [second.id, first.id]);
        admin::remove_image(&shop, &manager(), mug, second.id).await.unwrap();
        assert_eq!(page(&shop, "mug-1").await.films[0].poster.as_ref().unwrap().id, first.id);
        video::remove(&shop, &manager(), mug, film).await.unwrap();
        video::remove(&shop, &manager(), mug, film).await.unwrap();
        assert_eq!(page(&shop, "mug-1").await.films.len(), 1);
    })
    .await
    .unwrap();
}

#[tokio::test]
async fn a_film_twice_too_many_films_and_what_is_none_are_refused() {
    for_each_database(|database| async move {
        let shop = filled(database).await;
        let mug = page(&shop, "mug-1").await.id;
        for number in 0..video::MOST {
            let address = format!("https://vimeo.com/{}", 1_000_000 + number);
            video::add(&shop, &manager(), mug, &address, "", None).await.unwrap();
        }
        let again = video::add(&shop, &manager(), mug, "https://vimeo.com/1000000", "", None).await;
        assert!(matches!(again, Err(AddVideoError::Full)));
        let more = video::add(&shop, &manager(), mug, "https://vimeo.com/2000000", "", None).await;
        assert!(matches!(more, Err(AddVideoError::Full)));
        let page = video::add(&shop, &manager(), mug, "https://example.org/film.html", "", None).await;
        assert!(matches!(page, Err(AddVideoError::Link(_))));
        let nobody = video::add(&shop, &manager(), ProductId(1), "https://vimeo.com/1000000", "", None).await;
        assert!(matches!(nobody, Err(AddVideoError::Failed(CatalogError::NotFound))));
    })
    .await
    .unwrap();
}
