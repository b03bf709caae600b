//! Documents as PDF/A-3: invoices and credit notes with their electronic form inside (Factur-X, ZUGFeRD), and packing slips.
//!
//! Not here: what they say (domain). A sheet is laid out first, then written: so every page knows how many there are. The letters are
//! Inter (SIL Open Font License), with Latin, Greek and Cyrillic; a letter that it lacks is drawn as a question mark.

mod declare;
mod invoice;
mod letters;
mod packing;
mod sheet;
#[cfg(test)]
mod tests;
mod write;

pub use invoice::invoice;
pub use packing::packing_slip;

/// Why there is no PDF.
#[derive(Debug, thiserror::Error)]
pub enum PaperError {
    /// The letters cannot be read.
    #[error("the letters of documents cannot be read")]
    Letters,
    /// The document breaks a rule of PDF/A.
    #[error("the document could not be written: {0}")]
    Refused(String),
}
