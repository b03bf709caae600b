//! The page with the list of products.

use domain::{
    catalog::{register::Turn, view::ProductRows},
    kernel::Timestamp,
};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

use super::{
    Column, ProductsQuery,
    api::{KeepLook, ListFrame, list_products, read_frame},
    chips::Chips,
    columns::Columns,
    export::ExportLinks,
    filters::{AllFilters, Promoted, Search, narrows},
    new::NewProduct,
    selection::{Chosen, SelectionBar, SelectionForm},
    style,
    table::ProductTable,
    views::{ViewActions, Views},
};
use crate::{
    admin::{
        clock::Dated,
        parts::{
            icon::{Drawing, Icon},
            refusal::Refusal,
            register::register,
            section_tabs::{Section, SectionTabs},
            skeleton::ListSkeleton,
            style as part,
        },
    },
    data::part_data,
};

/// The list of products.
#[component]
pub fn ProductsPage() -> impl IntoView {
    let map = use_query_map();
    let query = Memo::new(move |_| map.with(ProductsQuery::from_address));
    let (actions, look) = (ViewActions::none(), ServerAction::<KeepLook>::new());
    let beat = RwSignal::new(0_u32);
    let chosen = Chosen::nothing();
    let rows = part_data(
        move || (query.get(), beat.get()),
        |(query, _)| async move { (list_products(query.clone()).await, query) },
    );
    let frame = part_data(move || (actions.version(), look.version().get()), |_| read_frame());
    // Another stretch has other rows.
    Effect::new(move |before: Option<ProductsQuery>| {
        let now = query.get();
        if before.is_some_and(|before| before != now) {
            chosen.clear();
        }
        now
    });
    if cfg!(feature = "hydrate") {
        chosen.read_boxes();
    }
    let changed = Callback::new(move |()| beat.update(|beat| *beat = beat.wrapping_add(1)));
    view! {
        <div class=part::titlerow>
            <h1 class=part::title>"Products"</h1>
            <div class=part::actions>
                <Transition>
                    {move || Suspend::new(async move {
                        let look = frame.await.map(|frame| frame.look).unwrap_or_default();
                        view! { <ExportLinks query columns=look.columns /> }
                    })}
                </Transition>
                <a class=part::button href="/admin/products/changes">
                    "Changes"
                </a>
                <button class=part::primary popovertarget="new-product">
                    <Drawing icon=Icon::Plus />
                    "Add product"
                </button>
            </div>
        </div>
        <SectionTabs section=Section::Products here="/admin/products" />
        <NewProduct />
        <section class=format!("{} {} {}", part::card, register::list, style::list)>
            <Search query />
            <Transition fallback=|| view! { <ListSkeleton rows=12 /> }>
                {move || Suspend::new(async move {
                    let (rows, query) = rows.await;
                    match (rows, frame.await) {
                        (Ok(rows), Ok(frame)) => {
                            view! { <List rows frame query actions look chosen changed /> }.into_any()
                        }
                        (Err(error), _) | (_, Err(error)) => view! { <Refusal error /> }.into_any(),
                    }
                })}
            </Transition>
        </section>
    }
}

#[component]
fn List(
    rows: Dated<ProductRows>,
    frame: ListFrame,
    query: ProductsQuery,
    actions: ViewActions,
    look: ServerAction<KeepLook>,
    chosen: Chosen,
    changed: Callback<()>,
) -> impl IntoView {
    let Dated { now, value: rows } = rows;
    let columns = if query.columns.is_empty() { frame.look.columns.clone() } else { query.columns.clone() };
    view! {
        <Views query=query.clone() views=frame.views.clone() actions />
        <div class=style::tools>
            <Promoted query=query.clone() />
            <AllFilters query=query.clone() frame=frame.clone() />
            <span class=style::gap></span>
            <Columns look=frame.look.clone() action=look />
        </div>
        <Chips query=query.clone() choices=frame.choices currency=frame.currency />
        {if rows.rows.is_empty() {
            view! { <Nothing query=query.clone() /> }.into_any()
        } else {
            view! { <Rows rows query=query.clone() columns compact=frame.look.compact now chosen changed may_write=frame.may_write /> }
                .into_any()
        }}
    }
}

#[component]
fn Rows(
    rows: ProductRows,
    query: ProductsQuery,
    columns: Vec<Column>,
    compact: bool,
    now: Timestamp,
    chosen: Chosen,
    changed: Callback<()>,
    may_write: bool,
) -> impl IntoView {
    let total = rows.total;
    view! {
        <SelectionForm query=query.clone() />
        <ProductTable rows=rows.clone() columns compact query=query.clone() chosen now />
        <Pages rows query=query.clone() />
        {may_write.then(|| view! { <SelectionBar chosen query total changed /> })}
    }
}

#[component]
fn Nothing(query: ProductsQuery) -> impl IntoView {
    if narrows(&query.filter) || query.turn != Turn::First {
        return view! {
            <div class=part::empty>
                <h2>"No product is like that"</h2>
                <p>"Nothing in this view matches. Names, brands, SKUs and barcodes are searched."</p>
                <a class=part::button href=query.cleared().address()>
                    "Clear filters"
                </a>
            </div>
        }
        .into_any();
    }
    view! {
        <div class=part::empty>
            <h2>"Add your first product"</h2>
            <p>"It needs a name to begin with; price, stock and pictures follow on its page."</p>
            <button class=part::primary popovertarget="new-product">
                "Add product"
            </button>
        </div>
    }
    .into_any()
}

/// Where in the list this stretch is, and the ways on. They lead to a place, not to a number, so that no product is skipped when
/// others come and go.
#[component]
fn Pages(rows: ProductRows, query: ProductsQuery) -> impl IntoView {
    let shown = i64::try_from(rows.rows.len()).unwrap_or(0);
    let words = match rows.total {
        1 => "1 product".to_owned(),
        total if total == shown => format!("{total} products"),
        total => format!("{}–{} of {total} products", rows.before + 1, rows.before + shown),
    };
    let previous = rows.previous.map(|place| query.turned(Turn::Before(place)).address());
    let next = rows.next.map(|place| query.turned(Turn::After(place)).address());
    view! {
        <nav class=style::pages aria-label="Pages">
            <span class=part::small>{words}</span>
            {previous.map(|href| view! { <a class=part::button href=href rel="prev">"Previous"</a> })}
            {next.map(|href| view! { <a class=part::button href=href rel="next">"Next"</a> })}
        </nav>
    }
}
