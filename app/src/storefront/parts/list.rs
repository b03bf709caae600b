//! A list of products with its facets. Every choice is a link, so it works before any script and can be shared. With a script
//! the page stays where it is when a choice opens it anew.

use domain::catalog::{
    ListQuery, Sort,
    view::{FacetValueView, FacetView, ProductListView},
};
use leptos::{nonce::use_nonce, prelude::*};
use ui::{Icon, IconName};

use super::{TileGrid, style};

/// Where the page stood, and whether the sheet with the facets was open, before a choice opened it anew. This cannot wait for the
/// program: the page would jump after it is seen.
const KEEP_PLACE: &str = r#"{
const key = "place", path = location.pathname, sheet = document.getElementById("facets");
try {
  const kept = JSON.parse(sessionStorage.getItem(key));
  sessionStorage.removeItem(key);
  if (kept?.path === path) {
    scrollTo({ top: kept.top, behavior: "instant" });
    if (kept.open) sheet.showPopover();
  }
  document.addEventListener("click", (event) => {
    const link = event.target.closest("[data-noscroll]");
    if (!link || event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    sessionStorage.setItem(key, JSON.stringify({ path, top: scrollY, open: sheet.matches(":popover-open") }));
  });
} catch {}
}"#;

/// Whether a list was asked for a page that it does not have.
pub fn is_beyond(list: &ProductListView) -> bool {
    list.query.page.get() > list.page_count.max(1)
}

/// Facets, chips, sort, tiles and pages of a list that lies at `path`.
#[component]
pub fn ProductList(
    /// The list.
    list: ProductListView,
    /// Its address without a question.
    path: String,
    /// What one of its things is called: "mugs".
    noun: String,
) -> impl IntoView {
    let address = move |query: &ListQuery| format!("{path}{}", query.to_query_string());
    let chosen: usize = list.query.facets.values().map(Vec::len).sum();
    let facets = view! { <Facets facets=list.facets.clone() query=list.query.clone() address=address.clone() /> };
    let chips = view! { <Chips list=list.clone() address=address.clone() /> };
    let count = if list.total == 1 { "1 thing".to_owned() } else { format!("{} {noun}", list.total) };
    let pages = view! { <Pages list=list.clone() address=address.clone() /> };
    view! {
        <div class=style::list>
            <aside class=style::facets id="facets" popover="auto" aria-label="Filter">
                <p class=style::sheet_head>
                    "Filter"
                    <button type="button" class=style::chip popovertarget="facets" popovertargetaction="hide">
                        {format!("Show {count}")}
                    </button>
                </p>
                {facets}
            </aside>
            <section class=style::results aria-label="Products">
                <div class=style::bar>
                    <button type="button" class=style::facet_button popovertarget="facets">
                        "Filter" {(chosen > 0).then(|| format!(" · {chosen}"))}
                    </button>
                    {chips}
                    <div class=style::bar_end>
                        <span role="status">{count.clone()}</span>
                        <SortMenu query=list.query.clone() address=address.clone() />
                    </div>
                </div>
                {if list.tiles.is_empty() {
                    let all = address(&list.query.without_facets());
                    view! {
                        <div class=style::none>
                            <p>"Nothing fits all of these choices."</p>
                            <a class=ui::UNDERLINED href=all>"Clear the filters"</a>
                        </div>
                    }.into_any()
                } else {
                    view! { <TileGrid tiles=list.tiles eager=6 narrow=true /> }.into_any()
                }}
                {pages}
            </section>
        </div>
        <script nonce=use_nonce() inner_html=KEEP_PLACE></script>
    }
    .into_any()
}

#[component]
fn Facets<F>(facets: Vec<FacetView>, query: ListQuery, address: F) -> impl IntoView
where
    F: Fn(&ListQuery) -> String + Clone + 'static,
{
    facets
        .into_iter()
        .map(|facet| {
            let key = facet.key.clone();
            let values = facet
                .values
                .into_iter()
                .map(|value| {
                    let href = address(&query.toggled(&key, &value.value));
                    view! { <FacetValue value href /> }
                })
                .collect_view();
            view! {
                <details class=style::facet open=true>
                    <summary><h2>{facet.label}</h2></summary>
                    <ul>{values}</ul>
                </details>
            }
        })
        .collect_view()
        .into_any()
}

