//! The image itself, and the point of it that stays in sight: clicked on the image, or typed as two numbers.

use domain::{catalog::view::Picture, media::Focus};
use leptos::{ev::MouseEvent, form::ActionForm, prelude::*, wasm_bindgen::JsCast, web_sys};

use super::{api::SetFocus, style};
use crate::admin::parts::style as part;

/// The image with its point, and how it looks where only a part of it is shown.
#[component]
pub fn FocalPoint(
    /// The image.
    picture: Picture,
    /// What it shows.
    words: String,
    /// Size, format, age.
    facts: String,
    /// Saves the point.
    action: ServerAction<SetFocus>,
) -> impl IntoView {
    let point = RwSignal::new(picture.focus);
    let large = picture.address_for(960);
    let choose = move |event: MouseEvent| {
        if let Some(focus) = clicked(&event) {
            point.set(focus);
        }
    };
    view! {
        <figure class=format!("{} {}", part::card, style::large)>
            // The number fields below do the same for the keyboard.
            <div class=style::target on:click=choose>
                <img src=large alt=words width=picture.width height=picture.height />
                <svg aria-hidden="true">
                    <circle
                        cx=move || format!("{}%", point.get().x())
                        cy=move || format!("{}%", point.get().y())
                        r="11"
                    ></circle>
                </svg>
            </div>
            <figcaption class=part::small>{facts}</figcaption>
            <div class=style::focal>
                <Numbers image=picture.id.to_string() point action />
                <Crops picture point />
            </div>
        </figure>
    }
}

/// Where in the image it was clicked.
fn clicked(event: &MouseEvent) -> Option<Focus> {
    // Nothing but the image in the frame is hit by a pointer, so the distances are from its own edges.
    let image: web_sys::Element = event.target()?.dyn_into().ok()?;
    let percent =
        |at: i32, of: i32| at.saturating_mul(100).checked_div(of).map(|percent| i64::from(percent.clamp(0, 100)));
    Focus::new(percent(event.offset_x(), image.client_width())?, percent(event.offset_y(), image.client_height())?)
}

#[component]
fn Numbers(image: String, point: RwSignal<Focus>, action: ServerAction<SetFocus>) -> impl IntoView {
    let typed = move |x: Option<i64>, y: Option<i64>| {
        let now = point.get_untracked();
        let known = Focus::new(x.unwrap_or(i64::from(now.x())), y.unwrap_or(i64::from(now.y())));
        if let Some(focus) = known {
            point.set(focus);
        }
    };
    view! {
        <ActionForm action attr:class=style::numbers>
            <input type="hidden" name="image" value=image />
            <h2>"Focal point"</h2>
            <p class=part::hint>"Click on what must stay in sight where the image is cut."</p>
            <div class=style::pair>
                <div class=part::field>
                    <label for="focus-x">"% from the left"</label>
                    <input
                        id="focus-x"
                        type="number"
                        name="x"
                        min="0"
                        max="100"
                        step="5"
                        inputmode="numeric"
                        prop:value=move || point.get().x().to_string()
                        value=point.get_untracked().x().to_string()
                        on:change:target=move |event| typed(event.target().value().parse().ok(), None)
                    />
                </div>
                <div class=part::field>
                    <label for="focus-y">"% from above"</label>
                    <input
                        id="focus-y"
                        type="number"
                        name="y"
                        min="0"
                        max="100"
                        step="5"
                        inputmode="numeric"
                        prop:value=move || point.get().y().to_string()
                        value=point.get_untracked().y().to_string()
                        on:change:target=move |event| typed(None, event.target().value().parse().ok())
                    />
                </div>
            </div>
            <button class=part::button disabled=move || action.pending().get()>"Save focal point"</button>
        </ActionForm>
    }
}

/// The image as products, the search and the admin cut it.
#[component]
fn Crops(picture: Picture, point: RwSignal<Focus>) -> impl IntoView {
    let source = picture.address_for(320);
    let crop = move |class: &'static str| {
        view! {
            <img
                class=class
                src=source.clone()
                alt=""
                data-focus-x=move || point.get().attributes().0
                data-focus-y=move || point.get().attributes().1
            />
        }
    };
    view! {
        <div class=style::crops aria-hidden="true">
            {[style::upright, style::square, style::wide].map(crop).collect_view()}
        </div>
    }
}
