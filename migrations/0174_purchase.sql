-- Buying: when a variant is low, suppliers, purchase orders and what came of them, what stock costs, and counts of what is there.

-- From how many items on down the variant is low; NULL for the number of the whole shop.
ALTER TABLE variant ADD COLUMN low_stock BIGINT
    CONSTRAINT variant_low_stock_not_negative CHECK (low_stock IS NULL OR low_stock >= 0);

-- What a movement came from besides an order: by its reason a receipt of a purchase order ("purchase") or a count ("count"). It is named
-- without a rule, as the order is: movements outlive what they are about.
ALTER TABLE stock_move ADD COLUMN subject_id BIGINT;
CREATE INDEX stock_move_order ON stock_move (order_id);
CREATE INDEX stock_move_subject ON stock_move (subject_id);

CREATE TABLE supplier (
    id BIGINT NOT NULL,
    version BIGINT NOT NULL DEFAULT 1,
    name TEXT NOT NULL,
    email TEXT NOT NULL DEFAULT '',
    currency TEXT NOT NULL,
    lead_days BIGINT NOT NULL DEFAULT 0,
    note TEXT NOT NULL DEFAULT '',
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL,
    CONSTRAINT supplier_pk PRIMARY KEY (id),
    CONSTRAINT supplier_name_unique UNIQUE (name),
    CONSTRAINT supplier_name_not_empty CHECK (name <> ''),
    CONSTRAINT supplier_lead_days_not_negative CHECK (lead_days >= 0)
);

-- "expected_day" counts days since 1970. People call one by its number.
CREATE TABLE purchase_order (
    id BIGINT NOT NULL,
    version BIGINT NOT NULL DEFAULT 1,
    number TEXT NOT NULL,
    supplier_id BIGINT,
    state TEXT NOT NULL,
    currency TEXT NOT NULL,
    expected_day BIGINT,
    note TEXT NOT NULL DEFAULT '',
    actor TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    ordered_at BIGINT,
    updated_at BIGINT NOT NULL,
    CONSTRAINT purchase_order_pk PRIMARY KEY (id),
    CONSTRAINT purchase_order_number_unique UNIQUE (number),
    CONSTRAINT purchase_order_supplier_fk FOREIGN KEY (supplier_id) REFERENCES supplier (id),
    CONSTRAINT purchase_order_state_known CHECK (state IN ('draft', 'ordered', 'partly', 'received', 'cancelled')),
    CONSTRAINT purchase_order_supplier_when_ordered CHECK (supplier_id IS NOT NULL OR state IN ('draft', 'cancelled'))
);
CREATE INDEX purchase_order_supplier ON purchase_order (supplier_id);
CREATE INDEX purchase_order_state ON purchase_order (state, id);

-- "unit_cost" is net, in minor units. "received" is the sum of its receipts.
CREATE TABLE purchase_line (
    id BIGINT NOT NULL,
    purchase_order_id BIGINT NOT NULL,
    variant_id BIGINT NOT NULL,
    supplier_sku TEXT NOT NULL DEFAULT '',
    quantity BIGINT NOT NULL,
    unit_cost BIGINT NOT NULL DEFAULT 0,
    received BIGINT NOT NULL DEFAULT 0,
    CONSTRAINT purchase_line_pk PRIMARY KEY (id),
    CONSTRAINT purchase_line_variant_unique UNIQUE (purchase_order_id, variant_id),
    CONSTRAINT purchase_line_order_fk FOREIGN KEY (purchase_order_id) REFERENCES purchase_order (id),
    CONSTRAINT purchase_line_variant_fk FOREIGN KEY (variant_id) REFERENCES variant (id),
    CONSTRAINT purchase_line_quantity_positive CHECK (quantity > 0),
    CONSTRAINT purchase_line_cost_not_negative CHECK (unit_cost >= 0),
    CONSTRAINT purchase_line_received_not_negative CHECK (received >= 0)
);
CREATE INDEX purchase_line_variant ON purchase_line (variant_id);

-- What came at once. "receipt_key" is the key of the form that was sent: what is sent again under it is the same receipt. "freight" is
-- what it cost besides its goods.
CREATE TABLE purchase_receipt (
    id BIGINT NOT NULL,
    purchase_order_id BIGINT NOT NULL,
    receipt_key TEXT NOT NULL,
    freight BIGINT NOT NULL DEFAULT 0,
    actor TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    CONSTRAINT purchase_receipt_pk PRIMARY KEY (id),
    CONSTRAINT purchase_receipt_key_unique UNIQUE (purchase_order_id, receipt_key),
    CONSTRAINT purchase_receipt_order_fk FOREIGN KEY (purchase_order_id) REFERENCES purchase_order (id),
    CONSTRAINT purchase_receipt_freight_not_negative CHECK (freight >= 0)
);

