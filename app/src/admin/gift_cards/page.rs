//! The page of gift cards.

use domain::{
    gift_card::{
        card_name,
        view::{GiftCardRow, GiftCardRows},
    },
    kernel::{GiftCardId, Timestamp},
};
use leptos::{form::ActionForm, prelude::*};
use leptos_router::hooks::use_query_map;

use super::{
    api::{GiveCredit, Redeem, SendAgain, SetActive, list_gift_cards},
    badge,
    credit::Give,
    style,
};
use crate::{
    admin::{
        clock::Dated,
        layout::AdminState,
        parts::{
            announce::announce,
            local::Moment,
            record,
            refusal::{Complaint, Refusal},
            skeleton::ListSkeleton,
            style as part,
        },
    },
    data::part_data,
};

/// What can be done with a card.
#[derive(Clone, Copy)]
struct CardActions {
    set_active: ServerAction<SetActive>,
    send_again: ServerAction<SendAgain>,
    redeem: ServerAction<Redeem>,
    failed: RwSignal<Option<String>>,
}

impl CardActions {
    fn new(state: AdminState) -> Self {
        let actions = Self {
            set_active: ServerAction::new(),
            send_again: ServerAction::new(),
            redeem: ServerAction::new(),
            failed: RwSignal::new(None),
        };
        announce(state, actions.set_active, actions.failed, "Gift card changed");
        announce(state, actions.send_again, actions.failed, "The code is on its way again");
        announce(state, actions.redeem, actions.failed, "Amount changed");
        actions
    }
}

/// The cards, newest first.
#[component]
pub fn GiftCardsPage() -> impl IntoView {
    let actions = CardActions::new(AdminState::of_frame());
    let give = ServerAction::<GiveCredit>::new();
    let query = use_query_map();
    let after = Memo::new(move |_| query.with(|query| query.get("after").and_then(|after| after.parse().ok())));
    let source = Memo::new(move |_| {
        let changes = actions.set_active.version().get().wrapping_add(actions.redeem.version().get());
        (after.get(), changes.wrapping_add(give.version().get()))
    });
    let data = part_data(move || source.get(), |(after, _): (Option<GiftCardId>, usize)| list_gift_cards(after));
    view! {
        <nav class=record::path aria-label="Path">
            <a href="/admin/orders">"Orders"</a>
            " /"
        </nav>
        <div class=part::titlerow>
            <h1 class=part::title>"Gift cards"</h1>
        </div>
        <Give give />
        <Complaint message=actions.failed />
        <Transition fallback=|| view! { <ListSkeleton /> }>
            {move || Suspend::new(async move {
                match data.await {
                    Ok(Dated { now, value }) => view! { <Cards cards=value now actions /> }.into_any(),
                    Err(error) => view! { <Refusal error /> }.into_any(),
                }
            })}
        </Transition>
    }
}

#[component]
fn Cards(cards: GiftCardRows, now: Timestamp, actions: CardActions) -> impl IntoView {
    if cards.rows.is_empty() {
        return view! {
            <section class=format!("{} {}", part::card, part::empty)>
                <h2>"No gift card was sold yet, and no credit given"</h2>
                <p>
                    "Make a product, choose the kind “A gift card” and give it a variant for each amount. Whoever buys one gets a code by mail as soon as it is paid."
                </p>
                <a class=part::button href="/admin/products">
                    "Products"
                </a>
            </section>
        }
            .into_any();
    }
    let next = cards.next.map(|next| format!("/admin/gift-cards?after={next}"));
    view! {
        <section class=part::card aria-labelledby="cards">
            <div class=part::cardhead>
                <h2 id="cards">"All cards"</h2>
                <span class=part::aside>{cards.owed.to_string()} " can be spent"</span>
            </div>
            <ul class=style::cards>
                {cards.rows.into_iter().map(|card| view! { <Card card now actions /> }).collect_view()}
            </ul>
        </section>
        {next
            .map(|href| {
                view! {
                    <p class=style::more>
                        <a class=part::button href=href>
                            "Older cards"
                        </a>
                    </p>
                }
            })}
    }
    .into_any()
}

#[component]
fn Card(card: GiftCardRow, now: Timestamp, actions: CardActions) -> impl IntoView {
    let (set_active, send_again, redeem) = (actions.set_active, actions.send_again, actions.redeem);
    let can_give = card.is_active && card.balance.minor > 0;
    let can_take = card.is_active && card.balance.minor < card.issued.minor;
    let (state, name) = (badge(&card, now), card_name(card.kind, &card.last_four));
    let address = format!("/admin/gift-cards/{}", card.id);
    let order = card.order.map(|(id, number)| {
        view! {
            " · "
            <a href=format!("/admin/orders/{id}")>{number}</a>
        }
    });
    let id = card.id.to_string();
    let (id_again, id_taken) = (id.clone(), id.clone());
    let (words, active) = if card.is_active { ("Disable", "false") } else { ("Enable", "true") };
    let again = format!("Send the code …{} again", card.last_four);
    let take = format!("Amount of card …{}", card.last_four);
    let turn = format!("{words}: card …{}", card.last_four);
    view! {
        <li class=style::card>
            <div class=style::what>
                <strong><a href=address>{name}</a> " " {state}</strong>
                <span class=part::small>{card.sent_to} " · " <Moment at=card.issued_at now /> {order}</span>
            </div>
            <p class=style::money>
                <strong class=part::numeric>{card.balance.to_string()}</strong>
                <span class=part::small>"of " {card.issued.to_string()}</span>
            </p>
            <div class=style::tools>
                {card
                    .is_active
                    .then(|| {
                        view! {
                            <ActionForm action=send_again>
                                <input type="hidden" name="card" value=id_again />
                                <button class=part::button aria-label=again disabled=move || send_again.pending().get()>
                                    "Send again"
                                </button>
                            </ActionForm>
                        }
                    })}
                {(can_give || can_take)
                    .then(|| {
                        view! {
                            <ActionForm action=redeem attr:class=style::take>
                                <input type="hidden" name="card" value=id_taken />
                                <input
                                    class=part::input
                                    name="amount"
                                    inputmode="decimal"
                                    required
                                    maxlength="12"
                                    autocomplete="off"
                                    placeholder="0.00"
                                    aria-label=take
                                />
                                {can_give
                                    .then(|| {
                                        view! {
                                            <button class=part::button disabled=move || redeem.pending().get()>
                                                "Take off"
                                            </button>
                                        }
                                    })}
                                {can_take
                                    .then(|| {
                                        view! {
                                            <button
                                                class=part::button
                                                name="back"
                                                value="true"
                                                disabled=move || redeem.pending().get()
                                            >
                                                "Put back"
                                            </button>
                                        }
                                    })}
                            </ActionForm>
                        }
                    })}
                <ActionForm action=set_active>
                    <input type="hidden" name="card" value=id />
                    <input type="hidden" name="active" value=active />
                    <button
                        class=part::button
                        aria-label=turn
                        disabled=move || set_active.pending().get()
                    >
                        {words}
                    </button>
                </ActionForm>
            </div>
        </li>
    }
}
