//! Ways of delivery and of payment.

use domain::checkout::Field;
use leptos::prelude::*;
use ui::send_again;

use super::{draft::Draft, style};

/// The ways of delivery, each with the days on which it arrives.
#[component]
pub fn Shipping(draft: Draft) -> impl IntoView {
    let has_later = draft.start.with_value(|start| start.has_later);
    let options = move || {
        let options = draft.sums.with(|sums| sums.shipping_options.clone());
        options
            .into_iter()
            .enumerate()
            .map(|(index, option)| {
                let price = if option.price.minor == 0 { "Free".to_owned() } else { option.price.to_string() };
                let choice = Choice {
                    group: "shipping",
                    is_first: index == 0,
                    code: option.code,
                    name: option.name,
                    hint: if has_later {
                        format!("What is here arrives {}", option.arrives)
                    } else {
                        format!("Arrives {}", option.arrives)
                    },
                    price: Some(price),
                };
                radio(choice, draft.shipping, Callback::new(move |()| draft.remember()))
            })
            .collect_view()
    };
    draft
        .is_delivered()
        .then(|| {
            view! {
                <fieldset class=style::choices>
                    <legend class=ui::HIDDEN>"How it is delivered"</legend>
                    {options}
                </fieldset>
                <p class=style::choice_error>{draft.error(Field::Shipping)}</p>
            }
        })
        .into_any()
}

/// The ways of payment.
#[component]
pub fn Payment(draft: Draft) -> impl IntoView {
    let options = draft
        .start
        .with_value(|start| start.payment_options.clone())
        .into_iter()
        .enumerate()
        .map(|(index, option)| {
            let choice = Choice {
                group: "payment",
                is_first: index == 0,
                code: option.method.key().to_owned(),
                name: option.name,
                hint: option.hint,
                price: None,
            };
            radio(choice, draft.payment, Callback::new(move |()| draft.remember()))
        })
        .collect_view();
    let is_free = move || draft.sums.with(|sums| sums.due.minor == 0);
    view! {
        <section class=style::group aria-labelledby="payment-title">
            <h2 id="payment-title">"Payment"</h2>
            <p hidden=move || !is_free()>"There is nothing left to pay."</p>
            <fieldset class=style::choices hidden=is_free>
                <legend class=ui::HIDDEN>"How you pay"</legend>
                {options}
            </fieldset>
            <p class=style::choice_error>{draft.error(Field::Payment)}</p>
        </section>
    }
    .into_any()
}

struct Choice {
    group: &'static str,
    is_first: bool,
    code: String,
    name: String,
    hint: String,
    price: Option<String>,
}

fn radio(choice: Choice, chosen: RwSignal<String>, on_choice: Callback<()>) -> impl IntoView {
    let Choice { group, is_first, code, name, hint, price } = choice;
    let was_chosen = chosen.with_untracked(|chosen| *chosen == code);
    let (this, value) = (code.clone(), code.clone());
    let id = is_first.then_some(group);
    let field = NodeRef::<leptos::html::Input>::new();
    Effect::new(move |was_there: Option<bool>| {
        let is_chosen = chosen.with(|chosen| *chosen == this);
        let Some(field) = field.get() else { return false };
        if was_there == Some(true) {
            field.set_checked(is_chosen);
        } else if field.checked() && !is_chosen {
            send_again(&field, "change");
        }
        true
    });
    view! {
        <label class=style::choice>
            <input
                node_ref=field
                type="radio"
                id=id
                name=group
                value=value
                checked=was_chosen
                on:change=move |_| {
                    chosen.set(code.clone());
                    on_choice.run(());
                }
            />
            <span>
                <strong>{name}</strong>
                <small>{hint}</small>
            </span>
            {price.map(|price| view! { <b>{price}</b> })}
        </label>
    }
}
