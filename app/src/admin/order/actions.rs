//! What can be done with an order. Each is a plain form in a popover that also opens without JavaScript.

use domain::{
    kernel::Money,
    order::{
        OrderState,
        view::{OrderDetail, OrderLineView, OrderView},
    },
    payment::PaymentState,
};
use leptos::{form::ActionForm, prelude::*};

use super::{
    api::{
        AddNote, ApproveReturn, CancelOrder, ConfirmByHand, GiveBack, InspectReturn, MakeInvoice, ReceiveReturn,
        RefundOrder, RefundSent, RefuseReturn, RenewDownload, SendOrder,
    },
    edit::api::{DifferenceReceived, GiveDifferenceAgain, TakeBackDifference},
    refund::RefundSheet,
    returns::held,
    style,
};
use crate::{
    admin::{
        layout::AdminState,
        parts::{
            icon::{Drawing, Icon},
            style as part,
            words::counted,
        },
    },
    error::AppError,
};

/// Carriers that are offered while one types.
const CARRIERS: [&str; 7] = ["DHL", "Deutsche Post", "DPD", "GLS", "Hermes", "UPS", "FedEx"];

/// The changes under way, kept while the page is read again.
#[derive(Clone, Copy)]
pub struct OrderActions {
    send: ServerAction<SendOrder>,
    confirm: ServerAction<ConfirmByHand>,
    cancel: ServerAction<CancelOrder>,
    /// Adds a note.
    pub note: ServerAction<AddNote>,
    /// Renews a download.
    pub renew: ServerAction<RenewDownload>,
    /// Gives a part of what was paid back.
    pub refund: ServerAction<RefundOrder>,
    /// Gives back what was not agreed.
    pub give_back: ServerAction<GiveBack>,
    /// Notes that a refund was sent.
    pub refund_sent: ServerAction<RefundSent>,
    /// Gives the difference of a change back once more.
    pub give_again: ServerAction<GiveDifferenceAgain>,
    /// Takes back what a change made an order cost more.
    pub take_back: ServerAction<TakeBackDifference>,
    /// Notes that it has come.
    pub received: ServerAction<DifferenceReceived>,
    /// Makes the invoice that an order lacks.
    pub invoice: ServerAction<MakeInvoice>,
    /// Takes a return.
    pub approve_return: ServerAction<ApproveReturn>,
    /// Refuses a return.
    pub refuse_return: ServerAction<RefuseReturn>,
    /// Notes that the parcel of a return came.
    pub receive_return: ServerAction<ReceiveReturn>,
    /// Ends a return by what was found.
    pub inspect_return: ServerAction<InspectReturn>,
}

impl OrderActions {
    /// Makes them; each says when it is done.
    pub fn new(state: AdminState) -> Self {
        let actions = Self {
            send: ServerAction::new(),
            confirm: ServerAction::new(),
            cancel: ServerAction::new(),
            note: ServerAction::new(),
            renew: ServerAction::new(),
            refund: ServerAction::new(),
            give_back: ServerAction::new(),
            refund_sent: ServerAction::new(),
            give_again: ServerAction::new(),
            take_back: ServerAction::new(),
            received: ServerAction::new(),
            invoice: ServerAction::new(),
            approve_return: ServerAction::new(),
            refuse_return: ServerAction::new(),
            receive_return: ServerAction::new(),
            inspect_return: ServerAction::new(),
        };
        let announce = move |value: Signal<Option<Result<(), AppError>>>, words: &'static str| {
            Effect::new(move || {
                if matches!(value.get(), Some(Ok(()))) {
                    state.say(words);
                }
            });
        };
        announce(Signal::derive(move || actions.send.value().get()), "Order sent");
        announce(Signal::derive(move || actions.confirm.value().get()), "Payment received");
        announce(Signal::derive(move || actions.cancel.value().get()), "Order cancelled");
        announce(Signal::derive(move || actions.note.value().get()), "Note added");
        announce(Signal::derive(move || actions.renew.value().get()), "Download renewed");
        announce(Signal::derive(move || actions.refund.value().get()), "Refund started");
        announce(Signal::derive(move || actions.give_back.value().get()), "Refund started");
        announce(Signal::derive(move || actions.refund_sent.value().get()), "Refund sent");
        announce(Signal::derive(move || actions.give_again.value().get()), "Refund started");
        announce(Signal::derive(move || actions.take_back.value().get()), "Difference taken back");
        announce(Signal::derive(move || actions.received.value().get()), "Payment received");
        announce(Signal::derive(move || actions.invoice.value().get()), "Invoice made");
        announce(Signal::derive(move || actions.approve_return.value().get()), "Return approved");
        announce(Signal::derive(move || actions.refuse_return.value().get()), "Return refused");
        announce(Signal::derive(move || actions.receive_return.value().get()), "Return received");
        announce(Signal::derive(move || actions.inspect_return.value().get()), "Return closed");
        actions
    }

    /// How many of them have ended: the page is read again then, also after a refusal.
    #[must_use]
    pub fn finished(self) -> usize {
        let versions = [
            self.send.version(),
            self.confirm.version(),
            self.cancel.version(),
            self.note.version(),
            self.renew.version(),
            self.refund.version(),
            self.give_back.version(),
            self.refund_sent.version(),
            self.give_again.version(),
            self.take_back.version(),
            self.received.version(),
            self.invoice.version(),
            self.approve_return.version(),
            self.refuse_return.version(),
            self.receive_return.version(),
            self.inspect_return.version(),
        ];
        versions.into_iter().map(|version| version.get()).sum()
    }

    /// Why the last one was refused.
    #[must_use]
    pub fn refused(self) -> Option<String> {
        let values = [
            self.send.value(),
            self.confirm.value(),
            self.cancel.value(),
            self.note.value(),
            self.renew.value(),
            self.refund.value(),
            self.give_back.value(),
            self.refund_sent.value(),
            self.give_again.value(),
            self.take_back.value(),
            self.received.value(),
            self.invoice.value(),
            self.approve_return.value(),
            self.refuse_return.value(),
            self.receive_return.value(),
            self.inspect_return.value(),
        ];
        values.into_iter().find_map(|value| value.get().and_then(Result::err)).map(|error| error.to_string())
    }
}

