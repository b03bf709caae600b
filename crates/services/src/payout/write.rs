//! Taking a report.

use std::{collections::BTreeMap, sync::Arc};

use domain::{
    kernel::{Date, LineProblem, Money, PayoutId, Timestamp},
    payment::PaymentMethod,
    payout::{self, PayoutEntry, view::ReportOutcome},
};

use super::{PayoutError, find, sql};
use crate::{
    Shop,
    account::Actor,
    db::{Database, DatabaseError, Transaction, audit, many, with_rows},
    ledger, sheet,
};

/// So many lines are written by one statement.
const ROWS: usize = 50;

/// Takes the payouts of a report that are not here yet, all of them or none: each line with the payment or refund of the shop that it is,
/// its fee and what the bank got in the books. A payout that was taken before stays as it is.
///
/// # Errors
/// Lines that cannot be read, each with why; a database that failed.
pub async fn take(shop: &Shop, actor: &Actor, report: &str) -> Result<ReportOutcome, PayoutError> {
    let mut payouts: BTreeMap<String, Vec<PayoutEntry>> = BTreeMap::new();
    for entry in read(report)? {
        payouts.entry(entry.payout.clone()).or_default().push(entry);
    }
    let payouts = payouts.into_iter().map(Payout::of).collect::<Result<Vec<_>, PayoutError>>()?;
    let work = Arc::new(Take {
        database: shop.database.clone(),
        actor: actor.name.clone(),
        now: shop.clock.now(),
        method: provider(shop),
        payouts,
    });
    shop.database
        .write(move |tx| {
            let work = Arc::clone(&work);
            Box::pin(async move { work.run(tx).await })
        })
        .await
}

/// Whose reports these are: Stripe's, unless the shop has only the test provider.
fn provider(shop: &Shop) -> PaymentMethod {
    let has = |method| shop.providers.get(method).is_some();
    if has(PaymentMethod::Test) && !has(PaymentMethod::Stripe) { PaymentMethod::Test } else { PaymentMethod::Stripe }
}

fn problem(line: u64, words: &str) -> PayoutError {
    PayoutError::Report(vec![LineProblem::new(line, words)])
}

fn read(report: &str) -> Result<Vec<PayoutEntry>, PayoutError> {
    let (names, rows) = sheet::read(report).map_err(|problem| PayoutError::Report(vec![problem]))?;
    payout::read(&names, &rows).map_err(PayoutError::Report)
}

/// A payout of a report.
struct Payout {
    reference: String,
    day: Option<Date>,
    amount: Money,
    entries: Vec<PayoutEntry>,
}

impl Payout {
    fn of((reference, entries): (String, Vec<PayoutEntry>)) -> Result<Self, PayoutError> {
        let first = entries.first().ok_or_else(|| problem(1, "There is no movement of money in this file."))?;
        let (currency, day) = (first.gross.currency, first.day);
        let nets = entries.iter().map(|entry| Money::new(entry.net(), entry.gross.currency));
        let amount = Money::sum(currency, nets).map_err(|_| {
            problem(1, &format!("The lines of {reference} are of several currencies, or beyond all sums."))
        })?;
        Ok(Self { reference, day, amount, entries })
    }
}

/// A report that is taken, ready to run and to run again.
struct Take {
    database: Database,
    actor: String,
    now: Timestamp,
    method: PaymentMethod,
    payouts: Vec<Payout>,
}

impl Take {
    async fn run(&self, tx: &mut Transaction) -> Result<ReportOutcome, PayoutError> {
        let mut new = 0_usize;
        for payout in &self.payouts {
            new = new.saturating_add(usize::from(self.take(tx, payout).await?));
        }
        Ok(ReportOutcome::Taken { new, known: self.payouts.len().saturating_sub(new) })
    }

    /// Takes one of them; `false` when it is here already.
    async fn take(&self, tx: &mut Transaction, payout: &Payout) -> Result<bool, PayoutError> {
        let id = PayoutId(self.database.next_id());
        let added = sqlx::query(sql::INSERT)
            .bind(id.0)
            .bind(self.method.key())
            .bind(payout.reference.clone())
            .bind(payout.amount.currency.code().to_owned())
            .bind(payout.amount.minor)
            .bind(payout.day.map(Date::days))
            .bind(self.actor.clone())
            .bind(self.now.0)
            .execute(tx.connection())
            .await?;
        if added.rows_affected() == 0 {
            return Ok(false);
        }
        for (place, chunk) in payout.entries.chunks(ROWS).enumerate() {
            self.add_lines(tx, id, place.saturating_mul(ROWS), chunk).await?;
        }
        ledger::payout::paid_out(tx, &self.database, (self.method, &payout.reference), payout.amount, self.now).await?;
        let (subject, detail) = (format!("payout {id}"), format!("{}: {}", payout.reference, payout.amount));
        let entry = audit::Entry { actor: &self.actor, action: "payout.take", subject: &subject, detail: &detail };
        audit::record(tx, self.database.next_id(), entry, self.now).await?;
        Ok(true)
    }

    async fn add_lines(
        &self,
        tx: &mut Transaction,
        id: PayoutId,
        start: usize,
        entries: &[PayoutEntry],
    ) -> Result<(), PayoutError> {
        let mut query = many(with_rows(sql::INSERT_LINES, 11, entries.len()));
        let mut seen = std::collections::BTreeSet::new();
        for (place, entry) in entries.iter().enumerate() {
            let mut ours = find::ours(tx, self.method, entry).await?;
            // Two lines of one payment: the second is nothing that the shop knows of.
            ours.payment = ours.payment.filter(|payment| seen.insert(('p', *payment)));
            ours.refund = ours.refund.filter(|refund| seen.insert(('r', *refund)));
            let position = i64::try_from(start.saturating_add(place)).map_err(|_| beyond())?;
            query = query
                .bind(id.0)
                .bind(position)
                .bind(entry.reference.clone())
                .bind(entry.kind.key())
                .bind(entry.names.first().cloned().unwrap_or_default())
                .bind(entry.words.clone())
                .bind(entry.gross.minor)
                .bind(entry.fee.minor)
                .bind(entry.net())
                .bind(ours.payment)
                .bind(ours.refund);
            let fee = Money::new(entry.kept(), entry.gross.currency);
            let name = (self.method, entry.payout.as_str(), entry.reference.as_str());
            ledger::payout::fee(tx, &self.database, name, fee, self.now).await?;
        }
        query.execute(tx.connection()).await?;
        Ok(())
    }
}

fn beyond() -> DatabaseError {
    DatabaseError::Corrupt { what: "a line of a payout", value: "too many".to_owned() }
}
