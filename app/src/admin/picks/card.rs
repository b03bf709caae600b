//! The card of picked products: search and add, put in order, take out and put back.

use domain::{
    catalog::view::{ProductPick, ProductRow},
    kernel::ProductId,
};
use leptos::{prelude::*, task::spawn_local};

use super::{
    PickPlace,
    api::{AddPick, add_pick, move_pick, remove_pick, restore_pick},
};
use crate::{
    admin::{
        layout::{AdminState, api::find},
        parts::{
            badge::{Badge, Tone},
            icon::{Drawing, Icon},
            picture::Thumbnail,
            record,
            refusal::Complaint,
            rest::{REST, once_typing_rests},
            style as part,
        },
    },
    error::AppError,
};

/// What stands in the card.
#[derive(Clone, Copy)]
struct State {
    admin: AdminState,
    place: PickPlace,
    picks: RwSignal<Vec<ProductPick>>,
    failed: RwSignal<Option<String>>,
    found: RwSignal<Vec<ProductRow>>,
    words: RwSignal<String>,
}

impl State {
    fn take(self, answer: Result<Vec<ProductPick>, AppError>) -> bool {
        match answer {
            Ok(now) => {
                let _ = self.picks.try_set(now);
                let _ = self.failed.try_set(None);
                true
            }
            Err(error) => {
                let _ = self.failed.try_set(Some(error.to_string()));
                false
            }
        }
    }

    fn add(self, words: String) {
        spawn_local(async move {
            if self.take(add_pick(self.place, words).await) {
                let _ = self.words.try_set(String::new());
                let _ = self.found.try_set(Vec::new());
            }
        });
    }

    fn put(self, product: ProductId, to: usize) {
        self.picks.update(|picks| {
            if let Some(from) = picks.iter().position(|pick| pick.id == product) {
                let moved = picks.remove(from);
                picks.insert(to.min(picks.len()), moved);
            }
        });
        spawn_local(async move {
            self.take(move_pick(self.place, product, to).await);
        });
    }

    fn remove(self, product: ProductId) {
        let Some(at) = self.picks.with_untracked(|picks| picks.iter().position(|pick| pick.id == product)) else {
            return;
        };
        self.picks.update(|picks| picks.retain(|pick| pick.id != product));
        let undo = self.admin.lasting_undo(move || {
            spawn_local(async move {
                self.take(restore_pick(self.place, product, at).await);
            });
        });
        spawn_local(async move {
            if self.take(remove_pick(self.place, product).await) {
                self.admin.say_with_undo("Product taken out", undo);
            }
        });
    }

    /// Looks for products.
    fn look(self, typed: String) {
        spawn_local(async move {
            let found = if typed.trim().is_empty() { Vec::new() } else { products(typed.clone()).await };
            // An answer that comes late is no answer to what is typed now.
            if self.words.try_with_untracked(|now| *now == typed) == Some(true) {
                let _ = self.found.try_set(found);
            }
        });
    }
}

async fn products(text: String) -> Vec<ProductRow> {
    find(text).await.map(|found| found.products).unwrap_or_default()
}

/// The card.
#[component]
pub fn Picks(
    /// Where products are picked.
    place: PickPlace,
    /// What was picked.
    picks: Vec<ProductPick>,
    /// The heading.
    title: &'static str,
    /// A few words beside it.
    words: &'static str,
) -> impl IntoView {
    let state = State {
        admin: AdminState::of_frame(),
        place,
        picks: RwSignal::new(picks),
        failed: RwSignal::new(None),
        found: RwSignal::new(Vec::new()),
        words: RwSignal::new(String::new()),
    };
    let is_empty = move || state.picks.with(Vec::is_empty);
    view! {
        <section class=part::card aria-labelledby="picks">
            <div class=part::cardhead>
                <h2 id="picks">{title}</h2>
                <span class=part::aside>{words}</span>
            </div>
            <div>
                {move || is_empty().then(|| view! { <p class=record::nothing>"None yet."</p> })}
                <ol class=record::items>
                    <For each=move || state.picks.get() key=|pick| pick.id let:pick>
                        <Item state pick />
                    </For>
                </ol>
                <Add state />
            </div>
        </section>
    }
    .into_any()
}

