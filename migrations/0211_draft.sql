-- Offers that the shop writes for a customer, who orders and pays by a link.

-- What was agreed about a cart: the way of delivery, empty for any, to which country and postcode, which may be empty, and what that
-- costs, in the currency of its draft.
ALTER TABLE cart ADD COLUMN agreed_shipping TEXT NOT NULL DEFAULT '';
ALTER TABLE cart ADD COLUMN agreed_country TEXT NOT NULL DEFAULT '';
ALTER TABLE cart ADD COLUMN agreed_postcode TEXT NOT NULL DEFAULT '';
ALTER TABLE cart ADD COLUMN agreed_price BIGINT
    CONSTRAINT cart_agreed_price_not_negative CHECK (agreed_price IS NULL OR agreed_price >= 0);

-- What one item was agreed to cost, in the currency of the draft; NULL for what the shop asks.
ALTER TABLE cart_line ADD COLUMN agreed_price BIGINT
    CONSTRAINT cart_line_agreed_price_not_negative CHECK (agreed_price IS NULL OR agreed_price >= 0);

-- A draft has a cart of its own, which nobody else opens: it is ordered when that is. "link" counts the links that were made; only the
-- last one opens it. "address" and "content" are JSON as typed; "total" is the sum when it was saved, for lists.
CREATE TABLE draft (
    id BIGINT NOT NULL,
    version BIGINT NOT NULL DEFAULT 1,
    number TEXT NOT NULL,
    cart_id BIGINT NOT NULL,
    link BIGINT NOT NULL DEFAULT 0,
    token_hash TEXT,
    state TEXT NOT NULL DEFAULT 'draft',
    currency TEXT NOT NULL,
    language TEXT NOT NULL,
    email TEXT NOT NULL,
    full_name TEXT NOT NULL,
    address TEXT NOT NULL,
    content TEXT NOT NULL,
    note TEXT NOT NULL,
    last_day BIGINT NOT NULL,
    total BIGINT NOT NULL,
    actor TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL,
    sent_at BIGINT,
    CONSTRAINT draft_pk PRIMARY KEY (id),
    CONSTRAINT draft_number_unique UNIQUE (number),
    CONSTRAINT draft_cart_unique UNIQUE (cart_id),
    CONSTRAINT draft_token_unique UNIQUE (token_hash),
    CONSTRAINT draft_cart_fk FOREIGN KEY (cart_id) REFERENCES cart (id),
    CONSTRAINT draft_state_known CHECK (state IN ('draft', 'sent', 'withdrawn')),
    CONSTRAINT draft_sent_has_link CHECK (state <> 'sent' OR token_hash IS NOT NULL),
    CONSTRAINT draft_total_not_negative CHECK (total >= 0)
);
CREATE INDEX draft_email ON draft (email);
