//! Search by tantivy, in this process's memory.
//!
//! Not here: what a product is described by (services::catalog::job), lists and facets (the shelf). Invariants: the index is a
//! copy that can be built again at any time; a question waits until it was built once; writes happen one after the other, and
//! none changes what is being asked: each puts new contents in the place of the old ones.
//!
//! Typing errors are forgiven by the vocabulary, which lies in memory: the index is asked for exact words only, so a question
//! costs the same with errors as without.

mod contents;
mod question;
mod schema;
#[cfg(test)]
mod tests;
mod vocabulary;
mod words;
mod writing;

use std::{fmt, sync::Arc, time::Duration};

use async_trait::async_trait;
use domain::kernel::ProductId;
use futures::TryStreamExt as _;
use services::port::{Search, SearchDocument, SearchDocuments, SearchError};
use tokio::sync::{Mutex, watch};

use self::{contents::Contents, writing::Writing};

/// How long a question waits for the index to be built.
const PATIENCE: Duration = Duration::from_secs(20);

/// The index of products.
pub struct ProductIndex {
    contents: watch::Sender<Option<Arc<Contents>>>,
    /// Held by whoever writes.
    turn: Mutex<()>,
}

impl fmt::Debug for ProductIndex {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("ProductIndex").field("size", &self.size()).finish_non_exhaustive()
    }
}

impl Default for ProductIndex {
    fn default() -> Self {
        Self::new()
    }
}

fn failed(error: impl fmt::Display) -> SearchError {
    SearchError(error.to_string())
}

/// Off the threads that serve pages.
async fn aside<T: Send + 'static>(
    work: impl FnOnce() -> Result<T, SearchError> + Send + 'static,
) -> Result<T, SearchError> {
    tokio::task::spawn_blocking(work).await.map_err(failed)?
}

impl ProductIndex {
    /// An index that was not built yet.
    #[must_use]
    pub fn new() -> Self {
        Self { contents: watch::Sender::new(None), turn: Mutex::default() }
    }

    fn put(&self, contents: Contents) {
        self.contents.send_replace(Some(Arc::new(contents)));
    }

    async fn contents(&self) -> Result<Arc<Contents>, SearchError> {
        if let Some(contents) = &*self.contents.borrow() {
            return Ok(Arc::clone(contents));
        }
        let mut told = self.contents.subscribe();
        let built = tokio::time::timeout(PATIENCE, told.wait_for(Option::is_some)).await;
        let contents = built.ok().and_then(Result::ok).and_then(|contents| contents.clone());
        contents.ok_or_else(|| failed("it is still being built"))
    }
}

#[async_trait]
impl Search for ProductIndex {
    async fn replace_all(&self, mut documents: SearchDocuments<'_>) -> Result<(), SearchError> {
        let _turn = self.turn.lock().await;
        let mut writing = Writing::anew()?;
        while let Some(part) = documents.try_next().await? {
            writing = aside(move || writing.with(&part)).await?;
        }
        self.put(aside(move || writing.in_one_piece()?.finish()).await?);
        Ok(())
    }

    async fn update(&self, documents: Vec<SearchDocument>, gone: Vec<ProductId>) -> Result<(), SearchError> {
        let _turn = self.turn.lock().await;
        // Before it was built it needs no update: whoever builds it reads what is true then.
        let Some(known) = self.contents.borrow().clone() else { return Ok(()) };
        let write = move || {
            let forgotten = gone.iter().map(|product| product.0).chain(documents.iter().map(|document| document.id));
            Writing::of(&known)?.without(forgotten).with(&documents)?.finish()
        };
        self.put(aside(write).await?);
        Ok(())
    }

    async fn find(&self, ways: &[String], most: usize) -> Result<Vec<ProductId>, SearchError> {
        self.contents().await?.find(ways, most, false)
    }

    async fn suggest(&self, ways: &[String], most: usize) -> Result<Vec<ProductId>, SearchError> {
        self.contents().await?.find(ways, most, true)
    }

    async fn did_you_mean(&self, text: &str) -> Result<Option<String>, SearchError> {
        Ok(self.contents().await?.words.did_you_mean(text))
    }

    fn size(&self) -> Option<u64> {
        self.contents.borrow().as_ref().map(|contents| contents.size())
    }
}
