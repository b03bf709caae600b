//! The order desk: what the people of the shop see and do.
//!
//! Not here: rights. The caller has asked for them.

use domain::{
    catalog::ProductFilter,
    currency::{Selling, Worth},
    kernel::{CustomerId, Language, Money, OrderId, Timestamp},
    order::{
        OrderNumber,
        view::{DashboardView, MOST_COUNTED, OrderDetail, OrderPulse, OrderRow, OrderRows, OrderTab, OrderView},
    },
};
use sqlx::{AssertSqlSafe, Row};

use super::{OrderError, cancel as cancelling, cancel::Reason, event, read, row, source, sql};
use crate::{
    Shop,
    account::Actor,
    catalog, currency,
    db::{Database, DatabaseError, Filter, Transaction, audit, contains_pattern},
    failpoint, inventory,
    payment::{self, PaymentError},
    refund, returns,
};

/// Rows of a page of the list.
const PAGE: i64 = 50;
/// Days of the dashboard's figures.
const DAYS: i64 = 30;
/// Characters of a note at most.
const LONGEST_NOTE: usize = 2_000;

/// Which orders to list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OrderListQuery {
    /// The tab.
    pub tab: OrderTab,
    /// A number, a name or an address; empty for all.
    pub text: String,
    /// The mark of the page before.
    pub after: Option<OrderId>,
}

/// A page of orders, newest first.
///
/// # Errors
/// A database that does not answer.
pub async fn list(shop: &Shop, query: &OrderListQuery) -> Result<OrderRows, OrderError> {
    let search = Search::of(query.text.trim());
    let mut rows = self::rows(shop, &list_filter(query, &search), PAGE + 1).await?;
    // Only an address that nobody ordered with is looked for within the names and addresses of all orders.
    if rows.is_empty() && matches!(search, Search::Address(_)) {
        rows = self::rows(shop, &list_filter(query, &Search::part(query.text.trim())), PAGE + 1).await?;
    }
    let page = usize::try_from(PAGE).unwrap_or(usize::MAX);
    let has_more = rows.len() > page;
    rows.truncate(page);
    let next = rows.last().map(|row| row.id).filter(|_| has_more);
    let (to_send, needs_review) = open_counts(shop).await?;
    Ok(OrderRows { rows, next, to_send, needs_review })
}

/// What a text is looked for as.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Search {
    Nothing,
    /// A whole number.
    Number(OrderNumber),
    /// Perhaps a whole mail address.
    Address(String),
    /// A part of a name, an address or a number, as a pattern.
    Part(String),
}

impl Search {
    fn of(text: &str) -> Self {
        match OrderNumber::parse(text) {
            _ if text.is_empty() => Self::Nothing,
            _ if text.contains('@') => Self::Address(text.to_lowercase()),
            Some(number) => Self::Number(number),
            None => Self::part(text),
        }
    }

    fn part(text: &str) -> Self {
        Self::Part(contains_pattern(&text.to_lowercase()))
    }
}

fn list_filter(query: &OrderListQuery, search: &Search) -> Filter {
    let mut filter = Filter::new();
    match query.tab {
        OrderTab::All => {}
        OrderTab::ToSend => filter.plain("o.state = 'confirmed' AND o.awaited = 0"),
        OrderTab::Unpaid => filter.plain(sql::IS_UNPAID),
        OrderTab::NeedsReview => filter.plain("o.state = 'needs_review'"),
        OrderTab::Sent => filter.plain("o.state = 'completed'"),
        OrderTab::Cancelled => filter.plain("o.state = 'cancelled'"),
    }
    match search {
        Search::Nothing => {}
        Search::Number(number) => filter.text("o.number = ?", number.as_str()),
        Search::Address(address) => filter.text("o.email = ?", address),
        Search::Part(pattern) => filter.text(
            "(LOWER(o.full_name) LIKE ? ESCAPE '\\' OR o.email LIKE ? ESCAPE '\\' OR LOWER(o.number) LIKE ? ESCAPE '\\')",
            pattern,
        ),
    }
    if let Some(after) = query.after {
        filter.integer("o.id < ?", after.0);
    }
    filter
}

/// The orders that came after `since`, newest first, at most a page: for the live notice.
///
/// # Errors
/// A database that does not answer.
pub async fn newest(shop: &Shop, since: OrderId) -> Result<Vec<OrderRow>, OrderError> {
    let mut filter = Filter::new();
    filter.integer("o.id > ?", since.0);
    filter.plain("o.state <> 'pending_payment'");
    rows(shop, &filter, PAGE).await
}

