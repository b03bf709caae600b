-- An import in the browser: its files, how far it is, what it reported. A worker holds it by a lease, so that one that was
-- interrupted goes on by itself.
CREATE TABLE import_run (
    id BIGINT NOT NULL,
    state TEXT NOT NULL,
    platform TEXT NOT NULL DEFAULT '',
    mapping TEXT NOT NULL DEFAULT '[]',
    pictures BIGINT NOT NULL DEFAULT 1,
    files TEXT NOT NULL,
    done BIGINT NOT NULL DEFAULT 0,
    total BIGINT NOT NULL DEFAULT 0,
    report TEXT NOT NULL DEFAULT '',
    error TEXT NOT NULL DEFAULT '',
    actor TEXT NOT NULL,
    lease_until BIGINT NOT NULL DEFAULT 0,
    created_at BIGINT NOT NULL,
    begun_at BIGINT,
    ended_at BIGINT,
    CONSTRAINT import_run_pk PRIMARY KEY (id),
    CONSTRAINT import_run_pictures_bool CHECK (pictures IN (0, 1)),
    CONSTRAINT import_run_state_known CHECK (state IN
        ('checking', 'checked', 'importing', 'imported', 'undoing', 'undone', 'stopped', 'failed'))
);
CREATE INDEX import_run_waiting ON import_run (lease_until) WHERE state IN ('checking', 'importing', 'undoing');

-- What an import changed and how it was before: enough to undo it. "before" is empty for what was new.
CREATE TABLE import_change (
    run_id BIGINT NOT NULL,
    kind TEXT NOT NULL,
    own_id BIGINT NOT NULL,
    name TEXT NOT NULL,
    before TEXT NOT NULL DEFAULT '',
    after TEXT NOT NULL DEFAULT '',
    CONSTRAINT import_change_pk PRIMARY KEY (run_id, kind, own_id),
    CONSTRAINT import_change_run_fk FOREIGN KEY (run_id) REFERENCES import_run (id) ON DELETE CASCADE,
    CONSTRAINT import_change_kind_known CHECK (kind IN ('product', 'customer', 'order'))
);
