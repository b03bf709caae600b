//! The page of one product type: its attributes by heading.

use domain::{
    catalog::{
        AttributeDefinition, AttributeKind,
        view::{ProductTypeRow, ProductTypeSheet, TypeAttribute},
    },
    kernel::ProductTypeId,
};
use leptos::{form::ActionForm, prelude::*, task::spawn_local};

use super::api::{
    AttachAttribute, DetachAttribute, MoveAttribute, RemoveProductType, RenameProductType, attach_attribute,
    read_product_type,
};
use crate::{
    admin::{
        layout::AdminState,
        parts::{
            badge::{Badge, Tone},
            form::FormState,
            icon::{Drawing, Icon},
            record,
            refusal::{Complaint, Refusal},
            skeleton::RecordSkeleton,
            style as part,
        },
    },
    data::part_data,
};

/// What can be done; whenever one is done, the page is read again.
#[derive(Clone, Copy)]
struct Actions {
    state: AdminState,
    rename: ServerAction<RenameProductType>,
    remove: ServerAction<RemoveProductType>,
    attach: ServerAction<AttachAttribute>,
    detach: ServerAction<DetachAttribute>,
    place: ServerAction<MoveAttribute>,
    again: RwSignal<u32>,
}

impl Actions {
    fn new() -> Self {
        Self {
            state: AdminState::of_frame(),
            rename: ServerAction::new(),
            remove: ServerAction::new(),
            attach: ServerAction::new(),
            detach: ServerAction::new(),
            place: ServerAction::new(),
            again: RwSignal::new(0),
        }
    }

    fn done(self) -> (usize, usize, usize, u32) {
        (self.attach.version().get(), self.detach.version().get(), self.place.version().get(), self.again.get())
    }

    fn refused(self) -> Option<String> {
        let error = |answer: Option<Result<(), crate::error::AppError>>| answer.and_then(Result::err);
        let refused = error(self.attach.value().get())
            .or_else(|| error(self.detach.value().get()))
            .or_else(|| error(self.place.value().get()))
            .or_else(|| error(self.remove.value().get()));
        refused.map(|error| error.to_string())
    }

    fn read_again(self) {
        let _ = self.again.try_update(|again| *again = again.wrapping_add(1));
    }
}

/// One type.
#[component]
pub fn ProductTypePage(
    /// Which.
    id: ProductTypeId,
) -> impl IntoView {
    let actions = Actions::new();
    FormState::new("", move || actions.rename.value().get()).on_saved(move || {
        actions.state.say("Type renamed");
        actions.read_again();
    });
    let data = part_data(move || actions.done(), move |_| read_product_type(id));
    view! {
        <Transition fallback=RecordSkeleton>
            {move || Suspend::new(async move {
                match data.await {
                    Ok(sheet) => view! { <Sheet sheet actions /> }.into_any(),
                    Err(error) => view! { <Refusal error /> }.into_any(),
                }
            })}
        </Transition>
    }
}

#[component]
fn Sheet(sheet: ProductTypeSheet, actions: Actions) -> impl IntoView {
    let ProductTypeSheet { row, attributes, others } = sheet;
    let id = row.id;
    view! {
        <nav class=record::path aria-label="Path">
            <a href="/admin/product-types">"Product types"</a>
            " /"
        </nav>
        <header class=part::titlerow>
            <h1 class=part::title>{row.name.clone()}</h1>
            <div class=part::actions>
                <a class=part::primary href=format!("/admin/product-types/{id}/add")>
                    <Drawing icon=Icon::Plus />
                    "New attribute"
                </a>
            </div>
        </header>
        <Complaint message=Signal::derive(move || actions.refused()) />
        <div class=record::columns>
            <section class=part::card aria-labelledby="attributes">
                <div class=part::cardhead>
                    <h2 id="attributes">"Attributes"</h2>
                    <span class=part::aside>"in the order of the product’s form"</span>
                </div>
                <Groups id attributes actions />
                {(!others.is_empty()).then(|| view! { <Attach id others action=actions.attach /> })}
            </section>
            <aside class=record::side>
                <Naming row actions />
            </aside>
        </div>
    }
    .into_any()
}

#[component]
fn Groups(id: ProductTypeId, attributes: Vec<TypeAttribute>, actions: Actions) -> impl IntoView {
    if attributes.is_empty() {
        let words = "No attributes yet. Make one, or take one that the shop has.";
        return view! { <p class=record::nothing>{words}</p> }.into_any();
    }
    let mut groups: Vec<(String, Vec<TypeAttribute>)> = Vec::new();
    for attribute in attributes {
        match groups.last_mut().filter(|(heading, _)| *heading == attribute.heading) {
            Some((_, group)) => group.push(attribute),
            None => groups.push((attribute.heading.clone(), vec![attribute])),
        }
    }
    let last_group = groups.len().saturating_sub(1);
    groups
        .into_iter()
        .enumerate()
        .map(|(place, (heading, group))| {
            let last = group.len().saturating_sub(1);
            let items = group.into_iter().enumerate().map(|(within, attribute)| {
                let edges = (place == 0 && within == 0, place == last_group && within == last);
                view! { <Item id attribute edges actions /> }
            });
            view! {
                <div class=record::group>
                    {(!heading.is_empty()).then(|| view! { <h3 class=record::heading>{heading}</h3> })}
                    <ul class=record::items>{items.collect_view()}</ul>
                </div>
            }
        })
        .collect_view()
        .into_any()
}