-- "landed" is its share of the freight.
CREATE TABLE purchase_receipt_line (
    receipt_id BIGINT NOT NULL,
    purchase_line_id BIGINT NOT NULL,
    quantity BIGINT NOT NULL,
    unit_cost BIGINT NOT NULL,
    landed BIGINT NOT NULL DEFAULT 0,
    CONSTRAINT purchase_receipt_line_pk PRIMARY KEY (receipt_id, purchase_line_id),
    CONSTRAINT purchase_receipt_line_receipt_fk FOREIGN KEY (receipt_id) REFERENCES purchase_receipt (id),
    CONSTRAINT purchase_receipt_line_line_fk FOREIGN KEY (purchase_line_id) REFERENCES purchase_line (id),
    CONSTRAINT purchase_receipt_line_quantity_positive CHECK (quantity > 0),
    CONSTRAINT purchase_receipt_line_landed_not_negative CHECK (landed >= 0)
);
CREATE INDEX purchase_receipt_line_line ON purchase_receipt_line (purchase_line_id);

-- The weighted average of what a variant cost, in millionths of a minor unit, and what no average holds of its value. "told" is the
-- average as it was written on the variant: where another cost stands there, a person wrote it, and the average begins from that.
CREATE TABLE stock_cost (
    variant_id BIGINT NOT NULL,
    millionths BIGINT NOT NULL,
    carry BIGINT NOT NULL,
    told BIGINT NOT NULL,
    updated_at BIGINT NOT NULL,
    CONSTRAINT stock_cost_pk PRIMARY KEY (variant_id),
    CONSTRAINT stock_cost_variant_fk FOREIGN KEY (variant_id) REFERENCES variant (id),
    CONSTRAINT stock_cost_not_negative CHECK (millionths >= 0 AND carry >= 0 AND told >= 0)
);

-- A count of what is there: of everything, or of a category or brand, whose key "scope_key" is.
CREATE TABLE stock_count (
    id BIGINT NOT NULL,
    scope TEXT NOT NULL,
    scope_key TEXT NOT NULL DEFAULT '',
    label TEXT NOT NULL,
    state TEXT NOT NULL,
    actor TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    ended_by TEXT NOT NULL DEFAULT '',
    ended_at BIGINT,
    CONSTRAINT stock_count_pk PRIMARY KEY (id),
    CONSTRAINT stock_count_scope_known CHECK (scope IN ('all', 'category', 'brand')),
    CONSTRAINT stock_count_state_known CHECK (state IN ('open', 'finished', 'cancelled'))
);

-- "seen" is what was on hand by the books when the counting of the line began: the correction is "counted" less "seen", whatever is
-- sold meanwhile.
CREATE TABLE stock_count_line (
    count_id BIGINT NOT NULL,
    variant_id BIGINT NOT NULL,
    location_id BIGINT NOT NULL,
    counted BIGINT NOT NULL,
    seen BIGINT NOT NULL,
    counted_at BIGINT NOT NULL,
    CONSTRAINT stock_count_line_pk PRIMARY KEY (count_id, variant_id),
    CONSTRAINT stock_count_line_count_fk FOREIGN KEY (count_id) REFERENCES stock_count (id),
    CONSTRAINT stock_count_line_stock_fk FOREIGN KEY (variant_id, location_id) REFERENCES stock (variant_id, location_id),
    CONSTRAINT stock_count_line_counted_not_negative CHECK (counted >= 0)
);
CREATE INDEX stock_count_line_stock ON stock_count_line (variant_id, location_id);

-- Each scan with how its line stood before, so that the last can be taken back. What is sent again under its key is the same scan.
CREATE TABLE stock_count_scan (
    id BIGINT NOT NULL,
    count_id BIGINT NOT NULL,
    scan_key TEXT NOT NULL,
    variant_id BIGINT NOT NULL,
    change BIGINT NOT NULL,
    counted_before BIGINT,
    seen_before BIGINT,
    counted_at_before BIGINT,
    actor TEXT NOT NULL,
    taken_back BIGINT NOT NULL DEFAULT 0,
    created_at BIGINT NOT NULL,
    CONSTRAINT stock_count_scan_pk PRIMARY KEY (id),
    CONSTRAINT stock_count_scan_key_unique UNIQUE (count_id, scan_key),
    CONSTRAINT stock_count_scan_count_fk FOREIGN KEY (count_id) REFERENCES stock_count (id),
    CONSTRAINT stock_count_scan_variant_fk FOREIGN KEY (variant_id) REFERENCES variant (id),
    CONSTRAINT stock_count_scan_taken_back_bool CHECK (taken_back IN (0, 1))
);
CREATE INDEX stock_count_scan_variant ON stock_count_scan (variant_id);
