-- What a product needs besides words, pictures and prices. "publish_at" counts only while the product is not published: the
-- moment at which it appears by itself. "completeness" is 0 to 100, and was told from the row as it stood at "scored_at",
-- which is the "updated_at" of that time: whoever writes a product only has to touch "updated_at".
ALTER TABLE product ADD COLUMN publish_at BIGINT;
ALTER TABLE product ADD COLUMN length_mm BIGINT CONSTRAINT product_length_positive CHECK (length_mm > 0);
ALTER TABLE product ADD COLUMN width_mm BIGINT CONSTRAINT product_width_positive CHECK (width_mm > 0);
ALTER TABLE product ADD COLUMN height_mm BIGINT CONSTRAINT product_height_positive CHECK (height_mm > 0);
ALTER TABLE product ADD COLUMN customs_code TEXT NOT NULL DEFAULT '';
ALTER TABLE product ADD COLUMN origin_country TEXT NOT NULL DEFAULT '';
ALTER TABLE product ADD COLUMN completeness BIGINT NOT NULL DEFAULT 0
    CONSTRAINT product_completeness_percent CHECK (completeness BETWEEN 0 AND 100);
ALTER TABLE product ADD COLUMN scored_at BIGINT NOT NULL DEFAULT 0;
CREATE INDEX product_publish_at ON product (publish_at) WHERE published = 0 AND publish_at IS NOT NULL;
CREATE INDEX product_completeness ON product (completeness, id);
CREATE INDEX product_unscored ON product (id) WHERE updated_at <> scored_at;
