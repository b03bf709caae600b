//! Server functions of what belongs to the kind of a product.

use domain::{
    catalog::view::PartChoice,
    kernel::{PersonalisationFieldId, ProductFileId, ProductId},
};
use leptos::prelude::*;

use super::field_input::FieldInput;
use crate::error::AppError;

/// Makes the product one of another kind.
#[server(prefix = "/api", endpoint = "admin/product/set_kind")]
pub async fn set_kind(product: ProductId, kind: String) -> Result<(), AppError> {
    use domain::catalog::ProductKind;
    use services::catalog::admin::goods;

    use crate::admin::guard;
    let (shop, actor) = guard::require(domain::account::Permission::WriteProducts).await?;
    let kind = ProductKind::from_key(&kind).ok_or(AppError::NotFound)?;
    goods::set_kind(&shop, &actor, product, kind).await.map(|_| ()).map_err(guard::save)
}

/// Lets the price of a bundle follow its parts, so many percent below them; nothing gives it a price of its own.
#[server(prefix = "/api", endpoint = "admin/product/set_discount")]
pub async fn set_discount(product: ProductId, percent: String) -> Result<(), AppError> {
    use services::catalog::admin::goods;

    use crate::admin::guard;
    let (shop, actor) = guard::require(domain::account::Permission::WriteProducts).await?;
    let discount = super::percent::read(&percent)
        .map_err(|()| AppError::Invalid("Write a percentage, as in 10 or 7.5, or leave it empty.".to_owned()))?;
    goods::set_discount(&shop, &actor, product, discount).await.map(|_| ()).map_err(guard::save)
}

/// Puts a variant into a bundle, changes its number, or takes it out with 0.
#[server(prefix = "/api", endpoint = "admin/product/put_part")]
pub async fn put_part(product: ProductId, sku: String, quantity: i64) -> Result<(), AppError> {
    use services::catalog::admin::goods;

    use crate::admin::guard;
    let (shop, actor) = guard::require(domain::account::Permission::WriteProducts).await?;
    goods::put_part(&shop, &actor, product, &sku, quantity).await.map(|_| ()).map_err(guard::save)
}

/// Takes a file off a digital product.
#[server(prefix = "/api", endpoint = "admin/product/remove_file")]
pub async fn remove_file(product: ProductId, file: ProductFileId) -> Result<(), AppError> {
    use services::catalog::admin::goods;

    use crate::admin::guard;
    let (shop, actor) = guard::require(domain::account::Permission::WriteProducts).await?;
    goods::remove_file(&shop, &actor, product, file).await.map(|_| ()).map_err(guard::save)
}

/// Says how often and for how many days buyers can fetch the files; empty for no limit.
#[server(prefix = "/api", endpoint = "admin/product/set_download_bounds")]
pub async fn set_bounds(product: ProductId, most: String, days: String) -> Result<(), AppError> {
    use services::catalog::admin::goods;

    use crate::admin::guard;
    let (shop, actor) = guard::require(domain::account::Permission::WriteProducts).await?;
    let bound = |text: &str| match text.trim() {
        "" => Ok(None),
        text => text.parse().map(Some).map_err(|_| AppError::Invalid("Write whole numbers, or nothing.".to_owned())),
    };
    let (most, days) = (bound(&most)?, bound(&days)?);
    goods::set_bounds(&shop, &actor, product, most, days).await.map(|_| ()).map_err(guard::save)
}

/// Adds a field that shoppers fill in, or changes one; the field 0 is none yet.
#[server(prefix = "/api", endpoint = "admin/product/put_field")]
pub async fn put_field(product: ProductId, field: FieldInput) -> Result<(), AppError> {
    use services::catalog::admin::goods;

    use crate::admin::guard;
    let (shop, actor) = guard::require(domain::account::Permission::WriteProducts).await?;
    let field = field.read(shop.settings.currency)?;
    goods::put_field(&shop, &actor, product, field).await.map(|_| ()).map_err(guard::save)
}

/// Takes a field off.
#[server(prefix = "/api", endpoint = "admin/product/remove_field")]
pub async fn remove_field(product: ProductId, field: PersonalisationFieldId) -> Result<(), AppError> {
    use services::catalog::admin::goods;

    use crate::admin::guard;
    let (shop, actor) = guard::require(domain::account::Permission::WriteProducts).await?;
    goods::remove_field(&shop, &actor, product, field).await.map(|_| ()).map_err(guard::save)
}

/// Variants that can be parts, by words in their names or pieces of their units.
#[server(prefix = "/api", endpoint = "admin/product/find_parts")]
pub async fn find_parts(text: String) -> Result<Vec<PartChoice>, AppError> {
    use crate::admin::guard;
    let (shop, _) = guard::require(domain::account::Permission::ReadProducts).await?;
    services::catalog::admin::goods::find_parts(&shop, &text).await.map_err(guard::catalog)
}
