//! Collections: what is in each, worked out when the index is made.

use std::collections::HashSet;

use domain::{
    catalog::{Candidate, Rule, Sort},
    kernel::{CollectionId, ProductId, Timestamp},
};
use sqlx::{Row as _, any::AnyRow};

use super::{bits::Bits, index::Index, list::Base};
use crate::{
    catalog::{row::json, sql},
    db::{Database, DatabaseError},
};

/// A published collection.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::catalog) struct Collection {
    /// The id.
    pub id: CollectionId,
    /// The readable part of its address.
    pub slug: String,
    /// The name.
    pub name: String,
    /// A sentence or two.
    pub description: String,
    /// What is in it; `None` when it is put together by hand.
    pub rule: Option<Rule>,
    /// The order in which shoppers find it.
    pub sort: Sort,
    /// What was put in by hand, in order.
    pub products: Vec<ProductId>,
}

/// A collection with the places of its products.
#[derive(Clone, Debug)]
pub(super) struct Shown {
    collection: Collection,
    best_first: Vec<u32>,
}

/// The published collections.
pub(super) async fn load(database: &Database) -> Result<Vec<Collection>, DatabaseError> {
    let collections = sqlx::query(sql::COLLECTIONS).fetch_all(database.reader()).await?;
    let mut collections = collections.iter().map(collection).collect::<Result<Vec<_>, _>>()?;
    for row in sqlx::query(sql::COLLECTION_PRODUCTS).fetch_all(database.reader()).await? {
        let id = CollectionId(row.try_get(0)?);
        if let Some(collection) = collections.iter_mut().find(|collection| collection.id == id) {
            collection.products.push(ProductId(row.try_get(1)?));
        }
    }
    Ok(collections)
}

fn collection(row: &AnyRow) -> Result<Collection, DatabaseError> {
    let by_rule = row.try_get::<i64, _>(4)? == 1;
    Ok(Collection {
        id: CollectionId(row.try_get(0)?),
        slug: row.try_get(1)?,
        name: row.try_get(2)?,
        description: row.try_get(3)?,
        rule: if by_rule { Some(json("collection conditions", row.try_get(5)?)?) } else { None },
        sort: Sort::from_key(row.try_get(6)?),
        products: Vec::new(),
    })
}

impl Index {
    pub(super) fn show_collections(&self) -> Vec<Shown> {
        let shown = self
            .stock
            .collections
            .iter()
            .map(|collection| Shown { best_first: self.members_of(collection), collection: collection.clone() });
        shown.collect()
    }

    fn members_of(&self, collection: &Collection) -> Vec<u32> {
        match &collection.rule {
            Some(rule) => self.matching(rule, collection.sort),
            None => {
                let chosen: Vec<u32> = collection.products.iter().filter_map(|id| self.position(*id)).collect();
                if collection.sort == Sort::Relevance {
                    return chosen;
                }
                let set: HashSet<u32> = chosen.into_iter().collect();
                self.orders.positions(collection.sort, self.len()).filter(|place| set.contains(place)).collect()
            }
        }
    }

    /// The places of what a rule lets in, in an order.
    fn matching(&self, rule: &Rule, sort: Sort) -> Vec<u32> {
        let held = (0_u32..).take(self.len()).filter(|position| self.holds(rule, *position));
        let held = Bits::of(self.len(), held);
        self.orders.positions(sort, self.len()).filter(|position| held.contains(*position)).collect()
    }

    fn holds(&self, rule: &Rule, position: u32) -> bool {
        let Some(entry) = self.at(position) else { return false };
        let candidate = Candidate {
            tags: &entry.tags,
            brand: &entry.brand,
            product_type: entry.product_type,
            price: entry.tile.price.from.minor,
            in_stock: entry.tile.in_stock,
            is_reduced: entry.is_reduced(),
            created_at: Timestamp(entry.created_at),
            in_category: &|category| self.members(category).is_some_and(|members| members.contains(position)),
            has_value: &|key, value| entry.attributes.iter().any(|held| held.key == key && held.value == value),
        };
        rule.holds(&candidate, self.made_at)
    }

    /// What a rule lets in: how many, and the first of them.
    pub(in crate::catalog) fn matches(&self, rule: &Rule, sort: Sort, most: usize) -> (u32, Vec<ProductId>) {
        let found = self.matching(rule, sort);
        let first = found.iter().filter_map(|position| self.at(*position)).map(|entry| entry.id()).take(most);
        (u32::try_from(found.len()).unwrap_or(u32::MAX), first.collect())
    }

    /// The collection at an address, and what is in it.
    pub(in crate::catalog) fn collection(&self, slug: &str) -> Option<(&Collection, Base<'_>)> {
        let shown = self.collections.iter().find(|shown| shown.collection.slug == slug)?;
        Some((&shown.collection, Base::ranked(self.len(), shown.best_first.clone())))
    }

    /// The collections in which shoppers find something.
    pub(in crate::catalog) fn filled_collections(&self) -> impl Iterator<Item = &Collection> {
        self.collections.iter().filter(|shown| !shown.best_first.is_empty()).map(|shown| &shown.collection)
    }
}
