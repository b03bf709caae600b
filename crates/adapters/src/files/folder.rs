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
use futures::{
    StreamExt as _, TryStreamExt as _,
    stream::{self, BoxStream},
};
use services::port::{Files, FilesError};
use tokio::io::{AsyncReadExt as _, AsyncSeekExt as _, AsyncWriteExt as _};

use super::usable;

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
        let key = usable(key)?;
        Ok(self.root.join(key.get(..2).unwrap_or_default()).join(key))
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

    async fn copy(&self, from: &Path, path: &Path) -> io::Result<()> {
        let folder = path.parent().unwrap_or(&self.root);
        tokio::fs::create_dir_all(folder).await?;
        let number = self.written.fetch_add(1, Ordering::Relaxed);
        let beside = folder.join(format!(".new-{}-{number}", std::process::id()));
        let copied = async {
            tokio::fs::copy(from, &beside).await?;
            tokio::fs::File::open(&beside).await?.sync_all().await?;
            tokio::fs::rename(&beside, path).await
        };
        let copied = copied.await;
        if copied.is_err() {
            // The error that counts is the first one.
            let _ = tokio::fs::remove_file(&beside).await;
        }
        copied
    }

    /// The files of one folder below the root, or of none.
    async fn shelf(path: PathBuf) -> io::Result<Vec<String>> {
        let mut entries = tokio::fs::read_dir(path).await?;
        let mut keys = Vec::new();
        while let Some(entry) = entries.next_entry().await? {
            // What is still being written begins with a dot.
            keys.extend(entry.file_name().into_string().ok().filter(|name| usable(name).is_ok()));
        }
        Ok(keys)
    }

    async fn shelves(&self) -> io::Result<Vec<PathBuf>> {
        let mut entries = match tokio::fs::read_dir(&self.root).await {
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
            entries => entries?,
        };
        let mut shelves = Vec::new();
        while let Some(entry) = entries.next_entry().await? {
            if entry.file_type().await?.is_dir() {
                shelves.push(entry.path());
            }
        }
        Ok(shelves)
    }

    async fn write_beside(&self, beside: &Path, path: &Path, bytes: &[u8]) -> io::Result<()> {
        let mut file = tokio::fs::File::create(beside).await?;
        file.write_all(bytes).await?;
        file.sync_all().await?;
        drop(file);
        tokio::fs::rename(beside, path).await
    }
}

async fn read_part(path: &Path, from: u64, length: u64) -> io::Result<Vec<u8>> {
    let mut file = tokio::fs::File::open(path).await?;
    file.seek(io::SeekFrom::Start(from)).await?;
    let mut bytes = Vec::new();
    file.take(length).read_to_end(&mut bytes).await?;
    Ok(bytes)
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

    async fn put_file(&self, key: &str, path: &Path) -> Result<(), FilesError> {
        let target = self.path(key)?;
        self.copy(path, &target).await.map_err(|error| failed(&error))
    }

    async fn get_part(&self, key: &str, from: u64, length: u64) -> Result<Option<Bytes>, FilesError> {
        match read_part(&self.path(key)?, from, length).await {
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

    fn keys(&self) -> BoxStream<'_, Result<String, FilesError>> {
        let shelves = stream::once(self.shelves()).map(|shelves| {
            let shelves = shelves.map_err(|error| failed(&error))?;
            Ok(stream::iter(shelves.into_iter().map(Ok)))
        });
        let keys = shelves.try_flatten().and_then(|shelf| async move {
            let keys = Self::shelf(shelf).await.map_err(|error| failed(&error))?;
            Ok(stream::iter(keys.into_iter().map(Ok)))
        });
        keys.try_flatten().boxed()
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
        std::fs::write(folder.path().join("media/ab/.new-1-1"), "half").unwrap();
        let keys: Vec<String> = files.keys().try_collect().await.unwrap();
        assert_eq!(keys, ["abcd-160.webp"]);
        std::fs::remove_file(folder.path().join("media/ab/.new-1-1")).unwrap();
        let left: Vec<_> = std::fs::read_dir(folder.path().join("media/ab")).unwrap().collect();
        assert_eq!(left.len(), 1);
    }

    #[tokio::test]
    async fn a_folder_that_is_not_there_yet_has_no_files() {
        let files = Folder::new(PathBuf::from("/nowhere/at/all"));
        assert_eq!(files.keys().try_collect::<Vec<_>>().await.unwrap(), Vec::<String>::new());
    }

    #[tokio::test]
    async fn a_large_file_is_copied_and_read_in_pieces() {
        let folder = tempfile::tempdir().unwrap();
        let files = Folder::new(folder.path().join("media"));
        let upload = folder.path().join("upload");
        std::fs::write(&upload, b"0123456789").unwrap();
        files.put_file("download-1", &upload).await.unwrap();
        let part = async |from, length| files.get_part("download-1", from, length).await.unwrap();
        assert_eq!(part(2, 3).await.as_deref(), Some(&b"234"[..]));
        assert_eq!(part(8, 30).await.as_deref(), Some(&b"89"[..]));
        assert_eq!(part(30, 3).await.as_deref(), Some(&b""[..]));
        assert_eq!(files.get_part("download-2", 0, 3).await.unwrap(), None);
        assert!(files.put_file("download-3", &folder.path().join("gone")).await.is_err());
        assert!(!files.exists("download-3").await.unwrap());
        assert!(upload.exists(), "whoever uploaded deletes it");
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
