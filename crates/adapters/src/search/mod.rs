//! Search by tantivy, in this process's memory.
//!
//! Not here: what a product is described by (services::catalog::job), lists and facets (the shelf). Invariants: the index is a
//! copy that can be built again at any time; a question waits until it was built once; writes happen one after the other.
//!
//! Typing errors are forgiven by the vocabulary, which lies in memory: the index is asked for exact words only, so a question
//! costs the same with errors as without.

mod question;
mod schema;
mod vocabulary;
mod word;

use std::{
    collections::{BTreeMap, HashMap},
    fmt,
    sync::{Arc, Mutex, PoisonError, RwLock},
    time::Duration,
};

use async_trait::async_trait;
use domain::kernel::ProductId;
use services::port::{Search, SearchDocument, SearchError};
use tantivy::{
    DocId, Index, IndexReader, IndexWriter, ReloadPolicy, Score, Searcher, SegmentReader, Term,
    collector::TopDocs,
    tokenizer::{TextAnalyzer, WhitespaceTokenizer},
};
use tokio::sync::watch;

use self::{
    question::{Mercy, Question},
    schema::{Fields, TOKENIZER},
    vocabulary::Vocabulary,
    word::{compact, surfaces, words},
};

/// What tantivy wants at least for one writing thread.
const WRITER_BYTES: usize = 15_000_000;
/// How long a question waits for the index to be built.
const PATIENCE: Duration = Duration::from_secs(20);
const MOST_CODES: usize = 8;
/// Fewer letters and digits are no code.
const LEAST_CODE: usize = 3;

/// The index of products.
pub struct ProductIndex {
    inner: Arc<Inner>,
    built: watch::Receiver<bool>,
}

struct Inner {
    index: Index,
    fields: Fields,
    reader: IndexReader,
    words: RwLock<Arc<Words>>,
    writing: Mutex<()>,
    is_built: watch::Sender<bool>,
}

/// The words of the index, and how they are written when they are shown.
#[derive(Debug, Default)]
struct Words {
    vocabulary: Vocabulary,
    written: HashMap<String, String>,
}

impl fmt::Debug for ProductIndex {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("ProductIndex").field("size", &self.size()).finish_non_exhaustive()
    }
}

fn failed(error: impl fmt::Display) -> SearchError {
    SearchError(error.to_string())
}

impl ProductIndex {
    /// An empty index.
    ///
    /// # Errors
    /// tantivy, when it cannot begin.
    pub fn new() -> Result<Self, SearchError> {
        let (schema, fields) = Fields::schema();
        let index = Index::create_in_ram(schema);
        let analyzer = TextAnalyzer::builder(WhitespaceTokenizer::default()).build();
        index.tokenizers().register(TOKENIZER, analyzer);
        let reader = index.reader_builder().reload_policy(ReloadPolicy::Manual).try_into().map_err(failed)?;
        let (is_built, built) = watch::channel(false);
        let inner = Inner { index, fields, reader, words: RwLock::default(), writing: Mutex::new(()), is_built };
        Ok(Self { inner: Arc::new(inner), built })
    }

    async fn write(&self, documents: Vec<SearchDocument>, gone: Option<Vec<ProductId>>) -> Result<(), SearchError> {
        let inner = Arc::clone(&self.inner);
        tokio::task::spawn_blocking(move || inner.write(&documents, gone.as_deref())).await.map_err(failed)?
    }

    async fn wait_until_built(&self) -> Result<(), SearchError> {
        let mut built = self.built.clone();
        match tokio::time::timeout(PATIENCE, built.wait_for(|built| *built)).await {
            Ok(Ok(_)) => Ok(()),
            Ok(Err(_)) | Err(_) => Err(failed("it is still being built")),
        }
    }
}

#[async_trait]
impl Search for ProductIndex {
    async fn replace_all(&self, documents: Vec<SearchDocument>) -> Result<(), SearchError> {
        self.write(documents, None).await
    }

    async fn update(&self, documents: Vec<SearchDocument>, gone: Vec<ProductId>) -> Result<(), SearchError> {
        self.write(documents, Some(gone)).await
    }

    async fn find(&self, text: &str, most: usize) -> Result<Vec<ProductId>, SearchError> {
        self.wait_until_built().await?;
        self.inner.find(text, most, false)
    }

    async fn suggest(&self, text: &str, most: usize) -> Result<Vec<ProductId>, SearchError> {
        self.wait_until_built().await?;
        self.inner.find(text, most, true)
    }

    async fn did_you_mean(&self, text: &str) -> Result<Option<String>, SearchError> {
        self.wait_until_built().await?;
        Ok(self.inner.words().did_you_mean(text))
    }

    fn size(&self) -> Option<u64> {
        (*self.built.borrow()).then(|| self.inner.reader.searcher().num_docs())
    }
}

