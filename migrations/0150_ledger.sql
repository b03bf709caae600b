-- Money: one double-entry ledger, and money that goes back.

-- A movement of money: several entries of one currency that add up to nothing. "event" names what happened and happens once.
-- Rows are added and never changed; besides this file, both databases get triggers that refuse it. The order is named without a
-- rule: books outlive what they are about.
CREATE TABLE ledger_transaction (
    id BIGINT NOT NULL,
    event TEXT NOT NULL,
    currency TEXT NOT NULL,
    order_id BIGINT,
    created_at BIGINT NOT NULL,
    CONSTRAINT ledger_transaction_pk PRIMARY KEY (id),
    CONSTRAINT ledger_transaction_event_unique UNIQUE (event)
);
CREATE INDEX ledger_transaction_order ON ledger_transaction (order_id);
CREATE INDEX ledger_transaction_created ON ledger_transaction (created_at);

-- A debit is positive, a credit negative.
CREATE TABLE ledger_entry (
    transaction_id BIGINT NOT NULL,
    position BIGINT NOT NULL,
    account TEXT NOT NULL,
    amount BIGINT NOT NULL,
    CONSTRAINT ledger_entry_pk PRIMARY KEY (transaction_id, position),
    CONSTRAINT ledger_entry_transaction_fk FOREIGN KEY (transaction_id) REFERENCES ledger_transaction (id),
    CONSTRAINT ledger_entry_amount_not_zero CHECK (amount <> 0)
);
CREATE INDEX ledger_entry_account ON ledger_entry (account);

-- What went back of a payment, and what is on its way: together never more than was taken.
ALTER TABLE payment ADD COLUMN refunded BIGINT NOT NULL DEFAULT 0
    CONSTRAINT payment_refunded_not_negative CHECK (refunded >= 0);
ALTER TABLE payment ADD COLUMN refund_pending BIGINT NOT NULL DEFAULT 0
    CONSTRAINT payment_refunds_within_captured CHECK (refund_pending >= 0 AND refunded + refund_pending <= captured);

-- Money that goes back; its id is the provider's idempotency key. "rates" says as JSON what of it falls on which rate of tax.
CREATE TABLE refund (
    id BIGINT NOT NULL,
    order_id BIGINT NOT NULL,
    payment_id BIGINT NOT NULL,
    state TEXT NOT NULL,
    amount BIGINT NOT NULL,
    currency TEXT NOT NULL,
    shipping BIGINT NOT NULL,
    rates TEXT NOT NULL,
    restock BIGINT NOT NULL,
    reason TEXT NOT NULL,
    provider_reference TEXT NOT NULL DEFAULT '',
    actor TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL,
    CONSTRAINT refund_pk PRIMARY KEY (id),
    CONSTRAINT refund_order_fk FOREIGN KEY (order_id) REFERENCES orders (id),
    CONSTRAINT refund_payment_fk FOREIGN KEY (payment_id) REFERENCES payment (id),
    CONSTRAINT refund_state_known CHECK (state IN ('pending', 'unknown', 'done', 'refused')),
    CONSTRAINT refund_amount_positive CHECK (amount > 0),
    CONSTRAINT refund_shipping_not_negative CHECK (shipping >= 0),
    CONSTRAINT refund_restock_bool CHECK (restock IN (0, 1))
);
CREATE INDEX refund_order ON refund (order_id);
CREATE INDEX refund_payment ON refund (payment_id);

-- What of it falls on which line: items, and money.
CREATE TABLE refund_line (
    refund_id BIGINT NOT NULL,
    order_line_id BIGINT NOT NULL,
    quantity BIGINT NOT NULL,
    amount BIGINT NOT NULL,
    CONSTRAINT refund_line_pk PRIMARY KEY (refund_id, order_line_id),
    CONSTRAINT refund_line_refund_fk FOREIGN KEY (refund_id) REFERENCES refund (id),
    CONSTRAINT refund_line_order_line_fk FOREIGN KEY (order_line_id) REFERENCES order_line (id),
    CONSTRAINT refund_line_quantity_not_negative CHECK (quantity >= 0),
    CONSTRAINT refund_line_amount_not_negative CHECK (amount >= 0)
);
CREATE INDEX refund_line_order_line ON refund_line (order_line_id);

-- The gift cards whose money a refund took back, and how much.
CREATE TABLE refund_gift_card (
    refund_id BIGINT NOT NULL,
    gift_card_id BIGINT NOT NULL,
    amount BIGINT NOT NULL,
    CONSTRAINT refund_gift_card_pk PRIMARY KEY (refund_id, gift_card_id),
    CONSTRAINT refund_gift_card_refund_fk FOREIGN KEY (refund_id) REFERENCES refund (id),
    CONSTRAINT refund_gift_card_card_fk FOREIGN KEY (gift_card_id) REFERENCES gift_card (id),
    CONSTRAINT refund_gift_card_amount_positive CHECK (amount > 0)
);
CREATE INDEX refund_gift_card_card ON refund_gift_card (gift_card_id);

-- The test provider's own memory of what it gave back.
ALTER TABLE test_provider_payment ADD COLUMN refunded BIGINT NOT NULL DEFAULT 0
    CONSTRAINT test_provider_payment_refunded_within_amount CHECK (refunded >= 0 AND refunded <= amount);
CREATE TABLE test_provider_refund (
    reference TEXT NOT NULL,
    idempotency_key TEXT NOT NULL,
    payment_reference TEXT NOT NULL,
    amount BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    CONSTRAINT test_provider_refund_pk PRIMARY KEY (reference),
    CONSTRAINT test_provider_refund_key_unique UNIQUE (idempotency_key),
    CONSTRAINT test_provider_refund_payment_fk FOREIGN KEY (payment_reference) REFERENCES test_provider_payment (reference)
);
CREATE INDEX test_provider_refund_payment ON test_provider_refund (payment_reference);
