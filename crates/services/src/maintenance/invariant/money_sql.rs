//! The rules of money.

/// What changes of an order `o` agreed to give back: a refund that was refused counts as long as no later one is about the same change.
macro_rules! given_back {
    () => {
        "(SELECT CAST(COALESCE(SUM(r.amount), 0) AS BIGINT) FROM refund r WHERE r.order_id = o.id AND r.edit_id IS NOT NULL
            AND NOT EXISTS (SELECT 1 FROM refund l WHERE l.edit_id = r.edit_id AND l.id > r.id))"
    };
}
pub(crate) use given_back;

/// The same of its gift cards.
macro_rules! on_cards_back {
    () => {
        "(SELECT CAST(COALESCE(SUM(r.on_cards), 0) AS BIGINT) FROM refund r WHERE r.order_id = o.id AND r.edit_id IS NOT NULL
            AND NOT EXISTS (SELECT 1 FROM refund l WHERE l.edit_id = r.edit_id AND l.id > r.id))"
    };
}

/// Coupons that are used otherwise than their orders say, or more often than they may be; orders that were cancelled and keep their use,
/// and orders that stand without it. One for which money came after it was called off does not stand.
pub(super) const COUPONS: &str = "SELECT 'coupon ' || n.code AS subject, CAST(n.used AS TEXT) || ' uses counted, '
        || CAST(n.claimed AS TEXT) || ' by the orders, of ' || COALESCE(CAST(n.most_uses AS TEXT), 'any number') AS detail
    FROM (SELECT k.code AS code, k.used AS used, k.most_uses AS most_uses, (SELECT COUNT(*) FROM coupon_use u
            WHERE u.coupon_id = k.id AND u.state = 'claimed') AS claimed
        FROM coupon k) n
    WHERE n.used <> n.claimed OR n.used > n.most_uses
    UNION ALL SELECT 'order ' || o.number, 'it was cancelled, and its code is not free'
    FROM coupon_use u JOIN orders o ON o.id = u.order_id WHERE u.state = 'claimed' AND o.state = 'cancelled'
    UNION ALL SELECT 'order ' || o.number, 'it stands, and its use of ' || o.coupon_code || ' does not count' FROM orders o
    WHERE o.coupon_code <> '' AND o.state <> 'cancelled'
      AND NOT EXISTS (SELECT 1 FROM coupon_use u WHERE u.order_id = o.id AND u.state = 'claimed')
      AND NOT (o.state = 'needs_review' AND EXISTS (SELECT 1 FROM order_event e
        WHERE e.order_id = o.id AND e.kind = 'cancelled'))";

