-- Several locations, and goods that are sold before they are there.

-- "position" is the order in which locations are asked for goods, the lowest first. What lies where nothing is sold online, no shopper
-- can buy. A closed location sells nothing.
ALTER TABLE location ADD COLUMN position BIGINT NOT NULL DEFAULT 0;
ALTER TABLE location ADD COLUMN sells_online BIGINT NOT NULL DEFAULT 1
    CONSTRAINT location_sells_online_bool CHECK (sells_online IN (0, 1));
ALTER TABLE location ADD COLUMN closed_at BIGINT
    CONSTRAINT location_closed_sells_nothing CHECK (closed_at IS NULL OR sells_online = 0);
ALTER TABLE location ADD COLUMN street TEXT NOT NULL DEFAULT '';
ALTER TABLE location ADD COLUMN extra TEXT NOT NULL DEFAULT '';
ALTER TABLE location ADD COLUMN postcode TEXT NOT NULL DEFAULT '';
ALTER TABLE location ADD COLUMN town TEXT NOT NULL DEFAULT '';
ALTER TABLE location ADD COLUMN country TEXT NOT NULL DEFAULT '';
CREATE UNIQUE INDEX location_name_unique ON location (name);

-- A count in one location; without one it counts each variant where most of it lies.
ALTER TABLE stock_count ADD COLUMN location_id BIGINT CONSTRAINT stock_count_location_fk REFERENCES location (id);
CREATE INDEX stock_count_location ON stock_count (location_id);

-- From where a parcel was sent, where somebody said so.
ALTER TABLE fulfilment ADD COLUMN location_id BIGINT CONSTRAINT fulfilment_location_fk REFERENCES location (id);
CREATE INDEX fulfilment_location ON fulfilment (location_id);

-- Goods that went from one location to another. What is sent again under its key is the same transfer.
CREATE TABLE stock_transfer (
    id BIGINT NOT NULL,
    transfer_key TEXT NOT NULL,
    variant_id BIGINT NOT NULL,
    from_location_id BIGINT NOT NULL,
    to_location_id BIGINT NOT NULL,
    quantity BIGINT NOT NULL,
    actor TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    CONSTRAINT stock_transfer_pk PRIMARY KEY (id),
    CONSTRAINT stock_transfer_key_unique UNIQUE (transfer_key),
    CONSTRAINT stock_transfer_from_fk FOREIGN KEY (variant_id, from_location_id) REFERENCES stock (variant_id, location_id),
    CONSTRAINT stock_transfer_to_fk FOREIGN KEY (variant_id, to_location_id) REFERENCES stock (variant_id, location_id),
    CONSTRAINT stock_transfer_quantity_positive CHECK (quantity > 0),
    CONSTRAINT stock_transfer_elsewhere CHECK (from_location_id <> to_location_id)
);
CREATE INDEX stock_transfer_from ON stock_transfer (variant_id, from_location_id);
CREATE INDEX stock_transfer_to ON stock_transfer (variant_id, to_location_id);

-- A variant that is sold when nothing of it is there: how many may be owed at most, and how many are. "owed" is the sum of what is
-- missing in "owed_item"; the limit is kept by the statement that counts up, because a manager may lower it below what is owed already.
-- "expected_on" is the day on which it should come, in days since 1970.
CREATE TABLE backorder (
    variant_id BIGINT NOT NULL,
    most BIGINT NOT NULL DEFAULT 0,
    owed BIGINT NOT NULL DEFAULT 0,
    expected_on BIGINT,
    CONSTRAINT backorder_pk PRIMARY KEY (variant_id),
    CONSTRAINT backorder_variant_fk FOREIGN KEY (variant_id) REFERENCES variant (id),
    CONSTRAINT backorder_not_negative CHECK (most >= 0 AND owed >= 0)
);

-- What an order was sold though it was not there. "missing" is what has not come yet; what came is a reservation. It is "held" while the
-- order waits for its payment, "due" once it is paid, and "ended" when nothing is missing any more.
CREATE TABLE owed_item (
    id BIGINT NOT NULL,
    order_id BIGINT NOT NULL,
    variant_id BIGINT NOT NULL,
    quantity BIGINT NOT NULL,
    missing BIGINT NOT NULL,
    state TEXT NOT NULL,
    expires_at BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    CONSTRAINT owed_item_pk PRIMARY KEY (id),
    CONSTRAINT owed_item_order_fk FOREIGN KEY (order_id) REFERENCES orders (id),
    CONSTRAINT owed_item_backorder_fk FOREIGN KEY (variant_id) REFERENCES backorder (variant_id),
    CONSTRAINT owed_item_quantity_positive CHECK (quantity > 0),
    CONSTRAINT owed_item_missing_within CHECK (missing BETWEEN 0 AND quantity),
    CONSTRAINT owed_item_state_known CHECK (state IN ('held', 'due', 'ended')),
    CONSTRAINT owed_item_ends_with_the_last CHECK ((missing = 0 AND state = 'ended') OR (missing > 0 AND state <> 'ended'))
);
CREATE INDEX owed_item_order ON owed_item (order_id);
CREATE INDEX owed_item_variant ON owed_item (variant_id, created_at);
