//! The grid: the variants of chosen products, and one save for everything that was typed.

use std::{
    collections::{HashMap, HashSet},
    sync::Arc,
};

use domain::{
    catalog::bulk::{
        BulkProduct, BulkVariant, Change, Field, Subject, check_row, read_cell, show_cell,
        view::{Conflict, GridData, Refused, Selection},
    },
    kernel::{Currency, ProductChangeId, ProductId},
};

use super::{
    BulkError, read, sql,
    write::{self, Pen},
};
use crate::{
    Shop,
    account::Actor,
    catalog::admin::score,
    db::{DatabaseError, Transaction, audit},
};

/// So many variants stand in the grid.
pub const MOST_GRID_ROWS: usize = 2_000;
/// So many products are read at a time.
const CHUNK: usize = 400;
/// So many products are scored at once; the others follow within seconds.
const MOST_SCORES: usize = 50;

/// The chosen products, as many as the grid takes.
///
/// # Errors
/// Nothing is chosen; a database that failed.
pub async fn grid(shop: &Shop, selection: &Selection) -> Result<GridData, BulkError> {
    let chosen = read::targets(shop, selection).await?;
    let mut connection = shop.database.connect().await?;
    let (mut products, mut variants) = (Vec::new(), 0_usize);
    'reading: for ids in chosen.chunks(CHUNK) {
        for product in read::products(&mut connection, ids, None).await? {
            variants = variants.saturating_add(product.variants.len());
            if variants > MOST_GRID_ROWS {
                break 'reading;
            }
            products.push(product);
        }
    }
    drop(connection);
    let tax_classes = read::tax_classes(shop).await?;
    Ok(GridData { products, chosen: chosen.len(), currency: shop.settings.currency, tax_classes })
}

/// Saves everything that was typed, or nothing of it, and says under which change it can be taken back.
///
/// # Errors
/// Values that cannot stay, values that somebody else has changed, a database that failed.
pub async fn save(shop: &Shop, actor: &Actor, changes: Vec<Change>) -> Result<ProductChangeId, BulkError> {
    let changes: Vec<Change> = changes.into_iter().filter(|change| change.before != change.after).collect();
    if changes.is_empty() {
        return Err(BulkError::Nothing);
    }
    let before = products_of(shop, &changes).await?;
    check(shop, &changes, &before).await?;
    let work = Arc::new(Save { shop: shop.clone(), actor: actor.name.clone(), id: shop.database.next_id(), changes });
    let id = ProductChangeId(work.id);
    let running = Arc::clone(&work);
    let written = shop.database.write(move |tx| {
        let work = Arc::clone(&running);
        Box::pin(async move { work.run(tx).await })
    });
    let products = match written.await {
        Err(BulkError::Conflict(conflicts)) => return Err(told(shop, &work.changes, conflicts).await?),
        written => written?,
    };
    shop.shelf.refresh(&products).await;
    if products.len() <= MOST_SCORES {
        score::tell(shop, products.into_iter()).await?;
    }
    Ok(id)
}

/// A save, ready to run and to run again.
struct Save {
    shop: Shop,
    actor: String,
    id: i64,
    changes: Vec<Change>,
}

impl Save {
    async fn run(&self, tx: &mut Transaction) -> Result<Vec<ProductId>, BulkError> {
        let now = self.shop.clock.now();
        let pen = Pen { database: &self.shop.database, actor: &self.actor, now, currency: self.shop.settings.currency };
        let count = i64::try_from(self.changes.len()).unwrap_or(i64::MAX);
        sqlx::query(sql::ADD_CHANGE)
            .bind(self.id)
            .bind(if count == 1 { "1 value in the grid".to_owned() } else { format!("{count} values in the grid") })
            .bind("")
            .bind("")
            .bind("done")
            .bind(count)
            .bind(count)
            .bind(count)
            .bind(self.actor.clone())
            .bind(0_i64)
            .bind(now.0)
            .execute(tx.connection())
            .await?;
        let refused = write::write(tx, pen, &self.changes).await?;
        if !refused.is_empty() {
            let conflict = |change: Change| Conflict { subject: change.subject, field: change.field, theirs: None };
            return Err(BulkError::Conflict(refused.into_iter().map(conflict).collect()));
        }
        write::record(tx, ProductChangeId(self.id), &self.changes.iter().collect::<Vec<_>>()).await?;
        let products = write::touch(tx, pen, self.changes.iter()).await?;
        let subject = format!("product change {}", self.id);
        let detail = format!("{count} values of {} products", products.len());
        let entry = audit::Entry { actor: &self.actor, action: "product.grid", subject: &subject, detail: &detail };
        audit::record(tx, self.shop.database.next_id(), entry, now).await?;
        Ok(products)
    }
}

