//! Making pictures ready for pages.

use bytes::Bytes;

/// Why a file is no picture that the shop takes.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ImagesError {
    /// More bytes than allowed.
    #[error("the file has {actual} bytes, {most} are allowed")]
    TooManyBytes {
        /// How many it has.
        actual: u64,
        /// How many it may have.
        most: u64,
    },
    /// More pixels than allowed.
    #[error("the picture has {width} × {height} pixels, {most} in all are allowed")]
    TooManyPixels {
        /// Its width.
        width: u32,
        /// Its height.
        height: u32,
        /// How many it may have.
        most: u64,
    },
    /// The content is none of the formats.
    #[error("the content is no JPEG, PNG, WebP, AVIF, GIF or SVG")]
    UnknownFormat,
    /// The content is a picture and something else at once.
    #[error("the picture is {0} at the same time; save it anew as a picture alone")]
    Polyglot(&'static str),
    /// The content breaks off or is damaged.
    #[error("the picture is damaged: {0}")]
    Damaged(String),
}

/// One file of a picture.
#[derive(Clone, Debug)]
pub struct PreparedFile {
    /// The key: `<hash>-<width>.webp`, or `.jpg`.
    pub key: String,
    /// The content.
    pub bytes: Bytes,
}

/// A picture with all its files.
#[derive(Clone, Debug)]
pub struct PreparedImage {
    /// The content's address: hexadecimal.
    pub hash: String,
    /// `jpeg`, `png`, `webp`, `avif`, `gif`, `svg`.
    pub format: &'static str,
    /// Width in pixels, upright.
    pub width: u32,
    /// Height in pixels, upright.
    pub height: u32,
    /// The widths made, rising.
    pub widths: Vec<u32>,
    /// Four colours, `rrggbb` with commas between.
    pub placeholder: String,
    /// The files.
    pub files: Vec<PreparedFile>,
}

/// Checks and resizes pictures. Takes processor time: call it where that is allowed.
pub trait Images: Send + Sync {
    /// Checks the bytes by content and makes every file, without metadata.
    ///
    /// # Errors
    /// A file that is no picture, or too large a one.
    fn prepare(&self, bytes: &[u8]) -> Result<PreparedImage, ImagesError>;
}
