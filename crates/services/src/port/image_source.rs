//! Pictures that lie elsewhere.

use async_trait::async_trait;
use bytes::Bytes;

/// Why a picture could not be brought.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ImageSourceError {
    /// An address that is not asked: not of the web, or of a private network.
    #[error("the address is refused: {0}")]
    Refused(String),
    /// Nobody answers there.
    #[error("{host} cannot be reached: {reason}")]
    Unreachable {
        /// The host.
        host: String,
        /// What happened.
        reason: String,
    },
    /// The answer is no picture.
    #[error("the answer is {0}")]
    Answer(String),
    /// More bytes than allowed.
    #[error("the file has more than {most} bytes")]
    TooLarge {
        /// How many it may have.
        most: u64,
    },
}

/// Brings pictures from the web.
#[async_trait]
pub trait ImageSource: Send + Sync {
    /// The bytes at an address. Addresses of private networks are never asked, whatever they are written like and wherever an
    /// answer leads.
    async fn fetch(&self, address: &str) -> Result<Bytes, ImageSourceError>;
}
