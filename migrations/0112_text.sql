-- Texts in other languages than the shop's own. What is missing here is told in the shop's own language, field by field.
-- "field" is one of the texts of a product or category; the shop's own language stands here only with what the product itself has
-- no column for (texts for search engines).
CREATE TABLE product_text (
    product_id BIGINT NOT NULL,
    language TEXT NOT NULL,
    field TEXT NOT NULL,
    text TEXT NOT NULL,
    updated_at BIGINT NOT NULL,
    CONSTRAINT product_text_pk PRIMARY KEY (product_id, language, field),
    CONSTRAINT product_text_product_fk FOREIGN KEY (product_id) REFERENCES product (id) ON DELETE CASCADE
);
CREATE INDEX product_text_language ON product_text (language, field);

CREATE TABLE category_text (
    category_id BIGINT NOT NULL,
    language TEXT NOT NULL,
    field TEXT NOT NULL,
    text TEXT NOT NULL,
    updated_at BIGINT NOT NULL,
    CONSTRAINT category_text_pk PRIMARY KEY (category_id, language, field),
    CONSTRAINT category_text_category_fk FOREIGN KEY (category_id) REFERENCES category (id) ON DELETE CASCADE
);

-- Names of options, of their values, of attributes and of their values: said once for the whole shop.
CREATE TABLE word_text (
    language TEXT NOT NULL,
    word TEXT NOT NULL,
    text TEXT NOT NULL,
    updated_at BIGINT NOT NULL,
    CONSTRAINT word_text_pk PRIMARY KEY (language, word)
);
