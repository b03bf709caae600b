//! Every statement of this room.

/// The person behind a session that has not ended: `$1` token digest, `$2` seen after, `$3` now.
pub const SESSION: &str = "SELECT session.id AS session_id, session.seen_at AS seen_at, staff.id AS staff_id,
    staff.email AS email, staff.full_name AS full_name, staff.role AS role
    FROM staff_session session JOIN staff ON staff.id = session.staff_id
    WHERE session.token_hash = $1 AND session.seen_at > $2 AND session.expires_at > $3 AND staff.active = 1";

/// Notes that a session was used.
pub const SEE_SESSION: &str = "UPDATE staff_session SET seen_at = $2 WHERE id = $1 AND seen_at < $2";

/// Begins a session.
pub const INSERT_SESSION: &str = "INSERT INTO staff_session (id, token_hash, staff_id, created_at, seen_at, expires_at) VALUES ($1, $2, $3, $4, $4, $5)";

/// Ends a session.
pub const DELETE_SESSION: &str = "DELETE FROM staff_session WHERE token_hash = $1";

/// Ends all sessions of a person.
pub const DELETE_SESSIONS_OF: &str = "DELETE FROM staff_session WHERE staff_id = $1";

/// Forgets sessions that have ended.
pub const DELETE_ENDED_SESSIONS: &str = "DELETE FROM staff_session WHERE expires_at <= $1 OR seen_at <= $2";

/// The person with an address, for signing in.
pub const STAFF_BY_EMAIL: &str =
    "SELECT id, full_name, password_hash FROM staff WHERE email = $1 AND active = 1 AND password_hash <> ''";

/// Everybody who was ever invited.
pub const EVERYBODY: &str = "SELECT id, email, full_name, role, active FROM staff ORDER BY id";

/// Whether an owner has set a password.
pub const COUNT_OWNERS: &str =
    "SELECT COUNT(*) AS owners FROM staff WHERE role = 'owner' AND active = 1 AND password_hash <> ''";

/// An owner who was invited and has not set a password yet.
pub const INVITED_OWNER: &str =
    "SELECT id FROM staff WHERE role = 'owner' AND active = 1 AND password_hash = '' ORDER BY id LIMIT 1";

/// A person who is to be invited.
pub const INSERT_STAFF: &str = "INSERT INTO staff (id, email, full_name, role, password_hash, active, created_at)
    VALUES ($1, $2, $3, $4, '', 1, $5)";

/// What an invited person says about themselves.
pub const WELCOME_STAFF: &str =
    "UPDATE staff SET full_name = $2, email = $3, password_hash = $4 WHERE id = $1 AND active = 1";

/// Lets a person in no more.
pub const DISABLE_STAFF: &str = "UPDATE staff SET active = 0 WHERE id = $1 AND active = 1";

/// Invites a person.
pub const INSERT_INVITATION: &str =
    "INSERT INTO staff_invitation (token_hash, staff_id, expires_at) VALUES ($1, $2, $3)";

/// An invitation that can still be used.
pub const OPEN_INVITATION: &str =
    "SELECT staff_id FROM staff_invitation WHERE token_hash = $1 AND used_at IS NULL AND expires_at > $2";

/// Uses an invitation, once.
pub const USE_INVITATION: &str = "UPDATE staff_invitation SET used_at = $2
    WHERE token_hash = $1 AND used_at IS NULL AND expires_at > $2 RETURNING staff_id";

/// Takes back the invitations of a person that were not used.
pub const DELETE_OPEN_INVITATIONS: &str = "DELETE FROM staff_invitation WHERE staff_id = $1 AND used_at IS NULL";

/// Counts one more try: `$1` scope, `$2` now, `$3` the moment before which a period is over.
pub const COUNT_ATTEMPT: &str = "INSERT INTO attempt_count (scope, window_start, count) VALUES ($1, $2, 1)
    ON CONFLICT (scope) DO UPDATE SET
    count = CASE WHEN attempt_count.window_start > $3 THEN attempt_count.count + 1 ELSE 1 END,
    window_start = CASE WHEN attempt_count.window_start > $3 THEN attempt_count.window_start ELSE $2 END
    RETURNING count, window_start";

/// Whether something was counted after a moment.
pub const ATTEMPTED_SINCE: &str = "SELECT count FROM attempt_count WHERE scope = $1 AND window_start > $2";

/// Forgets the tries of a scope.
pub const DELETE_ATTEMPTS: &str = "DELETE FROM attempt_count WHERE scope = $1";

/// Forgets old tries.
pub const DELETE_OLD_ATTEMPTS: &str = "DELETE FROM attempt_count WHERE window_start <= $1";

/// All of them with their names, for the test that prepares each on both databases.
pub const ALL: &[(&str, &str)] = &[
    ("account::SESSION", SESSION),
    ("account::SEE_SESSION", SEE_SESSION),
    ("account::INSERT_SESSION", INSERT_SESSION),
    ("account::DELETE_SESSION", DELETE_SESSION),
    ("account::DELETE_SESSIONS_OF", DELETE_SESSIONS_OF),
    ("account::DELETE_ENDED_SESSIONS", DELETE_ENDED_SESSIONS),
    ("account::STAFF_BY_EMAIL", STAFF_BY_EMAIL),
    ("account::EVERYBODY", EVERYBODY),
    ("account::COUNT_OWNERS", COUNT_OWNERS),
    ("account::INVITED_OWNER", INVITED_OWNER),
    ("account::INSERT_STAFF", INSERT_STAFF),
    ("account::WELCOME_STAFF", WELCOME_STAFF),
    ("account::DISABLE_STAFF", DISABLE_STAFF),
    ("account::INSERT_INVITATION", INSERT_INVITATION),
    ("account::OPEN_INVITATION", OPEN_INVITATION),
    ("account::USE_INVITATION", USE_INVITATION),
    ("account::DELETE_OPEN_INVITATIONS", DELETE_OPEN_INVITATIONS),
    ("account::COUNT_ATTEMPT", COUNT_ATTEMPT),
    ("account::ATTEMPTED_SINCE", ATTEMPTED_SINCE),
    ("account::DELETE_ATTEMPTS", DELETE_ATTEMPTS),
    ("account::DELETE_OLD_ATTEMPTS", DELETE_OLD_ATTEMPTS),
];
