//! `mercer config`: explains every setting.

use crate::config::SETTINGS;

/// Prints every setting with its environment variable, its default and its explanation.
pub(super) fn print() {
    for setting in &SETTINGS {
        let default = if setting.default.is_empty() { "empty" } else { setting.default };
        println!("{}  ({}, default {default})\n    {}\n", setting.key, setting.variable(), setting.explanation);
    }
}
