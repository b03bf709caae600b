//! Taking a file in: it goes to disk piece by piece and is never held in memory.

use std::path::PathBuf;

use axum::{extract::multipart::Field, http::StatusCode};
use tokio::{fs::File, io::AsyncWriteExt as _};

/// Writes a field to a new file and says how large it is.
///
/// # Errors
/// The status for a file that is larger than `most`, that broke off, or for which there is no room.
pub(super) async fn to_disk(path: PathBuf, mut field: Field<'_>, most: u64) -> Result<u64, StatusCode> {
    let mut file = File::create(path).await.map_err(failed)?;
    let mut size = 0_u64;
    while let Some(piece) = field.chunk().await.map_err(|_| StatusCode::BAD_REQUEST)? {
        size = size.saturating_add(u64::try_from(piece.len()).unwrap_or(u64::MAX));
        if size > most {
            return Err(StatusCode::PAYLOAD_TOO_LARGE);
        }
        file.write_all(&piece).await.map_err(failed)?;
    }
    file.sync_all().await.map_err(failed)?;
    Ok(size)
}

/// What is answered when there is no room.
pub(super) fn failed(error: std::io::Error) -> StatusCode {
    tracing::error!(%error, "a file could not be taken in");
    StatusCode::INSUFFICIENT_STORAGE
}
