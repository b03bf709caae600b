//! The pages before the frame: sign in, and welcome.

use leptos::{form::ActionForm, prelude::*};
use leptos_router::hooks::use_query_map;

use super::api::{SignIn, Welcome, invitation};
use crate::{
    admin::{
        layout::Sheet,
        parts::{refusal::Complaint, style},
    },
    data::page_data,
};

/// What the field asks browsers to check before the form is sent.
const SHORTEST_PASSWORD: &str = "10";

/// Where people sign in.
#[component]
pub fn SignInPage() -> impl IntoView {
    let action = ServerAction::<SignIn>::new();
    let next = use_query_map().with_untracked(|query| query.get("next").unwrap_or_default());
    let refused = Signal::derive(move || action.value().get().and_then(Result::err).map(|error| error.to_string()));
    view! {
        <Sheet title="Sign in">
            <ActionForm action>
                <input type="hidden" name="next" value=next />
                <Complaint message=refused />
                <div class=style::field>
                    <label for="email">"E-mail"</label>
                    <input id="email" type="email" name="email" autocomplete="username" required autofocus />
                </div>
                <Password autocomplete="current-password" />
                <button class=style::primary disabled=move || action.pending().get()>
                    {move || if action.pending().get() { "Signing in …" } else { "Sign in" }}
                </button>
            </ActionForm>
        </Sheet>
    }
}

/// Where an invited person says who they are.
#[component]
pub fn WelcomePage(
    /// The secret of the link.
    token: String,
) -> impl IntoView {
    let open = page_data(
        {
            let token = token.clone();
            move || token.clone()
        },
        invitation,
    );
    view! {
        <Suspense>
            {move || {
                let token = token.clone();
                Suspend::new(async move {
                    match open.await {
                        Ok(true) => view! { <WelcomeForm token /> }.into_any(),
                        Ok(false) => view! { <UsedLink /> }.into_any(),
                        Err(error) => {
                            view! { <Sheet title="Something went wrong">{error.to_string()}</Sheet> }.into_any()
                        }
                    }
                })
            }}
        </Suspense>
    }
}

#[component]
fn UsedLink() -> impl IntoView {
    view! {
        <Sheet title="This link opens nothing any more">
            <p>"It was used, or it is older than seven days. If you have set a password, sign in with it."</p>
            <a class=style::button href="/admin/sign-in">
                "Sign in"
            </a>
        </Sheet>
    }
}

#[component]
fn WelcomeForm(token: String) -> impl IntoView {
    let action = ServerAction::<Welcome>::new();
    let refused = Signal::derive(move || action.value().get().and_then(Result::err).map(|error| error.to_string()));
    view! {
        <Sheet title="Welcome to your shop">
            <p>"This link works once. Say who you are and choose a password; you need both to sign in."</p>
            <ActionForm action>
                <input type="hidden" name="token" value=token />
                <Complaint message=refused />
                <div class=style::field>
                    <label for="name">"Your name"</label>
                    <input id="name" name="name" autocomplete="name" maxlength="100" required autofocus />
                </div>
                <div class=style::field>
                    <label for="email">"E-mail"</label>
                    <input id="email" type="email" name="email" autocomplete="username" required />
                </div>
                <Password autocomplete="new-password" minlength=SHORTEST_PASSWORD hint="At least 10 characters. A few words make a good one." />
                <button class=style::primary disabled=move || action.pending().get()>
                    "Set password and open the shop"
                </button>
            </ActionForm>
        </Sheet>
    }
}

/// A password, which can be shown, pasted and filled in by a password manager.
#[component]
fn Password(
    autocomplete: &'static str,
    #[prop(optional)] minlength: Option<&'static str>,
    #[prop(optional)] hint: &'static str,
) -> impl IntoView {
    let shown = RwSignal::new(false);
    view! {
        <div class=style::field>
            <label for="password">"Password"</label>
            <input
                id="password"
                type=move || if shown.get() { "text" } else { "password" }
                name="password"
                autocomplete=autocomplete
                minlength=minlength
                maxlength="200"
                required
            />
            {(!hint.is_empty()).then(|| view! { <p class=style::hint>{hint}</p> })}
            <label class=style::hint>
                <input
                    type="checkbox"
                    class=style::tick
                    on:change:target=move |event| shown.set(event.target().checked())
                />
                " Show what I type"
            </label>
        </div>
    }
}
