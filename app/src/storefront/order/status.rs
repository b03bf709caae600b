//! Where the order stands, in one sentence, and what there is to do.

use domain::{
    order::{OrderState, view::OrderView},
    payment::{
        PaymentState,
        view::{PaymentOption, TransferInstructions},
    },
};
use leptos::prelude::*;
use ui::{LinkButton, Notice, NoticeKind};

use super::style;

/// Heading, sentence, and the next step if there is one.
#[component]
pub fn Status(
    /// The order.
    order: OrderView,
    /// The secret of its link.
    token: String,
    /// Whether a form that was sent from here failed.
    came_back: bool,
) -> impl IntoView {
    let (title, text) = words(&order);
    let retry = order.pay_at.clone().map(|href| {
        view! {
            <p class=style::retry>
                <LinkButton href>{format!("Pay {}", order.to_pay())}</LinkButton>
            </p>
        }
    });
    let otherwise =
        (!order.pay_otherwise.is_empty()).then(|| pay_otherwise(order.pay_otherwise, &order.payment_name, token));
    view! {
        <h1>{title}</h1>
        <p class=style::lead>{text}</p>
        {(order.payment_state == PaymentState::Declined).then(|| view! {
            <Notice kind=NoticeKind::Bad>"The payment was declined. You were not charged. You can try again."</Notice>
        })}
        {came_back.then(|| view! {
            <Notice kind=NoticeKind::Bad>"This could not be done. Here is how your order stands now."</Notice>
        })}
        {retry}
        {order.transfer.map(transfer)}
        {otherwise}
    }
    .into_any()
}

/// When it arrives; nothing is promised of what is not there yet.
fn arrives(order: &OrderView) -> String {
    if order.lines.iter().any(|line| line.later.is_some()) {
        "Not all of it is here yet: when a thing ships stands beside it below.".to_owned()
    } else {
        format!("It arrives {}.", order.arrives)
    }
}

fn words(order: &OrderView) -> (&'static str, String) {
    let mail = &order.email;
    match order.state {
        OrderState::PendingPayment if order.transfer.is_some() && !order.is_delivered() => (
            "Thank you. It is yours as soon as the money is here.",
            format!("That takes about a day. All of this is also in a mail to {mail}."),
        ),
        OrderState::Completed if !order.is_delivered() => (
            "Thank you. It is yours.",
            format!("Nothing is sent: what you bought is ready. A confirmation is on its way to {mail}."),
        ),
        OrderState::PendingPayment if order.transfer.is_some() => (
            "Thank you. We keep your things for you.",
            format!(
                "We send them as soon as the money is here, usually after one day. All of this is also in a mail to {mail}."
            ),
        ),
        OrderState::PendingPayment if order.payment_state == PaymentState::Unknown => (
            "Your payment is being checked",
            "The payment provider has not answered yet. You need not pay again; this page will say when it is done."
                .to_owned(),
        ),
        OrderState::PendingPayment => (
            "Your payment is not finished",
            "We keep your things for you a little while. Nothing was charged yet.".to_owned(),
        ),
        OrderState::Confirmed if order.is_withdrawn() => {
            ("You have withdrawn from this order", "Nothing will be sent. What you paid goes back to you.".to_owned())
        }
        OrderState::Confirmed if order.awaited.is_some() && order.is_being_checked() => (
            "Your payment is being checked",
            "The payment provider has not answered yet. You need not pay again; your order is sent when it is done."
                .to_owned(),
        ),
        OrderState::Confirmed if order.awaited.is_some() => (
            "Something is left to pay",
            format!(
                "Your order was changed and costs {} more than you have paid. We send it as soon as that is here.",
                order.to_pay()
            ),
        ),
        OrderState::Confirmed if order.cash_due.is_some() => (
            "Thank you. Your order is in.",
            format!(
                "{} You pay {} in cash when it is handed to you. A confirmation is on its way to {mail}.",
                arrives(order),
                order.due()
            ),
        ),
        OrderState::Completed if order.cash_due.is_some() => (
            "It is on its way.",
            format!("It should arrive {}. Please have {} ready in cash.", order.arrives, order.due()),
        ),
        OrderState::Confirmed => {
            ("Thank you. Your order is in.", format!("{} A confirmation is on its way to {mail}.", arrives(order)))
        }
        OrderState::NeedsReview => (
            "We are looking at your payment",
            "What came is not what was agreed. A person looks at it today and writes to you; you need not do anything."
                .to_owned(),
        ),
        OrderState::Completed => ("It is on its way.", format!("It should arrive {}.", order.arrives)),
        OrderState::Cancelled => (
            "This order was called off",
            if order.refunds.is_empty() {
                "Nothing will be sent, and nothing was charged."
            } else {
                "Nothing will be sent. What you paid goes back to you."
            }
            .to_owned(),
        ),
    }
}

fn transfer(transfer: TransferInstructions) -> impl IntoView {
    let row = |label: &'static str, value: String| {
        view! { <tr><th scope="row">{label}</th><td>{value}</td></tr> }
    };
    let bic = (!transfer.bic.is_empty()).then(|| row("BIC", transfer.bic));
    view! {
        <section class=style::transfer aria-labelledby="transfer">
            <h2 id="transfer">{format!("Please transfer {}", transfer.amount)}</h2>
            <table>
                <tbody>
                    {row("To", transfer.account_holder)}
                    {row("IBAN", grouped(&transfer.iban))}
                    {bic}
                    {row("Reference", transfer.reference)}
                </tbody>
            </table>
        </section>
    }
}

/// A plain form: it leaves the page for the payment page in any case. The way that was chosen stands first, where it can be begun
/// again.
fn pay_otherwise(mut options: Vec<PaymentOption>, chosen: &str, token: String) -> impl IntoView + use<> {
    options.sort_by_key(|option| option.name != chosen);
    let again = options.first().is_some_and(|option| option.name == chosen);
    let buttons = options
        .into_iter()
        .enumerate()
        .map(|(index, option)| {
            let name = if again && index == 0 { format!("Try again: {}", option.name) } else { option.name };
            view! {
                <button class=style::otherwise name="method" value=option.method.key()>
                    <strong>{name}</strong>
                    <span>{option.hint}</span>
                </button>
            }
        })
        .collect_view();
    view! {
        <form class=style::ways action="/api/order/pay" method="post">
            <input type="hidden" name="token" value=token />
            <p>{if again { "Choose how to pay" } else { "Or pay another way" }}</p>
            {buttons}
        </form>
    }
}

/// In groups of four, as banks print it.
fn grouped(iban: &str) -> String {
    let letters: Vec<char> = iban.chars().filter(|letter| !letter.is_whitespace()).collect();
    letters.chunks(4).map(|group| group.iter().collect::<String>()).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::grouped;

    #[test]
    fn an_iban_is_read_in_groups_of_four() {
        assert_eq!(grouped("DE02120300000000202051"), "DE02 1203 0000 0000 2020 51");
    }
}
