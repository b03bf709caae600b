//! Changes as people read them.

use std::collections::HashMap;

use domain::{
    catalog::bulk::{BulkProduct, Change, Field, Subject, show_cell, split, view::ShownChange},
    kernel::{CategoryId, Currency, ProductId},
};

use super::read;
use crate::{Shop, catalog::admin, db::DatabaseError};

/// What is needed to write changes in words.
pub(super) struct Words {
    currency: Currency,
    categories: HashMap<CategoryId, String>,
}

impl Words {
    /// Those of the shop.
    pub async fn of(shop: &Shop) -> Result<Self, DatabaseError> {
        let paths = admin::category_paths(shop).await?;
        Ok(Self { currency: shop.settings.currency, categories: paths.into_iter().collect() })
    }

    /// A category's path.
    pub fn category(&self, id: CategoryId) -> String {
        self.categories.get(&id).cloned().unwrap_or_else(|| "a category that is gone".to_owned())
    }

    fn value(&self, field: Field, value: &str) -> String {
        if field == Field::Categories {
            return split(value).into_iter().map(|id| self.category(id)).collect::<Vec<_>>().join(", ");
        }
        show_cell(field, value, self.currency)
    }

    /// A change of this product.
    pub fn show(&self, product: Option<&BulkProduct>, change: Change) -> ShownChange {
        let variant = product.map(|product| variant_name(product, change.subject)).unwrap_or_default();
        ShownChange {
            title: product.map_or_else(|| "A product that is gone".to_owned(), |product| product.title.clone()),
            variant,
            before: self.value(change.field, &change.before),
            after: self.value(change.field, &change.after),
            change,
        }
    }
}

/// The variant's options, or its SKU; nothing for the product itself.
pub(super) fn variant_name(product: &BulkProduct, subject: Subject) -> String {
    let variant = product.variants.iter().find(|variant| Subject::Variant(variant.id) == subject);
    variant.map_or_else(
        String::new,
        |variant| {
            if variant.title.is_empty() { variant.sku.clone() } else { variant.title.clone() }
        },
    )
}

/// Changes with the names of what they are about.
pub(super) async fn shown(shop: &Shop, changes: Vec<Change>) -> Result<Vec<ShownChange>, DatabaseError> {
    let words = Words::of(shop).await?;
    let mut ids: Vec<ProductId> = changes.iter().map(|change| change.product).collect();
    ids.dedup();
    let mut connection = shop.database.connect().await?;
    let products = read::products(&mut connection, &ids, None).await?;
    let products: HashMap<ProductId, &BulkProduct> = products.iter().map(|product| (product.id, product)).collect();
    let show = |change: Change| words.show(products.get(&change.product).copied(), change);
    Ok(changes.into_iter().map(show).collect())
}
