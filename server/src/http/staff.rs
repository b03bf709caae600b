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
    let session = session(headers, shop.settings.base_url.starts_with("https:"));
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

fn session(headers: &HeaderMap, secure: bool) -> Option<SessionToken> {
    let wanted = if secure { "__Host-session" } else { "session" };
    let cookies = headers.get_all(header::COOKIE).iter().filter_map(|value| value.to_str().ok());
    let mut pairs = cookies.flat_map(|value| value.split(';')).filter_map(|pair| pair.trim().split_once('='));
    pairs.find(|(name, _)| *name == wanted).and_then(|(_, value)| SessionToken::parse(value))
}
