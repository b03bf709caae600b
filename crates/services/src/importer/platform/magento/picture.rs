//! The pictures of a row: the main one in three roles, and further ones.

use super::Columns;
use crate::importer::{file::Row, product::ImportedPicture, value};

/// What an export says where there is none.
const NO_PICTURE: &str = "no_selection";

/// The pictures of a row, each source once. Small picture and thumbnail count only where there is no main one.
pub(super) fn read(columns: &Columns, row: &Row) -> Vec<ImportedPicture> {
    let mut pictures: Vec<ImportedPicture> = Vec::new();
    let mut add = |source: &str, words: &str| {
        let source = value::clean_line(source);
        if source.is_empty() || source == NO_PICTURE || pictures.iter().any(|known| known.source == source) {
            return;
        }
        pictures.push(ImportedPicture { line: row.line(), source, alternative_text: value::clean_line(words) });
    };
    let main = columns.pictures.iter().find(|(column, _)| !matches!(column.raw(row), "" | NO_PICTURE));
    if let Some((picture, words)) = main {
        add(picture.raw(row), words.raw(row));
    }
    let mut words = columns.more_picture_labels.raw(row).split(',');
    for source in columns.more_pictures.raw(row).split(',') {
        add(source, words.next().unwrap_or_default());
    }
    pictures
}

/// Adds the pictures of a variant to the product's; gives the index of its main one.
pub(super) fn join(columns: &Columns, row: &Row, pictures: &mut Vec<ImportedPicture>) -> Option<usize> {
    let mut first = None;
    for picture in read(columns, row) {
        let index = pictures.iter().position(|known| known.source == picture.source).unwrap_or_else(|| {
            pictures.push(picture);
            pictures.len() - 1
        });
        first.get_or_insert(index);
    }
    first
}
