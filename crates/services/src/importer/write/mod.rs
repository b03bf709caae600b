//! Products, customers and past orders into the database: a batch in one transaction, each behind a savepoint of its own, so that
//! one that breaks a rule is undone alone.
//!
//! Invariants: the same product twice changes nothing; what orders refer to is never deleted; a dry run does the same work
//! and undoes it.

mod attribute;
mod bulk;
mod category;
mod classify;
mod customer;
mod digest;
mod fresh;
mod keep;
mod memory;
mod model;
mod order;
mod product;
mod record;
mod slug;
mod stock;
mod trace;
mod variant;

use std::{
    collections::{HashMap, HashSet},
    sync::Arc,
};

pub(super) use digest::KnownDigest;
use domain::{
    catalog::AttributeDefinition,
    importer::report::FailedRow,
    kernel::{ImportRunId, ProductId, Timestamp},
};
pub(super) use keep::arrange;

use sqlx::Row as _;

pub(super) use self::trace::Trace;
use self::{
    bulk::Pending,
    memory::{Memory, Replaced},
};
use super::{
    Imported,
    notes::{note, told},
    product::ImportedProduct,
    sql,
    undo::Before,
};
use crate::{
    Shop, catalog,
    db::{Database, DatabaseError, Transaction, WriteError, many, with_list},
    redirect,
};

/// The name in the ledger of stock.
const ACTOR: &str = "import";

/// What is written together.
pub(super) struct Batch {
    pub platform: &'static str,
    pub things: Vec<Imported>,
    pub dry_run: bool,
    /// The import in the browser that can be undone, if it is one.
    pub run: Option<ImportRunId>,
}

/// What became of a thing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Change {
    New,
    Changed,
    Unchanged,
}

/// A product that is in the shop now, or would be.
#[derive(Clone, Debug)]
pub(super) struct Written {
    pub id: ProductId,
    pub change: Change,
    pub digest: KnownDigest,
    pub warnings: Vec<FailedRow>,
}

/// A thing that is in the shop now, or would be.
#[derive(Clone, Debug)]
pub(super) enum Done {
    Category,
    Product(Written),
    Customer(Change),
    Order(Change),
}

/// What became of each thing of a batch.
type Outcomes = Vec<Result<Done, FailedRow>>;

/// What a product's work needs to know.
pub(super) struct Desk<'a> {
    database: &'a Database,
    platform: &'static str,
    now: Timestamp,
    /// What was imported before under the keys of the batch.
    known: HashMap<String, (ProductId, KnownDigest)>,
    /// What the batch's products say, by their keys.
    digests: HashMap<String, KnownDigest>,
    /// Which variants have the SKUs of the batch.
    owners: HashMap<String, i64>,
    /// Words for addresses that were free, and taken, when the batch began.
    free: HashSet<String>,
    taken: HashSet<String>,
    found: Found,
    pending: Pending,
    /// What was changed beside the batch's things themselves.
    traces: Vec<Trace>,
    /// How customers and orders were that the batch changed.
    replaced: Vec<Replaced>,
}

/// What the work of a batch has found or made already. Forgotten when a thing is undone, since that may undo some of it.
#[derive(Default)]
struct Found {
    location: Option<i64>,
    categories: HashMap<Vec<String>, i64>,
    /// By their labels.
    attributes: HashMap<String, Arc<AttributeDefinition>>,
    /// Product types that were made: further products give them their attributes.
    types: HashSet<i64>,
    /// Slugs and SKUs that were made and may not be written yet.
    slugs: HashSet<String>,
    skus: HashSet<String>,
}

enum BatchError {
    Database(DatabaseError),
    /// Not an error: the answer of a dry run, whose work is undone.
    Undone(Outcomes),
}

impl From<DatabaseError> for BatchError {
    fn from(error: DatabaseError) -> Self {
        Self::Database(error)
    }
}

impl WriteError for BatchError {
    fn database(&self) -> Option<&DatabaseError> {
        match self {
            Self::Database(error) => Some(error),
            Self::Undone(_) => None,
        }
    }
}

