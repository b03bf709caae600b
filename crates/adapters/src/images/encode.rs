//! From pixels to files.

use bytes::Bytes;
use image::{ExtendedColorType, codecs::jpeg::JpegEncoder};
use services::port::ImagesError;
use webp::{Encoder, WebPConfig};

use super::resize::Pixels;

pub(super) type Encoded = Bytes;

const WEBP_QUALITY: f32 = 80.0;
/// 0 is fastest, 6 smallest. From 2 on the files of photographs shrink by few percent only, for twice the time.
const WEBP_EFFORT: i32 = 2;
const JPEG_QUALITY: u8 = 84;

/// As WebP.
pub(super) fn webp(pixels: &Pixels) -> Result<Encoded, ImagesError> {
    let encoder = if pixels.transparent {
        Encoder::from_rgba(&pixels.bytes, pixels.width, pixels.height)
    } else {
        Encoder::from_rgb(&pixels.bytes, pixels.width, pixels.height)
    };
    let mut config = WebPConfig::new().map_err(|()| ImagesError::Damaged("WebP cannot be written".to_owned()))?;
    config.quality = WEBP_QUALITY;
    config.method = WEBP_EFFORT;
    let memory = encoder.encode_advanced(&config).map_err(|error| ImagesError::Damaged(format!("WebP: {error:?}")))?;
    Ok(Bytes::copy_from_slice(&memory))
}

/// As JPEG, over white.
pub(super) fn jpeg(pixels: &Pixels) -> Result<Encoded, ImagesError> {
    let mut file = Vec::new();
    JpegEncoder::new_with_quality(&mut file, JPEG_QUALITY)
        .encode(&pixels.on_white(), pixels.width, pixels.height, ExtendedColorType::Rgb8)
        .map_err(|error| ImagesError::Damaged(error.to_string()))?;
    Ok(file.into())
}
