//! What is for sale, in memory: an index of all published products for lists, facets, tiles and menus, and the product pages
//! that were asked for.
//!
//! Not here: what words find (the search port), what the manager sees. Invariants: an index is never changed, only replaced
//! as a whole; whoever has written calls [`Shelf::refresh`] after the commit, and from then on every page shows the change;
//! a page that was being made while its product changed is not kept.

mod bits;
mod collection;
mod entry;
mod facet;
mod index;
mod kept;
mod list;
mod load;
mod order;
mod pick;
mod price;
#[cfg(test)]
mod tests;
mod tree;

use std::{
    collections::{BTreeSet, HashMap},
    fmt,
    sync::{Arc, Mutex, PoisonError, RwLock},
};

use domain::{currency::Selling, kernel::ProductId};
pub use list::PAGE_SIZE;

use self::entry::Entry;
pub(in crate::catalog) use self::{
    bits::Bits,
    index::{Index, Stock},
    kept::{Kept, Scope, Told},
    list::Base,
    tree::Category,
};
use super::register::Register;
use crate::{
    catalog::texts::Texts,
    db::{Database, DatabaseError},
    port::Clock,
};

/// Above this many changed products everything is read anew.
const MOST_READ_ONE_BY_ONE: usize = 500;

/// The published products, in memory.
pub struct Shelf {
    database: Database,
    clock: Arc<dyn Clock>,
    index: RwLock<Arc<Index>>,
    /// The currencies beside the shop's own, each with the index that tells its prices.
    further: RwLock<Arc<Further>>,
    kept: Kept,
    register: Register,
    texts: Texts,
    waiting: Mutex<BTreeSet<ProductId>>,
    turn: tokio::sync::Mutex<()>,
}

type Further = Vec<(Selling, Arc<Index>)>;

/// The key under which answers in a currency are kept.
pub(in crate::catalog) fn told_in(selling: &Selling) -> Told {
    selling.foreign().map(|currency| (currency, selling.revision))
}

impl fmt::Debug for Shelf {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Shelf").field("products", &self.index().len()).finish_non_exhaustive()
    }
}

impl Shelf {
    /// An empty shelf; [`Shelf::reload`] fills it.
    #[must_use]
    pub fn new(database: Database, clock: Arc<dyn Clock>) -> Self {
        Self {
            database,
            clock,
            index: RwLock::default(),
            further: RwLock::default(),
            kept: Kept::new(),
            register: Register::default(),
            texts: Texts::default(),
            waiting: Mutex::default(),
            turn: tokio::sync::Mutex::default(),
        }
    }

    /// What the manager's list knows of all products; it hears of every change that the shelf hears of.
    pub(in crate::catalog) fn register(&self) -> &Register {
        &self.register
    }

    /// A number that rises whenever anything changes that a page shows.
    #[must_use]
    pub fn generation(&self) -> u64 {
        self.kept.page_generation().wrapping_add(self.kept.list_generation())
    }

    /// How many products there are.
    #[must_use]
    pub fn size(&self) -> usize {
        self.index().len()
    }

    pub(in crate::catalog) fn index(&self) -> Arc<Index> {
        Arc::clone(&self.index.read().unwrap_or_else(PoisonError::into_inner))
    }

    /// The index with its prices in this currency. It is made with every index for each currency that is sold in; for one that came in
    /// this moment it is made for whoever asks.
    pub(in crate::catalog) fn index_in(&self, selling: &Selling) -> Arc<Index> {
        if selling.is_base() {
            return self.index();
        }
        let further = self.further();
        let known = further.iter().find(|(known, _)| known.currency == selling.currency);
        known.map_or_else(|| Arc::new(self.index().sold_in(selling)), |(_, index)| Arc::clone(index))
    }

    fn further(&self) -> Arc<Further> {
        Arc::clone(&self.further.read().unwrap_or_else(PoisonError::into_inner))
    }

    fn sellings(&self) -> Vec<Selling> {
        self.further().iter().map(|(selling, _)| *selling).collect()
    }

