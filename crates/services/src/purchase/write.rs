//! Writing drafts.

use std::sync::Arc;

use domain::{
    inventory::suggested,
    kernel::{Date, PurchaseOrderId, Timestamp, VariantId},
    purchase::{MOST_LINES, PurchaseDraft, PurchaseForm},
};
use sqlx::Row as _;

use super::{FIRST_NUMBER, PurchaseError, SERIES, read, sql};
use crate::{
    Shop,
    account::Actor,
    db::{Database, Transaction, audit, many, with_list},
    inventory, order,
};

const DAYS: i64 = 30;

/// Makes a draft of these variants, each as many as are proposed, at what it cost last and of whom it was bought last; without variants an
/// empty one. What is not bought (bundles, what is not counted) is left out.
///
/// # Errors
/// More variants than fit on one; a database that failed.
pub async fn create(shop: &Shop, actor: &Actor, variants: &[VariantId]) -> Result<PurchaseOrderId, PurchaseError> {
    if variants.len() > MOST_LINES {
        return Err(PurchaseError::field("variants", "Up to 200 variants fit on one purchase order."));
    }
    let id = PurchaseOrderId(shop.database.next_id());
    let work = Create {
        database: shop.database.clone(),
        actor: actor.name.clone(),
        now: shop.clock.now(),
        low_stock: shop.settings.low_stock,
        currency: shop.settings.currency.code().to_owned(),
        id,
        variants: variants.to_vec(),
    };
    let work = Arc::new(work);
    shop.database
        .write(move |tx| {
            let work = Arc::clone(&work);
            Box::pin(async move { work.run(tx).await })
        })
        .await?;
    Ok(id)
}

/// A draft that is made, ready to run and to run again.
struct Create {
    database: Database,
    actor: String,
    now: Timestamp,
    low_stock: i64,
    currency: String,
    id: PurchaseOrderId,
    variants: Vec<VariantId>,
}

/// A line of it.
struct Bought {
    variant: i64,
    quantity: i64,
    unit_cost: i64,
    supplier_sku: String,
    supplier: Option<i64>,
}

impl Create {
    async fn run(&self, tx: &mut Transaction) -> Result<(), PurchaseError> {
        let lines = self.lines(tx).await?;
        let supplier = lines.iter().find_map(|line| line.supplier);
        let number = sqlx::query(order::sql::NEXT_NUMBER).bind(SERIES).bind(FIRST_NUMBER);
        let number = format!("P-{}", number.fetch_one(tx.connection()).await?.try_get::<i64, _>("number")?);
        sqlx::query(sql::INSERT)
            .bind(self.id.0)
            .bind(number.clone())
            .bind(supplier)
            .bind(self.currency.clone())
            .bind(self.actor.clone())
            .bind(self.now.0)
            .execute(tx.connection())
            .await?;
        for line in &lines {
            sqlx::query(sql::ADD_LINE)
                .bind(self.database.next_id())
                .bind(self.id.0)
                .bind(line.variant)
                .bind(line.quantity)
                .bind(line.unit_cost)
                .bind(line.supplier_sku.clone())
                .execute(tx.connection())
                .await?;
        }
        note(tx, &self.database, &self.actor, ("purchase.create", self.id, &number), self.now).await
    }

    async fn lines(&self, tx: &mut Transaction) -> Result<Vec<Bought>, PurchaseError> {
        if self.variants.is_empty() {
            return Ok(Vec::new());
        }
        let since = self.now.plus(Timestamp::DAY.saturating_mul(-DAYS));
        let statement = with_list(sql::TO_BUY, 3, self.variants.len());
        let query = many(statement).bind(self.low_stock).bind(since.0);
        let query = self.variants.iter().fold(query, |query, variant| query.bind(variant.0));
        let mut lines = Vec::new();
        for row in query.fetch_all(tx.connection()).await? {
            let variant: i64 = row.try_get("variant_id")?;
            let cost: Option<i64> = row.try_get("cost")?;
            let mut line = Bought {
                variant,
                quantity: suggested(
                    row.try_get("low_stock")?,
                    row.try_get("available")?,
                    row.try_get("on_order")?,
                    row.try_get("sold")?,
                ),
                unit_cost: cost.unwrap_or(0),
                supplier_sku: String::new(),
                supplier: None,
            };
            if let Some(last) = sqlx::query(sql::LAST_BOUGHT).bind(variant).fetch_optional(tx.connection()).await? {
                line.unit_cost = last.try_get("unit_cost")?;
                line.supplier_sku = last.try_get("supplier_sku")?;
                line.supplier = last.try_get("supplier_id")?;
            }
            lines.push(line);
        }
        Ok(lines)
    }
}

