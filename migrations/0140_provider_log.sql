-- The test provider's own log of what it did, as if it were another company's: rows are added, never changed. Invariants compare it
-- with what the shop believes.
CREATE TABLE test_provider_entry (
    reference TEXT NOT NULL,
    sequence BIGINT NOT NULL,
    kind TEXT NOT NULL,
    amount BIGINT NOT NULL,
    currency TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    CONSTRAINT test_provider_entry_pk PRIMARY KEY (reference, sequence),
    CONSTRAINT test_provider_entry_payment_fk FOREIGN KEY (reference) REFERENCES test_provider_payment (reference),
    CONSTRAINT test_provider_entry_kind_known
        CHECK (kind IN ('declined', 'asking', 'processing', 'captured', 'cancelled'))
);
CREATE UNIQUE INDEX test_provider_entry_captured_once ON test_provider_entry (reference) WHERE kind = 'captured';

INSERT INTO test_provider_entry (reference, sequence, kind, amount, currency, created_at)
    SELECT reference, 1, state, amount, currency, created_at FROM test_provider_payment WHERE state = 'captured';

-- What it tells the shop, until the shop has taken it: the next process goes on where this one ended.
CREATE TABLE test_provider_message (
    id TEXT NOT NULL,
    reference TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    delivered_at BIGINT,
    CONSTRAINT test_provider_message_pk PRIMARY KEY (id),
    CONSTRAINT test_provider_message_payment_fk FOREIGN KEY (reference) REFERENCES test_provider_payment (reference)
);
CREATE INDEX test_provider_message_payment ON test_provider_message (reference);
CREATE INDEX test_provider_message_waiting ON test_provider_message (created_at) WHERE delivered_at IS NULL;
