//! Two people changed the same product: both values of each field that both changed, and the choice.

use leptos::prelude::*;

use super::{ProductInput, editor::EditorState, style};
use crate::admin::parts::style as part;

/// A field that differs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// The field's path.
    pub path: String,
    /// Its words.
    pub label: String,
    /// What stands in the field here.
    pub mine: String,
    /// What the other saved.
    pub theirs: String,
}

/// The fields that only the other changed, and those that both changed to something else.
#[must_use]
pub fn differences(
    base: &ProductInput,
    mine: &ProductInput,
    theirs: &ProductInput,
) -> (Vec<Difference>, Vec<Difference>) {
    let text_of = |fields: &[(String, String, String)], path: &str| {
        fields.iter().find(|(field, _, _)| field == path).map(|(_, _, text)| text.clone())
    };
    let (base, mine) = (base.fields(), mine.fields());
    let mut theirs_only = Vec::new();
    let mut both = Vec::new();
    for (path, label, theirs) in theirs.fields() {
        let (Some(before), Some(mine)) = (text_of(&base, &path), text_of(&mine, &path)) else { continue };
        if theirs == before || theirs == mine {
            continue;
        }
        let list = if mine == before { &mut theirs_only } else { &mut both };
        list.push(Difference { path, label, mine, theirs });
    }
    (theirs_only, both)
}

/// Asks which value stays, field by field. Saving without an answer keeps one's own.
#[component]
pub fn Conflicts(
    /// The form.
    editor: EditorState,
) -> impl IntoView {
    let settle = move |path: &str| {
        editor.conflicts.update(|conflicts| conflicts.retain(|difference| difference.path != path));
    };
    move || {
        let conflicts = editor.conflicts.get();
        (!conflicts.is_empty()).then(|| {
            view! {
                <section class=format!("{} {}", part::card, style::conflicts) role="alert">
                    <h2>"Somebody else saved this product in the meantime"</h2>
                    <p class=part::small>
                        "What only they changed stands in the fields now. You both changed these; choose, then save."
                    </p>
                    <ul>
                        {conflicts
                            .into_iter()
                            .map(|difference| {
                                let (path, theirs) = (difference.path.clone(), difference.theirs.clone());
                                let kept = difference.path.clone();
                                view! {
                                    <li>
                                        <strong>{difference.label}</strong>
                                        <button
                                            type="button"
                                            class=part::button
                                            on:click=move |_| settle(&kept)
                                        >
                                            "Keep yours: "
                                            {shown(&difference.mine)}
                                        </button>
                                        <button
                                            type="button"
                                            class=part::button
                                            on:click=move |_| {
                                                editor.fill(&path, &theirs);
                                                settle(&path);
                                            }
                                        >
                                            "Take theirs: "
                                            {shown(&difference.theirs)}
                                        </button>
                                    </li>
                                }
                            })
                            .collect_view()}
                    </ul>
                </section>
            }
        })
    }
}

/// A value short enough for a button.
fn shown(text: &str) -> String {
    const MOST: usize = 60;
    match text {
        "" => "nothing".to_owned(),
        text if text.chars().count() > MOST => format!("{}…", text.chars().take(MOST).collect::<String>()),
        text => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeMap;

    fn input(title: &str, brand: &str) -> ProductInput {
        ProductInput {
            id: domain::kernel::ProductId(1),
            version: 1,
            title: title.to_owned(),
            slug: "tide-mug".to_owned(),
            description_html: String::new(),
            brand: brand.to_owned(),
            published: true,
            publish_at: String::new(),
            tags: String::new(),
            categories: BTreeMap::new(),
            parcel: super::super::parcel_input::ParcelInput::default(),
            type_id: String::new(),
            attributes: BTreeMap::new(),
            variants: Vec::new(),
            alternative_texts: BTreeMap::new(),
        }
    }

    #[test]
    fn only_what_both_changed_to_different_things_needs_a_choice() {
        let (theirs_only, both) = differences(&input("A", "X"), &input("B", "X"), &input("C", "Y"));
        assert_eq!(theirs_only.iter().map(|difference| difference.path.as_str()).collect::<Vec<_>>(), ["brand"]);
        assert_eq!((both[0].mine.as_str(), both[0].theirs.as_str()), ("B", "C"));
        let (theirs_only, both) = differences(&input("A", "X"), &input("C", "X"), &input("C", "X"));
        assert!(theirs_only.is_empty() && both.is_empty());
    }
}
