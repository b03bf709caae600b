-- "focus" is the point of an image that stays in sight where only a part of it is shown: percent from the left and from above,
-- as in '30 70'; empty is the middle.
ALTER TABLE image ADD COLUMN focus TEXT NOT NULL DEFAULT '';

-- Films that show a product. They lie elsewhere: a page has no more of them than a link, and one of the product's own pictures,
-- "poster_id", before it; without one, the first.
CREATE TABLE product_video (
    id BIGINT NOT NULL,
    product_id BIGINT NOT NULL,
    position BIGINT NOT NULL,
    address TEXT NOT NULL,
    title TEXT NOT NULL DEFAULT '',
    poster_id BIGINT,
    created_at BIGINT NOT NULL,
    CONSTRAINT product_video_pk PRIMARY KEY (id),
    CONSTRAINT product_video_address_unique UNIQUE (product_id, address),
    CONSTRAINT product_video_product_fk FOREIGN KEY (product_id) REFERENCES product (id) ON DELETE CASCADE
);
