//! An order as it stands before a change.

use std::collections::HashMap;

use domain::{
    catalog::{ProductKind, full_name},
    currency::Selling,
    customer::Address,
    kernel::{
        Currency, Date, DateWindow, ImageId, Money, OrderId, OrderLineId, ProductId, Quantity, Timestamp, VariantId,
    },
    order::{LineReduction, OrderState, edit::EditError},
    payment::PaymentMethod,
    pricing::Totals,
    tax::{TaxClass, TaxPercent},
};
use sqlx::{Row, any::AnyRow};

use super::sql;
use crate::{
    cart::longest,
    catalog::admin::goods,
    currency::{order as order_rate, own},
    db::{Connection, DatabaseError},
    order::{OrderError, read, row},
    tax,
};

/// What is known of an order that is to be changed.
#[derive(Clone, Debug)]
pub(super) struct Standing {
    pub order: OrderId,
    pub version: i64,
    pub revision: i64,
    pub state: OrderState,
    pub currency: Currency,
    /// The rate that it was priced by: what is added goes by it, too.
    pub selling: Selling,
    pub email: String,
    pub address: Address,
    pub shipping_code: String,
    pub shipping_name: String,
    pub arrives: DateWindow,
    pub totals: Totals,
    pub on_cards: Money,
    pub awaited: Money,
    pub coupon: String,
    pub is_exempt: bool,
    pub placed_at: Timestamp,
    pub number: String,
    /// How it is, or was, paid at last.
    pub method: PaymentMethod,
    /// Whether the agreed sum has come.
    pub is_paid: bool,
    pub lines: Vec<StandingLine>,
    /// What it holds, or has taken, of the stock.
    pub held: HashMap<VariantId, i64>,
    blocked: Option<EditError>,
}

/// A line of it.
#[derive(Clone, Debug)]
pub(super) struct StandingLine {
    pub id: OrderLineId,
    pub title: String,
    pub kind: ProductKind,
    pub is_delivered: bool,
    pub quantity: i64,
    pub unit_price: Money,
    pub reduction: LineReduction,
    pub line_total: Money,
    pub added_tax: Money,
    pub tax_rate: TaxPercent,
    /// The class of its goods; `None` for goods that are gone.
    pub tax_class: Option<TaxClass>,
    pub grams: i64,
    pub longest_mm: i64,
    /// What one takes out of the stock.
    pub needs: Vec<(VariantId, i64)>,
}

/// What is added.
#[derive(Clone, Debug)]
pub(crate) struct Addition {
    pub variant: VariantId,
    pub product: ProductId,
    pub title: String,
    pub variant_title: String,
    pub sku: String,
    pub image: Option<ImageId>,
    pub quantity: Quantity,
    pub unit_price: Money,
    pub tax_class: TaxClass,
    pub grams: i64,
    pub longest_mm: i64,
    pub is_counted: bool,
}

impl Standing {
    /// Whether it may be changed at all.
    pub fn check(&self) -> Result<(), EditError> {
        self.blocked.clone().map_or(Ok(()), Err)
    }

    /// Whether the tax is added to its prices.
    pub fn adds_tax(&self) -> bool {
        self.totals.net.is_some()
    }
}

/// Reads it.
pub(super) async fn standing(connection: &mut Connection, order: OrderId) -> Result<Standing, OrderError> {
    let head = sqlx::query(sql::STANDING).bind(order.0).fetch_optional(&mut *connection).await?;
    let head = head.ok_or(OrderError::NotFound)?;
    let currency = row::currency(&head)?;
    let selling = order_rate::of(connection, order, currency).await?;
    let mut held = HashMap::new();
    for row in sqlx::query(sql::HELD).bind(order.0).fetch_all(&mut *connection).await? {
        held.insert(VariantId(row.try_get("variant_id")?), row.try_get("held")?);
    }
    let rows = sqlx::query(sql::LINES).bind(order.0).fetch_all(&mut *connection).await?;
    let mut lines = rows.iter().map(|row| line(row, currency, &held)).collect::<Result<Vec<_>, _>>()?;
    if lines.iter().any(|line| line.kind == ProductKind::Bundle) {
        for part in sqlx::query(sql::PARTS).bind(order.0).fetch_all(&mut *connection).await? {
            let id = OrderLineId(part.try_get("line_id")?);
            let need = (VariantId(part.try_get("variant_id")?), part.try_get::<i64, _>("quantity")?);
            let is_counted = part.try_get::<i64, _>("is_counted")? == 1 || held.contains_key(&need.0);
            if let Some(line) = lines.iter_mut().find(|line| line.id == id && is_counted) {
                line.needs.push(need);
            }
        }
    }
    let method: String = head.try_get("method")?;
    let money = |column: &str| -> Result<Money, DatabaseError> { Ok(Money::new(head.try_get(column)?, currency)) };
    Ok(Standing {
        order,
        version: head.try_get("version")?,
        revision: head.try_get("revision")?,
        state: row::state(&head)?,
        currency,
        selling,
        email: head.try_get("email")?,
        address: read::address(&head)?,
        shipping_code: head.try_get("shipping_code")?,
        shipping_name: head.try_get("shipping_name")?,
        arrives: DateWindow {
            from: Date::from_days(head.try_get("arrives_from")?),
            to: Date::from_days(head.try_get("arrives_to")?),
        },
        totals: read::totals(&head, currency)?,
        on_cards: money("on_cards")?,
        awaited: money("awaited")?,
        coupon: head.try_get("coupon_code")?,
        is_exempt: head.try_get::<i64, _>("vat_checked_at")? > 0,
        placed_at: Timestamp(head.try_get("placed_at")?),
        number: head.try_get("number")?,
        method: PaymentMethod::from_key(&method).ok_or_else(|| row::corrupt("a way of payment", &method))?,
        is_paid: head.try_get::<i64, _>("captures")? > 0,
        lines,
        held,
        blocked: blocked(&head)?,
    })
}

