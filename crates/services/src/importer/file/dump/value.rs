//! The values between the brackets of an INSERT.

use super::{super::FileError, scanner::Scanner};

/// The values of a row whose opening bracket was taken. `NULL` and what is no literal are blank.
pub(super) fn row(scanner: &mut Scanner, values: &mut Vec<String>) -> Result<(), FileError> {
    values.clear();
    let line = scanner.line;
    loop {
        values.push(value(scanner)?);
        scanner.skip_blank()?;
        match scanner.next()? {
            Some(b',') => {}
            Some(b')') => return Ok(()),
            Some(_) => skip_expression(scanner)?,
            None => return Err(FileError::CutOff { line }),
        }
    }
}

fn value(scanner: &mut Scanner) -> Result<String, FileError> {
    scanner.skip_blank()?;
    if let Some(quote @ (b'\'' | b'"')) = scanner.peek()? {
        return joined(scanner, quote);
    }
    let mut word = String::new();
    while let Some(byte) = scanner.peek()? {
        match byte {
            b',' | b')' => break,
            // `_utf8mb4 'text'`, `b'1'`: a word before a quote says how it is kept.
            b'\'' | b'"' => return joined(scanner, byte),
            b'(' => {
                scanner.next()?;
                scanner.skip_brackets()?;
                return Ok(String::new());
            }
            byte if byte.is_ascii_whitespace() => {
                scanner.next()?;
            }
            byte => {
                word.push(char::from(byte));
                scanner.next()?;
            }
        }
    }
    Ok(literal(&word))
}

/// A text, and those that follow it: `'a' 'b'` is one.
fn joined(scanner: &mut Scanner, quote: u8) -> Result<String, FileError> {
    let mut text = scanner.quoted(quote)?;
    scanner.skip_blank()?;
    while let Some(quote @ (b'\'' | b'"')) = scanner.peek()? {
        text.push_str(&scanner.quoted(quote)?);
        scanner.skip_blank()?;
    }
    Ok(text)
}

fn literal(word: &str) -> String {
    if word.eq_ignore_ascii_case("null") || word.eq_ignore_ascii_case("default") {
        return String::new();
    }
    match word.strip_prefix("0x").or_else(|| word.strip_prefix("0X")) {
        Some(digits) => from_hex(digits),
        None => word.to_owned(),
    }
}

fn from_hex(digits: &str) -> String {
    let bytes: Vec<u8> = digits
        .as_bytes()
        .chunks(2)
        .filter_map(|pair| u8::from_str_radix(std::str::from_utf8(pair).ok()?, 16).ok())
        .collect();
    String::from_utf8_lossy(&bytes).into_owned()
}

/// Passes over the rest of a calculation: what it gives is not known here.
fn skip_expression(scanner: &mut Scanner) -> Result<(), FileError> {
    while let Some(byte) = scanner.peek()? {
        match byte {
            b',' | b')' => break,
            b'(' => {
                scanner.next()?;
                scanner.skip_brackets()?;
            }
            b'\'' | b'"' => {
                scanner.quoted(byte)?;
            }
            _ => {
                scanner.next()?;
            }
        }
    }
    Ok(())
}
