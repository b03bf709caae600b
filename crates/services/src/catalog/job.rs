//! Keeps the search index up to date.

use std::sync::{
    Arc,
    atomic::{AtomicU64, Ordering},
};

use async_trait::async_trait;
use domain::{
    catalog::view::OptionView,
    kernel::{CategoryId, ProductId},
};
use futures::{Stream, StreamExt as _, TryStreamExt as _, stream};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use sqlx::{Row as _, any::AnyRow};

use super::{
    CatalogError,
    html::plain_text,
    row::{json, records},
    shelf::{Category, Index},
    sql, texts,
};
use crate::{
    Shop,
    db::{Database, DatabaseError, Transaction, outbox},
    outbox::{DeliveryError, Handler},
    port::{SearchDocument, SearchError},
};

/// The kind of the outbox row that asks for products to be indexed anew.
pub const INDEX_KIND: &str = "search.index";
/// So many products are read and indexed at a time.
const CHUNK: i64 = 250;
/// The beginning of a description says what the product is.
const MOST_DESCRIPTION: usize = 2_000;

/// What the outbox row says.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct IndexProducts {
    /// The products that have changed, or are gone.
    pub products: Vec<ProductId>,
    /// Whether their categories have changed, too: these are read anew before.
    #[serde(default)]
    pub categories: bool,
    /// Whether what is said in further languages has changed for many: it is read anew before.
    #[serde(default)]
    pub texts: bool,
}

/// So many products are named in one row.
const ROW: usize = 500;

/// Asks for these products to be indexed anew once the transaction is committed.
///
/// # Errors
/// A database that refuses the row.
pub async fn enqueue(
    transaction: &mut Transaction,
    database: &Database,
    products: &[ProductId],
    now: domain::kernel::Timestamp,
) -> Result<(), DatabaseError> {
    let payload = serde_json::json!({ "products": products });
    outbox::enqueue(transaction, database.next_id(), INDEX_KIND, &payload, now).await
}

/// The same after their categories changed. A worker may be faster than whoever refreshes the shelf after the commit.
///
/// # Errors
/// A database that refuses the row.
pub async fn enqueue_below(
    transaction: &mut Transaction,
    database: &Database,
    products: &[ProductId],
    now: domain::kernel::Timestamp,
) -> Result<(), DatabaseError> {
    let payload = serde_json::json!({ "products": products, "categories": true });
    outbox::enqueue(transaction, database.next_id(), INDEX_KIND, &payload, now).await
}

/// The same, of any number, after something was said differently that searches find many products by.
///
/// # Errors
/// A database that refuses the rows.
pub async fn enqueue_told(
    transaction: &mut Transaction,
    database: &Database,
    products: &[ProductId],
    now: domain::kernel::Timestamp,
) -> Result<(), DatabaseError> {
    for (place, part) in products.chunks(ROW).enumerate() {
        let payload = serde_json::json!({ "products": part, "texts": place == 0 });
        outbox::enqueue(transaction, database.next_id(), INDEX_KIND, &payload, now).await?;
    }
    Ok(())
}

/// Delivers the rows that [`enqueue`] wrote.
#[derive(Clone, Copy, Debug)]
pub struct IndexHandler;

#[async_trait]
impl Handler for IndexHandler {
    fn kind(&self) -> &'static str {
        INDEX_KIND
    }

    async fn deliver(&self, shop: &Shop, _: i64, payload: &Value) -> Result<(), DeliveryError> {
        let asked: IndexProducts =
            serde_json::from_value(payload.clone()).map_err(|error| DeliveryError::Never(error.to_string()))?;
        if asked.categories {
            shop.shelf.refresh_frame().await;
        }
        if asked.texts {
            shop.shelf.reload_texts().await.map_err(|error| DeliveryError::Later(error.to_string()))?;
        }
        index_products(shop, &asked.products).await.map_err(|error| DeliveryError::Later(error.to_string()))
    }
}

/// Indexes these products anew; those that shoppers may not see any more are forgotten. Another process may have changed
/// them, so the shelf looks at them again too.
///
/// # Errors
/// A database or search index that failed.
pub async fn index_products(shop: &Shop, products: &[ProductId]) -> Result<(), CatalogError> {
    shop.shelf.refresh(products).await;
    let documents = documents_of(shop, products).await?;
    let is_gone = |id: &ProductId| documents.iter().all(|document| document.id != id.0);
    let gone = products.iter().copied().filter(is_gone).collect();
    shop.search.update(documents, gone).await?;
    shop.shelf.forget_searches();
    Ok(())
}

async fn document_of(shop: &Shop, index: &Index, id: ProductId) -> Result<Option<SearchDocument>, CatalogError> {
    let row = sqlx::query(sql::SEARCH_DOCUMENT).bind(id.0).fetch_optional(shop.database.reader()).await?;
    let Some(row) = row else { return Ok(None) };
    let document = document(shop, &row, index)?;
    Ok(in_all_languages(shop, vec![document]).await?.pop())
}

