//! The reports of WooCommerce's analytics: the only export of customers and orders that its core has.

use crate::importer::{
    customer::ImportedCustomer,
    file::NamedRow,
    notes::Notes,
    order::{ImportedOrder, ImportedOrderLine},
    platform::{
        ReadContext,
        past::{self, OrderNames},
        person::{self, AddressNames, CustomerNames},
    },
    value,
};

const CUSTOMER: CustomerNames = CustomerNames {
    id: &[],
    email: &["email"],
    full_name: &["name"],
    first_name: &[],
    last_name: &[],
    phone: &[],
    note: &[],
    tags: &[],
    wants_news: &[],
    since: &["sign up"],
};

const ADDRESS: AddressNames = AddressNames {
    full_name: &["name"],
    first_name: &[],
    last_name: &[],
    company: &[],
    street: &[],
    extra: &[],
    postcode: &["postal code"],
    town: &["city"],
    region: &["region"],
    country: &["country / region", "country"],
    phone: &[],
};

const ORDER: OrderNames = OrderNames {
    id: &[],
    number: &["order #"],
    email: &[],
    currency: &[],
    rate: &[],
    goods: &["net sales", "n. revenue", "n. revenue (formatted)"],
    discount: &[],
    shipping: &[],
    tax: &[],
    total: &["net sales", "n. revenue", "n. revenue (formatted)"],
    refunded: &[],
    state: &["status"],
    payment_state: &[],
    payment_name: &[],
    shipping_name: &[],
    note: &["coupon(s)"],
    placed_at: &["date"],
};

/// The customer of a row.
pub(super) fn customer(row: &NamedRow, notes: &mut Notes) -> Option<ImportedCustomer> {
    let address = person::address(row, &ADDRESS);
    person::customer(row, &CUSTOMER, vec![address], notes)
}

/// The order of a row: its goods are one text, "2× Hoodie, 1× Cap", without prices.
pub(super) fn order(row: &NamedRow, context: ReadContext, notes: &mut Notes) -> Option<ImportedOrder> {
    let reason = "the report tells no taxes, no delivery and no prices of lines; its net sales are taken as the total";
    notes.warn_once(row.line(), "order #", row.get("order #"), reason);
    let mut order = past::head(row, &ORDER, context.currency, notes)?;
    order.address.full_name = person::line(row, &["customer"]);
    order.lines = row.get("product(s)").split(", ").filter_map(line).collect();
    Some(order)
}

fn line(text: &str) -> Option<ImportedOrderLine> {
    let (quantity, title) = text.split_once('×').unwrap_or(("1", text));
    let title = value::clean_line(title);
    let quantity = quantity.trim().parse().unwrap_or(1);
    (!title.is_empty()).then_some(ImportedOrderLine { title, sku: String::new(), quantity, unit_price: 0 })
}
