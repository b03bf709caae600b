//! An entry as a product.

use domain::catalog::ProductKind;

use super::{Entry, variants};
use crate::importer::{
    notes::Notes,
    platform::ReadContext,
    product::{ImportedAttribute, ImportedModel, ImportedPicture, ImportedProduct},
    value,
};

/// The product of an entry; `None` when it cannot be taken over, which is noted.
pub(in crate::importer::platform) fn assemble(
    entry: &Entry,
    context: ReadContext,
    notes: &mut Notes,
) -> Option<ImportedProduct> {
    let title = value::clean_line(&entry.name);
    if title.is_empty() {
        notes.fail(entry.line, "name", &entry.key, "the product has no name");
        return None;
    }
    if value::looks_garbled(&entry.description) || value::looks_garbled(&title) {
        notes.warn(
            entry.line,
            "name",
            &title,
            "letters look garbled: UTF-8 was read as Windows-1252 before the export",
        );
    }
    let mut pictures = pictures(entry);
    let (options, variants) = variants::read(entry, &mut pictures, context, notes)?;
    let (fact, description_html) = value::descriptions(&entry.short_description, &entry.description);
    Some(ImportedProduct {
        key: entry.key.clone(),
        line: entry.line,
        handle: if entry.handle.is_empty() { title.clone() } else { entry.handle.clone() },
        fact,
        description_html,
        brand: value::clean_line(&entry.brand),
        tags: value::split_list(&entry.tags, ','),
        published: entry.published,
        kind: if entry.is_gift_card { ProductKind::GiftCard } else { ProductKind::Simple },
        categories: entry.categories.clone(),
        attributes: attributes(entry),
        title,
        options,
        variants,
        pictures,
        old_paths: entry.old_paths.clone(),
        parcel: entry.parcel.clone(),
        model: ImportedModel::default(),
        unsaid: entry.unsaid.clone(),
        own: None,
    })
}

fn pictures(entry: &Entry) -> Vec<ImportedPicture> {
    let mut pictures: Vec<ImportedPicture> = Vec::new();
    for picture in &entry.pictures {
        let source = value::clean_line(&picture.source);
        if !source.is_empty() && pictures.iter().all(|known| known.source != source) {
            pictures.push(ImportedPicture { line: picture.line, source, alternative_text: String::new() });
        }
    }
    pictures
}

/// A name that occurs twice is one attribute of several values.
fn attributes(entry: &Entry) -> Vec<ImportedAttribute> {
    let mut attributes: Vec<ImportedAttribute> = Vec::new();
    for (name, text) in &entry.attributes {
        let (label, text) = (value::clean_line(name), value::clean_line(text));
        if label.is_empty() || text.is_empty() {
            continue;
        }
        match attributes.iter_mut().find(|known| known.label == label) {
            Some(known) if !known.values.contains(&text) => known.values.push(text),
            Some(_) => {}
            None => attributes.push(ImportedAttribute { label, values: vec![text], facet: false }),
        }
    }
    attributes
}
