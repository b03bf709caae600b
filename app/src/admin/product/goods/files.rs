//! The files of a digital product, and how often and for how long buyers can fetch them.

use domain::{catalog::view::FileForm, kernel::VariantId, media::view::Uploaded, order::view::size_words};
use leptos::{ev, form::ActionForm, prelude::*, task::spawn_local, wasm_bindgen::JsCast, web_sys};

use super::{GoodsActions, style};
use crate::admin::parts::{style as part, upload::post};

/// Where files go, each in `file`.
const ADDRESS: &str = "/admin/products/files";
const NO_ANSWER: &str = "The server did not answer. Try it again.";

/// The files with their bounds.
#[component]
pub fn Files(actions: GoodsActions) -> impl IntoView {
    let files = move || actions.editor.saved.with(|saved| saved.goods.files.clone());
    view! {
        <div class=style::group>
            <h3>"Files"</h3>
            <ul class=style::parts>{move || files().into_iter().map(|file| view! { <File actions file /> }).collect_view()}</ul>
            {move || files().is_empty().then(|| view! { <p class=part::hint>"There is no file yet: nobody can buy it."</p> })}
            <AddFiles actions />
        </div>
        <Bounds actions />
    }
}

/// The name of a variant, when files can belong to one of several.
fn variant_name(actions: GoodsActions, variant: VariantId) -> Option<String> {
    actions.editor.saved.with(|saved| {
        let found = saved.variants.iter().find(|one| one.id == variant)?;
        Some(if found.title.is_empty() { found.sku.clone() } else { found.title.clone() })
    })
}

#[component]
fn File(actions: GoodsActions, file: FileForm) -> impl IntoView {
    let action = actions.remove_file;
    let for_whom = match file.variant {
        Some(variant) => variant_name(actions, variant).unwrap_or_else(|| "a variant that is gone".to_owned()),
        None => "every variant".to_owned(),
    };
    let buyers = match file.buyers {
        0 => "not bought yet".to_owned(),
        1 => "1 buyer".to_owned(),
        buyers => format!("{buyers} buyers"),
    };
    let remove = format!("Remove {}", file.name);
    view! {
        <li>
            <div class=style::what>
                <span>{file.name.clone()}</span>
                <span class=part::small>{format!("{} · for {for_whom} · {buyers}", size_words(file.bytes))}</span>
            </div>
            <div class=style::tools>
                <ActionForm action>
                    <input type="hidden" name="product" value=actions.product() />
                    <input type="hidden" name="file" value=file.id.to_string() />
                    <button class=part::button aria-label=remove disabled=move || action.pending().get()>
                        "Remove"
                    </button>
                </ActionForm>
            </div>
        </li>
    }
}

/// A form that the browser can send by itself; with a script the page stays.
#[component]
fn AddFiles(actions: GoodsActions) -> impl IntoView {
    let busy = RwSignal::new(false);
    let send = move |event: ev::SubmitEvent| {
        event.prevent_default();
        let Some(form) = event.target().and_then(|target| target.dyn_into::<web_sys::HtmlFormElement>().ok()) else {
            return;
        };
        let Ok(data) = web_sys::FormData::new_with_form(&form) else { return };
        busy.set(true);
        spawn_local(async move {
            match send_files(&data).await {
                Some(answers) => {
                    let refused: Vec<String> = answers.into_iter().filter_map(|file| file.error).collect();
                    actions.failed.set((!refused.is_empty()).then(|| refused.join(" ")));
                    form.reset();
                    actions.refresh().await;
                }
                None => actions.failed.set(Some(NO_ANSWER.to_owned())),
            }
            busy.set(false);
        });
    };
    let variants = actions.editor.saved.with_untracked(|saved| {
        let variants = saved.variants.iter().filter(|_| saved.variants.len() > 1);
        variants.map(|one| (one.id.to_string(), one.title.clone())).collect::<Vec<_>>()
    });
    let is_one = variants.is_empty();
    view! {
        <form class=style::row action=ADDRESS method="post" enctype="multipart/form-data" on:submit=send>
            <input type="hidden" name="product" value=actions.product() />
            <div class=part::field hidden=is_one>
                <label for="file-variant">"For"</label>
                <select id="file-variant" name="variant">
                    <option value="">"Every variant"</option>
                    {variants.into_iter().map(|(id, title)| view! { <option value=id>{title}</option> }).collect_view()}
                </select>
            </div>
            <div class=part::field>
                <label for="file-content">"Add files"</label>
                <input id="file-content" type="file" name="file" multiple required />
            </div>
            <button class=part::button disabled=move || busy.get()>
                {move || if busy.get() { "Uploading …" } else { "Upload" }}
            </button>
        </form>
        <p class=part::hint>"Up to 2 GB each. Only buyers get them, by links that expire."</p>
    }
}

/// Sends the form, and says what became of each file; nothing when nobody answered.
async fn send_files(data: &web_sys::FormData) -> Option<Vec<Uploaded>> {
    serde_json::from_str(&post(ADDRESS, data).await?).ok()
}

#[component]
fn Bounds(actions: GoodsActions) -> impl IntoView {
    let action = actions.set_bounds;
    let bound = move |read: fn(&domain::catalog::view::GoodsForm) -> Option<i64>| {
        move || {
            let bound = actions.editor.saved.with(|saved| read(&saved.goods));
            bound.map(|bound| bound.to_string()).unwrap_or_default()
        }
    };
    view! {
        <div class=style::group>
            <h3>"Limits for each buyer"</h3>
            <ActionForm action attr:class=style::row>
                <input type="hidden" name="product" value=actions.product() />
                <div class=part::field>
                    <label for="download-most">"Downloads of each file"</label>
                    <input
                        id="download-most"
                        name="most"
                        inputmode="numeric"
                        maxlength="6"
                        autocomplete="off"
                        placeholder="no limit"
                        value=bound(|goods| goods.download_most)
                    />
                </div>
                <div class=part::field>
                    <label for="download-days">"Days after payment"</label>
                    <input
                        id="download-days"
                        name="days"
                        inputmode="numeric"
                        maxlength="6"
                        autocomplete="off"
                        placeholder="no limit"
                        value=bound(|goods| goods.download_days)
                    />
                </div>
                <button class=part::button disabled=move || action.pending().get()>
                    "Set limits"
                </button>
            </ActionForm>
            <p class=part::hint>"They count for orders from now on; on an order’s page you can renew what was used up."</p>
        </div>
    }
}
