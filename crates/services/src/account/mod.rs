//! People who work in the admin: who they are, and who does what.

use domain::kernel::StaffId;

/// Who does something.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Actor {
    /// The person; `None` for the shop itself.
    pub staff: Option<StaffId>,
    /// The name in histories.
    pub name: String,
}

impl Actor {
    /// The shop itself, doing something by this name.
    #[must_use]
    pub fn system(name: &str) -> Self {
        Self { staff: None, name: name.to_owned() }
    }
}
