//! Files that were bought: granted when they are paid, fetched by links that expire, counted by the statement that allows it.
//!
//! A link is signed with the shop's secret and lives for [`LINK_LIFE`]; the order's page makes new ones each time it is shown. It
//! is no right by itself: the row in the database says whether the file can still be fetched.

use domain::{
    kernel::{DownloadId, OrderId, Timestamp},
    order::view::DownloadView,
};
use sqlx::{Row as _, any::AnyRow};

use super::sql;
use crate::{
    Shop,
    account::Actor,
    db::{Database, DatabaseError, Transaction, WriteError, audit},
    order::{event, sql as order_sql},
    setting::{ShopSecret, digest},
};

/// For so long a link opens its file.
pub const LINK_LIFE: i64 = Timestamp::DAY;
/// For so long a fetch that broke off can go on without being counted again.
const RESUME_TIME: i64 = Timestamp::DAY;

/// And so many times the whole file can go out in parts then.
const MOST_TIMES: i64 = 3;

/// Why a file was not handed out.
#[derive(Debug, thiserror::Error)]
pub enum DownloadError {
    /// No such link, or one that was changed.
    #[error("there is no such file")]
    NotFound,
    /// The link is too old; the order's page makes a new one.
    #[error("this link has expired: open the page of your order again")]
    Expired,
    /// The file was fetched as often as it can be, or its time is over, or the order was called off.
    #[error("this file cannot be fetched any more")]
    Over,
    /// The database failed.
    #[error(transparent)]
    Database(#[from] DatabaseError),
}

impl From<sqlx::Error> for DownloadError {
    fn from(error: sqlx::Error) -> Self {
        DatabaseError::from(error).into()
    }
}

impl WriteError for DownloadError {
    fn database(&self) -> Option<&DatabaseError> {
        match self {
            Self::Database(error) => Some(error),
            _ => None,
        }
    }
}

/// A file that may be handed out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GrantedFile {
    /// The name under which it goes out.
    pub name: String,
    /// What it is.
    pub content_type: String,
    /// How large it is.
    pub bytes: u64,
    /// Its key in the file store.
    pub key: String,
}

/// A link as it came from outside.
#[derive(Clone, Debug)]
pub struct Link {
    /// The right that it names.
    pub download: DownloadId,
    /// Until when it opens, in milliseconds.
    pub until: i64,
    /// What only the shop can make.
    pub signature: String,
}

fn signature(secret: &ShopSecret, download: DownloadId, until: i64) -> String {
    secret.derive("download link", &format!("{download} {until}"))
}

/// The path that opens a file from now on.
fn path(shop: &Shop, download: DownloadId, now: Timestamp) -> String {
    let until = now.plus(LINK_LIFE).0;
    format!("/downloads/{download}?until={until}&key={}", signature(&shop.settings.secret, download, until))
}

/// Gives the buyers of an order the right to fetch each file of what they bought.
pub(super) async fn grant(
    tx: &mut Transaction,
    database: &Database,
    order: OrderId,
    now: Timestamp,
) -> Result<(), DatabaseError> {
    let rows = sqlx::query(sql::GRANTABLE).bind(order.0).fetch_all(tx.connection()).await?;
    for row in rows {
        let quantity: i64 = row.try_get("quantity")?;
        let most: Option<i64> = row.try_get("download_most")?;
        let days: Option<i64> = row.try_get("download_days")?;
        sqlx::query(sql::GRANT)
            .bind(database.next_id())
            .bind(order.0)
            .bind(row.try_get::<i64, _>("line_id")?)
            .bind(row.try_get::<i64, _>("file_id")?)
            .bind(most.map(|most| most.saturating_mul(quantity)))
            .bind(days.map(|days| now.plus(days.saturating_mul(Timestamp::DAY)).0))
            .bind(now.0)
            .execute(tx.connection())
            .await?;
    }
    Ok(())
}

/// The files of an order, each with a link while it can be fetched.
pub(crate) async fn of_order(shop: &Shop, order: OrderId) -> Result<Vec<DownloadView>, DatabaseError> {
    let rows = sqlx::query(sql::DOWNLOADS).bind(order.0).fetch_all(&mut shop.database.quick().await?).await?;
    let now = shop.clock.now();
    rows.iter().map(|row| view(shop, row, now)).collect()
}

fn view(shop: &Shop, row: &AnyRow, now: Timestamp) -> Result<DownloadView, DatabaseError> {
    let id = DownloadId(row.try_get("id")?);
    let (used, most): (i64, Option<i64>) = (row.try_get("used")?, row.try_get("most")?);
    let until = row.try_get::<Option<i64>, _>("expires_at")?.map(Timestamp);
    let is_open = row.try_get::<i64, _>("is_paid")? == 1
        && most.is_none_or(|most| used < most)
        && until.is_none_or(|until| until > now);
    Ok(DownloadView {
        id,
        name: row.try_get("name")?,
        bytes: row.try_get("bytes")?,
        used,
        most,
        until,
        address: is_open.then(|| path(shop, id, now)),
    })
}

