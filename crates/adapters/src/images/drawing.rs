//! Drawings of our own, as the demo shop makes them. Drawings from outside are never taken: they can hold scripts.

use resvg::{
    tiny_skia::{Pixmap, Transform},
    usvg::{Options, Tree},
};
use services::port::{ImagesError, PreparedImage};

use super::{hash, make, resize::Pixels};

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

#[allow(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    clippy::cast_precision_loss,
    reason = "checked sizes"
)]
fn rasterise(svg: &str, width: u32) -> Result<Pixels, ImagesError> {
    let damaged = |text: String| ImagesError::Damaged(text);
    let tree = Tree::from_str(svg, &Options::default()).map_err(|error| damaged(error.to_string()))?;
    let scale = width as f32 / tree.size().width();
    let height = (tree.size().height() * scale).round().clamp(1.0, 16_000.0) as u32;
    let mut pixmap = Pixmap::new(width, height).ok_or_else(|| damaged("it has no size".to_owned()))?;
    pixmap.fill(resvg::tiny_skia::Color::WHITE);
    resvg::render(&tree, Transform::from_scale(scale, scale), &mut pixmap.as_mut());
    Ok(Pixels::opaque(width, height, pixmap.data()))
}
