//! Fields and values as people read them, and what changed within texts word by word.

use std::{collections::HashMap, time::Duration};

use domain::{
    catalog::view::{Fate, FieldChange},
    kernel::{Language, Money, Timestamp},
};
use serde_json::Value;
use similar::{ChangeTag, TextDiff};

use crate::catalog::html::plain_text;

/// From this length on a text is compared word by word.
const LONG: usize = 60;
/// Longer texts are told up to here.
const MOST: usize = 20_000;
/// Comparing stops there and tells the rest as replaced.
const PATIENCE: Duration = Duration::from_millis(100);

/// What ids stand for.
pub(super) struct Names {
    /// Of categories.
    pub categories: HashMap<i64, String>,
    /// Of product types.
    pub types: HashMap<i64, String>,
    /// Of variants.
    pub variants: HashMap<i64, String>,
}

/// A change, in words.
pub(super) fn told(path: &str, old: &Value, new: &Value, names: &Names) -> FieldChange {
    let (old, new) = (value(path, old, names), value(path, new, names));
    let is_long = old.chars().count().max(new.chars().count()) > LONG;
    let words = if is_long && !old.is_empty() && !new.is_empty() { compare(&old, &new) } else { Vec::new() };
    FieldChange { label: label(path, names), old, new, words }
}

/// What a field is called.
fn label(path: &str, names: &Names) -> String {
    let parts: Vec<&str> = path.split('/').skip(1).collect();
    match parts.as_slice() {
        ["variants", id, field] => {
            let variant = id.parse().ok().and_then(|id: i64| names.variants.get(&id));
            format!("{} · {}", variant.map_or("A variant", String::as_str), field_label(field))
        }
        ["texts", code, field] => {
            let language = Language::parse(code).map_or("Another language", Language::name);
            format!("{language} · {}", field_label(field))
        }
        ["pictures", _, _] => "What a picture shows".to_owned(),
        _ => field_label(parts.last().copied().unwrap_or_default()),
    }
}

fn field_label(field: &str) -> String {
    let known = match field {
        "title" => "Name",
        "slug" => "Address",
        "description_html" => "Description",
        "published" => "Shown to shoppers",
        "publish_at" => "Appears by itself",
        "meta_title" => "Title for search engines",
        "meta_description" => "Description for search engines",
        "fact" => "Line of facts",
        "compare_at" => "Former price",
        "sku" => "SKU",
        "length_mm" => "Length in mm",
        "width_mm" => "Width in mm",
        "height_mm" => "Height in mm",
        "customs_code" => "Customs code",
        "origin_country" => "Country of origin",
        "weight_grams" => "Weight in g",
        "content_amount" => "Contents",
        "content_unit" => "Unit of the contents",
        "track_stock" => "Stock is counted",
        "type_id" => "Product type",
        _ => "",
    };
    if !known.is_empty() {
        return known.to_owned();
    }
    let mut letters = field.replace('_', " ");
    if let Some(first) = letters.get_mut(..1) {
        first.make_ascii_uppercase();
    }
    letters
}

fn value(path: &str, value: &Value, names: &Names) -> String {
    let field = path.rsplit('/').next().unwrap_or_default();
    let text = match value {
        Value::Null => String::new(),
        Value::Bool(true) => "yes".to_owned(),
        Value::Bool(false) => "no".to_owned(),
        Value::Number(number) if field == "publish_at" => number.as_i64().map(moment).unwrap_or_default(),
        Value::Number(number) if field == "type_id" => product_type(number.as_i64(), names),
        Value::Number(number) if number.as_i64() == Some(0) && field == "weight_grams" => String::new(),
        Value::String(text) if field.ends_with("html") => plain_text(text).trim().to_owned(),
        Value::String(text) => text.clone(),
        Value::Array(items) if field == "pictures" => pictures(items.len()),
        Value::Array(items) => items.iter().map(|item| one(field, item, names)).collect::<Vec<_>>().join(", "),
        other => money(other).unwrap_or_else(|| other.to_string()),
    };
    text.chars().take(MOST).collect()
}

fn product_type(id: Option<i64>, names: &Names) -> String {
    let name = id.and_then(|id| names.types.get(&id)).cloned();
    name.unwrap_or_else(|| "a product type that is gone".to_owned())
}

fn pictures(count: usize) -> String {
    match count {
        0 => String::new(),
        1 => "1 picture".to_owned(),
        count => format!("{count} pictures"),
    }
}

