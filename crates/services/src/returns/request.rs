//! A shopper asks to send something back, or withdraws.

use domain::{
    kernel::{OrderId, ReturnId, Timestamp},
    returns::{LineProblem, PlannedReturnLine, ReturnForm, ReturnKind, ReturnState, ReturnWish, WishProblem},
};
use sqlx::Row;

use super::{
    ReturnFailure, load,
    mail::{self, Told},
    sql,
};
use crate::{
    Shop,
    db::{Database, Transaction, many, with_rows},
    inventory,
    order::{
        self,
        cancel::{self, Reason},
        event,
    },
    setting::is_token,
};

/// Who asks, in the history.
pub(super) const CUSTOMER: &str = "customer";

/// What is to be written.
struct Asked<'a> {
    id: ReturnId,
    order: OrderId,
    kind: ReturnKind,
    key: &'a str,
    words: &'a str,
    now: Timestamp,
}

/// Asks for a return, or declares a withdrawal, for the order behind a secret link. The same form, sent again, is the same return. An
/// order that is not paid is called off by its withdrawal.
///
/// # Errors
/// Something that cannot be sent back or withdrawn from, a form without a key, an unknown link.
pub async fn request(shop: &Shop, token: &str, kind: ReturnKind, form: &ReturnForm) -> Result<ReturnId, ReturnFailure> {
    let order = order::read::id_by_token(shop, token).await?;
    if !is_token(&form.key) {
        return Err(ReturnFailure::NoKey);
    }
    let wish = form.wish().map_err(ReturnFailure::Refused)?;
    let (database, key, now) = (shop.database.clone(), form.key.clone(), shop.clock.now());
    let (id, is_called_off) = shop
        .database
        .write(move |tx| {
            let (database, key, wish) = (database.clone(), key.clone(), wish.clone());
            Box::pin(async move {
                let id = ReturnId(database.next_id());
                let asked = Asked { id, order, kind, key: &key, words: &wish.words, now };
                request_in(tx, &database, &asked, &wish).await
            })
        })
        .await?;
    if is_called_off {
        inventory::shelf::refresh_order(shop, order).await;
    }
    Ok(id)
}

async fn request_in(
    tx: &mut Transaction,
    database: &Database,
    asked: &Asked<'_>,
    wish: &ReturnWish,
) -> Result<(ReturnId, bool), ReturnFailure> {
    // Whoever sends the same form, or another for the same items, waits here and then sees what became of the first.
    sqlx::query(order::sql::HOLD).bind(asked.order.0).execute(tx.connection()).await?;
    let known = sqlx::query(sql::BY_KEY).bind(asked.order.0).bind(asked.key.to_owned());
    if let Some(row) = known.fetch_optional(tx.connection()).await? {
        return Ok((ReturnId(row.try_get("id")?), false));
    }
    let returnable = load::returnable(tx.connection(), asked.order, asked.now).await?;
    let planned = returnable.plan(asked.kind, wish).map_err(ReturnFailure::Refused)?;
    let is_unpaid = returnable.is_unpaid();
    if is_unpaid {
        let under_way = sqlx::query(order::sql::IN_FLIGHT).bind(asked.order.0).fetch_optional(tx.connection()).await?;
        if under_way.is_some() {
            return Err(ReturnFailure::PaymentUnderWay);
        }
    }
    let state = match asked.kind {
        ReturnKind::Withdrawal if is_unpaid => ReturnState::Closed,
        ReturnKind::Withdrawal => ReturnState::Approved,
        ReturnKind::Return => ReturnState::Requested,
    };
    sqlx::query(order::sql::TOUCH).bind(asked.order.0).execute(tx.connection()).await?;
    insert(tx, asked, state, &planned).await?;
    if asked.kind == ReturnKind::Withdrawal {
        for line in &planned {
            end_files(tx, line, &returnable).await?;
        }
    }
    tell(tx, database, asked).await?;
    if is_unpaid {
        cancel::cancel(tx, database, asked.order, Reason::Withdrawn, CUSTOMER, asked.now).await?;
    }
    Ok((asked.id, is_unpaid))
}

async fn insert(
    tx: &mut Transaction,
    asked: &Asked<'_>,
    state: ReturnState,
    planned: &[PlannedReturnLine],
) -> Result<(), ReturnFailure> {
    sqlx::query(sql::INSERT)
        .bind(asked.id.0)
        .bind(asked.order.0)
        .bind(asked.key.to_owned())
        .bind(asked.kind.key())
        .bind(state.key())
        .bind(asked.words.to_owned())
        .bind(asked.now.0)
        .execute(tx.connection())
        .await?;
    let statement = with_rows(sql::INSERT_LINES, 5, planned.len());
    let query = planned.iter().fold(many(statement), |query, line| {
        let reason = line.reason.map_or("", |reason| reason.key());
        query.bind(asked.id.0).bind(line.line.0).bind(line.quantity).bind(line.unsent).bind(reason)
    });
    query.execute(tx.connection()).await?;
    Ok(())
}

/// Who withdraws from all of a line can fetch its files no more. One that is being fetched in this moment decides.
async fn end_files(
    tx: &mut Transaction,
    planned: &PlannedReturnLine,
    returnable: &domain::returns::Returnable,
) -> Result<(), ReturnFailure> {
    let line = returnable.lines.iter().find(|line| line.line == planned.line);
    if line.is_none_or(|line| planned.quantity < line.left()) {
        return Ok(());
    }
    let files = sqlx::query(sql::COUNT_FILES).bind(planned.line.0).fetch_one(tx.connection()).await?;
    let ended = sqlx::query(sql::END_FILES).bind(planned.line.0).execute(tx.connection()).await?;
    if i64::try_from(ended.rows_affected()).unwrap_or(i64::MAX) == files.try_get::<i64, _>("files")? {
        return Ok(());
    }
    let fetched = WishProblem::Line { line: planned.line, problem: LineProblem::Fetched };
    Err(ReturnFailure::Refused(vec![fetched]))
}

async fn tell(tx: &mut Transaction, database: &Database, asked: &Asked<'_>) -> Result<(), ReturnFailure> {
    let view = load::one(tx.connection(), asked.order, asked.id).await?;
    let (kind, verb, told) = match asked.kind {
        ReturnKind::Withdrawal => ("withdrawn", "Withdrawal", Told::Withdrawn),
        ReturnKind::Return => ("return_requested", "Return requested", Told::Requested),
    };
    let text = format!("{verb} {}: {}", view.reference, view.what());
    let entry = event::Event { order: asked.order, kind, text: &text, actor: CUSTOMER, now: asked.now };
    event::append(tx, database, entry).await?;
    Ok(mail::enqueue(tx, database, told, (asked.order, asked.id), asked.now).await?)
}
