//! The document around every page.

#[cfg(feature = "ssr")]
use leptos::{hydration::HydrationScripts, nonce::use_nonce, prelude::*};
#[cfg(feature = "ssr")]
use leptos_meta::MetaTags;

/// The document: language, theme, one style sheet, and the scripts that follow after the page is usable.
#[cfg(feature = "ssr")]
#[must_use]
pub fn shell(options: LeptosOptions) -> impl IntoView {
    let styles = style_sheet(&options);
    set_security_policy();
    view! {
        <!DOCTYPE html>
        <html lang=crate::context::language().code() data-theme=crate::context::theme()>
            <head>
                <meta charset="utf-8" />
                <meta name="viewport" content="width=device-width, initial-scale=1" />
                <meta name="color-scheme" content="light dark" />
                <link rel="preload" href="/fonts/instrument-sans.woff2" r#as="font" r#type="font/woff2" crossorigin="" />
                <link rel="stylesheet" href=styles />
                <link rel="icon" href="/favicon.svg" r#type="image/svg+xml" />
                // The browser's router does not know the language before its paths: those pages work without a script.
                {(!crate::context::is_translated()).then(|| view! { <HydrationScripts options defer=true /> })}
                <MetaTags />
            </head>
            <body>
                <crate::App />
            </body>
        </html>
    }
}

/// The address of the style sheet, with the digest that the build gave it.
#[cfg(feature = "ssr")]
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
#[cfg(feature = "ssr")]
fn set_security_policy() {
    let nonce = use_nonce().map(|nonce| nonce.to_string()).unwrap_or_default();
    let policy = format!(
        "default-src 'none'; script-src 'strict-dynamic' 'nonce-{nonce}' 'wasm-unsafe-eval'; style-src 'self'; \
         img-src 'self' data: blob:; font-src 'self'; connect-src 'self'; manifest-src 'self'; form-action 'self'; \
         base-uri 'none'; frame-ancestors 'none'"
    );
    crate::context::set_header(http::header::CONTENT_SECURITY_POLICY, &policy);
}
