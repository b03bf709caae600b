-- Coupons: codes that take something off an order.

-- "number" is percent or minor units, by the kind. "used" is the number of orders that stand and use it; a claim counts it up by a
-- guarded statement, in the transaction of its order.
CREATE TABLE coupon (
    id BIGINT NOT NULL,
    version BIGINT NOT NULL DEFAULT 1,
    code TEXT NOT NULL,
    kind TEXT NOT NULL,
    number BIGINT NOT NULL,
    currency TEXT NOT NULL,
    least BIGINT NOT NULL DEFAULT 0,
    valid_from BIGINT,
    valid_until BIGINT,
    most_uses BIGINT,
    most_per_customer BIGINT,
    used BIGINT NOT NULL DEFAULT 0,
    active BIGINT NOT NULL DEFAULT 1,
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL,
    CONSTRAINT coupon_pk PRIMARY KEY (id),
    CONSTRAINT coupon_code_unique UNIQUE (code),
    CONSTRAINT coupon_code_not_empty CHECK (code <> ''),
    CONSTRAINT coupon_number_of_kind CHECK ((kind = 'percent' AND number BETWEEN 1 AND 100)
        OR (kind = 'amount' AND number > 0) OR (kind = 'free_shipping' AND number = 0)),
    CONSTRAINT coupon_least_not_negative CHECK (least >= 0),
    CONSTRAINT coupon_most_uses_positive CHECK (most_uses IS NULL OR most_uses > 0),
    CONSTRAINT coupon_most_per_customer_positive CHECK (most_per_customer IS NULL OR most_per_customer > 0),
    CONSTRAINT coupon_used_within_most CHECK (used >= 0 AND (most_uses IS NULL OR used <= most_uses)),
    CONSTRAINT coupon_active_bool CHECK (active IN (0, 1))
);

-- An order that uses a coupon. "customer_key" is the digest of the order's mail address. A use that was released never counts again.
CREATE TABLE coupon_use (
    id BIGINT NOT NULL,
    coupon_id BIGINT NOT NULL,
    order_id BIGINT NOT NULL,
    customer_key TEXT NOT NULL,
    state TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    CONSTRAINT coupon_use_pk PRIMARY KEY (id),
    CONSTRAINT coupon_use_order_unique UNIQUE (order_id),
    CONSTRAINT coupon_use_coupon_fk FOREIGN KEY (coupon_id) REFERENCES coupon (id),
    CONSTRAINT coupon_use_order_fk FOREIGN KEY (order_id) REFERENCES orders (id),
    CONSTRAINT coupon_use_state_known CHECK (state IN ('claimed', 'released'))
);
CREATE INDEX coupon_use_customer ON coupon_use (coupon_id, customer_key);

-- What was typed in, whether there is such a code or not: it is looked at anew at each pricing.
ALTER TABLE cart ADD COLUMN coupon_code TEXT NOT NULL DEFAULT '';

-- What was agreed: the code, and what of the delivery it took off; "shipping" is what is paid.
ALTER TABLE orders ADD COLUMN coupon_code TEXT NOT NULL DEFAULT '';
ALTER TABLE orders ADD COLUMN shipping_discount BIGINT NOT NULL DEFAULT 0
    CONSTRAINT orders_shipping_discount_not_positive CHECK (shipping_discount <= 0);
