//! The chosen rows: boxes of a form that works by itself, and what a script adds: ranges, the whole page, counts, undo.

use std::collections::BTreeSet;

use domain::{
    catalog::bulk::{RuleInput, view::Selection},
    kernel::ProductId,
};
use leptos::{prelude::*, wasm_bindgen::JsCast, web_sys};

use super::{ProductsQuery, filter_fields, style};
use crate::admin::{
    bulk::{api::StartChange, undo},
    layout::AdminState,
    parts::{form::last_sent, refusal::Complaint, style as part},
};

/// The id of the form that the boxes belong to.
pub const FORM: &str = "chosen";

/// What is chosen.
#[derive(Clone, Copy)]
pub struct Chosen {
    /// The chosen products of this page.
    pub products: RwSignal<BTreeSet<ProductId>>,
    /// Whether the whole view is meant.
    pub all: RwSignal<bool>,
    last: StoredValue<Option<ProductId>>,
}

impl Chosen {
    /// Nothing.
    #[must_use]
    pub fn nothing() -> Self {
        Self { products: RwSignal::new(BTreeSet::new()), all: RwSignal::new(false), last: StoredValue::new(None) }
    }

    /// Forgets everything.
    pub fn clear(self) {
        self.products.set(BTreeSet::new());
        self.all.set(false);
        self.last.set_value(None);
    }

    /// A box was ticked or not; with Shift everything between it and the one before follows.
    pub fn tick(self, page: &[ProductId], product: ProductId, ticked: bool, range: bool) {
        let place = |id: ProductId| page.iter().position(|known| *known == id);
        let from = self.last.get_value().filter(|_| range).and_then(place);
        let (from, to) = match (from, place(product)) {
            (Some(from), Some(to)) => (from.min(to), from.max(to)),
            (None, Some(to)) => (to, to),
            (_, None) => return,
        };
        self.products.update(|products| {
            for id in page.get(from..=to).unwrap_or_default() {
                if ticked {
                    products.insert(*id);
                } else {
                    products.remove(id);
                }
            }
        });
        if !ticked {
            self.all.set(false);
        }
        self.last.set_value(Some(product));
    }

    /// Ticks or empties every box of the page.
    pub fn tick_page(self, page: &[ProductId], ticked: bool) {
        self.products.set(if ticked { page.iter().copied().collect() } else { BTreeSet::new() });
        self.all.set(false);
    }

    /// Whether a row is chosen.
    #[must_use]
    pub fn has(self, product: ProductId) -> bool {
        self.products.with(|products| products.contains(&product))
    }

    /// What was ticked before the page came alive.
    pub fn read_boxes(self) {
        let Ok(boxes) = document().query_selector_all("input[name=ids]:checked") else { return };
        let ticked = (0..boxes.length())
            .filter_map(|place| boxes.item(place)?.dyn_into::<web_sys::HtmlInputElement>().ok()?.value().parse().ok());
        let ticked: BTreeSet<ProductId> = ticked.collect();
        if !ticked.is_empty() {
            self.products.set(ticked);
        }
    }

    fn selection(self, query: &ProductsQuery) -> Selection {
        let products: Vec<ProductId> = self.products.get_untracked().into_iter().collect();
        if self.all.get_untracked() {
            Selection { all: "1".to_owned(), filter: query.filter.clone(), ..Selection::default() }
        } else {
            Selection::of(&products)
        }
    }
}

/// The form that the boxes belong to: it carries the view along, so that all of it can be meant.
#[component]
pub fn SelectionForm(
    /// What is asked.
    query: ProductsQuery,
) -> impl IntoView {
    let fields = filter_fields(&query.filter);
    view! {
        <form id=FORM method="get" action="/admin/products/change">
            {fields.into_iter().map(|(name, value)| view! { <input type="hidden" name=name value=value /> }).collect_view()}
        </form>
    }
}

/// The bar with what can be done; it is there while a box is ticked.
#[component]
pub fn SelectionBar(
    /// What is chosen.
    chosen: Chosen,
    /// What is asked.
    query: ProductsQuery,
    /// How many match in all.
    total: i64,
    /// Called when the list has changed.
    changed: Callback<()>,
) -> impl IntoView {
    let state = AdminState::of_frame();
    let start = ServerAction::<StartChange>::new();
    let sent = last_sent(start);
    let query = StoredValue::new(query);
    let act = move |event: web_sys::MouseEvent, action: &str| {
        event.prevent_default();
        let rule = RuleInput { action: action.to_owned(), ..RuleInput::default() };
        start.dispatch(StartChange { selection: query.with_value(|query| chosen.selection(query)), rule });
    };
    Effect::new(move || {
        if let Some(Ok(id)) = start.value().get() {
            let action = sent.get_value().map(|sent| sent.rule.action).unwrap_or_default();
            let words = if action == "publish" { "Products published" } else { "Products hidden" };
            undo::offer(state, words, id, changed);
            chosen.clear();
            changed.run(());
        }
    });
    let refused = move || start.value().get().and_then(Result::err).map(|error| error.to_string());
    let count = move || match (chosen.all.get(), chosen.products.with(BTreeSet::len)) {
        (true, _) => format!("All {total} selected"),
        (false, 0) => "Selected products".to_owned(),
        (false, count) => format!("{count} selected"),
    };
    view! {
        <div class=style::bulkbar role="region" aria-label="Selected products">
            <strong role="status">{count}</strong>
            <label>
                <input
                    type="checkbox"
                    name="all"
                    value="1"
                    form=FORM
                    prop:checked=move || chosen.all.get()
                    on:change:target=move |event| chosen.all.set(event.target().checked())
                />
                {format!("Select all {total} in this view")}
            </label>
            <button form=FORM formaction="/admin/products/bulk">
                "Edit in grid"
            </button>
            <button form=FORM>"Change …"</button>
            <button form=FORM name="action" value="publish" on:click=move |event| act(event, "publish")>
                "Publish"
            </button>
            <button form=FORM name="action" value="hide" on:click=move |event| act(event, "hide")>
                "Hide"
            </button>
            <button type="button" on:click=move |_| chosen.clear()>
                "Clear"
            </button>
            <Complaint message=Signal::derive(refused) />
        </div>
    }
}

/// The box that ticks every row of the page.
#[component]
pub fn PageBox(
    /// What is chosen.
    chosen: Chosen,
    /// The products of the page.
    page: StoredValue<Vec<ProductId>>,
) -> impl IntoView {
    let whole = move || {
        let count = chosen.products.with(BTreeSet::len);
        count > 0 && count == page.with_value(Vec::len)
    };
    view! {
        <input
            type="checkbox"
            aria-label="Select every product of this page"
            prop:checked=whole
            on:change:target=move |event| page.with_value(|page| chosen.tick_page(page, event.target().checked()))
        />
    }
}

/// The box of a row.
#[component]
pub fn RowBox(
    /// What is chosen.
    chosen: Chosen,
    /// The products of the page.
    page: StoredValue<Vec<ProductId>>,
    /// The row's.
    product: ProductId,
    /// Its name.
    title: String,
) -> impl IntoView {
    let tick = move |event: web_sys::MouseEvent| {
        let ticked = event_target_checked(&event);
        page.with_value(|page| chosen.tick(page, product, ticked, event.shift_key()));
    };
    view! {
        <label class=style::tickbox>
            <input
                type="checkbox"
                name="ids"
                value=product.to_string()
                form=FORM
                aria-label=format!("Select {title}")
                prop:checked=move || chosen.has(product)
                on:click=tick
            />
            <span class=part::hidden>"Select"</span>
        </label>
    }
}
