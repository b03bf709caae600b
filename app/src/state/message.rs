//! A short message at the bottom of the page, with at most one thing to do about it.

use std::{sync::Arc, time::Duration};

use leptos::prelude::*;

/// How long a message stays: long enough to read it and to undo.
const SHOWN: Duration = Duration::from_secs(12);

/// What the button does. It outlives the page that offered it.
pub type Action = Arc<dyn Fn() + Send + Sync>;

/// A message.
#[derive(Clone)]
pub struct Message {
    /// What happened.
    pub text: String,
    /// The word on the button, and what it does.
    pub action: Option<(&'static str, Action)>,
    number: u32,
}

/// The message that is shown.
#[derive(Clone, Copy, Debug)]
pub struct Messages {
    shown: RwSignal<Option<Message>>,
    count: StoredValue<u32>,
}

impl core::fmt::Debug for Message {
    fn fmt(&self, formatter: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        formatter.write_str(&self.text)
    }
}

impl Messages {
    pub(super) fn provide() {
        provide_context(Self::none());
    }

    fn none() -> Self {
        Self { shown: RwSignal::new(None), count: StoredValue::new(0) }
    }

    /// The messages of this page.
    #[must_use]
    pub fn of_page() -> Self {
        use_context().unwrap_or_else(Self::none)
    }

    /// What is shown now.
    #[must_use]
    pub fn shown(self) -> Option<Message> {
        self.shown.get()
    }

    /// Shows a message for a while, in the place of the one before.
    pub fn say(self, text: String, action: Option<(&'static str, Action)>) {
        let number = self.count.get_value().wrapping_add(1);
        self.count.set_value(number);
        self.shown.set(Some(Message { text, action, number }));
        let is_this =
            move || self.shown.with_untracked(|shown| shown.as_ref().is_some_and(|shown| shown.number == number));
        drop(set_timeout(
            move || {
                if is_this() {
                    self.shown.set(None);
                }
            },
            SHOWN,
        ));
    }

    /// Takes the message away.
    pub fn hide(self) {
        self.shown.set(None);
    }
}
