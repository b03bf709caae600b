//! Paths of categories: `Default Category/Men/Tops,Default Category/Sale`.

use crate::importer::value;

/// Roots that every shop has and no shopper sees.
const ROOTS: [&str; 2] = ["Default Category", "Root Catalog"];

/// The paths of a cell without their root, each once. The documentation parts paths by `|`, exports by a comma.
pub(super) fn paths(cell: &str) -> Vec<Vec<String>> {
    let mut found: Vec<Vec<String>> = Vec::new();
    for path in split(cell) {
        let steps = path.split('/').map(value::clean_line).filter(|step| !step.is_empty());
        let mut steps: Vec<String> = steps.collect();
        while steps.first().is_some_and(|root| ROOTS.contains(&root.as_str())) {
            steps.remove(0);
        }
        if !steps.is_empty() && !found.contains(&steps) {
            found.push(steps);
        }
    }
    found
}

/// A comma also occurs in names: what does not begin like the first path goes on the one before.
fn split(cell: &str) -> Vec<String> {
    if cell.contains('|') {
        return cell.split('|').map(str::to_owned).collect();
    }
    let root = cell.split(['/', ',']).next().unwrap_or_default().trim();
    let is_tree = cell.split(',').next().is_some_and(|first| first.contains('/')) || ROOTS.contains(&root);
    let mut paths: Vec<String> = Vec::new();
    for part in cell.split(',') {
        let begins = part.trim() == root || part.trim().starts_with(&format!("{root}/")) || part.contains('/');
        match paths.last_mut() {
            Some(path) if is_tree && !begins => {
                path.push(',');
                path.push_str(part);
            }
            _ => paths.push(part.to_owned()),
        }
    }
    // A comma at the end is no part of a name.
    paths.iter().map(|path| path.trim_end_matches(',').to_owned()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_lose_their_root_and_keep_commas_in_names() {
        for (cell, expected) in [
            ("Default Category/Men/Tops,Default Category/Sale,Default Category", vec!["Men > Tops", "Sale"]),
            ("Default Category/Men/Tops|Default Category/Sale", vec!["Men > Tops", "Sale"]),
            ("Default Category/Bags, Luggage,Default Category/Men,", vec!["Bags, Luggage", "Men"]),
            ("Men,Women", vec!["Men", "Women"]),
            ("Root Catalog/Default Category/Men", vec!["Men"]),
            ("", vec![]),
        ] {
            let read: Vec<String> = paths(cell).iter().map(|steps| steps.join(" > ")).collect();
            assert_eq!(read, expected, "{cell}");
        }
    }
}
