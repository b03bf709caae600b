//! The tools that building needs. Each is looked for first and installed only when it is missing or of another version.

mod browser_target;
mod cargo_tool;
pub mod chromium;
pub mod invoice_check;
mod library_source;
pub mod npm;
pub mod s3;
mod scratch;
pub mod stripe;

use clap::Args;

use crate::{
    Outcome,
    program::{find, install_packages},
    step::step,
};

/// How to set up.
#[derive(Args, Default)]
#[group(skip)]
pub struct Options {
    /// Build the browser's standard library from source even where it could be downloaded.
    #[arg(long)]
    pub std_from_source: bool,
}

/// Makes sure of everything.
pub fn run(options: &Options) -> Outcome {
    if find("make").is_none() {
        step("make", || install_packages(&["make"]))?;
    }
    step("Browser target of the compiler", || browser_target::ensure(options.std_from_source))?;
    step("cargo-leptos", || cargo_tool::ensure(&cargo_tool::LEPTOS))?;
    step("wasm-bindgen", cargo_tool::ensure_wasm_bindgen)?;
    step("wasm-opt", npm::ensure_wasm_opt)
}
