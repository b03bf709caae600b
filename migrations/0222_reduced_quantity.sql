-- How many of its items a line had before it was made larger, and what is taken off those: when it is made smaller again, they keep it. What
-- is taken off besides is of the items that came later. Nothing where the reduction is for all of them alike, as it is for what was made
-- larger before there were these columns.
ALTER TABLE order_line ADD COLUMN reduced_quantity BIGINT
    CONSTRAINT order_line_reduced_quantity_within CHECK (reduced_quantity > 0 AND reduced_quantity < quantity);
ALTER TABLE order_line ADD COLUMN reduced_amount BIGINT
    CONSTRAINT order_line_reduced_amount_sign CHECK (reduced_amount <= 0);