/// Gift cards that do not hold the sum of their entries; orders of which cards pay otherwise than they say, or in a state that is not
/// theirs; and what went back onto cards otherwise than the refunds say.
pub(super) const GIFT_CARDS: &str = concat!(
    "SELECT 'gift card ' || CAST(n.id AS TEXT) AS subject,
        CAST(n.balance AS TEXT) || ' on it, ' || CAST(n.entries AS TEXT) || ' by its entries' AS detail
    FROM (SELECT g.id AS id, g.balance AS balance, (SELECT CAST(COALESCE(SUM(e.amount), 0) AS BIGINT)
            FROM gift_card_entry e WHERE e.gift_card_id = g.id) AS entries
        FROM gift_card g) n
    WHERE n.balance < 0 OR n.balance <> n.entries
    UNION ALL SELECT 'order ' || n.number, 'cards pay ' || CAST(n.parts AS TEXT) || ' of it, ' || CAST(n.wrong AS TEXT)
        || ' of them wrongly; it says ' || CAST(n.on_cards AS TEXT)
    FROM (SELECT o.number AS number, o.on_cards AS on_cards,
            (SELECT CAST(COALESCE(SUM(c.amount), 0) AS BIGINT) FROM payment_part c WHERE c.order_id = o.id)
            - ",
    on_cards_back!(),
    " AS parts,
            (SELECT COUNT(*) FROM payment_part c WHERE c.order_id = o.id AND NOT (
                o.state = 'pending_payment' AND c.state = 'claimed'
                OR o.state IN ('confirmed', 'completed') AND c.state = CASE WHEN EXISTS (SELECT 1 FROM payment d
                    WHERE d.order_id = o.id AND d.method = 'cash_on_delivery' AND d.state = 'pending')
                    THEN 'claimed' ELSE 'spent' END
                OR o.state = 'cancelled' AND c.state IN ('spent', 'released')
                OR o.state = 'needs_review')) AS wrong
        FROM orders o) n
    WHERE n.parts <> n.on_cards OR n.wrong > 0
    UNION ALL SELECT 'order ' || o.number, CAST(c.refunded AS TEXT) || ' went back onto a card and '
        || CAST(c.refund_pending AS TEXT) || ' is on its way, of ' || CAST(c.amount AS TEXT)
    FROM payment_part c JOIN orders o ON o.id = c.order_id
    WHERE c.refunded + c.refund_pending > c.amount OR (c.state <> 'spent' AND c.refunded + c.refund_pending > 0)
        OR c.refunded <> (SELECT CAST(COALESCE(SUM(b.amount), 0) AS BIGINT) FROM refund_part b
            JOIN refund r ON r.id = b.refund_id AND r.state = 'done' WHERE b.part_id = c.id)
        OR c.refund_pending <> (SELECT CAST(COALESCE(SUM(b.amount), 0) AS BIGINT) FROM refund_part b
            JOIN refund r ON r.id = b.refund_id AND r.state IN ('pending', 'unknown') WHERE b.part_id = c.id)
    UNION ALL SELECT 'order ' || o.number, 'a refund of ' || CAST(r.on_cards AS TEXT) || ' onto cards names other sums'
    FROM refund r JOIN orders o ON o.id = r.order_id
    WHERE r.on_cards <> (SELECT CAST(COALESCE(SUM(b.amount), 0) AS BIGINT) FROM refund_part b WHERE b.refund_id = r.id)"
);

/// Paid orders that have another sum than their total, beside what changes agreed to give back and what they still wait for; one that waits
/// for its cash has none yet. And differences that nobody can pay.
pub(super) const PAID: &str = concat!(
    "SELECT 'order ' || n.number AS subject,
        CAST(n.captured AS TEXT) || ' came of ' || CAST(n.total AS TEXT) AS detail
    FROM (SELECT o.number AS number, o.total AS total, (SELECT CAST(COALESCE(SUM(p.captured), 0) AS BIGINT)
            FROM payment p WHERE p.order_id = o.id AND p.state = 'captured')
            + (SELECT CAST(COALESCE(SUM(c.amount), 0) AS BIGINT) FROM payment_part c
                WHERE c.order_id = o.id AND c.state = 'spent')
            - ",
    given_back!(),
    " + o.awaited AS captured
        FROM orders o WHERE o.state IN ('confirmed', 'completed') AND NOT EXISTS (SELECT 1 FROM payment c
            WHERE c.order_id = o.id AND c.method = 'cash_on_delivery' AND c.state = 'pending')) n
    WHERE n.total <> n.captured
    UNION ALL SELECT 'order ' || o.number, CAST(o.awaited AS TEXT) || ' are awaited, and no payment is about them'
    FROM orders o WHERE o.awaited > 0 AND (o.state <> 'confirmed' OR NOT EXISTS (SELECT 1 FROM payment p
        WHERE p.order_id = o.id AND p.is_difference = 1 AND p.amount = o.awaited))"
);

/// What the test provider has taken, by its own log, and no payment of ours knows: `$1` before when.
pub(super) const TAKEN: &str = "SELECT 'order ' || t.order_number AS subject,
        'the test provider took ' || CAST(e.amount AS TEXT) || ' ' || e.currency || ' under ' || e.reference AS detail
    FROM test_provider_entry e JOIN test_provider_payment t ON t.reference = e.reference
    WHERE e.kind = 'captured' AND e.created_at < $1 AND NOT EXISTS (SELECT 1
        FROM payment_attempt a JOIN payment p ON p.id = a.payment_id
        WHERE a.provider_reference = e.reference AND p.state IN ('captured', 'mismatched', 'refunded'))";

