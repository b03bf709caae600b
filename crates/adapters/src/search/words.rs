//! The words of the index, and how they are written when they are shown.

use std::collections::{BTreeMap, HashMap};

use domain::search::{surfaces, words};
use services::port::{SearchDocument, SearchError};
use tantivy::{Searcher, schema::Field};

use super::{failed, vocabulary::Vocabulary};

/// How words are written that the index knows in another form.
#[derive(Clone, Debug, Default)]
pub(super) struct Spelling(HashMap<String, String>);

impl Spelling {
    /// Learns from what a product is called. The first way of writing a word stays.
    pub fn learn(&mut self, document: &SearchDocument) {
        let texts = document.categories.iter().chain(&document.tags).chain([&document.title]);
        for text in texts {
            for (word, surface) in words(text).into_iter().zip(surfaces(text)) {
                if word != surface {
                    self.0.entry(word).or_insert(surface);
                }
            }
        }
    }
}

/// All words.
#[derive(Debug)]
pub(super) struct Words {
    pub vocabulary: Vocabulary,
    pub spelling: Spelling,
}

impl Words {
    /// The words that stand in this field.
    pub fn of(searcher: &Searcher, field: Field, mut spelling: Spelling) -> Result<Self, SearchError> {
        let mut counts: BTreeMap<String, u32> = BTreeMap::new();
        for segment in searcher.segment_readers() {
            let inverted = segment.inverted_index(field).map_err(failed)?;
            let mut terms = inverted.terms().stream().map_err(failed)?;
            while terms.advance() {
                if let Ok(word) = std::str::from_utf8(terms.key()) {
                    let count = counts.entry(word.to_owned()).or_default();
                    *count = count.saturating_add(terms.value().doc_freq);
                }
            }
        }
        spelling.0.retain(|word, _| counts.contains_key(word));
        Ok(Self { vocabulary: Vocabulary::new(counts), spelling })
    }

    /// The typed words with those that nothing begins with replaced by what may have been meant; `None` when all are known,
    /// or nothing comes near.
    pub fn did_you_mean(&self, text: &str) -> Option<String> {
        let mut changed = false;
        let mut meant = Vec::new();
        for (surface, word) in surfaces(text).into_iter().zip(words(text)).take(8) {
            if !self.vocabulary.known(&word, true).is_empty() {
                meant.push(surface);
                continue;
            }
            changed = true;
            if let Some(guess) = self.vocabulary.guess(&word) {
                meant.push(self.spelling.0.get(guess).map_or(guess, String::as_str).to_owned());
            }
        }
        (changed && !meant.is_empty()).then(|| meant.join(" "))
    }
}
