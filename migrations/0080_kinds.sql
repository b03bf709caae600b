-- Kinds of product. A product is of one kind: what it is decides what stands behind its variants.
--   simple     its own stock
--   bundle     the stock of its parts
--   digital    files
--   gift_card  money
-- "bundle_discount" is in basis points: the price is the sum of the parts less that; without it a bundle has a price of its own.
-- "download_most" and "download_days" bound how often and for how long each bought file can be fetched; without them there is no
-- bound.
ALTER TABLE product ADD COLUMN kind TEXT NOT NULL DEFAULT 'simple'
    CONSTRAINT product_kind_known CHECK (kind IN ('simple', 'bundle', 'digital', 'gift_card'));
ALTER TABLE product ADD COLUMN bundle_discount BIGINT
    CONSTRAINT product_bundle_discount_in_range CHECK (bundle_discount BETWEEN 0 AND 10000);
ALTER TABLE product ADD COLUMN download_most BIGINT
    CONSTRAINT product_download_most_positive CHECK (download_most > 0);
ALTER TABLE product ADD COLUMN download_days BIGINT
    CONSTRAINT product_download_days_positive CHECK (download_days > 0);
CREATE INDEX product_kind ON product (kind, id) WHERE kind <> 'simple';

-- What a bundle is made of, for each one of it.
CREATE TABLE bundle_part (
    product_id BIGINT NOT NULL,
    variant_id BIGINT NOT NULL,
    quantity BIGINT NOT NULL,
    position BIGINT NOT NULL DEFAULT 0,
    CONSTRAINT bundle_part_pk PRIMARY KEY (product_id, variant_id),
    CONSTRAINT bundle_part_product_fk FOREIGN KEY (product_id) REFERENCES product (id) ON DELETE CASCADE,
    CONSTRAINT bundle_part_variant_fk FOREIGN KEY (variant_id) REFERENCES variant (id),
    CONSTRAINT bundle_part_quantity_in_range CHECK (quantity BETWEEN 1 AND 999)
);
CREATE INDEX bundle_part_variant ON bundle_part (variant_id);

-- The files of a digital product; for one variant, or without one for all. A file that was sold is never deleted, only put away.
CREATE TABLE product_file (
    id BIGINT NOT NULL,
    product_id BIGINT NOT NULL,
    variant_id BIGINT,
    name TEXT NOT NULL,
    content_type TEXT NOT NULL,
    bytes BIGINT NOT NULL,
    file_key TEXT NOT NULL,
    position BIGINT NOT NULL,
    active BIGINT NOT NULL DEFAULT 1,
    created_at BIGINT NOT NULL,
    CONSTRAINT product_file_pk PRIMARY KEY (id),
    CONSTRAINT product_file_key_unique UNIQUE (file_key),
    CONSTRAINT product_file_product_fk FOREIGN KEY (product_id) REFERENCES product (id) ON DELETE CASCADE,
    CONSTRAINT product_file_variant_fk FOREIGN KEY (variant_id) REFERENCES variant (id) ON DELETE CASCADE,
    CONSTRAINT product_file_active_bool CHECK (active IN (0, 1))
);
CREATE INDEX product_file_product ON product_file (product_id, position);
CREATE INDEX product_file_variant ON product_file (variant_id);

-- What shoppers write or attach, for products that are made to order. "file_types" are endings with commas between.
CREATE TABLE personalisation_field (
    id BIGINT NOT NULL,
    product_id BIGINT NOT NULL,
    position BIGINT NOT NULL,
    kind TEXT NOT NULL,
    label TEXT NOT NULL,
    required BIGINT NOT NULL DEFAULT 0,
    most_characters BIGINT NOT NULL DEFAULT 0,
    file_types TEXT NOT NULL DEFAULT '',
    surcharge BIGINT NOT NULL DEFAULT 0,
    CONSTRAINT personalisation_field_pk PRIMARY KEY (id),
    CONSTRAINT personalisation_field_product_fk FOREIGN KEY (product_id) REFERENCES product (id) ON DELETE CASCADE,
    CONSTRAINT personalisation_field_kind_known CHECK (kind IN ('text', 'file')),
    CONSTRAINT personalisation_field_required_bool CHECK (required IN (0, 1)),
    CONSTRAINT personalisation_field_surcharge_not_negative CHECK (surcharge >= 0)
);
CREATE INDEX personalisation_field_product ON personalisation_field (product_id, position);

-- A file that a shopper attached. "ordered" says that an order has it; others are forgotten with their carts.
CREATE TABLE attached_file (
    file_key TEXT NOT NULL,
    name TEXT NOT NULL,
    content_type TEXT NOT NULL,
    bytes BIGINT NOT NULL,
    ordered BIGINT NOT NULL DEFAULT 0,
    created_at BIGINT NOT NULL,
    CONSTRAINT attached_file_pk PRIMARY KEY (file_key),
    CONSTRAINT attached_file_ordered_bool CHECK (ordered IN (0, 1))
);
CREATE INDEX attached_file_waiting ON attached_file (created_at) WHERE ordered = 0;

