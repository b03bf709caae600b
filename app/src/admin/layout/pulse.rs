//! Asks several times a second, while somebody looks, whether anything happened to an order.

use std::time::Duration;

use leptos::{prelude::*, task::spawn_local};

use super::{AdminState, api::read_pulse};

const BEAT: Duration = Duration::from_millis(400);

/// Starts asking; stops when the frame goes.
pub fn listen(state: AdminState) {
    Effect::new(move || {
        let asking = StoredValue::new(false);
        let beat = move || {
            if document().hidden() || asking.get_value() {
                return;
            }
            asking.set_value(true);
            spawn_local(async move {
                if let Ok(pulse) = read_pulse().await
                    && state.pulse.try_get_untracked().is_some_and(|before| before.as_ref() != Some(&pulse))
                {
                    state.pulse.set(Some(pulse));
                }
                let _ = asking.try_set_value(false);
            });
        };
        // At once: what happens before the first answer is seen by nobody.
        beat();
        if let Ok(handle) = set_interval(beat, BEAT) {
            on_cleanup(move || handle.clear());
        }
    });
}