/// Payments of shoppers' orders that count as taken, and that the test provider's own log does not know with this sum.
pub(super) const HAS_MONEY: &str = "SELECT 'order ' || o.number AS subject,
        CAST(p.captured AS TEXT) || ' ' || p.currency || ' are not in the log of the test provider' AS detail
    FROM payment p JOIN orders o ON o.id = p.order_id
    WHERE p.method = 'test' AND p.state IN ('captured', 'mismatched', 'refunded') AND o.cart_id IS NOT NULL
      AND p.captured > 0
      AND NOT EXISTS (SELECT 1 FROM payment_attempt a JOIN test_provider_entry e ON e.reference = a.provider_reference
        WHERE a.payment_id = p.id AND e.kind = 'captured' AND e.amount = p.captured AND e.currency = p.currency)";

/// Carts with two living orders, and orders that were paid twice without anybody having noticed.
pub(super) const ONCE: &str =
    "SELECT 'cart ' || CAST(o.cart_id AS TEXT) AS subject, CAST(COUNT(*) AS TEXT) || ' living orders' AS detail
    FROM orders o WHERE o.cart_id IS NOT NULL AND o.state <> 'cancelled' GROUP BY o.cart_id HAVING COUNT(*) > 1
    UNION ALL SELECT 'order ' || o.number, CAST(COUNT(*) AS TEXT) || ' captures'
    FROM payment p JOIN orders o ON o.id = p.order_id WHERE p.state = 'captured' AND p.is_difference = 0 GROUP BY o.id, o.number HAVING COUNT(*) > 1";

/// Movements of money that do not add up to nothing, or have one side alone.
pub(super) const BOOKS: &str = "SELECT 'transaction ' || t.event AS subject,
        CAST(COUNT(e.position) AS TEXT) || ' entries add up to ' || CAST(COALESCE(SUM(e.amount), 0) AS TEXT) AS detail
    FROM ledger_transaction t LEFT JOIN ledger_entry e ON e.transaction_id = t.id
    GROUP BY t.id, t.event HAVING COALESCE(SUM(e.amount), 0) <> 0 OR COUNT(e.position) < 2
    UNION ALL SELECT 'transaction ' || t.event, 'it is in ' || t.currency || ', and its order in ' || o.currency
    FROM ledger_transaction t JOIN orders o ON o.id = t.order_id WHERE t.currency <> o.currency
      AND EXISTS (SELECT 1 FROM payment p WHERE p.order_id = o.id AND p.state = 'captured'
        AND t.event = 'payment:' || CAST(p.id AS TEXT))
    UNION ALL SELECT 'order ' || o.number, 'its payment is in ' || p.currency || ', and the order in ' || o.currency
    FROM payment p JOIN orders o ON o.id = p.order_id WHERE p.currency <> o.currency
    UNION ALL SELECT 'order ' || o.number, 'its refund is in ' || r.currency || ', and the order in ' || o.currency
    FROM refund r JOIN orders o ON o.id = r.order_id WHERE r.currency <> o.currency
    UNION ALL SELECT 'order ' || o.number, 'it was priced by a rate from ' || r.base || ' to the same'
    FROM order_rate r JOIN orders o ON o.id = r.order_id WHERE r.base = o.currency";

