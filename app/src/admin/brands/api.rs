//! Server functions of the brands.

use domain::{
    catalog::{BrandForm, Contact, view::BrandRow},
    kernel::BrandId,
};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use crate::{admin::parts::form::Outcome, error::AppError};

/// A brand as its fields hold it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BrandInput {
    /// Which brand.
    pub id: BrandId,
    /// The version that the fields were filled from.
    pub version: i64,
    /// The name.
    pub name: String,
    /// What it is.
    #[serde(default)]
    pub description: String,
    /// Who makes it.
    pub manufacturer: Contact,
    /// The two letters of the manufacturer's country.
    #[serde(default)]
    pub country: String,
    /// Who answers for it in the European Union.
    pub responsible: Contact,
}

/// Every brand.
#[server(prefix = "/api", endpoint = "admin/brands/list")]
pub async fn list_brands() -> Result<Vec<BrandRow>, AppError> {
    use crate::admin::guard;
    let (shop, _) = guard::require(domain::account::Permission::ReadProducts).await?;
    services::catalog::admin::brand::list(&shop).await.map_err(guard::catalog)
}

/// Makes a brand and opens it.
#[server(prefix = "/api", endpoint = "admin/brands/create")]
pub async fn create_brand(name: String) -> Result<(), AppError> {
    use crate::admin::guard;
    let (shop, actor) = guard::require(domain::account::Permission::WriteProducts).await?;
    let id = services::catalog::admin::brand::create(&shop, &actor, &name).await.map_err(guard::model)?;
    leptos_axum::redirect(&format!("/admin/brands/{id}"), false);
    Ok(())
}

/// One brand.
#[server(prefix = "/api", endpoint = "admin/brand/form")]
pub async fn read_brand(brand: BrandId) -> Result<BrandForm, AppError> {
    use crate::admin::guard;
    let (shop, _) = guard::require(domain::account::Permission::ReadProducts).await?;
    services::catalog::admin::brand::form(&shop, brand).await.map_err(guard::catalog)
}

/// Saves a brand.
#[server(prefix = "/api", endpoint = "admin/brand/save")]
pub async fn save_brand(brand: BrandInput) -> Result<Outcome, AppError> {
    use crate::admin::guard;
    let (shop, actor) = guard::require(domain::account::Permission::WriteProducts).await?;
    let BrandInput { id, version, name, description, manufacturer, country, responsible } = brand;
    let country = country.trim().to_ascii_uppercase();
    let form = BrandForm { id, version, name, description, manufacturer, country, responsible, products: 0 };
    guard::outcome(services::catalog::admin::brand::save(&shop, &actor, form).await)
}

/// Removes a brand that no product has.
#[server(prefix = "/api", endpoint = "admin/brand/remove")]
pub async fn remove_brand(brand: BrandId) -> Result<(), AppError> {
    use crate::admin::guard;
    let (shop, actor) = guard::require(domain::account::Permission::WriteProducts).await?;
    services::catalog::admin::brand::remove(&shop, &actor, brand).await.map_err(guard::model)?;
    leptos_axum::redirect("/admin/brands", false);
    Ok(())
}
