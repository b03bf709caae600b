//! Server functions of the coupons.

use domain::{
    coupon::{
        CouponForm,
        view::{CouponRow, CouponRows},
    },
    kernel::CouponId,
};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use crate::{admin::parts::form::Outcome, error::AppError};

/// What the list is asked for.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct CouponsQuery {
    /// Letters of the code.
    #[serde(default)]
    pub text: String,
    /// The mark of the page before.
    #[serde(default)]
    pub after: Option<CouponId>,
}

/// A page of coupons, newest first.
#[server(prefix = "/api", endpoint = "admin/coupons/list")]
pub async fn list_coupons(query: CouponsQuery) -> Result<CouponRows, AppError> {
    use crate::admin::guard;
    let (shop, _) = guard::require(domain::account::Permission::ReadProducts).await?;
    services::coupon::read::list(&shop, &query.text, query.after).await.map_err(guard::coupon)
}

/// Makes a coupon.
#[server(prefix = "/api", endpoint = "admin/coupons/create")]
pub async fn create_coupon(coupon: CouponForm) -> Result<Outcome, AppError> {
    use crate::{admin::guard, context};
    let (shop, actor) = guard::require(domain::account::Permission::WriteProducts).await?;
    let made = guard::coupon_outcome(services::coupon::write::create(&shop, &actor, &coupon).await)?;
    context::lead_to("/admin/coupons");
    Ok(made)
}

/// One coupon.
#[server(prefix = "/api", endpoint = "admin/coupon/detail")]
pub async fn read_coupon(coupon: CouponId) -> Result<CouponRow, AppError> {
    use crate::admin::guard;
    let (shop, _) = guard::require(domain::account::Permission::ReadProducts).await?;
    services::coupon::read::one(&shop, coupon).await.map_err(guard::coupon)
}

/// Changes everything of a coupon but its code.
#[server(prefix = "/api", endpoint = "admin/coupon/save")]
pub async fn save_coupon(id: CouponId, version: i64, coupon: CouponForm) -> Result<Outcome, AppError> {
    use crate::admin::guard;
    let (shop, actor) = guard::require(domain::account::Permission::WriteProducts).await?;
    guard::coupon_outcome(services::coupon::write::save(&shop, &actor, id, version, &coupon).await)
}

/// Switches a coupon off, or on again.
#[server(prefix = "/api", endpoint = "admin/coupon/set_active")]
pub async fn set_coupon_active(coupon: CouponId, active: bool) -> Result<(), AppError> {
    use crate::admin::guard;
    let (shop, actor) = guard::require(domain::account::Permission::WriteProducts).await?;
    services::coupon::write::set_active(&shop, &actor, coupon, active).await.map_err(guard::coupon)
}

/// Deletes a coupon that no order ever used.
#[server(prefix = "/api", endpoint = "admin/coupon/delete")]
pub async fn delete_coupon(coupon: CouponId) -> Result<(), AppError> {
    use crate::admin::guard;
    let (shop, actor) = guard::require(domain::account::Permission::WriteProducts).await?;
    services::coupon::write::delete(&shop, &actor, coupon).await.map_err(guard::coupon)?;
    leptos_axum::redirect("/admin/coupons", false);
    Ok(())
}
