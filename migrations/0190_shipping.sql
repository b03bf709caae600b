-- Where the shop delivers, how, for what and when.

-- One row. "revision" counts every change of any part of the table; orders keep the one that they were priced by. "version" counts
-- the changes of this row. Times are those of the shop's own clock; "working_days" has a digit for each day from Monday to Sunday,
-- "holidays" a line for each day.
CREATE TABLE shipping_calendar (
    id BIGINT NOT NULL,
    revision BIGINT NOT NULL DEFAULT 1,
    version BIGINT NOT NULL DEFAULT 1,
    time_zone TEXT NOT NULL,
    cut_off_minute BIGINT NOT NULL,
    handling_days BIGINT NOT NULL DEFAULT 0,
    working_days TEXT NOT NULL,
    holidays TEXT NOT NULL DEFAULT '',
    updated_at BIGINT NOT NULL DEFAULT 0,
    CONSTRAINT shipping_calendar_pk PRIMARY KEY (id),
    CONSTRAINT shipping_calendar_one CHECK (id = 1),
    CONSTRAINT shipping_calendar_cut_off CHECK (cut_off_minute BETWEEN 0 AND 1439),
    CONSTRAINT shipping_calendar_handling CHECK (handling_days BETWEEN 0 AND 90)
);

-- "countries" and "postcodes" are words with spaces between, and empty unless "places" is 'countries'.
CREATE TABLE shipping_zone (
    id BIGINT NOT NULL,
    version BIGINT NOT NULL DEFAULT 1,
    name TEXT NOT NULL,
    places TEXT NOT NULL,
    countries TEXT NOT NULL DEFAULT '',
    postcodes TEXT NOT NULL DEFAULT '',
    updated_at BIGINT NOT NULL DEFAULT 0,
    CONSTRAINT shipping_zone_pk PRIMARY KEY (id),
    CONSTRAINT shipping_zone_name_not_empty CHECK (name <> ''),
    CONSTRAINT shipping_zone_places_known CHECK (places IN ('home', 'union', 'world', 'countries')),
    CONSTRAINT shipping_zone_countries CHECK ((places = 'countries') = (countries <> ''))
);

-- "names" is JSON: the name by language. "tiers" is JSON: pairs of step and price, by rising step. "currency" is empty in the rows
-- below, whose amounts are hundredths of whatever the shop sells in; whoever saves a row gives it the shop's. "free_from" belongs
-- to 'amount'.
CREATE TABLE shipping_method (
    id BIGINT NOT NULL,
    version BIGINT NOT NULL DEFAULT 1,
    zone_id BIGINT NOT NULL,
    code TEXT NOT NULL,
    name TEXT NOT NULL,
    names TEXT NOT NULL DEFAULT '{}',
    kind TEXT NOT NULL DEFAULT 'delivery',
    currency TEXT NOT NULL DEFAULT '',
    basis TEXT NOT NULL DEFAULT 'flat',
    tiers TEXT NOT NULL,
    free TEXT NOT NULL DEFAULT 'never',
    free_from BIGINT,
    most_grams BIGINT,
    longest_mm BIGINT,
    days_least BIGINT NOT NULL,
    days_most BIGINT NOT NULL,
    position BIGINT NOT NULL DEFAULT 1,
    active BIGINT NOT NULL DEFAULT 1,
    updated_at BIGINT NOT NULL DEFAULT 0,
    CONSTRAINT shipping_method_pk PRIMARY KEY (id),
    CONSTRAINT shipping_method_zone_fk FOREIGN KEY (zone_id) REFERENCES shipping_zone (id),
    CONSTRAINT shipping_method_code_unique UNIQUE (zone_id, code),
    CONSTRAINT shipping_method_code_not_empty CHECK (code <> '' AND code <> 'none'),
    CONSTRAINT shipping_method_name_not_empty CHECK (name <> ''),
    CONSTRAINT shipping_method_kind_known CHECK (kind IN ('delivery', 'pickup')),
    CONSTRAINT shipping_method_basis_known CHECK (basis IN ('flat', 'weight', 'goods')),
    CONSTRAINT shipping_method_free_known CHECK ((free IN ('never', 'setting') AND free_from IS NULL)
        OR (free = 'amount' AND free_from > 0)),
    CONSTRAINT shipping_method_most_grams CHECK (most_grams IS NULL OR most_grams > 0),
    CONSTRAINT shipping_method_longest CHECK (longest_mm IS NULL OR longest_mm > 0),
    CONSTRAINT shipping_method_days CHECK (days_least >= 0 AND days_most >= days_least),
    CONSTRAINT shipping_method_active_bool CHECK (active IN (0, 1))
);

-- What a new shop begins with, and what every shop had so far.
INSERT INTO shipping_calendar (id, time_zone, cut_off_minute, working_days) VALUES (1, 'UTC', 840, '12345');
INSERT INTO shipping_zone (id, name, places) VALUES
    (1, 'Own country', 'home'), (2, 'European Union', 'union'), (3, 'Rest of the world', 'world');
INSERT INTO shipping_method (id, zone_id, code, name, tiers, free, days_least, days_most, position) VALUES
    (1, 1, 'parcel', 'Parcel to your door', '[[0,490]]', 'setting', 2, 3, 1),
    (2, 1, 'pick-up', 'Parcel to a pick-up point', '[[0,390]]', 'setting', 2, 3, 2),
    (3, 1, 'express', 'Express to your door', '[[0,1010]]', 'never', 1, 1, 3),
    (4, 2, 'parcel', 'Parcel to your door', '[[0,990]]', 'never', 3, 5, 1),
    (5, 3, 'parcel', 'Parcel to your door', '[[0,1490]]', 'never', 5, 8, 1);

-- The revision of the table that an order was priced by; 0 for those before there was one.
ALTER TABLE orders ADD COLUMN shipping_revision BIGINT NOT NULL DEFAULT 0;
