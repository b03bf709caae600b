//! Issuing documents: the next number and its document in one short transaction, or neither.

use domain::{
    document::{Document, DocumentKind, compose},
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

/// What a document is about.
#[derive(Clone, Copy, Debug)]
enum Subject {
    /// An order, at one of its revisions.
    Invoice { revision: i64 },
    /// A refund.
    Refund(RefundId),
    /// An invoice that is not what the order is any more.
    Cancellation(DocumentId),
}

impl Subject {
    /// What finds the document that was issued about it.
    fn statement(self, order: OrderId) -> (&'static str, i64) {
        match self {
            Self::Invoice { .. } => (sql::INVOICE, order.0),
            Self::Refund(refund) => (sql::CREDIT_NOTE, refund.0),
            Self::Cancellation(invoice) => (sql::CANCELLATION, invoice.0),
        }
    }

    fn refund(self) -> Option<i64> {
        if let Self::Refund(refund) = self { Some(refund.0) } else { None }
    }

    fn cancelled(self) -> Option<i64> {
        if let Self::Cancellation(invoice) = self { Some(invoice.0) } else { None }
    }
}

/// Issues the invoice of a paid order, or finds the one that was issued.
///
/// # Errors
/// An order that is not paid, a shop without a seller, amounts that do not add up.
pub async fn issue_invoice(shop: &Shop, actor: &Actor, order: OrderId) -> Result<DocumentId, DocumentError> {
    if let Some(known) = known(shop, sql::INVOICE, order.0).await? {
        return Ok(known);
    }
    let (billing, revision) = load::invoice(shop, order).await?;
    cancel_outdated(shop, actor, order).await?;
    match write(shop, actor, (order, Subject::Invoice { revision }), compose(billing)?).await {
        Err(DocumentError::Issued) => known(shop, sql::INVOICE, order.0).await?.ok_or(DocumentError::Issued),
        answer => answer,
    }
}

/// Cancels the invoices of an order that were issued before it was changed, each by a credit note of all of it: what was issued is never
/// changed.
async fn cancel_outdated(shop: &Shop, actor: &Actor, order: OrderId) -> Result<(), DocumentError> {
    for row in sqlx::query(sql::OUTDATED).bind(order.0).fetch_all(shop.database.reader()).await? {
        let document = load::cancellation(&row, "The order was changed")?;
        match write(shop, actor, (order, Subject::Cancellation(DocumentId(row.try_get("id")?))), document).await {
            Ok(_) | Err(DocumentError::Issued) => {}
            Err(error) => return Err(error),
        }
    }
    Ok(())
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
    match write(shop, actor, (order, Subject::Refund(refund)), compose(billing)?).await {
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
    (order, subject): (OrderId, Subject),
    draft: Document,
) -> Result<DocumentId, DocumentError> {
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
                let (statement, about) = subject.statement(order);
                // Who changes the order holds its row: what is written is about the order as it was read, or not at all.
                let row = sqlx::query(sql::REVISION).bind(order.0).fetch_one(tx.connection()).await?;
                let is_other =
                    matches!(subject, Subject::Invoice { revision } if row.try_get::<i64, _>("revision")? != revision);
                if is_other || sqlx::query(statement).bind(about).fetch_optional(tx.connection()).await?.is_some() {
                    return Err(DocumentError::Issued);
                }
                document.number = format!("{prefix}{sequence:05}");
                document.issued_on = now.date();
                let revision: i64 = row.try_get("revision")?;
                let id = insert(tx, &database, (order, subject, revision), sequence, &document, now).await?;
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
    (order, subject, revision): (OrderId, Subject, i64),
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
        .bind(subject.refund())
        .bind(document.total.minor)
        .bind(document.currency().code().to_owned())
        .bind(content)
        .bind(now.0)
        .bind(revision)
        .bind(subject.cancelled())
        .execute(tx.connection())
        .await?;
    Ok(id)
}
