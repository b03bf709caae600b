//! The page of one card: what it holds, every movement of its money, and what can be done with it.

use domain::{
    gift_card::{
        card_name,
        view::{CardMovement, GiftCardDetail, GiftCardRow},
    },
    kernel::{GiftCardId, Timestamp},
};
use leptos::{form::ActionForm, prelude::*};

use super::{
    api::{AdjustCard, SendAgain, SetActive, read_gift_card},
    badge, style,
};
use crate::{
    admin::{
        clock::Dated,
        layout::AdminState,
        parts::{
            announce::announce,
            form::{FormState, TextField},
            local::Moment,
            record,
            refusal::{Complaint, Refusal},
            skeleton::RecordSkeleton,
            style as part,
        },
    },
    data::part_data,
};

/// What can be done with the card.
#[derive(Clone, Copy)]
struct Actions {
    set_active: ServerAction<SetActive>,
    send_again: ServerAction<SendAgain>,
    adjust: ServerAction<AdjustCard>,
    form: FormState,
}

/// One card.
#[component]
pub fn GiftCardPage(
    /// Which.
    id: GiftCardId,
) -> impl IntoView {
    let state = AdminState::of_frame();
    let failed = RwSignal::new(None);
    let adjust = ServerAction::<AdjustCard>::new();
    let form = FormState::new("change", move || adjust.value().get());
    let actions = Actions { set_active: ServerAction::new(), send_again: ServerAction::new(), adjust, form };
    announce(state, actions.set_active, failed, "Gift card changed");
    announce(state, actions.send_again, failed, "The code is on its way again");
    let again = RwSignal::new(0_u32);
    form.on_saved(move || {
        state.say("Balance changed");
        again.update(|again| *again = again.wrapping_add(1));
    });
    let source = Memo::new(move |_| (again.get(), actions.set_active.version().get()));
    let data = part_data(move || source.get(), move |_| read_gift_card(id));
    view! {
        <nav class=record::path aria-label="Path">
            <a href="/admin/gift-cards">"Gift cards"</a>
            " /"
        </nav>
        <Complaint message=failed />
        <Transition fallback=RecordSkeleton>
            {move || Suspend::new(async move {
                match data.await {
                    Ok(Dated { now, value }) => view! { <Sheet detail=value now actions /> }.into_any(),
                    Err(error) => view! { <Refusal error /> }.into_any(),
                }
            })}
        </Transition>
    }
}

#[component]
fn Sheet(detail: GiftCardDetail, now: Timestamp, actions: Actions) -> impl IntoView {
    let GiftCardDetail { card, movements } = detail;
    view! {
        <header class=part::titlerow>
            <h1 class=part::title>{card_name(card.kind, &card.last_four)}</h1>
        </header>
        <div class=record::columns>
            <div class=record::main>
                <Movements movements now />
            </div>
            <aside class=record::side>
                <Standing card=card.clone() now actions />
                <Change card actions />
            </aside>
        </div>
    }
    .into_any()
}

#[component]
fn Standing(card: GiftCardRow, now: Timestamp, actions: Actions) -> impl IntoView {
    let Actions { set_active, send_again, .. } = actions;
    let (words, active) = if card.is_active { ("Disable", "false") } else { ("Enable", "true") };
    let (id, again) = (card.id.to_string(), card.id.to_string());
    let state = badge(&card, now);
    let until = card.expires_at.map(|end| {
        view! {
            <dt>"Last day"</dt>
            <dd>{end.plus(-1).date().long()}</dd>
        }
    });
    let order = card.order.map(|(id, number)| {
        view! {
            <dt>"Order"</dt>
            <dd><a href=format!("/admin/orders/{id}")>{number}</a></dd>
        }
    });
    view! {
        <section class=format!("{} {}", part::card, record::block)>
            <dl class=record::fact>
                <dt>"Balance"</dt>
                <dd><strong class=part::numeric>{card.balance.to_string()}</strong></dd>
                <dt>"Issued with"</dt>
                <dd>{card.issued.to_string()}</dd>
                <dt>"State"</dt>
                <dd>{state}</dd>
                <dt>"Sent to"</dt>
                <dd>{card.sent_to}</dd>
                <dt>"Issued"</dt>
                <dd><Moment at=card.issued_at now /></dd>
                {until}
                {order}
            </dl>
            <div class=style::tools>
                {card
                    .is_active
                    .then(|| {
                        view! {
                            <ActionForm action=send_again>
                                <input type="hidden" name="card" value=again />
                                <button class=part::button disabled=move || send_again.pending().get()>"Send code again"</button>
                            </ActionForm>
                        }
                    })}
                <ActionForm action=set_active>
                    <input type="hidden" name="card" value=id />
                    <input type="hidden" name="active" value=active />
                    <button class=part::button disabled=move || set_active.pending().get()>{words}</button>
                </ActionForm>
            </div>
        </section>
    }
}

#[component]
fn Change(card: GiftCardRow, actions: Actions) -> impl IntoView {
    let Actions { adjust, form, .. } = actions;
    let failed = Signal::derive(move || form.failure());
    view! {
        <section class=part::card aria-labelledby="change">
            <div class=part::cardhead>
                <h2 id="change">"Change the balance"</h2>
            </div>
            <ActionForm action=adjust attr:class=record::block>
                <input type="hidden" name="card" value=card.id.to_string() />
                <TextField form path="amount" label="Amount" value="" required=true keys="decimal" hint="As in 12.50." />
                <TextField form path="reason" label="Reason" value="" required=true hint="Only people of the shop read it." />
                <Complaint message=failed />
                <div class=style::tools>
                    <button class=part::button name=form.name("take") value="false" disabled=move || adjust.pending().get()>
                        "Add"
                    </button>
                    <button class=part::button name=form.name("take") value="true" disabled=move || adjust.pending().get()>
                        "Take off"
                    </button>
                </div>
            </ActionForm>
        </section>
    }
}

#[component]
fn Movements(movements: Vec<CardMovement>, now: Timestamp) -> impl IntoView {
    view! {
        <section class=part::card aria-labelledby="movements">
            <div class=part::cardhead>
                <h2 id="movements">"Movements"</h2>
            </div>
            <ul class=style::cards>
                {movements.into_iter().map(|movement| view! { <Row movement now /> }).collect_view()}
            </ul>
        </section>
    }
    .into_any()
}

#[component]
fn Row(movement: CardMovement, now: Timestamp) -> impl IntoView {
    let order = movement.order.map(|(id, number)| {
        view! {
            " · "
            <a href=format!("/admin/orders/{id}")>{number}</a>
        }
    });
    let note = (!movement.note.is_empty()).then(|| view! { <span class=part::small>{movement.note}</span> });
    view! {
        <li class=style::card>
            <div class=style::what>
                <strong>{told(&movement.reason)}</strong>
                {note}
                <span class=part::small>{movement.actor} " · " <Moment at=movement.at now /> {order}</span>
            </div>
            <p class=style::money>
                <strong class=part::numeric>{movement.amount.to_string()}</strong>
            </p>
        </li>
    }
}

/// What a movement was, as a heading.
fn told(reason: &str) -> String {
    let mut letters = reason.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}
