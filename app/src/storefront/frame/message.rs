//! The message at the bottom of the page.

use leptos::prelude::*;
use ui::{Icon, IconName};

use super::style;
use crate::state::{Message, Messages};

/// Where messages appear.
#[island]
pub fn MessageBar() -> impl IntoView {
    let messages = Messages::of_page();
    view! {
        <div role="status" class=style::messages>
            {move || messages.shown().map(|message| shown(message, messages))}
        </div>
    }
    .into_any()
}

fn shown(message: Message, messages: Messages) -> impl IntoView {
    let action = message.action.map(|(word, act)| {
        let act = move |_| {
            messages.hide();
            act();
        };
        view! { <button type="button" class=style::message_action on:click=act>{word}</button> }
    });
    view! {
        <p class=style::message>
            <span>{message.text}</span>
            {action}
            <button type="button" class=style::message_close aria-label="Close" on:click=move |_| messages.hide()>
                <Icon name=IconName::Close />
            </button>
        </p>
    }
}