    /// From now on prices are told in these currencies, too, by these rates.
    ///
    /// # Errors
    /// A database that does not answer; the shelf stays as it was.
    pub async fn sell_in(&self, sellings: Vec<Selling>) -> Result<(), DatabaseError> {
        let _turn = self.turn.lock().await;
        let had_none = self.further().is_empty();
        if sellings == self.sellings() {
            return Ok(());
        }
        let index = self.index();
        // The first of them brings the own prices with it.
        let is_new = had_none && index.len() > 0;
        let priced = tokio::task::spawn_blocking(move || priced(&index, &sellings)).await;
        match priced {
            Ok(further) => *self.further.write().unwrap_or_else(PoisonError::into_inner) = Arc::new(further),
            Err(error) => tracing::error!(%error, "the prices in other currencies could not be told"),
        }
        self.kept.forget_everything();
        if is_new { self.reload_in_turn().await } else { Ok(()) }
    }

    pub(in crate::catalog) fn kept(&self) -> &Kept {
        &self.kept
    }

    /// Reads everything anew.
    ///
    /// # Errors
    /// A database that does not answer; the shelf stays as it was.
    pub async fn reload(&self) -> Result<(), DatabaseError> {
        self.register.mark_everything();
        let _turn = self.turn.lock().await;
        self.reload_in_turn().await
    }

    async fn reload_in_turn(&self) -> Result<(), DatabaseError> {
        self.texts.reload(&self.database).await?;
        let stock = load::everything(&self.database, !self.further().is_empty()).await?;
        self.replace(stock).await;
        Ok(())
    }

    /// Reads these products anew, after they were changed. The change is already committed, so a failure is not the caller's:
    /// it is logged, and the products are read with the next ones.
    pub async fn refresh(&self, products: &[ProductId]) {
        if products.is_empty() {
            return;
        }
        let products = &self.with_bundles(products).await[..];
        self.register.mark(products);
        self.forget_pages(products);
        self.waiting().extend(products.iter().copied());
        let _turn = self.turn.lock().await;
        // Whoever had the turn before may have taken ours along: then nothing waits any more.
        let batch = std::mem::take(&mut *self.waiting());
        if batch.is_empty() {
            return;
        }
        if let Err(error) = self.read_anew(&batch).await {
            tracing::error!(%error, products = batch.len(), "the shelf could not be refreshed");
            self.waiting().extend(batch);
        }
    }

    /// The products, and the bundles that they have a part in: what changes a part changes them.
    async fn with_bundles(&self, products: &[ProductId]) -> Vec<ProductId> {
        let mut all = products.to_vec();
        // So many are read anew with everything else.
        if products.len() > MOST_READ_ONE_BY_ONE {
            return all;
        }
        match load::bundles_with(&self.database, products).await {
            Ok(bundles) => all.extend(bundles),
            Err(error) => tracing::error!(%error, "the bundles with changed products could not be read"),
        }
        all.sort_unstable();
        all.dedup();
        all
    }

    fn waiting(&self) -> std::sync::MutexGuard<'_, BTreeSet<ProductId>> {
        self.waiting.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn forget_pages(&self, products: &[ProductId]) {
        let index = self.index();
        let slugs = products.iter().filter_map(|id| index.entry(*id)).map(|entry| entry.tile.slug.as_str());
        let others: Vec<Told> = self.sellings().iter().map(told_in).collect();
        self.kept.forget_pages(slugs, &others);
    }