/// Checks a link and counts: the file may be handed out once. Of a file of so many bytes, `rest` says how many are asked for when
/// that is only a later part, after a fetch that broke off; this is not counted again for a day, within bounds.
///
/// # Errors
/// A link that is none or too old, a right that is used up, or a database that failed.
pub async fn fetch(shop: &Shop, link: &Link, rest: impl Fn(u64) -> Option<u64>) -> Result<GrantedFile, DownloadError> {
    let now = check(shop, link)?;
    if let Some((file, used)) = recent(shop, link.download, now).await?
        && let Some(bytes) = rest(file.bytes)
        && goes_on(shop, link.download, used, bytes, &file, now).await?
    {
        return Ok(file);
    }
    let download = link.download.0;
    let file = shop
        .database
        .write(move |tx| {
            Box::pin(async move {
                let row = sqlx::query(sql::FETCH).bind(download).bind(now.0).fetch_optional(tx.connection()).await?;
                let file: i64 = row.ok_or(DownloadError::Over)?.try_get("file_id")?;
                let row = sqlx::query(sql::FILE).bind(file).fetch_one(tx.connection()).await?;
                Ok::<_, DownloadError>(granted(&row)?)
            })
        })
        .await?;
    Ok(file)
}

/// Checks a link without counting: for whoever only asks how large a file is.
///
/// # Errors
/// As [`fetch`].
pub async fn look(shop: &Shop, link: &Link) -> Result<GrantedFile, DownloadError> {
    let now = check(shop, link)?;
    let row = sqlx::query(sql::LOOK).bind(link.download.0).bind(now.0).fetch_optional(shop.database.reader()).await?;
    Ok(granted(&row.ok_or(DownloadError::Over)?)?)
}

fn check(shop: &Shop, link: &Link) -> Result<Timestamp, DownloadError> {
    // Digests are compared, so that the time it takes tells nothing about the signature.
    let expected = signature(&shop.settings.secret, link.download, link.until);
    if digest(&link.signature) != digest(&expected) {
        return Err(DownloadError::NotFound);
    }
    let now = shop.clock.now();
    if link.until <= now.0 { Err(DownloadError::Expired) } else { Ok(now) }
}

/// Counts the bytes of a later part, and says whether they belong to the fetch before.
async fn goes_on(
    shop: &Shop,
    download: DownloadId,
    used: i64,
    bytes: u64,
    file: &GrantedFile,
    now: Timestamp,
) -> Result<bool, DownloadError> {
    let scope = format!("download/{download}/{used}");
    let bytes = i64::try_from(bytes).unwrap_or(i64::MAX);
    let most = i64::try_from(file.bytes).unwrap_or(i64::MAX).saturating_mul(MOST_TIMES);
    let count: i64 = shop
        .database
        .write(move |tx| {
            let scope = scope.clone();
            Box::pin(async move {
                let count = sqlx::query(sql::COUNT_BYTES).bind(scope).bind(now.0).bind(bytes);
                Ok::<_, DownloadError>(count.fetch_one(tx.connection()).await?.try_get("count")?)
            })
        })
        .await?;
    Ok(count <= most)
}

/// The file of a right that was used a while ago, and how often it was.
async fn recent(
    shop: &Shop,
    download: DownloadId,
    now: Timestamp,
) -> Result<Option<(GrantedFile, i64)>, DownloadError> {
    let row = sqlx::query(sql::RECENT)
        .bind(download.0)
        .bind(now.plus(-RESUME_TIME).0)
        .bind(now.0)
        .fetch_optional(shop.database.reader())
        .await?;
    let Some(row) = row else { return Ok(None) };
    Ok(Some((granted(&row)?, row.try_get("used")?)))
}

fn granted(row: &AnyRow) -> Result<GrantedFile, DatabaseError> {
    let bytes: i64 = row.try_get("bytes")?;
    Ok(GrantedFile {
        name: row.try_get("name")?,
        content_type: row.try_get("content_type")?,
        bytes: u64::try_from(bytes).unwrap_or(0),
        key: row.try_get("file_key")?,
    })
}

/// Gives a buyer the bounds of the product once more: as many fetches on top of those that were used, and as many days from now.
///
/// # Errors
/// A right that does not exist; a database that failed.
pub async fn renew(shop: &Shop, actor: &Actor, download: DownloadId) -> Result<(), DownloadError> {
    let (database, name, now) = (shop.database.clone(), actor.name.clone(), shop.clock.now());
    shop.database
        .write(move |tx| {
            let (database, name) = (database.clone(), name.clone());
            Box::pin(async move {
                let row = sqlx::query(sql::BOUNDS).bind(download.0).fetch_optional(tx.connection()).await?;
                let row = row.ok_or(DownloadError::NotFound)?;
                let days: Option<i64> = row.try_get("download_days")?;
                sqlx::query(sql::RENEW)
                    .bind(download.0)
                    .bind(row.try_get::<Option<i64>, _>("download_most")?)
                    .bind(days.map(|days| now.plus(days.saturating_mul(Timestamp::DAY)).0))
                    .execute(tx.connection())
                    .await?;
                let order = OrderId(row.try_get("order_id")?);
                sqlx::query(order_sql::TOUCH).bind(order.0).execute(tx.connection()).await?;
                let text = format!("Download renewed: {}", row.try_get::<String, _>("name")?);
                let renewed = event::Event { order, kind: "download_renewed", text: &text, actor: &name, now };
                event::append(tx, &database, renewed).await?;
                let subject = format!("order {order}");
                let entry = audit::Entry { actor: &name, action: "download.renew", subject: &subject, detail: &text };
                Ok::<(), DownloadError>(audit::record(tx, database.next_id(), entry, now).await?)
            })
        })
        .await
}
