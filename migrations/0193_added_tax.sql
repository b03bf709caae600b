-- Shops whose prices are without tax: it is added at the checkout.

ALTER TABLE tax_setting ADD COLUMN adds_tax BIGINT NOT NULL DEFAULT 0
    CONSTRAINT tax_setting_adds_tax_bool CHECK (adds_tax IN (0, 1));

-- What an order shows where its tax was added: its sums without tax, as JSON. Empty where prices include the tax. All other amounts of an
-- order include it either way.
ALTER TABLE orders ADD COLUMN net_totals TEXT NOT NULL DEFAULT '';

-- The tax of a line that is not in its price: of all of it, before reductions. A line is worth "line_total" and this together.
ALTER TABLE order_line ADD COLUMN added_tax BIGINT NOT NULL DEFAULT 0;
