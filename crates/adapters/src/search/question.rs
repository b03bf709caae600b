//! From what was typed to a question to the index. A word in the name counts most, then one that says what the thing is, then
//! any other; an exact word more than the beginning of one, that more than a typing error.

use domain::search::words;
use tantivy::{
    Term,
    query::{BooleanQuery, ConstScoreQuery, DisjunctionMaxQuery, Occur, Query, TermQuery},
    schema::{Field, IndexRecordOption},
};

use super::{
    schema::Fields,
    vocabulary::{Candidate, Vocabulary},
};

const MOST_WORDS: usize = 8;
const IN_TITLE: f32 = 4.0;
const IN_KIND: f32 = 2.5;
const IN_TEXT: f32 = 1.0;
const IS_CODE: f32 = 100.0;
/// A word of so many letters may be the beginning of a longer one.
const LEAST_BEGINNING: usize = 3;

/// How much a question forgives.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Mercy {
    /// Typing errors in words that do not exist; every word must be found.
    Strict,
    /// Typing errors in every word; every word must be found.
    Errors,
    /// Typing errors in every word; one found word is enough.
    AnyWord,
}

impl Mercy {
    /// From least to most.
    pub const ALL: [Self; 3] = [Self::Strict, Self::Errors, Self::AnyWord];
}

/// What was typed, and whether the last word is still being typed.
#[derive(Debug)]
pub(super) struct Question {
    words: Vec<String>,
    unfinished: bool,
}

impl Question {
    pub fn new(text: &str, unfinished: bool) -> Self {
        let mut words = words(text);
        words.truncate(MOST_WORDS);
        let unfinished = unfinished && !text.ends_with(char::is_whitespace);
        Self { words, unfinished }
    }

    /// The question to the index; `None` when there is nothing to ask.
    pub fn query(
        &self,
        fields: &Fields,
        vocabulary: &Vocabulary,
        codes: &[String],
        mercy: Mercy,
    ) -> Option<Box<dyn Query>> {
        let by_codes = codes.iter().map(|code| scored(fields.code, code, IS_CODE));
        let mut either: Vec<(Occur, Box<dyn Query>)> = by_codes.map(|query| (Occur::Should, query)).collect();
        either.extend(self.by_words(fields, vocabulary, mercy).map(|query| (Occur::Should, query)));
        (!either.is_empty()).then(|| Box::new(BooleanQuery::new(either)) as Box<dyn Query>)
    }

    fn by_words(&self, fields: &Fields, vocabulary: &Vocabulary, mercy: Mercy) -> Option<Box<dyn Query>> {
        let occur = if mercy == Mercy::AnyWord { Occur::Should } else { Occur::Must };
        let mut parts: Vec<(Occur, Box<dyn Query>)> = Vec::new();
        for (place, word) in self.words.iter().enumerate() {
            let candidates = self.candidates(word, place + 1 == self.words.len(), vocabulary, mercy);
            if !candidates.is_empty() {
                parts.push((occur, anywhere(fields, &candidates)));
            } else if mercy != Mercy::AnyWord {
                return None;
            }
        }
        (!parts.is_empty()).then(|| Box::new(BooleanQuery::new(parts)) as Box<dyn Query>)
    }

    fn candidates(&self, word: &str, is_last: bool, vocabulary: &Vocabulary, mercy: Mercy) -> Vec<Candidate> {
        let being_typed = is_last && self.unfinished;
        let begins = being_typed || word.chars().count() >= LEAST_BEGINNING;
        let mut candidates = vocabulary.known(word, begins);
        if candidates.is_empty() || mercy != Mercy::Strict {
            let forgiven = vocabulary.forgiven(word, being_typed);
            let fresh: Vec<Candidate> = forgiven
                .into_iter()
                .filter(|forgiven| candidates.iter().all(|known| known.word != forgiven.word))
                .collect();
            candidates.extend(fresh);
        }
        candidates
    }
}

/// The best place counts.
fn anywhere(fields: &Fields, candidates: &[Candidate]) -> Box<dyn Query> {
    let places = [(fields.title, IN_TITLE), (fields.kind, IN_KIND), (fields.text, IN_TEXT)];
    let everywhere = candidates.iter().flat_map(|candidate| {
        places.iter().map(move |(field, weight)| scored(*field, &candidate.word, weight * candidate.weight))
    });
    Box::new(DisjunctionMaxQuery::new(everywhere.collect()))
}

fn scored(field: Field, word: &str, score: f32) -> Box<dyn Query> {
    let term = TermQuery::new(Term::from_field_text(field, word), IndexRecordOption::Basic);
    Box::new(ConstScoreQuery::new(Box::new(term), score))
}
