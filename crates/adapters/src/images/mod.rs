//! Pictures: checked by content, made upright, cut to a fixed set of widths, and written anew without metadata.
//!
//! Not here: where the files lie (files), which product shows them (services). Invariants: dimensions are read and checked
//! before a pixel is decoded; what comes out was encoded here, so nothing of the upload is served; the address is the
//! SHA-256 of what came in.

mod avif;
mod decode;
mod drawing;
mod effort;
mod encode;
mod polyglot;
mod resize;

pub use drawing::{drawing_hash, prepare_drawing};
use services::port::{Images, ImagesError, PreparedFile, PreparedImage};
use sha2::{Digest as _, Sha256};

use self::{encode::Encoded, resize::Pixels};

/// The widths in which pictures are kept; none is above the original's.
pub const WIDTHS: [u32; 6] = [160, 320, 480, 640, 960, 1280];
/// For mails and link previews, which know no WebP.
const JPEG_WIDTH: u32 = 640;
/// Of the address: 128 bits.
const HASH_LENGTH: usize = 32;

/// The picture workshop. It keeps nothing between two pictures.
#[derive(Clone, Copy, Debug, Default)]
pub struct Workshop;

impl Images for Workshop {
    fn prepare(&self, bytes: &[u8]) -> Result<PreparedImage, ImagesError> {
        let (name, ending, pixels) = if drawing::is_drawing(bytes) {
            ("svg", "svg", drawing::draw(bytes)?)
        } else {
            let (format, pixels) = decode::decode(bytes)?;
            (format.name, format.ending, pixels)
        };
        let hash = hash(bytes);
        let mut prepared = make(hash.clone(), name, &pixels)?;
        prepared.files.push(PreparedFile {
            key: format!("{hash}-original.{ending}"),
            bytes: bytes::Bytes::copy_from_slice(bytes),
        });
        Ok(prepared)
    }
}

fn hash(bytes: &[u8]) -> String {
    let digest = Sha256::digest(bytes);
    let mut text: String = digest.iter().map(|byte| format!("{byte:02x}")).collect();
    text.truncate(HASH_LENGTH);
    text
}

/// The widths for a picture of this width: those below it, and its own when it is not above the largest.
fn widths(width: u32) -> Vec<u32> {
    let mut widths: Vec<u32> = WIDTHS.into_iter().filter(|candidate| *candidate < width).collect();
    let largest = WIDTHS.into_iter().max().unwrap_or(width);
    widths.push(width.min(largest));
    widths.dedup();
    widths
}

fn make(hash: String, format: &'static str, pixels: &Pixels) -> Result<PreparedImage, ImagesError> {
    let widths = widths(pixels.width);
    let largest = widths.last().copied().unwrap_or(pixels.width);
    let mut files = Vec::new();
    for width in &widths {
        let sized = pixels.at_width(*width)?;
        let mut push = |ending: &str, encoded: Encoded| {
            files.push(PreparedFile { key: format!("{hash}-{width}.{ending}"), bytes: encoded });
        };
        push("webp", encode::webp(&sized)?);
        if *width == JPEG_WIDTH || *width == largest {
            push("jpg", encode::jpeg(&sized)?);
        }
    }
    let placeholder = pixels.placeholder()?;
    Ok(PreparedImage { hash, format, width: pixels.width, height: pixels.height, widths, placeholder, files })
}

#[cfg(test)]
mod tests;
