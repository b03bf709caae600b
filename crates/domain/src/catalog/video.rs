//! Films that show a product, by link. Only links of which it is known what they show are taken, so that a shopper can be told
//! where they lead.

use serde::{Deserialize, Serialize};

/// Where a film plays.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum VideoHost {
    /// YouTube.
    YouTube,
    /// Vimeo.
    Vimeo,
    /// A file somewhere, of its own.
    File,
}

impl VideoHost {
    /// What a shopper is told before the click.
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Self::YouTube => "Plays on YouTube",
            Self::Vimeo => "Plays on Vimeo",
            Self::File => "Opens the film",
        }
    }
}

/// A link to a film, in its one form.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct VideoLink {
    /// Where it plays.
    pub host: VideoHost,
    /// `https://…`.
    pub address: String,
}

/// Why a link is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum VideoError {
    /// No address of the web, or one that is not encrypted.
    #[error("Paste the whole address; it begins with https://")]
    NoAddress,
    /// An address of something else.
    #[error("Paste the address of a film on YouTube or Vimeo, or of a file that ends in .mp4, .webm or .mov")]
    NoFilm,
}

const MOST_LETTERS: usize = 500;

impl VideoLink {
    /// Reads a link in any of the forms in which people copy it.
    ///
    /// # Errors
    /// What is no address, or not one of a film.
    pub fn parse(text: &str) -> Result<Self, VideoError> {
        let rest = text.trim().strip_prefix("https://").ok_or(VideoError::NoAddress)?;
        let odd = |letter: char| letter.is_whitespace() || letter.is_control() || "\"'<>\\`{}|^".contains(letter);
        if rest.len() > MOST_LETTERS || rest.contains(odd) {
            return Err(VideoError::NoAddress);
        }
        let (host, path) = rest.split_once('/').ok_or(VideoError::NoFilm)?;
        let host = host.to_ascii_lowercase();
        if !host.contains('.') || !host.bytes().all(|byte| byte.is_ascii_alphanumeric() || b".-:".contains(&byte)) {
            return Err(VideoError::NoAddress);
        }
        let known = match host.as_str() {
            "youtube.com" | "www.youtube.com" | "m.youtube.com" | "www.youtube-nocookie.com" => youtube(path),
            "youtu.be" => youtube_id(path),
            "vimeo.com" | "www.vimeo.com" | "player.vimeo.com" => vimeo(path),
            _ => file(&host, path),
        };
        known.ok_or(VideoError::NoFilm)
    }
}

fn youtube(path: &str) -> Option<VideoLink> {
    let (page, query) = path.split_once('?').unwrap_or((path, ""));
    if page == "watch" {
        return query.split('&').find_map(|pair| pair.strip_prefix("v=")).and_then(youtube_id);
    }
    let (kind, id) = page.split_once('/')?;
    ["shorts", "embed", "live", "v"].contains(&kind).then(|| youtube_id(id))?
}

fn youtube_id(text: &str) -> Option<VideoLink> {
    let id = text.split(['?', '&', '#', '/']).next()?;
    let is_id = id.len() == 11 && id.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_".contains(&byte));
    is_id.then(|| VideoLink { host: VideoHost::YouTube, address: format!("https://www.youtube.com/watch?v={id}") })
}

fn vimeo(path: &str) -> Option<VideoLink> {
    let path = path.split(['?', '#']).next()?;
    let path = path.strip_prefix("video/").unwrap_or(path).trim_end_matches('/');
    let (id, secret) = path.split_once('/').map_or((path, None), |(id, secret)| (id, Some(secret)));
    let is_id = (6..=12).contains(&id.len()) && id.bytes().all(|byte| byte.is_ascii_digit());
    let is_secret = |secret: &str| secret.bytes().all(|byte| byte.is_ascii_hexdigit()) && !secret.is_empty();
    (is_id && secret.is_none_or(is_secret))
        .then(|| VideoLink { host: VideoHost::Vimeo, address: format!("https://vimeo.com/{path}") })
}

fn file(host: &str, path: &str) -> Option<VideoLink> {
    let name = path.split(['?', '#']).next()?.to_ascii_lowercase();
    [".mp4", ".webm", ".mov"]
        .iter()
        .any(|ending| name.len() > ending.len() && name.ends_with(ending))
        .then(|| VideoLink { host: VideoHost::File, address: format!("https://{host}/{path}") })
}

/// A film on a product's page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct VideoView {
    /// The link.
    pub link: VideoLink,
    /// What it shows; may be empty.
    pub title: String,
    /// The picture before it.
    pub poster: Option<super::view::Picture>,
}

/// A film of a product in the admin.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct VideoRow {
    /// The id.
    pub id: crate::kernel::VideoId,
    /// The link.
    pub link: VideoLink,
    /// What it shows; may be empty.
    pub title: String,
    /// The product's picture that stands before it; none when it is the first.
    pub poster: Option<crate::kernel::ImageId>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_form_of_a_link_is_one_address() {
        for text in [
            "https://www.youtube.com/watch?v=dQw4w9WgXcQ",
            "https://youtube.com/watch?app=desktop&v=dQw4w9WgXcQ&t=42s",
            " https://youtu.be/dQw4w9WgXcQ?si=abc ",
            "https://m.youtube.com/shorts/dQw4w9WgXcQ",
            "https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ",
        ] {
            let link = VideoLink::parse(text).unwrap();
            assert_eq!(link.address, "https://www.youtube.com/watch?v=dQw4w9WgXcQ", "{text}");
        }
        for (text, address) in [
            ("https://vimeo.com/76979871", "https://vimeo.com/76979871"),
            ("https://player.vimeo.com/video/76979871?h=1", "https://vimeo.com/76979871"),
            ("https://vimeo.com/76979871/8272103f6e", "https://vimeo.com/76979871/8272103f6e"),
        ] {
            assert_eq!(VideoLink::parse(text).unwrap().address, address);
        }
        let file = VideoLink::parse("https://Films.example.org/mug.MP4?v=2").unwrap();
        assert_eq!((file.host, file.address.as_str()), (VideoHost::File, "https://films.example.org/mug.MP4?v=2"));
    }

    #[test]
    fn v18_what_is_no_film_is_refused() {
        for text in [
            "",
            "youtube.com/watch?v=dQw4w9WgXcQ",
            "http://youtu.be/dQw4w9WgXcQ",
            "javascript:alert(1)//youtu.be/dQw4w9WgXcQ",
            "https://www.youtube.com/watch?v=short",
            "https://www.youtube.com/@channel",
            "https://user@evil.example/x.mp4",
            "https://evil.example/x.html",
            "https://evil.example/\"onclick=x.mp4",
            "https://vimeo.com/about",
            "https://.mp4",
            "https://localhost/x.mp4",
        ] {
            assert!(VideoLink::parse(text).is_err(), "{text}");
        }
    }
}