impl Inner {
    /// Takes the documents in place of what was known of them. Without `gone` everything else is forgotten.
    fn write(&self, documents: &[SearchDocument], gone: Option<&[ProductId]>) -> Result<(), SearchError> {
        let _turn = self.writing.lock().unwrap_or_else(PoisonError::into_inner);
        // Made for each write: between writes it would only hold memory.
        let mut writer: IndexWriter = self.index.writer_with_num_threads(1, WRITER_BYTES).map_err(failed)?;
        let forget = |id: i64| writer.delete_term(Term::from_field_i64(self.fields.id, id));
        match gone {
            None => {
                writer.delete_all_documents().map_err(failed)?;
            }
            Some(gone) => {
                gone.iter().for_each(|product| {
                    forget(product.0);
                });
                documents.iter().for_each(|document| {
                    forget(document.id);
                });
            }
        }
        for document in documents {
            writer.add_document(self.fields.document(document)).map_err(failed)?;
        }
        writer.commit().map_err(failed)?;
        writer.wait_merging_threads().map_err(failed)?;
        self.reader.reload().map_err(failed)?;
        self.learn(documents)?;
        self.is_built.send_replace(true);
        Ok(())
    }

    fn words(&self) -> Arc<Words> {
        Arc::clone(&self.words.read().unwrap_or_else(PoisonError::into_inner))
    }

    /// Reads the vocabulary of the index anew, and remembers how new words are written.
    fn learn(&self, documents: &[SearchDocument]) -> Result<(), SearchError> {
        let mut counts: BTreeMap<String, u32> = BTreeMap::new();
        for segment in self.reader.searcher().segment_readers() {
            let inverted = segment.inverted_index(self.fields.text).map_err(failed)?;
            let mut terms = inverted.terms().stream().map_err(failed)?;
            while terms.advance() {
                if let Ok(word) = std::str::from_utf8(terms.key()) {
                    let count = counts.entry(word.to_owned()).or_default();
                    *count = count.saturating_add(terms.value().doc_freq);
                }
            }
        }
        let mut written = self.words().written.clone();
        for document in documents {
            let texts = document.categories.iter().chain(&document.tags).chain([&document.title]);
            for text in texts {
                for (word, surface) in words(text).into_iter().zip(surfaces(text)) {
                    if word != surface {
                        written.entry(word).or_insert(surface);
                    }
                }
            }
        }
        written.retain(|word, _| counts.contains_key(word));
        let words = Words { vocabulary: Vocabulary::new(counts), written };
        *self.words.write().unwrap_or_else(PoisonError::into_inner) = Arc::new(words);
        Ok(())
    }

    /// The best matches; more is forgiven until something is found.
    fn find(&self, text: &str, most: usize, unfinished: bool) -> Result<Vec<ProductId>, SearchError> {
        if most == 0 {
            return Ok(Vec::new());
        }
        let searcher = self.reader.searcher();
        let words = self.words();
        let codes = self.codes(&searcher, &compact(text), unfinished)?;
        let question = Question::new(text, unfinished);
        for mercy in Mercy::ALL {
            let Some(query) = question.query(&self.fields, &words.vocabulary, &codes, mercy) else { continue };
            let found = searcher.search(&*query, &best(most)).map_err(failed)?;
            if !found.is_empty() {
                return Ok(found.into_iter().map(|((_, product), _)| ProductId(product)).collect());
            }
        }
        Ok(Vec::new())
    }

    /// The stock-keeping units and barcodes that are, or while one types begin with, what was typed.
    fn codes(&self, searcher: &Searcher, typed: &str, unfinished: bool) -> Result<Vec<String>, SearchError> {
        let mut codes = Vec::new();
        if typed.len() < LEAST_CODE {
            return Ok(codes);
        }
        for segment in searcher.segment_readers() {
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

/// The best by score, what sells better first among equals; each with its product.
fn best(most: usize) -> impl tantivy::collector::Collector<Fruit = Vec<((Score, i64), tantivy::DocAddress)>> {
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

impl Words {
    /// The typed words with those that nothing begins with replaced by what may have been meant; `None` when all are known,
    /// or nothing comes near.
    fn did_you_mean(&self, text: &str) -> Option<String> {
        let mut changed = false;
        let mut meant = Vec::new();
        for (surface, word) in surfaces(text).into_iter().zip(words(text)).take(8) {
            if !self.vocabulary.known(&word, true).is_empty() {
                meant.push(surface);
                continue;
            }
            changed = true;
            if let Some(guess) = self.vocabulary.guess(&word) {
                meant.push(self.written.get(guess).map_or(guess, String::as_str).to_owned());
            }
        }
        (changed && !meant.is_empty()).then(|| meant.join(" "))
    }
}

#[cfg(test)]
mod tests;