/// The buttons of the title row: the one that says what will happen, and the rarer ones.
#[component]
pub fn Actions(
    /// The order.
    detail: OrderDetail,
    /// The changes.
    actions: OrderActions,
) -> impl IntoView {
    let order = &detail.order;
    let sum = |count: fn(&OrderLineView) -> i64| order.lines.iter().map(count).fold(0_i64, i64::saturating_add);
    let (open, ready) = (sum(OrderLineView::open), sum(OrderLineView::ready));
    let refundable = detail.refundable.clone().filter(|refundable| refundable.left.minor > 0);
    let sendable = order.state == OrderState::Confirmed && ready > 0 && order.awaited.is_none() && !held(&detail);
    // What is paid when it arrives is sent whole.
    let sendable = sendable && (ready == open || order.cash_due.is_none());
    let awaits_transfer = order.transfer.is_some() && order.payment_state == PaymentState::Pending;
    let edit = order.is_editable().then(|| format!("/admin/orders/{}/edit", detail.id));
    let awaits_money = awaits_transfer || order.cash_due.is_some();
    // What was sent comes back when nobody pays for it.
    let cancellable =
        matches!(order.state, OrderState::PendingPayment | OrderState::Confirmed | OrderState::NeedsReview)
            || order.cash_due.is_some();
    // What is on its way cannot be called off: the rest can be paid back.
    let cancellable = cancellable && (order.parcels.is_empty() || order.state != OrderState::Confirmed);
    view! {
        <div class=part::actions>
            {edit.map(|href| view! { <a class=part::button href=href>"Change order"</a> })}
            {refundable
                .map(|refundable| {
                    view! {
                        <button class=part::button popovertarget="refund">
                            "Refund"
                        </button>
                        <RefundSheet detail=detail.clone() refundable actions />
                    }
                })}
            {cancellable
                .then(|| {
                    view! {
                        <button class=part::button popovertarget="cancel">
                            "Cancel order"
                        </button>
                        <CancelSheet detail=detail.clone() actions />
                    }
                })}
            {awaits_money.then(|| view! { <Received detail=detail.clone() actions /> })}
            {sendable
                .then(|| {
                    view! {
                        <button class=part::primary popovertarget="send">
                            {send_words(ready)}
                        </button>
                        <SendSheet detail=detail.clone() open ready actions />
                    }
                })}
        </div>
    }
}

fn send_words(open: i64) -> String {
    format!("Send {}", counted(open, "item"))
}

/// A popover with a heading and a cross.
#[component]
pub(super) fn Popover(#[prop(into)] id: String, title: String, children: Children) -> impl IntoView {
    let (label, target) = (title.clone(), id.clone());
    view! {
        <div id=id popover="auto" class=style::popover role="dialog" aria-label=label>
            <div class=part::cardhead>
                <h2>{title}</h2>
                <button type="button" class=format!("{} {}", part::quiet, part::icon) popovertarget=target popovertargetaction="hide">
                    <Drawing icon=Icon::Close />
                    <span class=part::hidden>"Close"</span>
                </button>
            </div>
            <div class=style::sheet>{children()}</div>
        </div>
    }
}

