//! What rows of people and orders become.

use domain::kernel::Timestamp;

use crate::importer::testing::{Read, read};

#[test]
fn shopify_s_customers_of_both_generations_are_read_and_those_without_an_address_for_mails_told() {
    let text = "\u{FEFF}Customer ID,First Name,Last Name,Email,Accepts Email Marketing,Default Address Company,\
Default Address Address1,Default Address Address2,Default Address City,Default Address Province Code,\
Default Address Country Code,Default Address Zip,Default Address Phone,Phone,Accepts SMS Marketing,Total Spent,Total Orders,Note,\
Tax Exempt,Tags\n\
'701,Maren,Holt,Maren.Holt@example.org,yes,\"Diaz, Inc.\",Elbweg 1,2. Stock,Hamburg,HH,DE,'20354,'+49 40 1,'+49 40 2,no,10.00,1,\"A\nnote\",no,\"vip, news\"\n\
702,\"Eve \"\"E\"\"\",,,no,,,,,,,,,,no,0,0,,no,\n\
703,No,Mail,not-a-mail,no,,,,,,,,,,no,0,0,,no,\n";
    let Read { customers, failed, .. } = read(text);
    let [maren] = customers.as_slice() else { panic!("{customers:?}") };
    assert_eq!(
        (maren.key.as_str(), maren.email.as_str(), maren.full_name.as_str()),
        ("id:701", "maren.holt@example.org", "Maren Holt")
    );
    assert_eq!((maren.phone.as_str(), maren.note.as_str(), maren.wants_news), ("+49 40 2", "A note", true));
    assert_eq!(maren.tags, ["vip", "news"]);
    let address = &maren.addresses[0];
    assert_eq!(
        (address.company.as_str(), address.street.as_str(), address.extra.as_str()),
        ("Diaz, Inc.", "Elbweg 1", "2. Stock")
    );
    assert_eq!(
        (address.postcode.as_str(), address.town.as_str(), address.country.as_str()),
        ("20354", "Hamburg", "DE")
    );
    let told: Vec<(u64, &str)> = failed.iter().map(|row| (row.line, row.value.as_str())).collect();
    assert_eq!(told, [(4, ""), (5, "not-a-mail")]);

    let older = "First Name,Last Name,Email,Company,Address1,Address2,City,Province,Province Code,Country,Country Code,Zip,Phone,\
Accepts Marketing,Total Spent,Total Orders,Tags,Note,Tax Exempt\n\
Ole,Berg,ole@example.org,,Gate 2,,Oslo,Oslo,,Norway,NO,0150,,no,0.00,0,,,no\n";
    let ole = read(older).customers.remove(0);
    assert_eq!(
        (ole.key.as_str(), ole.addresses[0].country.as_str(), ole.addresses[0].region.as_str()),
        ("ole@example.org", "NO", "Oslo")
    );
}

const ORDERS: &str = "Name,Email,Financial Status,Paid at,Fulfillment Status,Currency,Subtotal,Shipping,Taxes,Total,Discount Amount,\
Shipping Method,Created at,Lineitem quantity,Lineitem name,Lineitem price,Lineitem sku,Billing Name,Billing Address1,Billing City,\
Billing Zip,Billing Country,Shipping Name,Shipping Address1,Shipping City,Shipping Zip,Shipping Country,Notes,Cancelled at,\
Payment Method,Refunded Amount,Id\n";

