//! Rules for many products: looked at first, then worked on in batches, each in a transaction of its own.

use std::sync::Arc;

use domain::{
    catalog::bulk::{
        Action, BulkProduct, Change, Field, Rule, RuleError, RuleInput, Subject,
        view::{ChangeDetail, ChangeState, ChangeView, Preview, Selection, ShownChange},
    },
    kernel::{ProductChangeId, ProductId, Timestamp},
};
use sqlx::{Row as _, any::AnyRow};

use super::{
    BulkError, read,
    show::{self, Words},
    sql,
    title::describe,
    undo,
    write::{self, Pen},
};
use crate::{
    Shop,
    account::Actor,
    db::{DatabaseError, Transaction, audit},
};

/// So many products are changed in one transaction.
const BATCH: usize = 250;
/// So many are done before the answer; more are worked on beside the requests.
const AT_ONCE: usize = 500;
/// So long nobody else takes what a worker holds; a crash is waited out that long.
pub(super) const LEASE: i64 = 20_000;
/// So many changes are shown.
const SHOWN: usize = 20;

/// What a rule would do to the chosen products. Nothing is changed.
///
/// # Errors
/// A rule that cannot be read, nothing chosen, a database that failed.
pub async fn preview(shop: &Shop, selection: &Selection, input: &RuleInput) -> Result<Preview, BulkError> {
    let rule = read_rule(shop, input).await?;
    let targets = read::targets(shop, selection).await?;
    let words = Words::of(shop).await?;
    let mut preview = Preview { products: targets.len(), ..Preview::default() };
    let mut connection = shop.database.connect().await?;
    for ids in targets.chunks(AT_ONCE) {
        for product in read::products(&mut connection, ids, rule.attribute()).await? {
            add(&mut preview, &rule, &product, &words);
        }
        // Others read meanwhile.
        tokio::task::yield_now().await;
    }
    Ok(preview)
}

fn add(preview: &mut Preview, rule: &Rule, product: &BulkProduct, words: &Words) {
    let effect = rule.effect(product);
    preview.changed_products = preview.changed_products.saturating_add(usize::from(!effect.changes.is_empty()));
    preview.changes = preview.changes.saturating_add(effect.changes.len());
    preview.problems = preview.problems.saturating_add(effect.problems.len());
    let room = SHOWN.saturating_sub(preview.first.len());
    preview.first.extend(effect.changes.into_iter().take(room).map(|change| words.show(Some(product), change)));
    let room = SHOWN.saturating_sub(preview.first_problems.len());
    let problem = |(subject, why)| (product.title.clone(), show::variant_name(product, subject), why);
    preview.first_problems.extend(effect.problems.into_iter().take(room).map(problem));
}

async fn read_rule(shop: &Shop, input: &RuleInput) -> Result<Rule, BulkError> {
    let attribute = read::definition(shop, &input.attribute).await?;
    let rule = Rule::read(input, shop.settings.currency, attribute.as_ref())?;
    if let Action::TaxClass(class) = &rule.action
        && !read::tax_classes(shop).await?.contains(class)
    {
        return Err(RuleError { field: "value", words: "Choose a tax class.".to_owned() }.into());
    }
    Ok(rule)
}

/// Begins a rule for the chosen products. A few are done when this answers, many are worked on meanwhile.
///
/// # Errors
/// A rule that cannot be read, nothing chosen, a database that failed.
pub async fn start(
    shop: &Shop,
    actor: &Actor,
    selection: &Selection,
    input: &RuleInput,
) -> Result<ProductChangeId, BulkError> {
    let rule = read_rule(shop, input).await?;
    let targets = read::targets(shop, selection).await?;
    let title = describe(&rule, shop.settings.currency, &Words::of(shop).await?);
    let id = ProductChangeId(shop.database.next_id());
    let row = Arc::new((serde_json::json!(rule).to_string(), Selection::of(&targets).ids, title, actor.name.clone()));
    let (database, now, total) = (shop.database.clone(), shop.clock.now(), targets.len());
    let begun = shop.database.write(move |tx| {
        let (database, row) = (database.clone(), Arc::clone(&row));
        Box::pin(async move {
            let (rule, targets, title, actor) = (row.0.clone(), row.1.clone(), row.2.clone(), row.3.clone());
            sqlx::query(sql::ADD_CHANGE)
                .bind(id.0)
                .bind(title.clone())
                .bind(rule)
                .bind(targets)
                .bind(ChangeState::Running.key())
                .bind(0_i64)
                .bind(i64::try_from(total).unwrap_or(i64::MAX))
                .bind(0_i64)
                .bind(actor.clone())
                .bind(now.0.saturating_add(LEASE))
                .bind(now.0)
                .execute(tx.connection())
                .await?;
            let subject = format!("product change {id}");
            let entry = audit::Entry { actor: &actor, action: "product.change", subject: &subject, detail: &title };
            Ok::<(), BulkError>(audit::record(tx, database.next_id(), entry, now).await?)
        })
    });
    begun.await?;
    go_on(shop, id, total).await?;
    Ok(id)
}

