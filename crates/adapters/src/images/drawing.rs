//! Drawings: our own, as the demo shop makes them, and those that people send.
//!
//! Invariant: a drawing is never served as one, because it can hold scripts: it is drawn here, once, and its pixels are served.
//! Nothing that it names is fetched, no file is read, and no picture inside it is decoded.

use resvg::{
    tiny_skia::{Pixmap, Transform},
    usvg::{ImageHrefResolver, Options, Tree},
};
use services::port::{ImagesError, PreparedImage};

use super::{effort::is_reasonable, hash, make, resize::Pixels};

/// The address of a drawing at this width, known without drawing it.
#[must_use]
pub fn drawing_hash(svg: &str, width: u32) -> String {
    hash(format!("{width} {svg}").as_bytes())
}

/// Draws it at this width, on white, and makes every file.
///
/// # Errors
/// A drawing that cannot be read, or has no size.
pub fn prepare_drawing(svg: &str, width: u32) -> Result<PreparedImage, ImagesError> {
    make(drawing_hash(svg, width), "svg", &rasterise(svg, width)?)
}

/// Bytes of a drawing from outside.
const MOST_BYTES: usize = 1024 * 1024;
/// The width at which a drawing from outside is drawn: the largest that is served.
const WIDTH: u32 = 1280;

/// Whether the bytes say that they are a drawing.
pub(super) fn is_drawing(bytes: &[u8]) -> bool {
    let start = bytes.get(..bytes.len().min(4_096)).unwrap_or_default();
    let text = String::from_utf8_lossy(start);
    let text = text.trim_start_matches('\u{feff}').trim_start();
    text.starts_with("<svg") || (text.starts_with("<?xml") || text.starts_with("<!")) && text.contains("<svg")
}

/// Draws what somebody sent.
pub(super) fn draw(bytes: &[u8]) -> Result<Pixels, ImagesError> {
    if bytes.len() > MOST_BYTES {
        return Err(ImagesError::TooManyBytes { actual: bytes.len() as u64, most: MOST_BYTES as u64 });
    }
    let svg = std::str::from_utf8(bytes).map_err(|error| ImagesError::Damaged(error.to_string()))?;
    if svg.contains("<text") {
        return Err(ImagesError::Damaged("it holds text; turn that into paths first".to_owned()));
    }
    rasterise(svg, WIDTH)
}

fn options() -> Options<'static> {
    Options {
        image_href_resolver: ImageHrefResolver {
            resolve_data: Box::new(|_, _, _| None),
            resolve_string: Box::new(|_, _| None),
        },
        ..Options::default()
    }
}

#[allow(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    clippy::cast_precision_loss,
    reason = "checked sizes"
)]
fn rasterise(svg: &str, width: u32) -> Result<Pixels, ImagesError> {
    let damaged = |text: String| ImagesError::Damaged(text);
    let tree = Tree::from_str(svg, &options()).map_err(|error| damaged(error.to_string()))?;
    let scale = width as f32 / tree.size().width();
    if !is_reasonable(&tree, scale) {
        return Err(damaged(
            "it is made of too many layers to be drawn; make it simpler, or send it as a PNG".to_owned(),
        ));
    }
    let height = (tree.size().height() * scale).round().clamp(1.0, 16_000.0) as u32;
    let mut pixmap = Pixmap::new(width, height).ok_or_else(|| damaged("it has no size".to_owned()))?;
    pixmap.fill(resvg::tiny_skia::Color::WHITE);
    resvg::render(&tree, Transform::from_scale(scale, scale), &mut pixmap.as_mut());
    Ok(Pixels::opaque(width, height, pixmap.data()))
}
