//! Who asks, at addresses that are no server functions.

use app::context::RequestId;
use axum::{
    http::{HeaderMap, StatusCode, header},
    response::{IntoResponse as _, Redirect, Response},
};
use domain::account::Permission;
use services::{
    Shop,
    account::{self, AccountError, Actor, SessionToken},
};

use super::problem;

/// The person who asks, when signed in and allowed; else the answer.
pub(super) async fn require(
    shop: &Shop,
    headers: &HeaderMap,
    permission: Permission,
    request: &RequestId,
) -> Result<Actor, Response> {
    let wants_page = problem::wants_page(headers);
    let session = cookie(headers, "session", shop).as_deref().and_then(SessionToken::parse);
    match account::require(shop, session.as_ref(), permission).await {
        Ok(actor) => Ok(actor),
        Err(AccountError::NotSignedIn) if wants_page => Err(Redirect::to("/admin/sign-in").into_response()),
        Err(AccountError::NotSignedIn) => Err(StatusCode::UNAUTHORIZED.into_response()),
        Err(AccountError::NotAllowed { .. }) => Err(StatusCode::FORBIDDEN.into_response()),
        Err(error) => {
            tracing::error!(%error, "a right could not be checked");
            Err(problem::answer(StatusCode::INTERNAL_SERVER_ERROR, wants_page, Some(&request.0)))
        }
    }
}

/// A cookie of ours.
pub(super) fn cookie(headers: &HeaderMap, name: &str, shop: &Shop) -> Option<String> {
    let prefix = if shop.settings.base_url.starts_with("https:") { "__Host-" } else { "" };
    let wanted = format!("{prefix}{name}");
    let cookies = headers.get_all(header::COOKIE).iter().filter_map(|value| value.to_str().ok());
    let mut pairs = cookies.flat_map(|value| value.split(';')).filter_map(|pair| pair.trim().split_once('='));
    pairs.find(|(name, _)| *name == wanted).map(|(_, value)| value.to_owned())
}
