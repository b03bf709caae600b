//! The published products, sorted into every drawer in which a list may look. Made once, never changed.

use std::{
    collections::{BTreeMap, HashMap},
    sync::Arc,
};

use domain::{
    catalog::{
        Sort,
        view::{CategoryLink, Picture, ProductTile},
    },
    currency::Selling,
    kernel::{CategoryId, ProductId, Timestamp},
};

use super::{
    bits::Bits,
    collection::{Collection, Shown},
    entry::{Attribute, Entry},
    facet::{Facet, facets},
    order::{Orders, breadth_first},
    price::PriceSteps,
    tree::{Category, Tree},
};

/// For how long a product is new.
pub(in crate::catalog) const NEW_FOR_DAYS: i64 = 45;

/// What an index is made from.
#[derive(Clone, Debug, Default)]
pub(in crate::catalog) struct Stock {
    /// The published products by id.
    pub entries: BTreeMap<ProductId, Arc<Entry>>,
    /// The categories in the order in which they are shown.
    pub categories: Vec<Category>,
    /// The attributes in the order in which they are shown.
    pub attributes: Vec<Attribute>,
    /// The published collections.
    pub collections: Vec<Collection>,
}

/// The index.
#[derive(Clone, Debug, Default)]
pub(in crate::catalog) struct Index {
    /// What it was made from.
    pub stock: Stock,
    /// The categories.
    pub tree: Tree,
    /// The menu, with counts; it stands on every page, so it has no pictures.
    pub menu: Vec<CategoryLink>,
    pub(super) entries: Vec<Arc<Entry>>,
    positions: HashMap<ProductId, u32>,
    pub(super) everything: Bits,
    pub(super) in_stock: Bits,
    pub(super) reduced: Bits,
    pub(super) new: Bits,
    members: HashMap<CategoryId, Bits>,
    pub(super) facets: Vec<Facet>,
    pub(super) prices: PriceSteps,
    pub(super) orders: Orders,
    pub(super) collections: Vec<Shown>,
    pub(super) made_at: Timestamp,
}

fn matching(entries: &[Arc<Entry>], wanted: impl Fn(&Entry) -> bool) -> Bits {
    let positions = entries.iter().zip(0_u32..).filter(|(entry, _)| wanted(entry)).map(|(_, position)| position);
    Bits::of(entries.len(), positions)
}

impl Index {
    /// Sorts everything in. `now` decides what is new.
    pub fn new(stock: Stock, now: Timestamp) -> Self {
        let tree = Tree::new(stock.categories.clone());
        let new_since = now.plus(-NEW_FOR_DAYS.saturating_mul(Timestamp::DAY)).0;
        let entries: Vec<Arc<Entry>> =
            breadth_first(stock.entries.values().cloned().map(|entry| mark_new(entry, new_since)).collect());
        let positions = entries.iter().zip(0_u32..).map(|(entry, position)| (entry.id(), position)).collect();
        let members = category_members(&entries, &tree);
        let mut index = Self {
            positions,
            everything: matching(&entries, |_| true),
            in_stock: matching(&entries, |entry| entry.tile.in_stock),
            reduced: matching(&entries, Entry::is_reduced),
            new: matching(&entries, |entry| entry.tile.is_new),
            members,
            facets: facets(&entries, &stock.attributes),
            prices: PriceSteps::new(entries.len(), entries.iter().map(AsRef::as_ref)),
            orders: Orders::new(&entries),
            entries,
            tree,
            stock,
            menu: Vec::new(),
            collections: Vec::new(),
            made_at: now,
        };
        index.collections = index.show_collections();
        index.menu = index.links_below(None, 1).into_iter().map(without_pictures).collect();
        index
    }

