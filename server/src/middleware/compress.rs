//! Pages go out compressed, quickly rather than tightly: they are made anew each time. Built files were compressed before.

use tower_http::{
    CompressionLevel,
    compression::{
        CompressionLayer, Predicate as _,
        predicate::{And, NotForContentType, SizeAbove},
    },
};

/// Smaller answers fit into one packet as they are.
const LEAST_BYTES: u64 = 1_400;

/// What is compressed: neither small answers nor pictures.
pub type Worthwhile = And<SizeAbove, NotForContentType>;

/// The layer.
#[must_use]
pub fn layer() -> CompressionLayer<Worthwhile> {
    CompressionLayer::new()
        .quality(CompressionLevel::Fastest)
        .compress_when(SizeAbove::new(LEAST_BYTES).and(NotForContentType::IMAGES))
}