async fn products_of(shop: &Shop, changes: &[Change]) -> Result<HashMap<ProductId, BulkProduct>, DatabaseError> {
    let ids: HashSet<ProductId> = changes.iter().map(|change| change.product).collect();
    let ids: Vec<ProductId> = ids.into_iter().collect();
    let mut connection = shop.database.connect().await?;
    let mut products = HashMap::with_capacity(ids.len());
    for part in ids.chunks(CHUNK) {
        let read = read::products(&mut connection, part, None).await?;
        products.extend(read.into_iter().map(|product| (product.id, product)));
    }
    Ok(products)
}

fn variant_of(product: &BulkProduct, subject: Subject) -> Option<&BulkVariant> {
    product.variants.iter().find(|variant| Subject::Variant(variant.id) == subject)
}

/// What stands there now; none when the product or variant is gone, or the field is not one of its own.
fn value_now(products: &HashMap<ProductId, BulkProduct>, change: &Change) -> Option<String> {
    let product = products.get(&change.product)?;
    match change.subject {
        Subject::Product(id) => {
            (id == product.id && change.field.is_of_product()).then(|| product.value(None, change.field))
        }
        subject @ Subject::Variant(_) => {
            let variant = variant_of(product, subject).filter(|_| !change.field.is_of_product())?;
            Some(product.value(Some(variant), change.field))
        }
    }
}

/// Looks at every value once more: what comes from a browser was typed by anybody.
async fn check(shop: &Shop, changes: &[Change], products: &HashMap<ProductId, BulkProduct>) -> Result<(), BulkError> {
    let classes = read::tax_classes(shop).await?;
    let mut wrong = Vec::new();
    let mut seen = HashSet::new();
    let mut skus: HashMap<&str, Subject> = HashMap::new();
    for change in changes {
        let mut refuse = |words: String| {
            wrong.push(Refused { subject: change.subject, field: change.field, words });
        };
        if !seen.insert((change.subject, change.field)) {
            refuse("This cell came twice.".to_owned());
        }
        if let Some(words) = products.get(&change.product).and_then(|product| product.fixed(change.field)) {
            refuse(words.to_owned());
        }
        if let Some(words) = wrong_value(change, shop.settings.currency, &classes) {
            refuse(words);
        }
        if change.field == Field::Sku && skus.insert(&change.after, change.subject).is_some() {
            refuse("Another variant has this SKU.".to_owned());
        }
    }
    wrong.extend(wrong_rows(changes, products));
    if wrong.is_empty() { Ok(()) } else { Err(BulkError::Refused(wrong)) }
}

fn wrong_value(change: &Change, currency: Currency, classes: &[String]) -> Option<String> {
    if change.field == Field::TaxClass && !classes.contains(&change.after) {
        return Some(format!("Write one of these: {}.", classes.join(", ")));
    }
    let shown = show_cell(change.field, &change.after, currency);
    match read_cell(change.field, &shown, currency) {
        Ok(read) if read == change.after => None,
        Ok(_) => Some("This cannot be read.".to_owned()),
        Err(error) => Some(error.0),
    }
}

/// What does not fit together in the variants as they will stand.
fn wrong_rows(changes: &[Change], products: &HashMap<ProductId, BulkProduct>) -> Vec<Refused> {
    let mut rows: HashMap<Subject, Vec<&Change>> = HashMap::new();
    for change in changes.iter().filter(|change| !change.field.is_of_product()) {
        rows.entry(change.subject).or_default().push(change);
    }
    let mut wrong = Vec::new();
    for (subject, changes) in rows {
        let product = changes.first().and_then(|change| products.get(&change.product));
        let Some((product, variant)) = product.and_then(|product| Some((product, variant_of(product, subject)?)))
        else {
            continue;
        };
        let value = |field| {
            let typed = changes.iter().find(|change| change.field == field).map(|change| change.after.clone());
            typed.unwrap_or_else(|| product.value(Some(variant), field))
        };
        let errors = check_row(value).into_iter();
        wrong.extend(errors.map(|(field, error)| Refused { subject, field, words: error.0 }));
    }
    wrong
}

/// Why values were not written: somebody else changed them, or what is typed cannot be taken.
async fn told(shop: &Shop, changes: &[Change], conflicts: Vec<Conflict>) -> Result<BulkError, DatabaseError> {
    let now = products_of(shop, changes).await?;
    let (mut theirs, mut refused) = (Vec::new(), Vec::new());
    for conflict in conflicts {
        let same = |change: &&Change| (change.subject, change.field) == (conflict.subject, conflict.field);
        let Some(change) = changes.iter().find(same) else { continue };
        let value = value_now(&now, change);
        let words = match change.field {
            Field::Sku if value.as_deref() == Some(change.before.as_str()) => "Another variant has this SKU.",
            Field::OnHand if value.is_some() => {
                "So many cannot be taken away: they were sold meanwhile, or are held for orders."
            }
            _ => {
                theirs.push(Conflict { theirs: value, ..conflict });
                continue;
            }
        };
        refused.push(Refused { subject: conflict.subject, field: conflict.field, words: words.to_owned() });
    }
    Ok(if theirs.is_empty() { BulkError::Refused(refused) } else { BulkError::Conflict(theirs) })
}