/// Why it cannot be changed at all.
fn blocked(head: &AnyRow) -> Result<Option<EditError>, DatabaseError> {
    let state = row::state(head)?;
    let count = |column: &str| -> Result<bool, DatabaseError> { Ok(head.try_get::<i64, _>(column)? > 0) };
    let is_open = matches!(state, OrderState::PendingPayment | OrderState::Confirmed);
    Ok(if !is_open {
        Some(EditError::State(state))
    } else if count("parcels")? {
        Some(EditError::Sent)
    } else if count("refunded")? || count("returned")? {
        Some(EditError::GoneBack)
    } else if count("under_way")? {
        Some(EditError::UnderWay)
    } else if count("awaited")? {
        Some(EditError::Awaited(Money::new(head.try_get("awaited")?, row::currency(head)?)))
    } else {
        None
    })
}

fn line(row: &AnyRow, currency: Currency, held: &HashMap<VariantId, i64>) -> Result<StandingLine, DatabaseError> {
    let (title, variant_title): (String, String) = (row.try_get("title")?, row.try_get("variant_title")?);
    let kind = goods::kind(row.try_get("kind")?)?;
    let variant = row.try_get::<Option<i64>, _>("variant_id")?.map(VariantId);
    // What was taken out of the stock is counted, whatever is said of it now.
    let is_counted = row.try_get::<i64, _>("is_counted")? == 1 || variant.is_some_and(|id| held.contains_key(&id));
    let is_counted = is_counted && kind == ProductKind::Simple;
    let class: Option<String> = row.try_get("tax_class")?;
    let money = |column: &str| -> Result<Money, DatabaseError> { Ok(Money::new(row.try_get(column)?, currency)) };
    let quantity: i64 = row.try_get("quantity")?;
    let amount = money("prorated_discount")?;
    let reduced: Option<i64> = row.try_get("reduced_quantity")?;
    let first: Option<i64> = row.try_get("reduced_amount")?;
    Ok(StandingLine {
        id: OrderLineId(row.try_get("id")?),
        title: full_name(&title, &variant_title),
        kind,
        is_delivered: row.try_get::<i64, _>("is_delivered")? == 1,
        quantity,
        unit_price: money("unit_price")?,
        reduction: LineReduction {
            amount,
            quantity,
            items: reduced.unwrap_or(quantity),
            first: first.map_or(amount, |first| Money::new(first, currency)),
        },
        line_total: money("line_total")?,
        added_tax: money("added_tax")?,
        tax_rate: tax::percent(row, "tax_rate")?,
        tax_class: class.as_deref().map(TaxClass::of),
        grams: row.try_get("grams")?,
        longest_mm: longest(row)?,
        needs: variant.filter(|_| is_counted).map(|variant| (variant, 1)).into_iter().collect(),
    })
}

/// What a variant costs in an order: its own price in that currency, else by the rate of the order.
pub(super) fn price(row: &AnyRow, selling: &Selling) -> Result<Money, DatabaseError> {
    let own = own::price(row, "own_price", "own_compare_at")?;
    let price = Money::new(row.try_get("price")?, selling.base);
    let priced = selling.price(own, (price, None));
    Ok(priced.map_err(|error| DatabaseError::Corrupt { what: "the price of a variant", value: error.to_string() })?.0)
}

/// What is added under a stock-keeping unit.
pub(crate) async fn addition(
    connection: &mut Connection,
    (sku, quantity): (&str, Quantity),
    selling: &Selling,
) -> Result<Addition, OrderError> {
    let query = sqlx::query(sql::VARIANT).bind(sku.to_owned()).bind(selling.base.code().to_owned());
    let query = query.bind(selling.currency.code().to_owned());
    let row = query.fetch_optional(connection).await?.ok_or_else(|| EditError::UnknownSku(sku.to_owned()))?;
    let title: String = row.try_get("title")?;
    let variant_title = row.try_get::<String, _>("variant_title")?.replace(" / ", ", ");
    let is_thing = goods::kind(row.try_get("kind")?)? == ProductKind::Simple && row.try_get::<i64, _>("fields")? == 0;
    if !is_thing {
        return Err(EditError::NotAddable(full_name(&title, &variant_title)).into());
    }
    Ok(Addition {
        variant: VariantId(row.try_get("id")?),
        product: ProductId(row.try_get("product_id")?),
        title,
        variant_title,
        sku: row.try_get("sku")?,
        image: row.try_get::<Option<i64>, _>("image_id")?.map(ImageId),
        quantity,
        unit_price: price(&row, selling)?,
        tax_class: TaxClass::of(row.try_get("tax_class")?),
        grams: row.try_get::<Option<i64>, _>("grams")?.unwrap_or(0),
        longest_mm: longest(&row)?,
        is_counted: row.try_get::<i64, _>("is_counted")? == 1,
    })
}
