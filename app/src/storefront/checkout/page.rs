//! The page, on the server.

use domain::{
    checkout::{
        CheckoutForm,
        view::{CheckoutNotice, CheckoutStart},
    },
    customer::view::AddressView,
    kernel::AddressId,
};
use leptos::prelude::*;
use leptos_meta::{Meta, Title};
use ui::LinkButton;

use super::{
    Checkout, SET_CODE,
    api::{self, CheckoutData},
    lines::Lines,
    style,
};
use crate::{
    state::Sent,
    storefront::{
        frame::{FetchAhead, Mark},
        page::{came_back, page_of},
        parts::code_field,
    },
};

/// The page.
#[component]
pub fn CheckoutPage() -> impl IntoView {
    let came_back = came_back();
    page_of(api::read_checkout(), move |data| page(data, came_back))
}

fn page(CheckoutData { shop_name, view, order, saved }: CheckoutData, came_back: bool) -> AnyView {
    let content = match view {
        Some(view) if !view.cart.is_empty() => {
            let notice = view.notice.as_ref().map(notice);
            let forms = saved.iter().flatten().map(typed).collect();
            let (code, problem) = view.sums().typed;
            let start = CheckoutStart { is_known: saved.is_some(), saved: forms, ..view.start() };
            view! {
                <FetchAhead island="checkout" />
                {account(saved.as_deref(), &view.form)}
                <Checkout shop_name start=Sent(start) notice came_back>
                    <Lines lines=view.cart.lines />
                    <div id="codes" class=style::codes>{code_field(code, problem, SET_CODE)}</div>
                </Checkout>
            }
            .into_any()
        }
        _ => empty(&shop_name, order),
    };
    view! {
        <Title text="Checkout" />
        <Meta name="robots" content="noindex" />
        {content}
    }
    .into_any()
}

/// What the shopper should know before trying again, and whether it is bad news.
fn notice(notice: &CheckoutNotice) -> (String, bool) {
    let (words, is_bad) = match notice {
        CheckoutNotice::PriceChanged => (
            "A price has changed since you opened this page. The sums below are the new ones; nothing was ordered yet.",
            false,
        ),
        CheckoutNotice::StockChanged => (
            "Somebody was faster: some of it is no longer there in that number. Your order says which. Nothing was ordered yet.",
            false,
        ),
        CheckoutNotice::NotDelivered => (
            "We do not deliver this order to that address: it is not in a place that we deliver to, or something is too heavy or too large. Choose another address, or change your bag. Nothing was ordered yet.",
            true,
        ),
        CheckoutNotice::PaymentDeclined => (
            "The payment was declined. You were not charged, and everything is still here. Try again or pay another way.",
            true,
        ),
        CheckoutNotice::TooManyUnpaid => (
            "Several orders from you or your network still wait for their money. Choose another way to pay, or pay one of them first. Nothing was ordered yet, and everything is still here.",
            false,
        ),
        CheckoutNotice::TooMuchUnpaid => (
            "To be paid later we can keep only a part of what there is of one thing. Choose a way to pay at once, or take fewer of it. Nothing was ordered yet, and everything is still here.",
            false,
        ),
        CheckoutNotice::CouponRefused => (
            "The discount code takes nothing off this order; below the code stands why. The sums are now without it, and nothing was ordered yet.",
            false,
        ),
        CheckoutNotice::CardChanged => (
            "A gift card pays another part of this order than this page said; beside your order stands what is left to pay now. Nothing was ordered yet, and everything is still here.",
            false,
        ),
        CheckoutNotice::PaymentCancelled => {
            ("You left the payment page. You were not charged, and everything is still here.", false)
        }
    };
    (words.to_owned(), is_bad)
}

/// An address as it is typed.
fn typed(view: &AddressView) -> (AddressId, CheckoutForm) {
    (view.id, CheckoutForm::default().with_address(&view.address))
}

/// Above the form: the addresses of the customer who is signed in, or the way to them. It belongs to the form without standing in it, so
/// that it is no part of the browser's program; that listens to the choice.
fn account(saved: Option<&[AddressView]>, form: &CheckoutForm) -> AnyView {
    let Some(saved) = saved else {
        return view! {
            <p class=style::account>
                <a class=ui::UNDERLINED href="/account/sign-in?next=checkout">"Sign in for saved addresses"</a>
            </p>
        }
        .into_any();
    };
    if saved.is_empty() {
        return ().into_any();
    }
    let options = saved
        .iter()
        .map(|view| {
            let is_chosen = form.clone().with_address(&view.address) == *form;
            view! { <option value=view.id.to_string() selected=is_chosen>{view.words()}</option> }
        })
        .collect_view();
    view! {
        <div class=style::account>
            <label for="saved">"Saved addresses"</label>
            <select class=ui::CONTROL id="saved" name="saved" form="checkout" autocomplete="off">
                <option value="">"Another address"</option>
                {options}
            </select>
            <p class=style::without_script>
                <button type="submit" form="checkout" formaction="/api/checkout/use_address" formnovalidate>
                    "Use this address"
                </button>
            </p>
        </div>
    }
    .into_any()
}

fn empty(shop_name: &str, order: Option<String>) -> AnyView {
    let (words, way) = match order {
        Some(path) => {
            ("What was in your bag is ordered.", view! { <LinkButton href=path>"See your order"</LinkButton> })
        }
        None => ("Your bag is empty.", view! { <LinkButton href="/".to_owned()>"Go to the shop"</LinkButton> }),
    };
    view! {
        <main id="main" class=style::empty>
            <Mark name=shop_name.to_owned() />
            <h1>"There is nothing to order"</h1>
            <p>{words}</p>
            {way}
        </main>
    }
    .into_any()
}
