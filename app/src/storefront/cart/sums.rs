//! What it costs with everything, before the checkout asks for anything.

use domain::{cart::view::CartView, kernel::Money, pricing::Totals};
use leptos::{ev::SubmitEvent, prelude::*};
use ui::LinkButton;

use super::{
    change::CartChange,
    codes::{CodeChange, CodeField, SET_CODE, applied_cards, applied_coupon},
    style,
};

/// What gift cards pay of a total, and what they leave.
pub struct LeftToPay {
    /// The names of the cards, and what each pays.
    pub rows: Vec<(AnyView, Money)>,
    /// The name of the rest.
    pub words: &'static str,
    /// The rest.
    pub due: Money,
}

/// Sums and the way on.
#[component]
pub fn Sums(change: CartChange) -> impl IntoView {
    let orderable = Memo::new(move |_| change.cart.with(CartView::is_orderable));
    let code = Memo::new(move |_| change.cart.with(|cart| (cart.typed_code(), cart.cards.len())));
    let send = move |event: SubmitEvent| {
        if let Some(asked) = CodeChange::of(&event) {
            change.change_code(asked);
        }
    };
    view! {
        <section class=style::sums aria-label="Sums" aria-busy=move || change.busy.get().then_some("true") on:submit=send>
            {move || change.cart.with(sums)}
            <CodeField code typed=change.typed />
            {move || if orderable.get() {
                view! { <LinkButton href="/checkout" wide=true>"Go to checkout"</LinkButton> }.into_any()
            } else {
                view! { <p class=style::problem>"One of your things cannot be ordered as it stands."</p> }.into_any()
            }}
            <p class=style::hint>"You need no account. Payment comes at the end."</p>
        </section>
    }
    .into_any()
}

fn sums(cart: &CartView) -> impl IntoView + use<> {
    let missing = match cart.missing_for_free_shipping {
        Some(missing) if missing.minor > 0 => Some(format!("{missing} more and delivery is free.")),
        _ => None,
    };
    let coupon = applied_coupon(cart.applied_code(), SET_CODE);
    let left = applied_cards(&cart.cards, cart.due);
    view! {
        {totals_table(&cart.totals, cart.is_delivered.then_some("Delivery, estimated"), coupon, left)}
        {missing.map(|words| view! { <p class=style::missing>{words}</p> })}
    }
}

/// Goods, delivery where anything is delivered, what `coupon` names took off either, the tax where it is added, total, the tax in it
/// otherwise, and what gift cards leave of it to pay.
pub fn totals_table(
    totals: &Totals,
    delivery_words: Option<&'static str>,
    coupon: Option<AnyView>,
    left: Option<LeftToPay>,
) -> AnyView {
    let shown = totals.shown();
    let delivery = delivery_words.map(|words| {
        let before = shown.shipping_before;
        let cost = if before.minor == 0 { "Free".to_owned() } else { before.to_string() };
        row(words.into_any(), cost, None)
    });
    let off = if shown.discount.minor == 0 { shown.shipping_discount } else { shown.discount };
    let discount = (off.minor != 0).then(|| {
        let words = coupon.unwrap_or_else(|| "Reduction".into_any());
        row(words, off.to_string(), None)
    });
    let rates: Vec<String> = totals
        .taxes
        .iter()
        .filter(|tax| tax.tax.minor != 0)
        .map(|tax| format!("{} VAT ({} %)", tax.tax, tax.rate))
        .collect();
    let added = shown.added_tax.map(|tax| row("Tax".into_any(), tax.to_string(), None));
    let tax = (!rates.is_empty() && shown.added_tax.is_none()).then(|| format!("includes {}", rates.join(" and ")));
    let mut sums = vec![row("Total".into_any(), totals.total.to_string(), None)];
    if let Some(LeftToPay { rows, words, due }) = left {
        for (name, amount) in rows {
            let amount = Money::new(amount.minor.saturating_neg(), amount.currency);
            sums.push(row(name, amount.to_string(), Some(style::card)));
        }
        sums.push(row(words.into_any(), due.to_string(), None));
    }
    view! {
        <table class=style::table>
            <tbody>
                {row("Goods".into_any(), shown.goods.to_string(), None)}
                {delivery}
                {discount}
                {added}
            </tbody>
            <tfoot>{sums}</tfoot>
        </table>
        {tax.map(|words| view! { <p class=style::tax>{words}</p> })}
    }
    .into_any()
}

/// A sum with its name.
fn row(name: AnyView, amount: String, class: Option<&'static str>) -> AnyView {
    view! { <tr class=class><th scope="row">{name}</th><td>{amount}</td></tr> }.into_any()
}