/// What the search index gets to read of these products.
///
/// # Errors
/// A database that does not answer.
pub async fn documents_of(shop: &Shop, products: &[ProductId]) -> Result<Vec<SearchDocument>, CatalogError> {
    let index = shop.shelf.index();
    let mut documents = Vec::new();
    for id in products {
        documents.extend(document_of(shop, &index, *id).await?);
    }
    Ok(documents)
}

/// Builds the search index of all published products. The shop serves pages meanwhile.
///
/// # Errors
/// A database or search index that failed.
pub async fn index_everything(shop: &Shop) -> Result<u64, CatalogError> {
    shop.rulebook.reload(&shop.database).await?;
    let count = AtomicU64::new(0);
    let parts = published(shop).inspect_ok(|part| {
        count.fetch_add(part.len() as u64, Ordering::Relaxed);
    });
    let failed = |error: CatalogError| SearchError(error.to_string());
    shop.search.replace_all(parts.map_err(failed).boxed()).await?;
    shop.shelf.forget_searches();
    Ok(count.into_inner())
}

/// All published products, part by part.
fn published(shop: &Shop) -> impl Stream<Item = Result<Vec<SearchDocument>, CatalogError>> {
    let index = shop.shelf.index();
    let (database, shop) = (shop.database.clone(), shop.clone());
    stream::try_unfold(i64::MIN, move |last| {
        let (index, database, shop) = (Arc::clone(&index), database.clone(), shop.clone());
        async move {
            let rows = sqlx::query(sql::SEARCH_DOCUMENTS).bind(last).bind(CHUNK).fetch_all(database.reader()).await?;
            let documents = in_all_languages(&shop, documents(&shop, rows, index).await?).await?;
            Ok(documents.last().map(|document| document.id).map(|last| (documents, last)))
        }
    })
}

/// Off the threads that serve pages: thousands of texts take their time.
async fn documents(shop: &Shop, rows: Vec<AnyRow>, index: Arc<Index>) -> Result<Vec<SearchDocument>, CatalogError> {
    let shop = shop.clone();
    let work = move || rows.iter().map(|row| document(&shop, row, &index)).collect();
    tokio::task::spawn_blocking(work).await.map_err(|_| DatabaseError::Interrupted)?
}

/// The words of every language find a product.
async fn in_all_languages(
    shop: &Shop,
    mut documents: Vec<SearchDocument>,
) -> Result<Vec<SearchDocument>, CatalogError> {
    let ids = documents.iter().map(|document| document.id);
    let Some((first, last)) = ids.clone().min().zip(ids.max()) else { return Ok(documents) };
    let mut searched = texts::searched(shop, first, last).await?;
    for document in &mut documents {
        if let Some(said) = searched.remove(&document.id) {
            document.tags.extend(said.names);
            document.description.extend(said.description.chars().take(MOST_DESCRIPTION));
        }
    }
    Ok(documents)
}

fn document(shop: &Shop, row: &AnyRow, index: &Index) -> Result<SearchDocument, CatalogError> {
    let packed = |column: usize| row.try_get::<Option<&str>, _>(column);
    let owned = |column: usize| Ok::<_, sqlx::Error>(records(packed(column)?).map(str::to_owned).collect::<Vec<_>>());
    let options: Vec<OptionView> = json("product options", row.try_get(7)?)?;
    let mut attributes = owned(9)?;
    attributes.extend(options.into_iter().flat_map(|option| option.values).map(|value| value.label));
    let categories = records(packed(8)?).filter_map(|id| id.parse().ok()).map(CategoryId);
    let categories: Vec<&Category> = categories.flat_map(|category| index.tree.path(category)).collect();
    let mut names: Vec<String> = categories.iter().map(|category| category.name.clone()).collect();
    // The words of every language find a product; what is said of products alone is read from the database.
    for spoken in shop.shelf.texts().read().values() {
        let said: Vec<String> = attributes.iter().filter_map(|word| spoken.words.get(word)).cloned().collect();
        attributes.extend(said);
        names.extend(categories.iter().filter_map(|category| spoken.category_title(category.id)).map(str::to_owned));
    }
    attributes.sort_unstable();
    attributes.dedup();
    names.sort_unstable();
    names.dedup();
    let description = format!("{} {}", row.try_get::<&str, _>(5)?, plain_text(row.try_get(4)?));
    Ok(SearchDocument {
        id: row.try_get(0)?,
        title: row.try_get(1)?,
        brand: row.try_get(2)?,
        categories: names,
        attributes,
        tags: row.try_get::<&str, _>(3)?.split(',').map(|tag| tag.trim().to_owned()).collect(),
        description: description.chars().take(MOST_DESCRIPTION).collect(),
        skus: owned(10)?,
        popularity: row.try_get(6)?,
    })
}
