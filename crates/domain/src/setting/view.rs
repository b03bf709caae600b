//! What crosses the wire.

use serde::{Deserialize, Serialize};

/// The settings that pages show.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ShopView {
    /// The shop's name.
    pub name: String,
    /// The line above all pages; may be empty.
    pub announcement: String,
    /// The address that mails come from and answers go to.
    pub email: String,
}
