-- An old address of a category leads to it for ever, as product_slug does for products.
CREATE TABLE category_slug (
    slug TEXT NOT NULL,
    category_id BIGINT NOT NULL,
    CONSTRAINT category_slug_pk PRIMARY KEY (slug),
    CONSTRAINT category_slug_category_fk FOREIGN KEY (category_id) REFERENCES category (id) ON DELETE CASCADE
);
CREATE INDEX category_slug_category ON category_slug (category_id);

-- Who made a redirect, and how often it was used. "target" never is the "path" of another row.
ALTER TABLE redirect ADD COLUMN origin TEXT NOT NULL DEFAULT 'import'
    CONSTRAINT redirect_origin_known CHECK (origin IN ('import', 'staff'));
ALTER TABLE redirect ADD COLUMN hits BIGINT NOT NULL DEFAULT 0;
ALTER TABLE redirect ADD COLUMN last_hit_at BIGINT;
CREATE INDEX redirect_target ON redirect (target);

-- Words that mean the same to a search: "mug, cup, beaker".
CREATE TABLE search_synonym (
    id BIGINT NOT NULL,
    words TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    CONSTRAINT search_synonym_pk PRIMARY KEY (id),
    CONSTRAINT search_synonym_words_unique UNIQUE (words)
);

-- What the manager wants a search to show. "term" is the search as it is compared; empty stands for every search.
CREATE TABLE search_rule (
    id BIGINT NOT NULL,
    term TEXT NOT NULL,
    action TEXT NOT NULL,
    product_id BIGINT,
    category_id BIGINT,
    position BIGINT NOT NULL DEFAULT 0,
    created_at BIGINT NOT NULL,
    CONSTRAINT search_rule_pk PRIMARY KEY (id),
    CONSTRAINT search_rule_product_unique UNIQUE (term, product_id),
    CONSTRAINT search_rule_category_unique UNIQUE (term, category_id),
    CONSTRAINT search_rule_action_known CHECK (action IN ('pin', 'raise', 'hide')),
    CONSTRAINT search_rule_one_subject CHECK ((product_id IS NULL) <> (category_id IS NULL)),
    CONSTRAINT search_rule_product_fk FOREIGN KEY (product_id) REFERENCES product (id) ON DELETE CASCADE,
    CONSTRAINT search_rule_category_fk FOREIGN KEY (category_id) REFERENCES category (id) ON DELETE CASCADE
);
CREATE INDEX search_rule_product ON search_rule (product_id);
CREATE INDEX search_rule_category ON search_rule (category_id);

-- What was searched for on a day, by nobody in particular: the day's midnight, how often, and how often nothing was found.
CREATE TABLE search_term (
    day BIGINT NOT NULL,
    term TEXT NOT NULL,
    searches BIGINT NOT NULL,
    empty BIGINT NOT NULL,
    CONSTRAINT search_term_pk PRIMARY KEY (day, term)
);

-- A scanner asks for exactly one.
CREATE INDEX variant_barcode ON variant (barcode) WHERE barcode <> '';
