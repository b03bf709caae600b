//! The views that a person keeps, as tabs: All first, then theirs. A view is filter, order and columns.

use domain::{account::view::SavedView, catalog::register::Turn, kernel::SavedViewId};
use leptos::{form::ActionForm, prelude::*};

use super::{
    PATH, ProductsQuery,
    api::{ChangeView, DeleteView, SaveView},
    style,
};
use crate::admin::parts::{refusal::Complaint, style as part};

/// The address of a view that shows this.
#[must_use]
pub fn address(query: &str, id: SavedViewId) -> String {
    let and = if query.is_empty() { "" } else { "&" };
    // What was kept came from a browser: it stays behind the question mark, on one line.
    let query: String = query.chars().filter(|letter| !letter.is_control() && *letter != '#').collect();
    format!("{PATH}?{query}{and}view={id}")
}

/// What can be done with views.
#[derive(Clone, Copy)]
pub struct ViewActions {
    /// Keeps a new one.
    pub save: ServerAction<SaveView>,
    /// Changes one.
    pub change: ServerAction<ChangeView>,
    /// Forgets one.
    pub delete: ServerAction<DeleteView>,
}

impl ViewActions {
    /// None under way.
    #[must_use]
    pub fn none() -> Self {
        Self { save: ServerAction::new(), change: ServerAction::new(), delete: ServerAction::new() }
    }

    /// Rises when a view was changed.
    #[must_use]
    pub fn version(self) -> usize {
        self.save.version().get() + self.change.version().get() + self.delete.version().get()
    }

    fn refused(self) -> Option<String> {
        let refused = |answer: Option<Result<(), crate::error::AppError>>| answer.and_then(Result::err);
        refused(self.save.value().get())
            .or_else(|| refused(self.change.value().get()))
            .or_else(|| refused(self.delete.value().get()))
            .map(|error| error.to_string())
    }
}

/// The tabs, and what can be done with the one that is open.
#[component]
pub fn Views(
    /// What is asked.
    query: ProductsQuery,
    /// The person's views.
    views: Vec<SavedView>,
    /// What can be done.
    actions: ViewActions,
) -> impl IntoView {
    let open = query.view.and_then(|id| views.iter().find(|view| view.id == id).cloned());
    let kept = query.kept();
    let kept_anew = kept.clone();
    let on_all = open.is_none() && kept.is_empty();
    let unsaved = open.as_ref().map_or(!kept.is_empty(), |view| view.query != kept);
    let here = open.as_ref().map(|view| view.id);
    let tabs = views
        .into_iter()
        .map(|view| {
            let current = (here == Some(view.id)).then_some("page");
            view! {
                <a class=style::tab href=address(&view.query, view.id) aria-current=current>
                    {view.name}
                    {(current.is_some() && unsaved).then(|| view! { <span class=style::dirty title="Not saved"></span> })}
                </a>
            }
        })
        .collect_view();
    view! {
        <div class=style::tabrow>
            <nav class=style::tabs aria-label="Views">
                <a class=style::tab href=PATH aria-current=on_all.then_some("page")>
                    "All"
                </a>
                {tabs}
            </nav>
            <div class=style::viewtools>
                {(unsaved && open.is_some())
                    .then(|| {
                        view! {
                            <ActionForm action=actions.change>
                                <input type="hidden" name="view" value=here.map(|id| id.to_string()) />
                                <input type="hidden" name="query" value=kept.clone() />
                                <button class=part::quiet>"Save view"</button>
                            </ActionForm>
                        }
                    })}
                {unsaved.then(|| view! { <SaveAs kept=kept_anew actions /> })}
                {open.map(|view| view! { <Manage view actions query=query.turned(Turn::First) /> })}
            </div>
        </div>
        <Complaint message=Signal::derive(move || actions.refused()) />
    }
}

#[component]
fn SaveAs(kept: String, actions: ViewActions) -> impl IntoView {
    view! {
        <button type="button" class=part::quiet popovertarget="save-view">
            "Save as view …"
        </button>
        <div id="save-view" popover="auto" class=style::popover role="dialog" aria-label="Save this view">
            <ActionForm action=actions.save attr:class=style::sheet>
                <input type="hidden" name="query" value=kept />
                <div class=part::field>
                    <label for="view-name">"Name of the view"</label>
                    <input id="view-name" name="name" maxlength="60" required autofocus autocomplete="off" />
                    <p class=part::hint>"It keeps the filters, the order and the columns, for you alone."</p>
                </div>
                <button class=part::primary>"Save view"</button>
            </ActionForm>
        </div>
    }
}

#[component]
fn Manage(view: SavedView, actions: ViewActions, query: ProductsQuery) -> impl IntoView {
    let (id, gone) = (view.id.to_string(), view.id.to_string());
    let (kept, copied) = (query.kept(), query.kept());
    let copy = format!("{} (copy)", view.name.chars().take(52).collect::<String>());
    view! {
        <button type="button" class=part::quiet popovertarget="manage-view" aria-label=format!("Change the view {}", view.name)>
            "⋯"
        </button>
        <div id="manage-view" popover="auto" class=style::popover role="dialog" aria-label="Change this view">
            <ActionForm action=actions.change attr:class=style::sheet>
                <input type="hidden" name="view" value=id />
                <input type="hidden" name="query" value=kept />
                <div class=part::field>
                    <label for="view-rename">"Name of the view"</label>
                    <input id="view-rename" name="name" maxlength="60" required autofocus value=view.name autocomplete="off" />
                </div>
                <button class=part::primary>"Rename view"</button>
            </ActionForm>
            <div class=style::rest>
                <ActionForm action=actions.save>
                    <input type="hidden" name="query" value=copied />
                    <input type="hidden" name="name" value=copy />
                    <button class=part::button>"Duplicate view"</button>
                </ActionForm>
                <ActionForm action=actions.delete>
                    <input type="hidden" name="view" value=gone />
                    <button class=part::danger>"Delete view"</button>
                </ActionForm>
            </div>
        </div>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_address_of_a_view_stays_in_the_list() {
        assert_eq!(address("stock=low", SavedViewId(3)), "/admin/products?stock=low&view=3");
        assert_eq!(address("", SavedViewId(3)), "/admin/products?view=3");
        assert_eq!(address("a=1\r\n#x", SavedViewId(3)), "/admin/products?a=1x&view=3");
    }
}
