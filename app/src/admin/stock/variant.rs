//! The stock of one variant: what there is, what it costs, when it is low, and everything that moved.

use domain::{
    inventory::view::{MoveSubject, MovementPage, MovementRow, VariantStock},
    kernel::{Timestamp, VariantId},
};
use leptos::{form::ActionForm, prelude::*};
use leptos_router::hooks::use_query_map;

use super::{
    api::{SetBackorder, SetLowStock, read_stock},
    backorder::{self, Backorder},
    places::{Places, Placing},
    style,
};
use crate::{
    admin::{
        clock::Dated,
        layout::AdminState,
        locations::api::{SetLocationStock, TransferStock},
        parts::{
            form::FormState,
            local::Moment,
            record,
            refusal::{Complaint, Refusal},
            skeleton::RecordSkeleton,
            style as part,
        },
    },
    data::part_data,
};

/// The stock of one variant.
#[component]
pub fn VariantStockPage(
    /// Which.
    id: VariantId,
) -> impl IntoView {
    let state = AdminState::of_frame();
    let action = ServerAction::<SetLowStock>::new();
    let form = FormState::new("low", move || action.value().get());
    form.on_saved(move || state.say("Threshold saved"));
    let owing = ServerAction::<SetBackorder>::new();
    let owed = FormState::new("backorder", move || owing.value().get());
    owed.on_saved(move || state.say("Limit saved"));
    let (set, transfer) = (ServerAction::<SetLocationStock>::new(), ServerAction::<TransferStock>::new());
    let set_form = FormState::new("set", move || set.value().get());
    let transfer_form = FormState::new("transfer", move || transfer.value().get());
    set_form.on_saved(move || state.say("Stock set"));
    transfer_form.on_saved(move || state.say("Moved"));
    let placing = Placing { set, transfer, set_form, transfer_form };
    let map = use_query_map();
    let after = Memo::new(move |_| map.with(|map| map.get("after").and_then(|after| after.parse::<i64>().ok())));
    let changes = Memo::new(move |_| state.changes());
    let source =
        move || (after.get(), changes.get(), action.version().get(), owing.version().get(), placing.versions());
    let data = part_data(source, move |(after, ..)| read_stock(id, after));
    view! {
        <Transition fallback=RecordSkeleton>
            {move || Suspend::new(async move {
                match data.await {
                    Ok(Dated { now, value }) => view! { <Sheet page=value now low=(form, action) owing=(owed, owing) placing /> }.into_any(),
                    Err(error) => view! { <Refusal error /> }.into_any(),
                }
            })}
        </Transition>
    }
}

#[component]
fn Sheet(
    page: MovementPage,
    now: Timestamp,
    low: (FormState, ServerAction<SetLowStock>),
    owing: (FormState, ServerAction<SetBackorder>),
    placing: Placing,
) -> impl IntoView {
    let MovementPage { stock, locations, key, backorder: rule, waiting, rows, next } = page;
    let has_places = locations.len() > 1;
    let variant = stock.variant.clone();
    let older = next.map(|next| format!("/admin/stock/variants/{}?after={next}", variant.id));
    let is_counted = rule.is_some();
    let rule = rule.map(|rule| {
        view! { <Backorder variant=variant.id rule form=owing.0 action=owing.1 /> }
    });
    let content = if rows.is_empty() {
        view! { <p class=record::nothing>"Nothing has moved yet."</p> }.into_any()
    } else {
        movements(rows, has_places, now)
    };
    view! {
        <nav class=record::path aria-label="Path">
            <a href="/admin/stock">"Stock"</a>
            " / "
            <a href=format!("/admin/products/{}", variant.product)>{variant.title.clone()}</a>
            " /"
        </nav>
        <header class=part::titlerow>
            <h1 class=part::title>"Stock of " {variant.sku.clone()}</h1>
        </header>
        <div class=record::columns>
            <div class=record::main>
                {backorder::waiting(waiting, now)}
                {is_counted.then(|| view! { <Places variant=variant.id locations key placing /> })}
                <section class=part::card aria-labelledby="movements">
                    <div class=part::cardhead>
                        <h2 id="movements">"Movements"</h2>
                    </div>
                    {content}
                    <nav class=style::pages aria-label="Pages">
                        {older.map(|href| view! { <a class=part::button href=href>"Older movements"</a> })}
                    </nav>
                </section>
            </div>
            <aside class=record::side>
                <Figures stock=stock.clone() />
                <Threshold stock form=low.0 action=low.1 />
                {rule}
            </aside>
        </div>
    }
    .into_any()
}

