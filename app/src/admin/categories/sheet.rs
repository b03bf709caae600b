//! The page of one category.

use domain::{
    catalog::view::{CategoryForm, CategoryRow, CategorySheet},
    kernel::CategoryId,
};
use leptos::{form::ActionForm, prelude::*};

use super::{
    api::{CreateCategory, MoveCategory, RemoveCategory, SaveCategory, read_category},
    page::state,
    place::Steps,
    products, style,
};
use crate::{
    admin::{
        layout::AdminState,
        parts::{
            badge::Badge,
            form::{FormState, TextField},
            leave, record,
            refusal::{Complaint, Refusal},
            skeleton::RecordSkeleton,
            slug::SlugField,
            style as part,
        },
    },
    data::part_data,
    error::AppError,
};

const ROOT: &str = "category";
const FORM: &str = "category-form";

/// What can be done here.
#[derive(Clone, Copy)]
struct Actions {
    form: FormState,
    save: ServerAction<SaveCategory>,
    create: ServerAction<CreateCategory>,
    step: ServerAction<MoveCategory>,
    remove: ServerAction<RemoveCategory>,
}

impl Actions {
    fn new() -> Self {
        let save = ServerAction::<SaveCategory>::new();
        let form = FormState::new(ROOT, move || save.value().get());
        let (create, step, remove) = (ServerAction::new(), ServerAction::new(), ServerAction::new());
        Self { form, save, create, step, remove }
    }

    fn refused(self) -> Option<String> {
        let error = |answer: Option<Result<(), AppError>>| answer.and_then(Result::err).map(|error| error.to_string());
        let refused = self.form.failure().or_else(|| error(self.create.value().get()));
        refused.or_else(|| error(self.step.value().get())).or_else(|| error(self.remove.value().get()))
    }
}

/// One category.
#[component]
pub fn CategoryPage(
    /// Which.
    id: CategoryId,
) -> impl IntoView {
    let state = AdminState::of_frame();
    let actions = Actions::new();
    let again = RwSignal::new(0_u32);
    let typed = leave::typed(state);
    actions.form.on_saved(move || {
        typed.set(Vec::new());
        state.say("Category saved");
        again.update(|again| *again = again.wrapping_add(1));
    });
    let data = part_data(move || (again.get(), actions.step.version().get()), move |_| read_category(id));
    view! {
        <div on:input=move |_| typed.set(vec!["changes"])>
            <Transition fallback=RecordSkeleton>
                {move || Suspend::new(async move {
                    match data.await {
                        Ok(sheet) => view! { <Sheet sheet actions /> }.into_any(),
                        Err(error) => view! { <Refusal error /> }.into_any(),
                    }
                })}
            </Transition>
        </div>
    }
}

#[component]
fn Sheet(sheet: CategorySheet, actions: Actions) -> impl IntoView {
    let CategorySheet { form: category, row, above, below, parents, only_here, languages } = sheet;
    let (form, id) = (actions.form, category.id);
    let (words, standing, name) = (category.clone(), category.clone(), category.name.clone());
    let heir = above.last().map(|(_, name)| name.clone());
    view! {
        <nav class=record::path aria-label="Path">
            <a href="/admin/categories">"Categories"</a>
            {above
                .into_iter()
                .map(|(id, name)| view! { " / " <a href=format!("/admin/categories/{id}")>{name}</a> })
                .collect_view()}
            " /"
        </nav>
        <header class=part::titlerow>
            <h1 class=part::title>{category.name.clone()}</h1>
            <div class=part::actions>
                <a class=part::button href=format!("/categories/{}", category.slug) rel="external">
                    "View in shop"
                </a>
                <button class=part::primary form=FORM disabled=move || actions.save.pending().get()>
                    "Save category"
                </button>
            </div>
        </header>
        <Complaint message=Signal::derive(move || actions.refused()) />
        <div class=record::columns>
            <div class=record::main>
                <ActionForm action=actions.save attr:id=FORM attr:class=record::main>
                    <input type="hidden" name=form.name("id") value=id.to_string() />
                    <input type="hidden" name=form.name("version") value=words.version.clone() />
                    <Words form category=words />
                </ActionForm>
                <Below id name below actions />
            </div>
            <aside class=record::side>
                <Standing form category=standing parents row=row.clone() heir=heir.clone() actions />
                {(!languages.is_empty()).then(|| view! { <Languages id languages /> })}
                <Removal category row heir only_here actions />
            </aside>
        </div>
    }
    .into_any()
}

#[component]
fn Words(form: FormState, category: CategoryForm) -> impl IntoView {
    view! {
        <section class=format!("{} {}", part::card, record::block)>
            <TextField form path="name" label="Name" value=category.name required=true />
            <TextField
                form
                path="description"
                label="Description"
                value=category.description
                lines=3
                hint="A sentence or two below the name."
            />
        </section>
        <section class=part::card aria-labelledby="engines">
            <div class=part::cardhead>
                <h2 id="engines">"Search engines"</h2>
                <span class=part::aside>"When empty: name and description"</span>
            </div>
            <div class=record::block>
                <TextField form path="meta_title" label="Title for search engines" value=category.meta_title />
                <TextField form path="meta_description" label="Description for search engines" value=category.meta_description lines=2 />
            </div>
        </section>
    }
}

