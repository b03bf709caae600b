//! The frame: side bar (a bottom bar on a phone), palette field, and the page.

use domain::order::view::shown_count;
use leptos::prelude::*;
use leptos_meta::Link;
use leptos_router::components::Redirect;
use leptos_router::hooks::use_location;

use super::{
    AdminState, api::FrameData, help::Help, keys, palette::Palette, person::Person, pulse, style, toast::ToastView,
};
use crate::{
    admin::{
        area::Area,
        parts::icon::{Drawing, Icon},
        place::Place,
    },
    data::Data,
    error::AppError,
};

/// The frame around a page.
#[component]
pub fn Frame(
    /// The page that is shown.
    place: Memo<Place>,
    /// The page.
    children: Children,
) -> impl IntoView {
    let state = AdminState::provide();
    let palette = RwSignal::new(false);
    let help = RwSignal::new(false);
    keys::listen(state, palette, help);
    pulse::listen(state);
    let data = state.frame;
    view! {
        <Link rel="preload" href="/fonts/inter.woff2" as_="font" type_="font/woff2" crossorigin="anonymous" />
        <div class=style::admin>
            <Suspense>
                {move || Suspend::new(async move {
                    match data.await {
                        Err(AppError::NotSignedIn) => view! { <ToSignIn /> }.into_any(),
                        _ => ().into_any(),
                    }
                })}
            </Suspense>
            <div class=style::bar>
                <Brand data />
                <Areas data place />
            </div>
            <div class=style::stage>
                <header class=style::top>
                    <Seek palette />
                    <Suspense>
                        {move || Suspend::new(async move {
                            data.await.ok().map(|data| view! { <Person staff=data.staff /> })
                        })}
                    </Suspense>
                </header>
                <main id="main" class=style::content>
                    {children()}
                </main>
            </div>
            <Palette open=palette help />
            <Help open=help />
            <ToastView />
        </div>
    }
}

/// Leads to the sign-in, and back here afterwards. The server functions refuse on their own: this is no guard.
#[component]
fn ToSignIn() -> impl IntoView {
    let path = use_location().pathname.get_untracked();
    view! { <Redirect path=format!("/admin/sign-in?next={path}") /> }
}

#[component]
fn Brand(data: Data<Result<FrameData, AppError>>) -> impl IntoView {
    view! {
        <div class=style::brand>
            <span class=style::mark></span>
            <span class=style::shop>
                <Suspense>
                    {move || Suspend::new(async move { data.await.map(|data| data.shop_name).unwrap_or_default() })}
                </Suspense>
            </span>
            <a class=style::view href="/" rel="external">
                "View shop ↗"
            </a>
        </div>
    }
}

#[component]
fn Areas(data: Data<Result<FrameData, AppError>>, place: Memo<Place>) -> impl IntoView {
    view! {
        <nav aria-label="Admin">
            <ul class=style::nav>
                {Area::ALL
                    .into_iter()
                    .map(|area| {
                        let current = move || (place.get().area() == Some(area)).then_some("page");
                        let holds = move || place.get().area().is_some_and(|here| area.holds(here));
                        view! {
                            <li class=(style::below, area.is_below())>
                                <a
                                    class=style::link
                                    class=(style::holds, holds)
                                    href=area.path()
                                    aria-current=current
                                    title=format!("{} (G {})", area.label(), area.key())
                                >
                                    <Drawing icon=icon(area) />
                                    <span>{area.label()}</span>
                                    {(area == Area::Orders).then(|| view! { <Waiting data /> })}
                                </a>
                            </li>
                        }
                    })
                    .collect_view()}
            </ul>
        </nav>
    }
}

fn icon(area: Area) -> Icon {
    match area {
        Area::Home => Icon::Home,
        Area::Orders => Icon::Orders,
        Area::Drafts => Icon::Draft,
        Area::Customers => Icon::Person,
        Area::Products => Icon::Products,
        Area::Categories => Icon::Category,
        Area::Collections => Icon::Collection,
        Area::Brands => Icon::Brand,
        Area::ProductTypes => Icon::Type,
        Area::Coupons => Icon::Coupon,
        Area::Stock => Icon::Stock,
        Area::Media => Icon::Media,
        Area::Imports => Icon::Import,
        Area::Site => Icon::Site,
        Area::Delivery => Icon::Delivery,
        Area::Taxes => Icon::Tax,
        Area::Currencies => Icon::Coin,
    }
}

/// How many orders wait; nothing when none does.
#[component]
fn Waiting(data: Data<Result<FrameData, AppError>>) -> impl IntoView {
    let state = AdminState::of_frame();
    view! {
        <Suspense>
            {move || Suspend::new(async move {
                let first = data.await.ok().and_then(|data| data.pulse);
                let waiting = move || {
                    let pulse = state.pulse.get().or_else(|| first.clone());
                    pulse.map(|pulse| pulse.to_send.saturating_add(pulse.needs_review)).filter(|count| *count > 0)
                };
                move || {
                    waiting().map(|count| view! {
                        <span class=style::count>
                            {shown_count(count)} <span class=crate::admin::parts::style::hidden>" waiting"</span>
                        </span>
                    })
                }
            })}
        </Suspense>
    }
}

/// The field that opens the palette; without JavaScript it searches the orders.
#[component]
fn Seek(palette: RwSignal<bool>) -> impl IntoView {
    view! {
        <form class=style::seek action="/admin/orders" method="get" role="search">
            <Drawing icon=Icon::Search />
            <input
                type="search"
                name="q"
                placeholder="Find an order, product or command"
                aria-label="Find an order, product or command"
                aria-keyshortcuts="Control+K Meta+K"
                autocomplete="off"
                on:click=move |_| palette.set(true)
            />
            <kbd>"Ctrl K"</kbd>
        </form>
    }
}
