//! The scoped styles that lie beside components, gathered into one file that `style/main.css` imports.
//!
//! The class names come from the same library as the `import_style!` macro's, so they always agree.

use std::{
    fs,
    path::{Path, PathBuf},
};

use stylance_core::{Config, load_and_modify_css};

use crate::{Outcome, paths, step::step};

const CRATES: [&str; 2] = ["crates/ui", "app"];

/// Writes `style/generated/components.css`, unless nothing changed.
pub fn run() -> Outcome {
    step("Scoped styles", || {
        let mut all =
            String::from("/* Made by `cargo xtask styles` from the *.module.css files beside the components. */\n");
        for member in CRATES {
            all.push_str(&styles_of(&paths::root().join(member))?);
        }
        write_if_changed(&paths::root().join("style/generated/components.css"), &all)
    })
}

fn styles_of(member: &Path) -> Outcome<String> {
    let config = Config::load(member.to_path_buf()).map_err(|error| error.to_string())?;
    let mut files = Vec::new();
    collect(&member.join("src"), &mut files)?;
    files.sort();
    let mut text = String::new();
    for file in files {
        let scoped = load_and_modify_css(&file, &config).map_err(|error| format!("{}: {error}", file.display()))?;
        text.push_str(&scoped.contents);
        text.push('\n');
    }
    Ok(text)
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) -> Outcome {
    let entries = fs::read_dir(folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    for path in entries.flatten().map(|entry| entry.path()) {
        if path.is_dir() {
            collect(&path, files)?;
        } else if path.to_string_lossy().ends_with(".module.css") {
            files.push(path);
        }
    }
    Ok(())
}

fn write_if_changed(path: &Path, text: &str) -> Outcome {
    if fs::read_to_string(path).is_ok_and(|old| old == text) {
        return Ok(());
    }
    let failed = |error: std::io::Error| format!("{}: {error}", path.display());
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder).map_err(failed)?;
    }
    fs::write(path, text).map_err(failed)
}