/// Works on a change that this process holds: before the answer when it is small, else beside it.
pub(super) async fn go_on(shop: &Shop, id: ProductChangeId, size: usize) -> Result<(), BulkError> {
    if size <= AT_ONCE {
        return work_on(shop, id).await;
    }
    let shop = shop.clone();
    tokio::spawn(async move {
        if let Err(error) = work_on(&shop, id).await {
            tracing::error!(%error, change = %id, "a change of many products stopped; it goes on by itself");
        }
    });
    Ok(())
}

/// Works on a change that a crash interrupted, if there is one.
///
/// # Errors
/// A database that failed.
pub async fn work(shop: &Shop) -> Result<bool, BulkError> {
    let now = shop.clock.now().0;
    let waiting = sqlx::query(sql::WAITING).bind(now).fetch_optional(shop.database.reader()).await?;
    let Some(row) = waiting else { return Ok(false) };
    let id: i64 = row.try_get(0)?;
    let claimed = shop.database.write(move |tx| {
        Box::pin(async move {
            let claim = sqlx::query(sql::CLAIM).bind(id).bind(now).bind(now.saturating_add(LEASE));
            Ok::<_, DatabaseError>(claim.execute(tx.connection()).await?.rows_affected() > 0)
        })
    });
    if claimed.await? {
        work_on(shop, ProductChangeId(id)).await?;
    }
    Ok(true)
}

/// A change as it is worked on.
struct Job {
    rule: String,
    targets: Vec<ProductId>,
    state: ChangeState,
    done: i64,
    actor: String,
}

async fn job(shop: &Shop, id: ProductChangeId) -> Result<Job, BulkError> {
    let row = sqlx::query(sql::CHANGE).bind(id.0).fetch_optional(shop.database.reader()).await?;
    let row = row.ok_or(BulkError::NotFound)?;
    let targets = Selection { ids: row.try_get(1)?, ..Selection::default() };
    Ok(Job {
        rule: row.try_get(0)?,
        // The list was made from a selection, so each stands there once; looking for doubles among many would take long.
        targets: targets.ids.split(',').filter_map(|id| id.parse().ok()).collect(),
        state: state(&row, 2)?,
        done: row.try_get(3)?,
        actor: row.try_get(5)?,
    })
}

fn state(row: &AnyRow, column: usize) -> Result<ChangeState, DatabaseError> {
    let word: &str = row.try_get(column)?;
    ChangeState::from_key(word).ok_or_else(|| DatabaseError::Corrupt { what: "change state", value: word.to_owned() })
}

async fn work_on(shop: &Shop, id: ProductChangeId) -> Result<(), BulkError> {
    let job = job(shop, id).await?;
    match job.state {
        ChangeState::Running => run(shop, id, job).await,
        ChangeState::Undoing => undo::run(shop, id, &job.actor).await,
        ChangeState::Done | ChangeState::Undone => Ok(()),
    }
}

async fn run(shop: &Shop, id: ProductChangeId, job: Job) -> Result<(), BulkError> {
    let rule: Rule = serde_json::from_str(&job.rule)
        .map_err(|_| DatabaseError::Corrupt { what: "rule", value: job.rule.clone() })?;
    let (rule, actor) = (Arc::new(rule), Arc::new(job.actor));
    let mut done = usize::try_from(job.done).unwrap_or(0);
    while let Some(rest) = job.targets.get(done..).filter(|rest| !rest.is_empty()) {
        let ids: Arc<Vec<ProductId>> = Arc::new(rest.iter().take(BATCH).copied().collect());
        let batch = Batch { shop: shop.clone(), id, rule: Arc::clone(&rule), actor: Arc::clone(&actor), done, ids };
        let batch = Arc::new(batch);
        let next = done.saturating_add(batch.ids.len());
        let running = Arc::clone(&batch);
        let written = shop.database.write(move |tx| {
            let batch = Arc::clone(&running);
            Box::pin(async move { batch.run(tx).await })
        });
        // Another worker was faster: it goes on.
        let Some(changed) = written.await? else { return Ok(()) };
        shop.shelf.refresh(&changed).await;
        done = next;
    }
    Ok(())
}

