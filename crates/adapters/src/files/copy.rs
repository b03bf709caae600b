//! From one place to another: when a shop moves its files into a bucket, or back.

use futures::{StreamExt as _, TryStreamExt as _};
use services::port::{Files, FilesError};

/// Files that are on their way at once.
const AT_ONCE: usize = 8;

/// What a copy did.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Copied {
    /// Files that are there now and were not before.
    pub copied: u64,
    /// Files that were there already.
    pub present: u64,
}

/// Copies every file that is not there yet; nothing is deleted or changed, so it can be broken off and begun again. Files are
/// named by their content and never change.
///
/// # Errors
/// Either place failed.
pub async fn copy(from: &dyn Files, to: &dyn Files) -> Result<Copied, FilesError> {
    let one = |key: String| async move {
        if to.exists(&key).await? {
            return Ok(false);
        }
        let Some(bytes) = from.get(&key).await? else { return Ok(false) };
        to.put(&key, bytes).await.map(|()| true)
    };
    let copies = from.keys().map(|key| async { one(key?).await }).buffer_unordered(AT_ONCE);
    let count = |mut sum: Copied, is_new: bool| async move {
        let counter = if is_new { &mut sum.copied } else { &mut sum.present };
        *counter = counter.saturating_add(1);
        Ok(sum)
    };
    copies.try_fold(Copied::default(), count).await
}
