//! Showing shoppers what moved.

use std::sync::Arc;

use domain::kernel::{OrderId, ProductId};
use sqlx::Row;

use super::sql;
use crate::{Shop, db::DatabaseError};

/// Has the pages of these products made anew, beside the request that took their last items.
pub(crate) fn refresh_soon(shop: &Shop, products: Vec<ProductId>) {
    if products.is_empty() {
        return;
    }
    let shelf = Arc::clone(&shop.shelf);
    tokio::spawn(async move { shelf.refresh(&products).await });
}

/// Has the pages of an order's products made anew. The change is committed, so a failure is logged and no more.
pub(crate) async fn refresh_order(shop: &Shop, order: OrderId) {
    match products(shop, order).await {
        Ok(products) => shop.shelf.refresh(&products).await,
        Err(error) => tracing::error!(%error, %order, "the pages of an order's products could not be made anew"),
    }
}

async fn products(shop: &Shop, order: OrderId) -> Result<Vec<ProductId>, DatabaseError> {
    let rows = sqlx::query(sql::PRODUCTS).bind(order.0).fetch_all(shop.database.reader()).await?;
    rows.iter().map(|row| Ok(ProductId(row.try_get("product_id")?))).collect()
}
