//! The tee and the mug in dialects of several tables: dumps of databases, a workbook.

use crate::importer::testing::workbook;

/// Every dialect that is a dump of a database.
pub(super) const DUMPS: [(&str, &str); 3] = [
    (
        "opencart 3",
        "-- phpMyAdmin SQL Dump\n\
CREATE TABLE `oc_product` (\n  `product_id` int(11) NOT NULL,\n  `model` varchar(64),\n  `sku` varchar(64),\n  `quantity` int(4),\n  `image` varchar(255),\n  `manufacturer_id` int(11),\n  `price` decimal(15,4),\n  `tax_class_id` int(11),\n  `date_available` date,\n  `weight` decimal(15,8),\n  `weight_class_id` int(11),\n  `subtract` tinyint(1),\n  `status` tinyint(1),\n  PRIMARY KEY (`product_id`)\n) ENGINE=MyISAM;\n\
INSERT INTO `oc_product` VALUES (1,'T-1','',3,'',0,'12.5000',0,'2009-02-03','0.2',1,1,1),(2,'M-1','',0,'',0,'5.0000',0,'0000-00-00','0',1,1,1);\n\
INSERT INTO `oc_product_description` (`product_id`, `language_id`, `name`, `description`, `tag`) VALUES (1,1,'Tee','&lt;p&gt;Soft&lt;/p&gt;','summer'),(2,1,'Mug','','');\n\
INSERT INTO `oc_weight_class_description` (`weight_class_id`, `language_id`, `title`, `unit`) VALUES (1,1,'Kilogram','kg');\n",
    ),
    (
        "opencart 4",
        "/*!40101 SET NAMES utf8 */;\n\
INSERT INTO `shop_product` (`product_id`, `master_id`, `model`, `quantity`, `image`, `manufacturer_id`, `price`, `tax_class_id`, `date_available`, `weight`, `weight_class_id`, `subtract`, `status`, `variant`, `override`) VALUES (1,0,'T-1',3,'',0,'12.5000',0,'2009-02-03','0.2',1,1,1,'',''),(2,0,'M-1',0,'',0,'5.0000',0,'2009-02-03','0',1,1,1,'','');\n\
INSERT INTO `shop_product_description` (`product_id`, `language_id`, `name`, `description`) VALUES (1,1,'Tee','&lt;p&gt;Soft&lt;/p&gt;'),(2,1,'Mug','');\n\
INSERT INTO `shop_weight_class_description` (`weight_class_id`, `language_id`, `title`, `unit`) VALUES (1,1,'Kilogram','kg');\n",
    ),
    (
        "zencart",
        "# Zen Cart SQL Load\n\
INSERT INTO zen_products (products_id, products_type, products_quantity, products_model, products_image, products_price, products_weight, products_status, products_tax_class_id, manufacturers_id, products_date_available, master_categories_id) VALUES (1, 1, 3, 'T-1', '', 12.5000, 0.2, 1, 1, 0, NULL, 0), (2, 1, 0, 'M-1', '', 5.0000, 0, 1, 1, 0, '0001-01-01 00:00:00', 0);\n\
INSERT INTO zen_products_description (products_id, language_id, products_name, products_description) VALUES (1, 1, 'Tee', '<p>Soft</p>'), (2, 1, 'Mug', '');\n\
INSERT INTO zen_tax_class (tax_class_id, tax_class_title) VALUES (1, 'Taxable Goods');\n",
    ),
];

/// The workbook of OpenCart's export tool.
pub(super) fn opencart_workbook() -> tempfile::NamedTempFile {
    workbook(&[
        ("Categories", &[&["category_id", "parent_id", "name(en-gb)", "sort_order"], &["=20", "=0", "Clothing", "=1"]]),
        (
            "Products",
            &[
                &[
                    "product_id",
                    "name(en-gb)",
                    "categories",
                    "sku",
                    "quantity",
                    "model",
                    "price",
                    "weight",
                    "weight_unit",
                    "status",
                    "description(en-gb)",
                    "date_available",
                ],
                &[
                    "=1",
                    "Tee",
                    "20",
                    "",
                    "=3",
                    "T-1",
                    "=12.5",
                    "=0.2",
                    "kg",
                    "true",
                    "&lt;p&gt;Soft&lt;/p&gt;",
                    "2009-02-03",
                ],
                &["=2", "Mug", "", "", "=0", "M-1", "=5", "=0", "kg", "true", "", ""],
            ],
        ),
    ])
}
