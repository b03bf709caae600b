//! Every statement of this room.

/// Holds stock in the first location that sells online and has all of it: `$1` how many, `$2` variant. The row count decides, never a
/// `SELECT` before it.
pub const HOLD: &str = "UPDATE stock SET reserved = reserved + $1
    WHERE variant_id = $2 AND on_hand - reserved >= $1
      AND location_id = (SELECT s.location_id FROM stock s JOIN location w ON w.id = s.location_id AND w.sells_online = 1
        WHERE s.variant_id = $2 AND s.on_hand - s.reserved >= $1 ORDER BY w.position, w.id LIMIT 1)
    RETURNING location_id, on_hand - reserved AS remaining";

/// Where something of a variant is free for shoppers, in the order in which locations are asked: `$1` variant.
pub const PLACES: &str = "SELECT s.location_id AS location_id, s.on_hand - s.reserved AS free
    FROM stock s JOIN location w ON w.id = s.location_id AND w.sells_online = 1
    WHERE s.variant_id = $1 AND s.on_hand > s.reserved ORDER BY w.position, w.id";

/// Waits for whoever moves the stock of a variant in a location, and says what is free then: `$1` variant, `$2` location.
pub const LOCK_PLACE: &str = "UPDATE stock SET reserved = reserved WHERE variant_id = $1 AND location_id = $2
    RETURNING on_hand - reserved AS free";

/// Holds stock in one location: `$1` how many, `$2` variant, `$3` location.
pub const HOLD_AT: &str = "UPDATE stock SET reserved = reserved + $1
    WHERE variant_id = $2 AND location_id = $3 AND on_hand - reserved >= $1";

/// Takes out of one location what an order has paid for: `$1` how many, `$2` variant, `$3` location.
pub const SELL_AT: &str = "UPDATE stock SET on_hand = on_hand - $1
    WHERE variant_id = $2 AND location_id = $3 AND on_hand - reserved >= $1";

/// Rows of reservations.
pub const INSERT_RESERVATIONS: &str =
    "INSERT INTO reservation (id, order_id, variant_id, location_id, quantity, state, expires_at) VALUES";

/// Rows of the ledger.
pub const INSERT_MOVES: &str = "INSERT INTO stock_move
    (id, variant_id, location_id, delta_on_hand, delta_reserved, reason, order_id, actor, created_at) VALUES";

/// Moves the held reservations of an order on: `$1` order, `$2` new state. Who gets the rows has won; nobody else gets them. "owes" says
/// whether the order was sold something that was not there.
pub const LEAVE_HELD: &str = "UPDATE reservation SET state = $2 WHERE order_id = $1 AND state = 'held'
    RETURNING variant_id, location_id, quantity,
        CASE WHEN EXISTS (SELECT 1 FROM owed_item i WHERE i.order_id = reservation.order_id) THEN 1 ELSE 0 END AS owes";

/// Gives up what was committed, when a paid order is cancelled: `$1` order.
pub const LEAVE_COMMITTED: &str =
    "UPDATE reservation SET state = 'released' WHERE order_id = $1 AND state = 'committed'
    RETURNING variant_id, location_id, quantity";

/// What an order took of a variant, place by place: `$1` order, `$2` variant.
pub const COMMITTED: &str = "SELECT id, variant_id, location_id, quantity FROM reservation
    WHERE order_id = $1 AND variant_id = $2 AND state = 'committed' ORDER BY id";

/// Gives up a part of what was committed: `$1` reservation, `$2` how many. All of it is [`RELEASE`].
pub const LESSEN: &str = "UPDATE reservation SET quantity = quantity - $2
    WHERE id = $1 AND state = 'committed' AND quantity > $2";

/// Gives up all of what was committed: `$1` reservation, `$2` how many.
pub const RELEASE: &str = "UPDATE reservation SET state = 'released'
    WHERE id = $1 AND state = 'committed' AND quantity = $2";

/// What an order holds of a variant, place by place: `$1` order, `$2` variant.
pub const HELD: &str = "SELECT id, variant_id, location_id, quantity FROM reservation
    WHERE order_id = $1 AND variant_id = $2 AND state = 'held' ORDER BY id";

/// Lets a part of what is held go: `$1` reservation, `$2` how many. All of it is [`RELEASE_HELD`].
pub const LESSEN_HELD: &str = "UPDATE reservation SET quantity = quantity - $2
    WHERE id = $1 AND state = 'held' AND quantity > $2";

/// Lets all of what is held go: `$1` reservation, `$2` how many.
pub const RELEASE_HELD: &str = "UPDATE reservation SET state = 'released'
    WHERE id = $1 AND state = 'held' AND quantity = $2";

/// Changes both counters: `$1` variant, `$2` location, `$3` on hand, `$4` reserved.
pub const SHIFT: &str = "UPDATE stock SET on_hand = on_hand + $3, reserved = reserved + $4
    WHERE variant_id = $1 AND location_id = $2";

/// Puts off the end of an order's holds: `$1` order, `$2` until.
pub const EXTEND: &str =
    "UPDATE reservation SET expires_at = $2 WHERE order_id = $1 AND state = 'held' AND expires_at < $2";

/// The products of an order, parts of bundles among them: `$1` order.
pub const PRODUCTS: &str = "SELECT product_id FROM order_line WHERE order_id = $1 AND product_id IS NOT NULL
    UNION SELECT v.product_id FROM order_line l JOIN order_line_part o ON o.order_line_id = l.id
        JOIN variant v ON v.id = o.variant_id WHERE l.order_id = $1";

/// The statements of this room by name.
pub const ALL: &[(&str, &str)] = &[
    ("inventory.HOLD", HOLD),
    ("inventory.PLACES", PLACES),
    ("inventory.LOCK_PLACE", LOCK_PLACE),
    ("inventory.HOLD_AT", HOLD_AT),
    ("inventory.SELL_AT", SELL_AT),
    ("inventory.LEAVE_HELD", LEAVE_HELD),
    ("inventory.LEAVE_COMMITTED", LEAVE_COMMITTED),
    ("inventory.COMMITTED", COMMITTED),
    ("inventory.LESSEN", LESSEN),
    ("inventory.RELEASE", RELEASE),
    ("inventory.HELD", HELD),
    ("inventory.LESSEN_HELD", LESSEN_HELD),
    ("inventory.RELEASE_HELD", RELEASE_HELD),
    ("inventory.SHIFT", SHIFT),
    ("inventory.EXTEND", EXTEND),
    ("inventory.PRODUCTS", PRODUCTS),
];
