//! The tree of categories: what may stand where, and what crosses the wire to the manager's pages about it.
//!
//! Not here: what is in a category (the shelf and the register). Invariants: a category never stands below itself, so every path
//! ends; a tree that came with a ring from elsewhere is shown whole and can be mended.

use std::collections::{HashMap, HashSet};

use serde::{Deserialize, Serialize};

use crate::kernel::{CategoryId, Slug};

/// A tree has no more levels.
pub const MOST_LEVELS: usize = 10;

/// Why a category cannot stand below another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum TreeError {
    /// The other one is itself, or stands below it.
    #[error("a category cannot stand below itself")]
    Ring,
    /// The tree would have too many levels.
    #[error("a tree of categories has at most {MOST_LEVELS} levels")]
    TooDeep,
    /// There is no such category any more.
    #[error("this category is no longer there")]
    Gone,
}

/// Which category stands below which, those of one parent in the order in which they are shown.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CategoryTree {
    order: Vec<CategoryId>,
    parents: HashMap<CategoryId, Option<CategoryId>>,
    children: HashMap<Option<CategoryId>, Vec<CategoryId>>,
}

impl CategoryTree {
    /// The tree of categories with their parents that come in the order in which they are shown. What stands below something that
    /// is not there stands at the top.
    #[must_use]
    pub fn new(categories: impl IntoIterator<Item = (CategoryId, Option<CategoryId>)>) -> Self {
        let categories: Vec<_> = categories.into_iter().collect();
        let known: HashSet<CategoryId> = categories.iter().map(|(id, _)| *id).collect();
        let mut tree = Self::default();
        for (id, parent) in categories {
            let parent = parent.filter(|parent| known.contains(parent));
            tree.order.push(id);
            tree.parents.insert(id, parent);
            tree.children.entry(parent).or_default().push(id);
        }
        tree
    }

    /// The categories right below one, or at the top.
    #[must_use]
    pub fn children(&self, parent: Option<CategoryId>) -> &[CategoryId] {
        self.children.get(&parent).map_or(&[], Vec::as_slice)
    }

    /// What a category stands right below; `None` at the top and for what is not there.
    #[must_use]
    pub fn parent(&self, id: CategoryId) -> Option<CategoryId> {
        self.parents.get(&id).copied().flatten()
    }

    /// The category with those of the same parent, in order.
    #[must_use]
    pub fn siblings(&self, id: CategoryId) -> &[CategoryId] {
        self.children(self.parent(id))
    }

    /// From the root to the category, itself included. A ring ends where it closes.
    #[must_use]
    pub fn path(&self, id: CategoryId) -> Vec<CategoryId> {
        let mut path: Vec<CategoryId> = Vec::new();
        let mut next = self.parents.contains_key(&id).then_some(id);
        while let Some(id) = next.filter(|id| !path.contains(id)) {
            path.push(id);
            next = self.parent(id);
        }
        path.reverse();
        path
    }

    /// The category and everything below it, each before what stands below it.
    #[must_use]
    pub fn below(&self, id: CategoryId) -> Vec<CategoryId> {
        let mut seen = HashSet::new();
        self.descend(id, 0, &mut seen).into_iter().map(|(id, _)| id).collect()
    }

    /// Every category with how many stand above it, each before what stands below it. A ring has no top; it is told from its first
    /// category on, as if that one stood there.
    #[must_use]
    pub fn walk(&self) -> Vec<(CategoryId, usize)> {
        let mut seen = HashSet::new();
        let mut walk = Vec::with_capacity(self.order.len());
        for first in self.children(None).iter().chain(&self.order) {
            walk.extend(self.descend(*first, 0, &mut seen));
        }
        walk
    }

    fn descend(&self, from: CategoryId, depth: usize, seen: &mut HashSet<CategoryId>) -> Vec<(CategoryId, usize)> {
        let mut walk = Vec::new();
        let mut waiting = vec![(from, depth)];
        while let Some((id, depth)) = waiting.pop() {
            if self.parents.contains_key(&id) && seen.insert(id) {
                walk.push((id, depth));
                waiting.extend(self.children(Some(id)).iter().rev().map(|child| (*child, depth.saturating_add(1))));
            }
        }
        walk
    }

