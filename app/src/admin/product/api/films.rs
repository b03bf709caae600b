//! Server functions of a product's films.

use domain::{
    catalog::view::VideoRow,
    kernel::{ImageId, ProductId, VideoId},
};
use leptos::prelude::*;

use crate::error::AppError;

/// The films of a product.
#[server(prefix = "/api", endpoint = "admin/product/films")]
pub async fn read_films(product: ProductId) -> Result<Vec<VideoRow>, AppError> {
    use crate::admin::guard;
    let (shop, _) = guard::require(domain::account::Permission::ReadProducts).await?;
    services::catalog::video::list(&shop, product).await.map_err(guard::catalog)
}

/// Puts a film on the product.
#[server(prefix = "/api", endpoint = "admin/product/add_film")]
pub async fn add_film(
    product: ProductId,
    address: String,
    title: String,
    poster: Option<ImageId>,
) -> Result<(), AppError> {
    use crate::admin::guard;
    let (shop, actor) = guard::require(domain::account::Permission::WriteProducts).await?;
    let added = services::catalog::video::add(&shop, &actor, product, &address, &title, poster).await;
    added.map(|_| ()).map_err(guard::film)
}

/// Takes a film off the product.
#[server(prefix = "/api", endpoint = "admin/product/remove_film")]
pub async fn remove_film(product: ProductId, film: VideoId) -> Result<(), AppError> {
    use crate::admin::guard;
    let (shop, actor) = guard::require(domain::account::Permission::WriteProducts).await?;
    services::catalog::video::remove(&shop, &actor, product, film).await.map_err(guard::catalog)
}
