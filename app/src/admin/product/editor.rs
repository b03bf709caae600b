//! The form as a whole: what is unsaved, what was refused, what somebody else changed.

use domain::catalog::view::{ProductChoices, ProductForm, ProductSheet};
use leptos::{
    ev,
    form::{ActionForm, FromFormData},
    html,
    prelude::*,
    wasm_bindgen::JsCast,
    web_sys,
};

use super::{
    FORM, ProductInput,
    api::{SaveOutcome, SaveProduct},
    attributes::Attributes,
    conflict::{self, Conflicts, Difference},
    details::Details,
    goods::Goods,
    input::field_name,
    parcel::Parcel,
    pictures::Pictures,
    publish::{Publication, state_of},
    readiness::Readiness,
    save_bar::SaveBar,
    shelving::Shelving,
    style,
    variants::Variants,
    videos::Films,
};
use crate::admin::parts::rich_text::read_again;
use crate::admin::{
    layout::AdminState,
    parts::{
        badge::Badge, form::last_sent, leave::ask_before, refusal::Complaint, style as part, words::counted, wrong,
    },
    picks::{PickPlace, Picks},
};

/// The state of the form.
#[derive(Clone, Copy)]
pub struct EditorState {
    /// What was saved last.
    pub saved: RwSignal<ProductForm>,
    /// What can be chosen.
    pub choices: StoredValue<ProductChoices>,
    /// The parts that are not saved.
    pub unsaved: RwSignal<Vec<&'static str>>,
    /// Fields that were refused, by path.
    pub refused: RwSignal<Vec<(String, String)>>,
    /// Fields that somebody else changed as well.
    pub conflicts: RwSignal<Vec<Difference>>,
    /// What stands in the fields of publication; nothing before somebody has looked.
    pub publication: RwSignal<Option<(bool, String)>>,
    /// The form.
    pub form: NodeRef<html::Form>,
    /// The save under way.
    pub action: ServerAction<SaveProduct>,
    /// What was sent last.
    sent: StoredValue<Option<SaveProduct>>,
}

impl EditorState {
    /// Why a field was refused.
    #[must_use]
    pub fn refusal_of(self, path: &str) -> Option<String> {
        self.refused.with(|refused| refused.iter().find(|(field, _)| field == path).map(|(_, words)| words.clone()))
    }

    /// What stands in the fields.
    fn fields(self) -> Option<ProductInput> {
        let form = self.form.get_untracked()?;
        let data = web_sys::FormData::new_with_form(&form).ok()?;
        SaveProduct::from_form_data(&data).ok().map(|typed| typed.product)
    }

    /// Compares the fields with what was saved.
    pub fn compare(self) {
        if let Some(typed) = self.fields() {
            let publication = Some((typed.published, typed.publish_at.clone()));
            if self.publication.with_untracked(|before| *before != publication) {
                self.publication.set(publication);
            }
            let unsaved = self.saved.with_untracked(|saved| typed.changed_parts(&ProductInput::of(saved)));
            if self.unsaved.with_untracked(|before| *before != unsaved) {
                self.unsaved.set(unsaved);
            }
        }
    }

    /// Puts the fields back to what was saved.
    pub fn discard(self) {
        if let Some(form) = self.form.get_untracked() {
            form.reset();
            read_again();
        }
        self.refused.set(Vec::new());
        self.conflicts.set(Vec::new());
        self.compare();
    }

    /// Sends the form.
    pub fn save(self) {
        if let Some(form) = self.form.get_untracked() {
            let _ = form.request_submit();
        }
    }

    /// Writes a text into a field.
    pub fn fill(self, path: &str, text: &str) {
        if let Some(several) = path.strip_suffix(".chosen") {
            self.tick(several, text);
            return;
        }
        let selector = format!("[name=\"{}\"]", field_name(path));
        let Ok(Some(field)) = document().query_selector(&selector) else { return };
        if let Some(area) = field.dyn_ref::<web_sys::HtmlTextAreaElement>() {
            area.set_value(text);
            tell(area);
        } else if let Some(input) = field.dyn_ref::<web_sys::HtmlInputElement>() {
            if input.type_() == "checkbox" { input.set_checked(!text.is_empty()) } else { input.set_value(text) }
        } else if let Some(select) = field.dyn_ref::<web_sys::HtmlSelectElement>() {
            select.set_value(text);
        }
        self.compare();
    }

    /// Ticks the choices of an attribute whose words stand in the text with commas between, and no others.
    fn tick(self, path: &str, text: &str) {
        let beginning = format!("{}[v", field_name(&format!("{path}.chosen")));
        let Some(form) = self.form.get_untracked() else { return };
        for place in 0..u32::try_from(form.length()).unwrap_or(0) {
            let field = form.get_with_index(place);
            let Some(field) = field.and_then(|field| field.dyn_into::<web_sys::HtmlInputElement>().ok()) else {
                continue;
            };
            let name = field.name();
            if let Some(value) = name.strip_prefix(&beginning).and_then(|rest| rest.strip_suffix(']')) {
                field.set_checked(text.split(',').any(|word| word == value));
            }
        }
        self.compare();
    }

    /// Takes what the server answered.
    fn take(self, outcome: SaveOutcome, state: AdminState) {
        match outcome {
            SaveOutcome::Saved(now) => {
                let unchanged_since = self.fields() == self.sent.get_value().map(|sent| sent.product);
                self.saved.set(*now);
                self.refused.set(Vec::new());
                self.conflicts.set(Vec::new());
                let finish = move || if unchanged_since { self.discard() } else { self.compare() };
                let _ = request_animation_frame(finish);
                state.say("Product saved");
            }
            SaveOutcome::Refused(fields) => {
                self.refused.set(fields);
                wrong::to_first();
            }
            SaveOutcome::Conflict(now) => self.merge(*now),
        }
    }

