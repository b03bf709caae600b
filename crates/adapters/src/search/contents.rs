//! What the index knows at one moment, and how it is asked. Never changed: whoever writes makes new contents.

use domain::{kernel::ProductId, search::compact};
use services::port::SearchError;
use tantivy::{
    DocAddress, DocId, Index, ReloadPolicy, Score, Searcher, SegmentReader,
    collector::{Collector, TopDocs},
    query::{DisjunctionMaxQuery, Query},
};

use super::{
    failed,
    question::{Mercy, Question},
    schema::Fields,
    words::{Spelling, Words},
};

const MOST_CODES: usize = 8;
/// Fewer letters and digits are no code.
const LEAST_CODE: usize = 3;

/// The documents that were committed, and their words.
pub(super) struct Contents {
    pub index: Index,
    pub fields: Fields,
    pub words: Words,
    searcher: Searcher,
}

impl Contents {
    /// What is committed in the index.
    pub fn of(index: Index, fields: Fields, spelling: Spelling) -> Result<Self, SearchError> {
        let reader = index.reader_builder().reload_policy(ReloadPolicy::Manual);
        let searcher = reader.try_into().map_err(failed)?.searcher();
        let words = Words::of(&searcher, fields.text, spelling)?;
        Ok(Self { index, fields, words, searcher })
    }

    /// How many documents there are.
    pub fn size(&self) -> u64 {
        self.searcher.num_docs()
    }

    /// The best matches; more is forgiven until something is found.
    pub fn find(&self, ways: &[String], most: usize, unfinished: bool) -> Result<Vec<ProductId>, SearchError> {
        if most == 0 {
            return Ok(Vec::new());
        }
        let mut questions = Vec::with_capacity(ways.len());
        for way in ways {
            questions.push((Question::new(way, unfinished), self.codes(&compact(way), unfinished)?));
        }
        for mercy in Mercy::ALL {
            let in_every_way = questions
                .iter()
                .filter_map(|(question, codes)| question.query(&self.fields, &self.words.vocabulary, codes, mercy));
            let Some(query) = any_way(in_every_way.collect()) else { continue };
            let found = self.searcher.search(&*query, &best(most)).map_err(failed)?;
            if !found.is_empty() {
                return Ok(found.into_iter().map(|((_, product), _)| ProductId(product)).collect());
            }
        }
        Ok(Vec::new())
    }

    /// The stock-keeping units and barcodes that are, or while one types begin with, what was typed.
    fn codes(&self, typed: &str, unfinished: bool) -> Result<Vec<String>, SearchError> {
        let mut codes = Vec::new();
        if typed.len() < LEAST_CODE {
            return Ok(codes);
        }
        for segment in self.searcher.segment_readers() {
            let inverted = segment.inverted_index(self.fields.code).map_err(failed)?;
            let mut terms = inverted.terms().range().ge(typed.as_bytes()).into_stream().map_err(failed)?;
            while codes.len() < MOST_CODES && terms.advance() {
                let Ok(code) = std::str::from_utf8(terms.key()) else { continue };
                if code != typed && !(unfinished && code.starts_with(typed)) {
                    break;
                }
                codes.push(code.to_owned());
            }
        }
        Ok(codes)
    }
}

/// The best way counts.
fn any_way(mut ways: Vec<Box<dyn Query>>) -> Option<Box<dyn Query>> {
    if ways.len() > 1 { Some(Box::new(DisjunctionMaxQuery::new(ways))) } else { ways.pop() }
}

/// The best by score, what sells better first among equals; each with its product.
fn best(most: usize) -> impl Collector<Fruit = Vec<((Score, i64), DocAddress)>> {
    TopDocs::with_limit(most).tweak_score(|segment: &SegmentReader| {
        let fast = segment.fast_fields();
        let popularity = fast.u64("popularity").ok().map(|column| column.first_or_default_col(0));
        let ids = fast.i64("id").ok().map(|column| column.first_or_default_col(0));
        move |document: DocId, score: Score| {
            let sold = popularity.as_ref().map_or(0, |column| column.get_val(document));
            #[allow(clippy::cast_precision_loss, reason = "a weight, not an amount")]
            let liked = 1.0 + 0.04 * (1.0 + sold as Score).ln();
            (score * liked, ids.as_ref().map_or(0, |column| column.get_val(document)))
        }
    })
}
