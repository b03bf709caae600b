//! The palette: one field that goes anywhere.

use std::time::Duration;

use leptos::{ev, html, prelude::*, task::spawn_local};
use leptos_router::hooks::use_navigate;

use super::{
    AdminState,
    api::{Found, find},
    style,
};
use crate::admin::{
    area::Area,
    parts::{rest::once_typing_rests, words::counted},
};

/// How long typing must rest before the server is asked.
const REST: Duration = Duration::from_millis(90);

/// One line of the palette.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Entry {
    group: &'static str,
    label: String,
    hint: String,
    target: Target,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Target {
    Page(String),
    Help,
}

/// The palette, opened by Ctrl or ⌘ + K.
#[component]
pub fn Palette(
    /// Whether it is open.
    open: RwSignal<bool>,
    /// Opens the list of keys.
    help: RwSignal<bool>,
) -> impl IntoView {
    let state = AdminState::of_frame();
    let dialog = NodeRef::<html::Dialog>::new();
    let field = NodeRef::<html::Input>::new();
    let text = RwSignal::new(String::new());
    let found = RwSignal::new(Found::default());
    let chosen = RwSignal::new(0_usize);
    let navigate = StoredValue::new(use_navigate());
    let entries = Memo::new(move |_| text.with(|text| found.with(|found| list(text, found))));

    Effect::new(move || {
        if let Some(dialog) = dialog.get()
            && open.get()
            && !dialog.open()
        {
            let _ = dialog.show_modal();
            if let Some(field) = field.get_untracked() {
                field.select();
            }
        }
    });

    let ask = once_typing_rests(REST, move |typed: String| {
        spawn_local(async move {
            let answer = if typed.trim().is_empty() { Ok(Found::default()) } else { find(typed.clone()).await };
            if let Ok(answer) = answer
                && text.try_with_untracked(|now| *now == typed) == Some(true)
            {
                found.set(answer);
            }
        });
    });
    let search = move |typed: String| {
        text.set(typed.clone());
        chosen.set(0);
        ask(typed);
    };
    let go = move |target: &Target| {
        if let Some(dialog) = dialog.get_untracked() {
            dialog.close();
        }
        match target {
            Target::Page(path) => {
                if state.may_leave() {
                    navigate.with_value(|navigate| navigate(path, Default::default()));
                }
            }
            Target::Help => help.set(true),
        }
    };
    let on_key = move |event: ev::KeyboardEvent| {
        let count = entries.with_untracked(Vec::len);
        match event.key().as_str() {
            "ArrowDown" => chosen.update(|chosen| *chosen = (*chosen + 1).checked_rem(count).unwrap_or(0)),
            "ArrowUp" => chosen.update(|chosen| *chosen = chosen.checked_sub(1).unwrap_or(count.saturating_sub(1))),
            "Enter" => {
                let entry = entries.with_untracked(|entries| entries.get(chosen.get_untracked()).cloned());
                if let Some(entry) = entry {
                    go(&entry.target);
                }
            }
            _ => return,
        }
        event.prevent_default();
    };

    view! {
        <dialog class=style::dialog node_ref=dialog aria-label="Find or go to" on:close=move |_| open.set(false)>
            <input
                class=style::find
                node_ref=field
                type="text"
                role="combobox"
                aria-expanded="true"
                aria-controls="palette-list"
                aria-activedescendant=move || format!("palette-{}", chosen.get())
                aria-label="Find or go to"
                placeholder="Order number, customer, product, or where to go"
                autocomplete="off"
                autofocus
                prop:value=move || text.get()
                on:input:target=move |event| search(event.target().value())
                on:keydown=on_key
            />
            <Entries entries chosen go=Callback::new(move |target| go(&target)) />
        </dialog>
    }
}

