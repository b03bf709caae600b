//! Films that show a product, by link.
//!
//! Not here: the films; they lie elsewhere, and nobody is asked for them before a shopper clicks. Invariant: an address in the
//! database went through [`VideoLink::parse`].

pub mod sql;

use domain::{
    catalog::{
        VideoError, VideoLink,
        view::{Picture, VideoRow, VideoView},
    },
    kernel::{ImageId, ProductId, VideoId},
};
use sqlx::{Row as _, any::AnyRow};

use super::{CatalogError, admin::sql as admin_sql, job};
use crate::{
    Shop,
    account::Actor,
    db::{DatabaseError, WriteError, audit},
};

/// So many films a product may have.
pub const MOST: i64 = 10;
const MOST_TITLE: usize = 120;

/// Why a film was not taken.
#[derive(Debug, thiserror::Error)]
pub enum AddVideoError {
    /// The link.
    #[error(transparent)]
    Link(#[from] VideoError),
    /// Its words.
    #[error("The words have more than {MOST_TITLE} letters")]
    TooManyWords,
    /// It is there, or there are enough.
    #[error("This film is there already, or the product has {MOST} of them")]
    Full,
    /// The database, or a product that does not exist.
    #[error(transparent)]
    Failed(#[from] CatalogError),
}

impl From<sqlx::Error> for AddVideoError {
    fn from(error: sqlx::Error) -> Self {
        Self::Failed(error.into())
    }
}

impl From<DatabaseError> for AddVideoError {
    fn from(error: DatabaseError) -> Self {
        Self::Failed(error.into())
    }
}

impl WriteError for AddVideoError {
    fn database(&self) -> Option<&DatabaseError> {
        match self {
            Self::Failed(error) => error.database(),
            _ => None,
        }
    }
}

/// The films of a product as the manager sees them.
///
/// # Errors
/// A database that does not answer.
pub async fn list(shop: &Shop, product: ProductId) -> Result<Vec<VideoRow>, CatalogError> {
    let rows = sqlx::query(sql::OF_PRODUCT).bind(product.0).fetch_all(shop.database.reader()).await?;
    Ok(rows.iter().map(video).collect::<Result<_, _>>()?)
}

/// The films of a product as shoppers see them, each with one of its pictures before it.
pub(super) async fn shown(
    shop: &Shop,
    product: ProductId,
    pictures: &[Picture],
) -> Result<Vec<VideoView>, CatalogError> {
    let poster = |wanted: Option<ImageId>| {
        let chosen = pictures.iter().find(|picture| Some(picture.id) == wanted);
        chosen.or(pictures.first()).cloned()
    };
    let films = list(shop, product).await?.into_iter();
    Ok(films.map(|film| VideoView { link: film.link, title: film.title, poster: poster(film.poster) }).collect())
}

fn video(row: &AnyRow) -> Result<VideoRow, DatabaseError> {
    let address: &str = row.try_get(1)?;
    Ok(VideoRow {
        id: VideoId(row.try_get(0)?),
        link: VideoLink::parse(address)
            .map_err(|_| DatabaseError::Corrupt { what: "the address of a film", value: address.to_owned() })?,
        title: row.try_get(2)?,
        poster: row.try_get::<Option<i64>, _>(3)?.map(ImageId),
    })
}

/// Puts a film on a product, behind the others.
///
/// # Errors
/// A link that leads to no film, too many films, a product that does not exist, a database that failed.
pub async fn add(
    shop: &Shop,
    actor: &Actor,
    product: ProductId,
    address: &str,
    title: &str,
    poster: Option<ImageId>,
) -> Result<VideoId, AddVideoError> {
    let (link, title) = (VideoLink::parse(address)?, title.trim().to_owned());
    if title.chars().count() > MOST_TITLE {
        return Err(AddVideoError::TooManyWords);
    }
    let id = VideoId(shop.database.next_id());
    let (database, actor, now) = (shop.database.clone(), actor.name.clone(), shop.clock.now());
    shop.database
        .write(move |transaction| {
            let (database, actor) = (database.clone(), actor.clone());
            let (address, title) = (link.address.clone(), title.clone());
            Box::pin(async move {
                let touch = sqlx::query(admin_sql::TOUCH).bind(product.0).bind(now.0);
                if touch.execute(transaction.connection()).await?.rows_affected() == 0 {
                    return Err(CatalogError::NotFound.into());
                }
                let added = sqlx::query(sql::ADD)
                    .bind(id.0)
                    .bind(product.0)
                    .bind(address.clone())
                    .bind(title)
                    .bind(poster.map(|poster| poster.0))
                    .bind(now.0)
                    .bind(MOST)
                    .execute(transaction.connection())
                    .await?;
                if added.rows_affected() == 0 {
                    return Err(AddVideoError::Full);
                }
                let subject = format!("product {product}");
                let entry =
                    audit::Entry { actor: &actor, action: "product.add_film", subject: &subject, detail: &address };
                audit::record(transaction, database.next_id(), entry, now).await?;
                job::enqueue(transaction, &database, &[product], now).await?;
                Ok::<(), AddVideoError>(())
            })
        })
        .await?;
    shop.shelf.refresh(&[product]).await;
    Ok(id)
}

/// Takes a film off. One that is not there is not missed.
///
/// # Errors
/// A database that failed.
pub async fn remove(shop: &Shop, actor: &Actor, product: ProductId, film: VideoId) -> Result<(), CatalogError> {
    let (database, actor, now) = (shop.database.clone(), actor.name.clone(), shop.clock.now());
    shop.database
        .write(move |transaction| {
            let (database, actor) = (database.clone(), actor.clone());
            Box::pin(async move {
                let removed = sqlx::query(sql::REMOVE).bind(film.0).bind(product.0);
                if removed.execute(transaction.connection()).await?.rows_affected() == 0 {
                    return Ok(());
                }
                let touch = sqlx::query(admin_sql::TOUCH).bind(product.0).bind(now.0);
                touch.execute(transaction.connection()).await?;
                let subject = format!("product {product}");
                let entry =
                    audit::Entry { actor: &actor, action: "product.remove_film", subject: &subject, detail: "" };
                audit::record(transaction, database.next_id(), entry, now).await?;
                job::enqueue(transaction, &database, &[product], now).await?;
                Ok::<(), CatalogError>(())
            })
        })
        .await?;
    shop.shelf.refresh(&[product]).await;
    Ok(())
}
