//! Server functions around the session.

use leptos::prelude::*;

use crate::error::AppError;

/// Begins a session and goes on to `next`, a page of the admin.
#[server(prefix = "/api", endpoint = "admin/sign_in")]
pub async fn sign_in(email: String, password: String, next: String) -> Result<(), AppError> {
    use services::account::write;

    use crate::context;
    let (address, previous) = (context::client_address(), context::session_token());
    let token = write::sign_in(&context::shop()?, write::SignIn { email, password, address, previous }).await?;
    context::remember_session(&token);
    leptos_axum::redirect(&safe_next(&next), false);
    Ok(())
}

/// Ends the session.
#[server(prefix = "/api", endpoint = "admin/sign_out")]
pub async fn sign_out() -> Result<(), AppError> {
    use crate::context;
    if let Some(token) = context::session_token() {
        services::account::write::sign_out(&context::shop()?, &token).await?;
    }
    context::forget_session();
    leptos_axum::redirect("/admin/sign-in", false);
    Ok(())
}

/// Takes the name, address and password of an invited person and begins a session.
#[server(prefix = "/api", endpoint = "admin/welcome")]
pub async fn welcome(token: String, name: String, email: String, password: String) -> Result<(), AppError> {
    use services::account::write;

    use crate::context;
    let typed = write::Welcome { token, name, email, password };
    let session = write::accept_invitation(&context::shop()?, typed).await?;
    context::remember_session(&session);
    leptos_axum::redirect("/admin", false);
    Ok(())
}

/// Whether the link of an invitation still opens.
#[server(prefix = "/api", endpoint = "admin/invitation")]
pub async fn invitation(token: String) -> Result<bool, AppError> {
    use services::account::{InvitationToken, read};
    let Some(token) = InvitationToken::parse(&token) else { return Ok(false) };
    Ok(read::invitation_is_open(&crate::context::shop()?, &token).await?)
}

/// A page of the admin, whatever was asked for: nobody is sent to another site.
#[cfg(any(feature = "ssr", test))]
fn safe_next(next: &str) -> String {
    let inside = next == "/admin" || next.starts_with("/admin/") || next.starts_with("/admin?");
    let plain = next.chars().all(|character| character.is_ascii_graphic() && character != '\\');
    let again = next.starts_with("/admin/sign-in") || next.starts_with("/admin/welcome");
    if inside && plain && !again { next.to_owned() } else { "/admin".to_owned() }
}

#[cfg(test)]
mod tests {
    use super::safe_next;

    #[test]
    fn after_signing_in_nobody_is_sent_to_another_site() {
        assert_eq!(safe_next("/admin/orders?tab=unpaid"), "/admin/orders?tab=unpaid");
        for next in ["", "https://example.org", "//example.org", "/admin@example.org", "/admin\\..\\x", "/admin\r\nx"] {
            assert_eq!(safe_next(next), "/admin", "{next:?}");
        }
        assert_eq!(safe_next("/admin/sign-in"), "/admin");
    }
}
