//! What a file is that cannot be imported, as its first bytes tell.

/// So many first bytes tell it.
pub const HEAD: usize = 4096;

/// A kind of file that holds no table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OtherKind {
    /// A PDF.
    Pdf,
    /// A picture.
    Picture,
    /// A workbook or document of the old kind.
    OldWorkbook,
    /// A text with fonts.
    Document,
    /// A page of the web: often the sign-in of the old shop instead of its export.
    WebPage,
    /// Packed by something else than ZIP.
    Packed,
    /// Anything else that is no text.
    NoText,
}

/// How files begin: the bytes, how far in they stand, and what that means.
const BEGINNINGS: [(&[u8], usize, OtherKind); 13] = [
    (b"%PDF", 0, OtherKind::Pdf),
    (b"\x89PNG", 0, OtherKind::Picture),
    (b"\xFF\xD8\xFF", 0, OtherKind::Picture),
    (b"GIF8", 0, OtherKind::Picture),
    (b"WEBP", 8, OtherKind::Picture),
    (b"ftypavif", 4, OtherKind::Picture),
    (b"ftyphei", 4, OtherKind::Picture),
    (b"\xD0\xCF\x11\xE0", 0, OtherKind::OldWorkbook),
    (b"{\\rtf", 0, OtherKind::Document),
    (b"\x1F\x8B", 0, OtherKind::Packed),
    (b"7z\xBC\xAF", 0, OtherKind::Packed),
    (b"Rar!", 0, OtherKind::Packed),
    (b"BZh", 0, OtherKind::Packed),
];

impl OtherKind {
    /// All of them.
    pub const ALL: [Self; 7] =
        [Self::Pdf, Self::Picture, Self::OldWorkbook, Self::Document, Self::WebPage, Self::Packed, Self::NoText];

    /// What a file is that begins like this; nothing when it may hold a table.
    #[must_use]
    pub fn of(head: &[u8]) -> Option<Self> {
        let head = head.get(..HEAD).unwrap_or(head);
        let begins =
            |(bytes, place, _): &&(&[u8], usize, Self)| head.get(*place..).is_some_and(|at| at.starts_with(bytes));
        if let Some((_, _, kind)) = BEGINNINGS.iter().find(begins) {
            return Some(*kind);
        }
        if head.starts_with(b"PK\x03\x04") || head.starts_with(b"\xFF\xFE") || head.starts_with(b"\xFE\xFF") {
            return None;
        }
        // Text of two bytes a letter has its zeros always in the same of them.
        let zero_at = |odd: usize| head.iter().skip(odd).step_by(2).any(|byte| *byte == 0);
        if zero_at(0) && zero_at(1) {
            return Some(Self::NoText);
        }
        let text = head.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(head).trim_ascii_start();
        let is_page = |tag: &[u8]| text.get(..tag.len()).is_some_and(|begin| begin.eq_ignore_ascii_case(tag));
        (is_page(b"<!doctype html") || is_page(b"<html")).then_some(Self::WebPage)
    }

    /// Its word in an address.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Pdf => "pdf",
            Self::Picture => "picture",
            Self::OldWorkbook => "old-workbook",
            Self::Document => "document",
            Self::WebPage => "web-page",
            Self::Packed => "packed",
            Self::NoText => "no-text",
        }
    }

    /// The kind of a word.
    #[must_use]
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.key() == key)
    }

    /// What it is, and what helps.
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Self::Pdf => "A PDF holds no table. Export a CSV or XLSX from the old shop instead.",
            Self::Picture => "A picture holds no table. Give pictures as a ZIP beside the table that names them.",
            Self::OldWorkbook => "This workbook is of the old kind (XLS). Save it as XLSX or CSV first.",
            Self::Document => "This is a document, not a table. Save the table in it as CSV or XLSX first.",
            Self::WebPage => {
                "This is a page of the web, not a table: perhaps the old shop’s sign-in. Export the table again."
            }
            Self::Packed => "This file is packed. Unpack it first, or give a ZIP.",
            Self::NoText => "This file is no table. Choose a CSV, XLSX, JSON or SQL file, or a ZIP of them.",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::OtherKind;

    #[test]
    fn files_without_a_table_are_known_by_their_first_bytes() {
        for (head, kind) in [
            (b"%PDF-1.7\n%\xE2".as_slice(), Some(OtherKind::Pdf)),
            (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", Some(OtherKind::Picture)),
            (b"\xFF\xD8\xFF\xE0\0\x10JFIF", Some(OtherKind::Picture)),
            (b"RIFF\x24\0\0\0WEBPVP8 ", Some(OtherKind::Picture)),
            (b"\0\0\0\x1cftypavif", Some(OtherKind::Picture)),
            (b"\xD0\xCF\x11\xE0\xA1\xB1", Some(OtherKind::OldWorkbook)),
            (b"{\\rtf1\\ansi", Some(OtherKind::Document)),
            (b"\n <!DOCTYPE HTML><html>", Some(OtherKind::WebPage)),
            (b"\x1F\x8B\x08\0", Some(OtherKind::Packed)),
            (b"\x7FELF\x02\x01\x01\0\0\0\0", Some(OtherKind::NoText)),
            (b"Handle,Title\ntide-mug,Tide mug\n", None),
            (b"\xEF\xBB\xBFHandle;Title\n", None),
            (b"\xFF\xFEH\0a\0", None),
            (b"H\0a\0n\0d\0l\0e\0", None),
            (b"PK\x03\x04\x14\0\0\0", None),
            (b"-- MySQL dump 10.13\n", None),
            (b"[{\"title\": \"Tide mug\"}]", None),
            (b"", None),
        ] {
            assert_eq!(OtherKind::of(head), kind, "{head:?}");
        }
    }

    #[test]
    fn every_kind_is_found_again_by_its_word() {
        for kind in OtherKind::ALL {
            assert_eq!(OtherKind::from_key(kind.key()), Some(kind));
        }
    }
}
