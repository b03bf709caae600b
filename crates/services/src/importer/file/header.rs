//! The column names of a table, found whatever their letter case and order are.

use std::collections::HashMap;

/// The names of the columns.
#[derive(Clone, Debug, Default)]
pub(crate) struct Header {
    names: Vec<String>,
    by_name: HashMap<String, usize>,
}

/// A name as it is compared: lower case, one blank between words, without marks that programs leave behind.
fn plain(name: &str) -> String {
    let words: Vec<String> = name
        .split(|character: char| character.is_whitespace() || character == '\u{FEFF}')
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
        .collect();
    words.join(" ").replace('’', "'")
}

impl Header {
    /// A header of these cells. Of two equal names the first counts.
    pub fn new<'a>(cells: impl Iterator<Item = &'a str>) -> Self {
        let mut header = Self::default();
        for (index, cell) in cells.enumerate() {
            let name = cell.trim_matches(|character: char| character.is_whitespace() || character == '\u{FEFF}');
            let key = plain(name);
            if !key.is_empty() {
                header.by_name.entry(key).or_insert(index);
            }
            header.names.push(name.to_owned());
        }
        header
    }

    /// The column that has one of these names, written in lower case; the first name that exists wins.
    pub fn find(&self, names: &[&str]) -> Option<usize> {
        names.iter().find_map(|name| self.by_name.get(*name).copied())
    }

    /// Whether there is such a column.
    pub fn has(&self, name: &str) -> bool {
        self.by_name.contains_key(name)
    }

    /// The name of a column as the file writes it.
    pub fn name(&self, column: usize) -> &str {
        self.names.get(column).map_or("", String::as_str)
    }

    /// All columns: index, name as written, name as compared.
    pub fn columns(&self) -> impl Iterator<Item = (usize, &str, String)> {
        self.names.iter().enumerate().map(|(index, name)| (index, name.as_str(), plain(name)))
    }

    /// How many columns there are.
    pub fn len(&self) -> usize {
        self.names.len()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_found_in_any_case_with_odd_blanks_and_marks() {
        let header = Header::new(["\u{FEFF}\tHandle", "Body\u{A0} (HTML)", "", "VARIANT sku ", "handle"].into_iter());
        assert_eq!(header.find(&["url handle", "handle"]), Some(0));
        assert_eq!(header.find(&["body (html)"]), Some(1));
        assert_eq!(header.find(&["variant sku"]), Some(3));
        assert_eq!(header.find(&[""]), None);
    }
}
