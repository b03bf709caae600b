//! Conditions that depend on the question, with placeholders that both databases understand.

use std::fmt::Write as _;

use sqlx::{Any, any::AnyArguments, query::Query};

/// A value to bind.
#[derive(Clone, Debug)]
enum Value {
    Integer(i64),
    Text(String),
}

/// A growing `WHERE` clause. The conditions are constants of the room's `sql.rs`; only values come from outside, and only
/// as bound parameters.
#[derive(Clone, Debug, Default)]
pub struct Filter {
    clause: String,
    values: Vec<Value>,
}

impl Filter {
    /// A filter that lets everything pass.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a condition; each `?` in it stands for the next of `values`.
    fn push(&mut self, condition: &'static str, values: Vec<Value>) {
        self.clause.push_str(if self.clause.is_empty() { " WHERE " } else { " AND " });
        let mut values = values.into_iter();
        for (index, part) in condition.split('?').enumerate() {
            if index > 0 {
                self.values.extend(values.next());
                let _ = write!(self.clause, "${}", self.values.len());
            }
            self.clause.push_str(part);
        }
    }

    /// Adds a condition without a value.
    pub fn plain(&mut self, condition: &'static str) {
        self.push(condition, Vec::new());
    }

    /// Adds a condition on one number, written `?`.
    pub fn integer(&mut self, condition: &'static str, value: i64) {
        self.push(condition, vec![Value::Integer(value)]);
    }

    /// Adds a condition on one text; every `?` stands for the same text.
    pub fn text(&mut self, condition: &'static str, value: &str) {
        let count = condition.matches('?').count();
        self.push(condition, vec![Value::Text(value.to_owned()); count]);
    }

    /// The clause with its numbered placeholders; empty when there is no condition.
    #[must_use]
    pub fn clause(&self) -> &str {
        &self.clause
    }

    /// The placeholder after the filter's own, as `$4`.
    #[must_use]
    pub fn next_placeholder(&self, offset: usize) -> String {
        format!("${}", self.values.len() + 1 + offset)
    }

    /// Binds the values to a statement that contains the clause.
    pub fn bind<'q>(&self, query: Query<'q, Any, AnyArguments>) -> Query<'q, Any, AnyArguments> {
        self.values.iter().fold(query, |query, value| match value {
            Value::Integer(number) => query.bind(*number),
            Value::Text(text) => query.bind(text.clone()),
        })
    }
}

/// `%text%` for `LIKE`, with the text's own wildcards made plain by `\`.
#[must_use]
pub fn contains_pattern(text: &str) -> String {
    let mut pattern = String::from("%");
    for character in text.chars() {
        if matches!(character, '%' | '_' | '\\') {
            pattern.push('\\');
        }
        pattern.push(character);
    }
    pattern.push('%');
    pattern
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn placeholders_are_numbered_in_the_order_of_the_values() {
        let mut filter = Filter::new();
        filter.plain("published = 1");
        filter.text("(title LIKE ? OR brand LIKE ?)", "%mug%");
        filter.integer("id < ?", 7);
        assert_eq!(filter.clause(), " WHERE published = 1 AND (title LIKE $1 OR brand LIKE $2) AND id < $3");
        assert_eq!(filter.next_placeholder(0), "$4");
    }

    #[test]
    fn wildcards_in_a_search_are_plain_letters() {
        assert_eq!(contains_pattern("50%_\\"), "%50\\%\\_\\\\%");
    }
}
