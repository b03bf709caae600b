//! The mail with the link: a row in the outbox that names the draft; the secret is made when it is sent.

use async_trait::async_trait;
use domain::{
    draft::{DraftState, Words},
    kernel::{DraftId, Timestamp},
};
use serde_json::{Value, json};

use super::{
    DraftError, LinkToken,
    offer::{Opened, open},
    read,
};
use crate::{
    Shop,
    db::{DatabaseError, Transaction, outbox},
    order::mail::{as_html_in, as_text},
    outbox::{DeliveryError, Handler},
    port::{MailError, Message},
};

/// The kind of outbox rows that are mails of drafts.
pub const OUTBOX_KIND: &str = "mail.draft";

/// Has the link with this number mailed.
pub(super) async fn enqueue(
    tx: &mut Transaction,
    id: i64,
    (draft, link): (DraftId, i64),
    now: Timestamp,
) -> Result<(), DatabaseError> {
    outbox::enqueue(tx, id, OUTBOX_KIND, &json!({ "draft": draft, "link": link }), now).await
}

/// Delivers them.
pub struct DraftMailHandler;

#[async_trait]
impl Handler for DraftMailHandler {
    fn kind(&self) -> &'static str {
        OUTBOX_KIND
    }

    async fn deliver(&self, shop: &Shop, id: i64, payload: &Value) -> Result<(), DeliveryError> {
        let number = |field: &str| payload.get(field).and_then(Value::as_i64);
        let (Some(draft), Some(link)) = (number("draft"), number("link")) else {
            return Err(DeliveryError::Never(format!("the row is no draft: {payload}")));
        };
        let message = write(shop, id, (DraftId(draft), link)).await;
        // A link that was replaced or withdrawn since is of no use to anybody.
        let Some(message) = message.map_err(|error| DeliveryError::Later(error.to_string()))? else { return Ok(()) };
        shop.mail.send(&message).await.map_err(|error| match error {
            MailError::Refused(why) => DeliveryError::Never(why),
            MailError::Later(why) => DeliveryError::Later(why),
        })
    }
}

async fn write(shop: &Shop, id: i64, (draft, link): (DraftId, i64)) -> Result<Option<Message>, DraftError> {
    let stored = match read::one(shop, draft).await {
        Ok(stored) => stored,
        Err(DraftError::NotFound) => return Ok(None),
        Err(error) => return Err(error),
    };
    if stored.link != link || stored.state != DraftState::Sent || stored.email.is_empty() {
        return Ok(None);
    }
    let path = LinkToken::of(&shop.settings.secret, draft, link).path();
    let Opened::Offer(offer) = open(shop, path.trim_start_matches("/offers/")).await? else { return Ok(None) };
    let (words, link) = (Words::of(stored.language), format!("{}{path}", shop.settings.base_url));
    let hello = words.fields().hello();
    let greeting =
        if stored.full_name.is_empty() { format!("{hello},") } else { format!("{hello} {},", stored.full_name) };
    let item = |line: &domain::cart::view::CartLineView| {
        format!("{} × {}", line.quantity.get(), domain::catalog::full_name(&line.title, &line.variant_title))
    };
    let mut paragraphs = vec![vec![greeting], vec![words.mail_lead().to_owned()]];
    paragraphs.push(offer.checkout.cart.lines.iter().map(item).collect());
    if !stored.note.is_empty() {
        paragraphs.push(stored.note.lines().map(str::to_owned).collect());
    }
    paragraphs.push(vec![format!("{}.", words.holds_until(stored.last_day))]);
    paragraphs.push(vec![words.mail_link().to_owned(), link.clone()]);
    paragraphs.push(vec![words.mail_sums().to_owned()]);
    paragraphs.push(vec![shop.settings.name.clone()]);
    Ok(Some(Message {
        id: format!("outbox-{id}"),
        to: stored.email,
        subject: words.subject(&shop.settings.name, &stored.number),
        text: as_text(&paragraphs),
        html: as_html_in(words.code(), &paragraphs, &link),
    }))
}
