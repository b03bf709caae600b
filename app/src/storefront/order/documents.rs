//! Invoice and credit notes, each as a file.

use domain::document::view::DocumentView;
use leptos::prelude::*;
use ui::{Icon, IconName};

use super::style;

/// The documents; nothing without any.
#[component]
pub fn Documents(documents: Vec<DocumentView>, token: String) -> impl IntoView {
    (!documents.is_empty()).then(|| {
        let rows = documents.into_iter().map(|document| row(document, &token)).collect_view();
        view! {
            <section class=style::files aria-labelledby="documents">
                <h2 id="documents">"Your documents"</h2>
                <ul>{rows}</ul>
            </section>
        }
    })
}

fn row(document: DocumentView, token: &str) -> impl IntoView + use<> {
    let name = format!("{} {}", document.kind.label(), document.number);
    let address = format!("/orders/{token}/documents/{}.pdf", document.number);
    let label = format!("Download {name}");
    view! {
        <li>
            <p>
                <strong>{name}</strong>
                <small>{format!("{} · {}", document.issued_on.long(), document.total)}</small>
            </p>
            <a class=style::fetch href=address rel="external nofollow" download="" aria-label=label>
                <Icon name=IconName::Download />
                "PDF"
            </a>
        </li>
    }
}
