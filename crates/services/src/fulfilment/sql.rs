//! Every statement of this room.

/// A parcel: `$1` id, `$2` order, `$3` carrier, `$4` tracking number, `$5` now.
pub const INSERT_FULFILMENT: &str =
    "INSERT INTO fulfilment (id, order_id, carrier, tracking_number, sent_at) VALUES ($1, $2, $3, $4, $5)";

/// Puts into it all that was not sent yet: `$1` parcel, `$2` order.
pub const INSERT_UNSENT: &str = "INSERT INTO fulfilment_line (fulfilment_id, order_line_id, quantity)
    SELECT CAST($1 AS BIGINT), l.id, l.quantity - COALESCE((SELECT SUM(f.quantity) FROM fulfilment_line f WHERE f.order_line_id = l.id), 0)
    FROM order_line l WHERE l.order_id = $2
      AND l.quantity > COALESCE((SELECT SUM(f.quantity) FROM fulfilment_line f WHERE f.order_line_id = l.id), 0)";

/// The statements of this room by name.
pub const ALL: &[(&str, &str)] =
    &[("fulfilment.INSERT_FULFILMENT", INSERT_FULFILMENT), ("fulfilment.INSERT_UNSENT", INSERT_UNSENT)];
