//! A tree of categories from rows that name their parents.

use std::collections::HashMap;

use crate::{
    catalog::html::plain_text,
    importer::{category::ImportedCategory, value},
};

/// A category of a tree.
#[derive(Clone, Debug, Default)]
pub(in crate::importer::platform) struct Category {
    pub line: u64,
    pub parent: String,
    pub name: String,
    /// Where it stands among its neighbours.
    pub order: i64,
    /// HTML, as it was kept.
    pub description: String,
    pub old_paths: Vec<String>,
}

/// No tree is deeper: a parent that is its own descendant must not lead in circles.
const DEEPEST: usize = 20;

/// The categories to take over: those above before those below, neighbours in their order.
pub(in crate::importer::platform) fn categories(tree: &HashMap<String, Category>) -> Vec<ImportedCategory> {
    let paths = paths(tree);
    let mut all: Vec<(usize, i64, &str, ImportedCategory)> = paths
        .into_iter()
        .filter_map(|(id, path)| {
            let (id, category) = tree.get_key_value(&id)?;
            let imported = ImportedCategory {
                line: category.line,
                description: value::clean_line(&plain_text(&value::clean_html(&category.description))),
                old_paths: category.old_paths.clone(),
                path,
            };
            Some((imported.path.len(), category.order, id.as_str(), imported))
        })
        .collect();
    all.sort_by(|left, right| (left.0, left.1, left.2).cmp(&(right.0, right.1, right.2)));
    all.into_iter().map(|(.., category)| category).collect()
}

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
