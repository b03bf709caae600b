//! The page of one draft, or of a new one.

use domain::{
    draft::{DraftForm, view::DraftDetail},
    kernel::DraftId,
    shipping::view::ShippingOption,
};
use leptos::{
    form::{ActionForm, FromFormData as _},
    html,
    prelude::*,
    task::spawn_local,
};
use leptos_router::hooks::use_query_map;

use super::{
    api::{CreateDraft, PreviewDraft, SaveDraft, blank_draft, preview_draft, read_draft},
    fields::{self, Delivery, Tongue},
    items::Items,
    steps::{Standing, Steps},
    style,
    sums::{Known, sums},
};
use crate::{
    admin::{
        layout::AdminState,
        parts::{
            form::{FormState, renewed},
            leave, record,
            refusal::{Complaint, Refusal},
            skeleton::RecordSkeleton,
            style as part,
        },
    },
    data::part_data,
};

const FORM: &str = "draft-form";

/// What is done with the form.
#[derive(Clone, Copy)]
struct Saving {
    create: ServerAction<CreateDraft>,
    save: ServerAction<SaveDraft>,
    form: FormState,
    steps: Steps,
    /// What is typed and not saved.
    typed: RwSignal<Vec<&'static str>>,
    /// How often the draft was read again.
    again: RwSignal<u32>,
}

impl Saving {
    fn is_pending(self) -> bool {
        self.create.pending().get() || self.save.pending().get()
    }
}

/// One draft; a new one without an id.
#[component]
pub fn DraftPage(
    /// Which.
    id: Option<DraftId>,
) -> impl IntoView {
    let state = AdminState::of_frame();
    let (create, save) = (ServerAction::<CreateDraft>::new(), ServerAction::<SaveDraft>::new());
    let form = FormState::new("draft", move || create.value().get().or_else(|| save.value().get()));
    let typed = leave::typed(state);
    let again = RwSignal::new(0_u32);
    let read_again = move || {
        let _ = again.try_update(|again| *again = again.wrapping_add(1));
    };
    let steps = Steps::new(state, read_again);
    form.on_saved(move || {
        steps.forget_failures();
        typed.set(Vec::new());
        state.unsaved.set(false);
        state.say("Draft saved");
        read_again();
    });
    let saving = Saving { create, save, form, steps, typed, again };
    let map = use_query_map();
    let from = Memo::new(move |_| map.with(|map| map.get("from").and_then(|from| from.parse::<DraftId>().ok())));
    let data = part_data(
        move || (again.get(), from.get()),
        move |(_, from)| async move {
            match id {
                Some(id) => read_draft(id).await,
                None => blank_draft(from).await,
            }
        },
    );
    view! {
        <div on:input=move |_| typed.set(vec!["changes"])>
            <Transition fallback=RecordSkeleton>
                {move || Suspend::new(async move {
                    match data.await {
                        Ok(detail) => view! { <Sheet detail saving /> }.into_any(),
                        Err(error) => view! { <Refusal error /> }.into_any(),
                    }
                })}
            </Transition>
        </div>
    }
}

#[component]
fn Sheet(detail: DraftDetail, saving: Saving) -> impl IntoView {
    let node = renewed(saving.again.get_untracked() > 0);
    let is_open = detail.state.is_open();
    let known = RwSignal::new(Known::default());
    let asked = StoredValue::new(0_u64);
    let follow = move || ask(node, known, asked);
    Effect::new(move || {
        if node.get().is_some() && is_open {
            follow();
        }
    });
    let options = Memo::new(move |_| match known.get() {
        Known::Preview(preview) => preview.options,
        _ => Vec::new(),
    });
    let title = if detail.number.is_empty() { "New draft".to_owned() } else { format!("Draft {}", detail.number) };
    let failed = Signal::derive(move || saving.form.failure().or_else(|| saving.steps.failure()));
    let is_typed = Signal::derive(move || !saving.typed.with(Vec::is_empty));
    let main = main(&detail, saving, options);
    let version = detail.version;
    let body = match detail.id {
        Some(id) => view! {
            <ActionForm action=saving.save node_ref=node attr:id=FORM attr:class=record::main on:input=move |_| follow() on:change=move |_| follow()>
                <input type="hidden" name="id" value=id.to_string() />
                <input type="hidden" name="version" value=version.to_string() />
                {main}
            </ActionForm>
        }
        .into_any(),
        None => view! {
            <ActionForm action=saving.create node_ref=node attr:id=FORM attr:class=record::main on:input=move |_| follow() on:change=move |_| follow()>
                {main}
            </ActionForm>
        }
        .into_any(),
    };
    let standing = detail.id.map(|id| view! { <Standing detail=detail.clone() id steps=saving.steps is_typed /> });
    view! {
        <nav class=record::path aria-label="Path">
            <a href="/admin/drafts">"Drafts"</a>
            " /"
        </nav>
        <header class=part::titlerow>
            <h1 class=part::title>{title}</h1>
            {is_open
                .then(|| {
                    view! {
                        <div class=part::actions>
                            <button class=part::primary form=FORM disabled=move || saving.is_pending()>"Save draft"</button>
                        </div>
                    }
                })}
        </header>
        <Complaint message=failed />
        <div class=record::columns>
            {body}
            <aside class=record::side>
                {is_open
                    .then(|| {
                        view! {
                            <section class=format!("{} {}", part::card, record::block) aria-labelledby="sums">
                                <h2 id="sums">"What it comes to"</h2>
                                {move || sums(&known.get())}
                            </section>
                        }
                    })}
                {standing}
            </aside>
        </div>
    }
    .into_any()
}

/// The fields; of a draft that is ordered or withdrawn they only tell.
fn main(detail: &DraftDetail, saving: Saving, options: Memo<Vec<ShippingOption>>) -> AnyView {
    let DraftDetail { form: typed, choices, .. } = detail.clone();
    let (form, currency) = (saving.form, RwSignal::new(typed.currency.clone()));
    let DraftForm { lines, shipping, shipping_price, .. } = typed.clone();
    view! {
        <fieldset class=style::whole disabled=!detail.state.is_open()>
            <section class=format!("{} {}", part::card, record::block)>
                <Items form lines currency />
            </section>
            <section class=format!("{} {}", part::card, record::block)>{fields::customer(form, &typed)}</section>
            <section class=format!("{} {}", part::card, record::block)>
                <Delivery form way=(shipping, shipping_price) options />
            </section>
            <section class=format!("{} {}", part::card, record::block)>
                {fields::terms(form, &typed)} <Tongue form typed choices currency />
            </section>
        </fieldset>
    }
    .into_any()
}

/// Asks what the fields come to; an answer that another question has overtaken is not shown.
fn ask(node: NodeRef<html::Form>, known: RwSignal<Known>, asked: StoredValue<u64>) {
    let form = node.try_get_untracked().flatten();
    let data = form.and_then(|form| web_sys::FormData::new_with_form(&form).ok());
    let Some(typed) = data.and_then(|data| PreviewDraft::from_form_data(&data).ok()) else { return };
    let mine = asked.try_update_value(|asked| {
        *asked = asked.wrapping_add(1);
        *asked
    });
    spawn_local(async move {
        let answer = match preview_draft(typed.draft).await {
            Ok(preview) => Known::Preview(Box::new(preview)),
            Err(error) => Known::Refused(error.to_string()),
        };
        if asked.try_get_value() == mine {
            let _ = known.try_set(answer);
        }
    });
}
