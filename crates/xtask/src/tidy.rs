//! The rules of the house that no compiler checks: which crate may know which, what the browser must not download, how long a
//! file may grow, that nothing unfinished is left, and that tests which are named exist.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
};

use serde_json::Value;

use crate::{
    Outcome, named, paths,
    program::{cargo, output},
};

/// Which of our crates may depend on which; a new line needs its reason in ARCHITECTURE.md.
const ALLOWED: [(&str, &[&str]); 9] = [
    ("mercer-domain", &[]),
    ("mercer-ui", &[]),
    ("mercer-demo", &["mercer-domain"]),
    ("mercer-services", &["mercer-domain"]),
    ("mercer-adapters", &["mercer-domain", "mercer-services"]),
    ("mercer-app", &["mercer-domain", "mercer-ui", "mercer-services"]),
    ("mercer-frontend", &["mercer-app"]),
    ("mercer", &["mercer-adapters", "mercer-app", "mercer-demo", "mercer-domain", "mercer-services", "mercer-ui"]),
    ("xtask", &[]),
];

/// What must never be part of the browser's download.
const NOT_IN_THE_BROWSER: [&str; 6] = ["sqlx", "sqlx-core", "tokio", "axum", "tantivy", "mercer-services"];

/// So many lines without tests are a room too many.
const MOST_LINES: usize = 400;

/// What unfinished work looks like; put together here, so that this file is not a finding itself.
fn unfinished() -> [String; 6] {
    [["TO", "DO"], ["FIX", "ME"], ["XX", "X"], ["unimplemented", "!"], ["todo", "!"], ["#[ign", "ore"]]
        .map(|parts| parts.concat())
}

/// Checks all of them and gives how many.
pub fn run() -> Outcome<usize> {
    let mut faults = graph_faults()?;
    faults.extend(browser_faults()?);
    faults.extend(file_faults());
    faults.extend(named::faults());
    if faults.is_empty() { Ok(4) } else { Err(faults.join("\n         ")) }
}

fn graph_faults() -> Outcome<Vec<String>> {
    let text =
        output(cargo().args(["metadata", "--format-version", "1", "--no-deps"])).ok_or("cargo metadata failed")?;
    let metadata: Value = serde_json::from_str(&text).map_err(|error| error.to_string())?;
    let packages = metadata.get("packages").and_then(Value::as_array).ok_or("cargo metadata names no packages")?;
    let ours: BTreeSet<&str> = packages.iter().filter_map(|package| package.get("name")?.as_str()).collect();
    let mut arrows: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for package in packages {
        let name = package.get("name").and_then(Value::as_str).unwrap_or_default();
        let needs = package.get("dependencies").and_then(Value::as_array).into_iter().flatten();
        let names = needs
            .filter(|need| need.get("kind").is_none_or(Value::is_null))
            .filter_map(|need| need.get("name")?.as_str());
        arrows.insert(name, names.filter(|need| ours.contains(need)).collect());
    }
    Ok(forbidden_arrows(&arrows))
}

fn forbidden_arrows(arrows: &BTreeMap<&str, Vec<&str>>) -> Vec<String> {
    let mut faults = Vec::new();
    for (from, needs) in arrows {
        let Some((_, allowed)) = ALLOWED.iter().find(|(name, _)| name == from) else {
            faults.push(format!("the crate {from} has no floor: add it to the graph"));
            continue;
        };
        faults.extend(
            needs.iter().filter(|to| !allowed.contains(to)).map(|to| format!("{from} must not depend on {to}")),
        );
    }
    faults
}

fn browser_faults() -> Outcome<Vec<String>> {
    let arguments = [
        "tree",
        "--package",
        "mercer-frontend",
        "--target",
        "wasm32-unknown-unknown",
        "--edges",
        "normal",
        "--prefix",
        "none",
    ];
    let tree = output(cargo().args(arguments)).ok_or("cargo tree failed")?;
    let names: BTreeSet<&str> = tree.lines().filter_map(|line| line.split_whitespace().next()).collect();
    let found = NOT_IN_THE_BROWSER.into_iter().filter(|name| names.contains(name));
    Ok(found.map(|name| format!("{name} would be part of the browser's download")).collect())
}

