//! Choosing what goes back: items, delivery, an amount besides. The button names the sum while one types.

use domain::{
    gift_card::card_name,
    kernel::{Currency, Money},
    order::view::{OrderDetail, OrderLineView},
    refund::{Refundable, RefundableLine},
};
use leptos::{
    form::{ActionForm, FromFormData as _},
    html,
    prelude::*,
};

use super::{
    actions::{OrderActions, Popover},
    api::RefundOrder,
    style,
};
use crate::admin::parts::{refusal::Complaint, style as part, words::sentence};

/// What the fields come to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
enum Sum {
    /// They ask for nothing yet.
    #[default]
    Nothing,
    /// So much.
    Amount(Money),
    /// It cannot be done.
    Refused(String),
}

/// The sheet.
#[component]
pub fn RefundSheet(
    /// The order.
    detail: OrderDetail,
    /// What can go back.
    refundable: Refundable,
    /// The changes.
    actions: OrderActions,
) -> impl IntoView {
    let action = actions.refund;
    let node = NodeRef::<html::Form>::new();
    let sum = RwSignal::new(Sum::default());
    let currency = refundable.left.currency;
    let (shipping_left, by_hand) = (left_of(&refundable), detail.order.payment_by_hand);
    let rows = rows(&detail, &refundable);
    let has_things = detail.order.lines.iter().any(|line| line.is_delivered);
    let known = StoredValue::new(refundable);
    let follow = move || sum.set(known.with_value(|refundable| asked(node, refundable, currency)));
    let everything = move |_| {
        known.with_value(|refundable| fill(node, refundable));
        follow();
    };
    let words = move || match sum.get() {
        Sum::Amount(amount) => format!("Refund {amount}"),
        _ => "Refund".to_owned(),
    };
    let refused = Signal::derive(move || match sum.get() {
        Sum::Refused(why) => Some(why),
        _ => action.value().get().and_then(Result::err).map(|error| error.to_string()),
    });
    view! {
        <Popover id="refund" title=format!("Refund of {}", detail.order.number)>
            <ActionForm action node_ref=node on:input=move |_| follow()>
                <input type="hidden" name="refund[order]" value=detail.id.to_string() />
                <input type="hidden" name="refund[version]" value=detail.version.to_string() />
                {rows}
                {(shipping_left.minor > 0).then(|| view! { <Shipping left=shipping_left /> })}
                <div class=part::field>
                    <label for="refund-besides">{format!("Another amount ({})", currency.code())}</label>
                    <input id="refund-besides" name="refund[besides]" inputmode="decimal" autocomplete="off" />
                    <p class=part::hint>"Without giving items back, as for a scratch."</p>
                </div>
                {has_things
                    .then(|| {
                        view! {
                            <label class=style::tick>
                                <input type="checkbox" name="refund[restock]" value="true" />
                                "Put the items back in stock once the money has gone back"
                            </label>
                        }
                    })}
                <div class=part::field>
                    <label for="refund-reason">"Reason"</label>
                    <input id="refund-reason" name="refund[reason]" maxlength="200" autocomplete="off" />
                    <p class=part::hint>"The customer reads it. Leave it empty when there is nothing to say."</p>
                </div>
                {by_hand
                    .then(|| {
                        view! {
                            <p class=part::hint>
                                "No provider moves this money: send it from your account, or give it back in cash, then say so here."
                            </p>
                        }
                    })}
                {move || known.with_value(|refundable| ways(refundable, &sum.get()))}
                <Complaint message=refused />
                <div class=style::ends>
                    <button type="button" class=part::button on:click=everything>
                        "All that is left"
                    </button>
                    <button class=part::danger disabled=move || action.pending().get()>
                        {words}
                    </button>
                </div>
            </ActionForm>
        </Popover>
    }
}

