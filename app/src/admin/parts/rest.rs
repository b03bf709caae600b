//! What follows typing follows it once it rests.

use std::time::Duration;

use leptos::prelude::*;

/// How long typing must rest before something follows it that asks the server.
pub const REST: Duration = Duration::from_millis(250);

/// Does something with what was typed last, once nothing more is typed for a while; what was typed before is forgotten.
pub fn once_typing_rests<T: 'static>(rest: Duration, follow: impl Fn(T) + Copy + 'static) -> impl Fn(T) + Copy {
    let last = StoredValue::new(0_u32);
    move |typed: T| {
        let number = last.get_value().wrapping_add(1);
        last.set_value(number);
        let _ = set_timeout(
            move || {
                // The page may be gone by then.
                if last.try_get_value() == Some(number) {
                    follow(typed);
                }
            },
            rest,
        );
    }
}
