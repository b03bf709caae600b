//! Answers that were given before: product pages and lists, bounded, and forgotten when what they show changes.
//!
//! An answer carries the generation in which its making began. Forgetting starts a new generation first, so an answer that was
//! made from what stood there before is never given out after it.

use std::sync::{
    Arc,
    atomic::{AtomicU64, Ordering},
};

use domain::{
    catalog::{
        ListQuery,
        view::{ProductListView, ProductPageView},
    },
    kernel::{CategoryId, CollectionId, Currency},
};
use moka::sync::Cache;

/// Product pages that are kept, weighed by their text.
const MOST_PAGE_BYTES: u64 = 16 * 1024 * 1024;
const MOST_LISTS: u64 = 500;

/// What a list looks through.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(in crate::catalog) enum Scope {
    /// A category and its descendants.
    Category(CategoryId),
    /// What is reduced.
    Sale,
    /// What is new.
    New,
    /// A collection.
    Collection(CollectionId),
    /// What the question's words find.
    Search,
}

/// In which currency prices are told that is not the shop's own, and by which revision of its rate.
pub(in crate::catalog) type Told = Option<(Currency, i64)>;

#[derive(Clone, Debug)]
struct Dated<T> {
    generation: u64,
    value: Arc<T>,
}

/// The kept answers.
#[derive(Debug)]
pub(in crate::catalog) struct Kept {
    pages: Cache<String, Dated<ProductPageView>>,
    foreign_pages: Cache<(Currency, i64, String), Dated<ProductPageView>>,
    page_generation: AtomicU64,
    lists: Cache<(Told, Scope, ListQuery), Dated<ProductListView>>,
    list_generation: AtomicU64,
}

fn weight(page: &ProductPageView) -> usize {
    let per_part = 400;
    let parts = page.pictures.len() + page.variants.len() + page.related.len() * 3 + page.details.len() + 2;
    page.description_html.len() + parts * per_part
}

impl Kept {
    pub fn new() -> Self {
        let pages = Cache::builder()
            .max_capacity(MOST_PAGE_BYTES)
            .weigher(|slug: &String, page: &Dated<ProductPageView>| {
                u32::try_from(slug.len() + weight(&page.value)).unwrap_or(u32::MAX)
            })
            .build();
        let foreign_pages = Cache::builder()
            .max_capacity(MOST_PAGE_BYTES)
            .weigher(|key: &(Currency, i64, String), page: &Dated<ProductPageView>| {
                u32::try_from(key.2.len() + weight(&page.value)).unwrap_or(u32::MAX)
            })
            .build();
        let lists = Cache::builder().max_capacity(MOST_LISTS).build();
        let (page_generation, list_generation) = (AtomicU64::new(0), AtomicU64::new(0));
        Self { pages, foreign_pages, page_generation, lists, list_generation }
    }

    /// The generation in which a page that is made now begins.
    pub fn page_generation(&self) -> u64 {
        self.page_generation.load(Ordering::SeqCst)
    }

    /// The kept page.
    pub fn page(&self, told: Told, slug: &str) -> Option<Arc<ProductPageView>> {
        let page = match told {
            None => self.pages.get(slug),
            Some((currency, revision)) => self.foreign_pages.get(&(currency, revision, slug.to_owned())),
        };
        page.map(|page| page.value)
    }

    /// Keeps a page, unless anything was forgotten since its making began.
    pub fn keep_page(&self, generation: u64, told: Told, page: &Arc<ProductPageView>) {
        if generation != self.page_generation() {
            return;
        }
        let (slug, dated) = (page.slug.clone(), Dated { generation, value: Arc::clone(page) });
        match told {
            None => self.pages.insert(slug, dated),
            Some((currency, revision)) => self.foreign_pages.insert((currency, revision, slug), dated),
        }
        // Forgotten between the look and the insert: then it is not kept either.
        if generation != self.page_generation() {
            self.forget_page(told, &page.slug);
        }
    }

    fn forget_page(&self, told: Told, slug: &str) {
        match told {
            None => self.pages.invalidate(slug),
            Some((currency, revision)) => self.foreign_pages.invalidate(&(currency, revision, slug.to_owned())),
        }
    }

    /// Forgets these pages, in the shop's own currency and in the others.
    pub fn forget_pages<'a>(&self, slugs: impl Iterator<Item = &'a str>, others: &[Told]) {
        self.page_generation.fetch_add(1, Ordering::SeqCst);
        for slug in slugs {
            self.forget_page(None, slug);
            others.iter().for_each(|told| self.forget_page(*told, slug));
        }
    }

    /// The generation in which a list that is made now begins.
    pub fn list_generation(&self) -> u64 {
        self.list_generation.load(Ordering::SeqCst)
    }

    /// The kept list.
    pub fn list(&self, told: Told, scope: Scope, query: &ListQuery) -> Option<Arc<ProductListView>> {
        let current = self.list_generation();
        self.lists.get(&(told, scope, query.clone())).filter(|list| list.generation == current).map(|list| list.value)
    }

    /// Keeps a list whose making began in this generation.
    pub fn keep_list(
        &self,
        generation: u64,
        (told, scope): (Told, Scope),
        query: &ListQuery,
        list: &Arc<ProductListView>,
    ) {
        if generation == self.list_generation() {
            self.lists.insert((told, scope, query.clone()), Dated { generation, value: Arc::clone(list) });
        }
    }

    /// Forgets all lists.
    pub fn forget_lists(&self) {
        self.list_generation.fetch_add(1, Ordering::SeqCst);
        self.lists.invalidate_all();
    }

    /// Forgets all pages and lists: tiles stand on both.
    pub fn forget_everything(&self) {
        self.page_generation.fetch_add(1, Ordering::SeqCst);
        self.pages.invalidate_all();
        self.foreign_pages.invalidate_all();
        self.forget_lists();
    }
}
