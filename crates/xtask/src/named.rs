//! Whether the tests that docs/faults.md names exist.

use std::{collections::BTreeSet, fs};

use crate::paths;

const TABLE: &str = "docs/faults.md";
const PLACES: [&str; 4] = ["app/src", "crates", "server", "end2end/tests"];

/// The names that stand for no test.
pub fn faults() -> Vec<String> {
    let table = fs::read_to_string(paths::root().join(TABLE)).unwrap_or_default();
    let mut files = Vec::new();
    for place in PLACES {
        paths::files_below(&paths::root().join(place), &mut files);
    }
    let sources = files.iter().filter(|file| file.extension().is_some_and(|ending| ending == "rs" || ending == "ts"));
    let known: BTreeSet<String> =
        sources.filter_map(|file| fs::read_to_string(file).ok()).flat_map(|text| functions(&text)).collect();
    if table.is_empty() {
        return vec![format!("{TABLE} is missing")];
    }
    let missing = named(&table).into_iter().filter(|name| !known.contains(name));
    missing.map(|name| format!("{TABLE} names the test {name}, which does not exist")).collect()
}

/// What stands in backticks and looks like the name of a test.
fn named(table: &str) -> Vec<String> {
    let is_test = |name: &&str| {
        name.matches('_').count() >= 3 && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_')
    };
    table.split('`').skip(1).step_by(2).filter(is_test).map(str::to_owned).collect()
}

fn functions(text: &str) -> Vec<String> {
    let name = |rest: &str| {
        rest.split(|letter: char| !letter.is_ascii_alphanumeric() && letter != '_').next().map(str::to_owned)
    };
    text.split("fn ").skip(1).filter_map(name).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_tests_are_told_from_commands() {
        assert_eq!(named("`mercer doctor`, `r01_two_take_one`, `MERCER_BINARY`"), ["r01_two_take_one"]);
        assert_eq!(functions("async fn r01_two_take_one() {} fn x(a: u8)"), ["r01_two_take_one", "x"]);
    }
}
