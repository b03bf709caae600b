//! Server functions of the product types.

use domain::{
    catalog::view::{AttributeSheet, ProductTypeRow, ProductTypeSheet},
    kernel::ProductTypeId,
};
use leptos::prelude::*;

use super::AttributeInput;
use crate::{admin::parts::form::Outcome, error::AppError};

/// Every type.
#[server(prefix = "/api", endpoint = "admin/product_types/list")]
pub async fn list_product_types() -> Result<Vec<ProductTypeRow>, AppError> {
    use crate::admin::guard;
    let (shop, _) = guard::require(domain::account::Permission::ReadProducts).await?;
    services::catalog::admin::attribute::list(&shop).await.map_err(guard::catalog)
}

/// Makes a type and opens it.
#[server(prefix = "/api", endpoint = "admin/product_types/create")]
pub async fn create_product_type(name: String) -> Result<(), AppError> {
    use crate::admin::guard;
    let (shop, actor) = guard::require(domain::account::Permission::WriteProducts).await?;
    let id = services::catalog::admin::attribute::create(&shop, &actor, &name).await.map_err(guard::model)?;
    leptos_axum::redirect(&format!("/admin/product-types/{id}"), false);
    Ok(())
}

/// A type with its attributes.
#[server(prefix = "/api", endpoint = "admin/product_type/sheet")]
pub async fn read_product_type(product_type: ProductTypeId) -> Result<ProductTypeSheet, AppError> {
    use crate::admin::guard;
    let (shop, _) = guard::require(domain::account::Permission::ReadProducts).await?;
    services::catalog::admin::attribute::sheet(&shop, product_type).await.map_err(guard::catalog)
}

/// Names a type anew.
#[server(prefix = "/api", endpoint = "admin/product_type/rename")]
pub async fn rename_product_type(product_type: ProductTypeId, name: String) -> Result<Outcome, AppError> {
    use crate::admin::guard;
    let (shop, actor) = guard::require(domain::account::Permission::WriteProducts).await?;
    guard::outcome(services::catalog::admin::attribute::rename(&shop, &actor, product_type, &name).await)
}

/// Removes a type that no product is of.
#[server(prefix = "/api", endpoint = "admin/product_type/remove")]
pub async fn remove_product_type(product_type: ProductTypeId) -> Result<(), AppError> {
    use crate::admin::guard;
    let (shop, actor) = guard::require(domain::account::Permission::WriteProducts).await?;
    services::catalog::admin::attribute::remove(&shop, &actor, product_type).await.map_err(guard::model)?;
    leptos_axum::redirect("/admin/product-types", false);
    Ok(())
}

/// An attribute of a type.
#[server(prefix = "/api", endpoint = "admin/product_type/attribute")]
pub async fn read_attribute(product_type: ProductTypeId, key: String) -> Result<AttributeSheet, AppError> {
    use crate::admin::guard;
    let (shop, _) = guard::require(domain::account::Permission::ReadProducts).await?;
    services::catalog::admin::attribute::attribute(&shop, product_type, &key).await.map_err(guard::catalog)
}

/// Makes an attribute in a type, and leads back to the type.
#[server(prefix = "/api", endpoint = "admin/product_type/add_attribute")]
pub async fn add_attribute(product_type: ProductTypeId, attribute: AttributeInput) -> Result<Outcome, AppError> {
    use crate::admin::guard;
    let (shop, actor) = guard::require(domain::account::Permission::WriteProducts).await?;
    let added = services::catalog::admin::attribute::add(&shop, &actor, product_type, attribute.read()).await;
    let outcome = guard::outcome(added.map(|_| ()))?;
    if outcome == Outcome::Saved {
        leptos_axum::redirect(&format!("/admin/product-types/{product_type}"), false);
    }
    Ok(outcome)
}

/// Changes an attribute.
#[server(prefix = "/api", endpoint = "admin/product_type/save_attribute")]
pub async fn save_attribute(
    product_type: ProductTypeId,
    key: String,
    attribute: AttributeInput,
) -> Result<Outcome, AppError> {
    use services::catalog::admin::attribute::save;

    use crate::admin::guard;
    let (shop, actor) = guard::require(domain::account::Permission::WriteProducts).await?;
    guard::outcome(save(&shop, &actor, product_type, &key, attribute.read()).await)
}

/// Gives a type an attribute that the shop has.
#[server(prefix = "/api", endpoint = "admin/product_type/attach")]
pub async fn attach_attribute(
    product_type: ProductTypeId,
    key: String,
    heading: String,
    required: Option<String>,
) -> Result<(), AppError> {
    use services::catalog::admin::attribute::attach;

    use crate::admin::guard;
    let (shop, actor) = guard::require(domain::account::Permission::WriteProducts).await?;
    let how = (heading.as_str(), required.is_some());
    attach(&shop, &actor, product_type, &key, how).await.map_err(guard::model)
}

/// Takes an attribute off a type.
#[server(prefix = "/api", endpoint = "admin/product_type/detach")]
pub async fn detach_attribute(product_type: ProductTypeId, key: String) -> Result<(), AppError> {
    use crate::admin::guard;
    let (shop, actor) = guard::require(domain::account::Permission::WriteProducts).await?;
    services::catalog::admin::attribute::detach(&shop, &actor, product_type, &key).await.map_err(guard::model)
}

/// Puts an attribute one place earlier or later.
#[server(prefix = "/api", endpoint = "admin/product_type/move")]
pub async fn move_attribute(product_type: ProductTypeId, key: String, earlier: bool) -> Result<(), AppError> {
    use services::catalog::admin::attribute;

    use crate::admin::guard;
    let (shop, actor) = guard::require(domain::account::Permission::WriteProducts).await?;
    attribute::move_attribute(&shop, &actor, product_type, &key, earlier).await.map_err(guard::model)
}
