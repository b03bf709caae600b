//! Images from the manager's device: picked or dropped, several at once, each with its own progress and reason.

use domain::{catalog::view::Picture, media::view::Uploaded};
use leptos::{html, prelude::*, task::spawn_local, wasm_bindgen::JsCast, web_sys};
use wasm_bindgen_futures::JsFuture;

use super::{
    icon::{Drawing, Icon},
    style,
};

/// Where files go, each in `file`.
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

/// What a file is for: the field of the form that says so, and its value. Nothing for the library alone.
pub type Purpose = Option<(&'static str, String)>;

/// The field for files. The whole area takes what is dropped, because the field covers it.
#[component]
pub fn Upload(
    /// What they are for.
    purpose: Purpose,
    /// The words: "Add pictures".
    words: &'static str,
    /// Whether more than one can be taken.
    several: bool,
    /// Told of each file that was taken.
    #[prop(into)]
    on_kept: Callback<Picture>,
) -> impl IntoView {
    let sending = RwSignal::new(Vec::<Sending>::new());
    let target = StoredValue::new(purpose.clone());
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
        let purpose = target.get_value();
        spawn_local(async move {
            for (index, file) in files.into_iter().enumerate() {
                let number = first + index;
                set_state(sending, number, Progress::UnderWay);
                match send(&purpose, &file).await {
                    Ok(picture) => {
                        sending.update(|sending| sending.retain(|file| file.number != number));
                        on_kept.run(picture);
                    }
                    Err(reason) => set_state(sending, number, Progress::Failed(reason)),
                }
            }
        });
    };
    let field = NodeRef::<html::Input>::new();
    Effect::new(move || {
        // What was picked before the program was there.
        if let Some(field) = field.get()
            && field.files().is_some_and(|files| files.length() > 0)
        {
            begin(field);
        }
    });
    view! {
        <form class=style::drop action=ADDRESS method="post" enctype="multipart/form-data">
            {purpose.map(|(name, value)| view! { <input type="hidden" name=name value=value /> })}
            <input
                type="file"
                node_ref=field
                name="file"
                multiple=several
                accept="image/jpeg,image/png,image/webp,image/avif,image/gif,image/svg+xml"
                aria-label=words
                on:change:target=move |event| begin(event.target())
            />
            <Drawing icon=Icon::Upload />
            <span>
                <strong>{words}</strong>
                {if several { " or drop them here" } else { " or drop it here" }}
            </span>
            <small class=style::small>"JPEG, PNG, WebP, AVIF, GIF or SVG"</small>
            <noscript inner_html=format!("<button class=\"{}\">Upload</button>", style::button)></noscript>
        </form>
        <ul class=style::sending aria-live="polite">
            {move || sending.get().into_iter().map(|file| view! { <SendingItem file /> }).collect_view()}
        </ul>
    }
}

#[component]
fn SendingItem(file: Sending) -> impl IntoView {
    let state = match file.state {
        Progress::Waiting => view! { <small class=style::small>"waiting"</small> }.into_any(),
        Progress::UnderWay => {
            let label = format!("Uploading {}", file.name);
            view! { <progress aria-label=label></progress> }.into_any()
        }
        Progress::Failed(reason) => view! { <small class=style::complaint>{reason}</small> }.into_any(),
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
async fn send(purpose: &Purpose, file: &web_sys::File) -> Result<Picture, String> {
    let data = form_of(purpose, file).ok_or(NO_ANSWER)?;
    let text = post(ADDRESS, &data).await.ok_or(NO_ANSWER)?;
    let answer: Vec<Uploaded> = serde_json::from_str(&text).map_err(|_| NO_ANSWER)?;
    let answer = answer.into_iter().next().ok_or(NO_ANSWER)?;
    answer.picture.ok_or_else(|| answer.error.unwrap_or_else(|| NO_ANSWER.to_owned()))
}

fn form_of(purpose: &Purpose, file: &web_sys::File) -> Option<web_sys::FormData> {
    let data = web_sys::FormData::new().ok()?;
    if let Some((name, value)) = purpose {
        data.append_with_str(name, value).ok()?;
    }
    data.append_with_blob_and_filename("file", file, &file.name()).ok()?;
    Some(data)
}

/// Sends files with their form, and gives the answer's text; nothing when nobody answered.
pub async fn post(address: &str, data: &web_sys::FormData) -> Option<String> {
    let headers = web_sys::Headers::new().ok()?;
    headers.set("Accept", "application/json").ok()?;
    let request = web_sys::RequestInit::new();
    request.set_method("POST");
    request.set_body(data);
    request.set_headers(&headers);
    let answer = JsFuture::from(window().fetch_with_str_and_init(address, &request)).await.ok()?;
    let answer: web_sys::Response = answer.dyn_into().ok()?;
    JsFuture::from(answer.text().ok()?).await.ok()?.as_string()
}
