//! The orders of a shop whose tables keep lines and sums apart: OpenCart and Zen Cart. Amounts are in the shop's own currency and
//! are changed by the rate of the order.

use super::Dictionary;
use crate::importer::{
    file::{FileError, Grouped, NamedRow, Table},
    notes::Notes,
    order::{ImportedOrder, ImportedOrderLine},
    platform::{
        ReadContext,
        past::{self, OrderNames},
        person::{self, AddressNames},
    },
    value,
};

const ORDER: OrderNames = OrderNames {
    id: &["order_id", "orders_id"],
    number: &["order_id", "orders_id"],
    email: &["email", "customers_email_address"],
    currency: &["currency_code", "currency"],
    rate: &["currency_value"],
    goods: &[],
    discount: &[],
    shipping: &[],
    tax: &["order_tax"],
    total: &["total", "order_total"],
    refunded: &[],
    state: &[],
    payment_state: &[],
    payment_name: &["payment_method"],
    shipping_name: &["shipping_method"],
    note: &["comment"],
    placed_at: &["date_added", "date_purchased"],
};

const SHIPPED_TO: AddressNames = AddressNames {
    full_name: &["delivery_name"],
    first_name: &["shipping_firstname"],
    last_name: &["shipping_lastname"],
    company: &["shipping_company", "delivery_company"],
    street: &["shipping_address_1", "delivery_street_address"],
    extra: &["shipping_address_2", "delivery_suburb"],
    postcode: &["shipping_postcode", "delivery_postcode"],
    town: &["shipping_city", "delivery_city"],
    region: &["shipping_zone", "delivery_state"],
    country: &["shipping_country", "delivery_country"],
    phone: &["telephone", "customers_telephone"],
};

const BILLED_TO: AddressNames = AddressNames {
    full_name: &["billing_name", "customers_name"],
    first_name: &["payment_firstname", "firstname"],
    last_name: &["payment_lastname", "lastname"],
    company: &["payment_company", "billing_company"],
    street: &["payment_address_1", "billing_street_address"],
    extra: &["payment_address_2", "billing_suburb"],
    postcode: &["payment_postcode", "billing_postcode"],
    town: &["payment_city", "billing_city"],
    region: &["payment_zone", "billing_state"],
    country: &["payment_country", "billing_country"],
    phone: &["telephone", "customers_telephone"],
};

/// The orders with what belongs to them.
pub(in crate::importer::platform) struct Orders {
    pub orders: Table,
    /// Both by the id of the order.
    pub lines: Grouped,
    pub sums: Grouped,
    pub states: Dictionary,
}

impl Orders {
    /// How many orders there are.
    pub fn count(&self) -> usize {
        self.orders.rows()
    }

    /// The next order; `Some(None)` when it is not taken over, which is noted.
    pub fn next(
        &mut self,
        context: ReadContext,
        notes: &mut Notes,
    ) -> Result<Option<Option<ImportedOrder>>, FileError> {
        let Some(row) = self.orders.next_named()? else { return Ok(None) };
        let state = row.first(&["order_status_id", "orders_status"]);
        if state == "0" {
            let reason = "the order was never finished; it is left out, like all of its kind";
            notes.warn_once(row.line(), "order_status_id", row.first(ORDER.id), reason);
            return Ok(Some(None));
        }
        let Some(mut order) = past::head(&row, &ORDER, context.currency, notes) else { return Ok(Some(None)) };
        self.states.name(state).clone_into(&mut order.state);
        order.payment_name = plain_name(&order.payment_name);
        order.shipping_name = plain_name(&order.shipping_name);
        let shipped = person::address(&row, &SHIPPED_TO);
        order.address = if shipped.is_place() { shipped } else { person::address(&row, &BILLED_TO) };
        let (rate, id) = (row.get("currency_value").to_owned(), row.first(ORDER.id).to_owned());
        for sum in self.sums.of(&id)? {
            add_sum(&mut order, &sum, &rate, notes);
        }
        for line in self.lines.of(&id)? {
            order.lines.extend(read_line(&line, &order, &rate, notes));
        }
        Ok(Some(Some(order)))
    }
}

/// A sum by what it is called: `sub_total` or `ot_subtotal`.
fn add_sum(order: &mut ImportedOrder, row: &NamedRow, rate: &str, notes: &mut Notes) {
    let Some(amount) = past::amount(row, &["value"], rate, order.currency, notes) else { return };
    let place = match row.first(&["code", "class"]) {
        "sub_total" | "ot_subtotal" => &mut order.goods,
        "shipping" | "ot_shipping" => &mut order.shipping,
        "coupon" | "voucher" | "reward" | "ot_coupon" | "ot_gv" | "ot_group_pricing" => {
            order.discount = order.discount.saturating_add(amount.saturating_abs());
            return;
        }
        "tax" => {
            order.tax = order.tax.saturating_add(amount);
            return;
        }
        _ => return,
    };
    *place = amount;
}

fn read_line(row: &NamedRow, order: &ImportedOrder, rate: &str, notes: &mut Notes) -> Option<ImportedOrderLine> {
    let title = person::line(row, &["name", "products_name"]);
    let quantity = value::whole_number(row.first(&["quantity", "products_quantity"])).ok().flatten().unwrap_or(1);
    let unit_price = past::amount(row, &["price", "final_price", "products_price"], rate, order.currency, notes)?;
    let sku = person::line(row, &["model", "products_model"]);
    (!title.is_empty()).then_some(ImportedOrderLine { title, sku, quantity, unit_price })
}

/// The name of a way of payment or delivery: version 4 of OpenCart keeps it among other things as JSON.
fn plain_name(text: &str) -> String {
    let json: Option<serde_json::Value> = serde_json::from_str(text).ok();
    let name = json.as_ref().and_then(|json| json.get("name")).and_then(serde_json::Value::as_str);
    name.unwrap_or(text).to_owned()
}
