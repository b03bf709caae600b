-- Accounts of customers. A customer without "account_since" has none: the shop knows them from their orders or from an import.

ALTER TABLE customer ADD COLUMN account_since BIGINT;
-- Empty: this customer signs in by links that are mailed.
ALTER TABLE customer ADD COLUMN password_hash TEXT NOT NULL DEFAULT '';
ALTER TABLE customer ADD COLUMN signed_in_at BIGINT;

-- At most one address of a customer is the usual one for parcels, and one for bills.
ALTER TABLE customer_address ADD COLUMN for_delivery BIGINT NOT NULL DEFAULT 0
    CONSTRAINT customer_address_for_delivery_bool CHECK (for_delivery IN (0, 1));
ALTER TABLE customer_address ADD COLUMN for_bills BIGINT NOT NULL DEFAULT 0
    CONSTRAINT customer_address_for_bills_bool CHECK (for_bills IN (0, 1));
CREATE UNIQUE INDEX customer_address_delivery_unique ON customer_address (customer_id) WHERE for_delivery = 1;
CREATE UNIQUE INDEX customer_address_bills_unique ON customer_address (customer_id) WHERE for_bills = 1;

-- Of every secret only its SHA-256 is kept. "by_link" tells how the session began: whoever came by a mailed link may set a password
-- without the one before.
CREATE TABLE customer_session (
    id BIGINT NOT NULL,
    token_hash TEXT NOT NULL,
    customer_id BIGINT NOT NULL,
    by_link BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    seen_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL,
    CONSTRAINT customer_session_pk PRIMARY KEY (id),
    CONSTRAINT customer_session_token_unique UNIQUE (token_hash),
    CONSTRAINT customer_session_customer_fk FOREIGN KEY (customer_id) REFERENCES customer (id) ON DELETE CASCADE,
    CONSTRAINT customer_session_by_link_bool CHECK (by_link IN (0, 1))
);
CREATE INDEX customer_session_customer ON customer_session (customer_id);

-- A link that was mailed. "email" is where it went: it proves this address and no other. "order_id" is the order whose name and address
-- are kept when it opens an account.
CREATE TABLE customer_link (
    token_hash TEXT NOT NULL,
    customer_id BIGINT NOT NULL,
    purpose TEXT NOT NULL,
    email TEXT NOT NULL,
    order_id BIGINT,
    expires_at BIGINT NOT NULL,
    used_at BIGINT,
    CONSTRAINT customer_link_pk PRIMARY KEY (token_hash),
    CONSTRAINT customer_link_customer_fk FOREIGN KEY (customer_id) REFERENCES customer (id) ON DELETE CASCADE,
    CONSTRAINT customer_link_order_fk FOREIGN KEY (order_id) REFERENCES orders (id),
    CONSTRAINT customer_link_purpose_known CHECK (purpose IN ('sign_in', 'email'))
);
CREATE INDEX customer_link_customer ON customer_link (customer_id);
CREATE INDEX customer_link_order ON customer_link (order_id);

-- What the people of the shop noted about a customer.
CREATE TABLE customer_note (
    id BIGINT NOT NULL,
    customer_id BIGINT NOT NULL,
    text TEXT NOT NULL,
    actor TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    CONSTRAINT customer_note_pk PRIMARY KEY (id),
    CONSTRAINT customer_note_customer_fk FOREIGN KEY (customer_id) REFERENCES customer (id) ON DELETE CASCADE
);
CREATE INDEX customer_note_customer ON customer_note (customer_id, id);
