//! One picture of a product with its words and buttons.

use domain::catalog::view::Picture;
use leptos::prelude::*;

use super::{
    FORM,
    editor::EditorState,
    input::{field_name, picture_key},
    pictures::PictureActions,
    style,
};
use crate::admin::parts::{
    icon::{Drawing, Icon},
    style as part,
};

/// A picture; its buttons are plain forms, too.
#[component]
pub fn PictureItem(
    /// The form.
    editor: EditorState,
    /// What can be done.
    actions: PictureActions,
    /// The picture.
    picture: Picture,
) -> impl IntoView {
    let id = picture.id;
    let product = editor.saved.with_untracked(|saved| saved.id.to_string());
    let place = Memo::new(move |_| {
        editor.saved.with(|saved| saved.pictures.iter().position(|picture| picture.id == id)).unwrap_or(0)
    });
    let is_last = move || editor.saved.with(|saved| place.get().saturating_add(1) >= saved.pictures.len());
    let words = move || {
        editor.saved.with(|saved| {
            saved.pictures.iter().find(|picture| picture.id == id).map(|picture| picture.alternative_text.clone())
        })
    };
    let (focus_x, focus_y) = picture.focus.attributes();
    let name = field_name(&format!("alternative_texts.{}", picture_key(id)));
    let earlier = move || place.get().saturating_sub(1);
    let later = move || place.get().saturating_add(1);
    view! {
        <li class=style::picture>
            <img
                src=picture.address_for(320)
                alt=picture.alternative_text.clone()
                width="132"
                height="132"
                loading="lazy"
                data-focus-x=focus_x
                data-focus-y=focus_y
            />
            <div class=style::words>
                <label for=name.clone()>"What it shows"</label>
                <input
                    class=part::input
                    id=name.clone()
                    name=name
                    form=FORM
                    value=words
                    maxlength="200"
                    autocomplete="off"
                    placeholder="For those who do not see it"
                />
                {move || {
                    words()
                        .is_some_and(|words| words.trim().is_empty())
                        .then(|| view! { <small class=part::small>"Not described yet"</small> })
                }}
                <div class=style::tools>
                    <form action="/api/admin/product/move_image" method="post" on:submit=move |event| {
                        event.prevent_default();
                        actions.place(id, earlier());
                    }>
                        <input type="hidden" name="product" value=product.clone() />
                        <input type="hidden" name="image" value=id.to_string() />
                        <input type="hidden" name="to" value=move || earlier().to_string() />
                        <button class=format!("{} {}", part::button, part::icon) title="Earlier" disabled=move || place.get() == 0>
                            <Drawing icon=Icon::Up />
                            <span class=part::hidden>"Earlier"</span>
                        </button>
                    </form>
                    <form action="/api/admin/product/move_image" method="post" on:submit=move |event| {
                        event.prevent_default();
                        actions.place(id, later());
                    }>
                        <input type="hidden" name="product" value=product.clone() />
                        <input type="hidden" name="image" value=id.to_string() />
                        <input type="hidden" name="to" value=move || later().to_string() />
                        <button class=format!("{} {}", part::button, part::icon) title="Later" disabled=is_last>
                            <Drawing icon=Icon::Down />
                            <span class=part::hidden>"Later"</span>
                        </button>
                    </form>
                    <form action="/api/admin/product/remove_image" method="post" on:submit=move |event| {
                        event.prevent_default();
                        actions.remove(id);
                    }>
                        <input type="hidden" name="product" value=product />
                        <input type="hidden" name="image" value=id.to_string() />
                        <button class=part::button>"Remove"</button>
                    </form>
                </div>
            </div>
        </li>
    }
}
