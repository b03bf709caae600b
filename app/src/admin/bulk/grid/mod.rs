//! The grid: chosen products' variants as a spreadsheet. Nothing is saved before Save, and then everything or nothing.
//!
//! Without a script it is a plain table of fields that posts. The rows that a script shows are as many as fit on the screen.

mod bar;
mod keys;
mod model;
mod plain;
mod sheet;
mod tsv;

use domain::catalog::bulk::view::GridData;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

use self::{
    bar::{Notes, SaveBar, Tools},
    keys::Desk,
    plain::Plain,
    sheet::Sheet,
};
use super::{api::read_grid, query::selection_of, style};
use crate::{
    admin::{
        layout::AdminState,
        parts::{leave::ask_before, refusal::Refusal, skeleton::RecordSkeleton, style as part},
    },
    data::part_data,
};

/// The grid of the chosen products.
#[component]
pub fn GridPage() -> impl IntoView {
    let map = use_query_map();
    let query = Memo::new(move |_| map.with(|map| (selection_of(map), plain::first_of(map))));
    let beat = RwSignal::new(0_u32);
    let data = part_data(
        move || (query.get().0, beat.get()),
        |(selection, _)| async move { (read_grid(selection.clone()).await, selection) },
    );
    view! {
        <nav class=style::path aria-label="Path">
            <a href="/admin/products">"Products"</a>
            " /"
        </nav>
        <Transition fallback=RecordSkeleton>
            {move || Suspend::new(async move {
                match data.await {
                    (Ok(data), selection) => {
                        let first = query.get_untracked().1;
                        view! { <Grid data selection first again=Callback::new(move |()| beat.update(|beat| *beat += 1)) /> }
                            .into_any()
                    }
                    (Err(error), _) => view! { <Refusal error /> }.into_any(),
                }
            })}
        </Transition>
    }
}

#[component]
fn Grid(
    data: GridData,
    selection: domain::catalog::bulk::view::Selection,
    first: usize,
    again: Callback<()>,
) -> impl IntoView {
    let variants: usize = data.products.iter().map(|product| product.variants.len()).sum();
    let shown = data.products.len();
    let left_out = data.chosen.saturating_sub(shown);
    let alive = RwSignal::new(false);
    Effect::new(move || alive.set(true));
    let plain = StoredValue::new((data.clone(), selection));
    let desk = Desk::new(data, again);
    let state = AdminState::of_frame();
    let unsaved = RwSignal::new(Vec::<&'static str>::new());
    ask_before(state, unsaved);
    Effect::new(move || {
        let dirty = desk.model.with(|model| model.changed_count() > 0);
        if dirty == unsaved.with_untracked(Vec::is_empty) {
            unsaved.set(if dirty { vec!["cells"] } else { Vec::new() });
        }
    });
    view! {
        <header class=part::titlerow>
            <h1 class=part::title>{format!("{variants} variants of {shown} products")}</h1>
        </header>
        {(left_out > 0)
            .then(|| {
                view! {
                    <p class=part::small role="status">
                        {format!("{left_out} more were chosen; the grid takes 2,000 variants at a time.")}
                    </p>
                }
            })}
        {move || {
            if alive.get() {
                view! {
                    <div class=style::gridpage>
                        <Tools desk />
                        <Notes desk />
                        <Sheet desk />
                        <SaveBar desk />
                    </div>
                }
                    .into_any()
            } else {
                let (data, selection) = plain.get_value();
                view! { <Plain data selection first /> }.into_any()
            }
        }}
    }
}
