//! The acceptance list for files of other shops, point by point: every name carries the number of its point. What needs a
//! database is tested with whole imports.

mod cells;
mod dialect;
mod files;
mod products;
mod tables;

use std::io::Write as _;

use super::{
    Mapping,
    testing::{EUR, Read, read_file},
};

/// Reads bytes as a file.
fn read_bytes(bytes: &[u8]) -> Read {
    let mut file = tempfile::NamedTempFile::new().unwrap();
    file.write_all(bytes).unwrap();
    read_file(file.path(), Mapping::default())
}

/// The tee and the mug, whole, and nothing that failed.
#[track_caller]
fn is_tee_and_mug(what: &str, read: &Read) {
    assert_eq!(read.failed, [], "{what}");
    let [tee, mug] = read.products.as_slice() else { panic!("{what}: {:?}", read.products) };
    assert_eq!((tee.title.as_str(), mug.title.as_str()), ("Tee", "Mug"), "{what}");
    assert_eq!(tee.description_html, "<p>Soft</p>", "{what}");
    let [tee, mug] = [tee, mug].map(|product| &product.variants[0]);
    assert_eq!(
        (tee.sku.as_str(), tee.price, tee.on_hand, tee.track_stock),
        ("T-1", EUR(1_250), Some(3), true),
        "{what}"
    );
    assert_eq!((mug.sku.as_str(), mug.price, mug.on_hand, mug.track_stock), ("M-1", EUR(500), Some(0), true), "{what}");
}
