//! Watches quotes while a file goes by, so that one that is never closed is found before it swallows the rest.

use super::FileError;

/// No quoted cell may be longer.
const LONGEST: u64 = 8 * 1024 * 1024;

/// Follows the bytes of a table.
#[derive(Debug)]
pub(super) struct QuoteWatch {
    watches: bool,
    line: u64,
    inside: bool,
    opened_at: u64,
    length: u64,
    previous: u8,
}

impl QuoteWatch {
    /// A watch at the beginning of a file; without `watches` it only counts lines.
    pub fn new(watches: bool) -> Self {
        Self { watches, line: 1, inside: false, opened_at: 0, length: 0, previous: b'\n' }
    }

    /// Takes the next bytes.
    pub fn see(&mut self, bytes: &[u8]) -> Result<(), FileError> {
        for byte in bytes {
            match byte {
                b'"' if !self.watches => {}
                b'"' if self.inside => self.inside = false,
                // A doubled quote closes and opens again; another one in the middle of a cell is a plain sign.
                b'"' if matches!(self.previous, b'"' | b',' | b';' | b'\t' | b'|' | b'\n' | b'\r') => {
                    if self.previous != b'"' {
                        self.opened_at = self.line;
                        self.length = 0;
                    }
                    self.inside = true;
                }
                b'\n' => self.line += 1,
                _ => {}
            }
            self.length += 1;
            if self.inside && self.length > LONGEST {
                return Err(FileError::UnclosedQuote { line: self.opened_at });
            }
            self.previous = *byte;
        }
        Ok(())
    }

    /// The line on which one is after these further bytes.
    pub fn line_after(&self, bytes: &[u8]) -> u64 {
        let breaks = bytes.iter().filter(|byte| **byte == b'\n').count();
        self.line.saturating_add(u64::try_from(breaks).unwrap_or(u64::MAX))
    }

    /// The file ends here.
    pub fn end(&self) -> Result<(), FileError> {
        if self.inside { Err(FileError::UnclosedQuote { line: self.opened_at }) } else { Ok(()) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn watch(text: &str) -> Result<(), FileError> {
        let mut watch = QuoteWatch::new(true);
        watch.see(text.as_bytes())?;
        watch.end()
    }

    #[test]
    fn f51_a_quote_that_is_never_closed_is_told_with_its_line() {
        assert!(matches!(watch("a,b\n1,\"x\n2,y\n"), Err(FileError::UnclosedQuote { line: 2 })));
    }

    #[test]
    fn quotes_inside_cells_are_no_fault() {
        for text in ["a,\"b \"\"c\"\" d\"\n", "a,5\" pipe,b\n", "\"a\nb\",\"\"\n", "\"\",\"\"\"\"\n"] {
            assert!(watch(text).is_ok(), "{text:?}");
        }
    }
}
