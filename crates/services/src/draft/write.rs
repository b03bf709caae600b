//! Keeping drafts, making their links, and withdrawing them.

use domain::{
    checkout::CheckoutForm,
    draft::{DraftForm, DraftState},
    kernel::{CartId, CartLineId, DraftId, Timestamp},
};
use sqlx::Row as _;

use super::{
    DraftError, LinkToken, mail,
    plan::{self, Plan},
    row::{StoredDraft, sold, today},
    sql,
};
use crate::{
    Shop,
    account::Actor,
    cart::{CartToken, read::stored_form},
    db::{Transaction, audit},
    order::sql as order_sql,
};

/// The series that numbers drafts, and its first number.
const SERIES: (&str, i64) = ("draft", 1_001);

/// Who does something, and when.
#[derive(Clone, Copy)]
struct By<'a> {
    actor: &'a str,
    now: Timestamp,
}

/// Keeps a new draft.
///
/// # Errors
/// Fields that cannot stay; a database that failed.
pub async fn create(shop: &Shop, actor: &Actor, form: &DraftForm) -> Result<DraftId, DraftError> {
    let (plan, typed) = (plan::plan(shop, form).await?, form.clone());
    let (id, cart) = (DraftId(shop.database.next_id()), CartId(shop.database.next_id()));
    let (own, name, now) = (shop.clone(), actor.name.clone(), shop.clock.now());
    shop.database
        .write(move |tx| {
            let (shop, name, plan, typed) = (own.clone(), name.clone(), plan.clone(), typed.clone());
            Box::pin(async move {
                let by = By { actor: &name, now };
                let digest = CartToken::of_draft(&shop.settings.secret, id).digest();
                sqlx::query(sql::INSERT_CART).bind(cart.0).bind(digest).bind(now.0).execute(tx.connection()).await?;
                let number = insert(tx, (id, cart), &plan, by).await?;
                fill_cart(tx, &shop, cart, &plan, now).await?;
                set_form(tx, cart, &typed.as_typed()).await?;
                note(tx, &shop, id, ("draft.create", &number), by).await?;
                Ok(id)
            })
        })
        .await
}

async fn insert(
    tx: &mut Transaction,
    (id, cart): (DraftId, CartId),
    plan: &Plan,
    by: By<'_>,
) -> Result<String, DraftError> {
    let row = sqlx::query(order_sql::NEXT_NUMBER).bind(SERIES.0).bind(SERIES.1).fetch_one(tx.connection()).await?;
    let (number, wish) = (format!("D{}", row.try_get::<i64, _>("number")?), &plan.wish);
    sqlx::query(sql::INSERT)
        .bind(id.0)
        .bind(number.clone())
        .bind(cart.0)
        .bind(wish.currency.code().to_owned())
        .bind(wish.language.code().to_owned())
        .bind(wish.email.as_ref().map(|email| email.as_str().to_owned()).unwrap_or_default())
        .bind(wish.address.full_name.clone())
        .bind(serde_json::to_string(&wish.address)?)
        .bind(serde_json::to_string(&wish.goods)?)
        .bind(wish.note.clone())
        .bind(wish.last_day.days())
        .bind(plan.total.minor)
        .bind(by.actor.to_owned())
        .bind(by.now.0)
        .execute(tx.connection())
        .await?;
    Ok(number)
}

/// Changes a draft that is as it was seen. Whoever has its link sees the new one, and is told before anything is charged.
///
/// # Errors
/// Fields that cannot stay, somebody who was faster, a draft that is ordered or withdrawn; a database that failed.
pub async fn save(
    shop: &Shop,
    actor: &Actor,
    id: DraftId,
    version: i64,
    form: &DraftForm,
) -> Result<DraftId, DraftError> {
    let (plan, typed) = (plan::plan(shop, form).await?, form.clone());
    let (own, name, now) = (shop.clone(), actor.name.clone(), shop.clock.now());
    shop.database
        .write(move |tx| {
            let (shop, name, plan, typed) = (own.clone(), name.clone(), plan.clone(), typed.clone());
            Box::pin(async move {
                let by = By { actor: &name, now };
                let (before, cart) = hold(tx, &shop, id, now).await?;
                update(tx, &before, version, &plan, now).await?;
                fill_cart(tx, &shop, cart.id, &plan, now).await?;
                // What the customer has typed since stays, unless somebody here said otherwise about that very field.
                if before.form().as_typed() != typed.as_typed() {
                    let form = typed.carried(&before.form(), stored_form(&cart.form));
                    set_form(tx, cart.id, &form).await?;
                }
                note(tx, &shop, id, ("draft.save", &before.number), by).await?;
                Ok(id)
            })
        })
        .await
}