    /// Takes over what only the other changed, and asks about what both did.
    fn merge(self, now: ProductForm) {
        let Some(mine) = self.fields() else { return };
        let base = self.saved.with_untracked(ProductInput::of);
        let (theirs_only, both) = conflict::differences(&base, &mine, &ProductInput::of(&now));
        self.saved.set(now);
        let _ = request_animation_frame(move || {
            for difference in theirs_only {
                self.fill(&difference.path, &difference.theirs);
            }
            self.conflicts.set(both);
            self.compare();
        });
    }
}

/// Tells of a text that no key was pressed for, so that what shows it follows.
fn tell(area: &web_sys::HtmlTextAreaElement) {
    if let Ok(event) = web_sys::Event::new("change") {
        let _ = area.dispatch_event(&event);
    }
}

/// The page of a product that was read.
#[component]
pub fn Editor(
    /// The product, and what can be chosen.
    sheet: ProductSheet,
) -> impl IntoView {
    let state = AdminState::of_frame();
    let (id, related) = (sheet.form.id, sheet.related);
    let action = ServerAction::new();
    let editor = EditorState {
        saved: RwSignal::new(sheet.form),
        choices: StoredValue::new(sheet.choices),
        unsaved: RwSignal::new(Vec::new()),
        refused: RwSignal::new(Vec::new()),
        conflicts: RwSignal::new(Vec::new()),
        publication: RwSignal::new(None),
        form: NodeRef::new(),
        action,
        sent: last_sent(action),
    };
    ask_before(state, editor.unsaved);
    save_by_key(editor);
    // What was typed before the page came alive is unsaved, too.
    Effect::new(move || {
        let _ = request_animation_frame(move || editor.compare());
    });
    Effect::new(move || {
        if let Some(Ok(outcome)) = action.value().get() {
            editor.take(outcome, state);
        }
    });
    let failed = Signal::derive(move || action.value().get().and_then(Result::err).map(|error| error.to_string()));
    view! {
        <nav class=style::path aria-label="Path">
            <a href="/admin/products">"Products"</a>
            " /"
        </nav>
        <header class=part::titlerow>
            <div class=style::heading>
                <h1 class=part::title>{move || editor.saved.with(|saved| saved.title.clone())}</h1>
                {move || {
                    let (tone, label) = editor.saved.with(state_of);
                    view! { <Badge tone label /> }
                }}
            </div>
            <div class=part::actions>
                <a class=part::button href=editor.saved.with_untracked(|saved| format!("/admin/products/{}/prices", saved.id))>
                    "Currencies"
                </a>
                <a class=part::button href=editor.saved.with_untracked(|saved| format!("/admin/products/{}/texts", saved.id))>
                    "Languages"
                </a>
                <a class=part::button href=editor.saved.with_untracked(|saved| format!("/admin/products/{}/history", saved.id))>
                    "History"
                </a>
                {move || {
                    editor
                        .saved
                        .with(|saved| saved.published.then(|| format!("/products/{}", saved.slug)))
                        .map(|href| {
                            view! {
                                <a class=part::button href=href rel="external">
                                    "View in shop"
                                </a>
                            }
                        })
                }}
                <noscript inner_html=plain_save()></noscript>
            </div>
        </header>
        <ActionForm action node_ref=editor.form attr:id=FORM attr:class=style::form>
            <input type="hidden" name=field_name("id") value=editor.saved.get_untracked().id.to_string() />
            <input
                type="hidden"
                name=field_name("version")
                value=move || editor.saved.with(|saved| saved.version.to_string())
            />
        </ActionForm>
        <Complaint message=failed />
        <Summary editor />
        <Conflicts editor />
        <div class=style::columns on:input=move |_| editor.compare() on:change=move |_| editor.compare()>
            <div class=style::main>
                <Details editor />
                <Pictures editor />
                <Films editor />
                <Attributes editor />
                <Variants editor />
                <Goods editor />
                <Parcel editor />
                <Picks place=PickPlace::Related(id) picks=related title="Goes with it" words="Without any, products of its category" />
            </div>
            <Publication editor />
            <aside class=style::side>
                <Readiness editor />
                <Shelving editor />
            </aside>
        </div>
        <SaveBar editor />
    }
}

/// The button for browsers without JavaScript, which never see the save bar.
fn plain_save() -> String {
    format!("<button class=\"{}\" form=\"{FORM}\">Save product</button>", part::primary)
}

/// How many fields need another look, each with the way to it.
#[component]
fn Summary(editor: EditorState) -> impl IntoView {
    move || {
        let refused = editor.refused.get();
        (!refused.is_empty()).then(|| {
            let changes = counted(refused.len(), "change");
            view! {
                <div class=format!("{} {}", part::banner, style::summary) role="alert">
                    <strong>"To save this product, make " {changes} ":"</strong>
                    <ul>
                        {refused
                            .into_iter()
                            .map(|(path, words)| {
                                view! {
                                    <li>
                                        <a href=format!("#{}", field_name(&path)) rel="external">
                                            {words}
                                        </a>
                                    </li>
                                }
                            })
                            .collect_view()}
                    </ul>
                </div>
            }
        })
    }
}

/// Ctrl or ⌘ + S saves, also while somebody types.
fn save_by_key(editor: EditorState) {
    Effect::new(move || {
        let listener = window_event_listener(ev::keydown, move |event| {
            if (event.ctrl_key() || event.meta_key()) && event.key().eq_ignore_ascii_case("s") {
                event.prevent_default();
                editor.save();
            }
        });
        on_cleanup(move || listener.remove());
    });
}
