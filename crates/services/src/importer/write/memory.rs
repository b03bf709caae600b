//! What an import that can be undone remembers of a batch.

use std::collections::{HashMap, HashSet};

use domain::{
    catalog::view::Origin,
    kernel::{ImportRunId, ProductId},
};

use super::{ACTOR, Batch, Change, Desk, Done, Outcomes, called, product, record, trace};
use crate::{
    catalog::history::{self, Entry, document},
    db::{DatabaseError, Transaction},
    importer::{
        Imported,
        undo::{self, Before, Changed, Snapshot},
    },
};

/// How the products of a batch were before it was written, and where its old addresses led to. Nothing when the import cannot be
/// undone.
pub(super) struct Memory {
    run: Option<ImportRunId>,
    before: HashMap<ProductId, Snapshot>,
    redirects: HashMap<String, String>,
}

/// A customer or an order before the import changed it.
pub(super) struct Replaced {
    pub kind: &'static str,
    pub own_id: i64,
    pub name: String,
    pub before: Before,
}

impl Memory {
    /// Looks at what the batch is going to change.
    pub async fn of(transaction: &mut Transaction, desk: &Desk<'_>, batch: &Batch) -> Result<Self, DatabaseError> {
        let run = batch.run.filter(|_| !batch.dry_run);
        let (mut before, mut redirects) = (HashMap::new(), HashMap::new());
        if run.is_some() {
            redirects = trace::redirects(transaction, desk, batch).await?;
            for thing in &batch.things {
                let Imported::Product(product) = thing else { continue };
                let Some((id, _)) = desk.known.get(&product.key) else { continue };
                if product::unchanged(desk, product).is_none()
                    && let Some(snapshot) = undo::before(transaction, *id).await?
                {
                    before.insert(*id, snapshot);
                }
            }
        }
        Ok(Self { run, before, redirects })
    }

    /// Writes a version of each product that was not new.
    async fn versions(&self, transaction: &mut Transaction, desk: &Desk<'_>) -> Result<(), DatabaseError> {
        for (product, before) in &self.before {
            let Some(after) = undo::before(transaction, *product).await? else { continue };
            let changes = document::compare(&before.document(), &after.document());
            let entry = Entry { product: *product, actor: ACTOR, origin: Origin::Import, changes: &changes };
            history::record(transaction, desk.database, entry, desk.now).await?;
        }
        Ok(())
    }

    /// Remembers what was changed.
    pub async fn keep(
        mut self,
        transaction: &mut Transaction,
        desk: &mut Desk<'_>,
        batch: &Batch,
        outcomes: &Outcomes,
    ) -> Result<(), DatabaseError> {
        let Some(run) = self.run else { return Ok(()) };
        let mut changed = Vec::new();
        self.versions(transaction, desk).await?;
        for (thing, outcome) in batch.things.iter().zip(outcomes) {
            let (kind, own_id) = match (outcome, thing) {
                (Ok(Done::Product(written)), _) if written.change != Change::Unchanged => {
                    ("product", Some(written.id.0))
                }
                (Ok(Done::Customer(Change::New)), Imported::Customer(customer)) => {
                    ("customer", record::own_id(transaction, desk, "customer", &customer.key).await?)
                }
                (Ok(Done::Order(Change::New)), Imported::Order(order)) => {
                    ("order", record::own_id(transaction, desk, "order", &order.key).await?)
                }
                _ => continue,
            };
            let Some(own_id) = own_id else { continue };
            let before = if kind == "product" { self.before.remove(&ProductId(own_id)) } else { None };
            changed.push(Changed {
                kind,
                own_id,
                name: called(thing).1.to_owned(),
                before: before.map(|before| Before::Product(Box::new(before))),
            });
        }
        let replaced = std::mem::take(&mut desk.replaced).into_iter();
        changed.extend(replaced.map(|Replaced { kind, own_id, name, before }| Changed {
            kind,
            own_id,
            name,
            before: Some(before),
        }));
        // What is new and changed again in the same batch is new.
        let mut seen = HashSet::new();
        changed.retain(|changed| seen.insert((changed.kind, changed.own_id)));
        undo::record(transaction, run, &changed).await?;
        undo::trace(transaction, run, &std::mem::take(&mut desk.traces), &self.redirects).await
    }
}
