-- For how many of its items the reduction of a line was agreed, where there are more by now: when it is made smaller again, these keep all
-- of it. Nothing where it is for all of them.
ALTER TABLE order_line ADD COLUMN reduced_quantity BIGINT
    CONSTRAINT order_line_reduced_quantity_within CHECK (reduced_quantity > 0 AND reduced_quantity < quantity);
