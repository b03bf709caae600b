-- Moving in: what another shop knew of people and orders, and where its addresses lead to.

ALTER TABLE customer ADD COLUMN phone TEXT NOT NULL DEFAULT '';
ALTER TABLE customer ADD COLUMN note TEXT NOT NULL DEFAULT '';
ALTER TABLE customer ADD COLUMN tags TEXT NOT NULL DEFAULT '';
-- Whether the other shop had the customer's word that news may be sent; no more than a hint here.
ALTER TABLE customer ADD COLUMN wants_news BIGINT NOT NULL DEFAULT 0 CONSTRAINT customer_wants_news_bool CHECK (wants_news IN (0, 1));

CREATE TABLE customer_address (
    id BIGINT NOT NULL,
    customer_id BIGINT NOT NULL,
    position BIGINT NOT NULL DEFAULT 0,
    full_name TEXT NOT NULL,
    company TEXT NOT NULL DEFAULT '',
    street TEXT NOT NULL,
    extra TEXT NOT NULL DEFAULT '',
    postcode TEXT NOT NULL,
    town TEXT NOT NULL,
    region TEXT NOT NULL DEFAULT '',
    country TEXT NOT NULL,
    phone TEXT NOT NULL DEFAULT '',
    CONSTRAINT customer_address_pk PRIMARY KEY (id),
    CONSTRAINT customer_address_customer_fk FOREIGN KEY (customer_id) REFERENCES customer (id) ON DELETE CASCADE
);
CREATE INDEX customer_address_customer ON customer_address (customer_id, position);

-- An order of the shop that this one moved from: history, with the words that the other shop used. It holds no stock, asks for
-- no money and sends no mail.
CREATE TABLE past_order (
    id BIGINT NOT NULL,
    platform TEXT NOT NULL,
    number TEXT NOT NULL,
    customer_id BIGINT,
    email TEXT NOT NULL DEFAULT '',
    full_name TEXT NOT NULL DEFAULT '',
    company TEXT NOT NULL DEFAULT '',
    street TEXT NOT NULL DEFAULT '',
    extra TEXT NOT NULL DEFAULT '',
    postcode TEXT NOT NULL DEFAULT '',
    town TEXT NOT NULL DEFAULT '',
    region TEXT NOT NULL DEFAULT '',
    country TEXT NOT NULL DEFAULT '',
    phone TEXT NOT NULL DEFAULT '',
    currency TEXT NOT NULL,
    goods BIGINT NOT NULL,
    discount BIGINT NOT NULL DEFAULT 0,
    shipping BIGINT NOT NULL DEFAULT 0,
    tax BIGINT NOT NULL DEFAULT 0,
    total BIGINT NOT NULL,
    refunded BIGINT NOT NULL DEFAULT 0,
    state TEXT NOT NULL DEFAULT '',
    payment_state TEXT NOT NULL DEFAULT '',
    payment_name TEXT NOT NULL DEFAULT '',
    shipping_name TEXT NOT NULL DEFAULT '',
    note TEXT NOT NULL DEFAULT '',
    placed_at BIGINT NOT NULL,
    CONSTRAINT past_order_pk PRIMARY KEY (id),
    CONSTRAINT past_order_customer_fk FOREIGN KEY (customer_id) REFERENCES customer (id)
);
CREATE INDEX past_order_customer ON past_order (customer_id);
CREATE INDEX past_order_placed ON past_order (placed_at, id);
CREATE INDEX past_order_number ON past_order (number);

CREATE TABLE past_order_line (
    id BIGINT NOT NULL,
    past_order_id BIGINT NOT NULL,
    position BIGINT NOT NULL,
    variant_id BIGINT,
    title TEXT NOT NULL,
    sku TEXT NOT NULL DEFAULT '',
    quantity BIGINT NOT NULL,
    unit_price BIGINT NOT NULL,
    CONSTRAINT past_order_line_pk PRIMARY KEY (id),
    CONSTRAINT past_order_line_order_fk FOREIGN KEY (past_order_id) REFERENCES past_order (id) ON DELETE CASCADE,
    CONSTRAINT past_order_line_variant_fk FOREIGN KEY (variant_id) REFERENCES variant (id)
);
CREATE INDEX past_order_line_order ON past_order_line (past_order_id, position);
CREATE INDEX past_order_line_variant ON past_order_line (variant_id);

-- What was imported beside products, by its key on the other platform: what import_key is for products.
CREATE TABLE import_record (
    platform TEXT NOT NULL,
    kind TEXT NOT NULL,
    external_key TEXT NOT NULL,
    own_id BIGINT NOT NULL,
    digest TEXT NOT NULL,
    CONSTRAINT import_record_pk PRIMARY KEY (platform, kind, external_key),
    CONSTRAINT import_record_kind_known CHECK (kind IN ('customer', 'order'))
);

-- Where an address of the other shop leads to: both are paths of this shop, "path" with its query when it had one.
CREATE TABLE redirect (
    path TEXT NOT NULL,
    target TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    CONSTRAINT redirect_pk PRIMARY KEY (path)
);
