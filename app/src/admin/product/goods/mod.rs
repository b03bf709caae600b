//! What kind of thing the product is, and what belongs to it: the parts of a bundle, the files of a
//! digital product, the fields of one that is made to order.
//!
//! Each change is a form of its own and is saved at once, beside the product's own save: what stands unsaved in other fields stays
//! there.

pub mod api;
mod bundle;
mod field_input;
mod fields;
mod files;
mod percent;

use domain::catalog::ProductKind;
use leptos::{form::ActionForm, prelude::*, task::spawn_local};

use self::{
    api::{PutField, PutPart, RemoveField, RemoveFile, SetBounds, SetDiscount, SetKind},
    bundle::Bundle,
    fields::Fields,
    files::Files,
};
use super::{api::read_product, editor::EditorState, style as page};
use crate::{
    admin::{
        layout::AdminState,
        parts::{refusal::Complaint, style as part},
    },
    error::AppError,
};

stylance::import_style!(style, "goods.module.css");

/// What can be done with the goods.
#[derive(Clone, Copy)]
struct GoodsActions {
    editor: EditorState,
    set_kind: ServerAction<SetKind>,
    set_discount: ServerAction<SetDiscount>,
    put_part: ServerAction<PutPart>,
    remove_file: ServerAction<RemoveFile>,
    set_bounds: ServerAction<SetBounds>,
    put_field: ServerAction<PutField>,
    remove_field: ServerAction<RemoveField>,
    failed: RwSignal<Option<String>>,
}

impl GoodsActions {
    fn new(editor: EditorState) -> Self {
        let state = AdminState::of_frame();
        let actions = Self {
            editor,
            set_kind: ServerAction::new(),
            set_discount: ServerAction::new(),
            put_part: ServerAction::new(),
            remove_file: ServerAction::new(),
            set_bounds: ServerAction::new(),
            put_field: ServerAction::new(),
            remove_field: ServerAction::new(),
            failed: RwSignal::new(None),
        };
        actions.follow(state, Signal::derive(move || actions.set_kind.value().get()), "Kind changed");
        actions.follow(state, Signal::derive(move || actions.set_discount.value().get()), "Price changed");
        actions.follow(state, Signal::derive(move || actions.put_part.value().get()), "Parts changed");
        actions.follow(state, Signal::derive(move || actions.remove_file.value().get()), "File removed");
        actions.follow(state, Signal::derive(move || actions.set_bounds.value().get()), "Limits changed");
        actions.follow(state, Signal::derive(move || actions.put_field.value().get()), "Field saved");
        actions.follow(state, Signal::derive(move || actions.remove_field.value().get()), "Field removed");
        actions
    }

    /// Says what became of each change, and reads the goods again.
    fn follow(self, state: AdminState, answer: Signal<Option<Result<(), AppError>>>, words: &'static str) {
        Effect::new(move || match answer.get() {
            Some(Ok(())) => {
                self.failed.set(None);
                state.say(words);
                spawn_local(self.refresh());
            }
            Some(Err(error)) => self.failed.set(Some(error.to_string())),
            None => {}
        });
    }

    async fn refresh(self) {
        let id = self.editor.saved.with_untracked(|saved| saved.id);
        match read_product(id).await {
            Ok(now) => {
                self.editor.saved.update(|saved| {
                    saved.version = now.form.version;
                    saved.goods = now.form.goods;
                    saved.variants = now.form.variants;
                });
                self.editor.compare();
            }
            Err(error) => self.failed.set(Some(error.to_string())),
        }
    }

    fn product(self) -> String {
        self.editor.saved.with_untracked(|saved| saved.id.to_string())
    }
}

/// The card of the kind.
#[component]
pub fn Goods(
    /// The form.
    editor: EditorState,
) -> impl IntoView {
    let actions = GoodsActions::new(editor);
    let kind = Memo::new(move |_| editor.saved.with(|saved| saved.goods.kind));
    view! {
        <section class=part::card aria-labelledby="goods">
            <div class=part::cardhead>
                <h2 id="goods" tabindex="-1">
                    "What it is"
                </h2>
                <span class=part::aside>"saved at once"</span>
            </div>
            <div class=page::block>
                <Complaint message=actions.failed />
                <KindChoice actions kind />
                {move || match kind.get() {
                    ProductKind::Bundle => view! { <Bundle actions /> }.into_any(),
                    ProductKind::Digital => view! { <Files actions /> }.into_any(),
                    ProductKind::Simple | ProductKind::GiftCard => ().into_any(),
                }}
                {move || (kind.get() != ProductKind::GiftCard).then(|| view! { <Fields actions /> })}
            </div>
        </section>
    }
}

#[component]
fn KindChoice(actions: GoodsActions, kind: Memo<ProductKind>) -> impl IntoView {
    let action = actions.set_kind;
    view! {
        <ActionForm action attr:class=style::row>
            <input type="hidden" name="product" value=actions.product() />
            <div class=part::field>
                <label for="goods-kind">"Kind"</label>
                <select id="goods-kind" name="kind">
                    {ProductKind::ALL
                        .into_iter()
                        .map(|one| {
                            view! {
                                <option value=one.key() selected=move || kind.get() == one>
                                    {label(one)}
                                </option>
                            }
                        })
                        .collect_view()}
                </select>
            </div>
            <button class=part::button disabled=move || action.pending().get()>
                "Change kind"
            </button>
        </ActionForm>
        <p class=part::hint>{move || hint(kind.get())}</p>
    }
}

fn label(kind: ProductKind) -> &'static str {
    match kind {
        ProductKind::Simple => "A thing with its own stock",
        ProductKind::Bundle => "A bundle of several things",
        ProductKind::Digital => "Files to download",
        ProductKind::GiftCard => "A gift card",
    }
}

fn hint(kind: ProductKind) -> &'static str {
    match kind {
        ProductKind::Simple => "Its stock is counted variant by variant.",
        ProductKind::Bundle => "Its stock is that of its parts: an order reserves each of them.",
        ProductKind::Digital => "Nothing is sent: once it is paid, the order’s page offers the files.",
        ProductKind::GiftCard => {
            "Nothing is sent: once it is paid, its code goes out by mail. Each variant is an amount."
        }
    }
}
