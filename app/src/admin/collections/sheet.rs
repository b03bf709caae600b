//! The page of one collection.

use domain::{
    catalog::{Sort, view::CollectionForm},
    kernel::CollectionId,
};
use leptos::{form::ActionForm, html, prelude::*};

use super::{
    api::{CollectionData, RemoveCollection, SaveCollection, read_collection},
    rule::RuleCard,
};
use crate::{
    admin::{
        layout::AdminState,
        parts::{
            form::{FormState, TextField},
            leave, record,
            refusal::{Complaint, Refusal},
            skeleton::RecordSkeleton,
            slug::SlugField,
            style as part,
        },
        picks::{PickPlace, Picks},
    },
    data::part_data,
};

const ROOT: &str = "collection";
const FORM: &str = "collection-form";

/// One collection.
#[component]
pub fn CollectionPage(
    /// Which.
    id: CollectionId,
) -> impl IntoView {
    let state = AdminState::of_frame();
    let (action, remove) = (ServerAction::<SaveCollection>::new(), ServerAction::<RemoveCollection>::new());
    let form = FormState::new(ROOT, move || action.value().get());
    let again = RwSignal::new(0_u32);
    let typed = leave::typed(state);
    form.on_saved(move || {
        typed.set(Vec::new());
        state.say("Collection saved");
        again.update(|again| *again = again.wrapping_add(1));
    });
    let data = part_data(move || again.get(), move |_| read_collection(id));
    view! {
        <div on:input=move |_| typed.set(vec!["changes"])>
            <Transition fallback=RecordSkeleton>
            {move || Suspend::new(async move {
                match data.await {
                    Ok(data) => view! { <Sheet data form action remove /> }.into_any(),
                    Err(error) => view! { <Refusal error /> }.into_any(),
                }
            })}
            </Transition>
        </div>
    }
}

#[component]
fn Sheet(
    data: CollectionData,
    form: FormState,
    action: ServerAction<SaveCollection>,
    remove: ServerAction<RemoveCollection>,
) -> impl IntoView {
    let CollectionData { sheet, matches, currency } = data;
    let collection = sheet.form;
    let node = NodeRef::<html::Form>::new();
    let by_rule = collection.by_rule;
    let place = PickPlace::Collection(collection.id);
    let standing = collection.clone();
    view! {
        <nav class=record::path aria-label="Path">
            <a href="/admin/collections">"Collections"</a>
            " /"
        </nav>
        <header class=part::titlerow>
            <h1 class=part::title>{collection.name.clone()}</h1>
            <div class=part::actions>
                {collection
                    .published
                    .then(|| {
                        view! {
                            <a class=part::button href=format!("/collections/{}", collection.slug) rel="external">
                                "View in shop"
                            </a>
                        }
                    })}
                <button class=part::primary form=FORM disabled=move || action.pending().get()>
                    "Save collection"
                </button>
            </div>
        </header>
        <Complaint message=Signal::derive(move || form.failure()) />
        <div class=record::columns>
            <div class=record::main>
                <ActionForm action node_ref=node attr:id=FORM attr:class=record::main>
                    <input type="hidden" name=form.name("id") value=collection.id.to_string() />
                    <input type="hidden" name=form.name("version") value=collection.version.to_string() />
                    <input type="hidden" name=form.name("by_rule") value=by_rule.to_string() />
                    <Words form collection=collection.clone() />
                    {by_rule
                        .then(|| {
                            view! { <RuleCard form node collection choices=sheet.choices matches currency /> }
                        })}
                </ActionForm>
                {(!by_rule)
                    .then(|| view! { <Picks place picks=sheet.products title="Products" words="In this order, unless another is chosen" /> })}
            </div>
            <aside class=record::side>
                <Standing form collection=standing remove />
            </aside>
        </div>
    }
    .into_any()
}

#[component]
fn Words(form: FormState, collection: CollectionForm) -> impl IntoView {
    view! {
        <section class=format!("{} {}", part::card, record::block)>
            <TextField form path="name" label="Name" value=collection.name required=true />
            <TextField
                form
                path="description"
                label="Description"
                value=collection.description
                lines=3
                hint="A sentence or two below the name."
            />
        </section>
        <section class=part::card aria-labelledby="search-engines">
            <div class=part::cardhead>
                <h2 id="search-engines">"Search engines"</h2>
            </div>
            <div class=record::block>
                <TextField
                    form
                    path="meta_title"
                    label="Title"
                    value=collection.meta_title
                    hint="The name, when this is empty."
                />
                <TextField
                    form
                    path="meta_description"
                    label="Description"
                    value=collection.meta_description
                    lines=2
                    hint="The description, when this is empty."
                />
            </div>
        </section>
    }
}

/// What of the form stands beside it; tied to it by the attribute `form`.
#[component]
fn Standing(form: FormState, collection: CollectionForm, remove: ServerAction<RemoveCollection>) -> impl IntoView {
    let sorts = Sort::ALL.into_iter().map(|sort| {
        let label = if sort == Sort::Relevance && !collection.by_rule { "As put together" } else { sort.label() };
        view! { <option value=sort.key() selected=sort == collection.sort>{label}</option> }
    });
    let refused = Signal::derive(move || remove.value().get().and_then(Result::err).map(|error| error.to_string()));
    view! {
        <section class=format!("{} {}", part::card, record::block)>
            <label class=record::tick>
                <input type="checkbox" form=FORM name=form.name("published") value="true" checked=collection.published />
                "Shoppers see it"
            </label>
            <SlugField form owner=FORM before="/collections/" slug=collection.slug />
            <div class=part::field>
                <label for=form.name("sort")>"Order"</label>
                <select id=form.name("sort") form=FORM name=form.name("sort")>
                    {sorts.collect_view()}
                </select>
            </div>
            <Complaint message=refused />
            <details class=record::removal>
                <summary>"Remove this collection"</summary>
                <ActionForm action=remove>
                    <input type="hidden" name="collection" value=collection.id.to_string() />
                    <p class=part::hint>"Its products stay. Its page is gone at once."</p>
                    <button class=part::danger>"Remove “" {collection.name} "”"</button>
                </ActionForm>
            </details>
        </section>
    }
}
