//! Every statement of this room.

/// The whole table in one statement, so that it is of one moment: a row for each way of delivery, and for each zone without any.
pub const TABLE: &str = "SELECT c.revision AS revision, c.version AS calendar_version, c.time_zone AS time_zone,
        c.cut_off_minute AS cut_off_minute, c.handling_days AS handling_days, c.working_days AS working_days,
        c.holidays AS holidays, z.id AS zone_id, z.version AS zone_version, z.name AS zone_name, z.places AS places,
        z.countries AS countries, z.postcodes AS postcodes, m.id AS method_id, m.version AS method_version, m.code AS code,
        m.name AS name, m.names AS names, m.kind AS kind, m.currency AS currency, m.basis AS basis, m.tiers AS tiers,
        m.free AS free, m.free_from AS free_from, m.most_grams AS most_grams, m.longest_mm AS longest_mm,
        m.days_least AS days_least, m.days_most AS days_most, m.position AS position, m.active AS active
    FROM shipping_calendar c
    LEFT JOIN shipping_zone z ON 1 = 1
    LEFT JOIN shipping_method m ON m.zone_id = z.id
    ORDER BY z.id, m.position, m.id";

/// Counts a change of any part. Whoever has the row changes alone until the transaction has ended.
pub const COUNT: &str = "UPDATE shipping_calendar SET revision = revision + 1 WHERE id = 1";

/// Changes the calendar, if nobody did: `$1` version, `$2` time zone, `$3` cut-off, `$4` handling days, `$5` working days, `$6`
/// holidays, `$7` now.
pub const SAVE_CALENDAR: &str = "UPDATE shipping_calendar SET time_zone = $2, cut_off_minute = $3, handling_days = $4,
        working_days = $5, holidays = $6, updated_at = $7, version = version + 1 WHERE id = 1 AND version = $1";

/// A new zone: `$1` id, `$2` name, `$3` places, `$4` countries, `$5` postcodes, `$6` now.
pub const INSERT_ZONE: &str = "INSERT INTO shipping_zone (id, name, places, countries, postcodes, updated_at)
    VALUES ($1, $2, $3, $4, $5, $6)";

/// Changes a zone, if nobody did: `$1` id, `$2` name, `$3` places, `$4` countries, `$5` postcodes, `$6` now, `$7` version.
pub const SAVE_ZONE: &str = "UPDATE shipping_zone SET name = $2, places = $3, countries = $4, postcodes = $5,
        updated_at = $6, version = version + 1 WHERE id = $1 AND version = $7";

/// Deletes the ways of delivery of a zone: `$1` zone.
pub const DELETE_METHODS: &str = "DELETE FROM shipping_method WHERE zone_id = $1";

/// Deletes a zone: `$1` zone, `$2` version.
pub const DELETE_ZONE: &str = "DELETE FROM shipping_zone WHERE id = $1 AND version = $2";

/// A new way of delivery: `$1` id, `$2` zone, `$3` code, `$4` name, `$5` names, `$6` kind, `$7` currency, `$8` basis, `$9` tiers,
/// `$10` free, `$11` free from, `$12` most grams, `$13` longest side, `$14` fewest days, `$15` most days, `$16` position, `$17`
/// active, `$18` now.
pub const INSERT_METHOD: &str =
    "INSERT INTO shipping_method (id, zone_id, code, name, names, kind, currency, basis, tiers,
        free, free_from, most_grams, longest_mm, days_least, days_most, position, active, updated_at)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18)";

/// Changes a way of delivery, if nobody did: `$1` id, `$2` version, `$3` code, which stays, and the others as in
/// [`INSERT_METHOD`].
pub const SAVE_METHOD: &str = "UPDATE shipping_method SET name = $4, names = $5, kind = $6, currency = $7, basis = $8,
        tiers = $9, free = $10, free_from = $11, most_grams = $12, longest_mm = $13, days_least = $14, days_most = $15,
        position = $16, active = $17, updated_at = $18, version = version + 1
    WHERE id = $1 AND version = $2 AND code = $3";

/// Deletes a way of delivery: `$1` id, `$2` version.
pub const DELETE_METHOD: &str = "DELETE FROM shipping_method WHERE id = $1 AND version = $2";

/// The statements of this room by name.
pub const ALL: &[(&str, &str)] = &[
    ("shipping.TABLE", TABLE),
    ("shipping.COUNT", COUNT),
    ("shipping.SAVE_CALENDAR", SAVE_CALENDAR),
    ("shipping.INSERT_ZONE", INSERT_ZONE),
    ("shipping.SAVE_ZONE", SAVE_ZONE),
    ("shipping.DELETE_METHODS", DELETE_METHODS),
    ("shipping.DELETE_ZONE", DELETE_ZONE),
    ("shipping.INSERT_METHOD", INSERT_METHOD),
    ("shipping.SAVE_METHOD", SAVE_METHOD),
    ("shipping.DELETE_METHOD", DELETE_METHOD),
];
