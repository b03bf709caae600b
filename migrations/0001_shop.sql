-- One set of statements for SQLite and PostgreSQL: BIGINT, TEXT and DOUBLE PRECISION only, booleans as 0/1, times as
-- milliseconds UTC, money as minor units beside its currency, JSON as TEXT. Ids are made by the application.

CREATE TABLE setting (
    name TEXT NOT NULL,
    value TEXT NOT NULL,
    CONSTRAINT setting_pk PRIMARY KEY (name)
);

-- Numbers that people read: a row each, raised inside the transaction that uses it.
CREATE TABLE series (
    name TEXT NOT NULL,
    next BIGINT NOT NULL,
    CONSTRAINT series_pk PRIMARY KEY (name)
);

-- Media ---------------------------------------------------------------------------------------------------------------

CREATE TABLE image (
    id BIGINT NOT NULL,
    hash TEXT NOT NULL,
    format TEXT NOT NULL,
    width BIGINT NOT NULL,
    height BIGINT NOT NULL,
    bytes BIGINT NOT NULL,
    widths TEXT NOT NULL,
    placeholder TEXT NOT NULL,
    source_url TEXT NOT NULL DEFAULT '',
    created_at BIGINT NOT NULL,
    CONSTRAINT image_pk PRIMARY KEY (id),
    CONSTRAINT image_hash_unique UNIQUE (hash)
);
CREATE INDEX image_source_url ON image (source_url);

-- Catalogue -----------------------------------------------------------------------------------------------------------

CREATE TABLE category (
    id BIGINT NOT NULL,
    parent_id BIGINT,
    slug TEXT NOT NULL,
    name TEXT NOT NULL,
    description TEXT NOT NULL DEFAULT '',
    position BIGINT NOT NULL DEFAULT 0,
    image_id BIGINT,
    created_at BIGINT NOT NULL,
    CONSTRAINT category_pk PRIMARY KEY (id),
    CONSTRAINT category_slug_unique UNIQUE (slug),
    CONSTRAINT category_parent_fk FOREIGN KEY (parent_id) REFERENCES category (id),
    CONSTRAINT category_image_fk FOREIGN KEY (image_id) REFERENCES image (id)
);
CREATE INDEX category_parent ON category (parent_id);
CREATE INDEX category_image ON category (image_id);

CREATE TABLE product (
    id BIGINT NOT NULL,
    version BIGINT NOT NULL DEFAULT 1,
    slug TEXT NOT NULL,
    title TEXT NOT NULL,
    fact TEXT NOT NULL DEFAULT '',
    description_html TEXT NOT NULL DEFAULT '',
    brand TEXT NOT NULL DEFAULT '',
    tags TEXT NOT NULL DEFAULT '',
    published BIGINT NOT NULL DEFAULT 0,
    options TEXT NOT NULL DEFAULT '[]',
    popularity BIGINT NOT NULL DEFAULT 0,
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL,
    CONSTRAINT product_pk PRIMARY KEY (id),
    CONSTRAINT product_slug_unique UNIQUE (slug),
    CONSTRAINT product_published_bool CHECK (published IN (0, 1))
);
CREATE INDEX product_published_created ON product (published, created_at);
CREATE INDEX product_updated ON product (updated_at, id);

-- An old address leads to the product for ever.
CREATE TABLE product_slug (
    slug TEXT NOT NULL,
    product_id BIGINT NOT NULL,
    CONSTRAINT product_slug_pk PRIMARY KEY (slug),
    CONSTRAINT product_slug_product_fk FOREIGN KEY (product_id) REFERENCES product (id) ON DELETE CASCADE
);
CREATE INDEX product_slug_product ON product_slug (product_id);

CREATE TABLE product_category (
    product_id BIGINT NOT NULL,
    category_id BIGINT NOT NULL,
    position BIGINT NOT NULL DEFAULT 0,
    CONSTRAINT product_category_pk PRIMARY KEY (product_id, category_id),
    CONSTRAINT product_category_product_fk FOREIGN KEY (product_id) REFERENCES product (id) ON DELETE CASCADE,
    CONSTRAINT product_category_category_fk FOREIGN KEY (category_id) REFERENCES category (id)
);
CREATE INDEX product_category_category ON product_category (category_id);

