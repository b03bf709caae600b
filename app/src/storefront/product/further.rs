//! What else is told about a product: its rich texts, and who answers for its safety (Regulation (EU) 2023/988, Article 19).

use domain::catalog::{Contact, view::SafetyView};
use leptos::prelude::*;

use super::style;

/// Folded parts below the facts; a part of which nothing is known is left out.
#[component]
pub fn Further(
    /// Heading and sanitised HTML of each rich text.
    rich_texts: Vec<(String, String)>,
    /// Who answers for the product.
    safety: SafetyView,
) -> impl IntoView {
    let texts = rich_texts.into_iter().map(|(heading, html)| {
        view! {
            <details>
                <summary><h2>{heading}</h2></summary>
                <div class=style::description inner_html=html></div>
            </details>
        }
    });
    let is_known = safety != SafetyView::default();
    view! {
        <div class=format!("{} {}", style::facts, style::further)>
            {texts.collect_view()}
            {is_known.then(|| view! { <Safety safety /> })}
        </div>
    }
    .into_any()
}

#[component]
fn Safety(safety: SafetyView) -> impl IntoView {
    let part = |heading: &'static str, contact: Option<Contact>| {
        contact.map(|contact| view! { <h3>{heading}</h3> <ContactLines contact /> })
    };
    view! {
        <details>
            <summary><h2>"Product safety"</h2></summary>
            {part("Manufacturer", safety.manufacturer)}
            {part("Responsible person in the European Union", safety.responsible)}
        </details>
    }
}

#[component]
fn ContactLines(contact: Contact) -> impl IntoView {
    let Contact { name, address, email } = contact;
    let is_page = email.starts_with("https://");
    let href = if is_page { email.clone() } else { format!("mailto:{email}") };
    let lines = address.lines().map(str::trim).filter(|line| !line.is_empty()).map(str::to_owned).collect::<Vec<_>>();
    view! {
        <address>
            {name}
            {lines.into_iter().map(|line| view! { <br /> {line} }).collect_view()}
            {(!email.is_empty())
                .then(|| view! { <br /> <a class=ui::UNDERLINED href=href rel="external nofollow">{email}</a> })}
        </address>
    }
}
