//! The files that the customer bought: how often they were fetched, and a way to renew them.

use domain::order::view::{DownloadView, OrderDetail};
use leptos::{form::ActionForm, prelude::*};

use super::{actions::OrderActions, style};
use crate::admin::parts::style as part;

/// The files; nothing without any.
#[component]
pub fn Downloads(
    /// The order.
    detail: OrderDetail,
    /// The changes.
    actions: OrderActions,
) -> impl IntoView {
    let files = detail.order.downloads;
    (!files.is_empty()).then(|| {
        view! {
            <section class=part::card aria-labelledby="downloads">
                <div class=part::cardhead>
                    <h2 id="downloads">"Downloads"</h2>
                </div>
                <ul class=style::lines>
                    {files.into_iter().map(|file| view! { <File file actions /> }).collect_view()}
                </ul>
            </section>
        }
    })
}

#[component]
fn File(file: DownloadView, actions: OrderActions) -> impl IntoView {
    let action = actions.renew;
    let used = match file.used {
        0 => "never fetched".to_owned(),
        1 => "fetched once".to_owned(),
        used => format!("fetched {used} times"),
    };
    let bounds = file.bounds();
    let facts = [file.size(), used, bounds.clone()];
    let facts = facts.into_iter().filter(|fact| !fact.is_empty()).collect::<Vec<_>>().join(" · ");
    let over = file.address.is_none().then_some(" · over");
    let label = format!("Renew {}", file.name);
    view! {
        <li class=style::download>
            <div class=style::what>
                <span>{file.name}</span>
                <span class=part::small>{facts} {over}</span>
            </div>
            {(!bounds.is_empty())
                .then(|| {
                    view! {
                        <ActionForm action>
                            <input type="hidden" name="download" value=file.id.to_string() />
                            <button class=part::button aria-label=label disabled=move || action.pending().get()>
                                "Renew"
                            </button>
                        </ActionForm>
                    }
                })}
        </li>
    }
}
