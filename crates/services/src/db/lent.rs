//! SQLite files that only read, lent to those whose statements find few rows by their keys.
//!
//! Such a statement runs on the thread of whoever asks, which costs a fraction of the way to another thread and back. One that takes
//! long would hold up everybody on that thread, and goes to the pool instead.

use std::{
    path::PathBuf,
    sync::{Arc, Mutex, PoisonError},
};

use super::file::File;

/// So many are kept open while nobody reads.
const KEPT: usize = 8;

/// The files that nobody holds.
#[derive(Debug)]
pub(super) struct Lender {
    path: PathBuf,
    free: Mutex<Vec<File>>,
}

/// A file; it goes back when this is dropped.
#[derive(Debug)]
pub(super) struct Lent {
    file: Option<File>,
    lender: Arc<Lender>,
}

impl Lender {
    pub fn of(path: PathBuf) -> Arc<Self> {
        Arc::new(Self { path, free: Mutex::default() })
    }

    /// One that nobody holds, or a new one.
    pub fn lend(self: &Arc<Self>) -> Result<Lent, sqlx::Error> {
        let free = self.free.lock().unwrap_or_else(PoisonError::into_inner).pop();
        let file = free.map_or_else(|| File::open_to_read(&self.path), Ok)?;
        Ok(Lent { file: Some(file), lender: Arc::clone(self) })
    }

    /// Closes those that nobody holds.
    pub fn close(&self) {
        self.free.lock().unwrap_or_else(PoisonError::into_inner).clear();
    }
}

impl Lent {
    pub fn file(&mut self) -> Result<&mut File, sqlx::Error> {
        self.file.as_mut().ok_or(sqlx::Error::PoolClosed)
    }
}

impl Drop for Lent {
    fn drop(&mut self) {
        let mut free = self.lender.free.lock().unwrap_or_else(PoisonError::into_inner);
        if free.len() < KEPT {
            free.extend(self.file.take());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_lent_comes_back_and_is_lent_again_and_changes_nothing() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("shop.db");
        File::open(&path).unwrap().run_all("CREATE TABLE thing (id BIGINT NOT NULL)").unwrap();
        let lender = Lender::of(path);
        let free = || lender.free.lock().unwrap().len();
        let (mut first, second) = (lender.lend().unwrap(), lender.lend().unwrap());
        assert!(first.file().unwrap().run_all("INSERT INTO thing (id) VALUES (1)").is_err(), "it only reads");
        assert_eq!(free(), 0);
        drop((first, second));
        assert_eq!(free(), 2);
        let many: Vec<Lent> = (0..2 * KEPT).map(|_| lender.lend().unwrap()).collect();
        assert_eq!(free(), 0);
        drop(many);
        assert_eq!(free(), KEPT);
        lender.close();
        assert_eq!(free(), 0);
    }
}