/// Writes a batch. Each thing is written, or told as failed.
pub(super) async fn write(shop: &Shop, batch: Arc<Batch>) -> Result<Outcomes, DatabaseError> {
    let (database, now) = (shop.database.clone(), shop.clock.now());
    let answer = shop
        .database
        .write(move |transaction| {
            let (database, batch) = (database.clone(), Arc::clone(&batch));
            Box::pin(async move {
                let mut desk = desk(transaction, &database, &batch, now).await?;
                let memory = Memory::of(transaction, &desk, &batch).await?;
                let outcomes = write_all(transaction, &mut desk, &batch.things).await?;
                if batch.dry_run {
                    return Err(BatchError::Undone(outcomes));
                }
                memory.keep(transaction, &mut desk, &batch, &outcomes).await?;
                Ok(outcomes)
            })
        })
        .await;
    match answer {
        Ok(outcomes) | Err(BatchError::Undone(outcomes)) => Ok(outcomes),
        Err(BatchError::Database(error)) => Err(error),
    }
}

/// A desk with all that is known of a batch.
async fn desk<'a>(
    transaction: &mut Transaction,
    database: &'a Database,
    batch: &Batch,
    now: Timestamp,
) -> Result<Desk<'a>, DatabaseError> {
    let known = known(transaction, batch).await?;
    let products = batch.things.iter().filter_map(|thing| match thing {
        Imported::Product(product) => Some(product.as_ref()),
        _ => None,
    });
    let products: Vec<&ImportedProduct> = products.collect();
    let digests = products.iter().map(|product| (product.key.clone(), KnownDigest::of(product))).collect();
    let mut desk = Desk {
        database,
        platform: batch.platform,
        now,
        known,
        digests,
        owners: HashMap::new(),
        free: HashSet::new(),
        taken: HashSet::new(),
        found: Found::default(),
        pending: Pending::default(),
        traces: Vec::new(),
        replaced: Vec::new(),
    };
    let changing: Vec<&ImportedProduct> =
        products.into_iter().filter(|product| product::unchanged(&desk, product).is_none()).collect();
    let new = changing.iter().copied().filter(|product| !desk.known.contains_key(&product.key));
    let (free, taken) = slug::look_up(transaction, new).await?;
    desk.owners = slug::sku_owners(transaction, changing.into_iter()).await?;
    (desk.free, desk.taken) = (free, taken);
    Ok(desk)
}

/// What was imported before under the keys of the batch's products.
async fn known(
    transaction: &mut Transaction,
    batch: &Batch,
) -> Result<HashMap<String, (ProductId, KnownDigest)>, DatabaseError> {
    let keys: Vec<&str> = batch
        .things
        .iter()
        .filter_map(|thing| if let Imported::Product(product) = thing { Some(product.key.as_str()) } else { None })
        .collect();
    if keys.is_empty() {
        return Ok(HashMap::new());
    }
    let mut query = many(with_list(sql::KEYS, 2, keys.len())).bind(batch.platform);
    for key in keys {
        query = query.bind(key.to_owned());
    }
    let rows = query.fetch_all(transaction.connection()).await?;
    let known = rows.iter().map(|row| {
        let digest: String = row.try_get(2)?;
        Ok((row.try_get(0)?, (ProductId(row.try_get(1)?), KnownDigest::parse(&digest))))
    });
    let mut known: HashMap<_, _> = known.collect::<Result<_, sqlx::Error>>()?;
    // What is here now counts for this shop's own, not what a file said before.
    known.extend(batch.things.iter().filter_map(own));
    Ok(known)
}

/// What is here of a product of this shop's own.
fn own(thing: &Imported) -> Option<(String, (ProductId, KnownDigest))> {
    let Imported::Product(product) = thing else { return None };
    let own = product.own.as_ref()?;
    let now = own.now.as_ref()?;
    let (content, stock) = (now.content.clone(), now.stock.clone());
    let digest = KnownDigest { content, stock, missing_pictures: 0, categories: String::new() };
    Some((product.key.clone(), (own.id, digest)))
}

/// Writes all together; where that fails, one by one, so that what breaks a rule is undone alone.
async fn write_all(
    transaction: &mut Transaction,
    desk: &mut Desk<'_>,
    things: &[Imported],
) -> Result<Outcomes, DatabaseError> {
    run(transaction, sql::BEGIN_BATCH).await?;
    let outcomes = match together(transaction, desk, things).await {
        Ok(outcomes) => outcomes,
        Err(error) if error.is_transient() => return Err(error),
        Err(error) => {
            tracing::debug!(%error, "a batch of an import is written one by one");
            run(transaction, sql::UNDO_BATCH).await?;
            desk.forget(Mark::default());
            one_by_one(transaction, desk, things).await?
        }
    };
    run(transaction, sql::KEEP_BATCH).await?;
    let changed = outcomes.iter().flatten().filter_map(|done| match done {
        Done::Product(written) if written.change != Change::Unchanged => Some(written.id),
        _ => None,
    });
    let changed: Vec<ProductId> = changed.collect();
    if !changed.is_empty() {
        catalog::job::enqueue(transaction, desk.database, &changed, desk.now).await?;
    }
    Ok(outcomes)
}

