//! Making contents: one writer with one thread and as little memory as tantivy permits, for a whole build as for one product.

use services::port::{SearchDocument, SearchError};
use tantivy::{
    Index, IndexWriter, Term,
    indexer::{IndexWriterOptions, NoMergePolicy},
    tokenizer::{TextAnalyzer, WhitespaceTokenizer},
};

use super::{
    contents::Contents,
    failed,
    schema::{Fields, TOKENIZER},
    words::Spelling,
};

/// What tantivy wants at least for one writing thread.
const WRITER_BYTES: usize = 15_000_000;

/// Documents on their way into an index.
pub(super) struct Writing {
    index: Index,
    fields: Fields,
    writer: IndexWriter,
    spelling: Spelling,
}

impl Writing {
    /// Into an empty index.
    pub fn anew() -> Result<Self, SearchError> {
        let (schema, fields) = Fields::schema();
        let index = Index::create_in_ram(schema);
        let analyzer = TextAnalyzer::builder(WhitespaceTokenizer::default()).build();
        index.tokenizers().register(TOKENIZER, analyzer);
        let writing = Self::into(index, fields, Spelling::default())?;
        // At the end everything is put together at once: a merge on the way would take the pieces away under that one.
        writing.writer.set_merge_policy(Box::new(NoMergePolicy));
        Ok(writing)
    }

    /// Into an index that has contents. They can be asked meanwhile, and stay as they are.
    pub fn of(known: &Contents) -> Result<Self, SearchError> {
        Self::into(known.index.clone(), known.fields, known.words.spelling.clone())
    }

    fn into(index: Index, fields: Fields, spelling: Spelling) -> Result<Self, SearchError> {
        let options = IndexWriterOptions::builder()
            .memory_budget_per_thread(WRITER_BYTES)
            .num_worker_threads(1)
            .num_merge_threads(1)
            .build();
        let writer = index.writer_with_options(options).map_err(failed)?;
        Ok(Self { index, fields, writer, spelling })
    }

    /// Forgets these products.
    pub fn without(self, products: impl Iterator<Item = i64>) -> Self {
        for product in products {
            self.writer.delete_term(Term::from_field_i64(self.fields.id, product));
        }
        self
    }

    /// Takes these too.
    pub fn with(mut self, documents: &[SearchDocument]) -> Result<Self, SearchError> {
        for document in documents {
            self.spelling.learn(document);
            self.writer.add_document(self.fields.document(document)).map_err(failed)?;
        }
        Ok(self)
    }

    /// Puts the segments together into one: a question then asks once for each word.
    pub fn in_one_piece(mut self) -> Result<Self, SearchError> {
        self.writer.commit().map_err(failed)?;
        let segments = self.index.searchable_segment_ids().map_err(failed)?;
        if segments.len() > 1 {
            self.writer.merge(&segments).wait().map_err(failed)?;
        }
        Ok(self)
    }

    /// Ends the writer, and with it its threads and their memory.
    pub fn finish(mut self) -> Result<Contents, SearchError> {
        self.writer.commit().map_err(failed)?;
        self.writer.wait_merging_threads().map_err(failed)?;
        Contents::of(self.index, self.fields, self.spelling)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The writer's own merges took segments away while ours put them together, and the shop was left without a search.
    #[test]
    fn a_build_of_many_pieces_ends_as_one_piece() {
        for _ in 0..20 {
            let mut writing = Writing::anew().unwrap();
            for id in 0..24 {
                let product = SearchDocument { id, title: format!("Mug {id}"), ..SearchDocument::default() };
                writing = writing.with(&[product]).unwrap();
                writing.writer.commit().unwrap();
            }
            let writing = writing.in_one_piece().unwrap();
            assert_eq!(writing.index.searchable_segment_ids().unwrap().len(), 1);
            assert_eq!(writing.finish().unwrap().size(), 24);
        }
    }
}