async fn update(
    tx: &mut Transaction,
    before: &StoredDraft,
    version: i64,
    plan: &Plan,
    now: Timestamp,
) -> Result<(), DraftError> {
    if before.state == DraftState::Withdrawn {
        return Err(DraftError::NotNow("this draft is withdrawn: take that back to change it"));
    }
    let wish = &plan.wish;
    let saved = sqlx::query(sql::SAVE)
        .bind(before.id.0)
        .bind(version)
        .bind(now.0)
        .bind(wish.currency.code().to_owned())
        .bind(wish.language.code().to_owned())
        .bind(wish.email.as_ref().map(|email| email.as_str().to_owned()).unwrap_or_default())
        .bind(wish.address.full_name.clone())
        .bind(serde_json::to_string(&wish.address)?)
        .bind(serde_json::to_string(&wish.goods)?)
        .bind(wish.note.clone())
        .bind(wish.last_day.days())
        .bind(plan.total.minor)
        .execute(tx.connection())
        .await?;
    only_one(saved.rows_affected())
}

/// Makes a new link and gives its address, which is shown once; the one before opens nothing any more. `mails` has it mailed, too.
///
/// # Errors
/// A draft that has changed, is over, ordered or withdrawn, or has no address to mail to; a database that failed.
pub async fn send(
    shop: &Shop,
    actor: &Actor,
    (id, version): (DraftId, i64),
    mails: bool,
) -> Result<String, DraftError> {
    let (own, name, now) = (shop.clone(), actor.name.clone(), shop.clock.now());
    shop.database
        .write(move |tx| {
            let (shop, name) = (own.clone(), name.clone());
            Box::pin(async move {
                let (before, _) = hold(tx, &shop, id, now).await?;
                if mails && before.email.is_empty() {
                    return Err(DraftError::NotNow(
                        "nobody has said where to mail it: type the e-mail address and save, or make the link alone",
                    ));
                }
                if before.last_day < today(&shop) {
                    return Err(DraftError::NotNow("the last day of this draft is over: choose a later one and save"));
                }
                if before.state == DraftState::Withdrawn {
                    return Err(DraftError::NotNow("this draft is withdrawn: take that back to send it"));
                }
                if sold(&shop, before.currency, before.language).is_none() {
                    return Err(DraftError::NotNow(
                        "the shop no longer sells in the currency of this draft: choose another one and save",
                    ));
                }
                let link = before.link.saturating_add(1);
                let token = LinkToken::of(&shop.settings.secret, id, link);
                let set = sqlx::query(sql::SET_LINK).bind(id.0).bind(version).bind(token.digest()).bind(now.0);
                only_one(set.execute(tx.connection()).await?.rows_affected())?;
                if mails {
                    mail::enqueue(tx, shop.database.next_id(), (id, link), now).await?;
                }
                let action = if mails { "draft.send" } else { "draft.link" };
                note(tx, &shop, id, (action, &before.number), By { actor: &name, now }).await?;
                Ok(format!("{}{}", shop.settings.base_url, token.path()))
            })
        })
        .await
}

/// Ends a draft: its link says so.
///
/// # Errors
/// A draft that has changed or is ordered; a database that failed.
pub async fn withdraw(shop: &Shop, actor: &Actor, id: DraftId, version: i64) -> Result<(), DraftError> {
    step(shop, actor, (id, version), (sql::WITHDRAW, "draft.withdraw")).await
}

/// Takes that back: its link opens it again.
///
/// # Errors
/// As [`withdraw`].
pub async fn restore(shop: &Shop, actor: &Actor, id: DraftId, version: i64) -> Result<(), DraftError> {
    step(shop, actor, (id, version), (sql::RESTORE, "draft.restore")).await
}

