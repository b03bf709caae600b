-- What the media library knows of an image besides its pixels. "alternative_text" is what it brings along to a product;
-- "removed_at" says since when it is out of sight: it can be put back until the day it is deleted.
ALTER TABLE image ADD COLUMN file_name TEXT NOT NULL DEFAULT '';
ALTER TABLE image ADD COLUMN alternative_text TEXT NOT NULL DEFAULT '';
ALTER TABLE image ADD COLUMN removed_at BIGINT;
CREATE INDEX image_removed ON image (removed_at) WHERE removed_at IS NOT NULL;
