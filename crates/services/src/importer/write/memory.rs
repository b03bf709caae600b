//! What an import that can be undone remembers of a batch.

use std::collections::HashMap;

use domain::kernel::{ImportRunId, ProductId};

use super::{Batch, Change, Desk, Done, Outcomes, called, product, record};
use crate::{
    db::{DatabaseError, Transaction},
    importer::{
        Imported,
        undo::{self, Changed, Snapshot},
    },
};

/// How the products of a batch were before it was written. Nothing when the import cannot be undone.
pub(super) struct Memory {
    run: Option<ImportRunId>,
    before: HashMap<ProductId, Snapshot>,
}

impl Memory {
    /// Looks at what the batch is going to change.
    pub async fn of(transaction: &mut Transaction, desk: &Desk<'_>, batch: &Batch) -> Result<Self, DatabaseError> {
        let mut before = HashMap::new();
        if batch.run.is_some() && !batch.dry_run {
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
        Ok(Self { run: batch.run, before })
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
            changed.push(Changed { kind, own_id, name: called(thing).1, before });
        }
        undo::record(transaction, run, &changed).await
    }
}
