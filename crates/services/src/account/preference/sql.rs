//! Statements about what people keep for their lists.

/// What a person keeps under a name.
pub const READ: &str = "SELECT value FROM staff_preference WHERE staff_id = $1 AND name = $2";
/// Keeps it.
pub const KEEP: &str = "INSERT INTO staff_preference (staff_id, name, value) VALUES ($1, $2, $3)
 ON CONFLICT (staff_id, name) DO UPDATE SET value = excluded.value";
/// The views that a person keeps of a list.
pub const VIEWS: &str =
    "SELECT id, name, query FROM saved_view WHERE staff_id = $1 AND list = $2 ORDER BY created_at, id";
/// Keeps a view.
pub const ADD_VIEW: &str =
    "INSERT INTO saved_view (id, staff_id, list, name, query, created_at) VALUES ($1, $2, $3, $4, $5, $6)";
/// Changes what a view shows.
pub const SET_VIEW: &str = "UPDATE saved_view SET query = $3 WHERE id = $1 AND staff_id = $2";
/// Gives a view another name.
pub const RENAME_VIEW: &str = "UPDATE saved_view SET name = $3 WHERE id = $1 AND staff_id = $2";
/// Forgets a view.
pub const DELETE_VIEW: &str = "DELETE FROM saved_view WHERE id = $1 AND staff_id = $2";

/// Every statement of this module.
pub const ALL: &[(&str, &str)] = &[
    ("account.preference.READ", READ),
    ("account.preference.KEEP", KEEP),
    ("account.preference.VIEWS", VIEWS),
    ("account.preference.ADD_VIEW", ADD_VIEW),
    ("account.preference.SET_VIEW", SET_VIEW),
    ("account.preference.RENAME_VIEW", RENAME_VIEW),
    ("account.preference.DELETE_VIEW", DELETE_VIEW),
];
