//! Places at which the program can be made to end at once, as if it had been killed there: for the campaign of crashes.
//!
//! Only builds with debug assertions or with the feature `failpoint` can; of a program as it is released nothing of this is a part.

/// The places: a step, and whether it is on disk already.
pub const POINTS: [&str; 17] = [
    "commit.before",
    "commit.after",
    "place.before_commit",
    "place.after_commit",
    "start.after_answer",
    "start.after_commit",
    "settle.before_commit",
    "settle.after_commit",
    "webhook.before_commit",
    "webhook.after_commit",
    "cancel.before_commit",
    "cancel.after_commit",
    "send.before_commit",
    "send.after_commit",
    "provider.before_commit",
    "provider.after_commit",
    "mail.after_delivery",
];

/// Whether this build can end at a place.
pub const IS_BUILT: bool = cfg!(any(debug_assertions, feature = "failpoint"));

#[cfg(any(debug_assertions, feature = "failpoint"))]
pub use armed::{arm, reach};

/// Nothing.
#[cfg(not(any(debug_assertions, feature = "failpoint")))]
#[inline(always)]
pub fn reach(_: &'static str) {}

#[cfg(any(debug_assertions, feature = "failpoint"))]
mod armed {
    use std::sync::{
        OnceLock,
        atomic::{AtomicU32, Ordering},
    };

    use super::POINTS;

    struct Armed {
        point: &'static str,
        left: AtomicU32,
    }

    static ARMED: OnceLock<Armed> = OnceLock::new();

    /// Makes the program end when it comes to a place for the n-th time: "place.after_commit:3".
    ///
    /// # Errors
    /// A place that does not exist, or a number that is none.
    pub fn arm(text: &str) -> Result<(), String> {
        let (name, times) = text.split_once(':').unwrap_or((text, "1"));
        let point = POINTS.into_iter().find(|point| *point == name);
        let times = times.parse().ok().filter(|times| *times > 0);
        let (Some(point), Some(times)) = (point, times) else {
            return Err(format!("{text:?} is no place and number; the places are: {}", POINTS.join(", ")));
        };
        let _ = ARMED.set(Armed { point, left: AtomicU32::new(times) });
        Ok(())
    }

    /// Ends the program when it was told to end here.
    pub fn reach(point: &'static str) {
        let Some(armed) = ARMED.get().filter(|armed| armed.point == point) else { return };
        if armed.left.fetch_sub(1, Ordering::SeqCst) == 1 {
            // No destructor runs, nothing is flushed: as after SIGKILL.
            std::process::abort();
        }
    }
}