#[test]
fn shopify_s_orders_are_put_together_from_their_lines_and_repeated_rows_count_once() {
    let first = "#1050,maren@example.org,paid,2026-05-01 12:00:00 +0200,fulfilled,EUR,30.00,4.90,5.57,32.90,2.00,Standard,\
2026-05-01 14:00:00 +0200,2,Mug - Blue,10.00,MUG-B,Maren Holt,Elbweg 1,Hamburg,'20354,DE,,,,,,Ring twice,,Card,1.00,901\n";
    let further = "#1050,maren@example.org,,,,,,,,,,,,1,Tray,10.00,,,,,,,,,,,,,,,,\n";
    let chilean = "1051,,refunded,,,CLP,1990,0,0,1990,0,,2026-05-02 00:00:00 UTC,1,Taza,1990,,,,,,,,,,,,,2026-05-03 00:00:00 UTC,,1990,902\n";
    let broken = "#1052,x@example.org,paid,,,EUR,1,0,0,ten,0,,2026-05-02 00:00:00 UTC,1,Mug,1,,,,,,,,,,,,,,,,903\n\
#1053,x@example.org,paid,,,EUR,1,0,0,1,0,,,1,Mug,1,,,,,,,,,,,,,,,,904\n";
    let Read { orders, failed, .. } = read(&format!("{ORDERS}{first}{chilean}{first}{further}{broken}"));
    let [order, other] = orders.as_slice() else { panic!("{orders:?}") };
    assert_eq!(
        (order.key.as_str(), order.number.as_str(), order.placed_at),
        ("id:901", "#1050", Timestamp(1_777_636_800_000))
    );
    assert_eq!(
        (order.goods, order.discount, order.shipping, order.tax, order.total, order.refunded),
        (3_000, 200, 490, 557, 3_290, 100)
    );
    assert_eq!(
        (order.state.as_str(), order.payment_state.as_str(), order.address.street.as_str()),
        ("fulfilled", "paid", "Elbweg 1")
    );
    let lines: Vec<(&str, i64, i64)> =
        order.lines.iter().map(|line| (line.title.as_str(), line.quantity, line.unit_price)).collect();
    assert_eq!(lines, [("Mug - Blue", 2, 1_000), ("Tray", 1, 1_000)]);
    assert_eq!(
        (other.total, other.currency.code(), other.email.is_none(), other.state.as_str()),
        (1_990, "CLP", true, "cancelled")
    );
    let told: Vec<(u64, &str)> = failed.iter().map(|row| (row.line, row.column.as_str())).collect();
    assert_eq!(told, [(6, "total"), (7, "created at")]);
}

#[test]
fn woocommerce_s_reports_give_customers_and_what_they_tell_of_orders() {
    let text = "Name,Username,Last Active,Sign Up,Email,Orders,Total Spend,AOV,Country / Region,City,Region,Postal Code\n\
Maren Holt,maren,2026-05-01,2025-01-02 10:00:00,maren@example.org,2,30,15,DE,Hamburg,HH,20354\n";
    let maren = read(text).customers.remove(0);
    assert_eq!((maren.full_name.as_str(), maren.addresses[0].town.as_str()), ("Maren Holt", "Hamburg"));
    assert!(maren.since.is_some());

    let text = "Date,Order #,N. Revenue (formatted),Status,Customer,Customer type,Product(s),Items sold,Coupon(s),N. Revenue\n\
2026-05-01 12:00:00,77,\"€30,00\",completed,Maren Holt,returning,\"2× Hoodie, 1× Cap\",3,,30\n";
    let Read { orders, warnings, .. } = read(text);
    assert_eq!(
        (orders[0].number.as_str(), orders[0].total, orders[0].address.full_name.as_str()),
        ("77", 3_000, "Maren Holt")
    );
    assert_eq!(orders[0].lines.iter().map(|line| line.quantity).collect::<Vec<_>>(), [2, 1]);
    assert_eq!(warnings.len(), 1);
}

#[test]
fn magento_s_further_addresses_stand_on_rows_without_an_address_for_mails() {
    let text = "email,_website,_store,created_at,firstname,lastname,password_hash,_address_city,_address_company,_address_country_id,\
_address_firstname,_address_lastname,_address_postcode,_address_region,_address_street,_address_telephone,_address_default_billing_\n\
jon@example.com,base,admin,\"2012-11-20 10:00:00\",Jon,Doe,hash:salt,Fayetteville,,US,Jon,Doe,72701,Arkansas,\"1 Main St\nFloor 2\",555,1\n\
,,,,,,,Austin,,US,Jon,Doe,78701,Texas,2 High St,,\n\
ann@example.com,base,admin,,Ann,Lee,,,,,,,,,,,\n";
    let Read { customers, failed, .. } = read(text);
    assert_eq!(failed, []);
    assert_eq!(customers.iter().map(|customer| customer.addresses.len()).collect::<Vec<_>>(), [2, 0]);
    let home = &customers[0].addresses[0];
    assert_eq!((home.street.as_str(), home.extra.as_str(), home.region.as_str()), ("1 Main St", "Floor 2", "Arkansas"));

    let text = "ID,\"Purchase Point\",\"Purchase Date\",\"Bill-to Name\",\"Ship-to Name\",\"Grand Total (Base)\",\"Grand Total (Purchased)\",Status,\
\"Billing Address\",\"Shipping Address\",\"Shipping Information\",\"Customer Email\",Subtotal,\"Shipping and Handling\",\"Payment Method\",\"Total Refunded\"\n\
000000002,\"Main\",\"Nov 2, 2026, 5:15:21 PM\",\"Jon Doe\",\"Jon Doe\",39.64,$39.64,Closed,\"1 Main St,Fayetteville\",\"1 Main St,Fayetteville\",\"Flat Rate\",jon@example.com,32.00,5.00,checkmo,39.64\n";
    let dollars = read(text).orders.remove(0);
    assert_eq!((dollars.number.as_str(), dollars.total, dollars.currency.code()), ("000000002", 3_964, "USD"));
    assert_eq!((dollars.goods, dollars.refunded, dollars.shipping), (3_200, 3_964, 500));
}

