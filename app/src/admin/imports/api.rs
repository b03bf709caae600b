//! Server functions of imports. Files are a request of their own: `POST /admin/imports/upload`.

use domain::{
    importer::view::{ImportRunRow, ImportRunView},
    kernel::ImportRunId,
};
use leptos::prelude::*;

use crate::{admin::clock::Dated, error::AppError};

/// The imports, newest first.
#[server(prefix = "/api", endpoint = "admin/imports/list")]
pub async fn list_imports() -> Result<Dated<Vec<ImportRunRow>>, AppError> {
    use crate::admin::guard;
    let (shop, _) = guard::require(domain::account::Permission::MoveData).await?;
    let value = services::importer::task::read::list(&shop).await.map_err(guard::import)?;
    Ok(Dated { now: shop.clock.now(), value })
}

/// One import.
#[server(prefix = "/api", endpoint = "admin/import/detail")]
pub async fn read_import(import: ImportRunId) -> Result<Dated<ImportRunView>, AppError> {
    use crate::admin::guard;
    let (shop, _) = guard::require_import(import, domain::account::Permission::ReadOrders).await?;
    let value = services::importer::task::read::detail(&shop, import).await.map_err(guard::import)?;
    Ok(Dated { now: shop.clock.now(), value })
}

/// Reads the files again with other choices; nothing of `pictures` leaves them out.
#[server(prefix = "/api", endpoint = "admin/import/check")]
pub async fn check_import(
    import: ImportRunId,
    platform: String,
    #[server(default)] mapping: Vec<String>,
    pictures: Option<String>,
) -> Result<(), AppError> {
    use crate::admin::guard;
    let (shop, _) = guard::require_import(import, domain::account::Permission::WriteOrders).await?;
    let mapping = mapping.into_iter().filter(|pair| !pair.ends_with('=')).collect();
    let checked = services::importer::task::write::check_again(&shop, import, &platform, mapping, pictures.is_some());
    checked.await.map_err(guard::import)
}

/// Imports what was checked.
#[server(prefix = "/api", endpoint = "admin/import/start")]
pub async fn start_import(import: ImportRunId) -> Result<(), AppError> {
    use crate::admin::guard;
    let (shop, actor) = guard::require_import(import, domain::account::Permission::WriteOrders).await?;
    services::importer::task::write::start(&shop, &actor, import).await.map_err(guard::import)
}

/// Stops what goes on.
#[server(prefix = "/api", endpoint = "admin/import/stop")]
pub async fn stop_import(import: ImportRunId) -> Result<(), AppError> {
    use crate::admin::guard;
    let (shop, _) = guard::require_import(import, domain::account::Permission::WriteOrders).await?;
    services::importer::task::write::stop(&shop, import).await.map_err(guard::import)
}

/// Takes an import back.
#[server(prefix = "/api", endpoint = "admin/import/undo")]
pub async fn undo_import(import: ImportRunId) -> Result<(), AppError> {
    use crate::admin::guard;
    let (shop, actor) = guard::require_import(import, domain::account::Permission::WriteOrders).await?;
    services::importer::task::write::undo(&shop, &actor, import).await.map_err(guard::import)
}
