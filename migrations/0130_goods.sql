-- What collections and brands say in other languages, as categories do. A collection's texts for search engines stand here in the
-- shop's own language, too; a brand has a description, which product pages tell.
CREATE TABLE collection_text (
    collection_id BIGINT NOT NULL,
    language TEXT NOT NULL,
    field TEXT NOT NULL,
    text TEXT NOT NULL,
    updated_at BIGINT NOT NULL,
    CONSTRAINT collection_text_pk PRIMARY KEY (collection_id, language, field),
    CONSTRAINT collection_text_collection_fk FOREIGN KEY (collection_id) REFERENCES collection (id) ON DELETE CASCADE
);

ALTER TABLE brand ADD COLUMN description TEXT NOT NULL DEFAULT '';
CREATE TABLE brand_text (
    brand_id BIGINT NOT NULL,
    language TEXT NOT NULL,
    field TEXT NOT NULL,
    text TEXT NOT NULL,
    updated_at BIGINT NOT NULL,
    CONSTRAINT brand_text_pk PRIMARY KEY (brand_id, language, field),
    CONSTRAINT brand_text_brand_fk FOREIGN KEY (brand_id) REFERENCES brand (id) ON DELETE CASCADE
);
