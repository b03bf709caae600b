//! The desk of customers: what the people of the shop see and do.
//!
//! Not here: rights. The caller has asked for them.

use std::collections::HashMap;

use domain::{
    currency::Worth,
    customer::{
        LONGEST_NOTE,
        view::{CustomerDetail, CustomerRow, CustomerRows},
    },
    kernel::{CustomerId, CustomerNoteId, Timestamp},
};
use sqlx::{AssertSqlSafe, Row as _};

use super::{
    CustomerError, erase,
    read::{self, IDLE},
    row, sql,
};
use crate::{
    Shop,
    account::Actor,
    currency,
    db::{DatabaseError, Filter, audit, contains_pattern, many, with_list},
    order,
};

/// Rows of a page of the list.
const PAGE: i64 = 50;

/// A page of customers with these letters in their name or mail address, the newest first.
///
/// # Errors
/// A database that does not answer.
pub async fn list(shop: &Shop, text: &str, after: Option<CustomerId>) -> Result<CustomerRows, CustomerError> {
    let mut filter = Filter::new();
    let text = text.trim();
    if !text.is_empty() {
        let pattern = contains_pattern(&text.to_lowercase());
        filter.text("(LOWER(c.full_name) LIKE ? ESCAPE '\\' OR c.email LIKE ? ESCAPE '\\')", &pattern);
    }
    if let Some(after) = after {
        filter.integer("c.id < ?", after.0);
    }
    let mut rows = rows(shop, &filter, PAGE + 1).await?;
    let page = usize::try_from(PAGE).unwrap_or(usize::MAX);
    let has_more = rows.len() > page;
    rows.truncate(page);
    let next = rows.last().map(|row| row.id).filter(|_| has_more);
    Ok(CustomerRows { rows, next })
}

async fn rows(shop: &Shop, filter: &Filter, limit: i64) -> Result<Vec<CustomerRow>, CustomerError> {
    let statement = format!("{}{} ORDER BY c.id DESC LIMIT {}", sql::ROWS, filter.clause(), filter.next_placeholder(0));
    let rows = filter.bind(sqlx::query(AssertSqlSafe(statement))).bind(limit).fetch_all(shop.database.reader()).await?;
    let ids = rows.iter().map(|row| row.try_get("id")).collect::<Result<Vec<i64>, _>>()?;
    let (currency, spent) = (shop.settings.currency, spent(shop, &ids).await?);
    Ok(rows.iter().map(|row| row::of_list(row, &spent, currency)).collect::<Result<_, _>>()?)
}

/// What orders of these customers came to that were not called off.
pub(crate) async fn spent(shop: &Shop, customers: &[i64]) -> Result<HashMap<i64, Worth>, DatabaseError> {
    let mut spent: HashMap<i64, Worth> = HashMap::new();
    if customers.is_empty() {
        return Ok(spent);
    }
    let statement = with_list(sql::SPENT, 1, customers.len()) + sql::SPENT_BY;
    let query = customers.iter().fold(many(statement), |query, id| query.bind(*id));
    for row in query.fetch_all(shop.database.reader()).await? {
        let worth = spent.entry(row.try_get("customer_id")?);
        let worth = worth.or_insert_with(|| Worth::nothing(shop.settings.currency));
        currency::order::add(worth, &row, "spent")?;
    }
    Ok(spent)
}

/// One customer with everything that the shop knows of them.
///
/// # Errors
/// [`CustomerError::NotFound`].
pub async fn detail(shop: &Shop, id: CustomerId) -> Result<CustomerDetail, CustomerError> {
    let mut one = Filter::new();
    one.integer("c.id = ?", id.0);
    let row = rows(shop, &one, 1).await?.pop().ok_or(CustomerError::NotFound)?;
    let now = shop.clock.now();
    let reader = shop.database.reader();
    let all = sqlx::query(sql::CUSTOMER).bind(id.0).fetch_optional(reader).await?.ok_or(CustomerError::NotFound)?;
    let notes = sqlx::query(sql::NOTES).bind(id.0).fetch_all(reader).await?;
    let seen_after = now.plus(-IDLE).0;
    let sign_ins = sqlx::query(sql::SESSIONS).bind(id.0).bind(seen_after).bind(now.0).fetch_all(reader).await?;
    let moment = |column: &str| Ok::<_, sqlx::Error>(all.try_get::<Option<i64>, _>(column)?.map(Timestamp));
    Ok(CustomerDetail {
        row,
        phone: all.try_get("phone")?,
        imported_note: all.try_get("note")?,
        tags: all.try_get("tags")?,
        account_since: moment("account_since")?,
        has_password: all.try_get::<i64, _>("has_password")? == 1,
        signed_in_at: moment("signed_in_at")?,
        addresses: read::addresses(shop, id).await?,
        orders: order::admin::of_customer(shop, id).await?,
        all_orders: all.try_get("all_orders")?,
        past_orders: all.try_get("past_orders")?,
        sign_ins: sign_ins.iter().map(row::sign_in).collect::<Result<_, _>>()?,
        notes: notes.iter().map(row::note).collect::<Result<_, _>>()?,
    })
}

/// Notes something about a customer.
///
/// # Errors
/// [`CustomerError::Note`] and [`CustomerError::NotFound`].
pub async fn add_note(shop: &Shop, actor: &Actor, id: CustomerId, text: &str) -> Result<(), CustomerError> {
    let text = text.trim().to_owned();
    if text.is_empty() || text.chars().count() > LONGEST_NOTE {
        return Err(CustomerError::Note { most: LONGEST_NOTE });
    }
    let (note, now, name) = (shop.database.next_id(), shop.clock.now(), actor.name.clone());
    shop.database
        .write(move |tx| {
            let (text, name) = (text.clone(), name.clone());
            Box::pin(async move {
                let added = sqlx::query(sql::INSERT_NOTE)
                    .bind(note)
                    .bind(id.0)
                    .bind(text)
                    .bind(name)
                    .bind(now.0)
                    .execute(tx.connection())
                    .await?;
                if added.rows_affected() == 0 { Err(CustomerError::NotFound) } else { Ok(()) }
            })
        })
        .await
}

/// Takes a note away.
///
/// # Errors
/// [`CustomerError::NotFound`].
pub async fn remove_note(
    shop: &Shop,
    actor: &Actor,
    id: CustomerId,
    note: CustomerNoteId,
) -> Result<(), CustomerError> {
    let (entry, now, name) = (shop.database.next_id(), shop.clock.now(), actor.name.clone());
    shop.database
        .write(move |tx| {
            let name = name.clone();
            Box::pin(async move {
                let gone = sqlx::query(sql::DELETE_NOTE).bind(note.0).bind(id.0).execute(tx.connection()).await?;
                if gone.rows_affected() == 0 {
                    return Err(CustomerError::NotFound);
                }
                let subject = format!("customer {id}");
                let done = audit::Entry { actor: &name, action: "customer.remove_note", subject: &subject, detail: "" };
                audit::record(tx, entry, done, now).await?;
                Ok(())
            })
        })
        .await
}

/// Erases a customer: everything goes that the law does not want kept.
///
/// # Errors
/// [`CustomerError::NotFound`].
pub async fn erase(shop: &Shop, actor: &Actor, id: CustomerId) -> Result<(), CustomerError> {
    erase::erase(shop, id, &actor.name).await
}
