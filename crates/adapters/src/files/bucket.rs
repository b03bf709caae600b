//! Files in a bucket of a store that speaks S3: Amazon's, or one of the many that do the same (MinIO, Ceph, R2, Hetzner …).
//!
//! The bucket stays closed: shoppers get pictures through the shop, and private files only with its leave.

use std::time::Duration;

use async_trait::async_trait;
use bytes::Bytes;
use futures::{StreamExt as _, stream::BoxStream};
use object_store::{
    ClientOptions, ObjectStore, ObjectStoreExt as _, RetryConfig,
    aws::{AmazonS3, AmazonS3Builder},
    path::Path,
};
use services::port::{Files, FilesError};

use super::usable;

/// How long an answer may take.
const PATIENCE: Duration = Duration::from_secs(20);
/// How often and how long a store that fails is asked again.
const RETRY: RetryConfig = RetryConfig {
    max_retries: 4,
    retry_timeout: Duration::from_secs(30),
    backoff: object_store::BackoffConfig {
        init_backoff: Duration::from_millis(100),
        max_backoff: Duration::from_secs(3),
        base: 2.0,
    },
};

/// Where the bucket is and how to get in.
#[derive(Clone, PartialEq, Eq)]
pub struct BucketConfig {
    /// Its name.
    pub bucket: String,
    /// `https://` and host of the store; empty for Amazon's.
    pub endpoint: String,
    /// The region.
    pub region: String,
    /// The name of the key.
    pub access_key: String,
    /// The key.
    pub secret_key: String,
}

/// A bucket with files.
#[derive(Debug)]
pub struct Bucket {
    store: AmazonS3,
}

impl Bucket {
    /// Puts the parts together; nobody is asked yet.
    ///
    /// # Errors
    /// Settings that cannot be used.
    pub fn new(config: &BucketConfig) -> Result<Self, FilesError> {
        let plain = config.endpoint.starts_with("http://");
        let options = ClientOptions::new().with_timeout(PATIENCE).with_allow_http(plain);
        let mut builder = AmazonS3Builder::new()
            .with_bucket_name(&config.bucket)
            .with_region(&config.region)
            .with_access_key_id(&config.access_key)
            .with_secret_access_key(&config.secret_key)
            .with_client_options(options)
            .with_retry(RETRY);
        if !config.endpoint.is_empty() {
            builder = builder.with_endpoint(&config.endpoint);
        }
        Ok(Self { store: builder.build().map_err(failed)? })
    }

    /// Writes, reads and deletes a small file.
    ///
    /// # Errors
    /// What stands in the way.
    pub async fn check(&self) -> Result<(), FilesError> {
        const PROBE: &str = "mercer-doctor";
        self.put(PROBE, Bytes::from_static(b"x")).await?;
        let read = self.get(PROBE).await?;
        self.remove(PROBE).await?;
        read.map(|_| ()).ok_or_else(|| FilesError::Failed("what was written is not there".to_owned()))
    }
}

fn path(key: &str) -> Result<Path, FilesError> {
    Ok(Path::from(usable(key)?))
}

fn failed(error: object_store::Error) -> FilesError {
    FilesError::Failed(error.to_string())
}

#[async_trait]
impl Files for Bucket {
    async fn put(&self, key: &str, bytes: Bytes) -> Result<(), FilesError> {
        self.store.put(&path(key)?, bytes.into()).await.map(|_| ()).map_err(failed)
    }

    async fn get(&self, key: &str) -> Result<Option<Bytes>, FilesError> {
        match self.store.get(&path(key)?).await {
            Ok(found) => Ok(Some(found.bytes().await.map_err(failed)?)),
            Err(object_store::Error::NotFound { .. }) => Ok(None),
            Err(error) => Err(failed(error)),
        }
    }

    async fn remove(&self, key: &str) -> Result<(), FilesError> {
        match self.store.delete(&path(key)?).await {
            Err(error) if !matches!(error, object_store::Error::NotFound { .. }) => Err(failed(error)),
            _ => Ok(()),
        }
    }

    async fn exists(&self, key: &str) -> Result<bool, FilesError> {
        match self.store.head(&path(key)?).await {
            Ok(_) => Ok(true),
            Err(object_store::Error::NotFound { .. }) => Ok(false),
            Err(error) => Err(failed(error)),
        }
    }

    fn keys(&self) -> BoxStream<'_, Result<String, FilesError>> {
        let objects = self.store.list(None);
        let keys = objects.map(|object| object.map(|object| object.location.to_string()).map_err(failed));
        // Whatever else lies in the bucket is none of ours.
        keys.filter(|key| futures::future::ready(key.as_ref().map_or(true, |key| usable(key).is_ok()))).boxed()
    }
}
