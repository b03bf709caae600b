//! The mail that brings the code of a gift card: a row in the outbox that names the card; the code is made when it is sent.

use async_trait::async_trait;
use domain::{
    gift_card::CardKind,
    kernel::{GiftCardId, Money, Timestamp},
};
use serde_json::{Value, json};
use sqlx::{Row as _, any::AnyRow};

use super::{code_of, read, sql};
use crate::{
    Shop,
    db::{Database, DatabaseError, Transaction, outbox},
    order::mail::{as_html, as_text},
    outbox::{DeliveryError, Handler},
    port::{MailError, Message},
};

/// The kind of outbox rows that are mails of gift cards.
pub const OUTBOX_KIND: &str = "mail.gift_card";

/// Adds the mail to the outbox.
pub(super) async fn enqueue(
    tx: &mut Transaction,
    database: &Database,
    card: GiftCardId,
    now: Timestamp,
) -> Result<(), DatabaseError> {
    outbox::enqueue(tx, database.next_id(), OUTBOX_KIND, &json!({ "gift_card": card }), now).await
}

/// Delivers the mails of gift cards.
pub struct GiftCardMailHandler;

#[async_trait]
impl Handler for GiftCardMailHandler {
    fn kind(&self) -> &'static str {
        OUTBOX_KIND
    }

    async fn deliver(&self, shop: &Shop, id: i64, payload: &Value) -> Result<(), DeliveryError> {
        let malformed = || DeliveryError::Never(format!("the row is no mail of a gift card: {payload}"));
        let card = payload.get("gift_card").and_then(Value::as_i64).map(GiftCardId).ok_or_else(malformed)?;
        let row = sqlx::query(sql::MAIL).bind(card.0).fetch_optional(shop.database.reader()).await;
        let row = row.map_err(|error| DeliveryError::Later(error.to_string()))?.ok_or_else(malformed)?;
        let message = write(shop, id, card, &row).map_err(|error| DeliveryError::Later(error.to_string()))?;
        // Put out of use before it was sent: there is nothing to bring.
        let Some(message) = message else { return Ok(()) };
        shop.mail.send(&message).await.map_err(|error| match error {
            MailError::Refused(why) => DeliveryError::Never(why),
            MailError::Later(why) => DeliveryError::Later(why),
        })
    }
}

fn write(shop: &Shop, id: i64, card: GiftCardId, row: &AnyRow) -> Result<Option<Message>, DatabaseError> {
    let Some(code) =
        code_of(&shop.settings.secret, card).filter(|_| row.try_get::<i64, _>("active").is_ok_and(|on| on == 1))
    else {
        return Ok(None);
    };
    let text = |column: &str| row.try_get::<String, _>(column);
    let amount = Money::new(row.try_get("balance")?, read::currency(row)?);
    let (name, message, to) = (text("recipient_name")?, text("message")?, text("recipient_email")?);
    let is_credit = text("kind")? == CardKind::Credit.key();
    let (buyer, is_gift) = (text("buyer_name")?, !is_credit && text("buyer_email")? != to);
    let greeting = if name.is_empty() { "Hello,".to_owned() } else { format!("Hello {name},") };
    let first = if is_credit {
        format!("{} gives you store credit of {amount}.", shop.settings.name)
    } else if is_gift {
        format!("{buyer} gives you a gift card of {} worth {amount}.", shop.settings.name)
    } else {
        format!("Here is your gift card of {} worth {amount}.", shop.settings.name)
    };
    let mut paragraphs = vec![vec![greeting], vec![first]];
    if !message.is_empty() {
        paragraphs.push(message.lines().map(str::to_owned).collect());
    }
    paragraphs.push(vec![format!("Code: {}", code.grouped())]);
    paragraphs.push(vec!["Type it in at the checkout, in the field for codes.".to_owned()]);
    paragraphs.push(vec![if is_credit {
        format!("It pays for orders with this e-mail address only: {to}")
    } else {
        "Whoever has the code can spend it: keep it like money.".to_owned()
    }]);
    // The moment at which it ends is the first of the day after its last.
    if let Some(end) = row.try_get::<Option<i64>, _>("expires_at")? {
        paragraphs.push(vec![format!("It can be spent until {}.", Timestamp(end).plus(-1).date().long())]);
    }
    paragraphs.push(vec![format!("To the shop: {}", shop.settings.base_url)]);
    paragraphs.push(vec![shop.settings.name.clone()]);
    let subject = match (is_credit, is_gift) {
        (true, _) => "Your store credit",
        (false, true) => "A gift card for you",
        (false, false) => "Your gift card",
    };
    Ok(Some(Message {
        id: format!("outbox-{id}"),
        to,
        subject: format!("{subject}: {amount}"),
        text: as_text(&paragraphs),
        html: as_html(&paragraphs, &shop.settings.base_url),
    }))
}
