//! The page of one image: what it shows, who shows it, and what can be done with it.

use domain::{
    catalog::view::Picture,
    kernel::{ImageId, Timestamp},
    media::view::{ImageDetail, ImageUse, size_words},
};
use leptos::{form::ActionForm, prelude::*, task::spawn_local};
use leptos_router::hooks::use_navigate;

use super::{
    api::{DescribeImage, RemoveImage, RestoreImage, SetFocus, read_image, restore_image, show_instead},
    focus::FocalPoint,
    style,
    uses::Uses,
};
use crate::{
    admin::{
        clock::{Dated, moment},
        layout::AdminState,
        parts::{
            leave,
            refusal::{Complaint, Refusal},
            skeleton::RecordSkeleton,
            style as part,
            upload::Upload,
        },
    },
    data::part_data,
    error::AppError,
};

/// What can be done with the image; whenever one is done, the page is read again.
#[derive(Clone, Copy)]
struct Actions {
    /// What is typed and not saved.
    unsaved: RwSignal<Vec<&'static str>>,
    describe: ServerAction<DescribeImage>,
    focus: ServerAction<SetFocus>,
    remove: ServerAction<RemoveImage>,
    restore: ServerAction<RestoreImage>,
    again: RwSignal<u32>,
}

impl Actions {
    fn new() -> Self {
        Self {
            unsaved: leave::typed(AdminState::of_frame()),
            describe: ServerAction::new(),
            focus: ServerAction::new(),
            remove: ServerAction::new(),
            restore: ServerAction::new(),
            again: RwSignal::new(0),
        }
    }

    fn done(self) -> (usize, usize, usize, usize, u32) {
        (
            self.describe.version().get(),
            self.focus.version().get(),
            self.remove.version().get(),
            self.restore.version().get(),
            self.again.get(),
        )
    }

    fn refused(self) -> Option<String> {
        let refused =
            |answer: Option<Result<(), AppError>>| answer.and_then(Result::err).map(|error| error.to_string());
        refused(self.describe.value().get())
            .or_else(|| refused(self.focus.value().get()))
            .or_else(|| refused(self.remove.value().get()))
            .or_else(|| refused(self.restore.value().get()))
    }
}

/// One image.
#[component]
pub fn ImagePage(
    /// Which.
    id: ImageId,
) -> impl IntoView {
    let actions = Actions::new();
    tell(actions, id);
    let data = part_data(move || actions.done(), move |_| read_image(id));
    view! {
        <Transition fallback=RecordSkeleton>
            {move || Suspend::new(async move {
                match data.await {
                    Ok(data) => view! { <Detail data actions /> }.into_any(),
                    Err(error) => view! { <Refusal error /> }.into_any(),
                }
            })}
        </Transition>
    }
}

/// Says what was done, with a way back.
fn tell(actions: Actions, id: ImageId) {
    let state = AdminState::of_frame();
    Effect::new(move || {
        if actions.describe.value().get() == Some(Ok(())) {
            actions.unsaved.set(Vec::new());
            state.say("Words saved");
        }
    });
    Effect::new(move || {
        if actions.focus.value().get() == Some(Ok(())) {
            state.say("Focal point saved");
        }
    });
    Effect::new(move || {
        if actions.remove.value().get() == Some(Ok(())) {
            let undo = Callback::new(move |()| {
                spawn_local(async move {
                    if restore_image(id).await.is_ok() {
                        let _ = actions.again.try_update(|again| *again = again.wrapping_add(1));
                    }
                });
            });
            state.say_with_undo("Image removed", undo);
        }
    });
}

#[component]
fn Detail(data: Dated<ImageDetail>, actions: Actions) -> impl IntoView {
    let Dated { now, value: detail } = data;
    let id = detail.row.picture.id;
    let name = if detail.row.name.is_empty() { "Without a name".to_owned() } else { detail.row.name.clone() };
    let words = words_of(&detail);
    view! {
        <nav class=style::path aria-label="Path">
            <a href="/admin/media">"Media"</a>
            " /"
        </nav>
        <header class=part::titlerow>
            <h1 class=part::title>{name}</h1>
            <Standing detail=detail.clone() actions />
        </header>
        <Complaint message=Signal::derive(move || actions.refused()) />
        {detail.removed_at.map(|at| view! { <Removed at now /> })}
        <div class=style::columns>
            <FocalPoint picture=detail.row.picture.clone() words facts=facts(&detail, now) action=actions.focus />
            <div class=style::side>
                <Words detail=detail.clone() actions />
                <Uses uses=detail.uses.clone() order_lines=detail.order_lines />
                <section class=part::card>
                    <div class=part::cardhead>
                        <h2>"Replace everywhere"</h2>
                    </div>
                    <div class=style::block>
                        <p class=part::hint>"Pages show the new image at once. Orders keep the one they were placed with."</p>
                        <Replace id uses=detail.row.uses actions />
                    </div>
                </section>
            </div>
        </div>
    }
    .into_any()
}

