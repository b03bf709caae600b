//! The mails about an order: rows in the outbox, written out when they are sent.
//!
//! Not here: sending (outbox, adapters), and what the mails about returns say (returns).

use async_trait::async_trait;
use domain::{
    catalog::full_name,
    fulfilment::view::ParcelView,
    kernel::{Money, OrderId, RefundId, ReturnId},
    order::{OrderState, view::OrderView},
    payment::{PaymentState, view::TransferInstructions},
    refund::view::RefundView,
};
use serde_json::Value;

pub(crate) use super::mail_row::{enqueue, enqueue_change, enqueue_difference, enqueue_part, enqueue_refund};
use super::{OrderError, OrderToken, read};
use crate::{
    Shop, failpoint,
    outbox::{DeliveryError, Handler},
    port::{MailError, Message},
    returns::{self, mail::Told},
};

/// The kind of outbox rows that are mails.
pub const OUTBOX_KIND: &str = "mail";

/// What a mail tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// The order stands; please transfer the money.
    OrderPlaced,
    /// The order stands and is paid.
    OrderConfirmed,
    /// The order stands and is paid on arrival.
    OrderPromised,
    /// The transfer has come.
    PaymentReceived,
    /// A parcel has left.
    OrderSent,
    /// The order was called off.
    OrderCancelled,
    /// Money has gone back.
    Refunded,
    /// The order was changed.
    OrderChanged,
    /// What a change made it cost more has come.
    DifferencePaid,
}

impl Kind {
    const ALL: [Self; 9] = [
        Self::OrderPlaced,
        Self::OrderConfirmed,
        Self::OrderPromised,
        Self::PaymentReceived,
        Self::OrderSent,
        Self::OrderCancelled,
        Self::Refunded,
        Self::OrderChanged,
        Self::DifferencePaid,
    ];

    pub(super) fn key(self) -> &'static str {
        match self {
            Self::OrderPlaced => "order_placed",
            Self::OrderConfirmed => "order_confirmed",
            Self::OrderPromised => "order_promised",
            Self::PaymentReceived => "payment_received",
            Self::OrderSent => "order_sent",
            Self::OrderCancelled => "order_cancelled",
            Self::Refunded => "refunded",
            Self::OrderChanged => "order_changed",
            Self::DifferencePaid => "difference_paid",
        }
    }

    fn subject(self) -> &'static str {
        match self {
            Self::OrderPlaced => "Your order: please transfer the money",
            Self::OrderConfirmed | Self::OrderPromised => "Your order is confirmed",
            Self::PaymentReceived => "Your payment is there",
            Self::OrderSent => "Your order is on its way",
            Self::OrderCancelled => "Your order is cancelled",
            Self::Refunded => "Your refund",
            Self::OrderChanged => "Your order was changed",
            Self::DifferencePaid => "Your payment is there",
        }
    }

    fn first_sentence(self, is_delivered: bool) -> &'static str {
        match self {
            Self::OrderPlaced if !is_delivered => {
                "Thank you for your order. It is yours as soon as your transfer has arrived."
            }
            Self::OrderConfirmed if !is_delivered => "Thank you for your order. It is paid and ready for you.",
            Self::PaymentReceived if !is_delivered => "Your transfer has arrived, and your order is ready for you.",
            Self::OrderPlaced => "Thank you for your order. We send it as soon as your transfer has arrived.",
            Self::OrderConfirmed => "Thank you for your order. It is paid, and we are packing it.",
            Self::OrderPromised => "Thank you for your order. We are packing it; you pay when it is handed to you.",
            Self::PaymentReceived => "Your transfer has arrived, and we are packing your order.",
            Self::OrderSent => "Your parcel has left us.",
            Self::OrderCancelled => "Your order was cancelled. If money was taken, it goes back to you.",
            Self::Refunded => "We have sent money back to you.",
            Self::OrderChanged => "We have changed your order. This is what it contains and costs now.",
            Self::DifferencePaid => "The rest of what your order costs has arrived, and we are packing it.",
        }
    }
}

