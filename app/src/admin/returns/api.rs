//! The server function of the list of returns.

use domain::{
    kernel::ReturnId,
    returns::view::{ReturnRows, ReturnTab},
};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use crate::{admin::clock::Dated, error::AppError};

/// What the list is asked for; all of it stands in the address.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReturnsQuery {
    /// The tab.
    #[serde(default)]
    pub tab: ReturnTab,
    /// The mark of the page before.
    #[serde(default)]
    pub after: Option<ReturnId>,
}

/// A page of returns, newest first.
#[server(prefix = "/api", endpoint = "admin/returns/list")]
pub async fn list_returns(query: ReturnsQuery) -> Result<Dated<ReturnRows>, AppError> {
    use crate::admin::guard;
    let (shop, _) = guard::require(domain::account::Permission::ReadOrders).await?;
    let value = services::returns::read::list(&shop, query.tab, query.after).await.map_err(guard::returns)?;
    Ok(Dated { now: shop.clock.now(), value })
}