#[component]
fn Item(state: State, pick: ProductPick) -> impl IntoView {
    let id = pick.id;
    let at = Memo::new(move |_| state.picks.with(|picks| picks.iter().position(|pick| pick.id == id)).unwrap_or(0));
    let is_last = move || state.picks.with(|picks| at.get().saturating_add(1) >= picks.len());
    let title = StoredValue::new(pick.title.clone());
    view! {
        <li class=record::item>
            <Thumbnail picture=pick.picture />
            <div>
                <a href=format!("/admin/products/{id}")>{pick.title}</a>
                <small class=part::small>{pick.price.map(|price| price.to_string())}</small>
            </div>
            {(!pick.published).then(|| view! { <Badge tone=Tone::Neutral label="Hidden" /> })}
            <span class=record::buttons>
                <form
                    action="/api/admin/picks/move"
                    method="post"
                    on:submit=move |event| {
                        event.prevent_default();
                        state.put(id, at.get_untracked().saturating_sub(1));
                    }
                >
                    <Where state product=id />
                    <input type="hidden" name="to" value=move || at.get().saturating_sub(1).to_string() />
                    <button class=format!("{} {}", part::button, part::icon) title="Earlier" disabled=move || at.get() == 0>
                        <Drawing icon=Icon::Up />
                        <span class=part::hidden>"Earlier: " {title.get_value()}</span>
                    </button>
                </form>
                <form
                    action="/api/admin/picks/move"
                    method="post"
                    on:submit=move |event| {
                        event.prevent_default();
                        state.put(id, at.get_untracked().saturating_add(1));
                    }
                >
                    <Where state product=id />
                    <input type="hidden" name="to" value=move || at.get().saturating_add(1).to_string() />
                    <button class=format!("{} {}", part::button, part::icon) title="Later" disabled=is_last>
                        <Drawing icon=Icon::Down />
                        <span class=part::hidden>"Later: " {title.get_value()}</span>
                    </button>
                </form>
                <form
                    action="/api/admin/picks/remove"
                    method="post"
                    on:submit=move |event| {
                        event.prevent_default();
                        state.remove(id);
                    }
                >
                    <Where state product=id />
                    <button class=format!("{} {}", part::button, part::icon) title="Take out">
                        <Drawing icon=Icon::Close />
                        <span class=part::hidden>"Take out: " {title.get_value()}</span>
                    </button>
                </form>
            </span>
        </li>
    }
    .into_any()
}

/// The place and the product, for a plain form.
#[component]
fn Where(state: State, product: ProductId) -> impl IntoView {
    view! {
        <input type="hidden" name="place" value=String::from(state.place) />
        <input type="hidden" name="product" value=product.to_string() />
    }
}

/// Adds a product by what somebody types: the list offers those that fit.
#[component]
fn Add(state: State) -> impl IntoView {
    // A plain form comes back with what was refused.
    let plain = ServerAction::<AddPick>::new();
    let refused = Signal::derive(move || {
        state.failed.get().or_else(|| plain.value().get().and_then(Result::err).map(|error| error.to_string()))
    });
    let is_picked = move |id: ProductId| state.picks.with(|picks| picks.iter().any(|pick| pick.id == id));
    let look = once_typing_rests(REST, move |typed: String| state.look(typed));
    view! {
        <form
            class=record::add
            action="/api/admin/picks/add"
            method="post"
            on:submit=move |event| {
                event.prevent_default();
                let first = state.found.with_untracked(|found| found.first().map(|row| row.slug.clone()));
                let words = state.words.get_untracked();
                state.add(if words.trim().is_empty() { words } else { first.unwrap_or(words) });
            }
        >
            <input type="hidden" name="place" value=String::from(state.place) />
            <div class=part::field>
                <label for="pick">"Add a product"</label>
                <input
                    id="pick"
                    name="words"
                    placeholder="Name, address or SKU"
                    autocomplete="off"
                    prop:value=move || state.words.get()
                    on:input:target=move |event| {
                        let typed = event.target().value();
                        state.words.set(typed.clone());
                        look(typed);
                    }
                />
            </div>
            <button class=part::button>"Add product"</button>
            <Complaint message=refused />
        </form>
        <ul class=record::items aria-label="Products that fit">
            {move || {
                state
                    .found
                    .get()
                    .into_iter()
                    .filter(|row| !is_picked(row.id))
                    .map(|row| view! { <Offer state row /> })
                    .collect_view()
            }}
        </ul>
    }
    .into_any()
}

#[component]
fn Offer(state: State, row: ProductRow) -> impl IntoView {
    let slug = row.slug.clone();
    view! {
        <li class=record::item>
            <Thumbnail picture=row.picture />
            <div>
                <span>{row.title.clone()}</span>
                <small class=part::small>{row.price.map(|price| price.to_string())}</small>
            </div>
            <button type="button" class=part::button on:click=move |_| state.add(slug.clone())>
                "Add"
                <span class=part::hidden>": " {row.title}</span>
            </button>
        </li>
    }
}
