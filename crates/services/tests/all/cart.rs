//! Carts.

use domain::{
    cart::view::LineProblem,
    kernel::{CartLineId, Timestamp},
};
use services::{
    cart::{CartError, CartToken, read, write},
    db::Database,
    testing::for_each_database,
};

use crate::selling::{MINUTE, World};

#[tokio::test(flavor = "multi_thread")]
async fn the_same_item_added_again_makes_its_line_grow() {
    for_each_database(async |database: Database| {
        let world = World::open(database, 10, 10).await;
        let (token, _) = write::add(&world.shop, None, "mug", 2).await.unwrap();
        let (again, view) = write::add(&world.shop, Some(token.clone()), "mug", 3).await.unwrap();
        assert!(token == again);
        assert_eq!((view.lines.len(), view.item_count), (1, 5));
        assert_eq!(view.lines[0].variant_title, "Blue, Large");
        assert_eq!(view.totals.total.minor, 5 * 2_400 + 490);
    })
    .await
    .unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn f29_a_cart_has_a_hundred_lines_at_most_and_the_next_one_is_refused_with_nothing_lost() {
    for_each_database(async |database: Database| {
        let world = World::open(database, 200, 10).await;
        let (token, _) = write::add(&world.shop, None, "mug", 1).await.unwrap();
        for number in 1..write::MOST_LINES {
            world
                .run(&format!(
                    "INSERT INTO cart_line (id, cart_id, variant_id, quantity, created_at, personalisation_hash)
                     SELECT {number}, id, 1, 1, created_at, 'n{number}' FROM cart"
                ))
                .await;
        }
        let refused = write::add(&world.shop, Some(token.clone()), "tin", 1).await;
        assert!(matches!(refused, Err(CartError::Full { most: 100 })), "{refused:?}");
        assert_eq!(world.number("SELECT COUNT(*) FROM cart_line").await, 100);
        let (_, view) = write::add(&world.shop, Some(token.clone()), "mug", 1).await.unwrap();
        assert_eq!((view.lines.len(), view.item_count), (100, 101), "what is there may grow");
        write::remove(&world.shop, &token, CartLineId(1)).await.unwrap();
        assert!(write::add(&world.shop, Some(token), "tin", 1).await.is_ok());
    })
    .await
    .unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn f15_quantities_that_are_none_are_errors_and_change_nothing() {
    for_each_database(async |database: Database| {
        let world = World::open(database, 10, 10).await;
        let (token, before) = write::add(&world.shop, None, "mug", 2).await.unwrap();
        let line = before.lines[0].id;
        for quantity in [-1, 1_000, 1_000_000_000_000, i64::MIN, i64::MAX] {
            let added = write::add(&world.shop, Some(token.clone()), "mug", quantity).await;
            assert!(matches!(added, Err(CartError::Quantity(_))), "{quantity}");
            let set = write::set_quantity(&world.shop, &token, line, quantity).await;
            assert!(matches!(set, Err(CartError::Quantity(_))), "{quantity}");
        }
        assert!(matches!(write::add(&world.shop, Some(token.clone()), "mug", 0).await, Err(CartError::Quantity(_))));
        assert_eq!(read::view(&world.shop, Some(&token)).await.unwrap(), before);
    })
    .await
    .unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_line_never_grows_beyond_999_and_zero_takes_it_out() {
    for_each_database(async |database: Database| {
        let world = World::open(database, 5_000, 10).await;
        let (token, _) = write::add(&world.shop, None, "mug", 900).await.unwrap();
        let (_, view) = write::add(&world.shop, Some(token.clone()), "mug", 900).await.unwrap();
        assert_eq!(view.item_count, 999);
        let empty = write::set_quantity(&world.shop, &token, view.lines[0].id, 0).await.unwrap();
        assert!(empty.is_empty() && empty.version > view.version && empty.totals.total.minor == 0);
    })
    .await
    .unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_line_says_when_fewer_are_left_and_when_its_product_is_gone() {
    for_each_database(async |database: Database| {
        let world = World::open(database, 3, 10).await;
        let (token, view) = write::add(&world.shop, None, "mug", 1).await.unwrap();
        let view = write::set_quantity(&world.shop, &token, view.lines[0].id, 5).await.unwrap();
        assert_eq!(view.lines[0].problem, Some(LineProblem::OnlyLeft(3)));
        assert_eq!(view.lines[0].most, 3);
        world.run("UPDATE stock SET on_hand = 0 WHERE variant_id = 1").await;
        let view = read::view(&world.shop, Some(&token)).await.unwrap();
        assert_eq!(view.lines[0].problem, Some(LineProblem::SoldOut));
        assert!(matches!(write::add(&world.shop, None, "mug", 1).await, Err(CartError::SoldOut)));
        world.run("UPDATE product SET published = 0 WHERE id = 1").await;
        let view = read::view(&world.shop, Some(&token)).await.unwrap();
        assert_eq!(view.lines[0].problem, Some(LineProblem::Unavailable));
        assert!(!view.is_orderable() && view.totals.total.minor == 0);
        for sku in ["mug", "unknown", "", "' OR 1=1 --"] {
            assert!(matches!(write::add(&world.shop, None, sku, 1).await, Err(CartError::NotForSale)), "{sku}");
        }
    })
    .await
    .unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn no_more_is_added_than_there_is_and_the_line_says_that_it_has_all() {
    for_each_database(async |database: Database| {
        let world = World::open(database, 3, 2_000).await;
        let (token, view) = write::add(&world.shop, None, "mug", 1).await.unwrap();
        assert_eq!((view.lines[0].most, view.lines[0].all_that_are_left()), (3, None));
        let (_, view) = write::add(&world.shop, Some(token.clone()), "mug", 5).await.unwrap();
        assert_eq!((view.lines[0].quantity.get(), view.lines[0].problem), (3, None));
        assert_eq!(view.lines[0].all_that_are_left(), Some(3));
        let refused = write::add(&world.shop, Some(token.clone()), "mug", 1).await;
        assert!(matches!(refused, Err(CartError::NoMore { left: 3 })), "{refused:?}");
        let (_, view) = write::add(&world.shop, Some(token.clone()), "tin", 1).await.unwrap();
        assert_eq!((view.lines[1].most, view.item_count), (999, 4), "a line holds 999 at most");
        world.run("UPDATE variant SET track_stock = 0 WHERE sku = 'mug'").await;
        let (_, view) = write::add(&world.shop, Some(token), "mug", 7).await.unwrap();
        assert_eq!((view.lines[0].quantity.get(), view.lines[0].most), (10, 999), "nobody counts it");
    })
    .await
    .unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_put_back_stands_where_it_stood() {
    for_each_database(async |database: Database| {
        let world = World::open(database, 10, 10).await;
        let (token, view) = write::add(&world.shop, None, "mug", 2).await.unwrap();
        let first = view.lines[0].clone();
        world.clock.advance(MINUTE);
        write::add(&world.shop, Some(token.clone()), "tin", 1).await.unwrap();
        world.clock.advance(MINUTE);
        write::remove(&world.shop, &token, first.id).await.unwrap();
        let put = |added_at| write::put_back(&world.shop, Some(token.clone()), "mug", 2, Vec::new(), added_at);
        let (_, view) = put(first.added_at).await.unwrap();
        let order: Vec<&str> = view.lines.iter().map(|line| line.sku.as_str()).collect();
        assert_eq!(order, ["mug", "tin"]);
        // A time that is made up leads to the end at most.
        write::remove(&world.shop, &token, view.lines[0].id).await.unwrap();
        let (_, view) = put(Timestamp(i64::MAX)).await.unwrap();
        assert_eq!(view.lines[1].added_at, world.shop.clock.now());
    })
    .await
    .unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn v03_a_line_can_only_be_changed_through_its_own_cart() {
    for_each_database(async |database: Database| {
        let world = World::open(database, 10, 10).await;
        let (owner, view) = write::add(&world.shop, None, "mug", 2).await.unwrap();
        let (stranger, _) = write::add(&world.shop, None, "tin", 1).await.unwrap();
        let line = view.lines[0].id;
        for answer in [
            write::set_quantity(&world.shop, &stranger, line, 9).await,
            write::remove(&world.shop, &stranger, line).await,
            write::remove(&world.shop, &owner, CartLineId(0)).await,
        ] {
            assert!(matches!(answer, Err(CartError::UnknownLine)));
        }
        let nobody = write::remove(&world.shop, &CartToken::generate(), line).await;
        assert!(matches!(nobody, Err(CartError::UnknownCart)));
        assert_eq!(read::view(&world.shop, Some(&owner)).await.unwrap(), view);
    })
    .await
    .unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn two_tabs_that_add_at_once_lose_nothing() {
    for_each_database(async |database: Database| {
        let world = World::open(database, 1_000, 10).await;
        let (token, _) = write::add(&world.shop, None, "mug", 1).await.unwrap();
        let tasks: Vec<_> = (0..40)
            .map(|_| {
                let (shop, token) = (world.shop.clone(), token.clone());
                tokio::spawn(async move { write::add(&shop, Some(token), "mug", 1).await.map(|_| ()) })
            })
            .collect();
        for task in tasks {
            task.await.unwrap().unwrap();
        }
        let view = read::view(&world.shop, Some(&token)).await.unwrap();
        assert_eq!((view.item_count, view.version), (41, 41));
    })
    .await
    .unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn the_database_knows_no_token() {
    for_each_database(async |database: Database| {
        let world = World::open(database, 10, 10).await;
        let (token, _) = write::add(&world.shop, None, "mug", 1).await.unwrap();
        let stored = world.text("SELECT token_hash FROM cart").await;
        assert!(stored.len() == 64 && !stored.contains(token.reveal()));
    })
    .await
    .unwrap();
}
