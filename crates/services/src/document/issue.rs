//! Issuing documents: the next number and its document in one short transaction, or neither.

use domain::{
    document::{Billing, Document, DocumentKind, compose},
    kernel::{DocumentId, OrderId, RefundId, Timestamp},
};
use sqlx::Row;

use super::{DocumentError, load, sql};
use crate::{
    Shop,
    account::Actor,
    db::{Database, DatabaseError, Transaction},
    order::{self, event},
};

/// Issues the invoice of a paid order, or finds the one that was issued.
///
/// # Errors
/// An order that is not paid, a shop without a seller, amounts that do not add up.
pub async fn issue_invoice(shop: &Shop, actor: &Actor, order: OrderId) -> Result<DocumentId, DocumentError> {
    if let Some(known) = known(shop, sql::INVOICE, order.0).await? {
        return Ok(known);
    }
    let billing = load::invoice(shop, order).await?;
    match write(shop, actor, (order, None), billing).await {
        Err(DocumentError::Issued) => known(shop, sql::INVOICE, order.0).await?.ok_or(DocumentError::Issued),
        answer => answer,
    }
}

/// Issues the credit note of a refund, and the invoice that it is about before it; nothing for money that no invoice is about.
///
/// # Errors
/// As [`issue_invoice`]; a refund that is not done.
pub async fn issue_credit_note(
    shop: &Shop,
    actor: &Actor,
    refund: RefundId,
) -> Result<Option<DocumentId>, DocumentError> {
    if let Some(known) = known(shop, sql::CREDIT_NOTE, refund.0).await? {
        return Ok(Some(known));
    }
    let order = load::order_of_refund(shop, refund).await?;
    match issue_invoice(shop, actor, order).await {
        Ok(_) => {}
        // Money that was never agreed: no invoice was about it.
        Err(DocumentError::NotPaid) => return Ok(None),
        Err(error) => return Err(error),
    }
    let row = sqlx::query(sql::INVOICE).bind(order.0).fetch_one(&mut shop.database.quick().await?).await?;
    let invoice = (row.try_get("number")?, Timestamp(row.try_get("issued_at")?).date());
    let Some(billing) = load::credit_note(shop, refund, invoice).await? else { return Ok(None) };
    match write(shop, actor, (order, Some(refund)), billing).await {
        Err(DocumentError::Issued) => known(shop, sql::CREDIT_NOTE, refund.0).await,
        answer => answer.map(Some),
    }
}

/// Issues whatever an order lacks: its invoice, and the credit notes of its refunds.
///
/// # Errors
/// As [`issue_invoice`].
pub async fn issue_missing(shop: &Shop, actor: &Actor, order: OrderId) -> Result<(), DocumentError> {
    issue_invoice(shop, actor, order).await?;
    for row in sqlx::query(sql::UNCREDITED).bind(order.0).fetch_all(shop.database.reader()).await? {
        issue_credit_note(shop, actor, RefundId(row.try_get("id")?)).await?;
    }
    Ok(())
}

async fn known(shop: &Shop, statement: &'static str, subject: i64) -> Result<Option<DocumentId>, DocumentError> {
    let row = sqlx::query(statement).bind(subject).fetch_optional(shop.database.reader()).await?;
    Ok(row.map(|row| row.try_get("id")).transpose()?.map(DocumentId))
}

/// Whoever comes second finds the document of the first; both databases refuse a second one for the same order or refund.
async fn write(
    shop: &Shop,
    actor: &Actor,
    (order, refund): (OrderId, Option<RefundId>),
    billing: Billing,
) -> Result<DocumentId, DocumentError> {
    let draft = compose(billing)?;
    let (database, name, now) = (shop.database.clone(), actor.name.clone(), shop.clock.now());
    let prefix = match draft.kind {
        DocumentKind::Invoice => shop.settings.invoice_prefix.clone(),
        DocumentKind::CreditNote => shop.settings.credit_note_prefix.clone(),
    };
    shop.database
        .write(move |tx| {
            let (database, name) = (database.clone(), name.clone());
            let (mut document, prefix) = (draft.clone(), prefix.clone());
            Box::pin(async move {
                let sequence = next_number(tx, document.kind).await?;
                let (statement, subject) = match refund {
                    Some(refund) => (sql::CREDIT_NOTE, refund.0),
                    None => (sql::INVOICE, order.0),
                };
                if sqlx::query(statement).bind(subject).fetch_optional(tx.connection()).await?.is_some() {
                    return Err(DocumentError::Issued);
                }
                document.number = format!("{prefix}{sequence:05}");
                document.issued_on = now.date();
                let id = insert(tx, &database, (order, refund), sequence, &document, now).await?;
                note(tx, &database, order, &document, &name, now).await?;
                Ok(id)
            })
        })
        .await
}

async fn next_number(tx: &mut Transaction, kind: DocumentKind) -> Result<i64, DatabaseError> {
    let row = sqlx::query(order::sql::NEXT_NUMBER).bind(kind.key()).bind(1_i64).fetch_one(tx.connection()).await?;
    Ok(row.try_get("number")?)
}

/// Tells the order's history of the document.
async fn note(
    tx: &mut Transaction,
    database: &Database,
    order: OrderId,
    document: &Document,
    actor: &str,
    now: Timestamp,
) -> Result<(), DatabaseError> {
    sqlx::query(order::sql::HOLD).bind(order.0).execute(tx.connection()).await?;
    let (kind, words) = match document.kind {
        DocumentKind::Invoice => ("invoiced", "Invoice"),
        DocumentKind::CreditNote => ("credited", "Credit note"),
    };
    let text = format!("{words} {} issued", document.number);
    event::append(tx, database, event::Event { order, kind, text: &text, actor, now }).await
}

async fn insert(
    tx: &mut Transaction,
    database: &Database,
    (order, refund): (OrderId, Option<RefundId>),
    sequence: i64,
    document: &Document,
    now: Timestamp,
) -> Result<DocumentId, DocumentError> {
    let content = serde_json::to_string(document).map_err(|error| sqlx::Error::Encode(Box::new(error)))?;
    let id = DocumentId(database.next_id());
    sqlx::query(sql::INSERT)
        .bind(id.0)
        .bind(document.kind.key())
        .bind(sequence)
        .bind(document.number.clone())
        .bind(order.0)
        .bind(refund.map(|refund| refund.0))
        .bind(document.total.minor)
        .bind(document.currency().code().to_owned())
        .bind(content)
        .bind(now.0)
        .execute(tx.connection())
        .await?;
    Ok(id)
}
