//! Every statement of this room.

/// All rates and the settings in one statement, so that they are of one moment.
pub const TABLE: &str = "SELECT s.revision AS revision, s.version AS settings_version, s.is_oss AS is_oss,
        s.adds_tax AS adds_tax, s.registered AS registered, r.id AS id, r.version AS version, r.class AS class, r.country AS country,
        r.region AS region, r.postcodes AS postcodes, r.rate AS rate, r.valid_from AS valid_from,
        r.valid_until AS valid_until
    FROM tax_setting s LEFT JOIN tax_rate r ON 1 = 1 ORDER BY r.id";

/// Counts a change of any part. Whoever has the row changes alone until the transaction has ended.
pub const COUNT: &str = "UPDATE tax_setting SET revision = revision + 1 WHERE id = 1";

/// Changes the settings, if nobody did: `$1` version, `$2` 0 or 1 for the One Stop Shop, `$3` countries, `$4` now, `$5` 0 or 1 for prices
/// without tax.
pub const SAVE_SETTINGS: &str = "UPDATE tax_setting SET is_oss = $2, registered = $3, updated_at = $4,
        adds_tax = $5, version = version + 1 WHERE id = 1 AND version = $1";

/// Rows of new rates: id, class, country, region, postcodes, rate, first day, last day, now.
pub const INSERT_RATES: &str =
    "INSERT INTO tax_rate (id, class, country, region, postcodes, rate, valid_from, valid_until, updated_at) VALUES";

/// Changes a rate, if nobody did: `$1` to `$9` as [`INSERT_RATES`], and `$10` version.
pub const SAVE: &str =
    "UPDATE tax_rate SET class = $2, country = $3, region = $4, postcodes = $5, rate = $6, valid_from = $7,
        valid_until = $8, updated_at = $9, version = version + 1 WHERE id = $1 AND version = $10";

/// Says until when a rate holds: `$1` id, `$2` last day, `$3` now.
pub const END: &str = "UPDATE tax_rate SET valid_until = $2, updated_at = $3, version = version + 1 WHERE id = $1";

/// Deletes a rate that has not begun: `$1` id, `$2` version.
pub const DELETE: &str = "DELETE FROM tax_rate WHERE id = $1 AND version = $2";

/// The answer about a number for value added tax: `$1` number.
pub const VAT_CHECK: &str = "SELECT is_valid, name, inquiry, checked_at FROM vat_check WHERE number = $1";

/// Keeps an answer: `$1` number, `$2` 0 or 1 for a valid one, `$3` whose it is, `$4` inquiry, `$5` now.
pub const SAVE_VAT_CHECK: &str = "INSERT INTO vat_check (number, is_valid, name, inquiry, checked_at)
    VALUES ($1, $2, $3, $4, $5) ON CONFLICT (number) DO UPDATE SET is_valid = excluded.is_valid, name = excluded.name,
        inquiry = excluded.inquiry, checked_at = excluded.checked_at";

/// Forgets answers: `$1` those that are older.
pub const FORGET_VAT_CHECKS: &str = "DELETE FROM vat_check WHERE checked_at < $1";

/// The statements of this room by name.
pub const ALL: &[(&str, &str)] = &[
    ("tax.TABLE", TABLE),
    ("tax.COUNT", COUNT),
    ("tax.SAVE_SETTINGS", SAVE_SETTINGS),
    ("tax.SAVE", SAVE),
    ("tax.END", END),
    ("tax.DELETE", DELETE),
    ("tax.VAT_CHECK", VAT_CHECK),
    ("tax.SAVE_VAT_CHECK", SAVE_VAT_CHECK),
    ("tax.FORGET_VAT_CHECKS", FORGET_VAT_CHECKS),
];
