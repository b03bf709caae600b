-- Rates of tax in millionths: 190000 is 19 %, 88750 is 8.875 %. They were in basis points, of which there is no whole number for that.
--
-- What was written as JSON before ("orders.taxes", "refund.rates", "document.content") stays as it is: a number there is basis points, and
-- what is written from now on is percent as text. So are the accounts of the ledger, of which no row is ever changed.

CREATE TABLE tax_rate_before AS
    SELECT id, version, class, country, region, postcodes, rate, valid_from, valid_until, updated_at FROM tax_rate;
DROP TABLE tax_rate;

-- "rate" is in millionths; days are counted from 1970-01-01, and the last one is part of the time. "region" and "postcodes" (their
-- beginnings, with spaces between) are empty for the whole country.
CREATE TABLE tax_rate (
    id BIGINT NOT NULL,
    version BIGINT NOT NULL DEFAULT 1,
    class TEXT NOT NULL,
    country TEXT NOT NULL,
    region TEXT NOT NULL DEFAULT '',
    postcodes TEXT NOT NULL DEFAULT '',
    rate BIGINT NOT NULL,
    valid_from BIGINT NOT NULL,
    valid_until BIGINT,
    updated_at BIGINT NOT NULL DEFAULT 0,
    CONSTRAINT tax_rate_pk PRIMARY KEY (id),
    CONSTRAINT tax_rate_begins_once UNIQUE (class, country, region, valid_from),
    CONSTRAINT tax_rate_class_known CHECK (class IN ('standard', 'reduced')),
    CONSTRAINT tax_rate_percent CHECK (rate BETWEEN 0 AND 500000),
    CONSTRAINT tax_rate_days CHECK (valid_until IS NULL OR valid_until >= valid_from),
    CONSTRAINT tax_rate_region CHECK ((region = '') = (postcodes = ''))
);

INSERT INTO tax_rate (id, version, class, country, region, postcodes, rate, valid_from, valid_until, updated_at)
    SELECT id, version, class, country, region, postcodes, rate * 100, valid_from, valid_until, updated_at FROM tax_rate_before;
DROP TABLE tax_rate_before;

-- The rate that a line was priced by, in millionths too.
UPDATE order_line SET tax_rate = tax_rate * 100 WHERE tax_rate <> 0;
