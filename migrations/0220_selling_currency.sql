-- Currencies that the shop sells in beside its own.

-- One row. "revision" counts every change of any part; orders keep the one that they were priced by.
CREATE TABLE currency_setting (
    id BIGINT NOT NULL,
    revision BIGINT NOT NULL DEFAULT 1,
    CONSTRAINT currency_setting_pk PRIMARY KEY (id),
    CONSTRAINT currency_setting_one CHECK (id = 1)
);
INSERT INTO currency_setting (id) VALUES (1);

-- "rate" is how much of it one unit of "base" is, in ten thousand millionths; "base" is the shop's own currency when it was typed in.
-- "countries" are codes with spaces between.
CREATE TABLE selling_currency (
    code TEXT NOT NULL,
    version BIGINT NOT NULL DEFAULT 1,
    base TEXT NOT NULL,
    rate BIGINT NOT NULL,
    rounding TEXT NOT NULL,
    is_open BIGINT NOT NULL,
    countries TEXT NOT NULL DEFAULT '',
    rated_at BIGINT NOT NULL,
    CONSTRAINT selling_currency_pk PRIMARY KEY (code),
    CONSTRAINT selling_currency_is_another CHECK (code <> base),
    CONSTRAINT selling_currency_rate_positive CHECK (rate > 0),
    CONSTRAINT selling_currency_rounding_known
        CHECK (rounding IN ('smallest', '05', '95', '99', 'whole', 'tens', 'hundreds')),
    CONSTRAINT selling_currency_is_open_bool CHECK (is_open IN (0, 1))
);

-- Every rate that a currency had. It stays when the currency is taken away.
CREATE TABLE currency_rate (
    code TEXT NOT NULL,
    revision BIGINT NOT NULL,
    base TEXT NOT NULL,
    rate BIGINT NOT NULL,
    rounding TEXT NOT NULL,
    since BIGINT NOT NULL,
    actor TEXT NOT NULL,
    CONSTRAINT currency_rate_pk PRIMARY KEY (code, revision),
    CONSTRAINT currency_rate_positive CHECK (rate > 0)
);

-- Prices of single variants in another currency, in its minor units: they go before the rate.
CREATE TABLE variant_price (
    variant_id BIGINT NOT NULL,
    currency TEXT NOT NULL,
    price BIGINT NOT NULL,
    compare_at BIGINT,
    updated_at BIGINT NOT NULL,
    CONSTRAINT variant_price_pk PRIMARY KEY (variant_id, currency),
    CONSTRAINT variant_price_variant_fk FOREIGN KEY (variant_id) REFERENCES variant (id) ON DELETE CASCADE,
    CONSTRAINT variant_price_currency_fk FOREIGN KEY (currency) REFERENCES selling_currency (code),
    CONSTRAINT variant_price_not_negative CHECK (price >= 0),
    CONSTRAINT variant_price_compare_at CHECK (compare_at IS NULL OR compare_at > price)
);
CREATE INDEX variant_price_currency ON variant_price (currency);

-- The rate that an order in another currency was priced by. It never changes. An order without one is in the shop's own currency.
CREATE TABLE order_rate (
    order_id BIGINT NOT NULL,
    base TEXT NOT NULL,
    rate BIGINT NOT NULL,
    rounding TEXT NOT NULL,
    revision BIGINT NOT NULL,
    CONSTRAINT order_rate_pk PRIMARY KEY (order_id),
    CONSTRAINT order_rate_order_fk FOREIGN KEY (order_id) REFERENCES orders (id) ON DELETE CASCADE,
    CONSTRAINT order_rate_positive CHECK (rate > 0)
);
