//! What the frame and the pages tell each other.

use std::time::Duration;

use domain::{kernel::Timestamp, order::view::OrderPulse};
use leptos::{prelude::*, wasm_bindgen::JsValue, web_sys::js_sys::Date};

use super::api::{FrameData, frame};
use crate::{
    data::{Data, part_data},
    error::AppError,
};

/// For how long a message stays.
const STAY: Duration = Duration::from_secs(12);

/// A short message about what was done.
#[derive(Clone)]
pub struct Toast {
    /// The words: "Picture removed".
    pub text: String,
    /// Takes it back.
    pub undo: Option<Callback<()>>,
    number: u32,
}

/// Signals that live as long as the admin is open.
#[derive(Clone, Copy)]
pub struct AdminState {
    /// Who is signed in, and the shop's name.
    pub frame: Data<Result<FrameData, AppError>>,
    /// The last sign of life of the orders; none before the first.
    pub pulse: RwSignal<Option<OrderPulse>>,
    /// Whether the page holds changes that are not saved.
    pub unsaved: RwSignal<bool>,
    /// Whether the clock of the device can be asked: not on the server, and not before the page says the same as the server.
    alive: RwSignal<bool>,
    owner: StoredValue<Option<Owner>>,
    changes: Memo<u32>,
    toast: RwSignal<Option<Toast>>,
    number: StoredValue<u32>,
}

impl AdminState {
    /// Makes the signals and offers them to everything below.
    pub fn provide() -> Self {
        let pulse = RwSignal::new(None::<OrderPulse>);
        // The first pulse tells nothing new: the pages were read at the same time.
        let changes = Memo::new_with_compare(
            move |before: Option<&(Option<i64>, u32)>| {
                let mark = pulse.with(|pulse| pulse.as_ref().map(|pulse| pulse.mark));
                match before {
                    Some((Some(known), count)) if mark.is_some() && mark != Some(*known) => (mark, count + 1),
                    Some((_, count)) => (mark, *count),
                    None => (mark, 0),
                }
            },
            |one, other| one != other,
        );
        let changes = Memo::new(move |_| changes.get().1);
        let frame = part_data(|| (), |()| frame());
        let (unsaved, alive) = (RwSignal::new(false), RwSignal::new(false));
        Effect::new(move || alive.set(true));
        let (toast, number, owner) = (RwSignal::new(None), StoredValue::new(0), StoredValue::new(Owner::current()));
        let state = Self { frame, pulse, unsaved, alive, owner, changes, toast, number };
        provide_context(state);
        state
    }

    /// The signals of the frame around.
    #[must_use]
    pub fn of_frame() -> Self {
        use_context().unwrap_or_else(Self::provide)
    }

    /// A moment put to the clock of the device; to that of UTC as long as no device was asked.
    #[must_use]
    pub fn here(self, at: Timestamp) -> Timestamp {
        if self.alive.get() { at.plus(ahead_of_utc(at)) } else { at }
    }

    /// Rises when something happened to an order.
    #[must_use]
    pub fn changes(self) -> u32 {
        self.changes.get()
    }

    /// Whether the page may be left: asks when something is not saved.
    #[must_use]
    pub fn may_leave(self) -> bool {
        let leaves = !self.unsaved.get_untracked()
            || window().confirm_with_message("Leave without saving your changes?").unwrap_or(true);
        if leaves {
            self.unsaved.set(false);
        }
        leaves
    }

    /// Says what was done.
    pub fn say(self, text: &str) {
        self.show(text, None);
    }

    /// Says what was done and offers to take it back.
    pub fn say_with_undo(self, text: &str, undo: Callback<()>) {
        self.show(text, Some(undo));
    }

    /// An undo that still works when the page that offers it has been left.
    #[must_use]
    pub fn lasting_undo(self, undo: impl Fn() + Send + Sync + 'static) -> Callback<()> {
        let make = || Callback::new(move |()| undo());
        match self.owner.get_value() {
            Some(owner) => owner.with(make),
            None => make(),
        }
    }

    /// The message that stands now.
    #[must_use]
    pub fn toast(self) -> Option<Toast> {
        self.toast.get()
    }

    /// Takes the message away.
    pub fn hush(self) {
        self.toast.set(None);
    }

    fn show(self, text: &str, undo: Option<Callback<()>>) {
        let number = self.number.get_value().wrapping_add(1);
        self.number.set_value(number);
        self.toast.set(Some(Toast { text: text.to_owned(), undo, number }));
        let _ = set_timeout(
            move || {
                let is_still_there =
                    self.toast.try_with_untracked(|toast| toast.as_ref().is_some_and(|toast| toast.number == number));
                if is_still_there == Some(true) {
                    self.toast.set(None);
                }
            },
            STAY,
        );
    }
}

/// By how many milliseconds the clock of the device is ahead of UTC at a moment.
#[allow(
    clippy::cast_precision_loss,
    clippy::cast_possible_truncation,
    reason = "dates and minutes are small whole numbers"
)]
fn ahead_of_utc(at: Timestamp) -> i64 {
    let minutes = Date::new(&JsValue::from_f64(at.0 as f64)).get_timezone_offset();
    if minutes.is_finite() { -(minutes as i64) * 60_000 } else { 0 }
}
