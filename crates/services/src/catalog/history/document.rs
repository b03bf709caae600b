//! A product as a table of fields, so that two of them can be compared and one be taken back, whatever a form will hold.
//!
//! The fields are those of [`ProductForm`] by their path: `/title`, `/parcel/length_mm`, `/variants/17/price`. Pictures are a
//! list of ids, and the words of each. What is counted (stock, versions, moments) is no field: it never goes back.

use std::collections::{BTreeMap, BTreeSet};

use domain::catalog::view::ProductForm;
use serde_json::{Map, Value, json};

use crate::{catalog::row, db::DatabaseError};

/// Fields by their paths.
pub type Document = BTreeMap<String, Value>;
/// What changed: old and new value by path.
pub type Changes = BTreeMap<String, (Value, Value)>;

const NO_FIELDS: [&str; 7] = ["id", "version", "updated_at", "on_hand", "seen_on_hand", "reserved", "safety"];

/// The fields of a form.
#[must_use]
pub fn of_form(form: &ProductForm) -> Document {
    serde_json::to_value(form).map_or_else(|_| Document::new(), |value| of_value(&value))
}

/// The fields of what is shaped like a form.
#[must_use]
pub fn of_value(value: &Value) -> Document {
    let mut document = Document::new();
    for (key, value) in value.as_object().into_iter().flatten() {
        match (key.as_str(), value) {
            ("pictures", Value::Array(pictures)) => add_pictures(&mut document, pictures),
            ("attributes", Value::Array(attributes)) => add_attributes(&mut document, attributes),
            _ => add(&mut document, &format!("/{key}"), key, value),
        }
    }
    document
}

fn add(document: &mut Document, path: &str, key: &str, value: &Value) {
    if NO_FIELDS.contains(&key) {
        return;
    }
    match value {
        Value::Object(fields) if !is_money(fields) => {
            for (key, value) in fields {
                add(document, &format!("{path}/{key}"), key, value);
            }
        }
        Value::Array(items) if !items.is_empty() && items.iter().all(|item| item.get("id").is_some()) => {
            for item in items {
                let id = item.get("id").map(plain).unwrap_or_default();
                add(document, &format!("{path}/{id}"), "", item);
            }
        }
        Value::String(text) => {
            document.insert(path.to_owned(), Value::from(text.trim()));
        }
        leaf => {
            document.insert(path.to_owned(), leaf.clone());
        }
    }
}

fn add_pictures(document: &mut Document, pictures: &[Value]) {
    let ids: Vec<Value> = pictures.iter().filter_map(|picture| picture.get("id").cloned()).collect();
    document.insert("/pictures".to_owned(), Value::Array(ids));
    for picture in pictures {
        if let (Some(id), Some(words)) = (picture.get("id"), picture.get("alternative_text")) {
            add(document, &format!("/pictures/{}/alternative_text", plain(id)), "alternative_text", words);
        }
    }
}

/// What the product has of each attribute; the attribute itself belongs to the shop.
fn add_attributes(document: &mut Document, attributes: &[Value]) {
    for attribute in attributes {
        if let (Some(key), Some(values)) = (key_of(attribute), attribute.get("values")) {
            document.insert(format!("/attributes/{key}"), values.clone());
        }
    }
}

fn key_of(attribute: &Value) -> Option<&str> {
    attribute.get("definition")?.get("key")?.as_str()
}

fn is_money(fields: &Map<String, Value>) -> bool {
    fields.len() == 2 && fields.contains_key("minor") && fields.contains_key("currency")
}

