//! From bytes that somebody sent to upright pixels.

use std::io::Cursor;

use image::{DynamicImage, ImageDecoder as _, ImageFormat, ImageReader, Limits};
use services::port::ImagesError;

use super::{avif, polyglot, resize::Pixels};

const MOST_BYTES: usize = 20 * 1024 * 1024;
pub(super) const MOST_PIXELS: u64 = 40_000_000;
/// WebP holds no more than 16,383 pixels a side.
const MOST_SIDE: u32 = 16_000;
/// What a decoder may take: the most pixels at eight bytes each, and its own tables.
const MOST_MEMORY: u64 = MOST_PIXELS * 8 + 64 * 1024 * 1024;

/// What the pieces of a PNG beside its pixels may take: a profile of colours can be folded to a thousandth of itself, and one that
/// is larger is passed over. Its pixels do not count here.
const MOST_PNG_TABLES: u64 = 8 * 1024 * 1024;

/// A format that the shop takes.
pub(super) struct Format {
    /// As it stands in the database.
    pub name: &'static str,
    /// The ending of the original's file.
    pub ending: &'static str,
}

fn known(format: ImageFormat) -> Option<Format> {
    let (name, ending) = match format {
        ImageFormat::Jpeg => ("jpeg", "jpg"),
        ImageFormat::Png => ("png", "png"),
        ImageFormat::WebP => ("webp", "webp"),
        ImageFormat::Gif => ("gif", "gif"),
        _ => return None,
    };
    Some(Format { name, ending })
}

pub(super) fn damaged(error: impl std::fmt::Display) -> ImagesError {
    ImagesError::Damaged(error.to_string())
}

/// Checks the content and decodes it; of a film the first picture.
pub(super) fn decode(bytes: &[u8]) -> Result<(Format, Pixels), ImagesError> {
    if bytes.len() > MOST_BYTES {
        return Err(ImagesError::TooManyBytes { actual: bytes.len() as u64, most: MOST_BYTES as u64 });
    }
    if avif::is_avif(bytes) {
        polyglot::check(bytes)?;
        let picture = avif::decode(bytes)?;
        return Ok((Format { name: "avif", ending: "avif" }, Pixels::from(picture)));
    }
    let guessed = image::guess_format(bytes).map_err(|_| ImagesError::UnknownFormat)?;
    let format = known(guessed).ok_or(ImagesError::UnknownFormat)?;
    polyglot::check(bytes)?;
    check_size(bytes, guessed)?;
    let mut reader = ImageReader::with_format(Cursor::new(bytes), guessed);
    let mut limits = memory(guessed);
    limits.max_image_width = Some(MOST_SIDE);
    limits.max_image_height = Some(MOST_SIDE);
    reader.limits(limits);
    let mut decoder = reader.into_decoder().map_err(damaged)?;
    let orientation = decoder.orientation().map_err(damaged)?;
    let mut picture = DynamicImage::from_decoder(decoder).map_err(damaged)?;
    picture.apply_orientation(orientation);
    Ok((format, Pixels::from(picture)))
}

fn memory(format: ImageFormat) -> Limits {
    let mut limits = Limits::default();
    limits.max_alloc = Some(if format == ImageFormat::Png { MOST_PNG_TABLES } else { MOST_MEMORY });
    limits
}

/// Reads only the header.
fn check_size(bytes: &[u8], format: ImageFormat) -> Result<(), ImagesError> {
    let mut reader = ImageReader::with_format(Cursor::new(bytes), format);
    reader.limits(memory(format));
    let (width, height) = reader.into_dimensions().map_err(damaged)?;
    check_pixels(width, height)
}

/// Refuses more pixels than the shop takes, and none at all.
pub(super) fn check_pixels(width: u32, height: u32) -> Result<(), ImagesError> {
    let pixels = u64::from(width) * u64::from(height);
    if pixels > MOST_PIXELS || width > MOST_SIDE || height > MOST_SIDE {
        return Err(ImagesError::TooManyPixels { width, height, most: MOST_PIXELS });
    }
    if pixels == 0 { Err(ImagesError::Damaged("it has no pixels".to_owned())) } else { Ok(()) }
}
