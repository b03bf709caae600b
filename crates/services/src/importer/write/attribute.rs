//! The values of attributes as their kinds keep them.

use std::sync::Arc;

use domain::catalog::{AttributeDefinition, AttributeKind, AttributeValue, Written, read_attribute, value_word};

use super::{Desk, trace::Trace};
use crate::{
    catalog::{admin::attribute, html},
    db::{DatabaseError, Transaction},
    importer::{
        colour::{colour, is_colour_name},
        sql, value,
    },
};

/// Words that mean something else in the address of a list.
const RESERVED: [&str; 3] = ["q", "sort", "page"];
/// The key of an attribute in addresses has at most so many letters.
const MOST_KEY: usize = 60;

/// The attribute that is called so.
pub(super) async fn known(
    transaction: &mut Transaction,
    desk: &mut Desk<'_>,
    label: &str,
) -> Result<Option<Arc<AttributeDefinition>>, DatabaseError> {
    if let Some(known) = desk.found.attributes.get(label) {
        return Ok(Some(Arc::clone(known)));
    }
    // One of this name may have been made here, with a key of its own.
    let row = sqlx::query(sql::ATTRIBUTE_OF_LABEL)
        .bind(key(label))
        .bind(label.to_owned())
        .fetch_optional(transaction.connection())
        .await?;
    let Some(row) = row else { return Ok(None) };
    let mut definition = attribute::read_definition(&row)?;
    if definition.kind.has_choices() {
        definition.choices = attribute::choices(transaction, &definition.key).await?;
    }
    let known = Arc::new(definition);
    desk.found.attributes.insert(label.to_owned(), Arc::clone(&known));
    Ok(Some(known))
}

/// The attribute that is called so, which is made unless it is there.
pub(super) async fn known_or_new(
    transaction: &mut Transaction,
    desk: &mut Desk<'_>,
    label: &str,
    said: Option<&AttributeDefinition>,
    facet: bool,
) -> Result<Arc<AttributeDefinition>, DatabaseError> {
    if let Some(known) = known(transaction, desk, label).await? {
        return Ok(known);
    }
    let kind = if is_colour_name(label) { AttributeKind::Colour } else { AttributeKind::Text };
    let guessed = AttributeDefinition { label: label.to_owned(), kind, facet, ..AttributeDefinition::default() };
    let new = AttributeDefinition { key: key(label), ..said.cloned().unwrap_or(guessed) };
    let added = sqlx::query(sql::ADD_ATTRIBUTE)
        .bind(new.key.clone())
        .bind(new.label.clone())
        .bind(new.kind.key())
        .bind(i64::from(new.facet && new.kind.can_be_facet()))
        .bind(new.unit.clone())
        .bind(i64::from(new.decimals))
        .execute(transaction.connection())
        .await?;
    if added.rows_affected() > 0 {
        desk.traces.push(Trace::new("attribute", &new.key, ""));
    }
    let new = Arc::new(new);
    desk.found.attributes.insert(label.to_owned(), Arc::clone(&new));
    Ok(new)
}

fn key(label: &str) -> String {
    let mut key = value_word(label);
    key.truncate(MOST_KEY);
    if RESERVED.contains(&key.as_str()) {
        key.push_str("-value");
    }
    key
}

/// What the words of a file are as values of an attribute, or why they are none.
pub(super) fn typed(definition: &AttributeDefinition, words: &[String]) -> Result<Vec<AttributeValue>, String> {
    let Some(first) = words.first().map(|word| word.trim()) else { return Ok(Vec::new()) };
    let text = match definition.kind {
        AttributeKind::Text => return Ok(words.iter().map(|word| plain(word, "")).collect()),
        AttributeKind::Choice | AttributeKind::Choices | AttributeKind::Colour => {
            return Ok(words.iter().map(|word| chosen(definition, word)).collect());
        }
        AttributeKind::Number => without_unit(first, &definition.unit).to_owned(),
        AttributeKind::YesNo => value::flag(first).map_or(first, |yes| if yes { "yes" } else { "no" }).to_owned(),
        AttributeKind::Date => first.split([' ', 'T']).next().unwrap_or_default().to_owned(),
        AttributeKind::RichText => html::sanitise(&words.join(" ")),
    };
    let written = Written { text, chosen: Vec::new() };
    let read = read_attribute(definition, &written);
    read.map_err(|error| {
        format!("{:?} is an attribute of another kind here: {error} It stays as it is", definition.label)
    })
}

