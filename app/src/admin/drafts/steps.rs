//! What can be done with a draft besides changing it: sending its link, making a new one, withdrawing it.

use domain::{
    draft::{DraftState, view::DraftDetail},
    kernel::DraftId,
};
use leptos::{form::ActionForm, prelude::*, server_fn::ServerFn, task::spawn_local};

use super::{
    api::{RestoreDraft, SendDraft, WithdrawDraft, restore_draft},
    page::badge,
    style,
};
use crate::admin::{
    layout::AdminState,
    parts::{form::last_sent, record, style as part},
};

/// The steps of one draft.
#[derive(Clone, Copy)]
pub(super) struct Steps {
    pub send: ServerAction<SendDraft>,
    pub withdraw: ServerAction<WithdrawDraft>,
    pub restore: ServerAction<RestoreDraft>,
}

impl Steps {
    /// The steps; whenever one was taken, it is told, and `read_again` is called.
    pub fn new(state: AdminState, read_again: impl Fn() + Copy + Send + Sync + 'static) -> Self {
        let steps = Self { send: ServerAction::new(), withdraw: ServerAction::new(), restore: ServerAction::new() };
        Effect::new(move || {
            if matches!(steps.send.value().get(), Some(Ok(_))) {
                steps.forget_failures();
                state.say("Link made");
                read_again();
            }
        });
        Effect::new(move || {
            if matches!(steps.restore.value().get(), Some(Ok(()))) {
                steps.forget_failures();
                state.say("Draft restored");
                read_again();
            }
        });
        let withdrawn = last_sent(steps.withdraw);
        Effect::new(move || {
            let Some(Ok(version)) = steps.withdraw.value().get() else { return };
            steps.forget_failures();
            let draft = withdrawn.with_value(|sent| sent.as_ref().map(|sent| sent.draft));
            if let Some(draft) = draft {
                state.say_with_undo("Draft withdrawn", undo(state, (draft, version), read_again));
            }
            read_again();
        });
        steps
    }

    /// Forgets what went wrong before something succeeded.
    pub fn forget_failures(self) {
        forget_failure(self.send);
        forget_failure(self.withdraw);
        forget_failure(self.restore);
    }

    /// What went wrong.
    pub fn failure(self) -> Option<String> {
        let send = self.send.value().get().and_then(Result::err);
        let withdraw = self.withdraw.value().get().and_then(Result::err);
        let restore = self.restore.value().get().and_then(Result::err);
        send.or(withdraw).or(restore).map(|error| error.to_string())
    }
}

fn forget_failure<S>(step: ServerAction<S>)
where
    S: ServerFn + Clone + Send + Sync + 'static,
    S::Output: Send + Sync + 'static,
    S::Error: Send + Sync + 'static,
{
    if step.value().with_untracked(|value| matches!(value, Some(Err(_)))) {
        step.clear();
    }
}

fn undo(
    state: AdminState,
    (draft, version): (DraftId, i64),
    read_again: impl Fn() + Copy + Send + Sync + 'static,
) -> Callback<()> {
    state.lasting_undo(move || {
        spawn_local(async move {
            match restore_draft(draft, version).await {
                Ok(()) => state.say("Draft restored"),
                Err(error) => state.say(&error.to_string()),
            }
            read_again();
        });
    })
}

