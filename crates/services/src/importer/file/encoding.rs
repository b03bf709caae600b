//! Which bytes a file is made of, and how they become UTF-8. One pass over the file, in pieces of constant size.

use std::{
    fs::File,
    io::{Read, Seek, SeekFrom, Write},
    path::Path,
};

use super::FileError;

/// A file that is UTF-8 from `start` on.
#[derive(Debug)]
pub(super) struct Utf8File {
    pub file: File,
    /// Where the text begins, behind a byte order mark.
    pub start: u64,
    /// The line of the first byte that was not UTF-8, when the text had to be repaired.
    pub repaired_at: Option<u64>,
    /// Whether the file was UTF-16.
    pub was_utf16: bool,
    /// Whether the last line has no end.
    pub ends_open: bool,
}

const PIECE: usize = 64 * 1024;
const UTF8_MARK: [u8; 3] = [0xEF, 0xBB, 0xBF];

/// What Windows-1252 means by the bytes 0x80 to 0x9F; the others from 0x80 on are their own code points.
const WINDOWS_1252: [char; 32] = [
    '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8D}', 'Ž', '\u{8F}', '\u{90}', '‘', '’',
    '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9D}', 'ž', 'Ÿ',
];

/// Opens a text file and makes it UTF-8: as it is, or as a temporary copy that vanishes with the handle.
pub(super) fn open(path: &Path) -> Result<Utf8File, FileError> {
    let mut file = File::open(path)?;
    let mut head = vec![0; PIECE];
    let length = read_full(&mut file, &mut head)?;
    head.truncate(length);
    if let Some(little) = utf16_is_little_endian(&head) {
        return decode_utf16(file, little);
    }
    if head.iter().take(4_096).any(|byte| *byte == 0) {
        return Err(FileError::NotText);
    }
    let start = if head.starts_with(&UTF8_MARK) { 3 } else { 0 };
    // Lines that end with nothing but a carriage return, as the oldest Macs wrote them.
    let breaks = if head.contains(&b'\r') && !head.contains(&b'\n') { Breaks::Carriage } else { Breaks::Feed };
    let seen = scan(&mut file, start, breaks, None)?;
    if seen.first_bad.is_none() && breaks == Breaks::Feed {
        return Ok(Utf8File { file, start, repaired_at: None, was_utf16: false, ends_open: seen.ends_open });
    }
    let mut copy = tempfile::tempfile()?;
    let seen = scan(&mut file, start, breaks, Some(&mut copy))?;
    let (repaired_at, ends_open) = (seen.first_bad, seen.ends_open);
    Ok(Utf8File { file: copy, start: 0, repaired_at, was_utf16: false, ends_open })
}

/// What ends a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Breaks {
    Feed,
    Carriage,
}

/// What a whole reading saw.
#[derive(Clone, Copy, Debug, Default)]
struct Seen {
    /// The line of the first byte that is not UTF-8.
    first_bad: Option<u64>,
    /// Whether the last line has no end.
    ends_open: bool,
}

/// Reads until the buffer is full or the file ends.
fn read_full(file: &mut impl Read, buffer: &mut [u8]) -> Result<usize, FileError> {
    let mut filled = 0;
    while let Some(rest) = buffer.get_mut(filled..).filter(|rest| !rest.is_empty()) {
        match file.read(rest)? {
            0 => break,
            count => filled += count,
        }
    }
    Ok(filled)
}

/// Byte order by its mark, or by where the zero bytes of plain letters lie.
fn utf16_is_little_endian(head: &[u8]) -> Option<bool> {
    match head {
        [0xFF, 0xFE, ..] => Some(true),
        [0xFE, 0xFF, ..] => Some(false),
        [first, 0, third, 0, ..] if *first != 0 && *third != 0 => Some(true),
        [0, second, 0, fourth, ..] if *second != 0 && *fourth != 0 => Some(false),
        _ => None,
    }
}

/// Reads the whole file once, and writes a repaired copy when asked to; without one it ends where a repair is needed.
fn scan(file: &mut File, start: u64, breaks: Breaks, mut copy: Option<&mut File>) -> Result<Seen, FileError> {
    file.seek(SeekFrom::Start(start))?;
    let mut buffer = vec![0; PIECE];
    let mut kept = 0;
    let mut line = 1_u64;
    let mut seen = Seen::default();
    loop {
        let space = buffer.get_mut(kept..).unwrap_or_default();
        let count = read_full(file, space)?;
        let bytes = buffer.get(..kept + count).unwrap_or_default();
        let mut text = String::new();
        let (used, bad) = repair(bytes, count == 0, &mut text);
        if breaks == Breaks::Carriage {
            text = text.replace('\r', "\n");
        }
        if seen.first_bad.is_none() {
            seen.first_bad = bad.map(|offset| line + breaks_in(bytes.get(..offset).unwrap_or_default()));
        }
        let taken = bytes.get(..used).unwrap_or_default();
        line += breaks_in(taken);
        if let Some(last) = taken.last() {
            seen.ends_open = !matches!(last, b'\n' | b'\r');
        }
        if let Some(copy) = copy.as_deref_mut() {
            copy.write_all(text.as_bytes())?;
        } else if seen.first_bad.is_some() {
            return Ok(seen);
        }
        if count == 0 {
            return Ok(seen);
        }
        buffer.copy_within(used..kept + count, 0);
        kept = kept + count - used;
    }
}

