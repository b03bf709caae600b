//! The rules of effects: mails, messages, sessions.

/// What happened to a shopper's order and no mail tells, withdrawals that no mail confirms, and mails that tell it twice: `$1` since when.
pub(super) const TOLD: &str = "SELECT 'order ' || o.number AS subject, 'no mail tells that it was ' || e.kind AS detail
    FROM order_event e JOIN orders o ON o.id = e.order_id AND o.cart_id IS NOT NULL
    LEFT JOIN outbox t ON t.kind = 'mail' AND t.payload = '{\"mail\":\"' || CASE e.kind WHEN 'sent' THEN 'order_sent'
        WHEN 'cancelled' THEN 'order_cancelled' WHEN 'promised' THEN 'order_promised' ELSE 'payment_received' END || '\",\"order\":' || CAST(e.order_id AS TEXT) || '}'
    LEFT JOIN outbox c ON c.kind = 'mail' AND e.kind = 'paid'
        AND c.payload = '{\"mail\":\"order_confirmed\",\"order\":' || CAST(e.order_id AS TEXT) || '}'
    WHERE e.kind IN ('paid', 'promised', 'sent', 'cancelled') AND e.created_at > $1 AND t.id IS NULL AND c.id IS NULL
    UNION ALL SELECT 'order ' || o.number, 'no mail confirms its withdrawal ' || CAST(r.sequence AS TEXT)
    FROM returns r JOIN orders o ON o.id = r.order_id WHERE r.kind = 'withdrawal' AND r.created_at > $1
      AND NOT EXISTS (SELECT 1 FROM outbox m WHERE m.kind = 'mail' AND m.payload = '{\"mail\":\"withdrawn\",\"order\":'
        || CAST(r.order_id AS TEXT) || ',\"return\":' || CAST(r.id AS TEXT) || '}')
    UNION ALL SELECT n.payload, CAST(n.mails AS TEXT) || ' mails' FROM (SELECT m.payload AS payload, COUNT(*) AS mails
        FROM outbox m WHERE m.kind = 'mail' AND (m.payload LIKE '%\"order_placed\"%' OR m.payload LIKE '%\"order_confirmed\"%'
            OR m.payload LIKE '%\"order_promised\"%' OR m.payload LIKE '%\"payment_received\"%') GROUP BY m.payload) n WHERE n.mails > 1";

/// Sessions of people who were disabled, and of customers without an account.
pub(super) const SESSIONS: &str = "SELECT 'person ' || t.email AS subject, 'disabled, and signed in' AS detail
    FROM staff_session s JOIN staff t ON t.id = s.staff_id WHERE t.active = 0
    UNION ALL SELECT 'customer ' || CAST(c.id AS TEXT), 'no account, and signed in'
    FROM customer_session d JOIN customer c ON c.id = d.customer_id WHERE c.account_since IS NULL";

/// Messages of the test provider that the shop answered with success and does not remember.
pub(super) const MESSAGES: &str = "SELECT 'message ' || m.id AS subject, 'it was taken and is not remembered' AS detail
    FROM test_provider_message m WHERE m.delivered_at IS NOT NULL
      AND NOT EXISTS (SELECT 1 FROM webhook_event w WHERE w.provider = 'test' AND w.id = m.id)";

/// Effects that are due or were given up, and payments of which nothing was heard although nobody types a card: `$1` before when. Who
/// took an effect and died leaves it for a minute: it is late when nobody has taken it ten seconds later. What is for the search index
/// waits for a shop that runs, because the index is in its memory: it is late after another hour.
pub(super) const QUEUES: &str = "SELECT 'effect ' || CAST(t.id AS TEXT) AS subject,
        t.kind || CASE WHEN t.state = 'dead' THEN ' was given up: ' ELSE ' waits: ' END || t.last_error AS detail
    FROM outbox t WHERE t.state = 'dead' OR (t.state = 'waiting'
        AND t.created_at < CAST($1 AS BIGINT) - CASE t.kind WHEN 'search.index' THEN 3600000 ELSE 0 END
        AND (t.lease_until = 0 OR t.lease_until < CAST($1 AS BIGINT) - 10000))
    UNION ALL SELECT 'order ' || o.number, 'its payment was ' || a.state || ' and never heard of'
    FROM payment_attempt a JOIN payment p ON p.id = a.payment_id JOIN orders o ON o.id = p.order_id
    WHERE a.state IN ('created', 'unknown') AND p.state IN ('pending', 'unknown') AND a.created_at < $1";
