//! Sending mail: through an SMTP server, or into files when there is none.

mod compose;
mod folder;
mod smtp;

pub use folder::FolderMail;
pub use smtp::{SmtpConfig, SmtpError, SmtpMail};
