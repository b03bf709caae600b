//! Files that are a picture and something else at once: only somebody with bad intentions makes them.
//!
//! What is served was encoded here and holds nothing of it; but the original is kept, and it is handed out to people.

use services::port::ImagesError;

/// Words with which a web page or a program begins; nothing that compresses pixels writes them by chance.
const MARKS: [(&[u8], &str); 5] = [
    (b"<script", "a web page"),
    (b"<html", "a web page"),
    (b"<!doctype html", "a web page"),
    (b"<iframe", "a web page"),
    (b"<?php", "a program"),
];
/// Readers look for an archive's directory from the end: so far, and no further (APPNOTE.TXT, 4.3.16).
const ARCHIVE_END: usize = 65_557;
const ARCHIVE: &[u8] = b"PK\x05\x06";
/// Readers look for the start of a document so far.
const DOCUMENT_START: usize = 1_024;
const DOCUMENT: &[u8] = b"%PDF-";

/// Refuses a picture that is something else, too.
pub(super) fn check(bytes: &[u8]) -> Result<(), ImagesError> {
    let start = bytes.get(..DOCUMENT_START.min(bytes.len())).unwrap_or_default();
    let end = bytes.get(bytes.len().saturating_sub(ARCHIVE_END)..).unwrap_or_default();
    if contains(start, DOCUMENT) {
        return Err(ImagesError::Polyglot("a document"));
    }
    if contains(end, ARCHIVE) {
        return Err(ImagesError::Polyglot("an archive"));
    }
    let found = bytes.split(|byte| *byte == b'<').skip(1).find_map(|after| {
        MARKS.iter().find(|(mark, _)| {
            let mark = mark.get(1..).unwrap_or_default();
            let ends = after.get(mark.len()).is_none_or(|byte| byte.is_ascii_whitespace() || b">=/".contains(byte));
            ends && after.get(..mark.len()).is_some_and(|head| head.eq_ignore_ascii_case(mark))
        })
    });
    found.map_or(Ok(()), |(_, what)| Err(ImagesError::Polyglot(what)))
}

fn contains(bytes: &[u8], part: &[u8]) -> bool {
    bytes.windows(part.len()).any(|window| window == part)
}