/// Payments of which more went back than came, or otherwise than the refunds say; lines of which more went back than was bought;
/// refunds that are done and not in the books; and what the test provider gave back without a refund of ours.
pub(super) const REFUNDS: &str = "SELECT 'order ' || o.number AS subject, CAST(n.refunded AS TEXT) || ' went back and '
        || CAST(n.refund_pending AS TEXT) || ' is on its way of ' || CAST(n.captured AS TEXT) || '; the refunds say '
        || CAST(n.done AS TEXT) || ' and ' || CAST(n.open AS TEXT) AS detail
    FROM (SELECT p.order_id AS order_id, p.captured AS captured, p.refunded AS refunded, p.refund_pending AS refund_pending,
            (SELECT CAST(COALESCE(SUM(r.amount - r.on_cards - r.elsewhere), 0) AS BIGINT) FROM refund r
                WHERE r.payment_id = p.id AND r.state = 'done') AS done,
            (SELECT CAST(COALESCE(SUM(r.amount - r.on_cards - r.elsewhere), 0) AS BIGINT) FROM refund r
                WHERE r.payment_id = p.id AND r.state IN ('pending', 'unknown')) AS open
        FROM payment p) n JOIN orders o ON o.id = n.order_id
    WHERE n.refunded + n.refund_pending > n.captured OR n.refunded <> n.done OR n.refund_pending <> n.open
    UNION ALL SELECT 'order ' || o.number, 'more of ' || l.sku || ' went back than was bought' FROM order_line l
    JOIN orders o ON o.id = l.order_id JOIN refund_line f ON f.order_line_id = l.id
    JOIN refund r ON r.id = f.refund_id AND r.state <> 'refused'
    GROUP BY l.id, l.sku, o.number, l.quantity, l.line_total, l.added_tax, l.prorated_discount
    HAVING SUM(f.quantity) > l.quantity OR SUM(f.amount) > l.line_total + l.added_tax + l.prorated_discount
    UNION ALL SELECT 'order ' || o.number, 'a refund of ' || CAST(r.amount AS TEXT) || ' is not in the books'
    FROM refund r JOIN orders o ON o.id = r.order_id WHERE r.state = 'done'
      AND NOT EXISTS (SELECT 1 FROM ledger_transaction t WHERE t.event = 'refund:' || CAST(r.id AS TEXT))
    UNION ALL SELECT 'order ' || t.order_number, 'the test provider gave back ' || CAST(b.amount AS TEXT) || ' without a refund'
    FROM test_provider_refund b JOIN test_provider_payment t ON t.reference = b.payment_reference
    WHERE NOT EXISTS (SELECT 1 FROM refund r WHERE CAST(r.id AS TEXT) = b.idempotency_key AND r.amount - r.on_cards - r.elsewhere = b.amount
        AND r.state <> 'refused')
    UNION ALL SELECT 'order ' || o.number, 'a refund of ' || CAST(r.amount AS TEXT) || ' names other sums of further payments'
    FROM refund r JOIN orders o ON o.id = r.order_id
    WHERE r.elsewhere <> (SELECT CAST(COALESCE(SUM(m.amount), 0) AS BIGINT) FROM refund m WHERE m.main_id = r.id)";

/// Series of documents that have a gap, and invoices of which more was credited than they were about.
pub(super) const DOCUMENTS: &str = "SELECT 'documents of the kind ' || d.kind AS subject,
        CAST(COUNT(*) AS TEXT) || ' with numbers from ' || CAST(MIN(d.sequence) AS TEXT) || ' to '
            || CAST(MAX(d.sequence) AS TEXT) AS detail
    FROM document d GROUP BY d.kind HAVING MIN(d.sequence) <> 1 OR MAX(d.sequence) <> COUNT(*)
    UNION ALL SELECT 'invoice ' || i.number, CAST(SUM(c.total) AS TEXT) || ' credited of ' || CAST(i.total AS TEXT)
    FROM document i JOIN document c ON c.order_id = i.order_id AND c.kind = 'credit_note' AND c.cancels_id IS NULL
    WHERE i.kind = 'invoice' AND NOT EXISTS (SELECT 1 FROM document x WHERE x.cancels_id = i.id)
    GROUP BY i.id, i.number, i.total HAVING SUM(c.total) > i.total
    UNION ALL SELECT 'invoice ' || i.number, 'it was of ' || CAST(i.total AS TEXT) || ' and is cancelled by ' || CAST(c.total AS TEXT)
    FROM document i JOIN document c ON c.cancels_id = i.id WHERE c.total <> i.total OR c.order_id <> i.order_id
    UNION ALL SELECT 'order ' || o.number, CAST(COUNT(*) AS TEXT) || ' invoices that count' FROM document i
    JOIN orders o ON o.id = i.order_id
    WHERE i.kind = 'invoice' AND NOT EXISTS (SELECT 1 FROM document x WHERE x.cancels_id = i.id)
    GROUP BY o.id, o.number HAVING COUNT(*) > 1";
