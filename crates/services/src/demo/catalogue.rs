//! Writes categories, attributes, products, and their stock.

use std::{
    collections::{BTreeMap, HashMap, HashSet},
    sync::Arc,
};

use domain::{
    kernel::{Currency, Timestamp},
    search::phrases,
};
use sqlx::Row as _;

use super::{
    DemoError,
    history::{Outflow, Sold},
    input::{AttributeInput, CategoryInput, ProductInput, VariantInput},
    rows::{Rows, row},
    sql,
    start::count,
};
use crate::{
    catalog::admin::attribute,
    db::{Database, DatabaseError},
    search,
};

/// Products of one transaction.
const BATCH: usize = 400;

/// Whose hand moved the stock.
pub(super) const ACTOR: &str = "Demo";

/// Writes the catalogue. `outflow` says what the history will take from the stock. Tells after each transaction how many
/// products are written, and gives back what the history needs to know of the variants it names.
///
/// # Errors
/// A product in a category that is not given, or a database that failed.
pub async fn write_catalogue(
    database: &Database,
    (currency, now): (Currency, Timestamp),
    (categories, attributes): (Vec<CategoryInput>, Vec<AttributeInput>),
    products: impl Iterator<Item = ProductInput>,
    outflow: &Outflow,
    mut progress: impl FnMut(usize),
) -> Result<Sold, DemoError> {
    let location = location(database).await?;
    let categories = write_frame(database, categories, attributes, now).await?;
    let mut writer =
        Catalogue { database, currency, location, categories, outflow, sold: Sold::default(), ids: HashMap::new() };
    let mut related = Vec::new();
    let (mut written, mut batch) = (0_usize, Batch::new());
    for product in products {
        let id = writer.add_product(&mut batch, &product)?;
        related.push((id, product.related));
        if batch.products == BATCH {
            written += batch.products;
            write(database, std::mem::replace(&mut batch, Batch::new()).into_rows()).await?;
            progress(written);
        }
    }
    written += batch.products;
    write(database, batch.into_rows()).await?;
    progress(written);
    write_related(database, &writer.ids, related).await?;
    attribute::adopt_choices(database).await?;
    Ok(writer.sold)
}

/// Writes down which words mean the same, group by group; a shop that has such groups keeps its own.
///
/// # Errors
/// A database that failed.
pub async fn write_synonyms(database: &Database, groups: &[&str], now: Timestamp) -> Result<(), DemoError> {
    if count(database, search::sql::COUNT_SYNONYMS).await? > 0 {
        return Ok(());
    }
    for group in groups {
        let (id, words) = (database.next_id(), phrases(group).join(", "));
        database
            .write(move |transaction| {
                let words = words.clone();
                Box::pin(async move {
                    let row = sqlx::query(sql::ADD_SYNONYM).bind(id).bind(words).bind(now.0);
                    row.execute(transaction.connection()).await.map_err(DatabaseError::from)?;
                    Ok::<_, DemoError>(())
                })
            })
            .await?;
    }
    Ok(())
}

/// Writes groups of rows in one transaction, in their order.
pub(super) async fn write(database: &Database, rows: Vec<Rows>) -> Result<(), DemoError> {
    let rows = Arc::new(rows);
    database
        .write(move |transaction| {
            let rows = Arc::clone(&rows);
            Box::pin(async move {
                for rows in rows.iter() {
                    rows.write(transaction).await?;
                }
                Ok(())
            })
        })
        .await
}

async fn location(database: &Database) -> Result<i64, DemoError> {
    if let Some(row) = sqlx::query(sql::LOCATION).fetch_optional(database.reader()).await? {
        return Ok(row.try_get(0)?);
    }
    let id = database.next_id();
    let mut rows = Rows::new(sql::ADD_LOCATION);
    rows.add(row![id, "Workshop"]);
    write(database, vec![rows]).await?;
    Ok(id)
}

/// Categories and attributes; gives the ids of the categories.
async fn write_frame(
    database: &Database,
    categories: Vec<CategoryInput>,
    attributes: Vec<AttributeInput>,
    now: Timestamp,
) -> Result<BTreeMap<String, i64>, DemoError> {
    let mut ids = BTreeMap::new();
    let (mut category_rows, mut attribute_rows) = (Rows::new(sql::ADD_CATEGORY), Rows::new(sql::ADD_ATTRIBUTE));
    for (position, category) in (0_i64..).zip(categories) {
        let id = database.next_id();
        let parent = match &category.parent {
            Some(slug) => Some(*ids.get(slug).ok_or_else(|| DemoError::Unknown(slug.clone()))?),
            None => None,
        };
        let image = category.image.map(|image| image.0);
        ids.insert(category.slug.clone(), id);
        category_rows.add(row![id, parent, category.slug, category.name, category.description, position, image, now.0]);
    }
    for (position, attribute) in (0_i64..).zip(attributes) {
        let kind = if attribute.colour { "colour" } else { "text" };
        attribute_rows.add(row![attribute.key, attribute.label, kind, i64::from(attribute.facet), position]);
    }
    write(database, vec![category_rows, attribute_rows]).await?;
    Ok(ids)
}