fn movements(rows: Vec<MovementRow>, has_places: bool, now: Timestamp) -> AnyView {
    let rows = rows.into_iter().map(|row| {
        let subject = row.subject.map(|subject| {
            let (href, words) = match subject {
                MoveSubject::Order(id, number) => (format!("/admin/orders/{id}"), number),
                MoveSubject::Purchase(id, number) => (format!("/admin/purchase-orders/{id}"), number),
                MoveSubject::Count(id, label) => (format!("/admin/stock/counts/{id}"), label),
            };
            view! { " · " <a href=href>{words}</a> }
        });
        let place = has_places.then(|| format!("{} · ", row.place));
        let held = (row.held != 0).then(|| signed(row.held));
        view! {
            <tr>
                <td>
                    <div class=style::what>
                        <span>{row.reason} {subject}</span>
                        <span class=part::small>{place} {row.actor} " · " <Moment at=row.at now /></span>
                    </div>
                </td>
                <td class=record::number>{if row.change == 0 { "–".to_owned() } else { signed(row.change) }}</td>
                <td class=format!("{} {}", record::number, record::wide)>{held.unwrap_or_else(|| "–".to_owned())}</td>
                <td class=record::number>{row.on_hand}</td>
            </tr>
        }
    });
    view! {
        <table class=record::table>
            <thead>
                <tr>
                    <th scope="col">"Why and who"</th>
                    <th scope="col" class=record::number>"Change"</th>
                    <th scope="col" class=format!("{} {}", record::number, record::wide)>"Held"</th>
                    <th scope="col" class=record::number>"On hand after"</th>
                </tr>
            </thead>
            <tbody>{rows.collect_view()}</tbody>
        </table>
    }
    .into_any()
}

/// "+3", "−3".
pub fn signed(number: i64) -> String {
    if number < 0 { format!("−{}", number.unsigned_abs()) } else { format!("+{number}") }
}

#[component]
fn Figures(stock: VariantStock) -> impl IntoView {
    let cost = stock.cost.map_or_else(|| "Not known".to_owned(), |cost| cost.to_string());
    let about = if stock.is_average { "Average cost, net" } else { "Cost, net" };
    let value = stock.value.map(|value| view! { <dt>"Value of what is on hand"</dt> <dd>{value.to_string()}</dd> });
    let margin = stock.margin.map(|(left, share)| {
        let words = format!("{left} · {}.{} %", share / 100, (share % 100).abs() / 10);
        view! { <dt>"Margin of one"</dt> <dd>{words}</dd> }
    });
    view! {
        <section class=format!("{} {}", part::card, record::block)>
            <dl class=record::fact>
                <dt>"On hand"</dt>
                <dd>{stock.on_hand}</dd>
                <dt>"Held for orders"</dt>
                <dd>{stock.reserved}</dd>
                <dt>"Available"</dt>
                <dd>{stock.on_hand.saturating_sub(stock.reserved)}</dd>
                <dt>"On order"</dt>
                <dd>{stock.on_order}</dd>
                <dt>{about}</dt>
                <dd>{cost}</dd>
                {value}
                {margin}
            </dl>
        </section>
    }
    .into_any()
}

#[component]
fn Threshold(stock: VariantStock, form: FormState, action: ServerAction<SetLowStock>) -> impl IntoView {
    let failed = Signal::derive(move || match form.failure() {
        Some(_) if form.refusal_of("low_stock").is_some() => form.refusal_of("low_stock"),
        failed => failed,
    });
    let typed = stock.low_stock.map(|low| low.to_string()).unwrap_or_default();
    view! {
        <section class=format!("{} {}", part::card, record::block)>
            <ActionForm action attr:class=part::field>
                <input type="hidden" name="variant" value=stock.variant.id.to_string() />
                <label for="low-stock">"Low from"</label>
                <input
                    id="low-stock"
                    name="low_stock"
                    inputmode="numeric"
                    autocomplete="off"
                    maxlength="7"
                    value=typed
                    aria-invalid=move || failed.get().is_some().to_string()
                />
                <p class=part::hint>
                    {format!("When so many, or fewer, can be sold. Empty for the shop’s number, {}.", stock.shop_low_stock)}
                </p>
                <Complaint message=failed />
                <button class=part::button disabled=move || action.pending().get()>"Save threshold"</button>
            </ActionForm>
        </section>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::signed;

    #[test]
    fn a_change_has_its_sign() {
        assert_eq!([signed(3), signed(-3), signed(0)], ["+3", "−3", "+0"]);
    }
}
