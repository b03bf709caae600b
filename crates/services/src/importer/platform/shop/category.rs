//! A tree of categories from rows that name their parents.

use std::collections::HashMap;

/// A category of a tree.
#[derive(Clone, Debug, Default)]
pub(in crate::importer::platform) struct Category {
    pub parent: String,
    pub name: String,
}

/// No tree is deeper: a parent that is its own descendant must not lead in circles.
const DEEPEST: usize = 20;

/// The path of each category from the root.
pub(in crate::importer::platform) fn paths(categories: &HashMap<String, Category>) -> HashMap<String, Vec<String>> {
    let path = |id: &str| {
        let mut steps = Vec::new();
        let mut next = categories.get(id);
        while let Some(category) = next.filter(|_| steps.len() < DEEPEST) {
            if !category.name.is_empty() {
                steps.push(category.name.clone());
            }
            next = categories.get(&category.parent);
        }
        steps.reverse();
        steps
    };
    categories.keys().map(|id| (id.clone(), path(id))).filter(|(_, path)| !path.is_empty()).collect()
}