async fn step(
    shop: &Shop,
    actor: &Actor,
    (id, version): (DraftId, i64),
    (statement, action): (&'static str, &'static str),
) -> Result<(), DraftError> {
    let (own, name, now) = (shop.clone(), actor.name.clone(), shop.clock.now());
    shop.database
        .write(move |tx| {
            let (shop, name) = (own.clone(), name.clone());
            Box::pin(async move {
                let (before, _) = hold(tx, &shop, id, now).await?;
                let set = sqlx::query(statement).bind(id.0).bind(version).bind(now.0).execute(tx.connection()).await?;
                only_one(set.rows_affected())?;
                note(tx, &shop, id, (action, &before.number), By { actor: &name, now }).await
            })
        })
        .await
}

/// The cart of a draft that nobody else changes now.
struct HeldCart {
    id: CartId,
    /// What was typed behind the link.
    form: String,
}

/// Holds the cart and reads the draft: nobody orders or changes it before the end of the transaction.
async fn hold(
    tx: &mut Transaction,
    shop: &Shop,
    id: DraftId,
    now: Timestamp,
) -> Result<(StoredDraft, HeldCart), DraftError> {
    let secret = CartToken::of_draft(&shop.settings.secret, id).digest();
    let query = sqlx::query(sql::HOLD_CART).bind(id.0).bind(now.0).bind(secret);
    let held = query.fetch_optional(tx.connection()).await?;
    let row = sqlx::query(sql::ONE).bind(id.0).fetch_optional(tx.connection()).await?.ok_or(DraftError::NotFound)?;
    let cart = held.ok_or(DraftError::Ordered)?;
    let held = HeldCart { id: CartId(cart.try_get("id")?), form: cart.try_get("checkout_form")? };
    Ok((StoredDraft::read(&row, today(shop))?, held))
}

/// Puts into the cart what the draft offers.
async fn fill_cart(
    tx: &mut Transaction,
    shop: &Shop,
    cart: CartId,
    plan: &Plan,
    now: Timestamp,
) -> Result<(), DraftError> {
    let shipping = plan.wish.shipping.as_ref();
    sqlx::query(sql::SET_AGREED)
        .bind(cart.0)
        .bind(shipping.map(|shipping| shipping.code.clone()).unwrap_or_default())
        .bind(plan.country.clone())
        .bind(shipping.and_then(|shipping| shipping.price).map(|price| price.minor))
        .bind(plan.wish.address.postcode.clone())
        .execute(tx.connection())
        .await?;
    sqlx::query(sql::CLEAR_LINES).bind(cart.0).execute(tx.connection()).await?;
    for (line, item) in plan.wish.lines.iter().zip(&plan.items) {
        sqlx::query(sql::ADD_LINE)
            .bind(CartLineId(shop.database.next_id()).0)
            .bind(cart.0)
            .bind(item.variant.0)
            .bind(line.quantity.get())
            .bind(line.price.map(|price| price.minor))
            .bind(now.0)
            .execute(tx.connection())
            .await?;
    }
    Ok(())
}

/// What the customer's form begins with.
async fn set_form(tx: &mut Transaction, cart: CartId, form: &CheckoutForm) -> Result<(), DraftError> {
    let form = serde_json::to_string(form)?;
    sqlx::query(sql::SET_FORM).bind(cart.0).bind(form).execute(tx.connection()).await?;
    Ok(())
}

fn only_one(rows: u64) -> Result<(), DraftError> {
    if rows == 1 { Ok(()) } else { Err(DraftError::Conflict) }
}

/// Remembers who did it. The number says which; no name and no address, which can be erased.
async fn note(
    tx: &mut Transaction,
    shop: &Shop,
    id: DraftId,
    (action, number): (&str, &str),
    by: By<'_>,
) -> Result<(), DraftError> {
    let subject = format!("draft {id}");
    let entry = audit::Entry { actor: by.actor, action, subject: &subject, detail: number };
    Ok(audit::record(tx, shop.database.next_id(), entry, by.now).await?)
}
