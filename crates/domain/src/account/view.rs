//! What crosses the wire.

use serde::{Deserialize, Serialize};

use super::Role;
use crate::kernel::{SavedViewId, StaffId};

/// The person who is signed in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StaffView {
    /// The id.
    pub id: StaffId,
    /// The name.
    pub name: String,
    /// The e-mail address.
    pub email: String,
    /// What they may do.
    pub role: Role,
}

/// A view of a list that somebody keeps.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SavedView {
    /// The id.
    pub id: SavedViewId,
    /// The name that its person gave it.
    pub name: String,
    /// What it shows: the part of the list's address behind the question mark.
    pub query: String,
}
