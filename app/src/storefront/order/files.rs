//! The files that were bought, each with a link for as long as it can be fetched.

use domain::order::view::DownloadView;
use leptos::prelude::*;
use ui::{Icon, IconName};

use super::style;

/// The files; nothing without any.
#[component]
pub fn Files(files: Vec<DownloadView>) -> impl IntoView {
    (!files.is_empty()).then(|| {
        let count = files.len();
        view! {
            <section class=style::files aria-labelledby="files">
                <h2 id="files">{if count == 1 { "Your file" } else { "Your files" }}</h2>
                <ul>{files.into_iter().map(file).collect_view()}</ul>
                <p>"The links work for a day; this page makes new ones whenever you open it."</p>
            </section>
        }
    })
}

fn file(file: DownloadView) -> impl IntoView {
    let (size, bounds) = (file.size(), file.bounds());
    let facts = if bounds.is_empty() { size } else { format!("{size} · {bounds}") };
    let way = match file.address {
        Some(address) => {
            let label = format!("Download {}", file.name);
            view! {
                <a class=style::fetch href=address rel="external nofollow" download="" aria-label=label>
                    <Icon name=IconName::Download />
                    "Download"
                </a>
            }
            .into_any()
        }
        None => view! { <span class=style::over>"Used up. Write to us if you still need it."</span> }.into_any(),
    };
    view! {
        <li>
            <p>
                <strong>{file.name}</strong>
                <small>{facts}</small>
            </p>
            {way}
        </li>
    }
}
