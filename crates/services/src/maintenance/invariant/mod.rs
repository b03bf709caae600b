//! What must be true after any crash: statements that return no row. `mercer doctor` asks them, and so do tests and the campaign of
//! crashes.
//!
//! The numbers are those of docs/faults.md, where the rules stand that have no table yet. Every statement gives two texts for each
//! row that breaks its rule: what the row is about, in words that lead to it, and what is wrong with it.

mod effect_sql;
mod money_sql;
mod order_sql;
mod purchase_sql;
mod stock_sql;

pub(crate) use money_sql::given_back;

use domain::kernel::Timestamp;
use futures::TryStreamExt as _;
use sqlx::Row as _;

use crate::db::{Database, DatabaseError, Engine};

/// A rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Invariant {
    /// Its number: "I-02".
    pub id: &'static str,
    /// What it says.
    pub sentence: &'static str,
    /// Finds the rows that break it.
    pub statement: &'static str,
    /// Which rows are looked at.
    pub scope: Scope,
}

/// Which rows a statement looks at; bounds are its `$1`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scope {
    /// All.
    All,
    /// Those older than so many milliseconds: younger ones may be under way.
    OlderThan(i64),
    /// Those younger than so many milliseconds: what belonged to older ones is forgotten.
    YoungerThan(i64),
}

/// How strictly is looked.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Strictness {
    /// As long as shoppers come and go: what is young may be under way.
    #[default]
    Open,
    /// Nobody is there, and nothing may be under way.
    Settled,
}

/// A row that breaks a rule.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct BrokenRow {
    /// What it is about.
    pub subject: String,
    /// What is wrong.
    pub detail: String,
}

/// What became of a check.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Checked {
    /// The rule.
    pub invariant: &'static Invariant,
    /// How many rows break it.
    pub broken: usize,
    /// The first of them, [`MOST_SHOWN`] at most.
    pub rows: Vec<BrokenRow>,
}

/// So many rows are told.
pub const MOST_SHOWN: usize = 20;

const MINUTE: i64 = 60_000;
/// Within this time the reconciler has heard of every payment, after a crash too.
const RECONCILED: i64 = 2 * MINUTE;
/// Delivered effects are kept longer than this.
const KEPT: i64 = 29 * Timestamp::DAY;

const fn rule(id: &'static str, sentence: &'static str, statement: &'static str, scope: Scope) -> Invariant {
    Invariant { id, sentence, statement, scope }
}

/// Every rule whose tables exist.
pub const ALL: [Invariant; 32] = [
    rule("I-01", "stock counters are within their bounds", stock_sql::BOUNDS, Scope::All),
    rule("I-02", "what is reserved is what the held reservations say", stock_sql::RESERVED, Scope::All),
    rule("I-03", "what is on hand is the sum of all movements", stock_sql::ON_HAND, Scope::All),
    rule("I-04", "what was sold and what is on hand is what was received", stock_sql::RECEIVED, Scope::All),
    rule("I-05", "a coupon is used as often as orders use it", money_sql::COUPONS, Scope::All),
    rule(
        "I-06",
        "a gift card holds the sum of its entries, and pays what its orders say",
        money_sql::GIFT_CARDS,
        Scope::All,
    ),
    rule("I-07", "every movement of money adds up to nothing", money_sql::BOOKS, Scope::All),
    rule("I-08", "a total is the sum of its parts", order_sql::TOTALS, Scope::All),
    rule("I-09", "a paid order has exactly its total", money_sql::PAID, Scope::All),
    rule("I-10", "money that was taken has its order", money_sql::TAKEN, Scope::OlderThan(RECONCILED)),
    rule("I-11", "a paid order has its money", money_sql::HAS_MONEY, Scope::All),
    rule("I-12", "a cart has one living order, and an order one capture", money_sql::ONCE, Scope::All),
    rule("I-13", "no more goes back than came, and the books know of it", money_sql::REFUNDS, Scope::All),
    rule("I-14", "a request that was answered has the order of its answer", order_sql::ANSWERS, Scope::All),
    rule("I-16", "an order takes only steps that are allowed", order_sql::STEPS, Scope::All),
    rule("I-17", "documents are numbered without a gap", money_sql::DOCUMENTS, Scope::All),
    rule("I-18", "what happened to an order is told once", effect_sql::TOLD, Scope::YoungerThan(KEPT)),
    rule("I-19", "stock is held no longer than its time", stock_sql::OVERDUE, Scope::OlderThan(15 * MINUTE)),
    rule("I-20", "no row points at nothing, and no order lacks a part", order_sql::WHOLE, Scope::All),
    rule("I-21", "an order stands where its history leads", order_sql::REPLAY, Scope::All),
    rule("I-22", "nobody who may not come in has a session", effect_sql::SESSIONS, Scope::All),
    rule("I-23", "a message that the shop took is remembered", effect_sql::MESSAGES, Scope::All),
    rule("I-24", "nothing waits for ever", effect_sql::QUEUES, Scope::OlderThan(60 * MINUTE)),
    rule("I-25", "no more is returned than was bought and sent", order_sql::RETURNS, Scope::All),
    rule(
        "I-26",
        "what was received is what the receipts say, and has moved the stock",
        purchase_sql::PURCHASES,
        Scope::All,
    ),
    rule(
        "I-27",
        "a count moved the stock by what it found, once, and only when it was finished",
        purchase_sql::COUNTS,
        Scope::All,
    ),
    rule("I-28", "a payout is the sum of its lines, and in the books", purchase_sql::PAYOUTS, Scope::All),
    rule("I-29", "what is owed is what orders miss", stock_sql::OWED, Scope::All),
    rule("I-30", "only an order that stands misses anything", stock_sql::MISSING, Scope::All),
    rule("I-31", "nobody waits for what is free", stock_sql::WAITING, Scope::All),
    rule("I-32", "a transfer moved as much here as there", stock_sql::TRANSFERS, Scope::All),
    rule("I-33", "a draft that is ordered is one order, and no other is", order_sql::DRAFTS, Scope::All),
];

