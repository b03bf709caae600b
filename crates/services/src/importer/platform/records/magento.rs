//! Magento's customers with their addresses, and the list of orders.

use crate::importer::{
    customer::ImportedCustomer,
    file::NamedRow,
    notes::Notes,
    order::ImportedOrder,
    platform::{
        ReadContext,
        past::{self, OrderNames},
        person::{self, AddressNames, CustomerNames},
    },
    value,
};

const CUSTOMER: CustomerNames = CustomerNames {
    id: &[],
    email: &["email", "_email"],
    full_name: &[],
    first_name: &["firstname", "_address_firstname"],
    last_name: &["lastname", "_address_lastname"],
    phone: &["_address_telephone", "telephone"],
    note: &[],
    tags: &[],
    wants_news: &[],
    since: &["created_at"],
};

/// Mixed files put a mark before the columns of addresses, files of addresses alone do not.
const ADDRESS: AddressNames = AddressNames {
    full_name: &[],
    first_name: &["_address_firstname", "firstname"],
    last_name: &["_address_lastname", "lastname"],
    company: &["_address_company", "company"],
    street: &["_address_street", "street"],
    extra: &[],
    postcode: &["_address_postcode", "postcode"],
    town: &["_address_city", "city"],
    region: &["_address_region", "region"],
    country: &["_address_country_id", "country_id"],
    phone: &["_address_telephone", "telephone"],
};

const ORDER: OrderNames = OrderNames {
    id: &[],
    number: &["id", "increment id"],
    email: &["customer email"],
    currency: &["order currency"],
    rate: &[],
    goods: &["subtotal"],
    discount: &[],
    shipping: &["shipping and handling"],
    tax: &[],
    total: &["grand total (purchased)"],
    refunded: &["total refunded"],
    state: &["status"],
    payment_state: &[],
    payment_name: &["payment method"],
    shipping_name: &["shipping information"],
    note: &[],
    placed_at: &["purchase date"],
};

/// The customer of rows that belong together: each holds an address.
pub(super) fn customer(rows: &[NamedRow], notes: &mut Notes) -> Option<ImportedCustomer> {
    let first = rows.first()?;
    let addresses = rows.iter().map(|row| person::address(row, &ADDRESS)).collect();
    let mut customer = person::customer(first, &CUSTOMER, addresses, notes)?;
    if !first.get("_email").is_empty() {
        // A file of addresses alone tells of the same people as the file of customers, but other things.
        customer.key = format!("addresses:{}", customer.key);
    }
    Some(customer)
}

/// The order of a row. The list names no lines; its address is one text.
pub(super) fn order(row: &NamedRow, context: ReadContext, notes: &mut Notes) -> Option<ImportedOrder> {
    let reason = "the list of orders names no lines; the orders are taken over without them";
    notes.warn_once(row.line(), "id", row.get("id"), reason);
    let mut order = past::head(row, &ORDER, context.currency, notes)?;
    order.address.full_name = person::line(row, &["ship-to name", "bill-to name", "customer name"]);
    order.address.street = value::clean_line(row.first(&["shipping address", "billing address"]));
    Some(order)
}
