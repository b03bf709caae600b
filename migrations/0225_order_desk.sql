-- What the desk counts at every page, and what it lists as unpaid, is found without reading all orders.
CREATE INDEX orders_to_send ON orders (id) WHERE state = 'confirmed' AND awaited = 0;
CREATE INDEX orders_awaited ON orders (id) WHERE awaited > 0;
CREATE INDEX orders_email ON orders (email, id);
CREATE INDEX payment_cash_due ON payment (order_id) WHERE method = 'cash_on_delivery' AND state = 'pending';
