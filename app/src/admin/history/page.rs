//! The page with the versions of a product.

use domain::{
    catalog::view::{HistoryView, VersionView},
    kernel::{ProductId, Timestamp, VersionId},
};
use leptos::{form::ActionForm, prelude::*};
use leptos_router::hooks::use_query_map;

use super::{
    api::{RestoreVersion, read_history},
    change::Change,
    style,
};
use crate::{
    admin::{
        clock::Dated,
        layout::AdminState,
        parts::{
            local::Moment,
            refusal::{Complaint, Refusal},
            skeleton::RecordSkeleton,
            style as part,
        },
        product::api::SaveOutcome,
    },
    data::part_data,
};

/// The versions of a product.
#[component]
pub fn HistoryPage(
    /// Which.
    id: ProductId,
) -> impl IntoView {
    let state = AdminState::of_frame();
    let action = ServerAction::<RestoreVersion>::new();
    let address = use_query_map();
    let before =
        Memo::new(move |_| address.with(|address| address.get_str("before").and_then(|text| text.parse().ok())));
    let data = part_data(move || (before.get(), action.version().get()), move |(before, _)| read_history(id, before));
    Effect::new(move || {
        if matches!(action.value().get(), Some(Ok(SaveOutcome::Saved(_)))) {
            state.say("Version restored");
        }
    });
    view! {
        <Complaint message=Signal::derive(move || refused(action.value().get())) />
        <Transition fallback=RecordSkeleton>
            {move || Suspend::new(async move {
                match data.await {
                    Ok(data) => view! { <History data before=before.get_untracked() action /> }.into_any(),
                    Err(error) => view! { <Refusal error /> }.into_any(),
                }
            })}
        </Transition>
    }
}

/// Why a version could not be restored.
fn refused(answer: Option<Result<SaveOutcome, crate::error::AppError>>) -> Option<String> {
    match answer? {
        Ok(SaveOutcome::Saved(_)) => None,
        Ok(SaveOutcome::Conflict(_)) => Some("Somebody changed the product at this very moment. Try again.".to_owned()),
        Ok(SaveOutcome::Refused(fields)) => {
            let words: Vec<String> = fields.into_iter().map(|(_, words)| words).collect();
            Some(format!("This version cannot come back as it was: {}", words.join(" ")))
        }
        Err(error) => Some(error.to_string()),
    }
}

#[component]
fn History(data: Dated<HistoryView>, before: Option<VersionId>, action: ServerAction<RestoreVersion>) -> impl IntoView {
    let Dated { now, value: history } = data;
    let product = history.product;
    let is_empty = history.versions.is_empty();
    let older = history.next.map(|next| {
        view! { <a class=part::button href=format!("/admin/products/{product}/history?before={next}") rel="next">"Older versions"</a> }
    });
    let newest = before.is_some().then(|| {
        view! { <a class=part::button href=format!("/admin/products/{product}/history")>"Newest versions"</a> }
    });
    let first = (!is_empty && history.next.is_none()).then(|| {
        view! {
            <li class=style::version>
                <header>
                    <strong>"As it was first"</strong>
                    <Restore product version=None action />
                </header>
            </li>
        }
    });
    let current = before.is_none();
    view! {
        <nav class=style::path aria-label="Path">
            <a href="/admin/products">"Products"</a>
            " / "
            <a href=format!("/admin/products/{product}")>{history.title}</a>
            " /"
        </nav>
        <header class=part::titlerow>
            <h1 class=part::title>"History"</h1>
        </header>
        {is_empty.then(|| view! { <Nothing /> })}
        <ol class=style::versions aria-label="Versions">
            {history
                .versions
                .into_iter()
                .enumerate()
                .map(|(place, version)| {
                    view! { <Version version product now is_current={current && place == 0} action /> }
                })
                .collect_view()}
            {first}
        </ol>
        <nav class=part::actions aria-label="Pages">{newest} {older}</nav>
    }
    .into_any()
}

#[component]
fn Nothing() -> impl IntoView {
    view! {
        <div class=format!("{} {}", part::card, part::empty)>
            <h2>"Nothing has changed yet"</h2>
            <p>"Every save from now on leaves a version here, with what changed and the way back."</p>
        </div>
    }
}

#[component]
fn Version(
    version: VersionView,
    product: ProductId,
    now: Timestamp,
    is_current: bool,
    action: ServerAction<RestoreVersion>,
) -> impl IntoView {
    let aside = if is_current {
        view! { <span class=format!("{} {}", part::badge, part::good)>"Current"</span> }.into_any()
    } else {
        view! { <Restore product version=Some(version.id) action /> }.into_any()
    };
    view! {
        <li class=style::version>
            <header>
                <span>
                    <strong>{version.actor}</strong>
                    " "
                    <span class=part::aside>
                        {version.origin.words()} " · "
                        <Moment at=version.at now />
                    </span>
                </span>
                {aside}
            </header>
            <dl>{version.changes.into_iter().map(|change| view! { <Change change /> }).collect_view()}</dl>
        </li>
    }
}

#[component]
fn Restore(product: ProductId, version: Option<VersionId>, action: ServerAction<RestoreVersion>) -> impl IntoView {
    view! {
        <ActionForm action>
            <input type="hidden" name="product" value=product.to_string() />
            {version.map(|version| view! { <input type="hidden" name="version" value=version.to_string() /> })}
            <button
                class=part::button
                title="Stock, and whether shoppers see the product, stay as they are"
                disabled=move || action.pending().get()
            >
                "Restore"
            </button>
        </ActionForm>
    }
}
