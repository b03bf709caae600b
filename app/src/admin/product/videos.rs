//! The films of a product: links, each with one of the product's pictures before it. Put on and taken off at once, outside of
//! the form's save.

use domain::{
    catalog::view::VideoRow,
    kernel::{ImageId, ProductId},
};
use leptos::{form::ActionForm, prelude::*, task::spawn_local};

use super::{
    api::films::{AddFilm, RemoveFilm, add_film, read_films},
    editor::EditorState,
    style,
};
use crate::{
    admin::{
        layout::AdminState,
        parts::{refusal::Complaint, style as part},
    },
    data::part_data,
};

/// The films.
#[component]
pub fn Films(
    /// The form.
    editor: EditorState,
) -> impl IntoView {
    let product = editor.saved.with_untracked(|saved| saved.id);
    let (add, remove) = (ServerAction::<AddFilm>::new(), ServerAction::<RemoveFilm>::new());
    let again = RwSignal::new(0_u32);
    let changes = move || (add.version().get(), remove.version().get(), again.get());
    let films = part_data(changes, move |_| read_films(product));
    let refused = Signal::derive(move || {
        add.value()
            .get()
            .and_then(Result::err)
            .or_else(|| remove.value().get().and_then(Result::err))
            .map(|error| error.to_string())
    });
    view! {
        <section class=part::card aria-labelledby="films">
            <div class=part::cardhead>
                <h2 id="films">"Films"</h2>
                <span class=part::aside>"Nothing is loaded from elsewhere before a shopper clicks"</span>
            </div>
            <div class=style::pictures>
                <Complaint message=refused />
                <Transition>
                    {move || Suspend::new(async move {
                        let films = films.await.unwrap_or_default();
                        view! { <List films product remove again /> }
                    })}
                </Transition>
                <Add editor product action=add />
            </div>
        </section>
    }
}

#[component]
fn List(
    films: Vec<VideoRow>,
    product: ProductId,
    remove: ServerAction<RemoveFilm>,
    again: RwSignal<u32>,
) -> impl IntoView {
    let state = AdminState::of_frame();
    let one = move |film: VideoRow| {
        let title = if film.title.is_empty() { film.link.host.words().to_owned() } else { film.title.clone() };
        let undo = StoredValue::new(film.clone());
        let offer = move |_| {
            let film = undo.get_value();
            let back = state.lasting_undo(move || {
                let film = film.clone();
                spawn_local(async move {
                    let _ = add_film(product, film.link.address, film.title, film.poster).await;
                    let _ = again.try_update(|again| *again = again.wrapping_add(1));
                });
            });
            state.say_with_undo("Film removed", back);
        };
        view! {
            <li>
                <div>
                    <strong>{title}</strong>
                    <a href=film.link.address.clone() rel="external noopener noreferrer" target="_blank">
                        {film.link.address.clone()}
                    </a>
                </div>
                <ActionForm action=remove on:submit=offer>
                    <input type="hidden" name="product" value=product.to_string() />
                    <input type="hidden" name="film" value=film.id.to_string() />
                    <button class=part::button>"Remove"</button>
                </ActionForm>
            </li>
        }
    };
    (!films.is_empty()).then(|| view! { <ul class=style::films>{films.into_iter().map(one).collect_view()}</ul> })
}

#[component]
fn Add(editor: EditorState, product: ProductId, action: ServerAction<AddFilm>) -> impl IntoView {
    let form = NodeRef::<leptos::html::Form>::new();
    Effect::new(move || {
        if action.value().get().is_some_and(|answer| answer.is_ok())
            && let Some(form) = form.get_untracked()
        {
            form.reset();
        }
    });
    let posters =
        move || editor.saved.with(|saved| saved.pictures.iter().map(|picture| picture.id).collect::<Vec<_>>());
    let option = |(place, id): (usize, ImageId)| {
        view! { <option value=id.to_string()>{format!("Picture {}", place.saturating_add(1))}</option> }
    };
    view! {
        <ActionForm action node_ref=form attr:class=style::addfilm>
            <input type="hidden" name="product" value=product.to_string() />
            <div class=part::field>
                <label for="film-address">"Link"</label>
                <input
                    id="film-address"
                    type="url"
                    name="address"
                    required=true
                    maxlength="500"
                    placeholder="https://youtu.be/…"
                    autocomplete="off"
                />
            </div>
            <div class=part::field>
                <label for="film-title">"What it shows"</label>
                <input id="film-title" type="text" name="title" maxlength="120" autocomplete="off" />
            </div>
            {move || {
                let posters = posters();
                (!posters.is_empty())
                    .then(|| {
                        view! {
                            <div class=part::field>
                                <label for="film-poster">"Picture until it plays"</label>
                                <select id="film-poster" name="poster">
                                    {posters.into_iter().enumerate().map(option).collect_view()}
                                </select>
                            </div>
                        }
                    })
            }}
            <button class=part::button disabled=move || action.pending().get()>"Add film"</button>
        </ActionForm>
        <p class=part::hint>"YouTube, Vimeo, or a file that ends in .mp4, .webm or .mov."</p>
    }
}
