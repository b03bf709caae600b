//! Where files are kept.

use std::path::Path;

use async_trait::async_trait;
use bytes::Bytes;
use futures::stream::BoxStream;

/// Why a file could not be kept or found.
#[derive(Debug, thiserror::Error)]
pub enum FilesError {
    /// A key that could lead outside.
    #[error("{0:?} is no key of a file")]
    BadKey(String),
    /// The store failed.
    #[error("the file store failed: {0}")]
    Failed(String),
}

/// Keeps files under keys: letters, digits, `-`, `_`, `.`.
#[async_trait]
pub trait Files: Send + Sync {
    /// Keeps the bytes; a crash leaves the old file, the new one, or none.
    async fn put(&self, key: &str, bytes: Bytes) -> Result<(), FilesError>;
    /// The bytes, when there are any.
    async fn get(&self, key: &str) -> Result<Option<Bytes>, FilesError>;
    /// Keeps a copy of a file of this computer, however large it is.
    async fn put_file(&self, key: &str, path: &Path) -> Result<(), FilesError> {
        let bytes = tokio::fs::read(path).await.map_err(|error| FilesError::Failed(error.to_string()))?;
        self.put(key, bytes.into()).await
    }
    /// At most `length` bytes from `from` on, when there is such a file; nothing behind its end.
    async fn get_part(&self, key: &str, from: u64, length: u64) -> Result<Option<Bytes>, FilesError> {
        let place = |number: u64| usize::try_from(number).unwrap_or(usize::MAX);
        let part = |bytes: Bytes| {
            let start = place(from).min(bytes.len());
            let end = start.saturating_add(place(length)).min(bytes.len());
            bytes.slice(start..end)
        };
        Ok(self.get(key).await?.map(part))
    }
    /// Deletes the file; one that is not there is not missed.
    async fn remove(&self, key: &str) -> Result<(), FilesError>;
    /// Whether there is a file.
    async fn exists(&self, key: &str) -> Result<bool, FilesError>;
    /// The keys of all files, in no order.
    fn keys(&self) -> BoxStream<'_, Result<String, FilesError>>;
}
