//! What a list is written as. Text goes out while it is read; a workbook is an archive, which is written to a file first.

mod csv;
mod json;
mod xlsx;
mod zip;

use bytes::Bytes;
use futures::{
    StreamExt as _,
    stream::{self, BoxStream},
};
use tokio::{fs::File, io::AsyncReadExt as _};

use super::{ExportError, Sheet};

/// A kind of file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// Text with commas.
    Csv,
    /// A workbook.
    Xlsx,
    /// A list of objects.
    Json,
}

/// A file on its way out.
pub type Pieces = BoxStream<'static, Result<Bytes, ExportError>>;

pub use zip::write as zipped;

/// So much of a file is read at a time.
const PIECE: usize = 64 * 1024;

/// A whole file, piece by piece.
fn pieces(file: std::fs::File) -> Pieces {
    stream::try_unfold(File::from_std(file), |mut file| async move {
        let mut piece = Vec::with_capacity(PIECE);
        let read = (&mut file).take(PIECE as u64).read_to_end(&mut piece).await?;
        Ok((read > 0).then(|| (Bytes::from(piece), file)))
    })
    .boxed()
}

impl Format {
    /// Every kind.
    pub const ALL: [Self; 3] = [Self::Csv, Self::Xlsx, Self::Json];

    /// The ending of a file's name.
    #[must_use]
    pub fn ending(self) -> &'static str {
        match self {
            Self::Csv => "csv",
            Self::Xlsx => "xlsx",
            Self::Json => "json",
        }
    }

    /// The kind of a file with this ending.
    #[must_use]
    pub fn parse(ending: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|format| format.ending().eq_ignore_ascii_case(ending))
    }

    /// What a browser is told.
    #[must_use]
    pub fn content_type(self) -> &'static str {
        match self {
            Self::Csv => "text/csv; charset=utf-8",
            Self::Xlsx => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            Self::Json => "application/json",
        }
    }

    /// Writes a list.
    ///
    /// # Errors
    /// A list that could not be read, or that a workbook does not hold. What goes wrong later ends the pieces.
    pub async fn write(self, sheet: Sheet) -> Result<Pieces, ExportError> {
        match self {
            Self::Csv => Ok(csv::write(sheet)),
            Self::Json => Ok(json::write(sheet)),
            Self::Xlsx => xlsx::write(sheet).await,
        }
    }
}
