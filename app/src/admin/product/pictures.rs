//! The pictures of a product: put on, described, put in order, taken off and put back.

use domain::kernel::ImageId;
use leptos::{prelude::*, task::spawn_local};

use super::{
    api::{move_image, read_product, remove_image, restore_image},
    editor::EditorState,
    picture::PictureItem,
    style,
};
use crate::{
    admin::{
        layout::AdminState,
        parts::{refusal::Complaint, style as part, upload::Upload},
    },
    error::AppError,
};

/// What can be done with a picture; each at once, outside the form's save.
#[derive(Clone, Copy)]
pub struct PictureActions {
    editor: EditorState,
    state: AdminState,
    /// Why the last one failed.
    pub failed: RwSignal<Option<String>>,
}

impl PictureActions {
    /// Reads the pictures and the version again; what stands in other fields stays.
    pub async fn refresh(self) {
        let id = self.editor.saved.with_untracked(|saved| saved.id);
        match read_product(id).await {
            Ok(now) => {
                self.editor.saved.update(|saved| {
                    saved.version = now.form.version;
                    saved.pictures = now.form.pictures;
                });
                // The fields of pictures that came or went are there, or gone, with the next frame.
                let _ = request_animation_frame(move || self.editor.compare());
            }
            Err(error) => self.failed.set(Some(error.to_string())),
        }
    }

    async fn finish(self, answer: Result<(), AppError>) -> bool {
        let succeeded = answer.is_ok();
        self.failed.set(answer.err().map(|error| error.to_string()));
        self.refresh().await;
        succeeded
    }

    /// Puts a picture at another place; it moves at once.
    pub fn place(self, image: ImageId, to: usize) {
        let product = self.editor.saved.with_untracked(|saved| saved.id);
        self.editor.saved.update(|saved| {
            if let Some(from) = saved.pictures.iter().position(|picture| picture.id == image) {
                let moved = saved.pictures.remove(from);
                saved.pictures.insert(to.min(saved.pictures.len()), moved);
            }
        });
        spawn_local(async move {
            self.finish(move_image(product, image, to).await).await;
        });
    }

    /// Takes a picture off; the message offers to put it back.
    pub fn remove(self, image: ImageId) {
        let (product, place) = self
            .editor
            .saved
            .with_untracked(|saved| (saved.id, saved.pictures.iter().position(|picture| picture.id == image)));
        let Some(place) = place else { return };
        let mut words = String::new();
        self.editor.saved.update(|saved| words = saved.pictures.remove(place).alternative_text);
        let undo = Callback::new(move |()| {
            let words = words.clone();
            spawn_local(async move {
                self.finish(restore_image(product, image, place, words).await).await;
            });
        });
        spawn_local(async move {
            if self.finish(remove_image(product, image).await).await {
                self.state.say_with_undo("Picture removed", undo);
            }
        });
    }
}

/// The pictures.
#[component]
pub fn Pictures(
    /// The form.
    editor: EditorState,
) -> impl IntoView {
    let actions = PictureActions { editor, state: AdminState::of_frame(), failed: RwSignal::new(None) };
    let purpose = Some(("product", editor.saved.with_untracked(|saved| saved.id.to_string())));
    let on_kept = move |_| spawn_local(actions.refresh());
    let pictures = move || editor.saved.with(|saved| saved.pictures.clone());
    view! {
        <section class=part::card aria-labelledby="pictures">
            <div class=part::cardhead>
                <h2 id="pictures">"Pictures"</h2>
                <span class=part::aside>"The first stands in lists"</span>
            </div>
            <div class=style::pictures>
                <Complaint message=actions.failed />
                <ol class=style::strip>
                    <For each=pictures key=|picture| picture.id let:picture>
                        <PictureItem editor actions picture />
                    </For>
                </ol>
                <Upload purpose words="Add pictures" several=true on_kept />
            </div>
        </section>
    }
}
