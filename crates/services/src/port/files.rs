//! Where files are kept.

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
    /// Deletes the file; one that is not there is not missed.
    async fn remove(&self, key: &str) -> Result<(), FilesError>;
    /// Whether there is a file.
    async fn exists(&self, key: &str) -> Result<bool, FilesError>;
    /// The keys of all files, in no order.
    fn keys(&self) -> BoxStream<'_, Result<String, FilesError>>;
}
