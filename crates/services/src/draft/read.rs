//! Looking at drafts.

use domain::{
    draft::{
        DEFAULT_DAYS, DraftForm, DraftState,
        view::{DraftChoices, DraftDetail, DraftPreview, DraftRows},
    },
    kernel::{Currency, Date, DraftId},
    order::edit::VariantChoice,
};
use sqlx::AssertSqlSafe;

use super::{
    DraftError, plan,
    row::{StoredDraft, today},
    sql,
};
use crate::{
    Shop,
    db::{Filter, contains_pattern},
    order::edit,
};

/// Rows of a page.
const PAGE: i64 = 50;

/// A page of drafts in a state, or in any, whose number or customer has these letters in it; newest first.
///
/// # Errors
/// A database that does not answer.
pub async fn list(
    shop: &Shop,
    state: Option<DraftState>,
    text: &str,
    after: Option<DraftId>,
) -> Result<DraftRows, DraftError> {
    let (mut filter, today) = (Filter::new(), today(shop));
    narrow(&mut filter, state, today);
    let text = text.trim().to_lowercase();
    if !text.is_empty() {
        let pattern = contains_pattern(&text);
        filter.text(
            "(LOWER(d.number) LIKE ? ESCAPE '\\' OR d.email LIKE ? ESCAPE '\\' OR LOWER(d.full_name) LIKE ? ESCAPE '\\' OR LOWER(o.number) LIKE ? ESCAPE '\\')",
            &pattern,
        );
    }
    if let Some(after) = after {
        filter.integer("d.id < ?", after.0);
    }
    let limit = filter.next_placeholder(0);
    let statement = format!("{}{} ORDER BY d.id DESC LIMIT {limit}", sql::ROWS, filter.clause());
    let query = filter.bind(sqlx::query(AssertSqlSafe(statement))).bind(PAGE + 1);
    let found = query.fetch_all(shop.database.reader()).await?;
    let mut rows = Vec::with_capacity(found.len());
    for row in &found {
        rows.push(StoredDraft::read(row, today)?.into_row());
    }
    let page = usize::try_from(PAGE).unwrap_or(usize::MAX);
    let has_more = rows.len() > page;
    rows.truncate(page);
    Ok(DraftRows { next: rows.last().map(|row| row.id).filter(|_| has_more), rows })
}

fn narrow(filter: &mut Filter, state: Option<DraftState>, today: Date) {
    let Some(state) = state else { return };
    if !matches!(state, DraftState::Ordered | DraftState::CalledOff) {
        filter.plain("c.ordered_at IS NULL");
    }
    match state {
        DraftState::Draft => filter.plain("d.state = 'draft'"),
        DraftState::Sent => filter.integer("d.state = 'sent' AND d.last_day >= ?", today.days()),
        DraftState::Ordered => {
            filter.plain("c.ordered_at IS NOT NULL");
            filter.plain("(o.state IS NULL OR o.state <> 'cancelled')");
        }
        DraftState::CalledOff => filter.plain("c.ordered_at IS NOT NULL AND o.state = 'cancelled'"),
        DraftState::Expired => filter.integer("d.state = 'sent' AND d.last_day < ?", today.days()),
        DraftState::Withdrawn => filter.plain("d.state = 'withdrawn'"),
    }
}

/// One draft.
///
/// # Errors
/// [`DraftError::NotFound`], or a database that does not answer.
pub async fn detail(shop: &Shop, id: DraftId) -> Result<DraftDetail, DraftError> {
    let draft = one(shop, id).await?;
    let form = draft.form();
    Ok(DraftDetail {
        id: Some(id),
        version: draft.version,
        number: draft.number,
        state: draft.state,
        form,
        order: draft.order,
        actor: draft.actor,
        sent_at: draft.sent_at,
        links: draft.link,
        choices: choices(shop),
    })
}

/// One that is not kept yet.
#[must_use]
pub fn blank(shop: &Shop) -> DraftDetail {
    let (settings, today) = (&shop.settings, today(shop));
    let form = DraftForm {
        currency: settings.currency.code().to_owned(),
        language: settings.language.code().to_owned(),
        address: domain::customer::AddressForm { country: settings.country.clone(), ..Default::default() },
        last_day: today.plus_days(DEFAULT_DAYS).iso(),
        ..DraftForm::default()
    };
    DraftDetail {
        id: None,
        version: 0,
        number: String::new(),
        state: DraftState::Draft,
        form,
        order: None,
        actor: String::new(),
        sent_at: None,
        links: 0,
        choices: choices(shop),
    }
}

/// One that is not kept yet and says what another one says, for so long as a new one holds.
///
/// # Errors
/// As [`detail`].
pub async fn blank_from(shop: &Shop, from: DraftId) -> Result<DraftDetail, DraftError> {
    let (other, blank) = (one(shop, from).await?.form(), blank(shop));
    let mut form = DraftForm { last_day: blank.form.last_day.clone(), ..other };
    // Of an erased customer nothing is known.
    if form.address.country.is_empty() {
        form.address.country.clone_from(&blank.form.address.country);
    }
    Ok(DraftDetail { form, ..blank })
}

pub(super) async fn one(shop: &Shop, id: DraftId) -> Result<StoredDraft, DraftError> {
    let row = sqlx::query(sql::ONE).bind(id.0).fetch_optional(shop.database.reader()).await?;
    Ok(StoredDraft::read(&row.ok_or(DraftError::NotFound)?, today(shop))?)
}

fn choices(shop: &Shop) -> DraftChoices {
    let (settings, table) = (&shop.settings, shop.currencies.now());
    let base = settings.currency;
    let others = table.offered(base).map(|one| one.currency.code().to_owned());
    let languages = [settings.language].into_iter().chain(settings.languages.iter().copied());
    DraftChoices {
        currencies: [base.code().to_owned()].into_iter().chain(others).collect(),
        languages: languages.map(|one| (one.code().to_owned(), one.name().to_owned())).collect(),
        today: today(shop),
    }
}

/// What a draft would come to now; nothing is kept.
///
/// # Errors
/// Fields that cannot stay; a database that does not answer.
pub async fn preview(shop: &Shop, form: &DraftForm) -> Result<DraftPreview, DraftError> {
    Ok(plan::plan(shop, form).await?.preview)
}

/// What can be put into a draft in this currency, by letters of its name or its stock-keeping unit.
///
/// # Errors
/// A database that does not answer.
pub async fn variants(shop: &Shop, text: &str, currency: &str) -> Result<Vec<VariantChoice>, DraftError> {
    let shop = shop.clone().in_currency(Currency::parse(currency).ok());
    let mut connection = shop.database.connect().await?;
    Ok(edit::variants_sold(&mut connection, text, &shop.selling()).await?)
}
