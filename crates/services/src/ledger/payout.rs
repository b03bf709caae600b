//! Posting what a provider paid out, and what it kept.

use domain::{
    kernel::{Money, Timestamp},
    ledger::{Account, Posting},
    payment::PaymentMethod,
};

use super::write::{beyond, post};
use crate::db::{Database, DatabaseError, Transaction};

/// Money came from a provider to the bank, or went from there to it (below zero).
pub(crate) async fn paid_out(
    tx: &mut Transaction,
    database: &Database,
    (method, payout): (PaymentMethod, &str),
    amount: Money,
    now: Timestamp,
) -> Result<(), DatabaseError> {
    let credits = vec![(Account::Clearing(method), amount)];
    let posting = Posting::debit(Account::Bank, amount.currency, credits).map_err(beyond)?;
    post(tx, database, format!("payout:{}:{payout}", method.key()), None, posting, now).await
}

/// A provider kept a fee, or gave one back (below zero), by a line of a payout.
pub(crate) async fn fee(
    tx: &mut Transaction,
    database: &Database,
    (method, payout, line): (PaymentMethod, &str, &str),
    fee: Money,
    now: Timestamp,
) -> Result<(), DatabaseError> {
    let credits = vec![(Account::Clearing(method), fee)];
    let posting = Posting::debit(Account::Fees, fee.currency, credits).map_err(beyond)?;
    post(tx, database, format!("payout:{}:{payout}:{line}", method.key()), None, posting, now).await
}