-- Lines of one variant with different personalisations stand beside each other: the rule that kept them apart gets a third
-- column, and a rule cannot be changed in place on both databases. "personalisation" is JSON, "personalisation_hash" its digest.
CREATE TABLE cart_line_before AS SELECT id, cart_id, variant_id, quantity, created_at FROM cart_line;
DROP TABLE cart_line;
CREATE TABLE cart_line (
    id BIGINT NOT NULL,
    cart_id BIGINT NOT NULL,
    variant_id BIGINT NOT NULL,
    quantity BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    personalisation TEXT NOT NULL DEFAULT '[]',
    personalisation_hash TEXT NOT NULL DEFAULT '',
    CONSTRAINT cart_line_pk PRIMARY KEY (id),
    CONSTRAINT cart_line_variant_unique UNIQUE (cart_id, variant_id, personalisation_hash),
    CONSTRAINT cart_line_cart_fk FOREIGN KEY (cart_id) REFERENCES cart (id) ON DELETE CASCADE,
    CONSTRAINT cart_line_variant_fk FOREIGN KEY (variant_id) REFERENCES variant (id),
    CONSTRAINT cart_line_quantity_in_range CHECK (quantity BETWEEN 1 AND 999)
);
INSERT INTO cart_line (id, cart_id, variant_id, quantity, created_at)
    SELECT id, cart_id, variant_id, quantity, created_at FROM cart_line_before;
DROP TABLE cart_line_before;
CREATE INDEX cart_line_variant ON cart_line (variant_id);

-- What was agreed: the kind of the product then, and what was to be made, as JSON of labels and words.
ALTER TABLE order_line ADD COLUMN kind TEXT NOT NULL DEFAULT 'simple'
    CONSTRAINT order_line_kind_known CHECK (kind IN ('simple', 'bundle', 'digital', 'gift_card'));
ALTER TABLE order_line ADD COLUMN personalisation TEXT NOT NULL DEFAULT '[]';

-- The parts of a bundle as they were agreed, for each one of it.
CREATE TABLE order_line_part (
    order_line_id BIGINT NOT NULL,
    position BIGINT NOT NULL,
    variant_id BIGINT NOT NULL,
    kind TEXT NOT NULL,
    title TEXT NOT NULL,
    variant_title TEXT NOT NULL,
    sku TEXT NOT NULL,
    quantity BIGINT NOT NULL,
    CONSTRAINT order_line_part_pk PRIMARY KEY (order_line_id, position),
    CONSTRAINT order_line_part_line_fk FOREIGN KEY (order_line_id) REFERENCES order_line (id),
    CONSTRAINT order_line_part_variant_fk FOREIGN KEY (variant_id) REFERENCES variant (id),
    CONSTRAINT order_line_part_quantity_positive CHECK (quantity > 0)
);
CREATE INDEX order_line_part_variant ON order_line_part (variant_id);

-- A right to fetch a file that was bought. "most" and "expires_at" are bounds, or nothing where there is none.
CREATE TABLE download (
    id BIGINT NOT NULL,
    order_id BIGINT NOT NULL,
    order_line_id BIGINT NOT NULL,
    file_id BIGINT NOT NULL,
    most BIGINT,
    used BIGINT NOT NULL DEFAULT 0,
    expires_at BIGINT,
    last_at BIGINT NOT NULL DEFAULT 0,
    created_at BIGINT NOT NULL,
    CONSTRAINT download_pk PRIMARY KEY (id),
    CONSTRAINT download_line_file_unique UNIQUE (order_line_id, file_id),
    CONSTRAINT download_order_fk FOREIGN KEY (order_id) REFERENCES orders (id),
    CONSTRAINT download_line_fk FOREIGN KEY (order_line_id) REFERENCES order_line (id),
    CONSTRAINT download_file_fk FOREIGN KEY (file_id) REFERENCES product_file (id),
    CONSTRAINT download_used_within_most CHECK (used >= 0 AND (most IS NULL OR used <= most))
);
CREATE INDEX download_order ON download (order_id);
CREATE INDEX download_file ON download (file_id);

-- Money that opens with a code. Of the code only the SHA-256 is kept, and its end to tell cards apart.
CREATE TABLE gift_card (
    id BIGINT NOT NULL,
    code_hash TEXT NOT NULL,
    last_four TEXT NOT NULL,
    currency TEXT NOT NULL,
    balance BIGINT NOT NULL,
    active BIGINT NOT NULL DEFAULT 1,
    order_id BIGINT,
    order_line_id BIGINT,
    recipient_name TEXT NOT NULL DEFAULT '',
    recipient_email TEXT NOT NULL,
    message TEXT NOT NULL DEFAULT '',
    created_at BIGINT NOT NULL,
    CONSTRAINT gift_card_pk PRIMARY KEY (id),
    CONSTRAINT gift_card_code_unique UNIQUE (code_hash),
    CONSTRAINT gift_card_order_fk FOREIGN KEY (order_id) REFERENCES orders (id),
    CONSTRAINT gift_card_line_fk FOREIGN KEY (order_line_id) REFERENCES order_line (id),
    CONSTRAINT gift_card_balance_not_negative CHECK (balance >= 0),
    CONSTRAINT gift_card_active_bool CHECK (active IN (0, 1))
);
CREATE INDEX gift_card_order ON gift_card (order_id);
CREATE INDEX gift_card_line ON gift_card (order_line_id);

-- Every movement of a gift card's money: rows are added, never changed, and add up to the balance.
CREATE TABLE gift_card_entry (
    id BIGINT NOT NULL,
    gift_card_id BIGINT NOT NULL,
    amount BIGINT NOT NULL,
    reason TEXT NOT NULL,
    order_id BIGINT,
    actor TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    CONSTRAINT gift_card_entry_pk PRIMARY KEY (id),
    CONSTRAINT gift_card_entry_card_fk FOREIGN KEY (gift_card_id) REFERENCES gift_card (id),
    CONSTRAINT gift_card_entry_order_fk FOREIGN KEY (order_id) REFERENCES orders (id),
    CONSTRAINT gift_card_entry_amount_not_zero CHECK (amount <> 0)
);
CREATE INDEX gift_card_entry_card ON gift_card_entry (gift_card_id);
CREATE INDEX gift_card_entry_order ON gift_card_entry (order_id);
