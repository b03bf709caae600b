//! Where the shop's files lie: a folder of this computer, or a bucket of a store that speaks S3.
//!
//! Not here: what the files are (services). Invariant of both: a key never leads out of its place, and a file is there whole or
//! not at all.

mod bucket;
mod copy;
mod folder;

pub use bucket::{Bucket, BucketConfig};
pub use copy::{Copied, copy};
pub use folder::Folder;
use services::port::FilesError;

const MOST_KEY: usize = 128;

/// The key, when it is one: letters, digits, `-`, `_`, `.`, and at least two of the first kinds in front.
fn usable(key: &str) -> Result<&str, FilesError> {
    let plain = |character: char| character.is_ascii_alphanumeric() || matches!(character, '-' | '_' | '.');
    let usable = (3..=MOST_KEY).contains(&key.len())
        && key.chars().all(plain)
        && key.chars().take(2).all(|character| character.is_ascii_alphanumeric());
    if usable { Ok(key) } else { Err(FilesError::BadKey(key.to_owned())) }
}
