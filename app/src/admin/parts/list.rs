//! A page that lists what belongs to products, and the sheet in which a new one gets its name.

use leptos::{
    form::ActionForm,
    prelude::*,
    server_fn::{Http, ServerFn, client::Client, codec::PostUrl, request::ClientReq},
    web_sys::FormData,
};
use serde::de::DeserializeOwned;

use super::{
    icon::{Drawing, Icon},
    record,
    refusal::Complaint,
    section_tabs::{Section, SectionTabs},
    style,
};
use crate::error::AppError;

const SHEET: &str = "new";

/// Title, tabs, and the list.
#[component]
pub fn ListPage(
    /// What is listed: "Brands".
    title: &'static str,
    /// What the button says: "Add brand".
    add: &'static str,
    /// The page's address.
    here: &'static str,
    /// The list.
    children: Children,
) -> impl IntoView {
    view! {
        <div class=style::titlerow>
            <h1 class=style::title>{title}</h1>
            <div class=style::actions>
                <button class=style::primary popovertarget=SHEET>
                    <Drawing icon=Icon::Plus />
                    {add}
                </button>
            </div>
        </div>
        <SectionTabs section=Section::Products here />
        {children()}
    }
}

/// What stands where nothing is listed yet.
#[component]
pub fn Nothing(
    /// What to do: "Add your first brand".
    title: &'static str,
    /// What it is good for.
    words: &'static str,
    /// What the button says.
    add: &'static str,
) -> impl IntoView {
    view! {
        <div class=style::empty>
            <h2>{title}</h2>
            <p>{words}</p>
            <button class=style::primary popovertarget=SHEET>
                {add}
            </button>
        </div>
    }
}

/// Asks for the name; the rest follows on the new one's page.
#[component]
pub fn NewSheet<F, P>(
    /// What it is called, and what its button says.
    add: &'static str,
    /// A line of help.
    hint: &'static str,
    /// So many letters fit.
    most: u16,
    /// What makes it.
    action: ServerAction<F>,
    /// What is asked besides.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView
where
    F: DeserializeOwned
        + ServerFn<Output = (), Error = AppError, Protocol = Http<PostUrl, P>>
        + Clone
        + Send
        + Sync
        + 'static,
    <<F::Client as Client<AppError>>::Request as ClientReq<AppError>>::FormData: From<FormData>,
    F::Client: Client<AppError>,
{
    let refused = Signal::derive(move || action.value().get().and_then(Result::err).map(|error| error.to_string()));
    view! {
        <div id=SHEET popover="auto" class=record::popover role="dialog" aria-label=add>
            <div class=style::cardhead>
                <h2>{add}</h2>
            </div>
            <ActionForm action attr:class=record::block>
                <div class=style::field>
                    <label for="new-name">"Name"</label>
                    <input id="new-name" name="name" maxlength=most.to_string() required autofocus autocomplete="off" />
                    <p class=style::hint>{hint}</p>
                </div>
                {children.map(|children| children())}
                <Complaint message=refused />
                <button class=style::primary disabled=move || action.pending().get()>
                    {add}
                </button>
            </ActionForm>
        </div>
        <Complaint message=refused />
    }
}