CREATE TABLE product_image (
    product_id BIGINT NOT NULL,
    position BIGINT NOT NULL,
    image_id BIGINT NOT NULL,
    alternative_text TEXT NOT NULL DEFAULT '',
    CONSTRAINT product_image_pk PRIMARY KEY (product_id, position),
    CONSTRAINT product_image_product_fk FOREIGN KEY (product_id) REFERENCES product (id) ON DELETE CASCADE,
    CONSTRAINT product_image_image_fk FOREIGN KEY (image_id) REFERENCES image (id)
);
CREATE INDEX product_image_image ON product_image (image_id);

CREATE TABLE product_related (
    product_id BIGINT NOT NULL,
    related_id BIGINT NOT NULL,
    position BIGINT NOT NULL DEFAULT 0,
    CONSTRAINT product_related_pk PRIMARY KEY (product_id, related_id),
    CONSTRAINT product_related_product_fk FOREIGN KEY (product_id) REFERENCES product (id) ON DELETE CASCADE,
    CONSTRAINT product_related_related_fk FOREIGN KEY (related_id) REFERENCES product (id) ON DELETE CASCADE
);
CREATE INDEX product_related_related ON product_related (related_id);

-- What products are described and found by. "facet" says whether shoppers filter by it.
CREATE TABLE attribute (
    key TEXT NOT NULL,
    label TEXT NOT NULL,
    kind TEXT NOT NULL,
    facet BIGINT NOT NULL DEFAULT 0,
    position BIGINT NOT NULL DEFAULT 0,
    CONSTRAINT attribute_pk PRIMARY KEY (key),
    CONSTRAINT attribute_kind_known CHECK (kind IN ('text', 'colour')),
    CONSTRAINT attribute_facet_bool CHECK (facet IN (0, 1))
);

-- One row per value. "value" is the word in addresses, "label" the words on the screen, "colour" rrggbb or empty.
CREATE TABLE product_attribute (
    product_id BIGINT NOT NULL,
    attribute_key TEXT NOT NULL,
    value TEXT NOT NULL,
    label TEXT NOT NULL,
    colour TEXT NOT NULL DEFAULT '',
    position BIGINT NOT NULL DEFAULT 0,
    CONSTRAINT product_attribute_pk PRIMARY KEY (product_id, attribute_key, value),
    CONSTRAINT product_attribute_product_fk FOREIGN KEY (product_id) REFERENCES product (id) ON DELETE CASCADE,
    CONSTRAINT product_attribute_attribute_fk FOREIGN KEY (attribute_key) REFERENCES attribute (key)
);
CREATE INDEX product_attribute_attribute ON product_attribute (attribute_key, value);

CREATE TABLE variant (
    id BIGINT NOT NULL,
    product_id BIGINT NOT NULL,
    position BIGINT NOT NULL DEFAULT 0,
    sku TEXT NOT NULL,
    title TEXT NOT NULL DEFAULT '',
    choice TEXT NOT NULL DEFAULT '[]',
    price BIGINT NOT NULL,
    compare_at BIGINT,
    cost BIGINT,
    currency TEXT NOT NULL,
    tax_class TEXT NOT NULL DEFAULT 'standard',
    barcode TEXT NOT NULL DEFAULT '',
    weight_grams BIGINT NOT NULL DEFAULT 0,
    content_amount BIGINT,
    content_unit TEXT NOT NULL DEFAULT '',
    image_position BIGINT,
    track_stock BIGINT NOT NULL DEFAULT 1,
    active BIGINT NOT NULL DEFAULT 1,
    CONSTRAINT variant_pk PRIMARY KEY (id),
    CONSTRAINT variant_sku_unique UNIQUE (sku),
    CONSTRAINT variant_product_fk FOREIGN KEY (product_id) REFERENCES product (id),
    CONSTRAINT variant_price_not_negative CHECK (price >= 0),
    CONSTRAINT variant_compare_at_not_negative CHECK (compare_at IS NULL OR compare_at >= 0),
    CONSTRAINT variant_track_stock_bool CHECK (track_stock IN (0, 1)),
    CONSTRAINT variant_active_bool CHECK (active IN (0, 1))
);
CREATE INDEX variant_product ON variant (product_id, position);

-- Stock ---------------------------------------------------------------------------------------------------------------

CREATE TABLE location (
    id BIGINT NOT NULL,
    name TEXT NOT NULL,
    CONSTRAINT location_pk PRIMARY KEY (id)
);

