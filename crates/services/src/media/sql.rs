//! Every statement of the media library.

/// Adds a picture, unless its content is known.
pub const ADD: &str =
    "INSERT INTO image (id, hash, format, width, height, bytes, widths, placeholder, source_url, created_at)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) ON CONFLICT (hash) DO NOTHING";
/// The picture with this content.
pub const BY_HASH: &str = "SELECT id FROM image WHERE hash = $1";
/// The picture that came from this address.
pub const BY_SOURCE: &str =
    "SELECT id, hash, width, height, widths, placeholder FROM image WHERE source_url = $1 ORDER BY id LIMIT 1";

/// Every statement of this room.
pub const ALL: &[(&str, &str)] = &[("media.ADD", ADD), ("media.BY_HASH", BY_HASH), ("media.BY_SOURCE", BY_SOURCE)];
