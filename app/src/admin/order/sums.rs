//! The money of an order.

use domain::{currency::Selling, kernel::Money, order::view::OrderView, payment::PaymentState, refund::RefundState};
use leptos::prelude::*;

use super::style;
use crate::admin::parts::style as part;

/// Goods, reduction, delivery, tax and total, and how it is paid.
#[component]
pub fn Sums(
    /// The order.
    order: OrderView,
    /// By which rate it was priced.
    sold_at: Selling,
) -> impl IntoView {
    let totals = order.totals.clone();
    let shown = totals.shown();
    let off = if shown.discount.minor == 0 { shown.shipping_discount } else { shown.discount };
    let of_which = if shown.added_tax.is_some() { "plus tax " } else { "of which VAT " };
    let code = if order.coupon.is_empty() { "Reduction".to_owned() } else { format!("Discount code {}", order.coupon) };
    let discount = (off.minor != 0).then_some((code, off));
    let is_paid = matches!(order.payment_state, PaymentState::Captured | PaymentState::Refunded);
    let awaited = order.awaited.filter(|_| is_paid);
    let paid = if is_paid && awaited.is_none() { "Paid" } else { "Total" };
    let gone = order.refunds.iter().filter(|refund| refund.state == RefundState::Done);
    let gone = gone.fold(0_i64, |sum, refund| sum.saturating_add(refund.amount.minor));
    let gone = (gone > 0).then(|| Money::new(gone.saturating_neg(), totals.total.currency));
    let reference = order.transfer.as_ref().map(|transfer| format!(" · reference {}", transfer.reference));
    let rate = sold_at.worth_in_base(totals.total).ok().filter(|_| !sold_at.is_base()).map(|worth| {
        let Selling { base, currency, rate, .. } = sold_at;
        view! {
            <dt class=part::small>{format!("1 {} = {rate} {}", base.code(), currency.code())}</dt>
            <dd class=part::small>{worth.to_string()}</dd>
        }
    });
    view! {
        <section class=part::card aria-labelledby="payment">
            <div class=part::cardhead>
                <h2 id="payment">"Payment"</h2>
                <span class=part::aside>{order.payment_name.clone()} {reference}</span>
            </div>
            <dl class=style::sums>
                <dt>"Goods"</dt>
                <dd>{shown.goods.to_string()}</dd>
                <dt>{order.shipping_name.clone()}</dt>
                <dd>{shown.shipping_before.to_string()}</dd>
                {discount
                    .map(|(code, off)| {
                        view! {
                            <dt>{code}</dt>
                            <dd>{off.to_string()}</dd>
                        }
                    })}
                {totals
                    .taxes
                    .iter()
                    .map(|tax| {
                        view! {
                            <dt class=part::small>{of_which} {format!("{} %", tax.rate)}</dt>
                            <dd class=part::small>{tax.tax.to_string()}</dd>
                        }
                    })
                    .collect_view()}
                <dt class=style::total>{paid}</dt>
                <dd class=style::total>{totals.total.to_string()}</dd>
                {rate}
                {order
                    .paid_cards
                    .iter()
                    .map(|card| {
                        view! {
                            <dt>{card.name()}</dt>
                            <dd>{card.amount.to_string()}</dd>
                        }
                    })
                    .collect_view()}
                {(!order.paid_cards.is_empty())
                    .then(|| {
                        view! {
                            <dt>{if is_paid { "Paid otherwise" } else { "Left to pay" }}</dt>
                            <dd>{without(order.due(), awaited).to_string()}</dd>
                        }
                    })}
                {awaited
                    .map(|awaited| {
                        view! {
                            {order
                                .paid_cards
                                .is_empty()
                                .then(|| {
                                    view! {
                                        <dt>"Paid"</dt>
                                        <dd>{without(totals.total, Some(awaited)).to_string()}</dd>
                                    }
                                })}
                            <dt class=style::open>"Still to be paid"</dt>
                            <dd class=style::open>{awaited.to_string()}</dd>
                        }
                    })}
                {gone
                    .map(|gone| {
                        view! {
                            <dt>"Refunded"</dt>
                            <dd>{gone.to_string()}</dd>
                        }
                    })}
            </dl>
        </section>
    }
}

/// What has come of an amount of which some is awaited.
fn without(amount: Money, awaited: Option<Money>) -> Money {
    let awaited = awaited.map_or(0, |awaited| awaited.minor);
    Money::new(amount.minor.saturating_sub(awaited), amount.currency)
}
