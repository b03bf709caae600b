//! The page with all imports, and the place to drop files.

use domain::{
    importer::{
        kind::OtherKind,
        view::{ImportRunRow, ImportState},
    },
    kernel::Timestamp,
};
use leptos::{html, prelude::*, web_sys::HtmlInputElement};
use leptos_router::hooks::use_query_map;

use super::{api::list_imports, style};
use crate::{
    admin::{
        clock::Dated,
        parts::{
            icon::{Drawing, Icon},
            local::Moment,
            refusal::Refusal,
            skeleton::ListSkeleton,
            style as part,
        },
    },
    data::part_data,
};

/// The imports.
#[component]
pub fn ImportsPage() -> impl IntoView {
    let data = part_data(|| (), |()| list_imports());
    view! {
        <div class=part::titlerow>
            <h1 class=part::title>"Import"</h1>
        </div>
        <section class=part::card aria-labelledby="move-in">
            <div class=part::cardhead>
                <h2 id="move-in">"Move in from another shop"</h2>
                <span class=part::aside>"Nothing is changed before you have seen what will happen"</span>
            </div>
            <div class=style::block>
                <Drop />
                <dl class=style::takes>
                    <dt>"Shopify"</dt><dd>"products, customers, orders (CSV)"</dd>
                    <dt>"WooCommerce"</dt><dd>"products, reports of customers and orders (CSV)"</dd>
                    <dt>"Magento 2"</dt><dd>"products, customers, orders (CSV)"</dd>
                    <dt>"OpenCart"</dt><dd>"the database (SQL), the export tool's workbook (XLSX)"</dd>
                    <dt>"Zen Cart"</dt><dd>"the database (SQL), Easy Populate (CSV)"</dd>
                    <dt>"Anything else"</dt><dd>
                        "a table with names and prices (CSV, XLSX), for instance "
                        <a href="/admin/imports/template.csv" rel="external" download>"this template"</a>
                    </dd>
                </dl>
            </div>
        </section>
        <Suspense fallback=|| view! { <ListSkeleton rows=4 /> }>
            {move || Suspend::new(async move {
                match data.await {
                    Ok(Dated { now, value }) => view! { <Earlier runs=value now /> }.into_any(),
                    Err(error) => view! { <Refusal error /> }.into_any(),
                }
            })}
        </Suspense>
    }
}

/// A plain form: the browser sends large files by itself and says how far it is.
#[component]
fn Drop() -> impl IntoView {
    let chosen = RwSignal::new(false);
    let problem = use_query_map().with_untracked(|query| query.get_str("problem").map(told));
    let send = move |field: HtmlInputElement| {
        if field.files().is_some_and(|files| files.length() > 0)
            && let Some(form) = field.form()
        {
            chosen.set(true);
            // A form that cannot be sent shows why by itself.
            let _ = form.request_submit();
        }
    };
    let field = NodeRef::<html::Input>::new();
    // What was chosen before the program was there.
    Effect::new(move || field.get().into_iter().for_each(send));
    view! {
        <form class=part::drop action="/admin/imports/upload" method="post" enctype="multipart/form-data">
            <input
                type="file"
                name="file"
                multiple
                required
                accept=".csv,.tsv,.txt,.sql,.xlsx,.json,.zip,text/csv"
                aria-label="Choose files"
                node_ref=field
                on:change:target=move |event| send(event.target())
            />
            <Drawing icon=Icon::Import />
            <span>
                <strong>{move || if chosen.get() { "Uploading…" } else { "Choose files" }}</strong>
                " or drop them here"
            </span>
            <small class=part::small>"CSV, XLSX, JSON, SQL or ZIP, several that belong together at once; pictures as a ZIP beside them"</small>
            <noscript inner_html=format!("<button class=\"{}\">Upload</button>", part::button)></noscript>
        </form>
        {problem.map(|words| view! { <p class=part::complaint role="alert">{words}</p> })}
    }
}

/// Why nothing was begun.
fn told(problem: &str) -> &'static str {
    if let Some(kind) = OtherKind::from_key(problem) {
        return kind.words();
    }
    match problem {
        "cut" => "The upload broke off before it was whole. Nothing of it was kept: choose the files again.",
        "large" => "A file has more than a gigabyte, or there are more than 20 files. Nothing of them was kept.",
        _ => "Choose one to 20 files.",
    }
}

#[component]
fn Earlier(runs: Vec<ImportRunRow>, now: Timestamp) -> impl IntoView {
    (!runs.is_empty()).then(|| {
        view! {
            <section class=format!("{} {}", part::card, style::earlier) aria-labelledby="earlier">
                <div class=part::cardhead>
                    <h2 id="earlier">"Imports so far"</h2>
                </div>
                <ul class=style::runs>
                    {runs.into_iter().map(|run| view! { <Run run now /> }).collect_view()}
                </ul>
            </section>
        }
    })
}

#[component]
fn Run(run: ImportRunRow, now: Timestamp) -> impl IntoView {
    view! {
        <li class=style::run>
            <a href=format!("/admin/imports/{}", run.id)>{run.files.join(", ")}</a>
            <StateBadge state=run.state />
            <span class=part::small>
                {run.actor} " · " <Moment at=run.created_at now />
            </span>
        </li>
    }
}

/// Where an import stands, in colour and words.
#[component]
pub fn StateBadge(
    /// Where it stands.
    state: ImportState,
) -> impl IntoView {
    let look = match state {
        ImportState::Imported => part::good,
        ImportState::Failed => part::bad,
        ImportState::Stopped => part::warn,
        ImportState::Checking | ImportState::Importing | ImportState::Undoing => part::info,
        ImportState::Checked | ImportState::Undone => part::neutral,
    };
    view! { <span class=format!("{} {look}", part::badge)>{state.label()}</span> }
}
