//! The mails about returns, in the language in which the shopper read the shop. That of a withdrawal is the confirmation on a durable
//! medium which Directive 2011/83/EU, Article 11a(4) asks for: what was declared, about which contract, on which day at which hour.

use domain::{
    kernel::{Language, OrderId, ReturnId, Timestamp},
    order::view::OrderView,
    returns::{
        ReturnState, Words,
        view::{ReturnLineView, ReturnView},
    },
};
use serde_json::json;

use super::read;
use crate::{
    Shop,
    db::{Database, DatabaseError, Transaction, outbox},
    order::{OrderToken, mail as order_mail},
    port::Message,
};

/// What a mail tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Told {
    /// The shop has the request.
    Requested,
    /// The shop has the withdrawal.
    Withdrawn,
    /// It may be sent back.
    Approved,
    /// It is not taken back.
    Refused,
    /// The parcel is there.
    Received,
    /// Somebody has looked.
    Closed,
}

impl Told {
    const ALL: [Self; 6] =
        [Self::Requested, Self::Withdrawn, Self::Approved, Self::Refused, Self::Received, Self::Closed];

    fn key(self) -> &'static str {
        match self {
            Self::Requested => "return_requested",
            Self::Withdrawn => "withdrawn",
            Self::Approved => "return_approved",
            Self::Refused => "return_refused",
            Self::Received => "return_received",
            Self::Closed => "return_closed",
        }
    }

    /// The one with this word.
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|told| told.key() == key)
    }

    /// Where the return stood when it was told: it may have gone on since.
    fn state(self) -> ReturnState {
        match self {
            Self::Requested => ReturnState::Requested,
            Self::Withdrawn | Self::Approved => ReturnState::Approved,
            Self::Refused => ReturnState::Refused,
            Self::Received => ReturnState::Received,
            Self::Closed => ReturnState::Closed,
        }
    }
}

/// Adds a mail to the outbox, in the transaction of what it tells.
pub(super) async fn enqueue(
    tx: &mut Transaction,
    database: &Database,
    told: Told,
    (order, id): (OrderId, ReturnId),
    now: Timestamp,
) -> Result<(), DatabaseError> {
    let payload = json!({ "mail": told.key(), "order": order, "return": id });
    outbox::enqueue(tx, database.next_id(), order_mail::OUTBOX_KIND, &payload, now).await
}

/// A mail as paragraphs of lines.
pub(crate) fn write(shop: &Shop, told: Told, outbox: i64, order: (OrderId, &OrderView), view: &ReturnView) -> Message {
    let (id, order) = order;
    let words = Words::of(Language::parse(&order.language).unwrap_or(shop.settings.language));
    let link = format!("{}{}", shop.settings.base_url, OrderToken::of(&shop.settings.secret, id).path());
    let mut paragraphs = vec![vec![format!("{} {},", words.hello(), order.address.full_name)]];
    let is_called_off = told == Told::Withdrawn && view.state == ReturnState::Closed && view.refund.is_none();
    let first = if is_called_off { words.called_off() } else { words.state(told.state(), view) };
    paragraphs.push(vec![first.to_owned()]);
    if !view.answer.is_empty() && matches!(told, Told::Approved | Told::Refused | Told::Closed) {
        paragraphs.push(vec![words.we_say().to_owned(), view.answer.clone()]);
    }
    if told == Told::Withdrawn {
        paragraphs.push(statement(words, order, view));
    }
    if told.state() == ReturnState::Approved && view.comes() {
        paragraphs.push(way_back(shop, words, view));
    }
    paragraphs.push(goods(words, told, view));
    if told == Told::Requested && !view.words.is_empty() {
        paragraphs.push(vec![words.you_said().to_owned(), view.words.clone()]);
    }
    paragraphs.push(vec![format!("{}: {link}", words.your_order())]);
    paragraphs.push(vec![shop.settings.name.clone()]);
    Message {
        id: format!("outbox-{outbox}"),
        to: order.email.clone(),
        subject: format!("{} {}", words.kind(view.kind), view.reference),
        text: order_mail::as_text(&paragraphs),
        html: order_mail::as_html_in(words.code(), &paragraphs, &link),
    }
}

/// What was declared, by whom, about what and when.
fn statement(words: Words, order: &OrderView, view: &ReturnView) -> Vec<String> {
    vec![
        words.statement().to_owned(),
        view.what(),
        format!("{}: {}", words.name(), order.address.full_name),
        format!("{}: {} ({})", words.contract(), order.number, words.day(order.placed_at.date())),
        format!("{}: {}", words.confirmation_to(), order.email),
        format!("{}: {}", words.received_on(), words.moment(view.at)),
        format!("{}: {}", words.reference(), view.reference),
    ]
}

fn way_back(shop: &Shop, words: Words, view: &ReturnView) -> Vec<String> {
    let mut lines = vec![format!("{}:", words.send_to())];
    lines.extend(read::address(shop));
    lines.push(format!("{} {}", words.put_in(), view.reference));
    lines.push(words.within_fourteen().to_owned());
    lines
}

fn goods(words: Words, told: Told, view: &ReturnView) -> Vec<String> {
    let line = |line: &ReturnLineView| {
        let reason = line.reason.map(|reason| format!(" ({})", words.why_of(reason))).unwrap_or_default();
        let back = if told == Told::Closed {
            format!(": {}", words.accepted(line.accepted, line.quantity))
        } else {
            String::new()
        };
        format!("{} × {}{reason}{back}", line.quantity, line.name)
    };
    let mut lines = vec![format!("{} {}", words.goods(), view.reference)];
    lines.extend(view.lines.iter().map(line));
    lines
}
