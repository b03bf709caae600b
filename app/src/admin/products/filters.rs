//! The search, the two filters that are used most, and the form with all of them.

use domain::catalog::{ProductFilter, StockLevel, register::Turn};
use leptos::prelude::*;
use leptos_router::components::Form;

use super::{PATH, ProductsQuery, api::ListFrame, query, style};
use crate::admin::parts::{
    icon::{Drawing, Icon},
    register::ListSearch,
    style as part,
};

/// The search of the list: it follows while one types, and works as a plain form.
#[component]
pub fn Search(
    /// What is asked now.
    query: Memo<ProductsQuery>,
) -> impl IntoView {
    view! {
        <ListSearch
            path=PATH
            label="Search products"
            hint="Name, SKU or barcode"
            text=Signal::derive(move || query.get().filter.text)
            about=move |text: String| query.get_untracked().about(&text).address()
        >
            {move || others(&query.get(), &["q"])}
        </ListSearch>
    }
}

/// What else is asked, so that a form does not forget it.
fn others(asked: &ProductsQuery, own: &[&str]) -> impl IntoView + use<> {
    let asked = asked.turned(Turn::First);
    let fields: Vec<_> = asked.fields().into_iter().filter(|(name, _)| !own.contains(name)).collect();
    fields.into_iter().map(|(name, value)| view! { <input type="hidden" name=name value=value /> }).collect_view()
}

/// Status and stock, one click away.
#[component]
pub fn Promoted(
    /// What is asked.
    query: ProductsQuery,
) -> impl IntoView {
    let status = [("Any status", None), ("Published", Some(true)), ("Hidden", Some(false))];
    let status = status.map(|(label, published)| {
        (label, query.filter.published == published, query.with(|filter| filter.published = published))
    });
    let stock = [
        ("Any stock", None),
        ("In stock", Some(StockLevel::In)),
        ("Low", Some(StockLevel::Low)),
        ("Sold out", Some(StockLevel::Out)),
    ];
    let stock =
        stock.map(|(label, level)| (label, query.filter.stock == level, query.with(|filter| filter.stock = level)));
    view! {
        <Menu id="status-menu" label="Status" choices=status.to_vec() />
        <Menu id="stock-menu" label="Stock" choices=stock.to_vec() />
    }
}

#[component]
fn Menu(id: &'static str, label: &'static str, choices: Vec<(&'static str, bool, ProductsQuery)>) -> impl IntoView {
    view! {
        <div class=style::menu>
            <button type="button" class=part::button popovertarget=id>
                {label}
                <Drawing icon=Icon::Unfold />
            </button>
            <div id=id popover="auto" class=style::choices role="group" aria-label=label>
                {choices
                    .into_iter()
                    .map(|(label, here, query)| {
                        view! {
                            <a href=query.address() aria-current=here.then_some("true")>
                                {label}
                            </a>
                        }
                    })
                    .collect_view()}
            </div>
        </div>
    }
}

/// Every filter in one form.
#[component]
pub fn AllFilters(
    /// What is asked.
    query: ProductsQuery,
    /// What can be chosen.
    frame: ListFrame,
) -> impl IntoView {
    let own = ["published", "stock", "complete", "untold", "category", "brand", "tag", "least", "most"];
    let filter = query.filter.clone();
    let value = {
        let fields = query::filter_fields(&filter);
        move |name: &str| fields.iter().find(|(field, _)| *field == name).map(|(_, value)| value.clone())
    };
    let words = |words: &[(String, u32)]| {
        words.iter().map(|(word, count)| (word.clone(), format!("{word} ({count})"))).collect::<Vec<_>>()
    };
    let categories: Vec<(String, String)> =
        frame.choices.categories.iter().map(|(id, path)| (id.to_string(), path.clone())).collect();
    let fixed = |choices: &[(&str, &str)]| {
        choices.iter().map(|(key, label)| ((*key).to_owned(), (*label).to_owned())).collect::<Vec<_>>()
    };
    let status = fixed(&[("yes", "Published"), ("no", "Hidden")]);
    let stock = fixed(&[("in", "In stock"), ("low", "Low on stock"), ("out", "Sold out")]);
    let complete = fixed(&[
        ("no", "Something important is missing"),
        ("yes", "Nothing important is missing"),
        ("full", "Nothing is missing"),
    ]);
    let languages = frame.choices.languages.iter();
    let untold: Vec<(String, String)> =
        languages.map(|one| (one.code().to_owned(), format!("Not in {}", one.name()))).collect();
    let selects = [
        ("published", "Status", status),
        ("stock", "Stock", stock),
        ("complete", "Completeness", complete),
        ("category", "Category, and those below it", categories),
        ("untold", "Texts", untold),
        ("brand", "Brand", words(&frame.choices.brands)),
        ("tag", "Tag", words(&frame.choices.tags)),
    ];
    let currency = frame.currency;
    let price = [("least", "Price from"), ("most", "Price up to")];
    let prices = price.map(|(name, label)| {
        let value = value(name);
        let label = format!("{label} ({currency})");
        view! {
            <div class=part::field>
                <label for=format!("filter-{name}")>{label}</label>
                <input id=format!("filter-{name}") name=name value=value inputmode="decimal" autocomplete="off" />
            </div>
        }
    });
    view! {
        <div class=style::menu>
            <button type="button" class=part::button popovertarget="all-filters">
                <Drawing icon=Icon::Plus />
                "Add filter"
            </button>
            <div id="all-filters" popover="auto" class=style::filters role="dialog" aria-label="Filters">
                <Form method="GET" action=PATH attr:class=style::filterform>
                    {others(&query, &own)}
                    {selects
                        .into_iter()
                        .filter(|(name, _, choices)| *name != "untold" || !choices.is_empty())
                        .map(|(name, label, choices)| {
                            let chosen = value(name).unwrap_or_default();
                            view! { <Select name label choices chosen /> }
                        })
                        .collect_view()}
                    <div class=style::pair>{prices.into_iter().collect_view()}</div>
                    <button class=part::primary>"Show products"</button>
                </Form>
            </div>
        </div>
    }
}

#[component]
fn Select(name: &'static str, label: &'static str, choices: Vec<(String, String)>, chosen: String) -> impl IntoView {
    view! {
        <div class=part::field>
            <label for=format!("filter-{name}")>{label}</label>
            <select id=format!("filter-{name}") name=name>
                <option value="" selected=chosen.is_empty()>
                    "Any"
                </option>
                {choices
                    .into_iter()
                    .map(|(key, label)| {
                        let selected = key.eq_ignore_ascii_case(&chosen);
                        view! {
                            <option value=key selected=selected>
                                {label}
                            </option>
                        }
                    })
                    .collect_view()}
            </select>
        </div>
    }
}

/// Whether anything narrows the list.
#[must_use]
pub fn narrows(filter: &ProductFilter) -> bool {
    *filter != ProductFilter::default()
}
