//! The page of one product.

use domain::kernel::ProductId;
use leptos::prelude::*;

use super::{api::read_product, editor::Editor};
use crate::{
    admin::parts::{refusal::Refusal, skeleton::RecordSkeleton},
    data::part_data,
};

/// One product.
#[component]
pub fn ProductPage(
    /// Which.
    id: ProductId,
) -> impl IntoView {
    let data = part_data(|| (), move |()| read_product(id));
    view! {
        <Suspense fallback=RecordSkeleton>
            {move || Suspend::new(async move {
                match data.await {
                    Ok(sheet) => view! { <Editor sheet /> }.into_any(),
                    Err(error) => view! { <Refusal error /> }.into_any(),
                }
            })}
        </Suspense>
    }
}
