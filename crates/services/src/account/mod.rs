//! The people of the admin: who they are, how they sign in, and what they may do.
//!
//! Not here: shoppers (customer), cookies and pages (app).
//! Invariants: of every secret only its SHA-256 is stored, of every password only its Argon2id hash; each sign-in makes a
//! new token; a session ends after 12 idle hours, after 14 days, at sign-out, when its person is disabled or gets a new
//! password; an unknown address and a wrong password are answered alike and take the same time.

pub(crate) mod attempt;
mod error;
mod invitation;
pub mod job;
pub(crate) mod password;
pub mod preference;
pub mod read;
pub mod sql;
mod token;
pub mod write;

pub use error::AccountError;
pub use password::{LONGEST_PASSWORD, PasswordError, SHORTEST_PASSWORD};
pub use read::{LIFETIME as SESSION_LIFETIME, require};
pub use token::{InvitationToken, SessionToken};

use domain::kernel::StaffId;

/// Who does something: a person, or the shop itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Actor {
    /// The person; none for the shop itself.
    pub staff: Option<StaffId>,
    /// The name that histories show.
    pub name: String,
}

impl Actor {
    /// The shop itself, under the name of the part that acts: "importer".
    #[must_use]
    pub fn system(name: &str) -> Self {
        Self { staff: None, name: name.to_owned() }
    }
}
