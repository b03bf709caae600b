//! A product as it was before an import changed it.

use std::collections::HashMap;

use domain::{catalog::view::ParcelForm, kernel::ProductId};
use serde::{Deserialize, Serialize};
use serde_json::json;
use sqlx::{Row as _, any::AnyRow};

use super::sql;
use crate::{
    catalog::{
        admin::sql as catalog_sql,
        history::document::{self, Document},
    },
    db::{DatabaseError, Transaction, many, with_list},
};

/// Everything of a product that an import can change.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Snapshot {
    pub title: String,
    pub fact: String,
    pub description_html: String,
    pub brand: String,
    pub tags: String,
    pub published: i64,
    pub options: String,
    /// What came later is not in what older imports remembered, and stays.
    #[serde(default)]
    pub slug: Option<String>,
    #[serde(default)]
    pub parcel: Option<ParcelForm>,
    #[serde(default)]
    pub model: Option<ModelSnapshot>,
    #[serde(default)]
    pub links: Option<LinksSnapshot>,
    pub categories: Vec<(i64, i64)>,
    pub attributes: Vec<AttributeSnapshot>,
    pub pictures: Vec<(i64, i64, String)>,
    pub variants: Vec<VariantSnapshot>,
    /// Platform, key and digest.
    pub keys: Vec<(String, String, String)>,
}

/// The type of a product, when it appears, and its texts in further languages: language, field, text, when it was written.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ModelSnapshot {
    pub type_id: Option<i64>,
    pub publish_at: Option<i64>,
    pub texts: Vec<(String, String, String, i64)>,
}

/// What a product says of others: of each its id and its place.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LinksSnapshot {
    /// Variant, how many, place.
    pub parts: Vec<(i64, i64, i64)>,
    pub discount: Option<i64>,
    pub related: Vec<(i64, i64)>,
    /// Collections by hand.
    pub collections: Vec<(i64, i64)>,
}

/// A value of an attribute.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AttributeSnapshot {
    pub key: String,
    pub value: String,
    pub label: String,
    pub colour: String,
    pub position: i64,
    #[serde(default)]
    pub html: String,
}

/// A variant.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct VariantSnapshot {
    pub id: i64,
    pub position: i64,
    pub sku: String,
    pub title: String,
    pub choice: String,
    pub price: i64,
    pub compare_at: Option<i64>,
    pub cost: Option<i64>,
    pub currency: String,
    pub tax_class: String,
    pub barcode: String,
    pub weight_grams: i64,
    /// Amount and unit; an older import remembered none and changed none.
    #[serde(default)]
    pub content: Option<(Option<i64>, String)>,
    pub image_position: Option<i64>,
    pub track_stock: i64,
    pub active: i64,
    pub on_hand: i64,
}

impl Snapshot {
    /// The fields as a form has them, so that a version tells what an import changed, and can be restored.
    #[must_use]
    pub fn document(&self) -> Document {
        let money = |minor: i64, currency: &str| json!({"minor": minor, "currency": currency});
        let variant = |variant: &VariantSnapshot| {
            json!({
                "id": variant.id,
                "sku": variant.sku,
                "title": variant.title,
                "price": money(variant.price, &variant.currency),
                "compare_at": variant.compare_at.map(|minor| money(minor, &variant.currency)),
                "cost": variant.cost.map(|minor| money(minor, &variant.currency)),
                "barcode": variant.barcode,
                "tax_class": variant.tax_class,
                "weight_grams": variant.weight_grams,
                "track_stock": variant.track_stock == 1,
            })
        };
        let picture = |(_, id, words): &(i64, i64, String)| json!({"id": id, "alternative_text": words});
        let mut facts: Vec<String> =
            self.attributes.iter().map(|value| format!("{}: {}", value.key, value.label)).collect();
        facts.sort_unstable();
        document::of_value(&json!({
            "title": self.title,
            "fact": self.fact,
            "description_html": self.description_html,
            "brand": self.brand,
            "tags": self.tags,
            "published": self.published == 1,
            "parcel": self.parcel,
            "categories": self.categories.iter().map(|(category, _)| category).collect::<Vec<_>>(),
            "attributes": facts,
            "pictures": self.pictures.iter().map(picture).collect::<Vec<_>>(),
            "variants": self.variants.iter().filter(|variant| variant.active == 1).map(variant).collect::<Vec<_>>(),
        }))
    }
}

/// What an import left behind: enough to see whether somebody changed it since, and how much stock came with it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct After {
    pub version: i64,
    /// Variant and what was on hand of it.
    pub on_hand: Vec<(i64, i64)>,
}