/// The statements by name.
#[must_use]
pub fn statements() -> Vec<(&'static str, &'static str)> {
    ALL.iter().map(|invariant| (invariant.id, invariant.statement)).collect()
}

/// Checks every rule, in the order of their numbers.
///
/// # Errors
/// A database that does not answer.
pub async fn check_all(
    database: &Database,
    now: Timestamp,
    strictness: Strictness,
) -> Result<Vec<Checked>, DatabaseError> {
    let mut all = Vec::with_capacity(ALL.len());
    for invariant in &ALL {
        all.push(check(database, invariant, now, strictness).await?);
    }
    Ok(all)
}

async fn check(
    database: &Database,
    invariant: &'static Invariant,
    now: Timestamp,
    strictness: Strictness,
) -> Result<Checked, DatabaseError> {
    let mut checked = Checked { invariant, broken: 0, rows: Vec::new() };
    collect(database, invariant.statement, bound(invariant.scope, now, strictness), &mut checked).await?;
    // PostgreSQL lets no row point at nothing; SQLite lets it while the rule is switched off.
    if invariant.id == "I-20" && database.engine() == Engine::Sqlite {
        collect(database, order_sql::POINTS_AT_NOTHING, None, &mut checked).await?;
    }
    Ok(checked)
}

/// The bound of a scope.
fn bound(scope: Scope, now: Timestamp, strictness: Strictness) -> Option<Timestamp> {
    match (scope, strictness) {
        (Scope::All, _) => None,
        (Scope::OlderThan(age), Strictness::Open) => Some(now.plus(age.saturating_neg())),
        (Scope::OlderThan(_), Strictness::Settled) => Some(now),
        (Scope::YoungerThan(age), _) => Some(now.plus(age.saturating_neg())),
    }
}

async fn collect(
    database: &Database,
    statement: &'static str,
    bound: Option<Timestamp>,
    checked: &mut Checked,
) -> Result<(), DatabaseError> {
    let query = match bound {
        Some(bound) => sqlx::query(statement).bind(bound.0),
        None => sqlx::query(statement),
    };
    let mut rows = query.fetch(database.reader());
    while let Some(row) = rows.try_next().await? {
        checked.broken = checked.broken.saturating_add(1);
        if checked.rows.len() < MOST_SHOWN {
            checked.rows.push(BrokenRow { subject: row.try_get(0)?, detail: row.try_get(1)? });
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_rule_has_a_number_of_its_own_and_a_bound_only_where_it_has_a_scope() {
        for (index, invariant) in ALL.iter().enumerate() {
            assert_eq!(ALL.iter().position(|other| other.id == invariant.id), Some(index), "{}", invariant.id);
            assert_eq!(invariant.statement.contains("$1"), invariant.scope != Scope::All, "{}", invariant.id);
        }
    }

    #[test]
    fn a_settled_shop_has_nothing_under_way() {
        let now = Timestamp(1_000_000);
        assert_eq!(bound(Scope::OlderThan(400_000), now, Strictness::Open), Some(Timestamp(600_000)));
        assert_eq!(bound(Scope::OlderThan(400_000), now, Strictness::Settled), Some(now));
        assert_eq!(bound(Scope::YoungerThan(400_000), now, Strictness::Settled), Some(Timestamp(600_000)));
    }
}