fn one(field: &str, item: &Value, names: &Names) -> String {
    let category = item.as_i64().filter(|_| field == "categories").and_then(|id| names.categories.get(&id));
    match (category, item) {
        (Some(name), _) => name.clone(),
        (None, Value::String(text)) => text.clone(),
        (None, Value::Number(_)) if field == "categories" => "a category that is gone".to_owned(),
        (None, Value::Object(value)) if value.contains_key("html") => attribute_value(value),
        (None, other) => other.to_string(),
    }
}

/// The words of an attribute's value, or of the whole of a rich text.
fn attribute_value(value: &serde_json::Map<String, Value>) -> String {
    let text = |field: &str| value.get(field).and_then(Value::as_str).unwrap_or_default();
    if text("html").is_empty() { text("label").to_owned() } else { plain_text(text("html")) }
}

fn money(value: &Value) -> Option<String> {
    serde_json::from_value::<Money>(value.clone()).ok().map(|money| money.to_string())
}

fn moment(milliseconds: i64) -> String {
    let at = Timestamp(milliseconds);
    let (hour, minute) = at.hour_and_minute();
    format!("{} {hour:02}:{minute:02} UTC", at.date().long())
}

/// Both texts as one.
fn compare(old: &str, new: &str) -> Vec<(Fate, String)> {
    let diff = TextDiff::configure().timeout(PATIENCE).diff_words(old, new);
    let mut words: Vec<(Fate, String)> = Vec::new();
    for change in diff.iter_all_changes() {
        let fate = match change.tag() {
            ChangeTag::Equal => Fate::Same,
            ChangeTag::Delete => Fate::Removed,
            ChangeTag::Insert => Fate::Added,
        };
        match words.last_mut().filter(|(last, _)| *last == fate) {
            Some((_, text)) => text.push_str(change.value()),
            None => words.push((fate, change.value().to_owned())),
        }
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn names() -> Names {
        Names {
            categories: HashMap::from([(3, "Mugs".to_owned())]),
            types: HashMap::from([(5, "Ceramics".to_owned())]),
            variants: HashMap::from([(7, "Blue / Large".to_owned())]),
        }
    }

    #[test]
    fn fields_and_values_are_told_in_words() {
        for (path, old, new, label, before, after) in [
            ("/title", json!("Mug"), json!("Cup"), "Name", "Mug", "Cup"),
            ("/published", json!(false), json!(true), "Shown to shoppers", "no", "yes"),
            ("/categories", json!([3]), json!([3, 4]), "Categories", "Mugs", "Mugs, a category that is gone"),
            ("/parcel/length_mm", json!(null), json!(120), "Length in mm", "", "120"),
            ("/type_id", json!(9), json!(5), "Product type", "a product type that is gone", "Ceramics"),
            ("/something_new", json!(1), json!(2), "Something new", "1", "2"),
            ("/pictures", json!([1]), json!([1, 2]), "Pictures", "1 picture", "2 pictures"),
        ] {
            let told = told(path, &old, &new, &names());
            assert_eq!((told.label.as_str(), told.old.as_str(), told.new.as_str()), (label, before, after));
        }
        let price = |minor: i64| json!({"minor": minor, "currency": "EUR"});
        let told = told("/variants/7/price", &price(2_400), &price(2_600), &names());
        assert_eq!(told.label, "Blue / Large · Price");
        assert!(told.old.contains("24.00") && told.new.contains("26.00"), "{told:?}");
    }

    #[test]
    fn long_texts_are_compared_word_by_word() {
        let old = "<p>Thrown by hand on a wheel, glazed twice, and fired for two days in a wood kiln.</p>";
        let new = "<p>Thrown by hand on a wheel, glazed three times, and fired for two days in a wood kiln.</p>";
        let told = told("/description_html", &json!(old), &json!(new), &names());
        let of = |wanted: Fate| {
            told.words
                .iter()
                .filter(|(fate, _)| *fate == wanted)
                .map(|(_, text)| text.trim())
                .collect::<Vec<_>>()
                .join(" ")
        };
        assert_eq!((of(Fate::Removed).as_str(), of(Fate::Added).as_str()), ("twice,", "three times,"));
        let whole: String =
            told.words.iter().filter(|(fate, _)| *fate != Fate::Removed).map(|(_, text)| text.as_str()).collect();
        assert_eq!(whole, told.new);
    }
}