/// A part of a change.
struct Batch {
    shop: Shop,
    id: ProductChangeId,
    rule: Arc<Rule>,
    actor: Arc<String>,
    done: usize,
    ids: Arc<Vec<ProductId>>,
}

impl Batch {
    async fn run(&self, tx: &mut Transaction) -> Result<Option<Vec<ProductId>>, BulkError> {
        let now = self.shop.clock.now();
        let pen = Pen { database: &self.shop.database, actor: &self.actor, now, currency: self.shop.settings.currency };
        let (mut changes, mut problems) = (Vec::new(), 0_usize);
        for product in read::products(tx.connection(), &self.ids, self.rule.attribute()).await? {
            let effect = self.rule.effect(&product);
            changes.extend(effect.changes);
            problems = problems.saturating_add(effect.problems.len());
        }
        let refused = write::write(tx, pen, &changes).await?;
        let made: Vec<&Change> = changes.iter().filter(|change| !refused.contains(change)).collect();
        problems = problems.saturating_add(refused.len());
        let number = |count: usize| i64::try_from(count).unwrap_or(i64::MAX);
        let advanced = sqlx::query(sql::ADVANCE)
            .bind(self.id.0)
            .bind(number(self.done))
            .bind(number(self.done.saturating_add(self.ids.len())))
            .bind(number(made.len()))
            .bind(number(problems))
            .bind(now.0.saturating_add(LEASE))
            .execute(tx.connection())
            .await?;
        if advanced.rows_affected() == 0 {
            if made.is_empty() {
                return Ok(None);
            }
            // What was written here must not stay.
            return Err(BulkError::NotNow);
        }
        write::record(tx, self.id, &made).await?;
        Ok(Some(write::touch(tx, pen, made.iter().copied()).await?))
    }
}

/// The last changes, newest first.
///
/// # Errors
/// A database that failed.
pub async fn list(shop: &Shop) -> Result<Vec<ChangeView>, BulkError> {
    let rows = sqlx::query(sql::LIST).fetch_all(shop.database.reader()).await?;
    Ok(rows.iter().map(change).collect::<Result<_, _>>()?)
}

/// One change with its first values.
///
/// # Errors
/// A change that does not exist; a database that failed.
pub async fn view(shop: &Shop, id: ProductChangeId) -> Result<ChangeDetail, BulkError> {
    let row = sqlx::query(sql::VIEW).bind(id.0).fetch_optional(shop.database.reader()).await?;
    let change = change(&row.ok_or(BulkError::NotFound)?)?;
    let first = first_values(shop, id, "").await?;
    let kept = if change.kept > 0 { first_values(shop, id, "kept").await? } else { Vec::new() };
    Ok(ChangeDetail { change, first, kept })
}

fn change(row: &AnyRow) -> Result<ChangeView, DatabaseError> {
    Ok(ChangeView {
        id: ProductChangeId(row.try_get(0)?),
        title: row.try_get(1)?,
        state: state(row, 2)?,
        done: row.try_get(3)?,
        total: row.try_get(4)?,
        changed: row.try_get(5)?,
        problems: row.try_get(6)?,
        kept: row.try_get(7)?,
        actor: row.try_get(8)?,
        created_at: Timestamp(row.try_get(9)?),
    })
}

async fn first_values(shop: &Shop, id: ProductChangeId, state: &str) -> Result<Vec<ShownChange>, BulkError> {
    let most = i64::try_from(SHOWN).unwrap_or(i64::MAX);
    let query = sqlx::query(sql::FIRST_VALUES).bind(id.0).bind(state.to_owned()).bind(most);
    let rows = query.fetch_all(shop.database.reader()).await?;
    let values = rows.iter().map(value).collect::<Result<Vec<_>, _>>()?;
    Ok(show::shown(shop, values).await?)
}

/// A value of a change, as it was written down.
pub(super) fn value(row: &AnyRow) -> Result<Change, DatabaseError> {
    let (kind, own, field): (&str, i64, &str) = (row.try_get(0)?, row.try_get(1)?, row.try_get(2)?);
    let unknown = || DatabaseError::Corrupt { what: "changed value", value: format!("{kind} {field}") };
    Ok(Change {
        subject: Subject::from_key(kind, own).ok_or_else(unknown)?,
        field: Field::from_key(field).ok_or_else(unknown)?,
        product: ProductId(row.try_get(3)?),
        before: row.try_get(4)?,
        after: row.try_get(5)?,
    })
}
