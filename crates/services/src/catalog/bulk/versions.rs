//! Changes of many products as versions of each: what the history of a product shows and takes back.

use std::collections::BTreeMap;

use domain::{
    catalog::{
        bulk::{Change, Field, Held, Subject, split},
        view::Origin,
    },
    kernel::{Currency, Money, ProductId},
};
use serde_json::{Value, json};

use super::write::Pen;
use crate::{
    catalog::history::{self, document::Changes},
    db::{DatabaseError, Transaction},
};

/// Remembers changes as one version of each product.
pub(super) async fn record(
    tx: &mut Transaction,
    pen: Pen<'_>,
    changes: impl Iterator<Item = &Change>,
) -> Result<(), DatabaseError> {
    let versions = by_product(changes, pen.currency);
    let entries = versions.iter().map(|(product, changes)| history::Entry {
        product: *product,
        actor: pen.actor,
        origin: Origin::Bulk,
        changes,
    });
    let entries: Vec<_> = entries.collect();
    history::record_all(tx, pen.database, &entries, pen.now).await
}

fn by_product<'a>(changes: impl Iterator<Item = &'a Change>, currency: Currency) -> BTreeMap<ProductId, Changes> {
    let mut versions: BTreeMap<ProductId, Changes> = BTreeMap::new();
    for change in changes {
        if let Some(path) = path(change) {
            let value = |text: &str| value(change.field, text, currency);
            versions.entry(change.product).or_default().insert(path, (value(&change.before), value(&change.after)));
        }
    }
    versions
}

/// Where the history keeps a field; stock is none of its fields.
fn path(change: &Change) -> Option<String> {
    let name = match change.field {
        Field::OnHand => return None,
        Field::Weight => "weight_grams",
        field => field.key(),
    };
    Some(match change.subject {
        Subject::Product(_) if change.field == Field::Attribute => {
            format!("/attributes/{}", Held::read(&change.after)?.key)
        }
        Subject::Product(_) => format!("/{name}"),
        Subject::Variant(id) => format!("/variants/{id}/{name}"),
    })
}

fn value(field: Field, text: &str, currency: Currency) -> Value {
    match field {
        Field::Published => json!(text == "1"),
        Field::Categories => json!(split(text)),
        Field::Attribute => Held::read(text).map_or(Value::Null, |held| json!(held.values)),
        Field::Weight => json!(text.parse::<i64>().unwrap_or(0)),
        Field::Price | Field::CompareAt | Field::Cost => {
            text.parse().map_or(Value::Null, |minor| json!(Money::new(minor, currency)))
        }
        _ => json!(text),
    }
}

#[cfg(test)]
mod tests {
    use domain::kernel::VariantId;

    use super::*;

    #[test]
    fn changes_stand_in_the_history_as_a_save_of_the_form_writes_them() {
        let variant = Subject::Variant(VariantId(17));
        let change = |subject, field, before: &str, after: &str| Change {
            product: ProductId(1),
            subject,
            field,
            before: before.to_owned(),
            after: after.to_owned(),
        };
        let changes = [
            change(variant, Field::CompareAt, "", "3000"),
            change(variant, Field::OnHand, "1", "2"),
            change(Subject::Product(ProductId(1)), Field::Published, "1", "0"),
        ];
        let versions = by_product(changes.iter(), Currency::EUR);
        let money = json!({ "minor": 3000, "currency": "EUR" });
        let expected = Changes::from([
            ("/published".to_owned(), (json!(true), json!(false))),
            ("/variants/17/compare_at".to_owned(), (Value::Null, money)),
        ]);
        assert_eq!(versions[&ProductId(1)], expected);
    }
}
