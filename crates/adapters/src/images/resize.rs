//! Upright pixels, and the same at other widths.

use fast_image_resize::{FilterType, PixelType, ResizeAlg, ResizeOptions, Resizer, images::Image};
use image::DynamicImage;
use services::port::ImagesError;

/// Pixels of three colours, or four where something shines through.
#[derive(Clone, Debug)]
pub(super) struct Pixels {
    pub width: u32,
    pub height: u32,
    pub transparent: bool,
    pub bytes: Vec<u8>,
}

impl From<DynamicImage> for Pixels {
    fn from(picture: DynamicImage) -> Self {
        let (width, height) = (picture.width(), picture.height());
        if picture.color().has_alpha() {
            let bytes = picture.into_rgba8().into_raw();
            if bytes.iter().skip(3).step_by(4).any(|alpha| *alpha != u8::MAX) {
                return Self { width, height, transparent: true, bytes };
            }
            return Self::opaque(width, height, &bytes);
        }
        Self { width, height, transparent: false, bytes: picture.into_rgb8().into_raw() }
    }
}

impl Pixels {
    /// Four bytes a pixel without anything that shines through, made three.
    pub fn opaque(width: u32, height: u32, four: &[u8]) -> Self {
        let mut bytes = Vec::with_capacity(four.len() / 4 * 3);
        for pixel in four.chunks_exact(4) {
            bytes.extend(pixel.iter().take(3));
        }
        Self { width, height, transparent: false, bytes }
    }

    fn pixel_type(&self) -> PixelType {
        if self.transparent { PixelType::U8x4 } else { PixelType::U8x3 }
    }

    /// The picture at this width, its height in proportion.
    pub fn at_width(&self, width: u32) -> Result<Self, ImagesError> {
        if width == self.width {
            return Ok(self.clone());
        }
        let exact = u64::from(self.height) * u64::from(width);
        let height = (exact + u64::from(self.width) / 2) / u64::from(self.width.max(1));
        self.sized(width, u32::try_from(height.max(1)).unwrap_or(u32::MAX), FilterType::CatmullRom)
    }

    fn sized(&self, width: u32, height: u32, filter: FilterType) -> Result<Self, ImagesError> {
        let failed = |error: String| ImagesError::Damaged(error);
        let source = Image::from_vec_u8(self.width, self.height, self.bytes.clone(), self.pixel_type())
            .map_err(|error| failed(error.to_string()))?;
        let mut target = Image::new(width, height, self.pixel_type());
        let options = ResizeOptions::new().resize_alg(ResizeAlg::Convolution(filter));
        Resizer::new().resize(&source, &mut target, &options).map_err(|error| failed(error.to_string()))?;
        Ok(Self { width, height, transparent: self.transparent, bytes: target.into_vec() })
    }

    /// Over white, for formats that know no transparency.
    pub fn on_white(&self) -> Vec<u8> {
        if !self.transparent {
            return self.bytes.clone();
        }
        let mut bytes = Vec::with_capacity(self.bytes.len() / 4 * 3);
        for pixel in self.bytes.chunks_exact(4) {
            let alpha = u32::from(pixel.last().copied().unwrap_or(u8::MAX));
            bytes.extend(pixel.iter().take(3).map(|colour| {
                let mixed = (u32::from(*colour) * alpha + 255 * (255 - alpha) + 127) / 255;
                u8::try_from(mixed).unwrap_or(u8::MAX)
            }));
        }
        bytes
    }

    /// The colours of the four quarters: `rrggbb` with commas between.
    pub fn placeholder(&self) -> Result<String, ImagesError> {
        let quarters = self.sized(2, 2, FilterType::Box)?.on_white();
        let colours =
            quarters.chunks_exact(3).map(|colour| colour.iter().map(|part| format!("{part:02x}")).collect::<String>());
        Ok(colours.collect::<Vec<_>>().join(","))
    }
}