fn plain(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

/// What is different. What only one of them has is compared with nothing; words of pictures that came or went are none of it.
#[must_use]
pub fn compare(before: &Document, after: &Document) -> Changes {
    let paths: BTreeSet<&String> = before.keys().chain(after.keys()).collect();
    let mut changes = Changes::new();
    for path in paths {
        let (old, new) = (before.get(path), after.get(path));
        let of_a_picture = path.starts_with("/pictures/");
        if old == new || of_a_picture && (old.is_none() || new.is_none()) {
            continue;
        }
        let value = |value: Option<&Value>| value.cloned().unwrap_or(Value::Null);
        if value(old) != value(new) {
            changes.insert(path.clone(), (value(old), value(new)));
        }
    }
    changes
}

/// Takes changes back.
pub fn take_back(document: &mut Document, changes: &Changes) {
    for (path, (old, _)) in changes {
        if old.is_null() && !document.contains_key(path) {
            continue;
        }
        document.insert(path.clone(), old.clone());
    }
}

/// The form with the fields of a document; fields that the form does not have (any more) are left out. Pictures stay: only their
/// words are fields of the form.
#[must_use]
pub fn apply(form: &ProductForm, document: &Document) -> Option<ProductForm> {
    let now = of_form(form);
    let mut value = serde_json::to_value(form).ok()?;
    for (path, wanted) in document.iter().filter(|(path, wanted)| now.get(*path) != Some(*wanted)) {
        if path != "/pictures" {
            set(&mut value, path, wanted);
        }
    }
    serde_json::from_value(value).ok()
}

fn set(value: &mut Value, path: &str, wanted: &Value) {
    let mut parts: Vec<&str> = path.split('/').skip(1).collect();
    let Some(last) = parts.pop() else { return };
    let mut place = value;
    for part in parts {
        let next = match place {
            Value::Object(fields) => fields.get_mut(part),
            Value::Array(items) => items.iter_mut().find(|item| item.get("id").is_some_and(|id| plain(id) == part)),
            _ => None,
        };
        let Some(next) = next else { return };
        place = next;
    }
    if let Value::Array(items) = place
        && let Some(Value::Object(fields)) = items.iter_mut().find(|item| key_of(item) == Some(last))
    {
        let values = if wanted.is_null() { json!([]) } else { wanted.clone() };
        fields.insert("values".to_owned(), values);
        return;
    }
    if let Value::Object(fields) = place
        && (fields.contains_key(last) || !wanted.is_null())
    {
        fields.insert(last.to_owned(), wanted.clone());
    }
}

/// Changes as they are written down.
#[must_use]
pub fn write_down(changes: &Changes) -> String {
    let pairs: Map<String, Value> =
        changes.iter().map(|(path, (old, new))| (path.clone(), json!([old, new]))).collect();
    Value::Object(pairs).to_string()
}

/// Changes from how they were written down.
///
/// # Errors
/// A text that nobody wrote so.
pub fn read(text: &str) -> Result<Changes, DatabaseError> {
    row::json("a version of a product", text)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn product(title: &str, price: i64, pictures: &[i64]) -> Document {
        let pictures: Vec<Value> =
            pictures.iter().map(|id| json!({"id": id, "hash": "x", "alternative_text": format!("No. {id}")})).collect();
        of_value(&json!({
            "id": 1, "version": 4, "title": title, "parcel": {"length_mm": null, "customs_code": ""},
            "pictures": pictures, "tags": ["a"],
            "variants": [{"id": 7, "price": {"minor": price, "currency": "EUR"}, "on_hand": 3}],
        }))
    }

    #[test]
    fn only_what_differs_is_a_change_and_stock_is_no_field() {
        let changes = compare(&product("Mug", 100, &[1, 2]), &product("Cup ", 200, &[2]));
        let paths: Vec<&str> = changes.keys().map(String::as_str).collect();
        assert_eq!(paths, ["/pictures", "/title", "/variants/7/price"]);
        assert_eq!(changes["/title"], (json!("Mug"), json!("Cup")));
        assert!(!product("", 1, &[]).keys().any(|path| path.contains("on_hand") || path.contains("version")));
    }

    #[test]
    fn what_was_written_down_takes_every_change_back() {
        let versions = [product("Mug", 100, &[1]), product("Cup", 100, &[1, 2]), product("Cup", 300, &[2, 1])];
        let mut document = versions[2].clone();
        for step in versions.windows(2).rev() {
            take_back(&mut document, &read(&write_down(&compare(&step[0], &step[1]))).unwrap());
            let same = |path: &str| document.get(path) == step[0].get(path);
            assert!(same("/title") && same("/pictures") && same("/variants/7/price"));
        }
    }

    #[test]
    fn what_cannot_be_read_is_no_version() {
        assert!(read("").is_err() && read("[1]").is_err() && read("{\"/title\": 1}").is_err());
    }
}
