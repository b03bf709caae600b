-- Invoices and credit notes: numbered without a gap, frozen when they are issued.

-- The language in which the shopper ordered; empty where it is not known.
ALTER TABLE orders ADD COLUMN language TEXT NOT NULL DEFAULT '';

-- "sequence" is the place in its series, "number" what people read, "content" all that it says, as JSON: neither products nor
-- settings can change it afterwards. An order has one invoice, a refund one credit note.
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
    CONSTRAINT document_pk PRIMARY KEY (id),
    CONSTRAINT document_sequence_unique UNIQUE (kind, sequence),
    CONSTRAINT document_number_unique UNIQUE (number),
    CONSTRAINT document_order_fk FOREIGN KEY (order_id) REFERENCES orders (id),
    CONSTRAINT document_refund_fk FOREIGN KEY (refund_id) REFERENCES refund (id),
    CONSTRAINT document_kind_known CHECK (kind IN ('invoice', 'credit_note')),
    CONSTRAINT document_refund_of_credit_note CHECK ((kind = 'credit_note') = (refund_id IS NOT NULL))
);
CREATE INDEX document_order ON document (order_id);
CREATE UNIQUE INDEX document_invoice_unique ON document (order_id) WHERE kind = 'invoice';
CREATE UNIQUE INDEX document_credit_note_unique ON document (refund_id) WHERE kind = 'credit_note';