fn file_faults() -> Vec<String> {
    let mut files = Vec::new();
    for folder in ["app/src", "crates", "frontend", "server", "migrations", "end2end/tests", "end2end/support", "style"]
    {
        paths::files_below(&paths::root().join(folder), &mut files);
    }
    files.sort();
    let kinds = ["rs", "sql", "css", "ts"];
    let ours = files.iter().filter(|file| {
        let kind = file.extension().and_then(|kind| kind.to_str()).unwrap_or_default();
        kinds.contains(&kind) && !file.components().any(|part| part.as_os_str() == "generated")
    });
    ours.flat_map(|file| {
        let name = file.strip_prefix(paths::root()).unwrap_or(file).to_string_lossy().into_owned();
        let text = fs::read_to_string(file).unwrap_or_default();
        faults_of(&name, &text)
    })
    .collect()
}

/// What is wrong with one file.
fn faults_of(name: &str, text: &str) -> Vec<String> {
    let mut faults = Vec::new();
    let lines = lines_without_tests(text);
    let is_test = name.contains("tests/") || name.ends_with("tests.rs");
    if lines > MOST_LINES && !is_test && name.ends_with(".rs") {
        faults.push(format!("{name} has {lines} lines: a room is missing"));
    }
    faults.extend(
        unfinished().iter().filter(|word| text.contains(word.as_str())).map(|word| format!("{name} holds {word}")),
    );
    if name.starts_with("crates/services/src/") && !is_test && !may_hold_statements(name) && holds_statement(text) {
        faults.push(format!("{name} holds SQL: statements are named constants in sql.rs"));
    }
    if name.starts_with("app/src/") && text.contains("services::") && !may_call_services(name) {
        faults.push(format!("{name} calls services: only api.rs, context.rs, guard.rs and failure.rs may"));
    }
    faults
}

fn may_call_services(name: &str) -> bool {
    ["/api.rs", "/context.rs", "/guard.rs", "/failure.rs"].iter().any(|file| name.ends_with(file))
        || name.contains("/api/")
}

/// Statements lie in `sql.rs`; those of the database itself beside their use. Dumps of other shops are read as text.
fn may_hold_statements(name: &str) -> bool {
    name.ends_with("sql.rs")
        || ["/sql/", "/db/", "/testing", "/importer/file/"].iter().any(|place| name.contains(place))
}

/// Whether a line before the tests begins a statement.
fn holds_statement(text: &str) -> bool {
    let begins = |line: &str| {
        ["\"SELECT ", "\"INSERT INTO ", "\"UPDATE ", "\"DELETE FROM "].iter().any(|start| line.contains(start))
    };
    text.lines().take(lines_without_tests(text)).any(begins)
}

/// How many lines come before the tests that the file holds itself; tests in a file of their own are no end.
fn lines_without_tests(text: &str) -> usize {
    let mut lines = text.lines().peekable();
    let mut count = 0;
    while let Some(line) = lines.next() {
        let module = lines.peek().is_some_and(|next| next.starts_with("mod ") && next.ends_with('{'));
        if line.starts_with("#[cfg(test)]") && module {
            break;
        }
        count += 1;
    }
    count
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_arrow_that_points_up_is_a_fault() {
        let arrows =
            BTreeMap::from([("mercer-domain", vec!["mercer-services"]), ("mercer-services", vec!["mercer-domain"])]);
        assert_eq!(forbidden_arrows(&arrows), ["mercer-domain must not depend on mercer-services"]);
    }

    #[test]
    fn a_new_crate_needs_a_floor() {
        assert_eq!(forbidden_arrows(&BTreeMap::from([("mercer-attic", vec![])])).len(), 1);
    }

    #[test]
    fn a_long_file_unfinished_work_and_a_page_that_calls_services_are_faults() {
        assert_eq!(faults_of("app/src/a.rs", &"x\n".repeat(401)).len(), 1);
        assert_eq!(faults_of("app/src/a.rs", &["// TO", "DO later"].concat()).len(), 1);
        assert_eq!(faults_of("app/src/a/page.rs", "services::cart").len(), 1);
        assert!(faults_of("app/src/a/api.rs", "services::cart").is_empty());
    }

    #[test]
    fn tests_do_not_count_as_lines() {
        assert_eq!(lines_without_tests("one\ntwo\n#[cfg(test)]\nmod tests {\n}\n"), 2);
        assert_eq!(lines_without_tests("one\n#[cfg(test)]\nmod tests;\nfour\n"), 4, "those are in another file");
    }

    #[test]
    fn a_statement_outside_its_place_is_a_fault() {
        let text = "const A: &str = \"SELECT 1\";";
        assert_eq!(faults_of("crates/services/src/cart/read.rs", text).len(), 1);
        assert!(faults_of("crates/services/src/cart/sql.rs", text).is_empty());
        assert!(faults_of("crates/services/src/cart/read.rs", "let a = 1;").is_empty());
    }
}