    async fn read_anew(&self, products: &BTreeSet<ProductId>) -> Result<(), DatabaseError> {
        if products.len() > MOST_READ_ONE_BY_ONE {
            return self.reload_in_turn().await;
        }
        let mut changes: HashMap<ProductId, Option<Arc<Entry>>> = HashMap::new();
        let before = self.index();
        let ids: Vec<ProductId> = products.iter().copied().collect();
        let found = load::products(&self.database, &ids, !self.further().is_empty()).await?;
        let mut now: HashMap<ProductId, Entry> = found.into_iter().map(|entry| (entry.id(), entry)).collect();
        for id in ids {
            if let Some(change) = change(before.entry(id), now.remove(&id)) {
                changes.insert(id, change);
            }
        }
        // Most sales change how many there are, but nothing that a list shows.
        if changes.is_empty() {
            return Ok(());
        }
        let mut stock = load::around(&self.database, before.stock.entries.clone()).await?;
        for (id, change) in changes {
            match change {
                Some(entry) => stock.entries.insert(id, entry),
                None => stock.entries.remove(&id),
            };
        }
        self.replace(stock).await;
        Ok(())
    }

    /// Reads anew what stands around the products: categories, attributes and collections. The change is already committed, so a
    /// failure is logged, and made good with the next change.
    pub async fn refresh_frame(&self) {
        let _turn = self.turn.lock().await;
        match load::around(&self.database, self.index().stock.entries.clone()).await {
            Ok(stock) => self.replace(stock).await,
            Err(error) => tracing::error!(%error, "the shelf's frame could not be refreshed"),
        }
    }

    async fn replace(&self, stock: Stock) {
        let (now, sellings) = (self.clock.now(), self.sellings());
        let made = tokio::task::spawn_blocking(move || {
            let index = Index::new(stock, now);
            let further = priced(&index, &sellings);
            (index, further)
        });
        match made.await {
            Ok((index, further)) => self.put(index, further),
            Err(error) => tracing::error!(%error, "the shelf's index could not be made"),
        }
    }

    fn put(&self, index: Index, further: Further) {
        *self.index.write().unwrap_or_else(PoisonError::into_inner) = Arc::new(index);
        if !further.is_empty() {
            *self.further.write().unwrap_or_else(PoisonError::into_inner) = Arc::new(further);
        }
        self.kept.forget_everything();
    }

    /// What is said in other languages.
    pub(in crate::catalog) fn texts(&self) -> &Texts {
        &self.texts
    }

    /// Reads the texts in further languages anew, after many were written at once.
    ///
    /// # Errors
    /// A database that does not answer.
    pub async fn reload_texts(&self) -> Result<(), DatabaseError> {
        self.texts.reload(&self.database).await?;
        self.forget_texts();
        Ok(())
    }

    /// Reads anew what categories, collections and brands say in further languages.
    ///
    /// # Errors
    /// A database that does not answer.
    pub async fn reload_things(&self) -> Result<(), DatabaseError> {
        self.texts.reload_things(&self.database).await?;
        self.forget_texts();
        Ok(())
    }

    /// Called when something is said differently: pages that tell it are forgotten.
    pub(in crate::catalog) fn forget_texts(&self) {
        self.kept.forget_everything();
    }

    /// Called when the search index has changed: what it answered before is forgotten.
    pub fn forget_searches(&self) {
        self.kept.forget_lists();
    }

    /// Called when something has changed that pages show beside products: pages that were rendered before are not given out.
    pub fn forget_rendered(&self) {
        self.kept.forget_pages(std::iter::empty(), &[]);
    }
}

/// The index in each of these currencies.
fn priced(index: &Index, sellings: &[Selling]) -> Further {
    sellings.iter().map(|selling| (*selling, Arc::new(index.sold_in(selling)))).collect()
}

/// What has changed about a product: `None` when nothing has, `Some(None)` when it is gone.
#[allow(clippy::option_option, reason = "not changed, gone, and new content are three things")]
fn change(before: Option<&Arc<Entry>>, now: Option<Entry>) -> Option<Option<Arc<Entry>>> {
    match (before, now) {
        (None, None) => None,
        (Some(_), None) => Some(None),
        (None, Some(now)) => Some(Some(Arc::new(now))),
        (Some(before), Some(mut now)) => {
            now.tile.is_new = before.tile.is_new;
            (**before != now).then(|| Some(Arc::new(now)))
        }
    }
}
