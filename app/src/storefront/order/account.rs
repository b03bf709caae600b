//! After a purchase: name and address can be kept for next time.

use domain::{customer::Words, order::OrderState};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use ui::{Button, ButtonKind, Notice, NoticeKind};

use super::{api::OrderData, style};

/// The offer. It says the same whether or not there is an account: whoever has typed somebody else's address learns nothing.
#[component]
pub fn Account<'a>(
    /// The order.
    data: &'a OrderData,
    /// The secret of its link.
    token: String,
) -> impl IntoView {
    let words = Words::of(data.language);
    if data.is_own {
        return view! {
            <p class=style::account lang=words.code()>
                {words.in_account()} " " <a class=ui::UNDERLINED href="/account">{words.account()}</a>
            </p>
        }
        .into_any();
    }
    if data.order.state == OrderState::Cancelled {
        return ().into_any();
    }
    let was_sent = use_query_map().with_untracked(|query| query.get("account").as_deref() == Some("sent"));
    view! {
        <section id="account" class=style::account aria-labelledby="account-title" lang=words.code()>
            <h2 id="account-title">{words.save_details()}</h2>
            {if was_sent {
                view! { <Notice kind=NoticeKind::Good>{words.offer_sent()}</Notice> }.into_any()
            } else {
                view! {
                    <p>{words.save_details_hint()}</p>
                    <form action="/api/account/offer" method="post">
                        <input type="hidden" name="token" value=token />
                        <Button kind=ButtonKind::Quiet>{words.send_me_link()}</Button>
                    </form>
                }
                .into_any()
            }}
        </section>
    }
    .into_any()
}
