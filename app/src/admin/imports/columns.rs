//! What to read the files as: the platform, the columns of a table of no known one, and whether pictures come along.

use domain::importer::view::{ColumnView, ImportRunView, ImportState};
use leptos::{form::ActionForm, prelude::*};

use super::{api::CheckImport, style};
use crate::admin::parts::style as part;

/// What a platform is called.
pub fn platform_name(key: &str) -> &str {
    PLATFORMS.into_iter().find(|(known, _)| *known == key).map_or(key, |(_, name)| name)
}

const PLATFORMS: [(&str, &str); 7] = [
    ("", "Find out from the columns"),
    ("shopify", "Shopify"),
    ("woocommerce", "WooCommerce"),
    ("magento", "Magento 2"),
    ("opencart", "OpenCart"),
    ("zencart", "Zen Cart"),
    ("table", "A table of my own"),
];

/// The choices, before it is checked again.
#[component]
pub fn Choices(
    /// The import.
    run: ImportRunView,
    /// Checks it again.
    action: ServerAction<CheckImport>,
) -> impl IntoView {
    let platform = run.platform.clone();
    let options = PLATFORMS
        .into_iter()
        .map(|(key, label)| view! { <option value=key selected=key == platform>{label}</option> })
        .collect_view();
    let has_columns = !run.columns.is_empty();
    // Nothing else can be done before the files can be read.
    let button = if run.row.state == ImportState::Failed { part::primary } else { part::button };
    let fields = StoredValue::new(run.fields.clone());
    view! {
        <section class=part::card aria-labelledby="choices">
            <div class=part::cardhead>
                <h2 id="choices">"How to read it"</h2>
            </div>
            <ActionForm action attr:class=style::block>
                <input type="hidden" name="import" value=run.row.id.to_string() />
                <div class=style::choices>
                    <div class=part::field>
                        <label for="platform">"The files come from"</label>
                        <select id="platform" name="platform">{options}</select>
                    </div>
                    <label class=style::tick>
                        <input type="checkbox" name="pictures" value="yes" checked=run.pictures />
                        "Bring the pictures, too"
                    </label>
                </div>
                {has_columns.then(|| view! {
                    <ul class=style::columns aria-label="Columns">
                        {run.columns
                            .into_iter()
                            .enumerate()
                            .map(|(place, column)| view! { <Column place column fields /> })
                            .collect_view()}
                    </ul>
                })}
                <button class=button disabled=move || action.pending().get()>"Check again"</button>
            </ActionForm>
        </section>
    }
}

#[component]
fn Column(place: usize, column: ColumnView, fields: StoredValue<Vec<String>>) -> impl IntoView {
    let (name, taken_for) = (column.name.clone(), column.field);
    let options = fields.with_value(|fields| {
        fields
            .iter()
            .map(|field| {
                let value = format!("{name}={field}");
                view! { <option value=value selected=*field == taken_for>{words(field)}</option> }
            })
            .collect_view()
    });
    let id = format!("column-{place}");
    view! {
        <li>
            <label for=id.clone()>
                <strong>{column.name}</strong>
                <small class=part::small>{column.example}</small>
            </label>
            <select class=part::input id=id name=format!("mapping[{place}]")>{options}</select>
        </li>
    }
}

/// "short-description" as "Short description".
fn words(field: &str) -> String {
    let text = field.replace('-', " ");
    let mut letters = text.chars();
    letters.next().map(|first| format!("{}{}", first.to_uppercase(), letters.as_str())).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::{platform_name, words};

    #[test]
    fn a_platform_is_called_as_people_call_it() {
        assert_eq!(platform_name("woocommerce"), "WooCommerce");
        assert_eq!(platform_name("another"), "another");
    }

    #[test]
    fn a_field_is_written_as_words() {
        assert_eq!(words("short-description"), "Short description");
        assert_eq!(words(""), "");
    }
}