/// Where the sum goes back to, while gift cards have paid a part of it.
fn ways(refundable: &Refundable, sum: &Sum) -> Option<AnyView> {
    let Sum::Amount(amount) = sum else { return None };
    if refundable.cards.is_empty() {
        return None;
    }
    let ways = refundable.ways(*amount).ok()?;
    let cards = ways.cards.iter().filter_map(|(part, amount)| {
        let card = refundable.cards.iter().find(|card| card.part == *part)?;
        let name = card_name(card.kind, &card.last_four);
        Some(if card.is_closed {
            format!("{amount} as new store credit, for {name} cannot be spent any more")
        } else {
            format!("{amount} onto {name}")
        })
    });
    let money = (ways.money.minor > 0).then(|| format!("{} to where it was paid from", ways.money));
    let rows = money.into_iter().chain(cards).map(|words| view! { <li>{words}</li> }).collect_view();
    Some(view! { <ul class=part::hint aria-label="Where it goes back to">{rows}</ul> }.into_any())
}

/// A field for each line of which anything is left.
fn rows(detail: &OrderDetail, refundable: &Refundable) -> AnyView {
    let open = refundable.lines.iter().filter(|line| line.quantity_left() > 0);
    let rows: Vec<_> = open
        .enumerate()
        .filter_map(|(place, line)| {
            let shown = detail.order.lines.iter().find(|shown| shown.id == line.line)?;
            Some(row(place, line, shown))
        })
        .collect();
    view! { <div class=style::refundlines>{rows}</div> }.into_any()
}

fn row(place: usize, line: &RefundableLine, shown: &OrderLineView) -> impl IntoView + use<> {
    let (id, most) = (format!("refund-line-{place}"), line.quantity_left());
    let variant = if shown.variant_title.is_empty() { String::new() } else { format!(", {}", shown.variant_title) };
    view! {
        <div class=style::refundline>
            <label for=id.clone()>
                {format!("{}{variant}", shown.title)}
                <span class=part::small>{format!("{most} left, paid {}", line.gross)}</span>
            </label>
            <input type="hidden" name=format!("refund[lines][{place}][line]") value=line.line.to_string() />
            <input
                id=id
                class=part::input
                type="number"
                name=format!("refund[lines][{place}][quantity]")
                min="0"
                max=most.to_string()
                step="1"
                value="0"
                inputmode="numeric"
            />
        </div>
    }
}

#[component]
fn Shipping(left: Money) -> impl IntoView {
    view! {
        <div class=part::field>
            <label for="refund-shipping">{format!("Delivery ({})", left.currency.code())}</label>
            <input id="refund-shipping" name="refund[shipping]" inputmode="decimal" autocomplete="off" />
            <p class=part::hint>{format!("At most {left} of it can go back.")}</p>
        </div>
    }
}

fn left_of(refundable: &Refundable) -> Money {
    let minor = refundable.shipping.minor.saturating_sub(refundable.shipping_refunded.minor);
    Money::new(minor, refundable.shipping.currency)
}

/// What the fields ask for now.
fn asked(node: NodeRef<html::Form>, refundable: &Refundable, currency: Currency) -> Sum {
    let form = node.try_get_untracked().flatten();
    let data = form.and_then(|form| web_sys::FormData::new_with_form(&form).ok());
    let Some(typed) = data.and_then(|data| RefundOrder::from_form_data(&data).ok()) else { return Sum::Nothing };
    let wish = match typed.refund.wish(currency) {
        Ok(wish) => wish,
        Err(refused) => return Sum::Refused(sentence(&refused.to_string())),
    };
    match refundable.plan(&wish) {
        Ok(plan) => Sum::Amount(plan.total),
        Err(domain::refund::RefundError::Nothing) => Sum::Nothing,
        Err(refused) => Sum::Refused(sentence(&refused.to_string())),
    }
}

/// Fills the fields with all that is left.
fn fill(node: NodeRef<html::Form>, refundable: &Refundable) {
    let Some(form) = node.try_get_untracked().flatten() else { return };
    let set = |name: &str, value: &str| {
        let field = form.query_selector(&format!("[name='{name}']")).ok().flatten();
        if let Some(field) =
            field.and_then(|field| wasm_bindgen::JsCast::dyn_into::<web_sys::HtmlInputElement>(field).ok())
        {
            field.set_value(value);
        }
    };
    for (place, line) in refundable.lines.iter().filter(|line| line.quantity_left() > 0).enumerate() {
        set(&format!("refund[lines][{place}][quantity]"), &line.quantity_left().to_string());
    }
    set("refund[shipping]", &left_of(refundable).decimal());
    set("refund[besides]", "");
}
