-- Product types, typed attributes, brands with what the General Product Safety Regulation asks, and collections.

-- An attribute's kind decides how it is written and read, so the old rule (text or colour) goes. SQLite cannot take a rule off
-- a table, hence both tables are made anew with what was in them.
CREATE TABLE attribute_before AS SELECT key, label, kind, facet, position FROM attribute;
CREATE TABLE product_attribute_before AS
    SELECT product_id, attribute_key, value, label, colour, position FROM product_attribute;
DROP TABLE product_attribute;
DROP TABLE attribute;

-- What products are described and found by. "unit" and "decimals" are for numbers, "facet" says whether shoppers filter by it.
CREATE TABLE attribute (
    key TEXT NOT NULL,
    label TEXT NOT NULL,
    kind TEXT NOT NULL,
    unit TEXT NOT NULL DEFAULT '',
    decimals BIGINT NOT NULL DEFAULT 0,
    facet BIGINT NOT NULL DEFAULT 0,
    position BIGINT NOT NULL DEFAULT 0,
    CONSTRAINT attribute_pk PRIMARY KEY (key),
    CONSTRAINT attribute_kind_known
        CHECK (kind IN ('text', 'number', 'choice', 'choices', 'colour', 'yes_no', 'date', 'rich_text')),
    CONSTRAINT attribute_decimals_in_range CHECK (decimals BETWEEN 0 AND 4),
    CONSTRAINT attribute_facet_bool CHECK (facet IN (0, 1))
);
INSERT INTO attribute (key, label, kind, facet, position)
    SELECT key, label, kind, facet, position FROM attribute_before;
DROP TABLE attribute_before;

-- One row per value. "value" is the word in addresses, "label" the words on the screen, "colour" rrggbb or empty, "html" the
-- whole of a rich text, which was sanitised before it was written.
CREATE TABLE product_attribute (
    product_id BIGINT NOT NULL,
    attribute_key TEXT NOT NULL,
    value TEXT NOT NULL,
    label TEXT NOT NULL,
    colour TEXT NOT NULL DEFAULT '',
    position BIGINT NOT NULL DEFAULT 0,
    html TEXT NOT NULL DEFAULT '',
    CONSTRAINT product_attribute_pk PRIMARY KEY (product_id, attribute_key, value),
    CONSTRAINT product_attribute_product_fk FOREIGN KEY (product_id) REFERENCES product (id) ON DELETE CASCADE,
    CONSTRAINT product_attribute_attribute_fk FOREIGN KEY (attribute_key) REFERENCES attribute (key)
);
INSERT INTO product_attribute (product_id, attribute_key, value, label, colour, position)
    SELECT product_id, attribute_key, value, label, colour, position FROM product_attribute_before ORDER BY product_id;
DROP TABLE product_attribute_before;
CREATE INDEX product_attribute_attribute ON product_attribute (attribute_key, value);

-- What can be chosen.
CREATE TABLE attribute_choice (
    attribute_key TEXT NOT NULL,
    value TEXT NOT NULL,
    label TEXT NOT NULL,
    colour TEXT NOT NULL DEFAULT '',
    position BIGINT NOT NULL DEFAULT 0,
    CONSTRAINT attribute_choice_pk PRIMARY KEY (attribute_key, value),
    CONSTRAINT attribute_choice_attribute_fk FOREIGN KEY (attribute_key) REFERENCES attribute (key) ON DELETE CASCADE
);
INSERT INTO attribute_choice (attribute_key, value, label, colour, position)
    SELECT v.attribute_key, v.value, MIN(v.label), MIN(v.colour), 0
      FROM product_attribute v JOIN attribute a ON a.key = v.attribute_key
     WHERE a.kind = 'colour' GROUP BY v.attribute_key, v.value;

CREATE TABLE product_type (
    id BIGINT NOT NULL,
    name TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    CONSTRAINT product_type_pk PRIMARY KEY (id),
    CONSTRAINT product_type_name_unique UNIQUE (name)
);

