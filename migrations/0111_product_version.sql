-- What became of a product with each save: who, when, and only the fields that changed, each with its old and its new value, as
-- JSON {"/title": ["old", "new"]}. "number" is the product's version after it. What it was at any time is what it is now, with
-- these taken back.
CREATE TABLE product_version (
    id BIGINT NOT NULL,
    product_id BIGINT NOT NULL,
    number BIGINT NOT NULL,
    actor TEXT NOT NULL,
    origin TEXT NOT NULL,
    changes TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    CONSTRAINT product_version_pk PRIMARY KEY (id),
    CONSTRAINT product_version_product_fk FOREIGN KEY (product_id) REFERENCES product (id) ON DELETE CASCADE
);
CREATE INDEX product_version_product ON product_version (product_id, id);
CREATE INDEX product_version_created ON product_version (created_at);
