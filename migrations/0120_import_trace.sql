-- What an import changed beside products, customers and orders: enough to undo it. "name" is the path of a redirect, the key of
-- an attribute, else an id; "before" is empty for what was new.
CREATE TABLE import_trace (
    run_id BIGINT NOT NULL,
    kind TEXT NOT NULL,
    name TEXT NOT NULL,
    before TEXT NOT NULL DEFAULT '',
    after TEXT NOT NULL DEFAULT '',
    CONSTRAINT import_trace_pk PRIMARY KEY (run_id, kind, name),
    CONSTRAINT import_trace_run_fk FOREIGN KEY (run_id) REFERENCES import_run (id) ON DELETE CASCADE,
    CONSTRAINT import_trace_kind_known
        CHECK (kind IN ('redirect', 'category', 'description', 'attribute', 'location', 'picture'))
);
CREATE INDEX import_trace_name ON import_trace (kind, name);

-- What the manager said of files with these columns, so that the next one is read alike.
CREATE TABLE import_mapping (
    columns TEXT NOT NULL,
    platform TEXT NOT NULL DEFAULT '',
    mapping TEXT NOT NULL DEFAULT '[]',
    updated_at BIGINT NOT NULL,
    CONSTRAINT import_mapping_pk PRIMARY KEY (columns)
);

-- The first rows of the first file, as the check read them.
ALTER TABLE import_run ADD COLUMN preview TEXT NOT NULL DEFAULT '';