/// Delivers the mails of the outbox.
pub struct MailHandler;

#[async_trait]
impl Handler for MailHandler {
    fn kind(&self) -> &'static str {
        OUTBOX_KIND
    }

    async fn deliver(&self, shop: &Shop, id: i64, payload: &Value) -> Result<(), DeliveryError> {
        let malformed = || DeliveryError::Never(format!("the row is no mail: {payload}"));
        let key = payload.get("mail").and_then(Value::as_str).ok_or_else(malformed)?;
        let order = payload.get("order").and_then(Value::as_i64).map(OrderId).ok_or_else(malformed)?;
        let view = read::by_id(shop, order).await.map_err(|error| match error {
            OrderError::NotFound => malformed(),
            error => DeliveryError::Later(error.to_string()),
        })?;
        let message = match Told::from_key(key) {
            Some(told) => {
                let known = payload.get("return").and_then(Value::as_i64).map(ReturnId);
                let known = view.returns.iter().find(|view| Some(view.id) == known).ok_or_else(malformed)?;
                returns::mail::write(shop, told, id, (order, &view), known)
            }
            None => {
                let kind = Kind::ALL.into_iter().find(|kind| kind.key() == key).ok_or_else(malformed)?;
                let refund = payload.get("refund").and_then(Value::as_i64).map(RefundId);
                let refund = view.refunds.iter().find(|known| Some(known.id) == refund);
                let parcel =
                    payload.get("parcel").and_then(Value::as_u64).and_then(|number| usize::try_from(number).ok());
                let parcel = parcel.and_then(|number| view.parcels.get(number.checked_sub(1)?));
                let reason = payload.get("reason").and_then(Value::as_str).unwrap_or_default();
                let rest_follows = parcel.is_some();
                let about = About { refund, parcel: parcel.or(view.parcels.last()), rest_follows, reason };
                write(shop, kind, id, (order, &view), about)
            }
        };
        shop.mail.send(&message).await.map_err(|error| match error {
            MailError::Refused(why) => DeliveryError::Never(why),
            MailError::Later(why) => DeliveryError::Later(why),
        })?;
        failpoint::reach("mail.after_delivery");
        Ok(())
    }
}

/// What of an order a mail is about.
#[derive(Clone, Copy, Default)]
struct About<'a> {
    refund: Option<&'a RefundView>,
    parcel: Option<&'a ParcelView>,
    /// Whether a part of the order is still to be sent after the parcel.
    rest_follows: bool,
    /// Why the order was changed; may be empty.
    reason: &'a str,
}

/// A mail as paragraphs of lines.
fn write(shop: &Shop, kind: Kind, id: i64, (order, view): (OrderId, &OrderView), about: About<'_>) -> Message {
    let link = format!("{}{}", shop.settings.base_url, OrderToken::of(&shop.settings.secret, order).path());
    let mut paragraphs: Vec<Vec<String>> = vec![
        vec![format!("Hello {},", view.address.full_name)],
        vec![kind.first_sentence(view.is_delivered()).to_owned()],
    ];
    if let Some(parcel) = about.parcel.filter(|_| kind == Kind::OrderSent) {
        paragraphs.push(parcel_lines(parcel, view.parcels.len() > 1 || about.rest_follows));
    }
    if kind == Kind::OrderSent && about.rest_follows {
        paragraphs.push(vec!["The rest of your order follows in another parcel.".to_owned()]);
    }
    if let Some(due) = view.cash_due.filter(|_| matches!(kind, Kind::OrderPromised | Kind::OrderSent)) {
        paragraphs.push(vec![format!("Please have {due} ready in cash when the parcel comes.")]);
    }
    paragraphs.extend(about.refund.map(refund_lines));
    if kind == Kind::OrderChanged {
        paragraphs.extend(change_lines(view, about.reason));
    }
    if let Some(transfer) = view.transfer.as_ref().filter(|_| matches!(kind, Kind::OrderPlaced | Kind::OrderChanged)) {
        paragraphs.push(transfer_lines(transfer));
    }
    paragraphs.push(vec![format!("Order {}, {}", view.number, view.placed_at.date().long())]);
    if kind != Kind::Refunded {
        paragraphs.push(item_lines(view));
    }
    if !matches!(kind, Kind::OrderCancelled | Kind::Refunded) && view.is_delivered() {
        paragraphs.push(address_lines(view));
    }
    if kind != Kind::Refunded && view.downloads.iter().any(|download| download.address.is_some()) {
        paragraphs.push(download_lines(view));
    }
    let mut way = vec![format!("Your order: {link}")];
    if matches!(kind, Kind::OrderPlaced | Kind::OrderConfirmed | Kind::OrderPromised) {
        way.push("There you can also save your details for next time.".to_owned());
    }
    paragraphs.push(way);
    paragraphs.push(vec![shop.settings.name.clone()]);
    Message {
        id: format!("outbox-{id}"),
        to: view.email.clone(),
        subject: format!("{} ({})", subject(kind, about.rest_follows), view.number),
        text: as_text(&paragraphs),
        html: as_html(&paragraphs, &link),
    }
}

