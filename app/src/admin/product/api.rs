//! Server functions of the product page. Uploads are a request of their own: `POST /admin/upload`.

pub mod films;

use domain::{
    catalog::view::{ProductForm, ProductSheet},
    kernel::{ImageId, ProductId},
};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use super::ProductInput;
use crate::error::AppError;

/// What became of a save.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum SaveOutcome {
    /// Saved: what stands there now.
    Saved(Box<ProductForm>),
    /// Somebody else saved in the meantime: what stands there now.
    Conflict(Box<ProductForm>),
    /// Fields, by path, that cannot stay, with what to do.
    Refused(Vec<(String, String)>),
}

/// The product as the form edits it, and what can be chosen.
#[server(prefix = "/api", endpoint = "admin/product/form")]
pub async fn read_product(product: ProductId) -> Result<ProductSheet, AppError> {
    use crate::admin::guard;
    let (shop, _) = guard::require(domain::account::Permission::ReadProducts).await?;
    services::catalog::admin::sheet(&shop, product).await.map_err(guard::catalog)
}

/// Saves the whole form, or nothing of it.
#[server(prefix = "/api", endpoint = "admin/product/save")]
pub async fn save_product(product: ProductInput) -> Result<SaveOutcome, AppError> {
    use services::catalog::admin;

    use crate::admin::guard;
    let (shop, actor) = guard::require(domain::account::Permission::WriteProducts).await?;
    let before = admin::form(&shop, product.id).await.map_err(guard::catalog)?;
    let saved = match product.write_over(before) {
        Ok(form) => admin::save(&shop, &actor, form).await,
        Err(wrong) => Err(admin::SaveError::Fields(wrong)),
    };
    guard::save_outcome(saved)
}

/// What shoppers would see of a description: only what is safe stays.
#[server(prefix = "/api", endpoint = "admin/product/preview")]
pub async fn preview_description(html: String) -> Result<String, AppError> {
    use crate::admin::guard;
    guard::require(domain::account::Permission::WriteProducts).await?;
    Ok(services::catalog::html::sanitise(&html))
}

/// Takes a picture off the product.
#[server(prefix = "/api", endpoint = "admin/product/remove_image")]
pub async fn remove_image(product: ProductId, image: ImageId) -> Result<(), AppError> {
    use crate::admin::guard;
    let (shop, actor) = guard::require(domain::account::Permission::WriteProducts).await?;
    services::catalog::admin::remove_image(&shop, &actor, product, image).await.map_err(guard::catalog)
}

/// Puts a picture back where it was.
#[server(prefix = "/api", endpoint = "admin/product/restore_image")]
pub async fn restore_image(
    product: ProductId,
    image: ImageId,
    position: usize,
    alternative_text: String,
) -> Result<(), AppError> {
    use services::catalog::admin;

    use crate::admin::guard;
    let (shop, actor) = guard::require(domain::account::Permission::WriteProducts).await?;
    let restored = admin::restore_image(&shop, &actor, product, image, position, alternative_text);
    restored.await.map_err(guard::catalog)
}

/// Puts a picture at another place, counted from 0.
#[server(prefix = "/api", endpoint = "admin/product/move_image")]
pub async fn move_image(product: ProductId, image: ImageId, to: usize) -> Result<(), AppError> {
    use crate::admin::guard;
    let (shop, actor) = guard::require(domain::account::Permission::WriteProducts).await?;
    services::catalog::admin::move_image(&shop, &actor, product, image, to).await.map_err(guard::catalog)
}
