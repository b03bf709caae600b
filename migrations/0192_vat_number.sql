-- Businesses of other member states that buy without tax: what was answered about their numbers, and which an order was placed with.

-- What a member state last said of a number. "is_valid" of a number that nobody knows is 0.
CREATE TABLE vat_check (
    number TEXT NOT NULL,
    is_valid BIGINT NOT NULL,
    name TEXT NOT NULL DEFAULT '',
    inquiry TEXT NOT NULL DEFAULT '',
    checked_at BIGINT NOT NULL,
    CONSTRAINT vat_check_pk PRIMARY KEY (number),
    CONSTRAINT vat_check_is_valid_bool CHECK (is_valid IN (0, 1))
);

-- The check as it stood when the order was placed: it is the proof that the sale was rightly without tax. Empty for everybody else.
ALTER TABLE orders ADD COLUMN vat_number TEXT NOT NULL DEFAULT '';
ALTER TABLE orders ADD COLUMN vat_name TEXT NOT NULL DEFAULT '';
ALTER TABLE orders ADD COLUMN vat_inquiry TEXT NOT NULL DEFAULT '';
ALTER TABLE orders ADD COLUMN vat_checked_at BIGINT NOT NULL DEFAULT 0;