fn subject(kind: Kind, rest_follows: bool) -> &'static str {
    if kind == Kind::OrderSent && rest_follows { "A part of your order is on its way" } else { kind.subject() }
}

fn item_lines(view: &OrderView) -> Vec<String> {
    let mut lines = Vec::new();
    for line in &view.lines {
        let name = full_name(&line.title, &line.variant_title);
        lines.push(format!("{} × {name}: {}", line.quantity, line.line_total));
        lines.extend(
            line.later_words(None).filter(|_| view.state != OrderState::Cancelled).map(|words| format!("  {words}")),
        );
        lines.extend(line.answers.iter().map(|answer| format!("  {}", answer.told())));
        lines.extend(line.parts.iter().map(|part| format!("  with {}", part.words())));
    }
    let (totals, shown) = (&view.totals, view.totals.shown());
    let code = |off: Money| match view.coupon.as_str() {
        "" => format!("Reduction: {off}"),
        code => format!("Discount code {code}: {off}"),
    };
    lines.extend((shown.discount.minor != 0).then(|| code(shown.discount)));
    if view.is_delivered() {
        lines.push(format!("{}: {}", view.shipping_name, shown.shipping_before));
    }
    lines.extend((shown.shipping_discount.minor != 0).then(|| code(shown.shipping_discount)));
    match shown.added_tax {
        Some(tax) => lines.extend([format!("Tax: {tax}"), format!("Total: {}", totals.total)]),
        None => lines.push(format!("Total: {} (tax included: {})", totals.total, totals.tax())),
    }
    for card in &view.paid_cards {
        lines.push(format!(
            "{}: {}",
            card.name(),
            Money::new(card.amount.minor.saturating_neg(), card.amount.currency)
        ));
    }
    lines.extend((!view.paid_cards.is_empty()).then(|| format!("{}: {}", left_words(view), view.due())));
    lines
}

/// What is not paid by gift cards.
fn left_words(view: &OrderView) -> &'static str {
    match view.payment_state {
        PaymentState::Captured | PaymentState::Refunded => "Paid otherwise",
        _ => "Left to pay",
    }
}

/// The links expire, so the mail leads to the page that makes them.
fn download_lines(view: &OrderView) -> Vec<String> {
    let mut lines = vec!["You can fetch your files on the page of your order:".to_owned()];
    lines.extend(view.downloads.iter().map(|download| {
        let bounds = download.bounds();
        let comma = if bounds.is_empty() { "" } else { ", " };
        format!("{} ({}{comma}{bounds})", download.name, download.size())
    }));
    lines
}

/// Why an order was changed, and what is to be done because of it.
fn change_lines(view: &OrderView, reason: &str) -> Vec<Vec<String>> {
    let mut paragraphs = Vec::new();
    if !reason.is_empty() {
        paragraphs.push(vec![format!("Reason: {reason}")]);
    }
    let open = view.state == OrderState::PendingPayment && view.payment_state != PaymentState::Captured;
    if let Some(awaited) = view.awaited {
        paragraphs.push(vec![format!(
            "It costs {awaited} more than you have paid. Please pay that on the page of your order; we send it then."
        )]);
    } else if open && view.transfer.is_none() {
        paragraphs.push(vec![
            "Please pay it on the page of your order; a payment page that was open before is closed.".to_owned(),
        ]);
    }
    paragraphs
}

