//! Every statement of this room.

/// Of which of some kinds anything is due, each kind looked up by itself, however much waits: `$1` a kind, `$2` now.
pub const DUE_KINDS: &str = "SELECT typed.column1 AS kind FROM (VALUES ($1, CAST($2 AS BIGINT))) AS typed
    WHERE (SELECT o.id FROM outbox o WHERE o.state = 'waiting' AND o.kind = typed.column1 AND o.lease_until <= typed.column2
        LIMIT 1) IS NOT NULL";

/// Whether anything of a kind is due: `$1` kind, `$2` now.
pub const ANY_DUE: &str = "SELECT id FROM outbox WHERE state = 'waiting' AND kind = $1 AND lease_until <= $2 LIMIT 1";

/// Takes what is due until a lease ends: `$1` kind, `$2` now, `$3` end of the lease, `$4` the most.
pub const CLAIM: &str = "UPDATE outbox SET lease_until = $3, attempts = attempts + 1
    WHERE state = 'waiting' AND lease_until <= $2 AND id IN (SELECT o.id FROM outbox o
        WHERE o.state = 'waiting' AND o.kind = $1 AND o.lease_until <= $2 ORDER BY o.lease_until, o.id LIMIT $4)
    RETURNING id, payload, attempts";

/// These were delivered; the list of ids follows.
pub const DONE: &str = "UPDATE outbox SET state = 'done', last_error = '' WHERE id IN";

/// It was not, and is tried again: `$1` id, `$2` when, `$3` why.
pub const LATER: &str = "UPDATE outbox SET lease_until = $2, last_error = $3 WHERE id = $1";

/// It never will be: `$1` id, `$2` why.
pub const DEAD: &str = "UPDATE outbox SET state = 'dead', last_error = $2 WHERE id = $1";

/// How much waits, and how much is given up.
pub const COUNTS: &str = "SELECT state, COUNT(*) AS effects FROM outbox WHERE state <> 'done' GROUP BY state";

/// Forgets what was delivered long ago: `$1` before.
pub const FORGET_DONE: &str = "DELETE FROM outbox WHERE state = 'done' AND created_at < $1";

/// The statements of this room by name.
pub const ALL: &[(&str, &str)] = &[
    ("outbox.DUE_KINDS", DUE_KINDS),
    ("outbox.ANY_DUE", ANY_DUE),
    ("outbox.CLAIM", CLAIM),
    ("outbox.LATER", LATER),
    ("outbox.DEAD", DEAD),
    ("outbox.COUNTS", COUNTS),
    ("outbox.FORGET_DONE", FORGET_DONE),
];
