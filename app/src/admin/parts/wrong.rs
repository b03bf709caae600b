//! Fields that were refused: brought into sight one after the other, and given the keys.

use leptos::{prelude::*, wasm_bindgen::JsCast, web_sys};

/// What marks a field, and what marks a group of them that cannot say it by itself.
const WRONG: &str = "[aria-invalid=\"true\"], [data-wrong=\"true\"]";

/// What marks the one that was gone to last: whoever presses a button for the next has the keys there, and not in a field.
const LAST: &str = "data-looked-at";

/// Goes to the first of them, as soon as the page shows which they are.
pub fn to_first() {
    let _ = request_animation_frame(|| {
        if let Some(first) = all().first() {
            show(first);
        }
    });
}

/// Goes to the one behind that which has the keys, and after the last to the first again.
pub fn to_next() {
    let wrong = all();
    let active = document().active_element();
    let here = wrong.iter().position(|field| active.as_ref().is_some_and(|active| field.contains(Some(active))));
    let here = here.or_else(|| wrong.iter().position(|field| field.has_attribute(LAST)));
    let next = here.map_or(0, |here| here.saturating_add(1));
    if let Some(field) = wrong.get(next).or_else(|| wrong.first()) {
        show(field);
    }
}

/// In the order of the page.
fn all() -> Vec<web_sys::HtmlElement> {
    let Ok(found) = document().query_selector_all(WRONG) else { return Vec::new() };
    (0..found.length()).filter_map(|place| found.get(place)?.dyn_into().ok()).collect()
}

fn show(field: &web_sys::HtmlElement) {
    for other in all() {
        let _ = other.remove_attribute(LAST);
    }
    let _ = field.set_attribute(LAST, "");
    let mut around = field.parent_element();
    while let Some(element) = around {
        if element.tag_name() == "DETAILS" {
            let _ = element.set_attribute("open", "");
        }
        around = element.parent_element();
    }
    // In the middle no bar that stands fast can lie over it.
    let place = web_sys::ScrollIntoViewOptions::new();
    place.set_block(web_sys::ScrollLogicalPosition::Center);
    field.scroll_into_view_with_scroll_into_view_options(&place);
    let options = web_sys::FocusOptions::new();
    options.set_prevent_scroll(true);
    let _ = field.focus_with_options(&options);
}

/// "2 fields need another look": leads from one to the next.
#[component]
pub fn WrongFields(
    /// How many there are.
    #[prop(into)]
    count: Signal<usize>,
) -> impl IntoView {
    move || {
        let words = words(count.get())?;
        Some(view! {
            <button type="button" on:click=move |_| to_next()>
                {words}
            </button>
        })
    }
}

fn words(count: usize) -> Option<String> {
    match count {
        0 => None,
        1 => Some("1 field needs another look".to_owned()),
        count => Some(format!("{count} fields need another look")),
    }
}

#[cfg(test)]
mod tests {
    use super::words;

    #[test]
    fn the_bar_counts_what_needs_another_look() {
        assert_eq!(words(0), None);
        assert_eq!(words(1).as_deref(), Some("1 field needs another look"));
        assert_eq!(words(2).as_deref(), Some("2 fields need another look"));
    }
}
