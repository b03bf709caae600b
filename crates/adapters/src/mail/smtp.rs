//! Mails through an SMTP server.

use std::time::Duration;

use async_trait::async_trait;
use lettre::{
    AsyncSmtpTransport, AsyncTransport, Tokio1Executor,
    address::AddressError,
    message::Mailbox,
    transport::smtp::{Error, authentication::Credentials},
};
use services::port::{Mail, MailError, Message};

use super::compose::compose;

/// Where the mail server is.
#[derive(Clone)]
pub struct SmtpConfig {
    /// `smtps://host`, `smtp://host?tls=required`, or `smtp://127.0.0.1:1025` for a server on the same machine.
    pub url: String,
    /// The name to sign in with; empty for none.
    pub user: String,
    /// The password.
    pub password: String,
}

/// Why a mail server cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum SmtpError {
    /// The address of the server cannot be read.
    #[error("the address of the mail server cannot be used: {0}")]
    Url(#[from] Error),
    /// The shop's address is none.
    #[error("the shop's mail address cannot be used: {0}")]
    From(#[from] AddressError),
}

/// Hands mails to a server.
#[derive(Clone)]
pub struct SmtpMail {
    transport: AsyncSmtpTransport<Tokio1Executor>,
    from: Mailbox,
}

impl SmtpMail {
    /// Mails from `name <address>` through this server.
    ///
    /// # Errors
    /// An address that cannot be used.
    pub fn new(config: &SmtpConfig, name: &str, address: &str) -> Result<Self, SmtpError> {
        let mut builder =
            AsyncSmtpTransport::<Tokio1Executor>::from_url(&config.url)?.timeout(Some(Duration::from_secs(30)));
        if !config.user.is_empty() {
            builder = builder.credentials(Credentials::new(config.user.clone(), config.password.clone()));
        }
        Ok(Self { transport: builder.build(), from: Mailbox::new(Some(name.to_owned()), address.parse()?) })
    }

    /// Whether the server answers.
    ///
    /// # Errors
    /// What it says instead.
    pub async fn check(&self) -> Result<bool, MailError> {
        self.transport.test_connection().await.map_err(|error| MailError::Later(error.to_string()))
    }
}

/// Why a message did not go out, without the server's own words: they often name the person whom it was for.
fn reason(error: &lettre::transport::smtp::Error) -> String {
    match error.status() {
        Some(code) => format!("the mail server answered {code}"),
        None => "the mail server was not reached, or broke off".to_owned(),
    }
}

#[async_trait]
impl Mail for SmtpMail {
    async fn send(&self, message: &Message) -> Result<(), MailError> {
        let letter = compose(&self.from, message)?;
        match self.transport.send(letter).await {
            Ok(_) => Ok(()),
            Err(error) if error.is_permanent() => Err(MailError::Refused(reason(&error))),
            Err(error) => Err(MailError::Later(reason(&error))),
        }
    }
}