async fn together(
    transaction: &mut Transaction,
    desk: &mut Desk<'_>,
    things: &[Imported],
) -> Result<Outcomes, DatabaseError> {
    let mut outcomes = Vec::with_capacity(things.len());
    for thing in things {
        outcomes.push(Ok(apply(transaction, desk, thing).await?));
    }
    desk.pending.flush(transaction).await?;
    Ok(outcomes)
}

async fn one_by_one(
    transaction: &mut Transaction,
    desk: &mut Desk<'_>,
    things: &[Imported],
) -> Result<Outcomes, DatabaseError> {
    let mut outcomes = Vec::with_capacity(things.len());
    for thing in things {
        run(transaction, sql::BEGIN_PRODUCT).await?;
        let mark = Mark { traces: desk.traces.len(), replaced: desk.replaced.len() };
        match alone(transaction, desk, thing).await {
            Ok(done) => outcomes.push(Ok(done)),
            Err(error) if error.is_transient() => return Err(error),
            Err(error) => {
                run(transaction, sql::UNDO_PRODUCT).await?;
                desk.forget(mark);
                let (line, name) = called(thing);
                outcomes.push(Err(note(line, "", name, told(&error))));
            }
        }
        run(transaction, sql::KEEP_PRODUCT).await?;
    }
    Ok(outcomes)
}

async fn alone(transaction: &mut Transaction, desk: &mut Desk<'_>, thing: &Imported) -> Result<Done, DatabaseError> {
    let done = apply(transaction, desk, thing).await?;
    desk.pending.flush(transaction).await?;
    Ok(done)
}

/// How much of what a desk notes stays when a thing is undone.
#[derive(Clone, Copy, Default)]
struct Mark {
    traces: usize,
    replaced: usize,
}

impl Desk<'_> {
    /// Forgets what was found or made, and what waits: some of it was undone. What was noted before the mark stays.
    fn forget(&mut self, mark: Mark) {
        self.found = Found::default();
        self.pending = Pending::default();
        // What was free may be taken by now.
        self.free.clear();
        self.traces.truncate(mark.traces);
        self.replaced.truncate(mark.replaced);
    }

    /// Notes how a customer or an order was.
    fn replaced(&mut self, kind: &'static str, own_id: i64, name: &str, before: Option<Before>) {
        self.replaced.extend(before.map(|before| Replaced { kind, own_id, name: name.to_owned(), before }));
    }

    /// Lets the old addresses lead to a path of this shop.
    fn redirect(&mut self, old_paths: &[String], target: &str) {
        for path in redirect::write::leading(old_paths, target) {
            self.pending.redirect(path, target, self.now.0);
            self.traces.push(Trace::new("redirect", path, target));
        }
    }
}

async fn apply(transaction: &mut Transaction, desk: &mut Desk<'_>, thing: &Imported) -> Result<Done, DatabaseError> {
    match thing {
        Imported::Category(category) => category::apply(transaction, desk, category).await.map(|()| Done::Category),
        Imported::Product(product) => match product::unchanged(desk, product) {
            Some(unchanged) => Ok(Done::Product(unchanged)),
            None => product::apply(transaction, desk, product).await.map(Done::Product),
        },
        Imported::Customer(customer) => customer::apply(transaction, desk, customer).await.map(Done::Customer),
        Imported::Order(order) => order::apply(transaction, desk, order).await.map(Done::Order),
    }
}

/// Where a thing stands in its file, and what it is called.
fn called(thing: &Imported) -> (u64, &str) {
    match thing {
        Imported::Category(category) => (category.line, category.path.last().map_or("", String::as_str)),
        Imported::Product(product) => (product.line, &product.title),
        Imported::Customer(customer) => (customer.line, customer.email.as_str()),
        Imported::Order(order) => (order.line, &order.number),
    }
}

async fn run(transaction: &mut Transaction, statement: &'static str) -> Result<(), DatabaseError> {
    sqlx::raw_sql(statement).execute(transaction.connection()).await?;
    Ok(())
}