-- Which attributes products of a type have, under which heading, and which of them must be there.
CREATE TABLE product_type_attribute (
    type_id BIGINT NOT NULL,
    attribute_key TEXT NOT NULL,
    heading TEXT NOT NULL DEFAULT '',
    required BIGINT NOT NULL DEFAULT 0,
    position BIGINT NOT NULL DEFAULT 0,
    CONSTRAINT product_type_attribute_pk PRIMARY KEY (type_id, attribute_key),
    CONSTRAINT product_type_attribute_type_fk FOREIGN KEY (type_id) REFERENCES product_type (id) ON DELETE CASCADE,
    CONSTRAINT product_type_attribute_attribute_fk FOREIGN KEY (attribute_key) REFERENCES attribute (key),
    CONSTRAINT product_type_attribute_required_bool CHECK (required IN (0, 1))
);
CREATE INDEX product_type_attribute_attribute ON product_type_attribute (attribute_key);

ALTER TABLE product ADD COLUMN type_id BIGINT CONSTRAINT product_type_fk REFERENCES product_type (id);
CREATE INDEX product_type_products ON product (type_id);

-- A brand is known by its name, which stands in "product.brand"; here is the rest of what is known of it. The manufacturer's
-- and the responsible person's data are those of Regulation (EU) 2023/988, Article 19.
CREATE TABLE brand (
    id BIGINT NOT NULL,
    version BIGINT NOT NULL DEFAULT 1,
    name TEXT NOT NULL,
    manufacturer_name TEXT NOT NULL DEFAULT '',
    manufacturer_address TEXT NOT NULL DEFAULT '',
    manufacturer_email TEXT NOT NULL DEFAULT '',
    manufacturer_country TEXT NOT NULL DEFAULT '',
    responsible_name TEXT NOT NULL DEFAULT '',
    responsible_address TEXT NOT NULL DEFAULT '',
    responsible_email TEXT NOT NULL DEFAULT '',
    created_at BIGINT NOT NULL,
    CONSTRAINT brand_pk PRIMARY KEY (id),
    CONSTRAINT brand_name_unique UNIQUE (name)
);
CREATE INDEX product_brand ON product (brand);

-- "conditions" is JSON of the rule; it counts only where "by_rule" is 1. "sort" is the order in which shoppers find it.
CREATE TABLE collection (
    id BIGINT NOT NULL,
    version BIGINT NOT NULL DEFAULT 1,
    slug TEXT NOT NULL,
    name TEXT NOT NULL,
    description TEXT NOT NULL DEFAULT '',
    published BIGINT NOT NULL DEFAULT 0,
    by_rule BIGINT NOT NULL DEFAULT 0,
    conditions TEXT NOT NULL DEFAULT '',
    sort TEXT NOT NULL DEFAULT 'relevance',
    created_at BIGINT NOT NULL,
    CONSTRAINT collection_pk PRIMARY KEY (id),
    CONSTRAINT collection_slug_unique UNIQUE (slug),
    CONSTRAINT collection_published_bool CHECK (published IN (0, 1)),
    CONSTRAINT collection_by_rule_bool CHECK (by_rule IN (0, 1))
);

CREATE TABLE collection_product (
    collection_id BIGINT NOT NULL,
    product_id BIGINT NOT NULL,
    position BIGINT NOT NULL DEFAULT 0,
    CONSTRAINT collection_product_pk PRIMARY KEY (collection_id, product_id),
    CONSTRAINT collection_product_collection_fk FOREIGN KEY (collection_id) REFERENCES collection (id) ON DELETE CASCADE,
    CONSTRAINT collection_product_product_fk FOREIGN KEY (product_id) REFERENCES product (id) ON DELETE CASCADE
);
CREATE INDEX collection_product_product ON collection_product (product_id);