CREATE TABLE stock (
    variant_id BIGINT NOT NULL,
    location_id BIGINT NOT NULL,
    on_hand BIGINT NOT NULL,
    reserved BIGINT NOT NULL DEFAULT 0,
    CONSTRAINT stock_pk PRIMARY KEY (variant_id, location_id),
    CONSTRAINT stock_variant_fk FOREIGN KEY (variant_id) REFERENCES variant (id),
    CONSTRAINT stock_location_fk FOREIGN KEY (location_id) REFERENCES location (id),
    CONSTRAINT stock_on_hand_not_negative CHECK (on_hand >= 0),
    CONSTRAINT stock_reserved_not_negative CHECK (reserved >= 0),
    CONSTRAINT stock_reserved_within_on_hand CHECK (reserved <= on_hand)
);
CREATE INDEX stock_location ON stock (location_id);

-- The ledger of all movements: rows are added, never changed.
CREATE TABLE stock_move (
    id BIGINT NOT NULL,
    variant_id BIGINT NOT NULL,
    location_id BIGINT NOT NULL,
    delta_on_hand BIGINT NOT NULL,
    delta_reserved BIGINT NOT NULL,
    reason TEXT NOT NULL,
    order_id BIGINT,
    actor TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    CONSTRAINT stock_move_pk PRIMARY KEY (id),
    CONSTRAINT stock_move_stock_fk FOREIGN KEY (variant_id, location_id) REFERENCES stock (variant_id, location_id)
);
CREATE INDEX stock_move_stock ON stock_move (variant_id, location_id);

-- People --------------------------------------------------------------------------------------------------------------

CREATE TABLE customer (
    id BIGINT NOT NULL,
    email TEXT NOT NULL,
    full_name TEXT NOT NULL DEFAULT '',
    created_at BIGINT NOT NULL,
    CONSTRAINT customer_pk PRIMARY KEY (id),
    CONSTRAINT customer_email_unique UNIQUE (email)
);

CREATE TABLE staff (
    id BIGINT NOT NULL,
    email TEXT NOT NULL,
    full_name TEXT NOT NULL,
    role TEXT NOT NULL,
    password_hash TEXT NOT NULL DEFAULT '',
    active BIGINT NOT NULL DEFAULT 1,
    created_at BIGINT NOT NULL,
    CONSTRAINT staff_pk PRIMARY KEY (id),
    CONSTRAINT staff_email_unique UNIQUE (email),
    CONSTRAINT staff_active_bool CHECK (active IN (0, 1))
);

-- Of every secret only its SHA-256 is kept.
CREATE TABLE staff_session (
    id BIGINT NOT NULL,
    token_hash TEXT NOT NULL,
    staff_id BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    seen_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL,
    CONSTRAINT staff_session_pk PRIMARY KEY (id),
    CONSTRAINT staff_session_token_unique UNIQUE (token_hash),
    CONSTRAINT staff_session_staff_fk FOREIGN KEY (staff_id) REFERENCES staff (id) ON DELETE CASCADE
);
CREATE INDEX staff_session_staff ON staff_session (staff_id);

CREATE TABLE staff_invitation (
    token_hash TEXT NOT NULL,
    staff_id BIGINT NOT NULL,
    expires_at BIGINT NOT NULL,
    used_at BIGINT,
    CONSTRAINT staff_invitation_pk PRIMARY KEY (token_hash),
    CONSTRAINT staff_invitation_staff_fk FOREIGN KEY (staff_id) REFERENCES staff (id) ON DELETE CASCADE
);
CREATE INDEX staff_invitation_staff ON staff_invitation (staff_id);

-- How often an action was tried: "scope" names action and person or address, "window_start" the period.
CREATE TABLE attempt_count (
    scope TEXT NOT NULL,
    window_start BIGINT NOT NULL,
    count BIGINT NOT NULL,
    CONSTRAINT attempt_count_pk PRIMARY KEY (scope)
);

-- Cart ----------------------------------------------------------------------------------------------------------------

