//! Pictures from the manager's device: picked or dropped, several at once, each with its own progress and reason.

use leptos::{prelude::*, task::spawn_local, wasm_bindgen::JsCast, web_sys};
use wasm_bindgen_futures::JsFuture;

use super::{api::Uploaded, editor::EditorState, pictures::PictureActions, style};
use crate::admin::parts::{
    icon::{Drawing, Icon},
    style as part,
};

/// Where files go: the product in `product`, each file in `file`.
const ADDRESS: &str = "/admin/upload";
const NO_ANSWER: &str = "The server did not answer. Try it again.";

/// A file on its way.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Sending {
    number: usize,
    name: String,
    state: Progress,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Progress {
    Waiting,
    UnderWay,
    Failed(String),
}

/// The field for files. The whole area takes what is dropped, because the field covers it.
#[component]
pub fn Upload(
    /// The form.
    editor: EditorState,
    /// Reads the pictures again.
    actions: PictureActions,
) -> impl IntoView {
    let product = editor.saved.with_untracked(|saved| saved.id);
    let sending = RwSignal::new(Vec::<Sending>::new());
    let begin = move |input: web_sys::HtmlInputElement| {
        let files: Vec<web_sys::File> = input
            .files()
            .map(|files| (0..files.length()).filter_map(|index| files.get(index)).collect())
            .unwrap_or_default();
        input.set_value("");
        let first = sending.with_untracked(|sending| sending.last().map_or(0, |last| last.number + 1));
        sending.update(|sending| {
            sending.retain(|file| !matches!(file.state, Progress::Failed(_)));
            sending.extend(files.iter().enumerate().map(|(index, file)| Sending {
                number: first + index,
                name: file.name(),
                state: Progress::Waiting,
            }));
        });
        spawn_local(async move {
            for (index, file) in files.into_iter().enumerate() {
                let number = first + index;
                set_state(sending, number, Progress::UnderWay);
                match send(&product.to_string(), &file).await {
                    Ok(()) => sending.update(|sending| sending.retain(|file| file.number != number)),
                    Err(reason) => set_state(sending, number, Progress::Failed(reason)),
                }
                actions.refresh().await;
            }
        });
    };
    view! {
        <form class=style::drop action=ADDRESS method="post" enctype="multipart/form-data">
            <input type="hidden" name="product" value=product.to_string() />
            <input
                type="file"
                name="file"
                multiple
                accept="image/jpeg,image/png,image/webp,image/gif"
                aria-label="Add pictures"
                on:change:target=move |event| begin(event.target())
            />
            <Drawing icon=Icon::Upload />
            <span>
                <strong>"Add pictures"</strong>
                " or drop them here"
            </span>
            <small class=part::small>"JPEG, PNG, WebP or GIF"</small>
            <noscript inner_html=format!("<button class=\"{}\">Upload</button>", part::button)></noscript>
        </form>
        <ul class=style::sending aria-live="polite">
            {move || sending.get().into_iter().map(|file| view! { <SendingItem file /> }).collect_view()}
        </ul>
    }
}

#[component]
fn SendingItem(file: Sending) -> impl IntoView {
    let state = match file.state {
        Progress::Waiting => view! { <small class=part::small>"waiting"</small> }.into_any(),
        Progress::UnderWay => {
            let label = format!("Uploading {}", file.name);
            view! { <progress aria-label=label></progress> }.into_any()
        }
        Progress::Failed(reason) => view! { <small class=part::complaint>{reason}</small> }.into_any(),
    };
    view! {
        <li>
            <span>{file.name}</span>
            {state}
        </li>
    }
}

fn set_state(sending: RwSignal<Vec<Sending>>, number: usize, state: Progress) {
    sending.update(|sending| {
        if let Some(file) = sending.iter_mut().find(|file| file.number == number) {
            file.state = state;
        }
    });
}

/// Sends one file and gives the reason when it was not taken.
async fn send(product: &str, file: &web_sys::File) -> Result<(), String> {
    let text = post(product, file).await.ok_or(NO_ANSWER)?;
    let answer: Vec<Uploaded> = serde_json::from_str(&text).map_err(|_| NO_ANSWER)?;
    match answer.into_iter().find_map(|uploaded| uploaded.error) {
        Some(reason) => Err(reason),
        None => Ok(()),
    }
}

async fn post(product: &str, file: &web_sys::File) -> Option<String> {
    let data = web_sys::FormData::new().ok()?;
    data.append_with_str("product", product).ok()?;
    data.append_with_blob_and_filename("file", file, &file.name()).ok()?;
    let headers = web_sys::Headers::new().ok()?;
    headers.set("Accept", "application/json").ok()?;
    let request = web_sys::RequestInit::new();
    request.set_method("POST");
    request.set_body(&data);
    request.set_headers(&headers);
    let answer = JsFuture::from(window().fetch_with_str_and_init(ADDRESS, &request)).await.ok()?;
    let answer: web_sys::Response = answer.dyn_into().ok()?;
    JsFuture::from(answer.text().ok()?).await.ok()?.as_string()
}
