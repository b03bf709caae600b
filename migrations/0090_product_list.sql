-- What a person keeps for a list: "value" is JSON of the list's own making.
CREATE TABLE staff_preference (
    staff_id BIGINT NOT NULL,
    name TEXT NOT NULL,
    value TEXT NOT NULL,
    CONSTRAINT staff_preference_pk PRIMARY KEY (staff_id, name),
    CONSTRAINT staff_preference_staff_fk FOREIGN KEY (staff_id) REFERENCES staff (id) ON DELETE CASCADE
);

-- Views of a list that a person keeps; "query" is the part of the address behind the question mark.
CREATE TABLE saved_view (
    id BIGINT NOT NULL,
    staff_id BIGINT NOT NULL,
    list TEXT NOT NULL,
    name TEXT NOT NULL,
    query TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    CONSTRAINT saved_view_pk PRIMARY KEY (id),
    CONSTRAINT saved_view_name_unique UNIQUE (staff_id, list, name),
    CONSTRAINT saved_view_staff_fk FOREIGN KEY (staff_id) REFERENCES staff (id) ON DELETE CASCADE
);

-- A change of many products at once. "targets" are product ids with commas between, "done" how many of them are through; while it
-- is taken back "done" counts values. A worker holds it by a lease, so that one that was interrupted goes on by itself.
CREATE TABLE product_change (
    id BIGINT NOT NULL,
    title TEXT NOT NULL,
    rule TEXT NOT NULL,
    targets TEXT NOT NULL,
    state TEXT NOT NULL,
    done BIGINT NOT NULL DEFAULT 0,
    total BIGINT NOT NULL,
    changed BIGINT NOT NULL DEFAULT 0,
    problems BIGINT NOT NULL DEFAULT 0,
    kept BIGINT NOT NULL DEFAULT 0,
    actor TEXT NOT NULL,
    lease_until BIGINT NOT NULL DEFAULT 0,
    created_at BIGINT NOT NULL,
    CONSTRAINT product_change_pk PRIMARY KEY (id),
    CONSTRAINT product_change_state_known CHECK (state IN ('running', 'done', 'undoing', 'undone'))
);
CREATE INDEX product_change_waiting ON product_change (lease_until) WHERE state IN ('running', 'undoing');

-- Every value that it changed, with what stood there before: enough to take it back. The products may be gone by then.
CREATE TABLE product_change_value (
    change_id BIGINT NOT NULL,
    kind TEXT NOT NULL,
    own_id BIGINT NOT NULL,
    field TEXT NOT NULL,
    product_id BIGINT NOT NULL,
    before TEXT NOT NULL,
    after TEXT NOT NULL,
    state TEXT NOT NULL DEFAULT 'made',
    CONSTRAINT product_change_value_pk PRIMARY KEY (change_id, kind, own_id, field),
    CONSTRAINT product_change_value_change_fk FOREIGN KEY (change_id) REFERENCES product_change (id) ON DELETE CASCADE,
    CONSTRAINT product_change_value_kind_known CHECK (kind IN ('product', 'variant')),
    CONSTRAINT product_change_value_state_known CHECK (state IN ('made', 'undone', 'kept'))
);
CREATE INDEX product_change_value_state ON product_change_value (change_id, state, product_id);