CREATE TABLE cart (
    id BIGINT NOT NULL,
    token_hash TEXT NOT NULL,
    version BIGINT NOT NULL DEFAULT 1,
    checkout_form TEXT NOT NULL DEFAULT '{}',
    checkout_tried BIGINT NOT NULL DEFAULT 0,
    checkout_notice TEXT NOT NULL DEFAULT '',
    checkout_key TEXT NOT NULL DEFAULT '',
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL,
    ordered_at BIGINT,
    CONSTRAINT cart_pk PRIMARY KEY (id),
    CONSTRAINT cart_token_unique UNIQUE (token_hash),
    CONSTRAINT cart_checkout_tried_bool CHECK (checkout_tried IN (0, 1))
);
CREATE INDEX cart_updated ON cart (updated_at);

CREATE TABLE cart_line (
    id BIGINT NOT NULL,
    cart_id BIGINT NOT NULL,
    variant_id BIGINT NOT NULL,
    quantity BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    CONSTRAINT cart_line_pk PRIMARY KEY (id),
    CONSTRAINT cart_line_variant_unique UNIQUE (cart_id, variant_id),
    CONSTRAINT cart_line_cart_fk FOREIGN KEY (cart_id) REFERENCES cart (id) ON DELETE CASCADE,
    CONSTRAINT cart_line_variant_fk FOREIGN KEY (variant_id) REFERENCES variant (id),
    CONSTRAINT cart_line_quantity_in_range CHECK (quantity BETWEEN 1 AND 999)
);
CREATE INDEX cart_line_variant ON cart_line (variant_id);

-- Order ---------------------------------------------------------------------------------------------------------------

-- "order" is a word of SQL, hence the plural.
CREATE TABLE orders (
    id BIGINT NOT NULL,
    version BIGINT NOT NULL DEFAULT 1,
    number TEXT NOT NULL,
    token_hash TEXT NOT NULL,
    cart_id BIGINT,
    customer_id BIGINT NOT NULL,
    state TEXT NOT NULL,
    email TEXT NOT NULL,
    full_name TEXT NOT NULL,
    street TEXT NOT NULL,
    extra TEXT NOT NULL DEFAULT '',
    postcode TEXT NOT NULL,
    town TEXT NOT NULL,
    country TEXT NOT NULL,
    shipping_code TEXT NOT NULL,
    shipping_name TEXT NOT NULL,
    arrives_from BIGINT NOT NULL,
    arrives_to BIGINT NOT NULL,
    currency TEXT NOT NULL,
    goods BIGINT NOT NULL,
    discount BIGINT NOT NULL DEFAULT 0,
    shipping BIGINT NOT NULL,
    tax BIGINT NOT NULL,
    taxes TEXT NOT NULL,
    total BIGINT NOT NULL,
    item_count BIGINT NOT NULL,
    placed_at BIGINT NOT NULL,
    CONSTRAINT orders_pk PRIMARY KEY (id),
    CONSTRAINT orders_number_unique UNIQUE (number),
    CONSTRAINT orders_token_unique UNIQUE (token_hash),
    CONSTRAINT orders_customer_fk FOREIGN KEY (customer_id) REFERENCES customer (id),
    CONSTRAINT orders_state_known
        CHECK (state IN ('pending_payment', 'confirmed', 'needs_review', 'completed', 'cancelled')),
    CONSTRAINT orders_total_not_negative CHECK (total >= 0),
    CONSTRAINT orders_sum CHECK (total = goods + discount + shipping)
);
-- One living order per cart, decided by the database.
CREATE UNIQUE INDEX orders_cart_unique ON orders (cart_id) WHERE state <> 'cancelled';
CREATE INDEX orders_customer ON orders (customer_id);
CREATE INDEX orders_state ON orders (state, id);
CREATE INDEX orders_placed ON orders (placed_at);

CREATE TABLE order_line (
    id BIGINT NOT NULL,
    order_id BIGINT NOT NULL,
    position BIGINT NOT NULL,
    variant_id BIGINT,
    product_id BIGINT,
    title TEXT NOT NULL,
    variant_title TEXT NOT NULL,
    sku TEXT NOT NULL,
    image_id BIGINT,
    quantity BIGINT NOT NULL,
    unit_price BIGINT NOT NULL,
    line_total BIGINT NOT NULL,
    prorated_discount BIGINT NOT NULL DEFAULT 0,
    tax_rate BIGINT NOT NULL,
    CONSTRAINT order_line_pk PRIMARY KEY (id),
    CONSTRAINT order_line_order_fk FOREIGN KEY (order_id) REFERENCES orders (id),
    CONSTRAINT order_line_variant_fk FOREIGN KEY (variant_id) REFERENCES variant (id),
    CONSTRAINT order_line_product_fk FOREIGN KEY (product_id) REFERENCES product (id),
    CONSTRAINT order_line_image_fk FOREIGN KEY (image_id) REFERENCES image (id),
    CONSTRAINT order_line_quantity_positive CHECK (quantity > 0),
    CONSTRAINT order_line_sum CHECK (line_total = unit_price * quantity)
);
CREATE INDEX order_line_order ON order_line (order_id);
CREATE INDEX order_line_variant ON order_line (variant_id);
CREATE INDEX order_line_product ON order_line (product_id);
CREATE INDEX order_line_image ON order_line (image_id);

