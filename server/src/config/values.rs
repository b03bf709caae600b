//! The settings as texts, each with its source. Later layers win: default, file, environment, command line.

use std::{
    collections::BTreeMap,
    path::{Path, PathBuf},
};

use super::{
    error::{ConfigError, Problem, Source},
    setting::{FAILPOINT, OTHER_VARIABLES, PREFIX, SETTINGS, Setting},
};

/// A text and where it came from.
#[derive(Clone, Debug)]
struct Value {
    text: String,
    source: Source,
}

/// All settings as texts, and what was wrong with them so far.
#[derive(Debug)]
pub(super) struct Values {
    values: BTreeMap<&'static str, Value>,
    problems: Vec<Problem>,
}

impl Values {
    pub(super) fn of_defaults() -> Self {
        let values = SETTINGS
            .iter()
            .map(|setting| (setting.key, Value { text: setting.default.to_owned(), source: Source::Default }))
            .collect();
        Self { values, problems: Vec::new() }
    }

    /// Reads the file; every key in it must be known.
    pub(super) fn add_file(&mut self, path: &Path) -> Result<(), ConfigError> {
        let text = std::fs::read_to_string(path)
            .map_err(|reason| ConfigError::Unreadable { path: path.to_owned(), reason })?;
        let table: toml::Table = toml::from_str(&text)
            .map_err(|reason| ConfigError::Malformed { path: path.to_owned(), reason: Box::new(reason) })?;
        self.add_table(path, "", &table);
        Ok(())
    }

    fn add_table(&mut self, path: &Path, prefix: &str, table: &toml::Table) {
        for (name, value) in table {
            let key = if prefix.is_empty() { name.clone() } else { format!("{prefix}.{name}") };
            match value {
                toml::Value::Table(inner) => self.add_table(path, &key, inner),
                toml::Value::String(text) => self.set(&key, text.clone(), Source::File(path.to_owned())),
                other => self.set(&key, other.to_string(), Source::File(path.to_owned())),
            }
        }
    }

    /// Takes the variables that begin with [`PREFIX`]; every one must be known.
    pub(super) fn add_environment(&mut self, variables: impl Iterator<Item = (String, String)>) {
        for (variable, text) in variables {
            let is_failpoint = services::failpoint::IS_BUILT && variable == FAILPOINT;
            if !variable.starts_with(PREFIX) || OTHER_VARIABLES.contains(&variable.as_str()) || is_failpoint {
                continue;
            }
            let source = Source::Environment(variable.clone());
            match Setting::of_variable(&variable) {
                Some(setting) => self.set(setting.key, text, source),
                None => self.refuse_unknown(&variable, source),
            }
        }
    }

    /// Takes a value, or refuses it when there is no such setting.
    pub(super) fn set(&mut self, key: &str, text: String, source: Source) {
        match Setting::find(key) {
            Some(setting) => {
                self.values.insert(setting.key, Value { text, source });
            }
            None => self.refuse_unknown(key, source),
        }
    }

    fn refuse_unknown(&mut self, key: &str, source: Source) {
        let wanted = "there is no such setting; `mercer config` lists them all".to_owned();
        self.problems.push(Problem { key: key.to_owned(), value: None, source, wanted });
    }

    /// The text of a setting.
    pub(super) fn text(&self, key: &'static str) -> String {
        self.values.get(key).map(|value| value.text.trim().to_owned()).unwrap_or_default()
    }

    /// The setting read by `parse`; what is wrong with it is noted, and `fallback` stands in until all are read.
    pub(super) fn read<T>(
        &mut self,
        key: &'static str,
        wanted: &str,
        fallback: T,
        parse: impl Fn(&str) -> Option<T>,
    ) -> T {
        let text = self.text(key);
        parse(&text).unwrap_or_else(|| {
            self.refuse(key, wanted);
            fallback
        })
    }

    /// Notes that the value of a setting cannot be used.
    pub(super) fn refuse(&mut self, key: &'static str, wanted: &str) {
        let secret = Setting::find(key).is_some_and(|setting| setting.secret);
        let value = self.values.get(key);
        self.problems.push(Problem {
            key: key.to_owned(),
            value: (!secret).then(|| value.map(|value| value.text.clone()).unwrap_or_default()),
            source: value.map_or(Source::Default, |value| value.source.clone()),
            wanted: wanted.to_owned(),
        });
    }

    /// What was wrong, if anything.
    pub(super) fn finish(self) -> Result<(), ConfigError> {
        if self.problems.is_empty() { Ok(()) } else { Err(ConfigError::Problems(self.problems)) }
    }
}

/// The file to read: the one that was named, or `mercer.toml` here when there is one.
pub(super) fn file_to_read(named: Option<&Path>) -> Option<PathBuf> {
    let usual = Path::new("mercer.toml");
    named.map(Path::to_owned).or_else(|| usual.exists().then(|| usual.to_owned()))
}