fn refund_lines(refund: &RefundView) -> Vec<String> {
    let mut lines = vec![format!("Amount: {}", refund.amount)];
    if !refund.what.is_empty() {
        lines.push(format!("For: {}", refund.what));
    }
    if !refund.reason.is_empty() {
        lines.push(format!("Reason: {}", refund.reason));
    }
    let money = refund.in_money();
    if refund.on_cards.minor > 0 {
        let what = if money.minor > 0 { format!("{} of it", refund.on_cards) } else { "It".to_owned() };
        lines.push(format!("{what} is on the gift card again that you paid with, or became store credit."));
    }
    if money.minor > 0 {
        let what = if refund.on_cards.minor > 0 { money.to_string() } else { "It".to_owned() };
        lines.push(if refund.by_hand {
            format!("{what} is on its way to your bank account.")
        } else {
            format!("{what} goes to where you paid from; banks may take a few days to show it.")
        });
    }
    lines
}

/// The parcel, and what is in it where it is one of several.
fn parcel_lines(parcel: &ParcelView, with_items: bool) -> Vec<String> {
    let mut lines = vec![format!("Carrier: {}", parcel.carrier)];
    if !parcel.tracking_number.is_empty() {
        lines.push(format!("Tracking number: {}", parcel.tracking_number));
    }
    if with_items {
        lines.push("In this parcel:".to_owned());
        lines.extend(parcel.items.iter().map(|item| format!("  {}", item.words())));
    }
    lines
}

fn transfer_lines(transfer: &TransferInstructions) -> Vec<String> {
    let mut lines = vec![
        format!("Amount: {}", transfer.amount),
        format!("To: {}", transfer.account_holder),
        format!("IBAN: {}", transfer.iban),
    ];
    if !transfer.bic.is_empty() {
        lines.push(format!("BIC: {}", transfer.bic));
    }
    lines.push(format!("Reference: {}", transfer.reference));
    lines
}

fn address_lines(view: &OrderView) -> Vec<String> {
    let address = &view.address;
    let town = format!("{} {}, {}", address.postcode, address.town, address.country);
    let lines = [address.full_name.clone(), address.extra.clone(), address.street.clone(), town];
    let mut lines: Vec<String> = lines.into_iter().filter(|line| !line.is_empty()).collect();
    lines.push(format!("Expected: {}", view.arrives));
    lines
}

pub(crate) fn as_text(paragraphs: &[Vec<String>]) -> String {
    let paragraphs: Vec<String> = paragraphs.iter().map(|lines| lines.join("\n")).collect();
    format!("{}\n", paragraphs.join("\n\n"))
}

pub(crate) fn as_html(paragraphs: &[Vec<String>], link: &str) -> String {
    as_html_in("en", paragraphs, link)
}

/// The same in another language, by its code.
pub(crate) fn as_html_in(language: &str, paragraphs: &[Vec<String>], link: &str) -> String {
    let body: String = paragraphs
        .iter()
        .map(|lines| {
            let lines: Vec<String> = lines.iter().map(|line| escape(line)).collect();
            format!("<p>{}</p>", lines.join("<br>"))
        })
        .collect();
    let link = escape(link);
    let body = body.replace(&link, &format!("<a href=\"{link}\">{link}</a>"));
    format!("<!doctype html><html lang=\"{language}\"><meta charset=\"utf-8\"><body>{body}</body></html>")
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn v07_what_shoppers_type_is_text_in_a_mail_never_markup() {
        let html = as_html(&[vec!["<script>alert(1)</script> {{7*7}}".to_owned()]], "https://shop.example/orders/1");
        assert!(html.contains("&lt;script&gt;alert(1)&lt;/script&gt; {{7*7}}"));
    }
}
