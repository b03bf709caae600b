//! How often a sign-in may be tried.
//!
//! Every try counts against the pair of account and network address, against the network address, and against the account.
//! The last one stops a guesser who comes from many addresses. It would also stop the victim, so it does not hold for a
//! network address from which the account signed in during the last 30 days.

use std::net::IpAddr;

use domain::kernel::Timestamp;
use sqlx::Row;

use super::{AccountError, sql, token::digest};
use crate::db::{DatabaseError, Transaction};

/// The period in which tries are counted.
const WINDOW: i64 = 15 * 60 * 1000;
/// How long a network address stays known.
const KNOWN_FOR: i64 = 30 * Timestamp::DAY;
/// Tries of one account from one network address.
const PER_PAIR: i64 = 10;
/// Tries of one account from everywhere.
const PER_ACCOUNT: i64 = 60;
/// Tries from one network address.
const PER_ADDRESS: i64 = 100;

/// The scopes under which a sign-in is counted.
#[derive(Clone, Debug)]
pub(crate) struct Scopes {
    pair: String,
    account: String,
    address: String,
    known: String,
}

impl Scopes {
    /// The scopes of an account of this kind ("sign_in", "customer"), as it was typed, and a network address.
    pub(crate) fn new(realm: &str, email: &str, address: &str) -> Self {
        let email = email.trim().to_lowercase();
        let address = &network(address);
        let pair = digest(&format!("{email}\n{address}"));
        Self {
            account: format!("{realm}/account/{}", digest(&email)),
            address: format!("{realm}/address/{}", digest(address)),
            known: format!("{realm}/known/{pair}"),
            pair: format!("{realm}/pair/{pair}"),
        }
    }
}

/// The network of an address: whoever has one address of IPv6 has 2^64 of them (RFC 6177).
pub(crate) fn network(address: &str) -> String {
    match address.parse() {
        Ok(IpAddr::V6(address)) => {
            let [a, b, c, d, ..] = address.segments();
            format!("{a:x}:{b:x}:{c:x}:{d:x}")
        }
        _ => address.to_owned(),
    }
}

/// Counts a try, and says when it was one too many.
pub(crate) async fn count(tx: &mut Transaction, scopes: &Scopes, now: Timestamp) -> Result<(), AccountError> {
    limit(tx, &scopes.pair, PER_PAIR, now).await?;
    limit(tx, &scopes.address, PER_ADDRESS, now).await?;
    let known = sqlx::query(sql::ATTEMPTED_SINCE)
        .bind(scopes.known.clone())
        .bind(now.plus(-KNOWN_FOR).0)
        .fetch_optional(tx.connection())
        .await?;
    if known.is_none() {
        limit(tx, &scopes.account, PER_ACCOUNT, now).await?;
    }
    Ok(())
}

async fn limit(tx: &mut Transaction, scope: &str, most: i64, now: Timestamp) -> Result<(), AccountError> {
    let (count, start) = tally(tx, scope, WINDOW, now).await?;
    if count > most {
        let seconds = start.saturating_add(WINDOW).saturating_sub(now.0) / 1000;
        return Err(AccountError::TooManyAttempts { seconds });
    }
    Ok(())
}

/// Counts one more of anything that is limited in a period of `window` milliseconds: how many there were, and since when.
pub(crate) async fn tally(
    tx: &mut Transaction,
    scope: &str,
    window: i64,
    now: Timestamp,
) -> Result<(i64, i64), DatabaseError> {
    let row = sqlx::query(sql::COUNT_ATTEMPT)
        .bind(scope.to_owned())
        .bind(now.0)
        .bind(now.plus(-window).0)
        .fetch_one(tx.connection())
        .await?;
    Ok((row.try_get("count")?, row.try_get("window_start")?))
}

/// Begins to count a scope anew.
pub(crate) async fn forget(tx: &mut Transaction, scope: &str) -> Result<(), DatabaseError> {
    sqlx::query(sql::DELETE_ATTEMPTS).bind(scope.to_owned()).execute(tx.connection()).await?;
    Ok(())
}

/// Remembers that a try succeeded: the next wrong one is the first again, and the network address is known.
pub(crate) async fn succeed(tx: &mut Transaction, scopes: &Scopes, now: Timestamp) -> Result<(), AccountError> {
    sqlx::query(sql::DELETE_ATTEMPTS).bind(scopes.pair.clone()).execute(tx.connection()).await?;
    sqlx::query(sql::DELETE_ATTEMPTS).bind(scopes.known.clone()).execute(tx.connection()).await?;
    sqlx::query(sql::COUNT_ATTEMPT)
        .bind(scopes.known.clone())
        .bind(now.0)
        .bind(now.plus(-KNOWN_FOR).0)
        .execute(tx.connection())
        .await?;
    Ok(())
}

/// The moment before which a count means nothing any more.
pub(super) fn forget_before(now: Timestamp) -> Timestamp {
    now.plus(-KNOWN_FOR)
}

#[cfg(test)]
mod tests {
    use super::network;

    #[test]
    fn all_addresses_of_one_ipv6_network_count_together() {
        assert_eq!(network("2001:db8:1:2::7"), network("2001:db8:1:2:ffff::1"));
        assert_ne!(network("2001:db8:1:2::7"), network("2001:db8:1:3::7"));
        assert_eq!(network("192.0.2.7"), "192.0.2.7");
    }
}
