//! AVIF, by a decoder in safe Rust: the `image` crate needs a library of the system for it (docs/adr/0006).

use std::panic::{AssertUnwindSafe, catch_unwind};

use image::{DynamicImage, RgbImage, RgbaImage};
use services::port::ImagesError;
use zenavif::{DecoderConfig, ImageInfo, ManagedAvifDecoder, PixelBuffer, Unstoppable};

use super::decode::{MOST_PIXELS, check_pixels, damaged};

/// What the parser may take for what is not yet pixels.
const PARTS: [&[u8]; 2] = [b"avif", b"avis"];

/// Whether the bytes say that they are AVIF: a file type box that names it, first or among the compatible ones.
pub(super) fn is_avif(bytes: &[u8]) -> bool {
    let Some((head, rest)) = bytes.split_at_checked(8) else { return false };
    let Some((length, kind)) = head.split_at_checked(4) else { return false };
    let length = length.iter().fold(0_usize, |sum, byte| sum << 8 | usize::from(*byte));
    let brands = rest.get(..length.saturating_sub(8).min(rest.len())).unwrap_or_default();
    kind == b"ftyp" && brands.chunks_exact(4).take(32).any(|brand| PARTS.contains(&brand))
}

/// Checks the size by the header, and decodes; of a film the first picture.
pub(super) fn decode(bytes: &[u8]) -> Result<DynamicImage, ImagesError> {
    // Whatever a stranger's file does to the decoder: it is the file's fault, and the shop goes on.
    catch_unwind(AssertUnwindSafe(|| decode_checked(bytes)))
        .unwrap_or_else(|_| Err(damaged("its content makes no sense")))
}

fn decode_checked(bytes: &[u8]) -> Result<DynamicImage, ImagesError> {
    let most = u32::try_from(MOST_PIXELS).unwrap_or(u32::MAX);
    let config = DecoderConfig::new().threads(1).prefer_8bit(true).frame_size_limit(most);
    let unlimited = DecoderConfig::new().threads(1);
    let info = ManagedAvifDecoder::new(bytes, &unlimited).and_then(|decoder| decoder.probe_info()).map_err(damaged)?;
    check_pixels(info.width, info.height)?;
    let mut decoder = ManagedAvifDecoder::new(bytes, &config).map_err(damaged)?;
    let pixels = decoder.decode(&Unstoppable).map_err(damaged)?;
    check_pixels(pixels.width(), pixels.height())?;
    Ok(upright(picture(&pixels)?, &info))
}

fn picture(pixels: &PixelBuffer) -> Result<DynamicImage, ImagesError> {
    let (width, height) = (pixels.width(), pixels.height());
    let bytes = pixels.copy_to_contiguous_bytes();
    let of = u64::from(width) * u64::from(height);
    let picture = match (bytes.len() as u64).checked_div(of) {
        Some(1) => image::GrayImage::from_raw(width, height, bytes).map(DynamicImage::ImageLuma8),
        Some(2) => image::GrayAlphaImage::from_raw(width, height, bytes).map(DynamicImage::ImageLumaA8),
        Some(3) => RgbImage::from_raw(width, height, bytes).map(DynamicImage::ImageRgb8),
        Some(4) => RgbaImage::from_raw(width, height, bytes).map(DynamicImage::ImageRgba8),
        _ => None,
    };
    picture.ok_or_else(|| damaged("its pixels are of no known kind"))
}

/// First turned, against the clock, then mirrored: ISO/IEC 23008-12, 6.5.10 and 6.5.12.
fn upright(picture: DynamicImage, info: &ImageInfo) -> DynamicImage {
    let turned = match info.rotation.as_ref().map(|rotation| rotation.angle) {
        Some(90) => picture.rotate270(),
        Some(180) => picture.rotate180(),
        Some(270) => picture.rotate90(),
        _ => picture,
    };
    match info.mirror.as_ref().map(|mirror| mirror.axis) {
        Some(0) => turned.flipv(),
        Some(1) => turned.fliph(),
        _ => turned,
    }
}