fn breaks_in(bytes: &[u8]) -> u64 {
    bytes.iter().map(|byte| u64::from(*byte == b'\n')).sum()
}

/// Appends the bytes as text; what is no UTF-8 is read as Windows-1252. Gives how many bytes were used (a character that the
/// piece cuts in two waits for the next) and where the first wrong one was.
fn repair(bytes: &[u8], last: bool, text: &mut String) -> (usize, Option<usize>) {
    let mut used = 0;
    let mut first_bad = None;
    while let Some(rest) = bytes.get(used..).filter(|rest| !rest.is_empty()) {
        match std::str::from_utf8(rest) {
            Ok(valid) => {
                text.push_str(valid);
                used = bytes.len();
            }
            Err(error) => {
                let valid = rest.get(..error.valid_up_to()).unwrap_or_default();
                text.push_str(std::str::from_utf8(valid).unwrap_or_default());
                used += valid.len();
                if error.error_len().is_none() && !last {
                    break;
                }
                first_bad.get_or_insert(used);
                let bad = rest.get(error.valid_up_to()).copied().unwrap_or(b'?');
                text.push(windows_1252(bad));
                used += 1;
            }
        }
    }
    (used, first_bad)
}

fn windows_1252(byte: u8) -> char {
    byte.checked_sub(0x80)
        .and_then(|index| WINDOWS_1252.get(usize::from(index)))
        .copied()
        .unwrap_or_else(|| char::from(byte))
}

fn decode_utf16(mut file: File, little: bool) -> Result<Utf8File, FileError> {
    file.seek(SeekFrom::Start(0))?;
    let mut copy = tempfile::tempfile()?;
    let mut buffer = vec![0; PIECE];
    let mut units: Vec<u16> = Vec::with_capacity(PIECE / 2 + 1);
    let mut ends_open = false;
    loop {
        let count = read_full(&mut file, &mut buffer)?;
        let pairs = buffer.get(..count).unwrap_or_default().chunks_exact(2);
        units.extend(pairs.filter_map(|pair| {
            let pair: [u8; 2] = pair.try_into().ok()?;
            Some(if little { u16::from_le_bytes(pair) } else { u16::from_be_bytes(pair) })
        }));
        let held = units.pop_if(|unit| count > 0 && (0xD800..0xDC00).contains(unit));
        let text: String =
            char::decode_utf16(units.drain(..)).map(|unit| unit.unwrap_or(char::REPLACEMENT_CHARACTER)).collect();
        let text = text.trim_start_matches('\u{FEFF}');
        copy.write_all(text.as_bytes())?;
        if let Some(last) = text.chars().next_back() {
            ends_open = !matches!(last, '\n' | '\r');
        }
        units.extend(held);
        if count == 0 {
            return Ok(Utf8File { file: copy, start: 0, repaired_at: None, was_utf16: true, ends_open });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(bytes: &[u8]) -> Result<(String, Utf8File), FileError> {
        let mut source = tempfile::NamedTempFile::new().unwrap();
        source.write_all(bytes).unwrap();
        let mut opened = open(source.path())?;
        opened.file.seek(SeekFrom::Start(opened.start)).unwrap();
        let mut text = String::new();
        opened.file.read_to_string(&mut text).unwrap();
        Ok((text, opened))
    }

    #[test]
    fn a_byte_order_mark_is_no_part_of_the_text() {
        let (text, opened) = read(b"\xEF\xBB\xBFName\nTee\n").unwrap();
        assert_eq!(text, "Name\nTee\n");
        assert_eq!(opened.repaired_at, None);
    }

    #[test]
    fn f51_utf16_of_both_byte_orders_is_read_with_and_without_its_mark() {
        let units: Vec<u16> = "Name\nGrün 🍵\n".encode_utf16().collect();
        let little: Vec<u8> = units.iter().flat_map(|unit| unit.to_le_bytes()).collect();
        let big: Vec<u8> = units.iter().flat_map(|unit| unit.to_be_bytes()).collect();
        for bytes in [[&[0xFF, 0xFE][..], &little].concat(), [&[0xFE, 0xFF][..], &big].concat(), little, big] {
            let (text, opened) = read(&bytes).unwrap();
            assert_eq!(text, "Name\nGrün 🍵\n");
            assert!(opened.was_utf16);
        }
    }

    #[test]
    fn f51_latin_1_is_repaired_and_the_first_line_is_told() {
        let (text, opened) = read(b"Name\nTee\nGr\xFCn, 5 \x80\nna\xC3\xAFf\n").unwrap();
        assert_eq!(text, "Name\nTee\nGrün, 5 €\nnaïf\n");
        assert_eq!(opened.repaired_at, Some(3));
    }

    #[test]
    fn a_character_between_two_pieces_is_kept_whole() {
        let long = format!("{}é{}", "a".repeat(PIECE - 1), "ü".repeat(PIECE));
        assert_eq!(read(long.as_bytes()).unwrap().0, long);
    }

    #[test]
    fn lines_that_end_with_a_carriage_return_alone_are_lines() {
        let (text, opened) = read(b"Name,Price\rTee,1\rMug,2").unwrap();
        assert_eq!((text.as_str(), opened.ends_open), ("Name,Price\nTee,1\nMug,2", true));
        assert!(!read(b"Name\r\nTee\r\n").unwrap().1.ends_open);
    }

    #[test]
    fn binary_files_are_refused() {
        assert!(matches!(read(b"abc\0\0\0\0def"), Err(FileError::NotText)));
    }
}
