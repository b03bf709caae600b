//! Bringing pictures from the web, from public addresses only.
//!
//! Not here: what a picture is (images). Invariants: a name is resolved once and the connection goes to an address that was
//! checked; an address of a private network is refused however it is written and wherever an answer leads; no proxy stands
//! in between; what is read has a bounded size and time.

mod address;
mod resolver;

use std::{sync::Arc, time::Duration};

use async_trait::async_trait;
use bytes::{Bytes, BytesMut};
use futures::StreamExt as _;
use reqwest::{Client, Response, Url, header, redirect};
use services::port::{ImageSource, ImageSourceError};

use self::{address::check, resolver::PublicResolver};

/// As many bytes as the shop takes for one picture.
const MOST_BYTES: u64 = 20 * 1024 * 1024;
const MOST_REDIRECTS: usize = 4;
const CONNECT_WITHIN: Duration = Duration::from_secs(5);
const ANSWER_WITHIN: Duration = Duration::from_secs(30);

/// The web.
#[derive(Clone, Debug)]
pub struct Web {
    client: Client,
}

impl Web {
    /// A way into the web.
    ///
    /// # Errors
    /// Certificates of the machine that cannot be read.
    pub fn new() -> Result<Self, ImageSourceError> {
        let client = Client::builder()
            .user_agent(concat!("mercer/", env!("CARGO_PKG_VERSION")))
            .no_proxy()
            .dns_resolver(Arc::new(PublicResolver))
            .redirect(redirect::Policy::custom(follow))
            .connect_timeout(CONNECT_WITHIN)
            .timeout(ANSWER_WITHIN)
            .build()
            .map_err(|error| ImageSourceError::Unreachable { host: "the web".to_owned(), reason: error.to_string() })?;
        Ok(Self { client })
    }
}

/// Every step of a redirect is checked like the first address; names are checked when they are resolved.
fn follow(attempt: redirect::Attempt<'_>) -> redirect::Action {
    if attempt.previous().len() > MOST_REDIRECTS {
        return attempt.error(ImageSourceError::Answer("led on too often".to_owned()));
    }
    match check(attempt.url()) {
        Ok(()) => attempt.follow(),
        Err(error) => attempt.error(error),
    }
}

#[async_trait]
impl ImageSource for Web {
    async fn fetch(&self, address: &str) -> Result<Bytes, ImageSourceError> {
        let url = Url::parse(address).map_err(|error| ImageSourceError::Refused(error.to_string()))?;
        check(&url)?;
        let host = url.host_str().unwrap_or_default().to_owned();
        let request = self.client.get(url).header(header::ACCEPT, "image/webp,image/png,image/jpeg,image/gif;q=0.8");
        let answer = request.send().await.map_err(|error| told(&host, &error))?;
        if !answer.status().is_success() {
            return Err(ImageSourceError::Answer(answer.status().to_string()));
        }
        read(answer, &host).await
    }
}

async fn read(answer: Response, host: &str) -> Result<Bytes, ImageSourceError> {
    let too_large = || ImageSourceError::TooLarge { most: MOST_BYTES };
    if answer.content_length().is_some_and(|length| length > MOST_BYTES) {
        return Err(too_large());
    }
    let mut bytes = BytesMut::new();
    let mut stream = answer.bytes_stream();
    while let Some(piece) = stream.next().await {
        let piece = piece.map_err(|error| told(host, &error))?;
        if u64::try_from(bytes.len().saturating_add(piece.len())).unwrap_or(u64::MAX) > MOST_BYTES {
            return Err(too_large());
        }
        bytes.extend_from_slice(&piece);
    }
    Ok(bytes.freeze())
}

/// What went wrong: a refusal of ours that lies at the bottom of the error, or the outermost words with the innermost reason.
fn told(host: &str, error: &reqwest::Error) -> ImageSourceError {
    let mut innermost: &(dyn std::error::Error + 'static) = error;
    loop {
        if let Some(own) = innermost.downcast_ref::<ImageSourceError>() {
            return own.clone();
        }
        match innermost.source() {
            Some(source) => innermost = source,
            None => break,
        }
    }
    let reason = if error.is_timeout() { "no answer in time".to_owned() } else { innermost.to_string() };
    if error.is_connect() || error.is_timeout() {
        ImageSourceError::Unreachable { host: host.to_owned(), reason }
    } else {
        ImageSourceError::Answer(reason)
    }
}

#[cfg(test)]
mod tests;
