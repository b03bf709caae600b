//! The document around every page, on the server.

use leptos::{hydration::HydrationScripts, nonce::use_nonce, prelude::*};
use leptos_meta::MetaTags;

use crate::{AdminApp, Storefront, admin, context, routes::is_admin};

/// Pages that a pointer rests on are fetched before the click: none that shows what belongs to one person, and no choice in a
/// list, of which there are too many.
const FETCH_AHEAD: &str = r#"{"prefetch":[{"where":{"and":[{"href_matches":["/","/new","/sale","/products/*","/categories/*"]},{"not":{"selector_matches":"[rel~=nofollow]"}}]},"eagerness":"moderate"}]}"#;

/// The document: language, theme, one style sheet, and the scripts that follow after the page is usable.
#[must_use]
pub fn shell(options: LeptosOptions) -> impl IntoView {
    let styles = style_sheet(&options);
    let is_admin = context::path().is_some_and(|path| is_admin(&path));
    set_security_policy();
    view! {
        <!DOCTYPE html>
        <html lang=context::language().code() data-theme=context::theme()>
            <head>
                <meta charset="utf-8" />
                <meta name="viewport" content="width=device-width, initial-scale=1" />
                <meta name="color-scheme" content="light dark" />
                <link rel="preload" href="/fonts/instrument-sans.woff2" r#as="font" r#type="font/woff2" crossorigin="" />
                <link rel="stylesheet" href=styles />
                <link rel="icon" href="/favicon.svg" r#type="image/svg+xml" />
                // The islands do not know the language before the page's path: those pages work without a script.
                {(!context::is_translated()).then(|| view! { <HydrationScripts options islands=!is_admin defer=true /> })}
                // On the server this only names the file that the browser will need.
                {is_admin.then(|| Suspend::new(admin::start()))}
                {(!is_admin).then(|| view! { <script r#type="speculationrules" nonce=use_nonce() inner_html=FETCH_AHEAD></script> })}
                <MetaTags />
            </head>
            <body>
                {if is_admin { view! { <AdminApp /> }.into_any() } else { view! { <Storefront /> }.into_any() }}
            </body>
        </html>
    }
}

/// The address of the style sheet, with the digest that the build gave it.
fn style_sheet(options: &LeptosOptions) -> &'static str {
    use std::sync::OnceLock;
    static ADDRESS: OnceLock<String> = OnceLock::new();
    ADDRESS.get_or_init(|| {
        let folder = std::env::current_exe().ok().and_then(|path| path.parent().map(std::path::Path::to_path_buf));
        let hashes = folder.and_then(|folder| std::fs::read_to_string(folder.join(options.hash_file.as_ref())).ok());
        let digest = hashes.as_deref().unwrap_or_default().lines().find_map(|line| line.trim().strip_prefix("css:"));
        let name = match digest.filter(|_| options.hash_files) {
            Some(digest) => format!("{}.{}", options.output_name, digest.trim()),
            None => options.output_name.to_string(),
        };
        format!("/{}/{name}.css", options.site_pkg_dir)
    })
}

/// Scripts run only with this answer's nonce; everything else comes from the shop itself.
fn set_security_policy() {
    let nonce = use_nonce().map(|nonce| nonce.to_string()).unwrap_or_default();
    // A form of ours may lead on to a payment page elsewhere; browsers ask for that here.
    let pages = context::shop().map(|shop| shop.providers.pages().map(|page| format!(" {page}")).collect::<String>());
    let pages = pages.unwrap_or_default();
    let policy = format!(
        "default-src 'none'; script-src 'strict-dynamic' 'nonce-{nonce}' 'wasm-unsafe-eval'; style-src 'self'; \
         img-src 'self' data: blob:; font-src 'self'; connect-src 'self'; manifest-src 'self'; form-action 'self'{pages}; \
         base-uri 'none'; frame-ancestors 'none'"
    );
    context::set_header(http::header::CONTENT_SECURITY_POLICY, &policy);
}
