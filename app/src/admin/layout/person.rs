//! Who is signed in, and the way out.

use domain::account::view::StaffView;
use leptos::{form::ActionForm, prelude::*};

use super::style;
use crate::admin::sign_in::api::SignOut;

/// The initials in a disc, with a menu.
#[component]
pub fn Person(
    /// Who is signed in.
    staff: StaffView,
) -> impl IntoView {
    let sign_out = ServerAction::<SignOut>::new();
    view! {
        <div class=style::person>
            <button type="button" popovertarget="person" aria-label=format!("Signed in as {}", staff.name)>
                <span class=style::initials aria-hidden="true">
                    {initials(&staff.name)}
                </span>
            </button>
            <div id="person" popover="auto" class=style::menu>
                <p class=style::who>
                    <strong>{staff.name.clone()}</strong>
                    <span>{staff.email.clone()}</span>
                </p>
                <ActionForm action=sign_out>
                    <button type="submit">"Sign out"</button>
                </ActionForm>
            </div>
        </div>
    }
}

fn initials(name: &str) -> String {
    let mut words = name.split_whitespace();
    let first = words.next().and_then(|word| word.chars().next());
    let last = words.next_back().and_then(|word| word.chars().next());
    first.into_iter().chain(last).flat_map(char::to_uppercase).collect()
}

#[cfg(test)]
mod tests {
    use super::initials;

    #[test]
    fn a_name_has_at_most_two_initials() {
        assert_eq!(initials("Maren Holt"), "MH");
        assert_eq!(initials("maren van der holt"), "MH");
        assert_eq!(initials("Éowyn"), "É");
        assert_eq!(initials(""), "");
    }
}