-- What happened, in order; rows are added, never changed.
CREATE TABLE order_event (
    id BIGINT NOT NULL,
    order_id BIGINT NOT NULL,
    sequence BIGINT NOT NULL,
    kind TEXT NOT NULL,
    text TEXT NOT NULL,
    actor TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    CONSTRAINT order_event_pk PRIMARY KEY (id),
    CONSTRAINT order_event_sequence_unique UNIQUE (order_id, sequence),
    CONSTRAINT order_event_order_fk FOREIGN KEY (order_id) REFERENCES orders (id)
);

CREATE TABLE reservation (
    id BIGINT NOT NULL,
    order_id BIGINT NOT NULL,
    variant_id BIGINT NOT NULL,
    location_id BIGINT NOT NULL,
    quantity BIGINT NOT NULL,
    state TEXT NOT NULL,
    expires_at BIGINT NOT NULL,
    CONSTRAINT reservation_pk PRIMARY KEY (id),
    CONSTRAINT reservation_order_fk FOREIGN KEY (order_id) REFERENCES orders (id),
    CONSTRAINT reservation_stock_fk FOREIGN KEY (variant_id, location_id) REFERENCES stock (variant_id, location_id),
    CONSTRAINT reservation_quantity_positive CHECK (quantity > 0),
    CONSTRAINT reservation_state_known CHECK (state IN ('held', 'committed', 'released', 'expired'))
);
CREATE INDEX reservation_order ON reservation (order_id);
CREATE INDEX reservation_stock ON reservation (variant_id, location_id);
CREATE INDEX reservation_expiry ON reservation (expires_at) WHERE state = 'held';

-- Payment -------------------------------------------------------------------------------------------------------------

CREATE TABLE payment (
    id BIGINT NOT NULL,
    version BIGINT NOT NULL DEFAULT 1,
    order_id BIGINT NOT NULL,
    method TEXT NOT NULL,
    state TEXT NOT NULL,
    amount BIGINT NOT NULL,
    captured BIGINT NOT NULL DEFAULT 0,
    currency TEXT NOT NULL,
    reference TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL,
    CONSTRAINT payment_pk PRIMARY KEY (id),
    CONSTRAINT payment_order_fk FOREIGN KEY (order_id) REFERENCES orders (id),
    CONSTRAINT payment_reference_unique UNIQUE (reference),
    CONSTRAINT payment_amount_not_negative CHECK (amount >= 0),
    CONSTRAINT payment_captured_not_negative CHECK (captured >= 0),
    CONSTRAINT payment_state_known
        CHECK (state IN ('pending', 'unknown', 'declined', 'captured', 'mismatched', 'cancelled', 'refunded'))
);
CREATE INDEX payment_order ON payment (order_id);
CREATE INDEX payment_state ON payment (state, updated_at);

-- One call to a provider; its id is the provider's idempotency key, written before the call.
CREATE TABLE payment_attempt (
    id BIGINT NOT NULL,
    payment_id BIGINT NOT NULL,
    provider_reference TEXT NOT NULL DEFAULT '',
    continue_at TEXT NOT NULL DEFAULT '',
    state TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    CONSTRAINT payment_attempt_pk PRIMARY KEY (id),
    CONSTRAINT payment_attempt_payment_fk FOREIGN KEY (payment_id) REFERENCES payment (id),
    CONSTRAINT payment_attempt_state_known CHECK (state IN ('created', 'started', 'unknown', 'ended'))
);
CREATE INDEX payment_attempt_payment ON payment_attempt (payment_id);
CREATE UNIQUE INDEX payment_attempt_open ON payment_attempt (payment_id) WHERE state <> 'ended';
CREATE INDEX payment_attempt_provider ON payment_attempt (provider_reference);

