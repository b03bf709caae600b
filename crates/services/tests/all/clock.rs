//! F-42: what happens when the clock of the machine is set, or jumps.

use domain::kernel::Timestamp;
use services::{db::Database, order, payment::job, testing::for_each_database};

use crate::{
    payment::{AGREED, pair},
    selling::{MINUTE, World},
};

const HOUR: i64 = 60 * MINUTE;
/// From an hour back to ten years ahead, over the ends of summer time and leap days.
const JUMPS: [i64; 7] =
    [-HOUR, HOUR, -1, 120 * Timestamp::DAY, -120 * Timestamp::DAY, 3_653 * Timestamp::DAY, -3_653 * Timestamp::DAY];

#[tokio::test(flavor = "multi_thread")]
async fn f42_however_the_clock_jumps_what_is_paid_is_sold_once_and_nothing_is_lost() {
    for_each_database(async |database: Database| {
        let world = World::open(database, 100, 10).await;
        for jump in JUMPS {
            let before = world.order(&[("mug", 1)], "test").await;
            world.clock.advance(jump);
            let after = world.order(&[("mug", 1)], "test").await;
            for number in [&before, &after] {
                world.provider.set(number, AGREED);
            }
            // Time may be over for the first by this clock, but it is paid: the shop asks before it gives anything up.
            order::job::sweep(&world.shop).await.unwrap();
            job::reconcile(&world.shop, 0).await.unwrap();
            for number in [&before, &after] {
                assert_eq!(world.state(number).await, pair("confirmed", "captured"), "{number} after {jump}");
            }
            world.mails().await;
            world.clock.advance(-jump);
            world.assert_invariants().await;
        }
        assert_eq!(world.stock("mug").await, (100 - 2 * 7, 0));
    })
    .await
    .unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn f42_a_clock_that_goes_back_gives_nothing_up_too_early_and_frees_it_once_later() {
    for_each_database(async |database: Database| {
        let world = World::open(database, 1, 10).await;
        let number = world.order(&[("mug", 1)], "test").await;
        world.clock.advance(-HOUR);
        assert_eq!(order::job::sweep(&world.shop).await.unwrap(), 0);
        assert_eq!(world.stock("mug").await, (1, 1));
        world.clock.advance(HOUR + 16 * MINUTE);
        assert_eq!(order::job::sweep(&world.shop).await.unwrap(), 1);
        assert_eq!(order::job::sweep(&world.shop).await.unwrap(), 0);
        assert_eq!(world.state(&number).await, pair("cancelled", "cancelled"));
        assert_eq!(world.stock("mug").await, (1, 0));
        world.assert_invariants().await;
    })
    .await
    .unwrap();
}
