//! Server functions of the media library. Uploads are a request of their own: `POST /admin/upload`.

use domain::{
    kernel::ImageId,
    media::view::{ImageDetail, ImageRows},
};
use leptos::prelude::*;

use super::ImagesQuery;
use crate::{admin::clock::Dated, error::AppError};

/// A stretch of the library.
#[server(prefix = "/api", endpoint = "admin/media/list")]
pub async fn list_images(query: ImagesQuery) -> Result<ImageRows, AppError> {
    use services::media::read;

    use crate::admin::guard;
    let (shop, _) = guard::require(domain::account::Permission::ReadProducts).await?;
    let ImagesQuery { tab, text, before } = query;
    read::list(&shop, &read::ImageListQuery { tab, text, before }).await.map_err(guard::media)
}

/// An image with everything that is known about it.
#[server(prefix = "/api", endpoint = "admin/media/detail")]
pub async fn read_image(image: ImageId) -> Result<Dated<ImageDetail>, AppError> {
    use crate::admin::guard;
    let (shop, _) = guard::require(domain::account::Permission::ReadProducts).await?;
    let value = services::media::read::detail(&shop, image).await.map_err(guard::media)?;
    Ok(Dated { now: shop.clock.now(), value })
}

/// Says what an image shows, and, when `everywhere` is sent, says so on every product that shows it.
#[server(prefix = "/api", endpoint = "admin/media/describe")]
pub async fn describe_image(image: ImageId, words: String, everywhere: Option<String>) -> Result<(), AppError> {
    use crate::admin::guard;
    let (shop, actor) = guard::require(domain::account::Permission::WriteProducts).await?;
    let described = services::media::change::describe(&shop, &actor, image, &words, everywhere.is_some());
    described.await.map_err(guard::media)
}

/// Says which point of an image stays in sight, in percent from the left and from above.
#[server(prefix = "/api", endpoint = "admin/media/focus")]
pub async fn set_focus(image: ImageId, x: i64, y: i64) -> Result<(), AppError> {
    use crate::admin::guard;
    let (shop, actor) = guard::require(domain::account::Permission::WriteProducts).await?;
    let outside = || AppError::Invalid("Say 0 to 100 percent, from the left and from above.".to_owned());
    let focus = domain::media::Focus::new(x, y).ok_or_else(outside)?;
    services::media::change::set_focus(&shop, &actor, image, focus).await.map_err(guard::media)
}

/// Shows another image of the library wherever this one is shown.
#[server(prefix = "/api", endpoint = "admin/media/show_instead")]
pub async fn show_instead(image: ImageId, instead: ImageId) -> Result<(), AppError> {
    use crate::admin::guard;
    let (shop, actor) = guard::require(domain::account::Permission::WriteProducts).await?;
    services::media::change::show_instead(&shop, &actor, image, instead).await.map_err(guard::media)
}

/// Takes an image that no page shows out of sight.
#[server(prefix = "/api", endpoint = "admin/media/remove")]
pub async fn remove_image(image: ImageId) -> Result<(), AppError> {
    use crate::admin::guard;
    let (shop, actor) = guard::require(domain::account::Permission::WriteProducts).await?;
    services::media::change::remove(&shop, &actor, image).await.map_err(guard::media)
}

/// Puts an image back.
#[server(prefix = "/api", endpoint = "admin/media/restore")]
pub async fn restore_image(image: ImageId) -> Result<(), AppError> {
    use crate::admin::guard;
    let (shop, actor) = guard::require(domain::account::Permission::WriteProducts).await?;
    services::media::change::restore(&shop, &actor, image).await.map_err(guard::media)
}
