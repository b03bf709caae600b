//! Server functions of the categories.

#[cfg(feature = "ssr")]
use domain::{catalog::view::CategoryForm, kernel::Slug};
use domain::{
    catalog::view::{CategoryRow, CategorySheet},
    kernel::CategoryId,
};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use crate::{admin::parts::form::Outcome, error::AppError};

/// A category as its fields hold it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CategoryInput {
    /// Which category.
    pub id: CategoryId,
    /// Stands for what the fields were filled with.
    pub version: String,
    /// The name.
    pub name: String,
    /// The readable part of its address.
    pub slug: String,
    /// What it stands right below; empty at the top.
    #[serde(default)]
    pub parent: String,
    /// A sentence or two.
    #[serde(default)]
    pub description: String,
    /// The title for search engines.
    #[serde(default)]
    pub meta_title: String,
    /// The description for search engines.
    #[serde(default)]
    pub meta_description: String,
}

#[cfg(feature = "ssr")]
impl CategoryInput {
    /// The category that the fields hold.
    fn read(self) -> Result<CategoryForm, Vec<(String, String)>> {
        let wrong = |field: &str, words: &str| vec![(field.to_owned(), words.to_owned())];
        let words = "Use lower-case letters, digits and single hyphens, as in tea-and-coffee.";
        Ok(CategoryForm {
            id: self.id,
            version: self.version,
            name: self.name,
            slug: Slug::parse(&self.slug).map_err(|_| wrong("slug", words))?,
            parent: read_parent(&self.parent).map_err(|words| wrong("parent", words))?,
            description: self.description,
            meta_title: self.meta_title,
            meta_description: self.meta_description,
        })
    }
}

#[cfg(feature = "ssr")]
fn read_parent(text: &str) -> Result<Option<CategoryId>, &'static str> {
    match text.trim() {
        "" => Ok(None),
        id => id.parse().map(Some).map_err(|_| "Choose one of the categories."),
    }
}

/// Every category, each before what stands below it.
#[server(prefix = "/api", endpoint = "admin/categories/list")]
pub async fn list_categories() -> Result<Vec<CategoryRow>, AppError> {
    use crate::admin::guard;
    let (shop, _) = guard::require(domain::account::Permission::ReadProducts).await?;
    services::catalog::admin::category::list(&shop).await.map_err(guard::catalog)
}

/// Makes a category and opens it.
#[server(prefix = "/api", endpoint = "admin/categories/create")]
pub async fn create_category(name: String, #[server(default)] parent: String) -> Result<(), AppError> {
    use services::catalog::admin::category;

    use crate::admin::guard;
    let (shop, actor) = guard::require(domain::account::Permission::WriteProducts).await?;
    let parent = read_parent(&parent).map_err(|words| AppError::Invalid(words.to_owned()))?;
    let id = category::create(&shop, &actor, &name, parent).await.map_err(guard::model)?;
    leptos_axum::redirect(&format!("/admin/categories/{id}"), false);
    Ok(())
}

/// A category with what its page needs.
#[server(prefix = "/api", endpoint = "admin/category/sheet")]
pub async fn read_category(category: CategoryId) -> Result<CategorySheet, AppError> {
    use crate::admin::guard;
    let (shop, _) = guard::require(domain::account::Permission::ReadProducts).await?;
    services::catalog::admin::category::sheet(&shop, category).await.map_err(guard::catalog)
}

/// Saves a category.
#[server(prefix = "/api", endpoint = "admin/category/save")]
pub async fn save_category(category: CategoryInput) -> Result<Outcome, AppError> {
    use services::catalog::admin::{ModelError, category::save};

    use crate::admin::guard;
    let (shop, actor) = guard::require(domain::account::Permission::WriteProducts).await?;
    guard::outcome(match category.read() {
        Ok(form) => save(&shop, &actor, form).await,
        Err(wrong) => Err(ModelError::Fields(wrong)),
    })
}

/// Puts a category one place up or down among its siblings.
#[server(prefix = "/api", endpoint = "admin/category/move")]
pub async fn move_category(category: CategoryId, earlier: bool) -> Result<(), AppError> {
    use crate::admin::guard;
    let (shop, actor) = guard::require(domain::account::Permission::WriteProducts).await?;
    services::catalog::admin::category::step(&shop, &actor, category, earlier).await.map_err(guard::model)
}

/// Removes a category; what is in it and below it moves up.
#[server(prefix = "/api", endpoint = "admin/category/remove")]
pub async fn remove_category(category: CategoryId) -> Result<(), AppError> {
    use crate::admin::guard;
    let (shop, actor) = guard::require(domain::account::Permission::WriteProducts).await?;
    services::catalog::admin::category::remove(&shop, &actor, category).await.map_err(guard::model)?;
    leptos_axum::redirect("/admin/categories", false);
    Ok(())
}
