//! How often one network may make the shop ask others.

use crate::{
    Shop,
    account::attempt::{network, tally},
    db::DatabaseError,
    setting::digest,
};

/// The period in which questions are counted.
const WINDOW: i64 = 15 * 60 * 1_000;

/// How many questions of a kind one network has in the period.
#[derive(Clone, Copy, Debug)]
pub(super) struct Limit {
    pub scope: &'static str,
    pub most: i64,
}

/// Counts a question for a network, and says whether it was one too many: whoever is asked too much answers no more. `from` is empty where
/// the network is not known.
pub(super) async fn asks_too_often(shop: &Shop, limit: Limit, from: &str) -> Result<bool, DatabaseError> {
    if from.is_empty() {
        return Ok(false);
    }
    let (scope, now) = (format!("{}/{}", limit.scope, digest(&network(from))), shop.clock.now());
    let count = shop.database.write(move |tx| {
        let scope = scope.clone();
        Box::pin(async move { Ok::<_, DatabaseError>(tally(tx, &scope, WINDOW, now).await?.0) })
    });
    Ok(count.await? > limit.most)
}
