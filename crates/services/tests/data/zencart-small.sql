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