    /// Whether a category, or a new one, may stand right below another, or at the top.
    ///
    /// # Errors
    /// A parent that is gone, is the category itself or stands below it; a tree that would have too many levels.
    pub fn check(&self, id: Option<CategoryId>, parent: Option<CategoryId>) -> Result<(), TreeError> {
        let Some(parent) = parent else { return Ok(()) };
        if !self.parents.contains_key(&parent) {
            return Err(TreeError::Gone);
        }
        let above = self.path(parent);
        if id.is_some_and(|id| above.contains(&id)) {
            return Err(TreeError::Ring);
        }
        let levels = id.map_or(1, |id| self.levels(id));
        if above.len().saturating_add(levels) > MOST_LEVELS { Err(TreeError::TooDeep) } else { Ok(()) }
    }

    /// How many levels a category has with what stands below it.
    fn levels(&self, id: CategoryId) -> usize {
        let walk = self.descend(id, 1, &mut HashSet::new());
        walk.into_iter().map(|(_, depth)| depth).max().unwrap_or(1)
    }

    /// The category and its siblings after it has gone one place up or down; `None` when it stands at that end already.
    #[must_use]
    pub fn stepped(&self, id: CategoryId, earlier: bool) -> Option<Vec<CategoryId>> {
        let mut siblings = self.siblings(id).to_vec();
        let from = siblings.iter().position(|sibling| *sibling == id)?;
        let to = if earlier { from.checked_sub(1)? } else { from.checked_add(1)? };
        siblings.get(to)?;
        siblings.swap(from, to);
        Some(siblings)
    }

    /// The category's siblings after it is gone, with its children in its place.
    #[must_use]
    pub fn without(&self, id: CategoryId) -> Vec<CategoryId> {
        let stays =
            |sibling: &CategoryId| if *sibling == id { self.children(Some(id)).to_vec() } else { vec![*sibling] };
        self.siblings(id).iter().flat_map(stays).collect()
    }
}

/// A category in the manager's list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CategoryRow {
    /// The id.
    pub id: CategoryId,
    /// The name.
    pub name: String,
    /// The readable part of its address.
    pub slug: String,
    /// How many stand above it.
    pub depth: usize,
    /// Its place among its siblings, from 1 on.
    pub place: usize,
    /// How many siblings there are, itself included.
    pub siblings: usize,
    /// How many products are in it.
    pub own: u32,
    /// How many are in it or below it; one that is in several counts once.
    pub total: u32,
    /// How many of those shoppers find there. Without any, menus leave it out.
    pub shown: u32,
}

/// A category as the manager edits it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CategoryForm {
    /// Which category.
    pub id: CategoryId,
    /// Stands for everything that the form was filled with: a save over something else is a conflict.
    pub version: String,
    /// The name.
    pub name: String,
    /// The readable part of its address.
    pub slug: Slug,
    /// What it stands right below; `None` at the top.
    pub parent: Option<CategoryId>,
    /// A sentence or two.
    pub description: String,
    /// The title for search engines; empty when it is the name.
    pub meta_title: String,
    /// The description for search engines; empty when it is the description.
    pub meta_description: String,
}

/// A category with what its page needs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CategorySheet {
    /// The category.
    pub form: CategoryForm,
    /// The category as the list tells it.
    pub row: CategoryRow,
    /// Those above it with their names, from the root on.
    pub above: Vec<(CategoryId, String)>,
    /// Those right below it, in order.
    pub below: Vec<CategoryRow>,
    /// What it may stand below, by its path.
    pub parents: Vec<(CategoryId, String)>,
    /// How many products would be in no category at all without it.
    pub only_here: u32,
    /// The languages besides the shop's own, by code and name.
    pub languages: Vec<(String, String)>,
}
