//! Server functions of products that are picked by hand.

use domain::{
    catalog::view::ProductPick,
    kernel::{CollectionId, ProductId},
};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use crate::error::AppError;

/// Where products are picked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub enum PickPlace {
    /// What goes with a product.
    Related(ProductId),
    /// What is in a collection.
    Collection(CollectionId),
}

impl From<PickPlace> for String {
    fn from(place: PickPlace) -> Self {
        match place {
            PickPlace::Related(id) => format!("related-{id}"),
            PickPlace::Collection(id) => format!("collection-{id}"),
        }
    }
}

impl TryFrom<String> for PickPlace {
    type Error = &'static str;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        let place = match text.split_once('-') {
            Some(("related", id)) => id.parse().ok().map(Self::Related),
            Some(("collection", id)) => id.parse().ok().map(Self::Collection),
            _ => None,
        };
        place.ok_or("no place for products")
    }
}

#[cfg(feature = "ssr")]
impl PickPlace {
    fn of_services(self) -> services::catalog::admin::picks::Place {
        match self {
            Self::Related(id) => services::catalog::admin::picks::Place::Related(id),
            Self::Collection(id) => services::catalog::admin::picks::Place::Collection(id),
        }
    }
}

/// What was picked, in order.
#[server(prefix = "/api", endpoint = "admin/picks/list")]
pub async fn list_picks(place: PickPlace) -> Result<Vec<ProductPick>, AppError> {
    use crate::admin::guard;
    let (shop, _) = guard::require(domain::account::Permission::ReadProducts).await?;
    services::catalog::admin::picks::list(&shop, place.of_services()).await.map_err(guard::catalog)
}

/// Picks a product by its name, address or SKU; gives what is picked now.
#[server(prefix = "/api", endpoint = "admin/picks/add")]
pub async fn add_pick(place: PickPlace, words: String) -> Result<Vec<ProductPick>, AppError> {
    use services::catalog::admin::picks;

    use crate::admin::guard;
    let (shop, actor) = guard::require(domain::account::Permission::WriteProducts).await?;
    picks::add_named(&shop, &actor, place.of_services(), &words).await.map_err(guard::model)?;
    picks::list(&shop, place.of_services()).await.map_err(guard::catalog)
}

/// Takes a product out; gives what is picked now.
#[server(prefix = "/api", endpoint = "admin/picks/remove")]
pub async fn remove_pick(place: PickPlace, product: ProductId) -> Result<Vec<ProductPick>, AppError> {
    use services::catalog::admin::picks;

    use crate::admin::guard;
    let (shop, actor) = guard::require(domain::account::Permission::WriteProducts).await?;
    picks::remove(&shop, &actor, place.of_services(), product).await.map_err(guard::model)?;
    picks::list(&shop, place.of_services()).await.map_err(guard::catalog)
}

/// Puts a product that was taken out back to its place; gives what is picked now.
#[server(prefix = "/api", endpoint = "admin/picks/restore")]
pub async fn restore_pick(place: PickPlace, product: ProductId, to: usize) -> Result<Vec<ProductPick>, AppError> {
    use services::catalog::admin::picks;

    use crate::admin::guard;
    let (shop, actor) = guard::require(domain::account::Permission::WriteProducts).await?;
    picks::add(&shop, &actor, place.of_services(), product, Some(to)).await.map_err(guard::model)?;
    picks::list(&shop, place.of_services()).await.map_err(guard::catalog)
}

/// Puts a product at another place, counted from 0; gives what is picked now.
#[server(prefix = "/api", endpoint = "admin/picks/move")]
pub async fn move_pick(place: PickPlace, product: ProductId, to: usize) -> Result<Vec<ProductPick>, AppError> {
    use services::catalog::admin::picks;

    use crate::admin::guard;
    let (shop, actor) = guard::require(domain::account::Permission::WriteProducts).await?;
    picks::put(&shop, &actor, place.of_services(), product, to).await.map_err(guard::model)?;
    picks::list(&shop, place.of_services()).await.map_err(guard::catalog)
}
