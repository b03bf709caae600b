//! Shopify's customers and orders.

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
    id: &["customer id"],
    email: &["email"],
    full_name: &[],
    first_name: &["first name"],
    last_name: &["last name"],
    phone: &["phone", "default address phone"],
    note: &["note"],
    tags: &["tags"],
    wants_news: &["accepts email marketing", "accepts marketing"],
    since: &["created at"],
};

const ADDRESS: AddressNames = AddressNames {
    full_name: &[],
    first_name: &["first name"],
    last_name: &["last name"],
    company: &["default address company", "company"],
    street: &["default address address1", "address1"],
    extra: &["default address address2", "address2"],
    postcode: &["default address zip", "zip"],
    town: &["default address city", "city"],
    region: &["default address province code", "province code", "province"],
    country: &["default address country code", "country code", "country"],
    phone: &["default address phone", "phone"],
};

const ORDER: OrderNames = OrderNames {
    id: &["id"],
    number: &["name"],
    email: &["email"],
    currency: &["currency"],
    rate: &[],
    goods: &["subtotal"],
    discount: &["discount amount"],
    shipping: &["shipping"],
    tax: &["taxes"],
    total: &["total"],
    refunded: &["refunded amount"],
    state: &["fulfillment status"],
    payment_state: &["financial status"],
    payment_name: &["payment method"],
    shipping_name: &["shipping method"],
    note: &["notes"],
    placed_at: &["created at"],
};

const SHIPPED_TO: AddressNames = AddressNames {
    full_name: &["shipping name"],
    first_name: &[],
    last_name: &[],
    company: &["shipping company"],
    street: &["shipping address1", "shipping street"],
    extra: &["shipping address2"],
    postcode: &["shipping zip"],
    town: &["shipping city"],
    region: &["shipping province"],
    country: &["shipping country"],
    phone: &["shipping phone", "phone"],
};

const BILLED_TO: AddressNames = AddressNames {
    full_name: &["billing name"],
    first_name: &[],
    last_name: &[],
    company: &["billing company"],
    street: &["billing address1", "billing street"],
    extra: &["billing address2"],
    postcode: &["billing zip"],
    town: &["billing city"],
    region: &["billing province"],
    country: &["billing country"],
    phone: &["billing phone", "phone"],
};

/// The customer of a row.
pub(super) fn customer(row: &NamedRow, notes: &mut Notes) -> Option<ImportedCustomer> {
    let address = person::address(row, &ADDRESS);
    person::customer(row, &CUSTOMER, vec![address], notes)
}

/// The order of rows with one number: the first one tells about it, each holds a line.
pub(super) fn order(rows: &[NamedRow], context: ReadContext, notes: &mut Notes) -> Option<ImportedOrder> {
    let first = rows.iter().find(|row| !row.get("created at").is_empty()).or(rows.first())?;
    let mut order = past::head(first, &ORDER, context.currency, notes)?;
    let shipped = person::address(first, &SHIPPED_TO);
    order.address = if shipped.is_place() { shipped } else { person::address(first, &BILLED_TO) };
    if order.state.is_empty() && !first.get("cancelled at").is_empty() {
        "cancelled".clone_into(&mut order.state);
    }
    for row in rows {
        // The head of an order stands on its first row only: a row that repeats it is that row once more.
        let repeats = row.line() != first.line() && !row.get("total").is_empty() && same_line(row, first);
        if !repeats {
            order.lines.extend(line(row, &order, notes));
        }
    }
    Some(order)
}

fn same_line(row: &NamedRow, first: &NamedRow) -> bool {
    ["lineitem name", "lineitem sku", "lineitem quantity", "lineitem price", "created at"]
        .iter()
        .all(|name| row.get(name) == first.get(name))
}

fn line(row: &NamedRow, order: &ImportedOrder, notes: &mut Notes) -> Option<ImportedOrderLine> {
    let title = value::clean_line(row.get("lineitem name"));
    if title.is_empty() {
        return None;
    }
    let quantity = value::whole_number(row.get("lineitem quantity")).ok().flatten().unwrap_or(1);
    let unit_price = past::amount(row, &["lineitem price"], "", order.currency, notes)?;
    Some(ImportedOrderLine { title, sku: person::line(row, &["lineitem sku"]), quantity, unit_price })
}
