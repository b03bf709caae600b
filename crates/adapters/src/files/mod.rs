//! Files in a folder of this computer: `<folder>/<first two letters of the key>/<key>`.
//!
//! Invariants: a key never leads out of the folder; a file is there whole or not at all, also after a crash: it is written
//! beside its place, brought to disk, and renamed.

use std::{
    io,
    path::{Path, PathBuf},
    sync::atomic::{AtomicU64, Ordering},
};

use async_trait::async_trait;
use bytes::Bytes;
use services::port::{Files, FilesError};
use tokio::io::AsyncWriteExt as _;

const MOST_KEY: usize = 128;

/// A folder with files.
#[derive(Debug)]
pub struct Folder {
    root: PathBuf,
    written: AtomicU64,
}

impl Folder {
    /// Files below this folder; it is made when it is first needed.
    #[must_use]
    pub fn new(root: PathBuf) -> Self {
        Self { root, written: AtomicU64::new(0) }
    }

    /// Where the file of this key lies.
    ///
    /// # Errors
    /// A key that could lead outside.
    pub fn path(&self, key: &str) -> Result<PathBuf, FilesError> {
        let plain = |character: char| character.is_ascii_alphanumeric() || matches!(character, '-' | '_' | '.');
        let usable = (3..=MOST_KEY).contains(&key.len())
            && key.chars().all(plain)
            && key.chars().take(2).all(|character| character.is_ascii_alphanumeric());
        let shelf = key.get(..2).filter(|_| usable).ok_or_else(|| FilesError::BadKey(key.to_owned()))?;
        Ok(self.root.join(shelf).join(key))
    }

    async fn write(&self, path: &Path, bytes: &[u8]) -> io::Result<()> {
        let folder = path.parent().unwrap_or(&self.root);
        tokio::fs::create_dir_all(folder).await?;
        let number = self.written.fetch_add(1, Ordering::Relaxed);
        let beside = folder.join(format!(".new-{}-{number}", std::process::id()));
        let written = self.write_beside(&beside, path, bytes).await;
        if written.is_err() {
            // The error that counts is the first one.
            let _ = tokio::fs::remove_file(&beside).await;
        }
        written
    }

    async fn write_beside(&self, beside: &Path, path: &Path, bytes: &[u8]) -> io::Result<()> {
        let mut file = tokio::fs::File::create(beside).await?;
        file.write_all(bytes).await?;
        file.sync_all().await?;
        drop(file);
        tokio::fs::rename(beside, path).await
    }
}

fn failed(error: &io::Error) -> FilesError {
    FilesError::Failed(error.to_string())
}

#[async_trait]
impl Files for Folder {
    async fn put(&self, key: &str, bytes: Bytes) -> Result<(), FilesError> {
        let path = self.path(key)?;
        self.write(&path, &bytes).await.map_err(|error| failed(&error))
    }

    async fn get(&self, key: &str) -> Result<Option<Bytes>, FilesError> {
        match tokio::fs::read(self.path(key)?).await {
            Ok(bytes) => Ok(Some(bytes.into())),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(failed(&error)),
        }
    }

    async fn remove(&self, key: &str) -> Result<(), FilesError> {
        match tokio::fs::remove_file(self.path(key)?).await {
            Err(error) if error.kind() != io::ErrorKind::NotFound => Err(failed(&error)),
            _ => Ok(()),
        }
    }

    async fn exists(&self, key: &str) -> Result<bool, FilesError> {
        tokio::fs::try_exists(self.path(key)?).await.map_err(|error| failed(&error))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn what_was_put_is_there() {
        let folder = tempfile::tempdir().unwrap();
        let files = Folder::new(folder.path().join("media"));
        assert_eq!(files.get("abcd-160.webp").await.unwrap(), None);
        files.put("abcd-160.webp", Bytes::from_static(b"one")).await.unwrap();
        files.put("abcd-160.webp", Bytes::from_static(b"two")).await.unwrap();
        assert_eq!(files.get("abcd-160.webp").await.unwrap().as_deref(), Some(&b"two"[..]));
        assert!(files.exists("abcd-160.webp").await.unwrap());
        files.put("abcd-320.webp", Bytes::from_static(b"gone")).await.unwrap();
        files.remove("abcd-320.webp").await.unwrap();
        files.remove("abcd-320.webp").await.unwrap();
        assert_eq!(files.get("abcd-320.webp").await.unwrap(), None);
        let left: Vec<_> = std::fs::read_dir(folder.path().join("media/ab")).unwrap().collect();
        assert_eq!(left.len(), 1);
    }

    #[tokio::test]
    async fn v12_no_key_leads_outside() {
        let files = Folder::new(PathBuf::from("/nowhere"));
        for key in [
            "",
            "ab",
            "../ab",
            "..",
            "a/b",
            "..\\..\\x",
            "%2e%2e%2fx",
            "abc\0",
            "/etc/passwd",
            ".hidden",
            "ab/../../x",
            "äöü",
        ] {
            assert!(matches!(files.get(key).await, Err(FilesError::BadKey(_))), "{key:?}");
        }
    }
}