/// What was found, by groups.
#[component]
fn Entries(entries: Memo<Vec<Entry>>, chosen: RwSignal<usize>, go: Callback<Target>) -> impl IntoView {
    let line = move |index: usize, entry: Entry, heading: Option<&'static str>| {
        let target = StoredValue::new(entry.target);
        let heading = heading.map(|heading| {
            view! {
                <li class=style::group role="presentation">
                    {heading}
                </li>
            }
        });
        view! {
            {heading}
            <li
                class=style::option
                id=format!("palette-{index}")
                role="option"
                aria-selected=move || (chosen.get() == index).to_string()
                on:pointermove=move |_| chosen.set(index)
                on:click=move |_| go.run(target.get_value())
            >
                <span>{entry.label}</span>
                <small>{entry.hint}</small>
            </li>
        }
    };
    view! {
        <ul class=style::found id="palette-list" role="listbox" aria-label="Results">
            {move || {
                let entries = entries.get();
                if entries.is_empty() {
                    return view! { <li class=style::nothing>"Nothing found"</li> }.into_any();
                }
                let mut group = "";
                entries
                    .into_iter()
                    .enumerate()
                    .map(|(index, entry)| {
                        let heading = (entry.group != group).then_some(entry.group);
                        group = entry.group;
                        line(index, entry, heading)
                    })
                    .collect_view()
                    .into_any()
            }}
        </ul>
    }
}

fn list(text: &str, found: &Found) -> Vec<Entry> {
    let orders = found.orders.iter().map(|order| Entry {
        group: "Orders",
        label: format!("{} · {}", order.number, order.customer_name),
        hint: order.total.to_string(),
        target: Target::Page(format!("/admin/orders/{}", order.id)),
    });
    let products = found.products.iter().map(|product| Entry {
        group: "Products",
        label: product.title.clone(),
        hint: product.price.map(|price| price.to_string()).unwrap_or_default(),
        target: Target::Page(format!("/admin/products/{}", product.id)),
    });
    let customers = found.customers.iter().map(|customer| {
        let name = if customer.full_name.is_empty() { &customer.email } else { &customer.full_name };
        let orders = counted(customer.orders, "order");
        Entry {
            group: "Customers",
            label: name.clone(),
            hint: format!("{} · {orders}", customer.email),
            target: Target::Page(format!("/admin/customers/{}", customer.id)),
        }
    });
    let wanted = text.trim().to_lowercase();
    // What was scanned or typed as a whole code is a product.
    let is_code = wanted.len() > 5 && wanted.bytes().any(|byte| byte.is_ascii_digit()) && found.orders.is_empty();
    let (products, others): (Vec<Entry>, Vec<Entry>) = (products.collect(), orders.chain(customers).collect());
    let all = if is_code { [products, others] } else { [others, products] }.into_iter().flatten();
    let commands = commands().into_iter().filter(|entry| entry.label.to_lowercase().contains(&wanted));
    if wanted.is_empty() { commands.collect() } else { all.chain(commands).collect() }
}

fn commands() -> Vec<Entry> {
    let entry =
        |label: String, hint: &str, target: Target| Entry { group: "Go to", label, hint: hint.to_owned(), target };
    let page = |label: &str, path: &str| entry(label.to_owned(), "", Target::Page(path.to_owned()));
    let areas = Area::ALL
        .into_iter()
        .map(|area| entry(area.label().to_owned(), &format!("G {}", area.key()), Target::Page(area.path().to_owned())));
    areas
        .chain([
            page("Orders to send", "/admin/orders?tab=to-send"),
            page("Unpaid orders", "/admin/orders?tab=unpaid"),
            page("Orders that need review", "/admin/orders?tab=needs-review"),
            page("Low stock", "/admin/stock"),
            page("Owed to customers", "/admin/stock/owed"),
            page("Locations", "/admin/stock/locations"),
            page("Purchase orders", "/admin/purchase-orders"),
            page("Suppliers", "/admin/suppliers"),
            page("Count the stock", "/admin/stock/counts"),
            page("Payouts and fees", "/admin/reconcile/payouts"),
            page("Products that are not published", "/admin/products?published=no"),
            page("Searches that found nothing", "/admin/search"),
            page("Redirects of old addresses", "/admin/redirects"),
            page("Add a product", "/admin/products?new=1"),
            entry("Keys".to_owned(), "?", Target::Help),
        ])
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_empty_palette_offers_the_places_and_letters_narrow_them() {
        let found = Found::default();
        assert_eq!(list("", &found).first().map(|entry| entry.label.clone()).as_deref(), Some("Home"));
        let narrowed: Vec<String> = list("unpaid", &found).into_iter().map(|entry| entry.label).collect();
        assert_eq!(narrowed, ["Unpaid orders"]);
        assert!(list("zzz", &found).is_empty());
    }
}
