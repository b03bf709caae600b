//! The page of the search's desk.

use domain::search::view::SearchDesk;
use leptos::{html, prelude::*};
use leptos_router::{components::Form, hooks::use_query_map};

use super::{
    api::{AddSearchRule, AddSynonym, RemoveSearchRule, RemoveSynonym, read_desk},
    preview::Preview,
    report::Report,
    rules::Rules,
    style,
    synonyms::Synonyms,
};
use crate::{
    admin::{
        clock::Dated,
        layout::AdminState,
        parts::{
            icon::{Drawing, Icon},
            refusal::{Complaint, Refusal},
            section_tabs::{Section, SectionTabs},
            skeleton::RecordSkeleton,
            style as part,
        },
    },
    data::part_data,
    error::AppError,
};

/// What can be done; whenever one is done, the desk is read again.
#[derive(Clone, Copy)]
pub(super) struct Actions {
    pub add_rule: ServerAction<AddSearchRule>,
    pub remove_rule: ServerAction<RemoveSearchRule>,
    pub add_synonym: ServerAction<AddSynonym>,
    pub remove_synonym: ServerAction<RemoveSynonym>,
    /// Rises with each that was done; what was refused leaves the forms as they are.
    again: RwSignal<u32>,
}

impl Actions {
    fn new() -> Self {
        Self {
            add_rule: ServerAction::new(),
            remove_rule: ServerAction::new(),
            add_synonym: ServerAction::new(),
            remove_synonym: ServerAction::new(),
            again: RwSignal::new(0),
        }
    }

    /// Why something was not removed; what was not added is told beside its field.
    fn refused(self) -> Option<String> {
        refused(self.remove_rule.value().get()).or_else(|| refused(self.remove_synonym.value().get()))
    }
}

/// Empties a form once what it added is there. A desk that is read again leaves it as it is.
pub(super) fn empty_once_added(form: NodeRef<html::Form>, is_added: Signal<bool>) {
    Effect::new(move |before: Option<()>| {
        let is_added = is_added.get();
        if before.is_some()
            && is_added
            && let Some(form) = form.get_untracked()
        {
            form.reset();
        }
    });
}

/// Why it was not done.
pub(super) fn refused(answer: Option<Result<(), AppError>>) -> Option<String> {
    answer.and_then(Result::err).map(|error| error.to_string())
}

/// The desk.
#[component]
pub fn SearchDeskPage() -> impl IntoView {
    let map = use_query_map();
    let text =
        Memo::new(move |_| map.with(|map| map.get("q")).unwrap_or_default().chars().take(200).collect::<String>());
    let actions = Actions::new();
    let data = part_data(move || (text.get(), actions.again.get()), |(text, _)| read_desk(text));
    tell(actions);
    view! {
        <div class=part::titlerow>
            <h1 class=part::title>"Search"</h1>
        </div>
        <SectionTabs section=Section::Site here="/admin/search" />
        <Try text />
        <Complaint message=Signal::derive(move || actions.refused()) />
        <Transition fallback=RecordSkeleton>
            {move || Suspend::new(async move {
                match data.await {
                    Ok(Dated { now, value }) => view! { <Desk desk=value now actions /> }.into_any(),
                    Err(error) => view! { <Refusal error /> }.into_any(),
                }
            })}
        </Transition>
    }
}

/// Says what was done.
fn tell(actions: Actions) {
    let state = AdminState::of_frame();
    let say = move |answer: Option<Result<(), AppError>>, words: &str| {
        if answer == Some(Ok(())) {
            state.say(words);
            actions.again.update(|again| *again = again.wrapping_add(1));
        }
    };
    Effect::new(move || say(actions.add_rule.value().get(), "Search changed"));
    Effect::new(move || say(actions.remove_rule.value().get(), "Rule removed"));
    Effect::new(move || say(actions.add_synonym.value().get(), "Words added"));
    Effect::new(move || say(actions.remove_synonym.value().get(), "Words removed"));
}

/// The field in which a search is tried out.
#[component]
fn Try(text: Memo<String>) -> impl IntoView {
    view! {
        <Form method="GET" action="/admin/search" attr:class=style::attempt attr:role="search">
            <Drawing icon=Icon::Search />
            <input
                class=part::input
                type="search"
                name="q"
                aria-label="Try a search as shoppers see it"
                placeholder="Try a search as shoppers see it"
                autocomplete="off"
                maxlength="200"
                value=text.get_untracked()
                prop:value=move || text.get()
            />
            <button class=part::button>"Try"</button>
        </Form>
    }
}

#[component]
fn Desk(desk: SearchDesk, now: domain::kernel::Timestamp, actions: Actions) -> impl IntoView {
    let SearchDesk { preview, rules, synonyms, report, categories } = desk;
    let text = preview.as_ref().map(|preview| preview.text.clone()).unwrap_or_default();
    view! {
        <div class=style::columns>
            <div class=style::stack>
                {preview.map(|preview| view! { <Preview preview rules=rules.clone() actions /> })}
                <Report report now />
            </div>
            <div class=style::stack>
                <Rules rules text categories actions />
                <Synonyms synonyms actions />
            </div>
        </div>
    }
}
