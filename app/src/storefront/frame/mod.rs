//! The frame around the storefront's pages: announcement, menu, search, cart, foot, and what was just added.

mod added;
pub mod api;
mod foot;
mod head;
mod languages;
mod message;
mod search_field;

use added::JustAddedPanel;
use foot::Foot;
use head::Head;
pub use head::Mark;
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::components::Outlet;
pub use message::MessageBar;

use self::api::frame;
use crate::{data::page_data, title::for_head};

stylance::import_style!(style, "frame.module.css");

/// The frame, with the page in it.
#[component]
pub fn StorefrontFrame() -> impl IntoView {
    let data = page_data(|| (), |()| frame());
    view! {
        <a class=style::skip href="#main">"Skip to the content"</a>
        <Suspense>
            {move || Suspend::new(async move {
                data.await.ok().map(|data| {
                    let name = for_head(&data.shop_name);
                    view! {
                        <Title formatter=move |title: String| if title.is_empty() { name.clone() } else { format!("{title} · {name}") } />
                        <Head data />
                    }
                })
            })}
        </Suspense>
        <Outlet />
        <Suspense>
            {move || Suspend::new(async move { data.await.ok().map(|data| view! { <Foot data /> }) })}
        </Suspense>
        <JustAddedPanel />
        <MessageBar />
    }
}
