# A shop of Zen Cart without a prefix.
INSERT INTO products (products_id, products_type, products_quantity, products_model, products_image, products_price, products_weight, products_status, products_tax_class_id, manufacturers_id, product_is_free, product_is_call, products_date_available, master_categories_id) VALUES (1, 1, '32', 'MG200', 'cards/mg200.gif', '299.9900', '23.00', 1, 1, 1, 0, 0, NULL, 4),
(2, 1, '10', 'FREE', 'free.gif', '5.0000', '0', 1, 0, NULL, 1, 0, NULL, 4),
(3, 1, '100', 'GIFT005', 'gv.gif', '5.0000', '0', 1, 0, 0, 0, 0, '0001-01-01', 1);
INSERT INTO products_description (products_id, language_id, products_name, products_description, products_url) VALUES (1, 1, 'Matrix G200', 'It\'s fast.<br><br>Very fast.', ''),
(2, 1, 'Leaflet', '', ''), (3, 1, 'Gift Certificate $5', '', '');
INSERT INTO categories (categories_id, categories_image, parent_id, sort_order) VALUES (1, 'a.gif', 0, 1), (4, 'b.gif', 1, 0);
INSERT INTO categories_description (categories_id, language_id, categories_name, categories_description) VALUES (1, 1, 'Hardware', ''), (4, 1, 'Graphics Cards', '');
INSERT INTO products_to_categories (products_id, categories_id) VALUES (1, 1), (1, 4);
INSERT INTO manufacturers (manufacturers_id, manufacturers_name) VALUES (1, 'Matrix');
INSERT INTO products_options (products_options_id, language_id, products_options_name, products_options_sort_order, products_options_type) VALUES (4, 1, 'Memory', 10, 0), (6, 1, 'Engraving', 20, 1);
INSERT INTO products_options_values (products_options_values_id, language_id, products_options_values_name) VALUES (2, 1, '8 mb'), (3, 1, '16 mb'), (5, 1, '32 mb');
INSERT INTO products_attributes (products_attributes_id, products_id, options_id, options_values_id, options_values_price, price_prefix, products_attributes_weight, products_attributes_weight_prefix, attributes_display_only) VALUES (2, 1, 4, 2, '50.0000', '+', '0.0000', '', 0),
(3, 1, 4, 3, '70.0000', '', '1.0000', '+', 0), (4, 1, 4, 5, '10.0000', '-', '0.0000', '', 0), (5, 1, 6, 0, '0.0000', '+', '0.0000', '', 0);
INSERT INTO specials (specials_id, products_id, specials_new_products_price, status, specials_date_available, expires_date) VALUES (1, 1, '249.9900', 1, '0001-01-01', '0001-01-01');
INSERT INTO customers (customers_id, customers_firstname, customers_lastname, customers_email_address, customers_telephone, customers_password, customers_newsletter) VALUES (NULL, 'Bill', 'Smith', 'Bill@example.org', '12345', 'hash:salt', '0');
INSERT INTO address_book (address_book_id, customers_id, entry_company, entry_firstname, entry_lastname, entry_street_address, entry_suburb, entry_postcode, entry_city, entry_state, entry_country_id, entry_zone_id) VALUES (NULL, 1, 'Demo', 'Bill', 'Smith', '123 Any Avenue', '', '12345', 'Here', '', 223, 12);
INSERT INTO countries (countries_id, countries_name, countries_iso_code_2) VALUES (223, 'United States', 'US');
INSERT INTO zones (zone_id, zone_country_id, zone_code, zone_name) VALUES (12, 223, 'CA', 'California');
INSERT INTO orders_status (orders_status_id, language_id, orders_status_name) VALUES (3, 1, 'Delivered');
INSERT INTO orders (orders_id, customers_id, customers_name, customers_email_address, customers_telephone, delivery_name, delivery_street_address, delivery_city, delivery_postcode, delivery_country, billing_name, payment_method, shipping_method, date_purchased, orders_status, currency, currency_value, order_total, order_tax) VALUES (7, 1, 'Bill Smith', 'bill@example.org', '12345', 'Bill Smith', '123 Any Avenue', 'Here', '12345', 'United States', 'Bill Smith', 'Check', 'Flat Rate', '2024-03-05 10:20:30', 3, 'USD', '1.000000', '304.99', '0.00');
INSERT INTO orders_products (orders_products_id, orders_id, products_id, products_model, products_name, products_price, final_price, products_tax, products_quantity) VALUES (1, 7, 1, 'MG200', 'Matrix G200', '299.9900', '299.9900', '0.0000', 1);
INSERT INTO orders_total (orders_total_id, orders_id, title, text, value, class, sort_order) VALUES (1, 7, 'Sub-Total:', '$299.99', '299.9900', 'ot_subtotal', 100), (2, 7, 'Flat Rate:', '$5.00', '5.0000', 'ot_shipping', 200), (3, 7, 'Total:', '$304.99', '304.9900', 'ot_total', 999);