    /// The same shelf with its prices in another currency: what depends on prices is sorted anew, and what is where stays, so that
    /// collections by price hold the same things for everybody. A price that has no place in 64 bits there stays as it is.
    pub fn sold_in(&self, selling: &Selling) -> Self {
        let sold = |entry: &Arc<Entry>| entry.sold_in(selling).map_or_else(|| Arc::clone(entry), Arc::new);
        let entries: Vec<Arc<Entry>> = self.entries.iter().map(sold).collect();
        Self {
            reduced: matching(&entries, Entry::is_reduced),
            prices: PriceSteps::new(entries.len(), entries.iter().map(AsRef::as_ref)),
            orders: Orders::new(&entries),
            stock: Stock::default(),
            entries,
            tree: self.tree.clone(),
            menu: self.menu.clone(),
            positions: self.positions.clone(),
            everything: self.everything.clone(),
            in_stock: self.in_stock.clone(),
            new: self.new.clone(),
            members: self.members.clone(),
            facets: self.facets.clone(),
            collections: self.collections.clone(),
            made_at: self.made_at,
        }
    }

    /// How many products there are.
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// The product with this id.
    pub fn entry(&self, id: ProductId) -> Option<&Arc<Entry>> {
        self.positions.get(&id).and_then(|position| self.at(*position))
    }

    pub(super) fn at(&self, position: u32) -> Option<&Arc<Entry>> {
        self.entries.get(position as usize)
    }

    pub(super) fn position(&self, id: ProductId) -> Option<u32> {
        self.positions.get(&id).copied()
    }

    pub(super) fn members(&self, category: CategoryId) -> Option<&Bits> {
        self.members.get(&category)
    }

    /// How many products shoppers find in a category or below it.
    pub fn count_in(&self, category: CategoryId) -> u32 {
        self.members(category).map_or(0, Bits::count)
    }

    /// Whether a product is in a category or below it.
    pub fn is_in(&self, product: ProductId, category: CategoryId) -> bool {
        let members = self.members(category);
        self.position(product).zip(members).is_some_and(|(position, members)| members.contains(position))
    }

    /// The first tiles of a set in an order.
    pub(super) fn first(&self, set: &Bits, sort: Sort, most: usize) -> Vec<ProductTile> {
        let positions = self.orders.positions(sort, self.len()).filter(|position| set.contains(*position));
        positions.take(most).filter_map(|position| self.at(position)).map(|entry| entry.tile.clone()).collect()
    }

    /// The category as a link, with its count, and its own picture or that of its first product.
    pub fn link(&self, category: &Category) -> CategoryLink {
        let members = self.members.get(&category.id);
        let picture = || members.and_then(|members| members.iter().find_map(|position| self.picture_at(position)));
        category.link(members.map_or(0, Bits::count), category.picture.clone().or_else(picture))
    }

    fn picture_at(&self, position: u32) -> Option<Picture> {
        self.at(position).and_then(|entry| entry.tile.pictures.first().cloned())
    }

    /// The children of a category, or the tops, as links that are `depth` levels deep below themselves. Empty ones are left out.
    pub fn links_below(&self, parent: Option<CategoryId>, depth: u32) -> Vec<CategoryLink> {
        let links = self.tree.children(parent).map(|category| {
            let children = depth.checked_sub(1).map(|depth| self.links_below(Some(category.id), depth));
            CategoryLink { children: children.unwrap_or_default(), ..self.link(category) }
        });
        links.filter(|link| link.count > 0).collect()
    }
}

fn without_pictures(link: CategoryLink) -> CategoryLink {
    let children = link.children.into_iter().map(without_pictures).collect();
    CategoryLink { picture: None, children, ..link }
}

fn mark_new(mut entry: Arc<Entry>, new_since: i64) -> Arc<Entry> {
    let is_new = entry.created_at >= new_since;
    if entry.tile.is_new != is_new {
        Arc::make_mut(&mut entry).tile.is_new = is_new;
    }
    entry
}

/// Each category with its own products and those of its descendants.
fn category_members(entries: &[Arc<Entry>], tree: &Tree) -> HashMap<CategoryId, Bits> {
    let mut members: HashMap<CategoryId, Bits> =
        tree.all().iter().map(|category| (category.id, Bits::empty(entries.len()))).collect();
    let paths: HashMap<CategoryId, Vec<CategoryId>> = tree
        .all()
        .iter()
        .map(|category| (category.id, tree.path(category.id).iter().map(|category| category.id).collect()))
        .collect();
    for (entry, position) in entries.iter().zip(0_u32..) {
        for category in entry.categories.iter().filter_map(|category| paths.get(category)).flatten() {
            if let Some(bits) = members.get_mut(category) {
                bits.insert(position);
            }
        }
    }
    members
}