/// An attribute; its buttons are plain forms, too. `edges` says whether it is the first and whether it is the last.
#[component]
fn Item(id: ProductTypeId, attribute: TypeAttribute, edges: (bool, bool), actions: Actions) -> impl IntoView {
    let TypeAttribute { definition, heading, required } = attribute;
    let key = definition.key.clone();
    let facts = facts(&definition);
    let undo = undo(actions, id, (key.clone(), heading, required));
    view! {
        <li class=record::item>
            <div>
                <a href=format!("/admin/product-types/{id}/attributes/{key}")>{definition.label.clone()}</a>
                <small class=part::small>{facts}</small>
            </div>
            <span class=record::marks>
                {required.then(|| view! { <Badge tone=Tone::Info label="Required" /> })}
                {definition.facet.then(|| view! { <Badge tone=Tone::Neutral label="Filter" /> })}
            </span>
            <span class=record::buttons>
                <Move id key=key.clone() label=definition.label.clone() earlier=true off=edges.0 action=actions.place />
                <Move id key=key.clone() label=definition.label.clone() earlier=false off=edges.1 action=actions.place />
                <ActionForm action=actions.detach on:submit=move |_| actions.state.say_with_undo("Attribute taken off", undo)>
                    <input type="hidden" name="product_type" value=id.to_string() />
                    <input type="hidden" name="key" value=key />
                    <button
                        class=format!("{} {}", part::button, part::icon)
                        title="Take off this type; products keep their values"
                    >
                        <Drawing icon=Icon::Close />
                        <span class=part::hidden>"Take off " {definition.label}</span>
                    </button>
                </ActionForm>
            </span>
        </li>
    }
    .into_any()
}

/// Puts an attribute that was taken off back under its heading.
fn undo(actions: Actions, id: ProductTypeId, (key, heading, required): (String, String, bool)) -> Callback<()> {
    Callback::new(move |()| {
        let (key, heading) = (key.clone(), heading.clone());
        spawn_local(async move {
            let required = required.then(|| "true".to_owned());
            if attach_attribute(id, key, heading, required).await.is_ok() {
                actions.read_again();
            }
        });
    })
}

/// "Number with unit · cm", "Choice · Oak, Ash, Elm …".
fn facts(definition: &AttributeDefinition) -> String {
    const MOST: usize = 4;
    let kind = definition.kind.label();
    let labels: Vec<&str> = definition.choices.iter().take(MOST).map(|choice| choice.label.as_str()).collect();
    let more = if definition.choices.len() > MOST { " …" } else { "" };
    match definition.kind {
        AttributeKind::Number if !definition.unit.is_empty() => format!("{kind} · {}", definition.unit),
        kind_of if kind_of.has_choices() && !labels.is_empty() => format!("{kind} · {}{more}", labels.join(", ")),
        _ => kind.to_owned(),
    }
}

#[component]
fn Move(
    id: ProductTypeId,
    key: String,
    label: String,
    earlier: bool,
    off: bool,
    action: ServerAction<MoveAttribute>,
) -> impl IntoView {
    let (icon, words) = if earlier { (Icon::Up, "Earlier") } else { (Icon::Down, "Later") };
    view! {
        <ActionForm action>
            <input type="hidden" name="product_type" value=id.to_string() />
            <input type="hidden" name="key" value=key />
            <input type="hidden" name="earlier" value=earlier.to_string() />
            <button class=format!("{} {}", part::button, part::icon) title=words disabled=off>
                <Drawing icon />
                <span class=part::hidden>{words} ": " {label}</span>
            </button>
        </ActionForm>
    }
}

/// Takes an attribute that the shop has.
#[component]
fn Attach(
    id: ProductTypeId,
    others: Vec<(String, String, AttributeKind)>,
    action: ServerAction<AttachAttribute>,
) -> impl IntoView {
    let options = others.into_iter().map(|(key, label, kind)| {
        view! { <option value=key>{format!("{label} ({})", kind.label().to_lowercase())}</option> }
    });
    view! {
        <ActionForm action attr:class=record::add>
            <input type="hidden" name="product_type" value=id.to_string() />
            <input type="hidden" name="heading" value="" />
            <div class=part::field>
                <label for="attach">"An attribute that the shop has"</label>
                <select id="attach" name="key">{options.collect_view()}</select>
            </div>
            <button class=part::button disabled=move || action.pending().get()>"Add to this type"</button>
        </ActionForm>
    }
}

#[component]
fn Naming(row: ProductTypeRow, actions: Actions) -> impl IntoView {
    let failed = FormState::new("", move || actions.rename.value().get());
    let refusal = move || failed.refusal_of("name").or_else(|| failed.failure());
    let name = row.name.clone();
    let products = match row.products {
        0 => "No product is of this type yet.".to_owned(),
        1 => "1 product is of this type.".to_owned(),
        products => format!("{products} products are of this type."),
    };
    view! {
        <section class=format!("{} {}", part::card, record::block)>
            <ActionForm action=actions.rename attr:class=part::field>
                <input type="hidden" name="product_type" value=row.id.to_string() />
                <label for="name">"Name"</label>
                <input id="name" name="name" value=name maxlength="80" required autocomplete="off" />
                {move || refusal().map(|words| view! { <p class=part::complaint role="alert">{words}</p> })}
                <div class=record::end>
                    <button class=part::button disabled=move || actions.rename.pending().get()>"Rename type"</button>
                </div>
            </ActionForm>
            <p class=part::hint>{products}</p>
            {(row.products == 0)
                .then(|| {
                    view! {
                        <details class=record::removal>
                            <summary>"Remove this type"</summary>
                            <ActionForm action=actions.remove>
                                <input type="hidden" name="product_type" value=row.id.to_string() />
                                <p class=part::hint>"Its attributes stay: other types and products may have them."</p>
                                <button class=part::danger>"Remove “" {row.name} "”"</button>
                            </ActionForm>
                        </details>
                    }
                })}
        </section>
    }
}
