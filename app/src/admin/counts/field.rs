//! The field that keeps the keys: a scanner types a code and Enter. What could not be counted stays below it until somebody has looked.

use domain::{inventory::view::ScanOutcome, kernel::StockCountId};
use leptos::{
    ev, html,
    prelude::*,
    server_fn::ServerFn,
    task::spawn_local,
    web_sys::js_sys::{Date, Math},
};

use super::{
    api::{ScanCode, scan_code},
    style,
};
use crate::{admin::parts::style as part, error::AppError};

/// A scan that was not counted.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Refused {
    code: String,
    quantity: String,
    key: String,
    words: String,
    /// Whether it is worth sending again as it is: the server was not reached.
    again: bool,
}

/// Code, quantity, what became of the last scan, and those that were not counted.
#[component]
pub fn ScanField(
    /// The count.
    id: StockCountId,
    /// The field for the code.
    code: NodeRef<html::Input>,
    /// Tells of each scan that was counted.
    #[prop(into)]
    counted: Callback<()>,
    /// What stands beside the last scan.
    children: Children,
) -> impl IntoView {
    let quantity = NodeRef::<html::Input>::new();
    let last = RwSignal::new(None::<ScanOutcome>);
    let refused = RwSignal::new(Vec::<Refused>::new());
    let send = move |code: String, quantity: String, key: String| {
        spawn_local(async move {
            match scan_code(id, code.clone(), quantity.clone(), key.clone()).await {
                Ok(outcome) => {
                    let _ = last.try_set(Some(outcome));
                    counted.try_run(());
                }
                Err(error) => {
                    let again = matches!(error, AppError::Unreachable);
                    let words = error.to_string();
                    let _ = refused.try_update(|all| all.insert(0, Refused { code, quantity, key, words, again }));
                }
            }
        });
    };
    let on_submit = move |event: ev::SubmitEvent| {
        event.prevent_default();
        let (Some(code), Some(quantity)) = (code.get_untracked(), quantity.get_untracked()) else { return };
        let typed = (code.value().trim().to_owned(), quantity.value().trim().to_owned());
        code.set_value("");
        quantity.set_value("");
        let _ = code.focus();
        if !typed.0.is_empty() {
            send(typed.0, typed.1, format!("{}-{}", Date::now(), Math::random()));
        }
    };
    let told = move || {
        last.get().map(|outcome| {
            let ScanOutcome { variant, counted } = outcome;
            view! { {variant.title} " · " {variant.sku} ": " <strong>{counted}</strong> }
        })
    };
    let lines = move || {
        let line = move |(place, scan): (usize, Refused)| {
            let remove = move || {
                refused.update(|all| {
                    if place < all.len() {
                        all.remove(place);
                    }
                });
                if let Some(code) = code.get_untracked() {
                    let _ = code.focus();
                }
            };
            let repeated = scan.clone();
            let again = scan.again.then(|| {
                let send_again = move |_| {
                    remove();
                    send(repeated.code.clone(), repeated.quantity.clone(), repeated.key.clone());
                };
                view! { <button type="button" class=part::button on:click=send_again>"Try again"</button> }
            });
            view! {
                <li>
                    <span>"Not counted: " {scan.code} " – " {scan.words}</span>
                    <span class=style::buttons>
                        {again} <button type="button" class=part::button on:click=move |_| remove()>"Seen"</button>
                    </span>
                </li>
            }
        };
        refused.get().into_iter().enumerate().map(line).collect_view()
    };
    view! {
        <form class=style::field method="post" action=ScanCode::PATH on:submit=on_submit>
            <input type="hidden" name="count" value=id.to_string() />
            <label>
                "SKU or barcode"
                <input
                    node_ref=code
                    name="code"
                    required
                    autofocus
                    maxlength="100"
                    autocomplete="off"
                    autocapitalize="off"
                    spellcheck="false"
                    enterkeyhint="done"
                />
            </label>
            <label>
                "Quantity"
                <input
                    node_ref=quantity
                    name="quantity"
                    inputmode="numeric"
                    maxlength="7"
                    autocomplete="off"
                    placeholder="+1"
                />
            </label>
            <button class=part::primary>"Count"</button>
        </form>
        <div class=style::told>
            <p role="status">{told}</p>
            {children()}
        </div>
        <div role="alert">
            <ul class=style::refused>{lines}</ul>
        </div>
    }
}