/// Where it stands, and what comes next.
#[component]
pub(super) fn Standing(
    /// The draft.
    detail: DraftDetail,
    /// Which.
    id: DraftId,
    /// What can be done.
    steps: Steps,
    /// Whether something is typed and not saved.
    #[prop(into)]
    is_typed: Signal<bool>,
) -> impl IntoView {
    let (state, version) = (detail.state, detail.version.to_string());
    let order = detail.order.clone().map(|(order, number)| {
        view! {
            <dt>"Order"</dt>
            <dd>
                <a href=format!("/admin/orders/{order}")>{number}</a>
            </dd>
        }
    });
    let sent = detail.sent_at.map(|at| {
        view! {
            <dt>"Link made"</dt>
            <dd>{at.date().long()}</dd>
        }
    });
    let can_mail = !detail.form.email.is_empty();
    let ways = match state {
        DraftState::Draft | DraftState::Sent | DraftState::Expired => {
            let (mail, alone) = if detail.links == 0 {
                ("Send the link", "Make the link without a mail")
            } else {
                ("Send a new link", "New link without a mail")
            };
            view! {
                {can_mail.then(|| send(steps, (id, version.clone()), is_typed, (mail, true)))}
                {send(steps, (id, version.clone()), is_typed, (alone, false))}
                <p class=part::hint>{hint(can_mail, detail.links > 0)}</p>
                {move || is_typed.get().then(|| view! { <p class=part::hint>"Save your changes first."</p> })}
                <ActionForm action=steps.withdraw>
                    <input type="hidden" name="draft" value=id.to_string() />
                    <input type="hidden" name="version" value=version />
                    <button class=part::button disabled=move || steps.withdraw.pending().get() || is_typed.get()>
                        "Withdraw"
                    </button>
                </ActionForm>
            }
            .into_any()
        }
        DraftState::Withdrawn => view! {
            <ActionForm action=steps.restore>
                <input type="hidden" name="draft" value=id.to_string() />
                <input type="hidden" name="version" value=version />
                <button class=part::button disabled=move || steps.restore.pending().get()>"Restore draft"</button>
            </ActionForm>
        }
        .into_any(),
        DraftState::Ordered => {
            view! { <p class=part::hint>"It was agreed. Change the order if something is to be different."</p> }
                .into_any()
        }
        DraftState::CalledOff => view! {
            <p class=part::hint>
                "It was ordered, but the order was called off, as happens when nobody pays in time. Its link says so and orders nothing any more."
            </p>
        }
        .into_any(),
    };
    view! {
        <section class=format!("{} {}", part::card, record::block)>
            <dl class=record::fact>
                <dt>"State"</dt>
                <dd>{badge(state)}</dd>
                {order}
                <dt>"Begun by"</dt>
                <dd>{detail.actor}</dd>
                {sent}
            </dl>
            {move || steps.send.value().get().and_then(Result::ok).map(link)}
            <div class=style::steps>
                {ways}
                {state
                    .is_over()
                    .then(|| {
                        view! {
                            <a class=part::button href=format!("/admin/drafts/new?from={id}")>
                                "New draft from this one"
                            </a>
                        }
                    })}
            </div>
        </section>
    }
    .into_any()
}

fn hint(can_mail: bool, has_link: bool) -> &'static str {
    match (can_mail, has_link) {
        (true, true) => "A new link makes the old one worthless.",
        (true, false) => "The customer gets a mail with the link in their language.",
        (false, true) => {
            "A new link makes the old one worthless. To mail it, type the customer’s e-mail address and save."
        }
        (false, false) => "To mail the link, type the customer’s e-mail address and save.",
    }
}

fn send(
    steps: Steps,
    (id, version): (DraftId, String),
    is_typed: Signal<bool>,
    (words, mails): (&'static str, bool),
) -> AnyView {
    let class = if mails { part::primary } else { part::button };
    view! {
        <ActionForm action=steps.send>
            <input type="hidden" name="draft" value=id.to_string() />
            <input type="hidden" name="version" value=version />
            <input type="hidden" name="mails" value=mails.to_string() />
            <button class=class disabled=move || steps.send.pending().get() || is_typed.get()>{words}</button>
        </ActionForm>
    }
    .into_any()
}

/// The link, to be copied: it is shown this once.
fn link(address: String) -> AnyView {
    view! {
        <div class=style::link>
            <label for="draft-link">"Link to copy"</label>
            <input
                id="draft-link"
                class=part::input
                readonly
                value=address
                on:focus:target=move |event| event.target().select()
            />
            <p class=part::hint>"It is shown this once. Whoever has it can see and order this offer."</p>
        </div>
    }
    .into_any()
}
