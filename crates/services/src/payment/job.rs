//! Asking providers about payments that were not heard of.

use std::{
    collections::{HashMap, HashSet},
    time::{Duration, Instant},
};

use domain::{
    kernel::{OrderId, Timestamp},
    payment::PaymentMethod,
};
use futures::future::join_all;
use sqlx::{Row, any::AnyRow};

use super::{PaymentError, sql, start, write};
use crate::{Shop, db::DatabaseError};

/// So many are read at once.
const PAGE: i64 = 200;
/// So many are asked about at once.
const AT_ONCE: usize = 8;
/// A question that failed after so long was not answered.
pub const SILENCE: Duration = Duration::from_secs(5);
/// After so many questions that nobody answered, a provider is asked no more until the next time.
pub(crate) const UNANSWERED: u32 = 3;

/// A payment to ask about.
struct Question {
    order: OrderId,
    method: PaymentMethod,
    reference: String,
}

/// Confirms every open payment that was begun more than `older_than` milliseconds ago, and begins those whose beginning was
/// never answered. Says how many it asked about. One that fails does not stop the others; a provider that is silent is left alone
/// for this time, so that it holds up nobody.
///
/// # Errors
/// A database that does not answer.
pub async fn reconcile(shop: &Shop, older_than: i64) -> Result<u32, PaymentError> {
    let now = shop.clock.now();
    let before = now.plus(older_than.saturating_neg());
    let (mut asked, mut last, mut silent) = (0_u32, i64::MIN, HashSet::new());
    // Page by page: many who left the payment page open must not keep the others from being heard of.
    loop {
        let rows = page(shop, (before, now), last).await?;
        if let Some(row) = rows.last() {
            last = row.try_get("id")?;
        }
        let questions = rows.iter().filter_map(|row| question(row).transpose()).collect::<Result<Vec<_>, _>>()?;
        for several in questions.chunks(AT_ONCE) {
            asked = asked.saturating_add(ask_several(shop, several, &mut silent).await);
        }
        if i64::try_from(rows.len()).unwrap_or(i64::MAX) < PAGE {
            return Ok(asked);
        }
    }
}

/// One that was begun later than now is asked about as well: the clock was set back.
async fn page(shop: &Shop, (before, now): (Timestamp, Timestamp), last: i64) -> Result<Vec<AnyRow>, PaymentError> {
    let query = sqlx::query(sql::OPEN_ATTEMPTS).bind(before.0).bind(last).bind(PAGE).bind(now.0);
    Ok(query.fetch_all(shop.database.reader()).await?)
}

/// `None` when nobody can be asked.
fn question(row: &AnyRow) -> Result<Option<Question>, DatabaseError> {
    let (order, reference) = (OrderId(row.try_get("order_id")?), row.try_get("provider_reference")?);
    let method = PaymentMethod::from_key(&row.try_get::<String, _>("method")?);
    Ok(method.map(|method| Question { order, method, reference }))
}

/// Asks about several payments at the same time, but not the providers that were silent; says how many it asked about.
async fn ask_several(shop: &Shop, several: &[Question], silent: &mut HashSet<PaymentMethod>) -> u32 {
    let questions = several.iter().filter(|question| !silent.contains(&question.method));
    let answers = join_all(questions.map(|question| ask(shop, question))).await;
    let mut by_method: HashMap<PaymentMethod, (u32, bool)> = HashMap::new();
    for (method, is_answered) in &answers {
        let (unanswered, is_alive) = by_method.entry(*method).or_default();
        *unanswered = unanswered.saturating_add(u32::from(!is_answered));
        *is_alive |= is_answered;
    }
    for (method, (unanswered, is_alive)) in by_method {
        if unanswered >= UNANSWERED && !is_alive {
            tracing::warn!(provider = method.key(), "a payment provider does not answer; it is asked again later");
            silent.insert(method);
        }
    }
    u32::try_from(answers.len()).unwrap_or(u32::MAX)
}

/// Asks about one payment, and says whether there was an answer, be it a bad one.
async fn ask(shop: &Shop, question: &Question) -> (PaymentMethod, bool) {
    let Question { order, method, reference } = question;
    let begun = Instant::now();
    let answer = if reference.is_empty() {
        start::begin(shop, *order).await.map(|begun| begun.is_known)
    } else {
        write::confirm(shop, *method, reference).await.map(|_| true)
    };
    if let Err(error) = &answer {
        tracing::warn!(%error, %order, "a payment could not be reconciled");
    }
    (*method, answer.unwrap_or(false) || begun.elapsed() < SILENCE)
}
