//! The built files: `/pkg` (scripts, WebAssembly, styles) and what lies in `public` (fonts, icons).

use std::{
    env,
    path::{Path, PathBuf},
};

use axum::http::{HeaderValue, Response, header};
use leptos::config::LeptosOptions;
use tower_http::services::ServeDir;

/// The name that the build gives its files.
const NAME: &str = "mercer";

/// Where the built files lie and what they are called.
#[must_use]
pub fn options(named: Option<&Path>, listen: std::net::SocketAddr) -> LeptosOptions {
    let root = root(named);
    LeptosOptions::builder()
        .output_name(NAME)
        .site_root(root.to_string_lossy().as_ref())
        .site_pkg_dir("pkg")
        .site_addr(listen)
        .hash_files(has_hashes())
        .build()
}

/// The directory that was named; else `site` beside the program, as it is installed; else beside its directory, as it is built.
fn root(named: Option<&Path>) -> PathBuf {
    let by_build = env::var_os("LEPTOS_SITE_ROOT").map(PathBuf::from);
    let found = || {
        let program = env::current_exe().ok()?;
        let beside = program.parent()?;
        let candidates = [beside.join("site"), beside.parent()?.join("site")];
        candidates.into_iter().find(|candidate| candidate.is_dir())
    };
    named.map(Path::to_owned).or(by_build).or_else(found).unwrap_or_else(|| PathBuf::from("target/site"))
}

/// The build writes its files' digests beside the program.
fn has_hashes() -> bool {
    env::current_exe()
        .ok()
        .and_then(|program| Some(program.parent()?.join("hash.txt")))
        .is_some_and(|path| path.is_file())
}

/// The files of the build, as they were compressed when they were built.
pub fn built_files(options: &LeptosOptions) -> ServeDir {
    ServeDir::new(Path::new(options.site_root.as_ref()).join(options.site_pkg_dir.as_ref()))
        .append_index_html_on_directories(false)
        .precompressed_br()
        .precompressed_gzip()
}

/// Icons and fonts.
pub fn public_files(options: &LeptosOptions) -> ServeDir {
    ServeDir::new(options.site_root.as_ref()).append_index_html_on_directories(false)
}

/// A file whose name holds its digest never changes.
pub fn for_ever<B>(mut response: Response<B>) -> Response<B> {
    remember(&mut response, HeaderValue::from_static("public, max-age=31536000, immutable"));
    response
}

/// A file that keeps its name is asked for again.
pub fn ask_again<B>(mut response: Response<B>) -> Response<B> {
    remember(&mut response, HeaderValue::from_static("public, no-cache"));
    response
}

/// Icons and fonts change seldom.
pub fn for_a_day<B>(mut response: Response<B>) -> Response<B> {
    remember(&mut response, HeaderValue::from_static("public, max-age=86400"));
    response
}

fn remember<B>(response: &mut Response<B>, value: HeaderValue) {
    let found = response.status().is_success() || response.status() == axum::http::StatusCode::NOT_MODIFIED;
    if found && !response.headers().contains_key(header::CACHE_CONTROL) {
        response.headers_mut().insert(header::CACHE_CONTROL, value);
    }
}
