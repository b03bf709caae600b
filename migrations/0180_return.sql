-- Returns: items that shoppers send back, and contracts that they withdraw from.

-- "return" is a word of Rust, hence the plural. "form_key" is the key of the form that was sent: what is sent again under it is the same
-- return. "sequence" counts the returns of an order; people call one by the order's number and it.
CREATE TABLE returns (
    id BIGINT NOT NULL,
    order_id BIGINT NOT NULL,
    sequence BIGINT NOT NULL,
    form_key TEXT NOT NULL,
    kind TEXT NOT NULL,
    state TEXT NOT NULL,
    words TEXT NOT NULL DEFAULT '',
    answer TEXT NOT NULL DEFAULT '',
    refund_id BIGINT,
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL,
    CONSTRAINT returns_pk PRIMARY KEY (id),
    CONSTRAINT returns_sequence_unique UNIQUE (order_id, sequence),
    CONSTRAINT returns_key_unique UNIQUE (order_id, form_key),
    CONSTRAINT returns_order_fk FOREIGN KEY (order_id) REFERENCES orders (id),
    CONSTRAINT returns_refund_fk FOREIGN KEY (refund_id) REFERENCES refund (id),
    CONSTRAINT returns_kind_known CHECK (kind IN ('withdrawal', 'return')),
    CONSTRAINT returns_state_known
        CHECK (state IN ('requested', 'approved', 'refused', 'cancelled', 'received', 'closed')),
    CONSTRAINT returns_refund_of_closed CHECK (refund_id IS NULL OR state = 'closed')
);
CREATE INDEX returns_state ON returns (state, id);
CREATE INDEX returns_refund ON returns (refund_id);

-- "unsent" of them had not left the shop and need not come back. "accepted" is what is paid back of them, "restock" what of that returns
-- to the shelf; "condition" is empty until somebody has looked.
CREATE TABLE return_line (
    return_id BIGINT NOT NULL,
    order_line_id BIGINT NOT NULL,
    quantity BIGINT NOT NULL,
    unsent BIGINT NOT NULL DEFAULT 0,
    reason TEXT NOT NULL DEFAULT '',
    accepted BIGINT NOT NULL DEFAULT 0,
    restock BIGINT NOT NULL DEFAULT 0,
    condition TEXT NOT NULL DEFAULT '',
    CONSTRAINT return_line_pk PRIMARY KEY (return_id, order_line_id),
    CONSTRAINT return_line_return_fk FOREIGN KEY (return_id) REFERENCES returns (id),
    CONSTRAINT return_line_order_line_fk FOREIGN KEY (order_line_id) REFERENCES order_line (id),
    CONSTRAINT return_line_quantity_positive CHECK (quantity > 0),
    CONSTRAINT return_line_unsent_within_quantity CHECK (unsent >= 0 AND unsent <= quantity),
    CONSTRAINT return_line_accepted_within_quantity CHECK (accepted >= 0 AND accepted <= quantity),
    CONSTRAINT return_line_restock_within_accepted CHECK (restock >= 0 AND restock <= accepted)
);
CREATE INDEX return_line_order_line ON return_line (order_line_id);

-- How many items of a line of a refund return to the shelf once the money has gone back; before, all of them or none.
ALTER TABLE refund_line ADD COLUMN restock BIGINT NOT NULL DEFAULT 0
    CONSTRAINT refund_line_restock_within_quantity CHECK (restock >= 0 AND restock <= quantity);
UPDATE refund_line SET restock = quantity WHERE refund_id IN (SELECT r.id FROM refund r WHERE r.restock = 1);