-- A message from a provider, taken once.
CREATE TABLE webhook_event (
    id TEXT NOT NULL,
    provider TEXT NOT NULL,
    received_at BIGINT NOT NULL,
    CONSTRAINT webhook_event_pk PRIMARY KEY (provider, id)
);

-- The built-in test provider's own memory, as if it were another company's database.
CREATE TABLE test_provider_payment (
    reference TEXT NOT NULL,
    idempotency_key TEXT NOT NULL,
    order_number TEXT NOT NULL,
    amount BIGINT NOT NULL,
    currency TEXT NOT NULL,
    state TEXT NOT NULL,
    return_to TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    CONSTRAINT test_provider_payment_pk PRIMARY KEY (reference),
    CONSTRAINT test_provider_payment_key_unique UNIQUE (idempotency_key)
);

-- The answer to a request that must happen once, under the key that the page got when it was made.
CREATE TABLE idempotency (
    scope TEXT NOT NULL,
    key TEXT NOT NULL,
    request_hash TEXT NOT NULL,
    answer TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    CONSTRAINT idempotency_pk PRIMARY KEY (scope, key)
);

-- Fulfilment ----------------------------------------------------------------------------------------------------------

CREATE TABLE fulfilment (
    id BIGINT NOT NULL,
    order_id BIGINT NOT NULL,
    carrier TEXT NOT NULL,
    tracking_number TEXT NOT NULL DEFAULT '',
    sent_at BIGINT NOT NULL,
    CONSTRAINT fulfilment_pk PRIMARY KEY (id),
    CONSTRAINT fulfilment_order_fk FOREIGN KEY (order_id) REFERENCES orders (id)
);
CREATE INDEX fulfilment_order ON fulfilment (order_id);

CREATE TABLE fulfilment_line (
    fulfilment_id BIGINT NOT NULL,
    order_line_id BIGINT NOT NULL,
    quantity BIGINT NOT NULL,
    CONSTRAINT fulfilment_line_pk PRIMARY KEY (fulfilment_id, order_line_id),
    CONSTRAINT fulfilment_line_fulfilment_fk FOREIGN KEY (fulfilment_id) REFERENCES fulfilment (id),
    CONSTRAINT fulfilment_line_order_line_fk FOREIGN KEY (order_line_id) REFERENCES order_line (id),
    CONSTRAINT fulfilment_line_quantity_positive CHECK (quantity > 0)
);
CREATE INDEX fulfilment_line_order_line ON fulfilment_line (order_line_id);

-- Effects and memory --------------------------------------------------------------------------------------------------

CREATE TABLE outbox (
    id BIGINT NOT NULL,
    kind TEXT NOT NULL,
    payload TEXT NOT NULL,
    attempts BIGINT NOT NULL DEFAULT 0,
    lease_until BIGINT NOT NULL DEFAULT 0,
    state TEXT NOT NULL DEFAULT 'waiting',
    last_error TEXT NOT NULL DEFAULT '',
    created_at BIGINT NOT NULL,
    CONSTRAINT outbox_pk PRIMARY KEY (id),
    CONSTRAINT outbox_state_known CHECK (state IN ('waiting', 'done', 'dead'))
);
CREATE INDEX outbox_waiting ON outbox (lease_until, id) WHERE state = 'waiting';

CREATE TABLE audit (
    id BIGINT NOT NULL,
    actor TEXT NOT NULL,
    action TEXT NOT NULL,
    subject TEXT NOT NULL,
    detail TEXT NOT NULL DEFAULT '',
    created_at BIGINT NOT NULL,
    CONSTRAINT audit_pk PRIMARY KEY (id)
);
CREATE INDEX audit_subject ON audit (subject);

-- What came from another platform: its key there and the row here, with a digest of what was imported last.
CREATE TABLE import_key (
    platform TEXT NOT NULL,
    external_key TEXT NOT NULL,
    product_id BIGINT NOT NULL,
    digest TEXT NOT NULL,
    CONSTRAINT import_key_pk PRIMARY KEY (platform, external_key),
    CONSTRAINT import_key_product_fk FOREIGN KEY (product_id) REFERENCES product (id) ON DELETE CASCADE
);
CREATE INDEX import_key_product ON import_key (product_id);