#[component]
fn FacetValue(value: FacetValueView, href: String) -> impl IntoView {
    let mark = match &value.colour {
        Some(colour) => view! {
            <svg class=style::dot viewBox="0 0 24 24" aria-hidden="true">
                <circle cx="12" cy="12" r="9" fill=format!("#{colour}")></circle>
                {value.chosen.then(|| view! { <circle class=style::ring cx="12" cy="12" r="11"></circle> })}
            </svg>
        }
        .into_any(),
        None => view! { <span class=if value.chosen { style::box_full } else { style::box_empty }></span> }.into_any(),
    };
    let label = value.label.clone();
    let words = view! { {mark} <span>{label}</span> <span class=style::facet_count>{value.count}</span> };
    if value.count == 0 && !value.chosen {
        view! { <li><span class=style::facet_off aria-disabled="true">{words}</span></li> }.into_any()
    } else {
        view! {
            <li>
                <a class=style::facet_value href=href aria-current=value.chosen.then_some("true") rel="nofollow" data-noscroll="">
                    {words}
                </a>
            </li>
        }
        .into_any()
    }
}

#[component]
fn Chips<F>(list: ProductListView, address: F) -> impl IntoView
where
    F: Fn(&ListQuery) -> String + Clone + 'static,
{
    let clear = address(&list.query.without_facets());
    let mut chips = Vec::new();
    for facet in &list.facets {
        for value in facet.values.iter().filter(|value| value.chosen) {
            chips.push((value.label.clone(), address(&list.query.toggled(&facet.key, &value.value))));
        }
    }
    let several = chips.len() > 1;
    view! {
        <ul class=style::chips aria-label="Chosen filters">
            {chips
                .into_iter()
                .map(|(label, href)| view! {
                    <li>
                        <a class=style::chip href=href data-noscroll="" aria-label=format!("Remove {label}")>
                            {label.clone()} <Icon name=IconName::Close />
                        </a>
                    </li>
                })
                .collect_view()}
            {several.then(|| view! { <li><a class=style::clear href=clear data-noscroll="">"Clear all"</a></li> })}
        </ul>
    }
    .into_any()
}

#[component]
fn SortMenu<F>(query: ListQuery, address: F) -> impl IntoView
where
    F: Fn(&ListQuery) -> String + Clone + 'static,
{
    let options = Sort::ALL
        .into_iter()
        .map(|sort| {
            let href = address(&query.sorted(sort));
            let current = (sort == query.sort).then_some("true");
            view! { <li><a href=href aria-current=current data-noscroll="">{sort.label()}</a></li> }
        })
        .collect_view();
    view! {
        <div class=style::sort>
            <button type="button" popovertarget="sort">"Sort: " <strong>{query.sort.label()}</strong></button>
            <ul id="sort" popover="auto" aria-label="Sort by">{options}</ul>
        </div>
    }
    .into_any()
}

#[component]
fn Pages<F>(list: ProductListView, address: F) -> impl IntoView
where
    F: Fn(&ListQuery) -> String + Clone + 'static,
{
    let here = list.query.page.get();
    let link = |number: u32| address(&list.query.on_page(number));
    let previous = (here > 1).then(|| link(here.saturating_sub(1).min(list.page_count)));
    let next = (here < list.page_count).then(|| link(here.saturating_add(1)));
    (list.page_count > 1)
        .then(|| {
            view! {
                <nav class=style::pages aria-label="Pages">
                    {previous.map(|href| view! { <a class=style::page_link rel="prev" href=href>"Previous"</a> })}
                    <span>{format!("Page {here} of {}", list.page_count)}</span>
                    {next.map(|href| view! { <a class=style::page_link rel="next" href=href>"Next"</a> })}
                </nav>
            }
        })
        .into_any()
}
