//! The secret link of a draft.

use domain::kernel::DraftId;

use crate::setting::{ShopSecret, digest, is_token};

/// 128 bits that open the page of a draft. Made from the shop's secret and counted, so that the mail can carry the same link that was
/// shown, while the database holds only its SHA-256; the next one makes it worthless.
pub struct LinkToken(String);

impl LinkToken {
    /// The token of a draft's link with this number.
    #[must_use]
    pub fn of(secret: &ShopSecret, draft: DraftId, link: i64) -> Self {
        Self(secret.derive("draft link", &format!("{draft} {link}")))
    }

    /// Reads a token that came from outside; `None` for anything that cannot be one.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        is_token(text).then(|| Self(text.to_owned()))
    }

    /// The path of the page.
    #[must_use]
    pub fn path(&self) -> String {
        format!("/offers/{}", self.0)
    }

    /// What the database knows of it.
    #[must_use]
    pub fn digest(&self) -> String {
        digest(&self.0)
    }
}
