//! The signs of a dump, one at a time: words, names, values, with comments and blanks between them passed over.

use std::{fs::File, io::Read as _};

use super::super::FileError;

/// No value may have more bytes: a quote that is never closed must not swallow the memory.
const LONGEST: usize = 16 * 1024 * 1024;

/// So many bytes are read at once.
const PIECE: usize = 256 * 1024;

/// Reads a dump forward.
pub(super) struct Scanner {
    file: File,
    buffer: Vec<u8>,
    at: usize,
    is_at_end: bool,
    /// The line of the next byte, from 1.
    pub line: u64,
}

impl Scanner {
    /// At the file's present position.
    pub fn new(file: File) -> Self {
        Self { file, buffer: Vec::new(), at: 0, is_at_end: false, line: 1 }
    }

    /// The byte at a distance from the next, which stays.
    fn ahead(&mut self, distance: usize) -> Result<Option<u8>, FileError> {
        while self.at + distance >= self.buffer.len() && !self.is_at_end {
            self.buffer.drain(..self.at);
            self.at = 0;
            let read = (&mut self.file).take(PIECE as u64).read_to_end(&mut self.buffer)?;
            self.is_at_end = read == 0;
        }
        Ok(self.buffer.get(self.at + distance).copied())
    }

    /// The next byte, which stays.
    pub fn peek(&mut self) -> Result<Option<u8>, FileError> {
        self.ahead(0)
    }

    /// The next byte.
    pub fn next(&mut self) -> Result<Option<u8>, FileError> {
        let byte = self.ahead(0)?;
        if let Some(byte) = byte {
            self.at += 1;
            self.line += u64::from(byte == b'\n');
        }
        Ok(byte)
    }

    /// Whether the next byte is this one, which is then taken.
    pub fn takes(&mut self, wanted: u8) -> Result<bool, FileError> {
        let is_next = self.peek()? == Some(wanted);
        if is_next {
            self.next()?;
        }
        Ok(is_next)
    }

    /// Passes over blanks and comments: `-- …`, `# …`, `/* … */`.
    pub fn skip_blank(&mut self) -> Result<(), FileError> {
        loop {
            match self.peek()? {
                Some(byte) if byte.is_ascii_whitespace() => {
                    self.next()?;
                }
                Some(b'#') => self.skip_line()?,
                Some(b'-') if self.ahead(1)? == Some(b'-') => self.skip_line()?,
                Some(b'/') if self.ahead(1)? == Some(b'*') => self.skip_comment()?,
                _ => return Ok(()),
            }
        }
    }

    /// Passes over the rest of the line.
    pub fn skip_line(&mut self) -> Result<(), FileError> {
        while let Some(byte) = self.next()? {
            if byte == b'\n' {
                break;
            }
        }
        Ok(())
    }

    fn skip_comment(&mut self) -> Result<(), FileError> {
        self.next()?;
        self.next()?;
        let mut previous = 0;
        while let Some(byte) = self.next()? {
            if previous == b'*' && byte == b'/' {
                break;
            }
            previous = byte;
        }
        Ok(())
    }

    /// The word that comes next, in upper case; empty where none does.
    pub fn word(&mut self) -> Result<String, FileError> {
        self.skip_blank()?;
        let mut word = String::new();
        while let Some(byte) = self.peek()?.filter(|byte| byte.is_ascii_alphanumeric() || *byte == b'_') {
            word.push(char::from(byte.to_ascii_uppercase()));
            self.next()?;
        }
        Ok(word)
    }

    /// The name of a table or column, quoted or plain; of `database.table` the last part.
    pub fn name(&mut self) -> Result<String, FileError> {
        self.skip_blank()?;
        let name = match self.peek()? {
            Some(quote @ (b'`' | b'"' | b'\'')) => self.quoted(quote)?,
            _ => self.plain_name()?,
        };
        self.skip_blank()?;
        if self.takes(b'.')? { self.name() } else { Ok(name) }
    }

    fn plain_name(&mut self) -> Result<String, FileError> {
        let mut bytes = Vec::new();
        while let Some(byte) =
            self.peek()?.filter(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'$') || *byte >= 0x80)
        {
            bytes.push(byte);
            self.next()?;
        }
        Ok(String::from_utf8_lossy(&bytes).into_owned())
    }

    /// The text between two quotes of this kind, with escapes resolved.
    pub fn quoted(&mut self, quote: u8) -> Result<String, FileError> {
        let opened_at = self.line;
        self.next()?;
        let mut bytes = Vec::new();
        loop {
            match self.next()? {
                None => return Err(FileError::UnclosedQuote { line: opened_at }),
                Some(byte) if byte == quote => {
                    if !self.takes(quote)? {
                        return Ok(String::from_utf8_lossy(&bytes).into_owned());
                    }
                    bytes.push(quote);
                }
                Some(b'\\') if quote != b'`' => bytes.extend(self.next()?.and_then(escaped)),
                Some(byte) => bytes.push(byte),
            }
            if bytes.len() > LONGEST {
                return Err(FileError::UnclosedQuote { line: opened_at });
            }
        }
    }

    /// Whether the last byte was the end of a statement.
    pub fn has_ended_statement(&self) -> bool {
        self.at.checked_sub(1).and_then(|last| self.buffer.get(last)) == Some(&b';')
    }

    /// Passes over the rest of a statement, whose quotes may hold semicolons.
    pub fn skip_statement(&mut self) -> Result<(), FileError> {
        loop {
            self.skip_blank()?;
            match self.peek()? {
                None => return Ok(()),
                Some(b';') => {
                    self.next()?;
                    return Ok(());
                }
                Some(quote @ (b'\'' | b'"' | b'`')) => {
                    self.quoted(quote)?;
                }
                Some(_) => {
                    self.next()?;
                }
            }
        }
    }

    /// Passes over a list in round brackets, whose opening one was taken.
    pub fn skip_brackets(&mut self) -> Result<(), FileError> {
        let mut depth = 1_u32;
        while depth > 0 {
            match self.peek()? {
                None => return Ok(()),
                Some(quote @ (b'\'' | b'"' | b'`')) => {
                    self.quoted(quote)?;
                    continue;
                }
                Some(b'(') => depth = depth.saturating_add(1),
                Some(b')') => depth -= 1,
                Some(_) => {}
            }
            self.next()?;
        }
        Ok(())
    }
}

/// What stands behind a backslash; nothing for what no text has.
fn escaped(byte: u8) -> Option<u8> {
    match byte {
        b'n' => Some(b'\n'),
        b'r' => Some(b'\r'),
        b't' => Some(b'\t'),
        b'0' | b'b' | b'Z' => None,
        other => Some(other),
    }
}
