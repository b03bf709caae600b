-- Gift cards and store credit that pay at the checkout.

-- A card is money of whoever has its code; a credit is money that the shop gave to one address, "recipient_email", and pays only for
-- orders of that address. From "expires_at" on neither can be spent.
ALTER TABLE gift_card ADD COLUMN kind TEXT NOT NULL DEFAULT 'card'
    CONSTRAINT gift_card_kind_known CHECK (kind IN ('card', 'credit'));
ALTER TABLE gift_card ADD COLUMN expires_at BIGINT;

-- What a person wrote to a movement.
ALTER TABLE gift_card_entry ADD COLUMN note TEXT NOT NULL DEFAULT '';

-- The cards that are to pay, by their ids with spaces between, in the order in which they do; and why the last code of a card that
-- was typed in was not taken. No code is kept: whoever typed a right one had it, and a wrong one may be nearly right.
ALTER TABLE cart ADD COLUMN gift_cards TEXT NOT NULL DEFAULT '';
ALTER TABLE cart ADD COLUMN card_refusal TEXT NOT NULL DEFAULT '';

-- What cards pay of the total; the payment is about the rest.
ALTER TABLE orders ADD COLUMN on_cards BIGINT NOT NULL DEFAULT 0
    CONSTRAINT orders_on_cards_within_total CHECK (on_cards >= 0 AND on_cards <= total);

-- What a card pays of an order. It is claimed with the order, and then either spent, when the order is paid, or released, when it is
-- called off before. "refunded" went back of what was spent, and "refund_pending" is on its way.
CREATE TABLE payment_part (
    id BIGINT NOT NULL,
    order_id BIGINT NOT NULL,
    gift_card_id BIGINT NOT NULL,
    position BIGINT NOT NULL,
    amount BIGINT NOT NULL,
    state TEXT NOT NULL DEFAULT 'claimed',
    refunded BIGINT NOT NULL DEFAULT 0,
    refund_pending BIGINT NOT NULL DEFAULT 0,
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL,
    CONSTRAINT payment_part_pk PRIMARY KEY (id),
    CONSTRAINT payment_part_card_once UNIQUE (order_id, gift_card_id),
    CONSTRAINT payment_part_order_fk FOREIGN KEY (order_id) REFERENCES orders (id),
    CONSTRAINT payment_part_card_fk FOREIGN KEY (gift_card_id) REFERENCES gift_card (id),
    CONSTRAINT payment_part_state_known CHECK (state IN ('claimed', 'spent', 'released')),
    CONSTRAINT payment_part_amount_positive CHECK (amount > 0),
    CONSTRAINT payment_part_refunds_within_amount CHECK (refunded >= 0 AND refund_pending >= 0
        AND refunded + refund_pending <= amount)
);
CREATE INDEX payment_part_card ON payment_part (gift_card_id);

-- What of a refund goes back onto cards; the rest of it is money of its payment.
ALTER TABLE refund ADD COLUMN on_cards BIGINT NOT NULL DEFAULT 0
    CONSTRAINT refund_on_cards_within_amount CHECK (on_cards >= 0 AND on_cards <= amount);
CREATE TABLE refund_part (
    refund_id BIGINT NOT NULL,
    part_id BIGINT NOT NULL,
    amount BIGINT NOT NULL,
    CONSTRAINT refund_part_pk PRIMARY KEY (refund_id, part_id),
    CONSTRAINT refund_part_refund_fk FOREIGN KEY (refund_id) REFERENCES refund (id),
    CONSTRAINT refund_part_part_fk FOREIGN KEY (part_id) REFERENCES payment_part (id),
    CONSTRAINT refund_part_amount_positive CHECK (amount > 0)
);
CREATE INDEX refund_part_part ON refund_part (part_id);
