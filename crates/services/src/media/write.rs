//! Taking a picture into the library.

use std::sync::{Arc, LazyLock};

use bytes::Bytes;
use domain::{catalog::view::Picture, kernel::ImageId, media::Focus};
use futures::future::try_join_all;
use sqlx::Row as _;
use tokio::sync::Semaphore;

use super::{MediaError, sql};
use crate::{
    Shop,
    port::{PreparedFile, PreparedImage},
};

/// Decoding a large picture takes much memory and a whole processor: two at a time are enough.
static TURNS: LazyLock<Semaphore> = LazyLock::new(|| Semaphore::new(2));

/// Where a picture came from.
#[derive(Clone, Copy, Debug)]
pub enum Origin<'a> {
    /// An address of the web; may be empty.
    Address(&'a str),
    /// A file that was uploaded, by its name.
    File(&'a str),
}

/// Letters of a file's name that are kept.
const MOST_NAME: usize = 200;

/// Checks a picture by its content, makes its files, and gives it back as it stands in the library. The same content twice is
/// one picture. `source_url` says where it came from; it may be empty.
///
/// # Errors
/// Content that is no picture or too large a one; a store or database that failed.
pub async fn keep(shop: &Shop, bytes: Bytes, alternative_text: &str, source_url: &str) -> Result<Picture, MediaError> {
    keep_from(shop, bytes, alternative_text, Origin::Address(source_url)).await
}

/// The same for a picture from anywhere.
///
/// # Errors
/// As [`keep`].
pub async fn keep_from(
    shop: &Shop,
    bytes: Bytes,
    alternative_text: &str,
    origin: Origin<'_>,
) -> Result<Picture, MediaError> {
    let size = i64::try_from(bytes.len()).unwrap_or(i64::MAX);
    let prepared = prepare(shop, bytes).await?;
    put(shop, prepared, size, alternative_text, origin).await
}

/// Takes a picture whose files are made already into the library; `size` is the original's in bytes.
///
/// # Errors
/// A store or database that failed.
pub async fn put(
    shop: &Shop,
    prepared: PreparedImage,
    size: i64,
    alternative_text: &str,
    origin: Origin<'_>,
) -> Result<Picture, MediaError> {
    // All at once: files that wait for the disk together wait once.
    try_join_all(prepared.files.iter().map(|file| put_file(shop, file))).await?;
    let picture = Picture {
        id: ImageId(shop.database.next_id()),
        hash: prepared.hash,
        width: prepared.width,
        height: prepared.height,
        widths: prepared.widths,
        alternative_text: alternative_text.to_owned(),
        placeholder: prepared.placeholder,
        focus: Focus::default(),
    };
    let id = add(shop, &picture, prepared.format, size, origin).await?;
    Ok(Picture { id, ..picture })
}

async fn put_file(shop: &Shop, file: &PreparedFile) -> Result<(), MediaError> {
    if !shop.files.exists(&file.key).await? {
        shop.files.put(&file.key, file.bytes.clone()).await?;
    }
    Ok(())
}

async fn prepare(shop: &Shop, bytes: Bytes) -> Result<PreparedImage, MediaError> {
    let _turn = TURNS.acquire().await.map_err(|_| MediaError::Interrupted)?;
    let images = Arc::clone(&shop.images);
    let prepared = tokio::task::spawn_blocking(move || images.prepare(&bytes)).await;
    Ok(prepared.map_err(|_| MediaError::Interrupted)??)
}

async fn add(
    shop: &Shop,
    picture: &Picture,
    format: &'static str,
    size: i64,
    origin: Origin<'_>,
) -> Result<ImageId, MediaError> {
    let (picture, now) = (picture.clone(), shop.clock.now());
    let (source_url, file_name) = match origin {
        Origin::Address(address) => (address.to_owned(), String::new()),
        Origin::File(name) => (String::new(), name.chars().take(MOST_NAME).collect()),
    };
    let widths = serde_json::json!(picture.widths).to_string();
    shop.database
        .write(move |transaction| {
            let (picture, widths) = (picture.clone(), widths.clone());
            let (source_url, file_name) = (source_url.clone(), file_name.clone());
            Box::pin(async move {
                sqlx::query(sql::ADD)
                    .bind(picture.id.0)
                    .bind(picture.hash.clone())
                    .bind(format)
                    .bind(i64::from(picture.width))
                    .bind(i64::from(picture.height))
                    .bind(size)
                    .bind(widths)
                    .bind(picture.placeholder)
                    .bind(source_url)
                    .bind(picture.alternative_text)
                    .bind(file_name)
                    .bind(now.0)
                    .execute(transaction.connection())
                    .await?;
                sqlx::query(sql::WANT_AGAIN).bind(picture.hash.clone()).execute(transaction.connection()).await?;
                let row = sqlx::query(sql::BY_HASH).bind(picture.hash).fetch_one(transaction.connection()).await?;
                Ok(ImageId(row.try_get(0)?))
            })
        })
        .await
}