async fn rows(shop: &Shop, filter: &Filter, limit: i64) -> Result<Vec<OrderRow>, OrderError> {
    let placeholder = filter.next_placeholder(0);
    let statement = format!("{}{} ORDER BY o.id DESC LIMIT {placeholder}", sql::ROWS, filter.clause());
    let rows = filter.bind(sqlx::query(AssertSqlSafe(statement))).bind(limit).fetch_all(shop.database.reader()).await?;
    Ok(rows.iter().map(row::order_row).collect::<Result<_, _>>()?)
}

/// The latest orders of a customer, at most a page.
///
/// # Errors
/// A database that does not answer.
pub async fn of_customer(shop: &Shop, customer: CustomerId) -> Result<Vec<OrderRow>, OrderError> {
    let mut filter = Filter::new();
    filter.integer("o.customer_id = ?", customer.0);
    rows(shop, &filter, PAGE).await
}

/// Whether anything happened to any order since the last question, and how many wait: for the live lists.
///
/// # Errors
/// A database that does not answer.
pub async fn pulse(shop: &Shop) -> Result<OrderPulse, OrderError> {
    let mark = sqlx::query(sql::LAST_EVENT).fetch_one(shop.database.reader()).await?.try_get("mark")?;
    let (to_send, needs_review) = open_counts(shop).await?;
    Ok(OrderPulse { mark, to_send, needs_review })
}

/// One order with its history.
///
/// # Errors
/// [`OrderError::NotFound`], or a database that does not answer.
pub async fn detail(shop: &Shop, order: OrderId) -> Result<OrderDetail, OrderError> {
    let (head, view) = read::load(shop, order).await?;
    let pool = shop.database.reader();
    let events = sqlx::query(sql::EVENTS).bind(order.0).fetch_all(pool).await?;
    let customer: i64 = head.try_get("customer_id")?;
    let sums = sqlx::query(sql::CUSTOMER_SUMS).bind(customer).fetch_all(pool).await?;
    let (mut customer_orders, mut customer_spent) = (0_i64, Worth::nothing(shop.settings.currency));
    for row in &sums {
        customer_orders = customer_orders.saturating_add(row.try_get("orders")?);
        currency::order::add(&mut customer_spent, row, "spent")?;
    }
    let (refundable, wrong_payments) = refund::read::refundable(shop, order).await?;
    let last = sqlx::query(sql::LAST_CARRIER).fetch_optional(pool).await?;
    let selling = sold_at(shop, order, &view).await?;
    Ok(OrderDetail {
        last_carrier: last.map(|row| row.try_get("carrier")).transpose()?.unwrap_or_default(),
        sources: source::of_order(shop, order).await?,
        locations: inventory::location::open(shop).await?,
        id: order,
        version: head.try_get("version")?,
        customer: CustomerId(customer),
        customer_orders,
        customer_spent,
        sold_at: selling,
        deliveries_back: returns::read::deliveries_back(shop, (&view, selling), refundable.as_ref())?,
        refundable,
        wrong_payments,
        timeline: events.iter().map(row::timeline).collect::<Result<_, _>>()?,
        order: view,
    })
}

/// By which rate an order was priced. Nothing is asked about one in the shop's own currency.
async fn sold_at(shop: &Shop, order: OrderId, view: &OrderView) -> Result<Selling, DatabaseError> {
    let currency = view.totals.total.currency;
    if currency == shop.settings.currency {
        return Ok(Selling::base(currency, 0));
    }
    currency::order::of(&mut shop.database.connect().await?, order, currency).await
}