async fn write_related(
    database: &Database,
    ids: &HashMap<String, i64>,
    related: Vec<(i64, Vec<String>)>,
) -> Result<(), DemoError> {
    for part in related.chunks(BATCH * 10) {
        let mut rows = Rows::new(sql::ADD_PRODUCT_RELATED);
        for (id, slugs) in part {
            let mut seen = HashSet::new();
            let others = slugs.iter().filter_map(|slug| ids.get(slug)).filter(|other| *other != id);
            for (position, other) in (0_i64..).zip(others.filter(|other| seen.insert(**other))) {
                rows.add(row![*id, *other, position]);
            }
        }
        write(database, vec![rows]).await?;
    }
    Ok(())
}

struct Catalogue<'a> {
    database: &'a Database,
    currency: Currency,
    location: i64,
    categories: BTreeMap<String, i64>,
    outflow: &'a Outflow,
    sold: Sold,
    ids: HashMap<String, i64>,
}

/// The rows of some products, a group a table.
struct Batch {
    products: usize,
    product: Rows,
    category: Rows,
    image: Rows,
    value: Rows,
    variant: Rows,
    stock: Rows,
    movement: Rows,
}

impl Batch {
    fn new() -> Self {
        Self {
            products: 0,
            product: Rows::new(sql::ADD_PRODUCT),
            category: Rows::new(sql::ADD_PRODUCT_CATEGORY),
            image: Rows::new(sql::ADD_PRODUCT_IMAGE),
            value: Rows::new(sql::ADD_PRODUCT_ATTRIBUTE),
            variant: Rows::new(sql::ADD_VARIANT),
            stock: Rows::new(sql::ADD_STOCK),
            movement: Rows::new(sql::ADD_STOCK_MOVE),
        }
    }

    fn into_rows(self) -> Vec<Rows> {
        vec![self.product, self.category, self.image, self.value, self.variant, self.stock, self.movement]
    }
}

impl Catalogue<'_> {
    fn add_product(&mut self, batch: &mut Batch, product: &ProductInput) -> Result<i64, DemoError> {
        let id = self.database.next_id();
        let category =
            *self.categories.get(&product.category).ok_or_else(|| DemoError::Unknown(product.category.clone()))?;
        let options = serde_json::json!(product.options).to_string();
        let created = product.created_at.0;
        batch.products += 1;
        batch.product.add(row![
            id,
            product.slug.clone(),
            product.title.clone(),
            product.fact.clone(),
            product.description_html.clone(),
            product.brand.clone(),
            product.tags.clone(),
            1,
            options,
            product.popularity,
            created,
            created,
        ]);
        batch.category.add(row![id, category, 0]);
        for (position, (image, text)) in (0_i64..).zip(&product.pictures) {
            batch.image.add(row![id, position, image.0, text.clone()]);
        }
        for (position, value) in (0_i64..).zip(&product.values) {
            let (key, label) = (value.key.clone(), value.label.clone());
            batch.value.add(row![id, key, value.value.clone(), label, value.colour.clone(), position]);
        }
        for (position, variant) in (0_i64..).zip(&product.variants) {
            self.add_variant(batch, (id, product), (position, variant));
        }
        self.ids.insert(product.slug.clone(), id);
        Ok(id)
    }

    fn add_variant(
        &mut self,
        batch: &mut Batch,
        (product_id, product): (i64, &ProductInput),
        (position, variant): (i64, &VariantInput),
    ) {
        let id = self.database.next_id();
        let title = variant_title(product, variant);
        batch.variant.add(row![
            id,
            product_id,
            position,
            variant.sku.clone(),
            title.clone(),
            serde_json::json!(variant.choice).to_string(),
            variant.price,
            variant.compare_at,
            variant.cost,
            self.currency.code().to_owned(),
            variant.barcode.clone(),
            variant.weight_grams,
            variant.content_grams,
            if variant.content_grams.is_some() { "g" } else { "" },
            variant.picture.and_then(|picture| i64::try_from(picture).ok()),
        ]);
        // What the history sells came in before it; what it holds is still there.
        let taken = self.outflow.of(&variant.sku);
        let on_hand = variant.available.saturating_add(taken.held);
        let received = on_hand.saturating_add(taken.sold);
        batch.stock.add(row![id, self.location, on_hand, taken.held]);
        let created = product.created_at.0;
        let movement = self.database.next_id();
        batch.movement.add(row![movement, id, self.location, received, 0, "received", None::<i64>, ACTOR, created]);
        if taken.any() {
            let image = variant.picture.and_then(|picture| product.pictures.get(picture)).or(product.pictures.first());
            self.sold.remember(&variant.sku, id, (product_id, product), (title, variant.price), image, self.location);
        }
    }
}

/// The chosen values with " / " between.
fn variant_title(product: &ProductInput, variant: &VariantInput) -> String {
    let labels = product.options.iter().zip(&variant.choice).filter_map(|(option, index)| option.values.get(*index));
    labels.map(|value| value.label.as_str()).collect::<Vec<_>>().join(" / ")
}
