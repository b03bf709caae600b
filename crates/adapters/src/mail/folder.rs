//! Mails as files, for a shop without a mail server: every mail program opens them.

use std::path::PathBuf;

use async_trait::async_trait;
use lettre::message::Mailbox;
use services::port::{Mail, MailError, Message};

use super::compose::compose;

/// Writes each mail as `<id>.eml` into a folder.
#[derive(Clone, Debug)]
pub struct FolderMail {
    folder: PathBuf,
    from: Mailbox,
}

impl FolderMail {
    /// Mails from `name <address>` into `folder`.
    ///
    /// # Errors
    /// An address that is none.
    pub fn new(folder: PathBuf, name: &str, address: &str) -> Result<Self, lettre::address::AddressError> {
        Ok(Self { folder, from: Mailbox::new(Some(name.to_owned()), address.parse()?) })
    }
}

#[async_trait]
impl Mail for FolderMail {
    async fn send(&self, message: &Message) -> Result<(), MailError> {
        let letter = compose(&self.from, message)?;
        let later = |error: std::io::Error| MailError::Later(error.to_string());
        tokio::fs::create_dir_all(&self.folder).await.map_err(later)?;
        let plain = |character: char| character.is_ascii_alphanumeric() || character == '-';
        let name: String = message.id.chars().filter(|character| plain(*character)).collect();
        // Renaming makes the file appear whole or not at all.
        let (draft, file) = (self.folder.join(format!("{name}.part")), self.folder.join(format!("{name}.eml")));
        tokio::fs::write(&draft, letter.formatted()).await.map_err(later)?;
        tokio::fs::rename(&draft, &file).await.map_err(later)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_mail_becomes_one_file_however_often_it_is_sent() {
        let folder = tempfile::tempdir().unwrap();
        let mail = FolderMail::new(folder.path().join("mail"), "Marram", "shop@example.org").unwrap();
        let message = Message {
            id: "outbox-../17".to_owned(),
            to: "maren@example.org".to_owned(),
            subject: "Your order".to_owned(),
            text: "Thank you".to_owned(),
            html: "<p>Thank you</p>".to_owned(),
        };
        mail.send(&message).await.unwrap();
        mail.send(&message).await.unwrap();
        let files: Vec<_> =
            std::fs::read_dir(folder.path().join("mail")).unwrap().map(|file| file.unwrap().file_name()).collect();
        assert_eq!(files, ["outbox-17.eml"]);
    }
}
