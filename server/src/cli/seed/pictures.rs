//! Draws the demo shop's pictures and takes them into the media library, each once.

use std::collections::{BTreeMap, HashMap};

use adapters::images::{drawing_hash, prepare_drawing};
use demo::{
    DemoShop,
    art::{PictureSpec, View, picture},
};
use domain::kernel::ImageId;
use futures::{StreamExt as _, TryStreamExt as _, stream};
use indicatif::ProgressBar;
use services::{
    Shop,
    demo::known_picture,
    media::{
        MediaError,
        write::{Origin, put},
    },
};

use super::SeedError;

/// The ids of pictures by the keys of their specs.
pub(super) type Pictures = HashMap<String, ImageId>;

/// The main view is looked at in full width, the others beside it. More would be sharper on few screens and take twice as long.
const MAIN_WIDTH: u32 = 960;
const FURTHER_WIDTH: u32 = 640;

/// The specs of all pictures, each once.
pub(super) fn distinct(content: &DemoShop) -> BTreeMap<String, PictureSpec> {
    let pictures = content.products.iter().flat_map(|product| &product.pictures);
    pictures.map(|picture| (picture.spec.key(), picture.spec.clone())).collect()
}

/// Draws what the library does not have yet; more at a time than there are cores, because each also waits for the disk.
pub(super) async fn draw(
    shop: &Shop,
    specs: BTreeMap<String, PictureSpec>,
    bar: &ProgressBar,
) -> Result<Pictures, SeedError> {
    let cores = std::thread::available_parallelism().map_or(2, usize::from);
    stream::iter(specs)
        .map(|(key, spec)| async move {
            let id = draw_one(shop, spec).await?;
            bar.inc(1);
            Ok((key, id))
        })
        .buffer_unordered(cores * 4)
        .try_collect()
        .await
}

async fn draw_one(shop: &Shop, spec: PictureSpec) -> Result<ImageId, SeedError> {
    let width = if spec.view == View::Front { MAIN_WIDTH } else { FURTHER_WIDTH };
    let svg = picture(&spec);
    if let Some(id) = known_picture(&shop.database, &drawing_hash(&svg, width)).await? {
        return Ok(id);
    }
    let size = i64::try_from(svg.len()).unwrap_or(i64::MAX);
    let prepared = tokio::task::spawn_blocking(move || prepare_drawing(&svg, width)).await;
    let prepared = prepared.map_err(|_| SeedError::Interrupted)?.map_err(MediaError::from)?;
    Ok(put(shop, prepared, size, "", Origin::File("")).await?.id)
}
