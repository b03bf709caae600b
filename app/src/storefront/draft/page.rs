//! The page, on the server.

use domain::{
    draft::{Words, view::OfferView},
    kernel::Language,
};
use leptos::prelude::*;
use leptos_meta::Meta;
use ui::{LinkButton, Notice, NoticeKind, PAGE};

use super::{
    api::{Opened, read_offer},
    fields::Fields,
    style,
    summary::Summary,
};
use crate::{
    context,
    storefront::page::{came_back, page_of, part_of_path},
    title::PageTitle,
};

/// The page.
#[component]
pub fn OfferPage() -> impl IntoView {
    let (token, came_back) = (part_of_path("token"), came_back());
    let reading = read_offer(token.clone(), came_back);
    view! {
        <Meta name="robots" content="noindex, nofollow" />
        <Meta name="referrer" content="same-origin" />
        {page_of(reading, move |(opened, email)| page(opened, email, token, came_back))}
    }
}

fn page(opened: Opened, email: String, token: String, came_back: bool) -> AnyView {
    match opened {
        Opened::Offer(offer) => offer_page(*offer, token, came_back),
        // The browser is on its way there already.
        Opened::Waiting(path) => {
            view! { <main id="main" class=PAGE><LinkButton href=path>"Order"</LinkButton></main> }.into_any()
        }
        Opened::Ordered(language) => over(language, email, Words::ordered, Words::ordered_hint),
        Opened::CalledOff(language) => over(language, email, Words::called_off, Words::called_off_hint),
        Opened::Expired(language) => over(language, email, Words::expired, Words::expired_hint),
        Opened::Withdrawn(language) => over(language, email, Words::withdrawn, Words::withdrawn_hint),
        Opened::Paused(language) => over(language, email, Words::paused, Words::paused_hint),
    }
}

/// Says that it is over, and nothing of what it was.
fn over(
    language: Language,
    email: String,
    title: fn(Words) -> &'static str,
    hint: fn(Words) -> &'static str,
) -> AnyView {
    context::set_status(410);
    let words = Words::of(language);
    view! {
        <PageTitle text=title(words) />
        <main id="main" class=format!("{PAGE} {}", style::over) lang=words.code()>
            <h1>{title(words)}</h1>
            <p>{hint(words)}</p>
            {(!email.is_empty()).then(|| view! { <p><a class=ui::UNDERLINED href=format!("mailto:{email}")>{email.clone()}</a></p> })}
            <LinkButton href="/">{words.to_shop()}</LinkButton>
        </main>
    }
    .into_any()
}

fn offer_page(offer: OfferView, token: String, came_back: bool) -> AnyView {
    let words = Words::of(offer.language());
    let title = format!("{} {}", words.offer(), offer.number);
    let notice = offer.checkout.notice.as_ref().map(|notice| words.notice(notice));
    let note = (!offer.note.is_empty()).then(|| view! { <p class=style::note>{offer.note.clone()}</p> });
    view! {
        <PageTitle text=title />
        <main id="main" class=format!("{PAGE} {}", style::page) lang=words.code()>
            <header class=style::head>
                <h1>{words.offer()}</h1>
                <p>{format!("{} · {}", offer.number, words.holds_until(offer.last_day))}</p>
                {came_back.then(|| view! { <Notice kind=NoticeKind::Bad>{words.failed()}</Notice> })}
                {notice.map(|text| view! { <Notice kind=NoticeKind::Warn>{text}</Notice> })}
                {note}
            </header>
            <div class=style::columns>
                <Summary offer=offer.clone() words />
                <Fields offer token words />
            </div>
        </main>
    }
    .into_any()
}
