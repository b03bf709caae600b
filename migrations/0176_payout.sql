-- What a payment provider paid out to the bank, line by line, beside what the shop knows of it.

-- "amount" is the sum of the lines, which the bank got.
CREATE TABLE payout (
    id BIGINT NOT NULL,
    provider TEXT NOT NULL,
    reference TEXT NOT NULL,
    currency TEXT NOT NULL,
    amount BIGINT NOT NULL,
    paid_day BIGINT,
    actor TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    CONSTRAINT payout_pk PRIMARY KEY (id),
    CONSTRAINT payout_reference_unique UNIQUE (provider, reference)
);

-- "reference" is the provider's name for the movement, "source" that of what moved: a charge, a refund. "payment_id" and "refund_id" say
-- what of the shop it is; neither, when the shop knows nothing of it.
CREATE TABLE payout_line (
    payout_id BIGINT NOT NULL,
    position BIGINT NOT NULL,
    reference TEXT NOT NULL,
    kind TEXT NOT NULL,
    source TEXT NOT NULL,
    words TEXT NOT NULL,
    gross BIGINT NOT NULL,
    fee BIGINT NOT NULL,
    net BIGINT NOT NULL,
    payment_id BIGINT,
    refund_id BIGINT,
    CONSTRAINT payout_line_pk PRIMARY KEY (payout_id, position),
    CONSTRAINT payout_line_reference_unique UNIQUE (payout_id, reference),
    CONSTRAINT payout_line_payout_fk FOREIGN KEY (payout_id) REFERENCES payout (id),
    CONSTRAINT payout_line_payment_fk FOREIGN KEY (payment_id) REFERENCES payment (id),
    CONSTRAINT payout_line_refund_fk FOREIGN KEY (refund_id) REFERENCES refund (id),
    CONSTRAINT payout_line_kind_known CHECK (kind IN ('charge', 'refund', 'fee', 'other')),
    CONSTRAINT payout_line_sum CHECK (net = gross - fee)
);
CREATE INDEX payout_line_payment ON payout_line (payment_id);
CREATE INDEX payout_line_refund ON payout_line (refund_id);
