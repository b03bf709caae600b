//! What the shop's own doctor finds.

use std::process::Command;

use serde_json::Value;

use crate::Outcome;

/// The rules that are broken, each with its rows; `command` asks `mercer doctor --invariants --json`.
pub fn broken(command: &mut Command) -> Outcome<Vec<String>> {
    let output = command.output().map_err(|error| format!("the program: {error}"))?;
    let report: Value = serde_json::from_slice(&output.stdout).map_err(|error| {
        format!("the doctor says nothing to read ({error}): {}", String::from_utf8_lossy(&output.stderr))
    })?;
    let rules = report.get("invariants").and_then(Value::as_array).ok_or("the doctor names no rules")?;
    let is_broken = |rule: &&Value| rule.get("broken").and_then(Value::as_u64) != Some(0);
    Ok(rules.iter().filter(is_broken).map(|rule| format!("{} {}", rule["id"], rule["rows"])).collect())
}