#[component]
fn SendSheet(detail: OrderDetail, open: i64, ready: i64, actions: OrderActions) -> impl IntoView {
    let action = actions.send;
    let is_first = detail.last_carrier.is_empty();
    // What is paid when it arrives comes in one parcel.
    let may_be_split = open > 1 && detail.order.cash_due.is_none();
    view! {
        <Popover id="send" title=format!("{} of {}", send_words(ready), detail.order.number)>
            <ActionForm action>
                <input type="hidden" name="parcel[order]" value=detail.id.to_string() />
                <input type="hidden" name="parcel[version]" value=detail.version.to_string() />
                {may_be_split.then(|| parcel_lines(&detail.order))}
                <div class=part::field>
                    <label for="carrier">"Carrier"</label>
                    // The one of the last parcel; then the keys go on where something is left to type.
                    <input
                        id="carrier"
                        name="parcel[carrier]"
                        list="carriers"
                        maxlength="60"
                        required
                        autocomplete="off"
                        autofocus=is_first
                        value=detail.last_carrier.clone()
                    />
                    <datalist id="carriers">
                        {CARRIERS.map(|carrier| view! { <option value=carrier></option> }).collect_view()}
                    </datalist>
                </div>
                <div class=part::field>
                    <label for="tracking">"Tracking number"</label>
                    <input id="tracking" name="parcel[tracking_number]" maxlength="60" autocomplete="off" autofocus=!is_first />
                    <p class=part::hint>"The customer gets it by mail. Leave it empty when there is none."</p>
                </div>
                {from_field(&detail)}
                <button class=part::primary disabled=move || action.pending().get()>
                    {if may_be_split { "Send this parcel".to_owned() } else { send_words(open) }}
                </button>
            </ActionForm>
        </Popover>
    }
}

/// From where the parcel is sent, where there is a choice: the location that gives the first items, until somebody says otherwise.
fn from_field(detail: &OrderDetail) -> Option<AnyView> {
    let first = detail.sources.first().map(|source| source.location);
    let options = detail.locations.iter().map(|(id, name)| {
        view! { <option value=id.to_string() selected=Some(*id) == first>{name.clone()}</option> }
    });
    let options = options.collect_view();
    (detail.locations.len() > 1).then(|| {
        view! {
            <div class=part::field>
                <label for="sent-from">"Sent from"</label>
                <select id="sent-from" name="parcel[location]" autocomplete="off">{options}</select>
            </div>
        }
        .into_any()
    })
}

/// How many of each line go into the parcel: all that are there, until somebody says otherwise.
fn parcel_lines(order: &OrderView) -> AnyView {
    let open = order.lines.iter().filter(|line| line.open() > 0);
    let row = |(place, line): (usize, &OrderLineView)| {
        let (id, most) = (format!("parcel-line-{place}"), line.ready());
        let owed = line.open().saturating_sub(most);
        let owed = if owed > 0 { format!(", {owed} owed") } else { String::new() };
        let variant = if line.variant_title.is_empty() { String::new() } else { format!(", {}", line.variant_title) };
        view! {
            <div class=style::refundline>
                <label for=id.clone()>
                    {format!("{}{variant}", line.title)} <span class=part::small>{format!("{most} to send{owed}")}</span>
                </label>
                <input type="hidden" name=format!("parcel[lines][{place}][line]") value=line.id.to_string() />
                <input
                    id=id
                    class=part::input
                    type="number"
                    name=format!("parcel[lines][{place}][quantity]")
                    min="0"
                    max=most.to_string()
                    step="1"
                    value=most.to_string()
                    inputmode="numeric"
                />
            </div>
        }
    };
    let rows = open.enumerate().map(row).collect_view();
    view! {
        <div class=style::refundlines>
            {rows} <p class=part::hint>"What you leave out stays to be sent in another parcel."</p>
        </div>
    }
    .into_any()
}

#[component]
fn Received(detail: OrderDetail, actions: OrderActions) -> impl IntoView {
    let action = actions.confirm;
    view! {
        <ActionForm action>
            <input type="hidden" name="order" value=detail.id.to_string() />
            <button class=part::primary disabled=move || action.pending().get()>
                "Mark " {detail.order.due().to_string()} " as received"
            </button>
        </ActionForm>
    }
}

#[component]
fn CancelSheet(detail: OrderDetail, actions: OrderActions) -> impl IntoView {
    let action = actions.cancel;
    let number = detail.order.number.to_string();
    view! {
        <Popover id="cancel" title=format!("Cancel {number}?")>
            <p>{consequence(&detail.order)}</p>
            <ActionForm action>
                <input type="hidden" name="order" value=detail.id.to_string() />
                <button class=part::danger disabled=move || action.pending().get()>
                    "Cancel order of " {detail.order.totals.total.to_string()}
                </button>
            </ActionForm>
        </Popover>
    }
}

fn consequence(order: &OrderView) -> String {
    let total: Money = order.due();
    match order.payment_state {
        PaymentState::Captured | PaymentState::Mismatched if order.payment_by_hand => "Cancelling frees the stock and tells the customer. What was paid has to go back by bank transfer or in cash; the order waits until you say that you have sent it.".to_owned(),
        PaymentState::Captured | PaymentState::Mismatched => {
            "Cancelling frees the stock, tells the customer and gives back what was paid.".to_owned()
        }
        PaymentState::Refunded => {
            "Cancelling frees the stock and tells the customer. What was paid has gone back.".to_owned()
        }
        _ if order.state == OrderState::Completed => format!(
            "For a parcel that came back: {total} were not paid. Cancelling puts the items back into the stock and tells the customer."
        ),
        _ => format!("{total} were not paid. Cancelling frees the stock and tells the customer."),
    }
}
