//! The tree of categories.

use std::collections::{HashMap, HashSet};

use domain::{
    catalog::view::{CategoryLink, Picture},
    kernel::CategoryId,
};

/// A category as it stands in the database.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::catalog) struct Category {
    /// The id.
    pub id: CategoryId,
    /// Its parent; `None` at the top.
    pub parent: Option<CategoryId>,
    /// The readable part of its address.
    pub slug: String,
    /// The name.
    pub name: String,
    /// A sentence or two.
    pub description: String,
    /// A picture of its own.
    pub picture: Option<Picture>,
}

/// All categories, in the order in which they are shown.
#[derive(Clone, Debug, Default)]
pub(in crate::catalog) struct Tree {
    categories: Vec<Category>,
    places: HashMap<CategoryId, usize>,
    slugs: HashMap<String, usize>,
}

impl Tree {
    /// Builds the tree of categories that come in the order in which they are shown.
    pub fn new(categories: Vec<Category>) -> Self {
        let places = categories.iter().enumerate().map(|(place, category)| (category.id, place)).collect();
        let slugs = categories.iter().enumerate().map(|(place, category)| (category.slug.clone(), place)).collect();
        Self { categories, places, slugs }
    }

    /// All categories, parents not necessarily before their children.
    pub fn all(&self) -> &[Category] {
        &self.categories
    }

    /// The category with this id.
    pub fn get(&self, id: CategoryId) -> Option<&Category> {
        self.places.get(&id).and_then(|place| self.categories.get(*place))
    }

    /// The category with this slug.
    pub fn by_slug(&self, slug: &str) -> Option<&Category> {
        self.slugs.get(slug).and_then(|place| self.categories.get(*place))
    }

    /// From the root to the category, itself included. A ring of parents, which the schema allows, ends where it closes.
    pub fn path(&self, id: CategoryId) -> Vec<&Category> {
        let mut path = Vec::new();
        let mut seen = HashSet::new();
        let mut next = self.get(id);
        while let Some(category) = next {
            if !seen.insert(category.id) {
                break;
            }
            path.push(category);
            next = category.parent.and_then(|parent| self.get(parent));
        }
        path.reverse();
        path
    }

    /// The children of a category, or the tops.
    pub fn children(&self, parent: Option<CategoryId>) -> impl Iterator<Item = &Category> {
        self.categories.iter().filter(move |category| category.parent == parent)
    }
}

impl Category {
    /// The category as a link without children.
    pub fn link(&self, count: u32, picture: Option<Picture>) -> CategoryLink {
        CategoryLink {
            id: self.id,
            slug: self.slug.clone(),
            name: self.name.clone(),
            count,
            picture: self.picture.clone().or(picture),
            children: Vec::new(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn category(id: i64, parent: Option<i64>) -> Category {
        Category {
            id: CategoryId(id),
            parent: parent.map(CategoryId),
            slug: format!("category-{id}"),
            name: format!("Category {id}"),
            description: String::new(),
            picture: None,
        }
    }

    #[test]
    fn a_path_leads_from_the_root() {
        let tree = Tree::new(vec![category(3, Some(2)), category(1, None), category(2, Some(1))]);
        let ids: Vec<i64> = tree.path(CategoryId(3)).iter().map(|category| category.id.0).collect();
        assert_eq!(ids, [1, 2, 3]);
        assert_eq!(tree.children(None).count(), 1);
        assert_eq!(tree.by_slug("category-2").map(|category| category.id.0), Some(2));
    }

    #[test]
    fn a_ring_of_parents_ends() {
        let tree = Tree::new(vec![category(1, Some(2)), category(2, Some(1))]);
        assert_eq!(tree.path(CategoryId(1)).len(), 2);
    }
}
