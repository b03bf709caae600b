//! The texts that the sheets of a workbook share, looked at before anything makes room for them.
//!
//! What reads workbooks believes the number of texts that their list announces, and takes memory for all of them at once.

use super::FileError;

/// The end of the name of the part that lists them.
const PART: &str = "sharedstrings.xml";
/// The attribute that announces them.
const COUNT: &[u8] = b"uniqueCount";
/// `<si/>`: a text takes at least so many bytes.
const LEAST_BYTES: u64 = 5;
/// Bytes of the list: all of it is held in memory.
const MOST_BYTES: u64 = 256 * 1024 * 1024;

/// Whether a part of a workbook is the list.
pub(super) fn is_list(name: &str) -> bool {
    name.to_lowercase().ends_with(PART)
}

/// The list, seen as it is unfolded.
#[derive(Default)]
pub(super) struct Announced {
    bytes: u64,
    /// The largest number that was announced anywhere in it.
    most: u64,
    place: Place,
    /// Whether it is written so that other bytes than these could announce a number.
    is_strange: bool,
}

/// Where in an announcement a byte stands.
#[derive(Clone, Copy, Default)]
enum Place {
    #[default]
    Outside,
    /// So many letters of the attribute's name went before.
    Name(usize),
    /// Before the number.
    Sign,
    Number(u64),
}

impl Announced {
    /// Checks what was seen.
    ///
    /// # Errors
    /// More texts than there is room for, or more than fit into memory.
    pub(super) fn check(&self) -> Result<(), FileError> {
        if self.bytes > MOST_BYTES {
            return Err(FileError::WorkbookTooLarge { most: MOST_BYTES });
        }
        if self.is_strange {
            return Err(FileError::BrokenWorkbook("its list of texts is not written in UTF-8".to_owned()));
        }
        if self.most > self.bytes / LEAST_BYTES {
            let reason = format!("it announces {} texts and has no room for them", self.most);
            return Err(FileError::BrokenWorkbook(reason));
        }
        Ok(())
    }

    fn see(&mut self, byte: u8) {
        // UTF-16, and the encodings that are switched over in the middle.
        self.is_strange |= matches!(byte, 0 | 0x1B);
        self.place = match self.place {
            Place::Name(count) if COUNT.get(count) == Some(&byte) => {
                if count + 1 == COUNT.len() {
                    Place::Sign
                } else {
                    Place::Name(count + 1)
                }
            }
            Place::Sign if byte.is_ascii_whitespace() || b"='\"+".contains(&byte) => Place::Sign,
            Place::Sign if byte.is_ascii_digit() => Place::Number(u64::from(byte - b'0')),
            Place::Number(number) if byte.is_ascii_digit() => {
                Place::Number(number.saturating_mul(10).saturating_add(u64::from(byte - b'0')))
            }
            _ if COUNT.first() == Some(&byte) => Place::Name(1),
            _ => Place::Outside,
        };
        if let Place::Number(number) = self.place {
            self.most = self.most.max(number);
        }
    }
}

impl std::io::Write for Announced {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        for byte in bytes {
            self.see(*byte);
        }
        self.bytes = self.bytes.saturating_add(u64::try_from(bytes.len()).unwrap_or(u64::MAX));
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write as _;

    use super::*;

    fn check(list: &str) -> Result<(), FileError> {
        let mut announced = Announced::default();
        announced.write_all(list.as_bytes()).unwrap();
        announced.check()
    }

    #[test]
    fn f51_no_more_texts_are_believed_in_than_the_list_has_room_for() {
        for list in [
            "<sst uniqueCount=\"99999999999999\"><si><t>a</t></si></sst>",
            "<x:sst uniqueCount = '99999999999999999999999999'/>",
            "<!-- uniqueCount=\"1\" --><sst count=\"1\" uniqueCount=\"00032\"><si/></sst>",
            "<sst u=\"1\" uuniqueCountuniqueCount=\"4000\"/>",
            "<\0s\0s\0t\0",
            "<sst uni\u{1b}(BqueCount=\"9\"/>",
        ] {
            assert!(matches!(check(list), Err(FileError::BrokenWorkbook(_))), "{list}");
        }
        check("<sst count=\"900\" uniqueCount=\"2\"><si><t>a</t></si><si><t>uniqueCount</t></si></sst>").unwrap();
        check("").unwrap();
    }
}
