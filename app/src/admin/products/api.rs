//! Server functions of the product list.

use domain::{
    account::view::SavedView,
    catalog::view::{FilterChoices, ProductRows},
    kernel::{ProductId, SavedViewId},
};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use super::{Look, ProductsQuery};
use crate::{admin::clock::Dated, error::AppError};

/// What stands around the list, whatever it shows.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ListFrame {
    /// The views that the person keeps.
    pub views: Vec<SavedView>,
    /// What the filters offer.
    pub choices: FilterChoices,
    /// How the person wants to see the list.
    pub look: Look,
    /// The code of the shop's currency.
    pub currency: String,
    /// Whether the person may change products.
    pub may_write: bool,
}

/// A page of products.
#[server(prefix = "/api", endpoint = "admin/products/list")]
pub async fn list_products(query: ProductsQuery) -> Result<Dated<ProductRows>, AppError> {
    use services::catalog::admin;

    use crate::admin::guard;
    let (shop, _) = guard::require(domain::account::Permission::ReadProducts).await?;
    let ProductsQuery { filter, order, turn, .. } = query;
    let value = admin::list(&shop, &admin::ProductListQuery { filter, order, turn }).await.map_err(guard::catalog)?;
    Ok(Dated { now: shop.clock.now(), value })
}

/// The person's views and look, and what the filters offer.
#[server(prefix = "/api", endpoint = "admin/products/frame")]
pub async fn read_frame() -> Result<ListFrame, AppError> {
    use domain::account::Permission;
    use services::{account::preference, catalog::admin};

    use crate::admin::guard;
    guard::require(Permission::ReadProducts).await?;
    let (shop, staff) = guard::signed_in().await?;
    let look = preference::read(&shop, staff.id, super::LIST).await?;
    Ok(ListFrame {
        views: preference::views(&shop, staff.id, super::LIST).await?,
        choices: admin::filter_choices(&shop).await.map_err(guard::catalog)?,
        look: serde_json::from_str(&look).unwrap_or_default(),
        currency: shop.settings.currency.code().to_owned(),
        may_write: staff.role.may(Permission::WriteProducts),
    })
}

/// Keeps how the person wants to see the list: all columns in order, those that are ticked, one that goes up.
#[server(prefix = "/api", endpoint = "admin/products/look")]
pub async fn keep_look(
    order: String,
    #[server(default)] shown: Vec<String>,
    #[server(default)] up: String,
    #[server(default)] compact: bool,
    #[server(default)] reset: bool,
) -> Result<Look, AppError> {
    use crate::admin::guard;
    guard::require(domain::account::Permission::ReadProducts).await?;
    let (shop, staff) = guard::signed_in().await?;
    let look = if reset { Look::default() } else { Look::chosen(&order, &shown, &up, compact) };
    let text = serde_json::to_string(&look).unwrap_or_default();
    services::account::preference::keep(&shop, staff.id, super::LIST, &text).await?;
    Ok(look)
}

/// Keeps filter, order and columns under a name, and opens the view.
#[server(prefix = "/api", endpoint = "admin/products/save_view")]
pub async fn save_view(name: String, query: String) -> Result<(), AppError> {
    use crate::admin::guard;
    guard::require(domain::account::Permission::ReadProducts).await?;
    let (shop, staff) = guard::signed_in().await?;
    let id = services::account::preference::add_view(&shop, staff.id, super::LIST, &name, &query).await?;
    leptos_axum::redirect(&super::views::address(&query, id), false);
    Ok(())
}

/// Changes what a view shows, and its name.
#[server(prefix = "/api", endpoint = "admin/products/change_view")]
pub async fn change_view(
    view: SavedViewId,
    query: String,
    #[server(default)] name: Option<String>,
) -> Result<(), AppError> {
    use services::account::preference;

    use crate::admin::guard;
    guard::require(domain::account::Permission::ReadProducts).await?;
    let (shop, staff) = guard::signed_in().await?;
    match name {
        Some(name) => preference::rename_view(&shop, staff.id, view, &name).await?,
        None => preference::set_view(&shop, staff.id, view, &query).await?,
    }
    leptos_axum::redirect(&super::views::address(&query, view), false);
    Ok(())
}

/// Forgets a view.
#[server(prefix = "/api", endpoint = "admin/products/delete_view")]
pub async fn delete_view(view: SavedViewId) -> Result<(), AppError> {
    use crate::admin::guard;
    guard::require(domain::account::Permission::ReadProducts).await?;
    let (shop, staff) = guard::signed_in().await?;
    services::account::preference::delete_view(&shop, staff.id, view).await?;
    leptos_axum::redirect(super::PATH, false);
    Ok(())
}

/// Shows a product to shoppers, or hides it.
#[server(prefix = "/api", endpoint = "admin/products/publish")]
pub async fn publish_product(product: ProductId, published: bool) -> Result<(), AppError> {
    use crate::admin::guard;
    let (shop, actor) = guard::require(domain::account::Permission::WriteProducts).await?;
    services::catalog::admin::set_published(&shop, &actor, product, published).await.map_err(guard::catalog)
}

/// Makes a product that nobody sees yet, and opens it.
#[server(prefix = "/api", endpoint = "admin/products/create")]
pub async fn create_product(title: String) -> Result<(), AppError> {
    use crate::admin::guard;
    let (shop, actor) = guard::require(domain::account::Permission::WriteProducts).await?;
    let product = services::catalog::admin::create(&shop, &actor, &title).await.map_err(guard::save)?;
    leptos_axum::redirect(&format!("/admin/products/{product}"), false);
    Ok(())
}
