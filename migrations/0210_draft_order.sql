-- Orders that are changed before they are sent.

-- "revision" counts the changes. "awaited" is what a change made an order cost more that was paid already, until that has come too: such
-- an order is not sent.
ALTER TABLE orders ADD COLUMN revision BIGINT NOT NULL DEFAULT 0;
ALTER TABLE orders ADD COLUMN awaited BIGINT NOT NULL DEFAULT 0
    CONSTRAINT orders_awaited_within_total CHECK (awaited >= 0 AND awaited <= total);

-- Whether a payment is about what a change made an order cost more.
ALTER TABLE payment ADD COLUMN is_difference BIGINT NOT NULL DEFAULT 0
    CONSTRAINT payment_is_difference_bool CHECK (is_difference IN (0, 1));

-- A change: what the order was of and what it cost before and after, as JSON without names and addresses. "difference" is what it costs
-- more, or less.
CREATE TABLE order_edit (
    id BIGINT NOT NULL,
    order_id BIGINT NOT NULL,
    revision BIGINT NOT NULL,
    before TEXT NOT NULL,
    after TEXT NOT NULL,
    difference BIGINT NOT NULL,
    reason TEXT NOT NULL,
    actor TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    CONSTRAINT order_edit_pk PRIMARY KEY (id),
    CONSTRAINT order_edit_once UNIQUE (order_id, revision),
    CONSTRAINT order_edit_order_fk FOREIGN KEY (order_id) REFERENCES orders (id)
);

-- The change that a refund gives the difference of. A refund of what several payments brought has a part for each further one: "main_id" is
-- the refund that it is a part of, and "elsewhere" what of a refund its parts give back.
ALTER TABLE refund ADD COLUMN edit_id BIGINT CONSTRAINT refund_edit_fk REFERENCES order_edit (id);
ALTER TABLE refund ADD COLUMN main_id BIGINT CONSTRAINT refund_main_fk REFERENCES refund (id);
ALTER TABLE refund ADD COLUMN elsewhere BIGINT NOT NULL DEFAULT 0
    CONSTRAINT refund_elsewhere_within_amount CHECK (elsewhere >= 0 AND on_cards + elsewhere <= amount);
CREATE INDEX refund_edit ON refund (edit_id);
CREATE INDEX refund_main ON refund (main_id);

-- An order has one invoice for each of its revisions that was billed. One that is outdated is cancelled by a credit note of all of it,
-- "cancels_id". No constraint of a table can be changed in SQLite, so the table is made anew.
CREATE TABLE document_kept AS SELECT * FROM document;
DROP TABLE document;
CREATE TABLE document (
    id BIGINT NOT NULL,
    kind TEXT NOT NULL,
    sequence BIGINT NOT NULL,
    number TEXT NOT NULL,
    order_id BIGINT NOT NULL,
    refund_id BIGINT,
    total BIGINT NOT NULL,
    currency TEXT NOT NULL,
    content TEXT NOT NULL,
    issued_at BIGINT NOT NULL,
    revision BIGINT NOT NULL DEFAULT 0,
    cancels_id BIGINT,
    CONSTRAINT document_pk PRIMARY KEY (id),
    CONSTRAINT document_sequence_unique UNIQUE (kind, sequence),
    CONSTRAINT document_number_unique UNIQUE (number),
    CONSTRAINT document_order_fk FOREIGN KEY (order_id) REFERENCES orders (id),
    CONSTRAINT document_refund_fk FOREIGN KEY (refund_id) REFERENCES refund (id),
    CONSTRAINT document_cancels_fk FOREIGN KEY (cancels_id) REFERENCES document (id),
    CONSTRAINT document_kind_known CHECK (kind IN ('invoice', 'credit_note')),
    CONSTRAINT document_subject_of_credit_note CHECK (kind = 'invoice' AND refund_id IS NULL AND cancels_id IS NULL
        OR kind = 'credit_note' AND (refund_id IS NULL) <> (cancels_id IS NULL))
);
INSERT INTO document (id, kind, sequence, number, order_id, refund_id, total, currency, content, issued_at)
    SELECT id, kind, sequence, number, order_id, refund_id, total, currency, content, issued_at FROM document_kept;
DROP TABLE document_kept;
CREATE INDEX document_order ON document (order_id);
CREATE UNIQUE INDEX document_invoice_unique ON document (order_id, revision) WHERE kind = 'invoice';
CREATE UNIQUE INDEX document_credit_note_unique ON document (refund_id) WHERE refund_id IS NOT NULL;
CREATE UNIQUE INDEX document_cancels_unique ON document (cancels_id) WHERE cancels_id IS NOT NULL;
