//! Every statement about suppliers.

/// Suppliers; a filter, an order and a limit follow.
pub const ROWS: &str = "SELECT s.id AS id, s.version AS version, s.name AS name, s.email AS email, s.lead_days AS lead_days,
        s.note AS note, (SELECT COUNT(*) FROM purchase_order o WHERE o.supplier_id = s.id) AS orders,
        (SELECT COUNT(*) FROM purchase_order o WHERE o.supplier_id = s.id AND o.state IN ('ordered', 'partly')) AS open_orders
    FROM supplier s";

/// A new supplier: `$1` id, `$2` name, `$3` mail address, `$4` currency, `$5` lead time, `$6` note, `$7` now.
pub const INSERT: &str = "INSERT INTO supplier (id, name, email, currency, lead_days, note, created_at, updated_at)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $7) ON CONFLICT (name) DO NOTHING";

/// Changes a supplier, if nobody did: `$1` supplier, `$2` version, `$3` name, `$4` mail address, `$5` lead time, `$6` note, `$7` now.
pub const SAVE: &str =
    "UPDATE supplier SET name = $3, email = $4, lead_days = $5, note = $6, updated_at = $7, version = version + 1
    WHERE id = $1 AND version = $2";

/// The name of a supplier, if it is there: `$1` supplier.
pub const EXISTS: &str = "SELECT name, lead_days FROM supplier WHERE id = $1";

/// Deletes a supplier that no purchase order names: `$1` supplier.
pub const DELETE: &str =
    "DELETE FROM supplier WHERE id = $1 AND NOT EXISTS (SELECT 1 FROM purchase_order o WHERE o.supplier_id = $1)";

/// The statements by name.
pub const ALL: &[(&str, &str)] = &[
    ("supplier.ROWS", ROWS),
    ("supplier.INSERT", INSERT),
    ("supplier.SAVE", SAVE),
    ("supplier.EXISTS", EXISTS),
    ("supplier.DELETE", DELETE),
];