/// The product as it stands, and what it would be compared with.
pub async fn take(transaction: &mut Transaction, id: ProductId) -> Result<Option<(Snapshot, After)>, DatabaseError> {
    let product = sqlx::query(sql::PRODUCT).bind(id.0).fetch_optional(transaction.connection()).await?;
    let Some(product) = product else { return Ok(None) };
    let variants = rows(transaction, sql::VARIANTS, id).await?;
    let variants = variants.iter().map(variant).collect::<Result<Vec<_>, _>>()?;
    let on_hand = variants.iter().map(|variant| (variant.id, variant.on_hand)).collect();
    let snapshot = Snapshot {
        title: product.try_get(0)?,
        fact: product.try_get(1)?,
        description_html: product.try_get(2)?,
        brand: product.try_get(3)?,
        tags: product.try_get(4)?,
        published: product.try_get(5)?,
        options: product.try_get(6)?,
        slug: Some(product.try_get(8)?),
        parcel: Some(ParcelForm {
            length_mm: product.try_get(9)?,
            width_mm: product.try_get(10)?,
            height_mm: product.try_get(11)?,
            customs_code: product.try_get(12)?,
            origin_country: product.try_get(13)?,
        }),
        model: Some(ModelSnapshot {
            type_id: product.try_get(14)?,
            publish_at: product.try_get(15)?,
            texts: collect(&rows(transaction, sql::TEXTS, id).await?, |row| {
                Ok((row.try_get(0)?, row.try_get(1)?, row.try_get(2)?, row.try_get(3)?))
            })?,
        }),
        links: Some(LinksSnapshot {
            parts: collect(&rows(transaction, sql::PARTS, id).await?, |row| {
                Ok((row.try_get(0)?, row.try_get(1)?, row.try_get(2)?))
            })?,
            discount: product.try_get(16)?,
            related: collect(&rows(transaction, sql::RELATED, id).await?, pair)?,
            collections: collect(&rows(transaction, sql::COLLECTIONS, id).await?, pair)?,
        }),
        categories: collect(&rows(transaction, sql::CATEGORIES, id).await?, pair)?,
        attributes: collect(&rows(transaction, sql::ATTRIBUTES, id).await?, attribute)?,
        pictures: collect(&rows(transaction, catalog_sql::PICTURES, id).await?, triple)?,
        keys: collect(&rows(transaction, sql::KEYS, id).await?, |row| {
            Ok((row.try_get(0)?, row.try_get(1)?, row.try_get(2)?))
        })?,
        variants,
    };
    Ok(Some((snapshot, After { version: product.try_get(7)?, on_hand })))
}

/// What an import left behind of these products.
pub async fn after(transaction: &mut Transaction, products: &[i64]) -> Result<HashMap<i64, After>, DatabaseError> {
    let mut after = HashMap::new();
    if products.is_empty() {
        return Ok(after);
    }
    for row in among(transaction, sql::VERSIONS, "", products).await? {
        after.insert(row.try_get(0)?, After { version: row.try_get(1)?, on_hand: Vec::new() });
    }
    for row in among(transaction, sql::ON_HAND, sql::BY_VARIANT, products).await? {
        if let Some(after) = after.get_mut(&row.try_get::<i64, _>(0)?) {
            after.on_hand.push((row.try_get(1)?, row.try_get(2)?));
        }
    }
    Ok(after)
}

async fn among(
    transaction: &mut Transaction,
    statement: &'static str,
    end: &'static str,
    ids: &[i64],
) -> Result<Vec<AnyRow>, DatabaseError> {
    let statement = with_list(statement, 1, ids.len()) + end;
    let query = ids.iter().fold(many(statement), |query, id| query.bind(*id));
    Ok(query.fetch_all(transaction.connection()).await?)
}

async fn rows(
    transaction: &mut Transaction,
    statement: &'static str,
    id: ProductId,
) -> Result<Vec<AnyRow>, DatabaseError> {
    Ok(sqlx::query(statement).bind(id.0).fetch_all(transaction.connection()).await?)
}

fn collect<T>(rows: &[AnyRow], read: impl Fn(&AnyRow) -> Result<T, sqlx::Error>) -> Result<Vec<T>, DatabaseError> {
    Ok(rows.iter().map(read).collect::<Result<_, _>>()?)
}

fn pair(row: &AnyRow) -> Result<(i64, i64), sqlx::Error> {
    Ok((row.try_get(0)?, row.try_get(1)?))
}

fn triple(row: &AnyRow) -> Result<(i64, i64, String), sqlx::Error> {
    Ok((row.try_get(0)?, row.try_get(1)?, row.try_get(2)?))
}

fn attribute(row: &AnyRow) -> Result<AttributeSnapshot, sqlx::Error> {
    Ok(AttributeSnapshot {
        key: row.try_get(0)?,
        value: row.try_get(1)?,
        label: row.try_get(2)?,
        colour: row.try_get(3)?,
        position: row.try_get(4)?,
        html: row.try_get(5)?,
    })
}

fn variant(row: &AnyRow) -> Result<VariantSnapshot, sqlx::Error> {
    Ok(VariantSnapshot {
        id: row.try_get(0)?,
        position: row.try_get(1)?,
        sku: row.try_get(2)?,
        title: row.try_get(3)?,
        choice: row.try_get(4)?,
        price: row.try_get(5)?,
        compare_at: row.try_get(6)?,
        cost: row.try_get(7)?,
        currency: row.try_get(8)?,
        tax_class: row.try_get(9)?,
        barcode: row.try_get(10)?,
        weight_grams: row.try_get(11)?,
        image_position: row.try_get(12)?,
        track_stock: row.try_get(13)?,
        active: row.try_get(14)?,
        on_hand: row.try_get(15)?,
        content: Some((row.try_get(16)?, row.try_get(17)?)),
    })
}
