//! Every statement about imports in the browser.

/// A new import.
pub const ADD: &str =
    "INSERT INTO import_run (id, state, files, actor, created_at) VALUES ($1, 'checking', $2, $3, $4)";
/// The last import that is in the shop and changed something.
pub const LAST: &str = "SELECT r.id FROM import_run r WHERE r.state IN ('imported', 'stopped')
    AND EXISTS (SELECT 1 FROM import_change c WHERE c.run_id = r.id) ORDER BY r.id DESC LIMIT 1";
/// An import from the command line. Until it ends it counts as stopped: no worker takes it, and it can be undone.
pub const ADD_DIRECT: &str =
    "INSERT INTO import_run (id, state, files, platform, mapping, pictures, actor, created_at, begun_at)
  VALUES ($1, 'stopped', $2, $3, $4, $5, $6, $7, $7)";
/// The imports, newest first.
pub const LIST: &str = "SELECT id, state, files, actor, created_at FROM import_run ORDER BY id DESC LIMIT 50";
/// One of them.
pub const ONE: &str = "SELECT id, state, files, actor, created_at, platform, mapping, pictures, done, total, begun_at,
        ended_at, report, error, preview FROM import_run WHERE id = $1";
/// Moves it to another state, from one of three.
pub const MOVE: &str =
    "UPDATE import_run SET state = $2, lease_until = 0, done = 0, total = 0, error = '', ended_at = NULL
  WHERE id = $1 AND state IN ($3, $4, $5)";
/// What the manager chose.
pub const CHOOSE: &str = "UPDATE import_run SET platform = $2, mapping = $3, pictures = $4 WHERE id = $1";
/// Ends the work that goes on; its worker hears of it at its next step.
pub const STOP: &str =
    "UPDATE import_run SET state = 'stopped', ended_at = $2 WHERE id = $1 AND state IN ('checking', 'importing')";
/// The oldest import that waits for a worker.
pub const WAITING: &str = "SELECT id FROM import_run WHERE state IN ('checking', 'importing', 'undoing')
    AND lease_until < $1 ORDER BY id LIMIT 1";
/// Takes it, unless another worker did.
pub const CLAIM: &str = "UPDATE import_run SET lease_until = $3, begun_at = $2
  WHERE id = $1 AND lease_until < $2 AND state IN ('checking', 'importing', 'undoing')";
/// Says how far it is and holds it on; no row when it was stopped, or is not held any
/// more: a late word of a work that has ended must not hold the next one back.
pub const PROGRESS: &str = "UPDATE import_run SET done = $2, total = $3, lease_until = $4
  WHERE id = $1 AND state = $5 AND lease_until > 0";
/// The first rows, as the check read them.
pub const SHOW: &str = "UPDATE import_run SET preview = $2 WHERE id = $1";
/// What was said of files with these columns.
pub const REMEMBERED: &str = "SELECT platform, mapping FROM import_mapping WHERE columns = $1";
/// Remembers what the manager said of files with these columns.
pub const REMEMBER: &str = "INSERT INTO import_mapping (columns, platform, mapping, updated_at) VALUES ($1, $2, $3, $4)
  ON CONFLICT (columns) DO UPDATE SET platform = excluded.platform, mapping = excluded.mapping,
        updated_at = excluded.updated_at";
/// The end of a work: its state, report and error.
pub const END: &str = "UPDATE import_run SET state = $3, report = $4, error = $5, ended_at = $6, lease_until = 0
  WHERE id = $1 AND state = $2";

/// Ends an import that took the program down: `$1` import, `$2` words, `$3` now. What came into the shop can be undone or gone on
/// with.
pub const GIVE_UP: &str = "UPDATE import_run SET state = CASE WHEN state = 'checking' THEN 'failed' ELSE 'stopped' END,
        error = $2, ended_at = $3, lease_until = 0 WHERE id = $1";

/// Every statement of this module.
pub const ALL: &[(&str, &str)] = &[
    ("importer.task.ADD", ADD),
    ("importer.task.LAST", LAST),
    ("importer.task.ADD_DIRECT", ADD_DIRECT),
    ("importer.task.LIST", LIST),
    ("importer.task.ONE", ONE),
    ("importer.task.MOVE", MOVE),
    ("importer.task.CHOOSE", CHOOSE),
    ("importer.task.STOP", STOP),
    ("importer.task.WAITING", WAITING),
    ("importer.task.CLAIM", CLAIM),
    ("importer.task.PROGRESS", PROGRESS),
    ("importer.task.END", END),
    ("importer.task.GIVE_UP", GIVE_UP),
    ("importer.task.SHOW", SHOW),
    ("importer.task.REMEMBERED", REMEMBERED),
    ("importer.task.REMEMBER", REMEMBER),
];