fn facts(detail: &ImageDetail, now: Timestamp) -> String {
    let ImageDetail { row, .. } = detail;
    let (width, height) = (row.picture.width, row.picture.height);
    format!(
        "{width} × {height} · {} · {} · added {}",
        row.format.to_uppercase(),
        size_words(row.bytes),
        moment(row.created_at, now)
    )
}

/// Removes it, or puts it back.
#[component]
fn Standing(detail: ImageDetail, actions: Actions) -> impl IntoView {
    let id = detail.row.picture.id.to_string();
    if detail.removed_at.is_some() {
        return view! {
            <ActionForm action=actions.restore>
                <input type="hidden" name="image" value=id />
                <button class=part::primary>"Put back"</button>
            </ActionForm>
        }
        .into_any();
    }
    let is_used = detail.row.uses > 0;
    let reason = is_used.then_some("Pages show it. Replace it there, or take it off them first.");
    view! {
        <ActionForm action=actions.remove>
            <input type="hidden" name="image" value=id />
            <button class=part::button disabled=is_used title=reason>"Remove image"</button>
        </ActionForm>
    }
    .into_any()
}

#[component]
fn Removed(at: Timestamp, now: Timestamp) -> impl IntoView {
    view! {
        <p class=part::banner>
            {format!("Removed {}. It is deleted 30 days later, unless an order shows it.", moment(at, now))}
        </p>
    }
}

/// What it shows, for those who do not see it.
#[component]
fn Words(detail: ImageDetail, actions: Actions) -> impl IntoView {
    let words = words_of(&detail);
    let known = words.clone();
    // What was typed and taken back is nothing to be asked about.
    let typed = move |now: String| {
        let unsaved = if now == known { Vec::new() } else { vec!["words"] };
        if actions.unsaved.with_untracked(|before| *before != unsaved) {
            actions.unsaved.set(unsaved);
        }
    };
    let picture = detail.row.picture;
    let everywhere = (detail.row.uses > 0).then(|| {
        let pages = if detail.row.uses == 1 {
            "the page that shows it".to_owned()
        } else {
            format!("all {} pages that show it", detail.row.uses)
        };
        view! {
            <label class=style::tick>
                <input type="checkbox" name="everywhere" value="yes" />
                {format!("Also on {pages}")}
            </label>
        }
    });
    view! {
        <section class=part::card>
            <div class=part::cardhead>
                <h2>"What it shows"</h2>
            </div>
            <ActionForm action=actions.describe attr:class=style::block>
                <input type="hidden" name="image" value=picture.id.to_string() />
                <div class=part::field>
                    <label for="words">"Words for those who do not see it"</label>
                    <textarea
                        id="words"
                        name="words"
                        maxlength="200"
                        rows="3"
                        on:input:target=move |event| typed(event.target().value())
                    >
                        {words}
                    </textarea>
                </div>
                {everywhere}
                <button class=part::button disabled=move || actions.describe.pending().get()>"Save words"</button>
            </ActionForm>
        </section>
    }
}

/// Its own words, or else those of the first page that has some.
fn words_of(detail: &ImageDetail) -> String {
    let own = &detail.row.picture.alternative_text;
    let of_a_page = || {
        detail.uses.iter().find_map(|page| match page {
            ImageUse::Product { alternative_text, .. } if !alternative_text.is_empty() => {
                Some(alternative_text.clone())
            }
            _ => None,
        })
    };
    if own.is_empty() { of_a_page().unwrap_or_default() } else { own.clone() }
}

#[component]
fn Replace(id: ImageId, uses: i64, actions: Actions) -> impl IntoView {
    let state = AdminState::of_frame();
    let navigate = use_navigate();
    let on_kept = move |picture: Picture| {
        let (new, go_back) = (picture.id, navigate.clone());
        navigate(&format!("/admin/media/{new}"), Default::default());
        let undo = Callback::new(move |()| {
            let go_back = go_back.clone();
            spawn_local(async move {
                if show_instead(new, id).await.is_ok() {
                    go_back(&format!("/admin/media/{id}"), Default::default());
                }
            });
        });
        if new == id {
            state.say("This is the same image");
        } else if uses > 0 {
            state.say_with_undo("Image replaced", undo);
        }
        actions.again.update(|again| *again = again.wrapping_add(1));
    };
    view! { <Upload purpose=Some(("instead", id.to_string())) words="Choose the new image" several=false on_kept /> }
}
