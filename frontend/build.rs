//! Tells the linker what the browser part needs.

fn main() {
    // Merged data segments would keep the lazy parts' data in the main file (leptos-rs/cargo-leptos#679).
    if std::env::var("CARGO_CFG_TARGET_ARCH").is_ok_and(|architecture| architecture == "wasm32") {
        println!("cargo::rustc-link-arg-cdylib=--no-merge-data-segments");
    }
    println!("cargo::rerun-if-changed=build.rs");
}