/// The figures of the admin's home page.
///
/// # Errors
/// A database that does not answer.
pub async fn dashboard(shop: &Shop) -> Result<DashboardView, OrderError> {
    let (to_send, needs_review) = open_counts(shop).await?;
    let pool = shop.database.reader();
    let transfers = sqlx::query(sql::COUNT_AWAITING_TRANSFER).fetch_one(pool).await?;
    let (currency, first) = (shop.settings.currency, shop.clock.now().date().days() - 2 * DAYS + 1);
    let by_day = sqlx::query(sql::REVENUE_BY_DAY).bind(first.saturating_mul(Timestamp::DAY)).fetch_all(pool).await?;
    let mut days: Vec<(Timestamp, Money, i64)> = (first..first + 2 * DAYS)
        .map(|day| (Timestamp(day.saturating_mul(Timestamp::DAY)), Money::zero(currency), 0))
        .collect();
    let mut all = Worth::nothing(currency);
    for row in by_day {
        let index = usize::try_from(row.try_get::<i64, _>("day")? - first).unwrap_or(usize::MAX);
        let before = all.base;
        currency::order::add(&mut all, &row, "revenue")?;
        if let Some(day) = days.get_mut(index) {
            day.1.minor = day.1.minor.saturating_add(all.base.minor.saturating_sub(before.minor));
            day.2 = day.2.saturating_add(row.try_get("orders")?);
        }
    }
    let recent = days.split_off(usize::try_from(DAYS).unwrap_or(0));
    let sum = |days: &[(Timestamp, Money, i64)]| days.iter().map(|day| day.2).sum();
    let revenue = |days: &[(Timestamp, Money, i64)]| days.iter().map(|day| (day.0, day.1)).collect();
    Ok(DashboardView {
        to_send,
        needs_review,
        awaiting_transfer: transfers.try_get("orders")?,
        returns: returns::read::waiting(shop).await?,
        low_stock: inventory::admin::count_low(shop).await?,
        owed: inventory::owed::admin::count(shop).await?,
        incomplete: catalog::admin::score::count_incomplete(shop).await?,
        untold: untold(shop).await?,
        orders: sum(&recent),
        orders_before: sum(&days),
        revenue_by_day: revenue(&recent),
        revenue_before: revenue(&days),
        revenue_beside: all.beside,
        newest: rows(shop, &Filter::new(), 8).await?,
    })
}

/// How many products lack a name or a description in each further language.
async fn untold(shop: &Shop) -> Result<Vec<(Language, i64)>, OrderError> {
    let mut counts = Vec::new();
    for language in &shop.settings.languages {
        let filter = ProductFilter { untold: Some(*language), ..ProductFilter::default() };
        counts.push((*language, catalog::admin::count(shop, &filter).await?));
    }
    Ok(counts)
}

async fn open_counts(shop: &Shop) -> Result<(i64, i64), OrderError> {
    let counts = sqlx::query(sql::COUNT_OPEN).bind(MOST_COUNTED + 1);
    let row = counts.fetch_one(shop.database.reader()).await?;
    Ok((row.try_get("to_send")?, row.try_get("needs_review")?))
}

/// Adds a note to the history; the customer never sees it.
///
/// # Errors
/// An empty or overlong note, or no such order.
pub async fn add_note(shop: &Shop, actor: &Actor, order: OrderId, text: &str) -> Result<(), OrderError> {
    let text = text.trim().to_owned();
    if text.is_empty() || text.chars().count() > LONGEST_NOTE {
        return Err(OrderError::Text { what: "a note", most: LONGEST_NOTE });
    }
    let (database, name, now) = (shop.database.clone(), actor.name.clone(), shop.clock.now());
    shop.database
        .write(move |tx| {
            let (database, name, text) = (database.clone(), name.clone(), text.clone());
            Box::pin(async move {
                let (version, state) = cancelling::state(tx, order).await?;
                cancelling::set_state(tx, order, version, state).await?;
                let note = event::Event { order, kind: "note", text: &text, actor: &name, now };
                Ok(event::append(tx, &database, note).await?)
            })
        })
        .await
}

/// Calls an order off, frees its stock and gives back what was paid.
///
/// # Errors
/// An order that was sent or called off before.
pub async fn cancel(shop: &Shop, actor: &Actor, order: OrderId) -> Result<(), OrderError> {
    let (database, name, now) = (shop.database.clone(), actor.name.clone(), shop.clock.now());
    shop.database
        .write(move |tx| {
            let (database, name) = (database.clone(), name.clone());
            Box::pin(async move {
                cancelling::cancel(tx, &database, order, Reason::Decided, &name, now).await?;
                note_in_audit(tx, &database, &name, "order.cancel", order, now).await?;
                failpoint::reach("cancel.before_commit");
                Ok::<_, OrderError>(())
            })
        })
        .await?;
    failpoint::reach("cancel.after_commit");
    inventory::shelf::refresh_order(shop, order).await;
    Ok(())
}

/// Somebody has seen the money, on the account or in cash: the order is paid.
///
/// # Errors
/// An order that waits for no such money.
pub async fn confirm_by_hand(shop: &Shop, actor: &Actor, order: OrderId) -> Result<(), PaymentError> {
    payment::write::confirm_by_hand(shop, actor, order).await.map(|_| ())
}

async fn note_in_audit(
    tx: &mut Transaction,
    database: &Database,
    actor: &str,
    action: &str,
    order: OrderId,
    now: Timestamp,
) -> Result<(), OrderError> {
    let subject = format!("order {order}");
    let entry = audit::Entry { actor, action, subject: &subject, detail: "" };
    Ok(audit::record(tx, database.next_id(), entry, now).await?)
}