/// Saves a draft; of a purchase order that was sent, only the day on which it is expected and the note.
///
/// # Errors
/// Fields that cannot stay, one that has ended, somebody who was faster; a database that failed.
pub async fn save(
    shop: &Shop,
    actor: &Actor,
    id: PurchaseOrderId,
    version: i64,
    form: &PurchaseForm,
) -> Result<(), PurchaseError> {
    let draft = Arc::new(form.check(shop.settings.currency).map_err(PurchaseError::Fields)?);
    let (database, name, now) = (shop.database.clone(), actor.name.clone(), shop.clock.now());
    shop.database
        .write(move |tx| {
            let (database, name, draft) = (database.clone(), name.clone(), Arc::clone(&draft));
            Box::pin(async move {
                let head = sqlx::query(sql::LOCK).bind(id.0).fetch_optional(tx.connection()).await?;
                let head = head.ok_or(PurchaseError::NotFound)?;
                let state = read::state(&head)?;
                if head.try_get::<i64, _>("version")? != version || !(state.is_draft() || state.is_open()) {
                    return Err(PurchaseError::Conflict);
                }
                let mut supplier: Option<i64> = head.try_get("supplier_id")?;
                if state.is_draft() {
                    supplier = draft.supplier.map(|supplier| supplier.0);
                    refuse_unknown(tx, supplier).await?;
                    save_lines(tx, &database, id, &draft).await?;
                }
                sqlx::query(sql::SAVE)
                    .bind(id.0)
                    .bind(supplier)
                    .bind(draft.expected.map(Date::days))
                    .bind(draft.note.clone())
                    .bind(now.0)
                    .execute(tx.connection())
                    .await?;
                let number: String = head.try_get("number")?;
                note(tx, &database, &name, ("purchase.save", id, &number), now).await
            })
        })
        .await
}

async fn refuse_unknown(tx: &mut Transaction, supplier: Option<i64>) -> Result<(), PurchaseError> {
    let Some(supplier) = supplier else { return Ok(()) };
    let known = sqlx::query(super::supplier::sql::EXISTS).bind(supplier).fetch_optional(tx.connection()).await?;
    if known.is_some() { Ok(()) } else { Err(PurchaseError::field("supplier", "This supplier is no longer there.")) }
}

async fn save_lines(
    tx: &mut Transaction,
    database: &Database,
    id: PurchaseOrderId,
    draft: &PurchaseDraft,
) -> Result<(), PurchaseError> {
    for line in &draft.lines {
        let query = if line.quantity == 0 {
            sqlx::query(sql::DELETE_LINE).bind(line.id.0).bind(id.0)
        } else {
            sqlx::query(sql::SAVE_LINE)
                .bind(line.id.0)
                .bind(id.0)
                .bind(line.quantity)
                .bind(line.unit_cost)
                .bind(line.supplier_sku.clone())
        };
        query.execute(tx.connection()).await?;
    }
    let Some(code) = &draft.add else { return Ok(()) };
    let (variant, cost) = inventory::admin::by_code(tx.connection(), code).await?;
    let last = sqlx::query(sql::LAST_BOUGHT).bind(variant.id.0).fetch_optional(tx.connection()).await?;
    let (unit_cost, supplier_sku): (i64, String) = match last {
        Some(last) => (last.try_get("unit_cost")?, last.try_get("supplier_sku")?),
        None => (cost.unwrap_or(0), String::new()),
    };
    let added = sqlx::query(sql::ADD_LINE)
        .bind(database.next_id())
        .bind(id.0)
        .bind(variant.id.0)
        .bind(1_i64)
        .bind(unit_cost)
        .bind(supplier_sku)
        .execute(tx.connection())
        .await?;
    if added.rows_affected() == 1 {
        return Ok(());
    }
    Err(PurchaseError::field("add", &format!("{} is on this purchase order already.", variant.sku)))
}

/// Remembers who did what with a purchase order.
pub(super) async fn note(
    tx: &mut Transaction,
    database: &Database,
    actor: &str,
    (action, id, detail): (&str, PurchaseOrderId, &str),
    now: Timestamp,
) -> Result<(), PurchaseError> {
    let subject = format!("purchase order {id}");
    let entry = audit::Entry { actor, action, subject: &subject, detail };
    Ok(audit::record(tx, database.next_id(), entry, now).await?)
}
