//! The message at the bottom.

use leptos::prelude::*;

use super::{AdminState, style};

/// Shows the message that stands now, and its undo.
#[component]
pub fn ToastView() -> impl IntoView {
    let state = AdminState::of_frame();
    view! {
        <div role="status" aria-live="polite">
            {move || {
                state
                    .toast()
                    .map(|toast| {
                        view! {
                            <div class=style::toast>
                                <span>{toast.text}</span>
                                {toast
                                    .undo
                                    .map(|undo| {
                                        let take_back = move |_| {
                                            state.hush();
                                            // The page that offered it may be gone.
                                            let _ = undo.try_run(());
                                        };
                                        view! {
                                            <button type="button" on:click=take_back>
                                                "Undo"
                                            </button>
                                        }
                                    })}
                            </div>
                        }
                    })
            }}
        </div>
    }
}
