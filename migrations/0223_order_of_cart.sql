-- The order of a cart, whatever became of it: a draft is looked for by its cart.
CREATE INDEX orders_cart ON orders (cart_id);
