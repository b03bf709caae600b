//! What ids stand for: names in one language.

use std::collections::HashMap;

use crate::importer::{file::NamedRow, value};

/// Names by their ids.
#[derive(Clone, Debug, Default)]
pub(in crate::importer::platform) struct Dictionary(HashMap<String, String>);

impl Dictionary {
    /// The names of rows, in the wanted language where a row says one.
    pub fn new(rows: &[NamedRow], id: &str, name: &str, language: &str) -> Self {
        let mut names = HashMap::new();
        for row in rows {
            let is_wanted = is_in(row, language);
            let text = value::clean_line(row.get(name));
            if is_wanted || !names.contains_key(row.get(id)) {
                names.insert(row.get(id).to_owned(), text);
            }
        }
        Self(names)
    }

    /// The name of an id; empty when there is none.
    pub fn name(&self, id: &str) -> &str {
        self.0.get(id).map_or("", String::as_str)
    }
}

/// Whether a row speaks a language, or none.
fn is_in(row: &NamedRow, language: &str) -> bool {
    let own = row.first(&["language_id", "languages_id"]);
    own.is_empty() || own == language
}
