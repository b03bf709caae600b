//! Server functions of the suppliers.

use domain::{
    kernel::SupplierId,
    purchase::{SupplierForm, view::SupplierRow},
};
use leptos::prelude::*;

#[cfg(feature = "ssr")]
use crate::admin::purchases::api::{outcome, refused};
use crate::{admin::parts::form::Outcome, error::AppError};

/// All suppliers.
#[server(prefix = "/api", endpoint = "admin/suppliers/list")]
pub async fn list_suppliers() -> Result<Vec<SupplierRow>, AppError> {
    use crate::admin::guard;
    let (shop, _) = guard::require(domain::account::Permission::ReadProducts).await?;
    services::purchase::supplier::list(&shop).await.map_err(refused)
}

/// Makes a supplier.
#[server(prefix = "/api", endpoint = "admin/suppliers/create")]
pub async fn create_supplier(supplier: SupplierForm) -> Result<Outcome, AppError> {
    use crate::{admin::guard, context};
    let (shop, actor) = guard::require(domain::account::Permission::WriteProducts).await?;
    let made = outcome(services::purchase::supplier::create(&shop, &actor, &supplier).await)?;
    context::lead_to("/admin/suppliers");
    Ok(made)
}

/// One supplier.
#[server(prefix = "/api", endpoint = "admin/supplier/detail")]
pub async fn read_supplier(supplier: SupplierId) -> Result<SupplierRow, AppError> {
    use crate::admin::guard;
    let (shop, _) = guard::require(domain::account::Permission::ReadProducts).await?;
    services::purchase::supplier::one(&shop, supplier).await.map_err(refused)
}

/// Changes a supplier.
#[server(prefix = "/api", endpoint = "admin/supplier/save")]
pub async fn save_supplier(id: SupplierId, version: i64, supplier: SupplierForm) -> Result<Outcome, AppError> {
    use crate::admin::guard;
    let (shop, actor) = guard::require(domain::account::Permission::WriteProducts).await?;
    outcome(services::purchase::supplier::save(&shop, &actor, id, version, &supplier).await)
}

/// Deletes a supplier that no purchase order names.
#[server(prefix = "/api", endpoint = "admin/supplier/delete")]
pub async fn delete_supplier(supplier: SupplierId) -> Result<(), AppError> {
    use crate::admin::guard;
    let (shop, actor) = guard::require(domain::account::Permission::WriteProducts).await?;
    services::purchase::supplier::delete(&shop, &actor, supplier).await.map_err(refused)?;
    leptos_axum::redirect("/admin/suppliers", false);
    Ok(())
}