#[test]
fn tables_of_a_dump_give_customers_and_finished_orders() {
    let tables = "INSERT INTO oc_product (product_id, model, price) VALUES (1, 'M-1', '10');\n\
INSERT INTO oc_product_description (product_id, language_id, name) VALUES (1, 1, 'Mug');\n\
INSERT INTO oc_customer (customer_id, firstname, lastname, email, telephone, newsletter, date_added) VALUES (5, 'Maren', 'Holt', 'maren@example.org', '1', 1, '2025-01-02 10:00:00');\n\
INSERT INTO oc_address (address_id, customer_id, firstname, lastname, company, address_1, address_2, city, postcode, country_id, zone_id) VALUES (1, 5, 'Maren', 'Holt', '', 'Elbweg 1', '', 'Hamburg', '20354', 81, 1260);\n\
INSERT INTO oc_country (country_id, name, iso_code_2) VALUES (81, 'Germany', 'DE');\n\
INSERT INTO oc_zone (zone_id, country_id, name, code) VALUES (1260, 81, 'Hamburg', 'HAM');\n\
INSERT INTO oc_order_status (order_status_id, language_id, name) VALUES (5, 1, 'Complete');\n\
INSERT INTO oc_order (order_id, firstname, lastname, email, payment_method, shipping_firstname, shipping_lastname, shipping_address_1, shipping_city, shipping_postcode, shipping_country, shipping_method, comment, total, order_status_id, currency_code, currency_value, date_added) VALUES\n\
(9, 'Maren', 'Holt', 'maren@example.org', 'Cash', 'Maren', 'Holt', 'Elbweg 1', 'Hamburg', '20354', 'Germany', '{\"name\":\"Flat rate\",\"cost\":5}', '', '21.0000', 5, 'GBP', '0.50000000', '2026-05-01 12:00:00'),\n\
(10, 'Left', 'Away', 'x@example.org', '', '', '', '', '', '', '', '', '', '21.0000', 0, 'GBP', '0.5', '2026-05-01 12:00:00');\n\
INSERT INTO oc_order_product (order_product_id, order_id, product_id, name, model, quantity, price, total, tax) VALUES (1, 9, 1, 'Mug', 'M-1', 2, '10.0000', '20.0000', '0.0000');\n\
INSERT INTO oc_order_total (order_total_id, order_id, code, title, value) VALUES (1, 9, 'sub_total', 'Sub-Total', '20.0000'), (2, 9, 'shipping', 'Flat', '5.0000'), (3, 9, 'coupon', 'Coupon', '-4.0000'), (4, 9, 'total', 'Total', '21.0000');\n";
    let Read { customers, orders, failed, warnings, .. } = read(tables);
    assert_eq!(failed, []);
    let address = &customers[0].addresses[0];
    assert_eq!((address.country.as_str(), address.region.as_str()), ("DE", "Hamburg"));
    let [order] = orders.as_slice() else { panic!("{orders:?}") };
    assert_eq!((order.goods, order.discount, order.shipping, order.total), (1_000, 200, 250, 1_050));
    assert_eq!(
        (order.state.as_str(), order.shipping_name.as_str(), order.address.country.as_str()),
        ("Complete", "Flat rate", "DE")
    );
    assert_eq!((order.lines[0].unit_price, order.lines[0].sku.as_str()), (500, "M-1"));
    assert!(warnings.iter().any(|row| row.column == "order_status_id" && row.value == "10"));
}