/// What stands right below it, and a field for one more.
#[component]
fn Below(id: CategoryId, name: String, below: Vec<CategoryRow>, actions: Actions) -> impl IntoView {
    let item = move |row: CategoryRow| {
        let (tone, label) = state(&row);
        view! {
            <li class=record::item>
                <div>
                    <a href=format!("/admin/categories/{}", row.id)>{row.name.clone()}</a>
                    <small class=part::small>{products(row.total)}</small>
                </div>
                <Badge tone label />
                <Steps row action=actions.step />
            </li>
        }
    };
    view! {
        <section class=part::card aria-labelledby="below">
            <div class=part::cardhead>
                <h2 id="below">"Subcategories"</h2>
            </div>
            <div>
                <ul class=record::items>{below.into_iter().map(item).collect_view()}</ul>
                <ActionForm action=actions.create attr:class=record::add>
                    <input type="hidden" name="parent" value=id.to_string() />
                    <div class=part::field>
                        <label for="below-name">"A new category in " {name}</label>
                        <input id="below-name" name="name" maxlength="200" required autocomplete="off" />
                    </div>
                    <button class=part::button disabled=move || actions.create.pending().get()>"Add category"</button>
                </ActionForm>
            </div>
        </section>
    }
}

/// What of the form stands beside it; tied to it by the attribute `form`.
#[component]
fn Standing(
    form: FormState,
    category: CategoryForm,
    parents: Vec<(CategoryId, String)>,
    row: CategoryRow,
    heir: Option<String>,
    actions: Actions,
) -> impl IntoView {
    let (tone, label) = state(&row);
    let parent_refused = move || form.refusal_of("parent");
    let parent = category.parent;
    let options = parents.into_iter().map(|(id, path)| {
        view! { <option value=id.to_string() selected=parent == Some(id)>{path}</option> }
    });
    let place = heir.map_or_else(|| "at the top".to_owned(), |heir| format!("in {heir}"));
    let list = format!("/admin/products?category={}", category.id);
    view! {
        <section class=format!("{} {}", part::card, record::block)>
            <dl class=record::fact>
                <dt>"State"</dt>
                <dd>
                    <Badge tone label />
                </dd>
                <dt>"Products"</dt>
                <dd>
                    <a href=list>{products(row.total)}</a>
                    {(row.own != row.total).then(|| format!(", {} of them right here", row.own))}
                </dd>
            </dl>
            <div class=style::standing>
                <span>{format!("Place {} of {} {place}", row.place, row.siblings)}</span>
                <Steps row action=actions.step />
            </div>
            <div class=part::field>
                <label for=form.name("parent")>"Parent category"</label>
                <select id=form.name("parent") form=FORM name=form.name("parent")>
                    <option value="" selected=parent.is_none()>"None: at the top"</option>
                    {options.collect_view()}
                </select>
                {move || parent_refused().map(|words| view! { <p class=part::complaint>{words}</p> })}
            </div>
            <SlugField form owner=FORM before="/categories/" slug=category.slug />
        </section>
    }
}

#[component]
fn Languages(id: CategoryId, languages: Vec<(String, String)>) -> impl IntoView {
    let link = |(code, name): (String, String)| {
        view! { <li><a href=format!("/admin/languages?language={code}#category-{id}")>{name}</a></li> }
    };
    view! {
        <section class=format!("{} {}", part::card, record::block)>
            <h2 class=style::heading>"In other languages"</h2>
            <ul class=style::languages>{languages.into_iter().map(link).collect_view()}</ul>
        </section>
    }
}

/// Says what becomes of products, categories and addresses before it is done.
#[component]
fn Removal(
    category: CategoryForm,
    row: CategoryRow,
    heir: Option<String>,
    only_here: u32,
    actions: Actions,
) -> impl IntoView {
    let words = consequences(&row, heir.as_deref(), only_here);
    view! {
        <section class=format!("{} {}", part::card, record::block)>
            <details class=record::removal>
                <summary>"Remove this category"</summary>
                <ActionForm action=actions.remove>
                    <input type="hidden" name="category" value=category.id.to_string() />
                    <ul class=style::consequences>
                        {words.into_iter().map(|words| view! { <li>{words}</li> }).collect_view()}
                    </ul>
                    <button class=part::danger>"Remove “" {category.name} "”"</button>
                </ActionForm>
            </details>
        </section>
    }
}

fn consequences(row: &CategoryRow, heir: Option<&str>, only_here: u32) -> Vec<String> {
    let verb = |count: u32, one: &str, many: &str| if count == 1 { one.to_owned() } else { many.to_owned() };
    let mut words = Vec::new();
    match heir {
        Some(heir) if row.own > 0 => {
            words.push(format!("{} {} up to {heir}.", products(row.own), verb(row.own, "moves", "move")));
        }
        None if row.own > 0 => {
            let lose = verb(row.own, "loses this category and stays", "lose this category and stay");
            words.push(format!("{} {lose} in the shop.", products(row.own)));
            if only_here > 0 {
                words.push(format!("{} of them {} in no other category.", only_here, verb(only_here, "is", "are")));
            }
        }
        _ => {}
    }
    words.push("Categories below it take its place.".to_owned());
    words.push(match heir {
        Some(heir) => format!("Its address leads to {heir} from then on."),
        None => "Its page is gone at once.".to_owned(),
    });
    words.push("Its description and its texts in other languages are gone.".to_owned());
    words
}
