//! What a search shows, and what can be done with each result.

use domain::{
    catalog::view::ProductTile,
    kernel::ProductId,
    search::{
        Action,
        view::{SearchPreview, SearchRuleRow},
    },
};
use leptos::{form::ActionForm, prelude::*};

use super::{page::Actions, style};
use crate::admin::parts::{picture::Thumbnail, style as part};

/// The first results, as shoppers see them.
#[component]
pub(super) fn Preview(
    /// What is shown.
    preview: SearchPreview,
    /// What was said of this search.
    rules: Vec<SearchRuleRow>,
    /// What can be done.
    actions: Actions,
) -> impl IntoView {
    let count = match preview.total {
        0 => "Nothing is found".to_owned(),
        1 => "1 product".to_owned(),
        count => format!("{count} products"),
    };
    let ways = (!preview.ways.is_empty()).then(|| format!("Also asked as: {}", preview.ways.join(", ")));
    let meant = preview.did_you_mean.clone().map(|words| format!("Shoppers are asked: Did you mean “{words}”?"));
    let text = StoredValue::new(preview.text.clone());
    let rows = preview
        .results
        .into_iter()
        .map(|tile| {
            let rule = rules.iter().find(|rule| rule.product == Some(tile.id)).map(|rule| rule.action);
            view! { <Result tile rule text actions /> }
        })
        .collect_view();
    view! {
        <section class=part::card aria-labelledby="preview">
            <div class=part::cardhead>
                <h2 id="preview">{format!("“{}”", preview.text)}</h2>
                <span class=part::aside>{count}</span>
            </div>
            <div class=style::facts>
                {ways.map(|words| view! { <p class=part::hint>{words}</p> })}
                {meant.map(|words| view! { <p class=part::hint>{words}</p> })}
                {(preview.total == 0)
                    .then(|| view! { <p class=part::hint>"Add words that mean the same, or pin a product."</p> })}
            </div>
            <ol class=style::results>{rows}</ol>
        </section>
    }
}

#[component]
fn Result(tile: ProductTile, rule: Option<Action>, text: StoredValue<String>, actions: Actions) -> impl IntoView {
    let (id, title) = (tile.id, tile.title.clone());
    let act = |action: Action, words: &'static str| {
        let title = title.clone();
        view! { <Act action words title id text actions /> }
    };
    let badge = match rule {
        Some(Action::Pin) => Some("Pinned"),
        Some(Action::Raise) => Some("Raised"),
        _ => None,
    };
    view! {
        <li class=style::result>
            <Thumbnail picture=tile.pictures.first().cloned() />
            <a class=style::name href=format!("/admin/products/{}", tile.id)>{tile.title.clone()}</a>
            {badge.map(|words| view! { <span class=format!("{} {}", part::badge, part::info)>{words}</span> })}
            <span class=style::acts>
                {(rule != Some(Action::Pin)).then(|| act(Action::Pin, "Pin"))}
                {rule.is_none().then(|| act(Action::Raise, "Raise"))}
                {act(Action::Hide, "Hide")}
            </span>
        </li>
    }
}

/// A button that does one thing with a result.
#[component]
fn Act(
    action: Action,
    words: &'static str,
    title: String,
    id: ProductId,
    text: StoredValue<String>,
    actions: Actions,
) -> impl IntoView {
    view! {
        <ActionForm action=actions.add_rule>
            <input type="hidden" name="text" value=text.get_value() />
            <input type="hidden" name="action" value=name(action) />
            <input type="hidden" name="product" value=id.to_string() />
            <button class=part::quiet aria-label=format!("{words} {title}")>{words}</button>
        </ActionForm>
    }
}

/// The action as a form says it.
pub(super) fn name(action: Action) -> &'static str {
    match action {
        Action::Pin => "Pin",
        Action::Raise => "Raise",
        Action::Hide => "Hide",
    }
}
