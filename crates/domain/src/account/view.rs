//! What crosses the wire.

use serde::{Deserialize, Serialize};

use super::Role;
use crate::kernel::StaffId;

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
