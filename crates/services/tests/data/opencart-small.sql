-- A shop of OpenCart 3 with its own prefix.
DROP TABLE IF EXISTS `my_product`;
CREATE TABLE `my_product` (
  `product_id` int(11) NOT NULL AUTO_INCREMENT, `model` varchar(64) NOT NULL, `sku` varchar(64) NOT NULL, `ean` varchar(14) NOT NULL,
  `mpn` varchar(64) NOT NULL, `quantity` int(4) NOT NULL DEFAULT '0', `image` varchar(255) DEFAULT NULL,
  `manufacturer_id` int(11) NOT NULL, `price` decimal(15,4) NOT NULL DEFAULT '0.0000', `tax_class_id` int(11) NOT NULL,
  `date_available` date NOT NULL, `weight` decimal(15,8) NOT NULL, `weight_class_id` int(11) NOT NULL,
  `subtract` tinyint(1) NOT NULL DEFAULT '1', `status` tinyint(1) NOT NULL,
  PRIMARY KEY (`product_id`)
) ENGINE=MyISAM;
INSERT INTO `my_product` VALUES
(42, 'DISPLAY', '', '4006381333931', 'M-1', 90, 'catalog/display.jpg', 8, '100.0000', 9, '2009-02-04', '12.50000000', 1, 1, 1),
(43, 'CABLE', 'C-1', '', '', 5, 'catalog/cable.jpg', 0, '9.5000', 0, '0000-00-00', '80.00000000', 2, 0, 1),
(44, 'OLD', 'O-1', '', '', 0, '', 0, '5.0000', 9, '2009-02-04', '0.00000000', 1, 1, 0);
INSERT INTO `my_product_description` (`product_id`, `language_id`, `name`, `description`, `tag`) VALUES
(42, 1, 'Big &amp; Bright 30&quot;', '&lt;p&gt;\r\n	It\'s bright.&lt;/p&gt;\r\n', 'screen, bright'),
(42, 2, 'Groß', '', ''), (43, 1, 'Cable', '', ''), (44, 1, 'Old thing', '', '');
INSERT INTO `my_language` (`language_id`, `name`, `code`, `sort_order`, `status`) VALUES (2, 'Deutsch', 'de-de', 1, 1), (1, 'English', 'en-gb', 2, 1);
INSERT INTO `my_setting` (`store_id`, `code`, `key`, `value`) VALUES (0, 'config', 'config_language', 'en-gb'), (0, 'config', 'config_currency', 'EUR');
INSERT INTO `my_category` (`category_id`, `parent_id`) VALUES (20, 0), (27, 20);
INSERT INTO `my_category_description` (`category_id`, `language_id`, `name`, `description`) VALUES (20, 1, 'Desktops', '&lt;p&gt;For the &lt;b&gt;desk&lt;/b&gt;&lt;/p&gt;'), (27, 1, 'Screens &amp; more', ''), (27, 2, 'Bildschirme', 'Deutsch');
INSERT INTO `my_product_to_category` (`product_id`, `category_id`) VALUES (42, 27);
INSERT INTO `my_manufacturer` (`manufacturer_id`, `name`) VALUES (8, 'Marram');
INSERT INTO `my_weight_class_description` (`weight_class_id`, `language_id`, `title`, `unit`) VALUES (1, 1, 'Kilogram', 'kg'), (2, 1, 'Gram', 'g');
INSERT INTO `my_tax_class` (`tax_class_id`, `title`) VALUES (9, 'Taxable Goods');
INSERT INTO `my_product_image` (`product_image_id`, `product_id`, `image`, `sort_order`) VALUES (1, 42, 'catalog/back.jpg', 2), (2, 42, 'catalog/side.jpg', 1);
INSERT INTO `my_option` (`option_id`, `type`, `sort_order`) VALUES (5, 'select', 1), (2, 'checkbox', 2);
INSERT INTO `my_option_description` (`option_id`, `language_id`, `name`) VALUES (5, 1, 'Size'), (2, 1, 'Extras');
INSERT INTO `my_option_value_description` (`option_value_id`, `language_id`, `option_id`, `name`) VALUES (1, 1, 5, 'Small'), (2, 1, 5, 'Large');
INSERT INTO `my_product_option` (`product_option_id`, `product_id`, `option_id`, `value`, `required`) VALUES (217, 42, 5, '', 1), (218, 43, 5, '', 0), (219, 43, 2, '', 0);
INSERT INTO `my_product_option_value` (`product_option_value_id`, `product_option_id`, `product_id`, `option_id`, `option_value_id`, `quantity`, `subtract`, `price`, `price_prefix`, `weight`, `weight_prefix`) VALUES
(1, 217, 42, 5, 1, 7, 1, '5.0000', '-', '0.50000000', '-'), (2, 217, 42, 5, 2, 3, 1, '10.0000', '+', '0.00000000', '+'),
(3, 218, 43, 5, 1, 0, 0, '0.0000', '+', '0.00000000', '+'), (4, 218, 43, 5, 2, 0, 0, '1.2500', '+', '0.00000000', '+');
INSERT INTO `my_product_special` (`product_special_id`, `product_id`, `customer_group_id`, `priority`, `price`, `date_start`, `date_end`) VALUES (419, 42, 1, 1, '90.0000', '0000-00-00', '0000-00-00');
INSERT INTO `my_seo_url` (`seo_url_id`, `store_id`, `language_id`, `query`, `keyword`) VALUES (1, 0, 1, 'product_id=42', 'big-bright'), (2, 0, 1, 'category_id=20', 'desks');
INSERT INTO `my_session` (`session_id`, `data`) VALUES ('x', '{"a":"(1,2);"}');
