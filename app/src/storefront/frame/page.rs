//! The frame, on the server.

use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::components::Outlet;

use super::{added::JustAddedPanel, api::frame, foot::Foot, head::Head, message::MessageBar, style};
use crate::title::for_head;

/// The frame, with the page in it.
#[component]
pub fn StorefrontFrame() -> impl IntoView {
    Suspend::new(async move {
        let data = frame().await.ok();
        let name = data.as_ref().map(|data| for_head(&data.shop_name));
        view! {
            {name.map(|name| view! {
                <Title formatter=move |title: String| if title.is_empty() { name.clone() } else { format!("{title} · {name}") } />
            })}
            <a class=style::skip href="#main">"Skip to the content"</a>
            {data.clone().map(|data| view! { <Head data /> })}
            <Outlet />
            {data.map(|data| view! { <Foot data /> })}
            <JustAddedPanel />
            <MessageBar />
        }
    })
}