fn plain(word: &str, colour: &str) -> AttributeValue {
    let (value, label, colour) = (value_word(word), word.to_owned(), colour.to_owned());
    AttributeValue { value, label, colour, html: String::new() }
}

/// One of the choices, or a further one.
fn chosen(definition: &AttributeDefinition, word: &str) -> AttributeValue {
    let (word, said) = with_colour(word);
    let value = value_word(word);
    let known = definition
        .choices
        .iter()
        .find(|choice| choice.label.eq_ignore_ascii_case(word))
        .or_else(|| definition.choices.iter().find(|choice| choice.value == value));
    match known {
        Some(choice) => AttributeValue {
            value: choice.value.clone(),
            label: choice.label.clone(),
            colour: choice.colour.clone(),
            html: String::new(),
        },
        None => {
            let colour = said.or_else(|| colour(word)).filter(|_| definition.kind == AttributeKind::Colour);
            plain(word, colour.unwrap_or(""))
        }
    }
}

/// "Cobalt (#1f3a5f)" is Cobalt, and its colour.
fn with_colour(word: &str) -> (&str, Option<&str>) {
    let said = word.strip_suffix(')').and_then(|rest| rest.rsplit_once(" (#"));
    match said.filter(|(_, colour)| colour.len() == 6 && colour.bytes().all(|byte| byte.is_ascii_hexdigit())) {
        Some((word, colour)) => (word, Some(colour)),
        None => (word, None),
    }
}

/// "12 cm" is 12 where the unit is cm.
fn without_unit<'w>(word: &'w str, unit: &str) -> &'w str {
    let cut = word.len().checked_sub(unit.len()).and_then(|at| word.split_at_checked(at));
    match cut {
        Some((number, end)) if !unit.is_empty() && end.eq_ignore_ascii_case(unit) => number.trim_end(),
        _ => word,
    }
}

#[cfg(test)]
mod tests {
    use domain::catalog::AttributeChoice;

    use super::*;

    fn read(kind: AttributeKind, words: &[&str]) -> Result<Vec<(String, String)>, String> {
        let choice = AttributeChoice { value: "oak".to_owned(), label: "Oak wood".to_owned(), colour: String::new() };
        let definition = AttributeDefinition {
            label: "Size".to_owned(),
            kind,
            unit: "cm".to_owned(),
            decimals: 1,
            choices: vec![choice],
            ..AttributeDefinition::default()
        };
        let words: Vec<String> = words.iter().map(|word| (*word).to_owned()).collect();
        let values = typed(&definition, &words)?;
        Ok(values.into_iter().map(|value| (value.value, value.label + &value.html)).collect())
    }

    fn one(value: &str, label: &str) -> Result<Vec<(String, String)>, String> {
        Ok(vec![(value.to_owned(), label.to_owned())])
    }

    #[test]
    fn words_become_what_the_kind_of_their_attribute_keeps() {
        use AttributeKind::{Choice, Date, Number, RichText, YesNo};
        assert_eq!(read(Number, &["12,5 CM"]), one("12.5", "12.5 cm"));
        assert_eq!(read(Number, &["7"]), one("7", "7 cm"));
        assert_eq!(read(Choice, &["oak WOOD"]), one("oak", "Oak wood"));
        assert_eq!(read(Choice, &["Ash"]), one("ash", "Ash"));
        assert_eq!(read(YesNo, &["TRUE"]), one("yes", "Yes"));
        assert_eq!(read(Date, &["2028-02-29 00:00:00"]), one("2028-02-29", "29 Feb 2028"));
        assert_eq!(read(RichText, &["<p>Wipe <script>x</script>it</p>"]), one("text", "<p>Wipe it</p>"));
        for (kind, word) in [(Number, "tall"), (Number, "12 in"), (YesNo, "maybe"), (Date, "soon")] {
            assert!(read(kind, &[word]).is_err(), "{kind:?} {word}");
        }
    }
}
